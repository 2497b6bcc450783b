/* test-store-calls.c - calls to providers, and what is known of keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-store-test.h"

/* 2026-11-22 23:30 UTC */
#define TIME (G_GINT64_CONSTANT (1795390200) * G_USEC_PER_SEC)

static gint64
add_call (StoreFixture         *fixture,
          const GessoModelCall *call)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  gesso_store_add_model_call_async (fixture->store, call, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  id = gesso_store_add_model_call_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return id;
}

static GPtrArray *
list_calls (StoreFixture *fixture,
            gint64        job_id,
            guint         limit)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_list_model_calls_async (fixture->store, job_id, limit, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_list_model_calls_finish (fixture->store, result, NULL);
}

static GPtrArray *
sum_calls (StoreFixture       *fixture,
           GessoModelCallGroup group,
           gint64              from,
           gint64              until)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_sum_model_calls_async (fixture->store, group, from, until, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_sum_model_calls_finish (fixture->store, result, NULL);
}

static gboolean
save_state (StoreFixture        *fixture,
            const GessoKeyState *state)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_save_key_state_async (fixture->store, state, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_save_key_state_finish (fixture->store, result, NULL);
}

static GPtrArray *
list_states (StoreFixture *fixture,
             const char   *provider)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_list_key_states_async (fixture->store, provider, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_list_key_states_finish (fixture->store, result, NULL);
}

static char *
load_salt (GessoStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_load_key_salt_async (store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_load_key_salt_finish (store, result, NULL);
}

static gint64
save_job (StoreFixture *fixture)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  GessoJobRow row = { .thread_id = gesso_thread_get_id (thread), .state = GESSO_JOB_QUEUED, .request = (char *) "{}" };

  return store_test_save_job (fixture->store, &row, NULL);
}

static void
test_whole (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoModelCall) call = gesso_model_call_new ("fal", "flux-pro-kontext", "edit");
  g_autoptr (GPtrArray) calls = NULL;
  const GessoModelCall *read;

  call->job_id = save_job (fixture);
  call->fingerprint = g_strdup ("k-3f9a2c71");
  call->status = 429;
  call->error_class = g_strdup ("rate-limited");
  call->request_id = g_strdup ("req_1");
  call->started = TIME;
  call->queue_ms = 3;
  call->first_byte_ms = 250;
  call->total_ms = 900;
  call->bytes_sent = G_GINT64_CONSTANT (5000000000);
  call->bytes_received = 77;
  call->cost_estimate = 0.04;
  call->cost = 0;
  call->id = add_call (fixture, call);
  g_assert_cmpint (call->id, >, 0);
  calls = list_calls (fixture, call->job_id, 10);
  g_assert_cmpuint (calls->len, ==, 1);
  read = g_ptr_array_index (calls, 0);
  g_assert_cmpint (read->id, ==, call->id);
  g_assert_cmpint (read->job_id, ==, call->job_id);
  g_assert_cmpstr (read->provider, ==, "fal");
  g_assert_cmpstr (read->model, ==, "flux-pro-kontext");
  g_assert_cmpstr (read->operation, ==, "edit");
  g_assert_cmpstr (read->fingerprint, ==, "k-3f9a2c71");
  g_assert_cmpuint (read->status, ==, 429);
  g_assert_cmpstr (read->error_class, ==, "rate-limited");
  g_assert_cmpstr (read->request_id, ==, "req_1");
  g_assert_cmpint (read->started, ==, TIME);
  g_assert_cmpint (read->queue_ms, ==, 3);
  g_assert_cmpint (read->first_byte_ms, ==, 250);
  g_assert_cmpint (read->total_ms, ==, 900);
  g_assert_cmpint (read->bytes_sent, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_cmpint (read->bytes_received, ==, 77);
  g_assert_cmpfloat (read->cost_estimate, ==, 0.04);
  g_assert_cmpfloat (read->cost, ==, 0);
}

static void
test_unknown (StoreFixture *fixture,
              gconstpointer data)
{
  g_autoptr (GessoModelCall) call = gesso_model_call_new ("fal", "", "test-key");
  g_autoptr (GPtrArray) calls = NULL;
  const GessoModelCall *read;

  call->job_id = 4711; /* purged in the meantime */
  call->cost = -0.5;
  add_call (fixture, call);
  calls = list_calls (fixture, 0, 10);
  g_assert_cmpuint (calls->len, ==, 1);
  read = g_ptr_array_index (calls, 0);
  g_assert_cmpint (read->job_id, ==, 0);
  g_assert_null (read->fingerprint);
  g_assert_cmpuint (read->status, ==, 0);
  g_assert_cmpint (read->queue_ms, ==, -1);
  g_assert_cmpint (read->first_byte_ms, ==, -1);
  g_assert_cmpint (read->total_ms, ==, -1);
  g_assert_cmpfloat (read->cost_estimate, ==, -1);
  g_assert_cmpfloat (read->cost, ==, -1);
}

static void
test_newest_first (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) calls = NULL;
  gint64 last = 0;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GessoModelCall) call = gesso_model_call_new ("fal", "m", "generate");

      last = add_call (fixture, call);
    }
  calls = list_calls (fixture, 0, 3);
  g_assert_cmpuint (calls->len, ==, 3);
  g_assert_cmpint (((GessoModelCall *) g_ptr_array_index (calls, 0))->id, ==, last);
  g_assert_cmpint (((GessoModelCall *) g_ptr_array_index (calls, 2))->id, ==, last - 2);
}

/* "name:calls/failures/cost+estimate …" */
static void
assert_sums (StoreFixture       *fixture,
             GessoModelCallGroup group,
             gint64              from,
             gint64              until,
             const char         *expected)
{
  g_autoptr (GPtrArray) sums = sum_calls (fixture, group, from, until);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sums->len; i++)
    {
      const GessoModelCallSum *sum = g_ptr_array_index (sums, i);

      g_string_append_printf (text, "%s%s:%d/%d/%.2f+%.2f", i > 0 ? " " : "", sum->name, (int) sum->calls,
                              (int) sum->failures, sum->cost, sum->cost_estimate);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_sums (StoreFixture *fixture,
           gconstpointer data)
{
  static const struct
  {
    const char *provider, *model, *fingerprint, *error_class;
    gint64 started;
    double estimate, cost;
  } rows[] = {
    { "fal", "a", "k-1", NULL, TIME, 0.5, 0.25 },
    { "fal", "a", "k-2", "transient", TIME + 1, 0.5, -1 },
    { "fal", "b", "k-1", NULL, TIME + G_TIME_SPAN_HOUR, -1, -1 },
    { "openai", "a", NULL, NULL, TIME + G_TIME_SPAN_DAY, 1, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GessoModelCall) call = gesso_model_call_new (rows[i].provider, rows[i].model, "generate");

      call->fingerprint = g_strdup (rows[i].fingerprint);
      call->error_class = g_strdup (rows[i].error_class);
      call->started = rows[i].started;
      call->cost_estimate = rows[i].estimate;
      call->cost = rows[i].cost;
      add_call (fixture, call);
    }
  assert_sums (fixture, GESSO_MODEL_CALLS_BY_PROVIDER, 0, G_MAXINT64, "fal:3/1/0.25+0.50 openai:1/0/0.00+1.00");
  assert_sums (fixture, GESSO_MODEL_CALLS_BY_MODEL, 0, G_MAXINT64,
               "fal/a:2/1/0.25+0.50 fal/b:1/0/0.00+0.00 openai/a:1/0/0.00+1.00");
  assert_sums (fixture, GESSO_MODEL_CALLS_BY_KEY, 0, G_MAXINT64,
               ":1/0/0.00+1.00 k-1:2/0/0.25+0.00 k-2:1/1/0.00+0.50");
  assert_sums (fixture, GESSO_MODEL_CALLS_BY_DAY, 0, G_MAXINT64,
               "2026-11-22:2/1/0.25+0.50 2026-11-23:2/0/0.00+1.00");
  assert_sums (fixture, GESSO_MODEL_CALLS_BY_PROVIDER, TIME + 1, TIME + G_TIME_SPAN_DAY, "fal:2/1/0.00+0.50");
  assert_sums (fixture, GESSO_MODEL_CALLS_BY_PROVIDER, 0, 1, "");
}

static void
test_state (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoKeyState) state = gesso_key_state_new ("fal", "k-1");
  g_autoptr (GessoKeyState) other = gesso_key_state_new ("openai", "k-0");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) states = NULL;
  const GessoKeyState *read;

  state->condition = GESSO_KEY_RESTING;
  state->reason = g_strdup ("Too many.");
  state->since = TIME;
  state->until = TIME + 5;
  state->first_used = TIME - 9;
  state->last_used = TIME - 1;
  state->turn = 12;
  state->uses = 7;
  state->failures = 2;
  g_assert_true (save_state (fixture, state));
  g_assert_true (save_state (fixture, other));
  store_fixture_reopen (fixture);
  all = list_states (fixture, NULL);
  g_assert_cmpuint (all->len, ==, 2);
  states = list_states (fixture, "fal");
  g_assert_cmpuint (states->len, ==, 1);
  read = g_ptr_array_index (states, 0);
  g_assert_cmpstr (read->fingerprint, ==, "k-1");
  g_assert_cmpstr (read->provider, ==, "fal");
  g_assert_cmpint (read->condition, ==, GESSO_KEY_RESTING);
  g_assert_cmpstr (read->reason, ==, "Too many.");
  g_assert_cmpint (read->since, ==, TIME);
  g_assert_cmpint (read->until, ==, TIME + 5);
  g_assert_cmpint (read->first_used, ==, TIME - 9);
  g_assert_cmpint (read->last_used, ==, TIME - 1);
  g_assert_cmpint (read->turn, ==, 12);
  g_assert_cmpint (read->uses, ==, 7);
  g_assert_cmpint (read->failures, ==, 2);
}

/* Of two processes the one that saves last tells the condition; neither sets the
 * counts back. */
static void
test_state_twice (StoreFixture *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoKeyState) state = gesso_key_state_new ("fal", "k-1");
  g_autoptr (GPtrArray) states = NULL;
  const GessoKeyState *read;

  state->condition = GESSO_KEY_INVALID;
  state->reason = g_strdup ("Refused.");
  state->uses = 7;
  state->turn = 7;
  g_assert_true (save_state (fixture, state));
  g_clear_pointer (&state->reason, g_free);
  state->condition = GESSO_KEY_USABLE;
  state->uses = 3;
  state->turn = 3;
  state->failures = 1;
  g_assert_true (save_state (fixture, state));
  states = list_states (fixture, "fal");
  g_assert_cmpuint (states->len, ==, 1);
  read = g_ptr_array_index (states, 0);
  g_assert_cmpint (read->condition, ==, GESSO_KEY_USABLE);
  g_assert_null (read->reason);
  g_assert_cmpint (read->uses, ==, 7);
  g_assert_cmpint (read->turn, ==, 7);
  g_assert_cmpint (read->failures, ==, 1);
}

/* A condition of a newer Gesso is taken as usable. */
static void
test_state_unknown (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoKeyState) state = gesso_key_state_new ("fal", "k-1");
  g_autoptr (GPtrArray) states = NULL;

  state->condition = GESSO_KEY_INVALID;
  g_assert_true (save_state (fixture, state));
  store_test_execute (fixture->folder, "UPDATE key_states SET condition = 'asleep'");
  states = list_states (fixture, NULL);
  g_assert_cmpint (((GessoKeyState *) g_ptr_array_index (states, 0))->condition, ==, GESSO_KEY_USABLE);
}

static void
test_salt (StoreFixture *fixture,
           gconstpointer data)
{
  g_autofree char *first = load_salt (fixture->store);
  g_autofree char *again = NULL;
  g_autofree char *elsewhere = NULL;
  StoreFixture other = { NULL };

  g_assert_cmpuint (strlen (first), ==, 64);
  store_fixture_reopen (fixture);
  again = load_salt (fixture->store);
  g_assert_cmpstr (again, ==, first);
  store_fixture_set_up (&other, NULL);
  elsewhere = load_salt (other.store);
  g_assert_cmpstr (elsewhere, !=, first);
  store_fixture_tear_down (&other, NULL);
}

/* Two years of calls are kept. */
static void
test_prune (StoreFixture *fixture,
            gconstpointer data)
{
  static const int ages[] = { 1, 400, 730, 733, 4000 }; /* days */
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ages); i++)
    {
      g_autoptr (GessoModelCall) call = gesso_model_call_new ("fal", "quick", "generate");

      call->started = g_get_real_time () - ages[i] * G_TIME_SPAN_DAY;
      add_call (fixture, call);
    }
  gesso_store_tidy_async (fixture->store, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_tidy_finish (fixture->store, result, NULL));
  calls = list_calls (fixture, 0, 10);
  g_assert_cmpuint (calls->len, ==, 3);
}

static double
estimate (StoreFixture *fixture,
          const char   *model,
          GessoTool     tool)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double seconds;

  gesso_store_estimate_run_async (fixture->store, model, tool, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  seconds = gesso_store_estimate_run_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return seconds;
}

/* A run that took so long; without a job it is one that came from elsewhere. */
static void
add_run (StoreFixture *fixture,
         gint64        thread_id,
         const char   *blob,
         double        seconds,
         gboolean      with_job)
{
  GessoJobRow row = { .thread_id = thread_id, .request = (char *) "{}", .state = GESSO_JOB_GENERATING };
  gint64 job_id = with_job ? store_test_save_job (fixture->store, &row, NULL) : 0;
  GessoVersionDraft *draft = store_test_draft (thread_id, "p", blob);
  g_autoptr (GessoVersion) version = NULL;

  g_free (draft->model);
  draft->model = g_strdup ("fal/quick");
  draft->tool = GESSO_TOOL_GENERATE;
  draft->seconds = seconds;
  version = store_test_add_draft (fixture->store, draft, job_id, NULL);
  g_assert_nonnull (version);
}

/* The median of the newest 20 of this model and tool. */
static void
test_estimate (StoreFixture *fixture,
               gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "t");
  gint64 id = gesso_thread_get_id (thread);
  g_autofree char *blob = store_test_put (fixture->store, "picture");

  g_assert_cmpfloat (estimate (fixture, "fal/quick", GESSO_TOOL_GENERATE), <, 0);
  add_run (fixture, id, blob, 500, FALSE);
  g_assert_cmpfloat (estimate (fixture, "fal/quick", GESSO_TOOL_GENERATE), <, 0);
  for (guint i = 0; i < 5; i++)
    add_run (fixture, id, blob, 1000, TRUE);
  g_assert_cmpfloat (estimate (fixture, "fal/quick", GESSO_TOOL_GENERATE), ==, 1000);
  /* 1 to 20 in another order: those of before are too old to count. */
  for (guint i = 0; i < 20; i++)
    add_run (fixture, id, blob, 1 + i * 7 % 20, TRUE);
  g_assert_cmpfloat (estimate (fixture, "fal/quick", GESSO_TOOL_GENERATE), ==, 11);
  g_assert_cmpfloat (estimate (fixture, "fal/quick", GESSO_TOOL_EDIT), <, 0);
  g_assert_cmpfloat (estimate (fixture, "fal/other", GESSO_TOOL_GENERATE), <, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("/store/call/whole", test_whole);
  ADD ("/store/call/unknown", test_unknown);
  ADD ("/store/call/newest-first", test_newest_first);
  ADD ("/store/call/sums", test_sums);
  ADD ("/store/call/prune", test_prune);
  ADD ("/store/call/estimate", test_estimate);
  ADD ("/store/key/state", test_state);
  ADD ("/store/key/state-twice", test_state_twice);
  ADD ("/store/key/state-unknown", test_state_unknown);
  ADD ("/store/key/salt", test_salt);
#undef ADD
  return g_test_run ();
}

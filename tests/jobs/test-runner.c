/* test-runner.c - jobs over the network, against a vendor on this machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-network-fixture.h"
#include "gesso-test.h"

#define ADD(path, func)                                                                                        \
  g_test_add (path, NetworkFixture, NULL, network_fixture_set_up, func, network_fixture_tear_down)

static void
test_poll (NetworkFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  const GessoModelCall *call;

  stand_in_server_set_looks (fixture->server, 3);
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_COMPLETED);
  g_assert_cmpuint (gesso_version_get_n_images (gesso_job_get_version (job)), ==, 1);
  g_assert_cmpfloat (gesso_version_get_cost (gesso_job_get_version (job)), ==, 0.125);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "POST /submit"), ==, 1);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "GET /tasks/"), ==, 4);
  g_assert_true (stand_in_server_saw_key (fixture->server, "GET /tasks/"));
  g_assert_false (stand_in_server_saw_key (fixture->server, "GET /files/"));

  calls = network_list_calls (fixture);
  g_assert_cmpuint (calls->len, ==, 6);
  call = g_ptr_array_index (calls, 5);
  g_assert_cmpstr (call->provider, ==, "stand-in");
  g_assert_cmpuint (call->status, ==, 200);
  g_assert_cmpfloat (call->cost_estimate, ==, 0.25);
  g_assert_cmpstr (call->fingerprint, ==, "k-0");
  g_assert_cmpint (call->job_id, ==, gesso_job_get_id (job));
  call = g_ptr_array_index (calls, 1);
  g_assert_cmpfloat (call->cost, ==, 0.125);
  g_assert_cmpstr (call->request_id, ==, "vendor-1");
  call = g_ptr_array_index (calls, 0);
  g_assert_cmpstr (call->operation, ==, "download");
  g_assert_null (call->fingerprint);
}

static void
test_now (NetworkFixture *fixture,
          gconstpointer   data)
{
  g_autoptr (GessoJob) job = network_submit (fixture, "stand-in/now", "a", 3);

  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (gesso_version_get_n_images (gesso_job_get_version (job)), ==, 3);
  g_assert_cmpuint (stand_in_server_count (fixture->server, ""), ==, 1);
}

/* What a provider kept of a run comes back to it with what is made of its picture, also after a restart. */
static void
test_memory (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJob) first = network_run (fixture, "stand-in/now", "a", GESSO_JOB_COMPLETED), second = NULL;
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "stand-in/now");
  GessoVersion *version = gesso_job_get_version (first);
  g_autoptr (GError) error = NULL;

  gesso_request_set_prompt (request, "b");
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, gesso_version_get_image (version, 0)->blob,
                           gesso_version_get_id (version), 0);
  network_fixture_restart (fixture);
  second = queue_submit (&fixture->base, request, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_request_get_memory (gesso_job_get_request (second)), ==, "{\"signature\":\"c2ln\"}");
  queue_wait_for_end (second);
  g_assert_cmpint (gesso_job_get_state (second), ==, GESSO_JOB_COMPLETED);
}

static void
test_several (NetworkFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GessoJob) job = network_submit (fixture, "stand-in/task", "a", 4);

  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (gesso_version_get_n_images (gesso_job_get_version (job)), ==, 4);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "GET /files/"), ==, 4);
}

static void
test_upload (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;

  /* What costs nothing is simply sent again. */
  stand_in_server_script (fixture->server, "PUT /upload", 500, "{}", NULL);
  stand_in_server_script (fixture->server, "PUT /upload", 0, NULL, NULL);
  job = network_run (fixture, "stand-in/upload", "a", GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "PUT /upload"), ==, 3);
  g_assert_false (stand_in_server_saw_key (fixture->server, "PUT /upload"));
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
}

/* Five times, and no more often. */
static void
test_upload_repeats (NetworkFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (GessoJob) late = NULL, lost = NULL;

  for (guint i = 0; i < 5; i++)
    stand_in_server_script (fixture->server, "PUT /upload", 500, "{}", NULL);
  late = network_run (fixture, "stand-in/upload", "late", GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "PUT /upload"), ==, 6);
  for (guint i = 0; i < 6; i++)
    stand_in_server_script (fixture->server, "PUT /upload", 500, "{}", NULL);
  lost = network_run (fixture, "stand-in/upload", "lost", GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (lost), GESSO_ERROR, GESSO_ERROR_TRANSIENT);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "PUT /upload"), ==, 12);
}

static void
preview_cb (GessoJob   *job,
            GParamSpec *pspec,
            guint      *n)
{
  *n += gesso_job_get_preview (job) != NULL;
}

static void
test_stream (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJob) job = network_submit (fixture, "stand-in/stream", "a", 1);
  guint previews = 0;

  g_signal_connect (job, "notify::preview", G_CALLBACK (preview_cb), &previews);
  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (previews, ==, 1);
  g_assert_null (gesso_job_get_preview (job));
  g_assert_cmpfloat (gesso_job_get_fraction (job), >=, 0.4);
}

static void
test_rotate (NetworkFixture *fixture,
             gconstpointer   data)
{
  static const struct
  {
    guint status;
    const char *header;
    const char *reason;
  } cases[] = {
    { 401, NULL, "invalid-key@-1" },
    { 402, NULL, "quota-exhausted@-1" },
    { 429, "Retry-After: 30", "rate-limited@30" },
  };
  static const char *const secrets[] = { "first-key", "second-key", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);
      g_autoptr (GessoJob) job = NULL;

      network_fixture_set_keys (fixture, secrets);
      stand_in_server_refuse (fixture->server, "first-key", cases[i].status, cases[i].header);
      job = network_run (fixture, "stand-in/task", name, GESSO_JOB_COMPLETED);
      g_assert_cmpstr (stand_in_keys_get_reason (fixture->keys, "first-key"), ==, cases[i].reason);
      g_assert_null (stand_in_keys_get_reason (fixture->keys, "second-key"));
      g_assert_cmpuint (stand_in_server_count_job (fixture->server, name), ==, 2);
    }
}

static void
test_all_keys_out (NetworkFixture *fixture,
                   gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;
  const GError *error;

  stand_in_server_refuse (fixture->server, "first-key", 401, NULL);
  stand_in_server_refuse (fixture->server, "second-key", 402, NULL);
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_FAILED);
  error = gesso_job_get_error (job);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_INVALID_KEY);
  g_assert_nonnull (strstr (error->message, "k-0: invalid-key"));
  g_assert_nonnull (strstr (error->message, "k-1: quota-exhausted"));
  g_assert_null (strstr (error->message, "first-key"));
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 2);
}

/* All rest: the job waits for the first to come back, then goes on by itself. */
static void
test_rest (NetworkFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;
  g_autofree char *detail = NULL;

  stand_in_server_refuse (fixture->server, "first-key", 429, "Retry-After: 1");
  stand_in_server_refuse (fixture->server, "second-key", 429, "Retry-After: 100");
  job = network_submit (fixture, "stand-in/task", "a", 1);
  network_await_request (fixture, "POST /submit", 2);
  stand_in_server_refuse (fixture->server, "first-key", 0, NULL);
  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 3);
}

/* The task is the first key's: nobody else may ask after it. */
static void
test_same_key (NetworkFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GPtrArray) calls = NULL;

  stand_in_server_set_looks (fixture->server, 5);
  stand_in_server_script (fixture->server, "GET /tasks/", 429, "{}", "Retry-After: 2");
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_COMPLETED);
  calls = network_list_calls (fixture);
  for (guint i = 0; i < calls->len; i++)
    {
      const GessoModelCall *call = g_ptr_array_index (calls, i);

      if (!g_str_equal (call->operation, "download"))
        g_assert_cmpstr (call->fingerprint, ==, "k-0");
    }
}

/* Of each message but downloads, newest first: "k-1 k-0 …" */
static char *
list_fingerprints (NetworkFixture *fixture)
{
  g_autoptr (GPtrArray) calls = network_list_calls (fixture);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < calls->len; i++)
    {
      const GessoModelCall *call = g_ptr_array_index (calls, i);

      if (!g_str_equal (call->operation, "download"))
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", call->fingerprint);
    }
  return g_strdup (list->str);
}

/* What one key uploaded only that key can use: with another it begins anew, up
 * to the submission; a short rest is waited for. */
static void
test_own_uploads (NetworkFixture *fixture,
                  gconstpointer   data)
{
  static const struct
  {
    guint status;
    const char *header, *fingerprints;
    guint uploads;
  } cases[] = {
    { 429, "retry-after-ms: 50", "k-0 k-0 k-0 k-0 k-0", 1 },
    { 429, "Retry-After: 3600", "k-1 k-1 k-1 k-1 k-0 k-0", 2 },
    { 401, NULL, "k-1 k-1 k-1 k-1 k-0 k-0", 2 },
    { 402, NULL, "k-1 k-1 k-1 k-1 k-0 k-0", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fingerprints = NULL;
      g_autoptr (GessoJob) job = NULL;

      if (i > 0)
        {
          network_fixture_tear_down (fixture, NULL);
          network_fixture_set_up (fixture, NULL);
        }
      stand_in_server_script (fixture->server, "POST /submit", cases[i].status, "{}", cases[i].header);
      job = network_run (fixture, "stand-in/own", "a", GESSO_JOB_COMPLETED);
      fingerprints = list_fingerprints (fixture);
      g_assert_cmpstr (fingerprints, ==, cases[i].fingerprints);
      g_assert_cmpuint (stand_in_server_count (fixture->server, "PUT /upload"), ==, cases[i].uploads);
    }
}

/* The vendor's own word on whether it makes sense to try again. */
static void
test_advice (NetworkFixture *fixture,
             gconstpointer   data)
{
  static const struct
  {
    const char *what, *header;
    guint status;
    GessoJobState state;
    guint count;
  } cases[] = {
    { "GET /tasks/", "x-should-retry: false", 500, GESSO_JOB_FAILED, 1 },
    { "GET /tasks/", "x-should-retry: true", 409, GESSO_JOB_COMPLETED, 3 },
    { "GET /tasks/", NULL, 409, GESSO_JOB_FAILED, 1 },
    { "POST /submit", "x-should-retry: false", 503, GESSO_JOB_FAILED, 1 },
    { "POST /submit", NULL, 503, GESSO_JOB_COMPLETED, 2 },
    { "POST /submit", "x-should-retry: true", 500, GESSO_JOB_FAILED, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint before = stand_in_server_count (fixture->server, cases[i].what);
      g_autofree char *name = g_strdup_printf ("job-%u", i);
      g_autoptr (GessoJob) job = NULL;

      g_test_message ("case %u", i);
      stand_in_server_script (fixture->server, cases[i].what, cases[i].status, "{}", cases[i].header);
      job = network_run (fixture, "stand-in/task", name, cases[i].state);
      g_assert_cmpuint (stand_in_server_count (fixture->server, cases[i].what) - before, ==, cases[i].count);
    }
}

static void
test_poll_failures (NetworkFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;

  for (guint i = 0; i < 4; i++)
    stand_in_server_script (fixture->server, "GET /tasks/", i == 0 ? 500 : 501 + i, "<html>", NULL);
  for (guint i = 0; i < 4; i++)
    stand_in_server_script (fixture->server, "GET /tasks/", 0, NULL, NULL);
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
}

static void
test_paid_failures (NetworkFixture *fixture,
                    gconstpointer   data)
{
  static const struct
  {
    guint status;
    GessoJobState state;
    guint submissions;
  } cases[] = {
    { 400, GESSO_JOB_FAILED, 1 },
    { 500, GESSO_JOB_FAILED, 1 },
    { 502, GESSO_JOB_UNKNOWN, 1 },
    { 503, GESSO_JOB_COMPLETED, 2 },
    { 504, GESSO_JOB_UNKNOWN, 1 },
    { 524, GESSO_JOB_UNKNOWN, 1 },
    { 408, GESSO_JOB_UNKNOWN, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", cases[i].status);
      g_autoptr (GessoJob) job = NULL;

      g_test_message ("%s", name);
      stand_in_server_script (fixture->server, "POST /submit", cases[i].status, "{}", NULL);
      job = network_run (fixture, "stand-in/task", name, cases[i].state);
      g_assert_cmpuint (stand_in_server_count_job (fixture->server, name), ==, cases[i].submissions);
      if (cases[i].state != GESSO_JOB_COMPLETED)
        g_assert_nonnull (gesso_job_get_error (job)->message);
    }
}

static void
test_broken (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL, again = NULL;

  stand_in_server_break_next (fixture->server);
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_UNKNOWN);
  g_assert_error (gesso_job_get_error (job), GESSO_ERROR, GESSO_ERROR_NETWORK);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
  queue_assert_n_open (&fixture->base, 0);

  /* A restart does not send it either; the artist does. */
  network_fixture_restart (fixture);
  g_assert_cmpint (queue_resume (&fixture->base), ==, 0);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
  again = network_retry (fixture, job);
  g_assert_cmpint (gesso_job_get_state (again), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 2);
}

/* The end of a picture is missing: it was paid for, so only the artist asks again. */
static void
test_broken_stream (NetworkFixture *fixture,
                    gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL, again = NULL;

  stand_in_server_break_next (fixture->server);
  job = network_run (fixture, "stand-in/stream", "a", GESSO_JOB_UNKNOWN);
  g_assert_error (gesso_job_get_error (job), GESSO_ERROR, GESSO_ERROR_NETWORK);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
  again = network_retry (fixture, job);
  g_assert_cmpint (gesso_job_get_state (again), ==, GESSO_JOB_COMPLETED);
}

static void
test_bad_answers (NetworkFixture *fixture,
                  gconstpointer   data)
{
  static const struct
  {
    const char *body;
    GessoError code;
  } cases[] = {
    { "<!doctype html><title>Log in</title>", GESSO_ERROR_BAD_ANSWER },
    { "", GESSO_ERROR_BAD_ANSWER },
    { "{\"task\":\"t1", GESSO_ERROR_BAD_ANSWER },
    { "[]", GESSO_ERROR_BAD_ANSWER },
    { "{\"task\":7}", GESSO_ERROR_BAD_ANSWER },
    { "{\"images\":[]}", GESSO_ERROR_BAD_ANSWER },
    { "{\"images\":[{\"url\":7},{\"b64_json\":\"\"},null]}", GESSO_ERROR_BAD_ANSWER },
    { "{\"images\":[{\"url\":\"file:///etc/passwd\"}]}", GESSO_ERROR_BAD_ANSWER },
    { "{\"images\":[{\"b64_json\":\"bm90IGEgcGljdHVyZQ==\"}]}", GESSO_ERROR_BAD_ANSWER },
    { "{\"error\":{\"message\":\"no such people\"}}", GESSO_ERROR_CONTENT_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);
      g_autoptr (GessoJob) job = NULL;

      g_test_message ("%s", cases[i].body);
      stand_in_server_script (fixture->server, "POST /submit", 200, cases[i].body, NULL);
      job = network_run (fixture, "stand-in/task", name, GESSO_JOB_FAILED);
      g_assert_error (gesso_job_get_error (job), GESSO_ERROR, (int) cases[i].code);
      g_assert_cmpuint (stand_in_server_count_job (fixture->server, name), ==, 1);
    }
}

/* A picture of 60000 × 60000 pixels, by what its header says. */
static GBytes *
make_bomb (void)
{
  static const guint8 head[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60,
    8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
  };

  return g_bytes_new_static (head, sizeof head);
}

static void
test_bad_results (NetworkFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (GessoJob) page = NULL, bomb = NULL, gone = NULL, late = NULL;
  g_autoptr (GBytes) bytes = make_bomb ();

  stand_in_server_script (fixture->server, "GET /files/", 200, "<html>expired</html>", NULL);
  page = network_run (fixture, "stand-in/task", "page", GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (page), GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);

  stand_in_server_script_bytes (fixture->server, "GET /files/", 200, bytes, NULL);
  bomb = network_run (fixture, "stand-in/task", "bomb", GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (bomb), GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);

  for (guint i = 0; i < 3; i++)
    stand_in_server_script (fixture->server, "GET /files/", 404, "gone", NULL);
  gone = network_run (fixture, "stand-in/task", "gone", GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (gone), GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);

  stand_in_server_script (fixture->server, "GET /files/", 404, "not yet", NULL);
  stand_in_server_script (fixture->server, "GET /files/", 503, "", NULL);
  stand_in_server_script (fixture->server, "GET /files/", 0, NULL, NULL);
  late = network_run (fixture, "stand-in/task", "late", GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "late"), ==, 1);
}

/* The picture is paid for: trying again fetches it and asks for no other. */
static void
test_retry_download (NetworkFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL, again = NULL;

  for (guint i = 0; i < 7; i++)
    stand_in_server_script (fixture->server, "GET /files/", 500, "", NULL);
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (job), GESSO_ERROR, GESSO_ERROR_TRANSIENT);
  again = network_retry (fixture, job);
  g_assert_cmpint (gesso_job_get_state (again), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
}

static void
test_timeout (NetworkFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL, again = NULL;

  stand_in_server_set_looks (fixture->server, G_MAXUINT);
  job = network_run (fixture, "stand-in/short", "a", GESSO_JOB_TIMEOUT);
  g_assert_error (gesso_job_get_error (job), GESSO_ERROR, GESSO_ERROR_TIMEOUT);
  stand_in_server_set_looks (fixture->server, 0);
  again = network_retry (fixture, job);
  g_assert_cmpint (gesso_job_get_state (again), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
}

static void
test_cancel (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL, again = NULL;
  g_autofree char *detail = NULL;

  stand_in_server_set_looks (fixture->server, G_MAXUINT);
  job = network_submit (fixture, "stand-in/task", "a", 1);
  network_await_request (fixture, "GET /tasks/", 2);
  detail = gesso_job_dup_detail (job);
  g_assert_nonnull (strstr (detail, "running"));
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_PENDING);
  gesso_job_cancel (job);
  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "PUT /cancel/t1"), ==, 1);
  g_assert_nonnull (strstr (gesso_job_get_error (job)->message, "charged"));

  /* Trying again after that is a new picture. */
  stand_in_server_set_looks (fixture->server, 0);
  again = network_retry (fixture, job);
  g_assert_cmpint (gesso_job_get_state (again), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 2);
}

static void
test_cancel_deaf (NetworkFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;

  stand_in_server_set_looks (fixture->server, G_MAXUINT);
  stand_in_server_script (fixture->server, "PUT /cancel/", 404, "{}", NULL);
  job = network_submit (fixture, "stand-in/task", "a", 1);
  network_await_request (fixture, "GET /tasks/", 1);
  gesso_job_cancel (job);
  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
  g_assert_nonnull (strstr (gesso_job_get_error (job)->message, "could not be told"));
}

static void
test_resume (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL, resumed = NULL;

  stand_in_server_set_looks (fixture->server, G_MAXUINT);
  job = network_submit (fixture, "stand-in/task", "a", 1);
  network_await_request (fixture, "GET /tasks/", 2);
  network_fixture_restart (fixture);
  stand_in_server_set_looks (fixture->server, 0);
  g_assert_cmpint (queue_resume (&fixture->base), ==, 1);
  resumed = g_list_model_get_item (G_LIST_MODEL (fixture->base.queue), 0);
  queue_wait_for_end (resumed);
  g_assert_cmpint (gesso_job_get_state (resumed), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpuint (stand_in_server_count_job (fixture->server, "a"), ==, 1);
  g_assert_cmpuint (fixture->base.added, ==, 1);
}

static void
save_row (NetworkFixture *fixture,
          const char     *name,
          const char     *state_json)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "stand-in/task");
  g_autoptr (GessoJobRow) row = g_new0 (GessoJobRow, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_request_set_prompt (request, name);
  row->thread_id = fixture->base.thread_id;
  row->state = GESSO_JOB_SUBMITTING;
  row->request = gesso_request_to_json (request);
  row->state_json = g_strdup (state_json);
  gesso_store_save_job_async (fixture->base.store, row, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_save_job_finish (fixture->base.store, result, &error);
  g_assert_no_error (error);
}

/* What a crash leaves, at each of the points where it may come. */
static void
test_resume_rows (NetworkFixture *fixture,
                  gconstpointer   data)
{
  static const struct
  {
    const char *state_json;
    GessoJobState state;
    guint submissions;
  } cases[] = {
    { NULL, GESSO_JOB_COMPLETED, 1 },
    { "{}", GESSO_JOB_COMPLETED, 1 },
    { "nonsense", GESSO_JOB_COMPLETED, 1 },
    { "{\"state\":{\"stage\":\"submit\"},\"in_flight\":false}", GESSO_JOB_COMPLETED, 1 },
    { "{\"state\":{\"stage\":\"submit\"},\"in_flight\":true}", GESSO_JOB_UNKNOWN, 0 },
    { "{\"state\":{\"stage\":\"poll\",\"id\":\"t1\"},\"submitted\":true,\"key\":\"k-1\"}", GESSO_JOB_COMPLETED, 0 },
    { "{\"state\":{\"stage\":\"poll\",\"id\":\"t99\"},\"submitted\":true}", GESSO_JOB_FAILED, 0 },
  };
  g_autoptr (GessoJob) first = network_run (fixture, "stand-in/task", "first", GESSO_JOB_COMPLETED);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);
      g_autoptr (GessoJob) job = NULL;

      g_test_message ("%s", cases[i].state_json != NULL ? cases[i].state_json : "nothing");
      save_row (fixture, name, cases[i].state_json);
      g_assert_cmpint (queue_resume (&fixture->base), ==, 1);
      job = g_list_model_get_item (G_LIST_MODEL (fixture->base.queue),
                                   g_list_model_get_n_items (G_LIST_MODEL (fixture->base.queue)) - 1);
      queue_wait_for_end (job);
      g_assert_cmpstr (gesso_job_state_to_nick (gesso_job_get_state (job)), ==, gesso_job_state_to_nick (cases[i].state));
      g_assert_cmpuint (stand_in_server_count_job (fixture->server, name), ==, cases[i].submissions);
    }
}

/* One at a time, as the artist wishes. */
static void
test_concurrency (NetworkFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);

  gesso_job_limits_set (gesso_job_network_get_limits (fixture->network), "stand-in", 1, 0);
  stand_in_server_set_looks (fixture->server, G_MAXUINT);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);

      g_ptr_array_add (jobs, network_submit (fixture, "stand-in/task", name, 1));
    }
  network_await_request (fixture, "GET /tasks/", 3);
  g_assert_cmpuint (stand_in_server_count (fixture->server, "POST /submit"), ==, 1);
  stand_in_server_set_looks (fixture->server, 0);
  for (guint i = 0; i < 3; i++)
    {
      queue_wait_for_end (g_ptr_array_index (jobs, i));
      g_assert_cmpint (gesso_job_get_state (g_ptr_array_index (jobs, i)), ==, GESSO_JOB_COMPLETED);
    }
}

/* What took a while the last time is told the next time. */
static void
test_expected (NetworkFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GessoJob) first = network_run (fixture, "stand-in/task", "a", GESSO_JOB_COMPLETED);
  double seconds = gesso_version_get_seconds (gesso_job_get_version (first));
  g_autoptr (GessoJob) second = NULL;

  g_assert_cmpfloat (gesso_job_get_expected (first), <, 0);
  g_assert_cmpfloat (seconds, >, 0);
  second = network_run (fixture, "stand-in/task", "b", GESSO_JOB_COMPLETED);
  g_assert_cmpfloat (gesso_job_get_expected (second), ==, seconds);
}

/* Waiting for a limit is not working. */
static void
test_worked (NetworkFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (GessoJob) job = NULL;

  /* Both keys rest. */
  stand_in_server_script (fixture->server, "POST /submit", 429, "{}", "retry-after-ms: 200");
  stand_in_server_script (fixture->server, "POST /submit", 429, "{}", "retry-after-ms: 200");
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_COMPLETED);
  g_assert_cmpfloat (gesso_job_get_elapsed (job) - gesso_job_get_worked (job), >=, 0.1);
}

/* The artist's own proxy gets the requests, and the key. */
static void
test_base (NetworkFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *base = g_strdup_printf ("http://127.0.0.1:%u/proxy/", stand_in_server_get_port (fixture->server));
  g_autoptr (GessoJob) job = NULL;

  gesso_job_network_set_base (fixture->network, "stand-in", base);
  job = network_run (fixture, "stand-in/task", "a", GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (job), GESSO_ERROR, GESSO_ERROR_UNSUPPORTED);
  g_assert_true (stand_in_server_saw_key (fixture->server, "POST /proxy/submit"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/runner/poll", test_poll);
  ADD ("/runner/now", test_now);
  ADD ("/runner/memory", test_memory);
  ADD ("/runner/several", test_several);
  ADD ("/runner/upload", test_upload);
  ADD ("/runner/upload-repeats", test_upload_repeats);
  ADD ("/runner/stream", test_stream);
  ADD ("/runner/rotate", test_rotate);
  ADD ("/runner/all-keys-out", test_all_keys_out);
  ADD ("/runner/rest", test_rest);
  ADD ("/runner/same-key", test_same_key);
  ADD ("/runner/own-uploads", test_own_uploads);
  ADD ("/runner/advice", test_advice);
  ADD ("/runner/poll-failures", test_poll_failures);
  ADD ("/runner/paid-failures", test_paid_failures);
  ADD ("/runner/broken", test_broken);
  ADD ("/runner/broken-stream", test_broken_stream);
  ADD ("/runner/bad-answers", test_bad_answers);
  ADD ("/runner/bad-results", test_bad_results);
  ADD ("/runner/retry-download", test_retry_download);
  ADD ("/runner/timeout", test_timeout);
  ADD ("/runner/cancel", test_cancel);
  ADD ("/runner/cancel-deaf", test_cancel_deaf);
  ADD ("/runner/resume", test_resume);
  ADD ("/runner/resume-rows", test_resume_rows);
  ADD ("/runner/concurrency", test_concurrency);
  ADD ("/runner/expected", test_expected);
  ADD ("/runner/worked", test_worked);
  ADD ("/runner/base", test_base);
  return g_test_run ();
}

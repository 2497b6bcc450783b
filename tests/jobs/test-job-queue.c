/* test-job-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-dummy-provider.h"
#include "gesso-error.h"
#include "gesso-job-queue.h"
#include "gesso-test.h"

typedef struct
{
  char *folder;
  GessoStore *store;
  GessoProviderRegistry *registry;
  GessoJobQueue *queue;
  gint64 thread_id;
  guint ended, added;
} Fixture;

static void
job_ended_cb (GessoJobQueue *queue,
              GessoJob      *job,
              Fixture       *fixture)
{
  g_assert_true (gesso_job_state_is_final (gesso_job_get_state (job)));
  fixture->ended++;
}

static void
version_added_cb (GessoStore   *store,
                  GessoVersion *version,
                  Fixture      *fixture)
{
  fixture->added++;
}

static void
open_library (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->store = gesso_store_new (fixture->folder);
  gesso_store_open_async (fixture->store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_open_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->store, "version-added", G_CALLBACK (version_added_cb), fixture);
  fixture->queue = gesso_job_queue_new (fixture->store, fixture->registry);
  g_signal_connect (fixture->queue, "job-ended", G_CALLBACK (job_ended_cb), fixture);
}

static void
close_library (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_job_queue_close_async (fixture->queue, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_job_queue_close_finish (fixture->queue, result, &error));
  g_assert_no_error (error);
  gesso_store_close (fixture->store);
  g_clear_object (&fixture->queue);
  g_clear_object (&fixture->store);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GessoProvider) provider = gesso_dummy_provider_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoThread) thread = NULL;
  g_autoptr (GError) error = NULL;

  gesso_dummy_reset ();
  fixture->folder = gesso_test_make_folder ();
  fixture->registry = gesso_provider_registry_new ();
  gesso_provider_registry_add (fixture->registry, provider);
  open_library (fixture);
  gesso_store_create_thread_async (fixture->store, "test", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  thread = gesso_store_create_thread_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  fixture->thread_id = gesso_thread_get_id (thread);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  close_library (fixture);
  g_clear_object (&fixture->registry);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static GessoRequest *
make_request (const char *model)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_GENERATE, model);

  gesso_request_set_prompt (request, "sea at dusk");
  return request;
}

static GessoJob *
submit (Fixture      *fixture,
        GessoRequest *request,
        GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_job_queue_submit_async (fixture->queue, fixture->thread_id, 0, request, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_job_queue_submit_finish (fixture->queue, result, error);
}

static GessoJob *
submit_model (Fixture    *fixture,
              const char *model)
{
  g_autoptr (GessoRequest) request = make_request (model);
  g_autoptr (GError) error = NULL;
  GessoJob *job = submit (fixture, request, &error);

  g_assert_no_error (error);
  return job;
}

static void
wait_for_end (GessoJob *job)
{
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
}

static GPtrArray *
list_open_jobs (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  gesso_store_list_open_jobs_async (fixture->store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  rows = gesso_store_list_open_jobs_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return rows;
}

static void
assert_n_open (Fixture *fixture,
               guint    n)
{
  g_autoptr (GPtrArray) rows = list_open_jobs (fixture);

  g_assert_cmpuint (rows->len, ==, n);
}

static int
resume (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n;

  gesso_job_queue_resume_async (fixture->queue, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  n = gesso_job_queue_resume_finish (fixture->queue, result, &error);
  g_assert_no_error (error);
  return n;
}

static guint
n_jobs (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->queue));
}

static GBytes *
get_blob (Fixture    *fixture,
          const char *blob)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  gesso_store_get_blob_async (fixture->store, blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  bytes = gesso_store_get_blob_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
test_succeed (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoJob) job = submit_model (fixture, "dummy/succeed");
  GessoVersion *version;
  const GessoVersionImage *image;

  g_assert_cmpint (gesso_job_get_id (job), >, 0);
  wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_COMPLETED);
  g_assert_null (gesso_job_get_error (job));
  version = gesso_job_get_version (job);
  image = gesso_version_get_image (version, 0);
  g_assert_cmpint (gesso_version_get_thread_id (version), ==, fixture->thread_id);
  g_assert_cmpstr (gesso_version_get_model (version), ==, "dummy/succeed");
  g_assert_cmpstr (gesso_version_get_prompt (version), ==, "sea at dusk");
  g_assert_cmpstr (gesso_version_get_note (version), ==, "A note.");
  g_assert_cmpfloat (gesso_version_get_cost (version), ==, 0.5);
  g_assert_cmpuint (image->width, ==, 8);
  g_assert_cmpstr (image->mime, ==, "image/png");
  g_assert_cmpint (image->protected_pixels, ==, -1);
  g_assert_cmpint (strlen (image->blurhash), ==, 28);
  g_assert_null (image->reply);
  /* Completed jobs leave by themselves. */
  g_assert_cmpuint (n_jobs (fixture), ==, 0);
  g_assert_cmpuint (fixture->ended, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 1);
  assert_n_open (fixture, 0);
}

/* A seed nobody gave is drawn once, kept with the job, and differs from run to run. */
static void
test_seed_is_drawn (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoRequest) request = make_request ("dummy/succeed");
  g_autoptr (GessoJob) job = submit (fixture, request, NULL);
  g_autoptr (GessoJob) other = submit (fixture, request, NULL);
  gint64 seed = gesso_parameters_get_int (gesso_request_get_parameters (gesso_job_get_request (job)), "seed", -1);
  gint64 other_seed = gesso_parameters_get_int (gesso_request_get_parameters (gesso_job_get_request (other)), "seed", -1);

  g_assert_cmpint (seed, >=, 0);
  g_assert_cmpint (seed, !=, other_seed);
  g_assert_null (gesso_parameters_get (gesso_request_get_parameters (request), "seed"));
  wait_for_end (job);
  wait_for_end (other);
  g_assert_cmpint (gesso_version_get_image (gesso_job_get_version (job), 0)->seed, ==, seed);
}

static void
test_count (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GessoRequest) request = make_request ("dummy/succeed");
  g_autoptr (GessoJob) job = NULL;

  gesso_parameters_set (gesso_request_get_parameters (request), "count", g_variant_new_int64 (3));
  gesso_parameters_set (gesso_request_get_parameters (request), "seed", g_variant_new_int64 (10));
  job = submit (fixture, request, NULL);
  wait_for_end (job);
  g_assert_cmpuint (gesso_version_get_n_images (gesso_job_get_version (job)), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (gesso_version_get_image (gesso_job_get_version (job), i)->seed, ==, 10 + i);
}

/* @data: a model whose job must fail with a GessoError of this class. */
typedef struct
{
  const char *model;
  GessoError code;
} Failure;

static void
test_fail (Fixture      *fixture,
           gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (GessoJob) job = submit_model (fixture, failure->model);
  g_autofree char *message = NULL;

  wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (job), GESSO_ERROR, (int) failure->code);
  g_object_get (job, "error-message", &message, NULL);
  g_assert_cmpstr (message, ==, gesso_job_get_error (job)->message);
  g_assert_null (gesso_job_get_version (job));
  g_assert_cmpuint (fixture->added, ==, 0);
  /* It stays to be seen until it is dismissed; at the next start it does not run again. */
  g_assert_cmpuint (n_jobs (fixture), ==, 1);
  assert_n_open (fixture, 0);
  gesso_job_queue_dismiss (fixture->queue, job);
  g_assert_cmpuint (n_jobs (fixture), ==, 0);
}

static void
test_kinds_of_result (Fixture      *fixture,
                      gconstpointer data)
{
  static const char *const model_names[] = { "dummy/file", "dummy/finished" };

  for (guint i = 0; i < G_N_ELEMENTS (model_names); i++)
    {
      g_autoptr (GessoJob) job = submit_model (fixture, model_names[i]);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GessoImage) image = NULL;

      wait_for_end (job);
      g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_COMPLETED);
      bytes = get_blob (fixture, gesso_version_get_image (gesso_job_get_version (job), 0)->blob);
      image = gesso_codec_decode (bytes, NULL, NULL);
      g_assert_cmpuint (gesso_image_get_width (image), ==, 8);
    }
}

static void
test_refused_before_queueing (Fixture      *fixture,
                              gconstpointer data)
{
  static const char *const model_names[] = { "dummy/stranger", "nobody/nothing", "", "dummy/invert" };

  for (guint i = 0; i < G_N_ELEMENTS (model_names); i++)
    {
      g_autoptr (GessoRequest) request = make_request (model_names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (submit (fixture, request, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == GESSO_ERROR);
    }
  assert_n_open (fixture, 0);
  g_assert_cmpuint (n_jobs (fixture), ==, 0);
}

/* The row says "generating" before anything computes. */
static void
test_saved_before_acted_on (Fixture      *fixture,
                            gconstpointer data)
{
  g_autoptr (GessoJob) job = submit_model (fixture, "dummy/slow");
  g_autoptr (GPtrArray) rows = NULL;
  GessoJobRow *row;

  while (gesso_dummy_get_running () == 0)
    g_main_context_iteration (NULL, FALSE);
  rows = list_open_jobs (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, gesso_job_get_id (job));
  g_assert_cmpint (row->state, ==, GESSO_JOB_GENERATING);
  g_assert_nonnull (strstr (row->state_json, "asked"));
  g_assert_nonnull (strstr (row->request, "\"seed\""));
  gesso_dummy_release ();
  wait_for_end (job);
}

static void
test_concurrency (Fixture      *fixture,
                  gconstpointer data)
{
  GessoJob *jobs[6];
  guint queued = 0;

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    jobs[i] = submit_model (fixture, "dummy/slow");
  while (gesso_dummy_get_running () < 2)
    g_main_context_iteration (NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    queued += gesso_job_get_state (jobs[i]) == GESSO_JOB_QUEUED;
  g_assert_cmpuint (queued, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    gesso_dummy_release ();
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      wait_for_end (jobs[i]);
      g_assert_cmpint (gesso_job_get_state (jobs[i]), ==, GESSO_JOB_COMPLETED);
      g_object_unref (jobs[i]);
    }
  g_assert_cmpuint (gesso_dummy_get_peak (), ==, 2);
  g_assert_cmpuint (gesso_dummy_get_runs (), ==, 6);
}

static void
test_cancel_running (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (GessoJob) job = submit_model (fixture, "dummy/stall");

  while (gesso_dummy_get_running () == 0)
    g_main_context_iteration (NULL, FALSE);
  gesso_job_cancel (job);
  gesso_job_cancel (job);
  wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
  /* Being cancelled is no failure. */
  g_assert_null (gesso_job_get_error (job));
  g_assert_cmpuint (fixture->ended, ==, 1);
  assert_n_open (fixture, 0);
}

static void
test_cancel_queued (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoJob) first = submit_model (fixture, "dummy/stall");
  g_autoptr (GessoJob) second = submit_model (fixture, "dummy/stall");
  g_autoptr (GessoJob) third = submit_model (fixture, "dummy/stall");

  g_assert_cmpfloat (gesso_job_get_elapsed (third), ==, 0);
  gesso_job_cancel (third);
  wait_for_end (third);
  g_assert_cmpint (gesso_job_get_state (third), ==, GESSO_JOB_CANCELLED);
  assert_n_open (fixture, 2);
  gesso_job_cancel (first);
  gesso_job_cancel (second);
  wait_for_end (first);
  wait_for_end (second);
  assert_n_open (fixture, 0);
}

/* Cancelling after any number of steps of the main loop ends in one of two ways, never half. */
static void
test_cancel_any_time (Fixture      *fixture,
                      gconstpointer data)
{
  guint completed = 0;

  for (guint steps = 0; steps < 60; steps++)
    {
      g_autoptr (GessoJob) job = submit_model (fixture, "dummy/succeed");

      for (guint i = 0; i < steps && !gesso_job_state_is_final (gesso_job_get_state (job)); i++)
        g_main_context_iteration (NULL, TRUE);
      gesso_job_cancel (job);
      wait_for_end (job);
      if (gesso_job_get_state (job) == GESSO_JOB_COMPLETED)
        completed++;
      else
        g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
      g_assert_cmpint (gesso_job_get_version (job) != NULL, ==, gesso_job_get_state (job) == GESSO_JOB_COMPLETED);
    }
  g_assert_cmpuint (fixture->added, ==, completed);
  g_assert_cmpuint (fixture->ended, ==, 60);
  assert_n_open (fixture, 0);
}

static void
test_close_leaves_open (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GessoJob) running = submit_model (fixture, "dummy/slow");
  g_autoptr (GessoJob) second = submit_model (fixture, "dummy/slow");
  g_autoptr (GessoJob) waiting = submit_model (fixture, "dummy/slow");
  gint64 seed = gesso_parameters_get_int (gesso_request_get_parameters (gesso_job_get_request (running)), "seed", -1);
  g_autoptr (GessoJob) again = NULL;

  while (gesso_dummy_get_running () < 2)
    g_main_context_iteration (NULL, FALSE);
  close_library (fixture);
  g_assert_cmpuint (gesso_dummy_get_running (), ==, 0);
  g_assert_cmpuint (fixture->ended, ==, 0);

  open_library (fixture);
  assert_n_open (fixture, 3);
  g_assert_cmpint (resume (fixture), ==, 3);
  g_assert_cmpuint (n_jobs (fixture), ==, 3);
  /* Asking again brings nothing twice. */
  g_assert_cmpint (resume (fixture), ==, 0);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->queue), 0);
  g_assert_cmpint (gesso_job_get_id (again), ==, gesso_job_get_id (running));
  for (guint i = 0; i < 3; i++)
    gesso_dummy_release ();
  while (fixture->ended < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gesso_version_get_image (gesso_job_get_version (again), 0)->seed, ==, seed);
  g_assert_cmpuint (fixture->added, ==, 3);
  assert_n_open (fixture, 0);
  g_assert_cmpint (resume (fixture), ==, 0);
}

/* What is left of a process that was killed: rows in any state that is not final. */
static void
test_resume_after_crash (Fixture      *fixture,
                         gconstpointer data)
{
  static const GessoJobState states[] = { GESSO_JOB_QUEUED, GESSO_JOB_SUBMITTING, GESSO_JOB_PENDING, GESSO_JOB_GENERATING,
                                          GESSO_JOB_COMPLETED, GESSO_JOB_FAILED, GESSO_JOB_CANCELLED };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GessoRequest) request = make_request ("dummy/succeed");
      g_autofree char *json = gesso_request_to_json (request);
      g_autoptr (GAsyncResult) result = NULL;
      GessoJobRow row = { .thread_id = fixture->thread_id, .state = states[i], .request = json, .created = 1 };

      gesso_store_save_job_async (fixture->store, &row, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_assert_cmpint (gesso_store_save_job_finish (fixture->store, result, NULL), >, 0);
    }
  g_assert_cmpint (resume (fixture), ==, 4);
  while (fixture->ended < 4)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->added, ==, 4);
  assert_n_open (fixture, 0);
}

/* Rows from a newer Gesso, or damaged ones, fail by themselves and block nothing. */
static void
test_resume_damaged (Fixture      *fixture,
                     gconstpointer data)
{
  static const char *const requests[] = {
    "{}", "not json", "{\"tool\":\"generate\",\"model\":\"gone/away\",\"prompt\":\"x\"}",
    "{\"tool\":\"inpaint\",\"model\":\"dummy/invert\",\"inputs\":[{\"role\":\"source\",\"blob\":\"nonsense\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      GessoJobRow row = { .thread_id = fixture->thread_id, .state = GESSO_JOB_QUEUED, .request = (char *) requests[i], .created = 1 };

      gesso_store_save_job_async (fixture->store, &row, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_assert_cmpint (gesso_store_save_job_finish (fixture->store, result, NULL), >, 0);
    }
  resume (fixture);
  while (fixture->ended < G_N_ELEMENTS (requests))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->added, ==, 0);
  g_assert_cmpuint (n_jobs (fixture), ==, G_N_ELEMENTS (requests));
  assert_n_open (fixture, 0);
}

/* A job that another process works on is left to it, until that one ends. */
static void
test_resume_leaves_others (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GessoJob) job = submit_model (fixture, "dummy/slow");
  Fixture other = { .folder = fixture->folder, .registry = fixture->registry };

  open_library (&other);
  g_assert_cmpint (resume (&other), ==, 0);
  close_library (fixture);
  g_assert_cmpint (resume (&other), ==, 1);
  gesso_dummy_release ();
  while (other.ended < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (other.added, ==, 1);
  assert_n_open (&other, 0);
  close_library (&other);
  open_library (fixture);
}

static void
test_retry (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GessoJob) job = submit_model (fixture, "dummy/fail");
  g_autoptr (GessoJob) again = NULL;

  wait_for_end (job);
  gesso_job_queue_retry (fixture->queue, job);
  while (fixture->ended < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_jobs (fixture), ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->queue), 0);
  g_assert_cmpint (gesso_job_get_id (again), !=, gesso_job_get_id (job));
  g_assert_cmpuint (gesso_dummy_get_runs (), ==, 2);
}

static void
test_dismiss_only_ended (Fixture      *fixture,
                         gconstpointer data)
{
  g_autoptr (GessoJob) job = submit_model (fixture, "dummy/stall");

  gesso_job_queue_dismiss (fixture->queue, job);
  g_assert_cmpuint (n_jobs (fixture), ==, 1);
  gesso_job_queue_retry (fixture->queue, job);
  g_assert_cmpuint (n_jobs (fixture), ==, 1);
  gesso_job_cancel (job);
  wait_for_end (job);
  gesso_job_queue_dismiss (fixture->queue, job);
  gesso_job_queue_dismiss (fixture->queue, job);
  g_assert_cmpuint (n_jobs (fixture), ==, 0);
}

static void
fraction_cb (GessoJob   *job,
             GParamSpec *pspec,
             double     *last)
{
  g_assert_cmpfloat (gesso_job_get_fraction (job), >, *last);
  g_assert_cmpfloat (gesso_job_get_fraction (job), <=, 1);
  *last = gesso_job_get_fraction (job);
}

static void
test_progress (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GessoJob) job = submit_model (fixture, "dummy/slow");
  double last = -1;

  g_assert_cmpfloat (gesso_job_get_fraction (job), <, 0);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), &last);
  while (last < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (last, ==, 0.45);
  g_assert_cmpfloat (gesso_job_get_elapsed (job), >, 0);
  gesso_dummy_release ();
  wait_for_end (job);
}

static void
test_closed_queue (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoRequest) request = make_request ("dummy/succeed");
  g_autoptr (GError) error = NULL;

  gesso_job_queue_close_async (fixture->queue, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_job_queue_close_finish (fixture->queue, result, NULL));
  g_assert_null (submit (fixture, request, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

#define ADD(name, func) g_test_add ("/jobs/queue/" name, Fixture, NULL, set_up, func, tear_down)

static const Failure failures[] = {
  { "dummy/fail", GESSO_ERROR_CONTENT_REFUSED },
  { "dummy/empty", GESSO_ERROR_BAD_ANSWER },
  { "dummy/refuse", GESSO_ERROR_UNSUPPORTED },
};

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("succeed", test_succeed);
  ADD ("seed-is-drawn", test_seed_is_drawn);
  ADD ("count", test_count);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autofree char *path = g_strconcat ("/jobs/queue/fail/", failures[i].model, NULL);

      g_test_add (path, Fixture, &failures[i], set_up, test_fail, tear_down);
    }
  ADD ("kinds-of-result", test_kinds_of_result);
  ADD ("refused-before-queueing", test_refused_before_queueing);
  ADD ("saved-before-acted-on", test_saved_before_acted_on);
  ADD ("concurrency", test_concurrency);
  ADD ("cancel-running", test_cancel_running);
  ADD ("cancel-queued", test_cancel_queued);
  ADD ("cancel-any-time", test_cancel_any_time);
  ADD ("close-leaves-open", test_close_leaves_open);
  ADD ("resume-after-crash", test_resume_after_crash);
  ADD ("resume-damaged", test_resume_damaged);
  ADD ("resume-leaves-others", test_resume_leaves_others);
  ADD ("retry", test_retry);
  ADD ("dismiss-only-ended", test_dismiss_only_ended);
  ADD ("progress", test_progress);
  ADD ("closed-queue", test_closed_queue);
  return g_test_run ();
}

/* test-job-queue.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-dummy-provider.h"
#include "gesso-error.h"
#include "gesso-queue-fixture.h"
#include "gesso-test.h"

static void
test_succeed (QueueFixture *fixture,
              gconstpointer data)
{
  g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/succeed");
  GessoVersion *version;
  const GessoVersionImage *image;

  g_assert_cmpint (gesso_job_get_id (job), >, 0);
  queue_wait_for_end (job);
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
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 0);
  g_assert_cmpuint (fixture->ended, ==, 1);
  g_assert_cmpuint (fixture->added, ==, 1);
  queue_assert_n_open (fixture, 0);
}

/* A seed nobody gave is drawn once, kept with the job, and differs from run to run. */
static void
test_seed_is_drawn (QueueFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoRequest) request = queue_make_request ("dummy/succeed");
  g_autoptr (GessoJob) job = queue_submit (fixture, request, NULL);
  g_autoptr (GessoJob) other = queue_submit (fixture, request, NULL);
  gint64 seed = gesso_parameters_get_int (gesso_request_get_parameters (gesso_job_get_request (job)), "seed", -1);
  gint64 other_seed = gesso_parameters_get_int (gesso_request_get_parameters (gesso_job_get_request (other)), "seed", -1);

  g_assert_cmpint (seed, >=, 0);
  g_assert_cmpint (seed, !=, other_seed);
  g_assert_null (gesso_parameters_get (gesso_request_get_parameters (request), "seed"));
  queue_wait_for_end (job);
  queue_wait_for_end (other);
  g_assert_cmpint (gesso_version_get_image (gesso_job_get_version (job), 0)->seed, ==, seed);
}

static void
test_count (QueueFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoRequest) request = queue_make_request ("dummy/succeed");
  g_autoptr (GessoJob) job = NULL;

  gesso_parameters_set (gesso_request_get_parameters (request), "count", g_variant_new_int64 (3));
  gesso_parameters_set (gesso_request_get_parameters (request), "seed", g_variant_new_int64 (10));
  job = queue_submit (fixture, request, NULL);
  queue_wait_for_end (job);
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
test_fail (QueueFixture *fixture,
           gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (GessoJob) job = queue_submit_model (fixture, failure->model);
  g_autofree char *message = NULL;

  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_FAILED);
  g_assert_error (gesso_job_get_error (job), GESSO_ERROR, (int) failure->code);
  g_object_get (job, "error-message", &message, NULL);
  g_assert_cmpstr (message, ==, gesso_job_get_error (job)->message);
  g_assert_null (gesso_job_get_version (job));
  g_assert_cmpuint (fixture->added, ==, 0);
  /* It stays to be seen until it is dismissed; at the next start it does not run again. */
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 1);
  queue_assert_n_open (fixture, 0);
  gesso_job_queue_dismiss (fixture->queue, job);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 0);
}

static void
test_kinds_of_result (QueueFixture *fixture,
                      gconstpointer data)
{
  static const char *const model_names[] = { "dummy/file", "dummy/finished" };

  for (guint i = 0; i < G_N_ELEMENTS (model_names); i++)
    {
      g_autoptr (GessoJob) job = queue_submit_model (fixture, model_names[i]);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GessoImage) image = NULL;

      queue_wait_for_end (job);
      g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_COMPLETED);
      bytes = queue_get_blob (fixture, gesso_version_get_image (gesso_job_get_version (job), 0)->blob);
      image = gesso_codec_decode (bytes, NULL, NULL);
      g_assert_cmpuint (gesso_image_get_width (image), ==, 8);
    }
}

static void
test_refused_before_queueing (QueueFixture *fixture,
                              gconstpointer data)
{
  static const char *const model_names[] = { "dummy/stranger", "nobody/nothing", "", "dummy/invert" };

  for (guint i = 0; i < G_N_ELEMENTS (model_names); i++)
    {
      g_autoptr (GessoRequest) request = queue_make_request (model_names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (queue_submit (fixture, request, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == GESSO_ERROR);
    }
  queue_assert_n_open (fixture, 0);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 0);
}

/* The row says "generating" before anything computes. */
static void
test_saved_before_acted_on (QueueFixture *fixture,
                            gconstpointer data)
{
  g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/slow");
  g_autoptr (GPtrArray) rows = NULL;
  GessoJobRow *row;

  while (gesso_dummy_get_running () == 0)
    g_main_context_iteration (NULL, FALSE);
  rows = queue_claim_jobs (fixture);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, gesso_job_get_id (job));
  g_assert_cmpint (row->state, ==, GESSO_JOB_GENERATING);
  g_assert_nonnull (strstr (row->state_json, "asked"));
  g_assert_nonnull (strstr (row->request, "\"seed\""));
  gesso_dummy_release ();
  queue_wait_for_end (job);
}

static void
test_concurrency (QueueFixture *fixture,
                  gconstpointer data)
{
  GessoJob *jobs[6];
  guint queued = 0;

  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    jobs[i] = queue_submit_model (fixture, "dummy/slow");
  while (gesso_dummy_get_running () < 2)
    g_main_context_iteration (NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    queued += gesso_job_get_state (jobs[i]) == GESSO_JOB_QUEUED;
  g_assert_cmpuint (queued, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    gesso_dummy_release ();
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      queue_wait_for_end (jobs[i]);
      g_assert_cmpint (gesso_job_get_state (jobs[i]), ==, GESSO_JOB_COMPLETED);
      g_object_unref (jobs[i]);
    }
  g_assert_cmpuint (gesso_dummy_get_peak (), ==, 2);
  g_assert_cmpuint (gesso_dummy_get_runs (), ==, 6);
}

static void
test_cancel_running (QueueFixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/stall");

  while (gesso_dummy_get_running () == 0)
    g_main_context_iteration (NULL, FALSE);
  gesso_job_cancel (job);
  gesso_job_cancel (job);
  queue_wait_for_end (job);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
  /* Being cancelled is no failure. */
  g_assert_null (gesso_job_get_error (job));
  g_assert_cmpuint (fixture->ended, ==, 1);
  queue_assert_n_open (fixture, 0);
}

static void
test_cancel_queued (QueueFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoJob) first = queue_submit_model (fixture, "dummy/stall");
  g_autoptr (GessoJob) second = queue_submit_model (fixture, "dummy/stall");
  g_autoptr (GessoJob) third = queue_submit_model (fixture, "dummy/stall");

  g_assert_cmpfloat (gesso_job_get_elapsed (third), ==, 0);
  gesso_job_cancel (third);
  queue_wait_for_end (third);
  g_assert_cmpint (gesso_job_get_state (third), ==, GESSO_JOB_CANCELLED);
  queue_assert_n_open (fixture, 2);
  gesso_job_cancel (first);
  gesso_job_cancel (second);
  queue_wait_for_end (first);
  queue_wait_for_end (second);
  queue_assert_n_open (fixture, 0);
}

/* Cancelling after any number of steps of the main loop ends in one of two ways, never half. */
static void
test_cancel_any_time (QueueFixture *fixture,
                      gconstpointer data)
{
  guint completed = 0;

  for (guint steps = 0; steps < 60; steps++)
    {
      g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/succeed");

      for (guint i = 0; i < steps && !gesso_job_state_is_final (gesso_job_get_state (job)); i++)
        g_main_context_iteration (NULL, TRUE);
      gesso_job_cancel (job);
      queue_wait_for_end (job);
      if (gesso_job_get_state (job) == GESSO_JOB_COMPLETED)
        completed++;
      else
        g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
      g_assert_cmpint (gesso_job_get_version (job) != NULL, ==, gesso_job_get_state (job) == GESSO_JOB_COMPLETED);
    }
  g_assert_cmpuint (fixture->added, ==, completed);
  g_assert_cmpuint (fixture->ended, ==, 60);
  queue_assert_n_open (fixture, 0);
}

static void
test_retry (QueueFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/fail");
  g_autoptr (GessoJob) again = NULL;

  queue_wait_for_end (job);
  gesso_job_queue_retry (fixture->queue, job);
  while (fixture->ended < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->queue), 0);
  g_assert_cmpint (gesso_job_get_id (again), !=, gesso_job_get_id (job));
  g_assert_cmpuint (gesso_dummy_get_runs (), ==, 2);
}

static void
test_dismiss_only_ended (QueueFixture *fixture,
                         gconstpointer data)
{
  g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/stall");

  gesso_job_queue_dismiss (fixture->queue, job);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 1);
  gesso_job_queue_retry (fixture->queue, job);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 1);
  gesso_job_cancel (job);
  queue_wait_for_end (job);
  gesso_job_queue_dismiss (fixture->queue, job);
  gesso_job_queue_dismiss (fixture->queue, job);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 0);
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
test_progress (QueueFixture *fixture,
               gconstpointer data)
{
  g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/slow");
  double last = -1;

  g_assert_cmpfloat (gesso_job_get_fraction (job), <, 0);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), &last);
  while (last < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (last, ==, 0.45);
  g_assert_cmpfloat (gesso_job_get_elapsed (job), >, 0);
  gesso_dummy_release ();
  queue_wait_for_end (job);
}

static void
test_closed_queue (QueueFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoRequest) request = queue_make_request ("dummy/succeed");
  g_autoptr (GError) error = NULL;

  gesso_job_queue_close_async (fixture->queue, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_job_queue_close_finish (fixture->queue, result, NULL));
  g_assert_null (queue_submit (fixture, request, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

#define ADD(name, func) g_test_add ("/jobs/queue/" name, QueueFixture, NULL, queue_fixture_set_up, func, queue_fixture_tear_down)

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

      g_test_add (path, QueueFixture, &failures[i], queue_fixture_set_up, test_fail, queue_fixture_tear_down);
    }
  ADD ("kinds-of-result", test_kinds_of_result);
  ADD ("refused-before-queueing", test_refused_before_queueing);
  ADD ("saved-before-acted-on", test_saved_before_acted_on);
  ADD ("concurrency", test_concurrency);
  ADD ("cancel-running", test_cancel_running);
  ADD ("cancel-queued", test_cancel_queued);
  ADD ("cancel-any-time", test_cancel_any_time);
  ADD ("retry", test_retry);
  ADD ("dismiss-only-ended", test_dismiss_only_ended);
  ADD ("progress", test_progress);
  ADD ("closed-queue", test_closed_queue);
  return g_test_run ();
}

/* test-resume.c - jobs that a crash or a quit cut off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-dummy-provider.h"
#include "gesso-queue-fixture.h"
#include "gesso-test.h"

static void
test_close_leaves_open (QueueFixture *fixture,
                        gconstpointer data)
{
  g_autoptr (GessoJob) running = queue_submit_model (fixture, "dummy/slow");
  g_autoptr (GessoJob) second = queue_submit_model (fixture, "dummy/slow");
  g_autoptr (GessoJob) waiting = queue_submit_model (fixture, "dummy/slow");
  gint64 seed = gesso_parameters_get_int (gesso_request_get_parameters (gesso_job_get_request (running)), "seed", -1);
  g_autoptr (GessoJob) again = NULL;

  while (gesso_dummy_get_running () < 2)
    g_main_context_iteration (NULL, FALSE);
  queue_fixture_close (fixture);
  g_assert_cmpuint (gesso_dummy_get_running (), ==, 0);
  g_assert_cmpuint (fixture->ended, ==, 0);

  queue_fixture_open (fixture);
  queue_assert_n_open (fixture, 3);
  g_assert_cmpint (queue_resume (fixture), ==, 3);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, 3);
  /* Asking again brings nothing twice. */
  g_assert_cmpint (queue_resume (fixture), ==, 0);
  again = g_list_model_get_item (G_LIST_MODEL (fixture->queue), 0);
  g_assert_cmpint (gesso_job_get_id (again), ==, gesso_job_get_id (running));
  for (guint i = 0; i < 3; i++)
    gesso_dummy_release ();
  while (fixture->ended < 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gesso_version_get_image (gesso_job_get_version (again), 0)->seed, ==, seed);
  g_assert_cmpuint (fixture->added, ==, 3);
  queue_assert_n_open (fixture, 0);
  g_assert_cmpint (queue_resume (fixture), ==, 0);
}

/* What is left of a process that was killed: rows in any state that is not final. */
static void
test_resume_after_crash (QueueFixture *fixture,
                         gconstpointer data)
{
  static const GessoJobState states[] = { GESSO_JOB_QUEUED, GESSO_JOB_SUBMITTING, GESSO_JOB_PENDING, GESSO_JOB_GENERATING,
                                          GESSO_JOB_COMPLETED, GESSO_JOB_FAILED, GESSO_JOB_CANCELLED };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autoptr (GessoRequest) request = queue_make_request ("dummy/succeed");
      g_autofree char *json = gesso_request_to_json (request);
      g_autoptr (GAsyncResult) result = NULL;
      GessoJobRow row = { .thread_id = fixture->thread_id, .state = states[i], .request = json, .created = 1 };

      gesso_store_save_job_async (fixture->store, &row, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_assert_cmpint (gesso_store_save_job_finish (fixture->store, result, NULL), >, 0);
    }
  g_assert_cmpint (queue_resume (fixture), ==, 4);
  while (fixture->ended < 4)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->added, ==, 4);
  queue_assert_n_open (fixture, 0);
}

/* Rows from a newer Gesso, or damaged ones, fail by themselves and block nothing. */
static void
test_resume_damaged (QueueFixture *fixture,
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
  queue_resume (fixture);
  while (fixture->ended < G_N_ELEMENTS (requests))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->added, ==, 0);
  g_assert_cmpuint (queue_count_jobs (fixture), ==, G_N_ELEMENTS (requests));
  queue_assert_n_open (fixture, 0);
}

/* A job that another process works on is left to it, until that one ends. */
static void
test_resume_leaves_others (QueueFixture *fixture,
                           gconstpointer data)
{
  g_autoptr (GessoJob) job = queue_submit_model (fixture, "dummy/slow");
  QueueFixture other = { .folder = fixture->folder, .registry = fixture->registry };

  queue_fixture_open (&other);
  g_assert_cmpint (queue_resume (&other), ==, 0);
  queue_fixture_close (fixture);
  g_assert_cmpint (queue_resume (&other), ==, 1);
  gesso_dummy_release ();
  while (other.ended < 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (other.added, ==, 1);
  queue_assert_n_open (&other, 0);
  queue_fixture_close (&other);
  queue_fixture_open (fixture);
}

#define ADD(name, func) \
  g_test_add ("/jobs/resume/" name, QueueFixture, NULL, queue_fixture_set_up, func, queue_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("close-leaves-open", test_close_leaves_open);
  ADD ("after-crash", test_resume_after_crash);
  ADD ("damaged", test_resume_damaged);
  ADD ("leaves-others", test_resume_leaves_others);
  return g_test_run ();
}

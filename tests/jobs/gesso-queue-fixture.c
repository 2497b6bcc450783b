/* gesso-queue-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-dummy-provider.h"
#include "gesso-queue-fixture.h"
#include "gesso-test.h"

static void
job_ended_cb (GessoJobQueue *queue,
              GessoJob      *job,
              QueueFixture  *fixture)
{
  g_assert_true (gesso_job_state_is_final (gesso_job_get_state (job)));
  fixture->ended++;
}

static void
version_added_cb (GessoStore   *store,
                  GessoVersion *version,
                  QueueFixture *fixture)
{
  fixture->added++;
}

void
queue_fixture_open (QueueFixture *fixture)
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

void
queue_fixture_close (QueueFixture *fixture)
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

void
queue_fixture_set_up (QueueFixture *fixture,
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
  queue_fixture_open (fixture);
  gesso_store_create_thread_async (fixture->store, "test", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  thread = gesso_store_create_thread_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  fixture->thread_id = gesso_thread_get_id (thread);
}

void
queue_fixture_tear_down (QueueFixture *fixture,
                         gconstpointer data)
{
  queue_fixture_close (fixture);
  g_clear_object (&fixture->registry);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
}

GessoRequest *
queue_make_request (const char *model)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_GENERATE, model);

  gesso_request_set_prompt (request, "sea at dusk");
  return request;
}

GessoJob *
queue_submit (QueueFixture *fixture,
              GessoRequest *request,
              GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_job_queue_submit_async (fixture->queue, fixture->thread_id, 0, request, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_job_queue_submit_finish (fixture->queue, result, error);
}

GessoJob *
queue_submit_model (QueueFixture *fixture,
                    const char   *model)
{
  g_autoptr (GessoRequest) request = queue_make_request (model);
  g_autoptr (GError) error = NULL;
  GessoJob *job = queue_submit (fixture, request, &error);

  g_assert_no_error (error);
  return job;
}

void
queue_wait_for_end (GessoJob *job)
{
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
}

GPtrArray *
queue_claim_jobs (QueueFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  gesso_store_claim_jobs_async (fixture->store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  rows = gesso_store_claim_jobs_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  return rows;
}

void
queue_assert_n_open (QueueFixture *fixture,
                     guint         n)
{
  g_autoptr (GPtrArray) rows = queue_claim_jobs (fixture);

  g_assert_cmpuint (rows->len, ==, n);
}

int
queue_resume (QueueFixture *fixture)
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

guint
queue_count_jobs (QueueFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->queue));
}

GBytes *
queue_get_blob (QueueFixture *fixture,
                const char   *blob)
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

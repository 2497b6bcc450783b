/* test-chain.c - runs that are made of one another, whatever happens between them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>

#include "gesso-chain.h"
#include "gesso-studio-fixture.h"
#include "gesso-test.h"

#define N_KILLS 12

static GessoRequest *
make_upscale (const char *factor)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_UPSCALE, "device/resample");

  gesso_parameters_set (gesso_request_get_parameters (request), "factor", g_variant_new_string (factor));
  return request;
}

static GessoRequest *
make_expand (int right)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_EXPAND, "device/patch-fill");

  gesso_request_set_frame (request, &(GessoFrame) { .right = right });
  return request;
}

static GessoVersion *
import_source (StudioFixture *fixture)
{
  g_autoptr (GBytes) bytes = studio_make_picture (60, 40, 3, GESSO_FORMAT_PNG);

  return studio_import (fixture, 0, bytes, "a.png", NULL);
}

/* Expand, upscale, expand: each of another size. */
static GPtrArray *
make_steps (GessoVersion *source)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (steps, make_expand (20));
  g_ptr_array_add (steps, make_upscale ("2"));
  g_ptr_array_add (steps, make_expand (10));
  gesso_request_set_parent_id (g_ptr_array_index (steps, 0), gesso_version_get_id (source));
  gesso_request_add_input (g_ptr_array_index (steps, 0), GESSO_ROLE_SOURCE, NULL,
                           gesso_version_get_image (source, 0)->blob, gesso_version_get_id (source), 0);
  return steps;
}

static GessoJob *
start (StudioFixture *fixture,
       GessoVersion  *source,
       GPtrArray     *steps,
       GError       **error)
{
  GessoChain *chain = gesso_studio_get_chain (fixture->studio);
  g_autoptr (GAsyncResult) result = NULL;

  gesso_chain_start_async (chain, gesso_version_get_thread_id (source), "three steps", steps, NULL,
                           gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_chain_start_finish (chain, result, error);
}

/* What happened in a thread. */
typedef struct
{
  GessoJob *last; /* (owned) (nullable): the newest of the queue */
  guint followed, failed;
} Watch;

static void
followed_cb (GessoChain *chain,
             GessoJob   *next,
             gint64      before,
             GError     *error,
             Watch      *watch)
{
  watch->followed += next != NULL;
  watch->failed += error != NULL;
  g_set_object (&watch->last, next);
}

static void
watch (StudioFixture *fixture,
       GessoJob      *first,
       Watch         *watch)
{
  g_set_object (&watch->last, first);
  g_signal_connect (gesso_studio_get_chain (fixture->studio), "followed", G_CALLBACK (followed_cb), watch);
}

static void
wait_until_followed (Watch *watch,
                     guint  n)
{
  while (watch->followed + watch->failed < n)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_until_ended (GessoJob *job)
{
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
}

static GPtrArray *
load_timeline (StudioFixture *fixture,
               gint64         thread_id)
{
  GessoStore *store = gesso_studio_get_store (fixture->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;
  gint64 next;

  gesso_store_load_timeline_async (store, thread_id, 0, 100, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  items = gesso_store_load_timeline_finish (store, result, &next, &error);
  g_assert_no_error (error);
  return items;
}

/* The source, one message, and the three pictures, each made of the one before. */
static void
check_timeline (GPtrArray *items)
{
  const guint widths[] = { 60, 80, 160, 170 };
  gint64 before = 0;

  g_assert_cmpuint (items->len, ==, 5);
  g_assert_true (GESSO_IS_MESSAGE (g_ptr_array_index (items, 1)));
  g_ptr_array_remove_index (items, 1);
  for (guint i = 0; i < items->len; i++)
    {
      GessoVersion *version = g_ptr_array_index (items, i);

      g_assert_cmpuint (gesso_version_get_image (version, 0)->width, ==, widths[i]);
      g_assert_cmpint (gesso_version_get_parent_id (version), ==, before);
      before = gesso_version_get_id (version);
    }
}

static void
test_steps (StudioFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GessoVersion) source = import_source (fixture);
  g_autoptr (GPtrArray) steps = make_steps (source);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = start (fixture, source, steps, &error);
  Watch seen = { NULL };

  g_assert_no_error (error);
  g_assert_cmpuint (gesso_job_get_coming (job)->len, ==, 2);
  watch (fixture, job, &seen);
  wait_until_followed (&seen, 2);
  wait_until_ended (seen.last);
  g_assert_cmpuint (gesso_job_get_coming (seen.last)->len, ==, 0);
  g_assert_cmpuint (seen.failed, ==, 0);
  items = load_timeline (fixture, gesso_version_get_thread_id (source));
  check_timeline (items);
  g_clear_object (&seen.last);
}

/* A first step that cannot run leaves nothing behind. */
static void
test_refused (StudioFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GessoVersion) source = import_source (fixture);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (steps, gesso_request_new (GESSO_TOOL_UPSCALE, "device/no-such-model"));
  g_assert_null (start (fixture, source, steps, &error));
  g_assert_nonnull (error);
  items = load_timeline (fixture, gesso_version_get_thread_id (source));
  g_assert_cmpuint (items->len, ==, 1);
}

/* A step in the middle that cannot run is a job that has failed and keeps what
 * comes behind it. */
static void
test_stop (StudioFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GessoVersion) source = import_source (fixture);
  g_autoptr (GPtrArray) steps = make_steps (source);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const GessoJobRow *row;
  Watch seen = { NULL };

  g_object_unref (steps->pdata[1]);
  steps->pdata[1] = gesso_request_new (GESSO_TOOL_UPSCALE, "device/no-such-model");
  job = start (fixture, source, steps, &error);
  g_assert_no_error (error);
  watch (fixture, job, &seen);
  wait_until_followed (&seen, 1);
  wait_until_ended (seen.last);
  g_assert_cmpuint (gesso_job_get_state (seen.last), ==, GESSO_JOB_FAILED);
  g_assert_nonnull (gesso_job_get_error (seen.last));
  g_assert_cmpuint (gesso_job_get_coming (seen.last)->len, ==, 1);
  items = load_timeline (fixture, gesso_version_get_thread_id (source));
  g_assert_cmpuint (items->len, ==, 3);

  /* The store has it too: with the failed one, and no more with the one before. */
  gesso_store_list_jobs_async (gesso_studio_get_store (fixture->studio), TRUE, 10, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  rows = gesso_store_list_jobs_finish (gesso_studio_get_store (fixture->studio), result, &error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_null (row->coming);
  row = g_ptr_array_index (rows, 1);
  g_assert_nonnull (row->coming);
  g_assert_cmpuint (row->state, ==, GESSO_JOB_FAILED);
  g_clear_object (&seen.last);
}

/* A stopped one goes on when it is tried again. */
static void
test_retry (StudioFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GessoVersion) source = import_source (fixture);
  g_autoptr (GPtrArray) steps = make_steps (source);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = start (fixture, source, steps, &error);
  Watch seen = { NULL };

  g_assert_no_error (error);
  gesso_job_cancel (job);
  wait_until_ended (job);
  g_assert_cmpuint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
  watch (fixture, NULL, &seen);
  gesso_job_queue_retry (gesso_studio_get_queue (fixture->studio), job);
  wait_until_followed (&seen, 2);
  wait_until_ended (seen.last);
  g_assert_cmpuint (seen.failed, ==, 0);
  items = load_timeline (fixture, gesso_version_get_thread_id (source));
  check_timeline (items);
  g_clear_object (&seen.last);
}

/* A mask that was drawn on a smaller picture lies on the larger one as it did. */
static void
test_mask (StudioFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GessoVersion) source = import_source (fixture);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GessoImage) image = gesso_image_new (30, 20, 1, NULL);
  g_autoptr (GBytes) mask = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;
  GessoRequest *request = gesso_request_new (GESSO_TOOL_INPAINT, "device/patch-fill");
  const GessoVersionImage *made;

  g_ptr_array_add (steps, request);
  for (guint y = 0; y < 20; y++)
    memset (gesso_image_edit_row (image, y), y < 10 ? 255 : 0, 30);
  mask = gesso_codec_encode (image, GESSO_FORMAT_PNG, 0, NULL, &error);
  g_assert_no_error (error);
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, gesso_version_get_image (source, 0)->blob,
                           gesso_version_get_id (source), 0);
  {
    g_autoptr (GAsyncResult) result = NULL;
    g_autofree char *blob = NULL;

    gesso_store_put_blob_async (gesso_studio_get_store (fixture->studio), mask, NULL, gesso_test_async_cb, &result);
    gesso_test_await (&result);
    blob = gesso_store_put_blob_finish (gesso_studio_get_store (fixture->studio), result, &error);
    gesso_request_add_input (request, GESSO_ROLE_MASK, NULL, blob, 0, 0);
  }
  job = start (fixture, source, steps, &error);
  g_assert_no_error (error);
  wait_until_ended (job);
  g_assert_no_error (gesso_job_get_error (job));
  made = gesso_version_get_image (gesso_job_get_version (job), 0);
  g_assert_cmpuint (made->width, ==, 60);
  /* The lower half, but for the soft edge. */
  g_assert_cmpint (made->protected_pixels, >, 60 * 14);
  g_assert_cmpint (made->protected_pixels, <=, 60 * 20);
  g_assert_cmpint (made->changed_pixels, ==, 0);
}

/* Closed in the middle, it goes on at the next start. */
static void
test_close (StudioFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GessoVersion) source = import_source (fixture);
  gint64 thread_id = gesso_version_get_thread_id (source);
  g_autoptr (GPtrArray) steps = make_steps (source);
  g_autoptr (GError) error = NULL;
  GessoJob *job = start (fixture, source, steps, &error);
  g_autoptr (GPtrArray) items = NULL;

  g_assert_no_error (error);
  g_object_unref (job);
  g_clear_object (&source);
  studio_fixture_close (fixture);
  for (guint i = 0; i < 10; i++)
    {
      studio_fixture_open (fixture, TRUE);
      for (guint n = 0; n < i; n++)
        g_main_context_iteration (NULL, FALSE);
      studio_fixture_close (fixture);
    }
  studio_fixture_open (fixture, TRUE);
  while (items == NULL || items->len < 5)
    {
      g_main_context_iteration (NULL, FALSE);
      g_clear_pointer (&items, g_ptr_array_unref);
      items = load_timeline (fixture, thread_id);
    }
  check_timeline (items);
}

/* --- Killed --- */

static int
run_worker (const char *folder)
{
  StudioFixture fixture = { .data_dir = g_build_filename (folder, "data", NULL),
                            .cache_dir = g_build_filename (folder, "cache", NULL) };

  studio_fixture_open (&fixture, TRUE);
  g_print ("at work\n");
  fflush (stdout);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

/* Killed over and over at any instant, it makes each picture once. */
static void
test_kill (StudioFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GessoVersion) source = import_source (fixture);
  gint64 thread_id = gesso_version_get_thread_id (source);
  g_autoptr (GPtrArray) steps = make_steps (source);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  GessoJob *job = start (fixture, source, steps, &error);

  g_assert_no_error (error);
  g_object_unref (job);
  g_clear_object (&source);
  studio_fixture_close (fixture);
  for (guint i = 0; i < N_KILLS; i++)
    {
      const char *argv[] = { g_get_prgname (), "--worker", fixture->folder, NULL };
      g_autoptr (GSubprocess) worker = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
      char said[8];

      g_assert_no_error (error);
      g_input_stream_read (g_subprocess_get_stdout_pipe (worker), said, sizeof said, NULL, &error);
      g_assert_no_error (error);
      g_usleep (g_rand_int_range (random, 0, 8000));
      g_subprocess_send_signal (worker, SIGKILL);
      g_subprocess_wait (worker, NULL, &error);
      g_assert_no_error (error);
    }
  studio_fixture_open (fixture, TRUE);
  while (items == NULL || items->len < 5)
    {
      g_main_context_iteration (NULL, FALSE);
      g_clear_pointer (&items, g_ptr_array_unref);
      items = load_timeline (fixture, thread_id);
    }
  check_timeline (items);
}

#define ADD(name, func) \
  g_test_add ("/studio/chain/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--worker"))
    return run_worker (argv[2]);
  g_set_prgname (argv[0]);
  g_test_init (&argc, &argv, NULL);

  ADD ("steps", test_steps);
  ADD ("refused", test_refused);
  ADD ("stop", test_stop);
  ADD ("retry", test_retry);
  ADD ("mask", test_mask);
  ADD ("close", test_close);
  ADD ("kill", test_kill);
  return g_test_run ();
}

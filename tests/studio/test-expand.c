/* test-expand.c - a wide expansion, step after step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "echo-provider.h"
#include "gesso-studio-expand.h"
#include "gesso-studio-fixture.h"
#include "gesso-test-server.h"
#include "gesso-test.h"

static GessoRequest *
make_request (const char *model)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_EXPAND, model);

  gesso_request_set_frame (request, &(GessoFrame) { .right = 90, .bottom = 10 });
  return request;
}

/* On this device one call does it all, and the old picture is where it was. */
static void
test_device (StudioFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (60, 40, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoRequest) request = make_request ("device/patch-fill");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;
  const GessoVersionImage *image;

  gesso_studio_expand_async (fixture->studio, request, source, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_expand_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
  image = gesso_version_get_image (gesso_job_get_version (job), 0);
  g_assert_cmpuint (image->width, ==, 150);
  g_assert_cmpuint (image->height, ==, 50);
  g_assert_cmpint (image->protected_pixels, ==, 60 * 40);
  g_assert_cmpint (image->changed_pixels, ==, 0);
}

/* A model that costs tells the price of all its steps. */
static void
test_plan (StudioFixture *fixture,
           gconstpointer  data)
{
  GessoProviderRegistry *registry = gesso_studio_get_registry (fixture->studio);
  g_autoptr (GPtrArray) models = gesso_provider_registry_list_models (registry, GESSO_TOOL_EXPAND);
  guint checked = 0;

  for (guint i = 0; i < models->len; i++)
    {
      const char *name = g_ptr_array_index (models, i);
      const GessoModelSpec *model = NULL;
      g_autoptr (GessoRequest) request = make_request (name);
      g_autoptr (GArray) plan = NULL;
      double price;

      gesso_request_set_frame (request, &(GessoFrame) { .right = 4000 });
      gesso_provider_registry_find (registry, name, &model, NULL);
      plan = gesso_studio_plan_expand (fixture->studio, request, 1000, 800, &price);
      if (model->max_sources == 0)
        g_assert_cmpuint (plan->len, ==, 1);
      else
        g_assert_cmpuint (plan->len, >=, 3);
      if (model->price >= 0)
        g_assert_cmpfloat_with_epsilon (price, model->price * plan->len, 1e-9);
      else
        g_assert_cmpfloat (price, <, 0);
      g_assert_cmpint (g_array_index (plan, GessoExpandStep, plan->len - 1).width, ==, 5000);
      checked++;
    }
  g_assert_cmpuint (checked, >, 1);
}

/* What cannot begin says why. */
static void
test_refused (StudioFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (60, 40, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoRequest) request = make_request ("device/sketch");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_expand_async (fixture->studio, request, source, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_studio_expand_finish (fixture->studio, result, &error));
  g_assert_nonnull (error);
}

/* Several steps with a model elsewhere */

/* What is added to the right of 100 × 80. */
#define WIDE 300

typedef struct
{
  StudioFixture base;
  GessoTestServer *server;
  GessoVersion *source;
  GessoJob *last; /* (nullable): of the chain */
  int fails_at; /* the call that is refused, from 1 on; 0: none */
  int calls;    /* counted on the server's worker */
} Remote;

static void
make_cb (SoupServerMessage *message,
         gpointer           user_data)
{
  Remote *remote = user_data;
  g_autoptr (GBytes) bytes = soup_message_body_flatten (soup_server_message_get_request_body (message));

  if (g_atomic_int_add (&remote->calls, 1) + 1 == g_atomic_int_get (&remote->fails_at))
    {
      soup_server_message_set_status (message, 400, NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes));
}

static void
followed_cb (Remote   *remote,
             GessoJob *next)
{
  g_set_object (&remote->last, next);
}

static void
open_remote (Remote *remote)
{
  g_autoptr (GessoProvider) provider = echo_provider_new (gesso_test_server_get_port (remote->server));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  remote->base.studio = gesso_studio_new (remote->base.data_dir, remote->base.cache_dir);
  gesso_provider_registry_add (gesso_studio_get_registry (remote->base.studio), provider);
  g_signal_connect_swapped (gesso_studio_get_chain (remote->base.studio), "followed", G_CALLBACK (followed_cb), remote);
  gesso_studio_open_async (remote->base.studio, TRUE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_open_finish (remote->base.studio, result, &error);
  g_assert_no_error (error);
}

static void
set_up_remote (Remote       *remote,
               gconstpointer data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (100, 80, 3, GESSO_FORMAT_PNG);

  studio_fixture_set_up (&remote->base, data);
  studio_fixture_close (&remote->base);
  remote->server = gesso_test_server_new (NULL);
  gesso_test_server_add (remote->server, "/make", make_cb, remote);
  open_remote (remote);
  remote->source = studio_import (&remote->base, 0, bytes, "a.png", NULL);
}

static void
tear_down_remote (Remote       *remote,
                  gconstpointer data)
{
  g_clear_object (&remote->source);
  g_clear_object (&remote->last);
  studio_fixture_tear_down (&remote->base, data);
  gesso_test_server_free (remote->server);
}

static GessoRequest *
make_wide (void)
{
  GessoRequest *request = make_request ("echo/square");

  gesso_request_set_frame (request, &(GessoFrame) { .right = WIDE });
  return request;
}

static guint
count_steps (Remote *remote,
             double *price)
{
  g_autoptr (GessoRequest) request = make_wide ();
  g_autoptr (GArray) plan = gesso_studio_plan_expand (remote->base.studio, request, 100, 80, price);

  return plan->len;
}

static GessoJob *
start_remote (Remote *remote)
{
  g_autoptr (GessoRequest) request = make_wide ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoJob *job;

  gesso_studio_expand_async (remote->base.studio, request, remote->source, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_expand_finish (remote->base.studio, result, &error);
  g_assert_no_error (error);
  g_set_object (&remote->last, job);
  return job;
}

/* Until no step waits and the last one has ended, or one has without a picture. Returns: (transfer full) */
static GessoJob *
wait_for_chain (Remote *remote)
{
  while (remote->last == NULL || !gesso_job_state_is_final (gesso_job_get_state (remote->last)) ||
         (gesso_job_get_coming (remote->last)->len > 0 && gesso_job_get_state (remote->last) == GESSO_JOB_COMPLETED))
    g_main_context_iteration (NULL, TRUE);
  return g_object_ref (remote->last);
}

/* Each version holds the one before 1:1; there are @n_steps of them. */
static void
check_lineage (Remote   *remote,
               GessoJob *last,
               guint     n_steps)
{
  GessoStore *store = gesso_studio_get_store (remote->base.studio);
  GessoVersion *newest = gesso_job_get_version (last);
  gint64 id = gesso_version_get_id (newest);
  guint n = 0;

  g_assert_cmpuint (gesso_version_get_image (newest, 0)->width, ==, 100 + WIDE);
  g_assert_cmpuint (gesso_version_get_image (newest, 0)->height, ==, 80);
  while (id != gesso_version_get_id (remote->source))
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoVersion) version = NULL;

      gesso_store_get_version_async (store, id, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      version = gesso_store_get_version_finish (store, result, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gesso_version_get_image (version, 0)->changed_pixels, ==, 0);
      g_assert_cmpint (gesso_version_get_image (version, 0)->protected_pixels, >=, 100 * 80);
      id = gesso_version_get_parent_id (version);
      n++;
    }
  g_assert_cmpuint (n, ==, n_steps);
}

static void
test_remote (Remote       *remote,
             gconstpointer data)
{
  double price;
  guint n = count_steps (remote, &price);
  g_autoptr (GessoJob) first = start_remote (remote), last = NULL;

  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpfloat_with_epsilon (price, 0.25 * n, 1e-9);
  g_assert_cmpuint (gesso_request_get_step (gesso_job_get_request (first)), ==, 1);
  g_assert_cmpuint (gesso_request_get_n_steps (gesso_job_get_request (first)), ==, n);
  last = wait_for_chain (remote);
  g_assert_no_error (gesso_job_get_error (last));
  g_assert_cmpuint (gesso_request_get_step (gesso_job_get_request (last)), ==, n);
  check_lineage (remote, last, n);
  g_assert_cmpint (g_atomic_int_get (&remote->calls), ==, (int) n);
}

/* What is there is kept, and running the failed step again makes the rest; no other is paid for twice. */
static void
test_failure (Remote       *remote,
              gconstpointer data)
{
  guint n = count_steps (remote, NULL);
  g_autoptr (GessoJob) first = NULL, failed = NULL, last = NULL;

  g_atomic_int_set (&remote->fails_at, 2);
  first = start_remote (remote);
  failed = wait_for_chain (remote);
  g_assert_cmpuint (gesso_job_get_state (failed), ==, GESSO_JOB_FAILED);
  g_assert_cmpuint (gesso_job_get_coming (failed)->len, ==, n - 2);
  g_assert_cmpint (g_atomic_int_get (&remote->calls), ==, 2);
  g_assert_nonnull (gesso_job_get_version (first));

  gesso_job_queue_retry (gesso_studio_get_queue (remote->base.studio), failed);
  while (remote->last == failed)
    g_main_context_iteration (NULL, TRUE);
  last = wait_for_chain (remote);
  g_assert_no_error (gesso_job_get_error (last));
  check_lineage (remote, last, n);
  g_assert_cmpint (g_atomic_int_get (&remote->calls), ==, (int) n + 1);
}

static void
test_cancel (Remote       *remote,
             gconstpointer data)
{
  g_autoptr (GessoJob) first = start_remote (remote), stopped = NULL;

  gesso_job_cancel (first);
  stopped = wait_for_chain (remote);
  g_assert_cmpuint (gesso_job_get_state (stopped), ==, GESSO_JOB_CANCELLED);
  g_assert_cmpint (g_atomic_int_get (&remote->calls), <=, 1);
  g_assert_cmpuint (gesso_job_get_coming (stopped)->len, >=, 2);
}

/* Closed after the first step, the others follow at the next start; none is sent twice. */
static void
test_restart (Remote       *remote,
              gconstpointer data)
{
  guint n = count_steps (remote, NULL);
  GessoJob *first = start_remote (remote);
  g_autoptr (GessoJob) last = NULL;

  while (gesso_job_get_version (first) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (first);
  g_clear_object (&remote->last);
  studio_fixture_close (&remote->base);
  open_remote (remote);
  last = wait_for_chain (remote);
  g_assert_no_error (gesso_job_get_error (last));
  check_lineage (remote, last, n);
  g_assert_cmpint (g_atomic_int_get (&remote->calls), ==, (int) n);
}

#define ADD(name, func) \
  g_test_add ("/studio/expand/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

#define ADD_REMOTE(name, func) \
  g_test_add ("/studio/expand/steps/" name, Remote, NULL, set_up_remote, func, tear_down_remote)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("device", test_device);
  ADD ("plan", test_plan);
  ADD ("refused", test_refused);
  ADD_REMOTE ("all", test_remote);
  ADD_REMOTE ("failure", test_failure);
  ADD_REMOTE ("cancel", test_cancel);
  ADD_REMOTE ("restart", test_restart);
  return g_test_run ();
}

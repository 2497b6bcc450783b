/* gesso-network-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-network-fixture.h"
#include "gesso-test.h"
#include "stand-in-provider.h"

/* Waits of seconds become waits of milliseconds. */
#define TEMPO 0.005

static void
connect_network (NetworkFixture *fixture)
{
  fixture->network = gesso_job_network_new (fixture->http, GESSO_KEY_SOURCE (fixture->keys), fixture->base.store);
  gesso_job_network_set_tempo (fixture->network, TEMPO);
  gesso_job_queue_set_network (fixture->base.queue, fixture->network);
}

void
network_fixture_set_up (NetworkFixture *fixture,
                        gconstpointer   data)
{
  static const char *const secrets[] = { "first-key", "second-key", NULL };
  g_autoptr (GessoProvider) provider = NULL;

  fixture->server = stand_in_server_new ();
  fixture->keys = stand_in_keys_new (secrets);
  fixture->http = gesso_http_new ();
  provider = stand_in_provider_new (stand_in_server_get_port (fixture->server));
  queue_fixture_set_up (&fixture->base, NULL);
  gesso_provider_registry_add (fixture->base.registry, provider);
  connect_network (fixture);
}

void
network_fixture_tear_down (NetworkFixture *fixture,
                           gconstpointer   data)
{
  queue_fixture_tear_down (&fixture->base, NULL);
  g_clear_object (&fixture->network);
  g_clear_object (&fixture->http);
  g_clear_object (&fixture->keys);
  g_clear_pointer (&fixture->server, stand_in_server_free);
}

void
network_fixture_restart (NetworkFixture *fixture)
{
  queue_fixture_close (&fixture->base);
  g_clear_object (&fixture->network);
  queue_fixture_open (&fixture->base);
  connect_network (fixture);
}

void
network_fixture_set_keys (NetworkFixture    *fixture,
                          const char *const *secrets)
{
  g_clear_object (&fixture->keys);
  g_clear_object (&fixture->network);
  fixture->keys = stand_in_keys_new (secrets);
  connect_network (fixture);
}

GessoJob *
network_submit (NetworkFixture *fixture,
                const char     *model,
                const char     *name,
                guint           count)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, model);
  g_autoptr (GError) error = NULL;
  GessoJob *job;

  gesso_request_set_prompt (request, name);
  gesso_parameters_set (gesso_request_get_parameters (request), "count", g_variant_new_int64 (count));
  job = queue_submit (&fixture->base, request, &error);
  g_assert_no_error (error);
  return job;
}

static void
assert_state (GessoJob     *job,
              GessoJobState state)
{
  const GError *error = gesso_job_get_error (job);

  if (gesso_job_get_state (job) != state)
    g_test_message ("%s: %s", gesso_job_state_to_nick (gesso_job_get_state (job)), error != NULL ? error->message : "");
  g_assert_cmpstr (gesso_job_state_to_nick (gesso_job_get_state (job)), ==, gesso_job_state_to_nick (state));
}

GessoJob *
network_run (NetworkFixture *fixture,
             const char     *model,
             const char     *name,
             GessoJobState   state)
{
  GessoJob *job = network_submit (fixture, model, name, 1);

  queue_wait_for_end (job);
  assert_state (job, state);
  return job;
}

static gboolean
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
look_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
network_await_request (NetworkFixture *fixture,
                       const char     *what,
                       guint           n)
{
  gboolean over = FALSE;
  guint timer = g_timeout_add_seconds (30, time_over_cb, &over), ticker = g_timeout_add (2, look_cb, NULL);

  while (stand_in_server_count (fixture->server, what) < n && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (over);
  g_source_remove (timer);
  g_source_remove (ticker);
}

GessoJob *
network_retry (NetworkFixture *fixture,
               GessoJob       *job)
{
  GListModel *jobs = G_LIST_MODEL (fixture->base.queue);
  guint timer = g_timeout_add (2, look_cb, NULL);
  g_autoptr (GessoJob) next = NULL;

  gesso_job_queue_retry (fixture->base.queue, job);
  while (next == NULL)
    {
      g_autoptr (GessoJob) last = NULL;

      g_main_context_iteration (NULL, TRUE);
      last = g_list_model_get_item (jobs, g_list_model_get_n_items (jobs) - 1);
      if (last != NULL && last != job)
        next = g_steal_pointer (&last);
    }
  g_source_remove (timer);
  queue_wait_for_end (next);
  return g_steal_pointer (&next);
}

GPtrArray *
network_list_calls (NetworkFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *calls;

  gesso_store_list_model_calls_async (fixture->base.store, 0, 1000, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  calls = gesso_store_list_model_calls_finish (fixture->base.store, result, &error);
  g_assert_no_error (error);
  return calls;
}

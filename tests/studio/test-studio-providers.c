/* test-studio-providers.c - settings of providers and their models, with real providers sent to a server on this machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-network-fixture.h"
#include "gesso-studio-providers.h"
#include "gesso-test.h"

typedef struct
{
  NetworkFixture network;
  GessoStudioProviders *providers;
  guint changed;
} Fixture;

static void
changed_cb (GessoStudioProviders *providers,
            const char           *provider,
            Fixture              *fixture)
{
  fixture->changed++;
}

static void
open_providers (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_provider_registry_add_all (fixture->network.base.registry);
  fixture->providers = gesso_studio_providers_new (fixture->network.base.store, fixture->network.base.registry,
                                                   fixture->network.network);
  g_signal_connect (fixture->providers, "changed", G_CALLBACK (changed_cb), fixture);
  gesso_studio_providers_load_async (fixture->providers, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_providers_load_finish (fixture->providers, result, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  network_fixture_set_up (&fixture->network, data);
  open_providers (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->providers);
  network_fixture_tear_down (&fixture->network, data);
}

static void
restart (Fixture *fixture)
{
  g_assert_finalize_object (fixture->providers);
  network_fixture_restart (&fixture->network);
  open_providers (fixture);
}

static gboolean
save (Fixture                     *fixture,
      const GessoProviderSettings *settings,
      GError                     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_providers_save_async (fixture->providers, settings, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_providers_save_finish (fixture->providers, result, error);
}

static gboolean
refresh (Fixture    *fixture,
         const char *provider,
         GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_providers_refresh_async (fixture->providers, provider, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_providers_refresh_finish (fixture->providers, result, error);
}

static const GessoModelSpec *
describe (Fixture    *fixture,
          const char *model,
          GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_providers_describe_async (fixture->providers, model, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_providers_describe_finish (fixture->providers, result, error);
}

/* Sends @provider to the server on this machine. */
static void
set_base (Fixture    *fixture,
          const char *provider)
{
  g_autoptr (GessoProviderSettings) settings = gesso_provider_settings_new (provider);
  g_autoptr (GError) error = NULL;

  settings->base = g_strdup_printf ("http://127.0.0.1:%u/proxy", stand_in_server_get_port (fixture->network.server));
  save (fixture, settings, &error);
  g_assert_no_error (error);
}

/* (nullable) (transfer full) */
static GessoStudioModel *
find_model (Fixture    *fixture,
            const char *provider,
            const char *name)
{
  g_autoptr (GPtrArray) models = gesso_studio_providers_list_models (fixture->providers, provider);

  for (guint i = 0; i < models->len; i++)
    if (g_str_equal (((GessoStudioModel *) g_ptr_array_index (models, i))->name, name))
      {
        g_ptr_array_set_free_func (models, NULL);
        for (guint j = 0; j < models->len; j++)
          if (j != i)
            gesso_studio_model_free (g_ptr_array_index (models, j));
        return g_ptr_array_index (models, i);
      }
  return NULL;
}

static void
test_settings (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GessoProviderSettings) settings = gesso_provider_settings_new ("openai");
  const GessoProviderSettings *read = gesso_studio_providers_get_settings (fixture->providers, "openai");
  const char *const models[] = { " gpt-image-9 ", "", "gpt-image-9", NULL };
  g_autofree char *host = gesso_studio_providers_dup_key_host (fixture->providers, "openai");
  GessoProvider *provider;
  g_autoptr (GError) error = NULL;

  g_assert_null (read->base);
  g_assert_cmpuint (read->max_concurrent, ==, 0);
  g_assert_cmpstr (host, ==, "api.openai.com");
  settings->base = g_strdup ("  https://proxy.example:8443/openai ");
  settings->max_concurrent = 2;
  settings->requests_per_minute = 7;
  settings->account = g_strdup ("{\"organization\":\" org-1 \",\"project\":\"\",\"unknown\":\"x\"}");
  settings->models = g_strdupv ((char **) models);
  g_assert_true (save (fixture, settings, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->changed, ==, 1);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *now = gesso_studio_providers_dup_key_host (fixture->providers, "openai");
      g_autoptr (GPtrArray) names = NULL;

      read = gesso_studio_providers_get_settings (fixture->providers, "openai");
      g_assert_cmpstr (read->base, ==, "https://proxy.example:8443/openai");
      g_assert_cmpuint (read->max_concurrent, ==, 2);
      g_assert_cmpuint (read->requests_per_minute, ==, 7);
      g_assert_cmpuint (g_strv_length (read->models), ==, 1);
      g_assert_cmpstr (now, ==, "proxy.example");
      provider = gesso_provider_registry_find_provider (fixture->network.base.registry, "openai");
      g_assert_cmpstr (gesso_parameters_get_string (gesso_provider_get_settings (provider), "organization"), ==, "org-1");
      g_assert_null (gesso_parameters_get_string (gesso_provider_get_settings (provider), "project"));
      g_assert_null (gesso_parameters_get_string (gesso_provider_get_settings (provider), "unknown"));
      g_assert_cmpstr (gesso_job_network_get_base (fixture->network.network, "openai"), ==, read->base);
      names = gesso_provider_registry_list_models (fixture->network.base.registry, GESSO_TOOL_GENERATE);
      g_assert_true (g_ptr_array_find_with_equal_func (names, "openai/gpt-image-9", g_str_equal, NULL));
      restart (fixture);
    }
}

static void
test_unset (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GessoProviderSettings) settings = gesso_provider_settings_new ("fal");
  g_autoptr (GError) error = NULL;

  set_base (fixture, "fal");
  settings->base = g_strdup ("  ");
  g_assert_true (save (fixture, settings, &error));
  g_assert_null (gesso_studio_providers_get_settings (fixture->providers, "fal")->base);
  g_assert_null (gesso_job_network_get_base (fixture->network.network, "fal"));
}

/* Each is refused with a sentence, and nothing of it is kept. */
static void
test_bad_settings (Fixture      *fixture,
                   gconstpointer data)
{
  static const struct
  {
    const char *provider, *base, *account, *model;
  } cases[] = {
    { "nobody", NULL, NULL, NULL },
    { "openai", "http://proxy.example/", NULL, NULL },
    { "openai", "http://printer.local/", NULL, NULL },
    { "openai", "http://8.8.8.8/", NULL, NULL },
    { "openai", "ftp://127.0.0.1/", NULL, NULL },
    { "openai", "file:///etc/passwd", NULL, NULL },
    { "openai", "proxy.example", NULL, NULL },
    { "openai", "https://", NULL, NULL },
    { "openai", "https://user:word@proxy.example/", NULL, NULL },
    { "openai", "https://proxy.example/?a=b", NULL, NULL },
    { "openai", "https://proxy.example/#a", NULL, NULL },
    { "openai", "https://api.openai.com%2f.evil.example/", NULL, NULL },
    { "openai", NULL, "{\"organization\":\"a\\r\\nX-Other: b\"}", NULL },
    { "openai", NULL, NULL, "dall-e-3" },
    { "openai", NULL, NULL, "gpt-image-2\ngpt-image-3" },
    { "replicate", NULL, NULL, "no-owner" },
    { "dummy", "https://proxy.example/", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoProviderSettings) settings = gesso_provider_settings_new (cases[i].provider);
      const char *const models[] = { cases[i].model, NULL };
      g_autoptr (GError) error = NULL;

      settings->base = g_strdup (cases[i].base);
      settings->account = g_strdup (cases[i].account);
      settings->models = cases[i].model != NULL ? g_strdupv ((char **) models) : NULL;
      g_test_message ("case %u", i);
      g_assert_false (save (fixture, settings, &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == GESSO_ERROR);
    }
  g_assert_cmpuint (fixture->changed, ==, 0);
  restart (fixture);
  g_assert_null (gesso_studio_providers_get_settings (fixture->providers, "openai")->base);
}

static void
test_refresh (Fixture      *fixture,
              gconstpointer data)
{
  static const char list[] =
      "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-5\"},{\"id\":\"gpt-image-2\",\"shutdown_date\":\"2027-01-31\"},"
      "{\"id\":\"gpt-image-7\"},{\"id\":5},{},null,{\"id\":\"two\\nlines\"}]}";
  g_autoptr (GError) error = NULL;

  set_base (fixture, "openai");
  g_assert_true (gesso_studio_providers_can_refresh (fixture->providers, "openai"));
  g_assert_false (gesso_studio_providers_can_refresh (fixture->providers, "fal"));
  g_assert_cmpint (gesso_studio_providers_get_listed (fixture->providers, "openai"), ==, 0);
  stand_in_server_script (fixture->network.server, "GET /proxy/v1/models", 200, list, NULL);
  refresh (fixture, "openai", &error);
  g_assert_no_error (error);
  g_assert_true (stand_in_server_saw_key (fixture->network.server, "GET /proxy/v1/models"));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GessoStudioModel) live = find_model (fixture, "openai", "openai/gpt-image-2");
      g_autoptr (GessoStudioModel) gone = find_model (fixture, "openai", "openai/gpt-image-1.5");
      g_autoptr (GessoStudioModel) fresh = find_model (fixture, "openai", "openai/gpt-image-7");
      g_autoptr (GessoStudioModel) other = find_model (fixture, "openai", "openai/gpt-5");

      g_assert_cmpint (gesso_studio_providers_get_listed (fixture->providers, "openai"), >, 0);
      g_assert_cmpint (live->presence, ==, GESSO_MODEL_PRESENCE_LISTED);
      g_assert_true (live->offered);
      g_assert_cmpstr (live->ends, ==, "2027-01-31");
      g_assert_cmpint (gone->presence, ==, GESSO_MODEL_PRESENCE_MISSING);
      g_assert_nonnull (fresh);
      g_assert_false (fresh->offered);
      g_assert_null (other);
      restart (fixture);
    }
}

/* The list of before stays. */
static void
test_refresh_failures (Fixture      *fixture,
                       gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    GessoError code;
  } cases[] = {
    { 200, "<html>", GESSO_ERROR_BAD_ANSWER },
    { 200, "", GESSO_ERROR_BAD_ANSWER },
    { 200, "{\"data\":[]}", GESSO_ERROR_BAD_ANSWER },
    { 200, "{\"data\":{\"id\":1}}", GESSO_ERROR_BAD_ANSWER },
    { 200, "{\"data\":[", GESSO_ERROR_BAD_ANSWER },
    /* Last, as it retires both keys. */
    { 401, "{\"error\":{\"message\":\"no\"}}", GESSO_ERROR_INVALID_KEY },
  };
  gint64 listed;

  set_base (fixture, "openai");
  stand_in_server_script (fixture->network.server, "GET /proxy/v1/models", 200, "{\"data\":[{\"id\":\"gpt-image-2\"}]}", NULL);
  g_assert_true (refresh (fixture, "openai", NULL));
  listed = gesso_studio_providers_get_listed (fixture->providers, "openai");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoStudioModel) live = NULL;
      g_autoptr (GError) error = NULL;

      for (guint j = 0; j < (cases[i].status == 401 ? 2 : 1); j++)
        stand_in_server_script (fixture->network.server, "GET /proxy/v1/models", cases[i].status, cases[i].body, NULL);
      g_assert_false (refresh (fixture, "openai", &error));
      g_assert_error (error, GESSO_ERROR, (int) cases[i].code);
      g_assert_cmpint (gesso_studio_providers_get_listed (fixture->providers, "openai"), ==, listed);
      live = find_model (fixture, "openai", "openai/gpt-image-2");
      g_assert_cmpint (live->presence, ==, GESSO_MODEL_PRESENCE_LISTED);
    }
}

/* A list of other things says nothing of the models for pictures. */
static void
test_refresh_of_others (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr (GessoStudioModel) model = NULL;
  g_autoptr (GError) error = NULL;

  set_base (fixture, "openai");
  stand_in_server_script (fixture->network.server, "GET /proxy/v1/models", 200, "{\"data\":[{\"id\":\"gpt-5\"}]}", NULL);
  refresh (fixture, "openai", &error);
  g_assert_no_error (error);
  model = find_model (fixture, "openai", "openai/gpt-image-2");
  g_assert_cmpint (model->presence, ==, GESSO_MODEL_PRESENCE_UNKNOWN);
}

static void
test_describe (Fixture      *fixture,
               gconstpointer data)
{
  static const char answer[] =
      "{\"owner\":\"some\",\"name\":\"model\",\"latest_version\":{\"id\":\"abc\",\"openapi_schema\":{\"components\":"
      "{\"schemas\":{\"Input\":{\"type\":\"object\",\"properties\":{\"prompt\":{\"type\":\"string\"},"
      "\"steps\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":50,\"default\":20}}}}}}}}";
  const GessoModelSpec *spec;
  g_autoptr (GError) error = NULL;

  set_base (fixture, "replicate");
  g_assert_true (gesso_studio_providers_needs_describing (fixture->providers, "replicate/some/model"));
  g_assert_false (gesso_studio_providers_needs_describing (fixture->providers, "openai/gpt-image-2"));
  g_assert_null (describe (fixture, "replicate/some", &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&error);

  stand_in_server_script (fixture->network.server, "GET /proxy/v1/models/some/model", 404, "{\"detail\":\"none\"}", NULL);
  g_assert_null (describe (fixture, "replicate/some/model", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  stand_in_server_script (fixture->network.server, "GET /proxy/v1/models/some/model", 200, answer, NULL);
  spec = describe (fixture, "replicate/some/model", &error);
  g_assert_no_error (error);
  g_assert_nonnull (spec->parameters);
  g_assert_cmpstr (spec->parameters[0].name, ==, "steps");
  g_assert_false (gesso_studio_providers_needs_describing (fixture->providers, "replicate/some/model"));
  g_assert_true (describe (fixture, "replicate/some/model", &error) == spec);
  g_assert_cmpuint (stand_in_server_count (fixture->network.server, "GET /proxy/v1/models/some/model"), ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/studio-providers/settings", test_settings);
  ADD ("/studio-providers/unset", test_unset);
  ADD ("/studio-providers/bad-settings", test_bad_settings);
  ADD ("/studio-providers/refresh", test_refresh);
  ADD ("/studio-providers/refresh-failures", test_refresh_failures);
  ADD ("/studio-providers/refresh-of-others", test_refresh_of_others);
  ADD ("/studio-providers/describe", test_describe);
  return g_test_run ();
}

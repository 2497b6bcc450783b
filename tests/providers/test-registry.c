/* test-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-dummy-provider.h"
#include "gesso-error.h"
#include "gesso-provider-registry.h"

static GessoProviderRegistry *
make_registry (void)
{
  GessoProviderRegistry *registry = gesso_provider_registry_new ();
  g_autoptr (GessoProvider) provider = gesso_dummy_provider_new ();

  gesso_provider_registry_add (registry, provider);
  return registry;
}

static void
count_cb (GListModel *model,
          guint       position,
          guint       removed,
          guint       added,
          guint      *count)
{
  *count += added;
}

static void
test_list_model (void)
{
  g_autoptr (GessoProviderRegistry) registry = gesso_provider_registry_new ();
  g_autoptr (GessoProvider) provider = gesso_dummy_provider_new ();
  g_autoptr (GessoProvider) item = NULL;
  guint added = 0;

  g_signal_connect (registry, "items-changed", G_CALLBACK (count_cb), &added);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (registry)), ==, 0);
  gesso_provider_registry_add (registry, provider);
  g_assert_cmpuint (added, ==, 1);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (registry)) == GESSO_TYPE_PROVIDER);
  item = g_list_model_get_item (G_LIST_MODEL (registry), 0);
  g_assert_true (item == provider);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (registry), 1));
}

static void
test_find (void)
{
  static const struct
  {
    const char *model;
    gboolean found;
  } cases[] = {
    { "dummy/succeed", TRUE }, { "dummy/stranger", FALSE }, { "stranger/succeed", FALSE }, { "dummy", FALSE },
    { "dummy/", FALSE }, { "/succeed", FALSE }, { "", FALSE }, { NULL, FALSE }, { "dummy/succeed/x", FALSE },
  };
  g_autoptr (GessoProviderRegistry) registry = make_registry ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GessoModelSpec *spec = NULL;
      g_autoptr (GError) error = NULL;
      GessoProvider *provider = gesso_provider_registry_find (registry, cases[i].model, &spec, &error);

      g_assert_cmpint (provider != NULL, ==, cases[i].found);
      g_assert_cmpint (spec != NULL, ==, cases[i].found);
      if (cases[i].found)
        continue;
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
      /* The sentence names what there is. */
      g_assert_nonnull (strstr (error->message, "dummy/succeed"));
    }
}

static void
test_default (void)
{
  g_autoptr (GessoProviderRegistry) registry = make_registry ();
  g_autofree char *generate = gesso_provider_registry_dup_default (registry, GESSO_TOOL_GENERATE, NULL);
  g_autofree char *inpaint = gesso_provider_registry_dup_default (registry, GESSO_TOOL_INPAINT, NULL);
  g_autoptr (GPtrArray) models = gesso_provider_registry_list_models (registry, GESSO_TOOL_EXPAND);

  g_assert_cmpstr (generate, ==, "dummy/succeed");
  g_assert_cmpstr (inpaint, ==, "dummy/invert");
  g_assert_cmpuint (models->len, ==, 1);
}

static void
test_default_none (void)
{
  g_autoptr (GessoProviderRegistry) registry = make_registry ();
  g_autoptr (GError) error = NULL;
  char *model = gesso_provider_registry_dup_default (registry, GESSO_TOOL_EDIT, &error);

  g_assert_null (model);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, gesso_tool_get_title (GESSO_TOOL_EDIT)));
}

/* Every provider of the list is there, on its own terms. */
static void
test_all (void)
{
  g_autoptr (GessoProviderRegistry) registry = gesso_provider_registry_new ();
  guint n;

  gesso_provider_registry_add_all (registry);
  n = g_list_model_get_n_items (G_LIST_MODEL (registry));
  g_assert_cmpuint (n, >=, 6);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (G_LIST_MODEL (registry), i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (provider);

      g_test_message ("%s", spec->id);
      g_assert_null (strchr (spec->id, '/'));
      g_assert_nonnull (spec->title);
      g_assert_false (spec->on_device);
      g_assert_nonnull (spec->hosts);
      g_assert_nonnull (spec->hosts[0]);
      g_assert_cmpint (spec->auth, !=, GESSO_AUTH_NONE);
      g_assert_true (spec->auth != GESSO_AUTH_HEADER || spec->auth_name != NULL);
      g_assert_true (g_str_has_prefix (spec->key_url, "https://"));
      g_assert_nonnull (spec->environment);
      for (const GessoModelSpec *model = spec->models; model->id != NULL; model++)
        {
          g_assert_nonnull (model->title);
          g_assert_cmpuint (model->tools, !=, 0);
          g_assert_cmpuint (model->max_count, >=, 1);
        }
    }
}

/* Inputs are named by their first letters; @error: a GessoError or -1. */
static const struct
{
  GessoTool tool;
  const char *model, *prompt, *inputs;
  int count, right, error;
} checks[] = {
  { GESSO_TOOL_GENERATE, "dummy/succeed", "sea", "", 1, 0, -1 },
  { GESSO_TOOL_GENERATE, "dummy/succeed", " \n", "", 1, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_GENERATE, "dummy/succeed", "sea", "", 4, 0, -1 },
  { GESSO_TOOL_GENERATE, "dummy/succeed", "sea", "", 5, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_GENERATE, "dummy/succeed", "sea", "", 0, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_GENERATE, "dummy/stranger", "sea", "", 1, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_GENERATE, "other/succeed", "sea", "", 1, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_GENERATE, "dummy/invert", "sea", "", 1, 0, GESSO_ERROR_UNSUPPORTED },
  { GESSO_TOOL_UPSCALE, "dummy/succeed", "", "s", 1, 0, GESSO_ERROR_UNSUPPORTED },
  { GESSO_TOOL_INPAINT, "dummy/invert", "", "sm", 1, 0, -1 },
  { GESSO_TOOL_INPAINT, "dummy/invert", "", "s", 1, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_INPAINT, "dummy/invert", "", "m", 1, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_INPAINT, "dummy/invert", "", "S", 1, 0, GESSO_ERROR_BAD_INPUT },
  { GESSO_TOOL_EXPAND, "dummy/invert", "", "s", 1, 5, -1 },
  { GESSO_TOOL_EXPAND, "dummy/invert", "", "s", 1, 0, GESSO_ERROR_BAD_INPUT },
};

static GessoRequest *
make_checked_request (guint i)
{
  GessoRequest *request = gesso_request_new (checks[i].tool, checks[i].model);

  gesso_request_set_prompt (request, checks[i].prompt);
  gesso_request_set_frame (request, &(GessoFrame) { 0, 0, checks[i].right, 0 });
  gesso_parameters_set (gesso_request_get_parameters (request), "count", g_variant_new_int64 (checks[i].count));
  for (const char *c = checks[i].inputs; *c != '\0'; c++)
    gesso_request_add_input (request, *c == 'm' ? GESSO_ROLE_MASK : GESSO_ROLE_SOURCE, NULL, *c == 'S' ? NULL : "blob", 0, 0);
  return request;
}

static void
test_check (void)
{
  g_autoptr (GessoProvider) provider = gesso_dummy_provider_new ();

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (GessoRequest) request = make_checked_request (i);
      g_autoptr (JsonObject) state = json_object_new ();
      g_autoptr (GessoStep) step = gesso_provider_next (provider, request, state, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_cmpint (gesso_provider_check (provider, request, &error), ==, checks[i].error < 0);
      if (checks[i].error < 0)
        {
          g_assert_cmpint (step->kind, ==, GESSO_STEP_COMPUTE);
          g_assert_true (json_object_has_member (state, "asked"));
          continue;
        }
      g_assert_error (error, GESSO_ERROR, checks[i].error);
      /* A request that is refused never reaches the class. */
      g_assert_cmpint (step->kind, ==, GESSO_STEP_FAILED);
      g_assert_error (step->error, GESSO_ERROR, checks[i].error);
      g_assert_false (json_object_has_member (state, "asked"));
    }
}

static void
test_result (void)
{
  g_autoptr (GessoResult) result = gesso_result_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("png", 3);

  gesso_result_take_pixels (result, gesso_image_new (2, 3, 4, NULL), 5);
  gesso_result_add_bytes (result, bytes, -1);
  gesso_result_set_note (result, "note");
  g_assert_cmpuint (gesso_result_get_n_images (result), ==, 2);
  g_assert_cmpuint (gesso_image_get_height (gesso_result_get_image (result, 0)->pixels), ==, 3);
  g_assert_cmpint (gesso_result_get_image (result, 0)->seed, ==, 5);
  g_assert_true (gesso_result_get_image (result, 1)->bytes == bytes);
  g_assert_cmpstr (gesso_result_get_note (result), ==, "note");
  g_assert_finalize_object (g_steal_pointer (&result));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/registry/list-model", test_list_model);
  g_test_add_func ("/providers/registry/find", test_find);
  g_test_add_func ("/providers/registry/default", test_default);
  g_test_add_func ("/providers/registry/default-none", test_default_none);
  g_test_add_func ("/providers/registry/all", test_all);
  g_test_add_func ("/providers/provider/check", test_check);
  g_test_add_func ("/providers/provider/result", test_result);
  return g_test_run ();
}

/* test-model-picker.c - only what could run is offered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-model-picker.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "gesso-tool-picker.h"

/* Keys that are in no keyring. */
static void
give_keys (GessoKeyList *list,
           const char   *provider)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_key_free);

  if (provider != NULL)
    {
      GessoStudioKey *key = g_new0 (GessoStudioKey, 1);

      key->key = gesso_key_new (provider, "Work", 0);
      key->key->fingerprint = g_strdup ("k-00000001");
      key->state = gesso_key_state_new (provider, "k-00000001");
      g_ptr_array_add (keys, key);
    }
  gesso_key_list_take (list, keys, NULL);
}

static GessoModelPicker *
make_picker (AppFixture   *fixture,
             GessoKeyList *list)
{
  return g_object_ref_sink (
      GESSO_MODEL_PICKER (gesso_model_picker_new (gesso_studio_get_registry (fixture->studio), list)));
}

/* The id of some provider whose models can do @tool, none of them on this device. */
static const char *
find_remote (AppFixture *fixture,
             GessoTool   tool)
{
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (fixture->studio));

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
      const GessoModelSpec *model = spec->models;

      while (model->id != NULL && (*model->id == '\0' || (model->tools & (1u << tool)) == 0))
        model++;
      if (!spec->on_device && model->id != NULL)
        return spec->id;
    }
  g_assert_not_reached ();
}

static gboolean
has_model_of (GPtrArray  *models,
              const char *provider)
{
  g_autofree char *prefix = g_strconcat (provider, "/", NULL);
  gboolean found = FALSE;

  for (guint i = 0; i < models->len; i++)
    found |= g_str_has_prefix (g_ptr_array_index (models, i), prefix);
  return found;
}

static void
test_without_keys (AppFixture   *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);

  if (fixture->studio == NULL)
    return;
  for (guint tool = GESSO_TOOL_GENERATE; tool < GESSO_N_TOOLS; tool++)
    {
      g_autoptr (GPtrArray) models = gesso_key_list_list_models (list, gesso_studio_get_registry (fixture->studio), tool);
      g_autofree char *reason = gesso_key_list_dup_reason (list, gesso_studio_get_registry (fixture->studio), tool);

      for (guint i = 0; i < models->len; i++)
        g_assert_true (g_str_has_prefix (g_ptr_array_index (models, i), "device/"));
      g_assert_cmpint (models->len > 0, ==, reason == NULL);
    }
}

static void
test_with_a_key (AppFixture   *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GPtrArray) models = NULL;
  GListModel *providers;
  const char *id;

  if (fixture->studio == NULL)
    return;
  id = find_remote (fixture, GESSO_TOOL_GENERATE);
  give_keys (list, id);
  models = gesso_key_list_list_models (list, gesso_studio_get_registry (fixture->studio), GESSO_TOOL_GENERATE);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (models, 0), "device/"));
  providers = G_LIST_MODEL (gesso_studio_get_registry (fixture->studio));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (provider);

      g_assert_cmpint (has_model_of (models, spec->id), ==, spec->on_device || g_str_equal (spec->id, id));
    }
  for (guint i = 0; i < models->len; i++)
    g_assert_false (g_str_has_suffix (g_ptr_array_index (models, i), "/"));
}

static void
test_default_stays (AppFixture   *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoModelPicker) picker = NULL;
  g_autofree char *before = NULL;

  if (fixture->studio == NULL)
    return;
  picker = make_picker (fixture, list);
  before = g_strdup (gesso_model_picker_get_model (picker));
  give_keys (list, find_remote (fixture, GESSO_TOOL_GENERATE));
  g_assert_cmpstr (gesso_model_picker_get_model (picker), ==, before);
  gesso_model_picker_set_tool (picker, GESSO_TOOL_INPAINT);
  g_assert_true (g_str_has_prefix (gesso_model_picker_get_model (picker), "device/"));
}

/* What was chosen before is back as soon as there is a key, and gone with it. */
static void
test_choice (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoModelPicker) picker = NULL;
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GVariant) choices = NULL;
  g_autoptr (GVariant) kept = NULL;
  const char *chosen;

  if (fixture->studio == NULL)
    return;
  give_keys (list, find_remote (fixture, GESSO_TOOL_GENERATE));
  models = gesso_key_list_list_models (list, gesso_studio_get_registry (fixture->studio), GESSO_TOOL_GENERATE);
  chosen = g_ptr_array_index (models, models->len - 1);
  choices = g_variant_ref_sink (g_variant_new_parsed ("{'generate': %s, 'no-tool': 'no/model'}", chosen));
  give_keys (list, NULL);

  picker = make_picker (fixture, list);
  gesso_model_picker_set_choices (picker, choices);
  g_assert_true (g_str_has_prefix (gesso_model_picker_get_model (picker), "device/"));
  give_keys (list, find_remote (fixture, GESSO_TOOL_GENERATE));
  g_assert_cmpstr (gesso_model_picker_get_model (picker), ==, chosen);
  g_assert_nonnull (gesso_model_picker_get_spec (picker));
  give_keys (list, NULL);
  g_assert_true (g_str_has_prefix (gesso_model_picker_get_model (picker), "device/"));
  kept = g_variant_ref_sink (gesso_model_picker_make_choices (picker));
  g_assert_true (g_variant_equal (kept, choices));
}

/* Those that can be used come first; one without a key leads to it, and the choice stays. */
static void
test_list (AppFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoModelPicker) picker = NULL;
  g_autoptr (GVariant) choices = NULL;
  g_autofree char *before = NULL;
  GessoModelChooser *models;
  const char *needs_key = NULL;

  if (fixture->studio == NULL)
    return;
  picker = make_picker (fixture, list);
  models = gesso_model_picker_get_list (picker);
  before = g_strdup (gesso_model_picker_get_model (picker));
  gesso_model_chooser_fill (models, GESSO_TOOL_GENERATE, before);
  g_assert_true (g_str_has_prefix (gesso_model_chooser_get_row (models, 0), "device/"));
  for (guint i = 0; gesso_model_chooser_get_row (models, i) != NULL; i++)
    if (!g_str_has_prefix (gesso_model_chooser_get_row (models, i), "device/"))
      needs_key = gesso_model_chooser_get_row (models, i);
    else
      g_assert_null (needs_key);
  g_assert_nonnull (needs_key);
  gesso_model_chooser_activate (models, needs_key);
  g_assert_cmpstr (gesso_model_picker_get_model (picker), ==, before);
  choices = g_variant_ref_sink (gesso_model_picker_make_choices (picker));
  g_assert_cmpuint (g_variant_n_children (choices), ==, 0);
}

static void
test_search (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoModelPicker) picker = NULL;
  GessoModelChooser *models;
  guint n = 0;

  if (fixture->studio == NULL)
    return;
  picker = make_picker (fixture, list);
  models = gesso_model_picker_get_list (picker);
  gesso_model_chooser_fill (models, GESSO_TOOL_EDIT, NULL);
  gesso_model_chooser_search (models, "KONTEXT  fal");
  for (; gesso_model_chooser_get_row (models, n) != NULL; n++)
    g_assert_true (g_str_has_prefix (gesso_model_chooser_get_row (models, n), "fal/"));
  g_assert_cmpuint (n, >, 0);
  gesso_model_chooser_search (models, "no model is called so");
  g_assert_null (gesso_model_chooser_get_row (models, 0));
  gesso_model_chooser_search (models, "");
  g_assert_nonnull (gesso_model_chooser_get_row (models, n));
}

/* A provider with more models than a list can hold takes what is typed. */
static void
test_typed (AppFixture   *fixture,
            gconstpointer data)
{
  static const char *const typed[] = { "some-artist/some-model", "replicate/some-artist/some-model" };
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoModelPicker) picker = NULL;
  GessoModelChooser *models;

  if (fixture->studio == NULL)
    return;
  give_keys (list, "replicate");
  picker = make_picker (fixture, list);
  models = gesso_model_picker_get_list (picker);
  gesso_model_chooser_fill (models, GESSO_TOOL_GENERATE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gesso_model_chooser_search (models, typed[i]);
      g_assert_cmpstr (gesso_model_chooser_get_row (models, 0), ==, "replicate/some-artist/some-model");
      g_assert_null (gesso_model_chooser_get_row (models, 1));
    }
  gesso_model_chooser_search (models, "not a model/");
  g_assert_null (gesso_model_chooser_get_row (models, 0));
  gesso_model_chooser_search (models, typed[0]);
  gesso_model_chooser_activate (models, "replicate/some-artist/some-model");
  g_assert_cmpstr (gesso_model_picker_get_model (picker), ==, "replicate/some-artist/some-model");
  g_assert_nonnull (gesso_model_picker_get_spec (picker));
}

/* A tool of which no model could run says so, until there is a key. */
static void
test_tools (AppFixture   *fixture,
            gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoToolPicker) picker = NULL;

  if (fixture->studio == NULL)
    return;
  picker = g_object_ref_sink (g_object_new (GESSO_TYPE_TOOL_PICKER, NULL));
  gesso_tool_picker_set_keys (picker, gesso_studio_get_registry (fixture->studio), list);
  g_assert_nonnull (gesso_tool_picker_get_reason (picker, GESSO_TOOL_EDIT));
  give_keys (list, find_remote (fixture, GESSO_TOOL_EDIT));
  g_assert_null (gesso_tool_picker_get_reason (picker, GESSO_TOOL_EDIT));
  gesso_tool_picker_set_tool (picker, GESSO_TOOL_EDIT);
  g_assert_cmpint (gesso_tool_picker_get_tool (picker), ==, GESSO_TOOL_EDIT);
  give_keys (list, NULL);
  g_assert_cmpint (gesso_tool_picker_get_tool (picker), ==, GESSO_TOOL_GENERATE);
}

#define ADD(path, func) g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  ADD ("/app/model-picker/without-keys", test_without_keys);
  ADD ("/app/model-picker/with-a-key", test_with_a_key);
  ADD ("/app/model-picker/default-stays", test_default_stays);
  ADD ("/app/model-picker/choice", test_choice);
  ADD ("/app/model-picker/list", test_list);
  ADD ("/app/model-picker/search", test_search);
  ADD ("/app/model-picker/typed", test_typed);
  ADD ("/app/model-picker/tools", test_tools);
  return g_test_run ();
}

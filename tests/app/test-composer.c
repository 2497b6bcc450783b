/* test-composer.c - the parameter panel and the requests made from it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-composer.h"
#include "gesso-error.h"
#include "gesso-parameter-panel.h"
#include "gesso-seed-row.h"
#include "gesso-size-row.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "gesso-tool-picker.h"

static const GessoParameterChoice styles[] = {
  { "wash", "Wash" },
  { "oil", "Oil" },
  { NULL },
};

static const GessoParameterChoice sizes[] = {
  { "512x256", "Wide" },
  { NULL },
};

static const GessoParameterSpec all_kinds[] = {
  { .name = "size", .title = "Size", .kind = GESSO_PARAMETER_SIZE, .minimum = 64, .maximum = 2048, .step = 64,
    .fallback = "512x512", .choices = sizes },
  { .name = "count", .title = "Pictures", .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = 4, .fallback = "2" },
  { .name = "strength", .title = "Strength", .kind = GESSO_PARAMETER_DOUBLE, .minimum = 0, .maximum = 1,
    .fallback = "0.5" },
  { .name = "tile", .title = "Tile", .kind = GESSO_PARAMETER_BOOL, .fallback = "true" },
  { .name = "style", .title = "Style", .kind = GESSO_PARAMETER_CHOICE, .fallback = "oil", .choices = styles },
  { .name = "seed", .title = "Seed", .kind = GESSO_PARAMETER_SEED, .maximum = G_MAXINT32 },
  { .name = "negative", .title = "Without", .kind = GESSO_PARAMETER_TEXT },
  { NULL },
};

static const GessoParameterSpec other_model[] = {
  { .name = "count", .title = "Pictures", .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = 8, .fallback = "1" },
  { .name = "seed", .title = "Seed", .kind = GESSO_PARAMETER_SEED, .maximum = G_MAXINT32 },
  { NULL },
};

static GessoParameterPanel *
make_panel (const GessoParameterSpec *specs)
{
  GtkWidget *panel = g_object_ref_sink (gesso_parameter_panel_new ());

  gesso_parameter_panel_set_specs (GESSO_PARAMETER_PANEL (panel), specs);
  return GESSO_PARAMETER_PANEL (panel);
}

static void
test_panel_defaults (void)
{
  g_autoptr (GessoParameterPanel) panel = NULL;
  g_autoptr (GessoParameters) parameters = NULL;

  if (!app_test_has_display ())
    return;
  panel = make_panel (all_kinds);
  g_assert_cmpuint (gesso_parameter_panel_get_n_rows (panel), ==, 7);
  parameters = gesso_parameter_panel_dup_parameters (panel);
  g_assert_cmpstr (gesso_parameters_get_string (parameters, "size"), ==, "512x512");
  g_assert_cmpint (gesso_parameters_get_int (parameters, "count", 0), ==, 2);
  g_assert_cmpfloat (gesso_parameters_get_double (parameters, "strength", 0), ==, 0.5);
  g_assert_true (gesso_parameters_get_bool (parameters, "tile", FALSE));
  g_assert_cmpstr (gesso_parameters_get_string (parameters, "style"), ==, "oil");
  g_assert_cmpstr (gesso_parameters_get_string (parameters, "negative"), ==, "");
  g_assert_null (gesso_parameters_get (parameters, "seed"));
}

static void
test_panel_restore (void)
{
  g_autoptr (GessoParameterPanel) panel = NULL;
  g_autoptr (GessoParameters) wanted = NULL;
  g_autoptr (GessoParameters) parameters = NULL;

  if (!app_test_has_display ())
    return;
  panel = make_panel (all_kinds);
  wanted = gesso_parameters_new ();
  gesso_parameters_set (wanted, "size", g_variant_new_string ("1024x640"));
  gesso_parameters_set (wanted, "style", g_variant_new_string ("wash"));
  gesso_parameters_set (wanted, "seed", g_variant_new_int64 (G_MAXINT32));
  gesso_parameters_set (wanted, "unheard-of", g_variant_new_int64 (1));
  gesso_parameter_panel_restore (panel, wanted);

  parameters = gesso_parameter_panel_dup_parameters (panel);
  g_assert_cmpstr (gesso_parameters_get_string (parameters, "size"), ==, "1024x640");
  g_assert_cmpstr (gesso_parameters_get_string (parameters, "style"), ==, "wash");
  g_assert_cmpint (gesso_parameters_get_int (parameters, "seed", -1), ==, G_MAXINT32);
  g_assert_cmpint (gesso_parameters_get_int (parameters, "count", 0), ==, 2);
  g_assert_null (gesso_parameters_get (parameters, "unheard-of"));
}

static void
test_panel_out_of_range (void)
{
  g_autoptr (GessoParameterPanel) panel = NULL;
  g_autoptr (GessoParameters) wanted = NULL;
  g_autoptr (GessoParameters) parameters = NULL;

  if (!app_test_has_display ())
    return;
  panel = make_panel (all_kinds);
  wanted = gesso_parameters_new ();
  gesso_parameters_set (wanted, "size", g_variant_new_string ("99999x1"));
  gesso_parameters_set (wanted, "count", g_variant_new_int64 (G_MAXINT64));
  gesso_parameters_set (wanted, "strength", g_variant_new_double (-7));
  gesso_parameters_set (wanted, "style", g_variant_new_string ("marble"));
  gesso_parameter_panel_restore (panel, wanted);

  parameters = gesso_parameter_panel_dup_parameters (panel);
  g_assert_cmpstr (gesso_parameters_get_string (parameters, "size"), ==, "2048x64");
  g_assert_cmpint (gesso_parameters_get_int (parameters, "count", 0), ==, 4);
  g_assert_cmpfloat (gesso_parameters_get_double (parameters, "strength", 9), ==, 0);
  g_assert_nonnull (gesso_parameters_get_string (parameters, "style"));
}

static void
test_panel_other_model (void)
{
  g_autoptr (GessoParameterPanel) panel = NULL;
  g_autoptr (GessoParameters) wanted = NULL;
  g_autoptr (GessoParameters) parameters = NULL;

  if (!app_test_has_display ())
    return;
  panel = make_panel (all_kinds);
  wanted = gesso_parameters_new ();
  gesso_parameters_set (wanted, "count", g_variant_new_int64 (3));
  gesso_parameters_set (wanted, "seed", g_variant_new_int64 (77));
  gesso_parameter_panel_restore (panel, wanted);
  gesso_parameter_panel_set_specs (panel, other_model);

  g_assert_cmpuint (gesso_parameter_panel_get_n_rows (panel), ==, 2);
  parameters = gesso_parameter_panel_dup_parameters (panel);
  g_assert_cmpint (gesso_parameters_get_int (parameters, "count", 0), ==, 3);
  g_assert_cmpint (gesso_parameters_get_int (parameters, "seed", -1), ==, 77);
  g_assert_null (gesso_parameters_get (parameters, "size"));

  gesso_parameter_panel_set_specs (panel, NULL);
  g_assert_cmpuint (gesso_parameter_panel_get_n_rows (panel), ==, 0);
}

static void
test_panel_summary (void)
{
  g_autoptr (GessoParameterPanel) panel = NULL;
  g_autofree char *with_size = NULL;
  g_autofree char *without = NULL;

  if (!app_test_has_display ())
    return;
  panel = make_panel (all_kinds);
  with_size = gesso_parameter_panel_dup_summary (panel);
  g_assert_cmpstr (with_size, ==, "512 × 512");
  gesso_parameter_panel_set_specs (panel, other_model);
  without = gesso_parameter_panel_dup_summary (panel);
  g_assert_cmpstr (without, ==, "");
}

static void
count_cb (GObject *object,
          guint   *count)
{
  (*count)++;
}

static void
test_size_row (void)
{
  g_autoptr (GtkWidget) row = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint changes = 0;

  if (!app_test_has_display ())
    return;
  row = g_object_ref_sink (gesso_size_row_new (&all_kinds[0]));
  g_signal_connect (row, "changed", G_CALLBACK (count_cb), &changes);
  gesso_size_row_set_size (GESSO_SIZE_ROW (row), "not a size");
  gesso_size_row_set_size (GESSO_SIZE_ROW (row), NULL);
  g_assert_cmpuint (changes, ==, 0);
  first = gesso_size_row_dup_size (GESSO_SIZE_ROW (row));
  g_assert_cmpstr (first, ==, "512x512");
  gesso_size_row_set_size (GESSO_SIZE_ROW (row), "768×1024");
  g_assert_cmpuint (changes, ==, 1);
  second = gesso_size_row_dup_size (GESSO_SIZE_ROW (row));
  g_assert_cmpstr (second, ==, "768x1024");
}

static void
test_seed_row (void)
{
  g_autoptr (GtkWidget) row = NULL;

  if (!app_test_has_display ())
    return;
  row = g_object_ref_sink (gesso_seed_row_new ());
  g_assert_cmpint (gesso_seed_row_get_seed (GESSO_SEED_ROW (row)), ==, -1);
  gesso_seed_row_set_seed (GESSO_SEED_ROW (row), 0);
  g_assert_cmpint (gesso_seed_row_get_seed (GESSO_SEED_ROW (row)), ==, 0);
  gesso_seed_row_set_seed (GESSO_SEED_ROW (row), -1);
  g_assert_cmpint (gesso_seed_row_get_seed (GESSO_SEED_ROW (row)), ==, -1);
}

/* Composer */

static GessoComposer *
make_composer (GessoStudio *studio)
{
  return g_object_ref_sink (g_object_new (GESSO_TYPE_COMPOSER, "studio", studio, NULL));
}

static GtkWidget *
get_child (GessoComposer *composer,
           const char    *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (composer), GESSO_TYPE_COMPOSER, name));
}

static char *
dup_shown_prompt (GessoComposer *composer)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_child (composer, "prompt")));
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  return g_steal_pointer (&text);
}

static gboolean
press_up (GessoComposer *composer)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (get_child (composer, "prompt"));
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (GTK_EVENT_CONTROLLER (controller)) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Up, 0, 0, &handled);
    }
  return handled;
}

static void
assert_refused (GessoComposer *composer,
                GessoError     code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_composer_dup_request (composer, &error));
  g_assert_error (error, GESSO_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 10);
}

static void
test_before_studio (AppFixture   *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  gboolean runnable = TRUE;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (NULL);
  g_object_get (composer, "runnable", &runnable, NULL);
  g_assert_false (runnable);
  assert_refused (composer, GESSO_ERROR_UNSUPPORTED);
  g_object_set (composer, "studio", fixture->studio, NULL);
  g_object_get (composer, "runnable", &runnable, NULL);
  g_assert_true (runnable);
}

static void
test_request (AppFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GessoRequest) request = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "  a hill at noon \n");
  request = gesso_composer_dup_request (composer, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gesso_request_get_tool (request), ==, GESSO_TOOL_GENERATE);
  g_assert_cmpstr (gesso_request_get_prompt (request), ==, "a hill at noon");
  g_assert_true (g_str_has_prefix (gesso_request_get_model (request), "device/"));
  g_assert_nonnull (gesso_parameters_get_string (gesso_request_get_parameters (request), "size"));
  g_assert_cmpuint (gesso_request_get_n_inputs (request), ==, 0);
  g_assert_cmpint (gesso_request_get_parent_id (request), ==, 0);
}

static void
test_missing_words (AppFixture   *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, " \n ");
  assert_refused (composer, GESSO_ERROR_BAD_INPUT);
}

static void
test_source (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GessoRequest) request = NULL;
  GessoInput *input;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  gesso_composer_set_tool (composer, GESSO_TOOL_UPSCALE);
  assert_refused (composer, GESSO_ERROR_BAD_INPUT);

  version = app_test_import (fixture->studio, 0, 8, 8);
  gesso_composer_set_source (composer, version, 0);
  request = gesso_composer_dup_request (composer, NULL);
  g_assert_nonnull (request);
  input = gesso_request_find_input (request, GESSO_ROLE_SOURCE);
  g_assert_nonnull (input);
  g_assert_cmpint (input->version_id, ==, gesso_version_get_id (version));
  g_assert_cmpstr (input->blob, ==, gesso_version_get_image (version, 0)->blob);
  g_assert_cmpint (gesso_request_get_parent_id (request), ==, gesso_version_get_id (version));
}

static void
test_source_not_taken (AppFixture   *fixture,
                       gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GessoRequest) request = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  version = app_test_import (fixture->studio, 0, 8, 8);
  gesso_composer_set_source (composer, version, 0);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "sea");
  request = gesso_composer_dup_request (composer, NULL);
  g_assert_nonnull (request);
  g_assert_null (gesso_request_find_input (request, GESSO_ROLE_SOURCE));
}

static gboolean
has_request (gpointer data)
{
  g_autoptr (GessoRequest) request = gesso_composer_dup_request (data, NULL);

  return request != NULL;
}

static void
test_background (AppFixture   *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GessoRequest) request = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  version = app_test_import (fixture->studio, 0, 8, 8);
  file = app_test_write_png (fixture->folder, "back.png", 9, 5, NULL);
  gesso_composer_set_source (composer, version, 0);
  gesso_composer_set_tool (composer, GESSO_TOOL_UPSCALE);
  g_assert_false (gesso_composer_attach_file (composer, file));
  gesso_composer_set_tool (composer, GESSO_TOOL_REPLACE_BACKGROUND_IMAGE);
  assert_refused (composer, GESSO_ERROR_BAD_INPUT);

  g_assert_true (gesso_composer_attach_file (composer, file));
  app_test_wait (has_request, composer);
  request = gesso_composer_dup_request (composer, NULL);
  g_assert_nonnull (gesso_request_find_input (request, GESSO_ROLE_BACKGROUND)->bytes);
  g_assert_cmpuint (gesso_request_get_n_inputs (request), ==, 2);
}

static gboolean
shows_problem (gpointer data)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (get_child (data, "problem_revealer")));
}

static void
test_bad_background (AppFixture   *fixture,
                     gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GFile) missing = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  missing = g_file_new_build_filename (fixture->folder, "missing.png", NULL);
  gesso_composer_set_tool (composer, GESSO_TOOL_REPLACE_BACKGROUND_IMAGE);
  g_assert_false (shows_problem (composer));
  g_assert_true (gesso_composer_attach_file (composer, missing));
  app_test_wait (shows_problem, composer);
  assert_refused (composer, GESSO_ERROR_BAD_INPUT);
}

static void
test_edit_not_offered (AppFixture   *fixture,
                       gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  GessoToolPicker *picker;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  picker = GESSO_TOOL_PICKER (get_child (composer, "tool_picker"));
  gesso_composer_set_tool (composer, GESSO_TOOL_INPAINT);
  gesso_composer_set_tool (composer, GESSO_TOOL_EDIT);
  g_assert_cmpint (gesso_composer_get_tool (composer), ==, GESSO_TOOL_INPAINT);
  g_assert_nonnull (gesso_tool_picker_get_reason (picker, GESSO_TOOL_EDIT));
  g_assert_null (gesso_tool_picker_get_reason (picker, GESSO_TOOL_INPAINT));
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 guint      *count)
{
  (*count)++;
}

static void
test_tool_notifies (AppFixture   *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  guint changes = 0;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  g_signal_connect (composer, "notify::tool", G_CALLBACK (count_notify_cb), &changes);
  gesso_composer_set_tool (composer, GESSO_TOOL_EXPAND);
  gesso_composer_set_tool (composer, GESSO_TOOL_EXPAND);
  g_assert_cmpuint (changes, ==, 1);
}

static void
test_restore (AppFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GessoRequest) before = NULL;
  g_autoptr (GessoRequest) after = NULL;
  g_autoptr (GessoParameters) parameters = NULL;
  g_autofree char *prompt = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  before = gesso_request_new (GESSO_TOOL_GENERATE, "device/sketch");
  parameters = gesso_parameters_new ();
  gesso_parameters_set (parameters, "size", g_variant_new_string ("768x1344"));
  gesso_parameters_set (parameters, "seed", g_variant_new_int64 (99));
  gesso_request_set_parameters (before, parameters);
  gesso_request_set_prompt (before, "夜晚的海");
  gesso_composer_set_tool (composer, GESSO_TOOL_UPSCALE);
  gesso_composer_restore (composer, before);

  after = gesso_composer_dup_request (composer, NULL);
  g_assert_nonnull (after);
  g_assert_cmpint (gesso_request_get_tool (after), ==, GESSO_TOOL_GENERATE);
  g_assert_cmpstr (gesso_request_get_prompt (after), ==, "夜晚的海");
  g_assert_cmpstr (gesso_parameters_get_string (gesso_request_get_parameters (after), "size"), ==, "768x1344");
  g_assert_cmpint (gesso_parameters_get_int (gesso_request_get_parameters (after), "seed", -1), ==, 99);
}

static void
test_recall (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autofree char *cleared = NULL;
  g_autofree char *last = NULL;
  g_autofree char *before_last = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  g_assert_false (press_up (composer));
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "first");
  gesso_composer_clear (composer);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "second");
  gesso_composer_clear (composer);
  cleared = dup_shown_prompt (composer);
  g_assert_cmpstr (cleared, ==, "");

  g_assert_true (press_up (composer));
  last = dup_shown_prompt (composer);
  g_assert_cmpstr (last, ==, "second");
  g_assert_true (press_up (composer));
  before_last = dup_shown_prompt (composer);
  g_assert_cmpstr (before_last, ==, "first");
  g_assert_false (press_up (composer));

  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "being written");
  g_assert_false (press_up (composer));
}

static void
test_problem (AppFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  gesso_composer_set_problem (composer, "It did not work.");
  g_assert_true (shows_problem (composer));
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "again");
  g_assert_false (shows_problem (composer));
}

/* The first model of @provider that generates at a price that is known, or at none that is. */
static const GessoModelSpec *
find_model (AppFixture  *fixture,
            gboolean     known,
            const char **provider)
{
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (fixture->studio));

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) item = g_list_model_get_item (providers, i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (item);

      *provider = spec->id;
      for (const GessoModelSpec *model = spec->models; model->id != NULL; model++)
        if (!spec->on_device && *model->id != '\0' && (model->tools & (1u << GESSO_TOOL_GENERATE)) != 0 &&
            (known ? model->price > 0.01 : model->price < 0))
          return model;
    }
  g_assert_not_reached ();
}

static void
pick_model (GessoComposer *composer,
            const char    *provider,
            const char    *id)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_key_free);
  GessoStudioKey *key = g_new0 (GessoStudioKey, 1);
  g_autofree char *name = g_strconcat (provider, "/", id, NULL);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, name);

  key->key = gesso_key_new (provider, "", 0);
  key->key->fingerprint = g_strdup ("k-00000001");
  key->state = gesso_key_state_new (provider, "k-00000001");
  g_ptr_array_add (keys, key);
  gesso_key_list_take (gesso_composer_get_keys (composer), keys, NULL);
  gesso_composer_restore (composer, request);
}

static void
test_price (AppFixture   *fixture,
            gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autofree char *expected = NULL;
  const GessoModelSpec *model;
  const char *provider;
  GtkButton *run;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  run = GTK_BUTTON (get_child (composer, "run_button"));
  g_assert_cmpstr (gtk_button_get_label (run), ==, "Run");
  model = find_model (fixture, TRUE, &provider);
  pick_model (composer, provider, model->id);
  expected = g_strdup_printf ("Run · ≈ $%.2f", model->price);
  g_assert_cmpstr (gtk_button_get_label (run), ==, expected);
  model = find_model (fixture, FALSE, &provider);
  pick_model (composer, provider, model->id);
  g_assert_cmpstr (gtk_button_get_label (run), ==, "Run · ?");
}

static void
test_finalizes (AppFixture   *fixture,
                gconstpointer data)
{
  GessoComposer *composer;
  g_autoptr (GessoVersion) version = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  version = app_test_import (fixture->studio, 0, 8, 8);
  gesso_composer_set_tool (composer, GESSO_TOOL_UPSCALE);
  gesso_composer_set_source (composer, version, 0);
  gesso_composer_set_source (composer, NULL, 0);
  app_test_settle ();
  g_assert_finalize_object (composer);
}

#define ADD(path, func) g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/parameter-panel/defaults", test_panel_defaults);
  g_test_add_func ("/app/parameter-panel/restore", test_panel_restore);
  g_test_add_func ("/app/parameter-panel/out-of-range", test_panel_out_of_range);
  g_test_add_func ("/app/parameter-panel/other-model", test_panel_other_model);
  g_test_add_func ("/app/parameter-panel/summary", test_panel_summary);
  g_test_add_func ("/app/size-row", test_size_row);
  g_test_add_func ("/app/seed-row", test_seed_row);
  ADD ("/app/composer/before-studio", test_before_studio);
  ADD ("/app/composer/request", test_request);
  ADD ("/app/composer/missing-words", test_missing_words);
  ADD ("/app/composer/source", test_source);
  ADD ("/app/composer/source-not-taken", test_source_not_taken);
  ADD ("/app/composer/background", test_background);
  ADD ("/app/composer/bad-background", test_bad_background);
  ADD ("/app/composer/edit-not-offered", test_edit_not_offered);
  ADD ("/app/composer/tool-notifies", test_tool_notifies);
  ADD ("/app/composer/restore", test_restore);
  ADD ("/app/composer/recall", test_recall);
  ADD ("/app/composer/problem", test_problem);
  ADD ("/app/composer/price", test_price);
  ADD ("/app/composer/finalizes", test_finalizes);
  return g_test_run ();
}

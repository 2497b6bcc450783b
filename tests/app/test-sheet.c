/* test-sheet.c - contact sheets: from braces and models to one grid, and a blind pick
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-app-test.h"
#include "gesso-composer.h"
#include "gesso-error.h"
#include "gesso-parameter-panel.h"
#include "gesso-sheet-ranking.h"
#include "gesso-sheet-window.h"
#include "gesso-studio-sheet.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "photograph.h"

#define MODEL_A "fal/flux-pro-kontext"
#define MODEL_B "openai/gpt-image-1.5"

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

static const char *
get_run_label (GessoComposer *composer)
{
  return gtk_button_get_label (GTK_BUTTON (get_child (composer, "run_button")));
}

static const char *
get_preview (GessoComposer *composer)
{
  if (!gtk_revealer_get_reveal_child (GTK_REVEALER (get_child (composer, "sheet_revealer"))))
    return NULL;
  return gtk_label_get_label (GTK_LABEL (get_child (composer, "sheet_label")));
}

static void
give_keys (GessoComposer *composer)
{
  static const char *const providers[] = { "fal", "openai" };
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_key_free);

  for (guint i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      GessoStudioKey *key = g_new0 (GessoStudioKey, 1);
      g_autofree char *fingerprint = g_strdup_printf ("k-0000000%u", i);

      key->key = gesso_key_new (providers[i], "", 0);
      key->key->fingerprint = g_strdup (fingerprint);
      key->state = gesso_key_state_new (providers[i], fingerprint);
      g_ptr_array_add (keys, key);
    }
  gesso_key_list_take (gesso_composer_get_keys (composer), keys, NULL);
}

/* (transfer none) (nullable) */
static const GessoModelSpec *
find_spec (AppFixture *fixture,
           const char *model)
{
  const GessoModelSpec *spec = NULL;

  gesso_provider_registry_find (gesso_studio_get_registry (fixture->studio), model, &spec, NULL);
  return spec;
}

static void
test_braces (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "a harbour");
  g_assert_null (get_preview (composer));
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "a harbour at {dawn|noon|night}");
  g_assert_cmpstr (get_run_label (composer), ==, "Run 3");
  g_assert_nonnull (strstr (get_preview (composer), "3 runs"));
  g_assert_nonnull (strstr (get_preview (composer), "2. a harbour at noon"));
  requests = gesso_composer_dup_requests (composer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (requests->len, ==, 3);
  g_assert_cmpstr (gesso_request_get_prompt (g_ptr_array_index (requests, 2)), ==, "a harbour at night");
  gesso_composer_clear (composer);
  g_assert_null (get_preview (composer));
}

static void
test_too_many (AppFixture   *fixture,
               gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}{a|b}");
  g_assert_cmpstr (get_run_label (composer), ==, "Run");
  g_assert_nonnull (get_preview (composer));
  requests = gesso_composer_dup_requests (composer, &error);
  g_assert_null (requests);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* Every model at its own price, with the parameters it takes. */
static void
test_models (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  GessoSheetPanel *sheet;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  give_keys (composer);
  sheet = gesso_composer_get_sheet (composer);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "a {red|blue} boat");
  gesso_composer_set_model (composer, MODEL_A);
  g_assert_false (gesso_sheet_panel_add_model (sheet, MODEL_A));
  g_assert_true (gesso_sheet_panel_add_model (sheet, MODEL_B));
  g_assert_false (gesso_sheet_panel_add_model (sheet, "no-such/model"));
  gesso_sheet_panel_set_seeds (sheet, 3);

  /* Nothing of it counts while it is off. */
  requests = gesso_composer_dup_requests (composer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (requests->len, ==, 2);
  g_clear_pointer (&requests, g_ptr_array_unref);

  gesso_sheet_panel_set_enabled (sheet, TRUE);
  requests = gesso_composer_dup_requests (composer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (requests->len, ==, 12);
  g_assert_cmpstr (gesso_request_get_model (g_ptr_array_index (requests, 0)), ==, MODEL_A);
  g_assert_cmpstr (gesso_request_get_model (g_ptr_array_index (requests, 3)), ==, MODEL_B);
  g_assert_cmpstr (gesso_request_get_prompt (g_ptr_array_index (requests, 6)), ==, "a blue boat");
  for (guint i = 0; i < requests->len; i++)
    {
      GessoRequest *request = g_ptr_array_index (requests, i);

      g_assert_true (gesso_parameters_check (gesso_request_get_parameters (request),
                                             find_spec (fixture, gesso_request_get_model (request))->parameters, &error));
      g_assert_no_error (error);
    }
  label = g_strdup_printf ("Run 12 · ≈ $%.2f",
                           6 * (find_spec (fixture, MODEL_A)->price + find_spec (fixture, MODEL_B)->price));
  g_assert_cmpstr (get_run_label (composer), ==, label);
}

static GessoParameterPanel *
find_panel (GtkWidget *widget)
{
  GessoParameterPanel *found = NULL;

  if (GESSO_IS_PARAMETER_PANEL (widget))
    return GESSO_PARAMETER_PANEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_panel (child);
  return found;
}

/* What was set for a model is back with it, also in another window. */
static void
test_remembered (AppFixture   *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoComposer) composer = NULL;
  g_autoptr (GessoComposer) later = NULL;
  g_autoptr (GessoParameters) set = gesso_parameters_new ();
  g_autoptr (GVariant) kept = NULL;
  GessoParameterPanel *panel;

  if (fixture->studio == NULL)
    return;
  composer = make_composer (fixture->studio);
  give_keys (composer);
  panel = find_panel (get_child (composer, "settings_box"));
  gesso_composer_set_model (composer, MODEL_A);
  gesso_parameters_set (set, "seed", g_variant_new_int64 (4711));
  gesso_parameter_panel_restore (panel, set);
  gesso_composer_set_model (composer, MODEL_B);
  gesso_parameter_panel_restore (panel, NULL);
  gesso_composer_set_model (composer, MODEL_A);
  {
    g_autoptr (GessoParameters) back = gesso_parameter_panel_dup_parameters (panel);

    g_assert_cmpint (gesso_parameters_get_int (back, "seed", -1), ==, 4711);
  }
  kept = g_variant_ref_sink (gesso_composer_make_parameters (composer));

  later = make_composer (fixture->studio);
  give_keys (later);
  gesso_composer_set_parameters (later, kept);
  gesso_composer_set_model (later, MODEL_A);
  {
    g_autoptr (GessoParameters) back = gesso_parameter_panel_dup_parameters (find_panel (get_child (later, "settings_box")));

    g_assert_cmpint (gesso_parameters_get_int (back, "seed", -1), ==, 4711);
  }
}

/* Runs */

static gboolean
are_done (gpointer data)
{
  GPtrArray *jobs = data;

  for (guint i = 0; i < jobs->len; i++)
    if (!gesso_job_state_is_final (gesso_job_get_state (g_ptr_array_index (jobs, i))))
      return FALSE;
  return TRUE;
}

static GPtrArray *
submit (AppFixture *fixture,
        const char *prompt,
        GError    **error)
{
  g_autoptr (GessoComposer) composer = make_composer (fixture->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, prompt);
  requests = gesso_composer_dup_requests (composer, NULL);
  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (GessoParameters) small = gesso_parameters_new ();

      gesso_parameters_set (small, "size", g_variant_new_string ("256x256"));
      gesso_request_set_parameters (g_ptr_array_index (requests, i), small);
    }
  gesso_studio_submit_sheet_async (fixture->studio, 0, prompt, requests, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_submit_sheet_finish (fixture->studio, result, error);
}

static gboolean
has_cells (gpointer data)
{
  return gesso_sheet_window_get_n_cells (data) == 3 && gesso_sheet_window_get_n_jobs (data) == 0;
}

/* One message, three jobs, one grid that fills. */
static void
test_grid (AppFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window;
  gint64 message_id;

  if (fixture->studio == NULL)
    return;
  jobs = submit (fixture, "a sea at {dawn|noon|night}", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jobs->len, ==, 3);
  message_id = gesso_job_get_message_id (g_ptr_array_index (jobs, 0));
  for (guint i = 0; i < jobs->len; i++)
    g_assert_cmpint (gesso_job_get_message_id (g_ptr_array_index (jobs, i)), ==, message_id);
  window = gesso_sheet_window_new (fixture->studio, message_id);
  app_test_wait (has_cells, window);
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (strstr (gesso_sheet_cell_get_caption (gesso_sheet_window_get_cell (GESSO_SHEET_WINDOW (window), i)), " s"));
  app_test_wait (are_done, jobs);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

/* One that cannot be run leaves nothing behind, not even those before it. */
static void
test_wrong_one (AppFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *jobs;

  if (fixture->studio == NULL)
    return;
  g_ptr_array_add (requests, gesso_request_new (GESSO_TOOL_GENERATE, "device/sketch"));
  g_ptr_array_add (requests, gesso_request_new (GESSO_TOOL_GENERATE, "no-such/model"));
  gesso_request_set_prompt (g_ptr_array_index (requests, 0), "a sea");
  gesso_studio_submit_sheet_async (fixture->studio, 0, "a sea", requests, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  jobs = gesso_studio_submit_sheet_finish (fixture->studio, result, &error);
  g_assert_null (jobs);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_queue (fixture->studio))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_threads (fixture->studio))), ==, 0);
}

/* Picking */

static void
add_version (AppFixture   *fixture,
             GessoVersion *like,
             gint64        message_id,
             const char   *model,
             const char   *prompt,
             double        cost)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();
  const GessoVersionImage *from = gesso_version_get_image (like, 0);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) version = NULL;
  GessoVersionImage *image;

  draft->thread_id = gesso_version_get_thread_id (like);
  draft->message_id = message_id;
  draft->tool = GESSO_TOOL_GENERATE;
  draft->model = g_strdup (model);
  draft->prompt = g_strdup (prompt);
  draft->cost = cost;
  draft->seconds = 12.3;
  image = gesso_version_draft_add_image (draft);
  image->blob = g_strdup (from->blob);
  image->mime = g_strdup (from->mime);
  image->width = from->width;
  image->height = from->height;
  gesso_store_add_version_async (gesso_studio_get_store (fixture->studio), draft, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_store_add_version_finish (gesso_studio_get_store (fixture->studio), result, NULL);
  g_assert_nonnull (version);
}

/* A sheet of three pictures by two models. */
static gint64
make_sheet (AppFixture *fixture)
{
  GessoStore *store = gesso_studio_get_store (fixture->studio);
  g_autoptr (GessoVersion) wide = app_test_import (fixture->studio, 0, 400, 300);
  g_autoptr (GessoVersion) tall = app_test_import (fixture->studio, gesso_version_get_thread_id (wide), 300, 400);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoMessage) message = NULL;
  gint64 id;

  gesso_store_add_message_async (store, gesso_version_get_thread_id (wide), GESSO_MESSAGE_USER, "a {red|blue} boat", NULL, 0,
                                 NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  message = gesso_store_add_message_finish (store, result, NULL);
  id = gesso_message_get_id (message);
  add_version (fixture, wide, id, MODEL_A, "a red boat in a harbour under a very high sky with clouds that go on", .04);
  add_version (fixture, tall, id, MODEL_B, "a red boat", .034);
  add_version (fixture, wide, id, MODEL_A, "a blue boat", -1);
  return id;
}

static GessoSheetRanking *
find_ranking (GtkWidget *widget)
{
  GessoSheetRanking *found = NULL;

  if (GESSO_IS_SHEET_RANKING (widget))
    return GESSO_SHEET_RANKING (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_ranking (child);
  return found;
}

static gboolean
has_ranking (gpointer data)
{
  return gesso_sheet_ranking_get_row (find_ranking (data), 1) != NULL;
}

static void
test_blind_pick (AppFixture   *fixture,
                 gconstpointer data)
{
  GessoSheetWindow *window;
  GessoSheetCell *picked = NULL;

  if (fixture->studio == NULL)
    return;
  window = GESSO_SHEET_WINDOW (gesso_sheet_window_new (fixture->studio, make_sheet (fixture)));
  app_test_wait (has_cells, window);
  g_assert_cmpstr (gesso_sheet_cell_get_title (gesso_sheet_window_get_cell (window, 0)), ==, find_spec (fixture, MODEL_A)->title);
  g_assert_cmpstr (gesso_sheet_cell_get_caption (gesso_sheet_window_get_cell (window, 0)), ==, "≈ $0.04 · 12.3 s");
  g_assert_cmpstr (gesso_sheet_cell_get_caption (gesso_sheet_window_get_cell (window, 2)), ==, "? · 12.3 s");

  gesso_sheet_window_set_blind (window, TRUE);
  for (guint i = 0; i < 3; i++)
    {
      GessoSheetCell *cell = gesso_sheet_window_get_cell (window, i);
      g_autofree char *title = g_strdup_printf ("Picture %u", i + 1);

      g_assert_cmpstr (gesso_sheet_cell_get_title (cell), ==, title);
      g_assert_cmpstr (gesso_sheet_cell_get_caption (cell), ==, "");
      if (g_str_equal (gesso_version_get_model (gesso_sheet_cell_get_version (cell)), MODEL_B))
        picked = cell;
    }
  g_signal_emit_by_name (picked, "picked");
  g_assert_false (gesso_sheet_window_get_blind (window));
  g_assert_cmpstr (gesso_sheet_cell_get_title (picked), ==, find_spec (fixture, MODEL_B)->title);
  app_test_wait (has_ranking, window);
  g_assert_nonnull (strstr (gesso_sheet_ranking_get_row (find_ranking (GTK_WIDGET (window)), 0), "picked in 1 of 1"));
  g_assert_nonnull (strstr (gesso_sheet_ranking_get_row (find_ranking (GTK_WIDGET (window)), 1), "picked in 0 of 1"));
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

/* There is no keyring here: what is given before it was looked for would be taken away again. */
static gboolean
keys_are_read (gpointer data)
{
  return gesso_key_list_is_read (data);
}

static void
test_photographs (AppFixture   *fixture,
                  gconstpointer data)
{
  const PhotographLook *look = data;
  g_autoptr (GessoComposer) composer = NULL;
  GtkWidget *window, *bar, *focus;

  if (fixture->studio == NULL)
    return;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->scheme);
  window = gesso_sheet_window_new (fixture->studio, make_sheet (fixture));
  gtk_window_set_default_size (GTK_WINDOW (window), look->width, look->height);
  gtk_window_present (GTK_WINDOW (window));
  app_test_wait (has_cells, window);
  photograph (window, "contact-sheet", look);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (gesso_sheet_window_get_cell (GESSO_SHEET_WINDOW (window), 0))));
  g_assert_cmpuint (photograph_count_colors (), >, 16);
  gesso_sheet_window_set_blind (GESSO_SHEET_WINDOW (window), TRUE);
  photograph (window, "contact-sheet-blind", look);
  gtk_window_destroy (GTK_WINDOW (window));

  bar = gtk_window_new ();
  composer = make_composer (fixture->studio);
  app_test_wait (keys_are_read, gesso_composer_get_keys (composer));
  give_keys (composer);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "a {red|blue|black} boat at {dawn|noon|night}, watercolour");
  gesso_composer_set_model (composer, MODEL_A);
  gesso_sheet_panel_set_enabled (gesso_composer_get_sheet (composer), TRUE);
  gesso_sheet_panel_add_model (gesso_composer_get_sheet (composer), MODEL_B);
  gtk_window_set_default_size (GTK_WINDOW (bar), MIN (look->width, 780), 320);
  gtk_window_set_child (GTK_WINDOW (bar), GTK_WIDGET (composer));
  gtk_window_present (GTK_WINDOW (bar));
  photograph (bar, "contact-sheet-composer", look);
  gtk_window_destroy (GTK_WINDOW (bar));
  app_test_settle ();
}

#define ADD(path, func) g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  ADD ("/app/sheet/braces", test_braces);
  ADD ("/app/sheet/too-many", test_too_many);
  ADD ("/app/sheet/models", test_models);
  ADD ("/app/sheet/remembered", test_remembered);
  ADD ("/app/sheet/grid", test_grid);
  ADD ("/app/sheet/wrong-one", test_wrong_one);
  ADD ("/app/sheet/blind-pick", test_blind_pick);
  for (guint i = 0; i < G_N_ELEMENTS (photograph_looks); i++)
    {
      g_autofree char *path = g_strconcat ("/app/sheet/photographs/", photograph_looks[i].name, NULL);

      g_test_add (path, AppFixture, &photograph_looks[i], app_fixture_set_up, test_photographs, app_fixture_tear_down);
    }
  return g_test_run ();
}

/* test-shortcuts.c - the keys of the canvas: changed, taken over, reset; and its rulers. Needs a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-canvas-pane-private.h"
#include "gesso-shortcut-capture.h"
#include "gesso-shortcut-row.h"
#include "gesso-shortcuts-page.h"
#include "gesso-test.h"
#include "studio-fixture.h"

typedef struct
{
  GSettings *settings;       /* (owned) */
  GessoCanvasKeymap *keymap; /* (owned) */
  guint n_changes;
} Fixture;

static gboolean have_display;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->settings = g_settings_new (GESSO_APPLICATION_ID);
  g_settings_reset (fixture->settings, "canvas-keys");
  g_settings_reset (fixture->settings, "canvas-rulers");
  fixture->keymap = gesso_canvas_keymap_new ();
  gesso_canvas_keymap_set_settings (fixture->keymap, fixture->settings);
  g_signal_connect_swapped (fixture->keymap, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_settings_reset (fixture->settings, "canvas-keys");
  g_settings_reset (fixture->settings, "canvas-rulers");
  g_assert_finalize_object (fixture->keymap);
  g_object_unref (fixture->settings);
}

static const GessoCanvasKey *
find (const char *action)
{
  const GessoCanvasKey *key = gesso_canvas_keymap_find_action (action);

  g_assert_nonnull (key);
  return key;
}

static void
test_change (Fixture      *fixture,
             gconstpointer data)
{
  const GessoCanvasKey *brush = find ("canvas.tool::brush");

  g_assert_true (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_b, 0) == brush);
  g_assert_true (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_B, 0) == brush);
  g_assert_null (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_b, GDK_ALT_MASK));
  gesso_canvas_keymap_set_accel (fixture->keymap, brush, "j");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpstr (gesso_canvas_keymap_get_accel (fixture->keymap, brush), ==, "j");
  g_assert_true (gesso_canvas_keymap_is_changed (fixture->keymap, brush));
  g_assert_null (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_b, 0));
  g_assert_true (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_j, 0) == brush);
  gesso_canvas_keymap_set_accel (fixture->keymap, brush, "");
  g_assert_null (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_j, 0));
  gesso_canvas_keymap_reset (fixture->keymap, brush);
  g_assert_false (gesso_canvas_keymap_is_changed (fixture->keymap, brush));
  g_assert_cmpstr (gesso_canvas_keymap_get_accel (fixture->keymap, brush), ==, "b");
}

/* What another version or another hand left in the settings. */
static void
test_strange_settings (Fixture      *fixture,
                       gconstpointer data)
{
  g_settings_set_value (fixture->settings, "canvas-keys",
                        g_variant_new_parsed ("{'canvas.tool::brush': 'j', 'canvas.tool::eraser': '<<<', "
                                              "'canvas.no-such': 'k', 'canvas.cancel': 'l', '': ''}"));
  g_assert_true (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_j, 0) == find ("canvas.tool::brush"));
  g_assert_true (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_e, 0) == find ("canvas.tool::eraser"));
  g_assert_true (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_Escape, 0) == find ("canvas.cancel"));
  g_assert_true (gesso_canvas_keymap_find (fixture->keymap, GDK_KEY_l, 0) == find ("canvas.tool::lasso"));
}

static void
test_check (void)
{
  const GessoCanvasKey *brush = find ("canvas.tool::brush"), *zoom = find ("canvas.zoom-in");
  const struct
  {
    const GessoCanvasKey *key;
    guint keyval;
    GdkModifierType modifiers;
    gboolean allowed;
  } cases[] = {
    { brush, GDK_KEY_j, 0, TRUE },
    { brush, GDK_KEY_Tab, 0, FALSE },
    { brush, GDK_KEY_space, 0, FALSE },
    { zoom, GDK_KEY_j, 0, FALSE },
    { zoom, GDK_KEY_j, GDK_SHIFT_MASK, FALSE },
    { zoom, GDK_KEY_j, GDK_ALT_MASK, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *problem = gesso_shortcut_capture_check (cases[i].key, cases[i].keyval, cases[i].modifiers);

      g_assert_true ((problem == NULL) == cases[i].allowed);
    }
}

/* The trigger of the canvas for a tool, or NULL. Returns: (transfer full) */
static char *
find_trigger (GtkWidget  *widget,
              const char *tool)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint n = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && n < g_list_model_get_n_items (G_LIST_MODEL (controller)); n++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), n);
          GVariant *arguments = gtk_shortcut_get_arguments (shortcut);

          if (arguments != NULL && g_str_equal (g_variant_get_string (arguments, NULL), tool))
            return gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
        }
    }
  return NULL;
}

static gboolean
skip (void)
{
  if (!have_display)
    g_test_skip ("there is no display");
  return !have_display;
}

/* A pane follows at once, in its keys and in what its buttons say. */
static void
test_pane (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GessoCanvasPane) pane = NULL;
  g_autofree char *before = NULL, *after = NULL, *none = NULL;

  if (skip ())
    return;
  pane = g_object_ref_sink (g_object_new (GESSO_TYPE_CANVAS_PANE, NULL));
  gesso_canvas_pane_set_settings (pane, fixture->settings);
  before = find_trigger (GTK_WIDGET (pane->canvas), "brush");
  g_assert_cmpstr (before, ==, "b");
  gesso_canvas_keymap_set_accel (fixture->keymap, find ("canvas.tool::brush"), "<Shift>j");
  after = find_trigger (GTK_WIDGET (pane->canvas), "brush");
  g_assert_cmpstr (after, ==, "<Shift>j");
  gesso_canvas_keymap_set_accel (fixture->keymap, find ("canvas.tool::brush"), "");
  none = find_trigger (GTK_WIDGET (pane->canvas), "brush");
  g_assert_null (none);
}

static void
test_rulers (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GessoCanvasPane) pane = NULL;

  if (skip ())
    return;
  pane = g_object_ref_sink (g_object_new (GESSO_TYPE_CANVAS_PANE, NULL));
  gesso_canvas_pane_set_settings (pane, fixture->settings);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pane->ruler_across)));
  g_action_group_activate_action (G_ACTION_GROUP (pane->actions), "rulers", NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pane->ruler_across)));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pane->ruler_down)));
  g_assert_true (g_settings_get_boolean (fixture->settings, "canvas-rulers"));
  g_settings_set_boolean (fixture->settings, "canvas-rulers", FALSE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (pane->ruler_down)));
}

static void
test_ruler_steps (void)
{
  const struct
  {
    double scale;
    int step;
  } cases[] = { { 1, 100 }, { 0.5, 200 }, { 0.11, 1000 }, { 0.01, 10000 }, { 3, 20 }, { 8, 10 }, { 32, 2 }, { 64, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (gesso_canvas_ruler_choose_step (cases[i].scale), ==, cases[i].step);
}

static void
press (GtkWidget      *dialog,
       guint           keyval,
       GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (dialog);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &handled);
      return;
    }
  g_assert_not_reached ();
}

/* The dialog that is open, or NULL. */
static GtkWidget *
find_dialog (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (toplevel) && gtk_widget_get_visible (toplevel))
        return toplevel;
    }
  return NULL;
}

static void
test_page (Fixture      *fixture,
           gconstpointer data)
{
  StudioFixture shown = { 0 };
  g_autoptr (GPtrArray) rows = NULL;
  GtkWidget *page;

  if (skip ())
    return;
  shown.window = adw_preferences_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (shown.window), 600, 640);
  page = gesso_shortcuts_page_new (fixture->settings);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (shown.window), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (shown.window));
  studio_fixture_settle (&shown);
  rows = studio_fixture_find_all (page, GESSO_TYPE_SHORTCUT_ROW);
  g_assert_cmpuint (rows->len, ==, gesso_canvas_keys_list ()->len - 2);

  /* The first row zooms in: one key that will not do, one that is taken, and that again. */
  adw_action_row_activate (rows->pdata[0]);
  g_assert_nonnull (find_dialog ());
  press (find_dialog (), GDK_KEY_Shift_L, 0);
  press (find_dialog (), GDK_KEY_z, 0);
  g_assert_nonnull (find_dialog ());
  press (find_dialog (), GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (find_dialog ())), find ("canvas.undo")->title));
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  press (find_dialog (), GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_null (find_dialog ());
  g_assert_cmpstr (gesso_canvas_keymap_get_accel (fixture->keymap, find ("canvas.zoom-in")), ==, "<Control>z");
  g_assert_cmpstr (gesso_canvas_keymap_get_accel (fixture->keymap, find ("canvas.undo")), ==, "");

  /* None at all, and left alone. */
  adw_action_row_activate (rows->pdata[1]);
  press (find_dialog (), GDK_KEY_Escape, 0);
  g_assert_null (find_dialog ());
  g_assert_false (gesso_canvas_keymap_is_changed (fixture->keymap, find ("canvas.zoom-out")));
  adw_action_row_activate (rows->pdata[1]);
  press (find_dialog (), GDK_KEY_BackSpace, 0);
  g_assert_cmpstr (gesso_canvas_keymap_get_accel (fixture->keymap, find ("canvas.zoom-out")), ==, "");
  studio_fixture_settle (&shown);
  gtk_window_destroy (GTK_WINDOW (shown.window));
}

/* The shortcuts window lists what is, not what was. Each section of it fits on
 * one page: libadwaita 1.2 makes the buttons to other pages narrower than
 * nothing, which GTK warns of. */
static void
test_overlay (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();

  if (skip ())
    return;
  builder = gtk_builder_new_from_resource (GESSO_RESOURCE_PATH "/ui/help-overlay.ui");
  gesso_canvas_keymap_set_accel (fixture->keymap, find ("canvas.tool::brush"), "j");
  gesso_canvas_keymap_show_in (fixture->keymap, GTK_WIDGET (gtk_builder_get_object (builder, "canvas")));
  g_ptr_array_add (stack, gtk_builder_get_object (builder, "help_overlay"));
  while (stack->len > 0)
    {
      GtkWidget *widget = g_ptr_array_steal_index (stack, stack->len - 1);

      if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
        {
          g_autofree char *accel = NULL;

          g_object_get (widget, "accelerator", &accel, NULL);
          g_string_append_printf (found, "|%s|", accel);
        }
      if (GTK_IS_STACK_SWITCHER (widget) && gtk_widget_has_css_class (widget, "circular"))
        g_assert_false (gtk_widget_get_visible (widget));
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
        g_ptr_array_add (stack, child);
    }
  g_assert_nonnull (strstr (found->str, "|j|"));
  g_assert_null (strstr (found->str, "|b|"));
  g_assert_nonnull (strstr (found->str, "|e|"));
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  have_display = studio_fixture_can_run ();

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/shortcuts/change", test_change);
  ADD ("/shortcuts/strange-settings", test_strange_settings);
  g_test_add_func ("/shortcuts/check", test_check);
  ADD ("/shortcuts/pane", test_pane);
  ADD ("/shortcuts/page", test_page);
  ADD ("/shortcuts/overlay", test_overlay);
  ADD ("/rulers/toggle", test_rulers);
  g_test_add_func ("/rulers/steps", test_ruler_steps);

  return g_test_run ();
}

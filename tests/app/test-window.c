/* test-window.c - commands, runs and results in a real window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-canvas-keys.h"
#include "gesso-sheet-window.h"
#include "gesso-shell.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "gesso-thread-view.h"
#include "gesso-window-private.h"

typedef struct
{
  AppFixture app;
  GSettings *settings;
  GessoWindow *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  app_fixture_set_up (&fixture->app, NULL);
  if (fixture->app.studio == NULL)
    return;
  fixture->settings = g_settings_new (GESSO_APPLICATION_ID);
  g_settings_reset (fixture->settings, "last-thread");
  g_settings_reset (fixture->settings, "last-tool");
  fixture->window = gesso_window_new (NULL, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->window == NULL;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->app.studio == NULL)
    return;
  if (fixture->window != NULL)
    {
      g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
      gtk_window_destroy (GTK_WINDOW (fixture->window));
    }
  app_test_settle ();
  g_clear_object (&fixture->settings);
  app_fixture_tear_down (&fixture->app, NULL);
  /* Whatever was under way lets go of the window. */
  app_test_wait (is_gone, fixture);
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action);
}

static void
activate (Fixture    *fixture,
          const char *action,
          GVariant   *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, target);
}

static GtkWidget *
get_child (Fixture    *fixture,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->window), GESSO_TYPE_WINDOW, name));
}

static GessoVersion *
get_shown (Fixture *fixture)
{
  GessoCanvasPane *canvas = gesso_window_get_canvas (fixture->window);

  return canvas != NULL ? gesso_canvas_pane_get_version (canvas) : NULL;
}

static gboolean
shows_version (gpointer data)
{
  return get_shown (data) != NULL;
}

/* Waiting for one version in particular. */
typedef struct
{
  Fixture *fixture;
  gint64 id;
} Wanted;

static gboolean
shows_wanted (gpointer data)
{
  Wanted *wanted = data;
  GessoVersion *shown = get_shown (wanted->fixture);

  return shown != NULL && gesso_version_get_id (shown) == wanted->id;
}

static void
wait_for_version (Fixture *fixture,
                  gint64   id)
{
  Wanted wanted = { fixture, id };

  app_test_wait (shows_wanted, &wanted);
}

static gboolean
shows_problem (gpointer data)
{
  Fixture *fixture = data;
  GObject *revealer = gtk_widget_get_template_child (GTK_WIDGET (gesso_window_get_composer (fixture->window)),
                                                     GESSO_TYPE_COMPOSER, "problem_revealer");

  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

static gboolean
shows_another (gpointer data)
{
  Wanted *before = data;
  GessoVersion *shown = get_shown (before->fixture);

  return shown != NULL && gesso_version_get_id (shown) != before->id;
}

/* Opens a picture of @width × @height and waits until it is on the canvas. */
static gint64
open_picture (Fixture    *fixture,
              const char *name,
              guint       width,
              guint       height,
              const char *recipe)
{
  g_autoptr (GFile) file = app_test_write_png (fixture->app.folder, name, width, height, recipe);
  GessoVersion *shown = get_shown (fixture);
  Wanted before = { fixture, shown != NULL ? gesso_version_get_id (shown) : 0 };

  gesso_window_open_files (fixture->window, &file, 1, FALSE);
  app_test_wait (shows_another, &before);
  return gesso_version_get_id (get_shown (fixture));
}

/* Commands */

static void
test_before_studio (Fixture      *fixture,
                    gconstpointer data)
{
  const char *const waiting[] = { "new-thread", "open", "paste", "find", "run", "try-sketch", "save", "copy",
                                  "focus-composer", "recipe", "show-version", "trash-version", "cancel-job" };

  if (fixture->window == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    g_assert_false (is_enabled (fixture, waiting[i]));
  g_assert_true (is_enabled (fixture, "fullscreen"));
  g_assert_true (is_enabled (fixture, "toggle-sidebar"));
}

static void
test_with_studio (Fixture      *fixture,
                  gconstpointer data)
{
  const char *const ready[] = { "new-thread", "open", "paste", "find", "run", "try-sketch", "focus-composer", "rename-thread",
                                "show-version", "save-version", "trash-version", "cancel-job" };
  const char *const need_version[] = { "save", "copy", "recipe" };

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  for (guint i = 0; i < G_N_ELEMENTS (ready); i++)
    g_assert_true (is_enabled (fixture, ready[i]));
  for (guint i = 0; i < G_N_ELEMENTS (need_version); i++)
    g_assert_false (is_enabled (fixture, need_version[i]));

  open_picture (fixture, "a.png", 16, 16, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (need_version); i++)
    g_assert_true (is_enabled (fixture, need_version[i]));
}

static void
test_toggles (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GVariant) before = NULL;
  g_autoptr (GVariant) after = NULL;

  if (fixture->window == NULL)
    return;
  before = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "toggle-canvas");
  activate (fixture, "toggle-canvas", NULL);
  after = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "toggle-canvas");
  g_assert_cmpint (g_variant_get_boolean (before), !=, g_variant_get_boolean (after));
  g_assert_cmpint (g_settings_get_boolean (fixture->settings, "canvas-visible"), ==, g_variant_get_boolean (after));
  activate (fixture, "toggle-canvas", NULL);
}

/* Running */

static void
test_run (Fixture      *fixture,
          gconstpointer data)
{
  GessoComposer *composer;
  GessoVersion *version;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  composer = gesso_window_get_composer (fixture->window);
  gesso_composer_suggest (composer, GESSO_TOOL_GENERATE, "paper");
  activate (fixture, "run", NULL);
  g_assert_false (is_enabled (fixture, "run"));
  app_test_wait (shows_version, fixture);

  version = get_shown (fixture);
  g_assert_cmpint (gesso_version_get_tool (version), ==, GESSO_TOOL_GENERATE);
  g_assert_cmpstr (gesso_version_get_prompt (version), ==, "paper");
  g_assert_nonnull (gesso_window_get_thread (fixture->window));
  g_assert_cmpint (gesso_thread_get_id (gesso_window_get_thread (fixture->window)), ==,
                   gesso_version_get_thread_id (version));
  g_assert_cmpint (g_settings_get_int64 (fixture->settings, "last-thread"), ==,
                   gesso_version_get_thread_id (version));
  g_assert_true (is_enabled (fixture, "run"));
}

static void
test_run_without_words (Fixture      *fixture,
                        gconstpointer data)
{
  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  activate (fixture, "run", NULL);
  g_assert_true (shows_problem (fixture));
  g_assert_true (is_enabled (fixture, "run"));
  g_assert_null (gesso_window_get_thread (fixture->window));
}

static void
test_inpaint_without_mask (Fixture      *fixture,
                           gconstpointer data)
{
  GessoComposer *composer;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  open_picture (fixture, "a.png", 16, 16, NULL);
  composer = gesso_window_get_composer (fixture->window);
  gesso_composer_set_tool (composer, GESSO_TOOL_INPAINT);
  activate (fixture, "run", NULL);
  g_assert_true (shows_problem (fixture));
  g_assert_true (is_enabled (fixture, "run"));
}

static void
test_expand_without_frame (Fixture      *fixture,
                           gconstpointer data)
{
  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  open_picture (fixture, "a.png", 16, 16, NULL);
  gesso_composer_set_tool (gesso_window_get_composer (fixture->window), GESSO_TOOL_EXPAND);
  activate (fixture, "run", NULL);
  g_assert_true (shows_problem (fixture));
}

static gboolean
shows_upscaled (gpointer data)
{
  GessoVersion *shown = get_shown (data);

  return shown != NULL && gesso_version_get_tool (shown) == GESSO_TOOL_UPSCALE;
}

static void
test_upscale (Fixture      *fixture,
              gconstpointer data)
{
  GessoVersion *version;
  gint64 source;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  source = open_picture (fixture, "a.png", 40, 30, NULL);
  gesso_composer_set_tool (gesso_window_get_composer (fixture->window), GESSO_TOOL_UPSCALE);
  activate (fixture, "run", NULL);
  app_test_wait (shows_upscaled, fixture);
  version = get_shown (fixture);
  g_assert_cmpint (gesso_version_get_parent_id (version), ==, source);
  g_assert_cmpuint (gesso_version_get_image (version, 0)->width, ==, 80);
}

static void
test_tool_and_mode (Fixture      *fixture,
                    gconstpointer data)
{
  GessoComposer *composer;
  GessoCanvasPane *canvas;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  open_picture (fixture, "a.png", 64, 64, NULL);
  composer = gesso_window_get_composer (fixture->window);
  canvas = gesso_window_get_canvas (fixture->window);
  gesso_composer_set_tool (composer, GESSO_TOOL_INPAINT);
  g_assert_cmpint (gesso_canvas_pane_get_mode (canvas), ==, GESSO_CANVAS_MASK);
  gesso_composer_set_tool (composer, GESSO_TOOL_EXPAND);
  g_assert_cmpint (gesso_canvas_pane_get_mode (canvas), ==, GESSO_CANVAS_EXPAND);
  gesso_composer_set_tool (composer, GESSO_TOOL_UPSCALE);
  g_assert_cmpint (gesso_canvas_pane_get_mode (canvas), ==, GESSO_CANVAS_VIEW);

  gesso_canvas_pane_set_mode (canvas, GESSO_CANVAS_MASK);
  g_assert_cmpint (gesso_composer_get_tool (composer), ==, GESSO_TOOL_INPAINT);
  gesso_canvas_pane_set_mode (canvas, GESSO_CANVAS_EXPAND);
  g_assert_cmpint (gesso_composer_get_tool (composer), ==, GESSO_TOOL_EXPAND);

  gesso_composer_set_tool (composer, GESSO_TOOL_REMOVE_BACKGROUND);
  gesso_canvas_pane_set_mode (canvas, GESSO_CANVAS_MASK);
  g_assert_cmpint (gesso_composer_get_tool (composer), ==, GESSO_TOOL_REMOVE_BACKGROUND);
}

/* Pictures from outside */

static gboolean
shows_second (gpointer data)
{
  GessoVersion *shown = get_shown (data);

  return shown != NULL && gesso_version_get_image (shown, 0)->width == 9;
}

static void
test_open_several (Fixture      *fixture,
                   gconstpointer data)
{
  GFile *files[3];

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  files[0] = app_test_write_png (fixture->app.folder, "a.png", 8, 8, NULL);
  files[1] = g_file_new_build_filename (fixture->app.folder, "missing.png", NULL);
  files[2] = app_test_write_png (fixture->app.folder, "b.png", 9, 9, NULL);
  gesso_window_open_files (fixture->window, files, G_N_ELEMENTS (files), TRUE);
  app_test_wait (shows_second, fixture);
  g_assert_cmpint (gesso_version_get_thread_id (get_shown (fixture)), ==,
                   gesso_thread_get_id (gesso_window_get_thread (fixture->window)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_threads (fixture->app.studio))), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_object_unref (files[i]);
}

static void
test_open_not_a_picture (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) bad = NULL;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  path = g_build_filename (fixture->app.folder, "notes.png", NULL);
  g_assert_true (g_file_set_contents (path, "not a picture", -1, NULL));
  bad = g_file_new_for_path (path);
  gesso_window_open_files (fixture->window, &bad, 1, FALSE);
  /* The next one comes in all the same. */
  open_picture (fixture, "good.png", 8, 8, NULL);
}

static void
test_use_recipe (Fixture      *fixture,
                 gconstpointer data)
{
  GessoComposer *composer;
  g_autoptr (GessoRequest) request = NULL;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  composer = gesso_window_get_composer (fixture->window);
  activate (fixture, "restore-recipe",
            g_variant_new_string ("{\"gesso\":1,\"tool\":\"generate\",\"model\":\"device/sketch\","
                                  "\"prompt\":\"a pier in fog\",\"parameters\":{\"size\":\"768x1344\"}}"));
  request = gesso_composer_dup_request (composer, NULL);
  g_assert_nonnull (request);
  g_assert_cmpstr (gesso_request_get_prompt (request), ==, "a pier in fog");
  g_assert_cmpstr (gesso_parameters_get_string (gesso_request_get_parameters (request), "size"), ==, "768x1344");
}

static void
test_bad_recipe (Fixture      *fixture,
                 gconstpointer data)
{
  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  gesso_composer_suggest (gesso_window_get_composer (fixture->window), GESSO_TOOL_GENERATE, "mine");
  activate (fixture, "restore-recipe", g_variant_new_string ("{\"gesso\":"));
  activate (fixture, "restore-recipe", g_variant_new_string (""));
  g_assert_cmpint (gesso_composer_get_tool (gesso_window_get_composer (fixture->window)), ==, GESSO_TOOL_GENERATE);
}

/* Versions and threads */

static void
test_show_version (Fixture      *fixture,
                   gconstpointer data)
{
  gint64 first, second;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  first = open_picture (fixture, "a.png", 8, 8, NULL);
  second = open_picture (fixture, "b.png", 9, 9, NULL);
  activate (fixture, "show-version", g_variant_new ("(xu)", first, 0));
  wait_for_version (fixture, first);
  activate (fixture, "use-as-source", g_variant_new ("(xu)", second, 0));
  wait_for_version (fixture, second);
  g_assert_true (gesso_composer_tool_has_source (gesso_composer_get_tool (gesso_window_get_composer (fixture->window))));
}

static void
test_compare_versions (Fixture      *fixture,
                       gconstpointer data)
{
  gint64 first, second;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  first = open_picture (fixture, "a.png", 8, 8, NULL);
  second = open_picture (fixture, "b.png", 9, 9, NULL);
  activate (fixture, "compare-versions", g_variant_new ("(xx)", first, second));
  wait_for_version (fixture, first);
}

static void
test_show_version_elsewhere (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr (GessoVersion) other = NULL;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  open_picture (fixture, "a.png", 8, 8, NULL);
  other = app_test_import (fixture->app.studio, 0, 10, 10);
  activate (fixture, "show-version", g_variant_new ("(xu)", gesso_version_get_id (other), 0));
  wait_for_version (fixture, gesso_version_get_id (other));
  g_assert_cmpint (gesso_thread_get_id (gesso_window_get_thread (fixture->window)), ==,
                   gesso_version_get_thread_id (other));
}

static gboolean
is_narrow (gpointer data)
{
  return gesso_shell_get_mode (GESSO_SHELL (get_child (data, "shell"))) == GESSO_SHELL_NARROW;
}

/* On newer GTK a size that is asked for before the window has one is lost. */
static gboolean
is_wide (gpointer data)
{
  Fixture *fixture = data;

  return gtk_widget_get_width (GTK_WIDGET (fixture->window)) > 360;
}

/* A phone's width is enough for both pages, with the one button that GNOME gives a window. */
static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GessoVersion) version = NULL;

  if (fixture->app.studio == NULL)
    return;
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":close", NULL);
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  version = app_test_import (fixture->app.studio, 0, 64, 48);
  activate (fixture, "show-version", g_variant_new ("(xu)", gesso_version_get_id (version), 0));
  app_test_wait (shows_version, fixture);
  app_test_wait (is_wide, fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  app_test_wait (is_narrow, fixture);
  for (guint i = 0; i < 2; i++)
    {
      int width;

      gesso_shell_set_page (GESSO_SHELL (get_child (fixture, "shell")),
                            i == 0 ? GESSO_SHELL_PAGE_THREAD : GESSO_SHELL_PAGE_CANVAS);
      app_test_settle ();
      gtk_widget_measure (get_child (fixture, "header"), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      g_assert_cmpint (width, <=, 360);
    }
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-decoration-layout");
}

static void
test_show_nothing (Fixture      *fixture,
                   gconstpointer data)
{
  gint64 id;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  id = open_picture (fixture, "a.png", 8, 8, NULL);
  activate (fixture, "show-version", g_variant_new ("(xu)", (gint64) 4711, 0));
  activate (fixture, "show-version", g_variant_new ("(xu)", id, 99));
  app_test_settle ();
  wait_for_version (fixture, id);
}

static void
test_trash_version (Fixture      *fixture,
                    gconstpointer data)
{
  gint64 first, second;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  first = open_picture (fixture, "a.png", 8, 8, NULL);
  second = open_picture (fixture, "b.png", 9, 9, NULL);
  activate (fixture, "trash-version", g_variant_new ("(xu)", second, 0));
  wait_for_version (fixture, first);
  activate (fixture, "restore-version", g_variant_new_int64 (second));
  wait_for_version (fixture, second);
  g_assert_false (gesso_version_get_trashed (get_shown (fixture)));
}

static gboolean
has_no_thread (gpointer data)
{
  Fixture *fixture = data;

  return gesso_window_get_thread (fixture->window) == NULL;
}

static void
test_trash_thread (Fixture      *fixture,
                   gconstpointer data)
{
  GessoThread *thread;

  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  open_picture (fixture, "a.png", 8, 8, NULL);
  thread = gesso_window_get_thread (fixture->window);
  activate (fixture, "trash-thread", g_variant_new_int64 (gesso_thread_get_id (thread)));
  app_test_wait (has_no_thread, fixture);
  g_assert_null (get_shown (fixture));
  g_assert_false (is_enabled (fixture, "save"));
}

static void
test_new_thread (Fixture      *fixture,
                 gconstpointer data)
{
  if (fixture->window == NULL)
    return;
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  open_picture (fixture, "a.png", 8, 8, NULL);
  activate (fixture, "new-thread", NULL);
  g_assert_null (gesso_window_get_thread (fixture->window));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (fixture, "center"))), ==, "start");
  g_assert_cmpint (g_settings_get_int64 (fixture->settings, "last-thread"), ==, 0);
}

static void
test_last_thread (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoVersion) version = NULL;

  if (fixture->window == NULL)
    return;
  version = app_test_import (fixture->app.studio, 0, 8, 8);
  g_settings_set_int64 (fixture->settings, "last-thread", gesso_version_get_thread_id (version));
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  wait_for_version (fixture, gesso_version_get_id (version));
}

static gboolean
is_at_start (gpointer data)
{
  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (get_child (data, "center"))), "start");
}

static void
test_last_thread_gone (Fixture      *fixture,
                       gconstpointer data)
{
  if (fixture->window == NULL)
    return;
  g_settings_set_int64 (fixture->settings, "last-thread", 4711);
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  app_test_wait (is_at_start, fixture);
  g_assert_null (gesso_window_get_thread (fixture->window));
}

/* The window itself */

static void
test_failure (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *failure;

  if (fixture->window == NULL)
    return;
  gesso_window_show_failure (fixture->window, "The disk <is> full & cannot be written.");
  failure = gtk_widget_get_last_child (gtk_stack_get_visible_child (GTK_STACK (get_child (fixture, "root"))));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (fixture, "root"))), ==, "failure");
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (failure)), ==,
                   "The disk &lt;is&gt; full &amp; cannot be written.");
}

static void
test_notice (Fixture      *fixture,
             gconstpointer data)
{
  GtkInfoBar *notice;

  if (fixture->window == NULL)
    return;
  notice = GTK_INFO_BAR (get_child (fixture, "notice"));
  gesso_window_show_notice (fixture->window, NULL);
  g_assert_false (gtk_info_bar_get_revealed (notice));
  gesso_window_show_notice (fixture->window, "A damaged library was put aside.");
  g_assert_true (gtk_info_bar_get_revealed (notice));
  gtk_info_bar_response (notice, GTK_RESPONSE_CLOSE);
  g_assert_false (gtk_info_bar_get_revealed (notice));
}

static void
test_shell (void)
{
  g_autoptr (GessoShell) shell = NULL;
  GtkWidget *thread, *canvas;

  if (!app_test_has_display ())
    return;
  shell = g_object_ref_sink (g_object_new (GESSO_TYPE_SHELL, NULL));
  thread = gtk_label_new ("thread");
  canvas = gtk_label_new ("canvas");
  g_object_set (shell, "thread", thread, "canvas", canvas, "sidebar", gtk_label_new ("sidebar"), NULL);

  g_assert_false (gtk_widget_get_visible (canvas));
  gesso_shell_set_canvas_wanted (shell, TRUE);
  gesso_shell_expect_width (shell, 1280);
  g_assert_cmpint (gesso_shell_get_mode (shell), ==, GESSO_SHELL_WIDE);
  g_assert_true (gtk_widget_get_visible (canvas) && gtk_widget_get_visible (thread));
  g_assert_true (gesso_shell_get_sidebar_visible (shell));

  gesso_shell_expect_width (shell, 900);
  g_assert_cmpint (gesso_shell_get_mode (shell), ==, GESSO_SHELL_MEDIUM);
  g_assert_true (gtk_widget_get_visible (canvas) && gtk_widget_get_visible (thread));
  g_assert_false (gesso_shell_get_sidebar_visible (shell));

  gesso_shell_expect_width (shell, 360);
  g_assert_cmpint (gesso_shell_get_mode (shell), ==, GESSO_SHELL_NARROW);
  g_assert_true (!gtk_widget_get_visible (canvas) && gtk_widget_get_visible (thread));
  gesso_shell_set_page (shell, GESSO_SHELL_PAGE_CANVAS);
  g_assert_true (gtk_widget_get_visible (canvas) && !gtk_widget_get_visible (thread));
  gesso_shell_set_canvas_wanted (shell, FALSE);
  g_assert_true (!gtk_widget_get_visible (canvas) && gtk_widget_get_visible (thread));

  gesso_shell_expect_width (shell, 1280);
  g_assert_true (gesso_shell_get_sidebar_visible (shell));
}

/* Collects the accelerators of a shortcuts window. */
static gboolean
is_seen (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean seen = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      seen |= G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window);
    }
  return seen;
}

static gboolean
is_asking (gpointer data)
{
  return is_seen (GTK_TYPE_FILE_CHOOSER_DIALOG) && is_seen (ADW_TYPE_MESSAGE_DIALOG);
}

/* Questions and sheets go with their window, and do not hold it. */
static void
test_questions (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (GessoVersion) version = NULL;

  if (fixture->app.studio == NULL)
    return;
  version = app_test_import (fixture->app.studio, 0, 40, 30);
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  activate (fixture, "open", NULL);
  activate (fixture, "rename-thread", g_variant_new_int64 (gesso_version_get_thread_id (version)));
  app_test_wait (is_asking, NULL);
  gesso_window_show_sheet (fixture->window, 1);
  g_assert_true (is_seen (GESSO_TYPE_SHEET_WINDOW));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_wait (is_gone, fixture);
  g_assert_false (is_seen (GTK_TYPE_FILE_CHOOSER_DIALOG));
  g_assert_false (is_seen (ADW_TYPE_MESSAGE_DIALOG));
  g_assert_false (is_seen (GESSO_TYPE_SHEET_WINDOW));
}

static void
collect_accels (GtkWidget  *widget,
                GHashTable *accels)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      char *accel = NULL;

      g_object_get (widget, "accelerator", &accel, NULL);
      g_hash_table_add (accels, accel);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_accels (child, accels);
}

static void
test_shortcuts_listed (void)
{
  const char *const of_window[] = { "<Control>n", "<Control>o", "<Control>v", "<Control>f", "<Control><Shift>f", "<Control>Return",
                                    "<Control>l", "<Control>s", "<Control><Shift>c", "<Control>i", "F9", "F10",
                                    "F11", "<Control>F9", "<Control>comma", "<Control>question", "<Control>w",
                                    "<Control>q", "<Control><Shift>l" };
  g_autoptr (GtkBuilder) builder = NULL;
  g_autoptr (GHashTable) accels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *window;
  GArray *keys;
  int width, height;

  if (!app_test_has_display ())
    return;
  builder = gtk_builder_new_from_resource (GESSO_RESOURCE_PATH "/ui/help-overlay.ui");
  window = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  collect_accels (window, accels);
  for (guint i = 0; i < G_N_ELEMENTS (of_window); i++)
    g_assert_true (g_hash_table_contains (accels, of_window[i]));
  keys = gesso_canvas_keys_list ();
  for (guint i = 0; i < keys->len; i++)
    {
      const GessoCanvasKey *key = &g_array_index (keys, GessoCanvasKey, i);

      if (!g_hash_table_contains (accels, key->shown))
        g_error ("The shortcuts window does not list %s (%s)", key->shown, key->title);
    }
  /* All of it is seen on a small laptop's screen, under its top bar. */
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 1366);
  g_assert_cmpint (height, <=, 728);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_texture_formats (void)
{
  g_autoptr (GessoImage) opaque = gesso_image_new (3, 2, 4, NULL);
  g_autoptr (GessoImage) grey = gesso_image_new (5, 4, 1, NULL);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTexture) grey_texture = NULL;
  guint8 pixels[3 * 2 * 4];

  for (guint y = 0; y < 2; y++)
    for (guint x = 0; x < 3; x++)
      memcpy (gesso_image_edit_row (opaque, y) + x * 4, (guint8[]) { 10, 20, 30, 255 }, 4);
  texture = gesso_texture_new (opaque);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 3);
  gdk_texture_download (texture, pixels, 3 * 4);
  g_assert_cmpmem (pixels + 20, 4, ((guint8[]) { 30, 20, 10, 255 }), 4);
  grey_texture = gesso_texture_new (grey);
  g_assert_cmpint (gdk_texture_get_height (grey_texture), ==, 4);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/texture/formats", test_texture_formats);
  g_test_add_func ("/app/shell/modes", test_shell);
  g_test_add_func ("/app/shortcuts/all-listed", test_shortcuts_listed);
  ADD ("/app/window/before-studio", test_before_studio);
  ADD ("/app/window/with-studio", test_with_studio);
  ADD ("/app/window/toggles", test_toggles);
  ADD ("/app/window/run", test_run);
  ADD ("/app/window/run-without-words", test_run_without_words);
  ADD ("/app/window/inpaint-without-mask", test_inpaint_without_mask);
  ADD ("/app/window/expand-without-frame", test_expand_without_frame);
  ADD ("/app/window/upscale", test_upscale);
  ADD ("/app/window/tool-and-mode", test_tool_and_mode);
  ADD ("/app/window/open-several", test_open_several);
  ADD ("/app/window/open-not-a-picture", test_open_not_a_picture);
  ADD ("/app/window/use-recipe", test_use_recipe);
  ADD ("/app/window/bad-recipe", test_bad_recipe);
  ADD ("/app/window/show-version", test_show_version);
  ADD ("/app/window/compare-versions", test_compare_versions);
  ADD ("/app/window/show-version-elsewhere", test_show_version_elsewhere);
  ADD ("/app/window/narrow", test_narrow);
  ADD ("/app/window/show-nothing", test_show_nothing);
  ADD ("/app/window/trash-version", test_trash_version);
  ADD ("/app/window/trash-thread", test_trash_thread);
  ADD ("/app/window/new-thread", test_new_thread);
  ADD ("/app/window/last-thread", test_last_thread);
  ADD ("/app/window/last-thread-gone", test_last_thread_gone);
  ADD ("/app/window/questions", test_questions);
  ADD ("/app/window/failure", test_failure);
  ADD ("/app/window/notice", test_notice);
  return g_test_run ();
}

/* test-branches.c - a thread that goes on from an earlier point, in a real window
 *
 * With GESSO_TEST_LOOKS=FOLDER it leaves pictures of what it saw there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-branch-menu.h"
#include "gesso-fork-row.h"
#include "gesso-message-row.h"
#include "gesso-replay-dialog.h"
#include "gesso-store-branches.h"
#include "gesso-test.h"
#include "gesso-window.h"

typedef struct
{
  AppFixture app;
  GSettings *settings;
  GessoWindow *window;
  GessoThread *thread;
  gint64 first, picture; /* a message and a version of it */
  guint n_changes;
} Fixture;

static void
branches_changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static gint64
say (Fixture    *fixture,
     const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoMessage) message = NULL;
  GessoStore *store = gesso_studio_get_store (fixture->app.studio);

  gesso_store_add_message_async (store, gesso_thread_get_id (fixture->thread), GESSO_MESSAGE_USER, text, NULL, 0, NULL,
                                 gesso_test_async_cb, &result);
  gesso_test_await (&result);
  message = gesso_store_add_message_finish (store, result, NULL);
  return gesso_message_get_id (message);
}

static void
fill (Fixture *fixture)
{
  GessoStore *store = gesso_studio_get_store (fixture->app.studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) version = NULL, other = NULL;

  gesso_store_create_thread_async (store, "Harbour", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  fixture->thread = gesso_store_create_thread_finish (store, result, NULL);
  fixture->first = say (fixture, "a harbour at dawn");
  version = app_test_import (fixture->app.studio, gesso_thread_get_id (fixture->thread), 320, 200);
  fixture->picture = gesso_version_get_id (version);
  say (fixture, "with more boats");
  other = app_test_import (fixture->app.studio, gesso_thread_get_id (fixture->thread), 240, 240);
}

static GPtrArray *
find_all (GtkWidget *root,
          GType      type)
{
  GPtrArray *found = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_autoptr (GPtrArray) below = find_all (child, type);

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type) && gtk_widget_get_mapped (child))
        g_ptr_array_add (found, child);
      g_ptr_array_extend (found, below, NULL, NULL);
    }
  return found;
}

static guint
count (Fixture *fixture,
       GType    type)
{
  g_autoptr (GPtrArray) found = find_all (GTK_WIDGET (fixture->window), type);

  return found->len;
}

static gboolean
shows_thread (gpointer data)
{
  return count (data, GESSO_TYPE_MESSAGE_ROW) == 2;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  app_fixture_set_up (&fixture->app, NULL);
  if (fixture->app.studio == NULL)
    return;
  fixture->settings = g_settings_new (GESSO_APPLICATION_ID);
  fill (fixture);
  g_settings_set_int64 (fixture->settings, "last-thread", gesso_thread_get_id (fixture->thread));
  fixture->window = gesso_window_new (NULL, fixture->settings);
  if (g_getenv ("GESSO_TEST_NARROW") != NULL)
    gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  else
    gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  g_signal_connect_swapped (gesso_studio_get_store (fixture->app.studio), "branches-changed",
                            G_CALLBACK (branches_changed_cb), fixture);
  app_test_wait (shows_thread, fixture);
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
  g_signal_handlers_disconnect_by_data (gesso_studio_get_store (fixture->app.studio), fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_clear_object (&fixture->thread);
  g_settings_reset (fixture->settings, "last-thread");
  g_clear_object (&fixture->settings);
  app_fixture_tear_down (&fixture->app, NULL);
  app_test_wait (is_gone, fixture);
}

static gboolean
end_timeout_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Some frames, so that what slides has arrived. */
static gboolean
time_over (gpointer data)
{
  return g_get_monotonic_time () > *(gint64 *) data;
}

static void
look (GtkWidget  *widget,
      const char *name)
{
  const char *folder = g_getenv ("GESSO_TEST_LOOKS");
  gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC;
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GtkSnapshot) snapshot = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (folder == NULL)
    return;
  g_timeout_add (1000, end_timeout_cb, NULL);
  app_test_wait (time_over, &until);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  paintable = gtk_widget_paintable_new (widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, NULL);
  gdk_texture_save_to_png (texture, path);
}

static void
activate (Fixture    *fixture,
          const char *action,
          GVariant   *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, target);
}

static gboolean
shows_fork (gpointer data)
{
  return count (data, GESSO_TYPE_FORK_ROW) == 1;
}

static gboolean
shows_one_message (gpointer data)
{
  return count (data, GESSO_TYPE_MESSAGE_ROW) == 1;
}

static gboolean
shows_no_fork (gpointer data)
{
  return count (data, GESSO_TYPE_FORK_ROW) == 0;
}

static gboolean
shows_button (gpointer data)
{
  GObject *button = gtk_widget_get_template_child (GTK_WIDGET (((Fixture *) data)->window), GESSO_TYPE_WINDOW,
                                                   "branches_button");

  if (g_getenv ("GESSO_TEST_NARROW") != NULL)
    return TRUE;
  return gtk_widget_get_visible (GTK_WIDGET (button));
}

/* From a message: what follows goes out of sight, and comes back when that is undone. */
static void
test_undone (Fixture      *fixture,
             gconstpointer data)
{
  if (fixture->app.studio == NULL)
    return;
  activate (fixture, "continue-from-message", g_variant_new_int64 (fixture->first));
  app_test_wait (shows_fork, fixture);
  app_test_wait (shows_one_message, fixture);
  app_test_wait (shows_button, fixture);
  look (GTK_WIDGET (fixture->window), "branched");
  activate (fixture, "switch-branch", g_variant_new ("(xx)", gesso_thread_get_id (fixture->thread), G_GINT64_CONSTANT (0)));
  app_test_wait (shows_thread, fixture);
  app_test_wait (shows_no_fork, fixture);
}

/* Walked by the arrows of the row. */
static void
test_walked (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (fixture->app.studio == NULL)
    return;
  activate (fixture, "continue-from-message", g_variant_new_int64 (fixture->first));
  app_test_wait (shows_one_message, fixture);
  say (fixture, "a storm instead");
  app_test_wait (shows_thread, fixture);
  app_test_wait (shows_fork, fixture);
  look (GTK_WIDGET (fixture->window), "walked");
  rows = find_all (GTK_WIDGET (fixture->window), GESSO_TYPE_FORK_ROW);
  fixture->n_changes = 0;
  g_signal_emit_by_name (gtk_widget_get_template_child (rows->pdata[0], GESSO_TYPE_FORK_ROW, "before_button"), "clicked");
  while (fixture->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  app_test_wait (shows_thread, fixture);
  activate (fixture, "branches", NULL);
  app_test_settle ();
  {
    g_autoptr (GPtrArray) menus = find_all (GTK_WIDGET (fixture->window), GESSO_TYPE_BRANCH_MENU);

    g_assert_cmpuint (menus->len, ==, 1);
    look (menus->pdata[0], "menu");
  }
}

static GtkWidget *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GESSO_IS_REPLAY_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
can_run (gpointer data)
{
  GtkWidget *dialog = find_dialog ();

  return dialog != NULL && gtk_widget_get_sensitive (GTK_WIDGET (
                               gtk_widget_get_template_child (dialog, GESSO_TYPE_REPLAY_DIALOG, "run_button")));
}

static gboolean
dialog_is_gone (gpointer data)
{
  return find_dialog () == NULL;
}

static gboolean
has_made (gpointer data)
{
  Fixture *fixture = data;
  GListModel *queue = G_LIST_MODEL (gesso_studio_get_queue (fixture->app.studio));

  return g_list_model_get_n_items (queue) == 0;
}

/* The dry list of an enlarged picture, run. */
static void
test_replayed (Fixture      *fixture,
               gconstpointer data)
{
  GessoStore *store;
  g_autoptr (GAsyncResult) got = NULL, added = NULL;
  g_autoptr (GessoVersion) before = NULL, after = NULL;
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionInput *input = gesso_version_draft_add_input (draft);
  GessoVersionImage *image = gesso_version_draft_add_image (draft);

  if (fixture->app.studio == NULL)
    {
      gesso_version_draft_free (draft);
      return;
    }
  store = gesso_studio_get_store (fixture->app.studio);
  gesso_store_get_version_async (store, fixture->picture, NULL, gesso_test_async_cb, &got);
  gesso_test_await (&got);
  before = gesso_store_get_version_finish (store, got, NULL);
  draft->thread_id = gesso_thread_get_id (fixture->thread);
  draft->parent_id = fixture->picture;
  draft->tool = GESSO_TOOL_UPSCALE;
  draft->model = g_strdup ("device/resample");
  draft->parameters = g_strdup ("{\"factor\":\"2\"}");
  image->blob = g_strdup (gesso_version_get_image (before, 0)->blob);
  image->width = 640;
  image->height = 400;
  input->role = GESSO_ROLE_SOURCE;
  input->blob = g_strdup (image->blob);
  input->version_id = fixture->picture;
  gesso_store_add_version_async (store, draft, 0, NULL, gesso_test_async_cb, &added);
  gesso_test_await (&added);
  after = gesso_store_add_version_finish (store, added, NULL);
  g_assert_nonnull (after);

  activate (fixture, "replay-path", g_variant_new ("(xu)", gesso_version_get_id (after), 0));
  app_test_wait (can_run, fixture);
  look (find_dialog (), "replay");
  g_signal_emit_by_name (gtk_widget_get_template_child (find_dialog (), GESSO_TYPE_REPLAY_DIALOG, "run_button"), "clicked");
  app_test_wait (dialog_is_gone, fixture);
  app_test_wait (has_made, fixture);
}

#define ADD(name, func) g_test_add ("/branches/" name, Fixture, NULL, set_up, func, tear_down)

/* As the application does. */
static void
dress (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, GESSO_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    GESSO_RESOURCE_PATH "/icons");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (app_test_has_display ())
    adw_init ();
  if (g_getenv ("GESSO_TEST_LOOKS") != NULL)
    dress ();
  if (g_getenv ("GESSO_TEST_DARK") != NULL)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  ADD ("undone", test_undone);
  ADD ("walked", test_walked);
  ADD ("replayed", test_replayed);
  return g_test_run ();
}

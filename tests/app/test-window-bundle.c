/* test-window-bundle.c - a bundle opened in a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-bundle.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "gesso-window.h"

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
  fixture->window = gesso_window_new (NULL, fixture->settings);
  gesso_window_set_studio (fixture->window, fixture->app.studio);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->app.studio == NULL)
    return;
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_clear_object (&fixture->settings);
  app_fixture_tear_down (&fixture->app, NULL);
}

/* The thread of @version as a bundle, and no longer in the library. */
static GFile *
bundle_and_forget (Fixture      *fixture,
                   GessoVersion *version)
{
  GessoStore *store = gesso_studio_get_store (fixture->app.studio);
  gint64 id = gesso_version_get_thread_id (version);
  GFile *file = g_file_new_build_filename (fixture->app.folder, "thread.gesso", NULL);
  g_autoptr (GAsyncResult) exported = NULL, trashed = NULL, emptied = NULL;
  g_autoptr (GError) error = NULL;

  gesso_bundle_export_async (store, &id, 1, NULL, 0, file, NULL, NULL, NULL, gesso_test_async_cb, &exported);
  gesso_test_await (&exported);
  gesso_bundle_export_finish (store, exported, &error);
  g_assert_no_error (error);
  gesso_store_trash_thread_async (store, id, TRUE, NULL, gesso_test_async_cb, &trashed);
  gesso_test_await (&trashed);
  g_assert_true (gesso_store_trash_thread_finish (store, trashed, NULL));
  gesso_store_empty_trash_async (store, G_MAXINT64, NULL, gesso_test_async_cb, &emptied);
  gesso_test_await (&emptied);
  g_assert_true (gesso_store_empty_trash_finish (store, emptied, NULL));
  return file;
}

static gboolean
shows_version (gpointer data)
{
  GessoCanvasPane *canvas = gesso_window_get_canvas (((Fixture *) data)->window);

  return canvas != NULL && gesso_canvas_pane_get_version (canvas) != NULL;
}

static void
test_open (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GFile) file = NULL;
  GessoVersion *shown;

  if (fixture->app.studio == NULL)
    return;
  version = app_test_import (fixture->app.studio, 0, 40, 30);
  file = bundle_and_forget (fixture, version);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_threads (fixture->app.studio))), ==, 0);
  gesso_window_open_files (fixture->window, &file, 1, TRUE);
  app_test_wait (shows_version, fixture);
  shown = gesso_canvas_pane_get_version (gesso_window_get_canvas (fixture->window));
  g_assert_cmpstr (gesso_version_get_image (shown, 0)->blob, ==, gesso_version_get_image (version, 0)->blob);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_threads (fixture->app.studio))), ==, 1);
}

/* What comes behind a bundle that is none still comes. */
static void
test_open_both (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *path = NULL;
  GFile *files[2];

  if (fixture->app.studio == NULL)
    return;
  path = g_build_filename (fixture->app.folder, "broken.gesso", NULL);
  g_assert_true (g_file_set_contents (path, "no zip", -1, NULL));
  files[0] = g_file_new_for_path (path);
  files[1] = app_test_write_png (fixture->app.folder, "good.png", 20, 20, NULL);
  gesso_window_open_files (fixture->window, files, G_N_ELEMENTS (files), TRUE);
  app_test_wait (shows_version, fixture);
  g_object_unref (files[0]);
  g_object_unref (files[1]);
}

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/window-bundle/open", Fixture, NULL, set_up, test_open, tear_down);
  g_test_add ("/app/window-bundle/open-both", Fixture, NULL, set_up, test_open_both, tear_down);
  return g_test_run ();
}

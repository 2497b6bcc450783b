/* gesso-app-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-test.h"

gboolean
app_test_has_display (void)
{
  if (gtk_init_check ())
    {
      adw_init ();
      gesso_test_pass_toolkit ();
      return TRUE;
    }
  g_test_skip ("no display");
  return FALSE;
}

void
app_fixture_set_up (AppFixture   *fixture,
                    gconstpointer data)
{
  g_autofree char *library = NULL;
  g_autofree char *cache = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!app_test_has_display ())
    return;
  fixture->folder = gesso_test_make_folder ();
  library = g_build_filename (fixture->folder, "library", NULL);
  cache = g_build_filename (fixture->folder, "cache", NULL);
  fixture->studio = gesso_studio_new (library, cache);
  gesso_studio_open_async (fixture->studio, TRUE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_open_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
}

void
app_fixture_tear_down (AppFixture   *fixture,
                       gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->studio == NULL)
    return;
  app_test_settle ();
  gesso_studio_close_async (fixture->studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_studio_close_finish (fixture->studio, result, NULL));
  app_test_settle ();
  g_clear_object (&fixture->studio);
  gesso_test_remove (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

static gboolean
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
app_test_wait (gboolean (*condition) (gpointer),
               gpointer  data)
{
  gboolean over = FALSE;
  guint source = g_timeout_add_seconds (60, time_over_cb, &over);

  while (!condition (data) && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (over);
  g_source_remove (source);
}

void
app_test_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GBytes *
make_png (guint       width,
          guint       height,
          const char *recipe)
{
  g_autoptr (GessoImage) image = gesso_image_new (width, height, 3, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      gesso_image_edit_row (image, y)[x * 3] = (guint8) (x + y);
  bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, recipe, &error);
  g_assert_no_error (error);
  return bytes;
}

GessoVersion *
app_test_import (GessoStudio *studio,
                 gint64       thread_id,
                 guint        width,
                 guint        height)
{
  g_autoptr (GBytes) bytes = make_png (width, height, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersion *version;

  gesso_studio_import_async (studio, thread_id, bytes, "test.png", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_studio_import_finish (studio, result, &error);
  g_assert_no_error (error);
  return version;
}

GFile *
app_test_write_png (const char *folder,
                    const char *name,
                    guint       width,
                    guint       height,
                    const char *recipe)
{
  g_autoptr (GBytes) bytes = make_png (width, height, recipe);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

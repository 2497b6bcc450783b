/* gesso-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "gesso-test.h"

#ifdef __SANITIZE_ADDRESS__
int dlclose (void *handle);

/* The leak checker has no name for memory whose module is gone, so that it could not be left out of its report: modules stay. */
int
dlclose (void *handle)
{
  return 0;
}
#endif

char *
gesso_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("gesso-test-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

void
gesso_test_remove (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = NULL;
      const char *name;

      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          gesso_test_remove (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

gboolean
gesso_test_under_valgrind (void)
{
  return g_getenv ("GESSO_TEST_VALGRIND") != NULL;
}

static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  static const char *const of_the_toolkit[] = {
    /* GTK 4.24 on X11, of a popover's frame where nothing composites */
    "gdk_frame_timings_submitted() called on submitted frame",
    /* GTK since 4.18, of the headings of libadwaita 1.7's message dialogs */
    "Trying to measure GtkLabel ",
  };

  for (gsize i = 0; i < n_fields; i++)
    for (gsize k = 0; g_str_equal (fields[i].key, "MESSAGE") && k < G_N_ELEMENTS (of_the_toolkit); k++)
      if (g_str_has_prefix (fields[i].value, of_the_toolkit[k]))
        return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

void
gesso_test_pass_toolkit (void)
{
  static gboolean passed = FALSE;

  if (!passed)
    g_log_set_writer_func (write_log, NULL, NULL);
  passed = TRUE;
}

GBytes *
gesso_test_read_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

static gboolean
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

gboolean
gesso_test_wait (gboolean *flag, guint seconds)
{
  gboolean over = FALSE;
  guint source = g_timeout_add_seconds (seconds, time_over_cb, &over);

  while (!*flag && !over)
    g_main_context_iteration (NULL, TRUE);
  if (!over)
    g_source_remove (source);
  return *flag;
}

void
gesso_test_async_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

void
gesso_test_await (GAsyncResult **result)
{
  gboolean over = FALSE;
  guint source = g_timeout_add_seconds (60, time_over_cb, &over);

  while (*result == NULL && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (over);
  g_source_remove (source);
}

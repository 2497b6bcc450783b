/* studio-bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-test.h"
#include "studio-bench.h"

/* Milliseconds that a window is there before anything is opened in it. */
#define REST 400

GessoStudio *
studio_bench_open (const char *folder)
{
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  GessoStudio *studio = gesso_studio_new (folder, cache);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_open_async (studio, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  if (!gesso_studio_open_finish (studio, result, &error))
    g_error ("%s", error->message);
  return studio;
}

void
studio_bench_close (GessoStudio *studio)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_close_async (studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_close_finish (studio, result, NULL);
  g_object_unref (studio);
}

static gboolean
rested_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
studio_bench_rest (guint ms)
{
  gboolean rested = FALSE;

  g_timeout_add (ms, rested_cb, &rested);
  while (!rested)
    g_main_context_iteration (NULL, TRUE);
}

GtkWidget *
studio_bench_show (GtkWidget *child,
                   GtkWidget *seen)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), STUDIO_BENCH_WIDTH, STUDIO_BENCH_HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (seen) == 0)
    g_main_context_iteration (NULL, TRUE);
  studio_bench_rest (REST);
  return window;
}

/* bench-canvas-open.c - how soon a picture of 8192² is seen, and how soon all of it is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>

#include "gesso-bench.h"
#include "gesso-canvas-pane-private.h"
#include "gesso-canvas-private.h"
#include "gesso-codec.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "studio-bench.h"

#define SIDE 8192
/* The BlurHash, which is there at once, has no more than this. */
#define BLUR_SIDE 32

/* As much detail as a photograph has, in other places for each @seed. */
static GessoVersion *
import (GessoStudio *studio,
        GessoFormat  format,
        guint        seed)
{
  g_autoptr (GessoImage) image = gesso_image_new (SIDE, SIDE, 3, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersion *version;

  for (guint y = 0; y < SIDE; y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      for (guint x = 0; x < 3 * SIDE; x++)
        {
          seed = seed * 1664525 + 1013904223;
          row[x] = (guint8) (((x / 3 * y) >> 18) + 40 + (seed >> 29));
        }
    }
  bytes = gesso_codec_encode (image, format, 90, NULL, NULL);
  gesso_studio_import_async (studio, 0, bytes, "large", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_studio_import_finish (studio, result, &error);
  g_assert_no_error (error);
  return version;
}

static void
measure (GessoStudio  *studio,
         GessoVersion *version,
         const char   *what)
{
  GtkWidget *window = gtk_window_new ();
  GessoCanvasPane *pane = g_object_new (GESSO_TYPE_CANVAS_PANE, "studio", studio, NULL);
  double preview = 0, whole = 0, start;

  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 900);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (pane));
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (GTK_WIDGET (pane)) < 1000)
    g_main_context_iteration (NULL, TRUE);

  start = gesso_bench_get_ms ();
  gesso_canvas_pane_set_version (pane, version, 0);
  while (whole == 0)
    {
      GdkTexture *placeholder = pane->canvas->placeholder;

      g_main_context_iteration (NULL, TRUE);
      if (preview == 0 && placeholder != NULL && gdk_texture_get_width (placeholder) > BLUR_SIDE)
        preview = gesso_bench_get_ms () - start;
      if (gesso_canvas_get_pyramid (pane->canvas) != NULL)
        whole = gesso_bench_get_ms () - start;
    }
  g_print ("canvas open 8192² %s: a preview after %.0f ms, all of it after %.0f ms, ratio %.3f%s\n", what,
           preview > 0 ? preview : whole, whole, (preview > 0 ? preview : whole) / whole,
           preview > 0 ? "" : " (there is none: the blurred one stays until then)");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (void)
{
  static const struct
  {
    GessoFormat format;
    const char *name, *name_again;
  } cases[] = {
    { GESSO_FORMAT_JPEG, "JPEG, never shown before", "JPEG, shown before" },
    { GESSO_FORMAT_PNG, "PNG, never shown before", "PNG, shown before" },
  };
  g_autofree char *folder = NULL;
  GessoStudio *studio;

  setlocale (LC_ALL, "");
  gesso_renderer_choose ();
  if (!gtk_init_check ())
    {
      g_print ("canvas open: there is no display, nothing is measured\n");
      return 0;
    }
  adw_init ();
  folder = gesso_test_make_folder ();
  studio = studio_bench_open (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoVersion) version = import (studio, cases[i].format, i + 1);

      measure (studio, version, cases[i].name);
      measure (studio, version, cases[i].name_again);
    }
  studio_bench_close (studio);
  gesso_test_remove (folder);
  return 0;
}

/* bench-fill.c - a quarter of a megapixel made up, against G'MIC
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gesso-fill.h"
#include "gesso-test.h"
#include "photo.h"

#define DUNE "/usr/share/backgrounds/mate/nature/Dune.jpg"
#define LARGE "/usr/share/backgrounds/mate/abstract/Elephants_5640x3172.jpg"

static GessoImage *
make_hole (guint width,
           guint height,
           guint side)
{
  GessoImage *mask = gesso_image_new (width, height, 1, NULL);

  for (guint y = (height - side) / 2; y < (height + side) / 2; y++)
    memset (gesso_image_edit_row (mask, y) + (width - side) / 2, 255, side);
  return mask;
}

/* A square of 1024 pixels from the middle of the photograph, or of coloured noise without it. */
static GessoImage *
load_square (void)
{
  g_autoptr (GessoImage) photo = photo_load (DUNE);
  g_autoptr (GessoImage) rgb = NULL;
  GessoRect square;

  if (photo == NULL)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (1);
      GessoImage *noise = gesso_image_new (1024, 1024, 3, NULL);

      printf ("(the dune photograph is not installed, noise is used)\n");
      for (int y = 0; y < 1024; y++)
        for (int i = 0; i < 3 * 1024; i++)
          gesso_image_edit_row (noise, y)[i] = g_rand_int_range (rand, 0, 256);
      return noise;
    }
  rgb = gesso_image_convert (photo, 3, NULL);
  square = (GessoRect) { ((int) gesso_image_get_width (rgb) - 1024) / 2,
                         ((int) gesso_image_get_height (rgb) - 1024) / 2, 1024, 1024 };
  return gesso_image_crop (rgb, &square, NULL);
}

/* The seconds G'MIC takes for the same; -1 without G'MIC. */
static double
time_gmic (const GessoImage *image,
           const GessoImage *mask)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *in = g_build_filename (folder, "in.ppm", NULL);
  g_autofree char *hole = g_build_filename (folder, "hole.pgm", NULL);
  g_autofree char *out = g_build_filename (folder, "out.ppm", NULL);
  const char *arguments[] = { "gmic", "-v", "-", in, hole, "inpaint_matchpatch[0]", "[1]", "-k[0]", "-o", out, NULL };
  double seconds = -1;
  gint64 start;
  int status = -1;

  photo_save (image, in);
  photo_save (mask, hole);
  start = g_get_monotonic_time ();
  if (g_spawn_sync (NULL, (char **) arguments, NULL,
                    G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                    NULL, NULL, NULL, NULL, &status, NULL) && status == 0)
    seconds = (g_get_monotonic_time () - start) / 1e6;
  gesso_test_remove (folder);
  return seconds;
}

/* The least of @runs. */
static double
time_inpaint (const GessoImage *image,
              const GessoImage *mask,
              int               runs)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < runs; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GessoImage) result = gesso_fill_inpaint (image, mask, 7, NULL, NULL, NULL, NULL);

      g_assert_nonnull (result);
      best = MIN (best, (g_get_monotonic_time () - start) / 1e6);
    }
  return best;
}

static void
report_square (void)
{
  g_autoptr (GessoImage) image = load_square ();
  g_autoptr (GessoImage) mask = make_hole (1024, 1024, 512);
  double seconds = time_inpaint (image, mask, 3);
  double peer = fmin (time_gmic (image, mask), time_gmic (image, mask));

  if (peer < 0)
    printf ("inpaint 1024², 25 %% hole: %.2f s (G'MIC is not installed)\n", seconds);
  else
    printf ("inpaint 1024², 25 %% hole: %.2f s, G'MIC inpaint_matchpatch %.2f s, ratio %.2f (goal ≤ 0.25)\n",
            seconds, peer, seconds / peer);
}

static void
report_large (void)
{
  g_autoptr (GessoImage) photo = photo_load (LARGE);
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GessoImage) expanded = NULL;
  const GessoFrame frame = { 0, 0, 256, 0 };
  gint64 start;

  if (photo == NULL)
    return;
  mask = make_hole (gesso_image_get_width (photo), gesso_image_get_height (photo), 1000);
  printf ("inpaint %u × %u, hole of 1 MP: %.2f s\n", gesso_image_get_width (photo),
          gesso_image_get_height (photo), time_inpaint (photo, mask, 1));
  start = g_get_monotonic_time ();
  expanded = gesso_fill_expand (photo, &frame, 7, NULL, NULL, NULL, NULL);
  printf ("expand %u × %u by 256 on the right: %.2f s\n", gesso_image_get_width (photo),
          gesso_image_get_height (photo), (g_get_monotonic_time () - start) / 1e6);
}

int
main (int    argc,
      char **argv)
{
  report_square ();
  report_large ();
  return 0;
}

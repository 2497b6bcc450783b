/* bench-cutout.c - one megapixel cut out, and again with a hint
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gesso-bench.h"
#include "gesso-cutout.h"
#include "photo.h"

#define PHOTO "/usr/share/backgrounds/mate/nature/YellowFlower.jpg"
#define WIDTH 1200
#define HEIGHT 834
#define RUNS 5

/* The photograph, or a disc on noise without it. */
static GessoImage *
load_picture (void)
{
  g_autoptr (GessoImage) photo = photo_load (PHOTO);
  g_autoptr (GRand) rand = NULL;
  GessoImage *image;

  if (photo != NULL)
    return gesso_image_scale (photo, WIDTH, HEIGHT, NULL);
  printf ("(the flower photograph is not installed, a drawing is used)\n");
  rand = g_rand_new_with_seed (1);
  image = gesso_image_new (WIDTH, HEIGHT, 3, NULL);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gboolean inside = hypot (x - WIDTH / 2, y - HEIGHT / 2) < HEIGHT / 3;

        for (int c = 0; c < 3; c++)
          gesso_image_edit_row (image, (guint) y)[3 * x + c] =
              (guint8) (g_rand_int_range (rand, 0, 80) + (inside && c == 0 ? 150 : 40));
      }
  return image;
}

static GessoImage *
make_hint (void)
{
  GessoImage *hint = gesso_image_new (WIDTH, HEIGHT, 1, NULL);

  for (guint y = 0; y < HEIGHT; y++)
    {
      guint8 *row = gesso_image_edit_row (hint, y);

      memset (row, 128, WIDTH);
      if (y > HEIGHT / 2 && y < HEIGHT / 2 + 60)
        memset (row + WIDTH / 2, 255, 60);
      if (y < 80)
        memset (row, 0, 80);
    }
  return hint;
}

/* The median of several runs. */
static double
time_cutout (const GessoImage *image,
             const GessoImage *hint)
{
  double seconds[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoImage) cutout = gesso_cutout_run (image, hint, NULL, NULL, NULL, &error);

      if (cutout == NULL)
        g_error ("%s", error->message);
      seconds[i] = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  return gesso_bench_get_median (seconds, RUNS);
}

int
main (void)
{
  g_autoptr (GessoImage) image = load_picture ();
  g_autoptr (GessoImage) hint = make_hint ();
  double first = time_cutout (image, NULL), again = time_cutout (image, hint);

  printf ("cut-out %.1f MP: %.2f s (goal < 1), again with a hint: %.2f s (goal < 0.5)\n",
          WIDTH * HEIGHT / 1e6, first, again);
  return 0;
}

/* bench-composite.c - 12 megapixels through a mask, against one copy of the pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "gesso-composite.h"
#include "pictures.h"

#define WIDTH 4000
#define HEIGHT 3000
#define ROUNDS 5

static double
time_copy (const GessoImage *image)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GessoImage) copy = gesso_image_new (WIDTH, HEIGHT, gesso_image_get_channels (image), NULL);

      gesso_image_paste (copy, image, 0, 0);
      best = MIN (best, (g_get_monotonic_time () - start) / 1e3);
    }
  return best;
}

static void
compare (guint channels)
{
  g_autoptr (GessoImage) parent = make_noise (WIDTH, HEIGHT, channels, 1);
  g_autoptr (GessoImage) reply = make_noise (WIDTH, HEIGHT, channels, 2);
  g_autoptr (GessoImage) mask = make_noise (WIDTH, HEIGHT, 1, 3);
  double best = G_MAXDOUBLE, copy;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GessoImage) image = gesso_composite (parent, reply, mask, NULL);

      best = MIN (best, (g_get_monotonic_time () - start) / 1e3);
    }
  copy = time_copy (parent);
  printf ("composite 12 MP, %u channels, all soft: %.1f ms, one copy %.1f ms, ratio %.1f\n",
          channels, best, copy, best / copy);
}

int
main (void)
{
  compare (3);
  compare (4);
  return 0;
}

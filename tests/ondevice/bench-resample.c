/* bench-resample.c - twice as large: gain over Lanczos, and time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "gesso-resample.h"
#include "gesso-test.h"
#include "photo.h"

/* None of them was used to train the filters. */
static const char *const photographs[] = {
  "/usr/share/backgrounds/mate/nature/Aqua.jpg",
  "/usr/share/backgrounds/mate/nature/FreshFlower.jpg",
  "/usr/share/backgrounds/mate/nature/GreenMeadow.jpg",
  "/usr/share/backgrounds/mate/nature/LadyBird.jpg",
  "/usr/share/backgrounds/mate/nature/Storm.jpg",
  "/usr/share/backgrounds/mate/nature/YellowFlower.jpg",
  "/usr/share/pixmaps/faces/cat.jpg",
  "/usr/share/pixmaps/faces/hummingbird.jpg",
  "/usr/lib/python3/dist-packages/skimage/data/astronaut.png",
  "/usr/share/doc/opencv-doc/examples/data/butterfly.jpg",
  "/usr/share/doc/opencv-doc/examples/data/building.jpg",
};

/* The seconds vips takes to double @image; -1 without vips. */
static double
time_vips (const GessoImage *image)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *in = g_build_filename (folder, "in.ppm", NULL);
  g_autofree char *raw = g_build_filename (folder, "in.v", NULL);
  g_autofree char *result = g_build_filename (folder, "out.v", NULL);
  const char *load[] = { "vips", "copy", in, raw, NULL };
  const char *scale[] = { "vips", "resize", raw, result, "2", "--kernel", "lanczos3", NULL };
  double seconds = -1;
  int status = -1;

  photo_save (image, in);
  if (g_spawn_sync (NULL, (char **) load, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL) &&
      status == 0)
    {
      gint64 start = g_get_monotonic_time ();

      g_spawn_sync (NULL, (char **) scale, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL);
      seconds = (g_get_monotonic_time () - start) / 1e6;
    }
  gesso_test_remove (folder);
  return seconds;
}

/* The gain of one photograph, halved and doubled again; FALSE when it is not installed. */
static gboolean
measure_gain (const char *path,
              double     *gain)
{
  g_autoptr (GessoImage) photo = photo_load (path);
  g_autoptr (GessoImage) rgb = NULL;
  g_autoptr (GessoImage) half = NULL;
  g_autoptr (GessoImage) ours = NULL;
  g_autoptr (GessoImage) lanczos = NULL;
  g_autofree char *name = g_path_get_basename (path);

  if (photo == NULL)
    return FALSE;
  rgb = gesso_image_convert (photo, 3, NULL);
  half = photo_halve (rgb);
  ours = gesso_resample_upscale (half, 2, NULL, NULL, NULL, NULL);
  lanczos = photo_lanczos (half);
  *gain = photo_get_psnr (rgb, ours) - photo_get_psnr (rgb, lanczos);
  printf ("  %s: %.2f dB, Lanczos %.2f dB\n", name, photo_get_psnr (rgb, ours), photo_get_psnr (rgb, lanczos));
  return TRUE;
}

static void
report_gain (void)
{
  double sum = 0;
  int count = 0;

  for (guint i = 0; i < G_N_ELEMENTS (photographs); i++)
    {
      double gain;

      if (measure_gain (photographs[i], &gain))
        {
          sum += gain;
          count++;
        }
    }
  if (count > 0)
    printf ("upscale 2x, %d photographs: %+.2f dB over Lanczos (goal ≥ +0.5)\n", count, sum / count);
  else
    printf ("upscale 2x: no photograph is installed, skipped\n");
}

static void
report_time (guint width,
             guint height)
{
  g_autoptr (GessoImage) photo = photo_load (photographs[3]);
  g_autoptr (GessoImage) rgb = NULL;
  g_autoptr (GessoImage) large = NULL;
  g_autoptr (GessoImage) ours = NULL;
  double seconds, peer;
  gint64 start;

  if (photo == NULL)
    return;
  rgb = gesso_image_convert (photo, 3, NULL);
  large = gesso_image_scale (rgb, width, height, NULL);
  start = g_get_monotonic_time ();
  ours = gesso_resample_upscale (large, 2, NULL, NULL, NULL, NULL);
  seconds = (g_get_monotonic_time () - start) / 1e6;
  peer = time_vips (large);
  if (peer < 0)
    printf ("upscale 2x of %u × %u: %.2f s (vips is not installed)\n", width, height, seconds);
  else
    printf ("upscale 2x of %u × %u: %.2f s, vips lanczos3 %.2f s, ratio %.2f (goal ≤ 1)\n",
            width, height, seconds, peer, seconds / peer);
}

int
main (int    argc,
      char **argv)
{
  report_gain ();
  report_time (1024, 1024);
  report_time (4000, 3000);
  return 0;
}

/* bench-png-write.c - a 16 megapixel photograph with alpha, and a mask, against GdkPixbuf
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <stdio.h>

#include "pictures.h"

#define WIDTH 5333
#define HEIGHT 2999
#define MASK_SIDE 4096
#define ROUNDS 3

static const char photograph[] = "/usr/share/backgrounds/mate/abstract/Elephants_5640x3172.jpg";

static GessoImage *
make_photo (void)
{
  const GessoRect rect = { 0, 0, WIDTH, HEIGHT };
  g_autoptr (GFile) file = g_file_new_for_path (photograph);
  g_autoptr (GBytes) bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, NULL, NULL);
  g_autoptr (GessoImage) whole = bytes != NULL ? gesso_codec_decode (bytes, NULL, NULL) : NULL;
  g_autoptr (GessoImage) part = whole != NULL ? gesso_image_crop (whole, &rect, NULL) : NULL;

  if (part != NULL)
    return gesso_image_convert (part, 4, NULL);
  printf ("png-write: mate-backgrounds is not installed; a soft ramp takes the photograph's place\n");
  part = make_ramp (WIDTH, HEIGHT, 4);
  return g_steal_pointer (&part);
}

static double
write_ours (const GessoImage *image,
            gsize            *size)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GBytes) file = encode (image, GESSO_FORMAT_PNG, 0);

      best = MIN (best, (g_get_monotonic_time () - start) / 1e6);
      *size = g_bytes_get_size (file);
    }
  return best;
}

static double
write_peer (const GessoImage *image,
            const char       *compression,
            gsize            *size)
{
  gboolean alpha = gesso_image_get_channels (image) == 4;
  g_autoptr (GBytes) pixels = gesso_image_to_bytes (image);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start;

  pixbuf = gdk_pixbuf_new_from_bytes (pixels, GDK_COLORSPACE_RGB, alpha, 8,
                                      (int) gesso_image_get_width (image),
                                      (int) gesso_image_get_height (image),
                                      (int) gesso_image_get_stride (image));
  start = g_get_monotonic_time ();
  gdk_pixbuf_save_to_buffer (pixbuf, &file, size, "png", &error,
                             compression != NULL ? "compression" : NULL, compression, NULL);
  g_assert_no_error (error);
  return (g_get_monotonic_time () - start) / 1e6;
}

/* Soft discs, as a brush leaves them. */
static GessoImage *
make_mask (void)
{
  GessoImage *mask = gesso_image_new (MASK_SIDE, MASK_SIDE, 1, NULL);

  for (int y = 0; y < MASK_SIDE; y++)
    {
      guint8 *row = gesso_image_edit_row (mask, (guint) y);

      for (int x = 0; x < MASK_SIDE; x++)
        {
          int dx = x % 1024 - 512, dy = y % 1024 - 512;

          row[x] = (guint8) CLAMP ((400 * 400 - dx * dx - dy * dy) / 100, 0, 255);
        }
    }
  return mask;
}

static void
compare_mask (void)
{
  g_autoptr (GessoImage) mask = make_mask ();
  g_autoptr (GessoImage) rgb = gesso_image_convert (mask, 3, NULL);
  gsize size, peer_size;
  double ours = write_ours (mask, &size);
  double peer = write_peer (rgb, NULL, &peer_size);

  printf ("png-write mask 4096²: %.0f ms, GdkPixbuf %.0f ms, ratio %.3f (goal ≤ 0.1); %.0f KB and %.0f KB\n",
          ours * 1e3, peer * 1e3, ours / peer, size / 1e3, peer_size / 1e3);
}

static void
compare_photo (void)
{
  g_autoptr (GessoImage) image = make_photo ();
  gsize size, quick_size, default_size;
  double ours = write_ours (image, &size);
  double quick = write_peer (image, "1", &quick_size);
  double usual = write_peer (image, NULL, &default_size);

  printf ("png-write 16 MP RGBA: %.2f s, GdkPixbuf %.2f s, ratio %.3f (goal ≤ 0.1)\n",
          ours, usual, ours / usual);
  printf ("png-write 16 MP RGBA: %.2f s, GdkPixbuf compression=1 %.2f s, ratio %.2f (goal ≤ 0.5)\n",
          ours, quick, ours / quick);
  printf ("png-write 16 MP RGBA: %.1f MB, GdkPixbuf compression=1 %.1f MB, ratio %.3f (goal ≤ 1.02)\n",
          size / 1e6, quick_size / 1e6, (double) size / quick_size);
}

int
main (void)
{
  compare_photo ();
  compare_mask ();
  return 0;
}

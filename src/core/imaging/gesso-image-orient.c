/* gesso-image-orient.c - the eight ways a camera can be held
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-image.h"

/* Turning reads columns; in blocks of this side they stay in the cache. */
#define BLOCK 64

/* Where the upright picture's pixels lie in the stored one: the byte offset of
 * its first pixel, and the steps to the next pixel and to the next row. */
typedef struct
{
  gssize origin, across, down;
  gboolean turned;
} Walk;

static Walk
find_walk (const GessoImage *self,
           guint             orientation)
{
  gssize pixel = gesso_image_get_channels (self), row = (gssize) gesso_image_get_stride (self);
  gssize right = pixel * ((gssize) gesso_image_get_width (self) - 1);
  gssize bottom = row * ((gssize) gesso_image_get_height (self) - 1);

  switch (orientation)
    {
    case 2: return (Walk) { right, -pixel, row, FALSE };
    case 3: return (Walk) { right + bottom, -pixel, -row, FALSE };
    case 4: return (Walk) { bottom, pixel, -row, FALSE };
    case 5: return (Walk) { 0, row, pixel, TRUE };
    case 6: return (Walk) { bottom, -row, pixel, TRUE };
    case 7: return (Walk) { right + bottom, -row, -pixel, TRUE };
    case 8: return (Walk) { right, row, -pixel, TRUE };
    default: return (Walk) { 0, pixel, row, FALSE };
    }
}

static void
copy_block (const guint8 *source,
            const Walk   *walk,
            GessoImage   *image,
            guint         x0,
            guint         y0)
{
  guint channels = gesso_image_get_channels (image);
  guint x1 = MIN (x0 + BLOCK, gesso_image_get_width (image));
  guint y1 = MIN (y0 + BLOCK, gesso_image_get_height (image));

  for (guint y = y0; y < y1; y++)
    {
      guint8 *out = gesso_image_edit_row (image, y) + (gsize) x0 * channels;
      const guint8 *in = source + walk->origin + (gssize) y * walk->down + (gssize) x0 * walk->across;

      for (guint x = x0; x < x1; x++, in += walk->across)
        for (guint c = 0; c < channels; c++)
          *out++ = in[c];
    }
}

GessoImage *
gesso_image_orient (const GessoImage *self,
                    guint             orientation,
                    GError          **error)
{
  guint width = gesso_image_get_width (self), height = gesso_image_get_height (self);
  Walk walk = find_walk (self, orientation);
  GessoImage *image;

  if (orientation < 2 || orientation > 8)
    return gesso_image_ref (self);
  image = gesso_image_new (walk.turned ? height : width, walk.turned ? width : height,
                           gesso_image_get_channels (self), error);
  if (image == NULL)
    return NULL;
  gesso_image_set_profile (image, gesso_image_get_profile (self));
  for (guint y = 0; y < gesso_image_get_height (image); y += BLOCK)
    for (guint x = 0; x < gesso_image_get_width (image); x += BLOCK)
      copy_block (gesso_image_get_row (self, 0), &walk, image, x, y);
  return image;
}

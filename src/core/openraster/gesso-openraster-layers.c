/* gesso-openraster-layers.c - pixels over pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-openraster-private.h"

/* Porter and Duff's “over” of straight bytes, rounded once. */
static void
blend_pixel (guint8       *below,
             const guint8 *above,
             guint         alpha)
{
  /* Both weights, and their sum, in units of 1/255². */
  guint over = alpha * 255, under = below[3] * (255 - alpha), sum = over + under;

  for (guint i = 0; sum > 0 && i < 3; i++)
    below[i] = (guint8) ((above[i] * over + below[i] * under + sum / 2) / sum);
  below[3] = (guint8) ((sum + 127) / 255);
}

static void
draw_row (guint8       *below,
          const guint8 *above,
          guint         n,
          guint         opacity)
{
  for (guint i = 0; i < n; i++, below += 4, above += 4)
    {
      guint alpha = (above[3] * opacity + 127) / 255;

      if (alpha == 255)
        memcpy (below, above, 4);
      else if (alpha > 0)
        blend_pixel (below, above, alpha);
    }
}

void
gesso_openraster_draw_over (GessoImage       *canvas,
                            const GessoImage *layer,
                            int               x,
                            int               y,
                            double            opacity)
{
  GessoRect whole = { 0, 0, (int) gesso_image_get_width (canvas), (int) gesso_image_get_height (canvas) };
  GessoRect place = { x, y, (int) gesso_image_get_width (layer), (int) gesso_image_get_height (layer) };
  GessoRect seen = gesso_rect_intersect (&whole, &place);

  for (int row = seen.y; !gesso_rect_is_empty (&seen) && row < seen.y + seen.height; row++)
    draw_row (gesso_image_edit_row (canvas, (guint) row) + 4 * (gsize) seen.x,
              gesso_image_get_row (layer, (guint) (row - y)) + 4 * (gsize) (seen.x - x), (guint) seen.width,
              (guint) round (opacity * 255));
}

typedef struct
{
  const GessoImage *canvas, *picture, *mask;
  int x, y;
  gboolean changes_only;
} Cut;

static gboolean
is_taken (const Cut    *cut,
          const guint8 *below,
          const guint8 *above,
          guint         column,
          guint         row)
{
  if (memcmp (below, above, 4) != 0)
    return TRUE;
  if (cut->mask != NULL)
    return gesso_image_get_row (cut->mask, row)[column] > 0;
  return !cut->changes_only;
}

static const guint8 *
get_below (const Cut *cut,
           guint      row)
{
  return gesso_image_get_row (cut->canvas, row + (guint) cut->y) + 4 * (gsize) cut->x;
}

/* Where the patch lies in the picture. FALSE: some of it is translucent. */
static gboolean
measure (const Cut *cut,
         GessoRect *bounds)
{
  guint width = gesso_image_get_width (cut->picture), height = gesso_image_get_height (cut->picture);
  int left = (int) width, right = -1, top = (int) height, bottom = -1;

  for (guint row = 0; row < height; row++)
    {
      const guint8 *above = gesso_image_get_row (cut->picture, row), *below = get_below (cut, row);

      for (guint column = 0; column < width; column++, above += 4, below += 4)
        {
          if (!is_taken (cut, below, above, column, row))
            continue;
          if (above[3] != 255)
            return FALSE;
          left = MIN (left, (int) column);
          right = MAX (right, (int) column);
          top = MIN (top, (int) row);
          bottom = (int) row;
        }
    }
  *bounds = (GessoRect) { left, top, right + 1 - left, bottom + 1 - top };
  /* A step that changed nothing is a layer all the same. */
  if (right < 0)
    *bounds = (GessoRect) { 0, 0, 1, 1 };
  return TRUE;
}

GessoImage *
gesso_openraster_cut_patch (const GessoImage *canvas,
                            const GessoImage *picture,
                            int               x,
                            int               y,
                            const GessoImage *mask,
                            gboolean          changes_only,
                            GessoRect        *bounds,
                            GError          **error)
{
  const Cut cut = { canvas, picture, mask, x, y, changes_only };
  g_autoptr (GessoImage) patch = NULL;
  GessoRect part;

  if (!measure (&cut, &part))
    return NULL;
  patch = gesso_image_new ((guint) part.width, (guint) part.height, 4, error);
  for (int row = 0; patch != NULL && row < part.height; row++)
    {
      guint from = (guint) (part.y + row);
      const guint8 *above = gesso_image_get_row (picture, from) + 4 * (gsize) part.x;
      const guint8 *below = get_below (&cut, from) + 4 * (gsize) part.x;
      guint8 *out = gesso_image_edit_row (patch, (guint) row);

      for (int column = 0; column < part.width; column++, above += 4, below += 4, out += 4)
        if (is_taken (&cut, below, above, (guint) (part.x + column), from))
          memcpy (out, above, 4);
    }
  *bounds = (GessoRect) { part.x + x, part.y + y, part.width, part.height };
  return g_steal_pointer (&patch);
}

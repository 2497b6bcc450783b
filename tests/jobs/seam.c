/* seam.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-color-match.h"
#include "gesso-composite.h"
#include "gesso-mask.h"
#include "gesso-register.h"
#include "seam.h"

/* How far inside and outside of the contour is compared. */
#define REACH 4

/* How much @made differs from @parent at a pixel, per channel. */
static void
read_difference (const GessoImage *parent,
                 const GessoImage *made,
                 int               x,
                 int               y,
                 double            out[3])
{
  const guint8 *a = gesso_image_get_row (parent, (guint) y) + 3 * x, *b = gesso_image_get_row (made, (guint) y) + 3 * x;

  for (int c = 0; c < 3; c++)
    out[c] = b[c] - a[c];
}

static gboolean
is_inside (const GessoImage *coverage,
           int               x,
           int               y)
{
  return gesso_image_get_row (coverage, (guint) y)[x] >= 128;
}

/* From the contour at (@x, @y) in the direction (@dx, @dy), which leads out. */
static double
measure_step (const GessoImage *parent,
              const GessoImage *made,
              int               x,
              int               y,
              int               dx,
              int               dy)
{
  double in[3], out[3], sum = 0;

  read_difference (parent, made, x - REACH * dx, y - REACH * dy, in);
  read_difference (parent, made, x + REACH * dx, y + REACH * dy, out);
  for (int c = 0; c < 3; c++)
    sum += fabs (in[c] - out[c]) / 3;
  return sum;
}

double
seam_measure (const GessoImage *parent,
              const GessoImage *made,
              const GessoImage *coverage)
{
  static const int ways[][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };
  int width = (int) gesso_image_get_width (parent), height = (int) gesso_image_get_height (parent);
  double sum = 0;
  guint n = 0;

  for (int y = REACH; y < height - REACH; y++)
    for (int x = REACH; x < width - REACH; x++)
      for (guint i = 0; i < G_N_ELEMENTS (ways) && is_inside (coverage, x, y); i++)
        if (!is_inside (coverage, x + ways[i][0], y + ways[i][1]))
          {
            sum += measure_step (parent, made, x, y, ways[i][0], ways[i][1]);
            n++;
          }
  return n > 0 ? sum / n : 0;
}

static GessoImage *
blur (const GessoImage *mask,
      double            width)
{
  g_autoptr (GessoMask) soft = gesso_mask_new_from_image (mask);

  gesso_mask_feather (soft, width, GESSO_EDGE_CENTRED);
  return gesso_mask_to_image (soft, NULL);
}

static void
invert (GessoImage *mask)
{
  for (guint y = 0; y < gesso_image_get_height (mask); y++)
    for (guint x = 0; x < gesso_image_get_width (mask); x++)
      gesso_image_edit_row (mask, y)[x] = 255 - gesso_image_get_row (mask, y)[x];
}

static GessoImage *
make_krita_mask (const GessoImage *drawn)
{
  GessoRect bounds = gesso_image_get_bounds (drawn);
  double feather = MAX (0.1 * hypot (bounds.width, bounds.height), 32), grow = 4 + feather / 2;
  double blend = MIN (25, grow + feather / 2);
  g_autoptr (GessoImage) grown = gesso_image_spread (drawn, (guint) lrint (grow), NULL);
  g_autoptr (GessoImage) soft = blur (grown, feather);
  g_autoptr (GessoImage) hard = gesso_image_spread (soft, 0, NULL);
  g_autoptr (GessoImage) shrunk = NULL;

  invert (hard);
  shrunk = gesso_image_spread (hard, (guint) lrint (blend / 2), NULL);
  invert (shrunk);
  return blur (shrunk, blend);
}

double
seam_measure_krita (const GessoImage *parent,
                    const GessoImage *reply,
                    const GessoImage *drawn,
                    const GessoFit   *fit,
                    gboolean          match)
{
  GessoRect all = { 0, 0, (int) gesso_image_get_width (parent), (int) gesso_image_get_height (parent) };
  GessoPlacement place = gesso_placement_for_cut (&fit->cut, gesso_image_get_width (reply), gesso_image_get_height (reply));
  GessoImageWindow window = gesso_placement_map (&place, &all);
  g_autoptr (GessoImage) shown = gesso_image_resample (reply, &window, (guint) all.width, (guint) all.height, NULL);
  g_autoptr (GessoImage) mask = make_krita_mask (drawn);
  g_autoptr (GessoImage) matched = NULL;
  g_autoptr (GessoImage) made = NULL;
  GessoColorMatch colours = { .active = FALSE };

  if (match)
    gesso_color_match_measure (parent, shown, mask, &colours, NULL);
  matched = gesso_color_match_apply (&colours, 1, shown, NULL);
  made = gesso_composite (parent, matched, mask, NULL);
  return seam_measure (parent, made, mask);
}

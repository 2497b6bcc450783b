/* gesso-picture-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-picture-layout.h"

#define SPACING 6

/* The longest side of a picture that stands alone is that of the large thumbnail. */
#define ALONE_MAX_SIDE 512
#define ROW_MAX_HEIGHT 320
/* Rows are broken rather than made lower than this. */
#define ROW_GOOD_HEIGHT 150
/* Small pictures are shown at their size, but not so small that they cannot be hit. */
#define MIN_SIDE 96
/* Slivers are cropped to a shape that can be seen. */
#define MAX_ASPECT 4.0

static double
get_aspect (GessoVersion *version,
            guint         index)
{
  const GessoVersionImage *image = gesso_version_get_image (version, index);

  return CLAMP ((double) MAX (image->width, 1) / MAX (image->height, 1), 1 / MAX_ASPECT, MAX_ASPECT);
}

static double
get_row_height (GessoVersion *version,
                guint         first,
                guint         n,
                int           width)
{
  double aspects = 0;

  for (guint i = 0; i < n; i++)
    aspects += get_aspect (version, first + i);
  return (width - (double) SPACING * (n - 1)) / aspects;
}

/* How many pictures a row has at most, so that no row gets too low. */
static guint
choose_row_length (GessoVersion *version,
                   int           width)
{
  guint n = gesso_version_get_n_images (version);

  for (guint n_rows = 1; n_rows < n; n_rows++)
    {
      guint length = (n + n_rows - 1) / n_rows;
      double lowest = G_MAXDOUBLE;

      for (guint first = 0; first < n; first += length)
        lowest = MIN (lowest, get_row_height (version, first, MIN (length, n - first), width));
      if (lowest >= ROW_GOOD_HEIGHT)
        return length;
    }
  return 1;
}

static int
place_alone (GessoVersion *version,
             int           width,
             GdkRectangle *places)
{
  const GessoVersionImage *image = gesso_version_get_image (version, 0);
  double aspect = get_aspect (version, 0);
  guint natural = MIN (ALONE_MAX_SIDE, MAX (image->width, image->height));
  double side = MAX (MIN_SIDE, natural);
  double shown = MIN (width, aspect >= 1 ? side : side * aspect);
  int height = MAX (1, (int) round (shown / aspect));

  if (places != NULL)
    places[0] = (GdkRectangle) { 0, 0, MAX (1, (int) round (shown)), height };
  return height;
}

int
gesso_picture_layout_place (GessoVersion *version,
                            int           width,
                            GdkRectangle *places)
{
  guint n = gesso_version_get_n_images (version);
  double highest = ROW_MAX_HEIGHT;
  guint length;
  int y = 0;

  if (n == 0)
    return 0;
  width = MAX (width, MIN_SIDE);
  if (n == 1)
    return place_alone (version, width, places);

  length = choose_row_length (version, width);
  for (guint first = 0; first < n; first += length)
    {
      guint in_row = MIN (length, n - first);
      int height = MAX (1, (int) floor (MIN (highest, get_row_height (version, first, in_row, width))));
      double x = 0;

      /* A last row of fewer pictures does not make them larger than the others. */
      highest = height;
      for (guint i = first; places != NULL && i < first + in_row; i++)
        {
          double shown = height * get_aspect (version, i);

          places[i] = (GdkRectangle) { (int) round (x), y, MAX (1, (int) round (x + shown) - (int) round (x)), height };
          x += shown + SPACING;
        }
      y += height + SPACING;
    }
  return y - SPACING;
}

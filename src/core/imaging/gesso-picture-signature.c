/* gesso-picture-signature.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-picture-signature.h"

#define HASH_SIDE 8
/* The colours are counted on so many pixels a side. */
#define COUNT_SIDE 24
/* The part of a picture that a colour must have to be one of its colours. */
#define SHARE 0.12

typedef struct
{
  double l, a, b;
} Lab;

static double
to_linear (guint8 value)
{
  double v = value / 255.0;

  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static double
bend (double t)
{
  return t > 216.0 / 24389.0 ? cbrt (t) : (24389.0 / 27.0 * t + 16.0) / 116.0;
}

/* sRGB to CIE Lab under D65. */
static Lab
to_lab (const guint8 *rgb)
{
  double r = to_linear (rgb[0]), g = to_linear (rgb[1]), b = to_linear (rgb[2]);
  double x = bend ((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  double y = bend (0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  double z = bend ((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);

  return (Lab) { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
}

/* @image at @width × @height, opaque, as RGB. */
static GessoImage *
shrink (const GessoImage *image,
        guint             width,
        guint             height,
        GError          **error)
{
  g_autoptr (GessoImage) small = gesso_image_scale (image, width, height, error);
  g_autoptr (GessoImage) rgba = small != NULL ? gesso_image_convert (small, 4, error) : NULL;
  GessoImage *rgb = rgba != NULL ? gesso_image_new (width, height, 3, error) : NULL;

  for (guint y = 0; rgb != NULL && y < height; y++)
    {
      const guint8 *from = gesso_image_get_row (rgba, y);
      guint8 *to = gesso_image_edit_row (rgb, y);

      for (guint x = 0; x < width; x++)
        for (guint c = 0; c < 3; c++)
          to[3 * x + c] = (from[4 * x + c] * from[4 * x + 3] + 255 * (255 - from[4 * x + 3]) + 127) / 255;
    }
  return rgb;
}

static gboolean
compute_hash (const GessoImage *image,
              guint64          *hash,
              GError          **error)
{
  g_autoptr (GessoImage) rgb = shrink (image, HASH_SIDE + 1, HASH_SIDE, error);
  g_autoptr (GessoImage) grey = rgb != NULL ? gesso_image_convert (rgb, 1, error) : NULL;

  if (grey == NULL)
    return FALSE;
  *hash = 0;
  for (guint y = 0; y < HASH_SIDE; y++)
    {
      const guint8 *row = gesso_image_get_row (grey, y);

      for (guint x = 0; x < HASH_SIDE; x++)
        if (row[x + 1] > row[x])
          *hash |= G_GUINT64_CONSTANT (1) << (HASH_SIDE * y + x);
    }
  return TRUE;
}

static gboolean
compute_grid (const GessoImage *image,
              guint8           *grid,
              GError          **error)
{
  g_autoptr (GessoImage) rgb = shrink (image, GESSO_SIGNATURE_GRID, GESSO_SIGNATURE_GRID, error);

  if (rgb == NULL)
    return FALSE;
  for (guint y = 0; y < GESSO_SIGNATURE_GRID; y++)
    for (guint x = 0; x < GESSO_SIGNATURE_GRID; x++)
      {
        Lab lab = to_lab (gesso_image_get_row (rgb, y) + 3 * x);

        /* All of sRGB lies within −108 … 98. */
        *grid++ = (guint8) lrint (lab.l * 2.55);
        *grid++ = (guint8) lrint (CLAMP (lab.a + 128, 0, 255));
        *grid++ = (guint8) lrint (CLAMP (lab.b + 128, 0, 255));
      }
  return TRUE;
}

/* The name a person would give a colour, by its lightness and its hue in Lab. */
static GessoColour
name_colour (const guint8 *rgb)
{
  /* Hues in degrees at which the next name begins. */
  static const struct
  {
    double until;
    GessoColour colour;
  } hues[] = {
    { 20, GESSO_COLOUR_PINK },   { 48, GESSO_COLOUR_RED },   { 76, GESSO_COLOUR_ORANGE }, { 108, GESSO_COLOUR_YELLOW },
    { 172, GESSO_COLOUR_GREEN }, { 235, GESSO_COLOUR_CYAN }, { 312, GESSO_COLOUR_BLUE },  { 335, GESSO_COLOUR_PURPLE },
    { 360, GESSO_COLOUR_PINK },
  };
  Lab lab = to_lab (rgb);
  double chroma = hypot (lab.a, lab.b);
  double hue = atan2 (lab.b, lab.a) * 180 / G_PI;
  guint i = 0;

  if (lab.l < 14)
    return GESSO_COLOUR_BLACK;
  if (chroma < 12)
    return lab.l < 26 ? GESSO_COLOUR_BLACK : lab.l > 86 ? GESSO_COLOUR_WHITE : GESSO_COLOUR_GREY;
  if (hue < 0)
    hue += 360;
  while (i + 1 < G_N_ELEMENTS (hues) && hue >= hues[i].until)
    i++;
  if ((hues[i].colour == GESSO_COLOUR_ORANGE || hues[i].colour == GESSO_COLOUR_YELLOW) && lab.l < 55)
    return GESSO_COLOUR_BROWN;
  if (hues[i].colour == GESSO_COLOUR_RED && lab.l > 70)
    return GESSO_COLOUR_PINK;
  return hues[i].colour;
}

static gboolean
count_colours (const GessoImage *image,
               guint            *colours,
               GError          **error)
{
  g_autoptr (GessoImage) rgb = shrink (image, COUNT_SIDE, COUNT_SIDE, error);
  guint counts[GESSO_N_COLOURS] = { 0 };

  if (rgb == NULL)
    return FALSE;
  for (guint y = 0; y < COUNT_SIDE; y++)
    for (guint x = 0; x < COUNT_SIDE; x++)
      counts[name_colour (gesso_image_get_row (rgb, y) + 3 * x)]++;
  *colours = 0;
  for (guint i = 0; i < GESSO_N_COLOURS; i++)
    if (counts[i] >= SHARE * COUNT_SIDE * COUNT_SIDE)
      *colours |= 1u << i;
  return TRUE;
}

gboolean
gesso_picture_signature_compute (const GessoImage *image,
                                 GessoSignature   *signature,
                                 guint            *colours,
                                 GError          **error)
{
  memset (signature, 0, sizeof *signature);
  return compute_hash (image, &signature->hash, error) && compute_grid (image, signature->grid, error) &&
         count_colours (image, colours, error);
}

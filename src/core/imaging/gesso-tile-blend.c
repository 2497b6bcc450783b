/* gesso-tile-blend.c
 *
 * Works row by row: two rows of the level are mixed (contiguous, vectorised),
 * the two neighbours of each pixel are picked from the mix, then mixed, tinted
 * and blended in loops over bytes that vectorise too. An opaque picture has
 * three bytes a pixel all the way. Where the mask is nothing, or one value, or
 * has no line in it, nothing is spent on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-tile-blend.h"
#include "gesso-tile-kernels.h"
#include "gesso-tile-mask.h"

/* Fields behind transparency, and the lines between large pixels. */
#define CHECKER_LIGHT 0xcc
#define CHECKER_DARK  0x99
/* A power of two: how long the pieces of a broken line are. */
#define DASH          4
#define GRID_GREY     0x80
#define GRID_STRENGTH 0x60

/* Everything one tile needs; buffers for a row. Each has room for four bytes a
 * pixel, so that the last pixel of three may be written with a fourth. */
typedef struct
{
  const GessoTileScene *scene;
  const GessoImage *level;
  guint n_level;
  guint channels; /* of the level, and of the buffers */
  int x, y, width, height;
  GessoTileAxis across, down;

  guint8 *mixed;     /* (owned): columns of the level, rows mixed */
  guint8 *above;     /* (owned): premultiplied, when there is alpha */
  guint8 *below;     /* (owned) */
  guint8 *here;      /* (owned) */
  guint8 *next;      /* (owned) */
  guint8 *out;       /* (owned) */
  guint8 *fractions; /* (owned): of next, for each byte */
  guint8 *strength;  /* (owned): of the tint, for each byte */
  guint8 *tint;      /* (owned): its colour, again and again */
} Blend;

/* Of what is shown, in image pixels. */
static void
get_size (const GessoTileScene *scene,
          int                  *width,
          int                  *height)
{
  *width = gesso_pyramid_get_width (scene->pyramid);
  *height = gesso_pyramid_get_height (scene->pyramid);
  if (scene->preview != NULL)
    gesso_preview_get_size (scene->preview, width, height);
}

int
gesso_tile_scene_get_width (const GessoTileScene *scene)
{
  int width, height;

  get_size (scene, &width, &height);
  return MAX ((int) ceil (width * scene->scale - 1e-6), 1);
}

int
gesso_tile_scene_get_height (const GessoTileScene *scene)
{
  int width, height;

  get_size (scene, &width, &height);
  return MAX ((int) ceil (height * scene->scale - 1e-6), 1);
}

/* Columns @across of row @y of the level, with alpha premultiplied into @buffer. */
static const guint8 *
get_source_row (Blend  *blend,
                int     y,
                guint8 *buffer)
{
  const guint8 *row = gesso_image_get_row (blend->level, (guint) y) + (gsize) blend->across.first * blend->channels;

  if (blend->channels == 3)
    return row;
  gesso_tile_kernel_premultiply (row, buffer, (gsize) blend->across.count);
  return buffer;
}

/* Picks a pixel for each of @n and the one right of it. Of three bytes a fourth
 * comes along: the next pixel is written over it, and after the last there is room. */
static inline void
pick_two (const guint8 *restrict in,
          gsize                  channels,
          const int *restrict    index,
          guint8 *restrict       here,
          guint8 *restrict       next,
          int                    n)
{
#pragma GCC unroll 4
  for (int x = 0; x < n; x++, here += channels, next += channels)
    {
      const guint8 *from = in + (gsize) index[x] * channels;

      memcpy (here, from, 4);
      memcpy (next, from + channels, 4);
    }
}

static inline void
pick (const guint8 *restrict in,
      gsize                  channels,
      const int *restrict    index,
      guint8 *restrict       out,
      int                    n)
{
#pragma GCC unroll 4
  for (int x = 0; x < n; x++, out += channels)
    memcpy (out, in + (gsize) index[x] * channels, 4);
}

/* The picture of row @row into out. */
static void
sample_row (Blend *blend,
            int    row)
{
  int y = blend->down.first + blend->down.index[row];
  gsize n = (gsize) blend->across.count * blend->channels, n_out = (gsize) blend->width * blend->channels;
  const guint8 *a = get_source_row (blend, y, blend->above);

  if (blend->down.fraction[row] == 0)
    memcpy (blend->mixed, a, n);
  else
    gesso_tile_kernel_mix_rows (a, get_source_row (blend, y + 1, blend->below), (guint8) blend->down.fraction[row],
                                blend->mixed, n);
  if (blend->across.straight)
    {
      memcpy (blend->out, blend->mixed, n);
      return;
    }
  /* Told the channels as a constant, the compiler multiplies by them for nothing. */
  if (blend->across.whole && blend->channels == 3)
    pick (blend->mixed, 3, blend->across.index, blend->out, blend->width);
  else if (blend->across.whole)
    pick (blend->mixed, 4, blend->across.index, blend->out, blend->width);
  if (blend->across.whole)
    return;
  /* What lies right of the last column never counts; it must only be there. */
  memcpy (blend->mixed + n, blend->mixed + n - blend->channels, blend->channels);
  if (blend->channels == 3)
    pick_two (blend->mixed, 3, blend->across.index, blend->here, blend->next, blend->width);
  else
    pick_two (blend->mixed, 4, blend->across.index, blend->here, blend->next, blend->width);
  gesso_tile_kernel_mix_neighbours (blend->here, blend->next, blend->fractions, blend->out, n_out);
}

static void
lay_on_checker (Blend *blend,
                int    row)
{
  int side = MAX (blend->scene->checker, 1);
  gboolean odd = (blend->y + row) / side % 2 != 0;

  for (int x = 0; x < blend->width; x++)
    {
      guint8 *pixel = blend->out + 4 * x;
      guint16 field = ((blend->x + x) / side % 2 != 0) == odd ? CHECKER_LIGHT : CHECKER_DARK;
      guint8 through = (guint8) gesso_div255 ((guint16) (field * (255 - pixel[3])));

      pixel[0] = (guint8) MIN (pixel[0] + through, 255);
      pixel[1] = (guint8) MIN (pixel[1] + through, 255);
      pixel[2] = (guint8) MIN (pixel[2] + through, 255);
    }
}

/* One value for each byte of a pixel. */
static inline void
spread (const guint8 *restrict values,
        gsize                  channels,
        guint8 *restrict       out,
        int                    n)
{
#pragma GCC unroll 4
  for (int x = 0; x < n; x++, out += channels)
    {
      guint32 all = values[x] * 0x01010101u;

      memcpy (out, &all, sizeof all);
    }
}

static void
tint_row (Blend                  *blend,
          const GessoTileMaskRow *mask)
{
  int from = MAX (mask->from - 1, 0), to = MIN (mask->to - 1, blend->width);
  gsize first = (gsize) from * blend->channels, n = (gsize) (to - from) * blend->channels;
  guint8 *values = blend->here;

  if (to <= from)
    return;
  if (mask->flat)
    {
      gesso_tile_kernel_tint_flat (blend->out, blend->tint,
                                   (guint8) gesso_div255 ((guint16) (mask->pixels[0] * blend->scene->tint[3])), n);
      return;
    }
  gesso_tile_kernel_scale (mask->pixels + 1 + from, blend->scene->tint[3], values, (gsize) (to - from));
  if (blend->channels == 3)
    spread (values, 3, blend->strength, to - from);
  else
    spread (values, 4, blend->strength, to - from);
  gesso_tile_kernel_tint (blend->out + first, blend->tint, blend->strength, n);
}

/* White on the last covered pixel and black on the first free one: seen on any
 * picture. The drawn edge, where the ramp parts it from that, is broken. */
static void
draw_line (Blend *blend,
           int    x,
           int    row,
           guint8 line)
{
  gboolean white = line == GESSO_TILE_LINE_COVERED ||
                   (line == GESSO_TILE_LINE_EDGE && ((blend->x + x + blend->y + row) & DASH) != 0);

  memset (blend->out + (gsize) x * blend->channels, white ? 0xff : 0x00, 3);
}

static void
draw_contour (Blend               *blend,
              const GessoTileMask *mask,
              int                  row)
{
  const GessoTileMaskRow *above = gesso_tile_mask_get_row (mask, row - 1);
  const GessoTileMaskRow *here = gesso_tile_mask_get_row (mask, row);
  const GessoTileMaskRow *below = gesso_tile_mask_get_row (mask, row + 1);
  guint8 *flags = blend->here;
  int from, to;

  if (above->flat && here->flat && below->flat &&
      above->pixels[0] == here->pixels[0] && below->pixels[0] == here->pixels[0])
    return;
  /* One beyond what is covered in any row, and counted without the border. */
  from = MAX (MIN (MIN (above->from, here->from), below->from) - 2, 0);
  to = MIN (MAX (MAX (above->to, here->to), below->to), blend->width);
  if (to <= from)
    return;
  gesso_tile_kernel_find_lines (above->pixels + from, here->pixels + from, below->pixels + from, flags,
                                (gsize) (to - from));
  /* So that whole words can be looked at. */
  memset (flags + (to - from), GESSO_TILE_LINE_NONE, sizeof (guint64));
  for (int x = 0; x < to - from; x += (int) sizeof (guint64))
    {
      guint64 word;

      memcpy (&word, flags + x, sizeof word);
      for (int i = x; word != 0 && i < MIN (x + (int) sizeof word, to - from); i++)
        {
          if (flags[i] != GESSO_TILE_LINE_NONE)
            draw_line (blend, from + i, row, flags[i]);
        }
    }
}

static void
draw_grid (Blend *blend,
           int    row)
{
  const GessoTileAxis *across = &blend->across;
  gboolean line = gesso_tile_axis_is_border (&blend->down, row);

  for (int x = 0; x < blend->width; x++)
    {
      guint8 *pixel = blend->out + (gsize) x * blend->channels;

      if (!line && !gesso_tile_axis_is_border (across, x))
        continue;
      for (int c = 0; c < 3; c++)
        pixel[c] = (guint8) gesso_div255 ((guint16) (pixel[c] * (255 - GRID_STRENGTH) + GRID_GREY * GRID_STRENGTH));
    }
}

/* The row as it is, or without the fourth byte. */
static void
pack_row (Blend  *blend,
          guint8 *to)
{
  int last = blend->width - 1;

  if (blend->channels == 3)
    {
      memcpy (to, blend->out, 3 * (gsize) blend->width);
      return;
    }
  for (int x = 0; x < last; x++)
    memcpy (to + 3 * x, blend->out + 4 * x, 4);
  memcpy (to + 3 * last, blend->out + 4 * last, 3);
}

static void
blend_init (Blend                *blend,
            const GessoTileScene *scene,
            int                   x,
            int                   y,
            GessoImage           *tile)
{
  gsize columns, width = gesso_image_get_width (tile), row = 4 * width + sizeof (guint64);

  blend->scene = scene;
  blend->n_level = gesso_tile_axis_choose_level (scene->scale, gesso_pyramid_get_n_levels (scene->pyramid));
  blend->level = gesso_pyramid_get_level (scene->pyramid, blend->n_level);
  /* A preview is opaque. */
  blend->channels = scene->preview != NULL ? 3 : gesso_image_get_channels (blend->level);
  blend->x = x;
  blend->y = y;
  blend->width = (int) width;
  blend->height = (int) gesso_image_get_height (tile);
  gesso_tile_axis_init (&blend->across, x, blend->width, scene->scale, blend->n_level,
                        (int) gesso_image_get_width (blend->level));
  gesso_tile_axis_init (&blend->down, y, blend->height, scene->scale, blend->n_level,
                        (int) gesso_image_get_height (blend->level));
  /* A pixel more than is read, and one to spare. */
  columns = (gsize) blend->across.count + 2;
  blend->mixed = g_malloc (4 * columns);
  blend->above = g_malloc (4 * columns);
  blend->below = g_malloc (4 * columns);
  blend->here = g_malloc (row);
  blend->next = g_malloc (row);
  blend->out = g_malloc (row);
  blend->fractions = g_malloc (row);
  blend->strength = g_malloc (row);
  blend->tint = g_malloc (row);
  for (gsize i = 0; i < width; i++)
    {
      memset (blend->fractions + i * blend->channels, (guint8) blend->across.fraction[i], blend->channels);
      memcpy (blend->tint + i * blend->channels, scene->tint, 4);
    }
}

static void
blend_clear (Blend *blend)
{
  gesso_tile_axis_clear (&blend->across);
  gesso_tile_axis_clear (&blend->down);
  g_free (blend->mixed);
  g_free (blend->above);
  g_free (blend->below);
  g_free (blend->here);
  g_free (blend->next);
  g_free (blend->out);
  g_free (blend->fractions);
  g_free (blend->strength);
  g_free (blend->tint);
}

void
gesso_tile_blend (const GessoTileScene *scene,
                  int                   x,
                  int                   y,
                  GessoImage           *tile)
{
  Blend blend = { 0 };
  GessoTileMask mask = { 0 };
  gboolean masked;

  g_return_if_fail (gesso_image_get_channels (tile) == 3);

  blend_init (&blend, scene, x, y, tile);
  masked = scene->mask != NULL && gesso_tile_mask_init (&mask, scene->mask, blend.n_level, scene->scale, x, y,
                                                        blend.width, blend.height);
  if (scene->preview != NULL)
    gesso_preview_render (scene->preview, scene->scale, x, y, tile);
  for (int row = 0; row < blend.height; row++)
    {
      guint8 *to = gesso_image_edit_row (tile, (guint) row);

      if (scene->preview != NULL)
        memcpy (blend.out, to, 3 * (gsize) blend.width);
      else
        sample_row (&blend, row);
      if (blend.channels == 4)
        lay_on_checker (&blend, row);
      if (masked)
        gesso_tile_mask_go_to (&mask, row);
      if (masked && scene->tint[3] > 0)
        tint_row (&blend, gesso_tile_mask_get_row (&mask, row));
      if (scene->scale >= GESSO_TILE_GRID_SCALE && scene->preview == NULL)
        draw_grid (&blend, row);
      if (masked && scene->contour)
        draw_contour (&blend, &mask, row);
      pack_row (&blend, to);
    }
  if (masked)
    gesso_tile_mask_clear (&mask);
  blend_clear (&blend);
}

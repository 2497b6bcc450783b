/* gesso-tile-blend.c
 *
 * Works row by row in four bytes a pixel: two rows of the level are mixed
 * (contiguous, vectorised), the two neighbours of each pixel are picked from
 * the mix, then mixed, tinted and blended in loops over bytes that vectorise
 * too, and packed to three bytes at the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-tile-axis.h"
#include "gesso-tile-blend.h"

/* Fields behind transparency, and the lines between large pixels. */
#define CHECKER_LIGHT 0xcc
#define CHECKER_DARK  0x99
/* A power of two: how long the pieces of a broken line are. */
#define DASH          4
#define GRID_GREY     0x80
#define GRID_STRENGTH 0x60

/* Everything one tile needs; buffers for a row unless said otherwise. */
typedef struct
{
  const GessoTileScene *scene;
  const GessoImage *level;
  guint n_level;
  guint channels;
  int x, y, width, height;
  GessoTileAxis across, down;

  guint8 *mixed;     /* (owned): columns of the level, rows mixed */
  guint8 *above;     /* (owned): premultiplied, when there is alpha */
  guint8 *below;     /* (owned) */
  guint8 *here;      /* (owned): 4 bytes a pixel */
  guint8 *next;      /* (owned) */
  guint8 *out;       /* (owned) */
  guint16 *fraction; /* (owned): of next, the same for 4 bytes */
  guint16 *strength; /* (owned): of the tint, the same for 4 bytes */
  guint8 *tint;      /* (owned): its colour, again and again */
  guint8 *mask;      /* (owned) (nullable): of the tile with a border of one pixel */
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

static void
mix_rows (const guint8 *restrict a,
          const guint8 *restrict b,
          guint16                fraction,
          guint8 *restrict       to,
          gsize                  n)
{
  guint16 rest = (guint16) (256 - fraction);

  for (gsize i = 0; i < n; i++)
    {
      guint16 sum = (guint16) (a[i] * rest + b[i] * fraction + 128);

      to[i] = (guint8) (sum >> 8);
    }
}

static void
mix_neighbours (const guint8 *restrict  a,
                const guint8 *restrict  b,
                const guint16 *restrict fraction,
                guint8 *restrict        to,
                gsize                   n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 f = fraction[i], rest = (guint16) (256 - f);
      guint16 sum = (guint16) (a[i] * rest + b[i] * f + 128);

      to[i] = (guint8) (sum >> 8);
    }
}

/* Lays @colour over @out by @strength, byte by byte. */
static void
mix_colour (guint8 *restrict        out,
            const guint8 *restrict  colour,
            const guint16 *restrict strength,
            gsize                   n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint16 s = strength[i], rest = (guint16) (255 - s);
      guint16 sum = (guint16) (out[i] * rest + colour[i] * s + 128);

      out[i] = (guint8) ((guint16) (sum + (sum >> 8)) >> 8);
    }
}

/* Where coverage begins: 2 on the last pixel that has some, 1 on the first that has none. */
static void
find_contour (const guint8 *restrict above,
              const guint8 *restrict here,
              const guint8 *restrict below,
              guint8 *restrict       flags,
              gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint8 most = MAX (MAX (here[i], here[i + 2]), MAX (above[i + 1], below[i + 1]));
      guint8 least = MIN (MIN (here[i], here[i + 2]), MIN (above[i + 1], below[i + 1]));
      guint8 first_free = (guint8) ((here[i + 1] == 0) & (most != 0));
      guint8 last_covered = (guint8) ((here[i + 1] != 0) & (least == 0));

      flags[i] = (guint8) (first_free + 2 * last_covered);
    }
}

/* Along the drawn edge: the last pixels that are at least half covered, where
 * coverage falls so slowly that this is not where it begins. */
static void
find_edge (const guint8 *restrict above,
           const guint8 *restrict here,
           const guint8 *restrict below,
           guint8 *restrict       flags,
           gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    {
      guint8 least = MIN (MIN (here[i], here[i + 2]), MIN (above[i + 1], below[i + 1]));

      flags[i] = (guint8) ((here[i + 1] >= 128) & (least < 128) & (least >= 96));
    }
}

static void
premultiply (const guint8 *restrict in,
             guint8 *restrict       out,
             gsize                  n)
{
  for (gsize i = 0; i < n; i++, in += 4, out += 4)
    {
      guint16 alpha = in[3];

      out[0] = (guint8) gesso_div255 ((guint16) (in[0] * alpha));
      out[1] = (guint8) gesso_div255 ((guint16) (in[1] * alpha));
      out[2] = (guint8) gesso_div255 ((guint16) (in[2] * alpha));
      out[3] = (guint8) alpha;
    }
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
  premultiply (row, buffer, (gsize) blend->across.count);
  return buffer;
}

/* Picks a pixel of 3 or 4 bytes for each of @n; the buffer has a byte to spare. */
static void
pick (const guint8 *in,
      guint         channels,
      const int    *index,
      guint8       *out,
      int           n)
{
  if (channels == 3)
    {
      for (int x = 0; x < n; x++)
        memcpy (out + 4 * x, in + 3 * index[x], 4);
    }
  else
    {
      for (int x = 0; x < n; x++)
        memcpy (out + 4 * x, in + 4 * index[x], 4);
    }
}

/* The picture of row @row into out, 4 bytes a pixel. */
static void
sample_row (Blend *blend,
            int    row)
{
  int y = blend->down.first + blend->down.index[row];
  gsize n = (gsize) blend->across.count * blend->channels;
  const guint8 *a = get_source_row (blend, y, blend->above);

  if (blend->down.fraction[row] == 0)
    memcpy (blend->mixed, a, n);
  else
    mix_rows (a, get_source_row (blend, y + 1, blend->below), blend->down.fraction[row], blend->mixed, n);
  if (blend->across.whole)
    {
      pick (blend->mixed, blend->channels, blend->across.index, blend->out, blend->width);
      return;
    }
  /* What lies right of the last column never counts; it must only be there. */
  memcpy (blend->mixed + n, blend->mixed + n - blend->channels, blend->channels);
  pick (blend->mixed, blend->channels, blend->across.index, blend->here, blend->width);
  pick (blend->mixed + blend->channels, blend->channels, blend->across.index, blend->next, blend->width);
  mix_neighbours (blend->here, blend->next, blend->fraction, blend->out, 4 * (gsize) blend->width);
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

static void
tint_row (Blend        *blend,
          const guint8 *mask)
{
  for (int x = 0; x < blend->width; x++)
    {
      guint64 here = gesso_div255 ((guint16) (mask[x] * blend->scene->tint[3]));
      guint64 all = here * G_GUINT64_CONSTANT (0x0001000100010001);

      memcpy (blend->strength + 4 * x, &all, sizeof all);
    }
  mix_colour (blend->out, blend->tint, blend->strength, 4 * (gsize) blend->width);
}

/* Whether @n bytes of three rows are all one value: no line runs through them. */
static gboolean
is_plain (const guint8 *row,
          gsize         stride,
          gsize         n)
{
  for (int i = 0; i < 3; i++)
    {
      if (row[i * stride] != row[0] || memcmp (row + i * stride, row + i * stride + 1, n - 1) != 0)
        return FALSE;
    }
  return TRUE;
}

/* White on the last covered pixel and black on the first free one: seen on any
 * picture. The drawn edge, where the ramp parts it from that, is broken. */
static void
draw_contour (Blend        *blend,
              const guint8 *mask,
              gsize         stride,
              int           row)
{
  guint8 *flags = blend->here;

  if (is_plain (mask - stride - 1, stride, (gsize) blend->width + 2))
    return;
  find_edge (mask - stride - 1, mask - 1, mask + stride - 1, flags, (gsize) blend->width);
  for (int x = 0; x < blend->width; x++)
    {
      if (flags[x] != 0)
        memset (blend->out + 4 * x, (blend->x + x + blend->y + row) & DASH ? 0xff : 0x00, 3);
    }

  find_contour (mask - stride - 1, mask - 1, mask + stride - 1, flags, (gsize) blend->width);
  for (int x = 0; x < blend->width; x++)
    {
      if (flags[x] != 0)
        memset (blend->out + 4 * x, flags[x] == 2 ? 0xff : 0x00, 3);
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
      guint8 *pixel = blend->out + 4 * x;

      if (!line && !gesso_tile_axis_is_border (across, x))
        continue;
      for (int c = 0; c < 3; c++)
        pixel[c] = (guint8) gesso_div255 ((guint16) (pixel[c] * (255 - GRID_STRENGTH) + GRID_GREY * GRID_STRENGTH));
    }
}

static void
unpack_row (const guint8 *in,
            guint8       *out,
            int           n)
{
  for (int x = 0; x < n; x++)
    memcpy (out + 4 * x, in + 3 * x, 3);
}

static void
pack_row (const guint8 *in,
          guint8       *out,
          int           n)
{
  for (int x = 0; x < n - 1; x++)
    memcpy (out + 3 * x, in + 4 * x, 4);
  memcpy (out + 3 * (n - 1), in + 4 * (n - 1), 3);
}

static void
blend_init (Blend                *blend,
            const GessoTileScene *scene,
            int                   x,
            int                   y,
            GessoImage           *tile)
{
  gsize columns, width = gesso_image_get_width (tile);

  blend->scene = scene;
  blend->n_level = gesso_tile_axis_choose_level (scene->scale, gesso_pyramid_get_n_levels (scene->pyramid));
  blend->level = gesso_pyramid_get_level (scene->pyramid, blend->n_level);
  blend->channels = gesso_image_get_channels (blend->level);
  blend->x = x;
  blend->y = y;
  blend->width = (int) width;
  blend->height = (int) gesso_image_get_height (tile);
  gesso_tile_axis_init (&blend->across, x, blend->width, scene->scale, blend->n_level,
                        (int) gesso_image_get_width (blend->level));
  gesso_tile_axis_init (&blend->down, y, blend->height, scene->scale, blend->n_level,
                        (int) gesso_image_get_height (blend->level));
  /* A pixel more than is read, and room for the fourth byte of the last one. */
  columns = (gsize) blend->across.count + 2;
  blend->mixed = g_malloc (4 * columns);
  blend->above = g_malloc (4 * columns);
  blend->below = g_malloc (4 * columns);
  blend->here = g_malloc (4 * width);
  blend->next = g_malloc (4 * width);
  blend->out = g_malloc (4 * width);
  blend->fraction = g_new (guint16, 4 * width);
  blend->strength = g_new (guint16, 4 * width);
  blend->tint = g_malloc (4 * width);
  for (gsize i = 0; i < 4 * width; i++)
    {
      blend->fraction[i] = blend->across.fraction[i / 4];
      blend->tint[i] = scene->tint[i % 4];
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
  g_free (blend->fraction);
  g_free (blend->strength);
  g_free (blend->tint);
  g_free (blend->mask);
}

/* The mask of the tile and one device pixel around it, or NULL where all of it is 0. */
static guint8 *
sample_mask (Blend *blend)
{
  int width = blend->width + 2, height = blend->height + 2;
  GessoMask *mask = gesso_mask_levels_get_mask (blend->scene->mask);
  g_auto (GessoTileAxis) across = { 0 };
  g_auto (GessoTileAxis) down = { 0 };
  g_autofree guint8 *source = NULL;
  g_autofree guint8 *mixed = NULL;
  guint8 *out;
  GessoRect rect;
  gsize stride;

  gesso_tile_axis_init (&across, blend->x - 1, width, blend->scene->scale, blend->n_level,
                        (gesso_mask_get_width (mask) + (1 << blend->n_level) - 1) >> blend->n_level);
  gesso_tile_axis_init (&down, blend->y - 1, height, blend->scene->scale, blend->n_level,
                        (gesso_mask_get_height (mask) + (1 << blend->n_level) - 1) >> blend->n_level);
  rect = (GessoRect) { across.first, down.first, across.count, down.count };
  stride = (gsize) rect.width;
  source = g_malloc (stride * (gsize) rect.height);
  gesso_mask_levels_read (blend->scene->mask, blend->n_level, &rect, source, stride);
  if (source[0] == 0 && memcmp (source, source + 1, stride * (gsize) rect.height - 1) == 0)
    return NULL;

  mixed = g_malloc (stride + 1);
  out = g_malloc ((gsize) width * (gsize) height);
  for (int y = 0; y < height; y++)
    {
      const guint8 *a = source + (gsize) down.index[y] * stride;
      guint8 *to = out + (gsize) y * (gsize) width;

      if (down.fraction[y] == 0)
        memcpy (mixed, a, stride);
      else
        mix_rows (a, a + stride, down.fraction[y], mixed, stride);
      mixed[stride] = mixed[stride - 1];
      for (int x = 0; x < width; x++)
        {
          guint f = across.fraction[x];
          const guint8 *here = mixed + across.index[x];

          to[x] = (guint8) ((here[0] * (256 - f) + here[1] * f + 128) >> 8);
        }
    }
  return out;
}

void
gesso_tile_blend (const GessoTileScene *scene,
                  int                   x,
                  int                   y,
                  GessoImage           *tile)
{
  Blend blend = { 0 };
  gsize stride;

  g_return_if_fail (gesso_image_get_channels (tile) == 3);

  blend_init (&blend, scene, x, y, tile);
  stride = (gsize) blend.width + 2;
  if (scene->mask != NULL)
    blend.mask = sample_mask (&blend);
  if (scene->preview != NULL)
    gesso_preview_render (scene->preview, scene->scale, x, y, tile);
  for (int row = 0; row < blend.height; row++)
    {
      const guint8 *mask = blend.mask != NULL ? blend.mask + (gsize) (row + 1) * stride + 1 : NULL;

      if (scene->preview != NULL)
        unpack_row (gesso_image_get_row (tile, (guint) row), blend.out, blend.width);
      else
        sample_row (&blend, row);
      if (blend.channels == 4 && scene->preview == NULL)
        lay_on_checker (&blend, row);
      if (mask != NULL && scene->tint[3] > 0)
        tint_row (&blend, mask);
      if (scene->scale >= GESSO_TILE_GRID_SCALE && scene->preview == NULL)
        draw_grid (&blend, row);
      if (mask != NULL && scene->contour)
        draw_contour (&blend, mask, stride, row);
      pack_row (blend.out, gesso_image_edit_row (tile, (guint) row), blend.width);
    }
  blend_clear (&blend);
}

/* gesso-patch-level.c - the scales of a picture with a hole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-patch.h"

#include <stdlib.h>
#include <string.h>

#include "gesso-bands.h"

#define BAND_ROWS 64

/* A gradient this many times over fills a byte: photographs rarely exceed 60 on average. */
#define TEXTURE_GAIN 3

/* The prices of a source as far away as the picture is wide or high: those of
 * patches 8 and 24 levels apart. Light, distance and horizon change upwards. */
#define PATCH_BYTES (GESSO_PATCH_SIZE * GESSO_PATCH_SIZE * GESSO_PATCH_CHANNELS)
#define ACROSS_COST (8 * 8 * PATCH_BYTES)
#define ALONG_COST (24 * 24 * PATCH_BYTES)

void
gesso_patch_level_free (GessoPatchLevel *self)
{
  if (self == NULL)
    return;
  g_free (self->pixels);
  g_free (self->flags);
  g_free (self->depth);
  g_free (self->match);
  g_free (self->cost);
  g_free (self->lift);
  g_free (self->first_source);
  g_free (self->home_x);
  g_free (self->home_y);
  g_free (self);
}

static GessoPatchLevel *
level_alloc (int width,
             int height,
             int scale)
{
  GessoPatchLevel *self = g_new0 (GessoPatchLevel, 1);
  gsize pixels = (gsize) width * height;

  self->width = width;
  self->height = height;
  self->scale = scale;
  self->pixels = g_try_malloc0_n (pixels, GESSO_PATCH_CHANNELS);
  self->flags = g_try_malloc0 (pixels);
  self->depth = g_try_malloc0 (pixels);
  self->first_source = g_new0 (int, height + 1);
  if (self->pixels == NULL || self->flags == NULL || self->depth == NULL)
    g_clear_pointer (&self, gesso_patch_level_free);
  return self;
}

/* Sets in @near[0 … width) whether a hole lies within a patch's radius in row @y. */
static void
find_holes_near (const GessoPatchLevel *self,
                 int                    y,
                 guint8                *near)
{
  const guint8 *flags = self->flags + (gsize) y * self->width;
  int reach = -1;

  memset (near, 0, (gsize) MAX (self->width, 0));
  for (int x = 0; x < self->width; x++)
    if (flags[x] & GESSO_PATCH_HOLE)
      {
        int first = MAX (MAX (x - GESSO_PATCH_RADIUS, reach + 1), 0);

        reach = MIN (x + GESSO_PATCH_RADIUS, self->width - 1);
        for (int i = first; i <= reach; i++)
          near[i] = 1;
      }
}

/* Tells sources from targets: a whole patch is one or the other. */
static void
mark_patches (GessoPatchLevel *self)
{
  const int radius = GESSO_PATCH_RADIUS, size = GESSO_PATCH_SIZE;
  g_autofree guint8 *near = g_malloc ((gsize) self->width * size);
  int x0 = self->width, y0 = self->height, x1 = -1, y1 = -1;

  for (int y = 0; y < MIN (size - 1, self->height); y++)
    find_holes_near (self, y, near + (gsize) (y % size) * self->width);
  for (int y = radius; y < self->height - radius; y++)
    {
      guint8 *flags = self->flags + (gsize) y * self->width;

      find_holes_near (self, y + radius, near + (gsize) ((y + radius) % size) * self->width);
      for (int x = radius; x < self->width - radius; x++)
        {
          int holes = 0;

          for (int i = 0; i < size; i++)
            holes |= near[(gsize) i * self->width + x];
          if (holes == 0)
            {
              flags[x] |= GESSO_PATCH_SOURCE;
              continue;
            }
          flags[x] |= GESSO_PATCH_TARGET;
          self->n_targets++;
          x0 = MIN (x0, x);
          x1 = MAX (x1, x);
          y0 = MIN (y0, y);
          y1 = MAX (y1, y);
        }
    }
  if (self->n_targets > 0)
    self->area = (GessoRect) { x0, y0, x1 - x0 + 1, y1 - y0 + 1 };
}

static void
count_sources (GessoPatchLevel *self)
{
  int count = 0;

  for (int y = 0; y < self->height; y++)
    {
      const guint8 *flags = self->flags + (gsize) y * self->width;

      self->first_source[y] = count;
      for (int x = 0; x < self->width; x++)
        count += (flags[x] & GESSO_PATCH_SOURCE) != 0;
    }
  self->first_source[self->height] = count;
}

/* City-block steps from what is known: down and right, then up and left. */
static void
measure_depth (GessoPatchLevel *self)
{
  const int width = self->width;

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < width; x++)
      {
        gsize i = (gsize) y * width + x;
        int depth = (self->flags[i] & GESSO_PATCH_HOLE) ? 255 : 0;

        if (depth > 0 && x > 0)
          depth = MIN (depth, self->depth[i - 1] + 1);
        if (depth > 0 && y > 0)
          depth = MIN (depth, self->depth[i - width] + 1);
        self->depth[i] = depth;
      }
  for (int y = self->height - 1; y >= 0; y--)
    for (int x = width - 1; x >= 0; x--)
      {
        gsize i = (gsize) y * width + x;

        if (x + 1 < width)
          self->depth[i] = MIN (self->depth[i], self->depth[i + 1] + 1);
        if (y + 1 < self->height)
          self->depth[i] = MIN (self->depth[i], self->depth[i + width] + 1);
      }
}

static void
prepare (GessoPatchLevel *self)
{
  mark_patches (self);
  count_sources (self);
  measure_depth (self);
}

/* --- from a picture --- */

/* What is being cut out of which picture. */
typedef struct
{
  GessoPatchLevel *level;
  const GessoImage *image, *mask;
  const GessoRect *crop;
  guint channels;
  gboolean opaque;
} Cut;

static int
get_luma (const guint8 *pixel,
          guint         channels)
{
  return channels == 1 ? pixel[0] : (pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8;
}

/* How much the picture changes to the right of and below (@x, @y), where that is known. */
static int
measure_texture (const Cut *cut,
                 int        x,
                 int        y)
{
  const guint8 *row = gesso_image_get_row (cut->image, y);
  const guint8 *mask = gesso_image_get_row (cut->mask, y);
  const guint8 *pixel = row + (gsize) x * cut->channels;
  int luma = get_luma (pixel, cut->channels);
  int texture = 0;

  if (x + 1 < cut->crop->x + cut->crop->width && mask[x + 1] == 0)
    texture += abs (luma - get_luma (pixel + cut->channels, cut->channels));
  if (y + 1 < cut->crop->y + cut->crop->height && gesso_image_get_row (cut->mask, y + 1)[x] == 0)
    texture += abs (luma - get_luma (gesso_image_get_row (cut->image, y + 1) + (gsize) x * cut->channels,
                                     cut->channels));
  return MIN (texture * TEXTURE_GAIN, 255);
}

/* Adds the pixel at (@x, @y) of the picture to @sum. */
static void
add_pixel (const Cut *cut,
           int        x,
           int        y,
           guint32    sum[GESSO_PATCH_CHANNELS])
{
  const guint8 *pixel = gesso_image_get_row (cut->image, y) + (gsize) x * cut->channels;
  guint alpha = cut->opaque ? 255 : pixel[3];

  for (int c = 0; c < 3; c++)
    sum[c] += (pixel[cut->channels == 1 ? 0 : c] * alpha + 127) / 255;
  sum[3] += cut->opaque ? (guint) measure_texture (cut, x, y) : alpha;
}

/* One pixel of the level: the mean of its block, a hole when any pixel of the block is one. */
static void
cut_pixel (const Cut *cut,
           int        x,
           int        y)
{
  GessoPatchLevel *self = cut->level;
  guint32 sum[GESSO_PATCH_CHANNELS] = { 0 };
  guint32 known = 0, holes = 0;
  int x0 = cut->crop->x + x * self->scale, y0 = cut->crop->y + y * self->scale;
  int x1 = MIN (x0 + self->scale, cut->crop->x + cut->crop->width);
  int y1 = MIN (y0 + self->scale, cut->crop->y + cut->crop->height);
  guint8 *pixel = gesso_patch_level_pixel (self, x, y);

  for (int j = y0; j < y1; j++)
    {
      const guint8 *mask = gesso_image_get_row (cut->mask, j);

      for (int i = x0; i < x1; i++)
        {
          if (mask[i] > 0)
            {
              holes++;
              continue;
            }
          known++;
          add_pixel (cut, i, j, sum);
        }
    }
  if (known > 0)
    for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
      pixel[c] = (sum[c] + known / 2) / known;
  if (holes > 0)
    self->flags[(gsize) y * self->width + x] = GESSO_PATCH_HOLE;
}

static void
cut_band_cb (int      first,
             int      last,
             gpointer user_data)
{
  const Cut *cut = user_data;

  for (int y = first; y < last; y++)
    for (int x = 0; x < cut->level->width; x++)
      cut_pixel (cut, x, y);
}

/**
 * gesso_patch_level_new_from_image:
 * @mask: 1 channel; every pixel above 0 is hole
 * @crop: the part to work on, inside the picture
 * @scale: 1, 2, 4 …
 * @opaque: whether the fourth channel is texture rather than alpha
 *
 * A hole at this level covers all of the hole in the picture, so that what is
 * copied from a source at any scale is known in the picture.
 */
GessoPatchLevel *
gesso_patch_level_new_from_image (const GessoImage *image,
                                  const GessoImage *mask,
                                  const GessoRect  *crop,
                                  int               scale,
                                  gboolean          opaque)
{
  GessoPatchLevel *self = level_alloc ((crop->width + scale - 1) / scale,
                                       (crop->height + scale - 1) / scale, scale);
  Cut cut = { self, image, mask, crop, gesso_image_get_channels (image), opaque };

  if (self == NULL)
    return NULL;
  gesso_bands_run (self->height, BAND_ROWS, 0, cut_band_cb, &cut, NULL);
  prepare (self);
  return self;
}

/* --- from a finer level --- */

static void
halve_pixel (GessoPatchLevel       *self,
             const GessoPatchLevel *fine,
             int                    x,
             int                    y)
{
  guint sum[GESSO_PATCH_CHANNELS] = { 0 };
  guint known = 0, all = 0;
  guint8 *pixel = gesso_patch_level_pixel (self, x, y);

  for (int j = 2 * y; j < MIN (2 * y + 2, fine->height); j++)
    for (int i = 2 * x; i < MIN (2 * x + 2, fine->width); i++)
      {
        const guint8 *p = gesso_patch_level_pixel (fine, i, j);

        all++;
        if (gesso_patch_level_flags (fine, i, j) & GESSO_PATCH_HOLE)
          continue;
        known++;
        for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
          sum[c] += p[c];
      }
  if (known > 0)
    for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
      pixel[c] = (sum[c] + known / 2) / known;
  if (2 * known < all)
    self->flags[(gsize) y * self->width + x] = GESSO_PATCH_HOLE;
}

/**
 * gesso_patch_level_new_half:
 *
 * Blocks that are at least half known count as known: thin strokes vanish
 * early, and what is guessed in the coarse rests on all that is known.
 */
GessoPatchLevel *
gesso_patch_level_new_half (const GessoPatchLevel *fine)
{
  GessoPatchLevel *self = level_alloc ((fine->width + 1) / 2, (fine->height + 1) / 2, fine->scale * 2);

  if (self == NULL)
    return NULL;
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      halve_pixel (self, fine, x, y);
  prepare (self);
  return self;
}

/* @at reflected into first … last, to and fro as often as it takes. */
static int
reflect (int at,
         int first,
         int last)
{
  int length = last - first + 1;
  int around = 2 * length;
  int place = (at - first) % around;

  if (place < 0)
    place += around;
  return first + (place < length ? place : around - 1 - place);
}

/* The way prices are per length of the picture, so that all its scales agree. */
static void
set_homes (GessoPatchLevel *self,
           const GessoRect *known)
{
  self->home_x = g_new (int, self->width);
  self->home_y = g_new (int, self->height);
  for (int x = 0; x < self->width; x++)
    self->home_x[x] = known != NULL ? reflect (x, known->x, known->x + known->width - 1) : x;
  for (int y = 0; y < self->height; y++)
    self->home_y[y] = known != NULL ? reflect (y, known->y, known->y + known->height - 1) : y;
  self->across = 256 * ACROSS_COST / self->width;
  self->along = 256 * ALONG_COST / self->height;
}

/**
 * gesso_patch_level_begin:
 * @known: (nullable): the rectangle of what is known when all else is hole
 *
 * A hole inside a picture is best made from what lies beside it. What is
 * beyond an edge is best made from as far inside of it: from what is just
 * inside, streaks would grow.
 */
gboolean
gesso_patch_level_begin (GessoPatchLevel *self,
                         const GessoRect *known)
{
  gsize slots = (gsize) self->area.width * self->area.height;

  set_homes (self, known);
  self->match = g_try_malloc0_n (slots, sizeof *self->match);
  self->cost = g_try_malloc0_n (slots, sizeof *self->cost);
  return self->match != NULL && self->cost != NULL;
}

gint64
gesso_patch_level_count_sources (const GessoPatchLevel *self)
{
  return self->first_source[self->height];
}

GessoPatchPoint
gesso_patch_level_get_source (const GessoPatchLevel *self,
                              gint64                 rank)
{
  int low = 0, high = self->height - 1;
  int left;

  /* The last row that begins at or before @rank. */
  while (low < high)
    {
      int middle = (low + high + 1) / 2;

      if (self->first_source[middle] <= rank)
        low = middle;
      else
        high = middle - 1;
    }
  left = rank - self->first_source[low];
  for (int x = 0; x < self->width; x++)
    if ((gesso_patch_level_flags (self, x, low) & GESSO_PATCH_SOURCE) && left-- == 0)
      return (GessoPatchPoint) { x, low };
  g_assert_not_reached ();
}

/* gesso-ramp.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-ramp.h"
#include "gesso-tile-axis.h"
#include "gesso-tile-blend.h"

/* The boxes of a blur reach no further in all than this, in pixels of the level they run on. */
#define REACH_MAX 16

/* No mask has more half sizes. */
#define LEVEL_MAX 9

/* A part of a level, one byte a pixel. */
typedef struct
{
  GessoRect rect; /* in pixels of the level; may lie outside of it */
  guint8 *pixels; /* (owned) */
} Field;

static void
field_clear (Field *self)
{
  g_free (self->pixels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Field, field_clear)

static int
shift_up (int   value,
          guint level)
{
  return -((-value) >> level);
}

/* Sets to 0 what lies outside @limit, which is in pixels of the level. */
static void
keep_inside (Field           *field,
             const GessoRect *limit)
{
  GessoRect kept = gesso_rect_intersect (&field->rect, limit);
  gsize stride = (gsize) field->rect.width;
  int left = kept.x - field->rect.x, top = kept.y - field->rect.y;

  for (int y = 0; y < field->rect.height; y++)
    {
      guint8 *row = field->pixels + (gsize) y * stride;

      if (gesso_rect_is_empty (&kept) || y < top || y >= top + kept.height)
        {
          memset (row, 0, stride);
          continue;
        }
      memset (row, 0, (gsize) left);
      memset (row + left + kept.width, 0, stride - (gsize) (left + kept.width));
    }
}

/* Beyond the mask's border the border goes on. */
static void
read_level (const GessoRamp *ramp,
            guint            level,
            Field           *field)
{
  GessoMask *mask = gesso_mask_levels_get_mask (ramp->levels);
  GessoRect all = { 0, 0, shift_up (gesso_mask_get_width (mask), level), shift_up (gesso_mask_get_height (mask), level) };
  GessoRect inside = gesso_rect_intersect (&field->rect, &all);
  GessoRect limit = { ramp->limit.x >> level, ramp->limit.y >> level, 0, 0 };
  gsize stride = (gsize) field->rect.width;
  int left = inside.x - field->rect.x, top = inside.y - field->rect.y;

  field->pixels = g_malloc0 (stride * (gsize) field->rect.height);
  if (gesso_rect_is_empty (&inside))
    return;
  gesso_mask_levels_read (ramp->levels, level, &inside, field->pixels + (gsize) top * stride + left, stride);
  limit.width = shift_up (ramp->limit.x + ramp->limit.width, level) - limit.x;
  limit.height = shift_up (ramp->limit.y + ramp->limit.height, level) - limit.y;
  /* A mask that is not cut has no border at the picture's own. */
  if (limit.x > 0 || limit.y > 0 || limit.width < all.width || limit.height < all.height)
    keep_inside (field, &limit);
  for (int y = top; y < top + inside.height; y++)
    {
      guint8 *row = field->pixels + (gsize) y * stride;

      memset (row, row[left], (gsize) left);
      memset (row + left + inside.width, row[left + inside.width - 1], stride - (gsize) (left + inside.width));
    }
  for (int y = 0; y < field->rect.height; y++)
    {
      int from = CLAMP (y, top, top + inside.height - 1);

      if (from != y)
        memcpy (field->pixels + (gsize) y * stride, field->pixels + (gsize) from * stride, stride);
    }
}

static gboolean
is_flat (const Field *field,
         guint8      *value)
{
  gsize n = (gsize) field->rect.width * (gsize) field->rect.height;

  *value = field->pixels[0];
  return (*value == 0 || *value == 255) && memcmp (field->pixels, field->pixels + 1, n - 1) == 0;
}

/* The mean of 2 × @reach + 1 pixels across; the row has room for it at both ends of @padded. */
static void
blur_row (guint8 *row,
          guint8 *padded,
          int     width,
          int     reach)
{
  guint32 reciprocal = (65536 + (guint32) reach) / (2 * (guint32) reach + 1), sum = 0;

  memset (padded, row[0], (gsize) reach + 1);
  memcpy (padded + reach + 1, row, (gsize) width);
  memset (padded + reach + 1 + width, row[width - 1], (gsize) reach);
  for (int x = 0; x < 2 * reach + 1; x++)
    sum += padded[x];
  for (int x = 0; x < width; x++)
    {
      sum += (guint32) padded[x + 2 * reach + 1] - padded[x];
      row[x] = (guint8) ((sum * reciprocal + 32768) >> 16);
    }
}

/* One row of the mean down: @sums moves on from the row that leaves to the one that enters. */
static void
blur_down (guint16 *restrict      sums,
           const guint8 *restrict enters,
           const guint8 *restrict leaves,
           guint8 *restrict       to,
           guint16                reciprocal,
           int                    width)
{
  for (int x = 0; x < width; x++)
    {
      sums[x] = (guint16) (sums[x] + enters[x] - leaves[x]);
      to[x] = (guint8) (((guint32) sums[x] * reciprocal + 32768) >> 16);
    }
}

static void
blur_columns (Field   *field,
              guint8  *scratch,
              guint16 *sums,
              int      reach)
{
  int width = field->rect.width, height = field->rect.height;
  gsize stride = (gsize) width;
  guint16 reciprocal = (guint16) ((65536 + reach) / (2 * reach + 1));

  memset (sums, 0, stride * sizeof *sums);
  for (int y = -reach - 1; y < reach; y++)
    {
      const guint8 *row = field->pixels + (gsize) CLAMP (y, 0, height - 1) * stride;

      for (int x = 0; x < width; x++)
        sums[x] = (guint16) (sums[x] + row[x]);
    }
  for (int y = 0; y < height; y++)
    blur_down (sums, field->pixels + (gsize) MIN (y + reach, height - 1) * stride,
               field->pixels + (gsize) MAX (y - reach - 1, 0) * stride, scratch + (gsize) y * stride, reciprocal, width);
  memcpy (field->pixels, scratch, stride * (gsize) height);
}

/* Three boxes whose reaches add up to @reach, as of gesso_mask_feather(). */
static void
blur (Field *field,
      int    reach)
{
  gsize width = (gsize) field->rect.width;
  g_autofree guint8 *scratch = g_malloc (width * (gsize) field->rect.height);
  g_autofree guint8 *padded = g_malloc (width + 2 * (gsize) reach + 2);
  g_autofree guint16 *sums = g_new (guint16, width);

  for (int i = 0; i < 3; i++)
    {
      int part = (reach + i) / 3;

      if (part == 0)
        continue;
      for (int y = 0; y < field->rect.height; y++)
        blur_row (field->pixels + (gsize) y * width, padded, field->rect.width, part);
      blur_columns (field, scratch, sums, part);
    }
}

/* Into @ramp, which holds what is blurred. */
static void
place_ramp (const guint8 *restrict drawn,
            guint8 *restrict       ramp,
            GessoEdge              edge,
            gsize                  n)
{
  if (edge == GESSO_EDGE_OUTSIDE)
    for (gsize i = 0; i < n; i++)
      ramp[i] = drawn[i] >= 128 ? 255 : gesso_ramp_outside (ramp[i]);
  else
    for (gsize i = 0; i < n; i++)
      ramp[i] = drawn[i] < 128 ? 0 : (guint8) MAX (2 * ramp[i] - 255, 0);
}

/* Where a run of device pixels lies in a level; the neighbour after @index exists in the field. */
typedef struct
{
  int *index;        /* (owned) */
  guint16 *fraction; /* (owned): of 256 */
} Places;

static void
places_clear (Places *self)
{
  g_free (self->index);
  g_free (self->fraction);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static void
places_init (Places *self,
             int     start,
             int     n,
             double  step,
             gboolean crisp,
             int     first)
{
  self->index = g_new (int, (gsize) n);
  self->fraction = g_new (guint16, (gsize) n);
  for (int i = 0; i < n; i++)
    {
      double at = (start + i + 0.5) * step - (crisp ? 0 : 0.5), whole = floor (at);

      self->index[i] = (int) whole - first;
      self->fraction[i] = crisp ? 0 : (guint16) ((at - whole) * 256);
    }
}

/* The pixels of a level that device pixels need, @reach around them. */
static GessoRect
find_field (int    x,
            int    y,
            int    width,
            int    height,
            double step,
            int    reach)
{
  int left = (int) floor (x * step - 0.5) - reach, top = (int) floor (y * step - 0.5) - reach;
  int right = (int) ceil ((x + width) * step + 0.5) + reach, bottom = (int) ceil ((y + height) * step + 0.5) + reach;

  return (GessoRect) { left, top, right - left + 1, bottom - top + 1 };
}

static void
mix_down (const guint8 *restrict a,
          const guint8 *restrict b,
          guint16 *restrict      to,
          guint16                down,
          gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    to[i] = (guint16) (a[i] * (256 - down) + b[i] * down);
}

/* @field, bilinear or whole pixels, at the device pixels. */
static guint8 *
lay_out (const Field *field,
         int          x,
         int          y,
         int          width,
         int          height,
         double       step,
         gboolean     crisp)
{
  guint8 *out = g_malloc ((gsize) width * (gsize) height), *to = out;
  gsize stride = (gsize) field->rect.width;
  g_autofree guint16 *mixed = g_new (guint16, stride);
  g_auto (Places) across = { NULL };
  g_auto (Places) down = { NULL };

  places_init (&across, x, width, step, crisp, field->rect.x);
  places_init (&down, y, height, step, crisp, field->rect.y);
  for (int row = 0; row < height; row++, to += width)
    {
      const guint8 *a = field->pixels + (gsize) down.index[row] * stride;

      /* At the scale of the level itself. */
      if (step == 1 && across.fraction[0] == 0 && down.fraction[row] == 0)
        {
          memcpy (to, a + across.index[0], (gsize) width);
          continue;
        }
      mix_down (a, a + stride, mixed, down.fraction[row], stride);
      for (int i = 0; i < width; i++)
        {
          const guint16 *here = mixed + across.index[i];
          guint32 fraction = across.fraction[i];

          to[i] = (guint8) ((here[0] * (256 - fraction) + here[1] * fraction + 32768) >> 16);
        }
    }
  return out;
}

guint8 *
gesso_ramp_sample (const GessoRamp *self,
                   int              x,
                   int              y,
                   int              width,
                   int              height)
{
  guint own = gesso_tile_axis_choose_level (self->scale, LEVEL_MAX), level;
  double reach = self->edge == GESSO_EDGE_CENTRED ? self->feather / 2 : self->feather;
  double step = 1 / (self->scale * (1 << own)), coarse_step;
  g_auto (Field) drawn = { { 0 } };
  g_auto (Field) soft = { { 0 } };
  g_autofree guint8 *out = NULL;
  guint8 *ramp, value;
  int boxes;

  for (level = own; level + 1 < LEVEL_MAX && reach / (1 << level) > REACH_MAX; level++)
    ;
  boxes = reach > 0 ? (int) MAX (lrint (reach / (1 << level)), level == 0) : 0;
  coarse_step = 1 / (self->scale * (1 << level));
  soft.rect = find_field (x, y, width, height, coarse_step, boxes);
  read_level (self, level, &soft);
  if (is_flat (&soft, &value))
    {
      if (value == 0)
        return NULL;
      ramp = g_malloc ((gsize) width * (gsize) height);
      memset (ramp, 255, (gsize) width * (gsize) height);
      return ramp;
    }
  if (boxes > 0)
    blur (&soft, boxes);
  ramp = lay_out (&soft, x, y, width, height, coarse_step, boxes == 0 && self->scale >= GESSO_TILE_CRISP_SCALE);
  if (boxes == 0 || self->edge == GESSO_EDGE_CENTRED)
    return ramp;
  drawn.rect = find_field (x, y, width, height, step, 0);
  read_level (self, own, &drawn);
  out = lay_out (&drawn, x, y, width, height, step, self->scale >= GESSO_TILE_CRISP_SCALE);
  place_ramp (out, ramp, self->edge, (gsize) width * (gsize) height);
  return ramp;
}

/* gesso-mask-stroke.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-mask-stroke.h"
#include "gesso-mask-tiles.h"

/* Dabs of a width's tenth look like one line; none closer than half a pixel. */
#define SPACING 0.1
#define SPACING_MIN 0.5
/* The string of a wholly smoothed stroke, in shares of the width and of the reach. */
#define STRING_WIDTH 0.5
#define STRING_REACH 4.0
/* Farther out than any brush reaches, near enough for whole numbers. */
#define FAR_AWAY (4.0 * GESSO_IMAGE_MAX_SIDE)

struct _GessoMaskStroke
{
  GessoMask *mask;           /* (owned) */
  GessoMask *cover;          /* (owned): the dabs, by their maximum */
  GessoMaskSnapshot *before; /* (owned) */
  GessoMaskStamps *stamps;   /* (borrowed) */
  double size;
  double string; /* how far behind the pointer the line may stay */
  guint8 opacity;
  gboolean subtract;
  gboolean begun;
  GessoMaskPoint last; /* where the line has come to */
  double owed;         /* pixels still to go until the next dab */
  GessoRect painted;   /* all of the stroke */
};

GessoMaskStroke *
gesso_mask_stroke_new (GessoMask                  *mask,
                       GessoMaskStamps            *stamps,
                       const GessoMaskToolOptions *options,
                       gboolean                    subtract)
{
  GessoMaskStroke *self = g_new0 (GessoMaskStroke, 1);

  self->mask = g_object_ref (mask);
  self->cover = gesso_mask_new (gesso_mask_get_width (mask), gesso_mask_get_height (mask));
  self->before = gesso_mask_snapshot (mask);
  self->stamps = stamps;
  self->size = CLAMP (options->size, 1, 4096);
  self->string = CLAMP (options->smoothing, 0, 1) * MAX (self->size * STRING_WIDTH, options->reach * STRING_REACH);
  self->opacity = (guint8) lrint (CLAMP (options->opacity, 0, 1) * 255);
  self->subtract = subtract;
  return self;
}

void
gesso_mask_stroke_free (GessoMaskStroke *self)
{
  g_object_unref (self->mask);
  g_object_unref (self->cover);
  gesso_mask_snapshot_unref (self->before);
  g_free (self);
}

static double
get_diameter (GessoMaskStroke *self,
              double           pressure)
{
  return MAX (self->size * CLAMP (pressure, 0, 1), 1);
}

/* Gives the rectangle of the dab, cut to the mask. */
static GessoRect
stamp_dab (GessoMaskStroke *self,
           double           x,
           double           y,
           double           pressure)
{
  const GessoMaskStamp *stamp;
  GessoMaskIter iter;
  GessoMaskPatch patch;
  GessoRect all = gesso_mask_get_extents (self->cover);
  GessoRect rect;
  double diameter = get_diameter (self, pressure);
  int left, top, reach = (int) ceil (diameter / 2) + 2;

  /* No stamp is made for what cannot be seen. */
  rect = (GessoRect) { (int) floor (x) - reach, (int) floor (y) - reach, 2 * reach + 1, 2 * reach + 1 };
  rect = gesso_rect_intersect (&rect, &all);
  if (gesso_rect_is_empty (&rect))
    return rect;
  stamp = gesso_mask_stamps_get (self->stamps, diameter, x, y, &left, &top);
  rect = (GessoRect) { left, top, stamp->size, stamp->size };
  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (self->cover), &rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      guint8 *tile = gesso_mask_edit_tile (self->cover, patch.index) + patch.offset;
      int from_x = patch.x - left, from_y = patch.y - top;

      for (int row = 0; row < patch.height; row++)
        {
          int first = MAX (stamp->first[from_y + row], from_x);
          int last = MIN (stamp->last[from_y + row], from_x + patch.width);

          if (first < last)
            gesso_mask_kernel_max (tile + (gsize) row * GESSO_MASK_TILE + (first - from_x),
                                   stamp->pixels + (gsize) (from_y + row) * (gsize) stamp->size + first,
                                   (gsize) (last - first));
        }
    }
  return iter.rect;
}

/* Lays the gathered dabs over the mask as it was, inside @dirty. */
static void
lay_over (GessoMaskStroke *self,
          const GessoRect *dirty)
{
  const GessoMaskGrid *before = gesso_mask_snapshot_peek_grid (self->before);
  const GessoMaskGrid *cover = gesso_mask_peek_grid (self->cover);
  GessoMaskIter iter;
  GessoMaskPatch patch;
  guint8 flat[GESSO_MASK_TILE];

  gesso_mask_iter_init (&iter, cover, dirty);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      const GessoMaskTile *base = before->tiles[patch.index];
      const guint8 *dabs;
      guint8 *to;

      if (cover->tiles[patch.index] == NULL)
        continue;
      dabs = cover->tiles[patch.index]->pixels + patch.offset;
      to = gesso_mask_edit_tile (self->mask, patch.index) + patch.offset;
      memset (flat, before->values[patch.index], sizeof flat);
      for (int row = 0; row < patch.height; row++)
        {
          gsize offset = (gsize) row * GESSO_MASK_TILE;
          const guint8 *under = base != NULL ? base->pixels + patch.offset + offset : flat;

          if (self->subtract)
            gesso_mask_kernel_subtract (to + offset, under, dabs + offset, self->opacity, (gsize) patch.width);
          else
            gesso_mask_kernel_add (to + offset, under, dabs + offset, self->opacity, (gsize) patch.width);
        }
    }
}

static GessoMaskPoint
make_sane (const GessoMaskPoint *point)
{
  GessoMaskPoint sane = *point;

  sane.x = isfinite (sane.x) ? CLAMP (sane.x, -FAR_AWAY, FAR_AWAY) : -FAR_AWAY;
  sane.y = isfinite (sane.y) ? CLAMP (sane.y, -FAR_AWAY, FAR_AWAY) : -FAR_AWAY;
  sane.pressure = isfinite (sane.pressure) ? CLAMP (sane.pressure, 0, 1) : 1;
  return sane;
}

/* Dabs from where the line has come to, up to @to. */
static GessoRect
draw_segment (GessoMaskStroke      *self,
              const GessoMaskPoint *to)
{
  GessoMaskPoint from = self->last;
  double dx = to->x - from.x, dy = to->y - from.y;
  double length = hypot (dx, dy);
  double at = self->owed;
  GessoRect dirty = { 0 };

  while (at <= length && length > 0)
    {
      double t = at / length;
      double pressure = from.pressure + (to->pressure - from.pressure) * t;
      GessoRect dab = stamp_dab (self, from.x + dx * t, from.y + dy * t, pressure);

      dirty = gesso_rect_union (&dirty, &dab);
      at += MAX (get_diameter (self, pressure) * SPACING, SPACING_MIN);
    }
  self->owed = at - length;
  self->last = *to;
  return dirty;
}

/* Where the string pulls the line to; where it was, while the string is loose. */
static GessoMaskPoint
pull (GessoMaskStroke      *self,
      const GessoMaskPoint *point)
{
  GessoMaskPoint pulled = *point;
  double dx = point->x - self->last.x, dy = point->y - self->last.y;
  double length = hypot (dx, dy);

  if (self->string <= 0)
    return pulled;
  pulled.x = length > self->string ? point->x - dx / length * self->string : self->last.x;
  pulled.y = length > self->string ? point->y - dy / length * self->string : self->last.y;
  return pulled;
}

GessoRect
gesso_mask_stroke_add (GessoMaskStroke      *self,
                       const GessoMaskPoint *points,
                       guint                 n_points)
{
  GessoRect dirty = { 0 };

  for (guint i = 0; i < n_points; i++)
    {
      GessoMaskPoint point = make_sane (&points[i]);
      GessoRect part;

      if (self->begun)
        {
          GessoMaskPoint pulled = pull (self, &point);

          part = draw_segment (self, &pulled);
        }
      else
        {
          part = stamp_dab (self, point.x, point.y, point.pressure);
          self->owed = MAX (get_diameter (self, point.pressure) * SPACING, SPACING_MIN);
          self->last = point;
          self->begun = TRUE;
        }
      dirty = gesso_rect_union (&dirty, &part);
    }
  lay_over (self, &dirty);
  self->painted = gesso_rect_union (&self->painted, &dirty);
  return dirty;
}

GessoRect
gesso_mask_stroke_finish (GessoMaskStroke      *self,
                          const GessoMaskPoint *point)
{
  GessoRect dirty;

  /* The line comes home to the pointer. */
  self->string = 0;
  dirty = gesso_mask_stroke_add (self, point, 1);
  gesso_mask_compact (self->mask, &self->painted);
  return dirty;
}

GessoRect
gesso_mask_stroke_revert (GessoMaskStroke *self)
{
  return gesso_mask_restore (self->mask, self->before);
}

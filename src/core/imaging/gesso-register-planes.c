/* gesso-register-planes.c - pictures as levels of brightness
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-register-private.h"

/* The coarsest level is about this long; none has a side shorter than this. */
#define COARSEST_SIDE 48
#define SHORTEST_SIDE 12

/* What may have changed is taken as this much larger: models also touch what is next to it. */
#define MARGIN_SHARE 0.015

/* Reach of the local mean, as a share of the longer side. */
#define MEAN_SHARE (1 / 24.0)

static RegisterPlane
plane_new (int width,
           int height)
{
  return (RegisterPlane) { width, height, g_new0 (float, (gsize) width * (gsize) height) };
}

static void
plane_clear (RegisterPlane *plane)
{
  g_clear_pointer (&plane->pixels, g_free);
}

static gboolean
plane_from_image (RegisterPlane    *plane,
                  const GessoImage *image,
                  int               width,
                  int               height,
                  GError          **error)
{
  g_autoptr (GessoImage) scaled = gesso_image_scale (image, (guint) width, (guint) height, error);
  g_autoptr (GessoImage) grey = scaled != NULL ? gesso_image_convert (scaled, 1, error) : NULL;

  if (grey == NULL)
    return FALSE;
  *plane = plane_new (width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      plane->pixels[(gsize) y * (gsize) width + (gsize) x] = gesso_image_get_row (grey, (guint) y)[x];
  return TRUE;
}

static RegisterPlane
halve (const RegisterPlane *plane)
{
  RegisterPlane half = plane_new (plane->width / 2, plane->height / 2);

  for (int y = 0; y < half.height; y++)
    {
      const float *a = plane->pixels + (gsize) (2 * y) * (gsize) plane->width, *b = a + plane->width;
      float *to = half.pixels + (gsize) y * (gsize) half.width;

      for (int x = 0; x < half.width; x++)
        to[x] = 0.25f * (a[2 * x] + a[2 * x + 1] + b[2 * x] + b[2 * x + 1]);
    }
  return half;
}

/* Means of 2 × @reach + 1 values along a line; beyond its ends the last value goes on. */
static void
blur_line (const float *from,
           float       *to,
           int          count,
           gsize        step,
           int          reach)
{
  double sum = 0;

  for (int i = -reach; i <= reach; i++)
    sum += from[(gsize) CLAMP (i, 0, count - 1) * step];
  for (int i = 0; i < count; i++)
    {
      to[(gsize) i * step] = (float) (sum / (2 * reach + 1));
      sum += from[(gsize) MIN (i + reach + 1, count - 1) * step] - from[(gsize) MAX (i - reach, 0) * step];
    }
}

static RegisterPlane
without_mean (const RegisterPlane *plane)
{
  int reach = MAX (3, (int) (MAX (plane->width, plane->height) * MEAN_SHARE));
  gsize width = (gsize) plane->width, n = width * (gsize) plane->height;
  RegisterPlane result = plane_new (plane->width, plane->height);
  g_autofree float *rows = g_new (float, n);

  for (int y = 0; y < plane->height; y++)
    blur_line (plane->pixels + (gsize) y * width, rows + (gsize) y * width, plane->width, 1, reach);
  for (gsize x = 0; x < width; x++)
    blur_line (rows + x, result.pixels + x, plane->height, width, reach);
  for (gsize i = 0; i < n; i++)
    result.pixels[i] = plane->pixels[i] - result.pixels[i];
  return result;
}

/* Marks the cells that hold any coverage. */
static void
mark_covered (RegisterPlane    *marks,
              const GessoImage *coverage)
{
  guint width = gesso_image_get_width (coverage), height = gesso_image_get_height (coverage);

  for (guint y = 0; y < height; y++)
    {
      const guint8 *row = gesso_image_get_row (coverage, y);
      gsize line = (gsize) ((guint64) y * (guint) marks->height / height) * (gsize) marks->width;

      for (guint x = 0; x < width; x++)
        if (row[x] > 0)
          marks->pixels[line + (gsize) ((guint64) x * (guint) marks->width / width)] = 1;
    }
}

/* 1 where nothing is marked within @reach cells, else 0. */
static RegisterPlane
keep_away (const RegisterPlane *marks,
           int                  reach)
{
  gsize width = (gsize) marks->width, n = width * (gsize) marks->height;
  RegisterPlane result = plane_new (marks->width, marks->height);
  g_autofree float *rows = g_new (float, n);

  for (int y = 0; y < marks->height; y++)
    blur_line (marks->pixels + (gsize) y * width, rows + (gsize) y * width, marks->width, 1, reach);
  for (gsize x = 0; x < width; x++)
    blur_line (rows + x, result.pixels + x, marks->height, width, reach);
  for (gsize i = 0; i < n; i++)
    result.pixels[i] = result.pixels[i] > 1e-6f ? 0 : 1;
  return result;
}

static RegisterPlane
make_weight (const GessoImage *coverage,
             int               width,
             int               height)
{
  RegisterPlane marks = plane_new (width, height), weight;

  if (coverage != NULL)
    mark_covered (&marks, coverage);
  weight = keep_away (&marks, MAX (1, (int) (MAX (width, height) * MARGIN_SHARE)));
  plane_clear (&marks);
  return weight;
}

static int
round_side (double side)
{
  return (int) CLAMP (lrint (side), 1, 4 * REGISTER_SIDE);
}

static gboolean
is_coarse_enough (const RegisterPlane *plane)
{
  return MAX (plane->width, plane->height) <= COARSEST_SIDE * 4 / 3 ||
         MIN (plane->width, plane->height) < 2 * SHORTEST_SIDE;
}

static void
add_level (RegisterPlanes *self,
           RegisterPlane  *parent,
           RegisterPlane  *reply,
           RegisterPlane   weight)
{
  RegisterLevel *level = &self->levels[self->count++];

  level->weight = weight;
  level->parent = without_mean (parent);
  level->reply = without_mean (reply);
}

gboolean
register_planes_init (RegisterPlanes       *self,
                      const GessoImage     *parent,
                      const GessoImage     *coverage,
                      const GessoImage     *reply,
                      const GessoPlacement *expected,
                      GError              **error)
{
  guint width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  guint reply_width = gesso_image_get_width (reply), reply_height = gesso_image_get_height (reply);
  double scale = MIN (1, REGISTER_SIDE / (double) MAX (width, height));
  int across = round_side (width * scale), down = round_side (height * scale);
  int reply_across, reply_down;
  RegisterPlane a, b;

  self->parent_x = (double) width / across;
  self->parent_y = (double) height / down;
  reply_across = round_side (reply_width / (expected->scale_x * self->parent_x));
  reply_down = round_side (reply_height / (expected->scale_y * self->parent_y));
  self->reply_x = (double) reply_width / reply_across;
  self->reply_y = (double) reply_height / reply_down;
  if (!plane_from_image (&self->bright_parent, parent, across, down, error) ||
      !plane_from_image (&self->bright_reply, reply, reply_across, reply_down, error))
    return FALSE;
  add_level (self, &self->bright_parent, &self->bright_reply, make_weight (coverage, across, down));
  a = self->bright_parent;
  b = self->bright_reply;
  while (self->count < REGISTER_LEVELS && !is_coarse_enough (&a) && MIN (b.width, b.height) >= 2 * SHORTEST_SIDE)
    {
      RegisterPlane half_a = halve (&a), half_b = halve (&b);

      if (self->count > 1)
        {
          plane_clear (&a);
          plane_clear (&b);
        }
      a = half_a;
      b = half_b;
      add_level (self, &a, &b, halve (&self->levels[self->count - 1].weight));
    }
  if (self->count > 1)
    {
      plane_clear (&a);
      plane_clear (&b);
    }
  return TRUE;
}

void
register_planes_clear (RegisterPlanes *self)
{
  for (int i = 0; i < self->count; i++)
    {
      plane_clear (&self->levels[i].parent);
      plane_clear (&self->levels[i].weight);
      plane_clear (&self->levels[i].reply);
    }
  plane_clear (&self->bright_parent);
  plane_clear (&self->bright_reply);
}

GessoPlacement
register_planes_to_level (const RegisterPlanes *self,
                          const GessoPlacement *full)
{
  return (GessoPlacement) { full->scale_x * self->parent_x / self->reply_x, full->scale_y * self->parent_y / self->reply_y,
                            full->x0 / self->reply_x, full->y0 / self->reply_y };
}

GessoPlacement
register_planes_from_level (const RegisterPlanes *self,
                            const GessoPlacement *placement)
{
  return (GessoPlacement) { placement->scale_x * self->reply_x / self->parent_x,
                            placement->scale_y * self->reply_y / self->parent_y,
                            placement->x0 * self->reply_x, placement->y0 * self->reply_y };
}

/* gesso-patch-guess.c - what each scale starts from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-patch.h"

#include <string.h>

/* How far a pixel looks for a target of the coarser level to take its match from. */
#define COARSE_REACH 3

/* Above any cost that a patch can have: to be replaced by whatever comes. */
#define UNKNOWN_COST (1 << 26)

/* --- colours --- */

/* The mean of the neighbours of (@x, @y) that are @known; FALSE when there is none. */
static gboolean
average_neighbours (const GessoPatchLevel *level,
                    const guint8          *known,
                    int                    x,
                    int                    y,
                    guint8                *out)
{
  guint sum[GESSO_PATCH_CHANNELS] = { 0 };
  guint count = 0;

  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, level->height - 1); j++)
    for (int i = MAX (x - 1, 0); i <= MIN (x + 1, level->width - 1); i++)
      {
        const guint8 *pixel = gesso_patch_level_pixel (level, i, j);

        if (!known[(gsize) j * level->width + i])
          continue;
        count++;
        for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
          sum[c] += pixel[c];
      }
  for (int c = 0; count > 0 && c < GESSO_PATCH_CHANNELS; c++)
    out[c] = (sum[c] + count / 2) / count;
  return count > 0;
}

/* Appends the unknown neighbours of (@x, @y), marked as queued (2), to @ring. */
static void
queue_neighbours (const GessoPatchLevel *level,
                  guint8                *known,
                  int                    x,
                  int                    y,
                  GArray                *ring)
{
  for (int j = MAX (y - 1, 0); j <= MIN (y + 1, level->height - 1); j++)
    for (int i = MAX (x - 1, 0); i <= MIN (x + 1, level->width - 1); i++)
      {
        GessoPatchPoint point = { i, j };
        guint8 *state = &known[(gsize) j * level->width + i];

        if (*state != 0)
          continue;
        *state = 2;
        g_array_append_val (ring, point);
      }
}

/* Ring by ring from the rim inwards, each pixel the mean of what is settled around it. */
void
gesso_patch_guess_smooth (GessoPatchLevel *self)
{
  gsize pixels = (gsize) self->width * self->height;
  g_autofree guint8 *state = g_malloc0 (pixels);
  g_autofree guint8 *known = g_malloc0 (pixels);
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (GessoPatchPoint));

  for (gsize i = 0; i < pixels; i++)
    known[i] = state[i] = (self->flags[i] & GESSO_PATCH_HOLE) == 0;
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      if (known[(gsize) y * self->width + x])
        queue_neighbours (self, state, x, y, ring);

  while (ring->len > 0)
    {
      g_autoptr (GArray) inner = g_array_new (FALSE, FALSE, sizeof (GessoPatchPoint));

      for (guint i = 0; i < ring->len; i++)
        {
          GessoPatchPoint point = g_array_index (ring, GessoPatchPoint, i);

          average_neighbours (self, known, point.x, point.y,
                              gesso_patch_level_pixel (self, point.x, point.y));
          queue_neighbours (self, state, point.x, point.y, inner);
        }
      for (guint i = 0; i < ring->len; i++)
        {
          GessoPatchPoint point = g_array_index (ring, GessoPatchPoint, i);

          known[(gsize) point.y * self->width + point.x] = 1;
        }
      g_array_unref (ring);
      ring = g_steal_pointer (&inner);
    }
}

/* --- matches --- */

static GessoPatchPoint
pick_source (const GessoPatchLevel *self,
             guint32               *random)
{
  guint64 sources = gesso_patch_level_count_sources (self);

  return gesso_patch_level_get_source (self, (gesso_patch_random (random) * sources) >> 32);
}

void
gesso_patch_guess_matches (GessoPatchLevel *self,
                           guint32          seed)
{
  const GessoRect *area = &self->area;

  for (int y = area->y; y < area->y + area->height; y++)
    {
      guint32 random = gesso_patch_seed_row (seed, self->scale, -1, y);

      for (int x = area->x; x < area->x + area->width; x++)
        if (gesso_patch_level_flags (self, x, y) & GESSO_PATCH_TARGET)
          {
            gsize slot = gesso_patch_level_slot (self, x, y);

            self->match[slot] = pick_source (self, &random);
            self->cost[slot] = UNKNOWN_COST;
          }
    }
}

/* The target of @coarse nearest to (@x, @y), looking outwards; FALSE when none is near. */
static gboolean
find_coarse_target (const GessoPatchLevel *coarse,
                    int                    x,
                    int                    y,
                    int                   *target_x,
                    int                   *target_y)
{
  for (int reach = 0; reach <= COARSE_REACH; reach++)
    for (int j = MAX (y - reach, 0); j <= MIN (y + reach, coarse->height - 1); j++)
      for (int i = MAX (x - reach, 0); i <= MIN (x + reach, coarse->width - 1); i++)
        if (gesso_patch_level_flags (coarse, i, j) & GESSO_PATCH_TARGET)
          {
            *target_x = i;
            *target_y = j;
            return TRUE;
          }
  return FALSE;
}

static void
guess_target (GessoPatchLevel       *self,
              const GessoPatchLevel *coarse,
              int                    x,
              int                    y,
              guint32               *random)
{
  gsize slot = gesso_patch_level_slot (self, x, y);
  int tx, ty;

  if (find_coarse_target (coarse, x / 2, y / 2, &tx, &ty))
    {
      gsize from = gesso_patch_level_slot (coarse, tx, ty);
      int sx = x + 2 * (coarse->match[from].x - tx);
      int sy = y + 2 * (coarse->match[from].y - ty);

      if (gesso_patch_level_is_source (self, sx, sy))
        {
          self->match[slot] = (GessoPatchPoint) { sx, sy };
          self->cost[slot] = coarse->cost[from];
          return;
        }
    }
  self->match[slot] = pick_source (self, random);
  self->cost[slot] = UNKNOWN_COST;
}

/* A hole's pixel that no patch covers gets its colour from here alone. */
static void
copy_coarse_pixels (GessoPatchLevel       *self,
                    const GessoPatchLevel *coarse)
{
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      if (gesso_patch_level_flags (self, x, y) & GESSO_PATCH_HOLE)
        memcpy (gesso_patch_level_pixel (self, x, y),
                gesso_patch_level_pixel (coarse, x / 2, y / 2), GESSO_PATCH_CHANNELS);
}

void
gesso_patch_guess_from_coarse (GessoPatchLevel       *self,
                               const GessoPatchLevel *coarse,
                               guint32                seed)
{
  const GessoRect *area = &self->area;

  copy_coarse_pixels (self, coarse);
  for (int y = area->y; y < area->y + area->height; y++)
    {
      guint32 random = gesso_patch_seed_row (seed, self->scale, -1, y);

      for (int x = area->x; x < area->x + area->width; x++)
        if (gesso_patch_level_flags (self, x, y) & GESSO_PATCH_TARGET)
          guess_target (self, coarse, x, y, &random);
    }
}

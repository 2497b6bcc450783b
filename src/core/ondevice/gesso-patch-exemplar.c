/* gesso-patch-exemplar.c - a first guess that carries lines across (Criminisi et al. 2004)
 *
 * Patch by patch from the rim inwards, where strong edges run into the hole
 * first. Slow for what it does, so only for levels of a few thousand pixels;
 * what it decides there shapes all finer levels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-patch.h"

#include <stdlib.h>
#include <string.h>

/* Trust in a pixel that the picture had. */
#define FULL_TRUST 255

/* How far from its place a patch is looked for. */
#define REACH 64

/* Without any edge the rim still has to move. */
#define LEAST_EDGE 2

/* The price of copying a place once more, that of a patch 8 levels apart: the
 * eye is quick to see what repeats. */
#define REPEAT_COST (8 * 8 * GESSO_PATCH_SIZE * GESSO_PATCH_SIZE * GESSO_PATCH_CHANNELS)
#define MOST_USES 16

typedef struct
{
  GessoPatchLevel *level;
  guint8 *trust; /* (owned): 0 for what is not made yet */
  guint8 *uses;  /* (owned): how often a pixel was copied */
} Guess;

static gboolean
is_known (const Guess *guess,
          int          x,
          int          y)
{
  return x >= 0 && y >= 0 && x < guess->level->width && y < guess->level->height &&
         guess->trust[(gsize) y * guess->level->width + x] > 0;
}

static int
get_luma (const Guess *guess,
          int          x,
          int          y)
{
  const guint8 *pixel = gesso_patch_level_pixel (guess->level, x, y);

  return (pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8;
}

/* The centre of the whole patch nearest to the one at (@x, @y). */
static GessoPatchPoint
get_centre (const Guess *guess,
            int          x,
            int          y)
{
  return (GessoPatchPoint) {
    CLAMP (x, GESSO_PATCH_RADIUS, guess->level->width - 1 - GESSO_PATCH_RADIUS),
    CLAMP (y, GESSO_PATCH_RADIUS, guess->level->height - 1 - GESSO_PATCH_RADIUS)
  };
}

/* How strongly an edge at the known pixel (@x, @y) runs along (@nx, @ny), the way into the hole. */
static int
measure_edge (const Guess *guess,
              int          x,
              int          y,
              int          nx,
              int          ny)
{
  int luma = get_luma (guess, x, y);
  int gx = 0, gy = 0;

  if (is_known (guess, x + 1, y))
    gx = get_luma (guess, x + 1, y) - luma;
  else if (is_known (guess, x - 1, y))
    gx = luma - get_luma (guess, x - 1, y);
  if (is_known (guess, x, y + 1))
    gy = get_luma (guess, x, y + 1) - luma;
  else if (is_known (guess, x, y - 1))
    gy = luma - get_luma (guess, x, y - 1);
  return abs (gx * ny - gy * nx) / MAX (MAX (abs (nx), abs (ny)), 1);
}

/* How early the rim's pixel (@x, @y) should be made; 0 when it is not on the rim. */
static gint64
get_priority (const Guess *guess,
              int          x,
              int          y)
{
  GessoPatchPoint centre = get_centre (guess, x, y);
  int nx = 0, ny = 0, edge = 0, trust = 0;

  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      if (is_known (guess, x + i, y + j))
        {
          nx -= i;
          ny -= j;
        }
  if (nx == 0 && ny == 0 && !is_known (guess, x - 1, y) && !is_known (guess, x, y - 1))
    return 0;
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      if (is_known (guess, x + i, y + j))
        edge = MAX (edge, measure_edge (guess, x + i, y + j, nx, ny));
  for (int j = -GESSO_PATCH_RADIUS; j <= GESSO_PATCH_RADIUS; j++)
    for (int i = -GESSO_PATCH_RADIUS; i <= GESSO_PATCH_RADIUS; i++)
      trust += guess->trust[(gsize) (centre.y + j) * guess->level->width + centre.x + i];
  return (gint64) trust * (edge + LEAST_EDGE);
}

/* The difference of what is known of the patch at @to from the source at @from. */
static int
get_cost (const Guess    *guess,
          GessoPatchPoint to,
          GessoPatchPoint from,
          int             limit)
{
  const GessoPatchLevel *level = guess->level;
  int cost = gesso_patch_level_get_way (level, to.x, to.y, from.x, from.y) +
             guess->uses[(gsize) from.y * level->width + from.x] * REPEAT_COST;

  for (int j = -GESSO_PATCH_RADIUS; j <= GESSO_PATCH_RADIUS && cost < limit; j++)
    for (int i = -GESSO_PATCH_RADIUS; i <= GESSO_PATCH_RADIUS; i++)
      {
        const guint8 *a = gesso_patch_level_pixel (level, to.x + i, to.y + j);
        const guint8 *b = gesso_patch_level_pixel (level, from.x + i, from.y + j);

        if (!is_known (guess, to.x + i, to.y + j))
          continue;
        for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
          cost += (a[c] - b[c]) * (a[c] - b[c]);
      }
  return cost;
}

static gboolean
find_source (const Guess     *guess,
             GessoPatchPoint  to,
             GessoPatchPoint *from)
{
  const GessoPatchLevel *level = guess->level;
  int best = G_MAXINT;

  for (int y = MAX (to.y - REACH, 0); y <= MIN (to.y + REACH, level->height - 1); y++)
    for (int x = MAX (to.x - REACH, 0); x <= MIN (to.x + REACH, level->width - 1); x++)
      {
        GessoPatchPoint at = { x, y };
        int cost;

        if (!gesso_patch_level_is_source (level, x, y))
          continue;
        cost = get_cost (guess, to, at, best);
        if (cost < best)
          {
            best = cost;
            *from = at;
          }
      }
  return best < G_MAXINT;
}

/* Makes what is missing of the patch at @to. */
static void
copy_patch (Guess          *guess,
            GessoPatchPoint to,
            GessoPatchPoint from)
{
  const GessoPatchLevel *level = guess->level;
  int trust = 0;

  for (int j = -GESSO_PATCH_RADIUS; j <= GESSO_PATCH_RADIUS; j++)
    for (int i = -GESSO_PATCH_RADIUS; i <= GESSO_PATCH_RADIUS; i++)
      trust += guess->trust[(gsize) (to.y + j) * level->width + to.x + i];
  trust = MAX (trust / (GESSO_PATCH_SIZE * GESSO_PATCH_SIZE), 1);
  for (int j = -GESSO_PATCH_RADIUS; j <= GESSO_PATCH_RADIUS; j++)
    for (int i = -GESSO_PATCH_RADIUS; i <= GESSO_PATCH_RADIUS; i++)
      {
        guint8 *known = &guess->trust[(gsize) (to.y + j) * level->width + to.x + i];
        guint8 *uses;

        if (*known > 0)
          continue;
        *known = trust;
        uses = &guess->uses[(gsize) (from.y + j) * level->width + from.x + i];
        *uses = MIN (*uses + 1, MOST_USES);
        memcpy (gesso_patch_level_pixel (level, to.x + i, to.y + j),
                gesso_patch_level_pixel (level, from.x + i, from.y + j), GESSO_PATCH_CHANNELS);
      }
}

/* The rim's pixel to make next; FALSE when nothing is left. */
static gboolean
find_next (const Guess     *guess,
           GessoPatchPoint *next)
{
  gint64 best = 0;

  for (int y = 0; y < guess->level->height; y++)
    for (int x = 0; x < guess->level->width; x++)
      {
        gint64 priority;

        if (is_known (guess, x, y))
          continue;
        priority = get_priority (guess, x, y);
        if (priority > best)
          {
            best = priority;
            *next = (GessoPatchPoint) { x, y };
          }
      }
  return best > 0;
}

gboolean
gesso_patch_guess_exemplar (GessoPatchLevel *self,
                            GCancellable    *cancellable)
{
  gsize pixels = (gsize) self->width * self->height;
  g_autofree guint8 *trust = g_malloc0 (pixels);
  g_autofree guint8 *uses = g_malloc0 (pixels);
  Guess guess = { self, trust, uses };
  GessoPatchPoint next;

  for (gsize i = 0; i < pixels; i++)
    trust[i] = (self->flags[i] & GESSO_PATCH_HOLE) ? 0 : FULL_TRUST;
  while (find_next (&guess, &next))
    {
      GessoPatchPoint to = get_centre (&guess, next.x, next.y), from;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (!find_source (&guess, to, &from))
        break;
      copy_patch (&guess, to, from);
    }
  return TRUE;
}

/* gesso-fill-complete.c - one region, coarse to fine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-fill-private.h"

#define MAX_LEVELS 16

/* The finest level has at most this many pixels of hole, and of all. What
 * is finer still in the picture is carried over from its matches. */
#define MOST_HOLE_PIXELS (4 * 1000 * 1000)
#define MOST_LEVEL_PIXELS (24 * 1000 * 1000)

/* The coarsest level has at least this many pixels, pixels a side and sources.
 * Any coarser, and lines and horizons are lost on 7 × 7 pixels. */
#define LEAST_PIXELS 8192
#define LEAST_SIDE 24
#define LEAST_SOURCES 96

/* With more of a hole than this the careful first guess would take too long. */
#define MOST_CAREFUL_PIXELS 8192
/* A hole no deeper than this is filled well from its rim alone. */
#define SHALLOW_DEPTH 5

/* How far chance reaches where a coarser level has already looked everywhere. */
#define FINE_RADIUS 64

/* The likeness exponents of the rounds before and of the last one. */
#define SOFT_VOTE 1.0f
#define SHARP_VOTE 4.0f

/** How much work goes into a level. */
typedef struct
{
  int rounds; /* of search and vote */
  int passes; /* of search a round */
} Effort;

/* The pyramid of one region, finest first. */
typedef struct
{
  const GessoFillJob *job;
  const GessoFillRegion *region;
  GessoPatchLevel *levels[MAX_LEVELS]; /* (owned) */
  int n_levels;
  double total, done; /* work, in targets × passes */
} Pyramid;

static void
pyramid_clear (Pyramid *self)
{
  for (int i = 0; i < self->n_levels; i++)
    gesso_patch_level_free (self->levels[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pyramid, pyramid_clear)

static gboolean
set_out_of_memory (GError **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                       _("There is not enough memory to fill an area this large. "
                         "Close other programs, or fill it in smaller parts."));
  return FALSE;
}

static int
get_depth (const GessoPatchLevel *level)
{
  int depth = 0;

  for (gsize i = 0; i < (gsize) level->width * level->height; i++)
    depth = MAX (depth, level->depth[i]);
  return depth;
}

static int
choose_scale (const GessoFillRegion *region)
{
  int scale = 1;

  while (region->pixels / scale / scale > MOST_HOLE_PIXELS ||
         (gint64) region->crop.width * region->crop.height / scale / scale > MOST_LEVEL_PIXELS)
    scale *= 2;
  return scale;
}

/* The coarser the level the cheaper and the more there is to decide. */
static Effort
get_effort (const Pyramid *pyramid,
            int            level)
{
  gint64 targets = pyramid->levels[level]->n_targets;

  if (level == pyramid->n_levels - 1)
    return (Effort) { 16, 3 };
  if (targets < 20000)
    return (Effort) { 8, 3 };
  if (targets < 80000)
    return (Effort) { 5, 2 };
  if (targets < 300000)
    return (Effort) { 3, 2 };
  return (Effort) { 2, 1 };
}

static gboolean
pyramid_build (Pyramid *self,
               GError **error)
{
  const GessoFillRegion *region = self->region;

  self->levels[0] = gesso_patch_level_new_from_image (self->job->image, self->job->mask, &region->crop,
                                                      choose_scale (region), self->job->opaque);
  if (self->levels[0] == NULL)
    return set_out_of_memory (error);
  self->n_levels = 1;
  while (self->n_levels < MAX_LEVELS)
    {
      const GessoPatchLevel *fine = self->levels[self->n_levels - 1];
      GessoPatchLevel *coarse;

      if (g_cancellable_set_error_if_cancelled (self->job->cancellable, error))
        return FALSE;
      if (fine->width * fine->height < 4 * LEAST_PIXELS || MIN (fine->width, fine->height) < 2 * LEAST_SIDE ||
          get_depth (fine) < SHALLOW_DEPTH)
        break;
      coarse = gesso_patch_level_new_half (fine);
      if (coarse == NULL)
        return set_out_of_memory (error);
      if (coarse->n_targets == 0 || gesso_patch_level_count_sources (coarse) < LEAST_SOURCES)
        {
          gesso_patch_level_free (coarse);
          break;
        }
      self->levels[self->n_levels++] = coarse;
    }
  for (int i = 0; i < self->n_levels; i++)
    {
      Effort effort = get_effort (self, i);

      self->total += (double) self->levels[i]->n_targets * effort.rounds * effort.passes;
    }
  return TRUE;
}

static void
tell_progress (const Pyramid *pyramid)
{
  const GessoFillJob *job = pyramid->job;

  if (job->progress != NULL)
    job->progress (job->base + job->span * MIN (pyramid->done / pyramid->total, 1), job->user_data);
}

/* The coarsest level starts from nothing but the rim. */
static gboolean
guess_coarsest (const Pyramid   *pyramid,
                GessoPatchLevel *level)
{
  const GessoFillJob *job = pyramid->job;

  gesso_patch_guess_smooth (level);
  gesso_patch_guess_matches (level, job->seed);
  return level->n_targets > MOST_CAREFUL_PIXELS || gesso_patch_guess_exemplar (level, job->cancellable);
}

/* Where the old picture stands at @level's scale, when the hole is a ring around it. */
static const GessoRect *
find_known (const Pyramid         *pyramid,
            const GessoPatchLevel *level,
            GessoRect             *known)
{
  const GessoRect *crop = &pyramid->region->crop;
  GessoRect old;
  int x, y;

  if (pyramid->job->known == NULL)
    return NULL;
  old = gesso_rect_intersect (pyramid->job->known, crop);
  x = (old.x - crop->x + level->scale - 1) / level->scale;
  y = (old.y - crop->y + level->scale - 1) / level->scale;
  *known = (GessoRect) { x, y,
                         MAX ((old.x - crop->x + old.width) / level->scale - x, 1),
                         MAX ((old.y - crop->y + old.height) / level->scale - y, 1) };
  return known;
}

static gboolean
refine_level (Pyramid *pyramid,
              int      index)
{
  const GessoFillJob *job = pyramid->job;
  GessoPatchLevel *level = pyramid->levels[index];
  Effort effort = get_effort (pyramid, index);
  gboolean coarsest = index == pyramid->n_levels - 1;
  int radius = MAX (level->width, level->height);
  int pass = 0;

  for (int round = 0; round < effort.rounds; round++)
    {
      gboolean last = round == effort.rounds - 1;

      for (int i = 0; i < effort.passes; i++)
        {
          if (!gesso_patch_search (level, job->seed, pass++, coarsest ? radius : MIN (radius, FINE_RADIUS),
                                   i == 0, job->cancellable))
            return FALSE;
          pyramid->done += level->n_targets;
          tell_progress (pyramid);
        }
      if (!gesso_patch_vote (level, last ? SHARP_VOTE : SOFT_VOTE, job->cancellable))
        return FALSE;
    }
  return TRUE;
}

static gboolean
complete_level (Pyramid *pyramid,
                int      index,
                GError **error)
{
  const GessoFillJob *job = pyramid->job;
  GessoPatchLevel *level = pyramid->levels[index];
  GessoPatchLevel **coarse = &pyramid->levels[index + 1];
  GessoRect known;

  if (!gesso_patch_level_begin (level, find_known (pyramid, level, &known)))
    return set_out_of_memory (error);
  if (index < pyramid->n_levels - 1)
    {
      gesso_patch_guess_from_coarse (level, *coarse, job->seed);
      gesso_patch_vote (level, SOFT_VOTE, job->cancellable);
      g_clear_pointer (coarse, gesso_patch_level_free);
    }
  if ((index < pyramid->n_levels - 1 || guess_coarsest (pyramid, level)) && refine_level (pyramid, index))
    return TRUE;
  g_cancellable_set_error_if_cancelled (job->cancellable, error);
  return FALSE;
}

static gboolean
complete_levels (Pyramid *pyramid,
                 GError **error)
{
  const GessoFillJob *job = pyramid->job;

  for (int i = pyramid->n_levels - 1; i >= 0; i--)
    if (!complete_level (pyramid, i, error))
      return FALSE;
  if (gesso_patch_even (pyramid->levels[0], job->cancellable))
    return TRUE;
  g_cancellable_set_error_if_cancelled (job->cancellable, error);
  return FALSE;
}

gboolean
gesso_fill_complete (const GessoFillJob    *job,
                     const GessoFillRegion *region,
                     GError               **error)
{
  g_auto (Pyramid) pyramid = { job, region };

  if (!pyramid_build (&pyramid, error))
    return FALSE;
  if (gesso_patch_level_count_sources (pyramid.levels[0]) == 0)
    {
      /* Not one whole patch is known, so there is no texture to take: a smooth
       * run of colour is all that can be told. */
      gesso_patch_guess_smooth (pyramid.levels[0]);
    }
  else if (!complete_levels (&pyramid, error))
    {
      return FALSE;
    }
  return gesso_fill_paint (job, &region->crop, pyramid.levels[0], error);
}

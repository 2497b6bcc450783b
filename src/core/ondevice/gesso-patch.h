/* gesso-patch.h - one scale of a picture, and for every patch that meets the hole the patch it is made from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/* Patches are 7 × 7: the least that holds texture and edge at one scale. */
#define GESSO_PATCH_RADIUS 3
#define GESSO_PATCH_SIZE (2 * GESSO_PATCH_RADIUS + 1)
/* Bytes a pixel: three of colour, then texture, or alpha of premultiplied colour. */
#define GESSO_PATCH_CHANNELS 4

/** GessoPatchFlags: what a pixel is, and what the patch centred on it is for. */
typedef enum
{
  GESSO_PATCH_HOLE = 1 << 0,   /* the pixel is to be made */
  GESSO_PATCH_SOURCE = 1 << 1, /* its patch is whole and known */
  GESSO_PATCH_TARGET = 1 << 2, /* its patch is whole and meets the hole */
} GessoPatchFlags;

typedef struct
{
  gint16 x, y;
} GessoPatchPoint;

/**
 * GessoPatchLevel:
 * @scale: pixels of the picture along one side of a pixel here
 * @depth: steps from the nearest known pixel, at most 255
 * @area: holds every target
 * @match: for each pixel of @area, the centre of the source patch found for it
 * @cost: how unlike the two patches are
 * @lift: for each pixel of @area, what is to be added to its channels in the end
 * @first_source: for each row the number of sources above it; height + 1 of them
 * @home_x: for each column where its sources should best be
 * @home_y: the same for each row
 * @across: what a step sideways from there adds to the cost, in 1/256
 * @along: what a step up or down adds
 */
typedef struct
{
  int width, height;
  int scale;
  guint8 *pixels; /* (owned) */
  guint8 *flags;  /* (owned) */
  guint8 *depth;  /* (owned) */

  GessoRect area;
  GessoPatchPoint *match; /* (owned) (nullable) */
  gint32 *cost;           /* (owned) (nullable) */
  gint8 *lift;            /* (owned) (nullable) */
  gint64 n_targets;
  int *first_source; /* (owned) */

  int *home_x, *home_y; /* (owned) (nullable) */
  int across, along;
} GessoPatchLevel;

static inline guint8 *
gesso_patch_level_pixel (const GessoPatchLevel *self,
                         int                    x,
                         int                    y)
{
  return self->pixels + ((gsize) y * self->width + x) * GESSO_PATCH_CHANNELS;
}

static inline guint8
gesso_patch_level_flags (const GessoPatchLevel *self,
                         int                    x,
                         int                    y)
{
  return self->flags[(gsize) y * self->width + x];
}

/* Where the target at (@x, @y) keeps its match and cost. */
static inline gsize
gesso_patch_level_slot (const GessoPatchLevel *self,
                        int                    x,
                        int                    y)
{
  return (gsize) (y - self->area.y) * self->area.width + (x - self->area.x);
}

static inline gboolean
gesso_patch_level_is_source (const GessoPatchLevel *self,
                             int                    x,
                             int                    y)
{
  return x >= 0 && y >= 0 && x < self->width && y < self->height &&
         (gesso_patch_level_flags (self, x, y) & GESSO_PATCH_SOURCE) != 0;
}

/* What it costs the target at (@x, @y) to be made from so far away. */
static inline int
gesso_patch_level_get_way (const GessoPatchLevel *self,
                           int                    x,
                           int                    y,
                           int                    sx,
                           int                    sy)
{
  return (ABS (sx - self->home_x[x]) * self->across + ABS (sy - self->home_y[y]) * self->along) >> 8;
}

/* Levels. NULL when memory is out. */
GessoPatchLevel *gesso_patch_level_new_from_image (const GessoImage *image, const GessoImage *mask,
                                                   const GessoRect *crop, int scale, gboolean opaque);
GessoPatchLevel *gesso_patch_level_new_half       (const GessoPatchLevel *fine);
void             gesso_patch_level_free           (GessoPatchLevel *self);
/** Room for matches; wanted only while the level is worked on. FALSE when memory is out. */
gboolean         gesso_patch_level_begin          (GessoPatchLevel *self, const GessoRect *known);
gint64           gesso_patch_level_count_sources  (const GessoPatchLevel *self);
/** The centre of the @rank'th source patch, in reading order. */
GessoPatchPoint  gesso_patch_level_get_source     (const GessoPatchLevel *self, gint64 rank);

/* First guesses. */
/** Colours that run smoothly from the rim inwards. */
void             gesso_patch_guess_smooth         (GessoPatchLevel *self);
/** Patches copied one by one from the rim inwards, along strong edges first. */
gboolean         gesso_patch_guess_exemplar       (GessoPatchLevel *self, GCancellable *cancellable);
/** Matches picked by chance. */
void             gesso_patch_guess_matches        (GessoPatchLevel *self, guint32 seed);
/** Matches of the next coarser level, twice as far. */
void             gesso_patch_guess_from_coarse    (GessoPatchLevel *self, const GessoPatchLevel *coarse, guint32 seed);

/**
 * gesso_patch_search:
 * @pass: how many passes this level has seen; turns the direction round
 * @radius: how far the search by chance reaches
 * @renew: whether the hole's pixels have changed since the costs were computed
 *
 * One pass of PatchMatch: each target tries its neighbours' matches, then
 * points by chance around its own best, nearer and nearer.
 */
gboolean         gesso_patch_search               (GessoPatchLevel *self, guint32 seed, int pass,
                                                   int radius, gboolean renew, GCancellable *cancellable);

/**
 * gesso_patch_vote:
 * @sharpness: 1 blends all patches over a pixel by likeness; more favours the best
 *
 * Makes every pixel of the hole from the matches of the patches that cover it.
 */
gboolean         gesso_patch_vote                 (GessoPatchLevel *self, float sharpness, GCancellable *cancellable);

/** Corrects brightness where patches from different places meet: fills in the lifts. */
gboolean         gesso_patch_even                 (GessoPatchLevel *self, GCancellable *cancellable);

/* The generator all chance comes from: the same numbers on every machine. */
static inline guint32
gesso_patch_seed_row (guint32 seed,
                      int     level,
                      int     pass,
                      int     row)
{
  guint32 h = seed ^ 0x9e3779b9u;

  h = (h ^ (guint32) level) * 0x85ebca6bu;
  h = (h ^ (h >> 13) ^ (guint32) pass) * 0xc2b2ae35u;
  h = (h ^ (h >> 16) ^ (guint32) row) * 0x27d4eb2fu;
  h ^= h >> 15;
  return h != 0 ? h : 1;
}

static inline guint32
gesso_patch_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

/* A number from -@reach to @reach. */
static inline int
gesso_patch_random_step (guint32 *state,
                         int      reach)
{
  return (int) (((guint64) gesso_patch_random (state) * (2 * (guint32) reach + 1)) >> 32) - reach;
}

G_END_DECLS

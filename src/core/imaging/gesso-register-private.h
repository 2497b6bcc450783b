/* gesso-register-private.h - brightness in floats, and what is laid over what
 *
 * All placements here are between the planes of one level: of a parent of at
 * most REGISTER_SIDE pixels a side and a reply at about the same scale. Each
 * level is half of the one before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"
#include "gesso-register.h"

G_BEGIN_DECLS

#define REGISTER_SIDE   384
#define REGISTER_LEVELS 5

/* Of one channel; row by row with no gap. */
typedef struct
{
  int width, height;
  float *pixels; /* (owned) */
} RegisterPlane;

/**
 * RegisterLevel:
 * @parent: brightness, its local mean taken out
 * @weight: 0 where the picture may have changed, else 1
 */
typedef struct
{
  RegisterPlane parent, weight, reply;
} RegisterLevel;

/* level[0] is the finest. */
typedef struct
{
  RegisterLevel levels[REGISTER_LEVELS];
  int count;
  double parent_x, parent_y; /* parent pixels to a pixel of the finest plane */
  double reply_x, reply_y;   /* reply pixels to one */
  RegisterPlane bright_parent, bright_reply; /* of the finest level, with their means */
} RegisterPlanes;

gboolean register_planes_init   (RegisterPlanes *self, const GessoImage *parent, const GessoImage *coverage,
                                 const GessoImage *reply, const GessoPlacement *expected, GError **error);
void     register_planes_clear  (RegisterPlanes *self);
/* Between full sizes and the finest planes. */
GessoPlacement register_planes_to_level   (const RegisterPlanes *self, const GessoPlacement *full);
GessoPlacement register_planes_from_level (const RegisterPlanes *self, const GessoPlacement *placement);

/* A placement at a level once more at the next finer or coarser one. */
static inline GessoPlacement
register_placement_zoom (const GessoPlacement *self,
                         double                factor)
{
  return (GessoPlacement) { self->scale_x, self->scale_y, self->x0 * factor, self->y0 * factor };
}

/* Placements worth refining, best first. */
typedef struct
{
  GessoPlacement placement;
  double score;
} RegisterCandidate;

#define REGISTER_CANDIDATES 8

/* Searches all of the coarsest level; gives how many of @found were filled. */
int      register_search        (const RegisterLevel *level, const GessoPlacement *expected, double squeeze,
                                 RegisterCandidate found[REGISTER_CANDIDATES]);

/**
 * RegisterSums:
 *
 * The normal equations of Gauss-Newton for the placement (4), gain and offset.
 */
typedef struct
{
  double matrix[6][6];
  double right[6];
  double weight, squares;
} RegisterSums;

/* Adds what a pixel at (@x, @y) says: @value of the reply with its slopes, against @wanted. */
void     register_sums_add      (RegisterSums *sums, double x, double y, double value, double slope_x, double slope_y,
                                 double gain, double offset, double wanted, double weight);
/* Moves the placement by what the sums say; %FALSE when they say nothing. */
gboolean register_sums_solve    (const RegisterSums *sums, GessoPlacement *placement, double *gain, double *offset);

/* Betters @candidate at @level; its score is the correlation then, or below 0 when it got lost. */
void     register_refine        (const RegisterLevel *level, int rounds, RegisterCandidate *candidate);

/* Betters @placement on patches of the full size. */
gboolean register_refine_full   (const RegisterPlanes *planes, const GessoImage *parent, const GessoImage *reply,
                                 GessoPlacement *placement, GCancellable *cancellable, GError **error);

/* Fills in residual and agreement. */
void     register_judge         (const RegisterPlanes *planes, const GessoPlacement *placement, GessoRegistration *registration);

/* The reply laid over the parent's grid: @out is as large as the parent's plane;
 * @valid is the part that the reply covers. */
void     register_lay_over      (const RegisterPlane *reply, const GessoPlacement *placement, int width, int height,
                                 float *out, GessoRect *valid);

G_END_DECLS

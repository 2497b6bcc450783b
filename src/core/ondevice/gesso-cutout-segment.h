/* gesso-cutout-segment.h - subject or background, for each pixel of a small picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is known of a pixel before anything is looked at. */
typedef enum
{
  GESSO_SEED_FREE,
  GESSO_SEED_BACKGROUND,
  GESSO_SEED_SUBJECT
} GessoSeed;

/**
 * GessoSegment:
 * @pixels: (owned): RGB, width × height
 * @seeds: (owned): a GessoSeed each
 * @labels: (owned): 1 for the subject, 0 for the background
 */
typedef struct
{
  guint width, height;
  guint8 *pixels, *seeds, *labels;
  gboolean hinted; /* some seed is a subject */
} GessoSegment;

GessoSegment *gesso_segment_new       (guint width, guint height);
void          gesso_segment_free      (GessoSegment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoSegment, gesso_segment_free)

/**
 * gesso_segment_guess:
 *
 * First labels: seeds as they are, else the border is background and a wide
 * ellipse in the middle is perhaps the subject.
 */
void          gesso_segment_guess     (GessoSegment *self);

/** After gesso_segment_guess(): free pixels get the labels of the same picture in another size. */
void          gesso_segment_adopt     (GessoSegment *self, const GessoSegment *coarse);

/**
 * gesso_segment_round:
 * @centred: how much the middle of the picture is preferred, in logarithms of likelihood
 * @changed: (out): how many labels are other than before
 *
 * One round of GrabCut: learns both colour models from the labels, then cuts.
 *
 * Returns: %FALSE when cancelled
 */
gboolean      gesso_segment_round     (GessoSegment *self, double centred, gsize *changed,
                                       GCancellable *cancellable);

/** How many labels are 1. */
gsize         gesso_segment_count     (const GessoSegment *self);

/**
 * gesso_segment_tidy:
 *
 * Keeps the largest parts (and those with a subject seed) and fills holes,
 * except large ones that have the background's colour.
 */
void          gesso_segment_tidy      (GessoSegment *self);

/** The mean difference of colours across the subject's outline, over that of all neighbours. */
double        gesso_segment_contrast  (const GessoSegment *self);

G_END_DECLS

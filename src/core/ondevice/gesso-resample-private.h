/* gesso-resample-private.h - the filters of gesso-resample, for it and for the program that trains them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A pixel's four children are made from the 7 × 7 pixels around it. */
#define GESSO_RESAMPLE_RADIUS 3
#define GESSO_RESAMPLE_SIZE (2 * GESSO_RESAMPLE_RADIUS + 1)
#define GESSO_RESAMPLE_TAPS (GESSO_RESAMPLE_SIZE * GESSO_RESAMPLE_SIZE)

/* Classes: the way the brightness rises, how steeply, and how much it is one way only. */
#define GESSO_RESAMPLE_ANGLES 24
#define GESSO_RESAMPLE_STRENGTHS 4
#define GESSO_RESAMPLE_COHERENCES 3
#define GESSO_RESAMPLE_CLASSES (GESSO_RESAMPLE_ANGLES * GESSO_RESAMPLE_STRENGTHS * GESSO_RESAMPLE_COHERENCES)

/* Four children: top left, top right, bottom left, bottom right. */
#define GESSO_RESAMPLE_PHASES 4

/* What the table's weights are multiplied by; those of a class add up to it. */
#define GESSO_RESAMPLE_UNIT 8192

/**
 * GessoResampleFilters:
 *
 * The weights of all classes, one tap of all four children after another.
 */
typedef struct
{
  float weight[GESSO_RESAMPLE_CLASSES][GESSO_RESAMPLE_TAPS][GESSO_RESAMPLE_PHASES];
} GessoResampleFilters;

/* Of the top left child only: the other three are its mirror images. */
extern const gint16 gesso_resample_table[GESSO_RESAMPLE_CLASSES][GESSO_RESAMPLE_TAPS];

/** The class whose picture is @class_index's seen in an upright mirror, and in a level one. */
int  gesso_resample_mirror_class    (int class_index);
/** The class whose picture is @class_index's with rows and columns exchanged. */
int  gesso_resample_transpose_class (int class_index);

/** The filters of the table. Static. */
const GessoResampleFilters *
     gesso_resample_get_filters     (void);

/**
 * gesso_resample_classify:
 * @rows: brightness (0 to 255) in the rows from 3 above to 3 below, each of which can be read 3 pixels beyond both ends
 * @scratch: room for 3 × (@width + 4)
 * @classes: (out): one for each pixel of the middle row
 */
void gesso_resample_classify        (const float *const rows[GESSO_RESAMPLE_SIZE], int width,
                                     float *scratch, guint16 *classes);

/**
 * gesso_resample_apply:
 * @rows: as for gesso_resample_classify()
 * @top: (out): 2 × @width
 * @bottom: (out): 2 × @width
 */
void gesso_resample_apply           (const GessoResampleFilters *filters,
                                     const float *const rows[GESSO_RESAMPLE_SIZE], int width,
                                     const guint16 *classes, float *top, float *bottom);

G_END_DECLS

/* gesso-cutout-colours.h - which colours a subject has, and which its background
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GESSO_CUTOUT_COMPONENTS 5

/** GessoCutoutColours: a mixture of Gaussians over RGB (0 to 255) with full covariances. */
typedef struct
{
  guint n;
  float mean[GESSO_CUTOUT_COMPONENTS][3];
  float inverse[GESSO_CUTOUT_COMPONENTS][6]; /* xx xy xz yy yz zz */
  float cost[GESSO_CUTOUT_COMPONENTS];       /* -log (weight / sqrt det) */
  float weight[GESSO_CUTOUT_COMPONENTS];
} GessoCutoutColours;

/**
 * gesso_cutout_colours_learn:
 * @pixels: RGB
 * @labels: (array length=n): which pixels to learn from: those whose label equals @label
 * @rounds: how often pixels are assigned anew to their component
 *
 * Splits the pixels in two along their widest direction until there are enough
 * groups (Orchard and Bouman, 1991), then refines. @self->n is 0 when no pixel has @label.
 */
void  gesso_cutout_colours_learn (GessoCutoutColours *self, const guint8 *pixels, const guint8 *labels,
                                  gsize n, guint8 label, guint rounds);

/** How unlikely a colour is: the smallest negative logarithm over all components. */
float gesso_cutout_colours_cost  (const GessoCutoutColours *self, const guint8 *pixel);

G_END_DECLS

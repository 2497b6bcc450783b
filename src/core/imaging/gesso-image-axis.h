/* gesso-image-axis.h - which source pixels make an output pixel, along one axis
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GessoTap: the weights of @count source pixels from @first on; they add up to 1. */
typedef struct
{
  guint first, count;
  const float *weights;
} GessoTap;

/** GessoAxis: one tap an output pixel; @first to @last, exclusive, are the source pixels that count. */
typedef struct
{
  GessoTap *taps; /* (owned) */
  float *weights; /* (owned) */
  guint first, last;
} GessoAxis;

/** All of @from pixels to @to: the exact area that an output pixel covers down, Catmull-Rom up. */
void gesso_axis_init_scale  (GessoAxis *axis, guint from, guint to);

/**
 * gesso_axis_init_window:
 * @start: where the window begins, in source pixels; may lie outside
 * @span: its length, above 0
 *
 * A window of @from pixels to @to, by Catmull-Rom, made wider where it shrinks.
 * Beyond its ends the source's last pixel goes on. Whole shifts at the same
 * size copy exactly.
 */
void gesso_axis_init_window (GessoAxis *axis, guint from, double start, double span, guint to);

void gesso_axis_clear       (GessoAxis *axis);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GessoAxis, gesso_axis_clear)

G_END_DECLS

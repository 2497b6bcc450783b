/* gesso-expand-plan.h - a wide frame in steps that a model can make sharply
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-fit.h"
#include "gesso-frame.h"

G_BEGIN_DECLS

/* No plan is longer. */
#define GESSO_EXPAND_MAX_STEPS 64

/**
 * GessoExpandStep:
 * @frame: what it adds to the picture of the step before
 * @width: of its result; its pixels include all earlier ones, 1:1
 * @overlap: pixels of the old picture that the model sees beside what it adds, on the side with the fewest
 * @softer: whether even so the model's size is too small for it
 */
typedef struct
{
  GessoFrame frame;
  int width, height;
  int overlap;
  gboolean softer;
} GessoExpandStep;

/**
 * gesso_expand_plan:
 * @frame: all of what is to be added to a picture of @width × @height
 * @rule: the pictures the model takes
 *
 * One step where the model makes the whole frame at full sharpness and no side
 * grows by more than half; else side after side, each step no more than half of
 * what is there and, as far as it can be, no more than keeps its scale.
 *
 * Returns: (transfer full) (element-type GessoExpandStep): empty for an empty frame
 */
GArray *gesso_expand_plan (const GessoFrame *frame, int width, int height, const GessoFitRule *rule);

G_END_DECLS

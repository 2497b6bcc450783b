/* gesso-expand-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-expand-plan.h"

/* A model is asked for no more than this share of what it can see. */
#define SHARE_MAX 0.5

/* Steps smaller than this are not worth a call. */
#define STEP_MIN 128

/* The bounds of what @frame adds around @width × @height. */
static GessoRect
find_area (const GessoFrame *frame,
           int               width,
           int               height)
{
  int sides = (frame->left > 0) + (frame->right > 0) + (frame->top > 0) + (frame->bottom > 0);
  GessoRect all = { 0, 0, width + frame->left + frame->right, height + frame->top + frame->bottom };

  if (sides != 1)
    return all;
  if (frame->left > 0)
    all.width = frame->left;
  else if (frame->right > 0)
    all = (GessoRect) { width, 0, frame->right, all.height };
  else if (frame->top > 0)
    all.height = frame->top;
  else
    all = (GessoRect) { 0, height, all.width, frame->bottom };
  return all;
}

static GessoFit
fit_frame (const GessoFrame   *frame,
           int                 width,
           int                 height,
           const GessoFitRule *rule)
{
  GessoRect area = find_area (frame, width, height);

  return gesso_fit_area (&area, width + frame->left + frame->right, height + frame->top + frame->bottom, rule);
}

/* What of the old picture is seen beside each side that grows. */
static int
measure_overlap (const GessoFrame *frame,
                 const GessoFit   *fit,
                 int               width,
                 int               height)
{
  int overlap = G_MAXINT, right = frame->left + width, bottom = frame->top + height;

  if (frame->left > 0)
    overlap = MIN (overlap, MIN (fit->cut.x + fit->cut.width, right) - frame->left);
  if (frame->right > 0)
    overlap = MIN (overlap, right - MAX (fit->cut.x, frame->left));
  if (frame->top > 0)
    overlap = MIN (overlap, MIN (fit->cut.y + fit->cut.height, bottom) - frame->top);
  if (frame->bottom > 0)
    overlap = MIN (overlap, bottom - MAX (fit->cut.y, frame->top));
  return MAX (overlap, 0);
}

static void
add_step (GArray             *plan,
          const GessoFrame   *frame,
          int                *width,
          int                *height,
          const GessoFitRule *rule)
{
  GessoFit fit = fit_frame (frame, *width, *height, rule);
  GessoExpandStep step = { *frame, 0, 0, measure_overlap (frame, &fit, *width, *height), fit.softer };

  *width += frame->left + frame->right;
  *height += frame->top + frame->bottom;
  step.width = *width;
  step.height = *height;
  g_array_append_val (plan, step);
}

static gboolean
is_modest (int left,
           int right,
           int side)
{
  return MAX (left, right) <= SHARE_MAX * side;
}

/* A frame of @amount at one side: left, right, top, bottom. */
static GessoFrame
make_side (int side,
           int amount)
{
  GessoFrame frame = { 0 };

  *(side == 0 ? &frame.left : side == 1 ? &frame.right : side == 2 ? &frame.top : &frame.bottom) = amount;
  return frame;
}

/* The most of @rest pixels that one call can add at @side. */
static int
choose_amount (int                 side,
               int                 rest,
               int                 width,
               int                 height,
               const GessoFitRule *rule)
{
  int most = MIN (rest, MAX ((int) (SHARE_MAX * (side < 2 ? width : height)), STEP_MIN));
  int least = MIN (STEP_MIN, most), found = least, steps;
  GessoFrame whole = make_side (side, most);

  if (!fit_frame (&whole, width, height, rule).softer)
    return most;
  while (least < most)
    {
      int middle = (least + most + 1) / 2;
      GessoFrame part = make_side (side, middle);

      if (fit_frame (&part, width, height, rule).softer)
        most = middle - 1;
      else
        found = least = middle;
    }
  /* Evenly, as a thin strip has too square a surrounding for some sizes. */
  steps = (rest + found - 1) / found;
  whole = make_side (side, (rest + steps - 1) / steps);
  if (!fit_frame (&whole, width, height, rule).softer)
    return (rest + steps - 1) / steps;
  whole = make_side (side, found);
  /* Where even the smallest step is not sharp, smaller steps gain nothing. */
  if (fit_frame (&whole, width, height, rule).softer)
    return MIN (rest, MAX ((int) (SHARE_MAX * (side < 2 ? width : height)), STEP_MIN));
  return found;
}

GArray *
gesso_expand_plan (const GessoFrame   *frame,
                   int                 width,
                   int                 height,
                   const GessoFitRule *rule)
{
  GArray *plan = g_array_new (FALSE, FALSE, sizeof (GessoExpandStep));
  int rest[] = { frame->left, frame->right, frame->top, frame->bottom };

  g_return_val_if_fail (width > 0 && height > 0, plan);

  if (gesso_frame_is_empty (frame))
    return plan;
  if (is_modest (frame->left, frame->right, width) && is_modest (frame->top, frame->bottom, height) &&
      !fit_frame (frame, width, height, rule).softer)
    {
      add_step (plan, frame, &width, &height, rule);
      return plan;
    }
  for (int side = 0; side < 4; side++)
    while (rest[side] > 0)
      {
        gboolean last = plan->len + 4 >= GESSO_EXPAND_MAX_STEPS;
        int amount = last ? rest[side] : choose_amount (side, rest[side], width, height, rule);
        GessoFrame part = make_side (side, amount);

        add_step (plan, &part, &width, &height, rule);
        rest[side] -= amount;
      }
  return plan;
}

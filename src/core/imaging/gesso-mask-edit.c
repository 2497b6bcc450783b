/* gesso-mask-edit.c - all of the mask at once, each a step of undo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include "gesso-mask-editor-private.h"

/* Drops what is being drawn. Returns: (transfer full): the mask before the step */
static GessoMaskSnapshot *
begin_step (GessoMaskEditor *self)
{
  gesso_mask_editor_cancel (self);
  return gesso_mask_snapshot (self->mask);
}

/* Makes a step of undo of what @before (transfer full) led to, if it changed anything. */
static void
finish_step (GessoMaskEditor   *self,
             GessoMaskSnapshot *before,
             GessoRect          changed)
{
  if (gesso_rect_is_empty (&changed))
    {
      gesso_mask_snapshot_unref (before);
      return;
    }
  gesso_mask_editor_announce (self, &changed);
  gesso_mask_editor_commit (self, before);
}

/** Nothing may change any more. */
void
gesso_mask_editor_clear (GessoMaskEditor *self)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before, gesso_mask_clear (self->mask));
}

/** Everything may change. */
void
gesso_mask_editor_fill (GessoMaskEditor *self)
{
  GessoMaskSnapshot *before;
  GessoRect all;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  all = (GessoRect) { 0, 0, gesso_mask_get_width (self->mask), gesso_mask_get_height (self->mask) };
  finish_step (self, before, gesso_mask_fill (self->mask, &all, 255));
}

void
gesso_mask_editor_invert (GessoMaskEditor *self)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before, gesso_mask_invert (self->mask));
}

void
gesso_mask_editor_feather (GessoMaskEditor *self,
                           double           radius,
                           GessoEdge        edge)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before, gesso_mask_feather (self->mask, radius, edge));
}

void
gesso_mask_editor_grow (GessoMaskEditor *self,
                        double           radius)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before,
               radius < 0 ? gesso_mask_shrink (self->mask, -radius) : gesso_mask_grow (self->mask, radius));
}

void
gesso_mask_editor_border (GessoMaskEditor *self,
                          double           width)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before, gesso_mask_border (self->mask, width));
}

void
gesso_mask_editor_nudge (GessoMaskEditor *self,
                         int              dx,
                         int              dy)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before, gesso_mask_move (self->mask, dx, dy));
}

void
gesso_mask_editor_scale (GessoMaskEditor *self,
                         double           factor)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before, gesso_mask_scale (self->mask, factor));
}

void
gesso_mask_editor_fill_holes (GessoMaskEditor *self,
                              GError         **error)
{
  g_autoptr (GessoImage) image = NULL;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  gesso_mask_editor_cancel (self);
  image = gesso_mask_to_image (self->mask, error);
  if (image != NULL)
    gesso_mask_editor_run (self, gesso_mask_work_new_holes (image));
}

void
gesso_mask_editor_lay (GessoMaskEditor  *self,
                       const GessoImage *cover,
                       GessoMaskCombine  combine)
{
  GessoMaskSnapshot *before;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  before = begin_step (self);
  finish_step (self, before, gesso_mask_combine_image (self->mask, cover, 0, 0, 1, combine));
}

/* gesso-mask-editor-private.h - the inside of the editor, for its three files
 *
 * gesso-mask-editor.c follows tools and undo, gesso-mask-editor-work.c what
 * workers find for them, gesso-mask-edit.c changes all of the mask at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-editor.h"

G_BEGIN_DECLS

struct _GessoMaskEditor
{
  GObject parent_instance;

  GessoMask *mask;             /* (owned) */
  GessoMaskLevels *levels;     /* (owned) */
  GessoMaskTool *tool;         /* (owned) */
  GessoMaskToolOptions options;
  GessoImage *picture;         /* (owned) (nullable) */
  GessoMaskHistory *history;   /* (owned) */
  GessoMaskSnapshot *pending;  /* (owned) (nullable): before what is being drawn */
  GCancellable *cancellable;   /* (owned) (nullable): of the work that is going on */
  GessoMaskWork *next_work;    /* (owned) (nullable): after that */
  gboolean works;              /* what is being drawn asked for work */
  gboolean worked;             /* the mask differs from @pending by the result of work */
  gboolean finishing;          /* the tool is done, its work is not */
  gboolean has_mask;
};

/* Says that @rect has changed. */
void gesso_mask_editor_announce     (GessoMaskEditor *self, const GessoRect *rect);
/* What led to @before (transfer full) can be undone. */
void gesso_mask_editor_commit       (GessoMaskEditor *self, GessoMaskSnapshot *before);
void gesso_mask_editor_work_changed (GessoMaskEditor *self);
void gesso_mask_editor_fail         (GessoMaskEditor *self, const char *message);

/* @work: (transfer full) (nullable): replaces what waits, and follows what is going on */
void gesso_mask_editor_start_work   (GessoMaskEditor *self, GessoMaskWork *work);
/* The mask is as before. */
void gesso_mask_editor_stop_work    (GessoMaskEditor *self);

G_END_DECLS

/* gesso-mask-spill.h - steps of undo that lie on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define GESSO_TYPE_MASK_SPILL (gesso_mask_spill_get_type ())
G_DECLARE_FINAL_TYPE (GessoMaskSpill, gesso_mask_spill, GESSO, MASK_SPILL, GObject)

/**
 * GessoMaskSpill:
 *
 * An unnamed file that grows at its end; what is let go of in between is given
 * back to the disk. Main context only.
 */

GessoMaskSpill *gesso_mask_spill_new          (void);
/** One at a time. %GESSO_ERROR_STORAGE where the disk is full or cannot be written to. */
void            gesso_mask_spill_write_async  (GessoMaskSpill *self, GBytes *bytes,
                                               GAsyncReadyCallback callback, gpointer user_data);
/** Returns: where @bytes begin; below 0 on failure */
gint64          gesso_mask_spill_write_finish (GessoMaskSpill *self, GAsyncResult *result, GError **error);
/** What was written lately, or on its way there: it comes from the system's cache. Returns: (nullable) */
GBytes         *gesso_mask_spill_read         (GessoMaskSpill *self, gint64 place, gsize size);
/** What begins at @place is not needed any more. */
void            gesso_mask_spill_drop         (GessoMaskSpill *self, gint64 place, gsize size);
/** Bytes that lie there. */
gsize           gesso_mask_spill_get_size     (GessoMaskSpill *self);

G_END_DECLS

/* gesso-hand-edits.h - pictures that lie open in other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_HAND_EDITS (gesso_hand_edits_get_type ())
G_DECLARE_FINAL_TYPE (GessoHandEdits, gesso_hand_edits, GESSO, HAND_EDITS, GObject)

/**
 * GessoHandEdits:
 *
 * Keeps OpenRaster files in the folder `edits` of the library, which a sandbox
 * may write to, and watches them. When one has been saved by another program
 * and nothing has been written to it for a moment, what changed becomes a
 * version; the next save then is compared with that one. A file that nobody
 * changed for 30 days goes.
 *
 * Signals:
 * kept (GessoVersion, const char *program or NULL),
 * found (const char *name, const char *program or NULL): one was changed while
 * nobody watched, see gesso_hand_edits_keep(),
 * failed (GError *).
 */
GessoHandEdits *gesso_hand_edits_new          (GessoStudio *studio);

/** Goes on watching the files of earlier sessions. */
void            gesso_hand_edits_resume       (GessoHandEdits *self);
/** Makes a version of what was found, now. */
void            gesso_hand_edits_keep         (GessoHandEdits *self, const char *name);

/**
 * gesso_hand_edits_begin_async:
 * @name: what to call the file, without ending
 * @program: (nullable): what the artist calls the program it is for
 *
 * Writes the file, or finds the one that is there for the same picture, with
 * the layers that were added to it.
 */
void            gesso_hand_edits_begin_async  (GessoHandEdits *self, GessoVersion *version, guint image_index,
                                               const char *name, const char *program, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full): the file to be opened */
GFile          *gesso_hand_edits_begin_finish (GessoHandEdits *self, GAsyncResult *result, GError **error);

G_END_DECLS

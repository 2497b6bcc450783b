/* gesso-family-table.h - kin read from the database, a page at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-family.h"

G_BEGIN_DECLS

/**
 * GessoFamilyReader:
 *
 * Of a thread: its versions, what of it lies in the trash between them, and
 * those of other threads that they were made from. Of a version: all that led to
 * it and came of it, whatever the thread.
 */
typedef struct _GessoFamilyReader GessoFamilyReader;

/** @thread_id: or 0 for the kin of @version_id */
GessoFamilyReader *gesso_family_reader_new    (gint64 thread_id, gint64 version_id);
void               gesso_family_reader_free   (GessoFamilyReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoFamilyReader, gesso_family_reader_free)

/** Reads about @limit more versions. */
gboolean           gesso_family_reader_read   (GessoFamilyReader *self, GessoDatabase *database, guint limit,
                                               GCancellable *cancellable, GError **error);
/** Whether there is more to read. */
gboolean           gesso_family_reader_more   (const GessoFamilyReader *self);
/** Returns: (transfer full): sealed; the reader is spent then */
GessoFamily       *gesso_family_reader_finish (GessoFamilyReader *self);

G_END_DECLS

/* gesso-look-alike.h - what all pictures look like, side by side in memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-library-index.h"

G_BEGIN_DECLS

/**
 * GessoLookAlike:
 *
 * Read whole when it is first asked, 64 bytes a picture, and again once pictures
 * came or went. On the database's worker.
 */
typedef struct _GessoLookAlike GessoLookAlike;

GessoLookAlike *gesso_look_alike_new    (void);
void            gesso_look_alike_free   (GessoLookAlike *self);
/** Something is different now. */
void            gesso_look_alike_forget (GessoLookAlike *self);

/**
 * gesso_look_alike_sort:
 * @version_id: what they are to look like
 * @index: versions that were found otherwise
 *
 * Returns: (transfer full): those of @index that look like it, the most alike first
 */
GessoLibraryIndex *gesso_look_alike_sort (GessoLookAlike *self, GessoDatabase *database, gint64 version_id,
                                          const GessoLibraryIndex *index, GCancellable *cancellable, GError **error);

G_END_DECLS

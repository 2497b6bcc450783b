/* gesso-library.h - the versions of all threads as a list model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-store-library.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY (gesso_library_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibrary, gesso_library, GESSO, LIBRARY, GObject)

/**
 * GessoLibrary:
 *
 * A GListModel of GessoLibraryItem over what a filter finds, newest first, that
 * follows its store by itself. Of every version it knows the id; rows are read by
 * the page when an item of theirs is asked for, and the oldest pages are let go.
 * Property loading: TRUE until it is known what is found.
 */
GessoLibrary             *gesso_library_new           (GessoStore *store);
const GessoLibraryFilter *gesso_library_get_filter    (GessoLibrary *self);
/** The newest ones are there first, then the rest. */
void                      gesso_library_set_filter    (GessoLibrary *self, const GessoLibraryFilter *filter);
gboolean                  gesso_library_get_loading   (GessoLibrary *self);

/** Days, of the items there are now; borrowed until they change. */
const GessoLibraryIndex  *gesso_library_get_index     (GessoLibrary *self);
gint64                    gesso_library_get_id        (GessoLibrary *self, guint position);
/** FALSE when there is no such version in the list. */
gboolean                  gesso_library_find_position (GessoLibrary *self, gint64 id, guint *position);
/** (nullable): the item of @id when it is at hand; borrowed. */
GessoLibraryItem         *gesso_library_peek          (GessoLibrary *self, gint64 id);

G_END_DECLS

/* gesso-library-selection.h - the versions that the next command is for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoLibrarySelection:
 *
 * A set of ids, so that it stays what it is while the list changes.
 */
typedef struct _GessoLibrarySelection GessoLibrarySelection;

GessoLibrarySelection *gesso_library_selection_new      (void);
void                   gesso_library_selection_free     (GessoLibrarySelection *self);
guint                  gesso_library_selection_get_size (GessoLibrarySelection *self);
gboolean               gesso_library_selection_contains (GessoLibrarySelection *self, gint64 id);
void                   gesso_library_selection_set      (GessoLibrarySelection *self, gint64 id, gboolean selected);
void                   gesso_library_selection_clear    (GessoLibrarySelection *self);
/** Takes over what is in @other. */
void                   gesso_library_selection_assign   (GessoLibrarySelection *self, GessoLibrarySelection *other);
/** Returns: (element-type gint64) (transfer full): newest first */
GArray                *gesso_library_selection_dup_ids  (GessoLibrarySelection *self);

G_END_DECLS

/* gesso-library-export.h - many pictures into a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-file-dialog.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/** Told before each picture: how many of how many are done. */
typedef void (*GessoLibraryExportFunc) (guint n_done, guint n_all, gpointer user_data);

/**
 * gesso_library_export_async:
 * @ids: (element-type gint64): versions; those that are gone are passed over
 * @progress: told with @user_data
 *
 * Writes every picture of every version into @folder, one after the other, each
 * in the format it is kept in. What was written stays when it is cancelled.
 */
void     gesso_library_export_async  (GessoStudio *studio, GArray *ids, GFile *folder, const GessoSaveOptions *options,
                                      GessoLibraryExportFunc progress, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
/** @n_written: (out): files, also on failure */
gboolean gesso_library_export_finish (GAsyncResult *result, guint *n_written, GError **error);

G_END_DECLS

/* gesso-bundle.h - threads and versions as one file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-store.h"

G_BEGIN_DECLS

/* The ending of its name. */
#define GESSO_BUNDLE_SUFFIX ".gesso"
#define GESSO_BUNDLE_MIME "application/vnd.gesso.bundle+zip"

/* A bundle is a zip file of
 *
 *   bundle.json          {"format": "gesso-bundle", "schema": 1 or 2, "made-by": …}
 *   threads/UUID.json    a thread with its messages and versions
 *   blobs/SHA-256        the untouched bytes of every picture and mask
 *
 * and of nothing else. Rows name each other by UUID, so lineage holds in every
 * library, and importing twice is importing once. */

/** Whether the name of @file ends as that of a bundle. */
gboolean  gesso_bundle_is_named        (GFile *file);

/**
 * gesso_bundle_export_async:
 * @thread_ids: threads to be taken whole, but for what lies in the trash
 * @version_ids: versions to be taken with the turns that asked for them
 * @file: on a local file system; written beside it first, then renamed over it
 * @progress: (nullable): told on a worker
 */
void      gesso_bundle_export_async    (GessoStore *store, const gint64 *thread_ids, guint n_threads,
                                        const gint64 *version_ids, guint n_versions, GFile *file,
                                        GessoProgressFunc progress, gpointer progress_data,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean  gesso_bundle_export_finish   (GessoStore *store, GAsyncResult *result, GError **error);

/**
 * gesso_bundle_import_async:
 *
 * Looks through all of @file before anything of it is kept: names, sizes, sums,
 * that pictures are pictures, and that rows refer to what is there. Then
 * either all of it is in the library or none. %GESSO_ERROR_BAD_INPUT says what
 * is wrong with it.
 */
void      gesso_bundle_import_async    (GessoStore *store, GFile *file,
                                        GessoProgressFunc progress, gpointer progress_data,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_bundle_import_finish:
 * @n_new: (out) (optional): how many versions were not in the library before
 *
 * Returns: (transfer full) (element-type gint64): the threads of the bundle, as they are here; NULL with @error
 */
GArray   *gesso_bundle_import_finish   (GessoStore *store, GAsyncResult *result, guint *n_new, GError **error);

G_END_DECLS

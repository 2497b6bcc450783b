/* gesso-blob-store.h - picture files named by what is in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GessoBlobStore:
 *
 * `blobs/ab/cdef…` under the data folder, by SHA-256. Everything blocks and
 * belongs on a worker, but for the functions that only make names. Immutable, so
 * that any worker may use it.
 *
 * A file may only be taken away under the exclusive lock, and whoever puts one
 * holds the shared lock until its row is written, so that two processes never
 * leave a row without its file.
 */
typedef struct _GessoBlobStore GessoBlobStore;

GessoBlobStore *gesso_blob_store_new      (const char *data_dir);
void            gesso_blob_store_free     (GessoBlobStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoBlobStore, gesso_blob_store_free)

/** Whether @blob is 64 lower-case hexadecimal digits. */
gboolean        gesso_blob_is_valid       (const char *blob);
/** (transfer full) (nullable): NULL for what is not a blob's name. */
char           *gesso_blob_store_dup_path (GessoBlobStore *self, const char *blob);

/**
 * gesso_blob_store_lock:
 * @exclusive: fails at once with %G_IO_ERROR_BUSY when anyone holds the lock
 *
 * Returns: a descriptor that holds the lock until gesso_blob_store_unlock(); -1 on failure
 */
int             gesso_blob_store_lock     (GessoBlobStore *self, gboolean exclusive, GError **error);
void            gesso_blob_store_unlock   (int lock);

/** Makes the folders that are missing, and checks that they can be written. */
gboolean        gesso_blob_store_prepare  (GessoBlobStore *self, GError **error);
/** Returns: (transfer full): the name of @bytes, which are on the disk now */
char           *gesso_blob_store_put      (GessoBlobStore *self, GBytes *bytes, GCancellable *cancellable, GError **error);
GBytes         *gesso_blob_store_map      (GessoBlobStore *self, const char *blob, GError **error);

/**
 * gesso_blob_store_list:
 * @bucket: 0 to 255, the first byte of the names
 * @after: only files last written at or after this many microseconds since 1970
 * @before: and before this
 *
 * Takes leftovers of interrupted writes before @before away on its way.
 *
 * Returns: (transfer full) (element-type utf8): names of blobs
 */
GPtrArray      *gesso_blob_store_list     (GessoBlobStore *self, guint bucket, gint64 after, gint64 before);
/** Whether any picture may be there; looks at the folders only. */
gboolean        gesso_blob_store_has_files (GessoBlobStore *self);
void            gesso_blob_store_remove   (GessoBlobStore *self, const char *blob);

G_END_DECLS

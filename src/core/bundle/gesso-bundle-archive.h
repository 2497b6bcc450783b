/* gesso-bundle-archive.h - the zip file of a bundle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Everything here blocks and belongs on a worker. */

/* Writing */

/** GessoBundleWriter: a file beside its target, which takes the target's place at the end. */
typedef struct _GessoBundleWriter GessoBundleWriter;

GessoBundleWriter *gesso_bundle_writer_new    (const char *path, GError **error);
/** Without gesso_bundle_writer_close() nothing is left behind. */
void               gesso_bundle_writer_free   (GessoBundleWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoBundleWriter, gesso_bundle_writer_free)

/** @compress: for text; pictures are dense already */
gboolean           gesso_bundle_writer_add    (GessoBundleWriter *self, const char *name, gconstpointer data, gsize size,
                                               gboolean compress, GError **error);
/** Syncs, then renames. */
gboolean           gesso_bundle_writer_close  (GessoBundleWriter *self, GError **error);

/* Reading */

/** GessoBundleEntryKind: by the name. */
typedef enum
{
  GESSO_BUNDLE_HEAD,
  GESSO_BUNDLE_THREAD,
  GESSO_BUNDLE_BLOB
} GessoBundleEntryKind;

/**
 * GessoBundleReader:
 *
 * Goes through a file that cannot be trusted, entry by entry. Entries of any
 * other name, of any other kind than an ordinary file, of a name that was there
 * before, or of more bytes than are sensible fail with %GESSO_ERROR_BAD_INPUT.
 */
typedef struct _GessoBundleReader GessoBundleReader;

GessoBundleReader *gesso_bundle_reader_new    (const char *path, GError **error);
void               gesso_bundle_reader_free   (GessoBundleReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoBundleReader, gesso_bundle_reader_free)

/**
 * gesso_bundle_reader_next:
 * @name: (out) (transfer none): what follows the folder: a UUID with its ending, or a blob's name
 * @bytes: (out) (transfer full) (nullable): NULL after the last one
 *
 * Returns: FALSE with @error
 */
gboolean           gesso_bundle_reader_next   (GessoBundleReader *self, GessoBundleEntryKind *kind, const char **name,
                                               GBytes **bytes, GError **error);
/** How much of the file was read, 0 to 1. */
double             gesso_bundle_reader_get_fraction (GessoBundleReader *self);

G_END_DECLS

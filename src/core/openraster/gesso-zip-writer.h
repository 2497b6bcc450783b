/* gesso-zip-writer.h - a zip file whose first entry can be known by its bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GessoZipWriter:
 *
 * Writes entries as they are, uncompressed, and with no field that they can do
 * without: the type of an OpenRaster file is told by what stands at byte 38,
 * which is where its first entry begins only if nothing else stands before it.
 * libarchive puts an extra field there. For a worker.
 */
typedef struct _GessoZipWriter GessoZipWriter;

/** Beside @path, which it replaces when it is closed. */
GessoZipWriter *gesso_zip_writer_new   (const char *path, GError **error);
/** Without gesso_zip_writer_close() nothing is left behind. */
void            gesso_zip_writer_free  (GessoZipWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoZipWriter, gesso_zip_writer_free)

/** @name: in ASCII */
gboolean        gesso_zip_writer_add   (GessoZipWriter *self, const char *name, GBytes *bytes, GError **error);
/** Syncs, then renames. */
gboolean        gesso_zip_writer_close (GessoZipWriter *self, GError **error);

G_END_DECLS

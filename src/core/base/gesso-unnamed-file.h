/* gesso-unnamed-file.h - a place on disk for what is too much for memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gesso_unnamed_file_open:
 *
 * A new file without a name, so that nothing is left behind whatever happens.
 * In the cache folder where that can be, as the one for temporary files may
 * lie in memory. Blocking.
 *
 * Returns: a descriptor for reading and writing; below 0 with errno set
 */
int      gesso_unnamed_file_open  (void);

/* All of @size bytes at @place; %FALSE with errno set. Blocking. */
gboolean gesso_unnamed_file_write (int fd, const guint8 *data, gsize size, gint64 place);
gboolean gesso_unnamed_file_read  (int fd, guint8 *data, gsize size, gint64 place);

G_END_DECLS

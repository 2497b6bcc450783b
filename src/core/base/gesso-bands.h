/* gesso-bands.h - rows of a picture shared out among workers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * GessoBandFunc:
 * @first: the band's first row
 * @last: one past its last row
 *
 * Works on its own rows only, so that no result depends on which worker was faster.
 */
typedef void (*GessoBandFunc) (int first, int last, gpointer user_data);

/**
 * gesso_bands_run:
 * @rows: how many rows there are
 * @height: rows a band; what is shared out never depends on the number of workers
 * @first_height: rows of the first band, at most @height; 0 means @height
 *
 * Calls @func once for every band on as many workers as the machine has
 * processors and returns when all are done. Bands are begun in order; once
 * @cancellable is cancelled no further one is begun. Blocking.
 *
 * Returns: %FALSE when cancelled
 */
gboolean gesso_bands_run (int rows, int height, int first_height,
                          GessoBandFunc func, gpointer user_data,
                          GCancellable *cancellable);

/** Rows of @row_bytes that make a band worth sharing out. */
static inline int
gesso_bands_height (gsize row_bytes)
{
  return (int) (512 * 1024 / MAX (row_bytes, 1)) + 1;
}

G_END_DECLS

/* gesso-library-maker.h - large libraries for benchmarks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A prompt of eight words and more, in English or Chinese. Returns: (transfer full) */
char    *gesso_library_make_prompt (GRand *rand);

/**
 * gesso_library_make:
 * @n_versions: in all
 * @per_thread: in each thread, each after a message
 *
 * Fills the data folder @folder, always with the same library. All versions
 * share one tiny picture.
 */
gboolean gesso_library_make        (const char *folder, guint n_versions, guint per_thread, GError **error);

/**
 * gesso_library_spread:
 * @blobs: pictures that the store has
 *
 * Gives the versions of a library, which must be closed, these pictures in turn
 * and spreads them over the last @n_days days.
 */
void     gesso_library_spread      (const char *folder, const char *const *blobs, guint n_blobs, guint n_days);

/**
 * gesso_library_relate:
 *
 * Gives the versions of a library, which must be closed, parents as work makes
 * them, mostly among the newest, and every sixth a reference.
 */
void     gesso_library_relate      (const char *folder);

G_END_DECLS

/* bundle-fixture.h - libraries to be bundled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-bundle.h"
#include "gesso-store-test.h"

G_BEGIN_DECLS

/** Adds @n versions over five threads: with every column and every kind of edge in use. */
void    bundle_fixture_fill      (GessoStore *store, guint n);
/** A small PNG that nobody else has. */
GBytes *bundle_fixture_make_png  (guint number);
/** All that is in the library of @folder but its ids, a line a row. Returns: (transfer full) */
char   *bundle_fixture_describe  (const char *folder);

/** @thread_id, @version_id: 0 and 0 for every thread that is not in the trash */
gboolean bundle_fixture_export   (GessoStore *store, gint64 thread_id, gint64 version_id, const char *path, GError **error);
GArray  *bundle_fixture_import   (GessoStore *store, const char *path, guint *n_new, GError **error);

G_END_DECLS

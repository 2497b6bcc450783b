/* gesso-library-tables.h - reading and writing what the library adds to versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-store-library.h"

G_BEGIN_DECLS

/* All of it runs on the database's worker, inside a transaction of the caller. */

/* labels, label_versions */
GPtrArray *gesso_label_table_list            (GessoDatabase *database, GError **error);
/** Gives @label its id. */
gboolean   gesso_label_table_save            (GessoDatabase *database, GessoLabel *label, GError **error);
gboolean   gesso_label_table_delete          (GessoDatabase *database, gint64 id, GError **error);
gboolean   gesso_label_table_check           (GessoDatabase *database, gint64 id, GError **error);
gboolean   gesso_label_table_attach          (GessoDatabase *database, gint64 id, gint64 version_id, gboolean attached,
                                              GError **error);

/* signatures */
GPtrArray *gesso_signature_table_list_unsigned (GessoDatabase *database, guint limit, GError **error);
gboolean   gesso_signature_table_put         (GessoDatabase *database, const char *blob, const GessoSignature *signature,
                                              guint colours, GError **error);
/** *@found is FALSE when the first picture of the version has none. */
gboolean   gesso_signature_table_get         (GessoDatabase *database, gint64 version_id, GessoSignature *signature,
                                              gboolean *found, GError **error);
/** Returns: (element-type GessoSignature): of every picture of every version, by version; tagged with its id */
GArray    *gesso_signature_table_load        (GessoDatabase *database, GCancellable *cancellable, GError **error);
/** Returns: (element-type GessoTwin): see gesso_store_find_twins_async() */
GPtrArray *gesso_signature_table_find_twins  (GessoDatabase *database, const char *blob, guint width, guint height,
                                              const GessoSignature *signature, GError **error);

G_END_DECLS

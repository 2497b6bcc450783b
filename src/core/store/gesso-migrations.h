/* gesso-migrations.h - the shape of the database, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"

G_BEGIN_DECLS

/** Takes a database from the version before to its own; runs in a transaction. */
typedef gboolean (*GessoMigration) (GessoDatabase *database, GError **error);

/** (out) @n: how many there are, which is also the version of a database of today */
const GessoMigration *gesso_migrations_get (guint *n);

/**
 * gesso_migrations_run:
 * @path: where @database lies
 * @steps: step number i leads to version i + 1
 *
 * Brings @database up to version @n, all steps in one transaction, after a
 * copy of what there was is kept beside it as `PATH.backup-VERSION`. A database of a
 * later version is left alone and gives %GESSO_ERROR_STORAGE.
 */
gboolean gesso_migrations_run (GessoDatabase        *database,
                               const char           *path,
                               const GessoMigration *steps,
                               guint                 n,
                               GError              **error);

G_END_DECLS

/* gesso-schema.h - the shape of the database, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"

G_BEGIN_DECLS

/** The first migration: every table and index, in an empty database. */
gboolean gesso_schema_create        (GessoDatabase *database, GError **error);
/** Settings and model lists of providers. */
gboolean gesso_schema_add_providers (GessoDatabase *database, GError **error);
/** Favourites, stars, labels and signatures. */
gboolean gesso_schema_add_library   (GessoDatabase *database, GError **error);
/** Threads, messages and versions by UUID. */
gboolean gesso_schema_add_identity  (GessoDatabase *database, GError **error);
/** Replies that are no edits. */
gboolean gesso_schema_add_replies   (GessoDatabase *database, GError **error);
/** Picks of contact sheets. */
gboolean gesso_schema_add_picks     (GessoDatabase *database, GError **error);
/** Threads that go on from an earlier point. */
gboolean gesso_schema_add_branches  (GessoDatabase *database, GError **error);
/** Steps that wait for a job. */
gboolean gesso_schema_add_coming    (GessoDatabase *database, GError **error);
/** Where the artist left a thread. */
gboolean gesso_schema_add_places    (GessoDatabase *database, GError **error);

G_END_DECLS

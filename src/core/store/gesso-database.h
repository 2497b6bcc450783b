/* gesso-database.h - one connection to SQLite, on one worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * GessoDatabase:
 *
 * Everything here is called on the worker that opened the connection, and
 * nowhere else. Statements are prepared once and kept. They may use the function
 * gesso_contains (SET, ID, …): whether an ID is in SET, a blob of gint64, the
 * largest first.
 */
typedef struct _GessoDatabase GessoDatabase;

/** What gesso_database_step() found. */
typedef enum
{
  GESSO_FETCH_FAILED = -1,
  GESSO_FETCH_DONE = 0,
  GESSO_FETCH_ROW = 1
} GessoFetch;

/**
 * gesso_database_open:
 * @flags: of sqlite3_open_v2()
 *
 * Opens @path with foreign keys on and a busy timeout; nothing is read yet.
 */
GessoDatabase *gesso_database_open     (const char *path, int flags, GError **error);
void           gesso_database_close    (GessoDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoDatabase, gesso_database_close)

sqlite3       *gesso_database_peek     (GessoDatabase *self);
/** Whether any failure so far said that the file is not a sound database. */
gboolean       gesso_database_is_damaged (GessoDatabase *self);

/** Notes what a check found. */
void           gesso_database_set_damaged (GessoDatabase *self);

/**
 * gesso_database_prepare:
 * @sql: a string constant: the statement is kept under its address
 * @types: one letter for each parameter that follows: `i` gint64, `k` gint64
 *   where 0 stands for NULL, `d` double, `t` text or NULL
 *
 * Returns: (nullable): a bound statement, owned by the database, to be stepped
 *   until it has no more rows or given to gesso_database_reset()
 */
sqlite3_stmt  *gesso_database_prepare  (GessoDatabase *self, GError **error, const char *sql, const char *types, ...);
/**
 * gesso_database_prepare_values:
 * @sql: an interned string: the statement is kept under its address
 * @values: of type gint64, double, string or GBytes, one for each parameter
 *
 * The same for a statement that was put together.
 */
sqlite3_stmt  *gesso_database_prepare_values (GessoDatabase *self, const char *sql, const GValue *values, guint n_values,
                                              GError **error);
/** Fetches the next row. After anything but a row the statement is reset. */
GessoFetch     gesso_database_step     (GessoDatabase *self, sqlite3_stmt *statement, GError **error);
void           gesso_database_reset    (sqlite3_stmt *statement);
/** Prepares, binds and runs a statement that gives no rows. */
gboolean       gesso_database_run      (GessoDatabase *self, GError **error, const char *sql, const char *types, ...);
/** The first column of the first row as an integer; @fallback when there is no row or it is NULL. */
gboolean       gesso_database_get_int  (GessoDatabase *self, GError **error, gint64 *value, gint64 fallback,
                                        const char *sql, const char *types, ...);
/** Runs @sql, which may be several statements, without keeping it. */
gboolean       gesso_database_execute  (GessoDatabase *self, const char *sql, GError **error);

/** @writes: takes the write lock at once, so that the transaction cannot fail for it later. */
gboolean       gesso_database_begin    (GessoDatabase *self, gboolean writes, GError **error);
/**
 * gesso_database_set_durable:
 *
 * Whether the commits from now on wait until the disk has them. Not inside a
 * transaction.
 */
gboolean       gesso_database_set_durable (GessoDatabase *self, gboolean durable, GError **error);
gboolean       gesso_database_commit   (GessoDatabase *self, GError **error);
void           gesso_database_rollback (GessoDatabase *self);

G_END_DECLS

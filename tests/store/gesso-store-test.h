/* gesso-store-test.h - a store whose calls wait, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-error.h"
#include "gesso-store.h"
#include "gesso-test.h"

G_BEGIN_DECLS

/** A folder and the store that is open in it. */
typedef struct
{
  char *folder;
  GessoStore *store;
} StoreFixture;

void store_fixture_set_up    (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);
/** Closes the store and opens the folder again. */
void store_fixture_reopen    (StoreFixture *fixture);

/** (transfer full) (nullable): a store that is open in @folder */
GessoStore    *store_test_open            (const char *folder, GError **error);
/** Closes @store and makes sure that nobody else holds it. */
void           store_test_close           (GessoStore *store);

GessoThread   *store_test_create_thread   (GessoStore *store, const char *title);
char          *store_test_put             (GessoStore *store, const char *text);
GBytes        *store_test_get_blob        (GessoStore *store, const char *blob, GError **error);
/** A draft with one image of @blob. */
GessoVersionDraft *store_test_draft       (gint64 thread_id, const char *prompt, const char *blob);
GessoVersion  *store_test_add_draft       (GessoStore *store, GessoVersionDraft *draft, gint64 job_id, GError **error);
/** Puts a picture of its own and adds a version with it. */
GessoVersion  *store_test_add_version     (GessoStore *store, gint64 thread_id, const char *prompt);
GessoVersion  *store_test_get_version     (GessoStore *store, gint64 id, GError **error);
GessoMessage  *store_test_add_message     (GessoStore *store, gint64 thread_id, const char *text);
gboolean       store_test_trash_version   (GessoStore *store, gint64 id, gboolean trashed, GError **error);
gboolean       store_test_trash_thread    (GessoStore *store, gint64 id, gboolean trashed, GError **error);
GPtrArray     *store_test_list_threads    (GessoStore *store, gboolean trashed);
GPtrArray     *store_test_load            (GessoStore *store, gint64 thread_id, gint64 before, guint limit, gint64 *next);
gint64         store_test_save_job        (GessoStore *store, GessoJobRow *row, GError **error);
GPtrArray     *store_test_claim_jobs      (GessoStore *store);
GPtrArray     *store_test_search          (GessoStore *store, const char *text, guint limit);

/** Runs @sql on the database file of @folder with a connection of its own. */
void           store_test_execute         (const char *folder, const char *sql);
gint64         store_test_query_int       (const char *folder, const char *sql);
char          *store_test_query_text      (const char *folder, const char *sql);

G_END_DECLS

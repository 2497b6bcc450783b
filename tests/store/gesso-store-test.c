/* gesso-store-test.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sqlite3.h>

#include "gesso-store-test.h"

void
store_fixture_set_up (StoreFixture *fixture,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = gesso_test_make_folder ();
  fixture->store = store_test_open (fixture->folder, &error);
  g_assert_no_error (error);
}

void
store_fixture_tear_down (StoreFixture *fixture,
                         gconstpointer data)
{
  if (fixture->store != NULL)
    store_test_close (fixture->store);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
}

void
store_fixture_reopen (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  store_test_close (fixture->store);
  fixture->store = store_test_open (fixture->folder, &error);
  g_assert_no_error (error);
}

GessoStore *
store_test_open (const char *folder,
                 GError    **error)
{
  g_autoptr (GessoStore) store = gesso_store_new (folder);
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_open_async (store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_open_finish (store, result, error) ? g_steal_pointer (&store) : NULL;
}

void
store_test_close (GessoStore *store)
{
  gesso_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

GessoThread *
store_test_create_thread (GessoStore *store,
                          const char *title)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoThread *thread;

  gesso_store_create_thread_async (store, title, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  thread = gesso_store_create_thread_finish (store, result, &error);
  g_assert_no_error (error);
  return thread;
}

char *
store_test_put (GessoStore *store,
                const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *blob;

  gesso_store_put_blob_async (store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  blob = gesso_store_put_blob_finish (store, result, &error);
  g_assert_no_error (error);
  return blob;
}

GBytes *
store_test_get_blob (GessoStore *store,
                     const char *blob,
                     GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_get_blob_async (store, blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_get_blob_finish (store, result, error);
}

GessoVersionDraft *
store_test_draft (gint64      thread_id,
                  const char *prompt,
                  const char *blob)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionImage *image = gesso_version_draft_add_image (draft);

  draft->thread_id = thread_id;
  draft->tool = GESSO_TOOL_GENERATE;
  draft->model = g_strdup ("device/sketch");
  draft->prompt = g_strdup (prompt);
  image->blob = g_strdup (blob);
  image->mime = g_strdup ("image/png");
  image->width = 640;
  image->height = 480;
  return draft;
}

GessoVersion *
store_test_add_draft (GessoStore        *store,
                      GessoVersionDraft *draft,
                      gint64             job_id,
                      GError           **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_add_version_async (store, draft, job_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_add_version_finish (store, result, error);
}

GessoVersion *
store_test_add_version (GessoStore *store,
                        gint64      thread_id,
                        const char *prompt)
{
  static guint counter;
  g_autofree char *text = g_strdup_printf ("picture %u", counter++);
  g_autofree char *blob = store_test_put (store, text);
  g_autoptr (GError) error = NULL;
  GessoVersion *version = store_test_add_draft (store, store_test_draft (thread_id, prompt, blob), 0, &error);

  g_assert_no_error (error);
  return version;
}

GessoVersion *
store_test_get_version (GessoStore *store,
                        gint64      id,
                        GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_get_version_async (store, id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_get_version_finish (store, result, error);
}

GessoMessage *
store_test_add_message (GessoStore *store,
                        gint64      thread_id,
                        const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoMessage *message;

  gesso_store_add_message_async (store, thread_id, GESSO_MESSAGE_USER, text, NULL, 0, NULL, gesso_test_async_cb,
                                 &result);
  gesso_test_await (&result);
  message = gesso_store_add_message_finish (store, result, &error);
  g_assert_no_error (error);
  return message;
}

gboolean
store_test_trash_version (GessoStore *store,
                          gint64      id,
                          gboolean    trashed,
                          GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_trash_version_async (store, id, trashed, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_trash_version_finish (store, result, error);
}

gboolean
store_test_trash_thread (GessoStore *store,
                         gint64      id,
                         gboolean    trashed,
                         GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_trash_thread_async (store, id, trashed, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_trash_thread_finish (store, result, error);
}

GPtrArray *
store_test_list_threads (GessoStore *store,
                         gboolean    trashed)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *threads;

  gesso_store_list_threads_async (store, trashed, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  threads = gesso_store_list_threads_finish (store, result, &error);
  g_assert_no_error (error);
  return threads;
}

GPtrArray *
store_test_load (GessoStore *store,
                 gint64      thread_id,
                 gint64      before,
                 guint       limit,
                 gint64     *next)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  gesso_store_load_timeline_async (store, thread_id, before, limit, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  items = gesso_store_load_timeline_finish (store, result, next, &error);
  g_assert_no_error (error);
  return items;
}

gint64
store_test_save_job (GessoStore  *store,
                     GessoJobRow *row,
                     GError     **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_save_job_async (store, row, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_save_job_finish (store, result, error);
}

GPtrArray *
store_test_claim_jobs (GessoStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *jobs;

  gesso_store_claim_jobs_async (store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  jobs = gesso_store_claim_jobs_finish (store, result, &error);
  g_assert_no_error (error);
  return jobs;
}

GPtrArray *
store_test_search (GessoStore *store,
                   const char *text,
                   guint       limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;

  gesso_store_search_async (store, text, limit, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  hits = gesso_store_search_finish (store, result, &error);
  g_assert_no_error (error);
  return hits;
}

static sqlite3 *
open_connection (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  sqlite3 *connection;

  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  sqlite3_busy_timeout (connection, 10000);
  return connection;
}

void
store_test_execute (const char *folder,
                    const char *sql)
{
  sqlite3 *connection = open_connection (folder);

  sqlite3_exec (connection, sql, NULL, NULL, NULL);
  g_assert_cmpstr (sqlite3_errmsg (connection), ==, "not an error");
  sqlite3_close (connection);
}

char *
store_test_query_text (const char *folder,
                       const char *sql)
{
  sqlite3 *connection = open_connection (folder);
  sqlite3_stmt *statement;
  char *text;

  sqlite3_prepare_v2 (connection, sql, -1, &statement, NULL);
  g_assert_cmpstr (sqlite3_errmsg (connection), ==, "not an error");
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  text = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (connection);
  return text;
}

gint64
store_test_query_int (const char *folder,
                      const char *sql)
{
  g_autofree char *text = store_test_query_text (folder, sql);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

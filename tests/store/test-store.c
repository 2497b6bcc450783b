/* test-store.c - threads, messages, versions and jobs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-store-test.h"

static void
test_create (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "Boats");
  g_autoptr (GPtrArray) threads = store_test_list_threads (fixture->store, FALSE);

  g_assert_cmpstr (gesso_thread_get_title (thread), ==, "Boats");
  g_assert_cmpint (gesso_thread_get_created (thread), >, 0);
  g_assert_cmpint (gesso_thread_get_updated (thread), ==, gesso_thread_get_created (thread));
  g_assert_null (gesso_thread_get_cover (thread));
  g_assert_false (gesso_thread_get_trashed (thread));
  g_assert_cmpuint (threads->len, ==, 1);
  g_assert_true (threads->pdata[0] == thread);
}

static void
test_version_whole (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, gesso_thread_get_id (thread), "a boat");
  g_autoptr (GessoVersion) parent =
      store_test_add_version (fixture->store, gesso_thread_get_id (thread), "a boat at dawn");
  g_autofree char *blob = store_test_put (fixture->store, "pixels");
  g_autofree char *reply = store_test_put (fixture->store, "untouched");
  GessoVersionDraft *draft = store_test_draft (gesso_thread_get_id (thread), "a red boat", blob);
  GessoVersionImage *image = g_ptr_array_index (draft->images, 0);
  GessoVersionInput *input = gesso_version_draft_add_input (draft);
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  draft->message_id = gesso_message_get_id (message);
  draft->parent_id = gesso_version_get_id (parent);
  draft->tool = GESSO_TOOL_INPAINT;
  draft->parameters = g_strdup ("{\"feather\":4}");
  draft->note = g_strdup ("A note.");
  draft->seconds = 1.5;
  draft->cost = 0.04;
  image->reply = g_strdup (reply);
  image->name = g_strdup ("boat.png");
  image->blurhash = g_strdup ("LEHV6nWB2yk8");
  image->bytes = 6;
  image->seed = 7;
  image->protected_pixels = 3412880;
  gesso_version_draft_add_image (draft)->blob = g_strdup (blob);
  input->role = GESSO_ROLE_MASK;
  input->blob = g_strdup (reply);
  input->version_id = gesso_version_get_id (parent);
  input->image_index = 3;

  version = store_test_add_draft (fixture->store, draft, 0, &error);
  g_assert_no_error (error);
  id = gesso_version_get_id (version);
  g_clear_object (&version);
  store_fixture_reopen (fixture);
  version = store_test_get_version (fixture->store, id, &error);
  g_assert_no_error (error);

  g_assert_cmpint (gesso_version_get_message_id (version), ==, gesso_message_get_id (message));
  g_assert_cmpint (gesso_version_get_parent_id (version), ==, gesso_version_get_id (parent));
  g_assert_cmpint (gesso_version_get_tool (version), ==, GESSO_TOOL_INPAINT);
  g_assert_cmpstr (gesso_version_get_model (version), ==, "device/sketch");
  g_assert_cmpstr (gesso_version_get_prompt (version), ==, "a red boat");
  g_assert_cmpstr (gesso_version_get_parameters (version), ==, "{\"feather\":4}");
  g_assert_cmpstr (gesso_version_get_note (version), ==, "A note.");
  g_assert_cmpfloat (gesso_version_get_seconds (version), ==, 1.5);
  g_assert_cmpfloat (gesso_version_get_cost (version), ==, 0.04);
  g_assert_cmpuint (gesso_version_get_n_images (version), ==, 2);
  g_assert_cmpstr (gesso_version_get_image (version, 0)->reply, ==, reply);
  g_assert_cmpstr (gesso_version_get_image (version, 0)->name, ==, "boat.png");
  g_assert_cmpstr (gesso_version_get_image (version, 0)->blurhash, ==, "LEHV6nWB2yk8");
  g_assert_cmpint (gesso_version_get_image (version, 0)->seed, ==, 7);
  g_assert_cmpint (gesso_version_get_image (version, 0)->protected_pixels, ==, 3412880);
  g_assert_cmpint (gesso_version_get_image (version, 1)->seed, ==, -1);
  g_assert_cmpint (gesso_version_get_image (version, 1)->protected_pixels, ==, -1);
  g_assert_cmpuint (gesso_version_get_n_inputs (version), ==, 1);
  g_assert_cmpint (gesso_version_get_input (version, 0)->role, ==, GESSO_ROLE_MASK);
  g_assert_cmpstr (gesso_version_get_input (version, 0)->blob, ==, reply);
  g_assert_cmpint (gesso_version_get_input (version, 0)->version_id, ==, gesso_version_get_id (parent));
  g_assert_cmpuint (gesso_version_get_input (version, 0)->image_index, ==, 3);
  g_assert_null (gesso_version_get_image (version, 2));
}

static void
test_create_empty (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, NULL);

  g_assert_cmpstr (gesso_thread_get_title (thread), ==, "");
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    user_data)
{
  (*(guint *) user_data)++;
}

static void
test_rename (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "Old");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint titles = 0, all = 0;

  g_signal_connect (thread, "notify::title", G_CALLBACK (count_cb), &titles);
  g_signal_connect (thread, "notify", G_CALLBACK (count_cb), &all);
  gesso_store_rename_thread_async (fixture->store, gesso_thread_get_id (thread), "新的名字", NULL, gesso_test_async_cb,
                                   &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_rename_thread_finish (fixture->store, result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_thread_get_title (thread), ==, "新的名字");
  g_assert_cmpuint (titles, ==, 1);
  g_assert_cmpuint (all, ==, 1);
}

static void
test_rename_missing (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_rename_thread_async (fixture->store, 4711, "x", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_false (gesso_store_rename_thread_finish (fixture->store, result, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_get_thread (StoreFixture *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "One");
  g_autoptr (GessoThread) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_get_thread_async (fixture->store, gesso_thread_get_id (thread), NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  again = gesso_store_get_thread_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  g_assert_true (again == thread);
}

/* The clock of a computer jumps; the order must not. */
static void
test_order (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) first = store_test_create_thread (fixture->store, "first");
  g_autoptr (GessoThread) second = store_test_create_thread (fixture->store, "second");
  g_autoptr (GessoThread) third = store_test_create_thread (fixture->store, "third");
  g_autoptr (GessoMessage) message = NULL;
  g_autoptr (GPtrArray) threads = NULL;

  store_test_execute (fixture->folder, "UPDATE threads SET updated = 9000000000000000 - id * 1000");
  message = store_test_add_message (fixture->store, gesso_thread_get_id (first), "wake up");
  threads = store_test_list_threads (fixture->store, FALSE);
  g_assert_cmpuint (threads->len, ==, 3);
  g_assert_true (threads->pdata[0] == first);
  g_assert_true (threads->pdata[1] == third);
  g_assert_true (threads->pdata[2] == second);
}

static void
set_cover (StoreFixture *fixture,
           gint64        id,
           const char   *blob)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_set_cover_async (fixture->store, id, blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_set_cover_finish (fixture->store, result, &error));
  g_assert_no_error (error);
}

static void
test_cover (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoVersion) first = store_test_add_version (fixture->store, id, "a");
  const char *first_blob = gesso_version_get_image (first, 0)->blob;
  g_autoptr (GessoVersion) second = NULL;
  g_autoptr (GessoVersion) third = NULL;

  g_assert_cmpstr (gesso_thread_get_cover (thread), ==, first_blob);
  second = store_test_add_version (fixture->store, id, "b");
  g_assert_cmpstr (gesso_thread_get_cover (thread), ==, gesso_version_get_image (second, 0)->blob);

  /* One that the artist chose stays, until it is given back. */
  set_cover (fixture, id, first_blob);
  third = store_test_add_version (fixture->store, id, "c");
  g_assert_cmpstr (gesso_thread_get_cover (thread), ==, first_blob);
  set_cover (fixture, id, NULL);
  g_assert_cmpstr (gesso_thread_get_cover (thread), ==, gesso_version_get_image (third, 0)->blob);

  /* What lies in the trash is no cover. */
  g_assert_true (store_test_trash_version (fixture->store, gesso_version_get_id (third), TRUE, NULL));
  g_assert_cmpstr (gesso_thread_get_cover (thread), ==, gesso_version_get_image (second, 0)->blob);
}

static void
test_message_attachments (StoreFixture *fixture,
                          gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoVersion) a = store_test_add_version (fixture->store, id, "a");
  g_autoptr (GessoVersion) b = store_test_add_version (fixture->store, id, "b");
  gint64 attached[] = { gesso_version_get_id (b), gesso_version_get_id (a) };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoMessage) message = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const gint64 *kept;
  guint n;

  gesso_store_add_message_async (fixture->store, id, GESSO_MESSAGE_ASSISTANT, "both", attached, 2, NULL,
                                 gesso_test_async_cb, &result);
  gesso_test_await (&result);
  message = gesso_store_add_message_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  items = store_test_load (fixture->store, id, 0, 10, NULL);
  g_assert_cmpuint (items->len, ==, 3);
  kept = gesso_message_get_attachments (items->pdata[2], &n);
  g_assert_cmpmem (kept, n * sizeof (gint64), attached, sizeof attached);
  g_assert_cmpint (gesso_message_get_role (items->pdata[2]), ==, GESSO_MESSAGE_ASSISTANT);
  g_assert_cmpstr (gesso_message_get_text (items->pdata[2]), ==, "both");
}

static void
test_message_to_nowhere (StoreFixture *fixture,
                         gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_add_message_async (fixture->store, 99, GESSO_MESSAGE_USER, "hello?", NULL, 0, NULL, gesso_test_async_cb,
                                 &result);
  gesso_test_await (&result);
  g_assert_null (gesso_store_add_message_finish (fixture->store, result, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM messages"), ==, 0);
}

static void
test_version_unknown_blob (StoreFixture *fixture,
                           gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autofree char *nothing = g_strnfill (64, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_null (store_test_add_draft (fixture->store, store_test_draft (gesso_thread_get_id (thread), "x", nothing), 0,
                                       &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM thread_version"), ==, 0);
}

static void
test_version_missing (StoreFixture *fixture,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (store_test_get_version (fixture->store, 12345, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_version_one_object (StoreFixture *fixture,
                         gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoVersion) version = store_test_add_version (fixture->store, gesso_thread_get_id (thread), "one");
  g_autoptr (GessoVersion) again = store_test_get_version (fixture->store, gesso_version_get_id (version), NULL);
  guint notified = 0;

  g_assert_true (again == version);
  g_signal_connect (version, "notify::trashed", G_CALLBACK (count_cb), &notified);
  g_assert_true (store_test_trash_version (fixture->store, gesso_version_get_id (version), TRUE, NULL));
  g_assert_true (gesso_version_get_trashed (version));
  g_assert_cmpuint (notified, ==, 1);
}

static void
test_timeline_pages (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoThread) other = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread), next = 0, last = G_MAXINT64;
  guint total = 0, pages = 0;

  for (guint i = 0; i < 25; i++)
    {
      g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, id, "m");
      g_autoptr (GessoMessage) noise = store_test_add_message (fixture->store, gesso_thread_get_id (other), "n");
      g_autoptr (GessoVersion) version = i % 3 == 0 ? store_test_add_version (fixture->store, id, "v") : NULL;
    }
  do
    {
      g_autoptr (GPtrArray) items = store_test_load (fixture->store, id, next, 10, &next);

      g_assert_cmpuint (items->len, >, 0);
      g_assert_cmpuint (items->len, <=, 10);
      for (guint i = items->len; i > 0; i--)
        {
          gpointer item = items->pdata[i - 1];
          gint64 item_id = GESSO_IS_VERSION (item) ? gesso_version_get_id (item) : gesso_message_get_id (item);

          g_assert_cmpint (item_id, <, last);
          if (GESSO_IS_VERSION (item))
            g_assert_cmpuint (gesso_version_get_n_images (item), ==, 1);
          last = item_id;
        }
      total += items->len;
      pages++;
    }
  while (next != 0);
  g_assert_cmpuint (total, ==, 34);
  g_assert_cmpuint (pages, ==, 4);
}

/* A page that is exactly full is the last one when nothing is before it. */
static void
test_timeline_full_page (StoreFixture *fixture,
                         gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoMessage) a = store_test_add_message (fixture->store, gesso_thread_get_id (thread), "a");
  g_autoptr (GessoMessage) b = store_test_add_message (fixture->store, gesso_thread_get_id (thread), "b");
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) none = NULL;
  gint64 next = -1;

  items = store_test_load (fixture->store, gesso_thread_get_id (thread), 0, 2, &next);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (next, ==, 0);
  none = store_test_load (fixture->store, 777, 0, 2, &next);
  g_assert_cmpuint (none->len, ==, 0);
}

static GessoJobRow *
make_job (gint64      thread_id,
          const char *request)
{
  GessoJobRow *row = g_new0 (GessoJobRow, 1);

  row->thread_id = thread_id;
  row->state = GESSO_JOB_QUEUED;
  row->request = g_strdup (request);
  return row;
}

static void
test_job_life (StoreFixture *fixture,
               gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoJobRow) row = make_job (gesso_thread_get_id (thread), "{\"tool\":\"generate\"}");
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) closed = NULL;
  const GessoJobRow *kept;

  row->id = store_test_save_job (fixture->store, row, NULL);
  g_assert_cmpint (row->id, >, 0);
  row->state = GESSO_JOB_PENDING;
  row->state_json = g_strdup ("{\"task\":\"7\"}");
  g_assert_cmpint (store_test_save_job (fixture->store, row, NULL), ==, row->id);
  store_fixture_reopen (fixture);
  open = store_test_claim_jobs (fixture->store);
  g_assert_cmpuint (open->len, ==, 1);
  kept = open->pdata[0];
  g_assert_cmpint (kept->id, ==, row->id);
  g_assert_cmpint (kept->state, ==, GESSO_JOB_PENDING);
  g_assert_cmpstr (kept->state_json, ==, "{\"task\":\"7\"}");
  g_assert_cmpstr (kept->request, ==, row->request);
  g_assert_cmpint (kept->created, >, 0);

  row->state = GESSO_JOB_FAILED;
  row->error_class = g_strdup ("timeout");
  row->error_text = g_strdup ("Too slow.");
  g_assert_cmpint (store_test_save_job (fixture->store, row, NULL), ==, row->id);
  closed = store_test_claim_jobs (fixture->store);
  g_assert_cmpuint (closed->len, ==, 0);
}

static void
test_job_missing (StoreFixture *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoJobRow) row = make_job (gesso_thread_get_id (thread), "{}");
  g_autoptr (GError) error = NULL;

  row->id = 31337;
  g_assert_cmpint (store_test_save_job (fixture->store, row, &error), ==, 0);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_job_completed_with_version (StoreFixture *fixture,
                                 gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 thread_id = gesso_thread_get_id (thread);
  g_autofree char *blob = store_test_put (fixture->store, "pixels");
  g_autofree char *request = g_strdup_printf ("{\"inputs\":[\"%s\"]}", blob);
  g_autoptr (GessoJobRow) row = make_job (thread_id, request);
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *state = NULL;
  g_autofree char *nothing = g_strnfill (64, 'b');

  row->id = store_test_save_job (fixture->store, row, NULL);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM job_blobs"), ==, 1);

  /* A version that cannot be added leaves the job as it was. */
  g_assert_null (store_test_add_draft (fixture->store, store_test_draft (thread_id, "p", nothing), row->id, &error));
  g_clear_error (&error);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT is_open FROM jobs"), ==, 1);

  version = store_test_add_draft (fixture->store, store_test_draft (thread_id, "p", blob), row->id, &error);
  g_assert_no_error (error);
  state = store_test_query_text (fixture->folder, "SELECT state FROM jobs");
  g_assert_cmpstr (state, ==, "completed");
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM job_blobs"), ==, 0);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT job_id FROM thread_version"), ==, row->id);

  /* One result is all it has, and nothing that comes late changes its end. */
  g_assert_null (store_test_add_draft (fixture->store, store_test_draft (thread_id, "p", blob), row->id, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&error);
  row->state = GESSO_JOB_FAILED;
  g_assert_cmpint (store_test_save_job (fixture->store, row, &error), ==, 0);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM thread_version"), ==, 1);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT state = 'completed' FROM jobs"), ==, 1);
}

static void
test_cancelled_before (StoreFixture *fixture,
                       gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  gesso_store_create_thread_async (fixture->store, "never", cancellable, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_store_create_thread_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM threads"), ==, 0);
}

/* Whatever the moment of cancelling, the answer is what is on the disk. */
static void
test_cancelled_truth (StoreFixture *fixture,
                      gconstpointer data)
{
  guint kept = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoThread) thread = NULL;

      gesso_store_create_thread_async (fixture->store, "maybe", cancellable, gesso_test_async_cb, &result);
      for (guint spin = 0; spin < i * 100; spin++)
        g_thread_yield ();
      g_cancellable_cancel (cancellable);
      gesso_test_await (&result);
      thread = gesso_store_create_thread_finish (fixture->store, result, &error);
      if (thread != NULL)
        kept++;
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
  g_assert_cmpint (store_test_query_int (fixture->folder, "SELECT count(*) FROM threads"), ==, kept);
}

static void
test_closed (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GAsyncResult) pending = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GessoThread) thread = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_create_thread_async (fixture->store, "just in time", NULL, gesso_test_async_cb, &pending);
  gesso_store_close (fixture->store);
  gesso_store_close (fixture->store);
  gesso_test_await (&pending);
  thread = gesso_store_create_thread_finish (fixture->store, pending, &error);
  g_assert_no_error (error);
  g_assert_nonnull (thread);
  gesso_store_create_thread_async (fixture->store, "too late", NULL, gesso_test_async_cb, &late);
  gesso_test_await (&late);
  g_assert_null (gesso_store_create_thread_finish (fixture->store, late, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
  g_clear_object (&pending);
  g_clear_object (&late);
}

static void
test_unopened (void)
{
  g_autoptr (GessoStore) store = gesso_store_new ("/nonexistent");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_create_thread_async (store, "x", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_store_create_thread_finish (store, result, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
}

/* Text is bytes to the store: quotes, markup, long and odd text come back. */
static void
test_odd_text (StoreFixture *fixture,
               gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "'); DROP TABLE threads; --");
  g_autofree char *big = g_strnfill (2 * 1024 * 1024, 'x');
  const char *texts[] = { "", "\"", "<b>&amp;</b>", "日本語\n\t改行", "\xff\xfe invalid", "👩‍🎨🖌️", big };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GessoMessage) message =
          store_test_add_message (fixture->store, gesso_thread_get_id (thread), texts[i]);
      g_autoptr (GPtrArray) items = store_test_load (fixture->store, gesso_thread_get_id (thread), 0, 1, NULL);

      g_assert_cmpstr (gesso_message_get_text (items->pdata[0]), ==, texts[i]);
    }
}

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/thread/create", test_create);
  ADD ("/store/thread/create-empty", test_create_empty);
  ADD ("/store/thread/rename", test_rename);
  ADD ("/store/thread/rename-missing", test_rename_missing);
  ADD ("/store/thread/get", test_get_thread);
  ADD ("/store/thread/order", test_order);
  ADD ("/store/thread/cover", test_cover);
  ADD ("/store/message/attachments", test_message_attachments);
  ADD ("/store/message/to-nowhere", test_message_to_nowhere);
  ADD ("/store/message/odd-text", test_odd_text);
  ADD ("/store/version/whole", test_version_whole);
  ADD ("/store/version/unknown-blob", test_version_unknown_blob);
  ADD ("/store/version/missing", test_version_missing);
  ADD ("/store/version/one-object", test_version_one_object);
  ADD ("/store/timeline/pages", test_timeline_pages);
  ADD ("/store/timeline/full-page", test_timeline_full_page);
  ADD ("/store/job/life", test_job_life);
  ADD ("/store/job/missing", test_job_missing);
  ADD ("/store/job/completed-with-version", test_job_completed_with_version);
  ADD ("/store/cancel/before", test_cancelled_before);
  ADD ("/store/cancel/truth", test_cancelled_truth);
  ADD ("/store/close/queued", test_closed);
  g_test_add_func ("/store/close/unopened", test_unopened);
  return g_test_run ();
}

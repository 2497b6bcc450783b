/* bundle-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bundle-fixture.h"
#include "gesso-codec.h"
#include "gesso-store-branches.h"
#include "gesso-store-family.h"
#include "gesso-store-library.h"

#define N_THREADS 5

GBytes *
bundle_fixture_make_png (guint number)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = gesso_image_new (8, 6, 3, &error);
  guint8 *row = gesso_image_edit_row (image, 0);
  GBytes *bytes;

  for (guint i = 0; i < 4; i++)
    row[i] = (guint8) (number >> (8 * i));
  bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 90, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

static char *
put (GessoStore *store,
     guint       number,
     gint64     *size)
{
  g_autoptr (GBytes) bytes = bundle_fixture_make_png (number);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *blob;

  *size = (gint64) g_bytes_get_size (bytes);
  gesso_store_put_blob_async (store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  blob = gesso_store_put_blob_finish (store, result, &error);
  g_assert_no_error (error);
  return blob;
}

static void
add_image (GessoStore        *store,
           GessoVersionDraft *draft,
           guint              number)
{
  GessoVersionImage *image = gesso_version_draft_add_image (draft);
  gint64 size;

  image->blob = put (store, number, &image->bytes);
  if (number % 6 == 0)
    image->reply = put (store, number + 1000000, &size);
  image->mime = g_strdup ("image/png");
  image->blurhash = number % 4 == 0 ? NULL : g_strdup ("L00000fQfQfQfQfQfQfQfQfQfQfQ");
  image->name = number % 5 == 0 ? g_strdup ("Boot „Möwe“.png") : NULL;
  image->width = 8;
  image->height = 6;
  image->seed = number % 2 == 0 ? (gint64) number * G_GINT64_CONSTANT (1234567890123) : -1;
  image->protected_pixels = number % 3 == 0 ? 40 : -1;
  image->changed_pixels = number % 9 == 0 ? 2 : 0;
  image->new_picture = number % 7 == 0;
}

static GessoVersionDraft *
make_draft (GessoStore *store,
            gint64      thread_id,
            gint64      message_id,
            gint64      parent_id,
            guint       number)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();
  gint64 size;

  draft->thread_id = thread_id;
  draft->message_id = message_id;
  draft->parent_id = parent_id;
  draft->tool = number % 4 == 0 ? GESSO_TOOL_IMPORT : GESSO_TOOL_INPAINT;
  draft->model = number % 4 == 0 ? NULL : g_strdup ("fal/flux-pro-kontext");
  draft->prompt = number % 7 == 0 ? NULL : g_strdup_printf ("夜色灯光 \"harbour\" %u\n\t\\", number);
  draft->parameters = number % 3 == 0 ? g_strdup ("{\"size\": \"1024x1024\",  \"strength\":0.30000000000000004}") : NULL;
  draft->note = number % 11 == 0 ? g_strdup ("A note") : NULL;
  draft->seconds = number / 7.0;
  draft->cost = number % 5 == 0 ? 0.04 * number : -1;
  for (guint i = 0; i <= number % 3; i++)
    add_image (store, draft, number * 10 + i);
  for (guint i = 0; parent_id != 0 && i < 2; i++)
    {
      GessoVersionInput *input = gesso_version_draft_add_input (draft);

      input->role = i == 0 ? GESSO_ROLE_SOURCE : GESSO_ROLE_MASK;
      /* Most of what goes in is a picture that is here already. */
      input->blob = put (store, i == 0 ? number % 50 : 900000 + number % 50, &size);
      input->version_id = i == 0 ? parent_id : 0;
      input->image_index = i;
    }
  return draft;
}

static void
edit (GessoStore      *store,
      gint64           id,
      GessoVersionEdit what,
      gint64           number,
      const char      *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_edit_versions_async (store, &id, 1, what, number, text, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_edit_versions_finish (store, result, &error);
  g_assert_no_error (error);
}

static void
pin (GessoStore *store,
     gint64      id,
     const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_pin_version_async (store, id, name, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_pin_version_finish (store, result, &error);
  g_assert_no_error (error);
}

static gint64
add_message (GessoStore *store,
             gint64      thread_id,
             gint64      attachment,
             guint       number)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("Turn %u: 灯光", number);

  gesso_store_add_message_async (store, thread_id, number % 2 ? GESSO_MESSAGE_USER : GESSO_MESSAGE_ASSISTANT, text,
                                 &attachment, attachment != 0 ? 1 : 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  message = gesso_store_add_message_finish (store, result, &error);
  g_assert_no_error (error);
  return gesso_message_get_id (message);
}

/* Goes on from @item_id; some branches have names. */
static void
branch (GessoStore *store,
        gint64      thread_id,
        gint64      item_id,
        guint       number)
{
  g_autoptr (GAsyncResult) branched = NULL, listed = NULL, renamed = NULL;
  g_autoptr (GPtrArray) branches = NULL;
  g_autoptr (GError) error = NULL;
  gint64 before;
  gboolean made;

  gesso_store_branch_async (store, thread_id, item_id, NULL, gesso_test_async_cb, &branched);
  gesso_test_await (&branched);
  gesso_store_branch_finish (store, branched, &before, &made, &error);
  g_assert_no_error (error);
  g_assert_true (made);
  if (number % 2)
    return;
  gesso_store_list_branches_async (store, thread_id, NULL, gesso_test_async_cb, &listed);
  gesso_test_await (&listed);
  branches = gesso_store_list_branches_finish (store, listed, &error);
  g_assert_no_error (error);
  gesso_store_rename_branch_async (store, thread_id, ((GessoBranch *) branches->pdata[number % branches->len])->id,
                                   "Zweig „灯“", NULL, gesso_test_async_cb, &renamed);
  gesso_test_await (&renamed);
  g_assert_true (gesso_store_rename_branch_finish (store, renamed, &error));
}

void
bundle_fixture_fill (GessoStore *store,
                     guint       n)
{
  gint64 threads[N_THREADS];
  gint64 parent_id = 0;

  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Thread %u “灯”", i);
      g_autoptr (GessoThread) thread = store_test_create_thread (store, title);

      threads[i] = gesso_thread_get_id (thread);
    }
  for (guint i = 0; i < n; i++)
    {
      gint64 thread_id = threads[i % N_THREADS];
      gint64 message_id = i % 6 != 0 ? add_message (store, thread_id, i % 8 == 1 ? parent_id : 0, i) : 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoVersion) version =
          store_test_add_draft (store, make_draft (store, thread_id, message_id, i % 5 != 0 ? parent_id : 0, i), 0, &error);
      gint64 id;

      g_assert_no_error (error);
      id = gesso_version_get_id (version);
      if (i % 4 == 1)
        edit (store, id, GESSO_EDIT_STARS, i % 6, NULL);
      if (i % 10 == 2)
        edit (store, id, GESSO_EDIT_FAVOURITE, TRUE, NULL);
      if (i % 7 == 3)
        edit (store, id, GESSO_EDIT_ADD_TAG, 0, i % 2 ? "Hafen" : "灯");
      if (i % 11 == 5)
        pin (store, id, i % 2 ? "Erster „Hafen“ 灯" : "");
      if (i % 45 == 4 && message_id != 0)
        branch (store, thread_id, message_id, i);
      /* Everything may come from anything, over threads too. */
      if (i % 3 != 2)
        parent_id = id;
    }
}

char *
bundle_fixture_describe (const char *folder)
{
  static const char *const queries[] = {
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (uuid) || quote (title) || quote (created) || quote (updated)"
    " || quote (cover) || quote (cover_chosen) || quote (trunk_name)"
    " || quote ((SELECT uuid FROM branches b WHERE b.id = branch_id)) AS line FROM threads WHERE trashed IS NULL ORDER BY uuid)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (m.uuid) || quote (t.uuid) || quote (m.role) || quote (m.text)"
    " || quote (m.created) || quote ((SELECT uuid FROM branches b WHERE b.id = m.branch_id)) AS line FROM messages m JOIN threads t ON t.id = m.thread_id ORDER BY m.id)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (m.uuid) || a.position || quote (v.uuid) AS line"
    " FROM message_attachments a JOIN messages m ON m.id = a.message_id JOIN thread_version v ON v.id = a.version_id"
    " ORDER BY m.uuid, a.position)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (v.uuid) || quote (t.uuid) || quote (m.uuid) || quote (p.uuid)"
    " || quote (v.tool) || quote (v.model) || quote (v.prompt) || quote (v.parameters) || quote (v.note)"
    " || quote (v.created) || quote (v.seconds) || quote (v.cost) || quote (v.favourite) || quote (v.stars)"
    " || quote ((SELECT uuid FROM branches b WHERE b.id = v.branch_id)) AS line"
    " FROM thread_version v JOIN threads t ON t.id = v.thread_id LEFT JOIN messages m ON m.id = v.message_id"
    " LEFT JOIN thread_version p ON p.id = v.parent_id WHERE v.trashed IS NULL ORDER BY v.id)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (v.uuid) || i.position || quote (i.blob) || quote (i.reply)"
    " || quote (i.mime) || quote (i.blurhash) || quote (i.name) || i.width || 'x' || i.height || quote (i.bytes)"
    " || quote (i.seed) || quote (i.protected_pixels) || quote (i.changed_pixels)"
    " || i.new_picture AS line"
    " FROM version_images i JOIN thread_version v ON v.id = i.version_id ORDER BY v.uuid, i.position)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (v.uuid) || i.position || quote (i.role) || quote (i.blob)"
    " || quote (f.uuid) || quote (i.from_image) AS line FROM version_inputs i JOIN thread_version v ON v.id = i.version_id"
    " LEFT JOIN thread_version f ON f.id = i.from_version_id ORDER BY v.uuid, i.position)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (l.kind) || quote (l.name) || quote (v.uuid) AS line"
    " FROM label_versions x JOIN labels l ON l.id = x.label_id JOIN thread_version v ON v.id = x.version_id"
    " ORDER BY l.kind, l.name, v.uuid)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (v.uuid) || quote (p.name) AS line"
    " FROM pins p JOIN thread_version v ON v.id = p.version_id ORDER BY v.uuid)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (b.uuid) || quote (p.uuid) || quote (b.name) || quote (t.uuid)"
    " || quote ((SELECT uuid FROM messages WHERE id = b.fork UNION ALL SELECT uuid FROM thread_version WHERE id = b.fork))"
    " AS line FROM branches b JOIN threads t ON t.id = b.thread_id LEFT JOIN branches p ON p.id = b.parent_id"
    " ORDER BY b.uuid)",
    "SELECT group_concat (line, char (10)) FROM (SELECT quote (hash) || bytes AS line FROM blobs ORDER BY hash)",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *part = store_test_query_text (folder, queries[i]);

      g_string_append_printf (text, "== %u\n%s\n", i, part != NULL ? part : "");
    }
  return g_string_free (text, FALSE);
}

gboolean
bundle_fixture_export (GessoStore *store,
                       gint64      thread_id,
                       gint64      version_id,
                       const char *path,
                       GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (thread_id != 0)
    g_array_append_val (ids, thread_id);
  else if (version_id == 0)
    {
      g_autoptr (GPtrArray) threads = store_test_list_threads (store, FALSE);

      for (guint i = 0; i < threads->len; i++)
        {
          gint64 id = gesso_thread_get_id (threads->pdata[i]);

          g_array_append_val (ids, id);
        }
    }
  gesso_bundle_export_async (store, (const gint64 *) (gpointer) ids->data, ids->len, &version_id, version_id != 0, file,
                             NULL, NULL, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_bundle_export_finish (store, result, error);
}

GArray *
bundle_fixture_import (GessoStore *store,
                       const char *path,
                       guint      *n_new,
                       GError    **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  gesso_bundle_import_async (store, file, NULL, NULL, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_bundle_import_finish (store, result, n_new, error);
}

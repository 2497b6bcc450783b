/* test-store-library.c - finding versions by all that is known of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-library.h"
#include "gesso-store-test.h"

static gboolean
edit (GessoStore      *store,
      GArray          *ids,
      GessoVersionEdit what,
      gint64           number,
      const char      *text,
      GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_edit_versions_async (store, (const gint64 *) (gpointer) ids->data, ids->len, what, number, text, NULL,
                                   gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_edit_versions_finish (store, result, error);
}

static void
edit_one (GessoStore      *store,
          gint64           id,
          GessoVersionEdit what,
          gint64           number,
          const char      *text)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof id);
  g_autoptr (GError) error = NULL;

  g_array_append_val (ids, id);
  edit (store, ids, what, number, text, &error);
  g_assert_no_error (error);
}

static GPtrArray *
find_page (GessoStore               *store,
           const GessoLibraryFilter *filter,
           gint64                    before,
           guint                     limit)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  gesso_store_find_versions_async (store, filter, before, limit, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  rows = gesso_store_find_versions_finish (store, result, &error);
  g_assert_no_error (error);
  return rows;
}

static GessoLibraryIndex *
find_index (GessoStore               *store,
            const GessoLibraryFilter *filter)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoLibraryIndex *index;

  gesso_store_index_library_async (store, filter, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  index = gesso_store_index_library_finish (store, result, &error);
  g_assert_no_error (error);
  return index;
}

static GPtrArray *
list_labels (GessoStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *labels;

  gesso_store_list_labels_async (store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  labels = gesso_store_list_labels_finish (store, result, &error);
  g_assert_no_error (error);
  return labels;
}

static gint64
save_label (GessoStore    *store,
            gint64         id,
            GessoLabelKind kind,
            const char    *name,
            const char    *filter,
            GError       **error)
{
  GessoLabel label = { id, kind, (char *) name, (char *) filter, 0 };
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_save_label_async (store, &label, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_save_label_finish (store, result, error);
}

/* The prompts that are found, page by page of two, joined; the index must give the same. */
static char *
find (GessoStore               *store,
      const GessoLibraryFilter *filter)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GessoLibraryIndex) index = find_index (store, filter);
  gint64 before = 0;
  guint n = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) rows = find_page (store, filter, before, 2);

      for (guint i = 0; i < rows->len; i++)
        {
          const GessoLibraryRow *row = rows->pdata[i];

          g_assert_cmpuint (n, <, index->ids->len);
          g_assert_cmpint (g_array_index (index->ids, gint64, n++), ==, row->id);
          g_string_append_printf (found, "%s%s", found->len > 0 ? "|" : "", row->prompt);
          before = row->id;
        }
      if (rows->len < 2)
        break;
    }
  g_assert_cmpuint (n, ==, index->ids->len);
  return g_string_free (g_steal_pointer (&found), FALSE);
}

#define assert_finds(store, filter, expected) \
  G_STMT_START { \
    g_autofree char *found_ = find (store, filter); \
    g_assert_cmpstr (found_, ==, expected); \
  } G_STMT_END

static gint64
add (GessoStore *store,
     gint64      thread_id,
     const char *prompt,
     GessoTool   tool,
     const char *model,
     guint       width,
     guint       height,
     double      cost)
{
  g_autofree char *blob = store_test_put (store, prompt);
  GessoVersionDraft *draft = store_test_draft (thread_id, prompt, blob);
  g_autoptr (GessoVersion) version = NULL;
  GessoVersionImage *image = draft->images->pdata[0];

  draft->tool = tool;
  g_free (draft->model);
  draft->model = g_strdup (model);
  draft->cost = cost;
  image->width = width;
  image->height = height;
  version = store_test_add_draft (store, draft, 0, NULL);
  return gesso_version_get_id (version);
}

typedef struct
{
  gint64 first_thread, second_thread;
  gint64 fox, harbour, lamp, upscaled;
} Shelf;

static Shelf
fill (GessoStore *store)
{
  g_autoptr (GessoThread) first = store_test_create_thread (store, "Animals");
  g_autoptr (GessoThread) second = store_test_create_thread (store, "海报");
  Shelf shelf;

  shelf.first_thread = gesso_thread_get_id (first);
  shelf.second_thread = gesso_thread_get_id (second);
  shelf.fox = add (store, shelf.first_thread, "fox", GESSO_TOOL_GENERATE, "fal/flux", 512, 512, 0.04);
  shelf.harbour = add (store, shelf.first_thread, "harbour", GESSO_TOOL_EDIT, "openai/gpt-image-1", 1024, 1024, 0.2);
  shelf.lamp = add (store, shelf.second_thread, "灯光", GESSO_TOOL_GENERATE, "fal/flux-pro", 1536, 1024, -1);
  shelf.upscaled = add (store, shelf.second_thread, "fox again", GESSO_TOOL_UPSCALE, "device/upscale", 4096, 4096, 0);
  return shelf;
}

static void
test_filters (StoreFixture *fixture,
              gconstpointer data)
{
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);
  GessoLibraryFilter filter = { .tool = -1, .min_cost = -1, .max_cost = -1 };
  const GessoLibraryFilter all = filter;

  assert_finds (store, &filter, "fox again|灯光|harbour|fox");
  filter.tool = GESSO_TOOL_GENERATE;
  assert_finds (store, &filter, "灯光|fox");
  filter.model = (char *) "fal/flux";
  assert_finds (store, &filter, "fox");
  filter = all;
  filter.model = (char *) "fal/";
  assert_finds (store, &filter, "灯光|fox");
  filter.thread_id = shelf.second_thread;
  assert_finds (store, &filter, "灯光");
  filter = all;
  filter.min_pixels = 1000 * 1000;
  filter.max_pixels = 4000 * 1000;
  assert_finds (store, &filter, "灯光|harbour");
  filter = all;
  filter.max_cost = 0.1;
  assert_finds (store, &filter, "fox again|fox");
  filter.min_cost = 0.01;
  assert_finds (store, &filter, "fox");
  filter = all;
  edit_one (store, shelf.harbour, GESSO_EDIT_FAVOURITE, TRUE, NULL);
  edit_one (store, shelf.lamp, GESSO_EDIT_STARS, 4, NULL);
  edit_one (store, shelf.fox, GESSO_EDIT_STARS, 99, NULL);
  filter.favourite = TRUE;
  assert_finds (store, &filter, "harbour");
  filter.favourite = FALSE;
  filter.stars = 4;
  assert_finds (store, &filter, "灯光|fox");
  filter.stars = 5;
  assert_finds (store, &filter, "fox");
  filter.until = 1;
  assert_finds (store, &filter, "");
}

static void
test_trash (StoreFixture *fixture,
            gconstpointer data)
{
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);

  edit_one (store, shelf.harbour, GESSO_EDIT_TRASH, TRUE, NULL);
  store_test_trash_thread (store, shelf.second_thread, TRUE, NULL);
  {
    g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();

    assert_finds (store, filter, "fox");
    filter->text = g_strdup ("灯光");
    assert_finds (store, filter, "");
    edit_one (store, shelf.harbour, GESSO_EDIT_TRASH, FALSE, NULL);
    store_test_trash_thread (store, shelf.second_thread, FALSE, NULL);
    assert_finds (store, filter, "灯光");
  }
}

/* A version is found by its prompt, the turn before it, its thread and its tags. */
static void
test_words (StoreFixture *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *text, *found;
  } cases[] = {
    { "fox", "fox again|fox" },       { "Animals", "harbour|fox" }, { "anim", "harbour|fox" },
    { "海报", "fox again|灯光" },     { "灯光", "灯光" },           { "报灯", "" },
    { "海岸", "harbour" },            { "best of", "fox" },         { "fox animals", "" },
    { "%", "" },                      { "_", "" },                  { "fo%", "fox again|fox" },
    { "'; DROP TABLE labels", "" },   { "\" OR 1", "" },            { "NOT fox", "" },
    { "\xff\xfe", "" },
  };
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);

  edit_one (store, shelf.fox, GESSO_EDIT_ADD_TAG, 0, "Best of 2026");
  edit_one (store, shelf.harbour, GESSO_EDIT_ADD_TAG, 0, "海岸");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GessoLibraryFilter filter = { .tool = -1, .min_cost = -1, .max_cost = -1 };

      g_test_message ("Words %u", i);
      filter.text = (char *) cases[i].text;
      assert_finds (store, &filter, cases[i].found);
    }
}

/* The page tells where a version was found. */
static void
test_hits (StoreFixture *fixture,
           gconstpointer data)
{
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const GessoLibraryRow *row;

  fill (fixture->store);
  filter->text = g_strdup ("anim");
  rows = find_page (fixture->store, filter, 0, 10);
  g_assert_cmpuint (rows->len, ==, 2);
  row = rows->pdata[0];
  g_assert_cmpstr (row->hit, ==, "Animals");
  g_assert_cmpuint (row->hit_start, ==, 0);
  g_assert_cmpuint (row->hit_length, ==, 4);
  g_assert_cmpstr (row->thread_title, ==, "Animals");
  g_assert_cmpuint (row->width, ==, 1024);
  g_assert_cmpuint (row->n_images, ==, 1);
}

/* More hits than are followed one by one give the same as few. */
static void
test_common_words (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "many");
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();
  g_autoptr (GessoLibraryIndex) index = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *sql = NULL;
  gint64 id = gesso_thread_get_id (thread);

  add (fixture->store, id, "lantern", GESSO_TOOL_GENERATE, "fal/flux", 8, 8, 0);
  add (fixture->store, id, "tagged", GESSO_TOOL_GENERATE, "fal/flux", 8, 8, 0);
  sql = g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 2199)"
                         " INSERT INTO search (rowid, text) SELECT i, 'lantern' FROM n;");
  store_test_execute (fixture->folder, sql);
  filter->text = g_strdup ("lantern");
  index = find_index (fixture->store, filter);
  g_assert_cmpuint (index->ids->len, ==, 1);
  edit_one (fixture->store, g_array_index (index->ids, gint64, 0) + 1, GESSO_EDIT_ADD_TAG, 0, "lantern");
  rows = find_page (fixture->store, filter, 0, 10);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpstr (((const GessoLibraryRow *) rows->pdata[0])->prompt, ==, "tagged");
  g_assert_cmpstr (((const GessoLibraryRow *) rows->pdata[0])->tags, ==, "lantern");
}

static void
test_labels (StoreFixture *fixture,
             gconstpointer data)
{
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GError) error = NULL;
  GessoLibraryFilter filter = { .tool = -1, .min_cost = -1, .max_cost = -1 };
  gint64 poster = save_label (store, 0, GESSO_LABEL_COLLECTION, "Poster", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (save_label (store, 0, GESSO_LABEL_COLLECTION, "Poster", NULL, &error), ==, poster);
  g_assert_cmpint (save_label (store, 0, GESSO_LABEL_TAG, "", NULL, &error), ==, 0);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&error);
  edit_one (store, shelf.fox, GESSO_EDIT_ADD_LABEL, poster, NULL);
  edit_one (store, shelf.lamp, GESSO_EDIT_ADD_LABEL, poster, NULL);
  edit_one (store, shelf.lamp, GESSO_EDIT_ADD_TAG, 0, "night");
  labels = list_labels (store);
  g_assert_cmpuint (labels->len, ==, 2);
  g_assert_cmpstr (((const GessoLabel *) labels->pdata[0])->name, ==, "Poster");
  g_assert_cmpuint (((const GessoLabel *) labels->pdata[0])->n_versions, ==, 2);
  filter.collection = poster;
  assert_finds (store, &filter, "灯光|fox");
  filter.tag = ((const GessoLabel *) labels->pdata[1])->id;
  assert_finds (store, &filter, "灯光");
  filter.tag = 0;
  filter.text = (char *) "fox";
  assert_finds (store, &filter, "fox");
  filter.text = NULL;
  edit_one (store, shelf.fox, GESSO_EDIT_REMOVE_LABEL, poster, NULL);
  assert_finds (store, &filter, "灯光");
}

/* Renamed and deleted, a tag is found by what it is called now. */
static void
test_tag_names (StoreFixture *fixture,
                gconstpointer data)
{
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoLibraryFilter filter = { .tool = -1, .min_cost = -1, .max_cost = -1, .text = (char *) "夜" };
  gint64 tag;

  edit_one (store, shelf.fox, GESSO_EDIT_ADD_TAG, 0, "night");
  labels = list_labels (store);
  tag = ((const GessoLabel *) labels->pdata[0])->id;
  g_assert_cmpint (save_label (store, tag, GESSO_LABEL_TAG, "夜", NULL, &error), ==, tag);
  assert_finds (store, &filter, "fox");
  filter.text = (char *) "night";
  assert_finds (store, &filter, "");
  gesso_store_delete_label_async (store, tag, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_delete_label_finish (store, result, &error));
  filter.text = (char *) "夜";
  assert_finds (store, &filter, "");
}

static void
test_move (StoreFixture *fixture,
           gconstpointer data)
{
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);
  g_autoptr (GessoVersion) fox = store_test_get_version (store, shelf.fox, NULL);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 next;

  edit_one (store, shelf.fox, GESSO_EDIT_MOVE, shelf.second_thread, NULL);
  g_assert_cmpint (gesso_version_get_thread_id (fox), ==, shelf.second_thread);
  g_assert_false (gesso_version_get_trashed (fox));
  items = store_test_load (store, shelf.second_thread, 0, 10, &next);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_true (items->pdata[0] == fox);
  g_array_append_val (ids, shelf.fox);
  g_assert_false (edit (store, ids, GESSO_EDIT_MOVE, 9999, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* A filter is the same after it was kept; text of no filter finds everything. */
static void
test_filter_text (void)
{
  GessoLibraryFilter filter = { (char *) "夜 \"%_", GESSO_TOOL_EDIT, (char *) "fal/", TRUE, 3, 7, 8, 9, 10, 5, 100, 200,
                                0.5, 1.5, 11, 12 };
  g_autofree char *text = gesso_library_filter_to_text (&filter);
  g_autoptr (GessoLibraryFilter) parsed = gesso_library_filter_parse (text);
  const char *hostile[] = { "", "[]", "{", "{\"tool\":7,\"stars\":[],\"text\":{}}", "{\"colours\":-1e99}", "\xff" };

  g_assert_true (gesso_library_filter_equal (&filter, parsed));
  g_assert_false (gesso_library_filter_is_empty (parsed));
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GessoLibraryFilter) other = gesso_library_filter_parse (hostile[i]);

      g_assert_null (other->text);
      g_assert_cmpint (other->tool, ==, -1);
    }
}

static void
test_days (void)
{
  g_autoptr (GessoLibraryIndex) index = gesso_library_index_new ();
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 3, 29, 12, 0, 0);
  gint64 day = 86400 * (gint64) G_USEC_PER_SEC, time = g_date_time_to_unix (noon) * G_USEC_PER_SEC;

  gesso_library_index_add (index, 5, time + 1);
  gesso_library_index_add (index, 4, time);
  gesso_library_index_add (index, 3, time - day);
  gesso_library_index_add (index, 2, time - 2 * day);
  gesso_library_index_add (index, 1, G_MININT64);
  g_assert_cmpuint (index->ids->len, ==, 5);
  g_assert_cmpuint (index->days->len, ==, 4);
  g_assert_cmpuint (g_array_index (index->days, GessoLibraryDay, 0).n_items, ==, 2);
  g_assert_cmpuint (gesso_library_index_find_day (index, 1), ==, 0);
  g_assert_cmpuint (gesso_library_index_find_day (index, 2), ==, 1);
  g_assert_cmpuint (gesso_library_index_find_day (index, 4), ==, 3);
}

static void
sign (GessoStore *store,
      const char *prompt,
      guint8      shade,
      guint       colours)
{
  GessoSignature signature = { .hash = shade };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *blob = store_test_put (store, prompt);

  memset (signature.grid, shade, sizeof signature.grid);
  gesso_store_sign_blob_async (store, blob, &signature, colours, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_sign_blob_finish (store, result, NULL));
}

static void
test_alike (StoreFixture *fixture,
            gconstpointer data)
{
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);
  g_autoptr (GessoLibraryIndex) index = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) left = NULL;
  GessoLibraryFilter filter = { .tool = -1, .min_cost = -1, .max_cost = -1 };

  sign (store, "fox", 10, 1 << GESSO_COLOUR_RED);
  sign (store, "harbour", 200, 1 << GESSO_COLOUR_BLUE);
  sign (store, "fox again", 12, 1 << GESSO_COLOUR_RED | 1 << GESSO_COLOUR_WHITE);
  gesso_store_list_unsigned_async (store, 10, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  left = gesso_store_list_unsigned_finish (store, result, NULL);
  g_assert_cmpuint (left->len, ==, 1);

  filter.alike = shelf.fox;
  index = find_index (store, &filter);
  g_assert_cmpuint (index->ids->len, ==, 2);
  g_assert_cmpint (g_array_index (index->ids, gint64, 0), ==, shelf.fox);
  g_assert_cmpint (g_array_index (index->ids, gint64, 1), ==, shelf.upscaled);
  g_assert_cmpuint (index->days->len, ==, 1);
  filter.alike = 0;
  filter.colours = 1 << GESSO_COLOUR_RED;
  assert_finds (store, &filter, "fox again|fox");
  filter.colours = 1 << GESSO_COLOUR_WHITE | 1 << GESSO_COLOUR_BLUE;
  assert_finds (store, &filter, "fox again|harbour");
}

static void
test_twins (StoreFixture *fixture,
            gconstpointer data)
{
  GessoStore *store = fixture->store;
  Shelf shelf = fill (store);
  g_autofree char *blob = store_test_put (store, "fox");
  GessoSignature signature = { .hash = 10 };

  memset (signature.grid, 10, sizeof signature.grid);
  sign (store, "fox", 10, 0);
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GPtrArray) twins = NULL;
      gboolean same_file = i == 0, same_size = i != 2;

      if (i == 3)
        edit_one (store, shelf.fox, GESSO_EDIT_TRASH, TRUE, NULL);
      gesso_store_find_twins_async (store, same_file ? blob : "0000", same_size ? 512 : 511, 512,
                                    same_file ? NULL : &signature, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      twins = gesso_store_find_twins_finish (store, result, NULL);
      g_assert_cmpuint (twins->len, ==, i < 2 ? 1 : 0);
      if (twins->len > 0)
        g_assert_cmpint (((const GessoTwin *) twins->pdata[0])->version_id, ==, shelf.fox);
    }
}

static void
test_models (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) models = NULL;

  fill (fixture->store);
  gesso_store_list_used_models_async (fixture->store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  models = gesso_store_list_used_models_finish (fixture->store, result, NULL);
  g_assert_cmpuint (models->len, ==, 4);
  g_assert_cmpstr (models->pdata[0], ==, "device/upscale");
  g_assert_cmpstr (models->pdata[3], ==, "openai/gpt-image-1");
}

/* The nearest are found among many, in order. */
static void
test_signatures (void)
{
  GessoSignature signatures[300], query = { .hash = 0 };
  g_autoptr (GArray) matches = NULL;
  guint last = 0, n_near = 0;

  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      n_near += (i * 37) % 251 <= 3;
      signatures[i] = (GessoSignature) { .hash = 0, .tag = i };
      memset (signatures[i].grid, (i * 37) % 251, sizeof signatures[i].grid);
    }
  matches = gesso_signature_search (&query, signatures, G_N_ELEMENTS (signatures), 20, 48 * 3);
  g_assert_cmpuint (matches->len, ==, n_near);
  g_array_unref (matches);
  matches = gesso_signature_search (&query, signatures, G_N_ELEMENTS (signatures), 20, G_MAXUINT);
  g_assert_cmpuint (matches->len, ==, 20);
  for (guint i = 0; i < matches->len; i++)
    {
      const GessoSignatureMatch *match = &g_array_index (matches, GessoSignatureMatch, i);

      g_assert_cmpuint (match->distance, >=, last);
      g_assert_cmpuint (match->distance, ==, 48 * ((match->tag * 37) % 251));
      last = match->distance;
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/filter-text", test_filter_text);
  g_test_add_func ("/library/days", test_days);
  g_test_add_func ("/library/signatures", test_signatures);
#define ADD(name, func) \
  g_test_add ("/library/" name, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)
  ADD ("filters", test_filters);
  ADD ("trash", test_trash);
  ADD ("words", test_words);
  ADD ("hits", test_hits);
  ADD ("common-words", test_common_words);
  ADD ("labels", test_labels);
  ADD ("tag-names", test_tag_names);
  ADD ("move", test_move);
  ADD ("alike", test_alike);
  ADD ("twins", test_twins);
  ADD ("models", test_models);
  return g_test_run ();
}

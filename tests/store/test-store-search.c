/* test-store-search.c - finding words in any script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-search-text.h"
#include "gesso-store-test.h"

/* What is found for a query in one text; NULL when nothing is. */
typedef struct
{
  const char *text;
  const char *query;
  const char *found;
} SearchCase;

static const SearchCase english[] = {
  { "a lighthouse at dawn, oil painting", "lighthouse", "lighthouse" },
  { "a lighthouse at dawn, oil painting", "LightHouse DAWN", "lighthouse" },
  { "a lighthouse at dawn, oil painting", "dawn lighthouse", "lighthouse" },
  { "a lighthouse at dawn, oil painting", "light house", NULL },
  { "a lighthouse at dawn, oil painting", "house", NULL },
  { "a lighthouse at dawn, oil painting", "lighthouse night", NULL },
  { "an artist makes art", "art x", NULL },
  { "an artist makes art", "art makes", "makes" },
  { "don't move", "don't", "don" },
  { "f/2.8 at 50mm", "2.8", "2" },
};

static const SearchCase prefixes[] = {
  { "a lighthouse at dawn", "l", "l" },
  { "a lighthouse at dawn", "ligh", "ligh" },
  { "a lighthouse at dawn", "dawn lighth", "lighth" },
  { "a lighthouse at dawn", "ligh dawn", NULL },
  { "a lighthouse at dawn", "lighthouse ", "lighthouse" },
  { "a lighthouse at dawn", "ligh ", "ligh" },
};

static const SearchCase chinese[] = {
  { "海边的灯塔，清晨的薄雾", "灯塔", "灯塔" },
  { "海边的灯塔，清晨的薄雾", "灯", "灯" },
  { "海边的灯塔，清晨的薄雾", "清晨的薄雾", "清晨的薄雾" },
  { "海边的灯塔，清晨的薄雾", "薄雾 灯塔", "灯塔" },
  { "海边的灯塔，清晨的薄雾", "塔灯", NULL },
  { "海边的灯塔，清晨的薄雾", "塔清", NULL }, /* over the comma */
  { "海边的灯塔，清晨的薄雾", "灯塔，清晨", "灯塔" },
  { "海边的灯塔，清晨的薄雾", "“灯塔”", "灯塔" },
  { "夜晚的东京タワー", "タワー", "タワー" },
  { "夜晚的东京タワー", "東京", NULL },
  { "ひらがなとカタカナ", "がなと", "がなと" },
  { "ｶﾀｶﾅの半角", "カタカナ", "ｶﾀｶﾅ" },
  { "한국어 바다 풍경", "바다", "바다" },
  { "𠮷野家の看板", "𠮷野", "𠮷野" },
};

static const SearchCase mixed[] = {
  { "flux风格的cyberpunk城市", "cyberpunk", "cyberpunk" },
  { "flux风格的cyberpunk城市", "flux", "flux" },
  { "flux风格的cyberpunk城市", "城市 flux", "flux" },
  { "flux风格的cyberpunk城市", "风格的cyber", "风格的" },
  { "flux风格的cyberpunk城市", "城市x", NULL },
  { "16:9画幅", "16:9", "16" },
  { "ＡＢＣ全角", "abc", "ＡＢＣ" },
};

static const SearchCase diacritics[] = {
  { "Café crème près de l'été", "cafe", "Café" },
  { "Café crème près de l'été", "ÉTÉ", "été" },
  { "Cafe creme", "crème", "creme" },
  { "Cafe\xcc\x81 noir", "café", "Cafe\xcc\x81" }, /* decomposed */
  { "Đường phố Hà Nội", "ha noi", "Hà" },
  { "ΑΘΗΝΑ και θάλασσα", "αθηνα", "ΑΘΗΝΑ" },
  { "Закат над МОРЕМ", "морем", "МОРЕМ" },
};

/* Longer than the prefixes that the index knows. */
static const SearchCase long_words[] = {
  { "a photographic study", "photog", "photog" },
  { "a photographic study", "photogr", "photogr" },
  { "a photographic study", "photographic", "photographic" },
  { "a photographic study", "photographs", NULL },
  { "a photographic study", "photographic!  ", "photographic" },
  { "a photographic study", "study photographi", "photographi" },
  { "a photographic study", "photographi study", NULL },
  { "Überraschung für alle", "uberraschu", "Überraschu" },
  { "Überraschung für alle", "überraschun", "Überraschun" },
  { "U\xcc\x88" "berraschung fu\xcc\x88r alle", "überraschung", "U\xcc\x88" "berraschung" },
  { "夜景photography", "夜景photograp", "夜景" },
  { "夜景photography", "夜景photographs", NULL },
};

/* What means something to the index must be plain text here. */
static const SearchCase syntax[] = {
  { "say \"hello\" twice", "\"hello", "hello" },
  { "say \"hello\" twice", "\"", NULL },
  { "say \"hello\" twice", "hello\"\"\"", "hello" },
  { "either this OR that", "or", "OR" },
  { "either this OR that", "this OR x", NULL },
  { "not here", "NOT here", "not" },
  { "near and far", "NEAR(near far, 1)", NULL },
  { "near and far", "NEAR(near far)", "near" },
  { "near and far", "near AND far", "near" },
  { "plain words", "pla*", "pla" },
  { "plain words", "*", NULL },
  { "plain words", "text:plain", NULL },
  { "plain words", "^plain", "plain" },
  { "plain words", "{plain} + (words", "plain" },
  { "plain words", "plain - words", "plain" },
  { "plain words", "%", NULL },
  { "plain words", "'; DROP TABLE search; --", NULL },
  { "plain words", "!!! ??? …", NULL },
  { "plain words", "，。「」", NULL },
  { "plain words", "", NULL },
  { "plain words", "   ", NULL },
  { "plain words", "\xff\xfe", NULL },
  { "plain words", "👩‍🎨", NULL },
};

static void
check_cases (StoreFixture     *fixture,
             const SearchCase *cases,
             guint             n_cases)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  const char *last = NULL;
  g_autoptr (GessoMessage) message = NULL;

  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GPtrArray) hits = NULL;
      g_autofree char *found = NULL;

      if (g_strcmp0 (last, cases[i].text) != 0)
        {
          g_autoptr (GessoThread) fresh = store_test_create_thread (fixture->store, "");

          store_test_trash_thread (fixture->store, gesso_thread_get_id (thread), TRUE, NULL);
          g_set_object (&thread, fresh);
          g_clear_object (&message);
          message = store_test_add_message (fixture->store, gesso_thread_get_id (thread), cases[i].text);
          last = cases[i].text;
        }
      hits = store_test_search (fixture->store, cases[i].query, 10);
      g_test_message ("“%s” in “%s”", cases[i].query, cases[i].text);
      g_assert_cmpuint (hits->len, ==, cases[i].found != NULL ? 1 : 0);
      if (hits->len > 0)
        {
          const GessoSearchHit *hit = hits->pdata[0];

          found = g_strndup (hit->text + hit->start, hit->length);
          g_assert_cmpstr (found, ==, cases[i].found);
          g_assert_cmpint (hit->message_id, ==, gesso_message_get_id (message));
        }
    }
}

#define DEFINE_TABLE_TEST(name)                         \
  static void test_##name (StoreFixture *fixture,       \
                           gconstpointer data)          \
  {                                                     \
    check_cases (fixture, name, G_N_ELEMENTS (name));   \
  }

DEFINE_TABLE_TEST (english)
DEFINE_TABLE_TEST (prefixes)
DEFINE_TABLE_TEST (chinese)
DEFINE_TABLE_TEST (mixed)
DEFINE_TABLE_TEST (diacritics)
DEFINE_TABLE_TEST (long_words)
DEFINE_TABLE_TEST (syntax)

/* Prompts, messages and titles are found, each as what it is. */
static void
test_kinds (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "Harbour studies");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, id, "draw the harbour");
  g_autoptr (GessoVersion) version = store_test_add_version (fixture->store, id, "harbour, watercolour");
  g_autoptr (GPtrArray) hits = store_test_search (fixture->store, "harbour", 10);
  const GessoSearchHit *hit;

  g_assert_cmpuint (hits->len, ==, 3);
  hit = hits->pdata[0];
  g_assert_cmpint (hit->version_id, ==, gesso_version_get_id (version));
  g_assert_cmpint (hit->message_id, ==, 0);
  g_assert_cmpint (hit->thread_id, ==, id);
  g_assert_cmpstr (hit->thread_title, ==, "Harbour studies");
  g_assert_cmpint (hit->created, ==, gesso_version_get_created (version));
  hit = hits->pdata[1];
  g_assert_cmpint (hit->message_id, ==, gesso_message_get_id (message));
  g_assert_cmpint (hit->version_id, ==, 0);
  hit = hits->pdata[2];
  g_assert_cmpint (hit->message_id + hit->version_id, ==, 0);
  g_assert_cmpstr (hit->text, ==, "Harbour studies");
}

static void
test_newest_first (StoreFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  gint64 last = G_MAXINT64;
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, gesso_thread_get_id (thread), "蓝色 blue");
    }
  hits = store_test_search (fixture->store, "蓝色", 20);
  g_assert_cmpuint (hits->len, ==, 20);
  for (guint i = 0; i < hits->len; i++)
    {
      const GessoSearchHit *hit = hits->pdata[i];

      g_assert_cmpint (hit->message_id, <, last);
      last = hit->message_id;
    }
}

static void
test_rename (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "旧名字 old");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (GPtrArray) new = NULL;

  gesso_store_rename_thread_async (fixture->store, gesso_thread_get_id (thread), "新名字 new", NULL,
                                   gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_store_rename_thread_finish (fixture->store, result, NULL));
  old = store_test_search (fixture->store, "old", 10);
  g_assert_cmpuint (old->len, ==, 0);
  new = store_test_search (fixture->store, "新名", 10);
  g_assert_cmpuint (new->len, ==, 1);
}

static void
test_trash (StoreFixture *fixture,
            gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoVersion) version = store_test_add_version (fixture->store, gesso_thread_get_id (thread), "violet");
  g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, gesso_thread_get_id (thread), "violet");
  g_autoptr (GPtrArray) hits = NULL;

  store_test_trash_version (fixture->store, gesso_version_get_id (version), TRUE, NULL);
  hits = store_test_search (fixture->store, "violet", 10);
  g_assert_cmpuint (hits->len, ==, 1);
  g_clear_pointer (&hits, g_ptr_array_unref);
  store_test_trash_thread (fixture->store, gesso_thread_get_id (thread), TRUE, NULL);
  hits = store_test_search (fixture->store, "violet", 10);
  g_assert_cmpuint (hits->len, ==, 0);
  g_clear_pointer (&hits, g_ptr_array_unref);
  store_test_trash_thread (fixture->store, gesso_thread_get_id (thread), FALSE, NULL);
  store_test_trash_version (fixture->store, gesso_version_get_id (version), FALSE, NULL);
  hits = store_test_search (fixture->store, "violet", 10);
  g_assert_cmpuint (hits->len, ==, 2);
}

/* A query as long as a novel is cut, not refused. */
static void
test_long_query (StoreFixture *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "word");
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GPtrArray) hits = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (query, "word ");
  hits = store_test_search (fixture->store, query->str, 10);
  g_assert_cmpuint (hits->len, ==, 1);
  g_string_truncate (query, 0);
  for (guint i = 0; i < 20000; i++)
    g_string_append (query, "字");
  g_clear_pointer (&hits, g_ptr_array_unref);
  hits = store_test_search (fixture->store, query->str, 10);
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_cancelled (StoreFixture *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_search_async (fixture->store, "x", 10, cancellable, gesso_test_async_cb, &result);
  g_cancellable_cancel (cancellable);
  gesso_test_await (&result);
  g_assert_null (gesso_store_search_finish (fixture->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_index_form (void)
{
  static const struct
  {
    const char *text, *form;
  } cases[] = {
    { "plain", "plain" },
    { "灯光", " 灯  光 " },
    { "a灯b", "a 灯 b" },
    { "ｶﾞ", " ガ " },
    { "・、。", "・、。" },
    { NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *form = gesso_search_text_index (cases[i].text);

      g_assert_cmpstr (form, ==, cases[i].form);
    }
}

/* Only what is in the thread and not in the trash, oldest first. */
static void
test_find_in_thread (StoreFixture *fixture,
                     gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "boat");
  g_autoptr (GessoThread) other = store_test_create_thread (fixture->store, "");
  gint64 id = gesso_thread_get_id (thread);
  g_autoptr (GessoMessage) first = store_test_add_message (fixture->store, id, "A red Boat");
  g_autoptr (GessoMessage) elsewhere = store_test_add_message (fixture->store, gesso_thread_get_id (other), "boat");
  g_autoptr (GessoMessage) without = store_test_add_message (fixture->store, id, "the sea");
  g_autoptr (GessoVersion) trashed = store_test_add_version (fixture->store, id, "a boat in the trash");
  g_autoptr (GessoVersion) version = store_test_add_version (fixture->store, id, "boats at night");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (store_test_trash_version (fixture->store, gesso_version_get_id (trashed), TRUE, NULL));
  gesso_store_find_in_thread_async (fixture->store, id, "boat", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  ids = gesso_store_find_in_thread_finish (fixture->store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, gesso_message_get_id (first));
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, gesso_version_get_id (version));
}

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/search/index-form", test_index_form);
  ADD ("/store/search/english", test_english);
  ADD ("/store/search/prefixes", test_prefixes);
  ADD ("/store/search/two-characters", test_chinese);
  ADD ("/store/search/mixed", test_mixed);
  ADD ("/store/search/diacritics", test_diacritics);
  ADD ("/store/search/long-words", test_long_words);
  ADD ("/store/search/syntax", test_syntax);
  ADD ("/store/search/kinds", test_kinds);
  ADD ("/store/search/newest-first", test_newest_first);
  ADD ("/store/search/rename", test_rename);
  ADD ("/store/search/trash", test_trash);
  ADD ("/store/search/long-query", test_long_query);
  ADD ("/store/search/cancelled", test_cancelled);
  ADD ("/store/search/find-in-thread", test_find_in_thread);
  return g_test_run ();
}

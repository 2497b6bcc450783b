/* gesso-library-maker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-blob-store.h"
#include "gesso-library-maker.h"
#include "gesso-store-private.h"
#include "gesso-tables.h"

#define SEED 1848
/* Versions in one transaction. */
#define BATCH 10000

static const char *const english[] = {
  "soft",      "light",  "over",    "harbour", "dawn",       "painted", "boat",     "shadow",  "oil",    "warm",
  "grain",     "wide",   "cinema",  "portrait", "sailor",    "forest",  "mist",     "neon",    "city",   "rain",
  "mountain",  "lake",   "golden",  "hour",    "studio",     "vintage", "film",     "macro",   "flower", "glass",
  "marble",    "statue", "dragon",  "castle",  "robot",      "kitchen", "coffee",   "ink",     "pencil", "sketch",
  "poster",    "logo",   "minimal", "isometric", "watercolor", "cat",   "dog",      "horse",   "whale",  "moon",
};

static const char *const chinese[] = {
  "水", "彩", "夜", "晚", "灯", "光", "山", "川", "湖", "海", "花", "鸟", "猫", "狗", "马", "龙", "城",
  "市", "雨", "雪", "金", "色", "红", "蓝", "绿", "人", "像", "少", "女", "古", "风", "未", "来", "机",
  "器", "厨", "房", "咖", "啡", "森", "林", "雾", "玻", "璃", "雕", "塑", "插", "画", "油", "墨",
};

/* 16 × 16 pixels of one colour. */
static const guint8 picture[] = {
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
  0x44, 0x52, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00, 0x00, 0x10, 0x08, 0x02, 0x00, 0x00,
  0x00, 0x90, 0x91, 0x68, 0x36, 0x00, 0x00, 0x00, 0x16, 0x49, 0x44, 0x41, 0x54, 0x78,
  0xda, 0x63, 0xd8, 0xd0, 0x12, 0x42, 0x12, 0x62, 0x18, 0xd5, 0x30, 0xaa, 0x61, 0xf8,
  0x6a, 0x00, 0x00, 0xc2, 0x38, 0x88, 0x10, 0x54, 0x16, 0x10, 0x6b, 0x00, 0x00, 0x00,
  0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82
};

char *
gesso_library_make_prompt (GRand *rand)
{
  GString *prompt = g_string_new (NULL);
  gboolean is_chinese = g_rand_int_range (rand, 0, 10) < 4;
  guint n_words = g_rand_int_range (rand, 8, 48);

  for (guint i = 0; i < n_words; i++)
    if (is_chinese)
      {
        g_string_append (prompt, chinese[g_rand_int_range (rand, 0, G_N_ELEMENTS (chinese))]);
        if (g_rand_int_range (rand, 0, 9) == 0)
          g_string_append (prompt, "，");
      }
    else
      {
        g_string_append (prompt, i > 0 ? " " : "");
        g_string_append (prompt, english[g_rand_int_range (rand, 0, G_N_ELEMENTS (english))]);
      }
  return g_string_free (prompt, FALSE);
}

static gint64
add_thread (GessoDatabase *database,
            const char    *title,
            GError       **error)
{
  g_autoptr (GessoThreadRow) row = gesso_thread_table_insert (database, title, error);

  return row != NULL ? row->id : 0;
}

static gboolean
add_version (GessoDatabase *database,
             gint64         thread_id,
             const char    *blob,
             const char    *prompt,
             guint          seed,
             GError       **error)
{
  g_autoptr (GessoMessage) message = NULL;
  g_autoptr (GessoVersion) version = NULL;
  GessoVersionDraft *draft;
  GessoVersionImage *image;

  message = gesso_message_table_insert (database, thread_id, GESSO_MESSAGE_USER, prompt, NULL, 0, error);
  if (message == NULL)
    return FALSE;
  draft = gesso_version_draft_new ();
  draft->thread_id = thread_id;
  draft->message_id = gesso_message_get_id (message);
  draft->tool = GESSO_TOOL_GENERATE;
  draft->model = g_strdup ("device/sketch");
  draft->prompt = g_strdup (prompt);
  draft->parameters = g_strdup_printf ("{\"seed\":%u,\"size\":\"16x16\"}", seed);
  image = gesso_version_draft_add_image (draft);
  image->blob = g_strdup (blob);
  image->mime = g_strdup ("image/png");
  image->blurhash = g_strdup ("LEHV6nWB2yk8pyo0adR*.7kCMdnj");
  image->width = image->height = 16;
  image->bytes = sizeof picture;
  image->seed = seed;
  version = gesso_version_table_insert (database, draft, 0, error);
  return version != NULL;
}

static char *
add_picture (const char    *folder,
             GessoDatabase *database,
             GError       **error)
{
  g_autoptr (GessoBlobStore) blobs = gesso_blob_store_new (folder);
  g_autoptr (GBytes) bytes = g_bytes_new_static (picture, sizeof picture);
  g_autofree char *blob = gesso_blob_store_put (blobs, bytes, NULL, error);

  if (blob == NULL || !gesso_blob_table_put (database, blob, sizeof picture, error))
    return NULL;
  return g_steal_pointer (&blob);
}

static gboolean
fill (GessoDatabase *database,
      const char    *folder,
      guint          n_versions,
      guint          per_thread,
      GError       **error)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autofree char *blob = add_picture (folder, database, error);
  gint64 thread_id = 0;

  for (guint i = 0; blob != NULL && i < n_versions; i++)
    {
      g_autofree char *prompt = gesso_library_make_prompt (rand);

      if (i % per_thread == 0 && (thread_id = add_thread (database, prompt, error)) == 0)
        return FALSE;
      if (!add_version (database, thread_id, blob, prompt, g_rand_int (rand), error))
        return FALSE;
      if (i % BATCH == BATCH - 1 &&
          (!gesso_database_commit (database, error) || !gesso_database_begin (database, TRUE, error)))
        return FALSE;
    }
  return blob != NULL;
}

gboolean
gesso_library_make (const char *folder,
                    guint       n_versions,
                    guint       per_thread,
                    GError    **error)
{
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  g_autoptr (GessoBlobStore) blobs = gesso_blob_store_new (folder);
  g_autofree char *notice = NULL;
  g_autoptr (GessoDatabase) database = NULL;

  if (!gesso_blob_store_prepare (blobs, error) ||
      (database = gesso_store_open_database (path, blobs, &notice, error)) == NULL)
    return FALSE;
  return gesso_database_begin (database, TRUE, error) && fill (database, folder, n_versions, per_thread, error) &&
         gesso_database_commit (database, error) &&
         gesso_database_execute (database, "PRAGMA wal_checkpoint (TRUNCATE)", error);
}

void
gesso_library_spread (const char        *folder,
                      const char *const *blobs,
                      guint              n_blobs,
                      guint              n_days)
{
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  g_autoptr (GessoDatabase) database = gesso_database_open (path, SQLITE_OPEN_READWRITE, NULL);
  gint64 day = 86400 * (gint64) G_USEC_PER_SEC;

  gesso_database_begin (database, TRUE, NULL);
  gesso_database_execute (database, "CREATE TEMP TABLE pictures (position INTEGER PRIMARY KEY, blob TEXT)", NULL);
  for (guint i = 0; i < n_blobs; i++)
    gesso_database_run (database, NULL, "INSERT INTO pictures VALUES (?, ?)", "it", (gint64) i, blobs[i]);
  gesso_database_run (database, NULL,
                      "UPDATE version_images SET blob = (SELECT blob FROM pictures WHERE position = version_id % ?)", "i",
                      (gint64) n_blobs);
  gesso_database_run (database, NULL,
                      "UPDATE thread_version SET created = created -"
                      " ((SELECT max (id) FROM thread_version) - id) * ? / (SELECT max (id) FROM thread_version)",
                      "i", day * n_days);
  if (!gesso_database_commit (database, NULL))
    g_error ("The library at %s cannot be spread", folder);
}

static GArray *
list_versions (GessoDatabase *database)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = gesso_database_prepare (database, NULL, "SELECT id FROM thread_version ORDER BY id", "");

  while (statement != NULL && gesso_database_step (database, statement, NULL) == GESSO_FETCH_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return ids;
}

void
gesso_library_relate (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "gesso.db", NULL);
  g_autoptr (GessoDatabase) database = gesso_database_open (path, SQLITE_OPEN_READWRITE, NULL);
  g_autoptr (GArray) ids = list_versions (database);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  gesso_database_begin (database, TRUE, NULL);
  for (guint i = 1; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gint64 parent = g_array_index (ids, gint64, g_rand_int_range (rand, (gint32) (i * 3 / 4), (gint32) i));
      gint64 reference = g_array_index (ids, gint64, g_rand_int_range (rand, 0, (gint32) i));

      if (g_rand_int_range (rand, 0, 20) > 0)
        gesso_database_run (database, NULL, "UPDATE thread_version SET parent_id = ? WHERE id = ?", "ii", parent, id);
      if (i % 6 == 0)
        gesso_database_run (database, NULL,
                            "INSERT INTO version_inputs (version_id, position, role, blob, from_version_id, from_image)"
                            " SELECT ?1, 0, 'reference', blob, ?2, 0 FROM version_images WHERE version_id = ?2 AND position = 0",
                            "ii", id, reference);
    }
  if (!gesso_database_commit (database, NULL))
    g_error ("The versions at %s cannot be related", folder);
}

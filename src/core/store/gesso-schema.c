/* gesso-schema.c - the first shape of the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-schema.h"

/* Ids of threads, messages and versions come from one counter. So an id orders
 * what happened whatever the clock says, names one thing only, and is the row
 * in the search index. Times are microseconds since 1970.
 *
 * - threads.activity: the id of the last thing that happened in the thread
 * - threads.cover_chosen: the artist chose it, so new versions leave it alone
 * - blobs.touched: last put or let go; kept for a while after it even when unused
 * - jobs.session: the GessoSession that wrote the row last
 * - job_blobs: what an unfinished job will still need
 * - library.salt: makes the fingerprints of keys this library's own
 * - library.keep_before: files written before it are never swept; they may be
 *   pictures of a library that was lost */
static const char tables[] =
    "CREATE TABLE library ("
    "  id INTEGER PRIMARY KEY CHECK (id = 1),"
    "  sequence INTEGER NOT NULL,"
    "  keep_before INTEGER NOT NULL,"
    "  salt TEXT NOT NULL);"
    "INSERT INTO library VALUES (1, 0, 0, lower (hex (randomblob (32))));"

    "CREATE TABLE blobs ("
    "  hash TEXT PRIMARY KEY,"
    "  bytes INTEGER NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  touched INTEGER NOT NULL) WITHOUT ROWID;"

    "CREATE TABLE threads ("
    "  id INTEGER PRIMARY KEY,"
    "  uuid TEXT NOT NULL,"
    "  title TEXT NOT NULL,"
    "  created INTEGER NOT NULL,"
    "  updated INTEGER NOT NULL,"
    "  activity INTEGER NOT NULL,"
    "  cover TEXT REFERENCES blobs (hash),"
    "  cover_chosen INTEGER NOT NULL DEFAULT 0,"
    "  trashed INTEGER);"

    "CREATE TABLE messages ("
    "  id INTEGER PRIMARY KEY,"
    "  uuid TEXT NOT NULL,"
    "  thread_id INTEGER NOT NULL REFERENCES threads (id) ON DELETE CASCADE,"
    "  role TEXT NOT NULL,"
    "  text TEXT NOT NULL,"
    "  created INTEGER NOT NULL);"

    "CREATE TABLE jobs ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  thread_id INTEGER NOT NULL REFERENCES threads (id) ON DELETE CASCADE,"
    "  message_id INTEGER REFERENCES messages (id) ON DELETE SET NULL,"
    "  state TEXT NOT NULL,"
    "  is_open INTEGER NOT NULL,"
    "  session INTEGER,"
    "  request TEXT NOT NULL,"
    "  state_json TEXT,"
    "  error_class TEXT,"
    "  error_text TEXT,"
    "  created INTEGER NOT NULL,"
    "  updated INTEGER NOT NULL);"

    "CREATE TABLE job_blobs ("
    "  job_id INTEGER NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,"
    "  blob TEXT NOT NULL REFERENCES blobs (hash),"
    "  PRIMARY KEY (job_id, blob)) WITHOUT ROWID;"

    "CREATE TABLE thread_version ("
    "  id INTEGER PRIMARY KEY,"
    "  uuid TEXT NOT NULL,"
    "  thread_id INTEGER NOT NULL REFERENCES threads (id) ON DELETE CASCADE,"
    "  message_id INTEGER REFERENCES messages (id) ON DELETE SET NULL,"
    "  parent_id INTEGER REFERENCES thread_version (id) ON DELETE SET NULL,"
    "  job_id INTEGER REFERENCES jobs (id) ON DELETE SET NULL,"
    "  tool TEXT NOT NULL,"
    "  model TEXT,"
    "  prompt TEXT,"
    "  parameters TEXT,"
    "  note TEXT,"
    "  created INTEGER NOT NULL,"
    "  seconds REAL NOT NULL,"
    "  cost REAL,"
    "  trashed INTEGER);"

    "CREATE TABLE version_images ("
    "  version_id INTEGER NOT NULL REFERENCES thread_version (id) ON DELETE CASCADE,"
    "  position INTEGER NOT NULL,"
    "  blob TEXT NOT NULL REFERENCES blobs (hash),"
    "  reply TEXT REFERENCES blobs (hash),"
    "  mime TEXT,"
    "  blurhash TEXT,"
    "  name TEXT,"
    "  width INTEGER NOT NULL,"
    "  height INTEGER NOT NULL,"
    "  bytes INTEGER NOT NULL,"
    "  seed INTEGER,"
    "  protected_pixels INTEGER,"
    "  changed_pixels INTEGER,"
    "  PRIMARY KEY (version_id, position)) WITHOUT ROWID;"

    "CREATE TABLE version_inputs ("
    "  version_id INTEGER NOT NULL REFERENCES thread_version (id) ON DELETE CASCADE,"
    "  position INTEGER NOT NULL,"
    "  role TEXT NOT NULL,"
    "  blob TEXT NOT NULL REFERENCES blobs (hash),"
    "  from_version_id INTEGER REFERENCES thread_version (id) ON DELETE SET NULL,"
    "  from_image INTEGER NOT NULL,"
    "  PRIMARY KEY (version_id, position)) WITHOUT ROWID;"

    "CREATE TABLE message_attachments ("
    "  message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,"
    "  position INTEGER NOT NULL,"
    "  version_id INTEGER NOT NULL REFERENCES thread_version (id) ON DELETE CASCADE,"
    "  PRIMARY KEY (message_id, position)) WITHOUT ROWID;"

    "CREATE TABLE model_calls ("
    "  id INTEGER PRIMARY KEY,"
    "  job_id INTEGER REFERENCES jobs (id) ON DELETE SET NULL,"
    "  provider TEXT NOT NULL,"
    "  model TEXT NOT NULL,"
    "  operation TEXT NOT NULL,"
    "  fingerprint TEXT,"
    "  status INTEGER,"
    "  error_class TEXT,"
    "  request_id TEXT,"
    "  started INTEGER NOT NULL,"
    "  queue_ms INTEGER,"
    "  first_byte_ms INTEGER,"
    "  total_ms INTEGER,"
    "  bytes_sent INTEGER NOT NULL,"
    "  bytes_received INTEGER NOT NULL,"
    "  cost_estimate REAL,"
    "  cost REAL);"

    "CREATE TABLE key_states ("
    "  fingerprint TEXT PRIMARY KEY,"
    "  provider TEXT NOT NULL,"
    "  condition TEXT NOT NULL,"
    "  reason TEXT,"
    "  since INTEGER NOT NULL,"
    "  until INTEGER NOT NULL,"
    "  first_used INTEGER NOT NULL,"
    "  last_used INTEGER NOT NULL,"
    "  turn INTEGER NOT NULL,"
    "  uses INTEGER NOT NULL,"
    "  failures INTEGER NOT NULL) WITHOUT ROWID;";

/* The partial ones serve the foreign keys, most of whose columns are empty. */
static const char indexes[] =
    "CREATE INDEX threads_by_activity ON threads (activity) WHERE trashed IS NULL;"
    "CREATE INDEX threads_in_trash ON threads (trashed) WHERE trashed IS NOT NULL;"
    "CREATE INDEX threads_by_cover ON threads (cover) WHERE cover IS NOT NULL;"
    "CREATE INDEX messages_by_thread ON messages (thread_id);"
    "CREATE INDEX versions_by_thread ON thread_version (thread_id, trashed);"
    "CREATE INDEX versions_in_trash ON thread_version (trashed) WHERE trashed IS NOT NULL;"
    "CREATE INDEX versions_by_message ON thread_version (message_id) WHERE message_id IS NOT NULL;"
    "CREATE INDEX versions_by_parent ON thread_version (parent_id) WHERE parent_id IS NOT NULL;"
    "CREATE INDEX versions_by_job ON thread_version (job_id) WHERE job_id IS NOT NULL;"
    "CREATE INDEX images_by_blob ON version_images (blob);"
    "CREATE INDEX images_by_reply ON version_images (reply) WHERE reply IS NOT NULL;"
    "CREATE INDEX inputs_by_blob ON version_inputs (blob);"
    "CREATE INDEX inputs_by_version ON version_inputs (from_version_id) WHERE from_version_id IS NOT NULL;"
    "CREATE INDEX attachments_by_version ON message_attachments (version_id);"
    "CREATE INDEX jobs_by_thread ON jobs (thread_id);"
    "CREATE INDEX jobs_by_message ON jobs (message_id) WHERE message_id IS NOT NULL;"
    "CREATE INDEX jobs_open ON jobs (id) WHERE is_open;"
    "CREATE INDEX job_blobs_by_blob ON job_blobs (blob);"
    "CREATE INDEX calls_by_job ON model_calls (job_id) WHERE job_id IS NOT NULL;"
    "CREATE INDEX calls_by_time ON model_calls (started);";

/* Prompts, messages and titles by the id of their row; see gesso-search-text.h
 * for the form of the text. It keeps no text of its own, so a row leaves by
 * naming the text it came with. Prefixes of up to GESSO_SEARCH_PREFIX letters are
 * indexed: others are gathered whole before the newest is known. */
static const char search[] =
    "CREATE VIRTUAL TABLE search USING fts5 (text, content = '', columnsize = 0,"
    "  prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 2');";

gboolean
gesso_schema_create (GessoDatabase *database,
                     GError       **error)
{
  return gesso_database_execute (database, tables, error) &&
         gesso_database_execute (database, indexes, error) &&
         gesso_database_execute (database, search, error);
}

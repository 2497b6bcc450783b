/* gesso-store.h - what survives a restart
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-key-state.h"
#include "gesso-message.h"
#include "gesso-pick.h"
#include "gesso-provider-settings.h"
#include "gesso-thread.h"
#include "gesso-types.h"
#include "gesso-version.h"

G_BEGIN_DECLS

#define GESSO_TYPE_STORE (gesso_store_get_type ())
G_DECLARE_FINAL_TYPE (GessoStore, gesso_store, GESSO, STORE, GObject)

/**
 * GessoStore:
 *
 * The data folder: `gesso.db` (SQLite) and the picture files under `blobs/`.
 * Every function but the trivial getters is asynchronous: SQL runs on one
 * worker, file work on another, and nothing here blocks the caller's loop.
 * Objects given out belong to the main context.
 *
 * Signals, all on the main context, after the transaction is on disk:
 * thread-added (GessoThread), thread-changed (GessoThread), thread-purged
 * (GessoThread: gone from the trash for good),
 * message-added (GessoMessage), version-added (GessoVersion),
 * version-trashed (GessoVersion, gboolean trashed),
 * refreshed (): another process wrote, and what was read before may be different
 * now; the threads that were given out are up to date, and told as ever.
 */

/** @data_dir: made when missing, by gesso_store_open_async(). */
GessoStore  *gesso_store_new          (const char *data_dir);
const char  *gesso_store_get_data_dir (GessoStore *self);

/**
 * gesso_store_open_async:
 *
 * Opens or makes the database, keeps a copy and migrates when it is older,
 * empties the trash of what lies there for more than 30 days, and sweeps
 * orphaned files in the background. A corrupt database is put aside and the
 * newest good backup opened (else an empty one): gesso_store_get_notice() then
 * holds the sentence to show. Fails with %GESSO_ERROR_STORAGE for a database
 * from a newer Gesso, a folder that cannot be written, another Gesso's lock, or a full disk.
 */
void         gesso_store_open_async   (GessoStore *self, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean     gesso_store_open_finish  (GessoStore *self, GAsyncResult *result, GError **error);
const char  *gesso_store_get_notice   (GessoStore *self);
/** Looks in the background whether another process wrote; costs next to nothing when none did. */
void         gesso_store_refresh      (GessoStore *self);
/** Finishes what is queued, then closes; blocks shortly. Idempotent. */
void         gesso_store_close        (GessoStore *self);

/* Threads */
/** Newest activity first. Returns: (element-type GessoThread): @trashed picks the trash or all that is not in it */
void         gesso_store_list_threads_async    (GessoStore *self, gboolean trashed, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray   *gesso_store_list_threads_finish   (GessoStore *self, GAsyncResult *result, GError **error);
void         gesso_store_create_thread_async   (GessoStore *self, const char *title, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GessoThread *gesso_store_create_thread_finish  (GessoStore *self, GAsyncResult *result, GError **error);
void         gesso_store_get_thread_async      (GessoStore *self, gint64 id, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GessoThread *gesso_store_get_thread_finish     (GessoStore *self, GAsyncResult *result, GError **error);
void         gesso_store_rename_thread_async   (GessoStore *self, gint64 id, const char *title, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean     gesso_store_rename_thread_finish  (GessoStore *self, GAsyncResult *result, GError **error);
void         gesso_store_set_cover_async       (GessoStore *self, gint64 thread_id, const char *blob, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean     gesso_store_set_cover_finish      (GessoStore *self, GAsyncResult *result, GError **error);
void         gesso_store_trash_thread_async    (GessoStore *self, gint64 id, gboolean trashed, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean     gesso_store_trash_thread_finish   (GessoStore *self, GAsyncResult *result, GError **error);
/** Remembers where the artist left the thread; nobody is told. */
void         gesso_store_keep_place_async      (GessoStore *self, gint64 thread_id, const GessoThreadPlace *place,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean     gesso_store_keep_place_finish     (GessoStore *self, GAsyncResult *result, GError **error);

/* The turns and versions of a thread */
/**
 * gesso_store_load_timeline_async:
 * @before: position to read backwards from (see gesso_store_load_timeline_finish()), 0 for the newest
 * @limit: at most so many
 *
 * Messages and versions not in the trash, in the order they happened, along the
 * branch that is current: see gesso-store-branches.h.
 */
void         gesso_store_load_timeline_async   (GessoStore *self, gint64 thread_id, gint64 before, guint limit,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (element-type GObject): oldest first; @next is the position for the page before, 0 when there is none */
GPtrArray   *gesso_store_load_timeline_finish  (GessoStore *self, GAsyncResult *result, gint64 *next, GError **error);

void          gesso_store_add_message_async    (GessoStore *self, gint64 thread_id, GessoMessageRole role,
                                                const char *text, const gint64 *attachments, guint n_attachments,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GessoMessage *gesso_store_add_message_finish   (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_add_version_async:
 * @draft: (transfer full)
 * @job_id: the job that made it, completed in the same transaction, or 0
 *
 * One transaction that outlives a power cut: version, images, inputs, the job's
 * end, the thread's cover and time. Every blob named must have been put before.
 */
void          gesso_store_add_version_async    (GessoStore *self, GessoVersionDraft *draft, gint64 job_id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GessoVersion *gesso_store_add_version_finish   (GessoStore *self, GAsyncResult *result, GError **error);
/** Also finds versions in the trash. %GESSO_ERROR_BAD_INPUT when there is none of that id. */
void          gesso_store_get_version_async    (GessoStore *self, gint64 id, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GessoVersion *gesso_store_get_version_finish   (GessoStore *self, GAsyncResult *result, GError **error);
void          gesso_store_trash_version_async  (GessoStore *self, gint64 id, gboolean trashed, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_trash_version_finish (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_empty_trash_async:
 * @before: microseconds since 1970; only what was put in the trash before it, G_MAXINT64 for all
 *
 * Takes it away for good. Pictures that nothing else needs go an hour later.
 */
void          gesso_store_empty_trash_async    (GessoStore *self, gint64 before, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_empty_trash_finish   (GessoStore *self, GAsyncResult *result, GError **error);

/* Picture files */
/** Keeps @bytes under their SHA-256: temporary name, fsync, rename. Returns: (transfer full): the hash */
void          gesso_store_put_blob_async       (GessoStore *self, GBytes *bytes, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
char         *gesso_store_put_blob_finish      (GessoStore *self, GAsyncResult *result, GError **error);
/** The bytes (mapped, not read) of a blob. */
void          gesso_store_get_blob_async       (GessoStore *self, const char *blob, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GBytes       *gesso_store_get_blob_finish      (GessoStore *self, GAsyncResult *result, GError **error);
/** Where a blob lies, whether it is there or not. Returns: (transfer full) */
char         *gesso_store_dup_blob_path        (GessoStore *self, const char *blob);

/* Jobs */
/**
 * GessoJobRow:
 * @request: JSON text of the request, inputs by blob
 * @state_json: (nullable): what the provider needs to go on
 * @coming: (nullable): JSON text of the steps to be made of what it makes, see
 *   gesso_job_coming_from_json(); written with a new row only
 * @takes_over: for a new row: the id of the job that @coming hung on till now,
 *   or 0. In one transaction that one lets go of them, so that they are never
 *   followed twice: %GESSO_ERROR_BAD_INPUT when it had none any more.
 */
typedef struct
{
  gint64 id; /* 0: not stored yet */
  gint64 thread_id;
  gint64 message_id;
  GessoJobState state;
  char *request;
  char *state_json;
  char *error_class; /* (nullable): nick of a GessoError */
  char *error_text;  /* (nullable) */
  char *coming;
  gint64 takes_over;
  gint64 created;
  gint64 updated;     /* with the next two told by the store only */
  gint64 version_id;  /* the first one that it made, or 0 */
  gboolean elsewhere; /* another process that has the library open works on it */
} GessoJobRow;

void          gesso_job_row_free               (GessoJobRow *row);
GessoJobRow  *gesso_job_row_copy               (const GessoJobRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoJobRow, gesso_job_row_free)

/** Inserts (id 0) or updates. Returns: the id */
void          gesso_store_save_job_async       (GessoStore *self, const GessoJobRow *row, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gint64        gesso_store_save_job_finish      (GessoStore *self, GAsyncResult *result, GError **error);
/** The same for a row that another machine may be paid for: it outlives a power cut once that is told. */
void          gesso_store_secure_job_async     (GessoStore *self, const GessoJobRow *row, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_secure_job_finish    (GessoStore *self, GAsyncResult *result, GError **error);
/**
 * Jobs in no final state, oldest first, but for those that another process
 * which has the library open saved last: they run there. Those returned are
 * this process' from now on; no other one is given them while it lives.
 * Returns: (element-type GessoJobRow)
 */
void          gesso_store_claim_jobs_async     (GessoStore *self, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_claim_jobs_finish    (GessoStore *self, GAsyncResult *result, GError **error);
/**
 * The same for jobs that completed while steps were still to come of them.
 * Returns: (element-type GessoJobRow): oldest first
 */
void          gesso_store_claim_coming_async   (GessoStore *self, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_claim_coming_finish  (GessoStore *self, GAsyncResult *result, GError **error);
/**
 * gesso_store_list_jobs_async:
 * @ended: whether those that ended are wanted too; those whose outcome is
 *   unknown always are
 * @limit: at most so many, the newest
 *
 * Returns: (element-type GessoJobRow): oldest first
 */
void          gesso_store_list_jobs_async       (GessoStore *self, gboolean ended, guint limit, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_list_jobs_finish      (GessoStore *self, GAsyncResult *result, GError **error);
/** %GESSO_ERROR_BAD_INPUT when there is none of that id. */
void          gesso_store_get_job_async         (GessoStore *self, gint64 id, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GessoJobRow  *gesso_store_get_job_finish        (GessoStore *self, GAsyncResult *result, GError **error);
/** Returns: (transfer full) (nullable): the state_json of the job that made a version; without @error: none did */
void          gesso_store_load_version_origin_async  (GessoStore *self, gint64 version_id, GCancellable *cancellable,
                                                      GAsyncReadyCallback callback, gpointer user_data);
char         *gesso_store_load_version_origin_finish (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_estimate_run_async:
 * @model: with its provider: "fal/flux-pro-kontext"
 *
 * How long a run of @tool by @model takes: the median of the newest 20 that made something.
 * Returns: seconds; below 0 when there was none, or with @error
 */
void          gesso_store_estimate_run_async    (GessoStore *self, const char *model, GessoTool tool,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
double        gesso_store_estimate_run_finish   (GessoStore *self, GAsyncResult *result, GError **error);

/* All of it */
/**
 * GessoStoreMeasure:
 * @schema: how many migrations it went through
 * @files: kept picture files
 * @sqlite: the library's version; a static string
 */
typedef struct
{
  gint64 schema, threads, versions;
  gint64 files, file_bytes;
  gint64 database_bytes;
  const char *sqlite;
} GessoStoreMeasure;

void          gesso_store_measure_async         (GessoStore *self, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_measure_finish        (GessoStore *self, GAsyncResult *result, GessoStoreMeasure *out,
                                                 GError **error);

/* Calls to providers */
/**
 * GessoModelCall:
 * @job_id: 0: for no job, such as the test of a key
 * @model: "" when the call is for none
 * @operation: the nick of a tool, or what else it was for
 * @fingerprint: (nullable): of the key; never the key
 * @status: of HTTP; 0: no answer came
 * @error_class: (nullable): nick of a GessoError
 * @request_id: (nullable): the provider's name for it
 * @started: microseconds since 1970
 * @queue_ms: waited for a free place before it; with the others -1 when unknown
 * @cost_estimate: US dollars by the price list; with @cost negative when unknown
 * @cost: US dollars by the provider's own word
 *
 * One attempt over HTTP.
 */
typedef struct
{
  gint64 id;
  gint64 job_id;
  char *provider;
  char *model;
  char *operation;
  char *fingerprint;
  guint status;
  char *error_class;
  char *request_id;
  gint64 started;
  gint64 queue_ms;
  gint64 first_byte_ms;
  gint64 total_ms;
  gint64 bytes_sent;
  gint64 bytes_received;
  double cost_estimate;
  double cost;
} GessoModelCall;

/** All unknown but the names; starts now. */
GessoModelCall *gesso_model_call_new            (const char *provider, const char *model, const char *operation);
GessoModelCall *gesso_model_call_copy           (const GessoModelCall *call);
void            gesso_model_call_free           (GessoModelCall *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoModelCall, gesso_model_call_free)

/** A job that is gone by now is left out of the row. Returns: the id, 0 on failure */
void          gesso_store_add_model_call_async  (GessoStore *self, const GessoModelCall *call, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gint64        gesso_store_add_model_call_finish (GessoStore *self, GAsyncResult *result, GError **error);
/** @job_id: 0 for all. Returns: (element-type GessoModelCall): newest first */
void          gesso_store_list_model_calls_async  (GessoStore *self, gint64 job_id, guint limit, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_list_model_calls_finish (GessoStore *self, GAsyncResult *result, GError **error);

/** GessoModelCallGroup: what calls are added up by. */
typedef enum
{
  GESSO_MODEL_CALLS_BY_PROVIDER, /* "fal" */
  GESSO_MODEL_CALLS_BY_MODEL,    /* "fal/flux-pro-kontext" */
  GESSO_MODEL_CALLS_BY_KEY,      /* a fingerprint; "" without a key */
  GESSO_MODEL_CALLS_BY_DAY,      /* "2026-11-22" in the artist's time zone */
} GessoModelCallGroup;

/**
 * GessoModelCallSum:
 * @name: what the group is of
 * @failures: of @calls, those with an error class
 * @cost: US dollars by the providers' own word
 * @cost_estimate: US dollars by the price list, of those calls without such a word
 */
typedef struct
{
  char *name;
  gint64 calls;
  gint64 failures;
  gint64 total_ms;
  gint64 bytes_sent;
  gint64 bytes_received;
  double cost;
  double cost_estimate;
} GessoModelCallSum;

void          gesso_model_call_sum_free          (GessoModelCallSum *sum);

/**
 * gesso_store_sum_model_calls_async:
 * @from, @until: microseconds since 1970; those that started in [from, until)
 *
 * Returns: (element-type GessoModelCallSum): by name
 */
void          gesso_store_sum_model_calls_async  (GessoStore *self, GessoModelCallGroup group, gint64 from, gint64 until,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_sum_model_calls_finish (GessoStore *self, GAsyncResult *result, GError **error);

/** GessoRegion: a mask kept under a name with a picture of a version; @blob: a PNG of 1 channel. */
typedef struct
{
  char *name;
  char *blob;
} GessoRegion;

GessoRegion  *gesso_region_new                   (const char *name, const char *blob);
void          gesso_region_free                  (GessoRegion *self);

/** @blob: (nullable): put before; takes the place of what had the name. NULL forgets the region. */
void          gesso_store_save_region_async      (GessoStore *self, gint64 version_id, guint image_index,
                                                  const char *name, const char *blob, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_save_region_finish     (GessoStore *self, GAsyncResult *result, GError **error);
void          gesso_store_list_regions_async     (GessoStore *self, gint64 version_id, guint image_index,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable) (element-type GessoRegion): by name */
GPtrArray    *gesso_store_list_regions_finish    (GessoStore *self, GAsyncResult *result, GError **error);

/* Keys: by fingerprint, never the keys themselves */
/** Inserts or updates. Counts only grow, so that two processes do not set each other back. */
void          gesso_store_save_key_state_async   (GessoStore *self, const GessoKeyState *state, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_save_key_state_finish  (GessoStore *self, GAsyncResult *result, GError **error);
/** @provider: (nullable): NULL for all. Returns: (element-type GessoKeyState) */
void          gesso_store_list_key_states_async  (GessoStore *self, const char *provider, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_list_key_states_finish (GessoStore *self, GAsyncResult *result, GError **error);
/** The random text that makes the fingerprints of this library its own. Returns: (transfer full) */
void          gesso_store_load_key_salt_async    (GessoStore *self, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
char         *gesso_store_load_key_salt_finish   (GessoStore *self, GAsyncResult *result, GError **error);

/* Providers */
/** Inserts or updates. */
void          gesso_store_save_provider_async    (GessoStore *self, const GessoProviderSettings *settings,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_save_provider_finish   (GessoStore *self, GAsyncResult *result, GError **error);
void          gesso_store_save_models_async      (GessoStore *self, const GessoModelList *list, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_save_models_finish     (GessoStore *self, GAsyncResult *result, GError **error);
/**
 * gesso_store_load_providers_finish:
 * @settings: (out) (transfer full) (element-type GessoProviderSettings): of those that have any
 * @models: (out) (transfer full) (element-type GessoModelList): of those that were asked
 */
void          gesso_store_load_providers_async   (GessoStore *self, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_load_providers_finish  (GessoStore *self, GAsyncResult *result, GPtrArray **settings,
                                                  GPtrArray **models, GError **error);

/* Search */
/**
 * GessoSearchHit:
 * @version_id: 0 for a message or a title
 * @message_id: 0 for a version or a title
 * @text: what was found, whole
 * @start: bytes from the start of @text to the first match; @length of it
 */
typedef struct
{
  gint64 thread_id;
  gint64 version_id;
  gint64 message_id;
  char *thread_title;
  char *text;
  gsize start, length;
  gint64 created;
} GessoSearchHit;

void          gesso_search_hit_free            (GessoSearchHit *hit);

/**
 * gesso_store_search_async:
 * @text: words; all must occur, the last one as a prefix; two Chinese
 *   characters in a row are a word of their own
 *
 * Over prompts, messages and titles not in the trash, newest first.
 * Returns: (element-type GessoSearchHit)
 */
void          gesso_store_search_async         (GessoStore *self, const char *text, guint limit, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_search_finish        (GessoStore *self, GAsyncResult *result, GError **error);

/* Contact sheets */
/** What came of a message, but for the trash. Returns: (element-type GessoVersion): oldest first */
void          gesso_store_list_message_versions_async  (GessoStore *self, gint64 message_id, GCancellable *cancellable,
                                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_list_message_versions_finish (GessoStore *self, GAsyncResult *result, GError **error);
/** A picture of model @winner was picked, without seeing the names, over those of @losers. */
void          gesso_store_add_pick_async       (GessoStore *self, GessoTool tool, const char *winner,
                                                const char *const *losers, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_store_add_pick_finish      (GessoStore *self, GAsyncResult *result, GError **error);
/** The artist's own ranking of models for @tool. Returns: (element-type GessoRank): the best first */
void          gesso_store_rank_models_async    (GessoStore *self, GessoTool tool, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray    *gesso_store_rank_models_finish   (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_find_in_thread_async:
 * @text: a part of what is to be found, in upper or lower case
 *
 * Over the messages of one thread on the branch that is shown, and the prompts of those of its versions
 * that no message asked for.
 * Returns: (element-type gint64): their ids, oldest first
 */
void          gesso_store_find_in_thread_async  (GessoStore *self, gint64 thread_id, const char *text,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GArray       *gesso_store_find_in_thread_finish (GessoStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

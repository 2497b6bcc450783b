/* gesso-tables.h - reading and writing rows, one file a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-line.h"
#include "gesso-session.h"
#include "gesso-store.h"
#include "gesso-thread-private.h"

G_BEGIN_DECLS

/* All of it runs on the database's worker, inside a transaction of the caller.
 * What is not there gives %GESSO_ERROR_BAD_INPUT. */

/* library */
/** Draws the next id for a thread, a message or a version. */
gboolean        gesso_library_next_id           (GessoDatabase *database, gint64 *id, GError **error);
/** Files written before this are never swept; microseconds. */
gboolean        gesso_library_get_keep_before   (GessoDatabase *database, gint64 *when, GError **error);
gboolean        gesso_library_set_keep_before   (GessoDatabase *database, gint64 when, GError **error);

/** What the fingerprints of keys are made with; (transfer full). */
char           *gesso_library_dup_salt          (GessoDatabase *database, GError **error);

/* blobs */
gboolean        gesso_blob_table_put            (GessoDatabase *database, const char *blob, gint64 bytes, GError **error);

/**
 * gesso_blob_table_list_unused:
 * @bucket: first byte of the names
 * @before: only those last put or let go before this time
 *
 * Returns: (element-type utf8): blobs of @bucket that nothing refers to
 */
GPtrArray      *gesso_blob_table_list_unused    (GessoDatabase *database, guint bucket, gint64 before, GError **error);
/** Takes the row away unless something refers to it by now. */
gboolean        gesso_blob_table_remove_unused  (GessoDatabase *database, const char *blob, gint64 before,
                                                 gboolean *removed, GError **error);
gboolean        gesso_blob_table_contains       (GessoDatabase *database, const char *blob, gboolean *contains,
                                                 GError **error);

/* the trash, over all tables */
/**
 * gesso_trash_purge:
 * @limit: at most so many versions and so many threads
 * @threads: (element-type GessoThreadRow): gets the threads that went
 * @more: (out): whether something is left
 */
gboolean        gesso_trash_purge               (GessoDatabase *database, gint64 before, guint limit, GPtrArray *threads,
                                                 gboolean *more, GError **error);

/* threads */
GessoThreadRow *gesso_thread_table_insert       (GessoDatabase *database, const char *title, GError **error);
/** A thread that comes from another library; gives it an @id here. */
gboolean        gesso_thread_table_restore      (GessoDatabase *database, const char *uuid, const char *title,
                                                 gint64 created, gint64 *id, GError **error);
GessoThreadRow *gesso_thread_table_get          (GessoDatabase *database, gint64 id, GError **error);
/** @before: activity to read backwards from, 0 for the newest. Returns: (element-type GessoThreadRow): newest activity first */
GPtrArray      *gesso_thread_table_list         (GessoDatabase *database, gboolean trashed, gint64 before, guint limit,
                                                 GError **error);
gboolean        gesso_thread_table_rename       (GessoDatabase *database, gint64 id, const char *title, GError **error);
/** @blob: (nullable): NULL goes back to the newest picture. */
gboolean        gesso_thread_table_choose_cover (GessoDatabase *database, gint64 id, const char *blob, GError **error);
/** Makes the newest picture the cover, unless the artist chose one. */
gboolean        gesso_thread_table_renew_cover  (GessoDatabase *database, gint64 id, GError **error);
gboolean        gesso_thread_table_set_trashed  (GessoDatabase *database, gint64 id, gboolean trashed, GError **error);
gboolean        gesso_thread_table_set_place    (GessoDatabase *database, gint64 id, const GessoThreadPlace *place,
                                                 GError **error);
/** Notes that the thing of id @activity happened in it. */
gboolean        gesso_thread_table_touch        (GessoDatabase *database, gint64 id, gint64 activity, GError **error);

/* messages */
GessoMessage   *gesso_message_table_insert      (GessoDatabase *database, gint64 thread_id, GessoMessageRole role,
                                                 const char *text, const gint64 *attachments, guint n_attachments,
                                                 GError **error);
/** A message that comes from another library. */
GessoMessage   *gesso_message_table_restore     (GessoDatabase *database, const char *uuid, gint64 thread_id,
                                                 gint64 branch_id,
                                                 GessoMessageRole role, const char *text, gint64 created,
                                                 const gint64 *attachments, guint n_attachments, GError **error);

/* thread_version, version_images, version_inputs */
/** @draft: (transfer full) */
GessoVersion   *gesso_version_table_insert      (GessoDatabase *database, GessoVersionDraft *draft, gint64 job_id,
                                                 GError **error);
/** A version that comes from another library, whose thread gets its cover later; gives it an @id here. */
gboolean        gesso_version_table_restore     (GessoDatabase *database, const char *uuid, GessoVersionDraft *draft,
                                                 gint64 *id, GError **error);
GessoVersion   *gesso_version_table_get         (GessoDatabase *database, gint64 id, GError **error);
gboolean        gesso_version_table_set_trashed (GessoDatabase *database, gint64 id, gboolean trashed, GError **error);

/** @seconds: (out): see gesso_store_estimate_run_async() */
gboolean        gesso_version_table_estimate    (GessoDatabase *database, const char *model, GessoTool tool,
                                                 double *seconds, GError **error);

/** Those not in the trash. Returns: (element-type GessoVersion): oldest first */
GPtrArray      *gesso_version_table_list_of_message (GessoDatabase *database, gint64 message_id, GError **error);

/* picks */
gboolean        gesso_pick_table_add            (GessoDatabase *database, GessoTool tool, const char *winner,
                                                 const char *loser, GError **error);
/** Returns: (element-type GessoRank): the best first */
GPtrArray      *gesso_pick_table_rank           (GessoDatabase *database, GessoTool tool, GError **error);

/* messages and thread_version together */
/** @line: (out) (transfer full) (nullable): what it is a page of. Returns: (element-type GObject): oldest first; @next as in gesso_store_load_timeline_finish() */
GPtrArray      *gesso_timeline_query            (GessoDatabase *database, gint64 thread_id, gint64 before, guint limit,
                                                 gint64 *next, GessoLine **line, GError **error);

/* jobs */
/** @session: (nullable): who runs it from now on */
gboolean        gesso_job_table_save            (GessoDatabase *database, GessoJobRow *row, GessoSession *session,
                                                 GError **error);
/** Fails when it was completed before: a job has one result. */
gboolean        gesso_job_table_complete        (GessoDatabase *database, gint64 id, GError **error);
/** @session: (nullable): runs those returned from now on; those that another open session runs are left out */
GPtrArray      *gesso_job_table_claim_open      (GessoDatabase *database, GessoSession *session, GError **error);
/** Likewise, those that completed while steps were to come of them. */
GPtrArray      *gesso_job_table_claim_coming    (GessoDatabase *database, GessoSession *session, GError **error);
/** See gesso_store_list_jobs_async(); @session tells which are elsewhere. */
GPtrArray      *gesso_job_table_list            (GessoDatabase *database, gboolean ended, guint limit,
                                                 GessoSession *session, GError **error);
/** (nullable): %GESSO_ERROR_BAD_INPUT when there is none of that id. */
GessoJobRow    *gesso_job_table_get             (GessoDatabase *database, gint64 id, GessoSession *session, GError **error);
/** @out: (nullable): the state_json of the job that made a version */
gboolean        gesso_job_table_load_origin     (GessoDatabase *database, gint64 version_id, char **out, GError **error);
/** Lets the pictures go of jobs that ended before @before and were not run again. */
gboolean        gesso_job_table_let_go          (GessoDatabase *database, gint64 before, GError **error);

/* model_calls */
/** Gives @call its id. */
gboolean        gesso_model_call_table_add      (GessoDatabase *database, GessoModelCall *call, GError **error);
/** @job_id: 0 for all. Returns: (element-type GessoModelCall): newest first */
GPtrArray      *gesso_model_call_table_list     (GessoDatabase *database, gint64 job_id, guint limit, GError **error);
/** Takes those away that started before @before. */
gboolean        gesso_model_call_table_prune    (GessoDatabase *database, gint64 before, GError **error);
/** Returns: (element-type GessoModelCallSum): see gesso_store_sum_model_calls_async() */
GPtrArray      *gesso_model_call_table_sum      (GessoDatabase *database, GessoModelCallGroup group, gint64 from,
                                                 gint64 until, GError **error);

/* regions; the first is a migration */
gboolean        gesso_region_table_create       (GessoDatabase *database, GError **error);
gboolean        gesso_region_table_save         (GessoDatabase *database, gint64 version_id, guint image_index,
                                                 const char *name, const char *blob, GError **error);
gboolean        gesso_region_table_remove       (GessoDatabase *database, gint64 version_id, guint image_index,
                                                 const char *name, GError **error);
/** Returns: (transfer full) (nullable) (element-type GessoRegion): by name */
GPtrArray      *gesso_region_table_list         (GessoDatabase *database, gint64 version_id, guint image_index,
                                                 GError **error);

/* key_states */
gboolean        gesso_key_state_table_save      (GessoDatabase *database, const GessoKeyState *state, GError **error);
/** @provider: (nullable): NULL for all. Returns: (element-type GessoKeyState) */
GPtrArray      *gesso_key_state_table_list      (GessoDatabase *database, const char *provider, GError **error);

/* provider_settings, provider_models */
gboolean        gesso_provider_table_save       (GessoDatabase *database, const GessoProviderSettings *settings,
                                                 GError **error);
/** Returns: (element-type GessoProviderSettings) */
GPtrArray      *gesso_provider_table_list       (GessoDatabase *database, GError **error);
gboolean        gesso_provider_table_save_models (GessoDatabase *database, const GessoModelList *list, GError **error);
/** Returns: (element-type GessoModelList) */
GPtrArray      *gesso_provider_table_list_models (GessoDatabase *database, GError **error);

G_END_DECLS

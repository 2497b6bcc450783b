/* gesso-studio.h - the one object that the app and the command line are given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-chain.h"
#include "gesso-codec.h"
#include "gesso-job-queue.h"
#include "gesso-job-network.h"
#include "gesso-provider-registry.h"
#include "gesso-store-library.h"
#include "gesso-studio-keys.h"
#include "gesso-studio-providers.h"
#include "gesso-thread-list.h"
#include "gesso-timeline.h"

G_BEGIN_DECLS

#define GESSO_TYPE_STUDIO (gesso_studio_get_type ())
G_DECLARE_FINAL_TYPE (GessoStudio, gesso_studio, GESSO, STUDIO, GObject)

/**
 * GessoStudio:
 *
 * Owns the store, the providers and the queue. Main context only.
 */

/** @data_dir, @cache_dir: (nullable): NULL for the XDG folders. */
GessoStudio           *gesso_studio_new            (const char *data_dir, const char *cache_dir);
/** Opens the store; jobs are resumed when @resume. */
void                   gesso_studio_open_async     (GessoStudio *self, gboolean resume, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean               gesso_studio_open_finish    (GessoStudio *self, GAsyncResult *result, GError **error);
/** Ends all work; what is open in the store goes on at the next start. */
void                   gesso_studio_close_async    (GessoStudio *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean               gesso_studio_close_finish   (GessoStudio *self, GAsyncResult *result, GError **error);

GessoStore            *gesso_studio_get_store      (GessoStudio *self);
GessoProviderRegistry *gesso_studio_get_registry   (GessoStudio *self);
GessoJobQueue         *gesso_studio_get_queue      (GessoStudio *self);
/** Runs that are made of one another. */
GessoChain            *gesso_studio_get_chain      (GessoStudio *self);
/** The way out to the providers. */
GessoJobNetwork       *gesso_studio_get_network    (GessoStudio *self);
GessoStudioKeys       *gesso_studio_get_keys       (GessoStudio *self);
/** The artist's settings for providers, and which models those have. */
GessoStudioProviders  *gesso_studio_get_providers  (GessoStudio *self);
/** The threads that are not in the trash; one model for all. NULL until the store is open. */
GessoThreadList       *gesso_studio_get_threads    (GessoStudio *self);

/**
 * gesso_studio_test_key_async:
 *
 * Sends the cheapest message there is with this key and no other. A key that
 * works is used again, whatever was known of it.
 */
void                   gesso_studio_test_key_async  (GessoStudio *self, const char *fingerprint, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
/** @seconds: (out): how long it took, also when it failed */
gboolean               gesso_studio_test_key_finish (GessoStudio *self, GAsyncResult *result, double *seconds,
                                                     GError **error);

/**
 * gesso_studio_submit_async:
 * @thread_id: 0 makes a thread, titled by the prompt
 *
 * Checks the request first (gesso_job_queue_check_async()), so that a wrong one
 * leaves nothing behind; then writes the artist's turn and queues the job.
 * Returns: (transfer full)
 */
void                   gesso_studio_submit_async   (GessoStudio *self, gint64 thread_id, GessoRequest *request,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
GessoJob              *gesso_studio_submit_finish  (GessoStudio *self, GAsyncResult *result, GError **error);

/**
 * gesso_studio_import_async:
 * @bytes: a picture file
 * @name: (nullable): its file name
 * @thread_id: 0 makes a thread, titled by @name
 *
 * Decodes it to be sure, keeps the original bytes, or of an OpenRaster file the
 * flattened picture, and adds a version of tool import.
 */
void                   gesso_studio_import_async   (GessoStudio *self, gint64 thread_id, GBytes *bytes, const char *name,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
GessoVersion          *gesso_studio_import_finish  (GessoStudio *self, GAsyncResult *result, GError **error);
/**
 * gesso_studio_import_once_async:
 * @bytes: (nullable): a picture file
 * @file: (nullable): where it is read from when there are no @bytes
 *
 * The same, unless what is not in the trash has the same file or the same pixels.
 */
void                   gesso_studio_import_once_async  (GessoStudio *self, gint64 thread_id, GBytes *bytes, GFile *file,
                                                        GCancellable *cancellable,
                                                        GAsyncReadyCallback callback, gpointer user_data);
/** @twin: (out) (transfer full): what is kept already; NULL is returned then, without an error */
GessoVersion          *gesso_studio_import_once_finish (GessoStudio *self, GAsyncResult *result, GessoTwin **twin,
                                                        GError **error);
/** The same for a file: reads it off the main loop first. */
void                   gesso_studio_import_file_async  (GessoStudio *self, gint64 thread_id, GFile *file,
                                                        GCancellable *cancellable,
                                                        GAsyncReadyCallback callback, gpointer user_data);
GessoVersion          *gesso_studio_import_file_finish (GessoStudio *self, GAsyncResult *result, GError **error);

/**
 * gesso_studio_export_async:
 * @file: where to; its ending gives the format
 * @quality: for JPEG and WebP
 * @with_recipe: whether to embed how the picture was made
 *
 * The kept bytes are written as they are when the format is theirs; an
 * OpenRaster file has the whole path to the picture in it. Written
 * beside @file first, then renamed over it.
 */
void                   gesso_studio_export_async   (GessoStudio *self, GessoVersion *version, guint image_index,
                                                    GFile *file, int quality, gboolean with_recipe,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean               gesso_studio_export_finish  (GessoStudio *self, GAsyncResult *result, GError **error);

/**
 * gesso_studio_diagnose_async:
 * @prompts: whether what the artist wrote may be in it
 *
 * What to attach to a bug report: versions, the desktop and its portals, the
 * keyring, the size of the library, and what went wrong last. In English and
 * without keys, names of files, or, unless @prompts, words of the artist.
 *
 * Returns: (transfer full): lines of text
 */
void                   gesso_studio_diagnose_async  (GessoStudio *self, gboolean prompts, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
char                  *gesso_studio_diagnose_finish (GessoStudio *self, GAsyncResult *result, GError **error);

/** JSON text of how @version was made, as embedded in saved files. Returns: (transfer full) */
char                  *gesso_studio_dup_recipe     (GessoStudio *self, GessoVersion *version, guint image_index);
/**
 * gesso_studio_parse_recipe:
 * Returns: (transfer full): a request without inputs to start from, or %GESSO_ERROR_BAD_INPUT
 */
GessoRequest          *gesso_studio_parse_recipe   (GessoStudio *self, const char *recipe, GError **error);
/** (nullable): the recipe text found in an imported picture's own bytes. */
void                   gesso_studio_read_recipe_async  (GessoStudio *self, const char *blob, GCancellable *cancellable,
                                                        GAsyncReadyCallback callback, gpointer user_data);
char                  *gesso_studio_read_recipe_finish (GessoStudio *self, GAsyncResult *result, GError **error);

/** A kept picture, decoded whole, in sRGB: to be looked at. */
void                   gesso_studio_load_picture_async  (GessoStudio *self, const char *blob, GCancellable *cancellable,
                                                         GAsyncReadyCallback callback, gpointer user_data);
GessoImage            *gesso_studio_load_picture_finish (GessoStudio *self, GAsyncResult *result, GError **error);
/**
 * gesso_studio_load_thumbnail_async:
 * @side: device pixels of the longest side; rounded up to 256, 512 or 1024
 *
 * From the cache folder, made there when missing; cancelled work is dropped
 * before it starts.
 */
void                   gesso_studio_load_thumbnail_async  (GessoStudio *self, const char *blob, guint side,
                                                           GCancellable *cancellable,
                                                           GAsyncReadyCallback callback, gpointer user_data);
GessoImage            *gesso_studio_load_thumbnail_finish (GessoStudio *self, GAsyncResult *result, GError **error);

/**
 * gesso_studio_load_preview_async:
 *
 * What can be shown of a kept picture long before all of it is there: a
 * thumbnail of any size, or %G_IO_ERROR_NOT_FOUND where even that would take
 * as long as the picture.
 */
void                   gesso_studio_load_preview_async    (GessoStudio *self, const char *blob,
                                                           GCancellable *cancellable,
                                                           GAsyncReadyCallback callback, gpointer user_data);
GessoImage            *gesso_studio_load_preview_finish   (GessoStudio *self, GAsyncResult *result, GError **error);
/** Makes a thumbnail of what was decoded anyway, in sRGB, unless there is one. @image is not changed any more. */
void                   gesso_studio_keep_thumbnail        (GessoStudio *self, const char *blob, guint side,
                                                           const GessoImage *image);

G_END_DECLS

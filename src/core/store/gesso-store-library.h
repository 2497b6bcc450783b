/* gesso-store-library.h - finding, marking and sorting versions by the hundred thousand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-library-filter.h"
#include "gesso-library-index.h"
#include "gesso-library-item.h"
#include "gesso-signature.h"
#include "gesso-store.h"

G_BEGIN_DECLS

/* More of GessoStore. Its signals here, after the transaction is on disk:
 * versions-edited (GArray of gint64: their ids) and labels-changed (). */

/* Finding */

/** Where every version that @filter finds stands, newest first. Returns: (transfer full) */
void               gesso_store_index_library_async  (GessoStore *self, const GessoLibraryFilter *filter,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GessoLibraryIndex *gesso_store_index_library_finish (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_find_versions_async:
 * @before: the id of the last version of the page before, 0 for the first page
 *
 * Any page takes as long as the first one. Returns: (element-type GessoLibraryRow): newest first
 */
void               gesso_store_find_versions_async  (GessoStore *self, const GessoLibraryFilter *filter, gint64 before,
                                                     guint limit, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray         *gesso_store_find_versions_finish (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_load_library_rows_async:
 * @text: (nullable): the words they were found by, for their hits
 *
 * Returns: (element-type GessoLibraryRow): those of @ids that are there
 */
void               gesso_store_load_library_rows_async  (GessoStore *self, const gint64 *ids, guint n_ids,
                                                         const char *text, GCancellable *cancellable,
                                                         GAsyncReadyCallback callback, gpointer user_data);
GPtrArray         *gesso_store_load_library_rows_finish (GessoStore *self, GAsyncResult *result, GError **error);

/* Editing */

/**
 * GessoVersionEdit: what is done to versions; with a number or a text
 * @GESSO_EDIT_FAVOURITE: number: whether they are
 * @GESSO_EDIT_STARS: number: 0 to 5
 * @GESSO_EDIT_ADD_LABEL: number: the id of a tag or a collection
 * @GESSO_EDIT_REMOVE_LABEL: the same
 * @GESSO_EDIT_ADD_TAG: text: its name; made when missing
 * @GESSO_EDIT_MOVE: number: the thread they belong to from now on
 * @GESSO_EDIT_TRASH: number: whether they lie in the trash
 */
typedef enum
{
  GESSO_EDIT_FAVOURITE,
  GESSO_EDIT_STARS,
  GESSO_EDIT_ADD_LABEL,
  GESSO_EDIT_REMOVE_LABEL,
  GESSO_EDIT_ADD_TAG,
  GESSO_EDIT_MOVE,
  GESSO_EDIT_TRASH
} GessoVersionEdit;

/** All of them or none. %GESSO_ERROR_BAD_INPUT when a label or thread is not there; versions that are gone are passed over. */
void               gesso_store_edit_versions_async  (GessoStore *self, const gint64 *ids, guint n_ids,
                                                     GessoVersionEdit edit, gint64 number, const char *text,
                                                     GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean           gesso_store_edit_versions_finish (GessoStore *self, GAsyncResult *result, GError **error);

/* Labels */

/** GessoLabelKind: @GESSO_LABEL_SEARCH has no versions but a filter. */
typedef enum
{
  GESSO_LABEL_TAG,
  GESSO_LABEL_COLLECTION,
  GESSO_LABEL_SEARCH,
  GESSO_N_LABEL_KINDS
} GessoLabelKind;

/**
 * GessoLabel:
 * @filter: (nullable): text of a GessoLibraryFilter
 * @n_versions: that are not in the trash; 0 for a search
 */
typedef struct
{
  gint64 id;
  GessoLabelKind kind;
  char *name;
  char *filter;
  guint n_versions;
} GessoLabel;

GessoLabel        *gesso_label_copy                 (const GessoLabel *label);
void               gesso_label_free                 (GessoLabel *label);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoLabel, gesso_label_free)

/** Returns: (element-type GessoLabel): of all kinds, by kind and name */
void               gesso_store_list_labels_async    (GessoStore *self, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray         *gesso_store_list_labels_finish   (GessoStore *self, GAsyncResult *result, GError **error);
/**
 * gesso_store_save_label_async:
 * @label: id 0 for a new one; of that kind and name there is one at most: it is that one then
 *
 * Returns: the id, 0 on failure
 */
void               gesso_store_save_label_async     (GessoStore *self, const GessoLabel *label, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gint64             gesso_store_save_label_finish    (GessoStore *self, GAsyncResult *result, GError **error);
/** The versions stay. */
void               gesso_store_delete_label_async   (GessoStore *self, gint64 id, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean           gesso_store_delete_label_finish  (GessoStore *self, GAsyncResult *result, GError **error);

/** Models that made something, as "provider/model", by name. Returns: (element-type utf8) */
void               gesso_store_list_used_models_async  (GessoStore *self, GCancellable *cancellable,
                                                        GAsyncReadyCallback callback, gpointer user_data);
GPtrArray         *gesso_store_list_used_models_finish (GessoStore *self, GAsyncResult *result, GError **error);

/* Signatures */

/** Pictures of versions without one, newest first. Returns: (element-type utf8): blobs */
void               gesso_store_list_unsigned_async  (GessoStore *self, guint limit, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray         *gesso_store_list_unsigned_finish (GessoStore *self, GAsyncResult *result, GError **error);
/** @signature: (nullable): NULL when the picture cannot be read, so that nobody tries again */
void               gesso_store_sign_blob_async      (GessoStore *self, const char *blob, const GessoSignature *signature,
                                                     guint colours, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean           gesso_store_sign_blob_finish     (GessoStore *self, GAsyncResult *result, GError **error);

/** GessoTwin: a picture that is kept already. */
typedef struct
{
  gint64 version_id;
  gint64 thread_id;
  char *thread_title;
  char *blob;
} GessoTwin;

void               gesso_twin_free                  (GessoTwin *twin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoTwin, gesso_twin_free)

/**
 * gesso_store_find_twins_async:
 * @blob: the SHA-256 of a picture file
 * @signature: (nullable): what it looks like
 *
 * Returns: (element-type GessoTwin): what is not in the trash and has the same
 *   file; else what has the same size and looks the same, of which the pixels
 *   are still to be compared
 */
void               gesso_store_find_twins_async     (GessoStore *self, const char *blob, guint width, guint height,
                                                     const GessoSignature *signature, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GPtrArray         *gesso_store_find_twins_finish    (GessoStore *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* gesso-excerpt.h - a part of a library, to be taken to another one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-store.h"

G_BEGIN_DECLS

/* Ids are of one library only. Here things name each other by the UUID that they
 * keep wherever they go; their order stands for the id. */

/**
 * GessoExcerptMessage:
 * @order: what happened later has a higher one, over all threads of an excerpt
 * @branch: (nullable): UUID of its branch; NULL is the trunk
 * @attachments: (element-type utf8): UUIDs of versions, which need not be in the excerpt
 */
typedef struct
{
  gint64 order;
  char *uuid;
  char *branch;
  GessoMessageRole role;
  char *text;
  gint64 created;
  GPtrArray *attachments;
} GessoExcerptMessage;

/**
 * GessoExcerptVersion:
 * @branch: (nullable): as of a message
 * @message: (nullable): UUID of the turn that asked for it; of the same thread
 * @parent: (nullable): UUID, which need not be in the excerpt
 * @input_versions: (element-type utf8): for each input of @draft the UUID of the version it came from, or ""
 * @draft: (owned): ids in it are 0
 * @pin: (nullable): what its pin says, "" for one without words; NULL when it is not pinned
 * @tags, @collections: (element-type utf8): their names
 */
typedef struct
{
  gint64 order;
  char *uuid;
  char *branch;
  char *message;
  char *parent;
  GPtrArray *input_versions;
  GessoVersionDraft *draft;
  gboolean favourite;
  guint stars;
  char *pin;
  GPtrArray *tags;
  GPtrArray *collections;
} GessoExcerptVersion;

/**
 * GessoExcerptBranch:
 * @parent: (nullable): UUID of the branch that it leaves; NULL is the trunk
 * @fork: the order of the last message or version that it has in common with that
 * @name: (nullable)
 */
typedef struct
{
  char *uuid;
  char *parent;
  gint64 fork;
  char *name;
} GessoExcerptBranch;

/**
 * GessoExcerptThread:
 * @cover: (nullable): a blob
 * @trunk_name: (nullable)
 * @branch: (nullable): UUID of the one that is shown
 * @branches: (element-type GessoExcerptBranch): in the order they were made; of a thread that is taken whole
 * @messages: (element-type GessoExcerptMessage)
 * @versions: (element-type GessoExcerptVersion)
 */
typedef struct
{
  char *uuid;
  char *title;
  gint64 created;
  gint64 updated;
  char *cover;
  gboolean cover_chosen;
  char *trunk_name;
  char *branch;
  GPtrArray *branches;
  GPtrArray *messages;
  GPtrArray *versions;
} GessoExcerptThread;

/** GessoExcerpt: @threads: (element-type GessoExcerptThread) */
typedef struct
{
  GPtrArray *threads;
} GessoExcerpt;

GessoExcerpt        *gesso_excerpt_new         (void);
void                 gesso_excerpt_free        (GessoExcerpt *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoExcerpt, gesso_excerpt_free)

/* Add an empty element and give it, borrowed. */
GessoExcerptThread  *gesso_excerpt_add_thread         (GessoExcerpt *self);
GessoExcerptBranch  *gesso_excerpt_thread_add_branch  (GessoExcerptThread *thread);
GessoExcerptMessage *gesso_excerpt_thread_add_message (GessoExcerptThread *thread);
GessoExcerptVersion *gesso_excerpt_thread_add_version (GessoExcerptThread *thread);

/** Every picture file that it needs. Returns: (transfer full) (element-type utf8): a set */
GHashTable          *gesso_excerpt_list_blobs  (const GessoExcerpt *self);

/**
 * gesso_store_read_excerpt_async:
 * @thread_ids: to be taken whole, but for what lies in the trash
 * @version_ids: to be taken with the turns that asked for them
 */
void                 gesso_store_read_excerpt_async   (GessoStore *self, const gint64 *thread_ids, guint n_threads,
                                                       const gint64 *version_ids, guint n_versions,
                                                       GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
GessoExcerpt        *gesso_store_read_excerpt_finish  (GessoStore *self, GAsyncResult *result, GError **error);

/**
 * gesso_store_write_excerpt_async:
 * @excerpt: (transfer full): every picture file was put before
 *
 * One transaction. What is here already is left as it is, so that writing twice
 * is writing once; a thread that lies in the trash comes back. What refers to a
 * version that is neither here nor before it in the excerpt refers to none.
 */
void                 gesso_store_write_excerpt_async  (GessoStore *self, GessoExcerpt *excerpt, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_store_write_excerpt_finish:
 * @thread_ids: (out) (optional) (transfer full) (element-type gint64): the threads of the excerpt, as they are here
 * @n_new: (out) (optional): how many of its versions were not here before
 */
gboolean             gesso_store_write_excerpt_finish (GessoStore *self, GAsyncResult *result, GArray **thread_ids,
                                                       guint *n_new, GError **error);

G_END_DECLS

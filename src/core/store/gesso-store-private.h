/* gesso-store-private.h - what the files of the store share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-blob-store.h"
#include "gesso-database.h"
#include "gesso-identity-map.h"
#include "gesso-look-alike.h"
#include "gesso-session.h"
#include "gesso-store-library.h"
#include "gesso-store.h"
#include "gesso-thread-private.h"
#include "gesso-worker.h"

G_BEGIN_DECLS

struct _GessoStore
{
  GObject parent_instance;

  char *data_dir;         /* (owned) */
  char *database_path;    /* (owned) */
  GessoBlobStore *blobs;  /* (owned): immutable, for every worker */
  GessoWorker *sql;       /* (owned): the one place of the database */
  GessoWorker *writer;    /* (owned): puts picture files, one sync after the other */
  GessoWorker *reader;    /* (owned): maps picture files, never behind a sync */
  GessoWorker *keeper;    /* (owned) (nullable): makes good copies over a connection of its own */
  GCancellable *closing;  /* (owned): ends what nobody waits for */
  GessoDatabase *database; /* (owned) (nullable): the worker's, while open */
  GessoSession *session;   /* (owned) (nullable): the worker's, while open */
  GessoLookAlike *look_alike; /* (owned): the worker's */
  gint64 data_version;     /* the worker's: tells whether another connection wrote */
  gint64 seen_sequence;    /* the worker's: the last id drawn when that was asked */

  /* Of the main context. */
  GessoIdentityMap *threads;  /* (owned) */
  GessoIdentityMap *versions; /* (owned) */
  char *notice;               /* (owned) (nullable) */
  guint keep_source;          /* waits to make a good copy */
  guint tidy_source;          /* waits to tidy */
  gboolean opened;
  gboolean closed;
};

/**
 * GessoCallClass:
 * @run: on the SQL worker, in a transaction that its success commits
 * @publish: (nullable): on the main context after that; makes the objects and tells the listeners
 * @free: frees the data of the call
 * @writes: whether @run changes anything; then only its start can be cancelled
 * @durable: whether the change outlives a power cut from the moment it is told,
 *   with all that was written before it; else it outlives a crash of the program
 *
 * One kind of call of the store. The data holds its input and its result.
 */
typedef struct
{
  gboolean (*run) (GessoStore *self, gpointer data, GCancellable *cancellable, GError **error);
  void (*publish) (GessoStore *self, gpointer data);
  GDestroyNotify free;
  gboolean writes;
  gboolean durable;
} GessoCallClass;

/** @data: (transfer full) */
void     gesso_store_call        (GessoStore           *self,
                                  const GessoCallClass *klass,
                                  gpointer              data,
                                  int                   priority,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
/** Returns: (nullable): the data, which lives as long as @result */
gpointer gesso_store_call_finish (GessoStore *self, GAsyncResult *result, const GessoCallClass *klass, GError **error);

/** Whether calls can be made; else @task is returned with an error. */
gboolean gesso_store_check_open  (GessoStore *self, GTask *task);

/** Opens the database on its worker; @notice is set when it had to be replaced. */
GessoDatabase *gesso_store_open_database (const char *path, GessoBlobStore *blobs, char **notice, GError **error);

/* Upkeep: the trash, what nobody needs, and good copies. */
/** Empties the trash of what lies there for long, then sweeps; in small steps between other work. */
void     gesso_store_tidy_async  (GessoStore *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean gesso_store_tidy_finish (GessoStore *self, GAsyncResult *result, GError **error);
/** Does that in the background after a while. */
void     gesso_store_start_tidying (GessoStore *self);
/** Does at once, on the SQL worker, as much as there is time for. @deadline: monotonic */
void     gesso_store_tidy_inside (GessoStore *self, gint64 deadline);
/** Makes a good copy in the background after a while, when one is due. */
void     gesso_store_start_keeping (GessoStore *self);
/** At the end, on the main context: makes the copy now if it is due and quick. */
void     gesso_store_stop_keeping  (GessoStore *self);

/** On the SQL worker: what others write from now on is noticed by gesso_store_refresh(). */
void gesso_store_begin_watch (GessoStore *self);

/** A part of gesso_store_list_threads_async(); its finish serves both. @before: activity to read backwards from, or 0 */
void gesso_store_list_some_threads_async (GessoStore *self, gboolean trashed, gint64 before, guint limit,
                                          int priority, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);

/* The one object of a row. Returns: (transfer full) */
GessoThread  *gesso_store_intern_thread  (GessoStore *self, const GessoThreadRow *row);
/** @version: (transfer full): fresh from the worker */
GessoVersion *gesso_store_intern_version (GessoStore *self, GessoVersion *version);

void gesso_store_emit_thread_added    (GessoStore *self, GessoThread *thread);
void gesso_store_emit_thread_changed  (GessoStore *self, GessoThread *thread);
void gesso_store_emit_thread_purged   (GessoStore *self, GessoThread *thread);
void gesso_store_emit_message_added   (GessoStore *self, GessoMessage *message);
void gesso_store_emit_version_added   (GessoStore *self, GessoVersion *version);
void gesso_store_emit_version_trashed (GessoStore *self, GessoVersion *version);
/** @ids: (element-type gint64) */
void gesso_store_emit_versions_edited (GessoStore *self, GArray *ids);
void gesso_store_emit_labels_changed  (GessoStore *self);
void gesso_store_emit_branches_changed (GessoStore *self, gint64 thread_id);
void gesso_store_emit_refreshed       (GessoStore *self);

G_END_DECLS

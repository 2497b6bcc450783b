/* gesso-store-jobs.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

static gboolean
run_save (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return gesso_job_table_save (self->database, data, self->session, error);
}

/* A list that the worker fills. */
typedef struct
{
  gboolean ended;
  guint limit;
  GPtrArray *rows; /* (owned) (nullable) (element-type GessoJobRow): result */
} ListCall;

static void
list_call_free (gpointer data)
{
  ListCall *call = data;

  g_clear_pointer (&call->rows, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_claim (GessoStore   *self,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  ListCall *call = data;

  call->rows = gesso_job_table_claim_open (self->database, self->session, error);
  return call->rows != NULL;
}

static gboolean
run_claim_coming (GessoStore   *self,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  ListCall *call = data;

  call->rows = gesso_job_table_claim_coming (self->database, self->session, error);
  return call->rows != NULL;
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ListCall *call = data;

  call->rows = gesso_job_table_list (self->database, call->ended, call->limit, self->session, error);
  return call->rows != NULL;
}

typedef struct
{
  gint64 id;
  GessoJobRow *row; /* (owned) (nullable): result */
} GetCall;

static void
get_call_free (gpointer data)
{
  GetCall *call = data;

  gesso_job_row_free (call->row);
  g_free (call);
}

static gboolean
run_get (GessoStore   *self,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  GetCall *call = data;

  call->row = gesso_job_table_get (self->database, call->id, self->session, error);
  return call->row != NULL;
}

typedef struct
{
  gint64 version_id;
  char *state_json; /* (owned) (nullable): result */
} OriginCall;

static void
origin_call_free (gpointer data)
{
  OriginCall *call = data;

  g_free (call->state_json);
  g_free (call);
}

static gboolean
run_origin (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  OriginCall *call = data;

  return gesso_job_table_load_origin (self->database, call->version_id, &call->state_json, error);
}

typedef struct
{
  char *model; /* (owned) */
  GessoTool tool;
  double seconds; /* result */
} EstimateCall;

static void
estimate_call_free (gpointer data)
{
  EstimateCall *call = data;

  g_free (call->model);
  g_free (call);
}

static gboolean
run_estimate (GessoStore   *self,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  EstimateCall *call = data;

  return gesso_version_table_estimate (self->database, call->model, call->tool, &call->seconds, error);
}

static const GessoCallClass save_class = { run_save, NULL, (GDestroyNotify) gesso_job_row_free, TRUE };
static const GessoCallClass secure_class = { run_save, NULL, (GDestroyNotify) gesso_job_row_free, TRUE, TRUE };
static const GessoCallClass claim_class = { run_claim, NULL, list_call_free, TRUE };
static const GessoCallClass claim_coming_class = { run_claim_coming, NULL, list_call_free, TRUE };
static const GessoCallClass list_class = { run_list, NULL, list_call_free, FALSE };
static const GessoCallClass get_class = { run_get, NULL, get_call_free, FALSE };
static const GessoCallClass origin_class = { run_origin, NULL, origin_call_free, FALSE };
static const GessoCallClass estimate_class = { run_estimate, NULL, estimate_call_free, FALSE };

void
gesso_store_save_job_async (GessoStore         *self,
                            const GessoJobRow  *row,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  gesso_store_call (self, &save_class, gesso_job_row_copy (row), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

/** Returns: the id, 0 on failure */
gint64
gesso_store_save_job_finish (GessoStore   *self,
                             GAsyncResult *result,
                             GError      **error)
{
  GessoJobRow *row = gesso_store_call_finish (self, result, &save_class, error);

  return row != NULL ? row->id : 0;
}

void
gesso_store_secure_job_async (GessoStore         *self,
                              const GessoJobRow  *row,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  gesso_store_call (self, &secure_class, gesso_job_row_copy (row), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_secure_job_finish (GessoStore   *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return gesso_store_call_finish (self, result, &secure_class, error) != NULL;
}

void
gesso_store_claim_jobs_async (GessoStore         *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  gesso_store_call (self, &claim_class, g_new0 (ListCall, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_claim_jobs_finish (GessoStore   *self,
                               GAsyncResult *result,
                               GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &claim_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

void
gesso_store_claim_coming_async (GessoStore         *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  gesso_store_call (self, &claim_coming_class, g_new0 (ListCall, 1), G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_claim_coming_finish (GessoStore   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &claim_coming_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

void
gesso_store_list_jobs_async (GessoStore         *self,
                             gboolean            ended,
                             guint               limit,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  ListCall *call = g_new0 (ListCall, 1);

  call->ended = ended;
  call->limit = limit;
  gesso_store_call (self, &list_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_jobs_finish (GessoStore   *self,
                              GAsyncResult *result,
                              GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->rows) : NULL;
}

void
gesso_store_get_job_async (GessoStore         *self,
                           gint64              id,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GetCall *call = g_new0 (GetCall, 1);

  call->id = id;
  gesso_store_call (self, &get_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GessoJobRow *
gesso_store_get_job_finish (GessoStore   *self,
                            GAsyncResult *result,
                            GError      **error)
{
  GetCall *call = gesso_store_call_finish (self, result, &get_class, error);

  return call != NULL ? g_steal_pointer (&call->row) : NULL;
}

void
gesso_store_load_version_origin_async (GessoStore         *self,
                                       gint64              version_id,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  OriginCall *call = g_new0 (OriginCall, 1);

  call->version_id = version_id;
  gesso_store_call (self, &origin_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

char *
gesso_store_load_version_origin_finish (GessoStore   *self,
                                        GAsyncResult *result,
                                        GError      **error)
{
  OriginCall *call = gesso_store_call_finish (self, result, &origin_class, error);

  return call != NULL ? g_steal_pointer (&call->state_json) : NULL;
}

void
gesso_store_estimate_run_async (GessoStore         *self,
                                const char         *model,
                                GessoTool           tool,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  EstimateCall *call = g_new0 (EstimateCall, 1);

  call->model = g_strdup (model);
  call->tool = tool;
  gesso_store_call (self, &estimate_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

double
gesso_store_estimate_run_finish (GessoStore   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  EstimateCall *call = gesso_store_call_finish (self, result, &estimate_class, error);

  return call != NULL ? call->seconds : -1;
}

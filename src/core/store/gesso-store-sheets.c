/* gesso-store-sheets.c - what came of one message, and the artist's own ranking
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-private.h"
#include "gesso-tables.h"

typedef struct
{
  gint64 message_id;
  GPtrArray *versions; /* (owned) (nullable) (element-type GessoVersion): result */
} ListCall;

static void
list_call_free (gpointer data)
{
  ListCall *call = data;

  g_clear_pointer (&call->versions, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  ListCall *call = data;

  call->versions = gesso_version_table_list_of_message (self->database, call->message_id, error);
  return call->versions != NULL;
}

static void
publish_list (GessoStore *self,
              gpointer    data)
{
  ListCall *call = data;
  GPtrArray *fresh = call->versions;

  call->versions = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < fresh->len; i++)
    g_ptr_array_add (call->versions, gesso_store_intern_version (self, g_object_ref (g_ptr_array_index (fresh, i))));
  g_ptr_array_unref (fresh);
}

typedef struct
{
  GessoTool tool;
  char *winner;
  char **losers;
  GPtrArray *ranks; /* (owned) (nullable) (element-type GessoRank): result */
} PickCall;

static void
pick_call_free (gpointer data)
{
  PickCall *call = data;

  g_free (call->winner);
  g_strfreev (call->losers);
  g_clear_pointer (&call->ranks, g_ptr_array_unref);
  g_free (call);
}

static gboolean
run_pick (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  PickCall *call = data;

  for (guint i = 0; call->losers[i] != NULL; i++)
    if (!gesso_pick_table_add (self->database, call->tool, call->winner, call->losers[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
run_rank (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  PickCall *call = data;

  call->ranks = gesso_pick_table_rank (self->database, call->tool, error);
  return call->ranks != NULL;
}

static const GessoCallClass list_class = { run_list, publish_list, list_call_free, FALSE };
static const GessoCallClass pick_class = { run_pick, NULL, pick_call_free, TRUE };
static const GessoCallClass rank_class = { run_rank, NULL, pick_call_free, FALSE };

void
gesso_store_list_message_versions_async (GessoStore         *self,
                                         gint64              message_id,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data)
{
  ListCall *call = g_new0 (ListCall, 1);

  call->message_id = message_id;
  gesso_store_call (self, &list_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_message_versions_finish (GessoStore   *self,
                                          GAsyncResult *result,
                                          GError      **error)
{
  ListCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->versions) : NULL;
}

void
gesso_store_add_pick_async (GessoStore         *self,
                            GessoTool           tool,
                            const char         *winner,
                            const char *const  *losers,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  PickCall *call = g_new0 (PickCall, 1);

  call->tool = tool;
  call->winner = g_strdup (winner);
  call->losers = g_strdupv ((char **) losers);
  gesso_store_call (self, &pick_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

gboolean
gesso_store_add_pick_finish (GessoStore   *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return gesso_store_call_finish (self, result, &pick_class, error) != NULL;
}

void
gesso_store_rank_models_async (GessoStore         *self,
                               GessoTool           tool,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  PickCall *call = g_new0 (PickCall, 1);

  call->tool = tool;
  gesso_store_call (self, &rank_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_rank_models_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  PickCall *call = gesso_store_call_finish (self, result, &rank_class, error);

  return call != NULL ? g_steal_pointer (&call->ranks) : NULL;
}

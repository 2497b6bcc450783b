/* gesso-store-branches.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-branch-tables.h"
#include "gesso-store-private.h"

typedef struct
{
  gint64 thread_id;
  gint64 id;  /* of a branch, or of a message or version */
  char *name; /* (owned) (nullable) */
  gint64 before;       /* result */
  gboolean made;       /* result */
  gboolean changed;    /* result */
  GPtrArray *branches; /* (owned) (nullable) (element-type GessoBranch): result */
} BranchCall;

static void
branch_call_free (gpointer data)
{
  BranchCall *call = data;

  g_free (call->name);
  g_clear_pointer (&call->branches, g_ptr_array_unref);
  g_free (call);
}

static BranchCall *
make_call (gint64      thread_id,
           gint64      id,
           const char *name)
{
  BranchCall *call = g_new0 (BranchCall, 1);

  call->thread_id = thread_id;
  call->id = id;
  call->name = g_strdup (name);
  return call;
}

static gboolean
run_list (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  BranchCall *call = data;

  call->branches = gesso_branch_table_list (self->database, call->thread_id, error);
  return call->branches != NULL;
}

static gboolean
switch_to (GessoStore *self,
           BranchCall *call,
           gint64      branch_id,
           GError    **error)
{
  if (!gesso_branch_table_get_current (self->database, call->thread_id, &call->before, error) ||
      !gesso_branch_table_switch (self->database, call->thread_id, branch_id, error))
    return FALSE;
  call->changed = call->before != branch_id;
  return TRUE;
}

static gboolean
run_branch (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  BranchCall *call = data;
  gint64 branch_id;
  gboolean follows;

  if (!gesso_branch_table_find_item (self->database, call->thread_id, call->id, &branch_id, error) ||
      !gesso_branch_table_follows (self->database, call->thread_id, branch_id, call->id, &follows, error))
    return FALSE;
  call->made = follows;
  if (follows && !gesso_branch_table_insert (self->database, NULL, call->thread_id, branch_id, call->id, NULL, &branch_id,
                                             error))
    return FALSE;
  return switch_to (self, call, branch_id, error);
}

static gboolean
run_switch (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  BranchCall *call = data;

  return switch_to (self, call, call->id, error);
}

static gboolean
run_reach (GessoStore   *self,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  BranchCall *call = data;
  g_autoptr (GessoLine) line = NULL;
  gint64 branch_id;

  if (!gesso_branch_table_find_item (self->database, call->thread_id, call->id, &branch_id, error))
    return FALSE;
  line = gesso_branch_table_load_line (self->database, call->thread_id, -1, FALSE, error);
  if (line == NULL)
    return FALSE;
  return gesso_line_holds (line, branch_id, call->id) || switch_to (self, call, branch_id, error);
}

static gboolean
run_rename (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  BranchCall *call = data;

  call->changed = TRUE;
  return gesso_branch_table_rename (self->database, call->thread_id, call->id, call->name, error);
}

static void
publish (GessoStore *self,
         gpointer    data)
{
  BranchCall *call = data;

  if (call->changed)
    gesso_store_emit_branches_changed (self, call->thread_id);
}

static const GessoCallClass list_class = { run_list, NULL, branch_call_free, FALSE };
static const GessoCallClass branch_class = { run_branch, publish, branch_call_free, TRUE };
static const GessoCallClass switch_class = { run_switch, publish, branch_call_free, TRUE };
static const GessoCallClass reach_class = { run_reach, publish, branch_call_free, TRUE };
static const GessoCallClass rename_class = { run_rename, publish, branch_call_free, TRUE };

void
gesso_store_list_branches_async (GessoStore         *self,
                                 gint64              thread_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  gesso_store_call (self, &list_class, make_call (thread_id, 0, NULL), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

GPtrArray *
gesso_store_list_branches_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  BranchCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->branches) : NULL;
}

void
gesso_store_branch_async (GessoStore         *self,
                          gint64              thread_id,
                          gint64              item_id,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  gesso_store_call (self, &branch_class, make_call (thread_id, item_id, NULL), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

gboolean
gesso_store_branch_finish (GessoStore   *self,
                           GAsyncResult *result,
                           gint64       *before,
                           gboolean     *made,
                           GError      **error)
{
  BranchCall *call = gesso_store_call_finish (self, result, &branch_class, error);

  if (call == NULL)
    return FALSE;
  *before = call->before;
  *made = call->made;
  return TRUE;
}

void
gesso_store_switch_branch_async (GessoStore         *self,
                                 gint64              thread_id,
                                 gint64              branch_id,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  gesso_store_call (self, &switch_class, make_call (thread_id, branch_id, NULL), G_PRIORITY_DEFAULT, cancellable,
                    callback, user_data);
}

gboolean
gesso_store_switch_branch_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return gesso_store_call_finish (self, result, &switch_class, error) != NULL;
}

void
gesso_store_reach_async (GessoStore         *self,
                         gint64              thread_id,
                         gint64              item_id,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  gesso_store_call (self, &reach_class, make_call (thread_id, item_id, NULL), G_PRIORITY_DEFAULT, cancellable, callback,
                    user_data);
}

gboolean
gesso_store_reach_finish (GessoStore   *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return gesso_store_call_finish (self, result, &reach_class, error) != NULL;
}

void
gesso_store_rename_branch_async (GessoStore         *self,
                                 gint64              thread_id,
                                 gint64              branch_id,
                                 const char         *name,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  gesso_store_call (self, &rename_class, make_call (thread_id, branch_id, name), G_PRIORITY_DEFAULT, cancellable,
                    callback, user_data);
}

gboolean
gesso_store_rename_branch_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return gesso_store_call_finish (self, result, &rename_class, error) != NULL;
}

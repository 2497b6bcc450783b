/* gesso-store-family.c - kin, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-family-table.h"
#include "gesso-store-family.h"
#include "gesso-store-private.h"

/* Versions in one call: a few milliseconds. */
#define PAGE 2000

typedef struct
{
  GessoFamilyReader *reader; /* (borrowed): of the task, which outlives the call */
} FamilyCall;

static gboolean
run_family (GessoStore   *self,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  FamilyCall *call = data;

  return gesso_family_reader_read (call->reader, self->database, PAGE, cancellable, error);
}

static const GessoCallClass family_class = { run_family, NULL, g_free, FALSE };

static void read_page (GTask *task);

static void
page_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoFamilyReader *reader = g_task_get_task_data (task);
  GError *error = NULL;

  if (gesso_store_call_finish (GESSO_STORE (source), result, &family_class, &error) == NULL)
    g_task_return_error (task, error);
  else if (gesso_family_reader_more (reader))
    read_page (task);
  else
    g_task_return_pointer (task, gesso_family_reader_finish (reader), (GDestroyNotify) gesso_family_unref);
}

static void
read_page (GTask *task)
{
  FamilyCall *call = g_new0 (FamilyCall, 1);

  call->reader = g_task_get_task_data (task);
  gesso_store_call (g_task_get_source_object (task), &family_class, call, g_task_get_priority (task),
                    g_task_get_cancellable (task), page_read_cb, g_object_ref (task));
}

void
gesso_store_load_family_async (GessoStore         *self,
                               gint64              thread_id,
                               gint64              version_id,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GESSO_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_store_load_family_async);
  g_task_set_task_data (task, gesso_family_reader_new (thread_id, version_id), (GDestroyNotify) gesso_family_reader_free);
  read_page (task);
}

GessoFamily *
gesso_store_load_family_finish (GessoStore   *self,
                                GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* gesso-job-lines.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-lines.h"

/* What the client opens to one host. */
#define N_LINES 16

typedef struct
{
  guint taken;
  GQueue waiting; /* of GTask, owned */
} Provider;

struct _GessoJobLines
{
  GHashTable *providers;
};

static void
free_provider (gpointer data)
{
  Provider *provider = data;

  g_queue_clear_full (&provider->waiting, g_object_unref);
  g_free (provider);
}

GessoJobLines *
gesso_job_lines_new (void)
{
  GessoJobLines *self = g_new0 (GessoJobLines, 1);

  self->providers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_provider);
  return self;
}

void
gesso_job_lines_free (GessoJobLines *self)
{
  g_hash_table_unref (self->providers);
  g_free (self);
}

static Provider *
get_provider (GessoJobLines *self,
              const char    *name)
{
  Provider *provider = g_hash_table_lookup (self->providers, name);

  if (provider == NULL)
    {
      provider = g_new0 (Provider, 1);
      g_queue_init (&provider->waiting);
      g_hash_table_insert (self->providers, g_strdup (name), provider);
    }
  return provider;
}

void
gesso_job_lines_take_async (GessoJobLines      *self,
                            const char         *provider,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Provider *found = get_provider (self, provider);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_job_lines_take_async);
  /* A line that was taken must be given back, whatever happens meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  if (found->taken >= N_LINES)
    {
      g_queue_push_tail (&found->waiting, g_steal_pointer (&task));
      return;
    }
  found->taken++;
  g_task_return_boolean (task, TRUE);
}

gboolean
gesso_job_lines_take_finish (GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gesso_job_lines_give_back (GessoJobLines *self,
                           const char    *provider)
{
  Provider *found = get_provider (self, provider);
  g_autoptr (GTask) next = g_queue_pop_head (&found->waiting);

  g_return_if_fail (found->taken > 0);

  if (next != NULL)
    g_task_return_boolean (next, TRUE);
  else
    found->taken--;
}

void
gesso_job_lines_call_off (GessoJobLines *self,
                          GCancellable  *cancellable)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->providers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Provider *provider = value;

      for (GList *l = provider->waiting.head; l != NULL; l = l->next)
        if (g_task_get_cancellable (l->data) == cancellable)
          {
            g_autoptr (GTask) task = l->data;

            g_queue_delete_link (&provider->waiting, l);
            g_task_return_error_if_cancelled (task);
            return;
          }
    }
}

/* gesso-store-keep.c - a good copy of the database, once a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-store"

#include "config.h"

#include <glib/gstdio.h>

#include "gesso-backup.h"
#include "gesso-store-private.h"

/* Seconds after the start, when the window has long been drawn. */
#define DELAY 20
/* Bytes of a database that is copied in a blink, so closing can wait for it. */
#define QUICK_COPY (8 * 1024 * 1024)

static void
make_copy (GTask        *task,
           gpointer      source_object,
           gpointer      task_data,
           GCancellable *cancellable)
{
  GError *error = NULL;

  if (gesso_backup_make (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    {
      /* Nothing of the artist's depends on it, and tomorrow is another day. */
      g_info ("No good copy was made: %s", error->message);
      g_task_return_error (task, error);
    }
}

static void
queue_copy (GessoStore   *self,
            GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

  if (self->keeper == NULL)
    self->keeper = gesso_worker_new ("gesso-keep");
  g_task_set_source_tag (task, queue_copy);
  g_task_set_task_data (task, g_strdup (self->database_path), g_free);
  gesso_worker_run (self->keeper, task, make_copy);
}

static gboolean
time_to_keep_cb (gpointer user_data)
{
  GessoStore *self = user_data;

  self->keep_source = 0;
  if (gesso_backup_is_due (self->database_path))
    queue_copy (self, self->closing);
  return G_SOURCE_REMOVE;
}

void
gesso_store_start_keeping (GessoStore *self)
{
  if (self->keep_source == 0)
    self->keep_source = g_timeout_add_seconds_full (G_PRIORITY_LOW, DELAY, time_to_keep_cb, self, NULL);
}

void
gesso_store_stop_keeping (GessoStore *self)
{
  GStatBuf info;

  g_clear_handle_id (&self->keep_source, g_source_remove);
  if (self->opened && g_stat (self->database_path, &info) == 0 && info.st_size <= QUICK_COPY &&
      gesso_backup_is_due (self->database_path))
    queue_copy (self, NULL);
  if (self->keeper != NULL)
    gesso_worker_stop (self->keeper);
}

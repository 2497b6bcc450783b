/* gesso-mask-spill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* fallocate() */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "gesso-error.h"
#include "gesso-mask-spill.h"
#include "gesso-unnamed-file.h"

struct _GessoMaskSpill
{
  GObject parent_instance;

  int fd;     /* -1 until something is written */
  gint64 end; /* where the next bytes go */
  gsize size; /* of what is needed */
};

G_DEFINE_FINAL_TYPE (GessoMaskSpill, gesso_mask_spill, G_TYPE_OBJECT)

static void
gesso_mask_spill_finalize (GObject *object)
{
  GessoMaskSpill *self = GESSO_MASK_SPILL (object);

  if (self->fd >= 0)
    close (self->fd);
  G_OBJECT_CLASS (gesso_mask_spill_parent_class)->finalize (object);
}

static void
gesso_mask_spill_class_init (GessoMaskSpillClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_mask_spill_finalize;
}

static void
gesso_mask_spill_init (GessoMaskSpill *self)
{
  self->fd = -1;
}

GessoMaskSpill *
gesso_mask_spill_new (void)
{
  return g_object_new (GESSO_TYPE_MASK_SPILL, NULL);
}

static void
return_failure (GTask *task,
                int    reason)
{
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_STORAGE,
                             _("The disk is full, so the oldest steps of undo are gone. Make room to keep more of them."));
  else
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_STORAGE,
                             /* Translators: %s is the system's reason, such as “Permission denied”. */
                             _("The oldest steps of undo are gone: they could not be kept on the disk (%s)."),
                             g_strerror (reason));
}

static void
write_in_worker (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GessoMaskSpill *self = source_object;
  gsize size;
  const guint8 *data = g_bytes_get_data (task_data, &size);

  /* Nothing else looks at the descriptor before the first bytes are there. */
  if (self->fd < 0)
    self->fd = gesso_unnamed_file_open ();
  if (self->fd < 0 || !gesso_unnamed_file_write (self->fd, data, size, self->end))
    return_failure (task, errno);
  else
    g_task_return_int (task, self->end);
}

void
gesso_mask_spill_write_async (GessoMaskSpill     *self,
                              GBytes             *bytes,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, gesso_mask_spill_write_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, write_in_worker);
}

gint64
gesso_mask_spill_write_finish (GessoMaskSpill *self,
                               GAsyncResult   *result,
                               GError        **error)
{
  gint64 place = g_task_propagate_int (G_TASK (result), error);
  gsize size = g_bytes_get_size (g_task_get_task_data (G_TASK (result)));

  if (place >= 0)
    {
      self->end = place + (gint64) size;
      self->size += size;
    }
  return place;
}

GBytes *
gesso_mask_spill_read (GessoMaskSpill *self,
                       gint64          place,
                       gsize           size)
{
  g_autofree guint8 *data = g_try_malloc (size);

  if (data == NULL || !gesso_unnamed_file_read (self->fd, data, size, place))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

void
gesso_mask_spill_drop (GessoMaskSpill *self,
                       gint64          place,
                       gsize           size)
{
  self->size -= size;
  /* Where the file system knows no holes the room is lost until the end of the file is reached. */
  fallocate (self->fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, place, (off_t) size);
}

gsize
gesso_mask_spill_get_size (GessoMaskSpill *self)
{
  return self->size;
}

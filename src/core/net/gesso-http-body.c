/* gesso-http-body.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "gesso-error.h"
#include "gesso-http-body.h"
#include "gesso-unnamed-file.h"

/* A picture larger than this does not also have to stay in memory. */
#define SPILL_SIZE ((gsize) 4 * 1024 * 1024)

struct _GessoHttpBody
{
  gsize max_bytes;
  gsize size;
  GByteArray *memory; /* (owned): what has not been spilled */
  int fd;             /* an unlinked file, or -1 */
};

GessoHttpBody *
gesso_http_body_new (gsize max_bytes)
{
  GessoHttpBody *self = g_new0 (GessoHttpBody, 1);

  self->max_bytes = max_bytes;
  self->memory = g_byte_array_new ();
  self->fd = -1;
  return self;
}

void
gesso_http_body_free (GessoHttpBody *self)
{
  g_byte_array_unref (self->memory);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

gboolean
gesso_http_body_push (GessoHttpBody *self,
                      GBytes        *bytes,
                      GError       **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > self->max_bytes - self->size)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                           _("The service sent far more than a picture. Try again later."));
      return FALSE;
    }
  self->size += size;
  g_byte_array_append (self->memory, data, size);
  return TRUE;
}

gboolean
gesso_http_body_is_full (GessoHttpBody *self,
                         gboolean       at_end)
{
  return self->memory->len >= SPILL_SIZE || (at_end && self->fd >= 0 && self->memory->len > 0);
}

static void
spill_worker (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GessoHttpBody *self = task_data;

  if (self->fd < 0)
    self->fd = gesso_unnamed_file_open ();
  if (self->fd < 0 || !gesso_unnamed_file_write (self->fd, self->memory->data, self->memory->len,
                                                 (gint64) (self->size - self->memory->len)))
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_STORAGE,
                               _("The answer could not be kept because the disk is full. Make room and try again."));
      return;
    }
  g_byte_array_set_size (self->memory, 0);
  g_task_return_boolean (task, TRUE);
}

void
gesso_http_body_spill_async (GessoHttpBody      *self,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, gesso_http_body_spill_async);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, spill_worker);
}

gboolean
gesso_http_body_spill_finish (GAsyncResult *result,
                              GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

GBytes *
gesso_http_body_finish (GessoHttpBody *self,
                        GError       **error)
{
  g_autoptr (GMappedFile) file = NULL;

  if (self->fd < 0)
    {
      GByteArray *memory = g_steal_pointer (&self->memory);

      self->memory = g_byte_array_new ();
      return g_byte_array_free_to_bytes (memory);
    }
  g_assert (self->memory->len == 0);
  file = g_mapped_file_new_from_fd (self->fd, FALSE, NULL);
  if (file == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                           _("The answer could not be read back from the disk. Try again."));
      return NULL;
    }
  return g_mapped_file_get_bytes (file);
}

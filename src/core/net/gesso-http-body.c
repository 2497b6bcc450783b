/* gesso-http-body.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "gesso-error.h"
#include "gesso-http-body.h"

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

static gboolean
spill (GessoHttpBody *self,
       GError       **error)
{
  gsize done = 0;

  if (self->fd < 0)
    {
      g_autofree char *name = NULL;

      self->fd = g_file_open_tmp ("gesso-XXXXXX", &name, NULL);
      if (name != NULL)
        g_unlink (name);
    }
  while (self->fd >= 0 && done < self->memory->len)
    {
      gssize n = write (self->fd, self->memory->data + done, self->memory->len - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      done += n;
    }
  if (self->fd < 0 || done < self->memory->len)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                           _("The answer could not be kept because the disk is full. Make room and try again."));
      return FALSE;
    }
  g_byte_array_set_size (self->memory, 0);
  return TRUE;
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
  return self->memory->len < SPILL_SIZE || spill (self, error);
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
  if (!spill (self, error))
    return NULL;
  file = g_mapped_file_new_from_fd (self->fd, FALSE, NULL);
  if (file == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                           _("The answer could not be read back from the disk. Try again."));
      return NULL;
    }
  return g_mapped_file_get_bytes (file);
}

/* gesso-zip-writer.c
 *
 * By PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (central
 * directory) and 4.3.16 (its end).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libdeflate.h>
#include <string.h>
#include <unistd.h>

#include "gesso-error.h"
#include "gesso-storage-error.h"
#include "gesso-zip-writer.h"

#define LOCAL_HEADER 0x04034b50u
#define CENTRAL_HEADER 0x02014b50u
#define CENTRAL_END 0x06054b50u
#define VERSION_NEEDED 10

struct _GessoZipWriter
{
  char *path;      /* (owned) */
  char *temporary; /* (owned) (nullable): once there is such a file */
  int fd;
  guint64 length;  /* so far */
  GByteArray *directory; /* (owned) */
  guint n_entries;
  guint16 time, date; /* of MS-DOS */
};

static void
put16 (GByteArray *bytes,
       guint16     value)
{
  value = GUINT16_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static void
put32 (GByteArray *bytes,
       guint32     value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static gboolean
write_all (GessoZipWriter *self,
           gconstpointer   data,
           gsize           size,
           GError        **error)
{
  const guint8 *next = data;
  gsize left = size;

  while (left > 0)
    {
      gssize n = write (self->fd, next, left);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          gesso_storage_set_errno_error (error, errno, self->path);
          return FALSE;
        }
      next += n;
      left -= (gsize) n;
    }
  self->length += size;
  return TRUE;
}

GessoZipWriter *
gesso_zip_writer_new (const char *path,
                      GError    **error)
{
  g_autoptr (GessoZipWriter) self = g_new0 (GessoZipWriter, 1);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".gesso-XXXXXX", NULL);

  self->path = g_strdup (path);
  self->directory = g_byte_array_new ();
  self->date = (guint16) (MAX (g_date_time_get_year (now) - 1980, 0) << 9 | g_date_time_get_month (now) << 5 |
                          g_date_time_get_day_of_month (now));
  self->time = (guint16) (g_date_time_get_hour (now) << 11 | g_date_time_get_minute (now) << 5 |
                          g_date_time_get_second (now) / 2);
  self->fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      gesso_storage_set_errno_error (error, errno, path);
      return NULL;
    }
  self->temporary = g_steal_pointer (&temporary);
  return g_steal_pointer (&self);
}

void
gesso_zip_writer_free (GessoZipWriter *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_byte_array_unref (self->directory);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

/* What the local header and the directory say of an entry alike. */
static void
put_entry (GessoZipWriter *self,
           GByteArray     *header,
           const char     *name,
           GBytes         *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  put16 (header, VERSION_NEEDED);
  put16 (header, 0); /* flags */
  put16 (header, 0); /* stored */
  put16 (header, self->time);
  put16 (header, self->date);
  put32 (header, libdeflate_crc32 (0, data, size));
  put32 (header, (guint32) size);
  put32 (header, (guint32) size);
  put16 (header, (guint16) strlen (name));
  put16 (header, 0); /* no extra field */
}

static gboolean
check_room (GessoZipWriter *self,
            gsize           size,
            GError        **error)
{
  /* Room for the directory's end is left as well. */
  if (self->n_entries < G_MAXUINT16 && size < G_MAXUINT32 && self->length + size + self->directory->len < G_MAXUINT32 - 65536)
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("This picture and its steps are too large for one OpenRaster file, which holds 4 GB at most: "
                         "save it as PNG instead."));
  return FALSE;
}

gboolean
gesso_zip_writer_add (GessoZipWriter *self,
                      const char     *name,
                      GBytes         *bytes,
                      GError        **error)
{
  g_autoptr (GByteArray) header = g_byte_array_new ();
  guint64 offset = self->length;

  if (!check_room (self, g_bytes_get_size (bytes), error))
    return FALSE;
  put32 (header, LOCAL_HEADER);
  put_entry (self, header, name, bytes);
  put32 (self->directory, CENTRAL_HEADER);
  put16 (self->directory, VERSION_NEEDED); /* made by */
  put_entry (self, self->directory, name, bytes);
  put16 (self->directory, 0); /* no comment */
  put16 (self->directory, 0); /* first disk */
  put16 (self->directory, 0); /* no text */
  put32 (self->directory, 0); /* no attributes */
  put32 (self->directory, (guint32) offset);
  g_byte_array_append (header, (const guint8 *) name, (guint) strlen (name));
  g_byte_array_append (self->directory, (const guint8 *) name, (guint) strlen (name));
  self->n_entries++;
  return write_all (self, header->data, header->len, error) &&
         write_all (self, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

gboolean
gesso_zip_writer_close (GessoZipWriter *self,
                        GError        **error)
{
  guint32 start = (guint32) self->length, size = self->directory->len;

  put32 (self->directory, CENTRAL_END);
  put16 (self->directory, 0); /* this disk */
  put16 (self->directory, 0); /* the directory's */
  put16 (self->directory, (guint16) self->n_entries);
  put16 (self->directory, (guint16) self->n_entries);
  put32 (self->directory, size);
  put32 (self->directory, start);
  put16 (self->directory, 0); /* no comment */
  if (!write_all (self, self->directory->data, self->directory->len, error))
    return FALSE;
  if (fsync (self->fd) != 0 || g_rename (self->temporary, self->path) != 0)
    {
      gesso_storage_set_errno_error (error, errno, self->path);
      return FALSE;
    }
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

/* gesso-bundle-archive.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "gesso-blob-store.h"
#include "gesso-bundle-archive.h"
#include "gesso-bundle-private.h"
#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-storage-error.h"

#define HEAD_NAME "bundle.json"
#define THREADS_FOLDER "threads/"
#define BLOBS_FOLDER "blobs/"
#define THREAD_SUFFIX ".json"

#define MAX_TEXT_BYTES (64 * 1024 * 1024)
#define MAX_ENTRIES 4000000
/* Pictures and masks hardly become smaller, so a file that promises this many times its size is a bomb. */
#define MAX_RATIO 50
#define ALWAYS_ALLOWED (64 * 1024 * 1024)
#define BLOCK (256 * 1024)

gboolean
gesso_bundle_refuse (GError    **error,
                     const char *what)
{
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: of a file with threads in it. The placeholder says what is wrong, such as “a picture is missing”. */
               _("The bundle cannot be imported: %s. It is damaged or was not made by Gesso; nothing of it was kept."), what);
  return FALSE;
}

struct _GessoBundleWriter
{
  struct archive *archive;
  char *path;      /* (owned) */
  char *temporary; /* (owned) (nullable): once there is such a file */
  int fd;
};

GessoBundleWriter *
gesso_bundle_writer_new (const char *path,
                         GError    **error)
{
  g_autoptr (GessoBundleWriter) self = g_new0 (GessoBundleWriter, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, ".gesso-XXXXXX", NULL);

  self->path = g_strdup (path);
  self->fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (self->fd < 0)
    {
      gesso_storage_set_errno_error (error, errno, path);
      return NULL;
    }
  self->temporary = g_steal_pointer (&temporary);
  self->archive = archive_write_new ();
  if (self->archive == NULL || archive_write_set_format_zip (self->archive) != ARCHIVE_OK ||
      archive_write_set_bytes_in_last_block (self->archive, 1) != ARCHIVE_OK ||
      archive_write_open_fd (self->archive, self->fd) != ARCHIVE_OK)
    {
      gesso_storage_set_errno_error (error, EIO, path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
gesso_bundle_writer_free (GessoBundleWriter *self)
{
  g_clear_pointer (&self->archive, archive_write_free);
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

static gboolean
set_write_error (GessoBundleWriter *self,
                 GError           **error)
{
  int code = archive_errno (self->archive);

  gesso_storage_set_errno_error (error, code > 0 ? code : EIO, self->path);
  return FALSE;
}

gboolean
gesso_bundle_writer_add (GessoBundleWriter *self,
                         const char        *name,
                         gconstpointer      data,
                         gsize              size,
                         gboolean           compress,
                         GError           **error)
{
  struct archive_entry *entry = archive_entry_new ();
  int status;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_mtime (entry, (time_t) (g_get_real_time () / G_USEC_PER_SEC), 0);
  status = compress ? archive_write_zip_set_compression_deflate (self->archive)
                    : archive_write_zip_set_compression_store (self->archive);
  if (status == ARCHIVE_OK)
    status = archive_write_header (self->archive, entry);
  archive_entry_free (entry);
  if (status != ARCHIVE_OK || archive_write_data (self->archive, data, size) != (la_ssize_t) size ||
      archive_write_finish_entry (self->archive) != ARCHIVE_OK)
    return set_write_error (self, error);
  return TRUE;
}

gboolean
gesso_bundle_writer_close (GessoBundleWriter *self,
                           GError           **error)
{
  if (archive_write_close (self->archive) != ARCHIVE_OK)
    return set_write_error (self, error);
  if (fsync (self->fd) != 0 || g_rename (self->temporary, self->path) != 0)
    {
      gesso_storage_set_errno_error (error, errno, self->path);
      return FALSE;
    }
  g_clear_pointer (&self->temporary, g_free);
  return TRUE;
}

struct _GessoBundleReader
{
  struct archive *archive;
  char *path;         /* (owned) */
  GHashTable *names;  /* (owned) (element-type utf8): a set of what was there */
  char *name;         /* (owned) (nullable): of the last entry, without its folder */
  guint64 file_bytes; /* of the whole file */
  guint64 bytes;      /* so far, unpacked */
};

static gboolean
set_read_error (GessoBundleReader *self,
                GError           **error)
{
  int code = archive_errno (self->archive);

  /* libarchive's own numbers for what is wrong with the file are below 0, or words of the system's. */
  if (code == EACCES || code == EPERM || code == ENOENT || code == EIO || code == EISDIR)
    {
      gesso_storage_set_errno_error (error, code, self->path);
      return FALSE;
    }
  return gesso_bundle_refuse (error, _("it is no whole zip file"));
}

GessoBundleReader *
gesso_bundle_reader_new (const char *path,
                         GError    **error)
{
  g_autoptr (GessoBundleReader) self = g_new0 (GessoBundleReader, 1);
  GStatBuf info;

  self->path = g_strdup (path);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->archive = archive_read_new ();
  if (self->archive == NULL || g_stat (path, &info) != 0)
    {
      gesso_storage_set_errno_error (error, self->archive == NULL ? ENOMEM : errno, path);
      return NULL;
    }
  self->file_bytes = (guint64) MAX (info.st_size, 0);
  /* By its table of contents, as every other program reads it. */
  if (archive_read_support_format_zip_seekable (self->archive) != ARCHIVE_OK ||
      archive_read_open_filename (self->archive, path, BLOCK) != ARCHIVE_OK)
    {
      set_read_error (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
gesso_bundle_reader_free (GessoBundleReader *self)
{
  g_clear_pointer (&self->archive, archive_read_free);
  g_hash_table_unref (self->names);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

/* Only what Gesso writes has a name that is taken; so no name can lead anywhere. */
static gboolean
parse_name (const char           *path,
            GessoBundleEntryKind *kind,
            const char          **name)
{
  g_autofree char *uuid = NULL;

  if (path == NULL)
    return FALSE;
  *name = path;
  *kind = GESSO_BUNDLE_HEAD;
  if (g_str_equal (path, HEAD_NAME))
    return TRUE;
  if (g_str_has_prefix (path, BLOBS_FOLDER))
    {
      *kind = GESSO_BUNDLE_BLOB;
      *name = path + strlen (BLOBS_FOLDER);
      return gesso_blob_is_valid (*name);
    }
  if (!g_str_has_prefix (path, THREADS_FOLDER) || !g_str_has_suffix (path, THREAD_SUFFIX))
    return FALSE;
  *kind = GESSO_BUNDLE_THREAD;
  *name = path + strlen (THREADS_FOLDER);
  uuid = g_strndup (*name, strlen (*name) - strlen (THREAD_SUFFIX));
  return g_uuid_string_is_valid (uuid);
}

static gboolean
check_entry (GessoBundleReader    *self,
             struct archive_entry *entry,
             GessoBundleEntryKind *kind,
             GError              **error)
{
  const char *path = archive_entry_pathname_utf8 (entry);
  const char *name;

  if (archive_entry_filetype (entry) != AE_IFREG || archive_entry_symlink (entry) != NULL ||
      archive_entry_hardlink (entry) != NULL)
    return gesso_bundle_refuse (error, _("something in it is not an ordinary file"));
  if (archive_entry_is_encrypted (entry))
    return gesso_bundle_refuse (error, _("it is encrypted"));
  if (!parse_name (path, kind, &name))
    return gesso_bundle_refuse (error, _("something in it has a name that Gesso does not give"));
  if (g_hash_table_size (self->names) >= MAX_ENTRIES || !g_hash_table_add (self->names, g_strdup (path)))
    return gesso_bundle_refuse (error, _("the same name is in it twice"));
  g_free (self->name);
  self->name = g_strdup (name);
  return TRUE;
}

/* No more than what is sensible, whatever the entry says of its size. */
static GBytes *
read_data (GessoBundleReader *self,
           gsize              max_bytes,
           GError           **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  la_ssize_t n;

  while ((n = archive_read_data (self->archive, block, BLOCK)) > 0)
    {
      self->bytes += (guint64) n;
      if (data->len + (gsize) n > max_bytes || self->bytes > self->file_bytes * MAX_RATIO + ALWAYS_ALLOWED)
        {
          gesso_bundle_refuse (error, _("it unpacks to far more than it holds"));
          return NULL;
        }
      g_byte_array_append (data, block, (guint) n);
    }
  if (n < 0)
    {
      set_read_error (self, error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

gboolean
gesso_bundle_reader_next (GessoBundleReader    *self,
                          GessoBundleEntryKind *kind,
                          const char          **name,
                          GBytes              **bytes,
                          GError              **error)
{
  struct archive_entry *entry;

  *bytes = NULL;
  switch (archive_read_next_header (self->archive, &entry))
    {
    case ARCHIVE_OK:
      break;
    case ARCHIVE_EOF:
      return TRUE;
    default:
      return set_read_error (self, error);
    }
  if (!check_entry (self, entry, kind, error))
    return FALSE;
  *name = self->name;
  *bytes = read_data (self, *kind == GESSO_BUNDLE_BLOB ? GESSO_PICTURE_MAX_BYTES : MAX_TEXT_BYTES, error);
  return *bytes != NULL;
}

double
gesso_bundle_reader_get_fraction (GessoBundleReader *self)
{
  return self->file_bytes > 0 ? CLAMP ((double) self->bytes / self->file_bytes, 0, 1) : 0;
}

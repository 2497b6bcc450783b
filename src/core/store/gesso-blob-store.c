/* gesso-blob-store.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gesso-blob-store.h"
#include "gesso-error.h"
#include "gesso-storage-error.h"

#define TEMPORARY_PREFIX ".new-"
#define WRITE_STEP (1 << 20)

struct _GessoBlobStore
{
  char *folder;    /* (owned) */
  char *lock_path; /* (owned) */
};

GessoBlobStore *
gesso_blob_store_new (const char *data_dir)
{
  GessoBlobStore *self = g_new0 (GessoBlobStore, 1);

  self->folder = g_build_filename (data_dir, "blobs", NULL);
  self->lock_path = g_build_filename (data_dir, "gesso.lock", NULL);
  return self;
}

void
gesso_blob_store_free (GessoBlobStore *self)
{
  g_free (self->folder);
  g_free (self->lock_path);
  g_free (self);
}

gboolean
gesso_blob_is_valid (const char *blob)
{
  return blob != NULL && strlen (blob) == 64 && strspn (blob, "0123456789abcdef") == 64;
}

char *
gesso_blob_store_dup_path (GessoBlobStore *self,
                           const char     *blob)
{
  char bucket[3];

  if (!gesso_blob_is_valid (blob))
    return NULL;
  g_strlcpy (bucket, blob, sizeof bucket);
  return g_build_filename (self->folder, bucket, blob + 2, NULL);
}

int
gesso_blob_store_lock (GessoBlobStore *self,
                       gboolean        exclusive,
                       GError        **error)
{
  int fd = open (self->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int result;

  if (fd < 0)
    {
      gesso_storage_set_errno_error (error, errno, self->lock_path);
      return -1;
    }
  do
    result = flock (fd, exclusive ? LOCK_EX | LOCK_NB : LOCK_SH);
  while (result != 0 && errno == EINTR);
  if (result != 0 && errno == EWOULDBLOCK)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "The lock is held");
      close (fd);
      return -1;
    }
  if (result != 0)
    {
      gesso_storage_set_errno_error (error, errno, self->lock_path);
      close (fd);
      return -1;
    }
  return fd;
}

void
gesso_blob_store_unlock (int lock)
{
  close (lock);
}

/* A name is on the disk only once its folder is. */
static gboolean
sync_folder (const char *path,
             GError    **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* Some file systems cannot sync a folder and say so with EINVAL. */
  if (fd < 0 || (fsync (fd) != 0 && errno != EINVAL))
    {
      gesso_storage_set_errno_error (error, errno, path);
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  close (fd);
  return TRUE;
}

gboolean
gesso_blob_store_prepare (GessoBlobStore *self,
                          GError        **error)
{
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      gesso_storage_set_errno_error (error, errno, self->folder);
      return FALSE;
    }
  if (access (self->folder, W_OK | X_OK) != 0)
    {
      gesso_storage_set_errno_error (error, errno, self->folder);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_all (int           fd,
           GBytes       *bytes,
           const char   *path,
           GCancellable *cancellable,
           GError      **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize written;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      written = write (fd, data, MIN (size, WRITE_STEP));
      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        {
          gesso_storage_set_errno_error (error, errno, path);
          return FALSE;
        }
      data += written;
      size -= written;
    }
  if (fsync (fd) != 0)
    {
      gesso_storage_set_errno_error (error, errno, path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_file (const char   *folder,
            const char   *path,
            GBytes       *bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autofree char *temporary = g_build_filename (folder, TEMPORARY_PREFIX "XXXXXX", NULL);
  gboolean ok;
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      gesso_storage_set_errno_error (error, errno, folder);
      return FALSE;
    }
  ok = write_all (fd, bytes, path, cancellable, error);
  if (close (fd) != 0 && ok)
    {
      gesso_storage_set_errno_error (error, errno, path);
      ok = FALSE;
    }
  if (ok && g_rename (temporary, path) != 0)
    {
      gesso_storage_set_errno_error (error, errno, path);
      ok = FALSE;
    }
  if (!ok)
    g_unlink (temporary);
  return ok && sync_folder (folder, error);
}

static gboolean
make_bucket (GessoBlobStore *self,
             const char     *folder,
             GError        **error)
{
  if (g_mkdir (folder, 0700) == 0)
    return sync_folder (self->folder, error);
  if (errno == ENOENT && g_mkdir_with_parents (folder, 0700) == 0)
    return sync_folder (self->folder, error);
  if (errno == EEXIST && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  gesso_storage_set_errno_error (error, errno, folder);
  return FALSE;
}

char *
gesso_blob_store_put (GessoBlobStore *self,
                      GBytes         *bytes,
                      GCancellable   *cancellable,
                      GError        **error)
{
  g_autofree char *blob = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = gesso_blob_store_dup_path (self, blob);
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;

  /* A file of another size was cut short by something outside Gesso. */
  if (g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && (gsize) info.st_size == g_bytes_get_size (bytes))
    return g_steal_pointer (&blob);
  if (!make_bucket (self, folder, error) || !write_file (folder, path, bytes, cancellable, error))
    return NULL;
  return g_steal_pointer (&blob);
}

GBytes *
gesso_blob_store_map (GessoBlobStore *self,
                      const char     *blob,
                      GError        **error)
{
  g_autofree char *path = gesso_blob_store_dup_path (self, blob);
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) local_error = NULL;

  if (path == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no such picture in the library."));
      return NULL;
    }
  file = g_mapped_file_new (path, FALSE, &local_error);
  if (file == NULL)
    {
      gesso_storage_set_errno_error (error, g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? ENOENT
                                     : g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_ACCES) ? EACCES
                                                                                                        : EIO,
                                     path);
      return NULL;
    }
  return g_mapped_file_get_bytes (file);
}

/* Whether the file was last written in the given time, microseconds. */
static gboolean
is_between (const char *path,
            gint64      after,
            gint64      before)
{
  GStatBuf info;
  gint64 written;

  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  written = (gint64) info.st_mtime * G_USEC_PER_SEC;
  return written >= after && written < before;
}

GPtrArray *
gesso_blob_store_list (GessoBlobStore *self,
                       guint           bucket,
                       gint64          after,
                       gint64          before)
{
  g_autofree char *prefix = g_strdup_printf ("%02x", bucket);
  g_autofree char *folder = g_build_filename (self->folder, prefix, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *blobs = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *blob = g_strconcat (prefix, name, NULL);

      if (g_str_has_prefix (name, TEMPORARY_PREFIX) && is_between (path, G_MININT64, before))
        g_unlink (path);
      else if (gesso_blob_is_valid (blob) && is_between (path, after, before))
        g_ptr_array_add (blobs, g_steal_pointer (&blob));
    }
  return blobs;
}

gboolean
gesso_blob_store_has_files (GessoBlobStore *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

void
gesso_blob_store_remove (GessoBlobStore *self,
                         const char     *blob)
{
  g_autofree char *path = gesso_blob_store_dup_path (self, blob);

  if (path != NULL)
    g_unlink (path);
}

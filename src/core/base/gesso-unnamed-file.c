/* gesso-unnamed-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "gesso-unnamed-file.h"

int
gesso_unnamed_file_open (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "gesso", NULL);
  g_autofree char *name = g_build_filename (folder, "unnamed-XXXXXX", NULL);
  g_autofree char *other = NULL;
  int fd;

  g_mkdir_with_parents (folder, 0700);
  fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0)
    {
      g_unlink (name);
      return fd;
    }
  fd = g_file_open_tmp ("gesso-XXXXXX", &other, NULL);
  if (fd >= 0)
    g_unlink (other);
  return fd;
}

gboolean
gesso_unnamed_file_write (int           fd,
                          const guint8 *data,
                          gsize         size,
                          gint64        place)
{
  while (size > 0)
    {
      gssize n = pwrite (fd, data, size, place);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
      place += n;
    }
  return TRUE;
}

gboolean
gesso_unnamed_file_read (int     fd,
                         guint8 *data,
                         gsize   size,
                         gint64  place)
{
  while (size > 0)
    {
      gssize n = pread (fd, data, size, place);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = EIO;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
      place += n;
    }
  return TRUE;
}

/* gesso-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* locks that belong to a descriptor, not to the process */

#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include "gesso-session.h"

struct _GessoSession
{
  int fd;
  gint64 id; /* also the one byte that is locked */
};

static struct flock
make_lock (gint64 id)
{
  return (struct flock) { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = id, .l_len = 1 };
}

GessoSession *
gesso_session_new (const char *data_dir)
{
  g_autofree char *path = g_build_filename (data_dir, "gesso.sessions", NULL);
  g_autoptr (GessoSession) self = g_new0 (GessoSession, 1);
  struct flock lock;

  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    return NULL;
  self->id = ((gint64) g_random_int () << 24 | g_random_int_range (0, 1 << 24)) + 1;
  lock = make_lock (self->id);
  return fcntl (self->fd, F_OFD_SETLK, &lock) == 0 ? g_steal_pointer (&self) : NULL;
}

void
gesso_session_free (GessoSession *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

gint64
gesso_session_get_id (GessoSession *self)
{
  return self->id;
}

gboolean
gesso_session_is_other (GessoSession *self,
                        gint64        id)
{
  struct flock lock = make_lock (id);

  return id > 0 && id != self->id && fcntl (self->fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

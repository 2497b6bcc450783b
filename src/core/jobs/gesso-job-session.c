/* gesso-job-session.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* locks of an open file, not of a process */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "gesso-job-session.h"
#include "gesso-json.h"

#define MEMBER "session"

struct _GessoJobSession
{
  char *path; /* (owned) */
  gint64 id;
  int fd; /* -1: not open */
  gboolean signs;
};

GessoJobSession *
gesso_job_session_new (const char *data_dir)
{
  GessoJobSession *self = g_new0 (GessoJobSession, 1);

  self->path = g_build_filename (data_dir, "jobs.lock", NULL);
  self->id = ((gint64) (g_random_int () >> 2) << 32) | g_random_int () | 1;
  self->fd = -1;
  return self;
}

void
gesso_job_session_free (GessoJobSession *self)
{
  /* Closing the file is what lets the locks go. */
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

/* Without the file, on a file system without locks for instance, nobody can
 * be told apart: then every job is free to claim. */
static gboolean
lock_byte (GessoJobSession *self,
           gint64           id)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t) id, .l_len = 1 };

  if (self->fd < 0)
    self->fd = open (self->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  return self->fd < 0 || fcntl (self->fd, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

char *
gesso_job_session_sign (GessoJobSession *self,
                        const char      *request)
{
  g_autoptr (JsonObject) object = gesso_json_parse_object (request, -1, NULL);

  g_return_val_if_fail (object != NULL, NULL);
  if (!self->signs)
    self->signs = lock_byte (self, self->id);
  json_object_set_int_member (object, MEMBER, self->id);
  return gesso_json_to_text (object);
}

gboolean
gesso_job_session_claim (GessoJobSession *self,
                         const char      *request)
{
  g_autoptr (JsonObject) object = request != NULL ? gesso_json_parse_object (request, -1, NULL) : NULL;
  gint64 id = gesso_json_get_int (object, MEMBER, 0);

  return id <= 0 || id == self->id || lock_byte (self, id);
}

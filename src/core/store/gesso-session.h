/* gesso-session.h - which processes that use the library are alive
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoSession:
 *
 * A number that stands for one open store, held as a lock that the system lets
 * go when the process ends, however it ends. So a job says who runs it, and
 * another process knows whether it was cut off or is still running there.
 */
typedef struct _GessoSession GessoSession;

/** (nullable): NULL where the file system has no such locks. */
GessoSession *gesso_session_new      (const char *data_dir);
void          gesso_session_free     (GessoSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoSession, gesso_session_free)

/** Never 0. */
gint64        gesso_session_get_id   (GessoSession *self);
/** Whether @id is another session that is open now. */
gboolean      gesso_session_is_other (GessoSession *self, gint64 id);

G_END_DECLS

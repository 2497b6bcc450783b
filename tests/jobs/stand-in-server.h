/* stand-in-server.h - a vendor on this machine, which counts what it is paid for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * StandInServer:
 *
 * A SoupServer with its own worker: POST /submit takes a job (counted by its
 * name), GET /tasks/… says how it stands, GET /files/… gives the picture,
 * PUT /cancel/… and PUT /upload are taken. What is scripted comes first.
 */
typedef struct _StandInServer StandInServer;

StandInServer *stand_in_server_new           (void);
void           stand_in_server_free          (StandInServer *self);
guint          stand_in_server_get_port      (StandInServer *self);
/** A picture that is ready after so many looks; %G_MAXUINT: never. */
void           stand_in_server_set_looks     (StandInServer *self, guint looks);

/**
 * stand_in_server_script:
 * @what: "POST /submit" or the beginning of it
 * @status: 0: breaks the connection in place of an answer
 * @body: (nullable); @header: (nullable): "Name: value"
 *
 * The next request that begins with @what is answered so; several in order.
 * What is scripted takes no job, but counts as one that came.
 */
void           stand_in_server_script        (StandInServer *self, const char *what, guint status, const char *body,
                                              const char *header);
void           stand_in_server_script_bytes  (StandInServer *self, const char *what, guint status, GBytes *body,
                                              const char *header);
/** Every request with @key is answered with @status from now on; 0: no longer. */
void           stand_in_server_refuse        (StandInServer *self, const char *key, guint status, const char *header);
/** The next submission is taken, and the connection broken. */
void           stand_in_server_break_next    (StandInServer *self);

/** How many requests began with @what. */
guint          stand_in_server_count         (StandInServer *self, const char *what);
/** How many submissions came for @job, taken or not. */
guint          stand_in_server_count_job     (StandInServer *self, const char *job);
/** Whether a picture of @job was ever ready, as far as the client could know. */
gboolean       stand_in_server_told_task     (StandInServer *self, const char *job);
/** Whether any request but those for @what carried a credential to a path that begins so. */
gboolean       stand_in_server_saw_key       (StandInServer *self, const char *what);
/** Seconds of CPU that its worker has used. */
double         stand_in_server_get_cpu       (StandInServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandInServer, stand_in_server_free)

G_END_DECLS

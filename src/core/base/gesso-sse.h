/* gesso-sse.h - bytes in, server-sent events out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoSse:
 *
 * A reader of the event stream format (WHATWG HTML, 9.2): any line ending,
 * comments, data of several lines, named events, a leading byte order mark,
 * bytes cut anywhere. Pure: no I/O.
 */
typedef struct _GessoSse GessoSse;

/**
 * GessoSseFunc:
 * @event: the event's name, "message" when it has none
 * @data: its data, lines joined by \n; not necessarily UTF-8
 */
typedef void (*GessoSseFunc) (const char *event, const char *data, gsize length, gpointer user_data);

/** @max_bytes: of one event; a larger one ends the stream with an error. */
GessoSse *gesso_sse_new  (gsize max_bytes, GessoSseFunc func, gpointer user_data);
void      gesso_sse_free (GessoSse *self);

/** Reads on; tells every event that is complete. %GESSO_ERROR_BAD_ANSWER when one is too large. */
gboolean  gesso_sse_push (GessoSse *self, const char *bytes, gsize length, GError **error);

/**
 * gesso_sse_finish:
 *
 * Says that the stream has ended. An event whose lines are whole is told even
 * without the empty line that ought to follow: some services leave it out, and
 * the last event may be a picture that was paid for.
 *
 * Returns: whether the stream ended between two lines; else it was cut
 */
gboolean  gesso_sse_finish (GessoSse *self);

/** Whether an event has begun that was not told: the stream was cut. */
gboolean  gesso_sse_is_cut (GessoSse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoSse, gesso_sse_free)

G_END_DECLS

/* gesso-job-reply.h - a kept reply, opened again in the picture it was asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-kept-reply.h"
#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * gesso_job_open_reply:
 * @request: of the inpaint or expand that @reply answers, the bytes of its inputs loaded
 * @model: (nullable): what it was sent to; %NULL when that is not known any more
 * @reply: the untouched bytes
 * @added: (out) (nullable) (transfer full): of an expansion, 1 channel of the
 *   result's size: white over all but the old picture
 *
 * Finds the reply's place just as the run did that it came from. Blocking.
 */
GessoKeptReply *gesso_job_open_reply (GessoRequest *request, const GessoModelSpec *model, GBytes *reply,
                                      GessoImage **added, GCancellable *cancellable, GError **error);

/**
 * gesso_job_open_other:
 * @parent: a picture's file
 * @other: another picture's, that shows much the same
 *
 * Lays @other over @parent, to be painted from. %GESSO_ERROR_BAD_INPUT when
 * they show different things. Blocking.
 */
GessoKeptReply *gesso_job_open_other (GBytes *parent, GBytes *other, GCancellable *cancellable, GError **error);

G_END_DECLS

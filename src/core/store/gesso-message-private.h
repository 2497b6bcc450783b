/* gesso-message-private.h - how the store makes messages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-message.h"

G_BEGIN_DECLS

/** @attachments: (element-type gint64) (transfer full) (nullable) */
GessoMessage *gesso_message_new (gint64           id,
                                 gint64           thread_id,
                                 GessoMessageRole role,
                                 const char      *text,
                                 gint64           created,
                                 GArray          *attachments);

/** While it is made: 0 until then, which is the trunk. */
void          gesso_message_set_branch_id (GessoMessage *self, gint64 branch_id);

G_END_DECLS

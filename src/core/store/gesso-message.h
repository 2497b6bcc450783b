/* gesso-message.h - one turn of a conversation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-types.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MESSAGE (gesso_message_get_type ())
G_DECLARE_FINAL_TYPE (GessoMessage, gesso_message, GESSO, MESSAGE, GObject)

/** GessoMessage: immutable. */

gint64           gesso_message_get_id          (GessoMessage *self);
gint64           gesso_message_get_thread_id   (GessoMessage *self);
/** See gesso-store-branches.h. */
gint64           gesso_message_get_branch_id   (GessoMessage *self);
GessoMessageRole gesso_message_get_role        (GessoMessage *self);
/** Never NULL. */
const char      *gesso_message_get_text        (GessoMessage *self);
gint64           gesso_message_get_created     (GessoMessage *self);
/** Ids of the versions attached, @n of them; borrowed. */
const gint64    *gesso_message_get_attachments (GessoMessage *self, guint *n);

G_END_DECLS

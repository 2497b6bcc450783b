/* gesso-message.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-message-private.h"

struct _GessoMessage
{
  GObject parent_instance;

  gint64 id;
  gint64 thread_id;
  gint64 branch_id;
  GessoMessageRole role;
  char *text; /* (owned) */
  gint64 created;
  GArray *attachments; /* (owned) (nullable) (element-type gint64) */
};

G_DEFINE_FINAL_TYPE (GessoMessage, gesso_message, G_TYPE_OBJECT)

static void
gesso_message_finalize (GObject *object)
{
  GessoMessage *self = GESSO_MESSAGE (object);

  g_free (self->text);
  g_clear_pointer (&self->attachments, g_array_unref);
  G_OBJECT_CLASS (gesso_message_parent_class)->finalize (object);
}

static void
gesso_message_class_init (GessoMessageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_message_finalize;
}

static void
gesso_message_init (GessoMessage *self)
{
}

GessoMessage *
gesso_message_new (gint64           id,
                   gint64           thread_id,
                   GessoMessageRole role,
                   const char      *text,
                   gint64           created,
                   GArray          *attachments)
{
  GessoMessage *self = g_object_new (GESSO_TYPE_MESSAGE, NULL);

  self->id = id;
  self->thread_id = thread_id;
  self->role = role;
  self->text = g_strdup (text != NULL ? text : "");
  self->created = created;
  self->attachments = attachments;
  return self;
}

gint64
gesso_message_get_id (GessoMessage *self)
{
  g_return_val_if_fail (GESSO_IS_MESSAGE (self), 0);
  return self->id;
}

gint64
gesso_message_get_thread_id (GessoMessage *self)
{
  g_return_val_if_fail (GESSO_IS_MESSAGE (self), 0);
  return self->thread_id;
}

gint64
gesso_message_get_branch_id (GessoMessage *self)
{
  g_return_val_if_fail (GESSO_IS_MESSAGE (self), 0);
  return self->branch_id;
}

void
gesso_message_set_branch_id (GessoMessage *self,
                             gint64        branch_id)
{
  self->branch_id = branch_id;
}

GessoMessageRole
gesso_message_get_role (GessoMessage *self)
{
  g_return_val_if_fail (GESSO_IS_MESSAGE (self), GESSO_MESSAGE_USER);
  return self->role;
}

const char *
gesso_message_get_text (GessoMessage *self)
{
  g_return_val_if_fail (GESSO_IS_MESSAGE (self), NULL);
  return self->text;
}

gint64
gesso_message_get_created (GessoMessage *self)
{
  g_return_val_if_fail (GESSO_IS_MESSAGE (self), 0);
  return self->created;
}

const gint64 *
gesso_message_get_attachments (GessoMessage *self,
                               guint        *n)
{
  g_return_val_if_fail (GESSO_IS_MESSAGE (self), NULL);

  *n = self->attachments != NULL ? self->attachments->len : 0;
  return self->attachments != NULL ? (const gint64 *) (gpointer) self->attachments->data : NULL;
}

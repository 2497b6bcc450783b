/* gesso-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-keyring-private.h"

G_DEFINE_FINAL_TYPE (GessoKeyring, gesso_keyring, G_TYPE_OBJECT)

static void
free_call (gpointer data)
{
  GessoKeyringCall *call = data;

  g_free (call->provider);
  g_free (call->id);
  gesso_key_free (call->key);
  gesso_secret_free (call->secret);
  g_clear_object (&call->item);
  g_list_free_full (call->items, g_object_unref);
  g_clear_pointer (&call->found, g_ptr_array_unref);
  g_free (call);
}

static GTask *
new_task (GessoKeyring       *self,
          gpointer            tag,
          void                (*begin) (GTask *task),
          const char         *id,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GessoKeyringCall *call = g_new0 (GessoKeyringCall, 1);

  g_task_set_source_tag (task, tag);
  call->begin = begin;
  call->id = g_strdup (id);
  call->unlock = TRUE;
  g_task_set_task_data (task, call, free_call);
  return task;
}

static void
start (GTask *task)
{
  GessoKeyring *self = g_task_get_source_object (task);
  GessoKeyringCall *call = g_task_get_task_data (task);

  if (self->in_file)
    call->begin (task);
  else
    gesso_keyring_service_open (task);
}

static void
gesso_keyring_dispose (GObject *object)
{
  GessoKeyring *self = GESSO_KEYRING (object);

  g_clear_object (&self->service);
  G_OBJECT_CLASS (gesso_keyring_parent_class)->dispose (object);
}

static void
gesso_keyring_finalize (GObject *object)
{
  GessoKeyring *self = GESSO_KEYRING (object);

  g_free (self->salt);
  g_free (self->owner);
  G_OBJECT_CLASS (gesso_keyring_parent_class)->finalize (object);
}

static void
gesso_keyring_class_init (GessoKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gesso_keyring_dispose;
  object_class->finalize = gesso_keyring_finalize;
}

static void
gesso_keyring_init (GessoKeyring *self)
{
}

GessoKeyring *
gesso_keyring_new (const char *salt)
{
  GessoKeyring *self = g_object_new (GESSO_TYPE_KEYRING, NULL);

  self->salt = g_strdup (salt);
  self->in_file = gesso_keyring_file_is_used ();
  return self;
}

const char *
gesso_keyring_get_salt (GessoKeyring *self)
{
  return self->salt;
}

void
gesso_keyring_list_async (GessoKeyring       *self,
                          const char         *provider,
                          gboolean            unlock,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (self, gesso_keyring_list_async,
                                       self->in_file ? gesso_keyring_file_list : gesso_keyring_service_list, NULL,
                                       cancellable, callback, user_data);
  GessoKeyringCall *call = g_task_get_task_data (task);

  call->provider = g_strdup (provider);
  call->unlock = unlock;
  start (task);
}

GPtrArray *
gesso_keyring_list_finish (GessoKeyring *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_keyring_add_async (GessoKeyring       *self,
                         const char         *provider,
                         const char         *label,
                         guint               order,
                         const GessoSecret  *secret,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (self, gesso_keyring_add_async,
                                       self->in_file ? gesso_keyring_file_add : gesso_keyring_service_add, NULL,
                                       cancellable, callback, user_data);
  GessoKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gesso_secret_check (secret, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  call->key = gesso_key_new (provider, label, order);
  call->key->id = g_uuid_string_random ();
  call->key->fingerprint = gesso_key_make_fingerprint (self->salt, provider, secret);
  call->secret = gesso_secret_copy (secret);
  start (task);
}

GessoKey *
gesso_keyring_add_finish (GessoKeyring *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_keyring_edit_async (GessoKeyring       *self,
                          const char         *id,
                          const char         *label,
                          guint               order,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (self, gesso_keyring_edit_async,
                                       self->in_file ? gesso_keyring_file_edit : gesso_keyring_service_edit, id,
                                       cancellable, callback, user_data);
  GessoKeyringCall *call = g_task_get_task_data (task);

  call->key = gesso_key_new (NULL, label, order);
  call->key->id = g_strdup (id);
  start (task);
}

gboolean
gesso_keyring_edit_finish (GessoKeyring *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gesso_keyring_remove_async (GessoKeyring       *self,
                            const char         *id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (self, gesso_keyring_remove_async,
                                       self->in_file ? gesso_keyring_file_remove : gesso_keyring_service_remove, id,
                                       cancellable, callback, user_data);

  start (task);
}

gboolean
gesso_keyring_remove_finish (GessoKeyring *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gesso_keyring_lookup_async (GessoKeyring       *self,
                            const char         *id,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (self, gesso_keyring_lookup_async,
                                       self->in_file ? gesso_keyring_file_lookup : gesso_keyring_service_lookup, id,
                                       cancellable, callback, user_data);

  start (task);
}

GessoSecret *
gesso_keyring_lookup_finish (GessoKeyring *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

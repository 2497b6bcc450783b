/* gesso-keyring-service.c - keys in the Secret Service
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-keys"

#include "config.h"

#include "gesso-keyring-error.h"
#include "gesso-keyring-private.h"
#include "gesso-secret-service.h"

#define ITEM_INTERFACE "org.freedesktop.Secret.Item"

static void search (GTask *task);

/* The next call opens the service anew, as it may have gone. */
static void
return_failure (GTask  *task,
                GError *error)
{
  GessoKeyring *self = g_task_get_source_object (task);

  g_clear_object (&self->service);
  g_task_return_error (task, gesso_keyring_error_translate (error, g_task_get_cancellable (task)));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyring *self = g_task_get_source_object (task);
  GessoKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  SecretService *service = secret_service_open_finish (result, &error);

  if (service == NULL)
    {
      return_failure (task, error);
      return;
    }
  g_set_object (&self->service, service);
  g_object_unref (service);
  g_free (self->owner);
  self->owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (self->service));
  call->begin (task);
}

/* A session with a keyring that was started anew is worth nothing. */
static gboolean
is_opened (GessoKeyring *self)
{
  g_autofree char *owner = NULL;

  if (self->service == NULL)
    return FALSE;
  owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (self->service));
  return owner != NULL && g_strcmp0 (owner, self->owner) == 0;
}

void
gesso_keyring_service_open (GTask *task)
{
  GessoKeyring *self = g_task_get_source_object (task);
  GessoKeyringCall *call = g_task_get_task_data (task);

  if (is_opened (self))
    call->begin (task);
  else
    secret_service_open (GESSO_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, g_task_get_cancellable (task),
                         opened_cb, g_object_ref (task));
}

static GessoKey *
make_key (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);

  return gesso_key_new_for_attributes (attributes);
}

/* (transfer full) (nullable): NULL while it is locked */
static GessoSecret *
get_secret (SecretItem *item)
{
  g_autoptr (SecretValue) value = secret_item_get_secret (item);

  return value != NULL ? gesso_key_dup_secret (value) : NULL;
}

static void
load (GTask *task)
{
  GessoKeyring *self = g_task_get_source_object (task);
  GessoKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) query = gesso_keyring_call_make_query (call);

  secret_service_search (self->service, &gesso_key_schema, query, SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                         g_task_get_cancellable (task), call->loaded, g_object_ref (task));
}

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  GList *unlocked = NULL;
  GError *error = NULL;

  secret_service_unlock_finish (SECRET_SERVICE (source), result, &unlocked, &error);
  g_list_free_full (unlocked, g_object_unref);
  if (error != NULL)
    {
      return_failure (task, error);
      return;
    }
  /* The answer may be that only some are open. */
  call->unlock = FALSE;
  search (task);
}

/* Asks the artist to unlock the items at @paths. */
static void
unlock (GTask       *task,
        const char **paths)
{
  GessoKeyring *self = g_task_get_source_object (task);
  GDBusProxy *service = G_DBUS_PROXY (self->service);
  GList *items = NULL;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      /* Only its path counts. The properties of a locked item cannot be loaded. */
      GDBusProxy *item = g_dbus_proxy_new_sync (g_dbus_proxy_get_connection (service),
                                                G_DBUS_PROXY_FLAGS_DO_NOT_LOAD_PROPERTIES |
                                                    G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS,
                                                NULL, self->owner, paths[i], ITEM_INTERFACE, NULL, NULL);

      if (item != NULL)
        items = g_list_prepend (items, item);
    }
  secret_service_unlock (self->service, items, g_task_get_cancellable (task), unlocked_cb, g_object_ref (task));
  g_list_free_full (items, g_object_unref);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) answer = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autofree const char **locked = NULL;

  if (answer == NULL)
    {
      return_failure (task, error);
      return;
    }
  g_variant_get (answer, "(@ao^a&o)", NULL, &locked);
  if (locked[0] == NULL)
    load (task);
  else if (call->unlock)
    unlock (task, locked);
  else
    g_task_return_error (task, gesso_keyring_error_new_locked ());
}

/* Looks whether what the call is about is open, before anything is loaded:
 * libsecret's own search fails an assertion on an item that stays locked. */
static void
search (GTask *task)
{
  GessoKeyring *self = g_task_get_source_object (task);
  g_autoptr (GHashTable) query = gesso_keyring_call_make_query (g_task_get_task_data (task));
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name, value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", "xdg:schema", gesso_key_schema.name);
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{ss}", name, value);
  g_dbus_proxy_call (G_DBUS_PROXY (self->service), "SearchItems", g_variant_new ("(a{ss})", &builder),
                     G_DBUS_CALL_FLAGS_NONE, -1, g_task_get_cancellable (task), searched_cb, g_object_ref (task));
}

static void
list_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyring *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);
  GError *error = NULL;
  GList *items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  if (error != NULL)
    {
      return_failure (task, error);
      return;
    }
  for (GList *l = items; l != NULL; l = l->next)
    {
      GessoKey *key = make_key (l->data);
      g_autoptr (GessoSecret) secret = get_secret (l->data);

      /* Locked in the meantime, or made by somebody else without a secret. */
      if (secret == NULL)
        {
          gesso_key_free (key);
          continue;
        }
      key->fingerprint = gesso_key_make_fingerprint (self->salt, key->provider, secret);
      g_ptr_array_add (keys, key);
    }
  g_list_free_full (items, g_object_unref);
  g_ptr_array_sort (keys, gesso_key_compare);
  g_task_return_pointer (task, g_steal_pointer (&keys), (GDestroyNotify) g_ptr_array_unref);
}

static void
add_stored_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (secret_service_store_finish (SECRET_SERVICE (source), result, &error))
    g_task_return_pointer (task, g_steal_pointer (&call->key), (GDestroyNotify) gesso_key_free);
  else if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_error (task, gesso_keyring_error_new_locked ());
}

void
gesso_keyring_service_add (GTask *task)
{
  GessoKeyring *self = g_task_get_source_object (task);
  GessoKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = gesso_key_make_attributes (call->key);
  g_autofree char *title = gesso_key_make_title (call->key);
  g_autoptr (SecretValue) value = secret_value_new (gesso_secret_peek (call->secret), -1, "text/plain");

  secret_service_store (self->service, &gesso_key_schema, attributes, SECRET_COLLECTION_DEFAULT, title, value,
                        g_task_get_cancellable (task), add_stored_cb, g_object_ref (task));
}

/* Takes the one item that the call is about. */
static gboolean
finish_find (GTask         *task,
             SecretService *service,
             GAsyncResult  *result)
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;
  GList *items = secret_service_search_finish (service, result, &error);

  if (error != NULL)
    {
      return_failure (task, error);
      return FALSE;
    }
  if (items == NULL)
    {
      g_task_return_error (task, gesso_keyring_error_new_no_key ());
      return FALSE;
    }
  call->item = g_object_ref (items->data);
  g_list_free_full (items, g_object_unref);
  return TRUE;
}

static void
edit_titled_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* Only other programs show it. */
  if (!secret_item_set_label_finish (SECRET_ITEM (source), result, &error))
    g_debug ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
edit_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  g_autofree char *title = gesso_key_make_title (call->key);
  GError *error = NULL;

  if (!secret_item_set_attributes_finish (SECRET_ITEM (source), result, &error))
    return_failure (task, error);
  else
    secret_item_set_label (SECRET_ITEM (source), title, g_task_get_cancellable (task), edit_titled_cb,
                           g_object_ref (task));
}

static void
edit_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GessoKey) now = NULL;

  if (!finish_find (task, SECRET_SERVICE (source), result))
    return;
  now = make_key (call->item);
  call->key->provider = g_strdup (now->provider);
  attributes = gesso_key_make_attributes (call->key);
  secret_item_set_attributes (call->item, &gesso_key_schema, attributes, g_task_get_cancellable (task), edit_done_cb,
                              g_object_ref (task));
}

static void
remove_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_failure (task, error);
}

static void
remove_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);

  if (finish_find (task, SECRET_SERVICE (source), result))
    secret_item_delete (call->item, g_task_get_cancellable (task), remove_done_cb, g_object_ref (task));
}

static void
lookup_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  GessoSecret *secret;

  if (!finish_find (task, SECRET_SERVICE (source), result))
    return;
  secret = get_secret (call->item);
  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) gesso_secret_free);
  else
    g_task_return_error (task, gesso_keyring_error_new_locked ());
}

static void
search_for (GTask              *task,
            GAsyncReadyCallback loaded)
{
  GessoKeyringCall *call = g_task_get_task_data (task);

  call->loaded = loaded;
  search (task);
}

void
gesso_keyring_service_list (GTask *task)
{
  search_for (task, list_found_cb);
}

void
gesso_keyring_service_edit (GTask *task)
{
  search_for (task, edit_found_cb);
}

void
gesso_keyring_service_remove (GTask *task)
{
  search_for (task, remove_found_cb);
}

void
gesso_keyring_service_lookup (GTask *task)
{
  search_for (task, lookup_found_cb);
}

/* gesso-keyring.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-keys"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "gesso-keyring-error.h"
#include "gesso-keyring.h"

struct _GessoKeyring
{
  GObject parent_instance;

  char *salt; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GessoKeyring, gesso_keyring, G_TYPE_OBJECT)

static const SecretSchema schema = {
  GESSO_APPLICATION_ID ".Key",
  SECRET_SCHEMA_NONE,
  {
      { "provider", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "label", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "order", SECRET_SCHEMA_ATTRIBUTE_INTEGER },
      { "id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/* One call. A key found several times under one id was cut off while it was
 * edited; what was written last counts. */
typedef struct
{
  /* input */
  char *provider;      /* (owned) (nullable) */
  char *id;            /* (owned) (nullable) */
  GessoKey *key;       /* (owned) (nullable): as it shall be */
  GessoSecret *secret; /* (owned) (nullable): of @key */
  gboolean unlock;

  /* in progress */
  GList *found;         /* (owned) (element-type SecretRetrievable) */
  GList *next;          /* of @found */
  GHashTable *outdated; /* (owned) (nullable): the attributes to clear */

  /* output */
  GPtrArray *keys;     /* (owned) (element-type GessoKey) */
  GHashTable *written; /* (owned): when each of @keys was written, by id */
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  g_free (call->provider);
  g_free (call->id);
  gesso_key_free (call->key);
  gesso_secret_free (call->secret);
  g_list_free_full (call->found, g_object_unref);
  g_clear_pointer (&call->outdated, g_hash_table_unref);
  g_clear_pointer (&call->keys, g_ptr_array_unref);
  g_clear_pointer (&call->written, g_hash_table_unref);
  g_free (call);
}

static GTask *
new_task (GessoKeyring       *self,
          gpointer            tag,
          const char         *id,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  g_task_set_source_tag (task, tag);
  call->id = g_strdup (id);
  call->unlock = TRUE;
  g_task_set_task_data (task, call, free_call);
  return task;
}

static void
return_failure (GTask  *task,
                GError *error)
{
  g_task_return_error (task, gesso_keyring_error_translate (error, g_task_get_cancellable (task)));
}

static GHashTable *
make_attributes (const GessoKey *key)
{
  return secret_attributes_build (&schema, "provider", key->provider, "label", key->label, "order", (int) key->order,
                                  "id", key->id, NULL);
}

static const char *
get_attribute (GHashTable *attributes,
               const char *name)
{
  const char *value = g_hash_table_lookup (attributes, name);

  return value != NULL ? value : "";
}

static GessoKey *
make_key (GHashTable *attributes)
{
  GessoKey *key = gesso_key_new (get_attribute (attributes, "provider"), get_attribute (attributes, "label"),
                                 (guint) CLAMP (g_ascii_strtoll (get_attribute (attributes, "order"), NULL, 10), 0, 9999));

  key->id = g_strdup (get_attribute (attributes, "id"));
  return key;
}

static gboolean
is_locked (SecretRetrievable *item)
{
  return SECRET_IS_ITEM (item) && secret_item_get_locked (SECRET_ITEM (item));
}

/* Looks for what the call is about; @callback is given the result. */
static void
search (GTask              *task,
        GAsyncReadyCallback callback)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);

  if (call->provider != NULL)
    g_hash_table_insert (attributes, (gpointer) "provider", call->provider);
  if (call->id != NULL)
    g_hash_table_insert (attributes, (gpointer) "id", call->id);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL | (call->unlock ? SECRET_SEARCH_UNLOCK : 0),
                           g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* Takes over what was found. When the call is about one key, that must be there
 * and open. */
static gboolean
finish_search (GTask        *task,
               GAsyncResult *result)
{
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->found = secret_password_search_finish (result, &error);
  if (error != NULL)
    {
      return_failure (task, error);
      return FALSE;
    }
  if (call->id != NULL && call->found == NULL)
    {
      g_task_return_error (task, gesso_keyring_error_new_no_key ());
      return FALSE;
    }
  for (GList *l = call->found; call->unlock && l != NULL; l = l->next)
    if (is_locked (l->data))
      {
        g_task_return_error (task, gesso_keyring_error_new_locked ());
        return FALSE;
      }
  return TRUE;
}

/* The one of the items that was written last. */
static SecretRetrievable *
get_newest (GList *found)
{
  SecretRetrievable *newest = found->data;

  for (GList *l = found->next; l != NULL; l = l->next)
    if (secret_retrievable_get_modified (l->data) > secret_retrievable_get_modified (newest))
      newest = l->data;
  return newest;
}

/* (nullable): what @item gave; the task has failed otherwise. */
static GessoSecret *
finish_retrieve (GTask        *task,
                 GObject      *item,
                 GAsyncResult *result)
{
  GError *error = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (item), result, &error);
  GessoSecret *secret;
  const char *text;
  gsize length;

  if (value == NULL)
    {
      if (error != NULL)
        return_failure (task, error);
      else
        g_task_return_error (task, gesso_keyring_error_new_locked ());
      return NULL;
    }
  text = secret_value_get (value, &length);
  secret = gesso_secret_new (text, length);
  secret_value_unref (value);
  return secret;
}

static void
add_to_list (Call              *call,
             SecretRetrievable *item,
             GessoKey          *key)
{
  gint64 modified = secret_retrievable_get_modified (item);

  for (guint i = 0; i < call->keys->len; i++)
    {
      GessoKey *other = g_ptr_array_index (call->keys, i);

      if (g_strcmp0 (other->id, key->id) != 0)
        continue;
      if (modified <= *(gint64 *) g_hash_table_lookup (call->written, key->id))
        {
          gesso_key_free (key);
          return;
        }
      g_hash_table_remove (call->written, key->id);
      g_ptr_array_remove_index (call->keys, i);
      break;
    }
  g_ptr_array_add (call->keys, key);
  g_hash_table_insert (call->written, g_strdup (key->id), g_memdup2 (&modified, sizeof modified));
}

static void list_next (GTask *task);

static void
list_retrieve_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyring *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);
  SecretRetrievable *item = SECRET_RETRIEVABLE (source);
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GessoSecret) secret = finish_retrieve (task, source, result);
  GessoKey *key;

  if (secret == NULL)
    return;
  attributes = secret_retrievable_get_attributes (item);
  key = make_key (attributes);
  key->fingerprint = gesso_key_make_fingerprint (self->salt, key->provider, secret);
  add_to_list (call, item, key);
  list_next (task);
}

/* Goes on with the list until one has to be waited for. */
static void
list_next (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  while (call->next != NULL)
    {
      SecretRetrievable *item = call->next->data;
      g_autoptr (GHashTable) attributes = NULL;

      call->next = call->next->next;
      if (!is_locked (item))
        {
          secret_retrievable_retrieve_secret (item, g_task_get_cancellable (task), list_retrieve_cb, g_object_ref (task));
          return;
        }
      attributes = secret_retrievable_get_attributes (item);
      add_to_list (call, item, make_key (attributes));
    }
  g_ptr_array_sort (call->keys, gesso_key_compare);
  g_task_return_pointer (task, g_steal_pointer (&call->keys), (GDestroyNotify) g_ptr_array_unref);
}

static void
list_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);

  if (!finish_search (task, result))
    return;
  call->next = call->found;
  list_next (task);
}

static void
add_stored_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_pointer (task, g_steal_pointer (&call->key), (GDestroyNotify) gesso_key_free);
  else if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_error (task, gesso_keyring_error_new_locked ());
}

/* Writes the key of the call and its secret. */
static void
store (GTask              *task,
       GAsyncReadyCallback callback)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = make_attributes (call->key);
  g_autofree char *title = NULL;

  if (*call->key->label != '\0')
    /* Translators: how password managers list a key; the id of a provider and the name that the artist gave it */
    title = g_strdup_printf (_("Gesso: %s, %s"), call->key->provider, call->key->label);
  else
    /* Translators: how password managers list a key without a name; %s is the id of a provider */
    title = g_strdup_printf (_("Gesso: %s"), call->key->provider);
  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, title, gesso_secret_peek (call->secret),
                          g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
edit_cleared_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  /* What is left over is older, so it is not looked at. */
  if (!secret_password_clear_finish (result, &error) && error != NULL)
    g_debug ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
edit_stored_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    secret_password_clearv (&schema, call->outdated, g_task_get_cancellable (task), edit_cleared_cb, g_object_ref (task));
  else if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_error (task, gesso_keyring_error_new_locked ());
}

static void
edit_retrieved_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);

  call->secret = finish_retrieve (task, source, result);
  if (call->secret != NULL)
    store (task, edit_stored_cb);
}

static void
edit_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;
  g_autoptr (GessoKey) now = NULL;
  SecretRetrievable *item;

  if (!finish_search (task, result))
    return;
  item = get_newest (call->found);
  attributes = secret_retrievable_get_attributes (item);
  now = make_key (attributes);
  if (g_strcmp0 (now->label, call->key->label) == 0 && now->order == call->key->order)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_free (call->key->provider);
  call->key->provider = g_strdup (now->provider);
  /* The new one is written first, so that no moment has none. */
  call->outdated = make_attributes (now);
  secret_retrievable_retrieve_secret (item, g_task_get_cancellable (task), edit_retrieved_cb, g_object_ref (task));
}

static void
remove_cleared_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_error (task, gesso_keyring_error_new_no_key ());
}

static void
remove_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = NULL;

  if (!finish_search (task, result))
    return;
  attributes = secret_attributes_build (&schema, "id", call->id, NULL);
  secret_password_clearv (&schema, attributes, g_task_get_cancellable (task), remove_cleared_cb, g_object_ref (task));
}

static void
lookup_retrieved_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoSecret *secret = finish_retrieve (task, source, result);

  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) gesso_secret_free);
}

static void
lookup_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);

  if (finish_search (task, result))
    secret_retrievable_retrieve_secret (get_newest (call->found), g_task_get_cancellable (task), lookup_retrieved_cb,
                                        g_object_ref (task));
}

static void
gesso_keyring_finalize (GObject *object)
{
  GessoKeyring *self = GESSO_KEYRING (object);

  g_free (self->salt);
  G_OBJECT_CLASS (gesso_keyring_parent_class)->finalize (object);
}

static void
gesso_keyring_class_init (GessoKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_keyring_finalize;
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
  return self;
}

void
gesso_keyring_list_async (GessoKeyring       *self,
                          const char         *provider,
                          gboolean            unlock,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (self, gesso_keyring_list_async, NULL, cancellable, callback, user_data);
  Call *call = g_task_get_task_data (task);

  call->provider = g_strdup (provider);
  call->unlock = unlock;
  call->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);
  call->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  search (task, list_found_cb);
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
  g_autoptr (GTask) task = new_task (self, gesso_keyring_add_async, NULL, cancellable, callback, user_data);
  Call *call = g_task_get_task_data (task);
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
  store (task, add_stored_cb);
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
  g_autoptr (GTask) task = new_task (self, gesso_keyring_edit_async, id, cancellable, callback, user_data);
  Call *call = g_task_get_task_data (task);

  call->key = gesso_key_new (NULL, label, order);
  call->key->id = g_strdup (id);
  search (task, edit_found_cb);
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
  g_autoptr (GTask) task = new_task (self, gesso_keyring_remove_async, id, cancellable, callback, user_data);

  search (task, remove_found_cb);
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
  g_autoptr (GTask) task = new_task (self, gesso_keyring_lookup_async, id, cancellable, callback, user_data);

  search (task, lookup_found_cb);
}

GessoSecret *
gesso_keyring_lookup_finish (GessoKeyring *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

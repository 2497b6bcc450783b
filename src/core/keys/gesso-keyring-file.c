/* gesso-keyring-file.c - keys in a sandbox
 *
 * A sandbox does not reach the Secret Service. There libsecret keeps an
 * encrypted file among the program's own, and asks the portal of secrets for
 * the password; only its simple calls, those on passwords, do so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-keyring-error.h"
#include "gesso-keyring-private.h"

/* One that was read. */
typedef struct
{
  GHashTable *attributes; /* (owned) */
  SecretValue *value;     /* (owned) */
} Found;

static void read_next (GTask *task);

static void
free_found (gpointer data)
{
  Found *found = data;

  g_hash_table_unref (found->attributes);
  secret_value_unref (found->value);
  g_free (found);
}

gboolean
gesso_keyring_file_is_used (void)
{
  /* The same that libsecret looks at. */
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) || g_strcmp0 (g_getenv ("SECRET_BACKEND"), "file") == 0;
}

static void
return_failure (GTask  *task,
                GError *error)
{
  g_task_return_error (task, gesso_keyring_error_translate (error, g_task_get_cancellable (task)));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  SecretRetrievable *item = SECRET_RETRIEVABLE (source);
  GError *error = NULL;
  SecretValue *value = secret_retrievable_retrieve_secret_finish (item, result, &error);

  if (error != NULL)
    {
      return_failure (task, error);
      return;
    }
  if (value != NULL)
    {
      Found *found = g_new0 (Found, 1);

      found->attributes = secret_retrievable_get_attributes (item);
      found->value = value;
      g_ptr_array_add (call->found, found);
    }
  g_object_unref (call->items->data);
  call->items = g_list_delete_link (call->items, call->items);
  read_next (task);
}

static void
read_next (GTask *task)
{
  GessoKeyringCall *call = g_task_get_task_data (task);

  if (call->items != NULL)
    secret_retrievable_retrieve_secret (call->items->data, g_task_get_cancellable (task), read_cb,
                                        g_object_ref (task));
  else if (call->found->len == 0 && call->id != NULL)
    g_task_return_error (task, gesso_keyring_error_new_no_key ());
  else
    call->finish (task);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  call->items = secret_password_search_finish (result, &error);
  if (error != NULL)
    return_failure (task, error);
  else
    read_next (task);
}

/* Everything that the call is about, for @finish. */
static void
find (GTask *task,
      void   (*finish) (GTask *task))
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) query = gesso_keyring_call_make_query (call);

  call->found = g_ptr_array_new_with_free_func (free_found);
  call->finish = finish;
  secret_password_searchv (&gesso_key_schema, query, SECRET_SEARCH_ALL, g_task_get_cancellable (task), searched_cb,
                           g_object_ref (task));
}

static void
finish_list (GTask *task)
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  const char *salt = gesso_keyring_get_salt (g_task_get_source_object (task));
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);

  for (guint i = 0; i < call->found->len; i++)
    {
      const Found *found = g_ptr_array_index (call->found, i);
      GessoKey *key = gesso_key_new_for_attributes (found->attributes);
      g_autoptr (GessoSecret) secret = gesso_key_dup_secret (found->value);

      key->fingerprint = gesso_key_make_fingerprint (salt, key->provider, secret);
      g_ptr_array_add (keys, key);
    }
  g_ptr_array_sort (keys, gesso_key_compare);
  g_task_return_pointer (task, keys, (GDestroyNotify) g_ptr_array_unref);
}

void
gesso_keyring_file_list (GTask *task)
{
  find (task, finish_list);
}

static void
stored_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoKeyringCall *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    call->finish (task);
  else
    return_failure (task, error);
}

/* Puts the call's key there with @value, then goes on to @finish. */
static void
store (GTask       *task,
       SecretValue *value,
       void         (*finish) (GTask *task))
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GHashTable) attributes = gesso_key_make_attributes (call->key);
  g_autofree char *title = gesso_key_make_title (call->key);

  call->finish = finish;
  secret_password_storev_binary (&gesso_key_schema, attributes, SECRET_COLLECTION_DEFAULT, title, value,
                                 g_task_get_cancellable (task), stored_cb, g_object_ref (task));
}

static void
finish_add (GTask *task)
{
  GessoKeyringCall *call = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&call->key), (GDestroyNotify) gesso_key_free);
}

void
gesso_keyring_file_add (GTask *task)
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (SecretValue) value = secret_value_new (gesso_secret_peek (call->secret), -1, "text/plain");

  store (task, value, finish_add);
}

static void
cleared_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  if (error != NULL)
    return_failure (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What the key was before; the file has it under its new attributes by now. */
static void
clear_found (GTask *task)
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  const Found *found = g_ptr_array_index (call->found, 0);

  secret_password_clearv (&gesso_key_schema, found->attributes, g_task_get_cancellable (task), cleared_cb,
                          g_object_ref (task));
}

static void
finish_edit (GTask *task)
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  const Found *found = g_ptr_array_index (call->found, 0);
  g_autoptr (GessoKey) now = gesso_key_new_for_attributes (found->attributes);

  call->key->provider = g_strdup (now->provider);
  if (g_str_equal (now->label, call->key->label) && now->order == call->key->order)
    g_task_return_boolean (task, TRUE);
  else
    store (task, found->value, clear_found);
}

void
gesso_keyring_file_edit (GTask *task)
{
  find (task, finish_edit);
}

void
gesso_keyring_file_remove (GTask *task)
{
  find (task, clear_found);
}

static void
finish_lookup (GTask *task)
{
  GessoKeyringCall *call = g_task_get_task_data (task);
  const Found *found = g_ptr_array_index (call->found, 0);

  g_task_return_pointer (task, gesso_key_dup_secret (found->value), (GDestroyNotify) gesso_secret_free);
}

void
gesso_keyring_file_lookup (GTask *task)
{
  find (task, finish_lookup);
}

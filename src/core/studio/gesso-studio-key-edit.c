/* gesso-studio-key-edit.c - the keys as the artist sees and changes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-key-words.h"
#include "gesso-studio-keys-private.h"

/* Makes one change to a key that the keyring holds. */
typedef void (*ChangeFunc) (GTask *task, GessoStudioPool *pool, const GessoKey *key);

/* One change. The keys are read first, so that it is made to what there is. */
typedef struct
{
  ChangeFunc change;
  char *provider;      /* (owned) (nullable) */
  char *label;         /* (owned) (nullable) */
  char *fingerprint;   /* (owned) (nullable) */
  GessoSecret *secret; /* (owned) (nullable) */
  guint place;
  GPtrArray *moved;    /* (owned) (nullable) (element-type GessoKey): in the order they get */
  guint next;          /* of @moved */
  GessoKey *added;     /* (owned) (nullable): result */
  char *problem;       /* (owned) (nullable): result */
  GError *failure;     /* (owned) (nullable): of a change that was half made */
} Edit;

static void
free_edit (gpointer data)
{
  Edit *edit = data;

  g_free (edit->provider);
  g_free (edit->label);
  g_free (edit->fingerprint);
  gesso_secret_free (edit->secret);
  g_clear_pointer (&edit->moved, g_ptr_array_unref);
  gesso_key_free (edit->added);
  g_free (edit->problem);
  g_clear_error (&edit->failure);
  g_free (edit);
}

static GTask *
new_task (GessoStudioKeys    *self,
          gpointer            tag,
          GCancellable       *cancellable,
          GAsyncReadyCallback callback,
          gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_new0 (Edit, 1), free_edit);
  return task;
}

static int
compare_listed (gconstpointer a,
                gconstpointer b)
{
  const GessoStudioKey *x = *(const GessoStudioKey *const *) a, *y = *(const GessoStudioKey *const *) b;

  return gesso_key_compare (&x->key, &y->key);
}

static void
list_pool (GessoStudioPool *pool,
           GPtrArray       *listed)
{
  GPtrArray *keys = gesso_key_pool_get_keys (pool->pool);

  for (guint i = 0; i < keys->len; i++)
    {
      GessoStudioKey *entry = g_new0 (GessoStudioKey, 1);

      entry->key = gesso_key_copy (g_ptr_array_index (keys, i));
      entry->state =
          gesso_key_state_copy (gesso_key_pool_get_state (pool->pool, entry->key->fingerprint, g_get_real_time ()));
      g_ptr_array_add (listed, entry);
    }
}

static void
list_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioKeys *self = GESSO_STUDIO_KEYS (source);
  Edit *edit = g_task_get_task_data (task);
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_key_free);
  GHashTableIter iter;
  gpointer id, pool;
  GError *error = NULL;

  if (!gesso_studio_keys_read_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_iter_init (&iter, self->pools);
  while (g_hash_table_iter_next (&iter, &id, &pool))
    if (edit->provider == NULL || g_strcmp0 (edit->provider, id) == 0)
      list_pool (pool, listed);
  g_ptr_array_sort (listed, compare_listed);
  if (self->problem != NULL)
    edit->problem = g_strdup (self->problem->message);
  g_task_return_pointer (task, g_steal_pointer (&listed), (GDestroyNotify) g_ptr_array_unref);
}

/* After a change: what is known is read anew before it is told. */
static void
changed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioKeys *self = GESSO_STUDIO_KEYS (source);
  Edit *edit = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* The change is made, whatever the reading says. */
  if (!gesso_studio_keys_read_finish (self, result, &error))
    g_debug ("%s", error->message);
  gesso_studio_keys_emit_changed (self);
  if (edit->failure != NULL)
    g_task_return_error (task, g_steal_pointer (&edit->failure));
  else if (edit->added != NULL)
    g_task_return_pointer (task, g_steal_pointer (&edit->added), (GDestroyNotify) gesso_key_free);
  else
    g_task_return_boolean (task, TRUE);
}

static void
finish_change (GTask *task)
{
  gesso_studio_keys_read_async (g_task_get_source_object (task), FALSE, NULL, changed_cb, g_object_ref (task));
}

/* Ends the first step of a change: the keys are read. The keyring must be there. */
static gboolean
finish_read (GTask        *task,
             GAsyncResult *result)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!gesso_studio_keys_read_finish (self, result, &error))
    g_task_return_error (task, error);
  else if (self->problem != NULL)
    g_task_return_error (task, g_error_copy (self->problem));
  else
    return !g_task_return_error_if_cancelled (task);
  return FALSE;
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioKeys *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);
  GessoStudioPool *pool = g_hash_table_lookup (self->pools, edit->provider);
  GError *error = NULL;

  edit->added = gesso_keyring_add_finish (GESSO_KEYRING (source), result, &error);
  if (edit->added == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* The same key may have been here before, and have failed then. */
  gesso_key_pool_renew (pool->pool, edit->added->fingerprint, g_get_real_time ());
  gesso_studio_keys_save (self, TRUE);
  finish_change (task);
}

static void
add_read_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioKeys *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);
  g_autofree char *fingerprint = NULL;
  GessoStudioPool *pool;
  const GessoKey *same;
  guint order = 0;

  if (!finish_read (task, result))
    return;
  pool = g_hash_table_lookup (self->pools, edit->provider);
  if (pool == NULL)
    {
      /* Translators: %s is what was given as the id of a provider */
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no provider “%s”."), edit->provider);
      return;
    }
  fingerprint = gesso_key_make_fingerprint (self->salt, edit->provider, edit->secret);
  same = gesso_key_pool_find_key (pool->pool, fingerprint);
  if (same != NULL && same->variable == NULL)
    {
      g_autofree char *name = gesso_key_describe (same);

      /* Translators: %s is a key such as “Work” (k-3f9a2c71) */
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("This key is there already: %s."), name);
      return;
    }
  for (guint i = 0; i < self->keys->len; i++)
    {
      const GessoKey *key = g_ptr_array_index (self->keys, i);

      if (g_strcmp0 (key->provider, edit->provider) == 0)
        order = MAX (order, key->order + 1);
    }
  gesso_keyring_add_async (self->keyring, edit->provider, edit->label, order, edit->secret,
                           g_task_get_cancellable (task), added_cb, g_object_ref (task));
}

/* (nullable): the key that the change is about; the task has failed otherwise. */
static const GessoKey *
find_own_key (GTask            *task,
              GessoStudioPool **pool)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);
  const GessoKey *key;

  *pool = gesso_studio_keys_find (self, edit->fingerprint, &key);
  if (key == NULL)
    /* Translators: %s is the fingerprint of a key, such as k-3f9a2c71 */
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no key %s."), edit->fingerprint);
  else if (key->variable != NULL)
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                             /* Translators: %s is the name of an environment variable */
                             _("This key comes from the environment variable %s; change it there."), key->variable);
  else
    return key;
  return NULL;
}

static void
own_key_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Edit *edit = g_task_get_task_data (task);
  GessoStudioPool *pool;
  const GessoKey *key = finish_read (task, result) ? find_own_key (task, &pool) : NULL;

  if (key != NULL)
    edit->change (task, pool, key);
}

static void
change_own_key (GTask      *task,
                const char *fingerprint,
                ChangeFunc  change)
{
  Edit *edit = g_task_get_task_data (task);

  edit->fingerprint = g_strdup (fingerprint);
  edit->change = change;
  gesso_studio_keys_read_async (g_task_get_source_object (task), TRUE, g_task_get_cancellable (task),
                                own_key_read_cb, task);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioKeys *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gesso_keyring_remove_finish (GESSO_KEYRING (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_hash_table_remove (self->secrets, edit->fingerprint);
  finish_change (task);
}

static void
remove_key (GTask           *task,
            GessoStudioPool *pool,
            const GessoKey  *key)
{
  GessoStudioKeys *self = g_task_get_source_object (task);

  gesso_keyring_remove_async (self->keyring, key->id, g_task_get_cancellable (task), removed_cb, g_object_ref (task));
}

static void
relabelled_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gesso_keyring_edit_finish (GESSO_KEYRING (source), result, &error))
    finish_change (task);
  else
    g_task_return_error (task, error);
}

static void
relabel_key (GTask           *task,
             GessoStudioPool *pool,
             const GessoKey  *key)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);

  gesso_keyring_edit_async (self->keyring, key->id, edit->label, key->order, g_task_get_cancellable (task),
                            relabelled_cb, g_object_ref (task));
}

static void move_next (GTask *task);

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Edit *edit = g_task_get_task_data (task);

  /* Those before it may have moved: what there is now is read and told all the same. */
  if (gesso_keyring_edit_finish (GESSO_KEYRING (source), result, &edit->failure))
    move_next (task);
  else
    finish_change (task);
}

/* Writes the next place that changed. */
static void
move_next (GTask *task)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  Edit *edit = g_task_get_task_data (task);

  while (edit->next < edit->moved->len)
    {
      guint place = edit->next++;
      GessoKey *key = g_ptr_array_index (edit->moved, place);

      if (key->order != place)
        {
          gesso_keyring_edit_async (self->keyring, key->id, key->label, place, g_task_get_cancellable (task), moved_cb,
                                    g_object_ref (task));
          return;
        }
    }
  finish_change (task);
}

static void
move_key (GTask           *task,
          GessoStudioPool *pool,
          const GessoKey  *key)
{
  Edit *edit = g_task_get_task_data (task);
  GPtrArray *keys = gesso_key_pool_get_keys (pool->pool);

  edit->moved = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);
  for (guint i = 0; i < keys->len; i++)
    {
      const GessoKey *other = g_ptr_array_index (keys, i);

      if (other != key && other->variable == NULL)
        g_ptr_array_add (edit->moved, gesso_key_copy (other));
    }
  g_ptr_array_insert (edit->moved, (int) MIN (edit->place, edit->moved->len), gesso_key_copy (key));
  move_next (task);
}

void
gesso_studio_keys_list_async (GessoStudioKeys    *self,
                              const char         *provider,
                              gboolean            unlock,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = new_task (self, gesso_studio_keys_list_async, cancellable, callback, user_data);
  Edit *edit = g_task_get_task_data (task);

  edit->provider = g_strdup (provider);
  gesso_studio_keys_read_async (self, unlock, cancellable, list_read_cb, task);
}

GPtrArray *
gesso_studio_keys_list_finish (GessoStudioKeys *self,
                               GAsyncResult    *result,
                               char           **problem,
                               GError         **error)
{
  Edit *edit = g_task_get_task_data (G_TASK (result));

  if (problem != NULL)
    *problem = g_strdup (edit->problem);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_keys_add_async (GessoStudioKeys    *self,
                             const char         *provider,
                             const char         *label,
                             const GessoSecret  *secret,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = new_task (self, gesso_studio_keys_add_async, cancellable, callback, user_data);
  Edit *edit = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gesso_secret_check (secret, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  edit->provider = g_strdup (provider);
  edit->label = g_strstrip (g_strdup (label != NULL ? label : ""));
  edit->secret = gesso_secret_copy (secret);
  gesso_studio_keys_read_async (self, TRUE, cancellable, add_read_cb, g_steal_pointer (&task));
}

GessoKey *
gesso_studio_keys_add_finish (GessoStudioKeys *self,
                              GAsyncResult    *result,
                              GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gesso_studio_keys_remove_async (GessoStudioKeys    *self,
                                const char         *fingerprint,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = new_task (self, gesso_studio_keys_remove_async, cancellable, callback, user_data);

  change_own_key (task, fingerprint, remove_key);
}

gboolean
gesso_studio_keys_remove_finish (GessoStudioKeys *self,
                                 GAsyncResult    *result,
                                 GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gesso_studio_keys_relabel_async (GessoStudioKeys    *self,
                                 const char         *fingerprint,
                                 const char         *label,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task = new_task (self, gesso_studio_keys_relabel_async, cancellable, callback, user_data);
  Edit *edit = g_task_get_task_data (task);

  edit->label = g_strstrip (g_strdup (label));
  change_own_key (task, fingerprint, relabel_key);
}

gboolean
gesso_studio_keys_relabel_finish (GessoStudioKeys *self,
                                  GAsyncResult    *result,
                                  GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gesso_studio_keys_move_async (GessoStudioKeys    *self,
                              const char         *fingerprint,
                              guint               place,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = new_task (self, gesso_studio_keys_move_async, cancellable, callback, user_data);
  Edit *edit = g_task_get_task_data (task);

  edit->place = place;
  change_own_key (task, fingerprint, move_key);
}

gboolean
gesso_studio_keys_move_finish (GessoStudioKeys *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
gesso_studio_keys_renew (GessoStudioKeys *self,
                         const char      *fingerprint)
{
  const GessoKey *key;
  GessoStudioPool *pool = gesso_studio_keys_find (self, fingerprint, &key);

  if (pool == NULL)
    return;
  gesso_key_pool_renew (pool->pool, fingerprint, g_get_real_time ());
  gesso_studio_keys_save (self, TRUE);
  gesso_studio_keys_emit_changed (self);
}

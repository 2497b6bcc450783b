/* gesso-studio-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-studio"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-studio-keys-private.h"

/* Counts of uses are saved together, at most this late, in milliseconds. */
#define SAVE_DELAY 500

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoStudioKeys, gesso_studio_keys, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_KEY_SOURCE, gesso_studio_keys_source_init))

void
gesso_studio_key_free (GessoStudioKey *self)
{
  if (self == NULL)
    return;
  gesso_key_free (self->key);
  gesso_key_state_free (self->state);
  g_free (self);
}

static void
free_pool (gpointer data)
{
  GessoStudioPool *pool = data;

  gesso_key_pool_free (pool->pool);
  g_ptr_array_unref (pool->environment);
  g_free (pool);
}

static GessoKeyReset
get_reset (const GessoProviderSpec *spec)
{
  GessoKeyReset reset = { GESSO_KEY_RESET_UNKNOWN, spec->quota_reset_value };

  switch (spec->quota_reset)
    {
    case GESSO_QUOTA_RESET_HOUR_UTC:
      reset.kind = GESSO_KEY_RESET_HOUR_UTC;
      break;
    case GESSO_QUOTA_RESET_AFTER_FIRST_USE:
      reset.kind = GESSO_KEY_RESET_AFTER_FIRST_USE;
      break;
    case GESSO_QUOTA_RESET_MONTH:
      reset.kind = GESSO_KEY_RESET_MONTH;
      break;
    case GESSO_QUOTA_RESET_NONE:
    default:
      break;
    }
  return reset;
}

/* Gives @pool the keys that were read last: those of the keyring first. */
static void
fill_pool (GessoStudioKeys *self,
           GessoStudioPool *pool)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  g_clear_pointer (&pool->environment, g_ptr_array_unref);
  pool->environment = gesso_key_environment_list (pool->spec->id, pool->spec->environment, self->salt);
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    {
      GessoKey *key = g_ptr_array_index (self->keys, i);

      if (g_strcmp0 (key->provider, pool->spec->id) == 0)
        g_ptr_array_add (keys, key);
    }
  for (guint i = 0; i < pool->environment->len; i++)
    g_ptr_array_add (keys, ((GessoEnvironmentKey *) g_ptr_array_index (pool->environment, i))->key);
  gesso_key_pool_set_keys (pool->pool, keys);
}

GessoStudioPool *
gesso_studio_keys_get_pool (GessoStudioKeys         *self,
                            const GessoProviderSpec *spec)
{
  GessoStudioPool *pool = g_hash_table_lookup (self->pools, spec->id);

  if (pool != NULL)
    return pool;
  pool = g_new0 (GessoStudioPool, 1);
  pool->spec = spec;
  pool->pool = gesso_key_pool_new (spec->id, _(spec->title), get_reset (spec));
  fill_pool (self, pool);
  g_hash_table_insert (self->pools, (gpointer) spec->id, pool);
  return pool;
}

GessoStudioPool *
gesso_studio_keys_find (GessoStudioKeys *self,
                        const char      *fingerprint,
                        const GessoKey **key)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pools);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GessoStudioPool *pool = value;

      *key = gesso_key_pool_find_key (pool->pool, fingerprint);
      if (*key != NULL)
        return pool;
    }
  *key = NULL;
  return NULL;
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The run goes on: only the memory of it is shorter. */
  if (!gesso_store_save_key_state_finish (GESSO_STORE (source), result, &error))
    g_message ("%s", error->message);
}

static void
save_all (GessoStudioKeys *self)
{
  GHashTableIter iter;
  gpointer value;

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_hash_table_iter_init (&iter, self->pools);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      g_autoptr (GPtrArray) changed = gesso_key_pool_take_changed (((GessoStudioPool *) value)->pool);

      for (guint i = 0; i < changed->len; i++)
        gesso_store_save_key_state_async (self->store, g_ptr_array_index (changed, i), NULL, saved_cb, NULL);
    }
}

static gboolean
save_cb (gpointer user_data)
{
  GessoStudioKeys *self = user_data;

  self->save_source = 0;
  save_all (self);
  return G_SOURCE_REMOVE;
}

void
gesso_studio_keys_save (GessoStudioKeys *self,
                        gboolean         at_once)
{
  if (at_once)
    save_all (self);
  else if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY, save_cb, self);
}

void
gesso_studio_keys_emit_changed (GessoStudioKeys *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void start_reading (GessoStudioKeys *self);

/* The reading has ended, well or not. */
static void
end_reading (GessoStudioKeys *self,
             const GError    *error)
{
  g_autoptr (GPtrArray) served = g_steal_pointer (&self->served);

  self->has_read |= error == NULL;
  if (self->waiting->len > 0)
    start_reading (self);
  for (guint i = 0; i < served->len; i++)
    {
      GTask *task = g_ptr_array_index (served, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* What was saved last counts, unless this process used the key since. */
static void
take_state (GessoStudioPool     *pool,
            const GessoKeyState *state)
{
  const GessoKeyState *known = gesso_key_pool_get_state (pool->pool, state->fingerprint, g_get_real_time ());

  if (known->uses == 0 || state->turn > known->turn)
    gesso_key_pool_set_state (pool->pool, state);
}

static void
states_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoStudioKeys) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) states = gesso_store_list_key_states_finish (GESSO_STORE (source), result, &error);
  GListModel *providers = G_LIST_MODEL (self->registry);
  GHashTableIter iter;
  gpointer value;

  if (states == NULL)
    {
      end_reading (self, error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);

      gesso_studio_keys_get_pool (self, gesso_provider_get_spec (provider));
    }
  g_hash_table_iter_init (&iter, self->pools);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    fill_pool (self, value);
  for (guint i = 0; i < states->len; i++)
    {
      const GessoKeyState *state = g_ptr_array_index (states, i);
      GessoStudioPool *pool = g_hash_table_lookup (self->pools, state->provider);

      if (pool != NULL)
        take_state (pool, state);
    }
  end_reading (self, NULL);
}

static void
keys_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GessoStudioKeys) self = user_data;
  GError *error = NULL;
  GPtrArray *keys = gesso_keyring_list_finish (GESSO_KEYRING (source), result, &error);

  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_error (&self->problem);
  self->keys = keys;
  self->problem = error;
  gesso_store_list_key_states_async (self->store, NULL, self->closing, states_cb, g_object_ref (self));
}

/* Asks the artist when one of those who wait for it does. */
static void
read_keyring (GessoStudioKeys *self)
{
  gboolean unlock = FALSE;

  for (guint i = 0; i < self->served->len; i++)
    unlock |= GPOINTER_TO_INT (g_task_get_task_data (g_ptr_array_index (self->served, i)));
  gesso_keyring_list_async (self->keyring, NULL, unlock, self->closing, keys_cb, g_object_ref (self));
}

static void
salt_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GessoStudioKeys) self = user_data;
  g_autoptr (GError) error = NULL;

  self->salt = gesso_store_load_key_salt_finish (GESSO_STORE (source), result, &error);
  if (self->salt == NULL)
    {
      end_reading (self, error);
      return;
    }
  self->keyring = gesso_keyring_new (self->salt);
  read_keyring (self);
}

static void
start_reading (GessoStudioKeys *self)
{
  self->served = g_steal_pointer (&self->waiting);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->keyring != NULL)
    read_keyring (self);
  else
    gesso_store_load_key_salt_async (self->store, self->closing, salt_cb, g_object_ref (self));
}

void
gesso_studio_keys_read_async (GessoStudioKeys    *self,
                              gboolean            unlock,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_studio_keys_read_async);
  g_task_set_task_data (task, GINT_TO_POINTER (unlock), NULL);
  g_ptr_array_add (self->waiting, task);
  if (self->served == NULL)
    start_reading (self);
}

gboolean
gesso_studio_keys_read_finish (GessoStudioKeys *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
gesso_studio_keys_dispose (GObject *object)
{
  GessoStudioKeys *self = GESSO_STUDIO_KEYS (object);

  g_cancellable_cancel (self->closing);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->wipe_source, g_source_remove);
  g_clear_object (&self->keyring);
  g_clear_object (&self->registry);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gesso_studio_keys_parent_class)->dispose (object);
}

static void
gesso_studio_keys_finalize (GObject *object)
{
  GessoStudioKeys *self = GESSO_STUDIO_KEYS (object);

  g_free (self->salt);
  g_object_unref (self->closing);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_hash_table_unref (self->pools);
  g_hash_table_unref (self->secrets);
  g_hash_table_unref (self->lookups);
  g_clear_pointer (&self->served, g_ptr_array_unref);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (gesso_studio_keys_parent_class)->finalize (object);
}

static void
gesso_studio_keys_class_init (GessoStudioKeysClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gesso_studio_keys_dispose;
  object_class->finalize = gesso_studio_keys_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gesso_studio_keys_init (GessoStudioKeys *self)
{
  self->closing = g_cancellable_new ();
  self->pools = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_pool);
  self->secrets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) gesso_secret_free);
  self->lookups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

GessoStudioKeys *
gesso_studio_keys_new (GessoStore            *store,
                       GessoProviderRegistry *registry)
{
  GessoStudioKeys *self = g_object_new (GESSO_TYPE_STUDIO_KEYS, NULL);

  self->store = g_object_ref (store);
  self->registry = g_object_ref (registry);
  return self;
}

void
gesso_studio_keys_close (GessoStudioKeys *self)
{
  save_all (self);
  g_hash_table_remove_all (self->secrets);
  g_cancellable_cancel (self->closing);
}

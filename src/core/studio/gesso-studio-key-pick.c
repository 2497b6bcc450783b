/* gesso-studio-key-pick.c - a key for one message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-studio-keys-private.h"

/* A key is read from the keyring once for messages that follow closely, such as
 * those that ask after a task; seconds. */
#define KEEP_SECRETS 30

typedef struct
{
  const GessoProviderSpec *spec; /* (borrowed) */
  char *wanted;                  /* (owned) (nullable): the only one that will do */
  GPtrArray *tried;              /* (owned) (element-type utf8): of the caller's, a copy */
  gboolean read;                 /* whether they were read for it */
  double usable_in;
} Pick;

static void
free_pick (gpointer data)
{
  Pick *pick = data;

  g_free (pick->wanted);
  g_ptr_array_unref (pick->tried);
  g_free (pick);
}

static void choose (GTask *task);

static gboolean
wipe_cb (gpointer user_data)
{
  GessoStudioKeys *self = user_data;

  self->wipe_source = 0;
  g_hash_table_remove_all (self->secrets);
  return G_SOURCE_REMOVE;
}

static void
return_lease (GTask             *task,
              const char        *fingerprint,
              const GessoSecret *secret)
{
  g_task_return_pointer (task, gesso_key_lease_new (fingerprint, gesso_secret_peek (secret)),
                         (GDestroyNotify) gesso_key_lease_free);
}

static void
keep_secret (GessoStudioKeys   *self,
             const char        *fingerprint,
             const GessoSecret *secret)
{
  g_hash_table_replace (self->secrets, g_strdup (fingerprint), gesso_secret_copy (secret));
  if (self->wipe_source == 0)
    self->wipe_source = g_timeout_add_seconds (KEEP_SECRETS, wipe_cb, self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gesso_studio_keys_read_finish (GESSO_STUDIO_KEYS (source), result, &error))
    choose (task);
  else
    g_task_return_error (task, error);
}

/* Reads all keys again, as another program may have changed them; once. */
static gboolean
read_again (GTask *task)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  Pick *pick = g_task_get_task_data (task);

  if (pick->read)
    return FALSE;
  pick->read = TRUE;
  gesso_studio_keys_read_async (self, TRUE, g_task_get_cancellable (task), read_cb, g_object_ref (task));
  return TRUE;
}

/* One key that is being read, for all who wait for it. */
typedef struct
{
  GessoStudioKeys *keys; /* (owned) */
  char *fingerprint;     /* (owned) */
} Lookup;

static void
return_looked_up (GTask             *task,
                  const char        *fingerprint,
                  const GessoSecret *secret,
                  const GError      *error)
{
  if (g_task_return_error_if_cancelled (task))
    return;
  if (secret != NULL)
    return_lease (task, fingerprint, secret);
  /* Removed by another program: it is no longer among the keys then. */
  else if (!g_error_matches (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT) || !read_again (task))
    g_task_return_error (task, g_error_copy (error));
}

static void
looked_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Lookup *lookup = user_data;
  GessoStudioKeys *self = lookup->keys;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autofree char *fingerprint = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoSecret) secret = gesso_keyring_lookup_finish (GESSO_KEYRING (source), result, &error);

  g_hash_table_steal_extended (self->lookups, lookup->fingerprint, (gpointer *) &fingerprint, (gpointer *) &waiting);
  if (secret != NULL && !g_cancellable_is_cancelled (self->closing))
    keep_secret (self, lookup->fingerprint, secret);
  for (guint i = 0; i < waiting->len; i++)
    return_looked_up (g_ptr_array_index (waiting, i), lookup->fingerprint, secret, error);
  g_object_unref (lookup->keys);
  g_free (lookup->fingerprint);
  g_free (lookup);
}

/* Reads @key from the keyring: once, however many jobs ask for it. */
static void
look_up (GTask          *task,
         const GessoKey *key)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  GPtrArray *waiting = g_hash_table_lookup (self->lookups, key->fingerprint);
  Lookup *lookup;

  if (waiting != NULL)
    {
      g_ptr_array_add (waiting, g_object_ref (task));
      return;
    }
  waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (waiting, g_object_ref (task));
  g_hash_table_insert (self->lookups, g_strdup (key->fingerprint), waiting);
  lookup = g_new0 (Lookup, 1);
  lookup->keys = g_object_ref (self);
  lookup->fingerprint = g_strdup (key->fingerprint);
  gesso_keyring_lookup_async (self->keyring, key->id, self->closing, looked_up_cb, lookup);
}

/* Gets the secret of @key. */
static void
fetch (GTask           *task,
       GessoStudioPool *pool,
       const GessoKey  *key)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  const GessoSecret *kept = g_hash_table_lookup (self->secrets, key->fingerprint);

  if (kept != NULL)
    {
      return_lease (task, key->fingerprint, kept);
      return;
    }
  for (guint i = 0; i < pool->environment->len; i++)
    {
      GessoEnvironmentKey *found = g_ptr_array_index (pool->environment, i);

      if (key->variable != NULL && g_strcmp0 (found->key->fingerprint, key->fingerprint) == 0)
        {
          return_lease (task, key->fingerprint, found->secret);
          return;
        }
    }
  look_up (task, key);
}

/* The keyring's own trouble says more than that there is no key. */
static void
return_no_key (GTask           *task,
               GessoStudioPool *pool,
               GError          *error)
{
  GessoStudioKeys *self = g_task_get_source_object (task);

  if (self->problem == NULL || gesso_key_pool_get_keys (pool->pool)->len > 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  g_task_return_error (task, g_error_copy (self->problem));
}

static GError *
new_gone (const char *fingerprint)
{
  return g_error_new (GESSO_ERROR, GESSO_ERROR_INVALID_KEY,
                      /* Translators: %s is the fingerprint of a key, such as k-3f9a2c71 */
                      _("The key %s, which began this task, is no longer there. Add it again to go on."), fingerprint);
}

static void
choose (GTask *task)
{
  GessoStudioKeys *self = g_task_get_source_object (task);
  Pick *pick = g_task_get_task_data (task);
  GessoStudioPool *pool = gesso_studio_keys_get_pool (self, pick->spec);
  gint64 now = g_get_real_time ();
  gint64 usable_at = 0;
  const GessoKey *key;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (pick->wanted != NULL)
    {
      key = gesso_key_pool_find_key (pool->pool, pick->wanted);
      if (key != NULL)
        gesso_key_pool_note_use (pool->pool, key->fingerprint, now);
      else
        error = new_gone (pick->wanted);
    }
  else
    key = gesso_key_pool_pick (pool->pool, pick->tried, now, &usable_at, &error);
  gesso_studio_keys_save (self, FALSE);
  if (key != NULL)
    {
      fetch (task, pool, key);
      return;
    }
  if (read_again (task))
    {
      g_error_free (error);
      return;
    }
  pick->usable_in = usable_at > now ? (double) (usable_at - now) / G_TIME_SPAN_SECOND : -1;
  return_no_key (task, pool, error);
}

static void
gesso_studio_keys_pick_async (GessoKeySource          *source,
                              const GessoProviderSpec *spec,
                              const char              *fingerprint,
                              GPtrArray               *tried,
                              GCancellable            *cancellable,
                              GAsyncReadyCallback      callback,
                              gpointer                 user_data)
{
  GessoStudioKeys *self = GESSO_STUDIO_KEYS (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Pick *pick = g_new0 (Pick, 1);

  g_task_set_source_tag (task, gesso_studio_keys_pick_async);
  pick->spec = spec;
  pick->wanted = g_strdup (fingerprint);
  pick->tried = g_ptr_array_new_with_free_func (g_free);
  pick->usable_in = -1;
  for (guint i = 0; tried != NULL && i < tried->len; i++)
    g_ptr_array_add (pick->tried, g_strdup (g_ptr_array_index (tried, i)));
  g_task_set_task_data (task, pick, free_pick);
  if (self->has_read)
    choose (task);
  else
    read_again (task);
}

static GessoKeyLease *
gesso_studio_keys_pick_finish (GessoKeySource *source,
                               GAsyncResult   *result,
                               double         *usable_in,
                               GError        **error)
{
  *usable_in = ((Pick *) g_task_get_task_data (G_TASK (result)))->usable_in;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gesso_studio_keys_note_failure (GessoKeySource          *source,
                                const GessoProviderSpec *spec,
                                const char              *fingerprint,
                                const GError            *error,
                                double                   retry_after)
{
  GessoStudioKeys *self = GESSO_STUDIO_KEYS (source);
  GessoStudioPool *pool = gesso_studio_keys_get_pool (self, spec);

  if (!gesso_key_pool_note_failure (pool->pool, fingerprint, error, retry_after, g_get_real_time ()))
    return;
  /* It may have been changed in the keyring under the same name. */
  g_hash_table_remove (self->secrets, fingerprint);
  gesso_studio_keys_save (self, TRUE);
  gesso_studio_keys_emit_changed (self);
}

void
gesso_studio_keys_source_init (GessoKeySourceInterface *iface)
{
  iface->pick_async = gesso_studio_keys_pick_async;
  iface->pick_finish = gesso_studio_keys_pick_finish;
  iface->note_failure = gesso_studio_keys_note_failure;
}

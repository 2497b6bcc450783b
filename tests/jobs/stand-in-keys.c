/* stand-in-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "stand-in-keys.h"

typedef struct
{
  char *secret;
  char *fingerprint;
  char *reason;   /* (nullable) */
  gboolean out;   /* for good */
  gint64 until;   /* monotonic; rests until then */
  guint uses;
} Key;

struct _StandInKeys
{
  GObject parent_instance;

  GPtrArray *keys; /* (owned) of Key */
};

static void key_source_iface_init (GessoKeySourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (StandInKeys, stand_in_keys, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_KEY_SOURCE, key_source_iface_init))

static void
free_key (gpointer data)
{
  Key *key = data;

  g_free (key->secret);
  g_free (key->fingerprint);
  g_free (key->reason);
  g_free (key);
}

static void
stand_in_keys_finalize (GObject *object)
{
  g_ptr_array_unref (STAND_IN_KEYS (object)->keys);
  G_OBJECT_CLASS (stand_in_keys_parent_class)->finalize (object);
}

static void
stand_in_keys_class_init (StandInKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = stand_in_keys_finalize;
}

static void
stand_in_keys_init (StandInKeys *self)
{
  self->keys = g_ptr_array_new_with_free_func (free_key);
}

StandInKeys *
stand_in_keys_new (const char *const *secrets)
{
  StandInKeys *self = g_object_new (STAND_IN_TYPE_KEYS, NULL);

  for (; *secrets != NULL; secrets++)
    {
      Key *key = g_new0 (Key, 1);

      key->secret = g_strdup (*secrets);
      key->fingerprint = g_strdup_printf ("k-%u", self->keys->len);
      g_ptr_array_add (self->keys, key);
    }
  return self;
}

const char *
stand_in_keys_get_reason (StandInKeys *self,
                          const char  *secret)
{
  for (guint i = 0; i < self->keys->len; i++)
    {
      const Key *key = g_ptr_array_index (self->keys, i);

      if (g_str_equal (key->secret, secret))
        return key->reason;
    }
  return NULL;
}

static gboolean
may_use (const Key  *key,
         const char *fingerprint,
         GPtrArray  *tried)
{
  if (fingerprint != NULL)
    return g_str_equal (key->fingerprint, fingerprint);
  return !key->out && key->until <= g_get_monotonic_time () &&
         !g_ptr_array_find_with_equal_func (tried, key->fingerprint, g_str_equal, NULL);
}

static void
keys_pick_async (GessoKeySource          *source,
                 const GessoProviderSpec *spec,
                 const char              *fingerprint,
                 GPtrArray               *tried,
                 GCancellable            *cancellable,
                 GAsyncReadyCallback      callback,
                 gpointer                 user_data)
{
  StandInKeys *self = STAND_IN_KEYS (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GString) reasons = g_string_new (NULL);
  gint64 now = g_get_monotonic_time (), first = G_MAXINT64;
  Key *best = NULL;

  for (guint i = 0; i < self->keys->len; i++)
    {
      Key *key = g_ptr_array_index (self->keys, i);

      g_string_append_printf (reasons, "%s: %s\n", key->fingerprint, key->reason != NULL ? key->reason : "used");
      if (!key->out && key->until > now)
        first = MIN (first, key->until);
      if (may_use (key, fingerprint, tried) && (best == NULL || key->uses < best->uses))
        best = key;
    }
  if (best == NULL)
    {
      gboolean rests = first != G_MAXINT64;

      g_task_set_task_data (task, g_memdup2 (&first, sizeof first), g_free);
      g_task_return_new_error (task, GESSO_ERROR, rests ? GESSO_ERROR_RATE_LIMITED : GESSO_ERROR_INVALID_KEY, "%s",
                               reasons->str);
      return;
    }
  best->uses++;
  g_task_return_pointer (task, gesso_key_lease_new (best->fingerprint, best->secret),
                         (GDestroyNotify) gesso_key_lease_free);
}

static GessoKeyLease *
keys_pick_finish (GessoKeySource *source,
                  GAsyncResult   *result,
                  double         *usable_in,
                  GError        **error)
{
  gint64 *first = g_task_get_task_data (G_TASK (result));

  if (first != NULL && *first != G_MAXINT64)
    *usable_in = MAX (*first - g_get_monotonic_time (), 0) / (double) G_USEC_PER_SEC;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
keys_note_failure (GessoKeySource          *source,
                   const GessoProviderSpec *spec,
                   const char              *fingerprint,
                   const GError            *error,
                   double                   retry_after)
{
  StandInKeys *self = STAND_IN_KEYS (source);

  for (guint i = 0; i < self->keys->len; i++)
    {
      Key *key = g_ptr_array_index (self->keys, i);

      if (!g_str_equal (key->fingerprint, fingerprint))
        continue;
      g_free (key->reason);
      key->reason = g_strdup_printf ("%s@%g", gesso_error_to_nick ((GessoError) error->code), retry_after);
      if (error->code == GESSO_ERROR_RATE_LIMITED)
        key->until = g_get_monotonic_time () + (gint64) (MAX (retry_after, 0) * G_USEC_PER_SEC);
      else
        key->out = TRUE;
    }
}

static void
key_source_iface_init (GessoKeySourceInterface *iface)
{
  iface->pick_async = keys_pick_async;
  iface->pick_finish = keys_pick_finish;
  iface->note_failure = keys_note_failure;
}

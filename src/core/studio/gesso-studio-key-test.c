/* gesso-studio-key-test.c - whether a key works, by the cheapest message there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-studio-ask.h"
#include "gesso-studio-keys-private.h"
#include "gesso-studio-private.h"

/* A source of one key: a test must not be passed by another. */
#define GESSO_TYPE_LONE_KEY (gesso_lone_key_get_type ())
G_DECLARE_FINAL_TYPE (GessoLoneKey, gesso_lone_key, GESSO, LONE_KEY, GObject)

struct _GessoLoneKey
{
  GObject parent_instance;

  GessoKeySource *keys; /* (owned) */
  char *fingerprint;    /* (owned) */
  GError *failure;      /* (owned) (nullable): why the key will not do */
};

static void gesso_lone_key_source_init (GessoKeySourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoLoneKey, gesso_lone_key, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_KEY_SOURCE, gesso_lone_key_source_init))

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  double usable_in;
  GessoKeyLease *lease = gesso_key_source_pick_finish (GESSO_KEY_SOURCE (source), result, &usable_in, &error);

  if (lease != NULL)
    g_task_return_pointer (task, lease, (GDestroyNotify) gesso_key_lease_free);
  else
    g_task_return_error (task, error);
}

static void
gesso_lone_key_pick_async (GessoKeySource          *source,
                           const GessoProviderSpec *spec,
                           const char              *fingerprint,
                           GPtrArray               *tried,
                           GCancellable            *cancellable,
                           GAsyncReadyCallback      callback,
                           gpointer                 user_data)
{
  GessoLoneKey *self = GESSO_LONE_KEY (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_lone_key_pick_async);
  if (self->failure == NULL)
    {
      gesso_key_source_pick_async (self->keys, spec, self->fingerprint, tried, cancellable, picked_cb, task);
      return;
    }
  g_task_return_error (task, g_error_copy (self->failure));
  g_object_unref (task);
}

static GessoKeyLease *
gesso_lone_key_pick_finish (GessoKeySource *source,
                            GAsyncResult   *result,
                            double         *usable_in,
                            GError        **error)
{
  *usable_in = -1;
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gesso_lone_key_note_failure (GessoKeySource          *source,
                             const GessoProviderSpec *spec,
                             const char              *fingerprint,
                             const GError            *error,
                             double                   retry_after)
{
  GessoLoneKey *self = GESSO_LONE_KEY (source);

  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
  gesso_key_source_note_failure (self->keys, spec, fingerprint, error, retry_after);
}

static void
gesso_lone_key_source_init (GessoKeySourceInterface *iface)
{
  iface->pick_async = gesso_lone_key_pick_async;
  iface->pick_finish = gesso_lone_key_pick_finish;
  iface->note_failure = gesso_lone_key_note_failure;
}

static void
gesso_lone_key_finalize (GObject *object)
{
  GessoLoneKey *self = GESSO_LONE_KEY (object);

  g_object_unref (self->keys);
  g_free (self->fingerprint);
  g_clear_error (&self->failure);
  G_OBJECT_CLASS (gesso_lone_key_parent_class)->finalize (object);
}

static void
gesso_lone_key_class_init (GessoLoneKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_lone_key_finalize;
}

static void
gesso_lone_key_init (GessoLoneKey *self)
{
}

/* One test. */
typedef struct
{
  char *fingerprint; /* (owned) */
  double seconds;    /* result */
} Test;

static void
free_test (gpointer data)
{
  Test *test = data;

  g_free (test->fingerprint);
  g_free (test);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  Test *test = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GessoHttpAnswer) answer = gesso_studio_ask_finish (result, &test->seconds, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_studio_keys_renew (gesso_studio_get_keys (self), test->fingerprint);
  g_task_return_boolean (task, TRUE);
}

/* The network of the studio, but for its keys. */
static GessoJobNetwork *
make_network (GessoStudio *studio,
              const char  *provider,
              const char  *fingerprint)
{
  GessoJobNetwork *ours = gesso_studio_get_network (studio);
  g_autoptr (GessoLoneKey) lone = g_object_new (GESSO_TYPE_LONE_KEY, NULL);
  GessoJobNetwork *network;

  lone->keys = GESSO_KEY_SOURCE (g_object_ref (gesso_studio_get_keys (studio)));
  lone->fingerprint = g_strdup (fingerprint);
  network = gesso_job_network_new (gesso_job_network_get_http (ours), GESSO_KEY_SOURCE (lone),
                                   gesso_studio_get_store (studio));
  gesso_job_network_set_base (network, provider, gesso_job_network_get_base (ours, provider));
  return network;
}

static void
send_test (GTask      *task,
           const char *id)
{
  GessoStudio *self = g_task_get_source_object (task);
  Test *test = g_task_get_task_data (task);
  GessoProvider *provider = gesso_provider_registry_find_provider (gesso_studio_get_registry (self), id);
  GessoHttpRequest *http = provider != NULL ? gesso_provider_test_key (provider) : NULL;
  g_autoptr (GessoJobNetwork) network = NULL;

  if (http == NULL)
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED, "%s",
                               _("This provider has no way to test a key free of charge. Make a picture to see whether "
                                 "it works."));
      return;
    }
  network = make_network (self, id, test->fingerprint);
  gesso_studio_ask_async (network, provider, http, "test-key", g_task_get_cancellable (task), answered_cb,
                          g_object_ref (task));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudioKeys *keys = GESSO_STUDIO_KEYS (source);
  Test *test = g_task_get_task_data (task);
  GessoStudioPool *pool;
  const GessoKey *key;
  GError *error = NULL;

  if (!gesso_studio_keys_read_finish (keys, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  pool = gesso_studio_keys_find (keys, test->fingerprint, &key);
  if (pool != NULL)
    send_test (task, pool->spec->id);
  else if (keys->problem != NULL)
    g_task_return_error (task, g_error_copy (keys->problem));
  else
    /* Translators: %s is the fingerprint of a key, such as k-3f9a2c71 */
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("There is no key %s."), test->fingerprint);
}

void
gesso_studio_test_key_async (GessoStudio        *self,
                             const char         *fingerprint,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  GTask *task;
  Test *test = g_new0 (Test, 1);

  g_return_if_fail (GESSO_IS_STUDIO (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_test_key_async);
  test->fingerprint = g_strdup (fingerprint);
  g_task_set_task_data (task, test, free_test);
  gesso_studio_keys_read_async (gesso_studio_get_keys (self), TRUE, cancellable, read_cb, task);
}

gboolean
gesso_studio_test_key_finish (GessoStudio  *self,
                              GAsyncResult *result,
                              double       *seconds,
                              GError      **error)
{
  *seconds = ((Test *) g_task_get_task_data (G_TASK (result)))->seconds;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* gesso-key-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-key-list.h"

struct _GessoKeyList
{
  GObject parent_instance;

  GessoStudio *studio;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *keys;           /* (owned) of GessoStudioKey */
  char *problem;             /* (owned) (nullable) */
  gboolean read;
};

G_DEFINE_FINAL_TYPE (GessoKeyList, gesso_key_list, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
gesso_key_list_dispose (GObject *object)
{
  GessoKeyList *self = GESSO_KEY_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_key_list_parent_class)->dispose (object);
}

static void
gesso_key_list_finalize (GObject *object)
{
  GessoKeyList *self = GESSO_KEY_LIST (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->keys);
  g_free (self->problem);
  G_OBJECT_CLASS (gesso_key_list_parent_class)->finalize (object);
}

static void
gesso_key_list_class_init (GessoKeyListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gesso_key_list_dispose;
  object_class->finalize = gesso_key_list_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_key_list_init (GessoKeyList *self)
{
  self->cancellable = g_cancellable_new ();
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_key_free);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoKeyList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) keys = gesso_studio_keys_list_finish (GESSO_STUDIO_KEYS (source), result, &problem, &error);

  if (g_cancellable_is_cancelled (self->cancellable) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (keys != NULL)
    gesso_key_list_take (self, g_steal_pointer (&keys), g_steal_pointer (&problem));
  else
    gesso_key_list_take (self, g_ptr_array_ref (self->keys), g_strdup (error->message));
}

static void
keys_changed_cb (GessoKeyList *self)
{
  gesso_key_list_refresh (self, FALSE);
}

GessoKeyList *
gesso_key_list_new (GessoStudio *studio)
{
  GessoKeyList *self = g_object_new (GESSO_TYPE_KEY_LIST, NULL);

  if (studio == NULL)
    return self;
  self->studio = g_object_ref (studio);
  g_signal_connect_object (gesso_studio_get_keys (studio), "changed", G_CALLBACK (keys_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gesso_key_list_refresh (self, FALSE);
  return self;
}

void
gesso_key_list_refresh (GessoKeyList *self,
                        gboolean      unlock)
{
  g_return_if_fail (GESSO_IS_KEY_LIST (self));

  if (self->studio != NULL)
    gesso_studio_keys_list_async (gesso_studio_get_keys (self->studio), NULL, unlock, self->cancellable, listed_cb,
                                  g_object_ref (self));
}

void
gesso_key_list_take (GessoKeyList *self,
                     GPtrArray    *keys,
                     char         *problem)
{
  g_return_if_fail (GESSO_IS_KEY_LIST (self));

  g_ptr_array_unref (self->keys);
  self->keys = keys;
  g_free (self->problem);
  self->problem = problem;
  self->read = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

GPtrArray *
gesso_key_list_get_keys (GessoKeyList *self)
{
  g_return_val_if_fail (GESSO_IS_KEY_LIST (self), NULL);
  return self->keys;
}

const char *
gesso_key_list_get_problem (GessoKeyList *self)
{
  g_return_val_if_fail (GESSO_IS_KEY_LIST (self), NULL);
  return self->problem;
}

gboolean
gesso_key_list_is_read (GessoKeyList *self)
{
  g_return_val_if_fail (GESSO_IS_KEY_LIST (self), FALSE);
  return self->read;
}

gboolean
gesso_key_list_can_use (GessoKeyList            *self,
                        const GessoProviderSpec *spec)
{
  g_return_val_if_fail (GESSO_IS_KEY_LIST (self), FALSE);

  if (spec->on_device)
    return TRUE;
  for (guint i = 0; i < self->keys->len; i++)
    if (g_strcmp0 (((GessoStudioKey *) g_ptr_array_index (self->keys, i))->key->provider, spec->id) == 0)
      return TRUE;
  return FALSE;
}

/* A model without a name of its own stands for those that are typed. */
static void
add_models (GPtrArray     *names,
            GessoProvider *provider,
            GessoTool      tool)
{
  g_autoptr (GPtrArray) models = gesso_provider_list_offered (provider);

  for (guint i = 0; i < models->len; i++)
    {
      const GessoModelSpec *model = g_ptr_array_index (models, i);

      if (*model->id != '\0' && (model->tools & (1u << tool)) != 0)
        g_ptr_array_add (names, g_strconcat (gesso_provider_get_spec (provider)->id, "/", model->id, NULL));
    }
}

GPtrArray *
gesso_key_list_list_models (GessoKeyList          *self,
                            GessoProviderRegistry *registry,
                            GessoTool              tool)
{
  GListModel *providers = G_LIST_MODEL (registry);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (int on_device = TRUE; on_device >= FALSE; on_device--)
    for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
      {
        g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
        const GessoProviderSpec *spec = gesso_provider_get_spec (provider);

        if (spec->on_device == on_device && gesso_key_list_can_use (self, spec))
          add_models (names, provider, tool);
      }
  return names;
}

char *
gesso_key_list_dup_reason (GessoKeyList          *self,
                           GessoProviderRegistry *registry,
                           GessoTool              tool)
{
  g_autoptr (GPtrArray) names = gesso_key_list_list_models (self, registry, tool);
  g_autofree char *titles = NULL;

  if (names->len > 0)
    return NULL;
  titles = gesso_provider_registry_dup_titles (registry, tool);
  if (*titles == '\0')
    /* Translators: the title of a tool. */
    return g_strdup_printf (_("Nothing here can do “%s”."), gesso_tool_get_title (tool));
  /* Translators: the title of a tool, then a list of companies. */
  return g_strdup_printf (_("“%s” needs a model online, such as those of %s. Add a key for one of them in the "
                            "preferences."),
                          gesso_tool_get_title (tool), titles);
}

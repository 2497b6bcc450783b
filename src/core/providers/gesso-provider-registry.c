/* gesso-provider-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-provider-registry.h"

struct _GessoProviderRegistry
{
  GObject parent_instance;

  GPtrArray *providers; /* (owned) of GessoProvider */
};

static GType
gesso_provider_registry_get_item_type (GListModel *model)
{
  return GESSO_TYPE_PROVIDER;
}

static guint
gesso_provider_registry_get_n_items (GListModel *model)
{
  return GESSO_PROVIDER_REGISTRY (model)->providers->len;
}

static gpointer
gesso_provider_registry_get_item (GListModel *model,
                                  guint       position)
{
  GessoProviderRegistry *self = GESSO_PROVIDER_REGISTRY (model);

  return position < self->providers->len ? g_object_ref (g_ptr_array_index (self->providers, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = gesso_provider_registry_get_item_type;
  iface->get_n_items = gesso_provider_registry_get_n_items;
  iface->get_item = gesso_provider_registry_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoProviderRegistry, gesso_provider_registry, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
gesso_provider_registry_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_PROVIDER_REGISTRY (object)->providers);
  G_OBJECT_CLASS (gesso_provider_registry_parent_class)->finalize (object);
}

static void
gesso_provider_registry_class_init (GessoProviderRegistryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_provider_registry_finalize;
}

static void
gesso_provider_registry_init (GessoProviderRegistry *self)
{
  self->providers = g_ptr_array_new_with_free_func (g_object_unref);
}

GessoProviderRegistry *
gesso_provider_registry_new (void)
{
  return g_object_new (GESSO_TYPE_PROVIDER_REGISTRY, NULL);
}

/* The first one added is preferred. */
void
gesso_provider_registry_add (GessoProviderRegistry *self,
                             GessoProvider         *provider)
{
  g_return_if_fail (GESSO_IS_PROVIDER_REGISTRY (self) && GESSO_IS_PROVIDER (provider));

  g_ptr_array_add (self->providers, g_object_ref (provider));
  g_list_model_items_changed (G_LIST_MODEL (self), self->providers->len - 1, 0, 1);
}

/* "device/sketch, device/resample": every model with one of @tools. */
static GPtrArray *
list_names (GessoProviderRegistry *self,
            guint                  tools)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->providers->len; i++)
    {
      GessoProvider *provider = g_ptr_array_index (self->providers, i);
      g_autoptr (GPtrArray) models = gesso_provider_list_offered (provider);

      for (guint j = 0; j < models->len; j++)
        {
          const GessoModelSpec *model = g_ptr_array_index (models, j);

          if ((model->tools & tools) != 0)
            g_ptr_array_add (names, g_strconcat (gesso_provider_get_spec (provider)->id, "/", model->id, NULL));
        }
    }
  return names;
}

static char *
join_names (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

GessoProvider *
gesso_provider_registry_find_provider (GessoProviderRegistry *self,
                                       const char            *id)
{
  for (guint i = 0; i < self->providers->len; i++)
    {
      GessoProvider *provider = g_ptr_array_index (self->providers, i);

      if (g_str_equal (gesso_provider_get_spec (provider)->id, id))
        return provider;
    }
  return NULL;
}

GessoProvider *
gesso_provider_registry_find (GessoProviderRegistry *self,
                              const char            *model,
                              const GessoModelSpec **spec,
                              GError               **error)
{
  g_auto (GStrv) parts = g_strsplit (model != NULL ? model : "", "/", 2);
  gboolean whole = g_strv_length (parts) == 2;
  GessoProvider *provider = whole ? gesso_provider_registry_find_provider (self, parts[0]) : NULL;
  const GessoModelSpec *found = provider != NULL ? gesso_provider_find_model (provider, parts[1]) : NULL;
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *text = NULL;

  if (found != NULL)
    {
      if (spec != NULL)
        *spec = found;
      return provider;
    }
  names = list_names (self, G_MAXUINT);
  text = join_names (names);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the model that was asked for, then those there are. */
               _("There is no model “%s”; choose one of %s."), model != NULL ? model : "", text);
  return NULL;
}

GPtrArray *
gesso_provider_registry_list_models (GessoProviderRegistry *self,
                                     GessoTool              tool)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_REGISTRY (self), NULL);
  return list_names (self, 1u << tool);
}

char *
gesso_provider_registry_dup_titles (GessoProviderRegistry *self,
                                    GessoTool              tool)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  g_return_val_if_fail (GESSO_IS_PROVIDER_REGISTRY (self), NULL);

  for (guint i = 0; i < self->providers->len; i++)
    {
      const GessoProviderSpec *spec = gesso_provider_get_spec (g_ptr_array_index (self->providers, i));

      for (const GessoModelSpec *model = spec->models; model != NULL && model->id != NULL; model++)
        if ((model->tools & (1u << tool)) != 0)
          {
            g_ptr_array_add (titles, (gpointer) _(spec->title));
            break;
          }
    }
  return join_names (titles);
}

char *
gesso_provider_registry_dup_default (GessoProviderRegistry *self,
                                     GessoTool              tool,
                                     GError               **error)
{
  g_autoptr (GPtrArray) names = gesso_provider_registry_list_models (self, tool);
  g_autofree char *titles = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GessoProvider *provider = gesso_provider_registry_find (self, name, NULL, NULL);

      if (provider != NULL && gesso_provider_get_spec (provider)->on_device)
        return g_strdup (name);
    }
  titles = gesso_provider_registry_dup_titles (self, tool);
  if (*titles == '\0')
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                 /* Translators: the title of a tool. */
                 _("Nothing here can do “%s”."), gesso_tool_get_title (tool));
  else
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                 /* Translators: the title of a tool, then a list of companies. */
                 _("“%s” needs a model online, and those cost money, so name the one you want; %s have them."),
                 gesso_tool_get_title (tool), titles);
  return NULL;
}

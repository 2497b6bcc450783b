/* gesso-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-listed-model.h"
#include "gesso-provider.h"
#include "gesso-provider-util.h"

typedef struct
{
  GessoParameters *settings;
  char **added;             /* (owned) (nullable): ids */
  GHashTable *typed_models; /* (owned): id → GessoModelSpec of models that are not in the spec's list */
} GessoProviderPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (GessoProvider, gesso_provider, G_TYPE_OBJECT)

static void
gesso_provider_finalize (GObject *object)
{
  GessoProviderPrivate *priv = gesso_provider_get_instance_private (GESSO_PROVIDER (object));

  gesso_parameters_unref (priv->settings);
  g_strfreev (priv->added);
  g_hash_table_unref (priv->typed_models);
  G_OBJECT_CLASS (gesso_provider_parent_class)->finalize (object);
}

static void
gesso_provider_class_init (GessoProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_provider_finalize;
}

static void
gesso_provider_init (GessoProvider *self)
{
  GessoProviderPrivate *priv = gesso_provider_get_instance_private (self);

  priv->settings = gesso_parameters_new ();
  priv->typed_models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

GessoParameters *
gesso_provider_get_settings (GessoProvider *self)
{
  GessoProviderPrivate *priv = gesso_provider_get_instance_private (self);

  return priv->settings;
}

void
gesso_provider_set_settings (GessoProvider   *self,
                             GessoParameters *settings)
{
  GessoProviderPrivate *priv = gesso_provider_get_instance_private (self);
  GessoParameters *old = priv->settings;

  priv->settings = gesso_parameters_ref (settings);
  gesso_parameters_unref (old);
}

const GessoProviderSpec *
gesso_provider_get_spec (GessoProvider *self)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER (self), NULL);
  return GESSO_PROVIDER_GET_CLASS (self)->spec;
}

/* A model whose id the artist typed. One with the beginning of @alike's id is a snapshot of it and keeps its price. */
static const GessoModelSpec *
add_typed_model (GessoProvider        *self,
                 const char           *model_id,
                 const GessoModelSpec *alike)
{
  GessoProviderPrivate *priv = gesso_provider_get_instance_private (self);
  GessoModelSpec *model = g_hash_table_lookup (priv->typed_models, model_id);

  if (model != NULL)
    return model;
  model = g_memdup2 (alike, sizeof *alike);
  model->id = model->title = g_strdup (model_id);
  if (!g_str_has_prefix (model_id, alike->id))
    {
      model->note = NULL;
      model->price = -1;
    }
  g_hash_table_insert (priv->typed_models, (gpointer) model->id, model);
  return model;
}

const GessoModelSpec *
gesso_provider_find_model (GessoProvider *self,
                           const char    *model_id)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);
  const GessoModelSpec *alike;

  for (const GessoModelSpec *model = klass->spec->models; model->id != NULL; model++)
    if (g_strcmp0 (model->id, model_id) == 0)
      return model;
  if (model_id == NULL)
    return NULL;
  if (klass->find_model != NULL)
    return klass->find_model (self, model_id);
  alike = klass->find_alike != NULL ? klass->find_alike (model_id) : NULL;
  return alike != NULL ? add_typed_model (self, model_id, alike) : NULL;
}

void
gesso_provider_set_added_models (GessoProvider     *self,
                                 const char *const *model_ids)
{
  GessoProviderPrivate *priv = gesso_provider_get_instance_private (self);

  g_strfreev (priv->added);
  priv->added = g_strdupv ((char **) model_ids);
}

GPtrArray *
gesso_provider_list_offered (GessoProvider *self)
{
  GessoProviderPrivate *priv = gesso_provider_get_instance_private (self);
  GPtrArray *models = g_ptr_array_new ();

  for (const GessoModelSpec *model = gesso_provider_get_spec (self)->models; model->id != NULL; model++)
    g_ptr_array_add (models, (gpointer) model);
  for (guint i = 0; priv->added != NULL && priv->added[i] != NULL; i++)
    {
      const GessoModelSpec *model = gesso_provider_find_model (self, priv->added[i]);

      if (model != NULL && !g_ptr_array_find (models, model, NULL))
        g_ptr_array_add (models, (gpointer) model);
    }
  return models;
}

const GessoModelSpec *
gesso_provider_find_requested_model (GessoProvider *self,
                                     GessoRequest  *request)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (self);
  g_auto (GStrv) parts = g_strsplit (gesso_request_get_model (request), "/", 2);

  if (g_strv_length (parts) != 2 || !g_str_equal (parts[0], spec->id))
    return NULL;
  return gesso_provider_find_model (self, parts[1]);
}

static gboolean
check_role (GessoRequest  *request,
            GessoInputRole role,
            const char    *sentence,
            GError       **error)
{
  const GessoInput *input = gesso_request_find_input (request, role);

  if (input != NULL && (input->bytes != NULL || input->blob != NULL))
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _(sentence));
  return FALSE;
}

static gboolean
check_inputs (GessoRequest *request,
              GError      **error)
{
  GessoTool tool = gesso_request_get_tool (request);

  if (tool == GESSO_TOOL_GENERATE)
    return TRUE;
  if (!check_role (request, GESSO_ROLE_SOURCE, N_("This tool works on a picture: choose one first."), error))
    return FALSE;
  if (tool == GESSO_TOOL_INPAINT)
    return check_role (request, GESSO_ROLE_MASK, N_("Paint over the part of the picture that should change first."), error);
  if (tool == GESSO_TOOL_REPLACE_BACKGROUND_IMAGE)
    return check_role (request, GESSO_ROLE_BACKGROUND, N_("Choose a picture for the new background first."), error);
  if (tool == GESSO_TOOL_EXPAND && gesso_frame_is_empty (gesso_request_get_frame (request)))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("Say how far to expand: at least one side must grow by one pixel."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_prompt (GessoRequest *request,
              GError      **error)
{
  GessoTool tool = gesso_request_get_tool (request);
  g_autofree char *text = g_strstrip (g_strdup (gesso_request_get_prompt (request)));

  if (*text != '\0' || (tool != GESSO_TOOL_GENERATE && tool != GESSO_TOOL_REPLACE_BACKGROUND_PROMPT))
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("Describe the picture in a few words first."));
  return FALSE;
}

static gboolean
check_count (GessoRequest         *request,
             const GessoModelSpec *model,
             GError              **error)
{
  gint64 count = gesso_parameters_get_int (gesso_request_get_parameters (request), "count", 1);

  if (count >= 1 && count <= MAX (model->max_count, 1))
    return TRUE;
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: the title of a model, then how many pictures it can make in one run. */
               ngettext ("%s makes %u picture at a time: ask for no more.",
                         "%s makes at most %u pictures at a time: ask for fewer.", MAX (model->max_count, 1)),
               _(model->title), MAX (model->max_count, 1));
  return FALSE;
}

gboolean
gesso_provider_check (GessoProvider *self,
                      GessoRequest  *request,
                      GError       **error)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);

  if (model == NULL)
    {
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   /* Translators: the name of a model, such as device/sketch. */
                   _("There is no model “%s”."), gesso_request_get_model (request));
      return FALSE;
    }
  if ((model->tools & (1u << gesso_request_get_tool (request))) == 0)
    {
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                   /* Translators: the title of a model, then the title of a tool. */
                   _("%s cannot be used for “%s”: choose another model."),
                   _(model->title), gesso_tool_get_title (gesso_request_get_tool (request)));
      return FALSE;
    }
  return check_inputs (request, error) && check_prompt (request, error) &&
         check_count (request, model, error) &&
         gesso_parameters_check (gesso_request_get_parameters (request), model->parameters, error);
}

GessoStep *
gesso_provider_next (GessoProvider   *self,
                     GessoRequest    *request,
                     JsonObject      *state,
                     GessoHttpAnswer *answer)
{
  g_autoptr (GError) error = NULL;

  /* What is under way goes on, whatever this version thinks of the request. */
  if (json_object_get_size (state) == 0 && answer == NULL && !gesso_provider_check (self, request, &error))
    return gesso_step_new_failed (g_steal_pointer (&error));
  return GESSO_PROVIDER_GET_CLASS (self)->next (self, request, state, answer);
}

gboolean
gesso_provider_event (GessoProvider    *self,
                      GessoRequest     *request,
                      JsonObject       *state,
                      const char       *event,
                      const char       *data,
                      gsize             length,
                      GessoStreamEvent *out)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);

  *out = (GessoStreamEvent) { .fraction = -1 };
  return klass->event != NULL && klass->event (self, request, state, event, data, length, out);
}

GessoHttpRequest *
gesso_provider_cancel (GessoProvider *self,
                       JsonObject    *state)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);

  return klass->cancel != NULL ? klass->cancel (self, state) : NULL;
}

GessoHttpRequest *
gesso_provider_test_key (GessoProvider *self)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);

  return klass->test_key != NULL ? klass->test_key (self) : gesso_provider_list_models (self);
}

GessoHttpRequest *
gesso_provider_list_models (GessoProvider *self)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);

  if (klass->list_models != NULL)
    return klass->list_models (self);
  return klass->spec->models_url != NULL ? gesso_provider_new_request (self, "GET", klass->spec->models_url) : NULL;
}

GPtrArray *
gesso_provider_read_models (GessoProvider   *self,
                            GessoHttpAnswer *answer,
                            GError         **error)
{
  g_autoptr (GError) failure = gesso_provider_classify (self, answer);
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GPtrArray) models = NULL;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  object = gesso_provider_read_object (self, answer, error);
  if (object == NULL)
    return NULL;
  models = gesso_listed_models_read (object);
  if (models->len > 0)
    return g_steal_pointer (&models);
  g_propagate_error (error, gesso_provider_new_error (self, GESSO_ERROR_BAD_ANSWER, NULL));
  return NULL;
}

GError *
gesso_provider_classify (GessoProvider   *self,
                         GessoHttpAnswer *answer)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);

  return klass->classify != NULL ? klass->classify (self, answer)
                                 : gesso_provider_classify_status (self, answer, NULL);
}

GessoHttpRequest *
gesso_provider_describe (GessoProvider *self,
                         const char    *model_id)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);

  return klass->describe != NULL ? klass->describe (self, model_id) : NULL;
}

gboolean
gesso_provider_learn (GessoProvider   *self,
                      const char      *model_id,
                      GessoHttpAnswer *answer,
                      GError         **error)
{
  GessoProviderClass *klass = GESSO_PROVIDER_GET_CLASS (self);
  g_autoptr (GError) failure = gesso_provider_classify (self, answer);

  if (failure == NULL && klass->learn != NULL)
    return klass->learn (self, model_id, answer, error);
  if (failure == NULL)
    failure = gesso_provider_new_error (self, GESSO_ERROR_UNSUPPORTED, NULL);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

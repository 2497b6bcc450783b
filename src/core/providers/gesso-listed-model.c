/* gesso-listed-model.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-json.h"
#include "gesso-listed-model.h"

#define MOST_MODELS 5000
#define LONGEST_TEXT 200

void
gesso_listed_model_free (GessoListedModel *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->ends);
  g_free (self);
}

/* (nullable): a text that is shown, when it is one. */
static char *
dup_text (JsonObject *object,
          const char *name)
{
  const char *text = gesso_json_get_string (object, name);

  return text != NULL && *text != '\0' && strlen (text) <= LONGEST_TEXT && strpbrk (text, "\r\n") == NULL
             ? g_strdup (text) : NULL;
}

static GessoListedModel *
read_model (JsonObject *object)
{
  g_autoptr (GessoListedModel) model = g_new0 (GessoListedModel, 1);
  g_autofree char *name = dup_text (object, "name");

  model->id = dup_text (object, "id");
  if (model->id == NULL && name != NULL)
    model->id = g_strdup (g_str_has_prefix (name, "models/") ? name + strlen ("models/") : name);
  if (model->id == NULL || *model->id == '\0')
    return NULL;
  model->title = dup_text (object, "displayName");
  model->ends = dup_text (object, "shutdown_date");
  return g_steal_pointer (&model);
}

GPtrArray *
gesso_listed_models_read (JsonObject *object)
{
  GPtrArray *models = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_listed_model_free);
  JsonArray *array = gesso_json_get_array (object, "data");
  guint n;

  if (array == NULL)
    array = gesso_json_get_array (object, "models");
  n = array != NULL ? json_array_get_length (array) : 0;
  for (guint i = 0; i < n && models->len < MOST_MODELS; i++)
    {
      GessoListedModel *model = read_model (gesso_json_array_get_object (array, i));

      if (model != NULL)
        g_ptr_array_add (models, model);
    }
  return models;
}

char *
gesso_listed_models_to_json (GPtrArray *models)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < models->len; i++)
    {
      const GessoListedModel *model = g_ptr_array_index (models, i);
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "id", model->id);
      if (model->title != NULL)
        json_object_set_string_member (member, "displayName", model->title);
      if (model->ends != NULL)
        json_object_set_string_member (member, "shutdown_date", model->ends);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (object, "data", array);
  return gesso_json_to_text (object);
}

const GessoListedModel *
gesso_listed_models_find (GPtrArray  *models,
                          const char *id)
{
  for (guint i = 0; i < models->len; i++)
    {
      const GessoListedModel *model = g_ptr_array_index (models, i);

      if (g_str_equal (model->id, id))
        return model;
    }
  return NULL;
}

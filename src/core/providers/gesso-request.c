/* gesso-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-request.h"

struct _GessoRequest
{
  GObject parent_instance;

  GessoTool tool;
  char *model;                 /* (owned) */
  char *prompt;                /* (owned) */
  GessoParameters *parameters; /* (owned) */
  GessoFrame frame;
  gint64 parent_id;
  char *memory;      /* (owned) (nullable) */
  guint step, n_steps;
  GPtrArray *inputs; /* (owned) of GessoInput */
};

G_DEFINE_FINAL_TYPE (GessoRequest, gesso_request, G_TYPE_OBJECT)

static void
free_input (gpointer data)
{
  GessoInput *input = data;

  g_clear_pointer (&input->bytes, g_bytes_unref);
  g_free (input->blob);
  g_free (input);
}

static void
gesso_request_finalize (GObject *object)
{
  GessoRequest *self = GESSO_REQUEST (object);

  g_free (self->model);
  g_free (self->prompt);
  g_free (self->memory);
  gesso_parameters_unref (self->parameters);
  g_ptr_array_unref (self->inputs);
  G_OBJECT_CLASS (gesso_request_parent_class)->finalize (object);
}

static void
gesso_request_class_init (GessoRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_request_finalize;
}

static void
gesso_request_init (GessoRequest *self)
{
  self->prompt = g_strdup ("");
  self->parameters = gesso_parameters_new ();
  self->inputs = g_ptr_array_new_with_free_func (free_input);
}

GessoRequest *
gesso_request_new (GessoTool   tool,
                   const char *model)
{
  GessoRequest *self = g_object_new (GESSO_TYPE_REQUEST, NULL);

  self->tool = tool;
  self->model = g_strdup (model != NULL ? model : "");
  return self;
}

GessoRequest *
gesso_request_copy (GessoRequest *self)
{
  GessoRequest *copy = gesso_request_new (self->tool, self->model);
  g_autoptr (GessoParameters) parameters = gesso_parameters_copy (self->parameters);

  gesso_request_set_prompt (copy, self->prompt);
  gesso_request_set_parameters (copy, parameters);
  copy->frame = self->frame;
  copy->parent_id = self->parent_id;
  copy->memory = g_strdup (self->memory);
  gesso_request_set_step (copy, self->step, self->n_steps);
  for (guint i = 0; i < self->inputs->len; i++)
    {
      GessoInput *input = g_ptr_array_index (self->inputs, i);

      gesso_request_add_input (copy, input->role, input->bytes, input->blob,
                               input->version_id, input->image_index);
    }
  return copy;
}

GessoTool
gesso_request_get_tool (GessoRequest *self)
{
  return self->tool;
}

const char *
gesso_request_get_model (GessoRequest *self)
{
  return self->model;
}

const char *
gesso_request_get_prompt (GessoRequest *self)
{
  return self->prompt;
}

const char *
gesso_request_get_memory (GessoRequest *self)
{
  return self->memory;
}

void
gesso_request_set_memory (GessoRequest *self,
                          const char   *json)
{
  char *old = self->memory;

  self->memory = g_strdup (json);
  g_free (old);
}

void
gesso_request_set_step (GessoRequest *self,
                        guint         step,
                        guint         n_steps)
{
  self->step = step;
  self->n_steps = n_steps;
}

guint
gesso_request_get_step (GessoRequest *self)
{
  return self->step;
}

guint
gesso_request_get_n_steps (GessoRequest *self)
{
  return self->n_steps;
}

void
gesso_request_set_prompt (GessoRequest *self,
                          const char   *prompt)
{
  g_return_if_fail (GESSO_IS_REQUEST (self));

  g_free (self->prompt);
  self->prompt = prompt != NULL ? g_utf8_make_valid (prompt, -1) : g_strdup ("");
}

/** gesso_request_get_parameters: Returns: (transfer none): never NULL */
GessoParameters *
gesso_request_get_parameters (GessoRequest *self)
{
  return self->parameters;
}

void
gesso_request_set_parameters (GessoRequest    *self,
                              GessoParameters *parameters)
{
  g_return_if_fail (GESSO_IS_REQUEST (self));

  gesso_parameters_ref (parameters);
  gesso_parameters_unref (self->parameters);
  self->parameters = parameters;
}

const GessoFrame *
gesso_request_get_frame (GessoRequest *self)
{
  return &self->frame;
}

void
gesso_request_set_frame (GessoRequest     *self,
                         const GessoFrame *frame)
{
  self->frame = *frame;
}

gint64
gesso_request_get_parent_id (GessoRequest *self)
{
  return self->parent_id;
}

void
gesso_request_set_parent_id (GessoRequest *self,
                             gint64        version_id)
{
  self->parent_id = version_id;
}

/** gesso_request_add_input: Returns: (transfer none): lives as long as @self */
GessoInput *
gesso_request_add_input (GessoRequest  *self,
                         GessoInputRole role,
                         GBytes        *bytes,
                         const char    *blob,
                         gint64         version_id,
                         guint          image_index)
{
  GessoInput *input = g_new0 (GessoInput, 1);

  input->role = role;
  input->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  input->blob = g_strdup (blob);
  input->version_id = version_id;
  input->image_index = image_index;
  g_ptr_array_add (self->inputs, input);
  return input;
}

guint
gesso_request_get_n_inputs (GessoRequest *self)
{
  return self->inputs->len;
}

/** gesso_request_get_input: Returns: (transfer none) (nullable) */
GessoInput *
gesso_request_get_input (GessoRequest *self,
                         guint         index)
{
  return index < self->inputs->len ? g_ptr_array_index (self->inputs, index) : NULL;
}

GessoInput *
gesso_request_find_input (GessoRequest  *self,
                          GessoInputRole role)
{
  for (guint i = 0; i < self->inputs->len; i++)
    {
      GessoInput *input = g_ptr_array_index (self->inputs, i);

      if (input->role == role)
        return input;
    }
  return NULL;
}

static JsonObject *
frame_to_json (const GessoFrame *frame)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "left", frame->left);
  json_object_set_int_member (object, "top", frame->top);
  json_object_set_int_member (object, "right", frame->right);
  json_object_set_int_member (object, "bottom", frame->bottom);
  return object;
}

static JsonArray *
inputs_to_json (GPtrArray *inputs)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < inputs->len; i++)
    {
      const GessoInput *input = g_ptr_array_index (inputs, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "role", gesso_input_role_to_nick (input->role));
      if (input->blob != NULL)
        json_object_set_string_member (object, "blob", input->blob);
      if (input->version_id != 0)
        {
          json_object_set_int_member (object, "version", input->version_id);
          json_object_set_int_member (object, "image", input->image_index);
        }
      json_array_add_object_element (array, object);
    }
  return array;
}

char *
gesso_request_to_json (GessoRequest *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = gesso_parameters_to_json (self->parameters);

  json_object_set_string_member (object, "tool", gesso_tool_to_nick (self->tool));
  json_object_set_string_member (object, "model", self->model);
  json_object_set_string_member (object, "prompt", self->prompt);
  json_object_set_object_member (object, "parameters", gesso_json_parse_object (text, -1, NULL));
  if (!gesso_frame_is_empty (&self->frame))
    json_object_set_object_member (object, "frame", frame_to_json (&self->frame));
  if (self->parent_id != 0)
    json_object_set_int_member (object, "parent", self->parent_id);
  if (self->memory != NULL)
    json_object_set_string_member (object, "memory", self->memory);
  if (self->n_steps > 0)
    {
      json_object_set_int_member (object, "step", self->step);
      json_object_set_int_member (object, "steps", self->n_steps);
    }
  if (self->inputs->len > 0)
    json_object_set_array_member (object, "inputs", inputs_to_json (self->inputs));
  return gesso_json_to_text (object);
}

static int
get_side (JsonObject *object,
          const char *name)
{
  return (int) CLAMP (gesso_json_get_int (object, name, 0), G_MININT32, G_MAXINT32);
}

/* Inputs with an unknown role are left out. */
static void
read_inputs (GessoRequest *self,
             JsonArray    *array)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *object = gesso_json_array_get_object (array, i);
      gint64 image = gesso_json_get_int (object, "image", 0);
      GessoInputRole role;

      if (gesso_input_role_from_nick (gesso_json_get_string (object, "role"), &role))
        gesso_request_add_input (self, role, NULL, gesso_json_get_string (object, "blob"),
                                 gesso_json_get_int (object, "version", 0),
                                 (guint) CLAMP (image, 0, G_MAXINT32));
    }
}

GessoRequest *
gesso_request_from_json (const char *json,
                         GError    **error)
{
  g_autoptr (JsonObject) object = gesso_json_parse_object (json, -1, error);
  g_autoptr (GessoParameters) parameters = NULL;
  g_autofree char *text = NULL;
  JsonObject *frame;
  GessoRequest *self;
  GessoTool tool;

  if (object == NULL)
    return NULL;
  if (!gesso_tool_from_nick (gesso_json_get_string (object, "tool"), &tool))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The request names no tool that this version of Gesso knows."));
      return NULL;
    }
  self = gesso_request_new (tool, gesso_json_get_string (object, "model"));
  gesso_request_set_prompt (self, gesso_json_get_string (object, "prompt"));
  if (gesso_json_get_object (object, "parameters") != NULL)
    text = gesso_json_to_text (gesso_json_get_object (object, "parameters"));
  parameters = gesso_parameters_from_json (text);
  gesso_request_set_parameters (self, parameters);
  frame = gesso_json_get_object (object, "frame");
  self->frame = (GessoFrame) { get_side (frame, "left"), get_side (frame, "top"),
                               get_side (frame, "right"), get_side (frame, "bottom") };
  self->parent_id = gesso_json_get_int (object, "parent", 0);
  self->memory = g_strdup (gesso_json_get_string (object, "memory"));
  gesso_request_set_step (self, (guint) CLAMP (gesso_json_get_int (object, "step", 0), 0, G_MAXINT32),
                          (guint) CLAMP (gesso_json_get_int (object, "steps", 0), 0, G_MAXINT32));
  read_inputs (self, gesso_json_get_array (object, "inputs"));
  return self;
}

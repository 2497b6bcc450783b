/* gesso-provider-replicate-schema.c - what a model at Replicate says it takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The OpenAPI schema that comes with a model, in which no name is fixed: what
 * is a picture, a mask or the prompt is told by the names that most models use.
 */
#include "config.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "gesso-json.h"
#include "gesso-provider-replicate-private.h"

#define MOST_PARAMETERS 64
#define MOST_CHOICES 200

static const char *const prompt_names[] = { "prompt", "bg_prompt", "instruction", "text_prompt", NULL };
static const char *const picture_names[] = {
  "input_image", "image", "image_url", "input_images", "image_input", "images", "redux_image", "init_image", "img", NULL,
};
static const char *const mask_names[] = { "mask", "mask_image", "mask_url", "input_mask", NULL };
static const char *const background_names[] = {
  "background_image", "background", "ref_image_file", "ref_image_url", "bg_image", NULL,
};
static const char *const count_names[] = { "num_outputs", "num_images", "number_of_images", NULL };
static const char *const count_wire_names[][3] = {
  { "count", "num_outputs", NULL }, { "count", "num_images", NULL }, { "count", "number_of_images", NULL },
};

gboolean
gesso_replicate_is_version (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

gboolean
gesso_replicate_is_model (const char *text)
{
  static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.";
  gsize owner = strspn (text, letters), name;

  if (owner == 0 || *text == '.' || text[owner] != '/')
    return FALSE;
  text += owner + 1;
  name = strspn (text, letters);
  return name > 0 && *text != '.' && owner + name < 200 &&
         (text[name] == '\0' || (text[name] == ':' && gesso_replicate_is_version (text + name + 1)));
}

/* A property of its own, or what it refers to: "#/components/schemas/NAME". */
static JsonObject *
resolve (JsonObject *schemas,
         JsonObject *property)
{
  JsonObject *first = gesso_json_array_get_object (gesso_json_get_array (property, "allOf"), 0);
  const char *reference = gesso_json_get_string (first != NULL ? first : property, "$ref");
  const char *name = reference != NULL ? strrchr (reference, '/') : NULL;
  JsonObject *found = name != NULL ? gesso_json_get_object (schemas, name + 1) : NULL;

  return found != NULL ? found : property;
}

static gboolean
is_type (JsonObject *property,
         const char *type)
{
  return g_strcmp0 (gesso_json_get_string (property, "type"), type) == 0;
}

static gboolean
takes_files (JsonObject *property)
{
  if (is_type (property, "array"))
    property = gesso_json_get_object (property, "items");
  return is_type (property, "string") && g_strcmp0 (gesso_json_get_string (property, "format"), "uri") == 0;
}

static const char *
find_name (JsonObject        *properties,
           const char *const *names,
           gboolean           files)
{
  for (; *names != NULL; names++)
    {
      JsonObject *property = gesso_json_get_object (properties, *names);

      if (property != NULL && takes_files (property) == files)
        return *names;
    }
  return NULL;
}

static void
read_fields (GessoReplicateSchema *self,
             JsonObject           *properties)
{
  const char *picture = find_name (properties, picture_names, TRUE);

  self->fields.prompt = find_name (properties, prompt_names, FALSE);
  if (picture != NULL && is_type (gesso_json_get_object (properties, picture), "array"))
    self->fields.pictures = picture;
  else
    self->fields.picture = picture;
  self->fields.mask = find_name (properties, mask_names, TRUE);
  self->fields.background = find_name (properties, background_names, TRUE);
}

static char *
dup_scalar (JsonObject *property,
            const char *name)
{
  JsonNode *node = json_object_get_member (property, name);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "false");
  if (type == G_TYPE_DOUBLE && isfinite (json_node_get_double (node)))
    return g_strdup (g_ascii_dtostr (number, sizeof number, json_node_get_double (node)));
  return NULL;
}

static gboolean
read_range (GessoParameterSpec *spec,
            JsonObject         *property)
{
  spec->minimum = gesso_json_get_double (property, "minimum", G_MININT32);
  spec->maximum = gesso_json_get_double (property, "maximum", G_MAXINT32);
  spec->step = spec->kind == GESSO_PARAMETER_DOUBLE ? 0.01 : 1;
  return isfinite (spec->minimum) && isfinite (spec->maximum) && spec->minimum <= spec->maximum;
}

static gboolean
read_choices (GessoReplicateSchema *self,
              GessoParameterSpec   *spec,
              JsonArray            *values)
{
  guint n = MIN (json_array_get_length (values), MOST_CHOICES), n_read = 0;
  GessoParameterChoice *choices = g_new0 (GessoParameterChoice, n + 1);

  g_ptr_array_add (self->tables, choices);
  for (guint i = 0; i < n; i++)
    {
      const char *value = gesso_json_array_get_string (values, i);

      if (value == NULL)
        continue;
      choices[n_read].value = choices[n_read].title = g_string_chunk_insert (self->strings, value);
      n_read++;
    }
  spec->kind = GESSO_PARAMETER_CHOICE;
  spec->choices = choices;
  return n_read > 0;
}

/* A list of numbers is read as a range. */
static gboolean
read_kind (GessoReplicateSchema *self,
           GessoParameterSpec   *spec,
           JsonObject           *schemas,
           JsonObject           *property)
{
  JsonObject *kind = resolve (schemas, property);
  JsonArray *values = gesso_json_get_array (kind, "enum");

  if (is_type (kind, "string") && values != NULL)
    return read_choices (self, spec, values);
  if (takes_files (kind))
    return FALSE;
  if (is_type (kind, "string"))
    spec->kind = GESSO_PARAMETER_TEXT;
  else if (is_type (kind, "boolean"))
    spec->kind = GESSO_PARAMETER_BOOL;
  else if (is_type (kind, "number"))
    spec->kind = GESSO_PARAMETER_DOUBLE;
  else if (!is_type (kind, "integer"))
    return FALSE;
  else if (g_str_equal (spec->name, "seed"))
    spec->kind = GESSO_PARAMETER_SEED;
  if (spec->kind == GESSO_PARAMETER_SEED)
    {
      spec->maximum = G_MAXINT32;
      return TRUE;
    }
  return spec->kind == GESSO_PARAMETER_TEXT || spec->kind == GESSO_PARAMETER_BOOL || read_range (spec, kind);
}

static void
name_count (GessoReplicateSchema *self,
            GessoParameterSpec   *spec)
{
  for (guint i = 0; count_names[i] != NULL; i++)
    if (g_str_equal (spec->name, count_names[i]) && spec->kind == GESSO_PARAMETER_INT && self->fields.names == NULL)
      {
        spec->name = "count";
        spec->title = N_("Pictures");
        spec->minimum = 1;
        spec->maximum = CLAMP (spec->maximum, 1, 16);
        self->max_count = (guint) spec->maximum;
        self->fields.names = count_wire_names[i];
      }
}

/* Returns: whether @spec was filled. */
static gboolean
read_parameter (GessoReplicateSchema *self,
                GessoParameterSpec   *spec,
                JsonObject           *schemas,
                const char           *name,
                JsonObject           *property)
{
  const char *title = gesso_json_get_string (property, "title"), *summary = gesso_json_get_string (property, "description");
  g_autofree char *fallback = dup_scalar (property, "default");

  *spec = (GessoParameterSpec) { .name = g_string_chunk_insert (self->strings, name), .kind = GESSO_PARAMETER_INT };
  spec->title = title != NULL && *title != '\0' ? g_string_chunk_insert (self->strings, title) : spec->name;
  if (summary != NULL && *summary != '\0')
    spec->summary = g_string_chunk_insert (self->strings, summary);
  if (fallback != NULL)
    spec->fallback = g_string_chunk_insert (self->strings, fallback);
  if (!read_kind (self, spec, schemas, property))
    return FALSE;
  name_count (self, spec);
  return TRUE;
}

static void
read_parameters (GessoReplicateSchema *self,
                 JsonObject           *schemas,
                 JsonObject           *properties)
{
  g_autoptr (GList) names = properties != NULL ? json_object_get_members (properties) : NULL;
  guint n = 0;

  self->parameters = g_new0 (GessoParameterSpec, MOST_PARAMETERS + 1);
  g_ptr_array_add (self->tables, self->parameters);
  for (GList *l = names; l != NULL && n < MOST_PARAMETERS; l = l->next)
    {
      JsonObject *property = gesso_json_get_object (properties, l->data);

      if (property != NULL && *(const char *) l->data != '\0' && g_strcmp0 (l->data, self->fields.prompt) != 0 &&
          read_parameter (self, &self->parameters[n], schemas, l->data, property))
        n++;
    }
  self->parameters[n] = (GessoParameterSpec) { NULL };
}

GessoReplicateSchema *
gesso_replicate_schema_new (const char *model_id,
                            JsonObject *model)
{
  GessoReplicateSchema *self = g_new0 (GessoReplicateSchema, 1);
  JsonObject *version = json_object_has_member (model, "openapi_schema") ? model : gesso_json_get_object (model, "latest_version");
  JsonObject *components = gesso_json_get_object (gesso_json_get_object (version, "openapi_schema"), "components");
  JsonObject *schemas = gesso_json_get_object (components, "schemas");
  JsonObject *properties = gesso_json_get_object (gesso_json_get_object (schemas, "Input"), "properties");
  const char *colon = strchr (model_id, ':'), *latest = gesso_json_get_string (version, "id");

  self->strings = g_string_chunk_new (4096);
  self->tables = g_ptr_array_new_with_free_func (g_free);
  self->max_count = 1;
  self->fields.id = g_string_chunk_insert (self->strings, model_id);
  if (colon != NULL)
    self->fields.version = g_string_chunk_insert (self->strings, colon + 1);
  else if (gesso_replicate_is_version (latest))
    self->fields.version = g_string_chunk_insert (self->strings, latest);
  read_fields (self, properties);
  read_parameters (self, schemas, properties);
  return self;
}

void
gesso_replicate_schema_free (GessoReplicateSchema *self)
{
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

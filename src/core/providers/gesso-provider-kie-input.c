/* gesso-provider-kie-input.c - a request as KIE's models take it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-json.h"
#include "gesso-provider-kie.h"
#include "gesso-provider-util.h"

#define USUAL_TOLERANCE 2
#define MAX_EDIT_TOLERANCE 2

/* The parameters' names there; what is "" is written by hand. */
static const char *const names[] = {
  "aspect-ratio", "", "feather", "", "edge", "", "output-format", "output_format", "factor", "upscale_factor",
  "rendering-speed", "rendering_speed", "expand-prompt", "expand_prompt", NULL,
};

JsonObject *
gesso_kie_make_kontext (GessoRequest *request,
                        const char   *model,
                        JsonArray    *images,
                        GError      **error)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);
  g_autofree char *instruction = gesso_provider_dup_instruction (request, error);
  const char *ratio = gesso_parameters_get_string (parameters, "aspect-ratio");
  const char *format = gesso_parameters_get_string (parameters, "output-format");
  gint64 tolerance = gesso_parameters_get_int (parameters, "safety-tolerance", USUAL_TOLERANCE);
  gboolean edits = images != NULL && json_array_get_length (images) > 0;
  JsonObject *body;

  if (instruction == NULL)
    return NULL;
  body = json_object_new ();
  json_object_set_string_member (body, "prompt", instruction);
  json_object_set_string_member (body, "model", model);
  json_object_set_boolean_member (body, "enableTranslation", gesso_parameters_get_bool (parameters, "translation", TRUE));
  json_object_set_boolean_member (body, "promptUpsampling",
                                  gesso_parameters_get_bool (parameters, "prompt-upsampling", FALSE));
  json_object_set_int_member (body, "safetyTolerance", edits ? MIN (tolerance, MAX_EDIT_TOLERANCE) : tolerance);
  json_object_set_string_member (body, "outputFormat", format != NULL ? format : "jpeg");
  if (edits)
    json_object_set_string_member (body, "inputImage", gesso_json_array_get_string (images, 0));
  /* Without one an edit keeps the shape of its picture. */
  if (ratio != NULL && !g_str_equal (ratio, "auto"))
    json_object_set_string_member (body, "aspectRatio", ratio);
  else if (!edits)
    json_object_set_string_member (body, "aspectRatio", "16:9");
  return body;
}

/* "auto" is not a word of all models: the ratio nearest to the source is. */
static void
add_ratio (JsonObject           *input,
           GessoRequest         *request,
           const GessoModelSpec *model)
{
  const char *ratio = gesso_parameters_get_string (gesso_request_get_parameters (request), "aspect-ratio");
  guint width = 1, height = 1;

  if (model->size.ratios == NULL)
    return;
  if (ratio == NULL || g_str_equal (ratio, "auto"))
    {
      gesso_provider_get_wanted_size (request, &width, &height);
      ratio = gesso_provider_choose_ratio (model->size.ratios, width, height);
    }
  json_object_set_string_member (input, "aspect_ratio", ratio);
}

static void
add_pictures (JsonObject         *input,
              const GessoKieForm *form,
              JsonArray          *images)
{
  guint n = images != NULL ? json_array_get_length (images) : 0;
  guint n_pictures = form->mask != NULL && n > 0 ? n - 1 : n;
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < n_pictures; i++)
    json_array_add_string_element (list, gesso_json_array_get_string (images, i));
  if (form->image != NULL && form->list && n_pictures > 0)
    json_object_set_array_member (input, form->image, g_steal_pointer (&list));
  else if (form->image != NULL && n_pictures > 0)
    json_object_set_string_member (input, form->image, gesso_json_array_get_string (images, 0));
  if (form->mask != NULL && n > 1)
    json_object_set_string_member (input, form->mask, gesso_json_array_get_string (images, n - 1));
}

static JsonObject *
make_input (GessoRequest         *request,
            const GessoModelSpec *model,
            const GessoKieForm   *form,
            JsonArray            *images,
            GError              **error)
{
  g_autofree char *instruction = form->prompt ? gesso_provider_dup_instruction (request, error) : NULL;
  JsonObject *input;

  if (form->prompt && instruction == NULL)
    return NULL;
  input = json_object_new ();
  if (instruction != NULL)
    json_object_set_string_member (input, "prompt", instruction);
  add_pictures (input, form, images);
  add_ratio (input, request, model);
  gesso_provider_add_constants (input, form->constants);
  gesso_provider_add_parameters (input, request, model->parameters, names);
  return input;
}

JsonObject *
gesso_kie_make_job (GessoRequest         *request,
                    const GessoModelSpec *model,
                    const GessoKieForm   *form,
                    JsonArray            *images,
                    GError              **error)
{
  JsonObject *input = form->kontext ? gesso_kie_make_kontext (request, model->id, images, error)
                                    : make_input (request, model, form, images, error);
  JsonObject *body;

  if (input == NULL)
    return NULL;
  body = json_object_new ();
  json_object_set_string_member (body, "model", model->id);
  json_object_set_object_member (body, "input", input);
  return body;
}

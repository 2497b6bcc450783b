/* gesso-provider-fal-input.c - a request as the input of an endpoint at fal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-json.h"
#include "gesso-provider-fal-private.h"
#include "gesso-provider-util.h"

static void
add_files (JsonObject             *body,
           const GessoFalEndpoint *endpoint,
           GPtrArray              *uploads,
           JsonArray              *files)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new ();

  for (guint i = 0; i < uploads->len; i++)
    g_ptr_array_add (addresses, (gpointer) gesso_json_array_get_string (files, i));
  g_ptr_array_add (addresses, NULL);
  gesso_provider_add_uploads (body, &endpoint->takes, uploads, (const char *const *) addresses->pdata);
}

static void
set_pair (JsonObject *body,
          const char *name,
          gint64      first,
          gint64      second)
{
  JsonArray *pair = json_array_new ();

  json_array_add_int_element (pair, first);
  json_array_add_int_element (pair, second);
  json_object_set_array_member (body, name, pair);
}

static gboolean
add_frame (JsonObject   *body,
           GessoFalSize  size,
           GessoRequest *request,
           GError      **error)
{
  const GessoFrame *frame = gesso_request_get_frame (request);
  GessoPictureInfo info;

  if (size == GESSO_FAL_SIZE_SIDES)
    {
      json_object_set_int_member (body, "expand_left", frame->left);
      json_object_set_int_member (body, "expand_right", frame->right);
      json_object_set_int_member (body, "expand_top", frame->top);
      json_object_set_int_member (body, "expand_bottom", frame->bottom);
      return TRUE;
    }
  if (!gesso_codec_probe (gesso_request_find_input (request, GESSO_ROLE_SOURCE)->bytes, &info, error))
    return FALSE;
  set_pair (body, "canvas_size", (gint64) info.width + frame->left + frame->right,
            (gint64) info.height + frame->top + frame->bottom);
  set_pair (body, "original_image_size", info.width, info.height);
  set_pair (body, "original_image_location", frame->left, frame->top);
  return TRUE;
}

static const char *
find_fallback (const GessoParameterSpec *specs,
               const char               *name)
{
  for (; specs->name != NULL; specs++)
    if (g_str_equal (specs->name, name))
      return specs->fallback;
  return NULL;
}

static void
add_size (JsonObject           *body,
          GessoFalSize          size,
          const GessoModelSpec *model,
          GessoRequest         *request)
{
  guint width, height;

  if (!gesso_provider_get_wanted_size (request, &width, &height) &&
      !gesso_parameters_parse_size (find_fallback (model->parameters, "size"), &width, &height))
    return;
  if (size == GESSO_FAL_SIZE_RATIO)
    json_object_set_string_member (body, "aspect_ratio", gesso_provider_choose_ratio (model->size.ratios, width, height));
  else
    {
      JsonObject *pixels = json_object_new ();

      gesso_provider_fit_size (&model->size, &width, &height);
      json_object_set_int_member (pixels, "width", width);
      json_object_set_int_member (pixels, "height", height);
      json_object_set_object_member (body, "image_size", pixels);
    }
}

static gboolean
add_prompt (JsonObject             *body,
            const GessoFalEndpoint *endpoint,
            GessoRequest           *request,
            GError                **error)
{
  g_autofree char *words = gesso_request_get_tool (request) == GESSO_TOOL_EDIT
                             ? gesso_provider_dup_instruction (request, error)
                             : g_strdup (gesso_request_get_prompt (request));

  if (words == NULL)
    return FALSE;
  /* Fill must be told something, even that there is nothing to tell. */
  if (!endpoint->wordless && (*words != '\0' || endpoint->takes.mask != NULL))
    json_object_set_string_member (body, "prompt", words);
  return TRUE;
}

JsonObject *
gesso_fal_build_input (GessoProvider          *self,
                       const GessoFalEndpoint *endpoint,
                       GessoRequest           *request,
                       JsonArray              *files,
                       GError                **error)
{
  const GessoModelSpec *model = gesso_provider_find_requested_model (self, request);
  g_autoptr (GPtrArray) uploads = gesso_provider_list_uploads (&endpoint->takes, request);
  g_autoptr (JsonObject) body = json_object_new ();

  gesso_provider_add_constants (body, endpoint->constants);
  add_files (body, endpoint, uploads, files);
  if (!add_prompt (body, endpoint, request, error))
    return NULL;
  if (endpoint->size == GESSO_FAL_SIZE_RATIO || endpoint->size == GESSO_FAL_SIZE_PIXELS)
    add_size (body, endpoint->size, model, request);
  else if (endpoint->size != GESSO_FAL_SIZE_NONE && !add_frame (body, endpoint->size, request, error))
    return NULL;
  gesso_provider_add_parameters (body, request, model->parameters, endpoint->names);
  return g_steal_pointer (&body);
}


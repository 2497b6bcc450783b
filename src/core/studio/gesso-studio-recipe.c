/* gesso-studio-recipe.c - how a version was made, as text and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-studio.h"

/* What the number in "gesso" means; it grows when old readers would misread. */
#define RECIPE_FORMAT 1

static void
set_string (JsonObject *object,
            const char *name,
            const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, name, value);
}

char *
gesso_studio_dup_recipe (GessoStudio  *self,
                         GessoVersion *version,
                         guint         image_index)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const GessoVersionImage *image = NULL;
  const char *parameters = gesso_version_get_parameters (version);
  JsonObject *values = parameters != NULL ? gesso_json_parse_object (parameters, -1, NULL) : NULL;

  if (image_index < gesso_version_get_n_images (version))
    image = gesso_version_get_image (version, image_index);
  json_object_set_int_member (object, "gesso", RECIPE_FORMAT);
  json_object_set_string_member (object, "tool", gesso_tool_to_nick (gesso_version_get_tool (version)));
  set_string (object, "model", gesso_version_get_model (version));
  set_string (object, "prompt", gesso_version_get_prompt (version));
  if (values != NULL)
    json_object_set_object_member (object, "parameters", values);
  if (image != NULL && image->seed >= 0)
    json_object_set_int_member (object, "seed", image->seed);
  if (image != NULL)
    set_string (object, "name", image->name);
  json_object_set_int_member (object, "version", gesso_version_get_id (version));
  return gesso_json_to_text (object);
}

/* Takes a side of the frame out of the parameters, where a version keeps it. */
static int
take_side (GessoParameters *parameters,
           const char      *name)
{
  gint64 side = gesso_parameters_get_int (parameters, name, 0);

  gesso_parameters_set (parameters, name, NULL);
  return (int) CLAMP (side, 0, GESSO_IMAGE_MAX_SIDE);
}

GessoRequest *
gesso_studio_parse_recipe (GessoStudio *self,
                           const char  *recipe,
                           GError     **error)
{
  g_autoptr (JsonObject) object = gesso_json_parse_object (recipe, -1, NULL);
  g_autoptr (GessoParameters) parameters = NULL;
  g_autofree char *values = NULL;
  GessoRequest *request;
  GessoTool tool;

  if (gesso_json_get_int (object, "gesso", 0) < 1 ||
      !gesso_tool_from_nick (gesso_json_get_string (object, "tool"), &tool) || tool == GESSO_TOOL_ADJUST ||
      (GESSO_TOOLS_RUNNABLE & (1u << tool)) == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The recipe does not say how to make the picture again."));
      return NULL;
    }
  request = gesso_request_new (tool, gesso_json_get_string (object, "model"));
  gesso_request_set_prompt (request, gesso_json_get_string (object, "prompt"));
  if (gesso_json_get_object (object, "parameters") != NULL)
    values = gesso_json_to_text (gesso_json_get_object (object, "parameters"));
  parameters = gesso_parameters_from_json (values);
  if (gesso_json_get_int (object, "seed", -1) >= 0)
    gesso_parameters_set (parameters, "seed", g_variant_new_int64 (gesso_json_get_int (object, "seed", 0)));
  if (tool == GESSO_TOOL_EXPAND)
    {
      GessoFrame frame = { take_side (parameters, "left"), take_side (parameters, "top"),
                           take_side (parameters, "right"), take_side (parameters, "bottom") };

      gesso_request_set_frame (request, &frame);
    }
  gesso_request_set_parameters (request, parameters);
  return request;
}

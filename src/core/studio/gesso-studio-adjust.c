/* gesso-studio-adjust.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-error.h"
#include "gesso-studio-adjust.h"
#include "gesso-studio-making.h"

typedef struct
{
  GessoMaking making;
  GessoAdjustSettings settings;
  GBytes *bytes; /* (owned) (nullable): the picture's file */
} Adjust;

static void
free_adjust (gpointer data)
{
  Adjust *adjust = data;

  gesso_making_clear (&adjust->making);
  g_clear_pointer (&adjust->bytes, g_bytes_unref);
  g_free (adjust);
}

/* Two digits are more than any slider has. */
static void
set_number (GessoParameters *parameters,
            const char      *name,
            double           value,
            double           usual)
{
  value = round (value * 100) / 100;
  if (value != usual)
    gesso_parameters_set (parameters, name, g_variant_new_double (value));
}

/* The ratio in whole numbers where small ones have it. */
static char *
dup_ratio (double ratio)
{
  for (int height = 1; height <= 64; height++)
    if (fabs (ratio * height - round (ratio * height)) < 1e-6 * height)
      return g_strdup_printf ("%d:%d", (int) round (ratio * height), height);
  return g_strdup_printf ("%d:1000", (int) round (ratio * 1000));
}

GessoParameters *
gesso_studio_adjust_to_parameters (const GessoAdjustSettings *settings)
{
  GessoParameters *parameters = gesso_parameters_new ();

  set_number (parameters, "exposure", settings->exposure, 0);
  set_number (parameters, "contrast", 100 * settings->contrast, 0);
  set_number (parameters, "saturation", 100 * settings->saturation, 0);
  set_number (parameters, "temperature", 100 * settings->temperature, 0);
  set_number (parameters, "angle", settings->angle, 0);
  set_number (parameters, "size", 100 * settings->size, 100);
  set_number (parameters, "x", 100 * settings->x, 50);
  set_number (parameters, "y", 100 * settings->y, 50);
  if (settings->look != GESSO_LOOK_NONE)
    gesso_parameters_set (parameters, "look", g_variant_new_string (gesso_look_to_nick (settings->look)));
  if (settings->n_points >= 2)
    gesso_parameters_set (parameters, "curve", g_variant_new_take_string (gesso_adjust_dup_curve (settings)));
  if (settings->ratio > 0)
    gesso_parameters_set (parameters, "ratio", g_variant_new_take_string (dup_ratio (settings->ratio)));
  return parameters;
}

gboolean
gesso_studio_adjust_from_parameters (GessoParameters     *parameters,
                                     GessoAdjustSettings *settings,
                                     GError             **error)
{
  const char *look = gesso_parameters_get_string (parameters, "look");
  GessoAdjustSettings read = GESSO_ADJUST_NOTHING;

  read.exposure = gesso_parameters_get_double (parameters, "exposure", 0);
  read.contrast = gesso_parameters_get_double (parameters, "contrast", 0) / 100;
  read.saturation = gesso_parameters_get_double (parameters, "saturation", 0) / 100;
  read.temperature = gesso_parameters_get_double (parameters, "temperature", 0) / 100;
  read.angle = gesso_parameters_get_double (parameters, "angle", 0);
  read.size = gesso_parameters_get_double (parameters, "size", 100) / 100;
  read.x = gesso_parameters_get_double (parameters, "x", 50) / 100;
  read.y = gesso_parameters_get_double (parameters, "y", 50) / 100;
  if (look != NULL && !gesso_look_from_nick (look, &read.look))
    {
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   /* Translators: what was given as the name of a filter; the names that follow are typed as they are. */
                   _("“%s” is no filter: there are none, mono, noir, sepia, faded, vivid and cross."), look);
      return FALSE;
    }
  if (!gesso_adjust_parse_curve (&read, gesso_parameters_get_string (parameters, "curve"), error) ||
      !gesso_adjust_parse_ratio (&read, gesso_parameters_get_string (parameters, "ratio"), error))
    return FALSE;
  gesso_adjust_settings_clamp (&read);
  *settings = read;
  return TRUE;
}

static void
begin (Adjust       *adjust,
       GessoVersion *version,
       guint         image_index)
{
  g_autoptr (GessoParameters) parameters = gesso_studio_adjust_to_parameters (&adjust->settings);

  gesso_making_init (&adjust->making, version, image_index, GESSO_TOOL_ADJUST);
  adjust->making.draft->parameters = gesso_parameters_to_json (parameters);
  gesso_making_add_input (&adjust->making, GESSO_ROLE_SOURCE, gesso_version_get_image (version, image_index)->blob,
                          gesso_version_get_id (version), image_index);
}

static void
adjust_on_worker (GTask        *worker_task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Adjust *adjust = task_data;
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GessoImage) made = NULL;
  GError *error = NULL;

  image = gesso_codec_decode (adjust->bytes, cancellable, &error);
  made = image != NULL ? gesso_adjust_apply (image, &adjust->settings, cancellable, &error) : NULL;
  g_clear_pointer (&adjust->bytes, g_bytes_unref);
  if (made == NULL || !gesso_making_encode (&adjust->making, made, &error))
    g_task_return_error (worker_task, error);
  else
    g_task_return_boolean (worker_task, TRUE);
}

static void
adjusted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (gesso_making_may_go_on (task, result))
    gesso_making_store (task, gesso_making_add);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Adjust *adjust = g_task_get_task_data (task);
  GError *error = NULL;

  adjust->bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);
  if (adjust->bytes == NULL)
    g_task_return_error (task, error);
  else
    gesso_making_run (task, adjust_on_worker, adjusted_cb);
}

void
gesso_studio_adjust_async (GessoStudio               *self,
                           GessoVersion              *version,
                           guint                      image_index,
                           const GessoAdjustSettings *settings,
                           GCancellable              *cancellable,
                           GAsyncReadyCallback        callback,
                           gpointer                   user_data)
{
  g_autoptr (GTask) task = NULL;
  Adjust *adjust;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version));
  g_return_if_fail (image_index < gesso_version_get_n_images (version));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_adjust_async);
  if (gesso_adjust_changes_nothing (settings))
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "%s",
                               _("Nothing is adjusted yet: change the light, the colours or the crop first."));
      return;
    }
  adjust = g_new0 (Adjust, 1);
  adjust->settings = *settings;
  gesso_adjust_settings_clamp (&adjust->settings);
  g_task_set_task_data (task, adjust, free_adjust);
  begin (adjust, version, image_index);
  gesso_store_get_blob_async (gesso_studio_get_store (self), gesso_version_get_image (version, image_index)->blob,
                              cancellable, loaded_cb, g_steal_pointer (&task));
}

GessoVersion *
gesso_studio_adjust_finish (GessoStudio  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

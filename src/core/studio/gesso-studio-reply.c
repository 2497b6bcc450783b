/* gesso-studio-reply.c - a version's reply, loaded and laid over its picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-reply.h"
#include "gesso-studio-private.h"
#include "gesso-studio-recompose.h"

typedef struct
{
  GessoRequest *request;       /* (owned): of the run, its inputs' bytes loaded one by one */
  const GessoModelSpec *model; /* (nullable) */
  char *reply;                 /* (owned): its blob */
  GBytes *bytes;               /* (owned) (nullable): of the reply */
  gboolean other;              /* the reply is another version's picture */
  guint next;
  GessoRecomposeSettings settings;
  GessoImage *mask;            /* (owned) (nullable) */
} Open;

static void load_next (GTask *task);

static void
free_open (gpointer data)
{
  Open *open = data;

  g_object_unref (open->request);
  g_free (open->reply);
  g_clear_pointer (&open->bytes, g_bytes_unref);
  g_clear_pointer (&open->mask, gesso_image_unref);
  g_free (open);
}

static const GessoVersionInput *
find_input (GessoVersion  *version,
            GessoInputRole role)
{
  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (version, i);

      if (input->role == role && input->blob != NULL)
        return input;
    }
  return NULL;
}

const char *
gesso_studio_peek_reply (GessoVersion *version,
                         guint         image_index)
{
  const GessoVersionImage *image = gesso_version_get_image (version, image_index);

  return image->reply != NULL ? image->reply : image->blob;
}

gboolean
gesso_studio_can_recompose (GessoVersion *version,
                            guint         image_index)
{
  g_return_val_if_fail (GESSO_IS_VERSION (version), FALSE);

  if (image_index >= gesso_version_get_n_images (version) || gesso_studio_peek_reply (version, image_index) == NULL ||
      find_input (version, GESSO_ROLE_SOURCE) == NULL)
    return FALSE;
  /* What an expansion adds is mask enough. */
  return gesso_version_get_tool (version) == GESSO_TOOL_EXPAND ||
         (gesso_version_get_tool (version) == GESSO_TOOL_INPAINT && find_input (version, GESSO_ROLE_MASK) != NULL);
}

gboolean
gesso_studio_can_paint_from (GessoVersion *version,
                             GessoVersion *other)
{
  g_return_val_if_fail (GESSO_IS_VERSION (version) && GESSO_IS_VERSION (other), FALSE);

  return version != other && gesso_version_get_n_images (version) > 0 && gesso_version_get_n_images (other) > 0 &&
         gesso_version_get_image (other, 0)->blob != NULL;
}

/* The settings that the version's parameters name; the others as they are. */
static GessoRecomposeSettings
read_settings (GessoVersion *version)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_from_json (gesso_version_get_parameters (version));
  const char *edge = gesso_parameters_get_string (parameters, "edge");
  GessoRecomposeSettings settings = { .edge = GESSO_EDGE_OUTSIDE };

  settings.feather = (double) CLAMP (gesso_parameters_get_int (parameters, "feather", 0), 0, GESSO_RECOMPOSE_FEATHER_MAX);
  if (g_strcmp0 (edge, "inside") == 0)
    settings.edge = GESSO_EDGE_INSIDE;
  else if (g_strcmp0 (edge, "centred") == 0)
    settings.edge = GESSO_EDGE_CENTRED;
  settings.paste.match = (double) CLAMP (gesso_parameters_get_int (parameters, "match", 100), 0, 100) / 100;
  settings.paste.dx = (int) CLAMP (gesso_parameters_get_int (parameters, "dx", 0), -GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_SIDE);
  settings.paste.dy = (int) CLAMP (gesso_parameters_get_int (parameters, "dy", 0), -GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_SIDE);
  return settings;
}

static GessoKeptReply *
open_reply (Open         *open,
            GCancellable *cancellable,
            GError      **error)
{
  const GessoInput *source = gesso_request_find_input (open->request, GESSO_ROLE_SOURCE);
  GessoInput *mask = gesso_request_find_input (open->request, GESSO_ROLE_MASK);
  g_autoptr (GessoImage) added = NULL;
  GessoKeptReply *reply;

  if (mask != NULL)
    {
      g_autoptr (GessoImage) decoded = gesso_codec_decode_mask (mask->bytes, cancellable, error);
      g_autoptr (GessoMask) drawn = decoded != NULL ? gesso_mask_new_from_image (decoded) : NULL;

      open->mask = drawn != NULL ? gesso_mask_to_image (drawn, error) : NULL;
      if (open->mask == NULL)
        return NULL;
    }
  if (open->other)
    return gesso_job_open_other (source->bytes, open->bytes, cancellable, error);
  reply = gesso_job_open_reply (open->request, open->model, open->bytes, &added, cancellable, error);
  if (reply != NULL && open->mask == NULL)
    open->mask = g_steal_pointer (&added);
  return reply;
}

static void
open_on_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Open *open = task_data;
  GError *error = NULL;
  g_autoptr (GessoKeptReply) reply = open_reply (open, cancellable, &error);
  GessoRecompose *recompose = reply != NULL ? gesso_recompose_new (reply, cancellable, &error) : NULL;

  if (recompose == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_recompose_set_settings (recompose, &open->settings);
  g_task_return_pointer (task, recompose, g_object_unref);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Open *open = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (open->next < gesso_request_get_n_inputs (open->request))
    gesso_request_get_input (open->request, open->next++)->bytes = bytes;
  else
    open->bytes = bytes;
  load_next (task);
}

static void
load_next (GTask *task)
{
  Open *open = g_task_get_task_data (task);
  GessoStore *store = gesso_studio_get_store (g_task_get_source_object (task));
  const GessoInput *input = gesso_request_get_input (open->request, open->next);

  if (open->bytes != NULL)
    g_task_run_in_thread (task, open_on_worker);
  else
    gesso_store_get_blob_async (store, input != NULL ? input->blob : open->reply, g_task_get_cancellable (task),
                                loaded_cb, g_object_ref (task));
}

/* What the run was asked, as far as the reply's place follows from it. */
static void
fill_from_version (Open         *open,
                   GessoVersion *version,
                   guint         image_index)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_from_json (gesso_version_get_parameters (version));
  const GessoVersionInput *other = find_input (version, GESSO_ROLE_REFERENCE);
  GessoFrame frame = { (int) gesso_parameters_get_int (parameters, "left", 0), (int) gesso_parameters_get_int (parameters, "top", 0),
                       (int) gesso_parameters_get_int (parameters, "right", 0), (int) gesso_parameters_get_int (parameters, "bottom", 0) };

  open->request = gesso_request_new (gesso_version_get_tool (version), gesso_version_get_model (version));
  gesso_request_set_parameters (open->request, parameters);
  gesso_request_set_frame (open->request, &frame);
  for (guint i = 0; i < 2; i++)
    {
      const GessoVersionInput *input = find_input (version, i == 0 ? GESSO_ROLE_SOURCE : GESSO_ROLE_MASK);

      if (input != NULL)
        gesso_request_add_input (open->request, input->role, NULL, input->blob, input->version_id, input->image_index);
    }
  open->reply = g_strdup (gesso_studio_peek_reply (version, image_index));
  /* Painted from another version: that is the reply. */
  open->other = other != NULL && g_strcmp0 (other->blob, open->reply) == 0;
  open->settings = read_settings (version);
}

static void
fill_from_other (Open         *open,
                 GessoVersion *version,
                 guint         image_index,
                 GessoVersion *other)
{
  open->request = gesso_request_new (GESSO_TOOL_INPAINT, NULL);
  gesso_request_add_input (open->request, GESSO_ROLE_SOURCE, NULL, gesso_version_get_image (version, image_index)->blob,
                           gesso_version_get_id (version), image_index);
  open->reply = g_strdup (gesso_version_get_image (other, 0)->blob);
  open->other = TRUE;
  open->settings = (GessoRecomposeSettings) { .edge = GESSO_EDGE_OUTSIDE, .paste = { 1, 0, 0 } };
}

void
gesso_studio_open_reply_async (GessoStudio        *self,
                               GessoVersion       *version,
                               guint               image_index,
                               GessoVersion       *other,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Open *open;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version));
  g_return_if_fail (image_index < gesso_version_get_n_images (version));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_open_reply_async);
  if (other != NULL ? !gesso_studio_can_paint_from (version, other) : !gesso_studio_can_recompose (version, image_index))
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "%s",
                               _("No reply is kept beside this picture that could be put in anew."));
      return;
    }
  open = g_new0 (Open, 1);
  g_task_set_task_data (task, open, free_open);
  if (other != NULL)
    fill_from_other (open, version, image_index, other);
  else
    fill_from_version (open, version, image_index);
  if (gesso_version_get_model (version) != NULL)
    gesso_provider_registry_find (gesso_studio_get_registry (self), gesso_version_get_model (version), &open->model, NULL);
  load_next (task);
}

GessoRecompose *
gesso_studio_open_reply_finish (GessoStudio  *self,
                                GAsyncResult *result,
                                GessoImage  **mask,
                                GError      **error)
{
  GessoRecompose *recompose;
  Open *open;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  open = g_task_get_task_data (G_TASK (result));
  recompose = g_task_propagate_pointer (G_TASK (result), error);
  *mask = recompose != NULL ? g_steal_pointer (&open->mask) : NULL;
  return recompose;
}

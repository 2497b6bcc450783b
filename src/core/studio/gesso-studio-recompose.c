/* gesso-studio-recompose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-composite.h"
#include "gesso-studio-making.h"
#include "gesso-studio-recompose.h"

typedef struct
{
  GessoMaking making;
  GessoVersion *other;   /* (owned) (nullable) */

  /* input, of a recomposition */
  GessoKeptReply *reply; /* (owned) (nullable) */
  GessoImage *mask;      /* (owned) (nullable) */
  GessoRecomposeSettings settings;

  /* in progress */
  GessoImage *coverage;  /* (owned) (nullable) */
  GBytes *mask_file;     /* (owned) (nullable) */
  char *mask_blob;       /* (owned) (nullable) */
} Keep;

static void
free_keep (gpointer data)
{
  Keep *keep = data;

  gesso_making_clear (&keep->making);
  g_clear_object (&keep->other);
  g_clear_pointer (&keep->reply, gesso_kept_reply_unref);
  g_clear_pointer (&keep->mask, gesso_image_unref);
  g_clear_pointer (&keep->coverage, gesso_image_unref);
  g_clear_pointer (&keep->mask_file, g_bytes_unref);
  g_free (keep->mask_blob);
  g_free (keep);
}

/* A version of the same run, unless it is painted from another. */
static void
begin (Keep         *keep,
       GessoVersion *version,
       guint         image_index,
       GessoTool     tool)
{
  GessoMaking *making = &keep->making;

  gesso_making_init (making, version, image_index, tool);
  making->picture->seed = -1;
  if (keep->other != NULL)
    return;
  making->draft->model = g_strdup (gesso_version_get_model (version));
  making->draft->prompt = g_strdup (gesso_version_get_prompt (version));
  making->picture->seed = gesso_version_get_image (version, image_index)->seed;
}

/* Those of the run, with another mask; or the picture, the mask and what was painted from. */
static void
add_inputs (Keep *keep)
{
  GessoMaking *making = &keep->making;
  GessoVersion *version = making->version;
  gboolean replaced = FALSE;

  if (keep->other != NULL)
    {
      gesso_making_add_input (making, GESSO_ROLE_SOURCE, gesso_version_get_image (version, making->image_index)->blob,
                              gesso_version_get_id (version), making->image_index);
      gesso_making_add_input (making, GESSO_ROLE_MASK, keep->mask_blob, 0, 0);
      gesso_making_add_input (making, GESSO_ROLE_REFERENCE, making->picture->reply, gesso_version_get_id (keep->other), 0);
      return;
    }
  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (version, i);
      gboolean mask = input->role == GESSO_ROLE_MASK && keep->mask_blob != NULL;

      replaced |= mask;
      gesso_making_add_input (making, input->role, mask ? keep->mask_blob : input->blob, mask ? 0 : input->version_id,
                              mask ? 0 : input->image_index);
    }
  /* That of an expansion is the first it has. */
  if (keep->mask_blob != NULL && !replaced)
    gesso_making_add_input (making, GESSO_ROLE_MASK, keep->mask_blob, 0, 0);
}

static char *
dup_parameters (Keep *keep)
{
  static const char *const edges[] = { "outside", "centred", "inside" };
  const char *json = keep->other != NULL ? NULL : gesso_version_get_parameters (keep->making.version);
  g_autoptr (GessoParameters) parameters = gesso_parameters_from_json (json);

  gesso_parameters_set (parameters, "feather", g_variant_new_int64 (lrint (keep->settings.feather)));
  gesso_parameters_set (parameters, "edge", g_variant_new_string (edges[keep->settings.edge]));
  gesso_parameters_set (parameters, "match", g_variant_new_int64 (lrint (100 * keep->settings.paste.match)));
  gesso_parameters_set (parameters, "dx", g_variant_new_int64 (keep->settings.paste.dx));
  gesso_parameters_set (parameters, "dy", g_variant_new_int64 (keep->settings.paste.dy));
  return gesso_parameters_to_json (parameters);
}

static void
verify_on_worker (GTask        *worker_task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Keep *keep = task_data;
  GessoVerdict verdict;
  GError *error = NULL;

  if (!gesso_verify (keep->making.file, gesso_kept_reply_get_parent (keep->reply), keep->coverage, 0, 0, &verdict, cancellable, &error))
    {
      g_task_return_error (worker_task, error);
      return;
    }
  keep->making.picture->protected_pixels = verdict.protected_pixels;
  keep->making.picture->changed_pixels = verdict.changed_pixels;
  g_task_return_boolean (worker_task, TRUE);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);

  if (!gesso_making_may_go_on (task, result))
    return;
  add_inputs (keep);
  keep->making.draft->parameters = dup_parameters (keep);
  gesso_making_add (task);
}

/* What counts is the file as written. */
static void
read_back_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);
  GError *error = NULL;

  g_bytes_unref (keep->making.file);
  keep->making.file = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);
  if (keep->making.file == NULL)
    g_task_return_error (task, error);
  else
    gesso_making_run (task, verify_on_worker, verified_cb);
}

static void
put_mask_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);
  GError *error = NULL;

  keep->mask_blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);
  if (keep->mask_blob == NULL)
    g_task_return_error (task, error);
  else
    gesso_store_get_blob_async (GESSO_STORE (source), keep->making.picture->blob, g_task_get_cancellable (task),
                                read_back_cb, g_object_ref (task));
}

static void
put_mask (GTask *task)
{
  Keep *keep = g_task_get_task_data (task);

  gesso_store_put_blob_async (gesso_studio_get_store (g_task_get_source_object (task)), keep->mask_file,
                              g_task_get_cancellable (task), put_mask_cb, g_object_ref (task));
}

static void
compose_on_worker (GTask        *worker_task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Keep *keep = task_data;
  g_autoptr (GessoImage) made = NULL;
  GError *error = NULL;

  keep->coverage = gesso_recompose_make_coverage (keep->reply, keep->mask, &keep->settings, &error);
  if (keep->coverage != NULL)
    made = gesso_kept_reply_compose (keep->reply, keep->coverage, &keep->settings.paste, cancellable, &error);
  if (made != NULL && gesso_making_encode (&keep->making, made, &error))
    keep->mask_file = gesso_codec_encode (keep->mask, GESSO_FORMAT_PNG, 100, NULL, &error);
  if (keep->mask_file == NULL)
    g_task_return_error (worker_task, error);
  else
    g_task_return_boolean (worker_task, TRUE);
}

static void
composed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (gesso_making_may_go_on (task, result))
    gesso_making_store (task, put_mask);
}

void
gesso_studio_recompose_async (GessoStudio                  *self,
                              GessoVersion                 *version,
                              guint                         image_index,
                              GessoVersion                 *other,
                              GessoKeptReply               *reply,
                              const GessoImage             *mask,
                              const GessoRecomposeSettings *settings,
                              GCancellable                 *cancellable,
                              GAsyncReadyCallback           callback,
                              gpointer                      user_data)
{
  g_autoptr (GTask) task = NULL;
  Keep *keep;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version));
  g_return_if_fail (image_index < gesso_version_get_n_images (version));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_recompose_async);
  keep = g_new0 (Keep, 1);
  keep->other = other != NULL ? g_object_ref (other) : NULL;
  keep->reply = gesso_kept_reply_ref (reply);
  keep->mask = gesso_image_ref (mask);
  keep->settings = *settings;
  g_task_set_task_data (task, keep, free_keep);
  begin (keep, version, image_index, other != NULL ? GESSO_TOOL_INPAINT : gesso_version_get_tool (version));
  keep->making.picture->reply = g_strdup (other != NULL ? gesso_version_get_image (other, 0)->blob
                                                 : gesso_studio_peek_reply (version, image_index));
  keep->making.draft->note = g_strdup (other != NULL
                                    ? _("Painted from another version on this device; nothing was sent or charged.")
                                    : _("Put together anew from the reply that was kept; nothing was sent or charged."));
  gesso_making_run (task, compose_on_worker, composed_cb);
}

GessoVersion *
gesso_studio_recompose_finish (GessoStudio  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
look_on_worker (GTask        *worker_task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Keep *keep = task_data;
  GessoPictureInfo info;
  GError *error = NULL;
  g_autoptr (GessoImage) pixels = gesso_codec_decode_with_info (keep->making.file, &info, cancellable, &error);

  if (pixels == NULL)
    {
      g_task_return_error (worker_task, error);
      return;
    }
  gesso_making_describe (&keep->making, pixels, info.format);
  g_task_return_boolean (worker_task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);

  if (!gesso_making_may_go_on (task, result))
    return;
  add_inputs (keep);
  gesso_making_add (task);
}

static void
get_reply_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);
  GError *error = NULL;

  keep->making.file = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);
  if (keep->making.file == NULL)
    g_task_return_error (task, error);
  else
    gesso_making_run (task, look_on_worker, looked_cb);
}

void
gesso_studio_use_reply_async (GessoStudio        *self,
                              GessoVersion       *version,
                              guint               image_index,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Keep *keep;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version));
  g_return_if_fail (image_index < gesso_version_get_n_images (version));
  g_return_if_fail (gesso_studio_peek_reply (version, image_index) != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_use_reply_async);
  keep = g_new0 (Keep, 1);
  g_task_set_task_data (task, keep, free_keep);
  begin (keep, version, image_index, GESSO_TOOL_EDIT);
  keep->making.draft->parameters = g_strdup (gesso_version_get_parameters (version));
  keep->making.draft->note = g_strdup (_("The whole reply, as the model gave it."));
  keep->making.picture->blob = g_strdup (gesso_studio_peek_reply (version, image_index));
  gesso_store_get_blob_async (gesso_studio_get_store (self), keep->making.picture->blob, cancellable,
                              get_reply_cb, g_steal_pointer (&task));
}

GessoVersion *
gesso_studio_use_reply_finish (GessoStudio  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* gesso-studio-recompose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-blurhash.h"
#include "gesso-composite.h"
#include "gesso-studio-private.h"
#include "gesso-studio-recompose.h"

typedef struct
{
  GessoVersion *version; /* (owned) */
  GessoVersion *other;   /* (owned) (nullable) */
  guint image_index;

  /* input, of a recomposition */
  GessoKeptReply *reply; /* (owned) (nullable) */
  GessoImage *mask;      /* (owned) (nullable) */
  GessoRecomposeSettings settings;

  /* in progress */
  GessoImage *coverage;  /* (owned) (nullable) */
  GBytes *file;          /* (owned) (nullable): what is kept; read back once it is written */
  GBytes *mask_file;     /* (owned) (nullable) */
  char *mask_blob;       /* (owned) (nullable) */

  GessoVersionDraft *draft;   /* (owned) (nullable) */
  GessoVersionImage *picture; /* (borrowed): of the draft */
} Keep;

static void
free_keep (gpointer data)
{
  Keep *keep = data;

  g_object_unref (keep->version);
  g_clear_object (&keep->other);
  g_clear_pointer (&keep->reply, gesso_kept_reply_unref);
  g_clear_pointer (&keep->mask, gesso_image_unref);
  g_clear_pointer (&keep->coverage, gesso_image_unref);
  g_clear_pointer (&keep->file, g_bytes_unref);
  g_clear_pointer (&keep->mask_file, g_bytes_unref);
  g_free (keep->mask_blob);
  g_clear_pointer (&keep->draft, gesso_version_draft_free);
  g_free (keep);
}

/* A version of the same run. */
static void
begin_draft (Keep *keep)
{
  GessoVersion *version = keep->version;

  keep->draft = gesso_version_draft_new ();
  keep->draft->thread_id = gesso_version_get_thread_id (version);
  keep->draft->parent_id = gesso_version_get_id (version);
  keep->draft->tool = GESSO_TOOL_INPAINT;
  keep->draft->model = g_strdup (keep->other != NULL ? NULL : gesso_version_get_model (version));
  keep->draft->prompt = g_strdup (keep->other != NULL ? NULL : gesso_version_get_prompt (version));
  keep->draft->cost = 0;
  keep->picture = gesso_version_draft_add_image (keep->draft);
  keep->picture->seed = keep->other != NULL ? -1 : gesso_version_get_image (version, keep->image_index)->seed;
}

static void
add_input (Keep          *keep,
           GessoInputRole role,
           const char    *blob,
           gint64         version_id,
           guint          image_index)
{
  GessoVersionInput *input = gesso_version_draft_add_input (keep->draft);

  input->role = role;
  input->blob = g_strdup (blob);
  input->version_id = version_id;
  input->image_index = image_index;
}

/* Those of the run, with another mask; or the picture, the mask and what was painted from. */
static void
add_inputs (Keep *keep)
{
  if (keep->other != NULL)
    {
      add_input (keep, GESSO_ROLE_SOURCE, gesso_version_get_image (keep->version, keep->image_index)->blob,
                 gesso_version_get_id (keep->version), keep->image_index);
      add_input (keep, GESSO_ROLE_MASK, keep->mask_blob, 0, 0);
      add_input (keep, GESSO_ROLE_REFERENCE, keep->picture->reply, gesso_version_get_id (keep->other), 0);
      return;
    }
  for (guint i = 0; i < gesso_version_get_n_inputs (keep->version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (keep->version, i);
      gboolean mask = input->role == GESSO_ROLE_MASK && keep->mask_blob != NULL;

      add_input (keep, input->role, mask ? keep->mask_blob : input->blob, mask ? 0 : input->version_id,
                 mask ? 0 : input->image_index);
    }
}

static char *
dup_parameters (Keep *keep)
{
  static const char *const edges[] = { "outside", "centred", "inside" };
  const char *json = keep->other != NULL ? NULL : gesso_version_get_parameters (keep->version);
  g_autoptr (GessoParameters) parameters = gesso_parameters_from_json (json);

  gesso_parameters_set (parameters, "feather", g_variant_new_int64 (lrint (keep->settings.feather)));
  gesso_parameters_set (parameters, "edge", g_variant_new_string (edges[keep->settings.edge]));
  gesso_parameters_set (parameters, "match", g_variant_new_int64 (lrint (100 * keep->settings.paste.match)));
  gesso_parameters_set (parameters, "dx", g_variant_new_int64 (keep->settings.paste.dx));
  gesso_parameters_set (parameters, "dy", g_variant_new_int64 (keep->settings.paste.dy));
  return gesso_parameters_to_json (parameters);
}

static void
add_version_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GessoVersion *version = gesso_store_add_version_finish (GESSO_STORE (source), result, &error);

  if (version != NULL)
    g_task_return_pointer (task, version, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
add_version (GTask *task)
{
  Keep *keep = g_task_get_task_data (task);
  GessoStore *store = gesso_studio_get_store (g_task_get_source_object (task));

  /* What is committed must be heard of, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  gesso_store_add_version_async (store, g_steal_pointer (&keep->draft), 0, NULL, add_version_cb, g_object_ref (task));
}

/* The next link of the chain once work on a worker is done. */
static gboolean
may_go_on (GTask        *task,
           GAsyncResult *result)
{
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    return TRUE;
  g_task_return_error (task, error);
  return FALSE;
}

static void
run_on_worker (GTask              *task,
               GTaskThreadFunc     func,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) worker_task = g_task_new (NULL, g_task_get_cancellable (task), callback, g_object_ref (task));

  g_task_set_task_data (worker_task, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (worker_task, func);
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

  if (!gesso_verify (keep->file, gesso_kept_reply_get_parent (keep->reply), keep->coverage, 0, 0, &verdict, cancellable, &error))
    {
      g_task_return_error (worker_task, error);
      return;
    }
  keep->picture->protected_pixels = verdict.protected_pixels;
  keep->picture->changed_pixels = verdict.changed_pixels;
  g_task_return_boolean (worker_task, TRUE);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);

  if (!may_go_on (task, result))
    return;
  add_inputs (keep);
  keep->draft->parameters = dup_parameters (keep);
  add_version (task);
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

  g_bytes_unref (keep->file);
  keep->file = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);
  if (keep->file == NULL)
    g_task_return_error (task, error);
  else
    run_on_worker (task, verify_on_worker, verified_cb);
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
    gesso_store_get_blob_async (GESSO_STORE (source), keep->picture->blob, g_task_get_cancellable (task),
                                read_back_cb, g_object_ref (task));
}

static void
put_file_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);
  GError *error = NULL;

  keep->picture->blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);
  if (keep->picture->blob == NULL)
    g_task_return_error (task, error);
  else
    gesso_store_put_blob_async (GESSO_STORE (source), keep->mask_file, g_task_get_cancellable (task),
                                put_mask_cb, g_object_ref (task));
}

static void
describe (GessoVersionImage *picture,
          const GessoImage  *pixels,
          GessoFormat        format,
          GBytes            *file)
{
  picture->mime = g_strdup (gesso_format_get_mime (format));
  picture->blurhash = gesso_blurhash_encode (pixels);
  picture->width = gesso_image_get_width (pixels);
  picture->height = gesso_image_get_height (pixels);
  picture->bytes = (gint64) g_bytes_get_size (file);
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
  keep->file = made != NULL ? gesso_codec_encode (made, GESSO_FORMAT_PNG, 100, NULL, &error) : NULL;
  keep->mask_file = keep->file != NULL ? gesso_codec_encode (keep->mask, GESSO_FORMAT_PNG, 100, NULL, &error) : NULL;
  if (keep->mask_file == NULL)
    {
      g_task_return_error (worker_task, error);
      return;
    }
  describe (keep->picture, made, GESSO_FORMAT_PNG, keep->file);
  g_task_return_boolean (worker_task, TRUE);
}

static void
composed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);

  if (may_go_on (task, result))
    gesso_store_put_blob_async (gesso_studio_get_store (g_task_get_source_object (task)), keep->file,
                                g_task_get_cancellable (task), put_file_cb, g_object_ref (task));
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
  keep->version = g_object_ref (version);
  keep->other = other != NULL ? g_object_ref (other) : NULL;
  keep->image_index = image_index;
  keep->reply = gesso_kept_reply_ref (reply);
  keep->mask = gesso_image_ref (mask);
  keep->settings = *settings;
  g_task_set_task_data (task, keep, free_keep);
  begin_draft (keep);
  keep->picture->reply = g_strdup (other != NULL ? gesso_version_get_image (other, 0)->blob
                                                 : gesso_studio_peek_reply (version, image_index));
  keep->draft->note = g_strdup (other != NULL
                                    ? _("Painted from another version on this device; nothing was sent or charged.")
                                    : _("Put together anew from the reply that was kept; nothing was sent or charged."));
  run_on_worker (task, compose_on_worker, composed_cb);
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
  g_autoptr (GessoImage) pixels = NULL;
  GError *error = NULL;

  if (gesso_codec_probe (keep->file, &info, &error))
    pixels = gesso_codec_decode (keep->file, cancellable, &error);
  if (pixels == NULL)
    {
      g_task_return_error (worker_task, error);
      return;
    }
  describe (keep->picture, pixels, info.format, keep->file);
  g_task_return_boolean (worker_task, TRUE);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);

  if (!may_go_on (task, result))
    return;
  add_inputs (keep);
  add_version (task);
}

static void
get_reply_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Keep *keep = g_task_get_task_data (task);
  GError *error = NULL;

  keep->file = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);
  if (keep->file == NULL)
    g_task_return_error (task, error);
  else
    run_on_worker (task, look_on_worker, looked_cb);
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
  keep->version = g_object_ref (version);
  keep->image_index = image_index;
  g_task_set_task_data (task, keep, free_keep);
  begin_draft (keep);
  keep->draft->tool = GESSO_TOOL_EDIT;
  keep->draft->parameters = g_strdup (gesso_version_get_parameters (version));
  keep->draft->note = g_strdup (_("The whole reply, as the model gave it."));
  keep->picture->blob = g_strdup (gesso_studio_peek_reply (version, image_index));
  gesso_store_get_blob_async (gesso_studio_get_store (self), keep->picture->blob, cancellable,
                              get_reply_cb, g_steal_pointer (&task));
}

GessoVersion *
gesso_studio_use_reply_finish (GessoStudio  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

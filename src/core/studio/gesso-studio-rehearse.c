/* gesso-studio-rehearse.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-composite.h"
#include "gesso-error.h"
#include "gesso-fill.h"
#include "gesso-job-prepare.h"
#include "gesso-studio-private.h"
#include "gesso-studio-rehearse.h"

/* A rehearsal is to be quick: what is filled in is made no larger than this, then scaled. */
#define FILL_SIDE 384

typedef struct
{
  GessoRequest *request;      /* (owned): a copy, completed on the worker */
  GessoProvider *provider;    /* (owned): keeps the next alive */
  const GessoModelSpec *spec;
  GessoImage *mask;           /* (owned) (nullable) */
} Rehearsal;

static void
rehearsal_free (gpointer data)
{
  Rehearsal *rehearsal = data;

  g_object_unref (rehearsal->request);
  g_object_unref (rehearsal->provider);
  g_clear_pointer (&rehearsal->mask, gesso_image_unref);
  g_free (rehearsal);
}

/* @picture with its hole filled from what is around it. */
static GessoImage *
fill (const GessoImage *picture,
      const GessoImage *hole,
      GCancellable     *cancellable,
      GError          **error)
{
  g_autoptr (GessoImage) small = gesso_image_fit (picture, FILL_SIDE, error);
  g_autoptr (GessoImage) scaled = NULL;
  g_autoptr (GessoImage) small_hole = NULL;
  g_autoptr (GessoImage) filled = NULL;
  g_autoptr (GessoImage) large = NULL;

  if (small == NULL)
    return NULL;
  scaled = gesso_image_scale (hole, gesso_image_get_width (small), gesso_image_get_height (small), error);
  small_hole = scaled != NULL ? gesso_image_spread (scaled, 0, error) : NULL;
  filled = small_hole != NULL ? gesso_fill_inpaint (small, small_hole, 1, NULL, NULL, cancellable, error) : NULL;
  large = filled != NULL ? gesso_image_scale (filled, gesso_image_get_width (picture),
                                              gesso_image_get_height (picture), error) : NULL;
  return large != NULL ? gesso_composite (picture, large, hole, error) : NULL;
}

/* What stands in for the model's reply. */
static GBytes *
make_reply (GessoPrepared *prepared,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr (GessoImage) hole = NULL;
  g_autoptr (GessoImage) picture = gesso_prepared_make_sent (prepared, &hole, error);
  g_autoptr (GessoImage) reply = picture != NULL ? fill (picture, hole, cancellable, error) : NULL;

  return reply != NULL ? gesso_codec_encode (reply, GESSO_FORMAT_PNG, 100, NULL, error) : NULL;
}

static GessoImage *
rehearse (Rehearsal    *rehearsal,
          GCancellable *cancellable,
          GError      **error)
{
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GBytes) mask = NULL;
  g_autoptr (GBytes) reply = NULL;

  if (rehearsal->mask != NULL)
    {
      mask = gesso_codec_encode (rehearsal->mask, GESSO_FORMAT_PNG, 100, NULL, error);
      if (mask == NULL)
        return NULL;
      gesso_request_add_input (rehearsal->request, GESSO_ROLE_MASK, mask, NULL, 0, 0);
    }
  prepared = gesso_job_prepare (rehearsal->request, rehearsal->spec, cancellable, error);
  if (prepared == NULL)
    return NULL;
  if (!gesso_prepared_is_edit (prepared))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                           _("There is nothing to rehearse: this model is sent the picture as it is."));
      return NULL;
    }
  reply = make_reply (prepared, cancellable, error);
  return reply != NULL ? gesso_prepared_finish (prepared, reply, NULL, cancellable, error) : NULL;
}

static void
rehearse_in_worker (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  GError *error = NULL;
  GessoImage *image = rehearse (task_data, cancellable, &error);

  if (image != NULL)
    g_task_return_pointer (task, image, (GDestroyNotify) gesso_image_unref);
  else
    g_task_return_error (task, error);
}

static void
source_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Rehearsal *rehearsal = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_request_find_input (rehearsal->request, GESSO_ROLE_SOURCE)->bytes = bytes;
  g_task_run_in_thread (task, rehearse_in_worker);
}

void
gesso_studio_rehearse_async (GessoStudio        *self,
                             GessoRequest       *request,
                             GessoImage         *mask,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);
  const GessoModelSpec *spec = NULL;
  GessoProvider *provider;
  GError *error = NULL;
  Rehearsal *rehearsal;

  g_return_if_fail (gesso_request_get_tool (request) == (mask != NULL ? GESSO_TOOL_INPAINT : GESSO_TOOL_EXPAND));
  g_return_if_fail (source != NULL && source->blob != NULL && source->bytes == NULL);

  g_task_set_source_tag (task, gesso_studio_rehearse_async);
  provider = gesso_provider_registry_find (gesso_studio_get_registry (self), gesso_request_get_model (request), &spec,
                                           &error);
  if (provider == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  rehearsal = g_new0 (Rehearsal, 1);
  rehearsal->request = gesso_request_copy (request);
  rehearsal->provider = g_object_ref (provider);
  rehearsal->spec = spec;
  rehearsal->mask = mask != NULL ? gesso_image_ref (mask) : NULL;
  g_task_set_task_data (task, rehearsal, rehearsal_free);
  gesso_store_get_blob_async (gesso_studio_get_store (self), source->blob, cancellable, source_loaded_cb,
                              g_object_ref (task));
}

GessoImage *
gesso_studio_rehearse_finish (GessoStudio  *self,
                              GAsyncResult *result,
                              GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

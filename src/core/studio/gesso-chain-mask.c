/* gesso-chain-mask.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-chain-mask.h"
#include "gesso-codec.h"

typedef struct
{
  GessoStore *store;     /* (owned) */
  GessoRequest *request; /* (owned) */
  GBytes *source, *mask; /* (owned) (nullable) */
} Fit;

static void
free_fit (gpointer data)
{
  Fit *fit = data;

  g_object_unref (fit->store);
  g_object_unref (fit->request);
  g_clear_pointer (&fit->source, g_bytes_unref);
  g_clear_pointer (&fit->mask, g_bytes_unref);
  g_free (fit);
}

/* (nullable): the bytes of a mask that fits; nothing when it does already or cannot be made. */
static GBytes *
scale_mask (Fit          *fit,
            GCancellable *cancellable)
{
  GessoPictureInfo source, info;
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GessoImage) scaled = NULL;

  if (!gesso_codec_probe (fit->source, &source, NULL) || !gesso_codec_probe (fit->mask, &info, NULL) ||
      (source.width == info.width && source.height == info.height))
    return NULL;
  mask = gesso_codec_decode_mask (fit->mask, cancellable, NULL);
  if (mask == NULL)
    return NULL;
  scaled = gesso_image_scale (mask, source.width, source.height, NULL);
  return scaled != NULL ? gesso_codec_encode (scaled, GESSO_FORMAT_PNG, 0, NULL, NULL) : NULL;
}

static void
scale_on_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Fit *fit = task_data;
  GBytes *scaled = scale_mask (fit, cancellable);

  g_clear_pointer (&fit->mask, g_bytes_unref);
  fit->mask = scaled;
  g_task_return_boolean (task, TRUE);
}

static void
mask_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fit *fit = g_task_get_task_data (task);

  fit->mask = gesso_store_get_blob_finish (GESSO_STORE (source), result, NULL);
  if (fit->mask != NULL)
    g_task_run_in_thread (task, scale_on_worker);
  else
    g_task_return_boolean (task, TRUE);
}

static void
source_loaded_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fit *fit = g_task_get_task_data (task);
  const GessoInput *mask = gesso_request_find_input (fit->request, GESSO_ROLE_MASK);

  fit->source = gesso_store_get_blob_finish (GESSO_STORE (source), result, NULL);
  if (fit->source != NULL)
    gesso_store_get_blob_async (fit->store, mask->blob, g_task_get_cancellable (task), mask_loaded_cb,
                                g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

void
gesso_chain_fit_mask_async (GessoStore         *store,
                            GessoRequest       *request,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);
  const GessoInput *mask = gesso_request_find_input (request, GESSO_ROLE_MASK);
  Fit *fit = g_new0 (Fit, 1);

  g_task_set_source_tag (task, gesso_chain_fit_mask_async);
  fit->store = g_object_ref (store);
  fit->request = g_object_ref (request);
  g_task_set_task_data (task, fit, free_fit);
  if (source == NULL || source->blob == NULL || mask == NULL || mask->blob == NULL)
    g_task_return_boolean (task, TRUE);
  else
    gesso_store_get_blob_async (store, source->blob, cancellable, source_loaded_cb, g_object_ref (task));
}

gboolean
gesso_chain_fit_mask_finish (GAsyncResult *result,
                             GError      **error)
{
  Fit *fit = g_task_get_task_data (G_TASK (result));
  GessoInput *mask = gesso_request_find_input (fit->request, GESSO_ROLE_MASK);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (fit->mask != NULL && mask != NULL)
    {
      g_clear_pointer (&mask->bytes, g_bytes_unref);
      g_clear_pointer (&mask->blob, g_free);
      mask->bytes = g_steal_pointer (&fit->mask);
    }
  return TRUE;
}

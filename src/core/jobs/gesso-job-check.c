/* gesso-job-check.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-coverage.h"
#include "gesso-job-check.h"

typedef struct
{
  GessoStore *store;     /* (owned) */
  GessoRequest *request; /* (owned): a copy that gets the bytes */
  guint next;
} Check;

static void load_next_input (GTask *task);

static void
free_check (gpointer data)
{
  Check *check = data;

  g_object_unref (check->store);
  g_object_unref (check->request);
  g_free (check);
}

static gboolean
check_geometry (GessoRequest           *request,
                const GessoPictureInfo *source,
                GCancellable           *cancellable,
                GError                **error)
{
  const GessoInput *mask = gesso_request_find_input (request, GESSO_ROLE_MASK);
  g_autoptr (GessoImage) coverage = NULL;
  GessoPictureInfo info;

  if (gesso_request_get_tool (request) == GESSO_TOOL_EXPAND)
    return gesso_frame_check (gesso_request_get_frame (request), source->width, source->height, error);
  if (mask == NULL)
    return TRUE;
  if (!gesso_codec_probe (mask->bytes, &info, error) ||
      !gesso_coverage_check_size (info.width, info.height, source->width, source->height, error))
    return FALSE;
  if (gesso_request_get_tool (request) != GESSO_TOOL_INPAINT)
    return TRUE;
  coverage = gesso_coverage_new (request, source->width, source->height, cancellable, error);
  return coverage != NULL;
}

static void
check_on_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GessoRequest *request = ((Check *) task_data)->request;
  GessoInput *source_input = gesso_request_find_input (request, GESSO_ROLE_SOURCE);
  GessoPictureInfo info, source_info = { 0 };
  GError *error = NULL;

  for (guint i = 0; i < gesso_request_get_n_inputs (request) && error == NULL; i++)
    {
      GessoInput *input = gesso_request_get_input (request, i);

      if (gesso_codec_probe (input->bytes, &info, &error) && input == source_input)
        source_info = info;
    }
  if (error == NULL && (source_input == NULL || check_geometry (request, &source_info, cancellable, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
load_input_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  gesso_request_get_input (check->request, check->next++)->bytes = bytes;
  load_next_input (task);
}

static void
load_next_input (GTask *task)
{
  Check *check = g_task_get_task_data (task);
  GessoInput *input;

  for (; (input = gesso_request_get_input (check->request, check->next)) != NULL; check->next++)
    if (input->bytes == NULL)
      {
        gesso_store_get_blob_async (check->store, input->blob, g_task_get_cancellable (task),
                                    load_input_cb, g_object_ref (task));
        return;
      }
  g_task_run_in_thread (task, check_on_worker);
}

void
gesso_job_check_async (GessoStore            *store,
                       GessoProviderRegistry *registry,
                       GessoRequest          *request,
                       GCancellable          *cancellable,
                       GAsyncReadyCallback    callback,
                       gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GessoProvider *provider;
  GError *error = NULL;
  Check *check;

  g_task_set_source_tag (task, gesso_job_check_async);
  provider = gesso_provider_registry_find (registry, gesso_request_get_model (request), NULL, &error);
  if (provider == NULL || !gesso_provider_check (provider, request, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  check = g_new0 (Check, 1);
  check->store = g_object_ref (store);
  check->request = gesso_request_copy (request);
  g_task_set_task_data (task, check, free_check);
  load_next_input (task);
}

gboolean
gesso_job_check_finish (GAsyncResult *result,
                        GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* gesso-job-submit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-private.h"
#include "gesso-job-record.h"
#include "gesso-job-submit.h"

typedef struct
{
  GessoStore *store;     /* (owned) */
  GessoRequest *request; /* (owned): a copy whose inputs lose their bytes once kept */
  GessoJobRow *row;      /* (owned) */
  GError *refusal;       /* (owned) (nullable) */
  gboolean on_device;
  guint next;
} Submit;

static void keep_next_input (GTask *task);
static void recall (GTask *task);

static void
free_submit (gpointer data)
{
  Submit *submit = data;

  g_object_unref (submit->store);
  g_object_unref (submit->request);
  gesso_job_row_free (submit->row);
  g_clear_error (&submit->refusal);
  g_free (submit);
}

/* A seed is drawn here and stored, so that a job that is cut off gives the
 * same picture when it runs again. */
static void
draw_seed (GessoRequest         *request,
           const GessoModelSpec *model)
{
  GessoParameters *parameters = gesso_request_get_parameters (request);

  for (const GessoParameterSpec *spec = model->parameters; spec != NULL && spec->name != NULL; spec++)
    if (spec->kind == GESSO_PARAMETER_SEED && gesso_parameters_get (parameters, spec->name) == NULL)
      gesso_parameters_set (parameters, spec->name, g_variant_new_int64 (g_random_int () & G_MAXINT32));
}

static void
save_row_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Submit *submit = g_task_get_task_data (task);
  GError *error = NULL;

  submit->row->id = gesso_store_save_job_finish (GESSO_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, gesso_job_new (submit->row, submit->request), g_object_unref);
}

static void
keep_input_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Submit *submit = g_task_get_task_data (task);
  GessoInput *input = gesso_request_get_input (submit->request, submit->next++);
  GError *error = NULL;

  input->blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);
  if (input->blob != NULL)
    keep_next_input (task);
  else
    g_task_return_error (task, error);
}

static void
keep_next_input (GTask *task)
{
  Submit *submit = g_task_get_task_data (task);
  GessoInput *input;

  for (; (input = gesso_request_get_input (submit->request, submit->next)) != NULL; submit->next++)
    if (input->blob == NULL && input->bytes != NULL)
      {
        gesso_store_put_blob_async (submit->store, input->bytes, g_task_get_cancellable (task),
                                    keep_input_cb, g_object_ref (task));
        return;
      }
  for (guint i = 0; i < submit->next; i++)
    g_clear_pointer (&gesso_request_get_input (submit->request, i)->bytes, g_bytes_unref);
  recall (task);
}

static void
save_row (GTask *task)
{
  Submit *submit = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  /* From here on not cancellable: a row that was written must be heard of. */
  g_task_set_check_cancellable (task, FALSE);
  submit->row->request = gesso_request_to_json (submit->request);
  gesso_store_save_job_async (submit->store, submit->row, NULL, save_row_cb, g_object_ref (task));
}

static void
recall_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Submit *submit = g_task_get_task_data (task);
  g_autofree char *json = gesso_store_load_version_origin_finish (GESSO_STORE (source), result, NULL);
  g_autoptr (GessoJobRecord) record = gesso_job_record_new_from_json (json);

  /* Only a help to the model: without it the source is a picture like any other. */
  if (record->result != NULL)
    gesso_request_set_memory (submit->request, gesso_result_get_extra (record->result));
  save_row (task);
}

/* What the provider kept of the run that made the source. */
static void
recall (GTask *task)
{
  Submit *submit = g_task_get_task_data (task);
  const GessoInput *source = gesso_request_find_input (submit->request, GESSO_ROLE_SOURCE);

  if (submit->on_device || source == NULL || source->version_id == 0 ||
      gesso_request_get_memory (submit->request) != NULL)
    save_row (task);
  else
    gesso_store_load_version_origin_async (submit->store, source->version_id, g_task_get_cancellable (task),
                                           recall_cb, g_object_ref (task));
}

void
gesso_job_submit_async (GessoStore            *store,
                        GessoProviderRegistry *registry,
                        const GessoJobOrigin  *origin,
                        GessoRequest          *request,
                        GCancellable          *cancellable,
                        GAsyncReadyCallback    callback,
                        gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const GessoModelSpec *model = NULL;
  GessoProvider *provider;
  GError *error = NULL;
  Submit *submit;

  g_task_set_source_tag (task, gesso_job_submit_async);
  provider = gesso_provider_registry_find (registry, gesso_request_get_model (request), &model, &error);
  if (provider != NULL)
    gesso_provider_check (provider, request, &error);
  if (error != NULL && !origin->kept)
    {
      g_task_return_error (task, error);
      return;
    }
  submit = g_new0 (Submit, 1);
  submit->store = g_object_ref (store);
  submit->request = gesso_request_copy (request);
  submit->refusal = error;
  submit->on_device = provider == NULL || gesso_provider_get_spec (provider)->on_device;
  submit->row = g_new0 (GessoJobRow, 1);
  submit->row->thread_id = origin->thread_id;
  submit->row->message_id = origin->message_id;
  submit->row->state = GESSO_JOB_QUEUED;
  submit->row->state_json = g_strdup (origin->record);
  submit->row->coming = g_strdup (origin->coming);
  submit->row->takes_over = origin->takes_over;
  submit->row->created = g_get_real_time ();
  g_task_set_task_data (task, submit, free_submit);
  if (model != NULL)
    draw_seed (submit->request, model);
  keep_next_input (task);
}

GessoJob *
gesso_job_submit_finish (GAsyncResult *result,
                         GError      **refusal,
                         GError      **error)
{
  Submit *submit = g_task_get_task_data (G_TASK (result));
  GessoJob *job = g_task_propagate_pointer (G_TASK (result), error);

  *refusal = job != NULL ? g_steal_pointer (&submit->refusal) : NULL;
  return job;
}

/* gesso-job-runner.c - one job from its row to its version
 *
 * The chain, each link an asynchronous call that ends by starting the next:
 *
 *   load inputs → ask the provider → save the row → compute → keep the
 *   pictures → verify what was written → add the version
 *
 * All links run on the main context but for the two workers, compute and
 * verify; while one of those runs nothing else touches the #Run.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-picture.h"
#include "gesso-job-private.h"
#include "gesso-job-runner.h"
#include "gesso-json.h"

/* The share of a run that is the provider's own computing. */
#define COMPUTE_SHARE 0.9

typedef struct
{
  GessoStore *store;          /* (owned) */
  GessoProvider *provider;    /* (owned) */
  GessoJob *job;              /* (owned) */
  GessoRequest *request;      /* (owned): a copy that gets the bytes */
  GessoStep *step;            /* (owned) (nullable) */
  GessoJobProgress *progress; /* (owned) */
  GPtrArray *pictures;        /* (owned) of GessoJobPicture */
  GPtrArray *written;         /* (owned) of GBytes: the kept files as read back */
  GessoExact exact;
  char *note;     /* (owned) (nullable) */
  gint64 started; /* monotonic */
  guint next;     /* the input or picture at hand */
} Run;

static void load_next_input (GTask *task);
static void keep_next_file (GTask *task);
static void read_next_file (GTask *task);

static void
free_run (gpointer data)
{
  Run *run = data;

  g_object_unref (run->store);
  g_object_unref (run->provider);
  g_object_unref (run->job);
  g_object_unref (run->request);
  g_clear_pointer (&run->step, gesso_step_free);
  gesso_job_progress_unref (run->progress);
  g_ptr_array_unref (run->pictures);
  g_ptr_array_unref (run->written);
  gesso_exact_clear (&run->exact);
  g_free (run->note);
  g_free (run);
}

/* Whether @task goes on; if not, it has returned and is let go. */
static gboolean
may_go_on (GTask  *task,
           GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else if (!g_task_return_error_if_cancelled (task))
    return TRUE;
  g_object_unref (task);
  return FALSE;
}

static double
get_cost (Run *run)
{
  const char *model = strchr (gesso_request_get_model (run->request), '/');
  const GessoModelSpec *spec = model != NULL ? gesso_provider_find_model (run->provider, model + 1) : NULL;

  return spec != NULL && spec->price >= 0 ? spec->price * run->pictures->len : -1;
}

/* What a version keeps of the parameters: the frame belongs to them. */
static char *
dup_parameters (GessoRequest *request)
{
  const GessoFrame *frame = gesso_request_get_frame (request);
  g_autoptr (GessoParameters) parameters = gesso_parameters_copy (gesso_request_get_parameters (request));

  if (!gesso_frame_is_empty (frame))
    {
      gesso_parameters_set (parameters, "left", g_variant_new_int64 (frame->left));
      gesso_parameters_set (parameters, "top", g_variant_new_int64 (frame->top));
      gesso_parameters_set (parameters, "right", g_variant_new_int64 (frame->right));
      gesso_parameters_set (parameters, "bottom", g_variant_new_int64 (frame->bottom));
    }
  return gesso_parameters_to_json (parameters);
}

static void
describe_image (GessoVersionImage     *image,
                const GessoJobPicture *picture)
{
  image->blob = g_strdup (picture->blob);
  image->reply = g_strdup (picture->reply);
  image->mime = g_strdup (picture->mime);
  image->blurhash = g_strdup (picture->blurhash);
  image->width = picture->width;
  image->height = picture->height;
  image->bytes = (gint64) g_bytes_get_size (picture->file);
  image->seed = picture->seed;
  image->protected_pixels = picture->verdict.protected_pixels;
  image->changed_pixels = picture->verdict.changed_pixels;
}

static GessoVersionDraft *
make_draft (Run *run)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();

  draft->thread_id = gesso_job_get_thread_id (run->job);
  draft->message_id = gesso_job_get_message_id (run->job);
  draft->parent_id = gesso_request_get_parent_id (run->request);
  draft->tool = gesso_request_get_tool (run->request);
  draft->model = g_strdup (gesso_request_get_model (run->request));
  draft->prompt = g_strdup (gesso_request_get_prompt (run->request));
  draft->parameters = dup_parameters (run->request);
  draft->note = g_strdup (run->note);
  draft->seconds = (g_get_monotonic_time () - run->started) / (double) G_USEC_PER_SEC;
  draft->cost = get_cost (run);
  for (guint i = 0; i < run->pictures->len; i++)
    describe_image (gesso_version_draft_add_image (draft), g_ptr_array_index (run->pictures, i));
  for (guint i = 0; i < gesso_request_get_n_inputs (run->request); i++)
    {
      const GessoInput *from = gesso_request_get_input (run->request, i);
      GessoVersionInput *input = gesso_version_draft_add_input (draft);

      input->role = from->role;
      input->blob = g_strdup (from->blob);
      input->version_id = from->version_id;
      input->image_index = from->image_index;
    }
  return draft;
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

/* Not cancellable: a transaction that came through must be heard of. */
static void
add_version (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  g_task_set_check_cancellable (task, FALSE);
  gesso_store_add_version_async (run->store, make_draft (run), gesso_job_get_id (run->job), NULL,
                                 add_version_cb, task);
}

static void
verify_on_worker (GTask        *worker_task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Run *run = task_data;
  GError *error = NULL;

  for (guint i = 0; i < run->pictures->len; i++)
    if (!gesso_job_picture_verify (g_ptr_array_index (run->pictures, i), g_ptr_array_index (run->written, i),
                                   run->request, &run->exact, cancellable, &error))
      {
        g_task_return_error (worker_task, error);
        return;
      }
  g_task_return_boolean (worker_task, TRUE);
}

static void
verify_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (may_go_on (task, error))
    add_version (task);
}

/* Runs @func on a worker with the #Run as its data; @task stays alive until @callback. */
static void
run_on_worker (GTask              *task,
               GTaskThreadFunc     func,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) worker_task = g_task_new (NULL, g_task_get_cancellable (task), callback, task);

  g_task_set_task_data (worker_task, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (worker_task, func);
}

static void
read_file_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (!may_go_on (task, error))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      return;
    }
  g_ptr_array_add (run->written, bytes);
  read_next_file (task);
}

/* Where an edit must be exact, what counts is the file as written. */
static void
read_next_file (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (run->exact.parent == NULL)
    add_version (task);
  else if (run->written->len == run->pictures->len)
    run_on_worker (task, verify_on_worker, verify_cb);
  else
    {
      GessoJobPicture *picture = g_ptr_array_index (run->pictures, run->written->len);

      gesso_store_get_blob_async (run->store, picture->blob, g_task_get_cancellable (task), read_file_cb, task);
    }
}

static void
keep_file_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GessoJobPicture *picture = g_ptr_array_index (run->pictures, run->next);
  GError *error = NULL;
  char *blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);

  if (!may_go_on (task, error))
    {
      g_free (blob);
      return;
    }
  if (picture->blob == NULL)
    picture->blob = blob;
  else
    picture->reply = blob;
  keep_next_file (task);
}

static void
keep_next_file (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GessoJobPicture *picture;
  GBytes *bytes;

  while (run->next < run->pictures->len)
    {
      picture = g_ptr_array_index (run->pictures, run->next);
      bytes = picture->blob == NULL ? picture->file : picture->reply == NULL ? picture->reply_file : NULL;
      if (bytes != NULL)
        {
          gesso_store_put_blob_async (run->store, bytes, g_task_get_cancellable (task), keep_file_cb, task);
          return;
        }
      run->next++;
    }
  read_next_file (task);
}

static void
scale_progress (double   fraction,
                gpointer user_data)
{
  gesso_job_progress_cb (fraction * COMPUTE_SHARE, user_data);
}

static gboolean
finish_pictures (Run          *run,
                 GessoResult  *result,
                 GCancellable *cancellable,
                 GError      **error)
{
  guint n = gesso_result_get_n_images (result);

  if (n == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER,
                           _("The model ended without a picture. Try again, or choose another model."));
      return FALSE;
    }
  if (!gesso_exact_load (&run->exact, run->request, cancellable, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      GessoJobPicture *picture = gesso_job_picture_new (gesso_result_get_image (result, i), run->request,
                                                        &run->exact, cancellable, error);

      if (picture == NULL)
        return FALSE;
      g_ptr_array_add (run->pictures, picture);
      gesso_job_progress_cb (COMPUTE_SHARE + (1 - COMPUTE_SHARE) * (i + 1) / (n + 1), run->progress);
    }
  run->note = g_strdup (gesso_result_get_note (result));
  return TRUE;
}

static void
compute_on_worker (GTask        *worker_task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Run *run = task_data;
  g_autoptr (GessoResult) result = NULL;
  GError *error = NULL;

  if (run->step->kind == GESSO_STEP_FINISHED)
    result = g_object_ref (run->step->result);
  else
    result = run->step->compute (run->request, scale_progress, run->progress, cancellable, &error);
  if (result != NULL && finish_pictures (run, result, cancellable, &error))
    g_task_return_boolean (worker_task, TRUE);
  else
    g_task_return_error (worker_task, error);
}

static void
compute_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  run->next = 0;
  if (may_go_on (task, error))
    keep_next_file (task);
}

static void
save_row_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  gesso_store_save_job_finish (GESSO_STORE (source), result, &error);
  if (!may_go_on (task, error))
    return;
  gesso_job_set_state (run->job, GESSO_JOB_GENERATING);
  run_on_worker (task, compute_on_worker, compute_cb);
}

static void
ask_provider (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (JsonObject) state = json_object_new ();
  g_autoptr (GessoJobRow) row = NULL;
  g_autofree char *text = NULL;

  run->step = gesso_provider_next (run->provider, run->request, state, NULL);
  if (run->step->kind == GESSO_STEP_FAILED)
    {
      may_go_on (task, g_error_copy (run->step->error));
      return;
    }
  text = gesso_json_to_text (state);
  gesso_job_set_state_json (run->job, text);
  row = gesso_job_dup_row (run->job, GESSO_JOB_GENERATING, NULL);
  gesso_store_save_job_async (run->store, row, NULL, save_row_cb, task);
}

static void
load_input_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (!may_go_on (task, error))
    {
      g_clear_pointer (&bytes, g_bytes_unref);
      return;
    }
  gesso_request_get_input (run->request, run->next++)->bytes = bytes;
  load_next_input (task);
}

static void
load_next_input (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GessoInput *input;

  for (; (input = gesso_request_get_input (run->request, run->next)) != NULL; run->next++)
    if (input->bytes == NULL && input->blob != NULL)
      {
        gesso_store_get_blob_async (run->store, input->blob, g_task_get_cancellable (task), load_input_cb, task);
        return;
      }
  ask_provider (task);
}

void
gesso_job_runner_run_async (GessoStore         *store,
                            GessoProvider      *provider,
                            GessoJob           *job,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (NULL, gesso_job_get_cancellable (job), callback, user_data);
  Run *run = g_new0 (Run, 1);

  g_task_set_source_tag (task, gesso_job_runner_run_async);
  run->store = g_object_ref (store);
  run->provider = g_object_ref (provider);
  run->job = g_object_ref (job);
  run->request = gesso_request_copy (gesso_job_get_request (job));
  run->progress = gesso_job_progress_new (job);
  run->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_job_picture_free);
  run->written = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  run->started = g_get_monotonic_time ();
  g_task_set_task_data (task, run, free_run);
  load_next_input (task);
}

GessoVersion *
gesso_job_runner_run_finish (GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

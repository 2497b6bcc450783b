/* gesso-job-keep.c - pictures to files, files to a version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-run.h"

static void keep_next_file (GTask *task);
static void read_next_file (GTask *task);

/* The provider's own word, or else by the price list. */
static double
get_cost (GessoJobRun *run)
{
  double told = run->result != NULL ? gesso_result_get_cost (run->result) : -1;

  if (told >= 0)
    return told;
  return run->model != NULL && run->model->price >= 0 ? run->model->price * run->pictures->len : -1;
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
  image->new_picture = picture->new_picture;
}

static GessoVersionDraft *
make_draft (GessoJobRun *run)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();

  draft->thread_id = gesso_job_get_thread_id (run->job);
  draft->message_id = gesso_job_get_message_id (run->job);
  draft->parent_id = gesso_request_get_parent_id (run->request);
  draft->tool = gesso_request_get_tool (run->request);
  draft->model = g_strdup (gesso_request_get_model (run->request));
  draft->prompt = g_strdup (gesso_request_get_prompt (run->request));
  draft->parameters = dup_parameters (run->request);
  draft->note = run->note->len > 0 ? g_strdup (run->note->str) : NULL;
  draft->seconds = gesso_job_get_worked (run->job);
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
  GessoJobRun *run = g_task_get_task_data (task);

  gesso_store_add_version_async (run->store, make_draft (run), gesso_job_get_id (run->job), NULL,
                                 add_version_cb, task);
}

static void
verify_on_worker (GTask        *worker_task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  GessoJobRun *run = task_data;
  GError *error = NULL;

  for (guint i = 0; i < run->pictures->len; i++)
    if (!gesso_job_picture_verify (g_ptr_array_index (run->pictures, i), g_ptr_array_index (run->written, i),
                                   run->request, run->exact, cancellable, &error))
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
  if (gesso_job_run_may_go_on (task, error))
    add_version (task);
}

static void
read_file_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  GessoJobRun *run = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *bytes = gesso_store_get_blob_finish (GESSO_STORE (source), result, &error);

  if (!gesso_job_run_may_go_on (task, error))
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
  GessoJobRun *run = g_task_get_task_data (task);

  if (run->exact->parent == NULL)
    add_version (task);
  else if (run->written->len == run->pictures->len)
    gesso_job_run_on_worker (task, verify_on_worker, verify_cb);
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
  GessoJobRun *run = g_task_get_task_data (task);
  GessoJobPicture *picture = g_ptr_array_index (run->pictures, run->next);
  GError *error = NULL;
  char *blob = gesso_store_put_blob_finish (GESSO_STORE (source), result, &error);

  if (!gesso_job_run_may_go_on (task, error))
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
  GessoJobRun *run = g_task_get_task_data (task);
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

void
gesso_job_run_keep (GTask *task)
{
  keep_next_file (task);
}

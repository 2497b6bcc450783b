/* gesso-studio-sheet.c - several runs of one message
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-studio-private.h"
#include "gesso-studio-sheet.h"

typedef struct
{
  GPtrArray *requests; /* (owned) (element-type GessoRequest) */
  char *text;          /* (owned) */
  gint64 thread_id;
  gint64 message_id;
  guint at;        /* the request that is checked, then submitted */
  GPtrArray *jobs; /* (owned) (element-type GessoJob): so far */
} Sheet;

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->requests);
  g_free (sheet->text);
  g_ptr_array_unref (sheet->jobs);
  g_free (sheet);
}

static void submit_next (GTask *task);

/* What is under way is given out, so that it can be cancelled; the rest is told by the next attempt. */
static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  GError *error = NULL;
  GessoJob *job = gesso_job_queue_submit_finish (GESSO_JOB_QUEUE (source), result, &error);

  if (job != NULL)
    {
      g_ptr_array_add (sheet->jobs, job);
      sheet->at++;
      submit_next (task);
      return;
    }
  if (sheet->jobs->len == 0)
    {
      g_task_return_error (task, error);
      return;
    }
  g_error_free (error);
  g_task_return_pointer (task, g_ptr_array_ref (sheet->jobs), (GDestroyNotify) g_ptr_array_unref);
}

static void
submit_next (GTask *task)
{
  GessoStudio *self = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);

  if (sheet->at == sheet->requests->len)
    {
      g_task_return_pointer (task, g_ptr_array_ref (sheet->jobs), (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  gesso_job_queue_submit_async (gesso_studio_get_queue (self), sheet->thread_id, sheet->message_id,
                                g_ptr_array_index (sheet->requests, sheet->at), g_task_get_cancellable (task),
                                submitted_cb, g_object_ref (task));
}

static void
message_added_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GessoMessage) message = gesso_store_add_message_finish (GESSO_STORE (source), result, &error);

  if (message == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sheet->message_id = gesso_message_get_id (message);
  sheet->at = 0;
  submit_next (task);
}

static void
add_message (GTask *task)
{
  GessoStudio *self = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);
  GessoRequest *request = g_ptr_array_index (sheet->requests, 0);
  g_autoptr (GArray) attachments = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < gesso_request_get_n_inputs (request); i++)
    if (gesso_request_get_input (request, i)->version_id != 0)
      g_array_append_val (attachments, gesso_request_get_input (request, i)->version_id);
  gesso_store_add_message_async (gesso_studio_get_store (self), sheet->thread_id, GESSO_MESSAGE_USER, sheet->text,
                                 (const gint64 *) (gpointer) attachments->data, attachments->len,
                                 g_task_get_cancellable (task), message_added_cb, g_object_ref (task));
}

static void
thread_made_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GessoThread) thread = gesso_store_create_thread_finish (GESSO_STORE (source), result, &error);

  if (thread == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  sheet->thread_id = gesso_thread_get_id (thread);
  add_message (task);
}

static void
write_down (GTask *task)
{
  GessoStudio *self = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);
  g_autofree char *title = NULL;

  if (sheet->thread_id != 0)
    {
      add_message (task);
      return;
    }
  title = gesso_studio_make_title (sheet->text);
  gesso_store_create_thread_async (gesso_studio_get_store (self), title, g_task_get_cancellable (task), thread_made_cb,
                                   g_object_ref (task));
}

static void check_next (GTask *task);

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Sheet *sheet = g_task_get_task_data (task);
  GError *error = NULL;

  if (!gesso_job_queue_check_finish (GESSO_JOB_QUEUE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (++sheet->at < sheet->requests->len)
    check_next (task);
  else
    write_down (task);
}

static void
check_next (GTask *task)
{
  GessoStudio *self = g_task_get_source_object (task);
  Sheet *sheet = g_task_get_task_data (task);

  gesso_job_queue_check_async (gesso_studio_get_queue (self), g_ptr_array_index (sheet->requests, sheet->at),
                               g_task_get_cancellable (task), checked_cb, g_object_ref (task));
}

void
gesso_studio_submit_sheet_async (GessoStudio        *self,
                                 gint64              thread_id,
                                 const char         *text,
                                 GPtrArray          *requests,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Sheet *sheet;

  g_return_if_fail (GESSO_IS_STUDIO (self));
  g_return_if_fail (requests != NULL && requests->len > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_submit_sheet_async);
  /* Jobs once stored are given out, so that they can be cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  sheet = g_new0 (Sheet, 1);
  sheet->requests = g_ptr_array_ref (requests);
  sheet->thread_id = thread_id;
  sheet->text = g_strdup (*text != '\0'
                              ? text
                              : gesso_tool_get_title (gesso_request_get_tool (g_ptr_array_index (requests, 0))));
  sheet->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, sheet, free_sheet);
  check_next (task);
}

GPtrArray *
gesso_studio_submit_sheet_finish (GessoStudio  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

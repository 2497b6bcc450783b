/* gesso-studio-expand.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-studio-expand.h"

GArray *
gesso_studio_plan_expand (GessoStudio  *self,
                          GessoRequest *request,
                          int           width,
                          int           height,
                          double       *price)
{
  const GessoModelSpec *model = NULL;
  GessoFitRule rule = { 0 };
  GArray *plan;

  g_return_val_if_fail (GESSO_IS_STUDIO (self), NULL);

  gesso_provider_registry_find (gesso_studio_get_registry (self), gesso_request_get_model (request), &model, NULL);
  if (model != NULL)
    rule = model->size;
  if (model != NULL && model->max_sources > 0)
    plan = gesso_expand_plan (gesso_request_get_frame (request), width, height, &rule);
  else
    {
      /* On this device there is no size that a model lacks. */
      GessoExpandStep whole = { *gesso_request_get_frame (request), 0, 0, MIN (width, height), FALSE };

      whole.width = width + whole.frame.left + whole.frame.right;
      whole.height = height + whole.frame.top + whole.frame.bottom;
      plan = g_array_new (FALSE, FALSE, sizeof (GessoExpandStep));
      g_array_append_val (plan, whole);
    }
  if (price != NULL)
    *price = model != NULL && model->price >= 0 ? model->price * plan->len : -1;
  return plan;
}

/* @request with the frame of one step, to be made of the step before. */
static GessoRequest *
make_step (GessoRequest          *request,
           const GessoExpandStep *step)
{
  GessoRequest *made = gesso_request_new (GESSO_TOOL_EXPAND, gesso_request_get_model (request));
  g_autoptr (GessoParameters) parameters = gesso_parameters_copy (gesso_request_get_parameters (request));

  gesso_request_set_prompt (made, gesso_request_get_prompt (request));
  gesso_request_set_parameters (made, parameters);
  gesso_request_set_frame (made, &step->frame);
  return made;
}

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GessoJob *job = gesso_chain_start_finish (GESSO_CHAIN (source), result, &error);

  if (job != NULL)
    g_task_return_pointer (task, job, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
gesso_studio_expand_async (GessoStudio        *self,
                           GessoRequest       *request,
                           GessoVersion       *version,
                           guint               image_index,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new_with_free_func (g_object_unref);
  const GessoVersionImage *image;
  g_autoptr (GArray) plan = NULL;
  const char *prompt;
  GTask *task;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version));
  g_return_if_fail (gesso_request_get_tool (request) == GESSO_TOOL_EXPAND);
  g_return_if_fail (image_index < gesso_version_get_n_images (version));
  g_return_if_fail (!gesso_frame_is_empty (gesso_request_get_frame (request)));

  image = gesso_version_get_image (version, image_index);
  plan = gesso_studio_plan_expand (self, request, (int) image->width, (int) image->height, NULL);
  for (guint i = 0; i < plan->len; i++)
    g_ptr_array_add (requests, make_step (request, &g_array_index (plan, GessoExpandStep, i)));
  gesso_request_set_parent_id (g_ptr_array_index (requests, 0), gesso_version_get_id (version));
  gesso_request_add_input (g_ptr_array_index (requests, 0), GESSO_ROLE_SOURCE, NULL, image->blob,
                           gesso_version_get_id (version), image_index);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_expand_async);
  /* A job once stored is given out, so that it can be cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  prompt = gesso_request_get_prompt (request);
  gesso_chain_start_async (gesso_studio_get_chain (self), gesso_version_get_thread_id (version),
                           *prompt != '\0' ? prompt : gesso_tool_get_title (GESSO_TOOL_EXPAND), requests, cancellable,
                           started_cb, task);
}

GessoJob *
gesso_studio_expand_finish (GessoStudio  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

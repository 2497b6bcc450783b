/* gesso-studio-expand.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-studio"

#include "config.h"

#include "gesso-studio-expand.h"

/* The rest of a plan, in a reference counted box: the job that is under way
 * holds one, so that it goes with the job when the studio is closed. */
typedef struct
{
  GWeakRef studio;
  GessoRequest *request; /* (owned): as the artist made it */
  gint64 thread_id;
  GArray *plan;          /* (owned) */
  guint next;
  GTask *task;           /* (owned) (nullable): until the first job is queued */
} Chain;

static void submit_next (Chain *self, const char *blob, gint64 version_id, guint image_index);

static void
clear_chain (gpointer data)
{
  Chain *self = data;

  g_weak_ref_clear (&self->studio);
  g_object_unref (self->request);
  g_array_unref (self->plan);
  g_clear_object (&self->task);
}

static void
unref_chain (gpointer data)
{
  g_rc_box_release_full (data, clear_chain);
}

static void
state_cb (GessoJob   *job,
          GParamSpec *pspec,
          gpointer    user_data)
{
  Chain *self = g_rc_box_acquire (user_data);
  GessoVersion *version = gesso_job_get_version (job);

  if (gesso_job_state_is_final (gesso_job_get_state (job)))
    {
      g_signal_handlers_disconnect_by_func (job, state_cb, user_data);
      /* A step that was not made ends the chain: its card says why and can be run again. */
      if (version != NULL && self->next < self->plan->len)
        submit_next (self, gesso_version_get_image (version, 0)->blob, gesso_version_get_id (version), 0);
    }
  unref_chain (self);
}

static void
free_closure (gpointer  data,
              GClosure *closure)
{
  unref_chain (data);
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Chain *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_studio_submit_finish (GESSO_STUDIO (source), result, &error);

  if (job != NULL)
    {
      self->thread_id = gesso_job_get_thread_id (job);
      g_signal_connect_data (job, "notify::state", G_CALLBACK (state_cb), g_rc_box_acquire (self), free_closure, 0);
      state_cb (job, NULL, self);
    }
  else if (task == NULL)
    g_message ("The next step of an expansion cannot begin: %s", error->message);
  if (task != NULL && job != NULL)
    g_task_return_pointer (task, g_object_ref (job), g_object_unref);
  else if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  unref_chain (self);
}

static void
submit_next (Chain      *self,
             const char *blob,
             gint64      version_id,
             guint       image_index)
{
  const GessoExpandStep *step = &g_array_index (self->plan, GessoExpandStep, self->next++);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_EXPAND, gesso_request_get_model (self->request));
  g_autoptr (GessoParameters) parameters = gesso_parameters_copy (gesso_request_get_parameters (self->request));
  g_autoptr (GessoStudio) studio = g_weak_ref_get (&self->studio);

  if (studio == NULL)
    return;
  gesso_request_set_prompt (request, gesso_request_get_prompt (self->request));
  gesso_request_set_parameters (request, parameters);
  gesso_request_set_frame (request, &step->frame);
  gesso_request_set_parent_id (request, version_id);
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, blob, version_id, image_index);
  gesso_studio_submit_async (studio, self->thread_id, request,
                             self->task != NULL ? g_task_get_cancellable (self->task) : NULL, submitted_cb,
                             g_rc_box_acquire (self));
}

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
    rule = (GessoFitRule) { model->size.sizes, model->size.ratios, model->size.min_side, model->size.max_side,
                            model->size.multiple, model->size.max_pixels };
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

void
gesso_studio_expand_async (GessoStudio        *self,
                           GessoRequest       *request,
                           GessoVersion       *version,
                           guint               image_index,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  const GessoVersionImage *image;
  Chain *chain;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_VERSION (version));
  g_return_if_fail (gesso_request_get_tool (request) == GESSO_TOOL_EXPAND);
  g_return_if_fail (image_index < gesso_version_get_n_images (version));
  g_return_if_fail (!gesso_frame_is_empty (gesso_request_get_frame (request)));

  image = gesso_version_get_image (version, image_index);
  chain = g_rc_box_new0 (Chain);
  g_weak_ref_init (&chain->studio, self);
  chain->request = g_object_ref (request);
  chain->thread_id = gesso_version_get_thread_id (version);
  chain->plan = gesso_studio_plan_expand (self, request, (int) image->width, (int) image->height, NULL);
  chain->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (chain->task, gesso_studio_expand_async);
  submit_next (chain, image->blob, gesso_version_get_id (version), image_index);
  unref_chain (chain);
}

GessoJob *
gesso_studio_expand_finish (GessoStudio  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

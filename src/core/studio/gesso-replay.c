/* gesso-replay.c - the dry list of a path, and its run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-error.h"
#include "gesso-replay.h"
#include "gesso-studio-expand.h"

/* While a list is made: what the next step is made of. */
typedef struct
{
  GessoStudio *studio;
  GHashTable *models;     /* (nullable) */
  GessoVersion *source;   /* (nullable): of the first step; NULL once a step is there, or for one made from nothing */
  guint image_index;
  GessoVersion *before;   /* (nullable): what the step was made of */
  guint width, height;    /* of what it is made of now; 0: unknown */
  gboolean begun;
} Plan;

void
gesso_replay_step_free (GessoReplayStep *step)
{
  g_free (step->model);
  g_free (step->prompt);
  g_free (step->problem);
  g_ptr_array_unref (step->requests);
  g_free (step);
}

static const GessoVersionInput *
find_source (GessoVersion *version)
{
  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    if (gesso_version_get_input (version, i)->role == GESSO_ROLE_SOURCE)
      return gesso_version_get_input (version, i);
  return NULL;
}

/* Which picture of what it was made of @version works on. */
static guint
get_source_index (GessoVersion *version)
{
  const GessoVersionInput *source = find_source (version);

  return source != NULL ? source->image_index : 0;
}

static gboolean
get_size (GessoVersion *version,
          guint         index,
          guint        *width,
          guint        *height)
{
  const GessoVersionImage *image = NULL;

  if (version != NULL && index < gesso_version_get_n_images (version))
    image = gesso_version_get_image (version, index);
  *width = image != NULL ? image->width : 0;
  *height = image != NULL ? image->height : 0;
  return image != NULL;
}

static guint
scale (guint value,
       guint now,
       guint before)
{
  return before > 0 ? (guint) CLAMP (round ((double) value * now / before), 0, G_MAXINT) : value;
}

/* The frame grows and shrinks with the picture. */
static void
scale_frame (const Plan   *plan,
             GessoVersion *version,
             GessoFrame   *frame)
{
  guint width, height;

  if (plan->width == 0 || !get_size (plan->before, get_source_index (version), &width, &height))
    return;
  frame->left = (int) scale ((guint) frame->left, plan->width, width);
  frame->right = (int) scale ((guint) frame->right, plan->width, width);
  frame->top = (int) scale ((guint) frame->top, plan->height, height);
  frame->bottom = (int) scale ((guint) frame->bottom, plan->height, height);
}

/* What another model knows of the settings; the rest stays at its own. */
static void
keep_known (GessoRequest         *request,
            const GessoModelSpec *model)
{
  g_autoptr (GessoParameters) known = gesso_parameters_new ();

  for (const GessoParameterSpec *spec = model->parameters; spec != NULL && spec->name != NULL; spec++)
    {
      GVariant *value = gesso_parameters_get (gesso_request_get_parameters (request), spec->name);
      g_autoptr (GessoParameters) one = gesso_parameters_new ();

      if (value == NULL)
        continue;
      gesso_parameters_set (one, spec->name, value);
      if (gesso_parameters_check (one, model->parameters, NULL))
        gesso_parameters_set (known, spec->name, value);
    }
  gesso_request_set_parameters (request, known);
}

/* The request of @version, with the model that is wanted. (nullable) */
static GessoRequest *
make_request (const Plan   *plan,
              GessoVersion *version,
              GError      **error)
{
  g_autofree char *recipe = gesso_studio_dup_recipe (plan->studio, version, 0);
  g_autoptr (GessoRequest) made = gesso_studio_parse_recipe (plan->studio, recipe, error);
  const char *wanted = NULL;
  const GessoModelSpec *model = NULL;
  GessoRequest *request;

  if (made == NULL)
    return NULL;
  if (plan->models != NULL)
    wanted = g_hash_table_lookup (plan->models, gesso_tool_to_nick (gesso_request_get_tool (made)));
  if (wanted == NULL || g_strcmp0 (wanted, gesso_request_get_model (made)) == 0)
    return g_steal_pointer (&made);
  request = gesso_request_new (gesso_request_get_tool (made), wanted);
  gesso_request_set_prompt (request, gesso_request_get_prompt (made));
  gesso_request_set_frame (request, gesso_request_get_frame (made));
  gesso_request_set_parameters (request, gesso_request_get_parameters (made));
  gesso_provider_registry_find (gesso_studio_get_registry (plan->studio), wanted, &model, NULL);
  if (model != NULL && model->parameters != NULL)
    keep_known (request, model);
  return request;
}

/* What went into @version, but for its source, which is that of the plan. */
static void
add_inputs (Plan            *plan,
            GessoVersion    *version,
            GessoRequest    *request,
            GessoReplayStep *step)
{
  for (guint i = 0; i < gesso_version_get_n_inputs (version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (version, i);

      if (input->role != GESSO_ROLE_SOURCE)
        gesso_request_add_input (request, input->role, NULL, input->blob, input->version_id, input->image_index);
      else if (plan->begun)
        gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, NULL, 0, input->image_index);
      else if (plan->source != NULL)
        {
          gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL,
                                   gesso_version_get_image (plan->source, plan->image_index)->blob,
                                   gesso_version_get_id (plan->source), plan->image_index);
          gesso_request_set_parent_id (request, gesso_version_get_id (plan->source));
        }
      if (input->role == GESSO_ROLE_MASK)
        get_size (plan->before, get_source_index (version), &step->mask_width, &step->mask_height);
    }
}

/* What it will make, as far as that is known before. */
static void
guess_size (const Plan      *plan,
            GessoVersion    *version,
            GessoRequest    *request,
            GessoReplayStep *step)
{
  const char *size = gesso_parameters_get_string (gesso_request_get_parameters (request), "size");
  guint old_width, old_height, made_width, made_height;
  gboolean known = get_size (version, 0, &made_width, &made_height) &&
                   get_size (plan->before, get_source_index (version), &old_width, &old_height);

  switch ((int) step->tool)
    {
    case GESSO_TOOL_GENERATE:
      if (size == NULL || !gesso_parameters_parse_size (size, &step->made_width, &step->made_height))
        get_size (version, 0, &step->made_width, &step->made_height);
      return;
    case GESSO_TOOL_EXPAND:
      if (plan->width > 0)
        {
          step->made_width = plan->width + (guint) (step->frame.left + step->frame.right);
          step->made_height = plan->height + (guint) (step->frame.top + step->frame.bottom);
        }
      return;
    case GESSO_TOOL_INPAINT:
    case GESSO_TOOL_REMOVE_BACKGROUND:
    case GESSO_TOOL_REPLACE_BACKGROUND_IMAGE:
    case GESSO_TOOL_REPLACE_BACKGROUND_PROMPT:
      step->made_width = plan->width;
      step->made_height = plan->height;
      return;
    case GESSO_TOOL_UPSCALE:
      if (known && plan->width > 0)
        {
          step->made_width = scale (made_width, plan->width, old_width);
          step->made_height = scale (made_height, plan->height, old_height);
        }
      return;
    default:
      /* A model that draws all of it anew keeps the size where it did before, or chooses. */
      if (known && made_width == old_width && made_height == old_height)
        {
          step->made_width = plan->width;
          step->made_height = plan->height;
        }
    }
}

/* An expansion further than one call reaches is several. */
static void
add_requests (const Plan      *plan,
              GessoRequest    *request,
              GessoReplayStep *step)
{
  g_autoptr (GArray) calls = NULL;

  if (step->tool != GESSO_TOOL_EXPAND || plan->width == 0)
    {
      g_ptr_array_add (step->requests, g_object_ref (request));
      return;
    }
  calls = gesso_studio_plan_expand (plan->studio, request, (int) plan->width, (int) plan->height, &step->price);
  for (guint i = 0; i < calls->len; i++)
    {
      GessoRequest *call = gesso_request_copy (request);

      if (i > 0)
        {
          GessoInput *source = gesso_request_find_input (call, GESSO_ROLE_SOURCE);

          g_clear_pointer (&source->blob, g_free);
          source->version_id = 0;
          source->image_index = 0;
          gesso_request_set_parent_id (call, 0);
        }
      gesso_request_set_frame (call, &g_array_index (calls, GessoExpandStep, i).frame);
      g_ptr_array_add (step->requests, call);
    }
}

/* Whether the model takes it; a source that is still to be made counts as there. */
static gboolean
check (const Plan      *plan,
       GessoRequest    *request,
       GessoReplayStep *step,
       GError         **error)
{
  const GessoModelSpec *model = NULL;
  GessoProvider *provider = gesso_provider_registry_find (gesso_studio_get_registry (plan->studio),
                                                          gesso_request_get_model (request), &model, error);
  g_autoptr (GessoRequest) whole = gesso_request_copy (request);
  GessoInput *source = gesso_request_find_input (whole, GESSO_ROLE_SOURCE);

  if (provider == NULL)
    return FALSE;
  if (source != NULL && source->blob == NULL)
    source->blob = g_strnfill (64, '0');
  step->price = model != NULL && model->price >= 0 ? model->price : -1;
  return gesso_provider_check (provider, whole, error);
}

static GessoReplayStep *
plan_step (Plan         *plan,
           GessoVersion *version)
{
  GessoReplayStep *step = g_new0 (GessoReplayStep, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoRequest) request = NULL;

  step->version_id = gesso_version_get_id (version);
  step->tool = gesso_version_get_tool (version);
  step->model = g_strdup (gesso_version_get_model (version));
  step->prompt = g_strdup (gesso_version_get_prompt (version));
  step->width = plan->width;
  step->height = plan->height;
  step->price = -1;
  step->requests = g_ptr_array_new_with_free_func (g_object_unref);
  if (step->tool == GESSO_TOOL_ADJUST)
    step->problem = g_strdup (_("Adjustments are made by hand, not by a model. Adjust the result instead."));
  else if ((request = make_request (plan, version, &error)) != NULL)
    {
      g_free (step->model);
      step->model = g_strdup (gesso_request_get_model (request));
      step->frame = *gesso_request_get_frame (request);
      scale_frame (plan, version, &step->frame);
      gesso_request_set_frame (request, &step->frame);
      add_inputs (plan, version, request, step);
      check (plan, request, step, &error);
    }
  if (error != NULL)
    step->problem = g_strdup (error->message);
  if (step->problem != NULL)
    return step;
  guess_size (plan, version, request, step);
  add_requests (plan, request, step);
  plan->begun = TRUE;
  plan->width = step->made_width;
  plan->height = step->made_height;
  return step;
}

GPtrArray *
gesso_replay_plan (GessoStudio  *studio,
                   GPtrArray    *path,
                   GessoVersion *source,
                   guint         image_index,
                   GHashTable   *models)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_replay_step_free);
  Plan plan = { .studio = studio, .models = models, .source = source, .image_index = image_index };
  GessoVersion *root;
  guint first = 1;

  g_return_val_if_fail (path->len > 0, steps);

  root = g_ptr_array_index (path, 0);
  /* On no other picture, one that a model made from nothing is made anew. */
  if (source == NULL && gesso_version_get_tool (root) == GESSO_TOOL_GENERATE)
    first = 0;
  else if (source == NULL)
    {
      plan.source = root;
      plan.image_index = path->len > 1 ? get_source_index (g_ptr_array_index (path, 1)) : 0;
    }
  get_size (plan.source, plan.image_index, &plan.width, &plan.height);
  for (guint i = first; i < path->len; i++)
    {
      plan.before = i > 0 ? g_ptr_array_index (path, i - 1) : NULL;
      g_ptr_array_add (steps, plan_step (&plan, g_ptr_array_index (path, i)));
    }
  return steps;
}

double
gesso_replay_sum_prices (GPtrArray *steps)
{
  double sum = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      const GessoReplayStep *step = g_ptr_array_index (steps, i);

      if (step->problem != NULL)
        continue;
      if (step->price < 0)
        return -1;
      sum += step->price;
    }
  return sum;
}

/* What the thread says of it: each step with what it was asked for. */
static char *
describe (GPtrArray *steps)
{
  g_autoptr (GString) text = g_string_new (_("The same steps again:"));
  guint n = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      const GessoReplayStep *step = g_ptr_array_index (steps, i);

      if (step->problem != NULL)
        continue;
      g_string_append_printf (text, "\n%u. %s", ++n, gesso_tool_get_title (step->tool));
      if (step->prompt != NULL && *step->prompt != '\0')
        g_string_append_printf (text, " – %s", step->prompt);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
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
gesso_replay_start_async (GessoStudio        *studio,
                          gint64              thread_id,
                          GPtrArray          *steps,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GPtrArray) requests = g_ptr_array_new ();
  g_autofree char *text = describe (steps);
  GTask *task = g_task_new (studio, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_replay_start_async);
  g_task_set_check_cancellable (task, FALSE);
  for (guint i = 0; i < steps->len; i++)
    {
      const GessoReplayStep *step = g_ptr_array_index (steps, i);

      for (guint j = 0; step->problem == NULL && j < step->requests->len; j++)
        g_ptr_array_add (requests, g_ptr_array_index (step->requests, j));
    }
  if (requests->len == 0)
    {
      g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "%s",
                               _("None of the steps can be made again."));
      g_object_unref (task);
      return;
    }
  gesso_chain_start_async (gesso_studio_get_chain (studio), thread_id, text, requests, cancellable, started_cb, task);
}

GessoJob *
gesso_replay_start_finish (GessoStudio  *studio,
                           GAsyncResult *result,
                           GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

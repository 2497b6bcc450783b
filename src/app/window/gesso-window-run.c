/* gesso-window-run.c - from the composer and the canvas to a job, and its result back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-prepare.h"
#include "gesso-png.h"
#include "gesso-studio-expand.h"
#include "gesso-studio-sheet.h"
#include "gesso-window-private.h"

/* Coverage of a hint where the artist left the choice to the tool. */
#define HINT_UNDECIDED 128

static void
set_submitting (GessoWindow *self,
                gboolean     submitting)
{
  self->submitting = submitting;
  gesso_window_update_actions (self);
}

static void
fail (GessoWindow  *self,
      const GError *error)
{
  set_submitting (self, FALSE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_composer_set_problem (self->composer, error->message);
}

static void
show_submitted (GessoWindow *self,
                GessoJob    *job)
{
  set_submitting (self, FALSE);
  gesso_composer_clear (self->composer);
  self->waiting_job = gesso_job_get_id (job);
  if (self->thread == NULL || gesso_thread_get_id (self->thread) != gesso_job_get_thread_id (job))
    gesso_window_open_thread (self, gesso_job_get_thread_id (job), 0, 0);
  else
    gesso_thread_view_scroll_to_end (self->thread_view);
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_studio_submit_finish (GESSO_STUDIO (source), result, &error);

  if (job != NULL)
    show_submitted (self, job);
  else
    fail (self, error);
}

static void
sheet_submitted_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) jobs = gesso_studio_submit_sheet_finish (GESSO_STUDIO (source), result, &error);

  if (jobs == NULL)
    {
      fail (self, error);
      return;
    }
  show_submitted (self, g_ptr_array_index (jobs, 0));
  gesso_window_show_sheet (self, gesso_job_get_message_id (g_ptr_array_index (jobs, 0)));
}

/* @requests: (element-type GessoRequest) */
static void
submit (GessoWindow *self,
        GPtrArray   *requests)
{
  gint64 thread_id = self->thread != NULL ? gesso_thread_get_id (self->thread) : 0;
  g_autofree char *prompt = NULL;

  if (requests->len == 1)
    {
      gesso_studio_submit_async (self->studio, thread_id, g_ptr_array_index (requests, 0), self->cancellable,
                                 submitted_cb, g_object_ref (self));
      return;
    }
  prompt = gesso_composer_dup_prompt (self->composer);
  gesso_studio_submit_sheet_async (self->studio, thread_id, prompt, requests, self->cancellable, sheet_submitted_cb,
                                   g_object_ref (self));
}

static void
mask_encoded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GessoWindow *self = GESSO_WINDOW (source);
  g_autoptr (GPtrArray) requests = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gesso_png_encode_finish (self, result, &error);

  if (bytes == NULL)
    {
      fail (self, error);
      return;
    }
  for (guint i = 0; i < requests->len; i++)
    gesso_request_add_input (g_ptr_array_index (requests, i), GESSO_ROLE_MASK, bytes, NULL, 0, 0);
  submit (self, requests);
}

/* What is painted is to be kept; the rest stays undecided. */
static void
turn_into_hint (GessoImage *mask)
{
  for (guint y = 0; y < gesso_image_get_height (mask); y++)
    {
      guint8 *row = gesso_image_edit_row (mask, y);

      for (guint x = 0; x < gesso_image_get_width (mask); x++)
        row[x] = row[x] >= HINT_UNDECIDED ? 255 : HINT_UNDECIDED;
    }
}

static gboolean
run_with_mask (GessoWindow *self,
               GPtrArray   *requests,
               GError     **error)
{
  GessoTool tool = gesso_request_get_tool (g_ptr_array_index (requests, 0));
  GessoMask *mask = self->canvas != NULL ? gesso_canvas_pane_get_mask (self->canvas) : NULL;
  g_autoptr (GessoImage) image = NULL;

  if (mask == NULL && tool == GESSO_TOOL_REMOVE_BACKGROUND)
    {
      submit (self, requests);
      return TRUE;
    }
  if (mask == NULL)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("Paint over what should change on the canvas, then run."));
      return FALSE;
    }
  image = gesso_mask_to_image (mask, error);
  if (image == NULL)
    return FALSE;
  if (tool == GESSO_TOOL_REMOVE_BACKGROUND)
    turn_into_hint (image);
  gesso_png_encode_async (self, image, self->cancellable, mask_encoded_cb, g_ptr_array_ref (requests));
  return TRUE;
}

static void
expanding_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_studio_expand_finish (GESSO_STUDIO (source), result, &error);

  if (job != NULL)
    show_submitted (self, job);
  else
    fail (self, error);
}

/* A frame too wide for one call is made in several, and the artist told of it. */
static gboolean
expand_in_steps (GessoWindow  *self,
                 GessoRequest *request)
{
  GessoVersion *version = gesso_canvas_pane_get_version (self->canvas);
  guint index = gesso_canvas_pane_get_image_index (self->canvas);
  const GessoVersionImage *image = gesso_version_get_image (version, index);
  g_autoptr (GArray) plan = NULL;
  g_autofree char *sentence = NULL;
  double price;

  plan = gesso_studio_plan_expand (self->studio, request, (int) image->width, (int) image->height, &price);
  if (plan->len < 2)
    return FALSE;
  if (price > 0)
    /* Translators: how many calls of a model are made, then what they cost in US dollars. */
    sentence = g_strdup_printf (ngettext ("Expanding in %u step, for about $%.2f in all.",
                                          "Expanding in %u steps, for about $%.2f in all.", plan->len), plan->len, price);
  else
    sentence = g_strdup_printf (ngettext ("Expanding in %u step.", "Expanding in %u steps.", plan->len), plan->len);
  gesso_window_toast (self, sentence);
  gesso_studio_expand_async (self->studio, request, version, index, self->cancellable, expanding_cb, g_object_ref (self));
  return TRUE;
}

static gboolean
run_with_frame (GessoWindow *self,
                GPtrArray   *requests,
                GError     **error)
{
  GessoFrame frame = { 0 };

  if (self->canvas != NULL)
    frame = gesso_canvas_pane_get_frame (self->canvas);
  if (gesso_frame_is_empty (&frame))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("Drag a side of the frame outwards on the canvas, then run."));
      return FALSE;
    }
  for (guint i = 0; i < requests->len; i++)
    gesso_request_set_frame (g_ptr_array_index (requests, i), &frame);
  if (requests->len > 1 || !expand_in_steps (self, g_ptr_array_index (requests, 0)))
    submit (self, requests);
  return TRUE;
}

/* Completes @requests, all of one tool, with what the canvas adds to them, then hands them on. */
static gboolean
start (GessoWindow *self,
       GPtrArray   *requests,
       GError     **error)
{
  switch (gesso_request_get_tool (g_ptr_array_index (requests, 0)))
    {
    case GESSO_TOOL_INPAINT:
    case GESSO_TOOL_REMOVE_BACKGROUND:
      return run_with_mask (self, requests, error);
    case GESSO_TOOL_EXPAND:
      return run_with_frame (self, requests, error);
    case GESSO_TOOL_IMPORT:
    case GESSO_TOOL_GENERATE:
    case GESSO_TOOL_EDIT:
    case GESSO_TOOL_REDUX:
    case GESSO_TOOL_REPLACE_BACKGROUND_IMAGE:
    case GESSO_TOOL_REPLACE_BACKGROUND_PROMPT:
    case GESSO_TOOL_UPSCALE:
    case GESSO_TOOL_ADJUST:
    case GESSO_TOOL_HAND_EDIT:
    case GESSO_N_TOOLS:
    default:
      submit (self, requests);
      return TRUE;
    }
}

void
gesso_window_run (GessoWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  if (self->studio == NULL || self->submitting)
    return;
  requests = gesso_composer_dup_requests (self->composer, &error);
  if (requests != NULL)
    set_submitting (self, TRUE);
  if (requests == NULL || !start (self, requests, &error))
    {
      fail (self, error);
      gesso_window_tool_changed (self);
    }
}

void
gesso_window_try_sketch (GessoWindow *self)
{
  static const char *const examples[] = {
    /* Translators: an example of what to ask for, in words that the sketch generator knows:
     * sea, mountains, forest, city, night, sunset, watercolour. */
    N_("Mountains above a misty lake at sunrise, watercolour"),
    N_("A quiet sea under a golden evening sky"),
    N_("Forest hills at dusk with the first stars"),
  };
  const char *example = examples[g_random_int_range (0, G_N_ELEMENTS (examples))];

  gesso_composer_suggest (self->composer, GESSO_TOOL_GENERATE, _(example));
  gesso_window_run (self);
}

/* Tool and canvas go together */

static GessoCanvasMode
get_mode_for (GessoTool tool)
{
  if (tool == GESSO_TOOL_INPAINT)
    return GESSO_CANVAS_MASK;
  return tool == GESSO_TOOL_EXPAND ? GESSO_CANVAS_EXPAND : GESSO_CANVAS_VIEW;
}

void
gesso_window_tool_changed (GessoWindow *self)
{
  GessoCanvasMode mode = get_mode_for (gesso_composer_get_tool (self->composer));

  if (self->canvas != NULL && gesso_canvas_pane_get_version (self->canvas) != NULL)
    gesso_canvas_pane_set_mode (self->canvas, mode);
}

void
gesso_window_mode_changed (GessoWindow *self)
{
  GessoTool tool = gesso_composer_get_tool (self->composer);

  switch (gesso_canvas_pane_get_mode (self->canvas))
    {
    case GESSO_CANVAS_MASK:
      /* A cut-out takes painting as a hint of what to keep. */
      if (tool != GESSO_TOOL_REMOVE_BACKGROUND)
        gesso_composer_set_tool (self->composer, GESSO_TOOL_INPAINT);
      break;
    case GESSO_CANVAS_EXPAND:
      gesso_composer_set_tool (self->composer, GESSO_TOOL_EXPAND);
      break;
    case GESSO_CANVAS_VIEW:
    default:
      break;
    }
}

/* With the model and the parameters that a run would have. */
void
gesso_window_rehearse (GessoWindow *self)
{
  g_autoptr (GessoRequest) plan = gesso_composer_dup_plan (self->composer);

  if (plan != NULL)
    gesso_canvas_pane_rehearse (self->canvas, plan);
}

/* The canvas shows what that model will be sent. */
void
gesso_window_model_changed (GessoWindow *self)
{
  const GessoModelSpec *spec = self->composer != NULL ? gesso_composer_get_model_spec (self->composer) : NULL;
  GessoFitRule rule;

  if (self->canvas == NULL)
    return;
  if (spec != NULL)
    rule = spec->size;
  gesso_canvas_pane_set_rule (self->canvas, spec != NULL ? &rule : NULL, spec != NULL ? spec->price : -1);
}

void
gesso_window_edit_request (GessoWindow  *self,
                           GessoRequest *request)
{
  const GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);

  gesso_composer_restore (self->composer, request);
  if (source != NULL && source->version_id != 0)
    gesso_window_with_version (self, g_variant_new ("(xu)", source->version_id, source->image_index),
                               gesso_window_show_version);
  gesso_shell_set_page (self->shell, GESSO_SHELL_PAGE_THREAD);
  gesso_composer_focus_prompt (self->composer);
}

/* Results */

GessoJob *
gesso_window_find_job (GessoWindow *self,
                       gint64       id)
{
  GListModel *jobs = self->studio != NULL ? G_LIST_MODEL (gesso_studio_get_queue (self->studio)) : NULL;

  for (guint i = 0; jobs != NULL && i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (GessoJob) job = g_list_model_get_item (jobs, i);

      if (gesso_job_get_id (job) == id)
        return job; /* the queue keeps it */
    }
  return NULL;
}

/* Whether showing another picture would take away what is being painted for a later run. */
static gboolean
is_painting (GessoWindow *self,
             GessoJob    *job)
{
  gboolean has_mask = FALSE;

  if (self->canvas != NULL)
    g_object_get (self->canvas, "has-mask", &has_mask, NULL);
  return has_mask && gesso_job_get_id (job) != self->waiting_job;
}

void
gesso_window_job_ended (GessoWindow *self,
                        GessoJob    *job)
{
  GessoVersion *version = gesso_job_get_version (job);
  gboolean here = self->thread != NULL && gesso_thread_get_id (self->thread) == gesso_job_get_thread_id (job);

  if (version == NULL)
    return;
  if (here && !is_painting (self, job))
    gesso_window_show_version (self, version, 0);
  else
    gesso_window_toast_action (self, _("A picture is finished"), _("_Show"), "win.show-version",
                               g_variant_new ("(xu)", gesso_version_get_id (version), 0));
}

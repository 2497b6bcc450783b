/* gesso-canvas-pane-plan.c - cut, sent, pasted: before anything is paid for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-canvas-pane-private.h"
#include "gesso-error.h"
#include "gesso-expand-plan.h"
#include "gesso-studio-rehearse.h"

/* FALSE when nothing is masked or framed. */
static gboolean
find_fit (GessoCanvasPane *self,
          GessoFit        *fit)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  GessoFrame frame = gesso_canvas_pane_get_frame (self);
  GessoRect bounds;

  if (!self->has_rule || picture == NULL)
    return FALSE;
  if (!gesso_frame_is_empty (&frame))
    {
      *fit = gesso_fit_whole (frame.left + (int) picture->width + frame.right,
                              frame.top + (int) picture->height + frame.bottom, &self->rule);
      return TRUE;
    }
  if (self->mode != GESSO_CANVAS_MASK || self->editor == NULL || !gesso_mask_editor_has_mask (self->editor))
    return FALSE;
  bounds = gesso_mask_get_bounds (gesso_mask_editor_get_mask (self->editor));
  /* A stroke that was undone leaves a mask with nothing in it. */
  if (gesso_rect_is_empty (&bounds))
    return FALSE;
  *fit = gesso_fit_area (&bounds, (int) picture->width, (int) picture->height, &self->rule);
  return TRUE;
}

/* Draws the steps of a wide frame. Returns: (transfer full) (nullable): how many and for how much, when there are several */
static char *
plan_steps (GessoCanvasPane *self)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  GessoFrame frame = gesso_canvas_pane_get_frame (self), sum = { 0 };
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (GessoFrame));
  int overlap = 0;

  /* On this computer there is no size that a model lacks. */
  if (self->has_rule && self->price != 0 && picture != NULL && !gesso_frame_is_empty (&frame))
    steps = gesso_expand_plan (&frame, (int) picture->width, (int) picture->height, &self->rule);
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    {
      const GessoExpandStep *step = &g_array_index (steps, GessoExpandStep, i);

      if (i == 0)
        overlap = step->overlap;
      sum = (GessoFrame) { sum.left + step->frame.left, sum.top + step->frame.top, sum.right + step->frame.right,
                           sum.bottom + step->frame.bottom };
      if (i + 1 < steps->len)
        g_array_append_val (frames, sum);
    }
  gesso_canvas_set_steps (self->canvas, frames, overlap);
  gesso_canvas_pane_set_n_steps (self, steps != NULL ? MAX (steps->len, 1) : 1);
  if (steps == NULL || steps->len < 2)
    return NULL;
  if (self->price > 0)
    /* Translators: in how many calls of a model a wide frame is made, and what they cost in US dollars. */
    return g_strdup_printf (ngettext ("In %u step, about $%.2f in all", "In %u steps, about $%.2f in all", steps->len),
                            steps->len, self->price * steps->len);
  /* Translators: in how many calls of a model a wide frame is made. */
  return g_strdup_printf (ngettext ("In %u step", "In %u steps", steps->len), steps->len);
}

void
gesso_canvas_pane_update_plan (GessoCanvasPane *self)
{
  GtkWidget *label = GTK_WIDGET (self->plan_label);
  g_autofree char *steps = plan_steps (self);
  g_autofree char *text = NULL;
  GessoFit fit;

  if (steps != NULL)
    {
      gtk_widget_remove_css_class (label, "warning");
      gtk_label_set_text (self->plan_label, steps);
      gtk_widget_set_visible (label, TRUE);
      return;
    }
  if (!find_fit (self, &fit))
    {
      gtk_widget_set_visible (label, FALSE);
      return;
    }
  if (fit.softer)
    /* Translators: sizes in pixels: of what is cut out of the picture, of what the model is sent, of what is pasted back. */
    text = g_strdup_printf (_("Cut %d×%d → sent %u×%u → pasted %d×%d: softer than its surroundings; a smaller mask or a model of larger pictures keeps it sharp"),
                            fit.cut.width, fit.cut.height, fit.width, fit.height, fit.pasted.width, fit.pasted.height);
  else
    /* Translators: sizes in pixels: of what is cut out of the picture, of what the model is sent, of what is pasted back. */
    text = g_strdup_printf (_("Cut %d×%d → sent %u×%u → pasted %d×%d"), fit.cut.width, fit.cut.height, fit.width,
                            fit.height, fit.pasted.width, fit.pasted.height);
  gtk_label_set_text (self->plan_label, text);
  gtk_widget_remove_css_class (label, "warning");
  if (fit.softer)
    gtk_widget_add_css_class (label, "warning");
  gtk_widget_set_visible (label, TRUE);
}

void
gesso_canvas_pane_set_rule (GessoCanvasPane    *self,
                            const GessoFitRule *rule,
                            double              price)
{
  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));

  g_clear_pointer (&self->sizes, g_strfreev);
  g_clear_pointer (&self->ratios, g_strfreev);
  self->has_rule = rule != NULL;
  self->price = price;
  gesso_frame_bar_set_local (self->frame_bar, rule == NULL || price == 0);
  if (rule != NULL)
    {
      self->rule = *rule;
      self->sizes = g_strdupv ((char **) rule->sizes);
      self->ratios = g_strdupv ((char **) rule->ratios);
      self->rule.sizes = (const char *const *) self->sizes;
      self->rule.ratios = (const char *const *) self->ratios;
    }
  gesso_frame_bar_set_ratios (self->frame_bar, (const char *const *) self->ratios);
  gesso_canvas_pane_update_plan (self);
}

gboolean
gesso_canvas_pane_drop_rehearsal (GessoCanvasPane *self)
{
  gboolean active = self->rehearse_cancellable != NULL || self->rehearsal != NULL;

  if (!active)
    return FALSE;
  if (self->rehearse_cancellable != NULL)
    {
      g_cancellable_cancel (self->rehearse_cancellable);
      gtk_spinner_stop (self->spinner);
    }
  g_clear_object (&self->rehearse_cancellable);
  g_clear_object (&self->rehearsal);
  gesso_canvas_pane_update_compare (self);
  return TRUE;
}

static void
rehearsal_ready_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoPyramid) pyramid = gesso_pyramid_new_finish (result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  gtk_spinner_stop (self->spinner);
  g_clear_object (&self->rehearse_cancellable);
  if (pyramid == NULL)
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  g_set_object (&self->rehearsal, pyramid);
  gesso_canvas_pane_update_compare (self);
}

static void
rehearsed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = gesso_studio_rehearse_finish (GESSO_STUDIO (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (image != NULL)
    {
      gesso_pyramid_new_async (image, self->rehearse_cancellable, rehearsal_ready_cb, g_object_ref (self));
      return;
    }
  gesso_canvas_pane_drop_rehearsal (self);
  gesso_canvas_pane_fail (self, error->message);
}

/* What the canvas adds to @request: a frame, or @mask. */
static gboolean
add_area (GessoCanvasPane *self,
          GessoRequest    *request,
          GessoImage     **mask,
          GError         **error)
{
  GessoFrame frame = gesso_canvas_pane_get_frame (self);
  GessoMask *painted = gesso_canvas_pane_get_mask (self);

  if (gesso_request_get_tool (request) == GESSO_TOOL_EXPAND && !gesso_frame_is_empty (&frame))
    {
      gesso_request_set_frame (request, &frame);
      return TRUE;
    }
  if (gesso_request_get_tool (request) == GESSO_TOOL_INPAINT && painted != NULL)
    {
      *mask = gesso_mask_to_image (painted, error);
      return *mask != NULL;
    }
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       gesso_request_get_tool (request) == GESSO_TOOL_EXPAND
                           ? _("Drag a side of the frame outwards on the canvas, then rehearse.")
                           : _("Paint over what should change on the canvas, then rehearse."));
  return FALSE;
}

void
gesso_canvas_pane_rehearse (GessoCanvasPane *self,
                            GessoRequest    *plan)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  g_autoptr (GessoRequest) request = NULL;
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));

  if (gesso_canvas_pane_drop_rehearsal (self) || picture == NULL || self->studio == NULL)
    return;
  request = gesso_request_copy (plan);
  if (!add_area (self, request, &mask, &error))
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, picture->blob, gesso_version_get_id (self->version),
                           self->image_index);
  self->rehearsed = *gesso_request_get_frame (request);
  self->rehearse_cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  gesso_studio_rehearse_async (self->studio, request, mask, self->rehearse_cancellable, rehearsed_cb,
                               g_object_ref (self));
}

static void
rehearse_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gesso_canvas_pane_emit_rehearse (GESSO_CANVAS_PANE (user_data));
}

static const GActionEntry entries[] = {
  { "rehearse", rehearse_cb },
};

void
gesso_canvas_pane_init_plan_actions (GessoCanvasPane *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

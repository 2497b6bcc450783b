/* gesso-canvas-pane-plan.c - cut, sent, pasted: before anything is paid for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-canvas-pane-private.h"

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
  *fit = gesso_fit_area (&bounds, (int) picture->width, (int) picture->height, &self->rule);
  return TRUE;
}

void
gesso_canvas_pane_update_plan (GessoCanvasPane *self)
{
  GtkWidget *label = GTK_WIDGET (self->plan_label);
  g_autofree char *text = NULL;
  GessoFit fit;

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
                            const GessoFitRule *rule)
{
  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));

  g_clear_pointer (&self->sizes, g_strfreev);
  g_clear_pointer (&self->ratios, g_strfreev);
  self->has_rule = rule != NULL;
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

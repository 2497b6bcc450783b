/* gesso-canvas-pane-panel.c - what is set up below the strip: adjustments, and replies put in anew
 *
 * While a panel is open the canvas shows its preview. A recomposition has a
 * mask of its own; the one being painted comes back when the panel is closed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-adjust-bar.h"
#include "gesso-adjust-preview.h"
#include "gesso-canvas-pane-private.h"
#include "gesso-recompose-bar.h"
#include "gesso-studio-adjust.h"
#include "gesso-studio-recompose.h"

/* By how much an arrow key moves what is cut out. */
#define CUT_STEP 0.02

struct _GessoCanvasPanel
{
  GtkRevealer *revealer;           /* (borrowed), as the bars are */
  GtkStack *bars;
  GessoRecomposeBar *recompose_bar;
  GessoAdjustBar *adjust_bar;

  GCancellable *cancellable;       /* (owned) (nullable): of the open panel */
  GessoRecompose *recompose;       /* (owned) (nullable) */
  GessoAdjustPreview *adjust;      /* (owned) (nullable) */
  GessoVersion *other;             /* (owned) (nullable): that is painted from */
  GessoMaskEditor *editor;         /* (owned) (nullable): of the panel's own mask */
  GessoMaskEditor *before;         /* (owned) (nullable): that comes back */
  gboolean busy;
};

void
gesso_canvas_pane_free_panel (GessoCanvasPane *self)
{
  GessoCanvasPanel *panel = g_steal_pointer (&self->panel);

  if (panel == NULL)
    return;
  if (panel->cancellable != NULL)
    g_cancellable_cancel (panel->cancellable);
  g_clear_object (&panel->cancellable);
  if (panel->recompose != NULL)
    gesso_recompose_set_mask (panel->recompose, NULL);
  g_clear_object (&panel->recompose);
  g_clear_object (&panel->adjust);
  g_clear_object (&panel->other);
  g_clear_object (&panel->editor);
  g_clear_object (&panel->before);
  g_free (panel);
}

static void
set_busy (GessoCanvasPane *self,
          gboolean         busy)
{
  self->panel->busy = busy;
  gesso_recompose_bar_set_busy (self->panel->recompose_bar, busy);
  gesso_adjust_bar_set_busy (self->panel->adjust_bar, busy);
  gesso_canvas_pane_update_actions (self);
}

gboolean
gesso_canvas_pane_close_panel (GessoCanvasPane *self)
{
  GessoCanvasPanel *panel = self->panel;

  if (panel == NULL || panel->cancellable == NULL)
    return FALSE;
  g_cancellable_cancel (panel->cancellable);
  g_clear_object (&panel->cancellable);
  gesso_canvas_set_preview (self->canvas, NULL);
  gesso_canvas_set_crop (self->canvas, NULL, 0);
  if (panel->recompose != NULL)
    gesso_recompose_set_mask (panel->recompose, NULL);
  if (panel->editor != NULL)
    {
      g_signal_handlers_disconnect_by_data (panel->editor, self);
      gesso_canvas_pane_use_editor (self, panel->before);
      gesso_canvas_pane_set_mode (self, GESSO_CANVAS_VIEW);
    }
  g_clear_object (&panel->recompose);
  g_clear_object (&panel->adjust);
  g_clear_object (&panel->other);
  g_clear_object (&panel->editor);
  g_clear_object (&panel->before);
  gtk_revealer_set_reveal_child (panel->revealer, FALSE);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  return TRUE;
}

gboolean
gesso_canvas_pane_has_panel (GessoCanvasPane *self)
{
  return self->panel != NULL && self->panel->cancellable != NULL;
}

void
gesso_canvas_pane_leave_panel (GessoCanvasPane *self,
                               GessoCanvasMode  mode)
{
  gboolean adjusts = self->panel != NULL && self->panel->adjust != NULL;

  if (mode == GESSO_CANVAS_EXPAND || (mode == GESSO_CANVAS_MASK && adjusts))
    gesso_canvas_pane_close_panel (self);
}

gboolean
gesso_canvas_pane_nudge (GessoCanvasPane *self,
                         int              dx,
                         int              dy)
{
  if (!gesso_canvas_pane_has_panel (self) || self->panel->busy)
    return FALSE;
  if (self->panel->recompose != NULL)
    gesso_recompose_bar_nudge (self->panel->recompose_bar, dx, dy);
  else if (self->panel->adjust != NULL)
    gesso_adjust_bar_nudge (self->panel->adjust_bar, dx * CUT_STEP, dy * CUT_STEP);
  return TRUE;
}

static void
begin (GessoCanvasPane *self,
       GtkWidget       *bar)
{
  gesso_canvas_pane_close_panel (self);
  self->panel->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child (self->panel->bars, bar);
  gtk_revealer_set_reveal_child (self->panel->revealer, TRUE);
}

/* Whether what began under @result's cancellable is still wanted; tells what went wrong. */
static gboolean
is_wanted (GessoCanvasPane *self,
           GAsyncResult    *result,
           const GError    *error)
{
  if (self->panel == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return FALSE;
  set_busy (self, FALSE);
  if (error == NULL)
    return TRUE;
  gesso_canvas_pane_fail (self, error->message);
  return FALSE;
}

/* A new version is there. */
static void
finish (GessoCanvasPane *self,
        GessoVersion    *version)
{
  gesso_canvas_pane_close_panel (self);
  gesso_canvas_pane_emit_made (self, version);
}

/* Recompose */

static void
recompose_changed_cb (GessoCanvasPane *self)
{
  GessoRecomposeSettings settings;

  if (self->panel->recompose == NULL)
    return;
  gesso_recompose_bar_get_settings (self->panel->recompose_bar, &settings);
  gesso_recompose_set_settings (self->panel->recompose, &settings);
}

static void
mask_changed_cb (GessoCanvasPane *self,
                 int              x,
                 int              y,
                 int              width,
                 int              height)
{
  GessoRect rect = { x, y, width, height };

  gesso_recompose_mask_changed (self->panel->recompose, &rect);
}

/* A stroke has ended: the colours follow it. */
static void
mask_settled_cb (GessoCanvasPane *self)
{
  gesso_recompose_set_mask (self->panel->recompose, gesso_mask_editor_get_levels (self->panel->editor));
}

static void
start_recompose (GessoCanvasPane  *self,
                 GessoRecompose   *recompose,
                 const GessoImage *mask)
{
  GessoCanvasPanel *panel = self->panel;
  GessoRecomposeSettings settings;
  int width, height;

  gesso_preview_get_size (GESSO_PREVIEW (recompose), &width, &height);
  panel->recompose = g_object_ref (recompose);
  panel->editor = gesso_mask_editor_new (width, height);
  if (mask != NULL)
    gesso_mask_editor_lay (panel->editor, mask, GESSO_MASK_ADD);
  g_set_object (&panel->before, self->editor);
  gesso_canvas_pane_use_editor (self, panel->editor);
  gesso_canvas_pane_set_mode (self, GESSO_CANVAS_MASK);
  gesso_recompose_set_mask (recompose, gesso_mask_editor_get_levels (panel->editor));
  g_signal_connect_object (panel->editor, "changed", G_CALLBACK (mask_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->editor, "notify::can-undo", G_CALLBACK (mask_settled_cb), self, G_CONNECT_SWAPPED);
  gesso_recompose_get_settings (recompose, &settings);
  gesso_recompose_bar_set_settings (panel->recompose_bar, &settings);
  gesso_canvas_set_preview (self->canvas, GESSO_PREVIEW (recompose));
  gesso_canvas_pane_update_actions (self);
}

static const char *
get_recompose_text (GessoCanvasPane *self)
{
  if (self->panel->recompose == NULL)
    return _("Opening the reply…");
  if (self->panel->other != NULL)
    return _("Paint where the other version should show; nothing is sent.");
  if (!gesso_kept_reply_is_alike (gesso_recompose_get_reply (self->panel->recompose)))
    return _("This reply is a new picture, not an edit.");
  return _("Arrow keys move the reply; nothing is sent or charged.");
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoRecompose) recompose = gesso_studio_open_reply_finish (GESSO_STUDIO (source), result, &mask, &error);

  if (is_wanted (self, result, error))
    {
      start_recompose (self, recompose, mask);
      gesso_recompose_bar_set_text (self->panel->recompose_bar, get_recompose_text (self));
    }
  else if (self->panel != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    gesso_canvas_pane_close_panel (self);
}

static void
open_reply (GessoCanvasPane *self,
            GessoVersion    *other)
{
  begin (self, GTK_WIDGET (self->panel->recompose_bar));
  g_set_object (&self->panel->other, other);
  set_busy (self, TRUE);
  gesso_recompose_bar_set_text (self->panel->recompose_bar, get_recompose_text (self));
  gesso_studio_open_reply_async (self->studio, self->version, self->image_index, other, self->panel->cancellable,
                                 opened_cb, g_object_ref (self));
}

static void
recompose_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  open_reply (GESSO_CANVAS_PANE (user_data), NULL);
}

/* The version that the picture shown was made from; 0 when there is none. */
static gint64
find_before (GessoCanvasPane *self)
{
  for (guint i = 0; self->version != NULL && i < gesso_version_get_n_inputs (self->version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (self->version, i);

      if (input->role == GESSO_ROLE_SOURCE && input->version_id != 0)
        return input->version_id;
    }
  return 0;
}

static void
found_other_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) other = gesso_store_get_version_finish (GESSO_STORE (source), result, &error);

  if (self->panel == NULL || self->version == NULL)
    return;
  if (other != NULL)
    open_reply (self, other);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_canvas_pane_fail (self, error->message);
}

void
gesso_canvas_pane_paint_from (GessoCanvasPane *self,
                              gint64           version_id)
{
  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));

  if (self->studio != NULL && self->version != NULL && version_id != 0)
    gesso_store_get_version_async (gesso_studio_get_store (self->studio), version_id, self->cancellable,
                                   found_other_cb, g_object_ref (self));
}

static void
paint_from_before_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  gesso_canvas_pane_paint_from (self, find_before (self));
}

static void
recomposed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_recompose_finish (GESSO_STUDIO (source), result, &error);

  if (is_wanted (self, result, error))
    finish (self, version);
}

static void
keep_recompose (GessoCanvasPane *self)
{
  GessoCanvasPanel *panel = self->panel;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) mask = gesso_mask_to_image (gesso_mask_editor_get_mask (panel->editor), &error);
  GessoRecomposeSettings settings;

  if (mask == NULL)
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  set_busy (self, TRUE);
  gesso_recompose_get_settings (panel->recompose, &settings);
  gesso_studio_recompose_async (self->studio, self->version, self->image_index, panel->other,
                                gesso_recompose_get_reply (panel->recompose), mask, &settings, panel->cancellable,
                                recomposed_cb, g_object_ref (self));
}

static void
used_reply_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_use_reply_finish (GESSO_STUDIO (source), result, &error);

  if (is_wanted (self, result, error))
    finish (self, version);
}

static void
use_reply_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  set_busy (self, TRUE);
  gesso_studio_use_reply_async (self->studio, self->version, self->image_index, self->panel->cancellable,
                                used_reply_cb, g_object_ref (self));
}

/* Adjust */

/* Where the cut lies: over the whole picture, with handles, while it is being set up. */
static void
show_cut (GessoCanvasPane     *self,
          GessoAdjustSettings *settings)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  GessoAdjustCut cut = gesso_adjust_find_cut (settings, (int) picture->width, (int) picture->height);
  double ratio = settings->ratio > 0 ? settings->ratio : (double) picture->width / picture->height;

  gesso_adjust_bar_set_size (self->panel->adjust_bar, cut.width, cut.height);
  if (!gesso_adjust_bar_is_cropping (self->panel->adjust_bar))
    {
      gesso_canvas_set_crop (self->canvas, NULL, 0);
      return;
    }
  gesso_canvas_set_crop (self->canvas, &cut, gesso_adjust_bar_is_free (self->panel->adjust_bar) ? 0 : ratio);
  settings->ratio = settings->angle = 0;
  settings->size = 1;
}

static void
adjust_changed_cb (GessoCanvasPane *self)
{
  GessoAdjustSettings settings;

  if (self->panel->adjust == NULL || gesso_canvas_pane_get_picture (self) == NULL)
    return;
  gesso_adjust_bar_get_settings (self->panel->adjust_bar, &settings);
  show_cut (self, &settings);
  gesso_adjust_preview_set_settings (self->panel->adjust, &settings);
  gesso_canvas_pane_update_actions (self);
}

static void
crop_changed_cb (GessoCanvasPane *self)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  GessoAdjustCut cut = gesso_canvas_get_crop (self->canvas);
  GessoAdjustSettings settings;

  if (self->panel->adjust == NULL || picture == NULL)
    return;
  gesso_adjust_bar_get_settings (self->panel->adjust_bar, &settings);
  gesso_adjust_set_cut (&settings, &cut, (int) picture->width, (int) picture->height);
  gesso_adjust_bar_set_cut (self->panel->adjust_bar, &settings);
}

static void
adjust_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  GessoPyramid *pyramid = gesso_canvas_get_pyramid (self->canvas);

  if (pyramid == NULL)
    return;
  begin (self, GTK_WIDGET (self->panel->adjust_bar));
  gesso_canvas_pane_set_mode (self, GESSO_CANVAS_VIEW);
  self->panel->adjust = gesso_adjust_preview_new (pyramid);
  gesso_adjust_bar_reset (self->panel->adjust_bar);
  gesso_canvas_set_preview (self->canvas, GESSO_PREVIEW (self->panel->adjust));
  adjust_changed_cb (self);
}

static void
adjusted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_adjust_finish (GESSO_STUDIO (source), result, &error);

  if (is_wanted (self, result, error))
    finish (self, version);
}

static void
keep_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  GessoAdjustSettings settings;

  if (self->panel->recompose != NULL)
    {
      keep_recompose (self);
      return;
    }
  gesso_adjust_bar_get_settings (self->panel->adjust_bar, &settings);
  set_busy (self, TRUE);
  gesso_studio_adjust_async (self->studio, self->version, self->image_index, &settings, self->panel->cancellable,
                             adjusted_cb, g_object_ref (self));
}

static void
close_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gesso_canvas_pane_close_panel (GESSO_CANVAS_PANE (user_data));
}

static const GActionEntry entries[] = {
  { "adjust", adjust_cb },
  { "recompose", recompose_cb },
  { "paint-from-before", paint_from_before_cb },
  { "use-reply", use_reply_cb },
  { "panel-keep", keep_cb },
  { "panel-close", close_cb },
};

void
gesso_canvas_pane_update_panel_actions (GessoCanvasPane *self)
{
  GessoCanvasPanel *panel = self->panel;
  gboolean shown = panel != NULL && self->studio != NULL && gesso_canvas_pane_get_picture (self) != NULL;
  gboolean open = shown && panel->cancellable != NULL;
  gboolean at_rest = shown && !panel->busy;
  gboolean kept = shown && gesso_studio_can_recompose (self->version, self->image_index);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  gboolean ready;

  if (open && panel->adjust != NULL)
    gesso_adjust_bar_get_settings (panel->adjust_bar, &settings);
  ready = open && (panel->recompose != NULL ? gesso_mask_editor_has_mask (panel->editor) : !gesso_adjust_changes_nothing (&settings));
  gesso_canvas_pane_set_enabled (self, "adjust", at_rest && gesso_canvas_get_pyramid (self->canvas) != NULL);
  gesso_canvas_pane_set_enabled (self, "recompose", at_rest && kept);
  gesso_canvas_pane_set_enabled (self, "paint-from-before", at_rest && find_before (self) != 0);
  gesso_canvas_pane_set_enabled (self, "paint-from", at_rest && shown);
  gesso_canvas_pane_set_enabled (self, "use-reply", open && at_rest && panel->recompose != NULL && panel->other == NULL);
  gesso_canvas_pane_set_enabled (self, "panel-keep", at_rest && ready);
  gesso_canvas_pane_set_enabled (self, "panel-close", open);
  gesso_canvas_pane_update_erase_action (self);
}

void
gesso_canvas_pane_init_panel (GessoCanvasPane *self)
{
  GessoCanvasPanel *panel = self->panel = g_new0 (GessoCanvasPanel, 1);

  panel->bars = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (panel->bars, FALSE);
  panel->recompose_bar = g_object_new (GESSO_TYPE_RECOMPOSE_BAR, NULL);
  panel->adjust_bar = g_object_new (GESSO_TYPE_ADJUST_BAR, NULL);
  gtk_stack_add_child (panel->bars, GTK_WIDGET (panel->recompose_bar));
  gtk_stack_add_child (panel->bars, GTK_WIDGET (panel->adjust_bar));
  panel->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (panel->revealer, GTK_WIDGET (panel->bars));
  gtk_box_insert_child_after (GTK_BOX (self->box), GTK_WIDGET (panel->revealer), GTK_WIDGET (self->frame_revealer));
  g_signal_connect_object (panel->recompose_bar, "settings-changed", G_CALLBACK (recompose_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "crop-changed", G_CALLBACK (crop_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (panel->adjust_bar, "settings-changed", G_CALLBACK (adjust_changed_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gesso_canvas_pane_init_paint_action (self);
  gesso_canvas_pane_init_erase_action (self);
}

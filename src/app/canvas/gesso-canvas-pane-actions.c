/* gesso-canvas-pane-actions.c - every command of the canvas
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <string.h>

#include "gesso-canvas-pane-private.h"

#define ZOOM_STEP 1.5
#define PAN_SHARE 0.1

static const char *const mode_nicks[] = { "view", "mask", "expand" };

static void
zoom_in_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  gesso_canvas_zoom_by (GESSO_CANVAS_PANE (user_data)->canvas, ZOOM_STEP);
}

static void
zoom_out_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gesso_canvas_zoom_by (GESSO_CANVAS_PANE (user_data)->canvas, 1 / ZOOM_STEP);
}

static void
zoom_fit_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gesso_canvas_zoom_fit (GESSO_CANVAS_PANE (user_data)->canvas);
}

static void
zoom_100_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  gesso_canvas_zoom_to (GESSO_CANVAS_PANE (user_data)->canvas, 1);
}

static void
pan_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  const char *way = strchr (g_action_get_name (G_ACTION (action)), '-') + 1;
  int to_right = g_str_equal (way, "right") - g_str_equal (way, "left");
  int to_bottom = g_str_equal (way, "down") - g_str_equal (way, "up");

  if (!gesso_canvas_pane_move_place (self, to_right, to_bottom) &&
      !gesso_canvas_pane_nudge (self, to_right, to_bottom))
    gesso_canvas_pan_by (self->canvas, -to_right * PAN_SHARE, -to_bottom * PAN_SHARE);
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gesso_mask_editor_undo (GESSO_CANVAS_PANE (user_data)->editor);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gesso_mask_editor_redo (GESSO_CANVAS_PANE (user_data)->editor);
}

static void
invert_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  gesso_mask_editor_invert (GESSO_CANVAS_PANE (user_data)->editor);
}

static void
fill_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  gesso_canvas_pane_set_mode (self, GESSO_CANVAS_MASK);
  gesso_mask_editor_fill (self->editor);
}

static void
clear_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gesso_mask_editor_clear (GESSO_CANVAS_PANE (user_data)->editor);
}

static void
feather_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  gesso_canvas_pane_set_mode (self, GESSO_CANVAS_MASK);
  gesso_canvas_strip_open_feather (self->strip);
}

static void
feather_now_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  gesso_mask_editor_feather (self->editor, gesso_brush_settings_get_feather (self->settings),
                             gesso_brush_settings_get_edge (self->settings));
}

static void
brush_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "brush-smaller"))
    gesso_brush_settings_resize (self->settings, 0.85);
  else if (g_str_equal (name, "brush-larger"))
    gesso_brush_settings_resize (self->settings, 1.15);
  else if (g_str_equal (name, "brush-softer"))
    gesso_brush_settings_harden (self->settings, -10);
  else
    gesso_brush_settings_harden (self->settings, 10);
}

static void
cancel_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  if (gesso_canvas_pane_drop_place (self) || gesso_canvas_pane_drop_rehearsal (self))
    return;
  if (self->editor != NULL && (gesso_mask_editor_is_drawing (self->editor) || gesso_mask_editor_is_busy (self->editor)))
    gesso_mask_editor_cancel (self->editor);
  else if (gesso_canvas_pane_close_panel (self))
    return;
  else if (self->compare != GESSO_CANVAS_COMPARE_NONE)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "compare", g_variant_new_string ("none"));
  else
    gesso_canvas_pane_set_mode (self, GESSO_CANVAS_VIEW);
}

static void
apply_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gesso_canvas_pane_place (GESSO_CANVAS_PANE (user_data));
}

static void
last_tool_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "tool",
                                      g_variant_new_string (self->last_tool));
}

static void
change_tool_cb (GSimpleAction *action,
                GVariant      *state,
                gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  if (!g_str_equal (g_variant_get_string (state, NULL), gesso_canvas_pane_get_tool (self)))
    {
      g_free (self->last_tool);
      self->last_tool = g_strdup (gesso_canvas_pane_get_tool (self));
    }
  gesso_canvas_pane_drop_place (self);
  g_simple_action_set_state (action, state);
  if (self->editor != NULL)
    gesso_mask_editor_set_tool (self->editor, g_variant_get_string (state, NULL));
  gesso_canvas_pane_set_mode (self, GESSO_CANVAS_MASK);
  gesso_canvas_pane_update_actions (self);
}

static void
change_mode_cb (GSimpleAction *action,
                GVariant      *state,
                gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  const char *nick = g_variant_get_string (state, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (mode_nicks); i++)
    {
      if (g_str_equal (nick, mode_nicks[i]))
        gesso_canvas_pane_set_mode (self, (GessoCanvasMode) i);
    }
}

static const GActionEntry entries[] = {
  { "zoom-in", zoom_in_cb },
  { "zoom-out", zoom_out_cb },
  { "zoom-fit", zoom_fit_cb },
  { "zoom-100", zoom_100_cb },
  { "pan-left", pan_cb },
  { "pan-right", pan_cb },
  { "pan-up", pan_cb },
  { "pan-down", pan_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "invert", invert_cb },
  { "fill", fill_cb },
  { "clear", clear_cb },
  { "feather", feather_cb },
  { "feather-now", feather_now_cb },
  { "brush-smaller", brush_cb },
  { "brush-larger", brush_cb },
  { "brush-softer", brush_cb },
  { "brush-harder", brush_cb },
  { "cancel", cancel_cb },
  { "apply", apply_cb },
  { "last-tool", last_tool_cb },
  { "tool", NULL, "s", "'brush'", change_tool_cb },
  { "mode", NULL, "s", "'view'", change_mode_cb },
};

void
gesso_canvas_pane_set_enabled (GessoCanvasPane *self,
                               const char      *name,
                               gboolean         enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
gesso_canvas_pane_update_actions (GessoCanvasPane *self)
{
  gboolean shown = gesso_canvas_pane_get_picture (self) != NULL;
  /* Expanding shows no mask, so none is changed there. */
  gboolean editable = self->editor != NULL && self->mode != GESSO_CANVAS_EXPAND;
  gboolean masked = editable && gesso_mask_editor_has_mask (self->editor);
  GAction *mode = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "mode");

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    gesso_canvas_pane_set_enabled (self, entries[i].name, shown);
  gesso_canvas_pane_set_enabled (self, "undo", editable && gesso_mask_editor_can_undo (self->editor));
  gesso_canvas_pane_set_enabled (self, "redo", editable && gesso_mask_editor_can_redo (self->editor));
  gesso_canvas_pane_set_enabled (self, "invert", editable && self->mode == GESSO_CANVAS_MASK);
  gesso_canvas_pane_set_enabled (self, "fill", self->editor != NULL);
  gesso_canvas_pane_set_enabled (self, "clear", masked);
  gesso_canvas_pane_set_enabled (self, "feather-now", masked);
  gesso_canvas_pane_set_enabled (self, "apply", editable && self->mode == GESSO_CANVAS_MASK);
  gesso_canvas_pane_set_enabled (self, "cancel",
                                 shown && (self->mode != GESSO_CANVAS_VIEW || self->compare != GESSO_CANVAS_COMPARE_NONE ||
                                           gesso_canvas_pane_has_panel (self)));
  g_simple_action_set_state (G_SIMPLE_ACTION (mode), g_variant_new_string (mode_nicks[self->mode]));
  gesso_canvas_pane_set_enabled (self, "compare", shown);
  gesso_canvas_pane_set_enabled (self, "compare-next", shown);
  gesso_canvas_pane_set_enabled (self, "compare-toggle", shown);
  gesso_canvas_pane_update_mask_actions (self);
  gesso_canvas_pane_update_panel_actions (self);
}

const char *
gesso_canvas_pane_get_tool (GessoCanvasPane *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self->actions), "tool");

  /* The action keeps the string alive. */
  return g_variant_get_string (state, NULL);
}

void
gesso_canvas_pane_init_actions (GessoCanvasPane *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gesso_canvas_pane_init_mask_actions (self);
  gesso_canvas_pane_init_compare_actions (self);
  gesso_canvas_pane_init_place_actions (self);
  gesso_canvas_pane_init_plan_actions (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "canvas", G_ACTION_GROUP (self->actions));
}

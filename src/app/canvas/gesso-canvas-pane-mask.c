/* gesso-canvas-pane-mask.c - what is done to a whole mask, and where masks come from and go to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-canvas-pane-private.h"
#include "gesso-canvas-regions.h"
#include "gesso-cutout.h"

static const char *const combine_nicks[] = { "add", "subtract", "intersect" };

/* What belongs to the object: the transparency of it cut out. */
static GessoImage *
pick_object (const GessoImage *picture,
             const GessoImage *hint,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (GessoImage) cutout = gesso_cutout_run (picture, hint, NULL, NULL, cancellable, error);
  GessoImage *cover;

  if (cutout == NULL)
    return NULL;
  cover = gesso_image_new (gesso_image_get_width (cutout), gesso_image_get_height (cutout), 1, error);
  for (guint y = 0; cover != NULL && y < gesso_image_get_height (cutout); y++)
    {
      const guint8 *in = gesso_image_get_row (cutout, y);
      guint8 *out = gesso_image_edit_row (cover, y);

      for (guint x = 0; x < gesso_image_get_width (cutout); x++)
        out[x] = in[4 * x + 3];
    }
  return cover;
}

void
gesso_canvas_pane_update_tool (GessoCanvasPane *self)
{
  const char *tool = gesso_canvas_pane_get_tool (self);
  GessoMaskToolOptions options = gesso_brush_settings_get_options (self->settings);
  gboolean round_tool = g_str_equal (tool, "brush") || g_str_equal (tool, "eraser");

  options.reach = gesso_canvas_get_reach (self->canvas);
  options.pick = pick_object;
  if (self->editor != NULL)
    gesso_mask_editor_set_options (self->editor, &options);
  /* The brush has an outline of its size, the other tools a cross. */
  gesso_canvas_set_brush (self->canvas, round_tool ? options.size : 0);
}

static void
fail_with (GessoCanvasPane *self,
           GError          *error)
{
  if (error == NULL)
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_canvas_pane_fail (self, error->message);
  g_error_free (error);
}

static void
grow_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  double radius = gesso_brush_settings_get_feather (self->settings);
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "border"))
    gesso_mask_editor_border (self->editor, radius);
  else
    gesso_mask_editor_grow (self->editor, g_str_equal (name, "shrink") ? -radius : radius);
}

static void
fill_holes_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  GError *error = NULL;

  gesso_mask_editor_fill_holes (self->editor, &error);
  fail_with (self, error);
}

static void
from_transparency_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  GessoPyramid *pyramid = gesso_canvas_get_pyramid (self->canvas);
  const GessoImage *picture = pyramid != NULL ? gesso_pyramid_get_level (pyramid, 0) : NULL;

  if (picture == NULL)
    return;
  gesso_canvas_pane_set_mode (self, GESSO_CANVAS_MASK);
  if (gesso_image_get_channels (picture) != 4)
    gesso_canvas_pane_fail (self, _("Nothing in this picture is transparent."));
  else
    gesso_mask_editor_run (self->editor,
                           gesso_mask_work_new_transparency (picture, gesso_brush_settings_get_options (self->settings).combine));
}

static void
change_combine_cb (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  for (guint i = 0; i < G_N_ELEMENTS (combine_nicks); i++)
    {
      if (!g_str_equal (g_variant_get_string (state, NULL), combine_nicks[i]))
        continue;
      g_simple_action_set_state (action, state);
      g_object_set (self->settings, "combine", i, NULL);
    }
}

static void
keep_region_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gesso_canvas_regions_ask (GESSO_CANVAS_PANE (user_data)->regions);
}

static void
use_region_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  gesso_canvas_regions_use (self->regions, g_variant_get_string (parameter, NULL));
}

static void
forget_region_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  gesso_canvas_regions_forget (self->regions, g_variant_get_string (parameter, NULL));
}

static void
use_made_mask_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  gesso_canvas_regions_use_made (GESSO_CANVAS_PANE (user_data)->regions);
}

static void
import_mask_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gesso_canvas_regions_import (GESSO_CANVAS_PANE (user_data)->regions);
}

static void
export_mask_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  gesso_canvas_regions_export (GESSO_CANVAS_PANE (user_data)->regions);
}

static const GActionEntry entries[] = {
  { "grow", grow_cb },
  { "shrink", grow_cb },
  { "border", grow_cb },
  { "fill-holes", fill_holes_cb },
  { "from-transparency", from_transparency_cb },
  { "keep-region", keep_region_cb },
  { "use-region", use_region_cb, "s" },
  { "forget-region", forget_region_cb, "s" },
  { "use-made-mask", use_made_mask_cb },
  { "import-mask", import_mask_cb },
  { "export-mask", export_mask_cb },
  { "combine", NULL, "s", "'add'", change_combine_cb },
};

void
gesso_canvas_pane_update_mask_actions (GessoCanvasPane *self)
{
  gboolean editable = self->editor != NULL && self->mode != GESSO_CANVAS_EXPAND;
  gboolean masked = editable && gesso_mask_editor_has_mask (self->editor);
  static const char *const need_mask[] = { "grow", "shrink", "border", "fill-holes", "keep-region", "export-mask", "rehearse",
                                            "nudge-mask", "mask-larger", "mask-smaller" };
  static const char *const need_picture[] = {
    "from-transparency", "use-region", "forget-region", "import-mask", "combine", "size-place",
  };

  for (guint i = 0; i < G_N_ELEMENTS (need_mask); i++)
    gesso_canvas_pane_set_enabled (self, need_mask[i], masked);
  for (guint i = 0; i < G_N_ELEMENTS (need_picture); i++)
    gesso_canvas_pane_set_enabled (self, need_picture[i], editable);
  gesso_canvas_pane_set_enabled (self, "use-made-mask", editable && gesso_canvas_regions_has_made (self->regions));
}

void
gesso_canvas_pane_init_mask_actions (GessoCanvasPane *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/* gesso-canvas-keys.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-canvas-keys.h"
#include "gesso-mask-tool.h"

static const GessoCanvasKey keys[] = {
  { "<Control>plus|<Control>equal|<Control>KP_Add", "<Control>plus", "canvas.zoom-in",
    N_("Zoom in"), N_("View"), TRUE },
  { "<Control>minus|<Control>KP_Subtract", "<Control>minus", "canvas.zoom-out",
    N_("Zoom out"), N_("View"), TRUE },
  { "<Control>0|<Control>KP_0", "<Control>0", "canvas.zoom-fit",
    N_("Fit the picture"), N_("View"), TRUE },
  { "<Control>1|<Control>KP_1", "<Control>1", "canvas.zoom-100",
    N_("Zoom to 100 %"), N_("View"), TRUE },
  { NULL, "space", NULL, N_("Hold to see the version before; drag to pan"), N_("View"), FALSE },
  { "<Control>r", "<Control>r", "canvas.rulers", N_("Rulers"), N_("View"), FALSE },
  { "y", "y", "canvas.compare-next", N_("Compare: slider, sides, lens, difference"), N_("View"), FALSE },
  { "Left", "Left", "canvas.pan-left", N_("Pan left"), N_("View"), FALSE },
  { "Right", "Right", "canvas.pan-right", N_("Pan right"), N_("View"), FALSE },
  { "Up", "Up", "canvas.pan-up", N_("Pan up"), N_("View"), FALSE },
  { "Down", "Down", "canvas.pan-down", N_("Pan down"), N_("View"), FALSE },

  { "v", "v", "canvas.mode::view", N_("Look"), N_("Canvas"), FALSE },
  { "m", "m", "canvas.mode::mask", N_("Paint a mask"), N_("Canvas"), FALSE },
  { "c", "c", "canvas.mode::expand", N_("Expand the picture"), N_("Canvas"), FALSE },
  { "a", "a", "canvas.adjust", N_("Adjust light, colour and crop"), N_("Canvas"), FALSE },
  { "r", "r", "canvas.recompose", N_("Put the reply in anew"), N_("Canvas"), FALSE },
  { "<Shift>r", "<Shift>r", "canvas.paint-from-before", N_("Paint from the version before"), N_("Canvas"), FALSE },
  { "<Alt>r", "<Alt>r", "canvas.paint-from", N_("Paint from another version"), N_("Canvas"), FALSE },
  { "Delete|KP_Delete", "Delete", "canvas.erase-painted", N_("Erase what is painted over"), N_("Canvas"), FALSE },
  { "k", "k", "canvas.panel-keep", N_("Keep what is set up as a new version"), N_("Canvas"), FALSE },
  { "q", "q", "canvas.last-tool", N_("Back to the last tool"), N_("Canvas"), FALSE },
  { "Return|KP_Enter", "Return", "canvas.apply", N_("Place a shape without a pointer, then set it down; close a polygon"), N_("Canvas"), FALSE },
  { "t", "t", "canvas.rehearse", N_("Rehearse what is masked, for nothing"), N_("Canvas"), FALSE },
  { "Escape", "Escape", "canvas.cancel", N_("Drop what is being drawn, then back to looking"), N_("Canvas"), FALSE },

  { "<Shift>Left", "<Shift>Left", "canvas.size-place::left", N_("Narrower shape"), N_("Mask"), FALSE },
  { "<Shift>Right", "<Shift>Right", "canvas.size-place::right", N_("Wider shape"), N_("Mask"), FALSE },
  { "<Shift>Up", "<Shift>Up", "canvas.size-place::up", N_("Lower shape"), N_("Mask"), FALSE },
  { "<Shift>Down", "<Shift>Down", "canvas.size-place::down", N_("Higher shape"), N_("Mask"), FALSE },
  { "<Alt>Left", "<Alt>Left", "canvas.nudge-mask::left", N_("Move the mask left"), N_("Mask"), FALSE },
  { "<Alt>Right", "<Alt>Right", "canvas.nudge-mask::right", N_("Move the mask right"), N_("Mask"), FALSE },
  { "<Alt>Up", "<Alt>Up", "canvas.nudge-mask::up", N_("Move the mask up"), N_("Mask"), FALSE },
  { "<Alt>Down", "<Alt>Down", "canvas.nudge-mask::down", N_("Move the mask down"), N_("Mask"), FALSE },
  { "<Alt>plus|<Alt>equal|<Alt>KP_Add", "<Alt>plus", "canvas.mask-larger", N_("Larger mask"), N_("Mask"), FALSE },
  { "<Alt>minus|<Alt>KP_Subtract", "<Alt>minus", "canvas.mask-smaller", N_("Smaller mask"), N_("Mask"), FALSE },
  { "1", "1", "canvas.combine::add", N_("Shapes add to the mask"), N_("Mask"), FALSE },
  { "2", "2", "canvas.combine::subtract", N_("Shapes take away from the mask"), N_("Mask"), FALSE },
  { "3", "3", "canvas.combine::intersect", N_("Shapes keep what both cover"), N_("Mask"), FALSE },
  { "<Control>z", "<Control>z", "canvas.undo", N_("Undo a stroke"), N_("Mask"), FALSE },
  { "<Control><Shift>z|<Control>y", "<Control><Shift>z", "canvas.redo", N_("Redo a stroke"), N_("Mask"), FALSE },
  { "x", "x", "canvas.invert", N_("Invert the mask"), N_("Mask"), FALSE },
  { "<Control>a", "<Control>a", "canvas.fill", N_("Mask everything"), N_("Mask"), FALSE },
  { "<Control><Shift>a", "<Control><Shift>a", "canvas.clear", N_("Clear the mask"), N_("Mask"), FALSE },
  { "f", "f", "canvas.feather", N_("Feather, grow, shrink or border"), N_("Mask"), FALSE },
  { "bracketleft", "bracketleft", "canvas.brush-smaller", N_("Smaller brush"), N_("Mask"), FALSE },
  { "bracketright", "bracketright", "canvas.brush-larger", N_("Larger brush"), N_("Mask"), FALSE },
  { "<Shift>bracketleft|<Shift>braceleft", "<Shift>bracketleft", "canvas.brush-softer",
    N_("Softer brush"), N_("Mask"), FALSE },
  { "<Shift>bracketright|<Shift>braceright", "<Shift>bracketright", "canvas.brush-harder",
    N_("Harder brush"), N_("Mask"), FALSE },
};

/* The strings live as long as the program. */
static void
add_tool_keys (GArray *list)
{
  for (const GType *type = gesso_mask_tool_list_types (); *type != G_TYPE_INVALID; type++)
    {
      GessoMaskToolClass *klass = g_type_class_ref (*type);
      GessoCanvasKey key = { klass->accel, klass->accel, g_strconcat ("canvas.tool::", klass->id, NULL),
                             _(klass->title), _("Mask tools"), FALSE };

      g_array_append_val (list, key);
      g_type_class_unref (klass);
    }
}

GArray *
gesso_canvas_keys_list (void)
{
  static GArray *list = NULL;

  if (list != NULL)
    return list;
  list = g_array_new (FALSE, FALSE, sizeof (GessoCanvasKey));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GessoCanvasKey key = keys[i];

      key.title = _(key.title);
      key.group = _(key.group);
      g_array_append_val (list, key);
    }
  add_tool_keys (list);
  return list;
}

/* gesso-canvas-pane-place.c - masks without a pointer
 *
 * Enter begins a shape in the middle of the view; arrows move it, with Shift
 * they size it; Enter sets it down as the tool in hand would, Escape drops it.
 * What happens is told to screen readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-canvas-pane-private.h"

/* Of the view, at first. */
#define SHARE 0.25
/* What one press of a key makes of a whole mask. */
#define LARGER 1.05

typedef enum
{
  PLACE_BOX,   /* between two corners */
  PLACE_LINE,  /* across the box */
  PLACE_POINT, /* a click in its middle */
} PlaceKind;

static PlaceKind
get_kind (GessoCanvasPane *self)
{
  static const char *const boxes[] = { "rectangle", "ellipse", "object", NULL };
  const char *tool = gesso_canvas_pane_get_tool (self);

  if (g_strv_contains (boxes, tool))
    return PLACE_BOX;
  return g_str_equal (tool, "gradient") ? PLACE_LINE : PLACE_POINT;
}

void
gesso_canvas_pane_say (GessoCanvasPane *self,
                       const char      *text)
{
  gtk_label_set_text (self->place_label, text != NULL ? text : "");
  /* A screen reader tells a new description of what has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

static void
find_ends (GessoCanvasPane *self,
           GessoMaskPoint  *from,
           GessoMaskPoint  *to)
{
  double across = self->place_width / 2, down = get_kind (self) == PLACE_BOX ? self->place_height / 2 : 0;

  if (get_kind (self) == PLACE_POINT)
    across = 0;
  *from = (GessoMaskPoint) { self->place_x - across, self->place_y - down, 1 };
  *to = (GessoMaskPoint) { self->place_x + across, self->place_y + down, 1 };
}

static void
say_place (GessoCanvasPane *self)
{
  g_autofree char *text = NULL;

  if (get_kind (self) == PLACE_POINT)
    /* Translators: a place in the picture in pixels, across and down. */
    text = g_strdup_printf (_("At %d, %d"), (int) lround (self->place_x), (int) lround (self->place_y));
  else
    /* Translators: a shape in pixels: its width and height, then its middle across and down. */
    text = g_strdup_printf (_("%d×%d at %d, %d"), (int) lround (self->place_width), (int) lround (self->place_height),
                            (int) lround (self->place_x), (int) lround (self->place_y));
  gesso_canvas_pane_say (self, text);
}

/* Draws the shape where it would be set down. */
static void
show_place (GessoCanvasPane *self)
{
  GessoMaskPoint from, to;

  find_ends (self, &from, &to);
  gesso_canvas_set_marker (self->canvas, TRUE, self->place_x, self->place_y);
  if (get_kind (self) != PLACE_POINT)
    {
      gesso_mask_editor_begin (self->editor, &from, 0);
      gesso_mask_editor_move (self->editor, &to, 1, 0);
    }
  say_place (self);
}

static void
begin_place (GessoCanvasPane *self)
{
  GessoRect seen = gesso_canvas_get_seen (self->canvas);

  if (gesso_rect_is_empty (&seen))
    return;
  self->placing = TRUE;
  self->place_x = seen.x + seen.width / 2;
  self->place_y = seen.y + seen.height / 2;
  self->place_width = MAX (round (seen.width * SHARE), 4);
  self->place_height = MAX (round (seen.height * SHARE), 4);
  show_place (self);
}

static void
say_mask (GessoCanvasPane *self)
{
  g_autofree char *text = NULL;

  if (self->editor == NULL)
    return;
  text = g_strdup_printf (_("Mask %.1f %%"), 100 * gesso_mask_get_coverage (gesso_mask_editor_get_mask (self->editor)));
  gesso_canvas_pane_say (self, text);
}

void
gesso_canvas_pane_place (GessoCanvasPane *self)
{
  GessoMaskPoint from, to;

  if (!self->placing)
    {
      if (gesso_mask_editor_stays (self->editor))
        gesso_mask_editor_finish (self->editor);
      else
        begin_place (self);
      return;
    }
  find_ends (self, &from, &to);
  if (get_kind (self) == PLACE_POINT)
    gesso_mask_editor_begin (self->editor, &from, 0);
  gesso_mask_editor_end (self->editor, &to, 0);
  /* A polygon goes on with its next corner. */
  if (gesso_mask_editor_stays (self->editor))
    return;
  self->placing = FALSE;
  gesso_canvas_set_marker (self->canvas, FALSE, 0, 0);
  say_mask (self);
}

gboolean
gesso_canvas_pane_drop_place (GessoCanvasPane *self)
{
  if (!self->placing)
    return FALSE;
  self->placing = FALSE;
  gesso_canvas_set_marker (self->canvas, FALSE, 0, 0);
  if (self->editor != NULL)
    gesso_mask_editor_cancel (self->editor);
  gesso_canvas_pane_say (self, NULL);
  return TRUE;
}

gboolean
gesso_canvas_pane_move_place (GessoCanvasPane *self,
                              int              across,
                              int              down)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  double step = MAX (round (gesso_canvas_get_reach (self->canvas)), 1);

  if (!self->placing || picture == NULL)
    return FALSE;
  self->place_x = CLAMP (self->place_x + across * step, 0, picture->width - 1);
  self->place_y = CLAMP (self->place_y + down * step, 0, picture->height - 1);
  if (gesso_mask_editor_stays (self->editor))
    gesso_mask_editor_move (self->editor, &(GessoMaskPoint) { self->place_x, self->place_y, 1 }, 1, 0);
  show_place (self);
  return TRUE;
}

/* "left", "right", "up" or "down" in steps. */
static void
read_way (GVariant *parameter,
          int      *across,
          int      *down)
{
  const char *way = g_variant_get_string (parameter, NULL);

  *across = g_str_equal (way, "right") - g_str_equal (way, "left");
  *down = g_str_equal (way, "down") - g_str_equal (way, "up");
}

static void
size_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  double step = MAX (round (gesso_canvas_get_reach (self->canvas)), 1);
  int across, down;

  read_way (parameter, &across, &down);
  if (!self->placing)
    return;
  self->place_width = CLAMP (self->place_width + 2 * across * step, 2, 2.0 * GESSO_IMAGE_MAX_SIDE);
  self->place_height = CLAMP (self->place_height + 2 * down * step, 2, 2.0 * GESSO_IMAGE_MAX_SIDE);
  show_place (self);
}

static void
nudge_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  int step = MAX ((int) lround (gesso_canvas_get_reach (self->canvas)), 1);
  int across, down;

  read_way (parameter, &across, &down);
  gesso_canvas_pane_drop_place (self);
  gesso_mask_editor_nudge (self->editor, across * step, down * step);
  say_mask (self);
}

static void
scale_mask_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  gesso_canvas_pane_drop_place (self);
  gesso_mask_editor_scale (self->editor, g_str_equal (g_action_get_name (G_ACTION (action)), "mask-larger") ? LARGER
                                                                                                           : 1 / LARGER);
  say_mask (self);
}

static const GActionEntry entries[] = {
  { "size-place", size_cb, "s" },
  { "nudge-mask", nudge_cb, "s" },
  { "mask-larger", scale_mask_cb },
  { "mask-smaller", scale_mask_cb },
};

void
gesso_canvas_pane_init_place_actions (GessoCanvasPane *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/* gesso-canvas-compare.c - a picture held against another one
 *
 * Both share zoom and place. A picture that was expanded stands where it did;
 * one of the same ratio takes the same place; any other keeps its scale and its
 * middle.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <math.h>

#include "gesso-canvas-divider.h"
#include "gesso-canvas-private.h"

#define LENS_ZOOM 4
/* Logical pixels. */
#define LENS_WIDTH 320
#define LENS_HEIGHT 220
#define LENS_RADIUS 12

static const GdkRGBA line_dark = { 0, 0, 0, 0.85f };
static const GdkRGBA line_light = { 1, 1, 1, 0.95f };
/* As in style.css: what shows around a picture. */
static const GdkRGBA paper = { 0.478f, 0.478f, 0.478f, 1 };

/* How large the compared picture is drawn, and where its corner lies from the picture's, device pixels at scale 1. */
typedef struct
{
  double scale; /* of the picture's */
  double across, down;
} Place;

static Place
find_place (GessoCanvas *self)
{
  double width = gesso_pyramid_get_width (self->compared), height = gesso_pyramid_get_height (self->compared);
  Place place = { 1, 0, 0 };

  if (!gesso_frame_is_empty (&self->compared_added))
    {
      place.across = self->compared_added.left;
      place.down = self->compared_added.top;
      return place;
    }
  if (fabs (width * self->image_height / (height * self->image_width) - 1) < 0.01)
    place.scale = self->image_width / width;
  place.across = (self->image_width - width * place.scale) / 2;
  place.down = (self->image_height - height * place.scale) / 2;
  return place;
}

static void
append_compared (GessoCanvas *self,
                 GtkSnapshot *snapshot)
{
  Place place = find_place (self);
  GessoTileScene scene = { self->compared, .scale = self->viewport.scale * place.scale };

  scene.checker = gesso_canvas_get_checker (self);
  gesso_canvas_append_tiles (self, snapshot, self->compared_cache, &scene,
                             (int) floor (self->viewport.x + place.across * self->viewport.scale),
                             (int) floor (self->viewport.y + place.down * self->viewport.scale), NULL);
}

/* The part of the view from @left to @right, with @append's content in it. */
static void
append_part (GessoCanvas *self,
             GtkSnapshot *snapshot,
             double       left,
             double       right,
             void       (*append) (GessoCanvas *, GtkSnapshot *))
{
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) left, 0, (float) MAX (right - left, 0),
                                                         (float) self->viewport.height));
  append (self, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
append_sides (GessoCanvas *self,
              GtkSnapshot *snapshot)
{
  int width = self->viewport.width;
  float factor = (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));

  append_part (self, snapshot, 0, width, append_compared);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) width, 0));
  append_part (self, snapshot, 0, width, gesso_canvas_append_all);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_append_color (snapshot, &line_dark,
                             &GRAPHENE_RECT_INIT ((float) width - factor, 0, 2 * factor, (float) self->viewport.height));
}

static void
append_lens_half (GessoCanvas *self,
                  GtkSnapshot *snapshot,
                  guint        half,
                  GessoRect    part,
                  double       image_x,
                  double       image_y)
{
  Place place = half == 0 ? find_place (self) : (Place) { 1, 0, 0 };
  double zoom = self->viewport.scale * LENS_ZOOM;
  GessoTileScene scene = { half == 0 ? self->compared : self->pyramid, .scale = zoom * place.scale };

  scene.checker = gesso_canvas_get_checker (self);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT ((float) part.x, (float) part.y, (float) part.width,
                                                         (float) part.height));
  gesso_canvas_append_tiles (self, snapshot, self->lens_caches[half], &scene,
                             (int) floor (self->pointer_x - (image_x - place.across) * zoom),
                             (int) floor (self->pointer_y - (image_y - place.down) * zoom), &part);
  gtk_snapshot_pop (snapshot);
}

/* The same place of both, four times as large, below the pointer: the compared one on the left. */
static void
append_lens (GessoCanvas *self,
             GtkSnapshot *snapshot)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = LENS_WIDTH * factor, height = LENS_HEIGHT * factor;
  int left = (int) self->pointer_x - width / 2, top = (int) self->pointer_y - height / 2;
  const float widths[4] = { (float) factor, (float) factor, (float) factor, (float) factor };
  const GdkRGBA darks[4] = { line_dark, line_dark, line_dark, line_dark };
  GskRoundedRect frame;
  double x, y;

  gesso_canvas_append_all (self, snapshot);
  if (!self->pointer_inside)
    return;
  gesso_viewport_to_image (&self->viewport, self->pointer_x, self->pointer_y, &x, &y);
  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) width, (float) height),
                                   (float) (LENS_RADIUS * factor));
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  gtk_snapshot_append_color (snapshot, &paper, &frame.bounds);
  append_lens_half (self, snapshot, 0, (GessoRect) { left, top, width / 2, height }, x, y);
  append_lens_half (self, snapshot, 1, (GessoRect) { left + width / 2, top, width - width / 2, height }, x, y);
  gtk_snapshot_append_color (snapshot, &line_light,
                             &GRAPHENE_RECT_INIT ((float) (left + width / 2), (float) top, (float) factor, (float) height));
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &frame, widths, darks);
}

static void
append_heat (GessoCanvas *self,
             GtkSnapshot *snapshot)
{
  GessoTileScene scene = { self->heat, .scale = self->viewport.scale };

  scene.checker = gesso_canvas_get_checker (self);
  gesso_canvas_set_mask (self, &scene);
  /* Only where protection begins: a tint would be taken for heat. */
  scene.tint[3] = 0;
  gesso_canvas_append_tiles (self, snapshot, self->compared_cache, &scene, (int) floor (self->viewport.x),
                             (int) floor (self->viewport.y), NULL);
}

gboolean
gesso_canvas_can_compare (GessoCanvas *self)
{
  if (self->compare == GESSO_CANVAS_COMPARE_DIFFERENCE)
    return self->heat != NULL;
  return self->compare != GESSO_CANVAS_COMPARE_NONE && self->compared != NULL &&
         (self->pyramid != NULL || self->compare == GESSO_CANVAS_COMPARE_WHOLE);
}

void
gesso_canvas_append_compare (GessoCanvas *self,
                             GtkSnapshot *snapshot)
{
  double middle = self->viewport.width * gesso_canvas_divider_get_position (GESSO_CANVAS_DIVIDER (self->divider));

  switch (self->compare)
    {
    case GESSO_CANVAS_COMPARE_WHOLE:
      append_compared (self, snapshot);
      break;
    case GESSO_CANVAS_COMPARE_SLIDER:
      append_part (self, snapshot, middle, self->viewport.width, gesso_canvas_append_all);
      append_part (self, snapshot, 0, middle, append_compared);
      break;
    case GESSO_CANVAS_COMPARE_SIDES:
      append_sides (self, snapshot);
      break;
    case GESSO_CANVAS_COMPARE_LENS:
      append_lens (self, snapshot);
      break;
    case GESSO_CANVAS_COMPARE_DIFFERENCE:
      append_heat (self, snapshot);
      break;
    case GESSO_CANVAS_COMPARE_NONE:
    case GESSO_CANVAS_N_COMPARES:
    default:
      break;
    }
}

void
gesso_canvas_set_pointer (GessoCanvas *self,
                          double       x,
                          double       y)
{
  gboolean halved = self->compare == GESSO_CANVAS_COMPARE_SIDES && gesso_canvas_can_compare (self);

  /* What was begun in one half goes on in it. */
  if (self->grip == GESSO_CANVAS_GRIP_NONE)
    self->side_x = halved && x >= self->viewport.width ? self->viewport.width : 0;
  self->pointer_x = x - self->side_x;
  self->pointer_y = y;
}

void
gesso_canvas_update_view (GessoCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean halved = self->compare == GESSO_CANVAS_COMPARE_SIDES && gesso_canvas_can_compare (self);
  int factor = gtk_widget_get_scale_factor (widget);
  int width = gtk_widget_get_width (widget) * factor;

  gtk_widget_set_visible (self->divider, self->compare == GESSO_CANVAS_COMPARE_SLIDER && gesso_canvas_can_compare (self));
  if (width > 0)
    gesso_viewport_resize (&self->viewport, halved ? width / 2 : width, gtk_widget_get_height (widget) * factor);
  if (!halved)
    self->side_x = 0;
}

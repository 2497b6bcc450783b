/* gesso-canvas-draw.c - shows the canvas
 *
 * The view is drawn in device pixels: tiles begin at whole ones and are never
 * scaled, so there are no seams and nothing is blurred.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-canvas-private.h"

/* What is masked, strongly enough for a dark and a light picture. */
#define TINT_RED 246
#define TINT_GREEN 61
#define TINT_BLUE 84
#define TINT_STRENGTH 128

#define CHECKER_SIDE 8
#define HATCH_SIDE 16
#define HATCH_ALPHA 0x60
#define HANDLE_SIDE 10
#define MARKER 5
#define OVERLAP_OPACITY 0.25

static const GdkRGBA dark = { 0, 0, 0, 0.85f };
static const GdkRGBA light = { 1, 1, 1, 0.95f };

int
gesso_canvas_get_checker (GessoCanvas *self)
{
  return CHECKER_SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/* Whether the mask is seen, and how. */
void
gesso_canvas_set_mask (GessoCanvas    *self,
                       GessoTileScene *scene)
{
  if (self->editor == NULL || self->mode == GESSO_CANVAS_EXPAND)
    return;
  if (!gesso_mask_editor_has_mask (self->editor) && !gesso_mask_editor_is_drawing (self->editor))
    return;
  scene->mask = gesso_mask_editor_get_levels (self->editor);
  scene->contour = TRUE;
  /* When looking, the contour alone says that there is a mask. */
  scene->tint[0] = TINT_RED;
  scene->tint[1] = TINT_GREEN;
  scene->tint[2] = TINT_BLUE;
  scene->tint[3] = self->mode == GESSO_CANVAS_MASK ? TINT_STRENGTH : 0;
}

void
gesso_canvas_append_tiles (GessoCanvas          *self,
                           GtkSnapshot          *snapshot,
                           GessoTileCache       *cache,
                           const GessoTileScene *scene,
                           int                   x,
                           int                   y,
                           const GessoRect      *seen)
{
  GessoRect view = { 0, 0, self->viewport.width, self->viewport.height };
  int right, bottom;

  if (seen != NULL)
    view = gesso_rect_intersect (&view, seen);
  right = MIN (gesso_tile_scene_get_width (scene), view.x + view.width - x);
  bottom = MIN (gesso_tile_scene_get_height (scene), view.y + view.height - y);
  gesso_tile_cache_set_scene (cache, scene);
  for (int row = MAX (view.y - y, 0) / GESSO_TILE_SIDE; row * GESSO_TILE_SIDE < bottom; row++)
    {
      for (int column = MAX (view.x - x, 0) / GESSO_TILE_SIDE; column * GESSO_TILE_SIDE < right; column++)
        {
          GessoRect place;
          GdkTexture *texture = gesso_tile_cache_get (cache, column, row, &place);

          if (texture != NULL)
            gtk_snapshot_append_texture (snapshot, texture,
                                         &GRAPHENE_RECT_INIT (x + place.x, y + place.y, place.width, place.height));
        }
    }
  gesso_tile_cache_end_frame (cache);
}

/* What is being set up, about the picture's middle; of its mask the contour alone is drawn. */
static void
set_preview (GessoCanvas    *self,
             GessoTileScene *scene,
             int            *x,
             int            *y)
{
  int width, height;

  scene->preview = self->preview;
  scene->tint[3] = 0;
  gesso_preview_get_size (self->preview, &width, &height);
  if (width == self->image_width && height == self->image_height)
    return;
  scene->mask = NULL;
  *x += (int) floor ((self->image_width - width) * scene->scale / 2);
  *y += (int) floor ((self->image_height - height) * scene->scale / 2);
}

static void
append_picture (GessoCanvas *self,
                GtkSnapshot *snapshot)
{
  int x = (int) floor (self->viewport.x), y = (int) floor (self->viewport.y);
  GessoTileScene scene = { self->pyramid, .scale = self->viewport.scale };

  scene.checker = gesso_canvas_get_checker (self);
  if (self->pyramid != NULL)
    {
      gesso_canvas_set_mask (self, &scene);
      if (self->preview != NULL)
        set_preview (self, &scene, &x, &y);
      gesso_canvas_append_tiles (self, snapshot, self->cache, &scene, x, y, NULL);
    }
  else if (self->placeholder != NULL)
    {
      gtk_snapshot_append_texture (snapshot, self->placeholder,
                                   &GRAPHENE_RECT_INIT (x, y, self->image_width * (float) scene.scale,
                                                        self->image_height * (float) scene.scale));
    }
}

/* A line seen on anything: light, with dark on both sides. */
static void
append_ring (GtkSnapshot *snapshot,
             double       x,
             double       y,
             double       radius,
             float        line)
{
  const float widths[4] = { line, line, line, line };
  const GdkRGBA darks[4] = { dark, dark, dark, dark };
  const GdkRGBA lights[4] = { light, light, light, light };
  GskRoundedRect ring;

  gsk_rounded_rect_init_from_rect (&ring, &GRAPHENE_RECT_INIT ((float) (x - radius), (float) (y - radius),
                                                               (float) (2 * radius), (float) (2 * radius)),
                                   (float) radius);
  gtk_snapshot_append_border (snapshot, &ring, widths, darks);
  if (radius <= line)
    return;
  gsk_rounded_rect_shrink (&ring, line, line, line, line);
  gtk_snapshot_append_border (snapshot, &ring, widths, lights);
}

static void
append_brush (GessoCanvas *self,
              GtkSnapshot *snapshot)
{
  float line = (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->marked)
    {
      double x, y;

      gesso_viewport_from_image (&self->viewport, self->marker_x, self->marker_y, &x, &y);
      append_ring (snapshot, x, y, MAX (self->brush * self->viewport.scale / 2, MARKER * line), line);
      return;
    }

  if (self->mode != GESSO_CANVAS_MASK || self->brush <= 0 || !self->pointer_inside || self->space_held ||
      self->grip == GESSO_CANVAS_GRIP_PAN)
    return;
  append_ring (snapshot, self->pointer_x, self->pointer_y,
               MAX (self->brush * self->viewport.scale / 2, 2), line);
}

/* The line that a lasso or a shape follows. */
static void
append_outline (GessoCanvas *self,
                GtkSnapshot *snapshot)
{
  const GessoMaskPoint *points;
  gboolean closed;
  guint n;
  cairo_t *cr;
  double line = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->editor == NULL || self->mode != GESSO_CANVAS_MASK)
    return;
  n = gesso_mask_editor_get_outline (self->editor, &points, &closed);
  if (n < 2)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, self->viewport.width, self->viewport.height));
  for (guint i = 0; i < n; i++)
    {
      double x, y;

      gesso_viewport_from_image (&self->viewport, points[i].x, points[i].y, &x, &y);
      cairo_line_to (cr, x, y);
    }
  if (closed)
    cairo_close_path (cr);
  gdk_cairo_set_source_rgba (cr, &dark);
  cairo_set_line_width (cr, 3 * line);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &light);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* Stripes that repeat without a seam. */
static GdkTexture *
make_hatch (void)
{
  guint8 *pixels = g_malloc (4 * HATCH_SIDE * HATCH_SIDE);
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 0; i < HATCH_SIDE * HATCH_SIDE; i++)
    {
      gboolean stripe = (i % HATCH_SIDE + i / HATCH_SIDE) % HATCH_SIDE < 3;

      memset (pixels + 4 * i, stripe ? 0xff : 0x30, 3);
      pixels[4 * i + 3] = HATCH_ALPHA;
    }
  bytes = g_bytes_new_take (pixels, 4 * HATCH_SIDE * HATCH_SIDE);
  return gdk_memory_texture_new (HATCH_SIDE, HATCH_SIDE, GDK_MEMORY_R8G8B8A8, bytes, 4 * HATCH_SIDE);
}

static void
append_hatch (GessoCanvas *self,
              GtkSnapshot *snapshot,
              float        left,
              float        top,
              float        right,
              float        bottom)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (left, top, right - left, bottom - top);
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, self->viewport.width, self->viewport.height);
  graphene_rect_t tile = GRAPHENE_RECT_INIT (0, 0, HATCH_SIDE, HATCH_SIDE);

  if (right <= left || bottom <= top || !graphene_rect_intersection (&area, &view, &area))
    return;
  if (self->hatch == NULL)
    self->hatch = make_hatch ();
  gtk_snapshot_push_repeat (snapshot, &area, &tile);
  gtk_snapshot_append_texture (snapshot, self->hatch, &tile);
  gtk_snapshot_pop (snapshot);
}

static void
append_handle (GtkSnapshot *snapshot,
               float        x,
               float        y,
               float        factor)
{
  float side = HANDLE_SIDE * factor;
  graphene_rect_t outer = GRAPHENE_RECT_INIT (x - side / 2, y - side / 2, side, side);
  graphene_rect_t inner = outer;

  graphene_rect_inset (&inner, factor, factor);
  gtk_snapshot_append_color (snapshot, &dark, &outer);
  gtk_snapshot_append_color (snapshot, &light, &inner);
}

/* Where a wide frame has come to after each of its steps. */
static void
append_steps (GessoCanvas *self,
              GtkSnapshot *snapshot)
{
  double line = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const double dashes[] = { 6 * line, 4 * line };
  cairo_t *cr;

  if (self->steps == NULL || self->steps->len == 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, self->viewport.width, self->viewport.height));
  for (guint i = 0; i < self->steps->len; i++)
    {
      const GessoFrame *step = &g_array_index (self->steps, GessoFrame, i);
      double l, t, r, b;

      gesso_viewport_from_image (&self->viewport, -step->left, -step->top, &l, &t);
      gesso_viewport_from_image (&self->viewport, self->image_width + step->right, self->image_height + step->bottom,
                                 &r, &b);
      cairo_rectangle (cr, l, t, r - l, b - t);
    }
  gdk_cairo_set_source_rgba (cr, &dark);
  cairo_set_line_width (cr, 3 * line);
  cairo_stroke_preserve (cr);
  gdk_cairo_set_source_rgba (cr, &light);
  cairo_set_line_width (cr, line);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* What of the picture is sent beside each side that grows. */
static void
append_overlap (GessoCanvas *self,
                GtkSnapshot *snapshot,
                float        left,
                float        top,
                float        right,
                float        bottom)
{
  float deep = (float) (self->overlap * self->viewport.scale);
  float across = MIN (deep, right - left), down = MIN (deep, bottom - top);

  if (deep <= 0)
    return;
  gtk_snapshot_push_opacity (snapshot, OVERLAP_OPACITY);
  if (self->frame.left > 0)
    append_hatch (self, snapshot, left, top, left + across, bottom);
  if (self->frame.right > 0)
    append_hatch (self, snapshot, right - across, top, right, bottom);
  if (self->frame.top > 0)
    append_hatch (self, snapshot, left, top, right, top + down);
  if (self->frame.bottom > 0)
    append_hatch (self, snapshot, left, bottom - down, right, bottom);
  gtk_snapshot_pop (snapshot);
}

static void
append_frame (GessoCanvas *self,
              GtkSnapshot *snapshot)
{
  float factor = (float) gtk_widget_get_scale_factor (GTK_WIDGET (self));
  const GdkRGBA lights[4] = { light, light, light, light };
  const float widths[4] = { factor, factor, factor, factor };
  double l, t, r, b, ol, ot, or, ob;
  GskRoundedRect line;

  if (self->mode != GESSO_CANVAS_EXPAND)
    return;
  gesso_viewport_from_image (&self->viewport, 0, 0, &ol, &ot);
  gesso_viewport_from_image (&self->viewport, self->image_width, self->image_height, &or, &ob);
  gesso_viewport_from_image (&self->viewport, -self->frame.left, -self->frame.top, &l, &t);
  gesso_viewport_from_image (&self->viewport, self->image_width + self->frame.right,
                             self->image_height + self->frame.bottom, &r, &b);
  append_hatch (self, snapshot, (float) l, (float) t, (float) r, (float) ot);
  append_hatch (self, snapshot, (float) l, (float) ob, (float) r, (float) b);
  append_hatch (self, snapshot, (float) l, (float) ot, (float) ol, (float) ob);
  append_hatch (self, snapshot, (float) or, (float) ot, (float) r, (float) ob);
  append_overlap (self, snapshot, (float) ol, (float) ot, (float) or, (float) ob);
  append_steps (self, snapshot);

  gsk_rounded_rect_init_from_rect (&line, &GRAPHENE_RECT_INIT ((float) l, (float) t, (float) (r - l),
                                                               (float) (b - t)), 0);
  gtk_snapshot_append_border (snapshot, &line, widths, lights);
  for (int i = 0; i < 9; i++)
    {
      double x = l + (r - l) * (i % 3) / 2, y = t + (b - t) * (i / 3) / 2;

      if (i != 4)
        append_handle (snapshot, (float) x, (float) y, factor);
    }
}

void
gesso_canvas_append_all (GessoCanvas *self,
                         GtkSnapshot *snapshot)
{
  append_picture (self, snapshot);
  append_frame (self, snapshot);
  gesso_canvas_append_crop (self, snapshot);
  append_outline (self, snapshot);
  append_brush (self, snapshot);
}

void
gesso_canvas_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  GessoCanvas *self = GESSO_CANVAS (widget);
  float factor = (float) gtk_widget_get_scale_factor (widget);

  if (!gesso_canvas_has_picture (self))
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, 1 / factor, 1 / factor);
  if (gesso_canvas_can_compare (self))
    gesso_canvas_append_compare (self, snapshot);
  else
    gesso_canvas_append_all (self, snapshot);
  gtk_snapshot_restore (snapshot);
  gtk_widget_snapshot_child (widget, self->divider, snapshot);
}

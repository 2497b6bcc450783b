/* gesso-family-view-draw.c - edges, and nodes that are too small for a card
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include <math.h>

#include "gesso-family-view-private.h"

/* Logical pixels at scale 1: how far an edge that goes up swings out, and how far
 * from the middle of a card those begin and end that are not its tree's. */
#define SWING 60.0
#define PORT_OUT 18.0
#define PORT_IN 20.0
#define LANE 6.0

/* Whether it lies on the path that is shown, off it, or there is none. */
typedef enum
{
  TONE_PLAIN,
  TONE_FAINT,
  TONE_PATH,
  N_TONES
} Tone;

/* An edge in the view's pixels. */
typedef struct
{
  double x0, y0, x1, y1;
  guint from, to;
  guint8 role;
  guint8 tone;
  gboolean tree;
} Line;

static const double reference_dashes[] = { 6, 4 };
static const double background_dashes[] = { 12, 5 };
static const double mask_dashes[] = { 0.1, 5 };

static const struct
{
  const double *dashes; /* (nullable) */
  int n_dashes;
} styles[GESSO_N_ROLES] = {
  [GESSO_ROLE_SOURCE] = { NULL, 0 },
  [GESSO_ROLE_MASK] = { mask_dashes, G_N_ELEMENTS (mask_dashes) },
  [GESSO_ROLE_REFERENCE] = { reference_dashes, G_N_ELEMENTS (reference_dashes) },
  [GESSO_ROLE_BACKGROUND] = { background_dashes, G_N_ELEMENTS (background_dashes) },
};

void
gesso_family_view_set_line_style (cairo_t       *cr,
                                  GessoInputRole role,
                                  double         scale)
{
  double dashes[2];

  g_return_if_fail (role < GESSO_N_ROLES);

  for (int i = 0; i < styles[role].n_dashes; i++)
    dashes[i] = styles[role].dashes[i] * scale;
  cairo_set_line_cap (cr, role == GESSO_ROLE_MASK ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_dash (cr, dashes, styles[role].n_dashes, 0);
}

static Tone
get_tone (GessoFamilyView       *self,
          const GessoFamilyEdge *edge)
{
  if (self->on_path == NULL)
    return TONE_PLAIN;
  return self->on_path[edge->from] && self->on_path[edge->to] ? TONE_PATH : TONE_FAINT;
}

static double
get_unit_x (GessoFamilyView *self)
{
  return (GESSO_FAMILY_CARD_WIDTH + GESSO_FAMILY_GAP) * self->viewport.scale;
}

/* From the foot of a card to the head of another one. What is not of the tree
 * comes in beside the middle, each kind in its own place, from where it comes. */
static Line
make_line (GessoFamilyView       *self,
           const GessoFamilyEdge *edge)
{
  graphene_rect_t from = gesso_family_view_get_card_rect (self, edge->from);
  graphene_rect_t to = gesso_family_view_get_card_rect (self, edge->to);
  Line line = { .from = edge->from, .to = edge->to, .role = (guint8) edge->role, .tone = (guint8) get_tone (self, edge),
                .tree = edge->tree };

  gesso_viewport_from_image (&self->viewport, from.origin.x + from.size.width / 2.0,
                             from.origin.y + from.size.height, &line.x0, &line.y0);
  gesso_viewport_from_image (&self->viewport, to.origin.x + to.size.width / 2.0, to.origin.y, &line.x1, &line.y1);
  if (!edge->tree)
    {
      double side = (line.x0 < line.x1 ? -1 : 1) * self->viewport.scale;

      line.x0 -= side * PORT_OUT;
      line.x1 += side * PORT_IN * (1 + edge->role) / 2;
    }
  return line;
}

/* How far the curve goes straight down before it turns. */
static double
get_swing (GessoFamilyView *self,
           const Line      *line)
{
  double down = line->y1 - line->y0;

  return down > 0 ? MIN (down / 2, GESSO_FAMILY_ROW_GAP * self->viewport.scale / 2)
                  : SWING * self->viewport.scale;
}

static gboolean
is_seen (GessoFamilyView *self,
         const Line      *line)
{
  double swing = get_swing (self, line), aside = get_unit_x (self);

  return MAX (line->x0, line->x1) >= -aside && MIN (line->x0, line->x1) <= self->viewport.width + aside &&
         MAX (line->y0 + swing, line->y1) >= -4 && MIN (line->y0, line->y1 - swing) <= self->viewport.height + 4;
}

static GArray *
list_lines (GessoFamilyView *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint n;
  const GessoFamilyEdge *edges = gesso_family_get_edges (self->family, &n);

  for (guint i = 0; i < n; i++)
    {
      Line line = make_line (self, &edges[i]);

      if (is_seen (self, &line))
        g_array_append_val (lines, line);
    }
  return lines;
}

static void
curve_to (cairo_t *cr,
          double   x0,
          double   y0,
          double   x1,
          double   y1,
          double   swing)
{
  cairo_curve_to (cr, x0, y0 + swing, x1, y1 - swing, x1, y1);
}

/* Where @line passes row @row, the top of whose cards is at @top. */
static double
find_way (GessoFamilyView *self,
          const Line      *line,
          guint            row,
          double           top)
{
  double unit = get_unit_x (self), origin = floor (self->viewport.x);
  double x;

  /* The tree keeps a way free for its own. */
  if (line->tree)
    return line->x1;
  x = line->x0 + (line->x1 - line->x0) * (top - line->y0) / (line->y1 - line->y0);
  /* Kinds that share a gap keep apart in it. */
  return gesso_family_layout_find_gap (self->layout, row, (x - origin) / unit) * unit + origin +
         ((int) line->role - GESSO_ROLE_REFERENCE) * LANE * self->viewport.scale;
}

/* Between the cards of the rows that it passes, as far as they are in view. */
static void
add_way (GessoFamilyView *self,
         cairo_t         *cr,
         const Line      *line)
{
  guint first = gesso_family_layout_get_row (self->layout, line->from) + 1;
  guint last = gesso_family_layout_get_row (self->layout, line->to);
  double unit = (self->card_height + GESSO_FAMILY_ROW_GAP) * self->viewport.scale;
  double height = self->card_height * self->viewport.scale;
  double x = line->x0, y = line->y0;

  /* One row beyond the view on each side leads in and out. */
  first = MAX (first, gesso_family_layout_find_row (self->layout, -floor (self->viewport.y) / unit - 1));
  for (guint row = first; row < last; row++)
    {
      double top = gesso_family_layout_get_row_top (self->layout, row) * unit + floor (self->viewport.y) +
                   GESSO_FAMILY_ROW_GAP / 2.0 * self->viewport.scale;
      double way;

      if (top > self->viewport.height + unit)
        break;
      way = find_way (self, line, row, top);
      curve_to (cr, x, y, way, top, (top - y) / 2);
      cairo_line_to (cr, way, top + height);
      x = way;
      y = top + height;
    }
  curve_to (cr, x, y, line->x1, line->y1, (line->y1 - y) / 2);
}

static void
add_to_path (GessoFamilyView *self,
             cairo_t         *cr,
             const Line      *line)
{
  cairo_move_to (cr, line->x0, line->y0);
  if (!gesso_family_view_shows_cards (self))
    cairo_line_to (cr, line->x1, line->y1);
  else if (gesso_family_layout_get_row (self->layout, line->to) >
           gesso_family_layout_get_row (self->layout, line->from))
    add_way (self, cr, line);
  else
    curve_to (cr, line->x0, line->y0, line->x1, line->y1, get_swing (self, line));
}

static GdkRGBA
get_tone_colour (GessoFamilyView *self,
                 Tone             tone)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  gboolean high = adw_style_manager_get_high_contrast (manager);
  GdkRGBA colour;

  gtk_style_context_get_color (context, &colour);
  if (tone == TONE_PATH)
    gtk_style_context_lookup_color (context, "accent_color", &colour);
  else if (tone == TONE_FAINT)
    colour.alpha *= high ? 0.3f : 0.1f;
  else
    colour.alpha *= high ? 0.9f : 0.35f;
  return colour;
}

static void
stroke_lines (GessoFamilyView *self,
              cairo_t         *cr,
              GArray          *lines,
              guint            role,
              Tone             tone)
{
  double width = (tone == TONE_PATH ? 3 : 2) * CLAMP (self->viewport.scale, 0.35, 1.5);
  GdkRGBA colour = get_tone_colour (self, tone);
  gboolean any = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      if (line->role != role || line->tone != (guint8) tone)
        continue;
      add_to_path (self, cr, line);
      any = TRUE;
    }
  if (!any)
    return;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, width);
  /* Too small to be told apart, dashes would only cost. */
  gesso_family_view_set_line_style (cr, gesso_family_view_shows_cards (self) ? (GessoInputRole) role : GESSO_ROLE_SOURCE,
                                    CLAMP (self->viewport.scale, 0.5, 1.5));
  cairo_stroke (cr);
}

/* Tiles */

static void
note_cb (guint    index,
         gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, index);
}

static GdkRGBA
get_tile_colour (GessoFamilyView     *self,
                 GessoFamilyCardState state)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA colour;

  gtk_style_context_get_color (context, &colour);
  if (state & (GESSO_FAMILY_CARD_CURRENT | GESSO_FAMILY_CARD_SELECTED))
    gtk_style_context_lookup_color (context, "accent_bg_color", &colour);
  else
    colour.alpha *= state & GESSO_FAMILY_CARD_FAINT ? 0.12f : 0.4f;
  return colour;
}

/* All tiles of one state are one path. */
static void
fill_tiles (GessoFamilyView     *self,
            cairo_t             *cr,
            GArray              *seen,
            GessoFamilyCardState state)
{
  double width = GESSO_FAMILY_CARD_WIDTH * self->viewport.scale, height = self->card_height * self->viewport.scale;
  GdkRGBA colour = get_tile_colour (self, state);

  for (guint i = 0; i < seen->len; i++)
    {
      guint index = g_array_index (seen, guint, i);
      graphene_rect_t rect;
      double x, y;

      if (gesso_family_view_get_state (self, index) != state)
        continue;
      rect = gesso_family_view_get_card_rect (self, index);
      gesso_viewport_from_image (&self->viewport, rect.origin.x, rect.origin.y, &x, &y);
      cairo_rectangle (cr, x, y, MAX (width, 1), MAX (height, 1));
    }
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill (cr);
}

static void
draw_tiles (GessoFamilyView *self,
            cairo_t         *cr)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint));
  double unit_x = GESSO_FAMILY_CARD_WIDTH + GESSO_FAMILY_GAP, unit_y = self->card_height + GESSO_FAMILY_ROW_GAP;
  double left, top, right, bottom;

  gesso_viewport_to_image (&self->viewport, 0, 0, &left, &top);
  gesso_viewport_to_image (&self->viewport, self->viewport.width, self->viewport.height, &right, &bottom);
  gesso_family_layout_foreach_in (self->layout, left / unit_x, top / unit_y, right / unit_x, bottom / unit_y, note_cb,
                                  seen);
  for (guint state = 0; state < 8; state++)
    fill_tiles (self, cr, seen, (GessoFamilyCardState) state);
}

void
gesso_family_view_draw (GessoFamilyView *self,
                        GtkSnapshot     *snapshot)
{
  g_autoptr (GArray) lines = list_lines (self);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) self->viewport.width,
                                                                          (float) self->viewport.height));

  for (Tone tone = TONE_PLAIN; tone < N_TONES; tone++)
    for (guint role = 0; role < GESSO_N_ROLES; role++)
      stroke_lines (self, cr, lines, role, tone);
  if (!gesso_family_view_shows_cards (self))
    draw_tiles (self, cr);
  cairo_destroy (cr);
}

/* gesso-draw.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-draw.h"

static GdkRGBA
look_up (GtkWidget     *widget,
         const char    *name,
         const GdkRGBA *fallback)
{
  GdkRGBA colour = *fallback;

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour);
  return colour;
}

GdkRGBA
gesso_draw_get_accent (GtkWidget *widget)
{
  return look_up (widget, "accent_bg_color", &(GdkRGBA) { 0.2f, 0.5f, 0.9f, 1 });
}

GdkRGBA
gesso_draw_get_on_accent (GtkWidget *widget)
{
  return look_up (widget, "accent_fg_color", &(GdkRGBA) { 1, 1, 1, 1 });
}

void
gesso_draw_icon (GtkSnapshot   *snapshot,
                 GtkWidget     *widget,
                 const char    *name,
                 float          x,
                 float          y,
                 int            size,
                 const GdkRGBA *colour)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, name, NULL, size,
                                                                  gtk_widget_get_scale_factor (widget),
                                                                  gtk_widget_get_direction (widget), 0);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, colour, 1);
  gtk_snapshot_restore (snapshot);
}

void
gesso_draw_pill (GtkSnapshot           *snapshot,
                 const graphene_rect_t *place,
                 const GdkRGBA         *colour)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, place, MIN (place->size.width, place->size.height) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, place);
  gtk_snapshot_pop (snapshot);
}

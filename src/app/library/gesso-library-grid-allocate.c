/* gesso-library-grid-allocate.c - what is seen, and where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-grid-private.h"
#include "gesso-library-names.h"

#define CAPTION_HEIGHT 40
#define HEADER_MARGIN 8

/* Headers */

static GtkWidget *
make_header (GessoLibraryGrid *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gint64 none = G_MININT64;

  gtk_widget_add_css_class (label, "library-day");
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  g_ptr_array_add (self->headers, label);
  g_array_append_val (self->header_days, none);
  return label;
}

static int
get_header_height (GessoLibraryGrid *self)
{
  int height;

  if (self->header_height != 0)
    return self->header_height;
  gtk_widget_measure (self->headers->len > 0 ? self->headers->pdata[0] : make_header (self), GTK_ORIENTATION_VERTICAL,
                      -1, &height, NULL, NULL, NULL);
  self->header_height = height + HEADER_MARGIN;
  return self->header_height;
}

static void
place (GtkWidget *child,
       double     x,
       double     y,
       int        width,
       int        height)
{
  gtk_widget_set_child_visible (child, TRUE);
  /* GTK wants to be asked, whatever the answer. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation) { (int) x, (int) y, width, height }, -1);
}

static void
say_day (GessoLibraryGrid *self,
         guint             index,
         gint64            start)
{
  g_autofree char *name = NULL;

  if (g_array_index (self->header_days, gint64, index) == start)
    return;
  g_array_index (self->header_days, gint64, index) = start;
  name = gesso_library_name_day (start, g_get_real_time ());
  gtk_label_set_label (self->headers->pdata[index], name);
}

/* The header of the first day seen stays at the top until the next one pushes it out. */
static void
allocate_headers (GessoLibraryGrid *self,
                  double            offset)
{
  const GArray *days = gesso_library_get_index (self->library)->days;
  int height = get_header_height (self) - HEADER_MARGIN;
  guint used = 0;

  for (guint day = gesso_library_layout_find_day (self->layout, offset); day < days->len; day++)
    {
      double y = gesso_library_layout_get_day_y (self->layout, day) - offset;
      double next = gesso_library_layout_get_day_y (self->layout, day + 1) - offset;

      if (y >= self->view_height)
        break;
      if (used == self->headers->len)
        make_header (self);
      say_day (self, used, g_array_index (days, GessoLibraryDay, day).start);
      place (self->headers->pdata[used], 0, MIN (MAX (y, 0), next - height), self->view_width, height);
      used++;
    }
  for (guint i = used; i < self->headers->len; i++)
    gtk_widget_set_child_visible (self->headers->pdata[i], FALSE);
}

/* Cells */

static void
allocate_cells (GessoLibraryGrid *self,
                double            offset)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  guint first, last;

  if (!gesso_library_layout_get_range (self->layout, offset, offset + self->view_height, &first, &last))
    {
      gesso_row_pool_release (self->pool, G_MAXUINT, 0, NULL);
      return;
    }
  gesso_row_pool_release (self->pool, first, last, focus);
  for (guint i = first; i <= last; i++)
    {
      graphene_rect_t rect = gesso_library_layout_get_rect (self->layout, i);
      GtkWidget *cell = gesso_row_pool_require (self->pool, i);
      gboolean selected = gesso_library_selection_contains (self->selection, gesso_library_get_id (self->library, i));

      gesso_library_cell_set_selected (GESSO_LIBRARY_CELL (cell), selected);
      place (cell, rect.origin.x, rect.origin.y - offset, (int) rect.size.width, (int) rect.size.height);
    }
  /* The focus is kept where nobody sees it, until it moves on. */
  if (focus != NULL && gesso_row_pool_locate (self->pool, focus, &first))
    {
      graphene_rect_t rect = gesso_library_layout_get_rect (self->layout, first);

      place (focus, rect.origin.x, CLAMP (rect.origin.y - offset, -30000, 30000), (int) rect.size.width,
             (int) rect.size.height);
    }
}

static void
keep_place (GessoLibraryGrid *self,
            double            offset)
{
  guint first, last;
  graphene_rect_t rect;

  if (self->kept_id != 0 ||
      !gesso_library_layout_get_range (self->layout, offset + self->header_height, offset + self->view_height, &first,
                                       &last))
    return;
  rect = gesso_library_layout_get_rect (self->layout, first);
  self->kept_id = gesso_library_get_id (self->library, first);
  self->kept_y = rect.origin.y - offset;
}

void
gesso_library_grid_allocate_children (GessoLibraryGrid *self)
{
  double offset = gesso_library_grid_get_offset (self);

  if (self->library == NULL || self->view_width <= 0)
    return;
  allocate_cells (self, offset);
  allocate_headers (self, offset);
  keep_place (self, offset);
}

/* Layout */

static void
configure (GessoLibraryGrid *self,
           double            offset)
{
  self->configuring = TRUE;
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, self->view_width, self->view_width * 0.1, self->view_width * 0.9,
                              self->view_width);
  if (self->vadjustment != NULL)
    gtk_adjustment_configure (self->vadjustment, offset, 0,
                              MAX (gesso_library_layout_get_height (self->layout), self->view_height),
                              gesso_library_layout_get_cell_size (self->layout) * 0.5,
                              MAX (self->view_height - self->header_height, 1), self->view_height);
  self->configuring = FALSE;
}

void
gesso_library_grid_update_layout (GessoLibraryGrid *self)
{
  double offset = gesso_library_grid_get_offset (self);
  guint position;

  if (self->library == NULL || self->view_width <= 0)
    return;
  gesso_library_layout_update (self->layout, gesso_library_get_index (self->library)->days, self->view_width,
                               self->cell_size, get_header_height (self), self->captions ? CAPTION_HEIGHT : 0);
  /* At the top what is new is looked for, not what was there. */
  if (offset > 0 && self->kept_id != 0 && gesso_library_find_position (self->library, self->kept_id, &position))
    offset = gesso_library_layout_get_rect (self->layout, position).origin.y - self->kept_y;
  configure (self, offset);
}

/* Cells ask for another size when they show something else, which happens in
 * the allocation: parents must be waiting for it, or they would take no notice. */
void
gesso_library_grid_relayout (GessoLibraryGrid *self)
{
  gesso_library_grid_update_layout (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

graphene_rect_t
gesso_library_grid_get_band (GessoLibraryGrid *self)
{
  double y = self->pointer_y + gesso_library_grid_get_offset (self);

  return GRAPHENE_RECT_INIT (MIN (self->band_x, self->pointer_x), MIN (self->band_y, y),
                             ABS (self->band_x - self->pointer_x), ABS (self->band_y - y));
}

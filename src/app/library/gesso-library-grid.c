/* gesso-library-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "gesso-draw.h"
#include "gesso-library-grid-private.h"

#define MIN_CELL 80
#define MAX_CELL 480
#define DEFAULT_CELL 168
#define ZOOM_STEP 1.25

enum
{
  PROP_0,
  PROP_CELL_SIZE,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SELECTION_CHANGED,
  ACTIVATE,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoLibraryGrid, gesso_library_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

double
gesso_library_grid_get_offset (GessoLibraryGrid *self)
{
  return self->vadjustment != NULL ? gtk_adjustment_get_value (self->vadjustment) : 0;
}

void
gesso_library_grid_set_offset (GessoLibraryGrid *self,
                               double            offset)
{
  if (self->vadjustment != NULL)
    gtk_adjustment_set_value (self->vadjustment, offset);
}

/* The list */

static void
items_changed_cb (GessoLibraryGrid *self,
                  guint             position,
                  guint             removed,
                  guint             added,
                  GListModel       *model)
{
  /* Another list begins at its first cell. */
  if (removed == gesso_library_layout_get_n_items (self->layout))
    self->cursor = self->anchor = 0;
  else
    {
      self->cursor += self->cursor >= position + removed ? added - removed : 0;
      self->anchor += self->anchor >= position + removed ? added - removed : 0;
    }
  gesso_row_pool_items_changed (self->pool, position, removed, added);
  gesso_library_grid_relayout (self);
}

void
gesso_library_grid_set_library (GessoLibraryGrid *self,
                                GessoLibrary     *library,
                                GessoThumbnails  *thumbnails)
{
  g_autoptr (GessoRowFactory) factory = NULL;

  g_return_if_fail (GESSO_IS_LIBRARY_GRID (self));

  if (self->library != NULL)
    g_signal_handlers_disconnect_by_func (self->library, items_changed_cb, self);
  gesso_row_pool_set_model (self->pool, NULL);
  gesso_row_pool_set_factory (self->pool, NULL);
  g_set_object (&self->library, library);
  if (library == NULL)
    return;
  factory = gesso_library_cell_factory_new (thumbnails);
  gesso_row_pool_set_factory (self->pool, factory);
  gesso_row_pool_set_model (self->pool, G_LIST_MODEL (library));
  g_signal_connect_object (library, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  gesso_library_grid_relayout (self);
}

/* The selection */

static void
show_selected_cb (GtkWidget *cell,
                  guint      position,
                  gpointer   user_data)
{
  GessoLibraryGrid *self = user_data;
  GessoLibraryItem *item = gesso_library_cell_get_item (GESSO_LIBRARY_CELL (cell));

  gesso_library_cell_set_selected (GESSO_LIBRARY_CELL (cell),
                                   gesso_library_selection_contains (self->selection,
                                                                     gesso_library_item_get_id (item)));
}

void
gesso_library_grid_selection_changed (GessoLibraryGrid *self)
{
  gesso_row_pool_foreach (self->pool, show_selected_cb, self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

void
gesso_library_grid_select_range (GessoLibraryGrid *self,
                                 guint             position)
{
  guint first = MIN (self->anchor, position), last = MAX (self->anchor, position);

  gesso_library_selection_clear (self->selection);
  for (guint i = first; i <= last; i++)
    gesso_library_selection_set (self->selection, gesso_library_get_id (self->library, i), TRUE);
  gesso_library_grid_selection_changed (self);
}

void
gesso_library_grid_select_one (GessoLibraryGrid *self,
                               guint             position)
{
  self->anchor = position;
  gesso_library_grid_select_range (self, position);
}

void
gesso_library_grid_toggle (GessoLibraryGrid *self,
                           guint             position)
{
  gint64 id = gesso_library_get_id (self->library, position);

  self->anchor = position;
  gesso_library_selection_set (self->selection, id, !gesso_library_selection_contains (self->selection, id));
  gesso_library_grid_selection_changed (self);
}

void
gesso_library_grid_clear_selection (GessoLibraryGrid *self)
{
  g_return_if_fail (GESSO_IS_LIBRARY_GRID (self));

  if (gesso_library_selection_get_size (self->selection) == 0)
    return;
  gesso_library_selection_clear (self->selection);
  gesso_library_grid_selection_changed (self);
}

void
gesso_library_grid_select_all (GessoLibraryGrid *self)
{
  guint n;

  g_return_if_fail (GESSO_IS_LIBRARY_GRID (self));

  n = gesso_library_layout_get_n_items (self->layout);
  if (n == 0)
    return;
  self->anchor = 0;
  gesso_library_grid_select_range (self, n - 1);
}

GessoLibrarySelection *
gesso_library_grid_get_selection (GessoLibraryGrid *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY_GRID (self), NULL);
  return self->selection;
}

void
gesso_library_grid_activate (GessoLibraryGrid *self,
                             guint             position)
{
  g_signal_emit (self, signals[ACTIVATE], 0, gesso_library_get_id (self->library, position));
}

void
gesso_library_grid_popup_menu (GessoLibraryGrid *self,
                               double            x,
                               double            y)
{
  g_signal_emit (self, signals[MENU], 0, x, y);
}

/* Size */

static void
set_cell_size (GessoLibraryGrid *self,
               int               size)
{
  size = CLAMP (size, MIN_CELL, MAX_CELL);
  if (self->cell_size == size)
    return;
  self->cell_size = size;
  gesso_library_grid_relayout (self);
  g_object_notify (G_OBJECT (self), "cell-size");
}

void
gesso_library_grid_zoom (GessoLibraryGrid *self,
                         int               steps)
{
  guint columns;
  int size;

  g_return_if_fail (GESSO_IS_LIBRARY_GRID (self));

  /* Every step is seen: there is a column more, or less. */
  columns = gesso_library_layout_get_n_columns (self->layout);
  size = self->cell_size;
  do
    {
      size = (int) lrint (size * pow (ZOOM_STEP, steps));
      set_cell_size (self, size);
    }
  while (steps != 0 && size > MIN_CELL && size < MAX_CELL &&
         columns == gesso_library_layout_get_n_columns (self->layout) && self->view_width > 0);
}

void
gesso_library_grid_set_captions (GessoLibraryGrid *self,
                                 gboolean          captions)
{
  g_return_if_fail (GESSO_IS_LIBRARY_GRID (self));

  if (self->captions == !!captions)
    return;
  self->captions = captions;
  gesso_library_grid_relayout (self);
}

void
gesso_library_grid_focus (GessoLibraryGrid *self,
                          guint             position)
{
  graphene_rect_t rect;
  GtkWidget *cell;
  double offset;

  g_return_if_fail (GESSO_IS_LIBRARY_GRID (self));

  if (position >= gesso_library_layout_get_n_items (self->layout))
    return;
  self->cursor = position;
  rect = gesso_library_layout_get_rect (self->layout, position);
  offset = gesso_library_grid_get_offset (self);
  offset = MIN (offset, rect.origin.y - self->header_height);
  offset = MAX (offset, rect.origin.y + rect.size.height - self->view_height + 8);
  gesso_library_grid_set_offset (self, offset);
  gesso_library_grid_allocate_children (self);
  cell = gesso_row_pool_find (self->pool, position);
  if (cell != NULL)
    gtk_widget_grab_focus (cell);
}

void
gesso_library_grid_scroll_to_start (GessoLibraryGrid *self)
{
  g_return_if_fail (GESSO_IS_LIBRARY_GRID (self));
  self->kept_id = 0;
  gesso_library_grid_set_offset (self, 0);
}

guint
gesso_library_grid_get_n_widgets (GessoLibraryGrid *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY_GRID (self), 0);
  return gesso_row_pool_get_n_rows (self->pool);
}

/* Overrides */

static void
gesso_library_grid_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
gesso_library_grid_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);

  if (self->view_width != width || self->view_height != height)
    {
      self->view_width = width;
      self->view_height = height;
      gesso_library_grid_update_layout (self);
    }
  gesso_library_grid_allocate_children (self);
}

static void
gesso_library_grid_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GESSO_IS_LIBRARY_CELL (child))
      gtk_widget_snapshot_child (widget, child, snapshot);
  /* Over the cells that pass below. */
  for (guint i = 0; i < self->headers->len; i++)
    gtk_widget_snapshot_child (widget, self->headers->pdata[i], snapshot);
  if (self->before_band != NULL)
    {
      graphene_rect_t band = gesso_library_grid_get_band (self);
      GdkRGBA colour = gesso_draw_get_accent (widget);

      colour.alpha = 0.25f;
      band.origin.y -= gesso_library_grid_get_offset (self);
      gtk_snapshot_append_color (snapshot, &colour, &band);
    }
}

static void
value_changed_cb (GessoLibraryGrid *self)
{
  if (!self->configuring)
    {
      self->kept_id = 0;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
}

static void
set_adjustment (GessoLibraryGrid *self,
                GtkAdjustment   **slot,
                GtkAdjustment    *adjustment)
{
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_func (*slot, value_changed_cb, self);
  g_clear_object (slot);
  if (adjustment == NULL)
    return;
  *slot = g_object_ref_sink (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
gesso_library_grid_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (object);

  switch (prop_id)
    {
    case PROP_CELL_SIZE:
      g_value_set_int (value, self->cell_size);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_library_grid_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (object);

  switch (prop_id)
    {
    case PROP_CELL_SIZE:
      set_cell_size (self, g_value_get_int (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_library_grid_dispose (GObject *object)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (object);

  gesso_library_grid_stop_band (self);
  if (self->pool != NULL)
    gesso_library_grid_set_library (self, NULL, NULL);
  g_clear_pointer (&self->pool, gesso_row_pool_free);
  for (guint i = 0; i < self->headers->len; i++)
    gtk_widget_unparent (self->headers->pdata[i]);
  g_ptr_array_set_size (self->headers, 0);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
  G_OBJECT_CLASS (gesso_library_grid_parent_class)->dispose (object);
}

static void
gesso_library_grid_finalize (GObject *object)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (object);

  g_ptr_array_unref (self->headers);
  g_array_unref (self->header_days);
  gesso_library_selection_free (self->selection);
  gesso_library_layout_free (self->layout);
  G_OBJECT_CLASS (gesso_library_grid_parent_class)->finalize (object);
}

static void
gesso_library_grid_class_init (GessoLibraryGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gesso_library_grid_get_property;
  object_class->set_property = gesso_library_grid_set_property;
  object_class->dispose = gesso_library_grid_dispose;
  object_class->finalize = gesso_library_grid_finalize;
  widget_class->measure = gesso_library_grid_measure;
  widget_class->size_allocate = gesso_library_grid_size_allocate;
  widget_class->snapshot = gesso_library_grid_snapshot;

  g_object_class_install_property (object_class, PROP_CELL_SIZE,
                                   g_param_spec_int ("cell-size", NULL, NULL, MIN_CELL, MAX_CELL, DEFAULT_CELL,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                         G_PARAM_EXPLICIT_NOTIFY));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gesso_library_grid_install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "librarygrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gesso_library_grid_init (GessoLibraryGrid *self)
{
  self->layout = gesso_library_layout_new ();
  self->pool = gesso_row_pool_new (GTK_WIDGET (self));
  self->headers = g_ptr_array_new ();
  self->header_days = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->selection = gesso_library_selection_new ();
  self->cell_size = DEFAULT_CELL;
  gesso_library_grid_init_input (self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pictures"),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, TRUE, -1);
}

GtkWidget *
gesso_library_grid_new (void)
{
  return g_object_new (GESSO_TYPE_LIBRARY_GRID, NULL);
}

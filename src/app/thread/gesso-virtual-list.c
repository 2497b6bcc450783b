/* gesso-virtual-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-virtual-list-private.h"

/* For a scrolled window that asks; any size will do. */
#define NATURAL_WIDTH 600
#define NATURAL_HEIGHT 400

enum
{
  PROP_0,
  PROP_MODEL,
  PROP_FACTORY,
  PROP_MAX_ROW_WIDTH,
  PROP_AT_END,
  PROP_NEW_BELOW,
  N_PROPS,

  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoVirtualList, gesso_virtual_list, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
gesso_virtual_list_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN (self->max_row_width, NATURAL_WIDTH) : NATURAL_HEIGHT;
}

static void
gesso_virtual_list_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  gesso_virtual_list_allocate_rows (GESSO_VIRTUAL_LIST (widget), width, height);
}

static void
gesso_virtual_list_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  if (gesso_list_layout_get_n_rows (self->layout) == 0)
    return;

  for (guint i = gesso_list_layout_get_first (self->layout); i <= gesso_list_layout_get_last (self->layout); i++)
    {
      GtkWidget *row = gesso_row_pool_find (self->pool, i);

      if (row != NULL)
        gtk_widget_snapshot_child (widget, row, snapshot);
    }
}

static void
gesso_virtual_list_root (GtkWidget *widget)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  GTK_WIDGET_CLASS (gesso_virtual_list_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (self->root))
    g_signal_connect_object (self->root, "notify::focus-widget",
                             G_CALLBACK (gesso_virtual_list_focus_widget_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
gesso_virtual_list_unroot (GtkWidget *widget)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);

  g_signal_handlers_disconnect_by_func (self->root, gesso_virtual_list_focus_widget_changed_cb, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (gesso_virtual_list_parent_class)->unroot (widget);
}

static void
set_adjustment (GessoVirtualList  *self,
                GtkAdjustment    **place,
                GtkAdjustment     *adjustment)
{
  if (adjustment != NULL && *place == adjustment)
    return;

  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, gesso_virtual_list_value_changed_cb, self);
  g_clear_object (place);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  *place = g_object_ref_sink (adjustment);
  if (place == &self->vadjustment)
    g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gesso_virtual_list_value_changed_cb), self,
                             G_CONNECT_SWAPPED);
  gesso_virtual_list_configure_adjustments (self);
}

static void
gesso_virtual_list_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_FACTORY:
      g_value_set_object (value, self->factory);
      break;
    case PROP_MAX_ROW_WIDTH:
      g_value_set_int (value, self->max_row_width);
      break;
    case PROP_AT_END:
      g_value_set_boolean (value, self->at_end);
      break;
    case PROP_NEW_BELOW:
      g_value_set_boolean (value, self->new_below);
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
gesso_virtual_list_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      gesso_virtual_list_set_model (self, g_value_get_object (value));
      break;
    case PROP_FACTORY:
      gesso_virtual_list_set_factory (self, g_value_get_object (value));
      break;
    case PROP_MAX_ROW_WIDTH:
      gesso_virtual_list_set_max_row_width (self, g_value_get_int (value));
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
gesso_virtual_list_dispose (GObject *object)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  gesso_virtual_list_stop_idle (self);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, gesso_virtual_list_items_changed_cb, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->pool, gesso_row_pool_free);
  g_clear_object (&self->factory);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  G_OBJECT_CLASS (gesso_virtual_list_parent_class)->dispose (object);
}

static void
gesso_virtual_list_finalize (GObject *object)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (object);

  gesso_list_layout_free (self->layout);
  G_OBJECT_CLASS (gesso_virtual_list_parent_class)->finalize (object);
}

static void
gesso_virtual_list_class_init (GessoVirtualListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gesso_virtual_list_get_property;
  object_class->set_property = gesso_virtual_list_set_property;
  object_class->dispose = gesso_virtual_list_dispose;
  object_class->finalize = gesso_virtual_list_finalize;
  widget_class->measure = gesso_virtual_list_measure;
  widget_class->size_allocate = gesso_virtual_list_size_allocate;
  widget_class->snapshot = gesso_virtual_list_snapshot;
  widget_class->root = gesso_virtual_list_root;
  widget_class->unroot = gesso_virtual_list_unroot;

  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FACTORY] =
    g_param_spec_object ("factory", NULL, NULL, GESSO_TYPE_ROW_FACTORY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MAX_ROW_WIDTH] =
    g_param_spec_int ("max-row-width", NULL, NULL, 1, G_MAXINT, G_MAXINT,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_AT_END] =
    g_param_spec_boolean ("at-end", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NEW_BELOW] =
    g_param_spec_boolean ("new-below", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  gesso_virtual_list_install_focus (widget_class);
  gtk_widget_class_set_css_name (widget_class, "virtuallist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
gesso_virtual_list_init (GessoVirtualList *self)
{
  self->max_row_width = G_MAXINT;
  self->layout = gesso_list_layout_new (gesso_virtual_list_measure_row_cb, self);
  self->pool = gesso_row_pool_new (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
gesso_virtual_list_new (void)
{
  return g_object_new (GESSO_TYPE_VIRTUAL_LIST, NULL);
}

GListModel *
gesso_virtual_list_get_model (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), NULL);
  return self->model;
}

void
gesso_virtual_list_set_model (GessoVirtualList *self,
                              GListModel       *model)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, gesso_virtual_list_items_changed_cb, self);
  gesso_row_pool_set_model (self->pool, model);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (gesso_virtual_list_items_changed_cb), self,
                             G_CONNECT_SWAPPED);

  gesso_virtual_list_reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

void
gesso_virtual_list_set_factory (GessoVirtualList *self,
                                GessoRowFactory  *factory)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (factory == NULL || GESSO_IS_ROW_FACTORY (factory));

  if (!g_set_object (&self->factory, factory))
    return;

  gesso_row_pool_set_factory (self->pool, factory);
  gesso_virtual_list_estimate (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FACTORY]);
}

void
gesso_virtual_list_set_max_row_width (GessoVirtualList *self,
                                      int               width)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (width > 0);

  if (self->max_row_width == width)
    return;

  self->max_row_width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAX_ROW_WIDTH]);
}

gboolean
gesso_virtual_list_get_at_end (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), FALSE);
  return self->at_end;
}

gboolean
gesso_virtual_list_get_new_below (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), FALSE);
  return self->new_below;
}

void
gesso_virtual_list_scroll_to_end (GessoVirtualList *self)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));

  gesso_list_layout_scroll_to_end (self->layout);
  gesso_virtual_list_jump (self);
}

void
gesso_virtual_list_scroll_to (GessoVirtualList *self,
                              guint             position)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (position < gesso_list_layout_get_n_rows (self->layout));

  if (gesso_list_layout_is_seen (self->layout, position)
      && gesso_list_layout_get_row_y (self->layout, position) >= 0
      && gesso_list_layout_get_row_y (self->layout, position + 1) <= self->view_height)
    return;

  gesso_list_layout_put_row (self->layout, position, self->view_height / 6.0);
  gesso_virtual_list_jump (self);
}

gboolean
gesso_virtual_list_get_place (GessoVirtualList *self,
                              guint            *position,
                              double           *y)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), FALSE);

  if (gesso_list_layout_get_n_rows (self->layout) == 0)
    return FALSE;
  *position = gesso_list_layout_get_anchor (self->layout);
  *y = gesso_list_layout_get_row_y (self->layout, *position);
  return TRUE;
}

void
gesso_virtual_list_set_place (GessoVirtualList *self,
                              guint             position,
                              double            y)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (position < gesso_list_layout_get_n_rows (self->layout));

  gesso_list_layout_put_row (self->layout, position, y);
  gesso_virtual_list_jump (self);
}

GtkWidget *
gesso_virtual_list_find_row (GessoVirtualList *self,
                             guint             position)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), NULL);
  return gesso_row_pool_find (self->pool, position);
}

guint
gesso_virtual_list_get_n_widgets (GessoVirtualList *self)
{
  g_return_val_if_fail (GESSO_IS_VIRTUAL_LIST (self), 0);
  return gesso_row_pool_get_n_rows (self->pool);
}

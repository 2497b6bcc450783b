/* gesso-virtual-list-focus.c - the keyboard in a virtual list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-virtual-list-private.h"

/* How much of a row higher than the view one key press scrolls. */
#define LINE_STEP 0.4
#define PAGE_STEP 0.9

gboolean
gesso_virtual_list_find_focus_position (GessoVirtualList *self,
                                        guint            *position)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return row != NULL && gesso_row_pool_locate (self->pool, row, position);
}

/* Scrolls through a focused row that sticks out of the view instead of leaving it. */
static gboolean
scroll_within_row (GessoVirtualList *self,
                   guint             position,
                   int               direction,
                   double            step)
{
  double y = gesso_list_layout_get_row_y (self->layout, position);
  double hidden;

  if (!gesso_list_layout_is_seen (self->layout, position))
    return FALSE;

  hidden = direction < 0
           ? -y : gesso_list_layout_get_row_y (self->layout, position + 1) - self->view_height;
  if (hidden < 1)
    return FALSE;

  gesso_list_layout_put_row (self->layout, position, y - direction * MIN (step * self->view_height, hidden));
  gesso_virtual_list_jump (self);
  return TRUE;
}

static gboolean
move_by_row_cb (GtkWidget *widget,
                GVariant  *args,
                gpointer   user_data)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  guint n = gesso_list_layout_get_n_rows (self->layout);
  int direction = g_variant_get_int32 (args);
  guint position;

  if (!gesso_virtual_list_find_focus_position (self, &position))
    return FALSE;

  if (!scroll_within_row (self, position, direction, LINE_STEP)
      && (direction < 0 ? position > 0 : position + 1 < n))
    gesso_virtual_list_focus_row (self, position + direction);
  return TRUE;
}

static gboolean
move_by_page_cb (GtkWidget *widget,
                 GVariant  *args,
                 gpointer   user_data)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  GessoHeightTree *heights = gesso_list_layout_get_heights (self->layout);
  guint n = gesso_list_layout_get_n_rows (self->layout);
  int direction = g_variant_get_int32 (args);
  guint position, target;

  if (!gesso_virtual_list_find_focus_position (self, &position))
    return FALSE;
  if (scroll_within_row (self, position, direction, PAGE_STEP))
    return TRUE;

  target = gesso_height_tree_find (heights, gesso_height_tree_get_top (heights, position)
                                            + direction * (gint64) self->view_height);
  if (target == position && (direction < 0 ? position > 0 : position + 1 < n))
    target += direction;
  gesso_virtual_list_focus_row (self, target);
  return TRUE;
}

static gboolean
move_to_end_cb (GtkWidget *widget,
                GVariant  *args,
                gpointer   user_data)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  guint n = gesso_list_layout_get_n_rows (self->layout);
  gboolean backwards = g_variant_get_int32 (args) < 0;

  if (n == 0)
    return FALSE;

  if (backwards)
    gesso_list_layout_put_row (self->layout, 0, 0);
  else
    gesso_list_layout_scroll_to_end (self->layout);
  gesso_virtual_list_jump (self);
  gesso_virtual_list_focus_row (self, backwards ? 0 : n - 1);
  return TRUE;
}

/* Shows the focused widget when the keyboard moved the focus inside a row. */
void
gesso_virtual_list_focus_widget_changed_cb (GessoVirtualList *self,
                                            GParamSpec       *pspec,
                                            GtkRoot          *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  graphene_rect_t bounds;
  double y, below, row_y;
  guint position;

  if (focus == NULL || !gesso_row_pool_locate (self->pool, focus, &position))
    return;

  self->focus_position = position;
  if (!gesso_list_layout_is_seen (self->layout, position))
    {
      /* Assistive technology went on to a row outside of the view. */
      gesso_list_layout_reveal_row (self->layout, position);
      gesso_virtual_list_jump (self);
      return;
    }
  if (focus == gtk_widget_get_focus_child (GTK_WIDGET (self)) || !gtk_window_get_focus_visible (GTK_WINDOW (root))
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return;

  y = bounds.origin.y;
  below = y + bounds.size.height - self->view_height;
  row_y = gesso_list_layout_get_row_y (self->layout, position);
  if (y < 0)
    gesso_list_layout_put_row (self->layout, position, row_y - y);
  else if (below > 0)
    gesso_list_layout_put_row (self->layout, position, row_y - MIN (below, y));
  else
    return;
  gesso_virtual_list_jump (self);
}

/* One stop for Tab: the row that had the focus last, when it is seen, or else
 * the latest one. Inside a row the focus goes through it, then out. */
static gboolean
gesso_virtual_list_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  GessoVirtualList *self = GESSO_VIRTUAL_LIST (widget);
  GtkWidget *row = gtk_widget_get_focus_child (widget);

  if (row != NULL)
    return gtk_widget_child_focus (row, direction);
  if (gesso_list_layout_get_n_rows (self->layout) == 0)
    return FALSE;

  gesso_virtual_list_focus_row (self, gesso_list_layout_is_seen (self->layout, self->focus_position)
                                      ? self->focus_position : gesso_list_layout_get_last (self->layout));
  return gtk_widget_get_focus_child (widget) != NULL;
}

static gboolean
gesso_virtual_list_grab_focus (GtkWidget *widget)
{
  return gesso_virtual_list_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
add_bindings (GtkWidgetClass  *widget_class,
              guint            key,
              guint            keypad_key,
              GtkShortcutFunc  func,
              int              direction)
{
  gtk_widget_class_add_binding (widget_class, key, 0, func, "i", direction);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, func, "i", direction);
}

void
gesso_virtual_list_install_focus (GtkWidgetClass *widget_class)
{
  widget_class->focus = gesso_virtual_list_focus;
  widget_class->grab_focus = gesso_virtual_list_grab_focus;

  add_bindings (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, move_by_row_cb, -1);
  add_bindings (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, move_by_row_cb, 1);
  add_bindings (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, move_by_page_cb, -1);
  add_bindings (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, move_by_page_cb, 1);
  add_bindings (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, move_to_end_cb, -1);
  add_bindings (widget_class, GDK_KEY_End, GDK_KEY_KP_End, move_to_end_cb, 1);
}

void
gesso_virtual_list_focus_row (GessoVirtualList *self,
                              guint             position)
{
  GtkWidget *row;

  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  g_return_if_fail (position < gesso_list_layout_get_n_rows (self->layout));

  if (self->row_width <= 0 || self->factory == NULL)
    return;

  gesso_list_layout_reveal_row (self->layout, position);
  gesso_virtual_list_jump (self);
  self->focus_position = position;
  row = gesso_row_pool_require (self->pool, position);
  /* What is not mapped takes no focus; the allocation that follows gives it its place. */
  gtk_widget_set_child_visible (row, TRUE);
  gtk_widget_grab_focus (row);
}

void
gesso_virtual_list_set_focus_position (GessoVirtualList *self,
                                       guint             position)
{
  g_return_if_fail (GESSO_IS_VIRTUAL_LIST (self));
  self->focus_position = position;
}

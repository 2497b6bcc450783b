/* gesso-library-grid-keys.c - the keyboard in the grid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-grid-private.h"

typedef enum
{
  STEP_ITEM,
  STEP_ROW,
  STEP_PAGE,
  STEP_END
} Step;

static guint
find_target (GessoLibraryGrid *self,
             Step              step,
             int               direction)
{
  guint n = gesso_library_layout_get_n_items (self->layout);
  guint from = MIN (self->cursor, n - 1);
  int cell = gesso_library_layout_get_cell_size (self->layout);

  switch (step)
    {
    case STEP_ITEM:
      if (direction < 0)
        return from > 0 ? from - 1 : 0;
      return MIN (from + 1, n - 1);
    case STEP_ROW:
      return gesso_library_layout_move_rows (self->layout, from, direction);
    case STEP_PAGE:
      return gesso_library_layout_move_rows (self->layout, from, direction * MAX (1, self->view_height / (cell + 8)));
    case STEP_END:
      return direction < 0 ? 0 : n - 1;
    default:
      g_assert_not_reached ();
    }
}

/* (step, direction, whether Shift, whether Ctrl) */
static gboolean
move_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);
  gboolean extend, only_move;
  guint target;
  int step, direction;

  if (self->library == NULL || gesso_library_layout_get_n_items (self->layout) == 0)
    return FALSE;
  g_variant_get (args, "(iibb)", &step, &direction, &extend, &only_move);
  if (step == STEP_ITEM && gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    direction = -direction;
  /* The first key only shows where one is. */
  target = gtk_widget_get_focus_child (widget) != NULL || step == STEP_END ? find_target (self, step, direction)
                                                                           : find_target (self, STEP_ROW, 0);
  gesso_library_grid_focus (self, target);
  if (extend)
    gesso_library_grid_select_range (self, target);
  else if (!only_move)
    gesso_library_grid_select_one (self, target);
  return TRUE;
}

static gboolean
has_cursor (GessoLibraryGrid *self)
{
  return self->library != NULL && self->cursor < gesso_library_layout_get_n_items (self->layout);
}

static gboolean
toggle_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);

  if (!has_cursor (self))
    return FALSE;
  gesso_library_grid_toggle (self, self->cursor);
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);

  if (!has_cursor (self))
    return FALSE;
  gesso_library_grid_activate (self, self->cursor);
  return TRUE;
}

static gboolean
select_all_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  gesso_library_grid_select_all (GESSO_LIBRARY_GRID (widget));
  return TRUE;
}

static gboolean
unselect_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);

  if (gesso_library_selection_get_size (self->selection) == 0)
    return FALSE;
  gesso_library_grid_clear_selection (self);
  return TRUE;
}

static gboolean
menu_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  GessoLibraryGrid *self = GESSO_LIBRARY_GRID (widget);
  graphene_rect_t rect;

  if (!has_cursor (self))
    return FALSE;
  if (gesso_library_selection_get_size (self->selection) == 0)
    gesso_library_grid_select_one (self, self->cursor);
  rect = gesso_library_layout_get_rect (self->layout, self->cursor);
  gesso_library_grid_popup_menu (self, rect.origin.x + rect.size.width / 2,
                                 rect.origin.y + rect.size.height / 2 - gesso_library_grid_get_offset (self));
  return TRUE;
}

static void
bind_move (GtkWidgetClass *widget_class,
           guint           key,
           Step            step,
           int             direction)
{
  static const GdkModifierType modifiers[] = { 0, GDK_SHIFT_MASK, GDK_CONTROL_MASK };

  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    gtk_widget_class_add_binding (widget_class, key, modifiers[i], move_cb, "(iibb)", (int) step, direction,
                                  modifiers[i] == GDK_SHIFT_MASK, modifiers[i] == GDK_CONTROL_MASK);
}

void
gesso_library_grid_install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key, keypad;
    Step step;
    int direction;
  } moves[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, STEP_ITEM, -1 },       { GDK_KEY_Right, GDK_KEY_KP_Right, STEP_ITEM, 1 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, STEP_ROW, -1 },            { GDK_KEY_Down, GDK_KEY_KP_Down, STEP_ROW, 1 },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, STEP_PAGE, -1 }, { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, STEP_PAGE, 1 },
    { GDK_KEY_Home, GDK_KEY_KP_Home, STEP_END, -1 },        { GDK_KEY_End, GDK_KEY_KP_End, STEP_END, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      bind_move (widget_class, moves[i].key, moves[i].step, moves[i].direction);
      bind_move (widget_class, moves[i].keypad, moves[i].step, moves[i].direction);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, toggle_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, GDK_CONTROL_MASK, toggle_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, select_all_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, unselect_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
}

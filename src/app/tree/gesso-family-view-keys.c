/* gesso-family-view-keys.c - the keyboard in the tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include "gesso-family-view-private.h"

typedef enum
{
  WALK_UP,
  WALK_DOWN,
  WALK_LEFT,
  WALK_RIGHT,
  WALK_INPUT,
  WALK_USER,
  WALK_FIRST,
  WALK_LAST
} Walk;

/* To the child that stands nearest below: the middle one of them. */
static guint
find_child (GessoFamilyView *self,
            guint            index)
{
  const GessoFamilyNode *node = &self->nodes[index];
  guint child = node->first_child;

  for (guint i = 0; child != GESSO_FAMILY_NONE && i < (node->n_children - 1) / 2; i++)
    child = self->nodes[child].next;
  return child;
}

/* Siblings first, then whoever is next on the row. */
static guint
find_beside (GessoFamilyView *self,
             guint            index,
             gboolean         right)
{
  guint sibling = right ? self->nodes[index].next : self->nodes[index].previous;

  return sibling != GESSO_FAMILY_NONE ? sibling : gesso_family_layout_find_beside (self->layout, index, right);
}

/* What else went in: all but the one that the arrow up goes to. */
static guint
find_input (GessoFamilyView *self,
            guint            index)
{
  guint n;
  const GessoFamilyEdge *edges = gesso_family_get_edges (self->family, &n);
  const GessoFamilyNode *node = &self->nodes[index];

  for (guint i = 0; i < node->n_edges; i++)
    if (!edges[node->first_edge + i].tree)
      return edges[node->first_edge + i].from;
  return GESSO_FAMILY_NONE;
}

static guint
find_user (GessoFamilyView *self,
           guint            index)
{
  guint n;
  const GessoFamilyEdge *edges = gesso_family_get_edges (self->family, &n);
  const guint *users = gesso_family_get_users (self->family);
  const GessoFamilyNode *node = &self->nodes[index];

  for (guint i = 0; i < node->n_users; i++)
    if (!edges[users[node->first_user + i]].tree)
      return edges[users[node->first_user + i]].to;
  return GESSO_FAMILY_NONE;
}

static guint
find_step (GessoFamilyView *self,
           Walk             walk)
{
  switch (walk)
    {
    case WALK_UP:
      return self->nodes[self->cursor].parent;
    case WALK_DOWN:
      return find_child (self, self->cursor);
    case WALK_LEFT:
    case WALK_RIGHT:
      return find_beside (self, self->cursor, walk == WALK_RIGHT);
    case WALK_INPUT:
      return find_input (self, self->cursor);
    case WALK_USER:
      return find_user (self, self->cursor);
    case WALK_FIRST:
      return 0;
    case WALK_LAST:
      return self->n_nodes - 1;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);
  guint walk, index;
  gboolean keep;

  if (self->cursor == GESSO_FAMILY_NONE)
    return FALSE;
  g_variant_get (args, "(ub)", &walk, &keep);
  index = find_step (self, (Walk) walk);
  /* At the end of the way the key is not for anybody else. */
  if (index == GESSO_FAMILY_NONE)
    {
      gtk_widget_error_bell (widget);
      return TRUE;
    }
  if (keep && !gesso_family_view_is_selected (self, index))
    gesso_family_view_toggle (self, index);
  else if (!keep)
    gesso_family_view_select_one (self, index);
  self->anchor = index;
  gesso_family_view_move_cursor (self, index);
  return TRUE;
}

static gboolean
toggle_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);

  if (self->cursor == GESSO_FAMILY_NONE)
    return FALSE;
  gesso_family_view_toggle (self, self->cursor);
  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  gesso_family_view_emit_activate (GESSO_FAMILY_VIEW (widget));
  return TRUE;
}

static gboolean
menu_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);
  graphene_rect_t rect;
  double x, y;

  if (self->cursor == GESSO_FAMILY_NONE)
    return FALSE;
  rect = gesso_family_view_get_card_rect (self, self->cursor);
  gesso_viewport_from_image (&self->viewport, rect.origin.x + rect.size.width / 2.0,
                             rect.origin.y + rect.size.height / 2.0, &x, &y);
  if (!gesso_family_view_is_selected (self, self->cursor))
    gesso_family_view_select_one (self, self->cursor);
  gesso_family_view_emit_menu (self, CLAMP (x, 0, self->viewport.width), CLAMP (y, 0, self->viewport.height));
  return TRUE;
}

static void
add_walk (GtkWidgetClass *widget_class,
          guint           key,
          guint           pad_key,
          GdkModifierType modifiers,
          Walk            walk)
{
  const guint keys[] = { key, pad_key };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gtk_widget_class_add_binding (widget_class, keys[i], modifiers, walk_cb, "(ub)", (guint) walk, FALSE);
      gtk_widget_class_add_binding (widget_class, keys[i], modifiers | GDK_SHIFT_MASK, walk_cb, "(ub)", (guint) walk,
                                    TRUE);
    }
}

void
gesso_family_view_install_keys (GtkWidgetClass *widget_class)
{
  add_walk (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, WALK_UP);
  add_walk (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, WALK_DOWN);
  add_walk (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, 0, WALK_LEFT);
  add_walk (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 0, WALK_RIGHT);
  add_walk (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, GDK_CONTROL_MASK, WALK_INPUT);
  add_walk (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, GDK_CONTROL_MASK, WALK_USER);
  add_walk (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home, 0, WALK_FIRST);
  add_walk (widget_class, GDK_KEY_End, GDK_KEY_KP_End, 0, WALK_LAST);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, toggle_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_ISO_Enter, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
}

/* gesso-family-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-family-view-private.h"

enum
{
  SELECTION_CHANGED,
  ACTIVATE,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoFamilyView, gesso_family_view, GTK_TYPE_WIDGET)

graphene_rect_t
gesso_family_view_get_card_rect (GessoFamilyView *self,
                                 guint            index)
{
  double x, y;

  gesso_family_layout_get_place (self->layout, index, &x, &y);
  return GRAPHENE_RECT_INIT ((float) (x * (GESSO_FAMILY_CARD_WIDTH + GESSO_FAMILY_GAP) + GESSO_FAMILY_GAP / 2.0),
                             (float) (y * (self->card_height + GESSO_FAMILY_ROW_GAP) + GESSO_FAMILY_ROW_GAP / 2.0),
                             GESSO_FAMILY_CARD_WIDTH, (float) self->card_height);
}

/* The selection */

gboolean
gesso_family_view_is_selected (GessoFamilyView *self,
                               guint            index)
{
  return g_hash_table_contains (self->selected, &self->nodes[index].id);
}

void
gesso_family_view_selection_changed (GessoFamilyView *self)
{
  gesso_family_view_update_cards (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
add_selected (GessoFamilyView *self,
              guint            index)
{
  g_hash_table_add (self->selected, g_memdup2 (&self->nodes[index].id, sizeof (gint64)));
}

void
gesso_family_view_select_one (GessoFamilyView *self,
                              guint            index)
{
  g_hash_table_remove_all (self->selected);
  add_selected (self, index);
  gesso_family_view_selection_changed (self);
}

void
gesso_family_view_toggle (GessoFamilyView *self,
                          guint            index)
{
  if (!g_hash_table_remove (self->selected, &self->nodes[index].id))
    add_selected (self, index);
  gesso_family_view_selection_changed (self);
}

void
gesso_family_view_select_all (GessoFamilyView *self)
{
  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  for (guint i = 0; i < self->n_nodes; i++)
    add_selected (self, i);
  gesso_family_view_selection_changed (self);
}

void
gesso_family_view_clear_selection (GessoFamilyView *self)
{
  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  if (g_hash_table_size (self->selected) == 0)
    return;
  g_hash_table_remove_all (self->selected);
  gesso_family_view_selection_changed (self);
}

GArray *
gesso_family_view_dup_selected (GessoFamilyView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (GESSO_IS_FAMILY_VIEW (self), ids);

  for (guint i = 0; i < self->n_nodes; i++)
    if (gesso_family_view_is_selected (self, i))
      g_array_append_val (ids, self->nodes[i].id);
  return ids;
}

/* The path */

static void
update_path (GessoFamilyView *self)
{
  g_autoptr (GArray) path = NULL;

  g_clear_pointer (&self->on_path, g_free);
  if (self->path_shown && self->cursor != GESSO_FAMILY_NONE)
    {
      self->on_path = g_new0 (guint8, self->n_nodes);
      path = gesso_family_list_path (self->family, self->cursor);
      for (guint i = 0; i < path->len; i++)
        self->on_path[g_array_index (path, guint, i)] = TRUE;
    }
  gesso_family_view_update_cards (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_family_view_set_path_shown (GessoFamilyView *self,
                                  gboolean         shown)
{
  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  self->path_shown = shown != FALSE;
  update_path (self);
}

gboolean
gesso_family_view_get_path_shown (GessoFamilyView *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_VIEW (self), FALSE);
  return self->path_shown;
}

/* The cursor */

void
gesso_family_view_move_cursor (GessoFamilyView *self,
                               guint            index)
{
  GtkWidget *card;

  self->cursor = index;
  if (self->path_shown)
    update_path (self);
  gesso_family_view_reveal (self, index);
  /* It has a card by now, wherever it is. */
  gesso_family_view_allocate_cards (self);
  card = g_hash_table_lookup (self->cards, GUINT_TO_POINTER (index));
  if (card != NULL)
    gtk_widget_grab_focus (card);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gesso_family_view_go_to (GessoFamilyView *self,
                         gint64           id)
{
  guint index;

  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  index = self->family != NULL ? gesso_family_find (self->family, id) : GESSO_FAMILY_NONE;
  if (index == GESSO_FAMILY_NONE)
    return;
  self->anchor = index;
  gesso_family_view_select_one (self, index);
  gesso_family_view_move_cursor (self, index);
}

gint64
gesso_family_view_get_cursor (GessoFamilyView *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_VIEW (self), 0);
  return self->cursor != GESSO_FAMILY_NONE ? self->nodes[self->cursor].id : 0;
}

void
gesso_family_view_emit_activate (GessoFamilyView *self)
{
  if (self->cursor != GESSO_FAMILY_NONE)
    g_signal_emit (self, signals[ACTIVATE], 0, self->nodes[self->cursor].id);
}

void
gesso_family_view_emit_menu (GessoFamilyView *self,
                             double           x,
                             double           y)
{
  g_signal_emit (self, signals[MENU], 0, x, y);
}

/* The family */

/* What was selected and is no longer there is not selected. */
static void
prune_selection (GessoFamilyView *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (self->family == NULL || gesso_family_find (self->family, *(const gint64 *) id) == GESSO_FAMILY_NONE)
      g_hash_table_iter_remove (&iter);
}

/* The oldest of those that were asked for that is there still, else the newest of all. */
static guint
find_cursor (GessoFamilyView *self,
             gint64           wanted)
{
  guint index = wanted != 0 ? gesso_family_find (self->family, wanted) : GESSO_FAMILY_NONE;

  if (index == GESSO_FAMILY_NONE && self->current != 0)
    index = gesso_family_find (self->family, self->current);
  return index != GESSO_FAMILY_NONE ? index : self->n_nodes - 1;
}

void
gesso_family_view_set_family (GessoFamilyView   *self,
                              GessoFamily       *family,
                              GessoFamilyLayout *layout)
{
  gint64 cursor;
  graphene_rect_t before = GRAPHENE_RECT_INIT (0, 0, 0, 0), after;
  gboolean kept, focused;

  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  if (family == NULL && self->family == NULL)
    return;
  cursor = gesso_family_view_get_cursor (self);
  focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  kept = self->placed && cursor != 0;
  if (kept)
    before = gesso_family_view_get_card_rect (self, self->cursor);
  gesso_family_view_drop_cards (self);
  g_clear_pointer (&self->on_path, g_free);
  g_clear_pointer (&self->family, gesso_family_unref);
  g_clear_pointer (&self->layout, gesso_family_layout_free);
  self->n_nodes = 0;
  self->cursor = self->anchor = GESSO_FAMILY_NONE;
  if (family != NULL)
    {
      self->family = gesso_family_ref (family);
      self->layout = layout;
      self->nodes = gesso_family_get_nodes (family, &self->n_nodes);
    }
  prune_selection (self);
  if (self->n_nodes > 0)
    self->cursor = self->anchor = find_cursor (self, cursor);
  self->placed = self->placed && self->n_nodes > 0;
  gesso_family_view_resize (self);
  gesso_family_view_changed (self);
  if (kept && self->cursor != GESSO_FAMILY_NONE && self->placed && !self->viewport.fitted)
    {
      after = gesso_family_view_get_card_rect (self, self->cursor);
      gesso_family_view_pan (self, (before.origin.x - after.origin.x) * self->viewport.scale,
                             (before.origin.y - after.origin.y) * self->viewport.scale);
    }
  update_path (self);
  if (focused && self->cursor != GESSO_FAMILY_NONE)
    gesso_family_view_move_cursor (self, self->cursor);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

GessoFamily *
gesso_family_view_get_family (GessoFamilyView *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_VIEW (self), NULL);
  return self->family;
}

void
gesso_family_view_set_current (GessoFamilyView *self,
                               gint64           id)
{
  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  self->current = id;
  gesso_family_view_update_cards (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gint64
gesso_family_view_get_current (GessoFamilyView *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_VIEW (self), 0);
  return self->current;
}

void
gesso_family_view_set_store (GessoFamilyView *self,
                             GessoStore      *store,
                             GessoThumbnails *thumbnails)
{
  g_return_if_fail (GESSO_IS_FAMILY_VIEW (self));

  gesso_family_view_set_family (self, NULL, NULL);
  while (self->idle->len > 0)
    gtk_widget_unparent (g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1));
  g_set_object (&self->thumbnails, thumbnails);
  g_clear_object (&self->items);
  if (store != NULL)
    self->items = gesso_family_items_new (store);
}

guint
gesso_family_view_get_n_widgets (GessoFamilyView *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_VIEW (self), 0);
  return g_hash_table_size (self->cards) + self->idle->len;
}

/* Overrides */

static void
gesso_family_view_measure (GtkWidget      *widget,
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
gesso_family_view_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);

  if (self->viewport.width != width || self->viewport.height != height)
    {
      gesso_viewport_resize (&self->viewport, width, height);
      gesso_family_view_resize (self);
    }
  gesso_family_view_allocate_cards (self);
}

static void
gesso_family_view_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);

  if (self->n_nodes > 0)
    gesso_family_view_draw (self, snapshot);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

/* Another font, other cards. */
static void
gesso_family_view_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);
  int height = gesso_family_card_get_height (widget);

  GTK_WIDGET_CLASS (gesso_family_view_parent_class)->css_changed (widget, change);
  if (self->card_height == height)
    return;
  self->card_height = height;
  gesso_family_view_resize (self);
  gesso_family_view_changed (self);
}

static gboolean
gesso_family_view_focus (GtkWidget       *widget,
                         GtkDirectionType direction)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);

  /* One stop for those who go by Tab; the arrows walk inside. */
  if (gtk_widget_get_focus_child (widget) != NULL || self->cursor == GESSO_FAMILY_NONE)
    return FALSE;
  gesso_family_view_move_cursor (self, self->cursor);
  return TRUE;
}

static gboolean
gesso_family_view_grab_focus (GtkWidget *widget)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (widget);

  if (self->cursor == GESSO_FAMILY_NONE)
    return GTK_WIDGET_CLASS (gesso_family_view_parent_class)->grab_focus (widget);
  gesso_family_view_move_cursor (self, self->cursor);
  return TRUE;
}

static void
gesso_family_view_dispose (GObject *object)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (object);

  if (self->glide != NULL)
    gesso_family_view_hold (self);
  gesso_family_view_set_store (self, NULL, NULL);
  g_clear_object (&self->glide);
  G_OBJECT_CLASS (gesso_family_view_parent_class)->dispose (object);
}

static void
gesso_family_view_finalize (GObject *object)
{
  GessoFamilyView *self = GESSO_FAMILY_VIEW (object);

  g_hash_table_unref (self->cards);
  g_ptr_array_unref (self->idle);
  g_hash_table_unref (self->selected);
  G_OBJECT_CLASS (gesso_family_view_parent_class)->finalize (object);
}

static void
gesso_family_view_class_init (GessoFamilyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gesso_family_view_dispose;
  object_class->finalize = gesso_family_view_finalize;
  widget_class->measure = gesso_family_view_measure;
  widget_class->size_allocate = gesso_family_view_size_allocate;
  widget_class->snapshot = gesso_family_view_snapshot;
  widget_class->css_changed = gesso_family_view_css_changed;
  widget_class->focus = gesso_family_view_focus;
  widget_class->grab_focus = gesso_family_view_grab_focus;

  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gesso_family_view_install_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "familyview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TREE);
}

static void
gesso_family_view_init (GessoFamilyView *self)
{
  self->cards = g_hash_table_new (NULL, NULL);
  self->idle = g_ptr_array_new ();
  self->selected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cursor = self->anchor = GESSO_FAMILY_NONE;
  self->card_height = gesso_family_card_get_height (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Family tree"),
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, TRUE, -1);
  gesso_family_view_init_place (self);
  gesso_family_view_init_input (self);
}

GtkWidget *
gesso_family_view_new (void)
{
  return g_object_new (GESSO_TYPE_FAMILY_VIEW, NULL);
}

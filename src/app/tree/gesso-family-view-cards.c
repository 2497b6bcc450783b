/* gesso-family-view-cards.c - which nodes have a widget, and where it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include "gesso-family-view-private.h"

/* Around the view, logical pixels: what is about to come in has a card already. */
#define AHEAD 80

gboolean
gesso_family_view_shows_cards (GessoFamilyView *self)
{
  return self->viewport.scale >= GESSO_FAMILY_CARD_SCALE;
}

GessoFamilyCardState
gesso_family_view_get_state (GessoFamilyView *self,
                             guint            index)
{
  GessoFamilyCardState state = GESSO_FAMILY_CARD_PLAIN;

  if (gesso_family_view_is_selected (self, index))
    state |= GESSO_FAMILY_CARD_SELECTED;
  if (self->nodes[index].id == self->current)
    state |= GESSO_FAMILY_CARD_CURRENT;
  if (self->on_path != NULL && !self->on_path[index])
    state |= GESSO_FAMILY_CARD_FAINT;
  return state;
}

void
gesso_family_view_update_cards (GessoFamilyView *self)
{
  GHashTableIter iter;
  gpointer index, card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &index, &card))
    gesso_family_card_set_state (card, gesso_family_view_get_state (self, GPOINTER_TO_UINT (index)));
}

static void
make_idle (GessoFamilyView *self,
           GtkWidget       *card)
{
  gesso_family_card_set_node (GESSO_FAMILY_CARD (card), NULL, NULL, 0);
  gtk_widget_set_child_visible (card, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  g_ptr_array_add (self->idle, card);
}

void
gesso_family_view_drop_cards (GessoFamilyView *self)
{
  GHashTableIter iter;
  gpointer card;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    {
      make_idle (self, card);
      g_hash_table_iter_remove (&iter);
    }
}

static GtkWidget *
take_card (GessoFamilyView *self)
{
  GtkWidget *card;

  if (self->idle->len > 0)
    {
      card = g_ptr_array_steal_index_fast (self->idle, self->idle->len - 1);
      gtk_accessible_reset_state (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_STATE_HIDDEN);
      return card;
    }
  card = gesso_family_card_new (self->thumbnails);
  gtk_widget_set_child_visible (card, FALSE);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  return card;
}

/* Among how many siblings, and which: roots are siblings of each other. */
static void
tell_place (GessoFamilyView *self,
            GtkWidget       *card,
            guint            index)
{
  const GessoFamilyNode *node = &self->nodes[index];
  guint n = node->parent != GESSO_FAMILY_NONE ? self->nodes[node->parent].n_children : 1;

  gtk_accessible_update_relation (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) node->place + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) n, -1);
}

static GtkWidget *
require (GessoFamilyView *self,
         guint            index)
{
  GtkWidget *card = g_hash_table_lookup (self->cards, GUINT_TO_POINTER (index));

  if (card != NULL)
    return card;
  card = take_card (self);
  g_hash_table_insert (self->cards, GUINT_TO_POINTER (index), card);
  gesso_family_card_set_node (GESSO_FAMILY_CARD (card), gesso_family_items_get (self->items, self->nodes[index].id),
                              &self->nodes[index], gesso_family_layout_get_generation (self->layout, index));
  gesso_family_card_set_state (GESSO_FAMILY_CARD (card), gesso_family_view_get_state (self, index));
  tell_place (self, card, index);
  return card;
}

static void
allocate (GessoFamilyView *self,
          guint            index)
{
  GtkWidget *card = require (self, index);
  graphene_rect_t rect = gesso_family_view_get_card_rect (self, index);
  double x, y;
  GskTransform *transform;

  gesso_viewport_from_image (&self->viewport, rect.origin.x, rect.origin.y, &x, &y);
  /* Beyond what a surface can be; nobody looks there. */
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) CLAMP (x, -30000, 30000),
                                                                   (float) CLAMP (y, -30000, 30000)));
  if (self->viewport.scale != 1)
    transform = gsk_transform_scale (transform, (float) self->viewport.scale, (float) self->viewport.scale);
  gtk_widget_set_child_visible (card, TRUE);
  /* GTK wants to be asked, whatever the answer. */
  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (card, GESSO_FAMILY_CARD_WIDTH, self->card_height, -1, transform);
  gesso_family_card_set_scale (GESSO_FAMILY_CARD (card), self->viewport.scale);
}

static void
note_cb (guint    index,
         gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, index);
}

static GArray *
list_seen (GessoFamilyView *self)
{
  GArray *seen = g_array_new (FALSE, FALSE, sizeof (guint));
  double unit_x = GESSO_FAMILY_CARD_WIDTH + GESSO_FAMILY_GAP, unit_y = self->card_height + GESSO_FAMILY_ROW_GAP;
  double left, top, right, bottom;

  if (gesso_family_view_shows_cards (self))
    {
      gesso_viewport_to_image (&self->viewport, -AHEAD, -AHEAD, &left, &top);
      gesso_viewport_to_image (&self->viewport, self->viewport.width + AHEAD, self->viewport.height + AHEAD, &right,
                               &bottom);
      gesso_family_layout_foreach_in (self->layout, left / unit_x, top / unit_y, right / unit_x, bottom / unit_y,
                                      note_cb, seen);
    }
  return seen;
}

/* Keeps those that are seen, and the one that has the keyboard. */
static void
release (GessoFamilyView *self,
         GArray          *seen)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer index, card;

  for (guint i = 0; i < seen->len; i++)
    g_hash_table_add (kept, GUINT_TO_POINTER (g_array_index (seen, guint, i)));
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &index, &card))
    {
      if (GPOINTER_TO_UINT (index) == self->cursor || g_hash_table_contains (kept, index) ||
          card == gtk_widget_get_focus_child (GTK_WIDGET (self)))
        continue;
      make_idle (self, card);
      g_hash_table_iter_remove (&iter);
    }
}

void
gesso_family_view_allocate_cards (GessoFamilyView *self)
{
  g_autoptr (GArray) seen = NULL;
  GHashTableIter iter;
  gpointer index;

  if (self->n_nodes == 0 || self->viewport.width <= 0 || !self->placed)
    return;
  seen = list_seen (self);
  release (self, seen);
  for (guint i = 0; i < seen->len; i++)
    require (self, g_array_index (seen, guint, i));
  if (self->cursor != GESSO_FAMILY_NONE)
    require (self, self->cursor);
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &index, NULL))
    allocate (self, GPOINTER_TO_UINT (index));
}

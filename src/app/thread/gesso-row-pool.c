/* gesso-row-pool.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-row-pool.h"

typedef struct
{
  GtkWidget *widget; /* (owned) by its parent */
  GObject *item;     /* (owned) (nullable): NULL while idle */
  guint kind;
  guint position;
} Row;

struct _GessoRowPool
{
  GtkWidget *parent;        /* (borrowed) */
  GessoRowFactory *factory; /* (owned) (nullable) */
  GListModel *model;        /* (owned) (nullable) */
  GPtrArray *live;          /* (owned) (element-type Row); a few dozen, so it is searched from end to end */
  GPtrArray *idle;          /* (owned) (element-type Row) */
};

static void
free_row (gpointer data)
{
  Row *row = data;

  g_clear_object (&row->item);
  gtk_widget_unparent (row->widget);
  g_free (row);
}

static void
unbind_row (GessoRowPool *self,
            Row          *row)
{
  gesso_row_factory_unbind (self->factory, row->widget, row->item);
  g_clear_object (&row->item);
}

static void
make_idle (GessoRowPool *self,
           guint         index)
{
  Row *row = g_ptr_array_steal_index_fast (self->live, index);

  unbind_row (self, row);
  gtk_widget_set_child_visible (row->widget, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->widget), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  g_ptr_array_add (self->idle, row);
}

static void
make_all_idle (GessoRowPool *self)
{
  while (self->live->len > 0)
    make_idle (self, self->live->len - 1);
}

static void
tell_position (GessoRowPool *self,
               Row          *row)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row->widget),
                                  GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) row->position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) g_list_model_get_n_items (self->model),
                                  -1);
}

static Row *
take_idle (GessoRowPool *self,
           guint         kind)
{
  for (guint i = self->idle->len; i > 0; i--)
    {
      Row *row = g_ptr_array_index (self->idle, i - 1);

      if (row->kind == kind)
        {
          gtk_accessible_reset_state (GTK_ACCESSIBLE (row->widget), GTK_ACCESSIBLE_STATE_HIDDEN);
          return g_ptr_array_steal_index_fast (self->idle, i - 1);
        }
    }
  return NULL;
}

static Row *
create_row (GessoRowPool *self,
            guint         kind)
{
  Row *row = g_new0 (Row, 1);

  row->kind = kind;
  row->widget = gesso_row_factory_create (self->factory, kind);
  gtk_widget_set_child_visible (row->widget, FALSE);
  gtk_widget_set_parent (row->widget, self->parent);
  return row;
}

GessoRowPool *
gesso_row_pool_new (GtkWidget *parent)
{
  GessoRowPool *self = g_new0 (GessoRowPool, 1);

  self->parent = parent;
  self->live = g_ptr_array_new_with_free_func (free_row);
  self->idle = g_ptr_array_new_with_free_func (free_row);
  return self;
}

void
gesso_row_pool_free (GessoRowPool *self)
{
  gesso_row_pool_set_factory (self, NULL);
  g_clear_object (&self->model);
  g_ptr_array_unref (self->live);
  g_ptr_array_unref (self->idle);
  g_free (self);
}

void
gesso_row_pool_set_factory (GessoRowPool    *self,
                            GessoRowFactory *factory)
{
  make_all_idle (self);
  g_ptr_array_set_size (self->idle, 0);
  g_set_object (&self->factory, factory);
}

void
gesso_row_pool_set_model (GessoRowPool *self,
                          GListModel   *model)
{
  make_all_idle (self);
  g_set_object (&self->model, model);
}

void
gesso_row_pool_items_changed (GessoRowPool *self,
                              guint         position,
                              guint         removed,
                              guint         added)
{
  for (guint i = self->live->len; i > 0; i--)
    {
      Row *row = g_ptr_array_index (self->live, i - 1);

      if (row->position >= position && row->position - position < removed)
        {
          make_idle (self, i - 1);
          continue;
        }
      if (row->position >= position)
        row->position = row->position - removed + added;
      tell_position (self, row);
    }
}

GtkWidget *
gesso_row_pool_find (GessoRowPool *self,
                     guint         position)
{
  for (guint i = 0; i < self->live->len; i++)
    {
      Row *row = g_ptr_array_index (self->live, i);

      if (row->position == position)
        return row->widget;
    }
  return NULL;
}

GtkWidget *
gesso_row_pool_require (GessoRowPool *self,
                        guint         position)
{
  GtkWidget *widget = gesso_row_pool_find (self, position);
  g_autoptr (GObject) item = NULL;
  guint kind;
  Row *row;

  if (widget != NULL)
    return widget;

  item = g_list_model_get_item (self->model, position);
  kind = gesso_row_factory_get_kind (self->factory, item);
  row = take_idle (self, kind);
  if (row == NULL)
    row = create_row (self, kind);
  row->position = position;
  row->item = g_steal_pointer (&item);
  g_ptr_array_add (self->live, row);
  gesso_row_factory_bind (self->factory, row->widget, row->item);
  tell_position (self, row);
  return row->widget;
}

gboolean
gesso_row_pool_locate (GessoRowPool *self,
                       GtkWidget    *widget,
                       guint        *position)
{
  for (guint i = 0; i < self->live->len; i++)
    {
      Row *row = g_ptr_array_index (self->live, i);

      if (row->widget == widget || gtk_widget_is_ancestor (widget, row->widget))
        {
          *position = row->position;
          return TRUE;
        }
    }
  return FALSE;
}

void
gesso_row_pool_release (GessoRowPool *self,
                        guint         first,
                        guint         last,
                        GtkWidget    *keep)
{
  for (guint i = self->live->len; i > 0; i--)
    {
      Row *row = g_ptr_array_index (self->live, i - 1);

      if ((row->position < first || row->position > last) && row->widget != keep)
        make_idle (self, i - 1);
    }
}

void
gesso_row_pool_foreach (GessoRowPool     *self,
                        GessoRowPoolFunc  func,
                        gpointer          user_data)
{
  for (guint i = 0; i < self->live->len; i++)
    {
      Row *row = g_ptr_array_index (self->live, i);

      func (row->widget, row->position, user_data);
    }
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const Row *x = *(Row *const *) a, *y = *(Row *const *) b;

  return x->position < y->position ? -1 : x->position > y->position;
}

void
gesso_row_pool_sort (GessoRowPool *self)
{
  GtkWidget *previous = NULL;

  g_ptr_array_sort (self->live, compare_positions);
  for (guint i = 0; i < self->live->len; i++)
    {
      GtkWidget *widget = ((Row *) g_ptr_array_index (self->live, i))->widget;

      if (gtk_widget_get_prev_sibling (widget) != previous)
        gtk_widget_insert_after (widget, self->parent, previous);
      previous = widget;
    }
}

guint
gesso_row_pool_get_n_rows (GessoRowPool *self)
{
  return self->live->len + self->idle->len;
}

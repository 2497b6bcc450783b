/* gesso-virtual-list-rows.c - heights, rows and adjustment of a virtual list, kept in agreement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-virtual-list-private.h"

/* Heights that stand for those of any number of rows: as rows differ by about
 * as much as they are high, the mean is off by a thirtieth or so. */
#define N_SAMPLES 1024

/* Tells what the layout has come to. */
static void
notify_state (GessoVirtualList *self)
{
  gboolean at_end = gesso_list_layout_is_at_end (self->layout);

  if (at_end && self->new_below)
    {
      self->new_below = FALSE;
      g_object_notify (G_OBJECT (self), "new-below");
    }
  if (self->at_end != at_end)
    {
      self->at_end = at_end;
      g_object_notify (G_OBJECT (self), "at-end");
    }
}

/* Heights */

static int
estimate_height (GessoVirtualList *self,
                 guint             position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->model, position);

  return gesso_row_factory_estimate_height (self->factory, item, self->row_width);
}

/* One row out of each of N_SAMPLES equal parts, here and there in it: rows that
 * take turns, as questions and answers do, must not be taken for one another. */
static guint
choose_sample (guint part,
               guint n)
{
  guint first = (guint) ((guint64) part * n / N_SAMPLES);
  guint past = (guint) ((guint64) (part + 1) * n / N_SAMPLES);

  /* Multiples of the golden ratio: Knuth's multiplicative hash. */
  return first + (guint) (((guint64) (part * 2654435769u) * (past - first)) >> 32);
}

/* Of many rows only some are looked at, the others get their mean. So a long
 * thread opens as soon as a short one; the true heights come while idle. */
static void
estimate_by_samples (GessoVirtualList *self,
                     guint             position,
                     int              *heights,
                     guint             n)
{
  gint64 sum = 0;

  for (guint i = 0; i < N_SAMPLES; i++)
    sum += estimate_height (self, position + choose_sample (i, n));
  for (guint i = 0; i < n; i++)
    heights[i] = (int) (sum / N_SAMPLES);
}

/* (nullable): without a width there is nothing to guess from; all heights are
 * guessed anew with the first one. */
static int *
estimate_heights (GessoVirtualList *self,
                  guint             position,
                  guint             n)
{
  int *heights;

  if (self->row_width <= 0 || self->factory == NULL)
    return NULL;
  heights = g_new (int, n);
  if (n > N_SAMPLES)
    estimate_by_samples (self, position, heights, n);
  else
    for (guint i = 0; i < n; i++)
      heights[i] = estimate_height (self, position + i);
  return heights;
}

void
gesso_virtual_list_estimate (GessoVirtualList *self)
{
  g_autofree int *heights = estimate_heights (self, 0, gesso_list_layout_get_n_rows (self->layout));

  gesso_list_layout_estimate (self->layout, heights);
  gesso_virtual_list_forget_measured (self);
}

static int
get_width_of_row (GessoVirtualList *self,
                  GtkWidget        *row)
{
  int min_width;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, NULL, NULL, NULL);
  return MAX (min_width, self->row_width);
}

/* A live row may have changed since it was measured; asking it again is cheap.
 * One that is out of view and was measured need not be there. */
int
gesso_virtual_list_measure_row_cb (guint    position,
                                   gboolean seen,
                                   gpointer user_data)
{
  GessoVirtualList *self = user_data;
  GessoHeightTree *heights = gesso_list_layout_get_heights (self->layout);
  GtkWidget *row = gesso_row_pool_find (self->pool, position);
  int height;

  if (row == NULL && !seen && gesso_height_tree_is_measured (heights, position))
    return gesso_height_tree_get_height (heights, position);

  if (row == NULL)
    row = gesso_row_pool_require (self->pool, position);
  gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, get_width_of_row (self, row), NULL, &height, NULL, NULL);
  gesso_height_tree_measure (heights, position, height);
  return height;
}

/* The adjustment */

/* While scrolling goes on, GtkScrolledWindow works out absolute values from
 * where a gesture began; the adjustment is put right once it has rested. */
gboolean
gesso_virtual_list_is_scrolling (GessoVirtualList *self)
{
  return self->last_scroll != 0 && g_get_monotonic_time () - self->last_scroll < GESSO_VIRTUAL_LIST_SETTLE_MS * 1000;
}

static gboolean
settle_cb (gpointer user_data)
{
  GessoVirtualList *self = user_data;

  if (gesso_virtual_list_is_scrolling (self))
    return G_SOURCE_CONTINUE;

  self->settle_id = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* At either end only the truth will do: nothing could scroll beyond it. */
static double
choose_value (GessoVirtualList *self,
              double            max)
{
  double value = gesso_list_layout_get_value (self->layout);

  if (!gesso_virtual_list_is_scrolling (self) || self->at_end || value <= 0 || self->reported <= 0 || self->reported >= max)
    return CLAMP (value, 0, max);

  if (self->reported != value && self->settle_id == 0)
    self->settle_id = g_timeout_add (GESSO_VIRTUAL_LIST_SETTLE_MS, settle_cb, self);
  return self->reported;
}

void
gesso_virtual_list_configure_adjustments (GessoVirtualList *self)
{
  double page = self->view_height;
  double upper = gesso_list_layout_get_upper (self->layout);

  self->reported = choose_value (self, upper - page);
  self->configuring = TRUE;
  if (self->vadjustment != NULL)
    gtk_adjustment_configure (self->vadjustment, self->reported, 0, upper, page * 0.1, page * 0.9, page);
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, self->view_width, 1, 1, self->view_width);
  self->configuring = FALSE;
}

/* Rows */

/* The row with the focus stays, or the focus would be lost. */
static void
release_rows_but (GessoVirtualList *self,
                  guint             first,
                  guint             last)
{
  gesso_row_pool_release (self->pool, first, last, gtk_widget_get_focus_child (GTK_WIDGET (self)));
}

/* Before a jump to somewhere else, so that its rows are made from those here. */
static void
release_left_rows (GessoVirtualList *self)
{
  guint anchor = gesso_list_layout_get_anchor (self->layout);

  if (anchor + GESSO_VIRTUAL_LIST_OVERSCAN < gesso_list_layout_get_first (self->layout)
      || anchor > gesso_list_layout_get_last (self->layout) + GESSO_VIRTUAL_LIST_OVERSCAN)
    release_rows_but (self, anchor, anchor);
}

void
gesso_virtual_list_release_far_rows (GessoVirtualList *self)
{
  guint first = gesso_list_layout_get_first (self->layout);

  release_rows_but (self, first - MIN (first, GESSO_VIRTUAL_LIST_OVERSCAN),
                    gesso_list_layout_get_last (self->layout) + GESSO_VIRTUAL_LIST_OVERSCAN);
}

/* Rows just outside of the view are there as well, but nobody draws them. */
static void
allocate_row (GtkWidget *row,
              guint      position,
              gpointer   user_data)
{
  GessoVirtualList *self = user_data;
  GtkAllocation place;

  gtk_widget_set_child_visible (row, TRUE);
  place.width = get_width_of_row (self, row);
  place.height = gesso_virtual_list_measure_row_cb (position, TRUE, self);
  place.x = MAX (0, (self->view_width - place.width) / 2);
  place.y = (int) floor (gesso_list_layout_get_row_y (self->layout, position));
  gtk_widget_size_allocate (row, &place, -1);
}

static void
update_rows (GessoVirtualList *self)
{
  if (self->row_width <= 0 || self->factory == NULL)
    return;

  release_left_rows (self);
  gesso_list_layout_update (self->layout);
  if (gesso_list_layout_get_n_rows (self->layout) > 0)
    {
      gesso_virtual_list_release_far_rows (self);
      gesso_virtual_list_start_idle (self);
    }
  notify_state (self);
  gesso_virtual_list_configure_adjustments (self);
}

/* Here and wherever the next allocation may bind rows a size is asked for, not
 * an allocation alone: rows ask for another size when they are bound, and
 * parents that are not waiting for one would take no notice (GTK 4.8). */
void
gesso_virtual_list_jump (GessoVirtualList *self)
{
  self->last_scroll = 0;
  update_rows (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
gesso_virtual_list_value_changed_cb (GessoVirtualList *self,
                                     GtkAdjustment    *adjustment)
{
  double value = gtk_adjustment_get_value (adjustment);
  double distance = value - self->reported;

  if (self->configuring || distance == 0 || gesso_list_layout_get_n_rows (self->layout) == 0)
    return;

  self->reported = value;
  if (fabs (distance) < self->view_height)
    {
      self->last_scroll = g_get_monotonic_time ();
      gesso_list_layout_scroll_by (self->layout, distance);
    }
  else
    {
      /* Nothing that was seen stays in view: the place may come from guessed heights. */
      self->last_scroll = 0;
      gesso_list_layout_scroll_to_value (self->layout, value);
    }
  update_rows (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
gesso_virtual_list_allocate_rows (GessoVirtualList *self,
                                  int               width,
                                  int               height)
{
  int row_width = MIN (width, self->max_row_width);

  self->view_width = width;
  self->view_height = height;
  gesso_list_layout_set_view_height (self->layout, height);
  if (self->row_width != row_width)
    {
      self->row_width = row_width;
      gesso_virtual_list_estimate (self);
    }
  update_rows (self);
  gesso_row_pool_foreach (self->pool, allocate_row, self);
}

/* The model */

void
gesso_virtual_list_items_changed_cb (GessoVirtualList *self,
                                     guint             position,
                                     guint             removed,
                                     guint             added,
                                     GListModel       *model)
{
  guint n_before = gesso_list_layout_get_n_rows (self->layout);
  guint n_after = n_before - removed + added;
  gboolean below = n_before > 0 && position > gesso_list_layout_get_last (self->layout);
  g_autofree int *heights = estimate_heights (self, position, added);
  gboolean lost_focus;
  guint focus;

  lost_focus = gesso_virtual_list_find_focus_position (self, &focus) && focus >= position
               && focus - position < removed;
  gesso_list_layout_splice (self->layout, position, removed, heights, added);
  gesso_virtual_list_forget_measured (self);
  gesso_row_pool_items_changed (self->pool, position, removed, added);

  if (added > 0 && below && !self->at_end && !self->new_below)
    {
      self->new_below = TRUE;
      g_object_notify (G_OBJECT (self), "new-below");
    }
  if (lost_focus && n_after > 0)
    gesso_virtual_list_focus_row (self, MIN (focus, n_after - 1));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
gesso_virtual_list_reload (GessoVirtualList *self)
{
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  g_autofree int *heights = estimate_heights (self, 0, n);

  self->focus_position = 0;
  self->last_scroll = 0;
  gesso_list_layout_reset (self->layout);
  gesso_list_layout_splice (self->layout, 0, gesso_list_layout_get_n_rows (self->layout), heights, n);
  gesso_virtual_list_forget_measured (self);
  if (self->new_below)
    {
      self->new_below = FALSE;
      g_object_notify (G_OBJECT (self), "new-below");
    }
  notify_state (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

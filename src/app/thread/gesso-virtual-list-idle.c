/* gesso-virtual-list-idle.c - what a virtual list does while nothing else is to be done
 *
 * First the rows just outside of the view are made, so that their pictures are
 * loaded before they come into it and assistive technology can go on to them.
 * Then the rows that were only guessed are measured, nearest first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-virtual-list-private.h"

/* Measuring goes on in slices that leave time for a frame. */
#define SLICE_USEC 4000

static gboolean
find_cold_row (GessoVirtualList *self,
               guint            *position)
{
  guint n = gesso_list_layout_get_n_rows (self->layout);
  guint first = gesso_list_layout_get_first (self->layout);
  guint last = gesso_list_layout_get_last (self->layout);

  for (guint i = 1; i <= GESSO_VIRTUAL_LIST_OVERSCAN; i++)
    {
      if (first >= i && gesso_row_pool_find (self->pool, first - i) == NULL)
        {
          *position = first - i;
          return TRUE;
        }
      if (n - last > i && gesso_row_pool_find (self->pool, last + i) == NULL)
        {
          *position = last + i;
          return TRUE;
        }
    }
  return FALSE;
}

/* One row each time, so that no frame waits for rows that nobody sees. */
static gboolean
warm_cb (gpointer user_data)
{
  GessoVirtualList *self = user_data;
  guint position;

  if (gesso_list_layout_get_n_rows (self->layout) > 0 && find_cold_row (self, &position))
    {
      gesso_virtual_list_measure_row_cb (position, TRUE, self);
      gesso_virtual_list_configure_adjustments (self);
      return G_SOURCE_CONTINUE;
    }
  self->warm_id = 0;
  gesso_row_pool_sort (self->pool);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* The guessed row that is nearest to the view. */
static gboolean
find_guessed_row (GessoVirtualList *self,
                  guint            *position)
{
  GessoHeightTree *heights = gesso_list_layout_get_heights (self->layout);
  guint n = gesso_list_layout_get_n_rows (self->layout);

  while (self->measured_from > 0 && gesso_height_tree_is_measured (heights, self->measured_from - 1))
    self->measured_from--;
  while (self->measured_until < n && gesso_height_tree_is_measured (heights, self->measured_until))
    self->measured_until++;
  if (self->measured_from > 0)
    *position = self->measured_from - 1;
  else if (self->measured_until < n)
    *position = self->measured_until;
  else
    return FALSE;
  return TRUE;
}

static gboolean rest_cb (gpointer user_data);

static gboolean
measure_cb (gpointer user_data)
{
  GessoVirtualList *self = user_data;
  gint64 deadline = g_get_monotonic_time () + SLICE_USEC;
  gboolean more = TRUE;
  guint position;

  if (gesso_virtual_list_is_scrolling (self))
    {
      self->measure_id = g_timeout_add (GESSO_VIRTUAL_LIST_SETTLE_MS, rest_cb, self);
      return G_SOURCE_REMOVE;
    }
  while ((more = find_guessed_row (self, &position)) && g_get_monotonic_time () < deadline)
    {
      gesso_virtual_list_measure_row_cb (position, TRUE, self);
      gesso_virtual_list_release_far_rows (self);
    }
  gesso_virtual_list_configure_adjustments (self);
  if (more)
    return G_SOURCE_CONTINUE;
  self->measure_id = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
rest_cb (gpointer user_data)
{
  GessoVirtualList *self = user_data;

  if (gesso_virtual_list_is_scrolling (self))
    return G_SOURCE_CONTINUE;
  self->measure_id = g_idle_add_full (G_PRIORITY_LOW, measure_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

void
gesso_virtual_list_forget_measured (GessoVirtualList *self)
{
  self->measured_from = self->measured_until = MIN (gesso_list_layout_get_first (self->layout),
                                                    gesso_list_layout_get_n_rows (self->layout));
}

void
gesso_virtual_list_start_idle (GessoVirtualList *self)
{
  guint position;

  if (self->warm_id == 0 && find_cold_row (self, &position))
    self->warm_id = g_idle_add (warm_cb, self);
  if (self->measure_id == 0 && find_guessed_row (self, &position))
    self->measure_id = g_timeout_add (GESSO_VIRTUAL_LIST_SETTLE_MS, rest_cb, self);
}

void
gesso_virtual_list_stop_idle (GessoVirtualList *self)
{
  g_clear_handle_id (&self->warm_id, g_source_remove);
  g_clear_handle_id (&self->measure_id, g_source_remove);
}

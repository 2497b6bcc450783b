/* gesso-thread-view-place.c - going to a place in a thread, and keeping the one it was left at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-thread-view-private.h"

/* So long nothing moves before the place is kept. */
#define KEEP_SECONDS 1
/* What a row may stand outside of the view; more was not written by Gesso. */
#define MAX_OFFSET 1e6

gboolean
gesso_thread_view_is_restoring (GessoThreadView *self)
{
  return self->wanted.item_id != 0 && self->goal == GESSO_THREAD_GOAL_PLACE;
}

void
gesso_thread_view_forget_wanted (GessoThreadView *self)
{
  self->wanted.item_id = 0;
}

static void
go_to (GessoThreadView *self,
       guint            position)
{
  gboolean found = self->goal == GESSO_THREAD_GOAL_FOUND;

  gesso_thread_view_forget_wanted (self);
  if (self->goal == GESSO_THREAD_GOAL_PLACE)
    gesso_virtual_list_set_place (self->list, position, self->wanted.y);
  else
    gesso_virtual_list_scroll_to (self->list, position);
  gesso_thread_rows_mark_found (self->rows, found ? gesso_virtual_list_find_row (self->list, position) : NULL);
  if (found)
    gesso_virtual_list_set_focus_position (self->list, position);
  gesso_thread_view_update_page (self);
}

void
gesso_thread_view_seek (GessoThreadView *self)
{
  guint position, n;
  gboolean there;

  if (self->timeline == NULL || self->wanted.item_id == 0)
    return;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->timeline));
  there = gesso_timeline_find (self->timeline, self->wanted.item_id, self->wanted.is_fork, &position);
  /* What the thread was left at may be gone: then at what came after it. */
  if (!there && self->goal == GESSO_THREAD_GOAL_PLACE && n > 0)
    {
      there = position > 0 || !gesso_timeline_get_has_older (self->timeline);
      position = MIN (position, n - 1);
    }

  if (there)
    go_to (self, position);
  else if (gesso_timeline_get_loading (self->timeline))
    return;
  else if (gesso_timeline_get_has_older (self->timeline))
    gesso_timeline_load_older (self->timeline);
  else if (self->reaching == 0)
    {
      gesso_thread_view_forget_wanted (self);
      gesso_thread_view_update_page (self);
    }
}

static void
reached_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GessoThreadView) self = user_data;

  /* Whatever came of it: what is wanted is on the line that is shown now, or gone. */
  gesso_store_reach_finish (GESSO_STORE (source), result, NULL);
  self->reaching--;
  gesso_thread_view_seek (self);
}

void
gesso_thread_view_want (GessoThreadView *self,
                        gint64           id,
                        GessoThreadGoal  goal)
{
  self->wanted = (GessoThreadPlace) { .item_id = id };
  self->goal = goal;
  if (self->studio != NULL && self->thread != NULL)
    {
      self->reaching++;
      gesso_store_reach_async (gesso_studio_get_store (self->studio), gesso_thread_get_id (self->thread), id, NULL,
                               reached_cb, g_object_ref (self));
    }
  gesso_thread_view_update_page (self);
  gesso_thread_view_seek (self);
}

void
gesso_thread_view_restore_place (GessoThreadView *self)
{
  self->wanted = *gesso_thread_get_place (self->thread);
  self->wanted.y = isfinite (self->wanted.y) ? CLAMP (self->wanted.y, -MAX_OFFSET, MAX_OFFSET) : 0;
  self->goal = GESSO_THREAD_GOAL_PLACE;
}

/* FALSE: nothing is known of it yet. A job has no place; it is at the end, where it belongs. */
static gboolean
find_place (GessoThreadView  *self,
            GessoThreadPlace *place)
{
  g_autoptr (GObject) item = NULL;
  guint position;

  *place = (GessoThreadPlace) { 0 };
  if (self->timeline == NULL || gesso_thread_view_is_restoring (self) ||
      !gesso_virtual_list_get_place (self->list, &position, &place->y))
    return FALSE;
  if (!gesso_virtual_list_get_at_end (self->list))
    item = g_list_model_get_item (G_LIST_MODEL (self->timeline), position);
  place->is_fork = GESSO_IS_FORK (item);
  if (place->is_fork)
    place->item_id = gesso_fork_get_item_id (GESSO_FORK (item));
  else if (item != NULL)
    place->item_id = GESSO_IS_VERSION (item) ? gesso_version_get_id (GESSO_VERSION (item))
                                             : gesso_message_get_id (GESSO_MESSAGE (item));
  else
    place->y = 0;
  return TRUE;
}

void
gesso_thread_view_keep_place (GessoThreadView *self)
{
  const GessoThreadPlace *kept;
  GessoThreadPlace place;

  g_clear_handle_id (&self->keep_id, g_source_remove);
  if (!find_place (self, &place))
    return;
  kept = gesso_thread_get_place (self->thread);
  if (kept->item_id != place.item_id || kept->is_fork != place.is_fork || kept->y != place.y)
    gesso_store_keep_place_async (gesso_studio_get_store (self->studio), gesso_thread_get_id (self->thread), &place, NULL,
                                  NULL, NULL);
}

static gboolean
keep_place_cb (gpointer user_data)
{
  GessoThreadView *self = user_data;

  self->keep_id = 0;
  gesso_thread_view_keep_place (self);
  return G_SOURCE_REMOVE;
}

void
gesso_thread_view_keep_place_later (GessoThreadView *self)
{
  g_clear_handle_id (&self->keep_id, g_source_remove);
  self->keep_id = g_timeout_add_seconds (KEEP_SECONDS, keep_place_cb, self);
}

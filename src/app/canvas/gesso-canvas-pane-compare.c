/* gesso-canvas-pane-compare.c - the picture against what it was made from
 *
 * The version before is loaded when it is first asked for; those further back,
 * and what differs, when the artist compares by more than holding a key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gesso-canvas-load.h"
#include "gesso-canvas-pane-private.h"

/* By GessoCanvasCompare. */
static const char *const compare_nicks[] = { "none", NULL, "slider", "sides", "lens", "difference" };

G_STATIC_ASSERT (G_N_ELEMENTS (compare_nicks) == GESSO_CANVAS_N_COMPARES);

static GessoAncestor *
get_ancestor (GessoCanvasPane *self)
{
  guint index = gesso_compare_bar_get_ancestor (self->compare_bar);

  return self->ancestors != NULL && index < self->ancestors->len ? g_ptr_array_index (self->ancestors, index) : NULL;
}

static void
restart (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

/* Another picture or another ancestor: nothing of the last one counts. */
static void
drop_compared (GessoCanvasPane *self)
{
  restart (&self->compare_cancellable);
  restart (&self->drift_cancellable);
  g_clear_object (&self->parent_pyramid);
  g_clear_object (&self->heat);
  gesso_compare_bar_set_map (self->compare_bar, NULL);
  gesso_canvas_set_compared (self->canvas, NULL, NULL, NULL);
}

static void
map_ready_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoDriftMap) map = gesso_drift_map_new_finish (GESSO_STUDIO (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (map == NULL)
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  g_set_object (&self->heat, map->heat);
  gesso_compare_bar_set_map (self->compare_bar, map);
  gesso_canvas_pane_update_compare (self);
}

/* Measures what differs, if both pictures are there and it is wanted. */
static void
start_measuring (GessoCanvasPane *self)
{
  GessoAncestor *ancestor = get_ancestor (self);

  if (self->compare == GESSO_CANVAS_COMPARE_NONE || self->heat != NULL || self->drift_cancellable != NULL ||
      ancestor == NULL || self->parent_pyramid == NULL || gesso_canvas_get_pyramid (self->canvas) == NULL)
    return;
  self->drift_cancellable = g_cancellable_new ();
  gesso_drift_map_new_async (self->studio, self->parent_pyramid, gesso_canvas_get_pyramid (self->canvas), ancestor,
                             self->drift_cancellable, map_ready_cb, g_object_ref (self));
}

static void
parent_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GessoPyramid) pyramid = NULL;
  g_autoptr (GError) error = NULL;

  pyramid = gesso_canvas_load_finish (GESSO_STUDIO (source), result, &error);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  g_clear_object (&self->compare_cancellable);
  if (pyramid == NULL)
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  g_set_object (&self->parent_pyramid, pyramid);
  gesso_canvas_pane_update_compare (self);
}

/* What was chosen from outside comes first; where the picture was made from it, it stands where it stood. */
static void
add_other (GessoCanvasPane *self)
{
  GessoAncestor *other;

  if (self->other == NULL || self->version == NULL || gesso_version_get_id (self->version) != self->other_for)
    return;
  other = gesso_ancestor_copy (self->other);
  for (guint i = 0; i < self->ancestors->len; i++)
    {
      const GessoAncestor *ancestor = g_ptr_array_index (self->ancestors, i);

      if (g_strcmp0 (ancestor->blob, other->blob) != 0)
        continue;
      other->added = ancestor->added;
      g_ptr_array_unref (other->masks);
      other->masks = g_ptr_array_ref (ancestor->masks);
      break;
    }
  g_ptr_array_insert (self->ancestors, 0, other);
}

static void
lineage_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GPtrArray) ancestors = gesso_lineage_load_finish (GESSO_STUDIO (source), result, NULL);
  g_autoptr (GessoAncestor) before = NULL;
  const GessoAncestor *first;

  if (ancestors == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  /* The first one stays what it was, and so what is loaded of it, unless it is known now where it stood. */
  before = get_ancestor (self) != NULL ? gesso_ancestor_copy (get_ancestor (self)) : NULL;
  g_clear_pointer (&self->ancestors, g_ptr_array_unref);
  self->ancestors = g_steal_pointer (&ancestors);
  add_other (self);
  first = self->ancestors->len > 0 ? g_ptr_array_index (self->ancestors, 0) : NULL;
  if (first != NULL && before != NULL &&
      (memcmp (&before->added, &first->added, sizeof before->added) != 0 || before->masks->len != first->masks->len))
    drop_compared (self);
  gesso_compare_bar_set_ancestors (self->compare_bar, self->ancestors);
  gesso_canvas_pane_update_compare (self);
}

/* All steps that led to the picture, once they can be chosen from. */
static void
load_lineage (GessoCanvasPane *self)
{
  if (self->lineage_cancellable != NULL || self->studio == NULL || self->version == NULL)
    return;
  self->lineage_cancellable = g_cancellable_new ();
  gesso_lineage_load_async (self->studio, self->version, self->image_index, self->lineage_cancellable,
                            lineage_ready_cb, g_object_ref (self));
}

/* Shows the other version as long as it is asked for: by the key, from outside, or by a way of comparing. */
void
gesso_canvas_pane_update_compare (GessoCanvasPane *self)
{
  gboolean held = self->comparing || self->key_comparing;
  /* The picture lies inside of the rehearsal. */
  const GessoFrame inside = { -self->rehearsed.left, -self->rehearsed.top, -self->rehearsed.right, -self->rehearsed.bottom };
  gboolean wanted = held || self->compare != GESSO_CANVAS_COMPARE_NONE;
  GessoAncestor *ancestor = wanted ? get_ancestor (self) : NULL;
  const char *text = ancestor != NULL ? ancestor->title : _("There is no version before");

  if (self->rehearsal != NULL && !held)
    {
      gtk_label_set_text (self->compare_label, _("A rehearsal: filled on this computer, nothing was sent"));
      gtk_revealer_set_reveal_child (self->compare_revealer, TRUE);
      gesso_canvas_set_compare (self->canvas, GESSO_CANVAS_COMPARE_WHOLE);
      gesso_canvas_set_compared (self->canvas, self->rehearsal, NULL, &inside);
      return;
    }
  gtk_revealer_set_reveal_child (self->compare_revealer, held);
  gtk_label_set_text (self->compare_label, text);
  gtk_revealer_set_reveal_child (self->compare_bar_revealer, self->compare != GESSO_CANVAS_COMPARE_NONE);
  gesso_canvas_set_compare (self->canvas, held ? GESSO_CANVAS_COMPARE_WHOLE : self->compare);
  if (ancestor == NULL)
    {
      gesso_canvas_set_compared (self->canvas, NULL, NULL, NULL);
      return;
    }
  gesso_canvas_set_compared (self->canvas, self->parent_pyramid, self->heat, &ancestor->added);
  if (self->studio == NULL)
    return;
  if (self->parent_pyramid == NULL && self->compare_cancellable == NULL)
    {
      self->compare_cancellable = g_cancellable_new ();
      gesso_canvas_load_async (self->studio, ancestor->blob, self->compare_cancellable, parent_ready_cb,
                               g_object_ref (self));
    }
  start_measuring (self);
}

void
gesso_canvas_pane_reset_compare (GessoCanvasPane *self)
{
  GessoAncestor *parent = NULL;

  drop_compared (self);
  restart (&self->lineage_cancellable);
  g_clear_pointer (&self->ancestors, g_ptr_array_unref);
  self->ancestors = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_ancestor_free);
  if (self->version != NULL && self->studio != NULL)
    parent = gesso_lineage_find_parent (self->studio, self->version, self->image_index);
  if (parent != NULL)
    g_ptr_array_add (self->ancestors, parent);
  add_other (self);
  gesso_compare_bar_set_ancestors (self->compare_bar, self->ancestors);
  if (self->compare != GESSO_CANVAS_COMPARE_NONE)
    load_lineage (self);
}

void
gesso_canvas_pane_stop_compare (GessoCanvasPane *self)
{
  restart (&self->compare_cancellable);
  restart (&self->drift_cancellable);
  restart (&self->lineage_cancellable);
  restart (&self->rehearse_cancellable);
  g_clear_object (&self->rehearsal);
  g_clear_object (&self->parent_pyramid);
  g_clear_object (&self->heat);
  g_clear_pointer (&self->ancestors, g_ptr_array_unref);
  g_clear_pointer (&self->other, gesso_ancestor_free);
}

void
gesso_canvas_pane_ancestor_changed (GessoCanvasPane *self)
{
  drop_compared (self);
  gesso_canvas_pane_update_compare (self);
}

static void
set_compare (GessoCanvasPane   *self,
             GessoCanvasCompare compare)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "compare");

  self->compare = compare;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (compare_nicks[compare]));
  if (compare != GESSO_CANVAS_COMPARE_NONE)
    load_lineage (self);
  gesso_canvas_pane_update_actions (self);
  gesso_canvas_pane_update_compare (self);
}

void
gesso_canvas_pane_compare_with (GessoCanvasPane *self,
                                gint64           version_id,
                                GessoVersion    *other,
                                guint            image_index)
{
  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));
  g_return_if_fail (GESSO_IS_VERSION (other));

  if (image_index >= gesso_version_get_n_images (other))
    return;
  g_clear_pointer (&self->other, gesso_ancestor_free);
  self->other = gesso_ancestor_new (other, image_index);
  self->other_for = version_id;
  if (self->version != NULL && gesso_version_get_id (self->version) == version_id)
    gesso_canvas_pane_reset_compare (self);
  set_compare (self, self->compare != GESSO_CANVAS_COMPARE_NONE ? self->compare : GESSO_CANVAS_COMPARE_SLIDER);
}

static void
change_compare_cb (GSimpleAction *action,
                   GVariant      *state,
                   gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  for (guint i = 0; i < G_N_ELEMENTS (compare_nicks); i++)
    {
      if (g_strcmp0 (g_variant_get_string (state, NULL), compare_nicks[i]) == 0)
        set_compare (self, (GessoCanvasCompare) i);
    }
}

/* Slider, sides, lens, difference, and back to the picture alone. */
static void
compare_next_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  guint next = (self->compare + 1) % GESSO_CANVAS_N_COMPARES;

  set_compare (self, next == GESSO_CANVAS_COMPARE_WHOLE ? GESSO_CANVAS_COMPARE_SLIDER : (GessoCanvasCompare) next);
}

static void
toggle_compare_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);

  set_compare (self, self->compare == GESSO_CANVAS_COMPARE_NONE ? GESSO_CANVAS_COMPARE_SLIDER
                                                                : GESSO_CANVAS_COMPARE_NONE);
}

static const GActionEntry entries[] = {
  { "compare", NULL, "s", "'none'", change_compare_cb },
  { "compare-next", compare_next_cb },
  { "compare-toggle", toggle_compare_cb },
};

void
gesso_canvas_pane_init_compare_actions (GessoCanvasPane *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

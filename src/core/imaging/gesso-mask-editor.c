/* gesso-mask-editor.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include "gesso-mask-editor-private.h"

enum
{
  PROP_0,
  PROP_TOOL,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_HAS_MASK,
  PROP_BUSY,
  N_PROPS
};

enum
{
  CHANGED,
  OUTLINE_CHANGED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoMaskEditor, gesso_mask_editor, G_TYPE_OBJECT)

void
gesso_mask_editor_announce (GessoMaskEditor *self,
                            const GessoRect *rect)
{
  if (gesso_rect_is_empty (rect))
    return;
  gesso_mask_levels_invalidate (self->levels, rect);
  g_signal_emit (self, signals[CHANGED], 0, rect->x, rect->y, rect->width, rect->height);
}

static void
notify_state (GessoMaskEditor *self)
{
  gboolean has_mask = !gesso_mask_is_empty (self->mask);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  if (has_mask == self->has_mask)
    return;
  self->has_mask = has_mask;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MASK]);
}

/* What led to @before (transfer full) can be undone. */
void
gesso_mask_editor_commit (GessoMaskEditor   *self,
                          GessoMaskSnapshot *before)
{
  gesso_mask_history_commit (self->history, before);
  gesso_mask_snapshot_unref (before);
  notify_state (self);
}

static void
follow_reply (GessoMaskEditor   *self,
              GessoMaskToolReply reply)
{
  if (reply.flags & GESSO_MASK_TOOL_DIRTY)
    gesso_mask_editor_announce (self, &reply.dirty);
  if (reply.flags & GESSO_MASK_TOOL_OUTLINE)
    g_signal_emit (self, signals[OUTLINE_CHANGED], 0);
  if (reply.flags & GESSO_MASK_TOOL_WORK)
    {
      self->works = TRUE;
      gesso_mask_editor_start_work (self, gesso_mask_tool_take_work (self->tool));
    }
  if (gesso_mask_editor_is_busy (self) || self->pending == NULL)
    {
      /* The step is complete when the work is. */
      self->finishing |= (reply.flags & GESSO_MASK_TOOL_DONE) != 0;
      return;
    }
  if ((reply.flags & GESSO_MASK_TOOL_COMMIT) && (self->worked || !self->works))
    gesso_mask_editor_commit (self, g_steal_pointer (&self->pending));
  if (reply.flags & GESSO_MASK_TOOL_DONE)
    g_clear_pointer (&self->pending, gesso_mask_snapshot_unref);
}

static GessoMaskTool *
make_tool (const char *id)
{
  for (const GType *type = gesso_mask_tool_list_types (); *type != G_TYPE_INVALID; type++)
    {
      GessoMaskToolClass *klass = g_type_class_ref (*type);
      gboolean found = g_strcmp0 (klass->id, id) == 0;

      g_type_class_unref (klass);
      if (found)
        return g_object_new (*type, NULL);
    }
  return NULL;
}

static void
gesso_mask_editor_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GessoMaskEditor *self = GESSO_MASK_EDITOR (object);

  switch (prop_id)
    {
    case PROP_TOOL:
      g_value_set_string (value, gesso_mask_editor_get_tool (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, gesso_mask_editor_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, gesso_mask_editor_can_redo (self));
      break;
    case PROP_HAS_MASK:
      g_value_set_boolean (value, self->has_mask);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, gesso_mask_editor_is_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_mask_editor_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TOOL:
      gesso_mask_editor_set_tool (GESSO_MASK_EDITOR (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_mask_editor_finalize (GObject *object)
{
  GessoMaskEditor *self = GESSO_MASK_EDITOR (object);

  g_clear_object (&self->tool);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next_work, gesso_mask_work_free);
  g_clear_pointer (&self->picture, gesso_image_unref);
  g_clear_pointer (&self->pending, gesso_mask_snapshot_unref);
  g_clear_object (&self->history);
  g_clear_pointer (&self->levels, gesso_mask_levels_free);
  g_clear_object (&self->mask);
  G_OBJECT_CLASS (gesso_mask_editor_parent_class)->finalize (object);
}

static void
gesso_mask_editor_class_init (GessoMaskEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gesso_mask_editor_get_property;
  object_class->set_property = gesso_mask_editor_set_property;
  object_class->finalize = gesso_mask_editor_finalize;

  properties[PROP_TOOL] =
    g_param_spec_string ("tool", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_MASK] =
    g_param_spec_boolean ("has-mask", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
  signals[OUTLINE_CHANGED] =
    g_signal_new ("outline-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

void
gesso_mask_editor_work_changed (GessoMaskEditor *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
gesso_mask_editor_fail (GessoMaskEditor *self,
                        const char      *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static void
gesso_mask_editor_init (GessoMaskEditor *self)
{
  self->options = (GessoMaskToolOptions) { .size = 64, .hardness = 0.8, .opacity = 1 };
  self->tool = g_object_new (gesso_mask_tool_list_types ()[0], NULL);
}

static void
lost_cb (GessoMaskEditor *self,
         const char      *message)
{
  notify_state (self);
  if (message != NULL)
    gesso_mask_editor_fail (self, message);
}

GessoMaskEditor *
gesso_mask_editor_new (int width,
                       int height)
{
  GessoMaskEditor *self = g_object_new (GESSO_TYPE_MASK_EDITOR, NULL);

  self->mask = gesso_mask_new (width, height);
  self->levels = gesso_mask_levels_new (self->mask);
  self->history = gesso_mask_history_new (self->mask);
  g_signal_connect_object (self->history, "lost", G_CALLBACK (lost_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GessoMask *
gesso_mask_editor_get_mask (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), NULL);

  return self->mask;
}

GessoMaskLevels *
gesso_mask_editor_get_levels (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), NULL);

  return self->levels;
}

gboolean
gesso_mask_editor_has_mask (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), FALSE);

  return self->has_mask;
}

const char *
gesso_mask_editor_get_tool (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), NULL);

  return GESSO_MASK_TOOL_GET_CLASS (self->tool)->id;
}

void
gesso_mask_editor_set_tool (GessoMaskEditor *self,
                            const char      *id)
{
  g_autoptr (GessoMaskTool) tool = NULL;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  if (g_strcmp0 (id, gesso_mask_editor_get_tool (self)) == 0)
    return;
  tool = make_tool (id);
  if (tool == NULL)
    return;
  gesso_mask_editor_cancel (self);
  g_set_object (&self->tool, tool);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOL]);
}

void
gesso_mask_editor_set_options (GessoMaskEditor            *self,
                               const GessoMaskToolOptions *options)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  self->options = *options;
}

void
gesso_mask_editor_set_picture (GessoMaskEditor  *self,
                               const GessoImage *picture)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));
  g_return_if_fail (picture == NULL || (gesso_image_get_width (picture) == (guint) gesso_mask_get_width (self->mask) &&
                                        gesso_image_get_height (picture) == (guint) gesso_mask_get_height (self->mask)));

  g_clear_pointer (&self->picture, gesso_image_unref);
  self->picture = picture != NULL ? gesso_image_ref (picture) : NULL;
}

void
gesso_mask_editor_begin (GessoMaskEditor       *self,
                         const GessoMaskPoint  *point,
                         GessoMaskToolModifiers modifiers)
{
  GessoMaskToolOptions options = self->options;

  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  options.picture = self->picture;
  if (self->pending == NULL || !GESSO_MASK_TOOL_GET_CLASS (self->tool)->stays)
    {
      gesso_mask_editor_cancel (self);
      self->pending = gesso_mask_snapshot (self->mask);
      self->works = FALSE;
      self->worked = FALSE;
      self->finishing = FALSE;
    }
  follow_reply (self, gesso_mask_tool_begin (self->tool, self->mask, &options, point, modifiers));
}

void
gesso_mask_editor_move (GessoMaskEditor       *self,
                        const GessoMaskPoint  *points,
                        guint                  n_points,
                        GessoMaskToolModifiers modifiers)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  if (self->pending != NULL && !self->finishing)
    follow_reply (self, gesso_mask_tool_move (self->tool, points, n_points, modifiers));
}

void
gesso_mask_editor_end (GessoMaskEditor       *self,
                       const GessoMaskPoint  *point,
                       GessoMaskToolModifiers modifiers)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  if (self->pending != NULL && !self->finishing)
    follow_reply (self, gesso_mask_tool_end (self->tool, point, modifiers));
}

void
gesso_mask_editor_finish (GessoMaskEditor *self)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  if (self->pending != NULL && !self->finishing)
    follow_reply (self, gesso_mask_tool_finish (self->tool));
}

void
gesso_mask_editor_cancel (GessoMaskEditor *self)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  if (self->pending == NULL)
    return;
  gesso_mask_editor_stop_work (self);
  self->finishing = FALSE;
  follow_reply (self, gesso_mask_tool_cancel (self->tool));
  g_clear_pointer (&self->pending, gesso_mask_snapshot_unref);
}

gboolean
gesso_mask_editor_is_drawing (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), FALSE);

  return self->pending != NULL && !self->finishing;
}

gboolean
gesso_mask_editor_stays (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), FALSE);

  return gesso_mask_editor_is_drawing (self) && GESSO_MASK_TOOL_GET_CLASS (self->tool)->stays;
}

guint
gesso_mask_editor_get_outline (GessoMaskEditor       *self,
                               const GessoMaskPoint **points,
                               gboolean              *closed)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), 0);

  return gesso_mask_tool_get_outline (self->tool, points, closed);
}

gboolean
gesso_mask_editor_can_undo (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), FALSE);

  return gesso_mask_history_can_undo (self->history);
}

gboolean
gesso_mask_editor_can_redo (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), FALSE);

  return gesso_mask_history_can_redo (self->history);
}

static void
travel (GessoMaskEditor *self,
        GessoRect (*go) (GessoMaskHistory *history))
{
  GessoRect changed;

  gesso_mask_editor_cancel (self);
  changed = go (self->history);
  gesso_mask_editor_announce (self, &changed);
  notify_state (self);
}

void
gesso_mask_editor_undo (GessoMaskEditor *self)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  travel (self, gesso_mask_history_undo);
}

void
gesso_mask_editor_redo (GessoMaskEditor *self)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  travel (self, gesso_mask_history_redo);
}

void
gesso_mask_editor_rest (GessoMaskEditor *self)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  gesso_mask_editor_cancel (self);
  gesso_mask_history_rest (self->history);
}

GessoMaskHistory *
gesso_mask_editor_get_history (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), NULL);

  return self->history;
}

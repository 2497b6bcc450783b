/* gesso-canvas-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-canvas-pane-private.h"

enum
{
  PROP_0,
  PROP_STUDIO,
  PROP_VERSION,
  PROP_IMAGE_INDEX,
  PROP_MODE,
  PROP_HAS_MASK,
  PROP_HAS_FRAME,
  PROP_N_STEPS,
  N_PROPS
};

enum
{
  FAILED,
  VERSION_MADE,
  REHEARSE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (GessoCanvasMode, gesso_canvas_mode,
                    G_DEFINE_ENUM_VALUE (GESSO_CANVAS_VIEW, "view"),
                    G_DEFINE_ENUM_VALUE (GESSO_CANVAS_MASK, "mask"),
                    G_DEFINE_ENUM_VALUE (GESSO_CANVAS_EXPAND, "expand"))

G_DEFINE_FINAL_TYPE (GessoCanvasPane, gesso_canvas_pane, GTK_TYPE_WIDGET)

void
gesso_canvas_pane_fail (GessoCanvasPane *self,
                        const char      *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

void
gesso_canvas_pane_emit_rehearse (GessoCanvasPane *self)
{
  g_signal_emit (self, signals[REHEARSE], 0);
}

void
gesso_canvas_pane_emit_made (GessoCanvasPane *self,
                             GessoVersion    *version)
{
  g_signal_emit (self, signals[VERSION_MADE], 0, version);
}

static void
update_has (GessoCanvasPane *self)
{
  gboolean has_mask = self->editor != NULL && gesso_mask_editor_has_mask (self->editor);
  GessoFrame frame = gesso_canvas_pane_get_frame (self);
  gboolean has_frame = !gesso_frame_is_empty (&frame);

  if (has_mask != self->has_mask)
    {
      self->has_mask = has_mask;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_MASK]);
    }
  if (has_frame != self->has_frame)
    {
      self->has_frame = has_frame;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_FRAME]);
    }
}

void
gesso_canvas_pane_set_n_steps (GessoCanvasPane *self,
                               guint            n_steps)
{
  if (self->n_steps == n_steps)
    return;
  self->n_steps = n_steps;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_STEPS]);
}

static void
show_coverage (GessoCanvasPane *self)
{
  g_autofree char *text = NULL;

  if (self->editor != NULL && gesso_mask_editor_has_mask (self->editor))
    {
      double percent = 100 * gesso_mask_get_coverage (gesso_mask_editor_get_mask (self->editor));

      /* Translators: how much of the picture is masked, in percent. */
      text = g_strdup_printf (_("Mask %.1f %%"), percent);
    }
  gtk_label_set_text (self->coverage_label, text != NULL ? text : "");
}

void
gesso_canvas_pane_update_status (GessoCanvasPane *self)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  g_autofree char *zoom = NULL;
  g_autofree char *size = NULL;

  gtk_widget_set_visible (self->status, picture != NULL);
  if (picture == NULL)
    return;
  /* Translators: how large the picture is shown, in percent. */
  zoom = g_strdup_printf (_("%d %%"), (int) lround (100 * gesso_canvas_get_zoom (self->canvas)));
  gtk_label_set_text (self->zoom_label, zoom);
  /* Translators: width and height of a picture in pixels. */
  size = g_strdup_printf (_("%u × %u"), picture->width, picture->height);
  gtk_label_set_text (self->size_label, size);
  show_coverage (self);
}

static void
zoom_changed_cb (GessoCanvasPane *self)
{
  g_autofree char *zoom = NULL;

  zoom = g_strdup_printf (_("%d %%"), (int) lround (100 * gesso_canvas_get_zoom (self->canvas)));
  gtk_label_set_text (self->zoom_label, zoom);
  gesso_canvas_pane_update_tool (self);
}

static void
pointer_moved_cb (GessoCanvasPane *self,
                  double           x,
                  double           y,
                  gboolean         over)
{
  g_autofree char *text = NULL;

  if (over)
    /* Translators: the pixel below the pointer: across, down. */
    text = g_strdup_printf (_("%d, %d"), (int) floor (x), (int) floor (y));
  gtk_label_set_text (self->place_label, text != NULL ? text : "");
}

static void
editor_state_cb (GessoCanvasPane *self)
{
  gesso_canvas_pane_update_actions (self);
  show_coverage (self);
  update_has (self);
  gesso_canvas_pane_update_plan (self);
}

void
gesso_canvas_pane_use_editor (GessoCanvasPane *self,
                              GessoMaskEditor *editor)
{
  if (self->editor != NULL)
    {
      gesso_mask_editor_rest (self->editor);
      g_signal_handlers_disconnect_by_data (self->editor, self);
    }
  g_set_object (&self->editor, editor);
  gesso_canvas_set_editor (self->canvas, editor);
  if (editor != NULL)
    {
      gesso_mask_editor_set_tool (editor, gesso_canvas_pane_get_tool (self));
      g_signal_connect_object (editor, "notify", G_CALLBACK (editor_state_cb), self, G_CONNECT_SWAPPED);
      /* It was one of the mask as it was. */
      g_signal_connect_object (editor, "changed", G_CALLBACK (gesso_canvas_pane_drop_rehearsal), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (editor, "failed", G_CALLBACK (gesso_canvas_pane_fail), self, G_CONNECT_SWAPPED);
    }
  gesso_canvas_regions_set_picture (self->regions, self->studio, self->version, self->image_index, editor);
  gesso_canvas_pane_update_tool (self);
  editor_state_cb (self);
}

static void
frame_bar_changed_cb (GessoCanvasPane *self)
{
  GessoFrame frame = gesso_frame_bar_get_frame (self->frame_bar);

  gesso_canvas_set_frame (self->canvas, &frame);
  update_has (self);
  gesso_canvas_pane_update_plan (self);
}

static void
frame_dragged_cb (GessoCanvasPane *self)
{
  GessoFrame frame = gesso_canvas_get_frame (self->canvas);

  gesso_frame_bar_set_frame (self->frame_bar, &frame);
  update_has (self);
  gesso_canvas_pane_update_plan (self);
}

static void
brush_tuned_cb (GessoCanvasPane *self,
                double           factor,
                double           percent)
{
  double size;

  g_object_get (self->settings, "size", &size, NULL);
  g_object_set (self->settings, "size", CLAMP (size * factor, 1, 2048), NULL);
  gesso_brush_settings_harden (self->settings, percent);
}

static void
comparing_cb (GessoCanvasPane *self)
{
  gboolean comparing;

  g_object_get (self->canvas, "comparing", &comparing, NULL);
  self->key_comparing = comparing;
  gesso_canvas_pane_update_compare (self);
}

static void
regions_changed_cb (GessoCanvasPane *self)
{
  gesso_canvas_strip_set_regions (self->strip, gesso_canvas_regions_list (self->regions));
  gesso_canvas_pane_update_mask_actions (self);
}

/* What came from elsewhere is to be seen. */
static void
mask_laid_cb (GessoCanvasPane *self)
{
  gesso_canvas_pane_set_mode (self, GESSO_CANVAS_MASK);
}

static void
gesso_canvas_pane_dispose (GObject *object)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gesso_canvas_pane_stop_compare (self);
  gesso_canvas_pane_free_panel (self);
  g_clear_object (&self->cancellable);
  if (self->box != NULL)
    gesso_canvas_set_editor (self->canvas, NULL);
  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->regions != NULL)
    g_signal_handlers_disconnect_by_data (self->regions, self);
  g_clear_object (&self->regions);
  g_clear_pointer (&self->sizes, g_strfreev);
  g_clear_pointer (&self->ratios, g_strfreev);
  g_clear_pointer (&self->last_tool, g_free);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->editors, g_hash_table_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->keymap);
  g_clear_object (&self->kept_settings);
  g_clear_object (&self->actions);
  g_clear_object (&self->version);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_canvas_pane_parent_class)->dispose (object);
}

static void
gesso_canvas_pane_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      g_value_set_object (value, self->studio);
      break;
    case PROP_VERSION:
      g_value_set_object (value, self->version);
      break;
    case PROP_IMAGE_INDEX:
      g_value_set_uint (value, self->image_index);
      break;
    case PROP_MODE:
      g_value_set_enum (value, self->mode);
      break;
    case PROP_HAS_MASK:
      g_value_set_boolean (value, self->has_mask);
      break;
    case PROP_HAS_FRAME:
      g_value_set_boolean (value, self->has_frame);
      break;
    case PROP_N_STEPS:
      g_value_set_uint (value, self->n_steps);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_canvas_pane_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      if (g_set_object (&self->studio, g_value_get_object (value)))
        gesso_canvas_pane_load (self);
      break;
    case PROP_VERSION:
      gesso_canvas_pane_set_version (self, g_value_get_object (value), 0);
      break;
    case PROP_IMAGE_INDEX:
      gesso_canvas_pane_set_version (self, self->version, g_value_get_uint (value));
      break;
    case PROP_MODE:
      gesso_canvas_pane_set_mode (self, g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_write = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  properties[PROP_STUDIO] = g_param_spec_object ("studio", NULL, NULL, GESSO_TYPE_STUDIO,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VERSION] = g_param_spec_object ("version", NULL, NULL, GESSO_TYPE_VERSION, read_write);
  properties[PROP_IMAGE_INDEX] = g_param_spec_uint ("image-index", NULL, NULL, 0, G_MAXUINT, 0, read_write);
  properties[PROP_MODE] = g_param_spec_enum ("mode", NULL, NULL, GESSO_TYPE_CANVAS_MODE, GESSO_CANVAS_VIEW,
                                             read_write);
  properties[PROP_HAS_MASK] = g_param_spec_boolean ("has-mask", NULL, NULL, FALSE, read);
  properties[PROP_HAS_FRAME] = g_param_spec_boolean ("has-frame", NULL, NULL, FALSE, read);
  properties[PROP_N_STEPS] = g_param_spec_uint ("n-steps", NULL, NULL, 1, G_MAXUINT, 1, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_canvas_pane_class_init (GessoCanvasPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gesso_canvas_pane_dispose;
  object_class->get_property = gesso_canvas_pane_get_property;
  object_class->set_property = gesso_canvas_pane_set_property;
  install_properties (object_class);

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REHEARSE] = g_signal_new ("rehearse", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[VERSION_MADE] = g_signal_new ("version-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, GESSO_TYPE_VERSION);

  g_type_ensure (GESSO_TYPE_CANVAS);
  g_type_ensure (GESSO_TYPE_CANVAS_RULER);
  g_type_ensure (GESSO_TYPE_CANVAS_STRIP);
  g_type_ensure (GESSO_TYPE_COMPARE_BAR);
  g_type_ensure (GESSO_TYPE_FRAME_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "canvaspane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-canvas-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, box);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, strip);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, canvas);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, ruler_across);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, ruler_down);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, compare_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, compare_label);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, compare_bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, compare_bar);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, frame_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, frame_bar);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, error_label);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, status);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, plan_label);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, place_label);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, size_label);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasPane, coverage_label);
  gtk_widget_class_bind_template_callback (widget_class, zoom_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, brush_tuned_cb);
  gtk_widget_class_bind_template_callback (widget_class, comparing_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "ancestor_changed_cb",
                                                G_CALLBACK (gesso_canvas_pane_ancestor_changed));
  gtk_widget_class_bind_template_callback (widget_class, frame_dragged_cb);
  gtk_widget_class_bind_template_callback (widget_class, frame_bar_changed_cb);
}

static void
gesso_canvas_pane_init (GessoCanvasPane *self)
{
  self->n_steps = 1;
  self->settings = gesso_brush_settings_new ();
  self->regions = gesso_canvas_regions_new (GTK_WIDGET (self));
  self->last_tool = g_strdup ("eraser");
  g_signal_connect_object (self->regions, "changed", G_CALLBACK (regions_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->regions, "failed", G_CALLBACK (gesso_canvas_pane_fail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->regions, "laid", G_CALLBACK (mask_laid_cb), self, G_CONNECT_SWAPPED);
  self->editors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gesso_canvas_pane_init_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gesso_canvas_pane_init_panel (self);
  gesso_canvas_pane_init_settings (self);
  gesso_canvas_strip_set_settings (self->strip, self->settings);
  g_signal_connect_object (self->settings, "notify", G_CALLBACK (gesso_canvas_pane_update_tool), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actions, "action-state-changed::tool", G_CALLBACK (gesso_canvas_pane_update_tool), self,
                           G_CONNECT_SWAPPED);
  gesso_canvas_pane_load (self);
  gesso_canvas_pane_update_status (self);
}

void
gesso_canvas_pane_set_version (GessoCanvasPane *self,
                               GessoVersion    *version,
                               guint            image_index)
{
  gboolean other_version, other_index;

  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));
  g_return_if_fail (version == NULL || GESSO_IS_VERSION (version));

  other_version = version != self->version;
  other_index = image_index != self->image_index;
  if (!other_version && !other_index)
    return;
  gesso_canvas_pane_close_panel (self);
  g_set_object (&self->version, version);
  self->image_index = image_index;
  gesso_canvas_pane_load (self);
  frame_dragged_cb (self);
  gesso_canvas_pane_update_status (self);
  gesso_canvas_pane_update_compare (self);
  if (version == NULL)
    gesso_canvas_pane_set_mode (self, GESSO_CANVAS_VIEW);
  if (other_version)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERSION]);
  if (other_index)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMAGE_INDEX]);
}

GessoVersion *
gesso_canvas_pane_get_version (GessoCanvasPane *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_PANE (self), NULL);

  return self->version;
}

guint
gesso_canvas_pane_get_image_index (GessoCanvasPane *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_PANE (self), 0);

  return self->image_index;
}

void
gesso_canvas_pane_set_mode (GessoCanvasPane *self,
                            GessoCanvasMode  mode)
{
  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));

  if (mode == self->mode)
    return;
  gesso_canvas_pane_leave_panel (self, mode);
  gesso_canvas_pane_drop_place (self);
  if (self->editor != NULL)
    gesso_mask_editor_cancel (self->editor);
  self->mode = mode;
  gesso_canvas_set_mode (self->canvas, mode);
  gesso_canvas_strip_set_show_tools (self->strip, mode == GESSO_CANVAS_MASK);
  gtk_revealer_set_reveal_child (self->frame_revealer, mode == GESSO_CANVAS_EXPAND);
  gesso_canvas_pane_update_actions (self);
  update_has (self);
  gesso_canvas_pane_update_plan (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}

GessoCanvasMode
gesso_canvas_pane_get_mode (GessoCanvasPane *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_PANE (self), GESSO_CANVAS_VIEW);

  return self->mode;
}

GessoMask *
gesso_canvas_pane_get_mask (GessoCanvasPane *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_PANE (self), NULL);

  if (self->editor == NULL || !gesso_mask_editor_has_mask (self->editor))
    return NULL;
  return gesso_mask_editor_get_mask (self->editor);
}

GessoFrame
gesso_canvas_pane_get_frame (GessoCanvasPane *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_PANE (self), (GessoFrame) { 0 });

  if (self->mode != GESSO_CANVAS_EXPAND)
    return (GessoFrame) { 0 };
  return gesso_canvas_get_frame (self->canvas);
}

void
gesso_canvas_pane_set_comparing (GessoCanvasPane *self,
                                 gboolean         comparing)
{
  g_return_if_fail (GESSO_IS_CANVAS_PANE (self));

  if (self->comparing == comparing)
    return;
  self->comparing = comparing;
  gesso_canvas_pane_update_compare (self);
}

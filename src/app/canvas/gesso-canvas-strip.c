/* gesso-canvas-strip.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-canvas-strip.h"

struct _GessoCanvasStrip
{
  GtkWidget parent_instance;

  GessoBrushSettings *settings; /* (owned) */
  GArray *tips;                 /* (owned): Tip */

  /* template widgets */
  GtkWidget *box;
  GtkRevealer *tools_revealer;
  GtkBox *tools;
  GtkMenuButton *brush_button;
  GtkMenuButton *feather_button;
  GtkWidget *compare_button;
  GtkAdjustment *size;
  GtkAdjustment *hardness;
  GtkAdjustment *opacity;
  GtkAdjustment *smoothing;
  GtkAdjustment *tolerance;
  GtkCheckButton *everywhere;
  GtkAdjustment *feather;
  GtkDropDown *edge;
  GtkScale *size_scale;
  GtkScale *hardness_scale;
  GtkScale *opacity_scale;
  GtkScale *smoothing_scale;
  GtkScale *tolerance_scale;
  GtkScale *feather_scale;
  GMenu *regions_section;
};

/* What a button says, and the detailed name of the action whose key does the same. */
typedef struct
{
  GtkWidget *button; /* part of the template */
  char *title;
  char *action;
} Tip;

G_DEFINE_FINAL_TYPE (GessoCanvasStrip, gesso_canvas_strip, GTK_TYPE_WIDGET)

/* The slider's middle is a brush that is often used: it grows by a power. */
#define SIZE_POWER 3.0

static gboolean
size_to_slider (GBinding     *binding,
                const GValue *from,
                GValue       *to,
                gpointer      user_data)
{
  g_value_set_double (to, pow (g_value_get_double (from) / 2048, 1 / SIZE_POWER));
  return TRUE;
}

static gboolean
slider_to_size (GBinding     *binding,
                const GValue *from,
                GValue       *to,
                gpointer      user_data)
{
  g_value_set_double (to, MAX (round (2048 * pow (g_value_get_double (from), SIZE_POWER)), 1));
  return TRUE;
}

static gboolean
size_to_label (GBinding     *binding,
               const GValue *from,
               GValue       *to,
               gpointer      user_data)
{
  /* Translators: width of the brush in pixels. */
  g_value_take_string (to, g_strdup_printf (_("%d px"), (int) lround (g_value_get_double (from))));
  return TRUE;
}

static char *
format_size_cb (GtkScale *scale,
                double    value,
                gpointer  user_data)
{
  /* Translators: width of the brush in pixels. */
  return g_strdup_printf (_("%d px"), (int) MAX (lround (2048 * pow (value, SIZE_POWER)), 1));
}

static char *
format_percent_cb (GtkScale *scale,
                   double    value,
                   gpointer  user_data)
{
  /* Translators: a share, such as the opacity of the brush. */
  return g_strdup_printf (_("%d %%"), (int) lround (value));
}

static char *
format_pixels_cb (GtkScale *scale,
                  double    value,
                  gpointer  user_data)
{
  /* Translators: a length in pixels. */
  return g_strdup_printf (_("%d px"), (int) lround (value));
}

static void
add_tools (GessoCanvasStrip *self)
{
  for (const GType *type = gesso_mask_tool_list_types (); *type != G_TYPE_INVALID; type++)
    {
      GessoMaskToolClass *klass = g_type_class_ref (*type);
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_button_set_icon_name (GTK_BUTTON (button), klass->icon_name);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "canvas.tool");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", klass->id);
      gtk_widget_set_tooltip_text (button, _(klass->title));
      gtk_widget_add_css_class (button, "flat");
      /* The canvas keeps the focus, and with it its keys. */
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _(klass->title), -1);
      gtk_box_append (self->tools, button);
      g_type_class_unref (klass);
    }
}

static void
tip_clear (gpointer data)
{
  Tip *tip = data;

  g_free (tip->title);
  g_free (tip->action);
}

static void
add_tip (GessoCanvasStrip *self,
         GtkWidget        *button,
         const char       *action,
         GVariant         *target)
{
  Tip tip = { button, g_strdup (gtk_widget_get_tooltip_text (button)), g_action_print_detailed_name (action, target) };

  g_array_append_val (self->tips, tip);
}

/* The buttons below @widget that do what some key does. */
static void
collect_tips (GessoCanvasStrip *self,
              GtkWidget        *widget)
{
  if (GTK_IS_ACTIONABLE (widget) && gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) != NULL &&
      gtk_widget_get_tooltip_text (widget) != NULL)
    add_tip (self, widget, gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)),
             gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect_tips (self, child);
}

static void
keymap_changed_cb (GessoCanvasStrip  *self,
                   GessoCanvasKeymap *keymap)
{
  for (guint i = 0; i < self->tips->len; i++)
    {
      const Tip *tip = &g_array_index (self->tips, Tip, i);
      const GessoCanvasKey *key = gesso_canvas_keymap_find_action (tip->action);
      const char *accel = key != NULL ? gesso_canvas_keymap_get_accel (keymap, key) : "";
      g_autofree char *label = NULL;
      g_autofree char *tooltip = NULL;
      guint keyval;
      GdkModifierType modifiers;

      if (gtk_accelerator_parse (accel, &keyval, &modifiers))
        {
          label = gtk_accelerator_get_label (keyval, modifiers);
          /* Translators: a tool and its key: “Brush (B)”. */
          tooltip = g_strdup_printf (_("%s (%s)"), tip->title, label);
        }
      gtk_widget_set_tooltip_text (tip->button, tooltip != NULL ? tooltip : tip->title);
    }
}

static void
gesso_canvas_strip_dispose (GObject *object)
{
  GessoCanvasStrip *self = GESSO_CANVAS_STRIP (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->tips, g_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_canvas_strip_parent_class)->dispose (object);
}

static void
gesso_canvas_strip_class_init (GessoCanvasStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_canvas_strip_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "canvasstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-canvas-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, box);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, tools_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, tools);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, brush_button);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, feather_button);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, compare_button);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, size);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, hardness);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, opacity);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, feather);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, edge);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, size_scale);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, hardness_scale);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, opacity_scale);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, smoothing);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, tolerance);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, everywhere);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, smoothing_scale);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, tolerance_scale);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, regions_section);
  gtk_widget_class_bind_template_child (widget_class, GessoCanvasStrip, feather_scale);
}

static void
gesso_canvas_strip_init (GessoCanvasStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_tools (self);
  gtk_scale_set_format_value_func (self->size_scale, format_size_cb, NULL, NULL);
  gtk_scale_set_format_value_func (self->hardness_scale, format_percent_cb, NULL, NULL);
  gtk_scale_set_format_value_func (self->opacity_scale, format_percent_cb, NULL, NULL);
  gtk_scale_set_format_value_func (self->smoothing_scale, format_percent_cb, NULL, NULL);
  gtk_scale_set_format_value_func (self->tolerance_scale, format_percent_cb, NULL, NULL);
  gtk_scale_set_format_value_func (self->feather_scale, format_pixels_cb, NULL, NULL);
}

void
gesso_canvas_strip_set_settings (GessoCanvasStrip   *self,
                                 GessoBrushSettings *settings)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;

  g_return_if_fail (GESSO_IS_CANVAS_STRIP (self));
  g_return_if_fail (self->settings == NULL);

  self->settings = g_object_ref (settings);
  g_object_bind_property_full (settings, "size", self->size, "value", both,
                               size_to_slider, slider_to_size, NULL, NULL);
  g_object_bind_property (settings, "hardness", self->hardness, "value", both);
  g_object_bind_property (settings, "opacity", self->opacity, "value", both);
  g_object_bind_property (settings, "smoothing", self->smoothing, "value", both);
  g_object_bind_property (settings, "tolerance", self->tolerance, "value", both);
  g_object_bind_property (settings, "everywhere", self->everywhere, "active", both);
  g_object_bind_property (settings, "feather", self->feather, "value", both);
  g_object_bind_property (settings, "edge", self->edge, "selected", both);
  g_object_bind_property_full (settings, "size", self->brush_button, "label", G_BINDING_SYNC_CREATE,
                               size_to_label, NULL, NULL, NULL);
}

void
gesso_canvas_strip_set_keymap (GessoCanvasStrip  *self,
                               GessoCanvasKeymap *keymap)
{
  g_return_if_fail (GESSO_IS_CANVAS_STRIP (self));
  g_return_if_fail (self->tips == NULL);

  self->tips = g_array_new (FALSE, FALSE, sizeof (Tip));
  g_array_set_clear_func (self->tips, tip_clear);
  collect_tips (self, self->box);
  /* These have no action, or one that is not the key's. */
  add_tip (self, GTK_WIDGET (self->feather_button), "canvas.feather", NULL);
  add_tip (self, self->compare_button, "canvas.compare-next", NULL);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (keymap_changed_cb), self, G_CONNECT_SWAPPED);
  keymap_changed_cb (self, keymap);
}

void
gesso_canvas_strip_set_show_tools (GessoCanvasStrip *self,
                                   gboolean          show)
{
  g_return_if_fail (GESSO_IS_CANVAS_STRIP (self));

  gtk_revealer_set_reveal_child (self->tools_revealer, show);
}

void
gesso_canvas_strip_open_feather (GessoCanvasStrip *self)
{
  g_return_if_fail (GESSO_IS_CANVAS_STRIP (self));

  gtk_menu_button_popup (self->feather_button);
}

void
gesso_canvas_strip_set_regions (GessoCanvasStrip   *self,
                                const char *const *names)
{
  g_return_if_fail (GESSO_IS_CANVAS_STRIP (self));

  g_menu_remove_all (self->regions_section);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GMenu) verbs = g_menu_new ();
      const struct
      {
        const char *label, *action;
      } items[] = {
        { _("_Use"), "canvas.use-region" },
        { _("_Forget"), "canvas.forget-region" },
      };

      for (guint item = 0; item < G_N_ELEMENTS (items); item++)
        {
          g_autoptr (GMenuItem) entry = g_menu_item_new (items[item].label, NULL);

          g_menu_item_set_action_and_target (entry, items[item].action, "s", names[i]);
          g_menu_append_item (verbs, entry);
        }
      g_menu_append_submenu (self->regions_section, names[i], G_MENU_MODEL (verbs));
    }
}

/* gesso-adjust-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-adjust-bar.h"
#include "gesso-curve.h"
#include "gesso-slider.h"

struct _GessoAdjustBar
{
  GtkWidget parent_instance;

  gboolean setting; /* by the program */
  gboolean dragged; /* the cut is @cut, finer than the sliders are */
  GessoAdjustSettings cut;

  /* template widgets */
  GtkWidget *box;
  GtkStack *pages;
  GessoSlider *exposure, *contrast;
  GessoCurve *curve;
  GessoSlider *temperature, *saturation;
  GtkDropDown *look;
  GtkDropDown *ratio;
  GessoSlider *angle, *size, *across, *down;
  GtkLabel *result;
  GtkSpinner *spinner;
};

enum
{
  SETTINGS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* In the order of the list; NULL is the picture's own, "" any. */
static const char *const ratios[] = { NULL, "", "1:1", "5:4", "4:3", "3:2", "16:9", "4:5", "3:4", "2:3", "9:16" };

G_DEFINE_FINAL_TYPE (GessoAdjustBar, gesso_adjust_bar, GTK_TYPE_WIDGET)

static void
field_changed_cb (GessoAdjustBar *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[SETTINGS_CHANGED], 0);
}

/* The cut is set by the sliders again; what they do not say, a free ratio, stays. */
static void
cut_changed_cb (GessoAdjustBar *self)
{
  if (self->setting)
    return;
  self->dragged = FALSE;
  field_changed_cb (self);
}

/* A page is named like its button. What is cut out is shown by handles or as it will be. */
static void
page_toggled_cb (GessoAdjustBar  *self,
                 GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_stack_set_visible_child_name (self->pages, gtk_widget_get_name (GTK_WIDGET (button)));
  field_changed_cb (self);
}

static void
reset_cb (GessoAdjustBar *self)
{
  gesso_adjust_bar_reset (self);
  g_signal_emit (self, signals[SETTINGS_CHANGED], 0);
}

static void
fill_lists (GessoAdjustBar *self)
{
  g_autoptr (GtkStringList) looks = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) shapes = gtk_string_list_new (NULL);

  for (int i = 0; i < GESSO_N_LOOKS; i++)
    gtk_string_list_append (looks, gesso_look_get_title ((GessoLook) i));
  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    /* Translators: the ratio of the picture's own sides. Then: sides of any ratio. */
    gtk_string_list_append (shapes, ratios[i] == NULL ? _("As it is") : *ratios[i] == '\0' ? _("Free") : ratios[i]);
  self->setting = TRUE;
  gtk_drop_down_set_model (self->look, G_LIST_MODEL (looks));
  gtk_drop_down_set_model (self->ratio, G_LIST_MODEL (shapes));
  self->setting = FALSE;
}

static void
gesso_adjust_bar_dispose (GObject *object)
{
  GessoAdjustBar *self = GESSO_ADJUST_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_adjust_bar_parent_class)->dispose (object);
}

static void
gesso_adjust_bar_class_init (GessoAdjustBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_adjust_bar_dispose;
  g_type_ensure (GESSO_TYPE_SLIDER);
  g_type_ensure (GESSO_TYPE_CURVE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "canvaspanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-adjust-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, box);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, pages);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, exposure);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, contrast);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, curve);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, temperature);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, saturation);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, look);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, ratio);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, angle);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, size);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, across);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, down);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, result);
  gtk_widget_class_bind_template_child (widget_class, GessoAdjustBar, spinner);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cut_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);

  signals[SETTINGS_CHANGED] =
    g_signal_new ("settings-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_adjust_bar_init (GessoAdjustBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_lists (self);
  gesso_adjust_bar_reset (self);
}

void
gesso_adjust_bar_reset (GessoAdjustBar *self)
{
  GessoSlider *zeros[] = { self->exposure, self->contrast, self->temperature, self->saturation, self->angle };

  g_return_if_fail (GESSO_IS_ADJUST_BAR (self));

  self->setting = TRUE;
  self->dragged = FALSE;
  self->cut = (GessoAdjustSettings) GESSO_ADJUST_NOTHING;
  for (guint i = 0; i < G_N_ELEMENTS (zeros); i++)
    gesso_slider_set_value (zeros[i], 0);
  gesso_curve_reset (self->curve);
  gtk_drop_down_set_selected (self->look, GESSO_LOOK_NONE);
  gtk_drop_down_set_selected (self->ratio, 0);
  gesso_slider_set_value (self->size, 100);
  gesso_slider_set_value (self->across, 50);
  gesso_slider_set_value (self->down, 50);
  self->setting = FALSE;
}

static gboolean
is_free (GessoAdjustBar *self)
{
  const char *ratio = ratios[MIN (gtk_drop_down_get_selected (self->ratio), G_N_ELEMENTS (ratios) - 1)];

  return ratio != NULL && *ratio == '\0';
}

gboolean
gesso_adjust_bar_is_cropping (GessoAdjustBar *self)
{
  g_return_val_if_fail (GESSO_IS_ADJUST_BAR (self), FALSE);

  return g_str_equal (gtk_stack_get_visible_child_name (self->pages), "crop");
}

gboolean
gesso_adjust_bar_is_free (GessoAdjustBar *self)
{
  g_return_val_if_fail (GESSO_IS_ADJUST_BAR (self), FALSE);

  return is_free (self);
}

void
gesso_adjust_bar_set_cut (GessoAdjustBar            *self,
                          const GessoAdjustSettings *settings)
{
  g_return_if_fail (GESSO_IS_ADJUST_BAR (self));

  self->cut = *settings;
  self->dragged = TRUE;
  self->setting = TRUE;
  gesso_slider_set_value (self->size, 100 * settings->size);
  gesso_slider_set_value (self->across, 100 * settings->x);
  gesso_slider_set_value (self->down, 100 * settings->y);
  self->setting = FALSE;
  field_changed_cb (self);
}

void
gesso_adjust_bar_get_settings (GessoAdjustBar      *self,
                               GessoAdjustSettings *settings)
{
  g_return_if_fail (GESSO_IS_ADJUST_BAR (self));

  *settings = (GessoAdjustSettings) GESSO_ADJUST_NOTHING;
  settings->exposure = gesso_slider_get_value (self->exposure);
  settings->contrast = gesso_slider_get_value (self->contrast) / 100;
  settings->saturation = gesso_slider_get_value (self->saturation) / 100;
  settings->temperature = gesso_slider_get_value (self->temperature) / 100;
  settings->look = (GessoLook) MIN (gtk_drop_down_get_selected (self->look), GESSO_N_LOOKS - 1);
  settings->angle = gesso_slider_get_value (self->angle);
  settings->size = gesso_slider_get_value (self->size) / 100;
  settings->x = gesso_slider_get_value (self->across) / 100;
  settings->y = gesso_slider_get_value (self->down) / 100;
  if (is_free (self))
    settings->ratio = self->cut.ratio;
  else
    gesso_adjust_parse_ratio (settings, ratios[MIN (gtk_drop_down_get_selected (self->ratio), G_N_ELEMENTS (ratios) - 1)], NULL);
  if (self->dragged)
    {
      settings->size = self->cut.size;
      settings->x = self->cut.x;
      settings->y = self->cut.y;
    }
  gesso_curve_get_points (self->curve, settings);
}

void
gesso_adjust_bar_nudge (GessoAdjustBar *self,
                        double          across,
                        double          down)
{
  GessoAdjustSettings moved;

  g_return_if_fail (GESSO_IS_ADJUST_BAR (self));

  if (!self->dragged)
    {
      gesso_slider_set_value (self->across, gesso_slider_get_value (self->across) + 100 * across);
      gesso_slider_set_value (self->down, gesso_slider_get_value (self->down) + 100 * down);
      return;
    }
  moved = self->cut;
  moved.x = CLAMP (moved.x + across, 0, 1);
  moved.y = CLAMP (moved.y + down, 0, 1);
  gesso_adjust_bar_set_cut (self, &moved);
}

void
gesso_adjust_bar_set_busy (GessoAdjustBar *self,
                           gboolean        busy)
{
  g_return_if_fail (GESSO_IS_ADJUST_BAR (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

void
gesso_adjust_bar_set_size (GessoAdjustBar *self,
                           int             width,
                           int             height)
{
  /* Translators: width and height of what will be kept, in pixels. */
  g_autofree char *text = g_strdup_printf (_("→ %d × %d"), width, height);

  g_return_if_fail (GESSO_IS_ADJUST_BAR (self));

  gtk_label_set_text (self->result, text);
}

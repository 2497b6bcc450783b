/* gesso-slider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-slider.h"

/* Pages of a scale, in steps. */
#define PAGE_STEPS 10

struct _GessoSlider
{
  GtkWidget parent_instance;

  char *title; /* (owned) */
  double lower, upper, step;
  int digits;

  GtkWidget *head;
  GtkLabel *number;
  GtkScale *scale;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_LOWER,
  PROP_UPPER,
  PROP_STEP,
  PROP_DIGITS,
  PROP_VALUE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (GessoSlider, gesso_slider, GTK_TYPE_WIDGET)

static void
value_changed_cb (GessoSlider *self)
{
  g_autofree char *text = g_strdup_printf ("%.*f", self->digits, gesso_slider_get_value (self));

  gtk_label_set_text (self->number, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
gesso_slider_constructed (GObject *object)
{
  GessoSlider *self = GESSO_SLIDER (object);
  GtkWidget *title = gtk_label_new (self->title);

  G_OBJECT_CLASS (gesso_slider_parent_class)->constructed (object);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (self->head), title);
  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "dim-label");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->number));
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));

  self->scale = GTK_SCALE (gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, self->lower, self->upper, self->step));
  gtk_range_set_increments (GTK_RANGE (self->scale), self->step, PAGE_STEPS * self->step);
  gtk_scale_set_draw_value (self->scale, FALSE);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), self->digits);
  if (self->lower < 0 && self->upper > 0)
    gtk_scale_add_mark (self->scale, 0, GTK_POS_BOTTOM, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
  g_signal_connect_object (self->scale, "value-changed", G_CALLBACK (value_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->scale), GTK_WIDGET (self));
  value_changed_cb (self);
}

static void
gesso_slider_dispose (GObject *object)
{
  GessoSlider *self = GESSO_SLIDER (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->scale, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_slider_parent_class)->dispose (object);
}

static void
gesso_slider_finalize (GObject *object)
{
  g_free (GESSO_SLIDER (object)->title);
  G_OBJECT_CLASS (gesso_slider_parent_class)->finalize (object);
}

static void
gesso_slider_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  GessoSlider *self = GESSO_SLIDER (object);

  switch (prop_id)
    {
    case PROP_VALUE:
      g_value_set_double (value, gesso_slider_get_value (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_slider_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  GessoSlider *self = GESSO_SLIDER (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      self->title = g_value_dup_string (value);
      break;
    case PROP_LOWER:
      self->lower = g_value_get_double (value);
      break;
    case PROP_UPPER:
      self->upper = g_value_get_double (value);
      break;
    case PROP_STEP:
      self->step = g_value_get_double (value);
      break;
    case PROP_DIGITS:
      self->digits = g_value_get_int (value);
      break;
    case PROP_VALUE:
      gesso_slider_set_value (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_slider_class_init (GessoSliderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags once = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = gesso_slider_constructed;
  object_class->dispose = gesso_slider_dispose;
  object_class->finalize = gesso_slider_finalize;
  object_class->get_property = gesso_slider_get_property;
  object_class->set_property = gesso_slider_set_property;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "slider-field");

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", once);
  properties[PROP_LOWER] = g_param_spec_double ("lower", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, once);
  properties[PROP_UPPER] = g_param_spec_double ("upper", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 100, once);
  properties[PROP_STEP] = g_param_spec_double ("step", NULL, NULL, 0, G_MAXDOUBLE, 1, once);
  properties[PROP_DIGITS] = g_param_spec_int ("digits", NULL, NULL, 0, 3, 0, once);
  properties[PROP_VALUE] = g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
gesso_slider_init (GessoSlider *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

double
gesso_slider_get_value (GessoSlider *self)
{
  g_return_val_if_fail (GESSO_IS_SLIDER (self), 0);

  return gtk_range_get_value (GTK_RANGE (self->scale));
}

void
gesso_slider_set_value (GessoSlider *self,
                        double       value)
{
  g_return_if_fail (GESSO_IS_SLIDER (self));

  gtk_range_set_value (GTK_RANGE (self->scale), value);
}

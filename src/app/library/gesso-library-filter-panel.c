/* gesso-library-filter-panel.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-filter-panel.h"
#include "gesso-library-names.h"
#include "gesso-signature.h"
#include "gesso-template.h"
#include "gesso-types.h"

struct _GessoLibraryFilterPanel
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkSwitch *favourite;
  GtkDropDown *stars;
  GtkDropDown *tool;
  GtkDropDown *model;
  GtkDropDown *size;
  GtkDropDown *price;
  GtkDropDown *date;
  GtkFlowBox *colours;

  GPtrArray *models; /* (owned) (element-type utf8): of the rows of model after the first */
  GtkToggleButton *colour_buttons[GESSO_N_COLOURS]; /* (borrowed) */
  guint showing : 1; /* what changes now was not chosen */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoLibraryFilterPanel, gesso_library_filter_panel, GTK_TYPE_WIDGET)

static void
changed_cb (GessoLibraryFilterPanel *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_names (GtkDropDown       *dropdown,
           const char *const *names)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);

  gtk_drop_down_set_model (dropdown, G_LIST_MODEL (list));
}

static void
fill_tools (GessoLibraryFilterPanel *self)
{
  const char *names[GESSO_N_TOOLS + 2] = { _("Any Tool"), };

  for (guint i = 0; i < GESSO_N_TOOLS; i++)
    names[i + 1] = gesso_tool_get_title (i);
  set_names (self->tool, names);
}

static void
fill_ranges (GessoLibraryFilterPanel *self)
{
  GtkDropDown *dropdowns[] = { self->stars, self->size, self->price, self->date };
  const GessoLibraryRange ranges[] = { GESSO_RANGE_STARS, GESSO_RANGE_SIZE, GESSO_RANGE_PRICE, GESSO_RANGE_DATE };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

      for (guint k = 0; k < gesso_library_range_get_n_choices (ranges[i]); k++)
        gtk_string_list_append (list, gesso_library_range_name_choice (ranges[i], k));
      gtk_drop_down_set_model (dropdowns[i], G_LIST_MODEL (list));
    }
}

static void
fill_colours (GessoLibraryFilterPanel *self)
{
  for (guint i = 0; i < GESSO_N_COLOURS; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();
      const char *title = gesso_colour_get_title (i);
      g_autofree char *css_class = g_strconcat ("colour-", gesso_colour_to_nick (i), NULL);

      gtk_widget_add_css_class (button, "colour-swatch");
      gtk_widget_add_css_class (button, css_class);
      gtk_widget_set_tooltip_text (button, title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
      g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_flow_box_append (self->colours, button);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
      self->colour_buttons[i] = GTK_TOGGLE_BUTTON (button);
    }
}

static void
gesso_library_filter_panel_dispose (GObject *object)
{
  gesso_template_dispose (GTK_WIDGET (object), GESSO_TYPE_LIBRARY_FILTER_PANEL);
  G_OBJECT_CLASS (gesso_library_filter_panel_parent_class)->dispose (object);
}

static void
gesso_library_filter_panel_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_LIBRARY_FILTER_PANEL (object)->models);
  G_OBJECT_CLASS (gesso_library_filter_panel_parent_class)->finalize (object);
}

static void
gesso_library_filter_panel_class_init (GessoLibraryFilterPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_library_filter_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_library_filter_panel_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               GESSO_RESOURCE_PATH "/ui/gesso-library-filter-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, colours);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, date);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, favourite);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, model);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, price);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, size);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, stars);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryFilterPanel, tool);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
gesso_library_filter_panel_init (GessoLibraryFilterPanel *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->models = g_ptr_array_new_with_free_func (g_free);
  fill_tools (self);
  fill_ranges (self);
  fill_colours (self);
  gesso_library_filter_panel_set_models (self, none);
  self->showing = FALSE;
}

GtkWidget *
gesso_library_filter_panel_new (void)
{
  return g_object_new (GESSO_TYPE_LIBRARY_FILTER_PANEL, NULL);
}

static void
add_model (GessoLibraryFilterPanel *self,
           GtkStringList           *list,
           const char              *model,
           const char              *name)
{
  gtk_string_list_append (list, name);
  g_ptr_array_add (self->models, g_strdup (model));
}

/* Every provider as a whole, then its models. */
void
gesso_library_filter_panel_set_models (GessoLibraryFilterPanel *self,
                                       GPtrArray               *models)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  gboolean showing;

  g_return_if_fail (GESSO_IS_LIBRARY_FILTER_PANEL (self));

  g_ptr_array_set_size (self->models, 0);
  gtk_string_list_append (list, _("Any Model"));
  for (guint i = 0; i < models->len; i++)
    {
      const char *model = models->pdata[i];
      const char *slash = strchr (model, '/');
      gsize length = slash != NULL ? (gsize) (slash - model) + 1 : 0;

      if (length > 0 && (i == 0 || strncmp (models->pdata[i - 1], model, length) != 0))
        {
          g_autofree char *provider = g_strndup (model, length);
          g_autofree char *id = g_strndup (model, length - 1);
          /* Translators: everything that was made by one provider: “All of openai”. */
          g_autofree char *name = g_strdup_printf (_("All of %s"), id);

          add_model (self, list, provider, name);
        }
      add_model (self, list, model, model);
    }
  showing = self->showing;
  self->showing = TRUE;
  gtk_drop_down_set_model (self->model, G_LIST_MODEL (list));
  self->showing = showing;
}

static guint
find_model (GessoLibraryFilterPanel *self,
            const char              *model)
{
  for (guint i = 0; model != NULL && i < self->models->len; i++)
    if (g_str_equal (self->models->pdata[i], model))
      return i + 1;
  return 0;
}

void
gesso_library_filter_panel_show (GessoLibraryFilterPanel  *self,
                                 const GessoLibraryFilter *filter)
{
  g_return_if_fail (GESSO_IS_LIBRARY_FILTER_PANEL (self));

  self->showing = TRUE;
  gtk_switch_set_active (self->favourite, filter->favourite);
  gtk_drop_down_set_selected (self->tool, filter->tool + 1);
  gtk_drop_down_set_selected (self->model, find_model (self, filter->model));
  gtk_drop_down_set_selected (self->stars, gesso_library_range_find_choice (GESSO_RANGE_STARS, filter));
  gtk_drop_down_set_selected (self->size, gesso_library_range_find_choice (GESSO_RANGE_SIZE, filter));
  gtk_drop_down_set_selected (self->price, gesso_library_range_find_choice (GESSO_RANGE_PRICE, filter));
  gtk_drop_down_set_selected (self->date, gesso_library_range_find_choice (GESSO_RANGE_DATE, filter));
  for (guint i = 0; i < GESSO_N_COLOURS; i++)
    gtk_toggle_button_set_active (self->colour_buttons[i], (filter->colours & 1u << i) != 0);
  self->showing = FALSE;
}

/* A range that is none of the choices, as that of a search saved last year, stays
 * until another one is chosen. */
static void
apply_range (GessoLibraryFilter *filter,
             GessoLibraryRange   range,
             GtkDropDown        *dropdown)
{
  guint choice = gtk_drop_down_get_selected (dropdown);

  if (choice != gesso_library_range_find_choice (range, filter))
    gesso_library_range_apply_choice (range, choice, filter);
}

void
gesso_library_filter_panel_apply (GessoLibraryFilterPanel *self,
                                  GessoLibraryFilter      *filter)
{
  guint model;

  g_return_if_fail (GESSO_IS_LIBRARY_FILTER_PANEL (self));

  filter->favourite = gtk_switch_get_active (self->favourite);
  filter->tool = (int) gtk_drop_down_get_selected (self->tool) - 1;
  model = gtk_drop_down_get_selected (self->model);
  g_free (filter->model);
  filter->model = model > 0 && model <= self->models->len ? g_strdup (self->models->pdata[model - 1]) : NULL;
  apply_range (filter, GESSO_RANGE_STARS, self->stars);
  apply_range (filter, GESSO_RANGE_SIZE, self->size);
  apply_range (filter, GESSO_RANGE_PRICE, self->price);
  apply_range (filter, GESSO_RANGE_DATE, self->date);
  filter->colours = 0;
  for (guint i = 0; i < GESSO_N_COLOURS; i++)
    if (gtk_toggle_button_get_active (self->colour_buttons[i]))
      filter->colours |= 1u << i;
}

/* gesso-compare-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-compare-bar.h"

struct _GessoCompareBar
{
  GtkWidget parent_instance;

  GtkStringList *titles; /* (owned) */
  gboolean updating;

  /* template widgets */
  GtkWidget *box;
  GtkDropDown *ancestor;
  GtkLabel *numbers;
};

enum
{
  ANCESTOR_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoCompareBar, gesso_compare_bar, GTK_TYPE_WIDGET)

static void
selected_cb (GessoCompareBar *self)
{
  if (!self->updating)
    g_signal_emit (self, signals[ANCESTOR_CHANGED], 0);
}

static void
gesso_compare_bar_dispose (GObject *object)
{
  GessoCompareBar *self = GESSO_COMPARE_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->titles);
  G_OBJECT_CLASS (gesso_compare_bar_parent_class)->dispose (object);
}

static void
gesso_compare_bar_class_init (GessoCompareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_compare_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "comparebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-compare-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoCompareBar, box);
  gtk_widget_class_bind_template_child (widget_class, GessoCompareBar, ancestor);
  gtk_widget_class_bind_template_child (widget_class, GessoCompareBar, numbers);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  signals[ANCESTOR_CHANGED] = g_signal_new ("ancestor-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_compare_bar_init (GessoCompareBar *self)
{
  self->titles = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->ancestor, G_LIST_MODEL (self->titles));
  gesso_compare_bar_set_ancestors (self, NULL);
}

void
gesso_compare_bar_set_ancestors (GessoCompareBar *self,
                                 GPtrArray       *ancestors)
{
  guint n = ancestors != NULL ? ancestors->len : 0;

  g_return_if_fail (GESSO_IS_COMPARE_BAR (self));

  self->updating = TRUE;
  gtk_string_list_splice (self->titles, 0, g_list_model_get_n_items (G_LIST_MODEL (self->titles)), NULL);
  for (guint i = 0; i < n; i++)
    gtk_string_list_append (self->titles, ((GessoAncestor *) g_ptr_array_index (ancestors, i))->title);
  if (n > 0)
    gtk_drop_down_set_selected (self->ancestor, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ancestor), n > 1);
  self->updating = FALSE;
  gesso_compare_bar_set_map (self, NULL);
  if (n == 0)
    gtk_label_set_text (self->numbers, _("There is no version before"));
}

guint
gesso_compare_bar_get_ancestor (GessoCompareBar *self)
{
  guint selected;

  g_return_val_if_fail (GESSO_IS_COMPARE_BAR (self), 0);

  selected = gtk_drop_down_get_selected (self->ancestor);
  return selected != GTK_INVALID_LIST_POSITION ? selected : 0;
}

static double
get_percent (const GessoDriftPart *part,
             guint64               n)
{
  return part->pixels > 0 ? 100.0 * (double) n / (double) part->pixels : 0;
}

/* What of the picture a pixel's difference was seen in; outside, every last bit counts. */
void
gesso_compare_bar_set_map (GessoCompareBar     *self,
                           const GessoDriftMap *map)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GESSO_IS_COMPARE_BAR (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->numbers), "success");
  if (map == NULL)
    {
      gtk_label_set_text (self->numbers, "");
      return;
    }
  if (map->masked)
    /* Translators: how many of the pixels inside the mask, in its soft edge and outside of it differ, in percent. */
    text = g_strdup_printf (_("Changed: inside %.1f %% · edge %.1f %% · outside %.2f %%"),
                            get_percent (&map->drift.inside, map->drift.inside.changed),
                            get_percent (&map->drift.ramp, map->drift.ramp.changed),
                            get_percent (&map->drift.outside, map->drift.outside.touched));
  else
    /* Translators: how many of the pixels differ, in percent; then by how much on average, of 255. */
    text = g_strdup_printf (_("Changed: %.2f %% of the picture, by %.2f of 255 on average"),
                            get_percent (&map->drift.outside, map->drift.outside.changed), map->drift.outside.mean);
  gtk_label_set_text (self->numbers, text);
  if (map->masked && map->drift.outside.touched == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->numbers), "success");
}

/* gesso-library-chips.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "gesso-library-chips.h"
#include "gesso-library-names.h"
#include "gesso-types.h"

struct _GessoLibraryChips
{
  GtkWidget parent_instance;

  GtkFlowBox *flow; /* (borrowed) */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoLibraryChips, gesso_library_chips, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkButton  *button,
            const char *filter)
{
  GtkWidget *chips = gtk_widget_get_ancestor (GTK_WIDGET (button), GESSO_TYPE_LIBRARY_CHIPS);

  g_signal_emit (chips, signals[CHANGED], 0, filter);
}

static void
free_text (gpointer  data,
           GClosure *closure)
{
  g_free (data);
}

/* @left: (transfer full): what is asked without it */
static void
add_chip (GessoLibraryChips  *self,
          const char         *name,
          GessoLibraryFilter *left)
{
  g_autoptr (GessoLibraryFilter) filter = left;
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  g_autofree char *hint = NULL;

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), name);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "library-chip");
  /* Translators: takes a filter away, such as “Last 7 Days”. */
  hint = g_strdup_printf (_("Remove “%s”"), name);
  gtk_widget_set_tooltip_text (button, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), gesso_library_filter_to_text (filter), free_text,
                         0);
  gtk_flow_box_append (self->flow, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static const char *
find_name (GPtrArray *labels,
           gint64     id)
{
  for (guint i = 0; i < labels->len; i++)
    if (((const GessoLabel *) labels->pdata[i])->id == id)
      return ((const GessoLabel *) labels->pdata[i])->name;
  return _("Deleted");
}

static void
add_range (GessoLibraryChips        *self,
           const GessoLibraryFilter *filter,
           GessoLibraryRange         range)
{
  GessoLibraryFilter *left = gesso_library_filter_copy (filter);
  guint choice = gesso_library_range_find_choice (range, filter);

  gesso_library_range_apply_choice (range, 0, left);
  if (!gesso_library_filter_equal (filter, left))
    add_chip (self, choice > 0 ? gesso_library_range_name_choice (range, choice) : _("Another Range"), left);
  else
    gesso_library_filter_free (left);
}

static void
add_colours (GessoLibraryChips        *self,
             const GessoLibraryFilter *filter)
{
  for (guint i = 0; i < GESSO_N_COLOURS; i++)
    if (filter->colours & 1u << i)
      {
        GessoLibraryFilter *left = gesso_library_filter_copy (filter);

        left->colours &= ~(1u << i);
        add_chip (self, gesso_colour_get_title (i), left);
      }
}

static void
add_labels (GessoLibraryChips        *self,
            const GessoLibraryFilter *filter,
            GPtrArray                *labels)
{
  GessoLibraryFilter *left;

  if (filter->collection != 0)
    {
      left = gesso_library_filter_copy (filter);
      left->collection = 0;
      add_chip (self, find_name (labels, filter->collection), left);
    }
  if (filter->tag != 0)
    {
      left = gesso_library_filter_copy (filter);
      left->tag = 0;
      add_chip (self, find_name (labels, filter->tag), left);
    }
  if (filter->thread_id != 0)
    {
      left = gesso_library_filter_copy (filter);
      left->thread_id = 0;
      add_chip (self, _("One Thread"), left);
    }
  if (filter->alike != 0)
    {
      left = gesso_library_filter_copy (filter);
      left->alike = 0;
      add_chip (self, _("More Like This"), left);
    }
}

static void
gesso_library_chips_dispose (GObject *object)
{
  g_clear_pointer ((GtkWidget **) &GESSO_LIBRARY_CHIPS (object)->flow, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_library_chips_parent_class)->dispose (object);
}

static void
gesso_library_chips_class_init (GessoLibraryChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_library_chips_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gesso_library_chips_init (GessoLibraryChips *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

  self->flow = GTK_FLOW_BOX (flow);
  gtk_flow_box_set_selection_mode (self->flow, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->flow, 20);
  gtk_widget_set_halign (flow, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filters"), -1);
  gtk_widget_set_parent (flow, GTK_WIDGET (self));
}

GtkWidget *
gesso_library_chips_new (void)
{
  return g_object_new (GESSO_TYPE_LIBRARY_CHIPS, NULL);
}

void
gesso_library_chips_show (GessoLibraryChips        *self,
                          const GessoLibraryFilter *filter,
                          GPtrArray                *labels)
{
  GessoLibraryFilter *left;
  GtkFlowBoxChild *child;

  g_return_if_fail (GESSO_IS_LIBRARY_CHIPS (self));

  while ((child = gtk_flow_box_get_child_at_index (self->flow, 0)) != NULL)
    gtk_flow_box_remove (self->flow, GTK_WIDGET (child));
  if (filter->favourite)
    {
      left = gesso_library_filter_copy (filter);
      left->favourite = FALSE;
      add_chip (self, _("Favourites"), left);
    }
  add_range (self, filter, GESSO_RANGE_STARS);
  if (filter->tool >= 0)
    {
      left = gesso_library_filter_copy (filter);
      left->tool = -1;
      add_chip (self, gesso_tool_get_title (filter->tool), left);
    }
  if (filter->model != NULL)
    {
      left = gesso_library_filter_copy (filter);
      g_clear_pointer (&left->model, g_free);
      add_chip (self, filter->model, left);
    }
  add_range (self, filter, GESSO_RANGE_SIZE);
  add_range (self, filter, GESSO_RANGE_PRICE);
  add_range (self, filter, GESSO_RANGE_DATE);
  add_colours (self, filter);
  add_labels (self, filter, labels);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_flow_box_get_child_at_index (self->flow, 0) != NULL);
}

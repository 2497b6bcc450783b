/* gesso-library-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-places.h"

struct _GessoLibraryPlaces
{
  GtkWidget parent_instance;

  GtkListBox *list;    /* (borrowed) */
  GPtrArray *places;   /* (owned) (element-type Place): by the index of their row */
  char *shown;         /* (owned) (nullable): the filter that was marked last */
};

typedef struct
{
  char *filter;      /* (owned) */
  const char *group; /* translated title; NULL for none */
} Place;

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoLibraryPlaces, gesso_library_places, GTK_TYPE_WIDGET)

static void
free_place (gpointer data)
{
  Place *place = data;

  g_free (place->filter);
  g_free (place);
}

static void
row_activated_cb (GessoLibraryPlaces *self,
                  GtkListBoxRow      *row)
{
  const Place *place = self->places->pdata[gtk_list_box_row_get_index (row)];

  g_signal_emit (self, signals[PICKED], 0, place->filter);
}

/* Rows */

static GtkWidget *
make_menu_button (const GessoLabel *label)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) rename = g_menu_item_new (_("_Rename…"), NULL);
  g_autoptr (GMenuItem) delete = g_menu_item_new (_("_Delete"), NULL);
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = NULL;

  g_menu_item_set_action_and_target (rename, "library.rename-label", "x", label->id);
  g_menu_item_set_action_and_target (delete, "library.delete-label", "x", label->id);
  g_menu_append_item (menu, rename);
  g_menu_append_item (menu, delete);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* Translators: %s is the name of a tag, a collection or a saved search. */
  name = g_strdup_printf (_("Change “%s”"), label->name);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_place (GessoLibraryPlaces       *self,
           const GessoLibraryFilter *filter,
           const char               *group,
           const char               *icon,
           const char               *name,
           const GessoLabel         *label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = gtk_label_new (name);
  Place *place = g_new0 (Place, 1);

  place->filter = gesso_library_filter_to_text (filter);
  place->group = group;
  g_ptr_array_add (self->places, place);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  if (label != NULL && label->kind != GESSO_LABEL_SEARCH)
    {
      g_autofree char *count = g_strdup_printf ("%u", label->n_versions);
      GtkWidget *number = gtk_label_new (count);

      gtk_widget_add_css_class (number, "dim-label");
      gtk_widget_add_css_class (number, "numeric");
      gtk_box_append (GTK_BOX (box), number);
    }
  if (label != NULL)
    gtk_box_append (GTK_BOX (box), make_menu_button (label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->list, row);
}

static void
add_label (GessoLibraryPlaces *self,
           const GessoLabel   *label)
{
  g_autoptr (GessoLibraryFilter) filter = label->filter != NULL ? gesso_library_filter_parse (label->filter)
                                                                : gesso_library_filter_new ();

  switch (label->kind)
    {
    case GESSO_LABEL_COLLECTION:
      filter->collection = label->id;
      add_place (self, filter, _("Collections"), "folder-pictures-symbolic", label->name, label);
      break;
    case GESSO_LABEL_TAG:
      filter->tag = label->id;
      add_place (self, filter, _("Tags"), "gesso-tag-symbolic", label->name, label);
      break;
    case GESSO_LABEL_SEARCH:
      add_place (self, filter, _("Saved Searches"), "folder-saved-search-symbolic", label->name, label);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
update_header_cb (GtkListBoxRow *row,
                  GtkListBoxRow *before,
                  gpointer       user_data)
{
  GessoLibraryPlaces *self = user_data;
  const Place *place = self->places->pdata[gtk_list_box_row_get_index (row)];
  const Place *previous = before != NULL ? self->places->pdata[gtk_list_box_row_get_index (before)] : NULL;
  GtkWidget *title;

  if (place->group == NULL || (previous != NULL && g_strcmp0 (previous->group, place->group) == 0))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  title = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "label", place->group,
                        "xalign", 0.0, NULL);
  gtk_widget_add_css_class (title, "library-group");
  gtk_widget_add_css_class (title, "caption-heading");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_list_box_row_set_header (row, title);
}

static void
mark_shown (GessoLibraryPlaces *self)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_strcmp0 (((const Place *) self->places->pdata[i])->filter, self->shown) == 0)
      {
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, i));
        return;
      }
  gtk_list_box_unselect_all (self->list);
}

static void
gesso_library_places_dispose (GObject *object)
{
  g_clear_pointer ((GtkWidget **) &GESSO_LIBRARY_PLACES (object)->list, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_library_places_parent_class)->dispose (object);
}

static void
gesso_library_places_finalize (GObject *object)
{
  GessoLibraryPlaces *self = GESSO_LIBRARY_PLACES (object);

  g_ptr_array_unref (self->places);
  g_free (self->shown);
  G_OBJECT_CLASS (gesso_library_places_parent_class)->finalize (object);
}

static void
gesso_library_places_class_init (GessoLibraryPlacesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gesso_library_places_dispose;
  object_class->finalize = gesso_library_places_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
gesso_library_places_init (GessoLibraryPlaces *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->places = g_ptr_array_new_with_free_func (free_place);
  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_header_func (self->list, update_header_cb, self, NULL);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Places in the library"), -1);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (list, GTK_WIDGET (self));
  gesso_library_places_set_labels (self, none);
}

GtkWidget *
gesso_library_places_new (void)
{
  return g_object_new (GESSO_TYPE_LIBRARY_PLACES, NULL);
}

void
gesso_library_places_set_labels (GessoLibraryPlaces *self,
                                 GPtrArray          *labels)
{
  static const GessoLabelKind order[] = { GESSO_LABEL_COLLECTION, GESSO_LABEL_SEARCH, GESSO_LABEL_TAG };
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();
  GtkListBoxRow *row;

  g_return_if_fail (GESSO_IS_LIBRARY_PLACES (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->places, 0);
  add_place (self, filter, NULL, "view-grid-symbolic", _("All Pictures"), NULL);
  filter->favourite = TRUE;
  add_place (self, filter, NULL, "gesso-favourite-symbolic", _("Favourites"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint k = 0; k < labels->len; k++)
      if (((const GessoLabel *) labels->pdata[k])->kind == order[i])
        add_label (self, labels->pdata[k]);
  mark_shown (self);
}

void
gesso_library_places_show (GessoLibraryPlaces       *self,
                           const GessoLibraryFilter *filter)
{
  g_return_if_fail (GESSO_IS_LIBRARY_PLACES (self));

  g_free (self->shown);
  self->shown = gesso_library_filter_to_text (filter);
  mark_shown (self);
}

/* gesso-library-page.c - the page, and what it shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-page-private.h"
#include "gesso-scrollbar.h"
#include "gesso-template.h"
#include "gesso-toast.h"

enum
{
  CLOSE,
  OPEN_VERSION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoLibraryPage, gesso_library_page, GTK_TYPE_WIDGET)

GessoStore *
gesso_library_page_get_store (GessoLibraryPage *self)
{
  return gesso_studio_get_store (self->studio);
}

void
gesso_library_page_toast (GessoLibraryPage *self,
                          const char       *sentence)
{
  gesso_toast_show (self->toasts, gesso_toast_new (sentence));
}

void
gesso_library_page_toast_error (GessoLibraryPage *self,
                                const GError     *error)
{
  gesso_toast_show_error (self->toasts, error);
}

/* What is shown */

static void
update_stack (GessoLibraryPage *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->library)) > 0;
  const char *page = "grid";

  if (!any && gesso_library_get_loading (self->library))
    page = "blank";
  else if (!any)
    page = gesso_library_filter_is_empty (gesso_library_get_filter (self->library)) ? "empty" : "none";
  gtk_stack_set_visible_child_name (self->stack, page);
  if (self->focus_wanted && g_str_equal (page, "grid"))
    {
      self->focus_wanted = FALSE;
      gtk_widget_grab_focus (GTK_WIDGET (self->grid));
    }
}

/* What is not shown takes no focus, and pictures may only be on their way. */
void
gesso_library_page_focus_grid (GessoLibraryPage *self)
{
  self->focus_wanted = TRUE;
  update_stack (self);
}

static void
show_filter (GessoLibraryPage *self)
{
  const GessoLibraryFilter *filter = gesso_library_get_filter (self->library);
  gboolean filtered = !gesso_library_filter_is_empty (filter);

  self->showing = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), filter->text != NULL ? filter->text : "") != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), filter->text != NULL ? filter->text : "");
  gesso_library_filter_panel_show (self->filter_panel, filter);
  gesso_library_chips_show (self->chips, filter, self->labels);
  gesso_library_places_show (self->places, filter);
  gesso_library_grid_set_captions (self->grid, filter->text != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.clear-filters", filtered);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "library.save-search", filtered);
  self->showing = FALSE;
}

void
gesso_library_page_apply (GessoLibraryPage         *self,
                          const GessoLibraryFilter *filter)
{
  gesso_library_grid_scroll_to_start (self->grid);
  gesso_library_set_filter (self->library, filter);
  show_filter (self);
  update_stack (self);
}

static void
search_changed_cb (GessoLibraryPage *self)
{
  g_autoptr (GessoLibraryFilter) filter = NULL;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->showing || self->library == NULL)
    return;
  filter = gesso_library_filter_copy (gesso_library_get_filter (self->library));
  g_free (filter->text);
  filter->text = *text != '\0' ? g_strdup (text) : NULL;
  gesso_library_page_apply (self, filter);
}

/* From the words to what they found. */
static void
search_done_cb (GessoLibraryPage *self)
{
  gesso_library_grid_focus (self->grid, 0);
}

/* Letters pressed among the pictures; these may be gone with the next one. */
static void
search_started_cb (GessoLibraryPage *self)
{
  gtk_text_grab_focus_without_selecting (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry))));
}

static void
stop_search_cb (GessoLibraryPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  search_changed_cb (self);
  gesso_library_page_focus_grid (self);
}

static void
panel_changed_cb (GessoLibraryPage *self)
{
  g_autoptr (GessoLibraryFilter) filter = NULL;

  if (self->showing || self->library == NULL)
    return;
  filter = gesso_library_filter_copy (gesso_library_get_filter (self->library));
  gesso_library_filter_panel_apply (self->filter_panel, filter);
  gesso_library_page_apply (self, filter);
}

static void
filter_picked_cb (GessoLibraryPage *self,
                  const char       *text)
{
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_parse (text);

  gesso_library_page_apply (self, filter);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static void
activate_cb (GessoLibraryPage *self,
             gint64            id)
{
  GessoLibraryItem *item = gesso_library_peek (self->library, id);
  const GessoLibraryRow *row = item != NULL ? gesso_library_item_get_row (item) : NULL;

  if (row != NULL)
    g_signal_emit (self, signals[OPEN_VERSION], 0, row->thread_id, id);
}

static void
menu_cb (GessoLibraryPage *self,
         double            x,
         double            y)
{
  graphene_point_t place;

  if (!gtk_widget_compute_point (GTK_WIDGET (self->grid), GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y),
                                 &place))
    return;
  gtk_popover_set_pointing_to (self->menu, &(GdkRectangle) { (int) place.x, (int) place.y, 1, 1 });
  gtk_popover_popup (self->menu);
}

/* Commands on the page */

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  g_signal_emit (widget, signals[CLOSE], 0);
}

static void
find_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (GESSO_LIBRARY_PAGE (widget)->search_entry));
}

static void
filter_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  gtk_menu_button_popup (GESSO_LIBRARY_PAGE (widget)->filter_button);
}

static void
clear_filters_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  g_autoptr (GessoLibraryFilter) everything = gesso_library_filter_new ();

  gesso_library_page_apply (GESSO_LIBRARY_PAGE (widget), everything);
  gesso_library_page_focus_grid (GESSO_LIBRARY_PAGE (widget));
}

static void
zoom_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gesso_library_grid_zoom (GESSO_LIBRARY_PAGE (widget)->grid, g_str_equal (name, "library.zoom-in") ? 1 : -1);
}

static void
toggle_places_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
gesso_library_page_dispose (GObject *object)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->export_cancellable);
  if (self->grid != NULL)
    gesso_library_grid_set_library (self->grid, NULL, NULL);
  g_clear_pointer ((GtkWidget **) &self->menu, gtk_widget_unparent);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_LIBRARY_PAGE);
  g_clear_object (&self->library);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->settings);
  g_clear_object (&self->studio);
  g_clear_object (&self->export_cancellable);
  g_clear_object (&self->export_toast);
  G_OBJECT_CLASS (gesso_library_page_parent_class)->dispose (object);
}

static void
gesso_library_page_finalize (GObject *object)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->labels);
  G_OBJECT_CLASS (gesso_library_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-library-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, bar);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, chips);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, collection_button);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, filter_panel);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, flap);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, grid);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, move_button);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, places);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, stars_button);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, tag_button);
  gtk_widget_class_bind_template_child (widget_class, GessoLibraryPage, toasts);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, gesso_library_page_selection_changed);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, panel_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "library.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "library.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "library.filter", NULL, filter_cb);
  gtk_widget_class_install_action (widget_class, "library.clear-filters", NULL, clear_filters_cb);
  gtk_widget_class_install_action (widget_class, "library.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "library.zoom-out", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "library.toggle-places", NULL, toggle_places_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "library.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "library.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "library.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "library.filter", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "library.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "library.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "library.zoom-in", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "library.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "library.zoom-out", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "library.toggle-places", NULL);
}

static void
gesso_library_page_class_init (GessoLibraryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_library_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_library_page_finalize;

  signals[CLOSE] = g_signal_new ("close", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[OPEN_VERSION] = g_signal_new ("open-version", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT64);

  g_type_ensure (GESSO_TYPE_LIBRARY_CHIPS);
  g_type_ensure (GESSO_TYPE_LIBRARY_FILTER_PANEL);
  g_type_ensure (GESSO_TYPE_LIBRARY_GRID);
  g_type_ensure (GESSO_TYPE_LIBRARY_PLACES);
  bind_template (widget_class);
  install_actions (widget_class);
  gesso_library_page_install_edits (widget_class);
  gesso_library_page_install_labels (widget_class);
  gtk_widget_class_set_css_name (widget_class, "librarypage");
}

static void
gesso_library_page_init (GessoLibraryPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_label_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gesso_scrollbar_show_when_needed (GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self->grid),
                                                                                  GTK_TYPE_SCROLLED_WINDOW)));
  /* The flap only asks for an allocation while it moves, and the grid binds other cells in it: see
   * gesso_library_grid_relayout(). */
  g_signal_connect_object (self->flap, "notify::reveal-progress", G_CALLBACK (gtk_widget_queue_resize), self->grid,
                           G_CONNECT_SWAPPED);
  gesso_library_page_init_edits (self);
}

static void
models_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoLibraryPage) self = user_data;
  g_autoptr (GPtrArray) models = gesso_store_list_used_models_finish (GESSO_STORE (source), result, NULL);

  if (models == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  gesso_library_filter_panel_set_models (self->filter_panel, models);
  show_filter (self);
}

GtkWidget *
gesso_library_page_new (GessoStudio *studio,
                        GSettings   *settings)
{
  GessoLibraryPage *self = g_object_new (GESSO_TYPE_LIBRARY_PAGE, NULL);
  GessoStore *store = gesso_studio_get_store (studio);

  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  self->thumbnails = gesso_thumbnails_new (studio);
  self->library = gesso_library_new (store);
  g_signal_connect_object (self->library, "items-changed", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "notify::loading", G_CALLBACK (update_stack), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "labels-changed", G_CALLBACK (gesso_library_page_load_labels), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind (settings, "library-cell-size", self->grid, "cell-size", G_SETTINGS_BIND_DEFAULT);
  gesso_library_grid_set_library (self->grid, self->library, self->thumbnails);
  gesso_library_page_set_up_moving (self);
  gesso_library_page_load_labels (self);
  show_filter (self);
  update_stack (self);
  return GTK_WIDGET (self);
}

void
gesso_library_page_enter (GessoLibraryPage *self)
{
  g_return_if_fail (GESSO_IS_LIBRARY_PAGE (self));

  gesso_library_page_focus_grid (self);
  gesso_store_list_used_models_async (gesso_library_page_get_store (self), self->cancellable, models_listed_cb,
                                      g_object_ref (self));
}

void
gesso_library_page_search (GessoLibraryPage *self,
                           const char       *text)
{
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();

  g_return_if_fail (GESSO_IS_LIBRARY_PAGE (self));

  filter->text = g_strdup (text);
  gesso_library_page_apply (self, filter);
}

void
gesso_library_page_show_alike (GessoLibraryPage *self,
                               gint64            version_id)
{
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();

  g_return_if_fail (GESSO_IS_LIBRARY_PAGE (self));

  filter->alike = version_id;
  gesso_library_page_apply (self, filter);
}

/* gesso-library-page-move.c - the selected versions go to another thread, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-page-private.h"
#include "gesso-thread-row.h"

/* Versions on their way to another thread. */
typedef struct
{
  GessoLibraryPage *page; /* (owned) */
  GArray *ids;            /* (owned) (element-type gint64) */
  gint64 thread_id;
} Moving;

static void
moving_free (Moving *moving)
{
  g_object_unref (moving->page);
  g_array_unref (moving->ids);
  g_free (moving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Moving, moving_free)

void
gesso_library_page_move_cb (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  gtk_menu_button_popup (GESSO_LIBRARY_PAGE (widget)->move_button);
}

/* (thread, ids) of each thread they came from */
void
gesso_library_page_move_back_cb (GtkWidget  *widget,
                                 const char *name,
                                 GVariant   *parameter)
{
  GVariantIter iter;
  GVariant *ids;
  gint64 thread_id;

  g_variant_iter_init (&iter, parameter);
  while (g_variant_iter_next (&iter, "(x@ax)", &thread_id, &ids))
    {
      g_autoptr (GArray) array = gesso_library_page_read_target (ids);

      gesso_library_page_edit (GESSO_LIBRARY_PAGE (widget), array, GESSO_EDIT_MOVE, thread_id, NULL);
      g_variant_unref (ids);
    }
}

/* Where @rows are now, for gesso_library_page_move_back_cb(). */
static GVariant *
make_way_back (GPtrArray *rows)
{
  g_autoptr (GHashTable) threads = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                                          (GDestroyNotify) g_array_unref);
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer thread_id, ids;

  for (guint i = 0; i < rows->len; i++)
    {
      GessoLibraryRow *row = rows->pdata[i];

      ids = g_hash_table_lookup (threads, &row->thread_id);
      if (ids == NULL)
        g_hash_table_insert (threads, &row->thread_id, ids = g_array_new (FALSE, FALSE, sizeof (gint64)));
      g_array_append_val ((GArray *) ids, row->id);
    }
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(xax)"));
  g_hash_table_iter_init (&iter, threads);
  while (g_hash_table_iter_next (&iter, &thread_id, &ids))
    g_variant_builder_add (&builder, "(x@ax)", *(const gint64 *) thread_id, gesso_library_page_make_target (ids));
  return g_variant_builder_end (&builder);
}

static void
places_known_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (Moving) moving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gesso_store_load_library_rows_finish (GESSO_STORE (source), result, &error);
  g_autofree char *sentence = NULL;

  if (rows == NULL)
    {
      gesso_library_page_toast_error (moving->page, error);
      return;
    }
  gesso_library_page_edit (moving->page, moving->ids, GESSO_EDIT_MOVE, moving->thread_id, NULL);
  gesso_library_grid_clear_selection (moving->page->grid);
  sentence = g_strdup_printf (ngettext ("%u version moved", "%u versions moved", rows->len), rows->len);
  gesso_library_page_toast_undo (moving->page, sentence, "library.move-back", make_way_back (rows));
}

static void
thread_picked_cb (GessoLibraryPage *self,
                  guint             position,
                  GtkListView      *view)
{
  g_autoptr (GessoThread) thread = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)), position);
  Moving *moving;

  gtk_menu_button_popdown (self->move_button);
  if (thread == NULL)
    return;
  moving = g_new0 (Moving, 1);
  moving->page = g_object_ref (self);
  moving->ids = gesso_library_page_dup_selected (self);
  moving->thread_id = gesso_thread_get_id (thread);
  gesso_store_load_library_rows_async (gesso_library_page_get_store (self),
                                       (const gint64 *) (gconstpointer) moving->ids->data, moving->ids->len, NULL,
                                       self->cancellable, places_known_cb, moving);
}

static void
setup_thread_cb (GessoLibraryPage *self,
                 GtkListItem      *item)
{
  gtk_list_item_set_child (item, gesso_thread_row_new (self->thumbnails));
}

static void
bind_thread_cb (GessoLibraryPage *self,
                GtkListItem      *item)
{
  gesso_thread_row_set_thread (GESSO_THREAD_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_thread_cb (GessoLibraryPage *self,
                  GtkListItem      *item)
{
  gesso_thread_row_set_thread (GESSO_THREAD_ROW (gtk_list_item_get_child (item)), NULL);
}

void
gesso_library_page_set_up_moving (GessoLibraryPage *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (gesso_studio_get_threads (self->studio))));
  GtkWidget *view = gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_thread_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_thread_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_thread_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Threads"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (thread_picked_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, 280, 320);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_popover (self->move_button, popover);
  gesso_library_page_return_after (self, self->move_button);
}

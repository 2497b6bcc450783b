/* gesso-library-page-edit.c - what can be done with the selected versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-page-private.h"
#include "gesso-toast.h"

GArray *
gesso_library_page_dup_selected (GessoLibraryPage *self)
{
  return gesso_library_selection_dup_ids (gesso_library_grid_get_selection (self->grid));
}

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoLibraryPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_edit_versions_finish (GESSO_STORE (source), result, &error))
    gesso_library_page_toast_error (self, error);
}

void
gesso_library_page_edit (GessoLibraryPage *self,
                         const GArray     *ids,
                         GessoVersionEdit  what,
                         gint64            number,
                         const char       *text)
{
  if (ids->len > 0)
    gesso_store_edit_versions_async (gesso_library_page_get_store (self), (const gint64 *) (gconstpointer) ids->data,
                                     ids->len, what, number, text, NULL, edited_cb, g_object_ref (self));
}

/* Versions that go into a collection as soon as it is there. */
typedef struct
{
  GessoLibraryPage *page; /* (owned) */
  GArray *ids;            /* (owned) (element-type gint64) */
} Collecting;

static void
collecting_free (Collecting *collecting)
{
  g_object_unref (collecting->page);
  g_array_unref (collecting->ids);
  g_free (collecting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Collecting, collecting_free)

static void
edit_selected (GessoLibraryPage *self,
               GessoVersionEdit  what,
               gint64            number,
               const char       *text)
{
  g_autoptr (GArray) ids = gesso_library_page_dup_selected (self);

  gesso_library_page_edit (self, ids, what, number, text);
}

/* @target: (transfer floating) */
void
gesso_library_page_toast_undo (GessoLibraryPage *self,
                               const char       *sentence,
                               const char       *action,
                               GVariant         *target)
{
  AdwToast *toast = gesso_toast_new (sentence);

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  gesso_toast_show (self->toasts, toast);
}

GVariant *
gesso_library_page_make_target (const GArray *ids)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));
}

GArray *
gesso_library_page_read_target (GVariant *target)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize n;
  const gint64 *values = g_variant_get_fixed_array (target, &n, sizeof (gint64));

  return g_array_append_vals (ids, values, n);
}

/* Marks */

/* Favourites all become none; otherwise all become favourites. */
static void
toggle_favourite_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  g_autoptr (GArray) ids = gesso_library_page_dup_selected (self);
  gboolean all = TRUE;

  for (guint i = 0; i < ids->len && all; i++)
    {
      GessoLibraryItem *item = gesso_library_peek (self->library, g_array_index (ids, gint64, i));
      const GessoLibraryRow *row = item != NULL ? gesso_library_item_get_row (item) : NULL;

      all = row != NULL && row->favourite;
    }
  gesso_library_page_edit (self, ids, GESSO_EDIT_FAVOURITE, !all, NULL);
}

static void
set_stars_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  edit_selected (GESSO_LIBRARY_PAGE (widget), GESSO_EDIT_STARS, g_variant_get_int32 (parameter), NULL);
}

/* Labels */

static void
tag_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  gtk_menu_button_popup (GESSO_LIBRARY_PAGE (widget)->tag_button);
}

static void
collect_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gtk_menu_button_popup (GESSO_LIBRARY_PAGE (widget)->collection_button);
}

static void
tag_picked_cb (GessoLibraryPage *self,
               const char       *name)
{
  g_autofree char *sentence = NULL;

  edit_selected (self, GESSO_EDIT_ADD_TAG, 0, name);
  /* Translators: %s is the name of a tag or a collection. */
  sentence = g_strdup_printf (_("Added to “%s”"), name);
  gesso_library_page_toast (self, sentence);
}

static void
collection_saved_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (Collecting) collecting = user_data;
  g_autoptr (GError) error = NULL;
  gint64 id = gesso_store_save_label_finish (GESSO_STORE (source), result, &error);

  if (id != 0)
    gesso_library_page_edit (collecting->page, collecting->ids, GESSO_EDIT_ADD_LABEL, id, NULL);
  else
    gesso_library_page_toast_error (collecting->page, error);
}

static void
collection_picked_cb (GessoLibraryPage *self,
                      const char       *name)
{
  GessoLabel label = { 0, GESSO_LABEL_COLLECTION, (char *) name, NULL, 0 };
  Collecting *collecting = g_new0 (Collecting, 1);
  g_autofree char *sentence = g_strdup_printf (_("Added to “%s”"), name);

  collecting->page = g_object_ref (self);
  collecting->ids = gesso_library_page_dup_selected (self);
  gesso_store_save_label_async (gesso_library_page_get_store (self), &label, NULL, collection_saved_cb, collecting);
  gesso_library_page_toast (self, sentence);
}

/* Out of the tag or the collection that is shown. */
static void
take_out_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  const GessoLibraryFilter *filter = gesso_library_get_filter (self->library);
  gint64 label = filter->collection != 0 ? filter->collection : filter->tag;

  if (label == 0)
    return;
  edit_selected (self, GESSO_EDIT_REMOVE_LABEL, label, NULL);
  gesso_library_grid_clear_selection (self->grid);
}

/* Trash */

static void
trash_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  g_autoptr (GArray) ids = gesso_library_page_dup_selected (self);
  g_autofree char *sentence = NULL;

  gesso_library_page_edit (self, ids, GESSO_EDIT_TRASH, TRUE, NULL);
  gesso_library_grid_clear_selection (self->grid);
  sentence = g_strdup_printf (ngettext ("%u version moved to the trash", "%u versions moved to the trash", ids->len),
                              ids->len);
  gesso_library_page_toast_undo (self, sentence, "library.restore", gesso_library_page_make_target (ids));
}

static void
restore_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_autoptr (GArray) ids = gesso_library_page_read_target (parameter);

  gesso_library_page_edit (GESSO_LIBRARY_PAGE (widget), ids, GESSO_EDIT_TRASH, FALSE, NULL);
}

/* One version */

static void
open_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  g_autoptr (GArray) ids = gesso_library_page_dup_selected (self);

  if (ids->len > 0)
    g_signal_emit_by_name (self->grid, "activate", g_array_index (ids, gint64, 0));
}

static void
more_like_this_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  g_autoptr (GArray) ids = gesso_library_page_dup_selected (self);

  if (ids->len > 0)
    gesso_library_page_show_alike (self, g_array_index (ids, gint64, 0));
}

static void
only_thread_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  GessoLibraryPage *self = GESSO_LIBRARY_PAGE (widget);
  g_autoptr (GArray) ids = gesso_library_page_dup_selected (self);
  GessoLibraryItem *item = ids->len > 0 ? gesso_library_peek (self->library, g_array_index (ids, gint64, 0)) : NULL;
  const GessoLibraryRow *row = item != NULL ? gesso_library_item_get_row (item) : NULL;
  g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();

  if (row == NULL)
    return;
  filter->thread_id = row->thread_id;
  gesso_library_page_apply (self, filter);
}

static void
unselect_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gesso_library_grid_clear_selection (GESSO_LIBRARY_PAGE (widget)->grid);
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc func;
  gboolean needs_selection;
} edits[] = {
  { "library.toggle-favourite", NULL, toggle_favourite_cb, TRUE },
  { "library.set-stars", "i", set_stars_cb, TRUE },
  { "library.tag", NULL, tag_cb, TRUE },
  { "library.collect", NULL, collect_cb, TRUE },
  { "library.take-out", NULL, take_out_cb, TRUE },
  { "library.trash", NULL, trash_cb, TRUE },
  { "library.restore", "ax", restore_cb, FALSE },
  { "library.move", NULL, gesso_library_page_move_cb, TRUE },
  { "library.move-back", "a(xax)", gesso_library_page_move_back_cb, FALSE },
  { "library.export", NULL, gesso_library_page_export_cb, TRUE },
  { "library.cancel-export", NULL, gesso_library_page_cancel_export_cb, FALSE },
  { "library.open", NULL, open_cb, TRUE },
  { "library.more-like-this", NULL, more_like_this_cb, TRUE },
  { "library.only-thread", NULL, only_thread_cb, TRUE },
  { "library.unselect", NULL, unselect_cb, TRUE },
};

void
gesso_library_page_install_edits (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    gtk_widget_class_install_action (widget_class, edits[i].name, edits[i].parameter, edits[i].func);
  for (int stars = 0; stars <= 5; stars++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + stars, 0, "library.set-stars", "i", stars);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + stars, 0, "library.set-stars", "i", stars);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, 0, "library.toggle-favourite", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "library.tag", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, 0, "library.collect", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "library.move", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, 0, "library.more-like-this", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "library.export", NULL);
  /* Menus show the last one. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "library.trash", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "library.trash", NULL);
}

/* With nothing selected, letters are words to look for; else they are commands. */
void
gesso_library_page_selection_changed (GessoLibraryPage *self)
{
  guint n = gesso_library_selection_get_size (gesso_library_grid_get_selection (self->grid));
  g_autofree char *sentence = g_strdup_printf (ngettext ("%u selected", "%u selected", n), n);
  g_autofree char *number = g_strdup_printf ("%u", n);

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (edits[i].needs_selection)
      gtk_widget_action_set_enabled (GTK_WIDGET (self), edits[i].name, n > 0);
  gtk_label_set_label (self->selected_label, adw_flap_get_folded (self->flap) ? number : sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->selected_label), sentence);
  gtk_revealer_set_reveal_child (self->bar, n > 0);
  gtk_search_entry_set_key_capture_widget (self->search_entry, n == 0 ? GTK_WIDGET (self->grid) : NULL);
}

static GMenuModel *
make_stars_menu (void)
{
  static const char *const names[] = { N_("No Stars"), "★", "★★", "★★★", "★★★★", "★★★★★" };
  GMenu *menu = g_menu_new ();

  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (i == 0 ? _(names[0]) : names[i], NULL);

      g_menu_item_set_action_and_target (item, "library.set-stars", "i", i);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (void)
{
  static const struct
  {
    const char *label, *action;
  } items[] = {
    { N_("_Open in Its Thread"), "library.open" },
    { N_("More _Like This"), "library.more-like-this" },
    { N_("Only This _Thread"), "library.only-thread" },
    { N_("Toggle _Favourite"), "library.toggle-favourite" },
    { N_("Add T_ag…"), "library.tag" },
    { N_("Add to _Collection…"), "library.collect" },
    { N_("Take O_ut of This Tag or Collection"), "library.take-out" },
    { N_("_Move to Thread…"), "library.move" },
    { N_("_Save to Folder…"), "library.export" },
    { N_("Move to _Trash"), "library.trash" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    g_menu_append (menu, _(items[i].label), items[i].action);
  return G_MENU_MODEL (menu);
}

/* It may have been opened by a key, among the pictures. */
void
gesso_library_page_return_after (GessoLibraryPage *self,
                                 GtkMenuButton    *button)
{
  g_signal_connect_object (gtk_menu_button_get_popover (button), "closed", G_CALLBACK (gesso_library_page_focus_grid), self,
                           G_CONNECT_SWAPPED);
}

void
gesso_library_page_init_edits (GessoLibraryPage *self)
{
  g_autoptr (GMenuModel) stars = make_stars_menu ();
  g_autoptr (GMenuModel) menu = make_menu ();

  gtk_menu_button_set_menu_model (self->stars_button, stars);
  self->menu = GTK_POPOVER (gtk_popover_menu_new_from_model (menu));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));

  self->tag_picker = GESSO_LIBRARY_LABEL_PICKER (gesso_library_label_picker_new (GESSO_LABEL_TAG));
  g_signal_connect_object (self->tag_picker, "picked", G_CALLBACK (tag_picked_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->tag_button, GTK_WIDGET (self->tag_picker));
  self->collection_picker = GESSO_LIBRARY_LABEL_PICKER (gesso_library_label_picker_new (GESSO_LABEL_COLLECTION));
  g_signal_connect_object (self->collection_picker, "picked", G_CALLBACK (collection_picked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->collection_button, GTK_WIDGET (self->collection_picker));
  gesso_library_page_return_after (self, self->stars_button);
  gesso_library_page_return_after (self, self->tag_button);
  gesso_library_page_return_after (self, self->collection_button);
  gesso_library_page_selection_changed (self);
}

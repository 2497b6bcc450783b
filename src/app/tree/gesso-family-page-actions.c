/* gesso-family-page-actions.c - every command of the page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-family-page-private.h"
#include "gesso-store-library.h"
#include "gesso-toast.h"

/* The one version that is selected, or 0. */
static gint64
get_only (GessoFamilyPage *self)
{
  g_autoptr (GArray) ids = gesso_family_view_dup_selected (self->view);

  return ids->len == 1 ? g_array_index (ids, gint64, 0) : 0;
}

/* Commands of the window for the one that is selected. */
static const struct
{
  const char *name;
  const char *action;
  gboolean leaves; /* the page, for what it does is seen in the studio */
} version_actions[] = {
  { "family.open", "win.show-version", TRUE },
  { "family.use-as-source", "win.use-as-source", TRUE },
  { "family.continue", "win.continue-from", TRUE },
  { "family.replay", "win.replay-path", FALSE },
  { "family.copy", "win.copy-version", FALSE },
  { "family.save", "win.save-version", FALSE },
  { "family.recipe", "win.show-recipe", FALSE },
  { "family.pin", "win.pin-version", FALSE },
};

static void
version_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GessoFamilyPage *self = GESSO_FAMILY_PAGE (widget);
  gint64 id = get_only (self);

  for (guint i = 0; id != 0 && i < G_N_ELEMENTS (version_actions); i++)
    {
      if (!g_str_equal (version_actions[i].name, name))
        continue;
      if (version_actions[i].leaves)
        gesso_family_page_leave (self);
      gtk_widget_activate_action (widget, version_actions[i].action, "(xu)", id, 0);
    }
}

/* The younger one against the older one; one alone against what the canvas shows. */
static gboolean
find_pair (GessoFamilyPage *self,
           gint64          *version,
           gint64          *other)
{
  g_autoptr (GArray) ids = gesso_family_view_dup_selected (self->view);
  gint64 current = gesso_family_view_get_current (self->view);

  if (ids->len == 1 && current != 0 && current != g_array_index (ids, gint64, 0))
    g_array_append_val (ids, current);
  if (ids->len != 2)
    return FALSE;
  *version = MAX (g_array_index (ids, gint64, 0), g_array_index (ids, gint64, 1));
  *other = MIN (g_array_index (ids, gint64, 0), g_array_index (ids, gint64, 1));
  return TRUE;
}

static void
compare_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GessoFamilyPage *self = GESSO_FAMILY_PAGE (widget);
  gint64 version, other;

  if (!find_pair (self, &version, &other))
    return;
  gesso_family_page_leave (self);
  gtk_widget_activate_action (widget, "win.compare-versions", "(xx)", version, other);
}

/* Trash */

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoFamilyPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_edit_versions_finish (GESSO_STORE (source), result, &error))
    gesso_family_page_toast_error (self, error);
}

static void
set_trashed (GessoFamilyPage *self,
             const gint64    *ids,
             gsize            n_ids,
             gboolean         trashed)
{
  gesso_store_edit_versions_async (gesso_studio_get_store (self->studio), ids, (guint) n_ids, GESSO_EDIT_TRASH, trashed,
                                   NULL, NULL, edited_cb, g_object_ref (self));
}

static void
trash_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  GessoFamilyPage *self = GESSO_FAMILY_PAGE (widget);
  g_autoptr (GArray) ids = gesso_family_view_dup_selected (self->view);
  g_autofree char *sentence = NULL;
  AdwToast *toast;

  if (ids->len == 0)
    return;
  set_trashed (self, (const gint64 *) (gconstpointer) ids->data, ids->len, TRUE);
  gesso_family_view_clear_selection (self->view);
  sentence = g_strdup_printf (ngettext ("%u version moved to the trash", "%u versions moved to the trash", ids->len),
                              ids->len);
  toast = gesso_toast_new (sentence);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "family.restore");
  adw_toast_set_action_target_value (toast, g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len,
                                                                       sizeof (gint64)));
  gesso_toast_show (self->toasts, toast);
}

static void
restore_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  gsize n;
  const gint64 *ids = g_variant_get_fixed_array (parameter, &n, sizeof (gint64));

  set_trashed (GESSO_FAMILY_PAGE (widget), ids, n, FALSE);
}

/* The view */

static void
close_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  gesso_family_page_leave (GESSO_FAMILY_PAGE (widget));
}

static void
zoom_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  gesso_family_view_zoom (GESSO_FAMILY_PAGE (widget)->view, g_str_equal (name, "family.zoom-in") ? 1 : -1);
}

static void
zoom_normal_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  gesso_family_view_zoom_to (GESSO_FAMILY_PAGE (widget)->view, 1);
}

static void
fit_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  gesso_family_view_fit (GESSO_FAMILY_PAGE (widget)->view);
}

static void
show_current_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GessoFamilyView *view = GESSO_FAMILY_PAGE (widget)->view;

  gesso_family_view_go_to (view, gesso_family_view_get_current (view));
}

static void
select_all_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  gesso_family_view_select_all (GESSO_FAMILY_PAGE (widget)->view);
}

static void
unselect_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  gesso_family_view_clear_selection (GESSO_FAMILY_PAGE (widget)->view);
}

void
gesso_family_page_update_actions (GessoFamilyPage *self)
{
  g_autoptr (GArray) ids = gesso_family_view_dup_selected (self->view);
  gint64 version, other;

  for (guint i = 0; i < G_N_ELEMENTS (version_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), version_actions[i].name, ids->len == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "family.compare", find_pair (self, &version, &other));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "family.trash", ids->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "family.unselect", ids->len > 0);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    /* Of those for one action, menus show the last. */
    { GDK_KEY_Left, GDK_ALT_MASK, "family.close" },
    { GDK_KEY_Escape, 0, "family.close" },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "family.continue" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "family.continue" },
    { GDK_KEY_u, 0, "family.use-as-source" },
    { GDK_KEY_r, 0, "family.replay" },
    { GDK_KEY_c, 0, "family.compare" },
    { GDK_KEY_p, 0, "family.pin" },
    { GDK_KEY_a, 0, "family.show-path" },
    { GDK_KEY_e, 0, "family.everywhere" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "family.copy" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "family.save" },
    { GDK_KEY_i, GDK_CONTROL_MASK, "family.recipe" },
    { GDK_KEY_KP_Delete, 0, "family.trash" },
    { GDK_KEY_Delete, 0, "family.trash" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "family.select-all" },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "family.unselect" },
    { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "family.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "family.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "family.zoom-in" },
    { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "family.zoom-out" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "family.zoom-out" },
    { GDK_KEY_KP_0, GDK_CONTROL_MASK, "family.fit" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "family.fit" },
    { GDK_KEY_KP_1, GDK_CONTROL_MASK, "family.zoom-normal" },
    { GDK_KEY_1, GDK_CONTROL_MASK, "family.zoom-normal" },
    { GDK_KEY_BackSpace, 0, "family.show-current" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}

void
gesso_family_page_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (version_actions); i++)
    gtk_widget_class_install_action (widget_class, version_actions[i].name, NULL, version_cb);
  gtk_widget_class_install_action (widget_class, "family.close", NULL, close_cb);
  gtk_widget_class_install_action (widget_class, "family.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "family.trash", NULL, trash_cb);
  gtk_widget_class_install_action (widget_class, "family.restore", "ax", restore_cb);
  gtk_widget_class_install_action (widget_class, "family.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "family.zoom-out", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "family.zoom-normal", NULL, zoom_normal_cb);
  gtk_widget_class_install_action (widget_class, "family.fit", NULL, fit_cb);
  gtk_widget_class_install_action (widget_class, "family.show-current", NULL, show_current_cb);
  gtk_widget_class_install_action (widget_class, "family.select-all", NULL, select_all_cb);
  gtk_widget_class_install_action (widget_class, "family.unselect", NULL, unselect_cb);
  gtk_widget_class_install_property_action (widget_class, "family.show-path", "path-shown");
  gtk_widget_class_install_property_action (widget_class, "family.everywhere", "everywhere");
  add_keys (widget_class);
}

/* gesso-branch-menu.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-branch-menu.h"
#include "gesso-fork.h"

#define PICTURE_SIDE 40

struct _GessoBranchMenu
{
  GtkPopover parent_instance;

  GtkWidget *list;             /* (borrowed) */
  GessoThumbnails *thumbnails; /* (owned) */
  GCancellable *cancellable;   /* (owned): of the pictures under way */
  gint64 thread_id;
  GPtrArray *branches; /* (owned) (nullable) (element-type GessoBranch): by row */
};

G_DEFINE_FINAL_TYPE (GessoBranchMenu, gesso_branch_menu, GTK_TYPE_POPOVER)

static void
row_activated_cb (GessoBranchMenu *self,
                  GtkListBoxRow   *row)
{
  const GessoBranch *branch = g_ptr_array_index (self->branches, (guint) gtk_list_box_row_get_index (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-branch", "(xx)", self->thread_id, branch->id);
}

static void
picture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GtkImage) picture = user_data;
  g_autoptr (GdkTexture) texture = gesso_thumbnails_load_finish (GESSO_THUMBNAILS (source), result, NULL);

  if (texture != NULL)
    gtk_image_set_from_paintable (picture, GDK_PAINTABLE (texture));
}

static GtkWidget *
make_picture (GessoBranchMenu   *self,
              const GessoBranch *branch)
{
  GtkWidget *picture = gtk_image_new_from_icon_name ("image-x-generic-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (picture), PICTURE_SIDE);
  if (branch->blob != NULL)
    gesso_thumbnails_load_async (self->thumbnails, branch->blob,
                                 PICTURE_SIDE * (guint) gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                 self->cancellable, picture_loaded_cb, g_object_ref (picture));
  return picture;
}

static GtkWidget *
make_button (const char *icon,
             const char *text,
             const char *action,
             GVariant   *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_labels (const GessoBranch *branch,
             const char        *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *title = gtk_label_new (name);
  /* Translators: %u is how many messages there are on a branch of a thread. */
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message", "%u messages", branch->n_messages),
                                            branch->n_messages);
  GtkWidget *subtitle = gtk_label_new (count);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (title), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (title), 28);
  gtk_label_set_xalign (GTK_LABEL (subtitle), 0);
  gtk_widget_add_css_class (subtitle, "caption");
  gtk_widget_add_css_class (subtitle, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), subtitle);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
make_row (GessoBranchMenu   *self,
          const GessoBranch *branch)
{
  g_autofree char *name = gesso_branch_make_label (branch->id, branch->label);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_box_append (GTK_BOX (box), make_picture (self, branch));
  gtk_box_append (GTK_BOX (box), make_labels (branch, name));
  if (!branch->current && branch->version_id != 0)
    gtk_box_append (GTK_BOX (box), make_button ("gesso-compare-symbolic", _("Compare with What Is Shown"),
                                                "win.compare-branch", g_variant_new_int64 (branch->version_id)));
  gtk_box_append (GTK_BOX (box), make_button ("document-edit-symbolic", _("Rename…"), "win.rename-branch",
                                              g_variant_new ("(xx)", self->thread_id, branch->id)));
  gtk_widget_set_opacity (check, branch->current ? 1 : 0);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (branch->current)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("Shown now"), -1);
  return row;
}

static void
gesso_branch_menu_dispose (GObject *object)
{
  GessoBranchMenu *self = GESSO_BRANCH_MENU (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->thumbnails);
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  G_OBJECT_CLASS (gesso_branch_menu_parent_class)->dispose (object);
}

static void
gesso_branch_menu_class_init (GessoBranchMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_branch_menu_dispose;
}

static void
gesso_branch_menu_init (GessoBranchMenu *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "branches");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Branches"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
}

GtkWidget *
gesso_branch_menu_new (GessoStudio *studio)
{
  GessoBranchMenu *self = g_object_new (GESSO_TYPE_BRANCH_MENU, NULL);

  self->thumbnails = gesso_thumbnails_new (studio);
  return GTK_WIDGET (self);
}

void
gesso_branch_menu_set_branches (GessoBranchMenu *self,
                                gint64           thread_id,
                                GPtrArray       *branches)
{
  GtkWidget *row;

  g_return_if_fail (GESSO_IS_BRANCH_MENU (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  self->thread_id = thread_id;
  g_clear_pointer (&self->branches, g_ptr_array_unref);
  self->branches = g_ptr_array_ref (branches);
  for (guint i = 0; i < branches->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, g_ptr_array_index (branches, i)));
}

const char *
gesso_branch_menu_get_name (GessoBranchMenu *self,
                            gint64           branch_id)
{
  g_return_val_if_fail (GESSO_IS_BRANCH_MENU (self), NULL);

  for (guint i = 0; self->branches != NULL && i < self->branches->len; i++)
    {
      const GessoBranch *branch = g_ptr_array_index (self->branches, i);

      if (branch->id == branch_id)
        return branch->name;
    }
  return NULL;
}

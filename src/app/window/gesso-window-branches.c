/* gesso-window-branches.c - a thread that goes on from an earlier point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-branch-menu.h"
#include "gesso-fork.h"
#include "gesso-name-dialog.h"
#include "gesso-window-private.h"

static GessoStore *
get_store (GessoWindow *self)
{
  return gesso_studio_get_store (self->studio);
}

static gint64
get_thread_id (GessoWindow *self)
{
  return self->thread != NULL ? gesso_thread_get_id (self->thread) : 0;
}

/* What is shown of the branches */

/* The toast that says the same must not lie on it. */
static void
reveal_bar (GessoWindow *self,
            gboolean     revealed)
{
  gtk_revealer_set_reveal_child (self->branch_bar, revealed);
  if (revealed)
    gtk_widget_add_css_class (GTK_WIDGET (self->toasts), "above-branch-bar");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->toasts), "above-branch-bar");
}

void
gesso_window_place_branches (GessoWindow *self)
{
  gboolean alone = gesso_shell_get_mode (self->shell) == GESSO_SHELL_NARROW;
  GtkMenuButton *here, *there;
  g_autoptr (GtkWidget) menu = NULL;

  if (self->branch_menu == NULL)
    return;
  here = alone ? self->narrow_branches : self->branches_button;
  there = alone ? self->branches_button : self->narrow_branches;
  if (gtk_menu_button_get_popover (here) != GTK_POPOVER (self->branch_menu))
    {
      menu = g_object_ref (GTK_WIDGET (self->branch_menu));
      gtk_menu_button_set_popover (there, NULL);
      gtk_menu_button_set_popover (here, menu);
    }
  gtk_widget_set_visible (GTK_WIDGET (here), self->n_branches > 1);
  gtk_widget_set_visible (GTK_WIDGET (there), FALSE);
}

static void
show_branches (GessoWindow *self,
               GPtrArray   *branches)
{
  const GessoBranch *empty = NULL;

  for (guint i = 0; i < branches->len; i++)
    {
      const GessoBranch *branch = g_ptr_array_index (branches, i);

      if (branch->current && branch->id != 0 && branch->empty)
        empty = branch;
      if (branch->current)
        {
          g_autofree char *label = gesso_branch_make_label (branch->id, branch->label);

          gtk_label_set_label (GTK_LABEL (gtk_menu_button_get_child (self->narrow_branches)), label);
        }
    }
  gesso_branch_menu_set_branches (self->branch_menu, get_thread_id (self), branches);
  self->n_branches = branches->len;
  gesso_window_place_branches (self);
  reveal_bar (self, empty != NULL);
  if (empty != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (self->back_button), "(xx)", get_thread_id (self),
                                      empty->parent_id);
}

static void
hide_branches (GessoWindow *self)
{
  self->n_branches = 0;
  gesso_window_place_branches (self);
  reveal_bar (self, FALSE);
}

static void
branches_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) branches = gesso_store_list_branches_finish (GESSO_STORE (source), result, &error);

  if (branches != NULL)
    show_branches (self, branches);
  else
    gesso_window_toast_error (self, error);
}

void
gesso_window_update_branches (GessoWindow *self)
{
  if (self->thread == NULL)
    hide_branches (self);
  else
    gesso_store_list_branches_async (get_store (self), get_thread_id (self), self->thread_cancellable,
                                     branches_listed_cb, g_object_ref (self));
}

static void
branches_changed_cb (GessoWindow *self,
                     gint64       thread_id)
{
  if (thread_id == get_thread_id (self))
    gesso_window_update_branches (self);
}

/* Once something is on it, it is a branch like any other. */
static void
message_added_cb (GessoWindow  *self,
                  GessoMessage *message)
{
  if (gesso_message_get_thread_id (message) == get_thread_id (self) &&
      gtk_revealer_get_reveal_child (self->branch_bar))
    gesso_window_update_branches (self);
}

/* The counts and pictures of the list are those of the moment it is opened. */
static void
menu_shown_cb (GessoWindow *self)
{
  gesso_window_update_branches (self);
}

static GtkWidget *
make_bar (GessoWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name ("edit-undo-symbolic");
  GtkWidget *label = gtk_label_new (_("Continues from an earlier point. What follows there stays on its own branch."));

  self->back_button = gtk_button_new_with_mnemonic (_("_Go Back"));
  /* The target first, as an action without the one it takes is a mistake. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->back_button), "(xx)", (gint64) 0, (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), "win.switch-branch");
  gtk_widget_add_css_class (self->back_button, "flat");
  gtk_widget_set_valign (self->back_button, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (box, "branch-bar");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->back_button);
  self->branch_bar = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->branch_bar, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (self->branch_bar, box);
  return GTK_WIDGET (self->branch_bar);
}

void
gesso_window_furnish_branches (GessoWindow *self)
{
  GtkWidget *label;

  self->branch_menu = GESSO_BRANCH_MENU (gesso_branch_menu_new (self->studio));
  g_signal_connect_object (self->branch_menu, "show", G_CALLBACK (menu_shown_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->branches_button, GTK_WIDGET (self->branch_menu));
  label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  self->narrow_branches = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->narrow_branches, label);
  gtk_menu_button_set_always_show_arrow (self->narrow_branches, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->narrow_branches), "flat");
  gtk_widget_set_halign (GTK_WIDGET (self->narrow_branches), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->narrow_branches), _("Branches of the thread"));
  gtk_box_insert_child_after (self->conversation, GTK_WIDGET (self->narrow_branches), GTK_WIDGET (self->notice));
  gesso_window_place_branches (self);
  gtk_box_append (self->conversation, make_bar (self));
  g_signal_connect_object (get_store (self), "branches-changed", G_CALLBACK (branches_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (self), "message-added", G_CALLBACK (message_added_cb), self, G_CONNECT_SWAPPED);
}

void
gesso_window_open_branches (GessoWindow *self)
{
  if (self->n_branches > 1)
    gtk_popover_popup (GTK_POPOVER (self->branch_menu));
  else
    gesso_window_toast (self, _("This thread has one branch. “Continue from Here” on a message or a version begins another."));
}

/* Going on from somewhere */

/* Whether there is a branch now that was not there before. */
static gboolean
end_branching (GessoWindow  *self,
               GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gint64 before;
  gboolean made;

  if (!gesso_store_branch_finish (get_store (self), result, &before, &made, &error))
    {
      gesso_window_toast_error (self, error);
      return FALSE;
    }
  if (made)
    gesso_window_toast_action (self, _("On a branch of its own from here"), _("_Undo"), "win.switch-branch",
                               g_variant_new ("(xx)", get_thread_id (self), before));
  if (self->thread_view != NULL)
    gesso_thread_view_scroll_to_end (self->thread_view);
  gesso_composer_focus_prompt (self->composer);
  return made;
}

static void
branched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;

  end_branching (self, result);
}

void
gesso_window_branch (GessoWindow *self,
                     gint64       thread_id,
                     gint64       item_id)
{
  gesso_store_branch_async (get_store (self), thread_id, item_id, self->cancellable, branched_cb, g_object_ref (self));
}

/* What is worked on is what there was by then. */
static void
branched_from_message_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;

  if (!end_branching (self, result) || self->thread == NULL)
    return;
  gesso_composer_set_source (self->composer, NULL, 0);
  if (self->canvas != NULL)
    gesso_canvas_pane_set_version (self->canvas, NULL, 0);
  gesso_window_show_newest (self);
}

void
gesso_window_continue_from_message (GessoWindow *self,
                                    gint64       id)
{
  if (self->thread != NULL)
    gesso_store_branch_async (get_store (self), get_thread_id (self), id, self->cancellable, branched_from_message_cb,
                              g_object_ref (self));
}

static void
switched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_switch_branch_finish (GESSO_STORE (source), result, &error))
    gesso_window_toast_error (self, error);
}

void
gesso_window_switch_branch (GessoWindow *self,
                            gint64       thread_id,
                            gint64       branch_id)
{
  gesso_store_switch_branch_async (get_store (self), thread_id, branch_id, self->cancellable, switched_cb,
                                   g_object_ref (self));
}

static void
compared_cb (GessoWindow  *self,
             GessoVersion *version,
             guint         image_index)
{
  GessoVersion *shown;

  gesso_shell_set_canvas_visible (self->shell, TRUE);
  gesso_shell_set_page (self->shell, GESSO_SHELL_PAGE_CANVAS);
  shown = gesso_canvas_pane_get_version (gesso_window_ensure_canvas (self));
  if (shown != NULL)
    gesso_canvas_pane_compare_with (self->canvas, gesso_version_get_id (shown), version, image_index);
}

void
gesso_window_compare_branch (GessoWindow *self,
                             gint64       version_id)
{
  gtk_popover_popdown (GTK_POPOVER (self->branch_menu));
  if (self->canvas != NULL && gesso_canvas_pane_get_version (self->canvas) != NULL)
    gesso_window_with_version (self, g_variant_new ("(xu)", version_id, 0), compared_cb);
  else
    gesso_window_toast (self, _("Show a version of this branch on the canvas first, to compare with."));
}

/* Names */

typedef struct
{
  GessoWindow *window; /* (owned) */
  gint64 thread_id;
  gint64 branch_id;
} Naming;

static void
naming_free (Naming *naming)
{
  g_object_unref (naming->window);
  g_free (naming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Naming, naming_free)

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_rename_branch_finish (GESSO_STORE (source), result, &error))
    gesso_window_toast_error (self, error);
}

static void
name_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Naming) naming = user_data;
  GessoWindow *self = naming->window;
  g_autofree char *name = gesso_name_dialog_ask_finish (result, NULL);

  if (name != NULL)
    gesso_store_rename_branch_async (get_store (self), naming->thread_id, naming->branch_id, name, self->cancellable,
                                     renamed_cb, g_object_ref (self));
}

void
gesso_window_rename_branch (GessoWindow *self,
                            gint64       thread_id,
                            gint64       branch_id)
{
  const GessoNameQuestion question = {
    .heading = _("Name the Branch"),
    .name = gesso_branch_menu_get_name (self->branch_menu, branch_id),
    .placeholder = _("Named after its first message"),
    .accept = _("_Rename"),
    .may_be_empty = TRUE
  };
  Naming *naming = g_new0 (Naming, 1);

  gtk_popover_popdown (GTK_POPOVER (self->branch_menu));
  naming->window = g_object_ref (self);
  naming->thread_id = thread_id;
  naming->branch_id = branch_id;
  gesso_name_dialog_ask_async (GTK_WINDOW (self), &question, name_asked_cb, naming);
}

/* gesso-program-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-program-dialog.h"

#define ICON_SIDE 32

struct _GessoProgramDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  GtkStack *stack;
  AdwPreferencesGroup *group;

  GPtrArray *programs; /* (owned) (element-type GAppInfo) */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoProgramDialog, gesso_program_dialog, ADW_TYPE_WINDOW)

static void
row_activated_cb (GessoProgramDialog *self,
                  AdwActionRow       *row)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (index >= 0 && (guint) index < self->programs->len)
    g_signal_emit (self, signals[CHOSEN], 0, self->programs->pdata[index]);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_program (GessoProgramDialog *self,
             GAppInfo           *program)
{
  GtkWidget *row = adw_action_row_new ();
  GIcon *icon = g_app_info_get_icon (program);
  GtkWidget *image = icon != NULL ? gtk_image_new_from_gicon (icon) : gtk_image_new_from_icon_name ("application-x-executable");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_app_info_get_display_name (program));
  gtk_image_set_pixel_size (GTK_IMAGE (image), ICON_SIDE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
}

static void
gesso_program_dialog_finalize (GObject *object)
{
  g_clear_pointer (&GESSO_PROGRAM_DIALOG (object)->programs, g_ptr_array_unref);
  G_OBJECT_CLASS (gesso_program_dialog_parent_class)->finalize (object);
}

static void
gesso_program_dialog_class_init (GessoProgramDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_program_dialog_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_APP_INFO);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-program-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoProgramDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GessoProgramDialog, group);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gesso_program_dialog_init (GessoProgramDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_program_dialog_new (GPtrArray *programs)
{
  GessoProgramDialog *self = g_object_new (GESSO_TYPE_PROGRAM_DIALOG, NULL);

  self->programs = g_ptr_array_ref (programs);
  for (guint i = 0; i < programs->len; i++)
    add_program (self, programs->pdata[i]);
  gtk_stack_set_visible_child_name (self->stack, programs->len > 0 ? "programs" : "none");
  return GTK_WIDGET (self);
}

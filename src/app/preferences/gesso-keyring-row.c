/* gesso-keyring-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-keyring-row.h"

struct _GessoKeyringRow
{
  AdwActionRow parent_instance;

  GessoKeyList *keys; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoKeyringRow, gesso_keyring_row, ADW_TYPE_ACTION_ROW)

static void
try_again_cb (GessoKeyringRow *self)
{
  if (self->keys != NULL)
    gesso_key_list_refresh (self->keys, TRUE);
}

static void
show_problem (GessoKeyringRow *self)
{
  const char *problem = gesso_key_list_get_problem (self->keys);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self), problem != NULL);
}

static void
gesso_keyring_row_dispose (GObject *object)
{
  g_clear_object (&GESSO_KEYRING_ROW (object)->keys);
  G_OBJECT_CLASS (gesso_keyring_row_parent_class)->dispose (object);
}

static void
gesso_keyring_row_class_init (GessoKeyringRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_keyring_row_dispose;
}

static void
gesso_keyring_row_init (GessoKeyringRow *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Try Again"));
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("The keyring cannot be used"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 8);
  gtk_widget_add_css_class (icon, "warning");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), icon);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (try_again_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
}

GtkWidget *
gesso_keyring_row_new (void)
{
  return g_object_new (GESSO_TYPE_KEYRING_ROW, NULL);
}

void
gesso_keyring_row_set_keys (GessoKeyringRow *self,
                            GessoKeyList    *keys)
{
  g_return_if_fail (GESSO_IS_KEYRING_ROW (self));
  g_return_if_fail (self->keys == NULL);

  self->keys = g_object_ref (keys);
  g_signal_connect_object (keys, "changed", G_CALLBACK (show_problem), self, G_CONNECT_SWAPPED);
  show_problem (self);
}

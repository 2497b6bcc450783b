/* gesso-scrollbar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-scrollbar.h"

static GtkPolicyType
choose_policy (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) > gtk_adjustment_get_page_size (adjustment)
         ? GTK_POLICY_ALWAYS : GTK_POLICY_EXTERNAL;
}

static gboolean
update_policy_cb (gpointer user_data)
{
  GtkScrolledWindow *window = user_data;

  /* Outside of a window it may be gone but for this reference. */
  if (gtk_widget_get_root (GTK_WIDGET (window)) != NULL)
    g_object_set (window,
                  "vscrollbar-policy", choose_policy (gtk_scrolled_window_get_vadjustment (window)), NULL);
  return G_SOURCE_REMOVE;
}

static void
adjustment_changed_cb (GtkScrolledWindow *window,
                       GtkAdjustment     *adjustment)
{
  GtkPolicyType policy;

  gtk_scrolled_window_get_policy (window, NULL, &policy);
  if (policy != choose_policy (adjustment))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_policy_cb, g_object_ref (window), g_object_unref);
}

void
gesso_scrollbar_show_when_needed (GtkScrolledWindow *window)
{
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (window));

  g_object_set (window, "vscrollbar-policy", GTK_POLICY_EXTERNAL, NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (window), "changed",
                           G_CALLBACK (adjustment_changed_cb), window, G_CONNECT_SWAPPED);
}

/* gesso-transfer-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-toast.h"
#include "gesso-transfer-toast.h"

#define TICK 100 /* ms */
#define TICKS_BEFORE_SHOWN 6
#define PARTS 1000

struct _GessoTransferToast
{
  AdwToastOverlay *overlay;  /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *title;               /* (owned) */
  AdwToast *toast;           /* (owned) (nullable): once it is shown */
  GtkProgressBar *bar;       /* of the toast's */
  guint source, ticks;
  int parts; /* atomic: of PARTS */
};

void
gesso_transfer_toast_progress (double   fraction,
                               gpointer user_data)
{
  GessoTransferToast *self = user_data;

  g_atomic_int_set (&self->parts, (int) (fraction * PARTS));
}

static void
show (GessoTransferToast *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (self->title);

  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  self->toast = g_object_ref (adw_toast_new (""));
  adw_toast_set_custom_title (self->toast, box);
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _("_Cancel"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), self->cancellable,
                           G_CONNECT_SWAPPED);
  gesso_toast_show (self->overlay, g_object_ref (self->toast));
}

static gboolean
tick_cb (gpointer user_data)
{
  GessoTransferToast *self = user_data;

  if (++self->ticks == TICKS_BEFORE_SHOWN)
    show (self);
  if (self->bar != NULL)
    gtk_progress_bar_set_fraction (self->bar, (double) g_atomic_int_get (&self->parts) / PARTS);
  return G_SOURCE_CONTINUE;
}

GessoTransferToast *
gesso_transfer_toast_new (AdwToastOverlay *overlay,
                          const char      *title,
                          GCancellable    *cancellable)
{
  GessoTransferToast *self = g_new0 (GessoTransferToast, 1);

  self->overlay = g_object_ref (overlay);
  self->title = g_strdup (title);
  self->cancellable = g_object_ref (cancellable);
  self->source = g_timeout_add (TICK, tick_cb, self);
  return self;
}

void
gesso_transfer_toast_free (GessoTransferToast *self)
{
  g_source_remove (self->source);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
  g_object_unref (self->cancellable);
  g_object_unref (self->overlay);
  g_free (self->title);
  g_free (self);
}

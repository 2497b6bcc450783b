/* gesso-toast.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-toast.h"

/* µs: somewhat more than libadwaita takes to move a toast in. */
#define WAY_IN (600 * G_TIME_SPAN_MILLISECOND)

/* As long as the toast. */
typedef struct
{
  AdwToastOverlay *overlay; /* (weak) (nullable) */
  GListModel *children;     /* (owned): of the overlay */
  gint64 came;              /* frame time at which the overlay last let a toast in */
  AdwToast *toast;          /* (unowned) */
  GtkWidget *leaving;       /* (weak) (nullable): not to be pressed again */
  guint tick;               /* while it is to go */
} Guard;

static gint64
get_frame_time (Guard *self)
{
  return gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self->overlay)));
}

/* What does not move needs no care: hidden, the overlay shows and hides at once. */
static gboolean
is_moving (Guard *self)
{
  return self->overlay != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->overlay))
         && get_frame_time (self) - self->came < WAY_IN;
}

static void
children_changed_cb (GListModel *children,
                     guint       position,
                     guint       n_removed,
                     guint       n_added,
                     Guard      *self)
{
  if (n_added > 0 && self->overlay != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->overlay)))
    self->came = get_frame_time (self);
}

static gboolean
arrived_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  Guard *self = user_data;

  if (is_moving (self))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  if (self->leaving != NULL)
    gtk_widget_set_can_target (self->leaving, TRUE);
  g_clear_weak_pointer (&self->leaving);
  /* For the toast itself it was dismissed the first time. */
  g_signal_emit_by_name (self->toast, "dismissed");
  return G_SOURCE_REMOVE;
}

/* Before the overlay hears of it. */
static void
dismissed_cb (AdwToast *toast,
              Guard    *self)
{
  if (!is_moving (self) || gtk_widget_in_destruction (GTK_WIDGET (self->overlay)))
    return;
  g_signal_stop_emission_by_name (toast, "dismissed");
  g_set_weak_pointer (&self->leaving, gtk_widget_get_last_child (GTK_WIDGET (self->overlay)));
  gtk_widget_set_can_target (self->leaving, FALSE);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), arrived_cb, self, NULL);
}

static void
guard_free (gpointer  data,
            GClosure *closure)
{
  Guard *self = data;

  if (self->tick != 0 && self->overlay != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->overlay), self->tick);
  g_signal_handlers_disconnect_by_data (self->children, self);
  g_clear_object (&self->children);
  g_clear_weak_pointer (&self->leaving);
  g_clear_weak_pointer (&self->overlay);
  g_free (self);
}

AdwToast *
gesso_toast_new (const char *sentence)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);

  return adw_toast_new (markup);
}

void
gesso_toast_show (AdwToastOverlay *overlay,
                  AdwToast        *toast)
{
  Guard *self;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (ADW_IS_TOAST (toast));

  self = g_new0 (Guard, 1);
  g_set_weak_pointer (&self->overlay, overlay);
  self->toast = toast;
  self->children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect (self->children, "items-changed", G_CALLBACK (children_changed_cb), self);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (dismissed_cb), self, guard_free, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
gesso_toast_show_error (AdwToastOverlay *overlay,
                        const GError    *error)
{
  g_return_if_fail (error != NULL);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_toast_show (overlay, gesso_toast_new (error->message));
}

void
gesso_toast_show_in_preferences (AdwPreferencesWindow *window,
                                 AdwToast             *toast)
{
  g_return_if_fail (ADW_IS_PREFERENCES_WINDOW (window));

  gesso_toast_show (ADW_TOAST_OVERLAY (adw_window_get_content (ADW_WINDOW (window))), toast);
}

void
gesso_toast_show_error_in_preferences (GtkWidget    *widget,
                                       const GError *error)
{
  GtkWidget *window;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (error != NULL);

  window = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW);
  if (window != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_toast_show_in_preferences (ADW_PREFERENCES_WINDOW (window), gesso_toast_new (error->message));
}

/* gesso-thread-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-threads"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-relative-time.h"
#include "gesso-spoken.h"
#include "gesso-template.h"
#include "gesso-thread-row.h"
#include "gesso-thumbnail-paintable.h"

/* Device-independent pixels; the template asks for as many. */
#define COVER_SIDE 44

struct _GessoThreadRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkPicture *cover;
  GtkLabel *title;
  GtkLabel *time;
  GtkWidget *restore_button;
  GMenuModel *menu_model;

  GtkWidget *menu;                    /* (owned) (nullable): made when first asked for */
  GessoThumbnailPaintable *thumbnail; /* (owned): of the cover */
  GessoThread *thread;                /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoThreadRow, gesso_thread_row, GTK_TYPE_WIDGET)

/* thread.run: any of the window's thread actions, for this thread. */
static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GessoThreadRow *self = GESSO_THREAD_ROW (widget);

  if (self->thread != NULL)
    gtk_widget_activate_action (widget, g_variant_get_string (parameter, NULL), "x",
                                gesso_thread_get_id (self->thread));
}

static void
show_cover (GessoThreadRow *self)
{
  gesso_thumbnail_paintable_set_picture (self->thumbnail, gesso_thread_get_cover (self->thread), NULL, 0, 0);
  gesso_thumbnail_paintable_load (self->thumbnail, COVER_SIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
show_title (GessoThreadRow *self)
{
  const char *title = gesso_thread_get_title (self->thread);

  gtk_label_set_label (self->title, *title != '\0' ? title : _("New Thread"));
  gesso_spoken_name_item (GTK_WIDGET (self), gtk_label_get_label (self->title));
}

static void
thread_changed_cb (GessoThreadRow *self,
                   GParamSpec     *pspec)
{
  const char *name = g_param_spec_get_name (pspec);

  if (g_str_equal (name, "cover"))
    show_cover (self);
  else if (g_str_equal (name, "title"))
    show_title (self);
  else if (g_str_equal (name, "updated"))
    gesso_thread_row_update_time (self);
}

static void
popup_menu_at (GessoThreadRow *self,
               double          x,
               double          y)
{
  if (self->thread == NULL || gesso_thread_get_trashed (self->thread))
    return;

  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->menu_model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
context_pressed_cb (GessoThreadRow *self,
                    int             n_press,
                    double          x,
                    double          y,
                    GtkGesture     *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu_at (self, x, y);
}

static void
long_pressed_cb (GessoThreadRow *self,
                 double          x,
                 double          y,
                 GtkGesture     *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu_at (self, x, y);
}

static void
gesso_thread_row_dispose (GObject *object)
{
  GessoThreadRow *self = GESSO_THREAD_ROW (object);

  if (self->thread != NULL)
    gesso_thread_row_set_thread (self, NULL);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_THREAD_ROW);
  G_OBJECT_CLASS (gesso_thread_row_parent_class)->dispose (object);
}

static void
gesso_thread_row_finalize (GObject *object)
{
  g_object_unref (GESSO_THREAD_ROW (object)->thumbnail);
  G_OBJECT_CLASS (gesso_thread_row_parent_class)->finalize (object);
}

static void
gesso_thread_row_class_init (GessoThreadRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_thread_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_thread_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-thread-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoThreadRow, cover);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadRow, title);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadRow, time);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadRow, restore_button);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadRow, menu_model);
  gtk_widget_class_bind_template_callback (widget_class, context_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
  gtk_widget_class_install_action (widget_class, "thread.run", "s", run_action);
  gtk_widget_class_set_css_name (widget_class, "threadrow");
}

static void
gesso_thread_row_init (GessoThreadRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_thread_row_new (GessoThumbnails *thumbnails)
{
  GessoThreadRow *self = g_object_new (GESSO_TYPE_THREAD_ROW, NULL);

  self->thumbnail = gesso_thumbnail_paintable_new (thumbnails, 0);
  gtk_picture_set_paintable (self->cover, GDK_PAINTABLE (self->thumbnail));
  return GTK_WIDGET (self);
}

GessoThread *
gesso_thread_row_get_thread (GessoThreadRow *self)
{
  g_return_val_if_fail (GESSO_IS_THREAD_ROW (self), NULL);
  return self->thread;
}

void
gesso_thread_row_set_thread (GessoThreadRow *self,
                             GessoThread    *thread)
{
  g_return_if_fail (GESSO_IS_THREAD_ROW (self));
  g_return_if_fail (thread == NULL || GESSO_IS_THREAD (thread));

  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_func (self->thread, thread_changed_cb, self);
  g_set_object (&self->thread, thread);
  if (thread == NULL)
    {
      gesso_thumbnail_paintable_set_picture (self->thumbnail, NULL, NULL, 0, 0);
      return;
    }

  g_signal_connect_object (thread, "notify", G_CALLBACK (thread_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->restore_button, gesso_thread_get_trashed (thread));
  show_cover (self);
  show_title (self);
  gesso_thread_row_update_time (self);
}

void
gesso_thread_row_update_time (GessoThreadRow *self)
{
  g_autofree char *text = NULL, *full = NULL;

  g_return_if_fail (GESSO_IS_THREAD_ROW (self));

  if (self->thread == NULL)
    return;

  text = gesso_relative_time_format (gesso_thread_get_updated (self->thread), g_get_real_time (), NULL);
  full = gesso_relative_time_format_full (gesso_thread_get_updated (self->thread), NULL);
  gtk_label_set_label (self->time, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), full);
}

void
gesso_thread_row_popup_menu (GessoThreadRow *self)
{
  g_return_if_fail (GESSO_IS_THREAD_ROW (self));

  popup_menu_at (self, 12, gtk_widget_get_height (GTK_WIDGET (self)));
}

/* gesso-thread-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-scrollbar.h"
#include "gesso-template.h"
#include "gesso-thread-view-private.h"

/* Older pages are asked for before this many views remain above. */
#define LOAD_AHEAD 2.0

/* How often the rows say the time anew, with and without jobs among them. */
#define JOB_TICK_SECONDS 1
#define TICK_SECONDS 30

enum
{
  PROP_0,
  PROP_STUDIO,
  PROP_THREAD,
  N_PROPS
};

enum
{
  COMPARE_VERSION,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoThreadView, gesso_thread_view, GTK_TYPE_WIDGET)

void
gesso_thread_view_update_page (GessoThreadView *self)
{
  const char *page = "empty";

  /* Not the end first, and then a jump to where the artist was. */
  if (gesso_thread_view_is_restoring (self))
    page = "loading";
  else if (self->model != NULL && g_list_model_get_n_items (self->model) > 0)
    page = "list";
  else if (self->timeline != NULL && gesso_timeline_get_loading (self->timeline))
    page = "loading";
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
update_end_button (GessoThreadView *self)
{
  gboolean new_below = gesso_virtual_list_get_new_below (self->list);

  gtk_revealer_set_reveal_child (self->end_revealer, !gesso_virtual_list_get_at_end (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self->end_label), new_below);
  if (new_below)
    gtk_widget_add_css_class (GTK_WIDGET (self->end_button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->end_button), "suggested-action");
}

static gboolean
update_end_button_cb (gpointer user_data)
{
  GessoThreadView *self = GESSO_THREAD_VIEW (user_data);

  self->end_idle = 0;
  update_end_button (self);
  return G_SOURCE_REMOVE;
}

static void
load_older_if_near (GessoThreadView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  double page = gtk_adjustment_get_page_size (adjustment);

  if (self->timeline == NULL || page <= 0 || !gesso_timeline_get_has_older (self->timeline)
      || gesso_timeline_get_loading (self->timeline))
    return;
  if (gtk_adjustment_get_value (adjustment) < LOAD_AHEAD * page)
    gesso_timeline_load_older (self->timeline);
}

/* Callbacks */

static void
timeline_loading_cb (GessoThreadView *self)
{
  /* Whether more is wanted the adjustment tells, once these rows have their places. */
  gesso_thread_view_update_page (self);
  gesso_thread_view_seek (self);
}

static void
model_changed_cb (GessoThreadView *self)
{
  gesso_thread_view_update_page (self);
}

static void
list_state_cb (GessoThreadView *self)
{
  /* The list may tell from within its allocation, when nothing may ask for another size. */
  if (self->end_idle == 0)
    self->end_idle = g_idle_add (update_end_button_cb, self);
}

static void
adjustment_changed_cb (GessoThreadView *self)
{
  load_older_if_near (self);
  gesso_thread_view_keep_place_later (self);
}

static void
end_clicked_cb (GessoThreadView *self)
{
  gesso_thread_view_scroll_to_end (self);
}

static void
found_cb (GessoThreadView *self,
          gint64           id)
{
  gesso_thread_view_want (self, id, GESSO_THREAD_GOAL_FOUND);
}

static void
find_closed_cb (GessoThreadView *self)
{
  if (self->rows != NULL)
    gesso_thread_rows_mark_found (self->rows, NULL);
  if (self->model != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
compare_version_cb (GessoThreadView *self,
                    GessoVersion    *version,
                    guint            image,
                    gboolean         held,
                    GessoThreadRows *rows)
{
  g_signal_emit (self, signals[COMPARE_VERSION], 0, version, image, held);
}

static gboolean
tick_cb (gpointer user_data)
{
  GessoThreadView *self = user_data;

  if (self->rows != NULL)
    gesso_thread_rows_update_time (self->rows);
  return G_SOURCE_CONTINUE;
}

static void
restart_ticking (GessoThreadView *self)
{
  gboolean running = self->jobs != NULL && g_list_model_get_n_items (self->jobs) > 0;

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->tick_id = g_timeout_add_seconds (running ? JOB_TICK_SECONDS : TICK_SECONDS, tick_cb, self);
}

/* Models */

/* Those of other branches end there, unseen here. */
static gboolean
is_job_of_line (gpointer item,
                gpointer user_data)
{
  GessoTimeline *timeline = user_data;
  gint64 message_id = gesso_job_get_message_id (item);

  return gesso_job_get_thread_id (item) == gesso_timeline_get_thread_id (timeline) &&
         (message_id == 0 || gesso_timeline_may_hold (timeline, message_id));
}

static void
drop_models (GessoThreadView *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, model_changed_cb, self);
  if (self->timeline != NULL)
    g_signal_handlers_disconnect_by_func (self->timeline, timeline_loading_cb, self);
  if (self->jobs != NULL)
    g_signal_handlers_disconnect_by_func (self->jobs, restart_ticking, self);
  if (self->list != NULL)
    gesso_virtual_list_set_model (self->list, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->jobs);
  g_clear_object (&self->timeline);
  gesso_thread_view_forget_wanted (self);
}

static void
line_loaded_cb (GessoTimeline *timeline,
                GParamSpec    *pspec,
                GtkFilter     *filter)
{
  if (!gesso_timeline_get_loading (timeline))
    gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
make_models (GessoThreadView *self)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);
  GtkFilter *filter;
  GListModel *queue;

  if (self->studio == NULL || self->thread == NULL)
    return;

  queue = G_LIST_MODEL (gesso_studio_get_queue (self->studio));
  self->timeline = gesso_timeline_new (gesso_studio_get_store (self->studio), gesso_thread_get_id (self->thread));
  filter = GTK_FILTER (gtk_custom_filter_new (is_job_of_line, g_object_ref (self->timeline), g_object_unref));
  self->jobs = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (queue), filter));
  g_signal_connect_object (self->timeline, "notify::loading", G_CALLBACK (line_loaded_cb), filter, 0);
  g_list_store_append (parts, self->timeline);
  g_list_store_append (parts, self->jobs);
  self->model = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts))));

  g_signal_connect_object (self->timeline, "notify::loading", G_CALLBACK (timeline_loading_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (restart_ticking), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  gesso_virtual_list_set_model (self->list, self->model);
  gesso_virtual_list_scroll_to_end (self->list);
  gesso_thread_view_restore_place (self);
  restart_ticking (self);
}

static void
set_studio (GessoThreadView *self,
            GessoStudio     *studio)
{
  g_autoptr (GessoThumbnails) thumbnails = NULL;

  if (!g_set_object (&self->studio, studio))
    return;

  drop_models (self);
  gesso_virtual_list_set_factory (self->list, NULL);
  g_clear_object (&self->rows);
  if (studio != NULL)
    {
      thumbnails = gesso_thumbnails_new (studio);
      self->rows = gesso_thread_rows_new (thumbnails);
      g_signal_connect_object (self->rows, "compare-version", G_CALLBACK (compare_version_cb), self,
                               G_CONNECT_SWAPPED);
      gesso_virtual_list_set_factory (self->list, GESSO_ROW_FACTORY (self->rows));
    }
  make_models (self);
  gesso_thread_view_update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STUDIO]);
}

/* Overrides */

static void
gesso_thread_view_map (GtkWidget *widget)
{
  GessoThreadView *self = GESSO_THREAD_VIEW (widget);

  GTK_WIDGET_CLASS (gesso_thread_view_parent_class)->map (widget);
  tick_cb (self);
  restart_ticking (self);
}

static void
gesso_thread_view_unmap (GtkWidget *widget)
{
  GessoThreadView *self = GESSO_THREAD_VIEW (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  gesso_thread_view_keep_place (self);
  GTK_WIDGET_CLASS (gesso_thread_view_parent_class)->unmap (widget);
}

static void
gesso_thread_view_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  GessoThreadView *self = GESSO_THREAD_VIEW (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      g_value_set_object (value, self->studio);
      break;
    case PROP_THREAD:
      g_value_set_object (value, self->thread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_thread_view_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  GessoThreadView *self = GESSO_THREAD_VIEW (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      set_studio (self, g_value_get_object (value));
      break;
    case PROP_THREAD:
      gesso_thread_view_set_thread (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_thread_view_dispose (GObject *object)
{
  GessoThreadView *self = GESSO_THREAD_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->keep_id, g_source_remove);
  drop_models (self);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_THREAD_VIEW);
  g_clear_handle_id (&self->end_idle, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_object (&self->thread);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_thread_view_parent_class)->dispose (object);
}

static void
gesso_thread_view_class_init (GessoThreadViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gesso_thread_view_get_property;
  object_class->set_property = gesso_thread_view_set_property;
  object_class->dispose = gesso_thread_view_dispose;
  widget_class->map = gesso_thread_view_map;
  widget_class->unmap = gesso_thread_view_unmap;

  properties[PROP_STUDIO] =
    g_param_spec_object ("studio", NULL, NULL, GESSO_TYPE_STUDIO,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_THREAD] =
    g_param_spec_object ("thread", NULL, NULL, GESSO_TYPE_THREAD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[COMPARE_VERSION] = g_signal_new ("compare-version", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 3,
                                           GESSO_TYPE_VERSION, G_TYPE_UINT, G_TYPE_BOOLEAN);

  g_type_ensure (GESSO_TYPE_FIND_BAR);
  g_type_ensure (GESSO_TYPE_VIRTUAL_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-thread-view.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoThreadView, stack);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadView, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadView, list);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadView, end_revealer);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadView, end_button);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadView, end_label);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadView, find_bar);
  gtk_widget_class_bind_template_callback (widget_class, list_state_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_closed_cb);
  gtk_widget_class_set_css_name (widget_class, "threadview");
}

static void
gesso_thread_view_init (GessoThreadView *self)
{
  GtkAdjustment *adjustment;

  gtk_widget_init_template (GTK_WIDGET (self));
  gesso_scrollbar_show_when_needed (self->scrolled_window);
  adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (adjustment_changed_cb), self, G_CONNECT_SWAPPED);
  update_end_button (self);
}

void
gesso_thread_view_set_thread (GessoThreadView *self,
                              GessoThread     *thread)
{
  g_return_if_fail (GESSO_IS_THREAD_VIEW (self));
  g_return_if_fail (thread == NULL || GESSO_IS_THREAD (thread));

  if (self->thread == thread)
    return;

  gesso_thread_view_keep_place (self);
  g_set_object (&self->thread, thread);
  gesso_find_bar_set_thread (self->find_bar, self->studio != NULL ? gesso_studio_get_store (self->studio) : NULL,
                             thread != NULL ? gesso_thread_get_id (thread) : 0);
  drop_models (self);
  make_models (self);
  gesso_thread_view_update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THREAD]);
}

void
gesso_thread_view_scroll_to_version (GessoThreadView *self,
                                     gint64           version_id)
{
  g_return_if_fail (GESSO_IS_THREAD_VIEW (self));
  gesso_thread_view_want (self, version_id, GESSO_THREAD_GOAL_SEEN);
}

void
gesso_thread_view_scroll_to_message (GessoThreadView *self,
                                     gint64           message_id)
{
  g_return_if_fail (GESSO_IS_THREAD_VIEW (self));
  gesso_thread_view_want (self, message_id, GESSO_THREAD_GOAL_SEEN);
}

void
gesso_thread_view_scroll_to_end (GessoThreadView *self)
{
  g_return_if_fail (GESSO_IS_THREAD_VIEW (self));

  gesso_thread_view_forget_wanted (self);
  gesso_thread_view_update_page (self);
  gesso_virtual_list_scroll_to_end (self->list);
}

void
gesso_thread_view_find (GessoThreadView *self)
{
  g_return_if_fail (GESSO_IS_THREAD_VIEW (self));

  if (self->thread != NULL)
    gesso_find_bar_open (self->find_bar);
}

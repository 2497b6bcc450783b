/* gesso-threads-pane.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-hit-row.h"
#include "gesso-hit-search.h"
#include "gesso-template.h"
#include "gesso-thread-row.h"
#include "gesso-threads-pane.h"

/* How often the relative times are said anew. */
#define TICK_SECONDS 30

struct _GessoThreadsPane
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkStack *threads_stack;
  GtkListView *threads_view;
  GtkListView *hits_view;
  GtkStack *trash_stack;
  GtkListView *trash_view;
  GtkWidget *trash_button;
  GtkWidget *back_button;

  GessoStudio *studio;           /* (owned) (nullable) */
  GessoThread *thread;           /* (owned) (nullable): the selected one */
  GessoThumbnails *thumbnails;   /* (owned) (nullable): as long as there is a studio */
  GtkSingleSelection *selection; /* (owned) (nullable): the threads */
  GListModel *trash;             /* (owned) (nullable): from when the trash is first looked into */
  GessoHitSearch *search;        /* (owned) */
  GPtrArray *rows;               /* (owned) (element-type GessoThreadRow): in use, borrowed from the lists */
  guint tick_id;

  guint search_mode : 1;
  guint in_trash : 1;
};

enum
{
  PROP_0,
  PROP_STUDIO,
  PROP_THREAD,
  PROP_SEARCH_MODE,
  N_PROPS
};

enum
{
  HIT_ACTIVATED,
  THREAD_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoThreadsPane, gesso_threads_pane, GTK_TYPE_WIDGET)

static gboolean
is_searching (GessoThreadsPane *self)
{
  return self->search_mode && *gtk_editable_get_text (GTK_EDITABLE (self->search_entry)) != '\0';
}

static void
update_pages (GessoThreadsPane *self)
{
  GListModel *threads = self->studio != NULL ? G_LIST_MODEL (gesso_studio_get_threads (self->studio)) : NULL;
  const char *page = "empty";
  gboolean any_trash;

  if (threads != NULL && g_list_model_get_n_items (threads) > 0)
    page = "list";
  else if (threads != NULL && gesso_thread_list_get_loading (GESSO_THREAD_LIST (threads)))
    page = "loading";
  gtk_stack_set_visible_child_name (self->threads_stack, page);
  any_trash = self->trash != NULL && g_list_model_get_n_items (self->trash) > 0;
  gtk_stack_set_visible_child_name (self->trash_stack, any_trash ? "list" : "empty");

  if (!is_searching (self))
    gtk_stack_set_visible_child_name (self->stack, self->in_trash ? "trash" : "threads");
  else if (!gesso_hit_search_is_busy (self->search))
    gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (gesso_hit_search_get_hits (self->search)) > 0
                                                   ? "hits" : "no-hits");
}

/* Selection */

/* A thread that changes moves to the top of the list: it is gone for a moment,
 * and the selection with it. Only the trash makes an end of it. */
static void
restore_selection (GessoThreadsPane *self)
{
  guint n;

  if (self->selection == NULL || self->thread == NULL)
    return;

  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GessoThread) thread = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (thread == self->thread)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
  if (gesso_thread_get_trashed (self->thread))
    gesso_threads_pane_set_thread (self, NULL);
}

static void
threads_changed_cb (GessoThreadsPane *self)
{
  restore_selection (self);
  update_pages (self);
}

static void
selected_cb (GessoThreadsPane *self)
{
  GessoThread *thread = gtk_single_selection_get_selected_item (self->selection);

  if (thread != NULL)
    gesso_threads_pane_set_thread (self, thread);
}

static void
thread_activate_cb (GessoThreadsPane *self,
                    guint             position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[THREAD_ACTIVATED], 0);
}

/* thread.run for the row with the focus, from the keyboard. */
static void
run_for_selected (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || self->thread == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->threads_view)))
    return;
  gtk_widget_activate_action (widget, g_variant_get_string (parameter, NULL), "x", gesso_thread_get_id (self->thread));
}

static gboolean
popup_menu_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (widget);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GessoThreadRow *row = g_ptr_array_index (self->rows, i);

      if (self->thread != NULL && gesso_thread_row_get_thread (row) == self->thread)
        {
          gesso_thread_row_popup_menu (row);
          return TRUE;
        }
    }
  return FALSE;
}

/* Rows */

static void
setup_row_cb (GessoThreadsPane *self,
              GtkListItem      *item)
{
  gtk_list_item_set_child (item, gesso_thread_row_new (self->thumbnails));
}

static void
bind_row_cb (GessoThreadsPane *self,
             GtkListItem      *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  gesso_thread_row_set_thread (GESSO_THREAD_ROW (row), gtk_list_item_get_item (item));
  g_ptr_array_add (self->rows, row);
}

static void
unbind_row_cb (GessoThreadsPane *self,
               GtkListItem      *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  g_ptr_array_remove_fast (self->rows, row);
  gesso_thread_row_set_thread (GESSO_THREAD_ROW (row), NULL);
}

static void
setup_hit_cb (GessoThreadsPane *self,
              GtkListItem      *item)
{
  gtk_list_item_set_child (item, gesso_hit_row_new ());
}

static void
bind_hit_cb (GessoThreadsPane *self,
             GtkListItem      *item)
{
  gesso_hit_row_set_hit (GESSO_HIT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static GtkListItemFactory *
make_factory (GessoThreadsPane *self,
              GCallback         setup,
              GCallback         bind,
              GCallback         unbind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", setup, self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", bind, self, G_CONNECT_SWAPPED);
  if (unbind != NULL)
    g_signal_connect_object (factory, "unbind", unbind, self, G_CONNECT_SWAPPED);
  return factory;
}

static void
show_list (GessoThreadsPane  *self,
           GtkListView       *view,
           GtkSelectionModel *model)
{
  g_autoptr (GtkListItemFactory) factory = make_factory (self, G_CALLBACK (setup_row_cb), G_CALLBACK (bind_row_cb),
                                                         G_CALLBACK (unbind_row_cb));

  gtk_list_view_set_factory (view, factory);
  gtk_list_view_set_model (view, model);
}

/* Search */

static void
search_changed_cb (GessoThreadsPane *self)
{
  if (is_searching (self) && self->studio != NULL)
    gesso_hit_search_start (self->search, gesso_studio_get_store (self->studio),
                            gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  else
    gesso_hit_search_stop (self->search);
  update_pages (self);
}

static void
hit_activate_cb (GessoThreadsPane *self,
                 guint             position)
{
  g_autoptr (GessoHit) hit = g_list_model_get_item (gesso_hit_search_get_hits (self->search), position);
  const GessoSearchHit *found;

  if (hit == NULL)
    return;

  found = gesso_hit_get (hit);
  g_signal_emit (self, signals[HIT_ACTIVATED], 0, found->thread_id, found->version_id, found->message_id);
}

static void
search_activate_cb (GessoThreadsPane *self)
{
  hit_activate_cb (self, 0);
}

static void
set_search_mode (GessoThreadsPane *self,
                 gboolean          search_mode)
{
  if (self->search_mode == search_mode)
    return;

  self->search_mode = search_mode;
  if (search_mode)
    self->in_trash = FALSE;
  search_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH_MODE]);
}

/* Trash */

static void
trash_clicked_cb (GessoThreadsPane *self)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  if (self->studio == NULL)
    return;

  if (self->trash == NULL)
    {
      self->trash = G_LIST_MODEL (gesso_thread_list_new (gesso_studio_get_store (self->studio), TRUE));
      g_signal_connect_object (self->trash, "items-changed", G_CALLBACK (update_pages), self, G_CONNECT_SWAPPED);
      model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (self->trash)));
      show_list (self, self->trash_view, model);
    }
  self->in_trash = TRUE;
  update_pages (self);
  gtk_widget_grab_focus (self->back_button);
}

static void
back_clicked_cb (GessoThreadsPane *self)
{
  self->in_trash = FALSE;
  update_pages (self);
  gtk_widget_grab_focus (self->trash_button);
}

/* Overrides */

static void
drop_studio (GessoThreadsPane *self)
{
  gesso_hit_search_clear (self->search);
  if (self->studio != NULL)
    g_signal_handlers_disconnect_by_func (gesso_studio_get_threads (self->studio), threads_changed_cb, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, selected_cb, self);
  if (self->trash != NULL)
    g_signal_handlers_disconnect_by_func (self->trash, update_pages, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->trash);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->studio);
}

static void
set_studio (GessoThreadsPane *self,
            GessoStudio      *studio)
{
  GListModel *threads;

  if (self->studio == studio)
    return;

  gtk_list_view_set_model (self->threads_view, NULL);
  gtk_list_view_set_model (self->trash_view, NULL);
  drop_studio (self);
  self->in_trash = FALSE;
  if (studio != NULL)
    {
      self->studio = g_object_ref (studio);
      self->thumbnails = gesso_thumbnails_new (studio);
      threads = G_LIST_MODEL (gesso_studio_get_threads (studio));
      self->selection = gtk_single_selection_new (NULL);
      gtk_single_selection_set_autoselect (self->selection, FALSE);
      gtk_single_selection_set_can_unselect (self->selection, TRUE);
      gtk_single_selection_set_model (self->selection, threads);
      g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                               G_CONNECT_SWAPPED);
      show_list (self, self->threads_view, GTK_SELECTION_MODEL (self->selection));
      /* After the selection's own handler: it must know of the change already. */
      g_signal_connect_object (threads, "items-changed", G_CALLBACK (threads_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (threads, "notify::loading", G_CALLBACK (threads_changed_cb), self, G_CONNECT_SWAPPED);
    }
  restore_selection (self);
  update_pages (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STUDIO]);
}

static gboolean
tick_cb (gpointer user_data)
{
  GessoThreadsPane *self = user_data;

  for (guint i = 0; i < self->rows->len; i++)
    gesso_thread_row_update_time (g_ptr_array_index (self->rows, i));
  return G_SOURCE_CONTINUE;
}

static void
gesso_threads_pane_map (GtkWidget *widget)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (widget);

  GTK_WIDGET_CLASS (gesso_threads_pane_parent_class)->map (widget);
  tick_cb (self);
  self->tick_id = g_timeout_add_seconds (TICK_SECONDS, tick_cb, self);
}

static void
gesso_threads_pane_unmap (GtkWidget *widget)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (widget);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  GTK_WIDGET_CLASS (gesso_threads_pane_parent_class)->unmap (widget);
}

static void
gesso_threads_pane_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      g_value_set_object (value, self->studio);
      break;
    case PROP_THREAD:
      g_value_set_object (value, self->thread);
      break;
    case PROP_SEARCH_MODE:
      g_value_set_boolean (value, self->search_mode);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_threads_pane_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (object);

  switch (prop_id)
    {
    case PROP_STUDIO:
      set_studio (self, g_value_get_object (value));
      break;
    case PROP_THREAD:
      gesso_threads_pane_set_thread (self, g_value_get_object (value));
      break;
    case PROP_SEARCH_MODE:
      set_search_mode (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gesso_threads_pane_dispose (GObject *object)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_THREADS_PANE);
  drop_studio (self);
  g_clear_object (&self->thread);
  G_OBJECT_CLASS (gesso_threads_pane_parent_class)->dispose (object);
}

static void
gesso_threads_pane_finalize (GObject *object)
{
  GessoThreadsPane *self = GESSO_THREADS_PANE (object);

  g_object_unref (self->search);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (gesso_threads_pane_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-threads-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, threads_stack);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, threads_view);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, hits_view);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, trash_stack);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, trash_view);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, trash_button);
  gtk_widget_class_bind_template_child (widget_class, GessoThreadsPane, back_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, thread_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, trash_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
}

static void
gesso_threads_pane_class_init (GessoThreadsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = gesso_threads_pane_get_property;
  object_class->set_property = gesso_threads_pane_set_property;
  object_class->dispose = gesso_threads_pane_dispose;
  object_class->finalize = gesso_threads_pane_finalize;
  widget_class->map = gesso_threads_pane_map;
  widget_class->unmap = gesso_threads_pane_unmap;

  properties[PROP_STUDIO] =
    g_param_spec_object ("studio", NULL, NULL, GESSO_TYPE_STUDIO,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_THREAD] =
    g_param_spec_object ("thread", NULL, NULL, GESSO_TYPE_THREAD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SEARCH_MODE] =
    g_param_spec_boolean ("search-mode", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[HIT_ACTIVATED] = g_signal_new ("hit-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_INT64);
  signals[THREAD_ACTIVATED] = g_signal_new ("thread-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "threads.run", "s", run_for_selected);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "threads.run", "s", "win.rename-thread");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK, "threads.run", "s", "win.export-thread");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "threads.run", "s", "win.trash-thread");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, popup_menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, popup_menu_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "threadspane");
}

static void
gesso_threads_pane_init (GessoThreadsPane *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkSelectionModel) model = NULL;

  self->rows = g_ptr_array_new ();
  self->search = gesso_hit_search_new ();
  g_signal_connect_object (self->search, "done", G_CALLBACK (update_pages), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));

  factory = make_factory (self, G_CALLBACK (setup_hit_cb), G_CALLBACK (bind_hit_cb), NULL);
  gtk_list_view_set_factory (self->hits_view, factory);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (gesso_hit_search_get_hits (self->search))));
  gtk_list_view_set_model (self->hits_view, model);
  update_pages (self);
}

void
gesso_threads_pane_set_thread (GessoThreadsPane *self,
                               GessoThread      *thread)
{
  g_return_if_fail (GESSO_IS_THREADS_PANE (self));
  g_return_if_fail (thread == NULL || GESSO_IS_THREAD (thread));

  if (!g_set_object (&self->thread, thread))
    return;

  if (thread != NULL)
    restore_selection (self);
  else if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_THREAD]);
}

GessoThread *
gesso_threads_pane_get_thread (GessoThreadsPane *self)
{
  g_return_val_if_fail (GESSO_IS_THREADS_PANE (self), NULL);
  return self->thread;
}

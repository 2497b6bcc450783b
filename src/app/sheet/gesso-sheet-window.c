/* gesso-sheet-window.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-job-card.h"
#include "gesso-sheet-ranking.h"
#include "gesso-sheet-window.h"
#include "gesso-toast.h"

struct _GessoSheetWindow
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkToggleButton *blind_button;
  GtkMenuButton *ranking_button;
  GtkBox *jobs;
  GtkFlowBox *grid;
  GtkWidget *hint;
  GtkWidget *empty;

  GessoSheetRanking *ranking; /* in a popover */

  GessoStudio *studio;         /* (owned) */
  GessoThumbnails *thumbnails; /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  gint64 message_id;
  GPtrArray *versions; /* (owned) (element-type GessoVersion): oldest first */
  GessoVersion *chosen; /* (owned) (nullable): picked in the blind */
  guint32 shuffle;      /* makes the order of this blind pick */
  guint tick_source;
};

G_DEFINE_FINAL_TYPE (GessoSheetWindow, gesso_sheet_window, ADW_TYPE_WINDOW)

/* Jobs */

static GListModel *
get_queue (GessoSheetWindow *self)
{
  return G_LIST_MODEL (gesso_studio_get_queue (self->studio));
}

static void
update_empty (GessoSheetWindow *self)
{
  gtk_widget_set_visible (self->empty,
                          self->versions->len == 0 && gtk_widget_get_first_child (GTK_WIDGET (self->jobs)) == NULL);
}

static gboolean
tick_cb (gpointer user_data)
{
  GessoSheetWindow *self = GESSO_SHEET_WINDOW (user_data);

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->jobs)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    gesso_job_card_update_time (GESSO_JOB_CARD (card));
  return G_SOURCE_CONTINUE;
}

static void
show_jobs (GessoSheetWindow *self)
{
  GListModel *queue = get_queue (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->jobs))) != NULL)
    gtk_box_remove (self->jobs, child);
  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (GessoJob) job = g_list_model_get_item (queue, i);

      if (gesso_job_get_message_id (job) != self->message_id || gesso_job_get_state (job) == GESSO_JOB_COMPLETED)
        continue;
      child = gesso_job_card_new (gesso_studio_get_registry (self->studio));
      gesso_job_card_set_job (GESSO_JOB_CARD (child), job);
      gtk_box_append (self->jobs, child);
    }
  update_empty (self);
}

/* The grid */

static guint
count_models (GessoSheetWindow *self)
{
  g_autoptr (GHashTable) models = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->versions->len; i++)
    if (gesso_version_get_model (g_ptr_array_index (self->versions, i)) != NULL)
      g_hash_table_add (models, (gpointer) gesso_version_get_model (g_ptr_array_index (self->versions, i)));
  return g_hash_table_size (models);
}

static GessoTool
get_tool (GessoSheetWindow *self)
{
  return self->versions->len > 0 ? gesso_version_get_tool (g_ptr_array_index (self->versions, 0)) : GESSO_TOOL_GENERATE;
}

static void
activate_cb (GessoSheetWindow *self,
             GessoSheetCell   *cell)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-version", "(xu)",
                              gesso_version_get_id (gesso_sheet_cell_get_version (cell)),
                              gesso_sheet_cell_get_index (cell));
  if (parent != NULL)
    gtk_window_present (parent);
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoSheetWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (gesso_store_add_pick_finish (GESSO_STORE (source), result, &error))
    gesso_sheet_ranking_load (self->ranking, self->studio, get_tool (self));
  else
    gesso_toast_show_error (self->toasts, error);
}

/* The models it was picked over, once each. (transfer full) */
static char **
list_losers (GessoSheetWindow *self,
             const char       *winner)
{
  g_autoptr (GHashTable) losers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < self->versions->len; i++)
    {
      const char *model = gesso_version_get_model (g_ptr_array_index (self->versions, i));

      if (model != NULL && !g_str_equal (model, winner) && g_hash_table_add (losers, (gpointer) model))
        g_strv_builder_add (builder, model);
    }
  return g_strv_builder_end (builder);
}

static void
pick_cb (GessoSheetWindow *self,
         GessoSheetCell   *cell)
{
  const char *winner = gesso_version_get_model (gesso_sheet_cell_get_version (cell));
  g_auto (GStrv) losers = NULL;

  g_set_object (&self->chosen, gesso_sheet_cell_get_version (cell));
  if (winner != NULL)
    {
      losers = list_losers (self, winner);
      gesso_store_add_pick_async (gesso_studio_get_store (self->studio), get_tool (self), winner,
                                  (const char *const *) losers, NULL, picked_cb, g_object_ref (self));
    }
  gesso_sheet_window_set_blind (self, FALSE);
}

static void
add_cells (GessoSheetWindow *self,
           GessoVersion     *version)
{
  for (guint i = 0; i < gesso_version_get_n_images (version); i++)
    {
      GtkWidget *cell = gesso_sheet_cell_new (self->thumbnails, gesso_studio_get_registry (self->studio), version, i);
      GtkWidget *child = gtk_flow_box_child_new ();

      g_signal_connect_object (cell, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (cell, "picked", G_CALLBACK (pick_cb), self, G_CONNECT_SWAPPED);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), cell);
      /* The picture in it takes the focus. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_append (self->grid, child);
    }
}

/* In the order they were made, or in no order at all. */
static int
compare_cells (GtkFlowBoxChild *a,
               GtkFlowBoxChild *b,
               gpointer         user_data)
{
  GessoSheetWindow *self = GESSO_SHEET_WINDOW (user_data);
  GessoSheetCell *cells[2] = { GESSO_SHEET_CELL (gtk_flow_box_child_get_child (a)),
                               GESSO_SHEET_CELL (gtk_flow_box_child_get_child (b)) };
  guint64 keys[2];

  for (guint i = 0; i < 2; i++)
    {
      guint64 key = (guint64) gesso_version_get_id (gesso_sheet_cell_get_version (cells[i])) * 64 +
                    gesso_sheet_cell_get_index (cells[i]);

      /* Knuth's multiplicative hash: any order will do that has nothing to do with the models. */
      keys[i] = gesso_sheet_window_get_blind (self) ? ((guint32) key ^ self->shuffle) * 2654435761u % 4294967291u : key;
    }
  return keys[0] < keys[1] ? -1 : keys[0] > keys[1];
}

static void
show_cells (GessoSheetWindow *self)
{
  gboolean blind = gesso_sheet_window_get_blind (self);

  gtk_flow_box_invalidate_sort (self->grid);
  for (guint i = 0; i < gesso_sheet_window_get_n_cells (self); i++)
    {
      GessoSheetCell *cell = gesso_sheet_window_get_cell (self, i);

      gesso_sheet_cell_set_blind (cell, blind ? i + 1 : 0);
      gesso_sheet_cell_set_chosen (cell, !blind && gesso_sheet_cell_get_version (cell) == self->chosen);
    }
  gtk_widget_set_visible (self->hint, blind);
  gtk_widget_set_sensitive (GTK_WIDGET (self->blind_button), count_models (self) > 1);
}

static void
show_title (GessoSheetWindow *self)
{
  g_autofree char *text = NULL;
  guint n = gesso_sheet_window_get_n_cells (self);

  /* Translators: how many pictures there are. */
  text = g_strdup_printf (ngettext ("%u picture", "%u pictures", n), n);
  adw_window_title_set_subtitle (self->title, n > 0 ? text : "");
}

static void
add_version (GessoSheetWindow *self,
             GessoVersion     *version)
{
  if (g_ptr_array_find (self->versions, version, NULL))
    return;
  g_ptr_array_add (self->versions, g_object_ref (version));
  add_cells (self, version);
}

static void
versions_changed (GessoSheetWindow *self)
{
  show_cells (self);
  show_title (self);
  update_empty (self);
}

static void
version_added_cb (GessoSheetWindow *self,
                  GessoVersion     *version)
{
  if (gesso_version_get_message_id (version) != self->message_id)
    return;
  add_version (self, version);
  versions_changed (self);
}

static void
version_trashed_cb (GessoSheetWindow *self,
                    GessoVersion     *version,
                    gboolean          trashed)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->grid));

  if (!trashed)
    {
      version_added_cb (self, version);
      return;
    }
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (gesso_sheet_cell_get_version (GESSO_SHEET_CELL (gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child)))) == version)
        gtk_flow_box_remove (self->grid, child);
      child = next;
    }
  if (g_ptr_array_remove (self->versions, version))
    versions_changed (self);
}

/* The keyboard begins at the pictures: they may be there before the window is, or come later. */
static void
focus_first (GessoSheetWindow *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->grid), GTK_DIR_TAB_FORWARD);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoSheetWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = gesso_store_list_message_versions_finish (GESSO_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (versions == NULL)
    {
      gesso_toast_show_error (self->toasts, error);
      return;
    }
  for (guint i = 0; i < versions->len; i++)
    add_version (self, g_ptr_array_index (versions, i));
  versions_changed (self);
  focus_first (self);
  gesso_sheet_ranking_load (self->ranking, self->studio, get_tool (self));
}

static void
blind_toggled_cb (GessoSheetWindow *self)
{
  if (gtk_toggle_button_get_active (self->blind_button))
    {
      self->shuffle = g_random_int ();
      g_clear_object (&self->chosen);
    }
  show_cells (self);
}

static void
gesso_sheet_window_dispose (GObject *object)
{
  GessoSheetWindow *self = GESSO_SHEET_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_SHEET_WINDOW);
  g_clear_object (&self->chosen);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_sheet_window_parent_class)->dispose (object);
}

static void
gesso_sheet_window_finalize (GObject *object)
{
  GessoSheetWindow *self = GESSO_SHEET_WINDOW (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->versions);
  G_OBJECT_CLASS (gesso_sheet_window_parent_class)->finalize (object);
}

static void
gesso_sheet_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gesso_sheet_window_parent_class)->map (widget);
  focus_first (GESSO_SHEET_WINDOW (widget));
}

static void
gesso_sheet_window_class_init (GessoSheetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_sheet_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_sheet_window_finalize;
  widget_class->map = gesso_sheet_window_map;

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-sheet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, blind_button);
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, empty);
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, jobs);
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, ranking_button);
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, title);
  gtk_widget_class_bind_template_child (widget_class, GessoSheetWindow, toasts);
  gtk_widget_class_bind_template_callback (widget_class, blind_toggled_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gesso_sheet_window_init (GessoSheetWindow *self)
{
  GtkWidget *popover;

  self->cancellable = g_cancellable_new ();
  self->versions = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_flow_box_set_sort_func (self->grid, compare_cells, self, NULL);
  self->ranking = GESSO_SHEET_RANKING (gesso_sheet_ranking_new ());
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->ranking));
  gtk_menu_button_set_popover (self->ranking_button, popover);
}

GtkWidget *
gesso_sheet_window_new (GessoStudio *studio,
                        gint64       message_id)
{
  GessoSheetWindow *self = g_object_new (GESSO_TYPE_SHEET_WINDOW, NULL);
  GessoStore *store = gesso_studio_get_store (studio);

  self->studio = g_object_ref (studio);
  self->message_id = message_id;
  self->thumbnails = gesso_thumbnails_new (studio);
  self->tick_source = g_timeout_add_seconds (1, tick_cb, self);
  g_signal_connect_object (store, "version-added", G_CALLBACK (version_added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "version-trashed", G_CALLBACK (version_trashed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_queue (self), "items-changed", G_CALLBACK (show_jobs), self, G_CONNECT_SWAPPED);
  gesso_store_list_message_versions_async (store, message_id, self->cancellable, listed_cb, g_object_ref (self));
  show_jobs (self);
  show_cells (self);
  return GTK_WIDGET (self);
}

void
gesso_sheet_window_set_blind (GessoSheetWindow *self,
                              gboolean          blind)
{
  g_return_if_fail (GESSO_IS_SHEET_WINDOW (self));
  gtk_toggle_button_set_active (self->blind_button, blind);
}

gboolean
gesso_sheet_window_get_blind (GessoSheetWindow *self)
{
  g_return_val_if_fail (GESSO_IS_SHEET_WINDOW (self), FALSE);
  return gtk_toggle_button_get_active (self->blind_button);
}

guint
gesso_sheet_window_get_n_cells (GessoSheetWindow *self)
{
  guint n = 0;

  g_return_val_if_fail (GESSO_IS_SHEET_WINDOW (self), 0);

  for (guint i = 0; i < self->versions->len; i++)
    n += gesso_version_get_n_images (g_ptr_array_index (self->versions, i));
  return n;
}

GessoSheetCell *
gesso_sheet_window_get_cell (GessoSheetWindow *self,
                             guint             index)
{
  GtkFlowBoxChild *child;

  g_return_val_if_fail (GESSO_IS_SHEET_WINDOW (self), NULL);

  child = gtk_flow_box_get_child_at_index (self->grid, (int) index);
  return child != NULL ? GESSO_SHEET_CELL (gtk_flow_box_child_get_child (child)) : NULL;
}

guint
gesso_sheet_window_get_n_jobs (GessoSheetWindow *self)
{
  guint n = 0;

  g_return_val_if_fail (GESSO_IS_SHEET_WINDOW (self), 0);

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->jobs)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    n++;
  return n;
}

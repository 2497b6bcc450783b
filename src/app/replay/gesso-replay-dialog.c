/* gesso-replay-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-replay-dialog.h"
#include "gesso-replay-rows.h"

/* What it is replayed on, as the rows of the choice. */
enum
{
  ON_ORIGINAL,
  ON_FILE,
  ON_SHOWN, /* the last one: only there when something else is shown */
};

struct _GessoReplayDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwComboRow *on_row;
  AdwComboRow *from_row;
  GtkListBox *list;
  GtkLabel *sum;
  GtkButton *run_button;
  GtkStack *stack;
  GtkLabel *failure;

  GessoStudio *studio; /* (owned) */
  gint64 version_id;
  GessoVersion *shown; /* (owned) (nullable) */
  guint shown_index;
  GessoVersion *chosen; /* (owned) (nullable): made of a file */
  GPtrArray *path;      /* (owned) (nullable) (element-type GessoVersion): from the root */
  GPtrArray *steps;     /* (owned) (nullable) (element-type GessoReplayStep) */
  GHashTable *models;   /* (owned) (element-type utf8 utf8): by the nick of a tool */
  GCancellable *cancellable; /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  guint replan_idle;
};

enum
{
  STARTED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoReplayDialog, gesso_replay_dialog, ADW_TYPE_WINDOW)

static void replan_later (GessoReplayDialog *self);

static void
fail (GessoReplayDialog *self,
      const GError      *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static GessoVersion *
get_source (GessoReplayDialog *self,
            guint             *image_index)
{
  guint on = adw_combo_row_get_selected (self->on_row);

  *image_index = on == ON_SHOWN ? self->shown_index : 0;
  return on == ON_SHOWN ? self->shown : on == ON_FILE ? self->chosen : NULL;
}

/* The path from where the artist wants it. Returns: (transfer full) */
static GPtrArray *
get_path (GessoReplayDialog *self)
{
  guint first = adw_combo_row_get_selected (self->from_row);
  GPtrArray *path = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first == GTK_INVALID_LIST_POSITION ? 0 : first; i < self->path->len; i++)
    g_ptr_array_add (path, g_object_ref (self->path->pdata[i]));
  return path;
}

static void
model_cb (gpointer    data,
          GessoTool   tool,
          const char *model)
{
  GessoReplayDialog *self = GESSO_REPLAY_DIALOG (data);

  g_hash_table_insert (self->models, g_strdup (gesso_tool_to_nick (tool)), g_strdup (model));
  replan_later (self);
}

static void
show_steps (GessoReplayDialog *self)
{
  g_autofree char *price = gesso_replay_format_price (gesso_replay_sum_prices (self->steps));
  g_autofree char *sum = NULL;
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < self->steps->len; i++)
    {
      const GessoReplayStep *step = g_ptr_array_index (self->steps, i);

      n += step->problem == NULL;
      gtk_list_box_append (self->list, gesso_replay_make_row (self->studio, step, i + 1, model_cb, G_OBJECT (self)));
    }
  /* Translators: how many steps are made, and what they cost in all. */
  sum = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u step · total: %s", "%u steps · total: %s", n), n, price);
  gtk_label_set_label (self->sum, sum);
  gtk_widget_set_sensitive (GTK_WIDGET (self->run_button), n > 0);
  gtk_stack_set_visible_child_name (self->stack, "steps");
}

static gboolean
replan_cb (gpointer user_data)
{
  GessoReplayDialog *self = user_data;
  g_autoptr (GPtrArray) path = get_path (self);
  GessoVersion *source;
  guint image_index;

  self->replan_idle = 0;
  source = get_source (self, &image_index);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  self->steps = gesso_replay_plan (self->studio, path, source, image_index, self->models);
  show_steps (self);
  return G_SOURCE_REMOVE;
}

/* Not from within a signal of a row that goes. */
static void
replan_later (GessoReplayDialog *self)
{
  if (self->path != NULL && self->replan_idle == 0)
    self->replan_idle = g_idle_add (replan_cb, self);
}

/* A file */

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GessoReplayDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_import_file_finish (GESSO_STUDIO (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (version != NULL)
    g_set_object (&self->chosen, version);
  else
    {
      fail (self, error);
      adw_combo_row_set_selected (self->on_row, ON_ORIGINAL);
    }
  replan_later (self);
}

static void
file_chosen_cb (GessoReplayDialog *self,
                int                response)
{
  g_autoptr (GtkFileChooserNative) chooser = g_steal_pointer (&self->chooser);
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    gesso_studio_import_file_async (self->studio,
                                    gesso_version_get_thread_id (self->path->pdata[self->path->len - 1]), file,
                                    self->cancellable, imported_cb, g_object_ref (self));
  else if (self->chosen == NULL)
    adw_combo_row_set_selected (self->on_row, ON_ORIGINAL);
}

static void
choose_file (GessoReplayDialog *self)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Choose a Picture"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN,
                                               NULL, NULL);
  gtk_file_filter_set_name (filter, _("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
  g_object_unref (filter);
}

static void
choice_changed_cb (GessoReplayDialog *self)
{
  if (self->path == NULL)
    return;
  if (adw_combo_row_get_selected (self->on_row) == ON_FILE && self->chosen == NULL)
    choose_file (self);
  replan_later (self);
}

/* The run */

static void
started_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GessoReplayDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_replay_start_finish (GESSO_STUDIO (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (job == NULL)
    {
      fail (self, error);
      gtk_widget_set_sensitive (GTK_WIDGET (self->run_button), TRUE);
      return;
    }
  g_signal_emit (self, signals[STARTED], 0, job);
  gtk_window_close (GTK_WINDOW (self));
}

static void
run_cb (GessoReplayDialog *self)
{
  guint image_index;
  GessoVersion *source = get_source (self, &image_index);

  if (source == NULL)
    source = self->path->pdata[self->path->len - 1];
  gtk_widget_set_sensitive (GTK_WIDGET (self->run_button), FALSE);
  gesso_replay_start_async (self->studio, gesso_version_get_thread_id (source), self->steps, self->cancellable, started_cb,
                            g_object_ref (self));
}

static void
fill_choices (GessoReplayDialog *self)
{
  g_autoptr (GtkStringList) on = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) from = gtk_string_list_new (NULL);
  GessoVersion *root = self->path->pdata[0];

  gtk_string_list_append (on, gesso_version_get_tool (root) == GESSO_TOOL_GENERATE ? _("The same beginning")
                                                                                  : _("The same picture"));
  gtk_string_list_append (on, _("Another File…"));
  if (self->shown != NULL)
    gtk_string_list_append (on, _("What Is on the Canvas"));
  for (guint i = 0; i + 1 < self->path->len; i++)
    {
      GessoVersion *version = self->path->pdata[i];
      /* Translators: a step of work by its number, from 0, and its tool. */
      g_autofree char *name = g_strdup_printf (_("%u: %s"), i, gesso_tool_get_title (gesso_version_get_tool (version)));

      gtk_string_list_append (from, name);
    }
  adw_combo_row_set_model (self->from_row, G_LIST_MODEL (from));
  adw_combo_row_set_model (self->on_row, G_LIST_MODEL (on));
  gtk_widget_set_visible (GTK_WIDGET (self->from_row), self->path->len > 2);
  if (self->shown != NULL)
    adw_combo_row_set_selected (self->on_row, ON_SHOWN);
}

static void
path_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoReplayDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) path = gesso_replay_load_path_finish (GESSO_STUDIO (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (path == NULL)
    {
      gtk_label_set_label (self->failure, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failure");
      return;
    }
  self->path = g_steal_pointer (&path);
  fill_choices (self);
  replan_later (self);
}

static void
gesso_replay_dialog_dispose (GObject *object)
{
  GessoReplayDialog *self = GESSO_REPLAY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->replan_idle, g_source_remove);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_REPLAY_DIALOG);
  g_clear_object (&self->studio);
  g_clear_object (&self->shown);
  g_clear_object (&self->chosen);
  g_clear_pointer (&self->path, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  G_OBJECT_CLASS (gesso_replay_dialog_parent_class)->dispose (object);
}

static void
gesso_replay_dialog_finalize (GObject *object)
{
  GessoReplayDialog *self = GESSO_REPLAY_DIALOG (object);

  g_hash_table_unref (self->models);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (gesso_replay_dialog_parent_class)->finalize (object);
}

static void
gesso_replay_dialog_class_init (GessoReplayDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gesso_replay_dialog_dispose;
  object_class->finalize = gesso_replay_dialog_finalize;

  signals[STARTED] = g_signal_new ("started", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, GESSO_TYPE_JOB);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-replay-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoReplayDialog, on_row);
  gtk_widget_class_bind_template_child (widget_class, GessoReplayDialog, from_row);
  gtk_widget_class_bind_template_child (widget_class, GessoReplayDialog, list);
  gtk_widget_class_bind_template_child (widget_class, GessoReplayDialog, sum);
  gtk_widget_class_bind_template_child (widget_class, GessoReplayDialog, run_button);
  gtk_widget_class_bind_template_child (widget_class, GessoReplayDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, GessoReplayDialog, failure);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gesso_replay_dialog_init (GessoReplayDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_replay_dialog_new (GessoStudio  *studio,
                         gint64        version_id,
                         GessoVersion *shown,
                         guint         image_index)
{
  GessoReplayDialog *self = g_object_new (GESSO_TYPE_REPLAY_DIALOG, NULL);

  self->studio = g_object_ref (studio);
  self->version_id = version_id;
  /* On itself nobody wants it. */
  if (shown != NULL && gesso_version_get_id (shown) != version_id)
    self->shown = g_object_ref (shown);
  self->shown_index = image_index;
  gesso_replay_load_path_async (studio, version_id, 0, self->cancellable, path_loaded_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/* gesso-file-dialog.c - the one place to change once GtkFileDialog may be used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-bundle.h"
#include "gesso-file-dialog.h"
#include "gesso-openraster.h"

/* Offered after the artist's own. */
static const int qualities[] = { 100, 95, 90, 80, 70, 60 };

static const GessoFormat writable[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };

/* One question; lives until it is answered, or its window has gone. */
typedef struct
{
  GtkFileChooserNative *chooser; /* (owned) */
  GessoSaveOptions options;
  char *suffix; /* (owned) (nullable): of a file of one kind */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (question->chooser));
  g_clear_object (&question->chooser);
  g_free (question->suffix);
  g_free (question);
}

/* A window that is closed is not destroyed as long as someone waits with it for an answer. */
static void
parent_closed_cb (GtkNativeDialog *dialog)
{
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

static GTask *
ask (GtkWindow           *parent,
     const char          *title,
     const char          *accept,
     GtkFileChooserAction action,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->chooser = gtk_file_chooser_native_new (title, parent, action, accept, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (question->chooser), TRUE);
  if (parent != NULL)
    g_signal_connect_object (parent, "unrealize", G_CALLBACK (parent_closed_cb), question->chooser, G_CONNECT_SWAPPED);
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, question_free);
  return task;
}

/* There is one answer. */
static Question *
answered (GTask *task)
{
  Question *question = g_task_get_task_data (task);

  g_signal_handlers_disconnect_by_data (question->chooser, task);
  return question;
}

static void
return_dismissed (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
}

/* Opening */

static void
add_picture_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (pictures, _("Pictures and Bundles"));
  for (int format = 0; format < GESSO_N_FORMATS; format++)
    gtk_file_filter_add_mime_type (pictures, gesso_format_get_mime (format));
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_filter_add_suffix (pictures, GESSO_BUNDLE_SUFFIX + 1);
  gtk_file_filter_add_suffix (pictures, GESSO_OPENRASTER_SUFFIX + 1);
  gtk_file_chooser_add_filter (chooser, pictures);
  gtk_file_chooser_add_filter (chooser, all);
}

static void
open_response_cb (GTask *task,
                  int    response)
{
  g_autoptr (GTask) owned = task;
  Question *question = answered (task);

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (question->chooser)),
                           g_object_unref);
  else
    return_dismissed (task);
}

void
gesso_file_dialog_open_async (GtkWindow          *parent,
                              gboolean            multiple,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task = ask (parent, multiple ? _("Open Pictures") : _("Open a Picture"), _("_Open"),
                     GTK_FILE_CHOOSER_ACTION_OPEN, cancellable, callback, user_data);
  Question *question = g_task_get_task_data (task);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (question->chooser), multiple);
  add_picture_filters (GTK_FILE_CHOOSER (question->chooser));
  g_signal_connect_swapped (question->chooser, "response", G_CALLBACK (open_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}

GListModel *
gesso_file_dialog_open_finish (GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Folders */

static void
folder_response_cb (GTask *task,
                    int    response)
{
  g_autoptr (GTask) owned = task;
  Question *question = answered (task);
  g_autoptr (GFile) folder = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (question->chooser));
  if (folder != NULL)
    g_task_return_pointer (task, g_steal_pointer (&folder), g_object_unref);
  else
    return_dismissed (task);
}

void
gesso_file_dialog_folder_async (GtkWindow          *parent,
                                const char         *title,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = ask (parent, title, _("_Save"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, cancellable, callback, user_data);
  Question *question = g_task_get_task_data (task);

  g_signal_connect_swapped (question->chooser, "response", G_CALLBACK (folder_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}

GFile *
gesso_file_dialog_folder_finish (GAsyncResult *result,
                                 GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Saving */

static const char *
get_format_title (GessoFormat format)
{
  switch (format)
    {
    case GESSO_FORMAT_PNG:
      return _("PNG: every pixel as it is");
    case GESSO_FORMAT_JPEG:
      return _("JPEG: small, for photographs");
    case GESSO_FORMAT_WEBP:
      return _("WebP: smaller, for the web");
    case GESSO_FORMAT_GIF:
    case GESSO_FORMAT_TIFF:
    case GESSO_FORMAT_BMP:
    case GESSO_FORMAT_AVIF:
    case GESSO_FORMAT_HEIF:
    case GESSO_FORMAT_JXL:
    case GESSO_N_FORMATS:
    default:
      return gesso_format_get_suffix (format);
    }
}

static const char *
get_layers_title (void)
{
  return _("OpenRaster: its steps as layers");
}

static void
add_format_filters (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) layers = gtk_file_filter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (writable); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, get_format_title (writable[i]));
      gtk_file_filter_add_mime_type (filter, gesso_format_get_mime (writable[i]));
      gtk_file_chooser_add_filter (chooser, filter);
    }
  gtk_file_filter_set_name (layers, get_layers_title ());
  gtk_file_filter_add_suffix (layers, GESSO_OPENRASTER_SUFFIX + 1);
  gtk_file_chooser_add_filter (chooser, layers);
}

/* The one to start from comes first, as GTK 4.8 shows the first whatever is chosen. */
static void
add_save_choices (GtkFileChooser         *chooser,
                  const GessoSaveOptions *options)
{
  char labels[G_N_ELEMENTS (qualities) + 1][16];
  const char *ids[G_N_ELEMENTS (qualities) + 2] = { NULL };
  guint n = 1;

  g_snprintf (labels[0], sizeof labels[0], "%d", options->quality);
  for (guint i = 0; i < G_N_ELEMENTS (qualities); i++)
    if (qualities[i] != options->quality)
      g_snprintf (labels[n++], sizeof labels[0], "%d", qualities[i]);
  for (guint i = 0; i < n; i++)
    ids[i] = labels[i];
  gtk_file_chooser_add_choice (chooser, "quality", _("JPEG and WebP quality"), ids, ids);
  gtk_file_chooser_set_choice (chooser, "quality", ids[0]);
  gtk_file_chooser_add_choice (chooser, "recipe", _("Include how it was made"), NULL, NULL);
  gtk_file_chooser_set_choice (chooser, "recipe", options->with_recipe ? "true" : "false");
}

/* The ending that the chosen filter stands for; that of PNG where there is no telling. */
static const char *
get_chosen_suffix (GtkFileChooser *chooser)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *name = filter != NULL ? gtk_file_filter_get_name (filter) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (writable); i++)
    if (g_strcmp0 (name, get_format_title (writable[i])) == 0)
      return gesso_format_get_suffix (writable[i]);
  return g_strcmp0 (name, get_layers_title ()) == 0 ? GESSO_OPENRASTER_SUFFIX + 1
                                                    : gesso_format_get_suffix (GESSO_FORMAT_PNG);
}

/* A sandbox is given this one name; what it writes beside it is seen by nobody. */
static gboolean
is_from_portal (GFile *file)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (documents);

  return g_file_has_prefix (file, folder);
}

/* (nullable): an odd name may be accepted, and be none */
static GFile *
dup_save_file (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autoptr (GFile) parent = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  g_autofree char *name = NULL;
  GessoFormat format;

  if (parent == NULL || gesso_format_from_name (base, TRUE, &format) || gesso_openraster_is_named (base) || is_from_portal (file))
    return g_steal_pointer (&file);
  name = g_strdup_printf ("%s.%s", base, get_chosen_suffix (chooser));
  return g_file_get_child (parent, name);
}

static void
save_response_cb (GTask *task,
                  int    response)
{
  g_autoptr (GTask) owned = task;
  Question *question = answered (task);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (question->chooser);
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? dup_save_file (chooser) : NULL;
  const char *quality, *recipe;

  if (file == NULL)
    {
      return_dismissed (task);
      return;
    }
  quality = gtk_file_chooser_get_choice (chooser, "quality");
  recipe = gtk_file_chooser_get_choice (chooser, "recipe");
  if (quality != NULL)
    question->options.quality = (int) g_ascii_strtoll (quality, NULL, 10);
  if (recipe != NULL)
    question->options.with_recipe = g_strcmp0 (recipe, "true") == 0;
  g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
}

void
gesso_file_dialog_save_async (GtkWindow              *parent,
                              const char             *name,
                              const GessoSaveOptions *options,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  GTask *task = ask (parent, _("Save Picture"), _("_Save"), GTK_FILE_CHOOSER_ACTION_SAVE, cancellable,
                     callback, user_data);
  Question *question = g_task_get_task_data (task);
  g_autofree char *full_name = g_strdup_printf ("%s.%s", name, gesso_format_get_suffix (GESSO_FORMAT_PNG));

  question->options = *options;
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (question->chooser), full_name);
  add_format_filters (GTK_FILE_CHOOSER (question->chooser));
  add_save_choices (GTK_FILE_CHOOSER (question->chooser), options);
  g_signal_connect_swapped (question->chooser, "response", G_CALLBACK (save_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}

GFile *
gesso_file_dialog_save_finish (GAsyncResult     *result,
                               GessoSaveOptions *options,
                               GError          **error)
{
  GFile *file;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  file = g_task_propagate_pointer (G_TASK (result), error);
  if (file != NULL)
    *options = ((Question *) g_task_get_task_data (G_TASK (result)))->options;
  return file;
}

/* Files of one kind */

static void
save_named_response_cb (GTask *task,
                        int    response)
{
  g_autoptr (GTask) owned = task;
  Question *question = answered (task);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) parent = NULL;
  g_autofree char *base = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *name = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    {
      return_dismissed (task);
      return;
    }
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (question->chooser));
  parent = g_file_get_parent (file);
  base = g_file_get_basename (file);
  lower = g_ascii_strdown (base, -1);
  name = g_strconcat (base, question->suffix, NULL);
  if (parent == NULL || g_str_has_suffix (lower, question->suffix))
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_pointer (task, g_file_get_child (parent, name), g_object_unref);
}

void
gesso_file_dialog_save_named_async (GtkWindow          *parent,
                                    const char         *title,
                                    const char         *name,
                                    const char         *suffix,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  GTask *task = ask (parent, title, _("_Save"), GTK_FILE_CHOOSER_ACTION_SAVE, cancellable, callback, user_data);
  Question *question = g_task_get_task_data (task);
  g_autofree char *full_name = g_strconcat (name, suffix, NULL);

  question->suffix = g_strdup (suffix);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (question->chooser), full_name);
  g_signal_connect_swapped (question->chooser, "response", G_CALLBACK (save_named_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->chooser));
}

GFile *
gesso_file_dialog_save_named_finish (GAsyncResult *result,
                                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

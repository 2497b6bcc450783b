/* gesso-file-dialog.h - asking for files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-codec.h"

G_BEGIN_DECLS

/**
 * gesso_file_dialog_open_async:
 * @parent: (nullable)
 *
 * Asks for pictures. Dismissing the dialog is %G_IO_ERROR_CANCELLED, and so is the end of @parent.
 */
void        gesso_file_dialog_open_async  (GtkWindow *parent, gboolean multiple, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): of GFile, at least one */
GListModel *gesso_file_dialog_open_finish (GAsyncResult *result, GError **error);

/** Asks for a folder to save to. */
void        gesso_file_dialog_folder_async  (GtkWindow *parent, const char *title, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable) */
GFile      *gesso_file_dialog_folder_finish (GAsyncResult *result, GError **error);

/** What the artist settles when saving. */
typedef struct
{
  int quality;
  gboolean with_recipe;
} GessoSaveOptions;

/**
 * gesso_file_dialog_save_async:
 * @name: a file name without ending
 * @options: what to start from
 *
 * Asks where and how to save a picture.
 */
void        gesso_file_dialog_save_async  (GtkWindow *parent, const char *name, const GessoSaveOptions *options,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): its name ends as a format that can be written, but for one a portal gave */
GFile      *gesso_file_dialog_save_finish (GAsyncResult *result, GessoSaveOptions *options, GError **error);

/**
 * gesso_file_dialog_save_named_async:
 * @name: a file name without ending
 * @suffix: the ending, in lower case: ".png"
 *
 * Asks where to save a file of one kind.
 */
void        gesso_file_dialog_save_named_async  (GtkWindow *parent, const char *title, const char *name,
                                                 const char *suffix, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): its name ends as it must */
GFile      *gesso_file_dialog_save_named_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* gesso-name-dialog.h - asking what something is to be called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * GessoNameQuestion:
 * @heading: what is named
 * @body: (nullable): what a name is good for
 * @label: (nullable): what assistive technologies call the entry; NULL for “Name”
 * @name: (nullable): the name it has
 * @placeholder: (nullable): what it is called without one
 * @accept: the button that names it, with a mnemonic
 * @remove: (nullable): a button that takes away what has the name, with a mnemonic
 * @max_length: letters at the most; 0 for any number
 * @may_be_empty: whether no name is an answer too
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *label;
  const char *name;
  const char *placeholder;
  const char *accept;
  const char *remove;
  int         max_length;
  gboolean    may_be_empty;
} GessoNameQuestion;

/** Shows a dialog on @parent. @question may go once this returns. */
void  gesso_name_dialog_ask_async  (GtkWindow *parent, const GessoNameQuestion *question,
                                    GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_name_dialog_ask_finish:
 *
 * Dismissing the dialog is %G_IO_ERROR_CANCELLED.
 *
 * Returns: (nullable): the name, without space around it; NULL without an error when @remove was chosen
 */
char *gesso_name_dialog_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS

/* test-name-dialog.c - each way in which a question for a name ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-name-dialog.h"
#include "gesso-test.h"

typedef struct
{
  GtkWindow *parent;
  AdwMessageDialog *dialog;
  GtkEditable *entry;
  GAsyncResult *result;
} Asking;

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (ADW_IS_MESSAGE_DIALOG (window->data))
      return window->data;
  return NULL;
}

static gboolean
ask (Asking                  *asking,
     const GessoNameQuestion *question)
{
  *asking = (Asking) { 0 };
  if (!app_test_has_display ())
    return FALSE;
  asking->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (asking->parent);
  gesso_name_dialog_ask_async (asking->parent, question, gesso_test_async_cb, &asking->result);
  asking->dialog = find_dialog ();
  g_assert_nonnull (asking->dialog);
  asking->entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (asking->dialog));
  return TRUE;
}

static char *
await_name (Asking  *asking,
            GError **error)
{
  char *name;

  gesso_test_await (&asking->result);
  name = gesso_name_dialog_ask_finish (asking->result, error);
  g_clear_object (&asking->result);
  if (asking->parent != NULL)
    gtk_window_destroy (asking->parent);
  app_test_settle ();
  g_assert_null (find_dialog ());
  return name;
}

static void
test_named (void)
{
  const GessoNameQuestion question = { .heading = "Rename", .name = "Old", .accept = "_Rename" };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  Asking asking;

  if (!ask (&asking, &question))
    return;
  g_assert_cmpstr (gtk_editable_get_text (asking.entry), ==, "Old");
  g_assert_true (adw_message_dialog_get_response_enabled (asking.dialog, "accept"));
  gtk_editable_set_text (asking.entry, "   ");
  g_assert_false (adw_message_dialog_get_response_enabled (asking.dialog, "accept"));
  gtk_editable_set_text (asking.entry, "  New\t");
  g_assert_true (adw_message_dialog_get_response_enabled (asking.dialog, "accept"));
  adw_message_dialog_response (asking.dialog, "accept");
  name = await_name (&asking, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "New");
}

static void
test_no_name (void)
{
  const GessoNameQuestion question = { .heading = "Pin", .accept = "_Pin", .may_be_empty = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  Asking asking;

  if (!ask (&asking, &question))
    return;
  g_assert_true (adw_message_dialog_get_response_enabled (asking.dialog, "accept"));
  g_assert_false (adw_message_dialog_has_response (asking.dialog, "remove"));
  adw_message_dialog_response (asking.dialog, "accept");
  name = await_name (&asking, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "");
}

static void
test_removed (void)
{
  const GessoNameQuestion question = { .heading = "Pin", .name = "Old", .accept = "_Pin", .remove = "_Unpin" };
  g_autoptr (GError) error = NULL;
  Asking asking;

  if (!ask (&asking, &question))
    return;
  adw_message_dialog_response (asking.dialog, "remove");
  g_assert_null (await_name (&asking, &error));
  g_assert_no_error (error);
}

static void
test_dismissed (void)
{
  const GessoNameQuestion question = { .heading = "Rename", .name = "Old", .accept = "_Rename" };
  g_autoptr (GError) error = NULL;
  Asking asking;

  if (!ask (&asking, &question))
    return;
  gtk_window_close (GTK_WINDOW (asking.dialog));
  g_assert_null (await_name (&asking, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_window_gone (void)
{
  const GessoNameQuestion question = { .heading = "Rename", .name = "Old", .accept = "_Rename" };
  g_autoptr (GError) error = NULL;
  Asking asking;

  if (!ask (&asking, &question))
    return;
  g_clear_pointer (&asking.parent, gtk_window_destroy);
  g_assert_null (await_name (&asking, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/name-dialog/named", test_named);
  g_test_add_func ("/name-dialog/no-name", test_no_name);
  g_test_add_func ("/name-dialog/removed", test_removed);
  g_test_add_func ("/name-dialog/dismissed", test_dismissed);
  g_test_add_func ("/name-dialog/window-gone", test_window_gone);
  return g_test_run ();
}

/* gesso-open-with.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-app"

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "gesso-error.h"
#include "gesso-open-with.h"
#include "gesso-portal.h"

static void
asked_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) results = gesso_portal_request_finish (result, &error);

  if (results != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Nothing is read or written by it: the portal only looks which file is meant. */
static GUnixFDList *
open_handle (GFile   *file,
             GError **error)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  int fd = open (g_file_peek_path (file), O_RDWR | O_CLOEXEC | O_NONBLOCK);
  int index = fd >= 0 ? g_unix_fd_list_append (fds, fd, NULL) : -1;

  if (fd >= 0)
    close (fd);
  if (index >= 0)
    return g_steal_pointer (&fds);
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                       _("The picture could not be given to another program: its file cannot be read any more. Try again."));
  return NULL;
}

void
gesso_open_with_portal_async (GFile              *file,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GVariantBuilder) arguments = g_variant_builder_new (G_VARIANT_TYPE_TUPLE);
  g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);
  g_autoptr (GUnixFDList) fds = NULL;
  GError *error = NULL;

  g_task_set_source_tag (task, gesso_open_with_portal_async);
  fds = open_handle (file, &error);
  if (fds == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_variant_builder_add (arguments, "s", "");
  g_variant_builder_add (arguments, "h", 0);
  g_variant_dict_insert (options, "ask", "b", TRUE);
  g_variant_dict_insert (options, "writable", "b", TRUE);
  gesso_portal_request_async ("OpenURI", "OpenFile", arguments, options, fds, cancellable, asked_cb, g_object_ref (task));
}

gboolean
gesso_open_with_portal_finish (GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
gesso_open_with_program (GAppInfo   *program,
                         GFile      *file,
                         GdkDisplay *display,
                         GError    **error)
{
  g_autoptr (GdkAppLaunchContext) context = gdk_display_get_app_launch_context (display);
  g_autoptr (GError) cause = NULL;
  GList files = { .data = file };

  if (g_app_info_launch (program, &files, G_APP_LAUNCH_CONTEXT (context), &cause))
    return TRUE;
  g_debug ("%s: %s", g_app_info_get_id (program), cause->message);
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
               /* Translators: the name of a program, such as Krita. */
               _("%s could not be started. Look whether it is installed as it should be, or choose another program."),
               g_app_info_get_display_name (program));
  return FALSE;
}

static gboolean
is_own (GAppInfo *program)
{
  return g_strcmp0 (g_app_info_get_id (program), GESSO_APPLICATION_ID ".desktop") == 0;
}

GPtrArray *
gesso_open_with_list (const char *mime)
{
  GPtrArray *programs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autolist (GAppInfo) all = g_app_info_get_all_for_type (mime);

  for (GList *l = all; l != NULL; l = l->next)
    if (!is_own (l->data) && g_app_info_should_show (l->data))
      g_ptr_array_add (programs, g_object_ref (l->data));
  return programs;
}

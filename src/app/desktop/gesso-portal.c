/* gesso-portal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-portal.h"

#define PORTALS "org.freedesktop.portal.Desktop"
#define PORTALS_PATH "/org/freedesktop/portal/desktop"
#define PREFIX "org.freedesktop.portal."
#define REQUEST "org.freedesktop.portal.Request"
#define SANDBOX_FILE "/.flatpak-info"

/* What a Response begins with. */
#define DONE 0
#define DISMISSED 1

typedef struct
{
  char *interface;      /* (owned) */
  char *method;         /* (owned) */
  GVariantBuilder *arguments; /* (owned) (nullable): until it is called */
  GVariant *options;    /* (owned): but for the token */
  GUnixFDList *fds;     /* (owned) (nullable) */
  GDBusConnection *bus; /* (owned) (nullable) */
  guint subscription;
} Request;

static void
unsubscribe (Request *request)
{
  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  request->subscription = 0;
}

static void
free_request (gpointer data)
{
  Request *request = data;

  unsubscribe (request);
  g_free (request->interface);
  g_free (request->method);
  g_clear_pointer (&request->arguments, g_variant_builder_unref);
  g_variant_unref (request->options);
  g_clear_object (&request->fds);
  g_clear_object (&request->bus);
  g_free (request);
}

gboolean
gesso_portal_is_needed (void)
{
  return g_strcmp0 (g_getenv ("GTK_USE_PORTAL"), "1") == 0 || g_file_test (SANDBOX_FILE, G_FILE_TEST_EXISTS);
}

static void
response_cb (GDBusConnection *bus,
             const char      *sender,
             const char      *path,
             const char      *interface,
             const char      *signal,
             GVariant        *parameters,
             gpointer         user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  g_autoptr (GVariant) results = NULL;
  guint32 response;

  unsubscribe (g_task_get_task_data (task));
  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;
  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  if (response == DONE)
    g_task_return_pointer (task, g_steal_pointer (&results), (GDestroyNotify) g_variant_unref);
  else if (response == DISMISSED)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");
  else
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED, "%s",
                             _("The desktop could not do this. Look whether its portals are installed and running."));
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), NULL, result,
                                                                               &error);

  if (reply != NULL)
    return;
  unsubscribe (g_task_get_task_data (task));
  g_debug ("The portal: %s", error->message);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED, "%s",
                             _("The desktop could not do this. Look whether its portals are installed and running."));
}

/* As the portal makes it of who asks and the token. */
static char *
make_path (GDBusConnection *bus,
           const char      *token)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strdup_printf (PORTALS_PATH "/request/%s/%s", sender, token);
}

static void
bus_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autoptr (GVariantDict) options = g_variant_dict_new (request->options);
  g_autofree char *token = g_strdup_printf ("gesso%u", g_random_int ());
  g_autofree char *path = NULL;
  GError *error = NULL;

  request->bus = g_bus_get_finish (result, &error);
  if (request->bus == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Heard of before it is asked for, as the answer may be quick. */
  path = make_path (request->bus, token);
  request->subscription = g_dbus_connection_signal_subscribe (request->bus, PORTALS, REQUEST, "Response", path, NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE, response_cb,
                                                              g_object_ref (task), g_object_unref);
  g_variant_dict_insert (options, "handle_token", "s", token);
  g_variant_builder_add_value (request->arguments, g_variant_dict_end (options));
  g_dbus_connection_call_with_unix_fd_list (request->bus, PORTALS, PORTALS_PATH, request->interface, request->method,
                                            g_variant_builder_end (request->arguments), G_VARIANT_TYPE ("(o)"),
                                            G_DBUS_CALL_FLAGS_NONE, -1, request->fds, g_task_get_cancellable (task),
                                            called_cb, g_object_ref (task));
}

void
gesso_portal_request_async (const char         *interface,
                            const char         *method,
                            GVariantBuilder    *arguments,
                            GVariantDict       *options,
                            GUnixFDList        *fds,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, gesso_portal_request_async);
  request->interface = g_strconcat (PREFIX, interface, NULL);
  request->method = g_strdup (method);
  request->arguments = g_variant_builder_ref (arguments);
  request->options = g_variant_ref_sink (g_variant_dict_end (options));
  request->fds = fds != NULL ? g_object_ref (fds) : NULL;
  g_task_set_task_data (task, request, free_request);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, bus_cb, task);
}

GVariant *
gesso_portal_request_finish (GAsyncResult *result,
                             GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
told_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_debug ("The portal: %s", error->message);
}

typedef struct
{
  char *interface; /* (owned) */
  char *method;    /* (owned) */
  GVariant *parameters; /* (owned) */
} Word;

static void
word_free (Word *word)
{
  g_free (word->interface);
  g_free (word->method);
  g_variant_unref (word->parameters);
  g_free (word);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Word, word_free)

static void
tell_bus_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Word) word = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL)
    g_dbus_connection_call (bus, PORTALS, PORTALS_PATH, word->interface, word->method, word->parameters, NULL,
                            G_DBUS_CALL_FLAGS_NONE, -1, NULL, told_cb, NULL);
}

void
gesso_portal_tell (const char *interface,
                   const char *method,
                   GVariant   *parameters)
{
  Word *word = g_new (Word, 1);

  *word = (Word) { g_strconcat (PREFIX, interface, NULL), g_strdup (method), g_variant_ref_sink (parameters) };
  g_bus_get (G_BUS_TYPE_SESSION, NULL, tell_bus_cb, word);
}

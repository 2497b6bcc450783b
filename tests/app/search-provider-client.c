/* search-provider-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>

#include "search-provider-client.h"

#define BUS_NAME GESSO_APPLICATION_ID ".SearchProvider"
#define OBJECT_PATH GESSO_RESOURCE_PATH "/SearchProvider"
#define TIMEOUT_MS 60000

static void
appeared_cb (GDBusConnection *connection,
             const char      *name,
             const char      *owner,
             gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
search_client_start (SearchClient *client,
                     const char   *data_home)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;
  gboolean appeared = FALSE;
  guint watch;

  client->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  watch = g_bus_watch_name_on_connection (client->connection, BUS_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                          appeared_cb, NULL, &appeared, NULL);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", data_home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", data_home, TRUE);
  client->program =
      g_subprocess_launcher_spawn (launcher, &error, g_getenv ("GESSO_EXE"), "--search-provider", NULL);
  g_assert_no_error (error);
  while (!appeared)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
}

void
search_client_stop (SearchClient *client)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (client->program, SIGTERM);
  g_subprocess_wait (client->program, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&client->program);
  g_clear_object (&client->connection);
}

GVariant *
search_client_call (SearchClient *client,
                    const char   *method,
                    GVariant     *parameters,
                    GError      **error)
{
  return g_dbus_connection_call_sync (client->connection, BUS_NAME, OBJECT_PATH,
                                      "org.gnome.Shell.SearchProvider2", method, parameters, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, TIMEOUT_MS, NULL, error);
}

GStrv
search_client_find (SearchClient *client,
                    const char   *text)
{
  g_auto (GStrv) terms = g_strsplit (text, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      search_client_call (client, "GetInitialResultSet", g_variant_new ("(^as)", terms), &error);
  GStrv ids;

  g_assert_no_error (error);
  g_variant_get (answer, "(^as)", &ids);
  return ids;
}

/* gesso-search-service.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-app"

#include "config.h"

#include <glib-unix.h>

#include "gesso-search-provider.h"
#include "gesso-search-service.h"

/* As the service file has it. */
#define OPTION "--search-provider"
#define NAME GESSO_APPLICATION_ID ".SearchProvider"
/* Where the program with the window has its actions. */
#define APPLICATION_PATH GESSO_RESOURCE_PATH
/* The overview asks again while somebody types. */
#define STAY_MS 30000

#define GESSO_TYPE_SEARCH_SERVICE (gesso_search_service_get_type ())
G_DECLARE_FINAL_TYPE (GessoSearchService, gesso_search_service, GESSO, SEARCH_SERVICE, GApplication)

struct _GessoSearchService
{
  GApplication parent_instance;

  GessoSearchProvider *provider; /* (owned) */
  GessoStudio *studio;           /* (owned) (nullable): NULL until started */
  guint term_source;
};

G_DEFINE_FINAL_TYPE (GessoSearchService, gesso_search_service, G_TYPE_APPLICATION)

static void
handed_over_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer == NULL)
    g_message ("What was found cannot be shown: %s", error->message);
  g_application_release (application);
}

/* Has the program with the window, started when need be, do its @action. @target: floating */
static void
hand_over (GessoSearchService *self,
           const char         *action,
           GVariant           *target)
{
  GVariant *boxed = g_variant_new_variant (target);

  g_application_hold (G_APPLICATION (self));
  g_dbus_connection_call (g_application_get_dbus_connection (G_APPLICATION (self)), GESSO_APPLICATION_ID,
                          APPLICATION_PATH, "org.freedesktop.Application", "ActivateAction",
                          g_variant_new ("(s@av@a{sv})", action,
                                         g_variant_new_array (G_VARIANT_TYPE_VARIANT, &boxed, 1),
                                         g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0)),
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, handed_over_cb, g_object_ref (self));
}

static void
place_wanted_cb (GessoSearchService *self,
                 gint64              thread_id,
                 gint64              version_id)
{
  hand_over (self, "show-place", g_variant_new ("(xx)", thread_id, version_id));
}

static void
search_wanted_cb (GessoSearchService *self,
                  const char         *text)
{
  hand_over (self, "search-library", g_variant_new_string (text));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoSearchService) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean opened = gesso_studio_open_finish (GESSO_STUDIO (source), result, &error);

  if (!opened)
    g_message ("The library cannot be searched: %s", error->message);
  gesso_search_provider_set_studio (self->provider, opened ? self->studio : NULL);
}

static gboolean
terminate_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

/* Jobs are the window's to go on with. */
static void
gesso_search_service_startup (GApplication *application)
{
  GessoSearchService *self = GESSO_SEARCH_SERVICE (application);

  G_APPLICATION_CLASS (gesso_search_service_parent_class)->startup (application);
  self->term_source = g_unix_signal_add (SIGTERM, terminate_cb, self);
  self->studio = gesso_studio_new (NULL, NULL);
  gesso_studio_open_async (self->studio, FALSE, NULL, opened_cb, g_object_ref (self));
}

static gboolean
gesso_search_service_dbus_register (GApplication    *application,
                                    GDBusConnection *connection,
                                    const char      *path,
                                    GError         **error)
{
  return G_APPLICATION_CLASS (gesso_search_service_parent_class)->dbus_register (application, connection, path, error) &&
         gesso_search_provider_export (GESSO_SEARCH_SERVICE (application)->provider, connection, path, error);
}

static void
gesso_search_service_dbus_unregister (GApplication    *application,
                                      GDBusConnection *connection,
                                      const char      *path)
{
  gesso_search_provider_unexport (GESSO_SEARCH_SERVICE (application)->provider);
  G_APPLICATION_CLASS (gesso_search_service_parent_class)->dbus_unregister (application, connection, path);
}

static void
gesso_search_service_finalize (GObject *object)
{
  GessoSearchService *self = GESSO_SEARCH_SERVICE (object);

  g_clear_handle_id (&self->term_source, g_source_remove);
  g_clear_object (&self->provider);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_search_service_parent_class)->finalize (object);
}

static void
gesso_search_service_class_init (GessoSearchServiceClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gesso_search_service_finalize;
  application_class->startup = gesso_search_service_startup;
  application_class->dbus_register = gesso_search_service_dbus_register;
  application_class->dbus_unregister = gesso_search_service_dbus_unregister;
}

static void
gesso_search_service_init (GessoSearchService *self)
{
  self->provider = gesso_search_provider_new (G_APPLICATION (self));
  g_signal_connect_object (self->provider, "place-wanted", G_CALLBACK (place_wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->provider, "search-wanted", G_CALLBACK (search_wanted_cb), self, G_CONNECT_SWAPPED);
  g_application_set_inactivity_timeout (G_APPLICATION (self), STAY_MS);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *closed = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_close_finish (GESSO_STUDIO (source), result, &error))
    g_message ("Closing the library: %s", error->message);
  *closed = TRUE;
}

gboolean
gesso_search_service_is_meant (int    argc,
                               char **argv)
{
  return argc == 2 && g_str_equal (argv[1], OPTION);
}

int
gesso_search_service_run (void)
{
  g_autoptr (GessoSearchService) self = g_object_new (GESSO_TYPE_SEARCH_SERVICE, "application-id", NAME,
                                                      "flags", G_APPLICATION_IS_SERVICE, NULL);
  int status = g_application_run (G_APPLICATION (self), 0, NULL);
  gboolean closed = self->studio == NULL;

  if (!closed)
    gesso_studio_close_async (self->studio, closed_cb, &closed);
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  return status;
}

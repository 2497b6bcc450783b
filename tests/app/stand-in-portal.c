/* stand-in-portal.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "gesso-test.h"
#include "stand-in-portal.h"

#define PATH "/org/freedesktop/portal/desktop"

static const char description[] =
  "<node>"
  " <interface name='org.freedesktop.portal.OpenURI'>"
  "  <method name='OpenFile'><arg type='s' direction='in'/><arg type='h' direction='in'/>"
  "   <arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
  " </interface>"
  " <interface name='org.freedesktop.portal.Background'>"
  "  <method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
  "   <arg type='o' direction='out'/></method>"
  "  <method name='SetStatus'><arg type='a{sv}' direction='in'/></method>"
  " </interface>"
  "</node>";

void
stand_in_portal_start (StandInPortal *self)
{
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  /* A bus with no services has none for screen readers. */
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Which that hides, so that no service finds the screen. */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
}

static void
take_options (StandInPortal *self,
              GVariant      *parameters)
{
  g_clear_pointer (&self->options, g_variant_unref);
  self->options = g_variant_get_child_value (parameters, g_variant_n_children (parameters) - 1);
}

/* Answers a request as the portals do: with a path, and by a signal from there. */
static void
answer (StandInPortal         *self,
        GDBusMethodInvocation *invocation)
{
  const char *token = NULL;
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_method_invocation_get_sender (invocation) + 1), ".", '_');
  g_autofree char *path = NULL;
  GVariantBuilder results;

  g_assert_true (g_variant_lookup (self->options, "handle_token", "&s", &token));
  path = g_strdup_printf (PATH "/request/%s/%s", sender, token);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (TRUE));
  g_dbus_connection_emit_signal (self->connection, NULL, path, "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", self->response, &results), NULL);
}

static void
take_file (StandInPortal         *self,
           GDBusMethodInvocation *invocation,
           GVariant              *parameters)
{
  GUnixFDList *fds = g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation));
  g_autofree char *link = NULL;
  gint32 handle;
  int fd;

  g_assert_nonnull (fds);
  g_variant_get_child (parameters, 1, "h", &handle);
  fd = g_unix_fd_list_get (fds, handle, NULL);
  link = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_free (self->opened_path);
  self->opened_path = g_file_read_link (link, NULL);
  close (fd);
  self->n_opened++;
}

static void
call_cb (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *parameters,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  StandInPortal *self = user_data;

  take_options (self, parameters);
  if (g_str_equal (method, "SetStatus"))
    {
      g_clear_pointer (&self->status, g_free);
      g_variant_lookup (self->options, "message", "s", &self->status);
      self->n_status++;
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  if (g_str_equal (method, "OpenFile"))
    take_file (self, invocation, parameters);
  else
    self->n_background++;
  answer (self, invocation);
}

static void
owned_cb (GDBusConnection *connection,
          const char      *name,
          gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

void
stand_in_portal_serve (StandInPortal *self)
{
  static const GDBusInterfaceVTable table = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, NULL);
  gboolean owned = FALSE;

  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (self->connection);
  for (guint i = 0; node->interfaces[i] != NULL; i++)
    g_assert_cmpuint (g_dbus_connection_register_object (self->connection, PATH, node->interfaces[i], &table, self, NULL,
                                                         NULL), >, 0);
  g_bus_own_name_on_connection (self->connection, "org.freedesktop.portal.Desktop", G_BUS_NAME_OWNER_FLAGS_NONE, owned_cb,
                                NULL, &owned, NULL);
  g_assert_true (gesso_test_wait (&owned, 30));
}

void
stand_in_portal_stop (StandInPortal *self)
{
  g_clear_object (&self->connection);
  g_clear_pointer (&self->opened_path, g_free);
  g_clear_pointer (&self->options, g_variant_unref);
  g_clear_pointer (&self->status, g_free);
  /* It is not unreferenced, which would wait for GTK to let go of the bus. */
  g_test_dbus_stop (self->bus);
}

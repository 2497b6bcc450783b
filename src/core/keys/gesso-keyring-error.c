/* gesso-keyring-error.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-keyring-error.h"

GError *
gesso_keyring_error_new_locked (void)
{
  return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_KEYRING,
                              _("The keyring is locked. Unlock it when asked and try again, or give keys in "
                                "environment variables such as OPENAI_API_KEY."));
}

GError *
gesso_keyring_error_new_no_key (void)
{
  return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                              _("The key is no longer in the keyring. Add it again."));
}

static GError *
new_denied (void)
{
  return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_KEYRING,
                              _("Gesso is not allowed to use the keyring. Allow it in the system settings, or give keys "
                                "in environment variables such as OPENAI_API_KEY."));
}

static GError *
new_missing (void)
{
  return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_KEYRING,
                              _("There is no keyring here to keep keys in. Install one such as GNOME Keyring, or give "
                                "keys in environment variables such as OPENAI_API_KEY."));
}

static GError *
new_silent (void)
{
  return g_error_new_literal (GESSO_ERROR, GESSO_ERROR_KEYRING,
                              _("The keyring does not answer as it should. Log in anew, or give keys in environment "
                                "variables such as OPENAI_API_KEY."));
}

static gboolean
is_locked (const GError *error)
{
  g_autofree char *remote = g_dbus_error_get_remote_error (error);

  /* A dismissed prompt is told as if somebody had cancelled the call. */
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_strcmp0 (remote, "org.freedesktop.Secret.Error.IsLocked") == 0;
}

static gboolean
is_denied (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_ACCESS_DENIED) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_AUTH_FAILED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_SERVER) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
         (error->domain == G_DBUS_ERROR && error->code >= G_DBUS_ERROR_SPAWN_EXEC_FAILED &&
          error->code <= G_DBUS_ERROR_SPAWN_NO_MEMORY) ||
         error->domain == G_SPAWN_ERROR ||
         /* No bus at all: its address is wrong, or none is known. */
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

GError *
gesso_keyring_error_translate (GError       *error,
                               GCancellable *cancellable)
{
  g_autoptr (GError) original = error;

  if (g_cancellable_is_cancelled (cancellable) && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&original);
  if (is_locked (error))
    return gesso_keyring_error_new_locked ();
  if (is_denied (error))
    return new_denied ();
  if (is_missing (error))
    return new_missing ();
  g_debug ("%s", error->message);
  return new_silent ();
}

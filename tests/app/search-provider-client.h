/* search-provider-client.h - asking the program as GNOME Shell does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** The program as a service on the session bus, over the library in `gesso` below @data_home. */
typedef struct
{
  GDBusConnection *connection;
  GSubprocess *program;
} SearchClient;

void      search_client_start (SearchClient *client, const char *data_home);
void      search_client_stop  (SearchClient *client);
/** Waits for the answer. @parameters: floating ones are taken. Returns: (transfer full) (nullable) */
GVariant *search_client_call  (SearchClient *client, const char *method, GVariant *parameters, GError **error);
/** The words of @text as terms of a first search. Returns: (transfer full): ids */
GStrv     search_client_find  (SearchClient *client, const char *text);

G_END_DECLS

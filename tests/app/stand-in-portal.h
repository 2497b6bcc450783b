/* stand-in-portal.h - a desktop's portals, as far as the tests need them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** What was asked of it last. */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *connection;
  guint n_opened, n_background, n_status; /* calls */
  char *opened_path;  /* that the handle means */
  GVariant *options;  /* of the last request */
  char *status;       /* message of the last status */
  guint32 response;   /* to be given to requests */
} StandInPortal;

/** Starts a session bus; before anything looks for one. */
void stand_in_portal_start (StandInPortal *self);
/** Owns the portals' name and answers. */
void stand_in_portal_serve (StandInPortal *self);
void stand_in_portal_stop  (StandInPortal *self);

G_END_DECLS

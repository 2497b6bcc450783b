/* gesso-search-service.h - the program as GNOME Shell's overview starts it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Whether the program was started to answer the overview, by its service file. */
gboolean gesso_search_service_is_meant (int argc, char **argv);

/**
 * gesso_search_service_run:
 *
 * Answers the overview until nobody has asked for a while. No toolkit is
 * started for that, which would take longer than all answers. What somebody
 * picks is handed over to the program with the window.
 *
 * Returns: the exit status
 */
int      gesso_search_service_run      (void);

G_END_DECLS

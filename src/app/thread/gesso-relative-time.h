/* gesso-relative-time.h - when something happened, in as few words as will do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gesso_relative_time_format:
 * @then, @now: microseconds since 1970, UTC
 * @zone: (nullable): whose days are meant; NULL for the local ones
 *
 * "Just now", "5 min ago", "14:05", "Yesterday", "Tuesday", "3 May", "3 May 2024".
 * Returns: (transfer full)
 */
char *gesso_relative_time_format      (gint64 then, gint64 now, GTimeZone *zone);

/** The whole date and time, for a tooltip. Returns: (transfer full) */
char *gesso_relative_time_format_full (gint64 then, GTimeZone *zone);

G_END_DECLS

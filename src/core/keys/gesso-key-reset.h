/* gesso-key-reset.h - when a provider gives quota anew
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  GESSO_KEY_RESET_UNKNOWN,         /* nobody says: looked at again after a day */
  GESSO_KEY_RESET_HOUR_UTC,        /* each day at the hour @value, 0 to 23, UTC */
  GESSO_KEY_RESET_AFTER_FIRST_USE, /* @value hours after the first use */
  GESSO_KEY_RESET_MONTH,           /* at the start of the day @value of each month, UTC; 0 is the first */
} GessoKeyResetKind;

typedef struct
{
  GessoKeyResetKind kind;
  int value;
} GessoKeyReset;

/**
 * gesso_key_reset_get_next:
 * @now: microseconds since 1970, as is the result
 * @first_used: the first use of this quota window, for %GESSO_KEY_RESET_AFTER_FIRST_USE; 0: unknown
 *
 * Always after @now, and at most 32 days after it.
 */
gint64 gesso_key_reset_get_next   (GessoKeyReset self, gint64 now, gint64 first_used);
/** Length of the window that starts with a use, in microseconds. */
gint64 gesso_key_reset_get_window (GessoKeyReset self);

G_END_DECLS

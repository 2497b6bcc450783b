/* gesso-key-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-key-words.h"

/* Up to this many seconds, counting them says more than the time of day. */
#define SECONDS_IN_WORDS 120

char *
gesso_key_describe (const GessoKey *key)
{
  if (*key->label == '\0')
    return g_strdup (key->fingerprint);
  /* Translators: a key by the name that the artist gave it and its fingerprint, such as “Work” (k-3f9a2c71) */
  return g_strdup_printf (_("“%s” (%s)"), key->label, key->fingerprint);
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b) &&
         g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

char *
gesso_key_describe_time (gint64 when,
                         gint64 now)
{
  /* A second begun is a second to wait. */
  gint64 seconds = when > now ? (when - now - 1) / G_TIME_SPAN_SECOND + 1 : 0;
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) today = NULL;

  if (seconds <= SECONDS_IN_WORDS)
    /* Translators: used inside sentences: again in 12 seconds */
    return g_strdup_printf (ngettext ("in %d second", "in %d seconds", (gulong) seconds), (int) seconds);
  then = g_date_time_new_from_unix_local (when / G_TIME_SPAN_SECOND);
  today = g_date_time_new_from_unix_local (now / G_TIME_SPAN_SECOND);
  if (then == NULL || today == NULL)
    return g_strdup (_("later"));
  if (is_same_day (then, today))
    /* Translators: used inside sentences: again at 14:05; %H:%M are as in strftime */
    return g_date_time_format (then, _("at %H:%M"));
  /* Translators: used inside sentences: again on 3 December at 00:00; as in strftime */
  return g_date_time_format (then, _("on %-e %B at %H:%M"));
}

char *
gesso_key_describe_state (const GessoKeyState *state,
                          gint64               now)
{
  g_autofree char *when = NULL;

  switch (state->condition)
    {
    case GESSO_KEY_INVALID:
      return g_strdup (_("Refused by the provider"));
    case GESSO_KEY_EXHAUSTED:
      when = gesso_key_describe_time (state->until, now);
      /* Translators: the state of a key; %s is such as “at 14:05” or “on 3 December at 00:00” */
      return g_strdup_printf (_("No credit or quota left; again %s"), when);
    case GESSO_KEY_RESTING:
      when = gesso_key_describe_time (state->until, now);
      /* Translators: the state of a key after too many requests; %s is such as “in 12 seconds” or “at 14:05” */
      return g_strdup_printf (_("Rests; again %s"), when);
    case GESSO_KEY_USABLE:
    default:
      return g_strdup (_("Ready"));
    }
}

/* gesso-key-reset.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-key-reset.h"

#define HOUR (G_TIME_SPAN_HOUR)
#define DAY (G_TIME_SPAN_DAY)
#define MAX_WINDOW (32 * DAY)

gint64
gesso_key_reset_get_window (GessoKeyReset self)
{
  return self.kind == GESSO_KEY_RESET_AFTER_FIRST_USE ? CLAMP (self.value * HOUR, HOUR, MAX_WINDOW) : DAY;
}

static gint64
get_next_hour (int    hour,
               gint64 now)
{
  gint64 next = now - now % DAY + CLAMP (hour, 0, 23) * HOUR;

  return next > now ? next : next + DAY;
}

/* A month without the day resets on its last one. */
static gint64
get_day_of_month (int year,
                  int month,
                  int day)
{
  g_autoptr (GDateTime) date = NULL;

  if (month > 12)
    month -= 12, year++;
  day = CLAMP (day, 1, g_date_get_days_in_month (month, year));
  date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return g_date_time_to_unix (date) * G_TIME_SPAN_SECOND;
}

static gint64
get_next_month (int    day,
                gint64 now)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now / G_TIME_SPAN_SECOND);
  int year = g_date_time_get_year (date), month = g_date_time_get_month (date);
  gint64 next = get_day_of_month (year, month, day);

  return next > now ? next : get_day_of_month (year, month + 1, day);
}

gint64
gesso_key_reset_get_next (GessoKeyReset self,
                          gint64        now,
                          gint64        first_used)
{
  gint64 window = gesso_key_reset_get_window (self);

  /* Some machines start in 1970, and a wrong clock may say anything. */
  now = CLAMP (now, 0, G_GINT64_CONSTANT (9000) * 365 * DAY - MAX_WINDOW);
  switch (self.kind)
    {
    case GESSO_KEY_RESET_HOUR_UTC:
      return get_next_hour (self.value, now);
    case GESSO_KEY_RESET_MONTH:
      return get_next_month (self.value, now);
    case GESSO_KEY_RESET_AFTER_FIRST_USE:
      if (first_used > 0 && first_used <= now && first_used + window > now)
        return first_used + window;
      return now + window;
    case GESSO_KEY_RESET_UNKNOWN:
    default:
      return now + DAY;
    }
}

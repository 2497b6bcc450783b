/* gesso-relative-time.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-relative-time.h"

/* (nullable) (transfer full): NULL for a year that no calendar has. */
static GDateTime *
make_date_time (gint64     time,
                GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  if (utc == NULL)
    return NULL;
  return zone != NULL ? g_date_time_to_timezone (utc, zone) : g_date_time_to_local (utc);
}

/* Whole days between the calendar days of @then and @now. */
static int
count_days (GDateTime *then,
            GDateTime *now)
{
  GDate then_day, now_day;

  g_date_clear (&then_day, 1);
  g_date_clear (&now_day, 1);
  g_date_set_dmy (&then_day, g_date_time_get_day_of_month (then), g_date_time_get_month (then),
                  g_date_time_get_year (then));
  g_date_set_dmy (&now_day, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  return g_date_days_between (&then_day, &now_day);
}

static const char *
choose_format (GDateTime *then,
               GDateTime *now)
{
  int days = count_days (then, now);

  if (days == 0)
    /* Translators: a time of the same day, see g_date_time_format(): 14:05 */
    return _("%H:%M");
  if (days > 0 && days < 7)
    /* Translators: a day of the last week, see g_date_time_format(): Tuesday */
    return _("%A");
  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    /* Translators: a day of the same year, see g_date_time_format(): 3 May */
    /* xgettext:no-c-format */
    return _("%-d %b");
  /* Translators: a day of another year, see g_date_time_format(): 3 May 2024 */
  return _("%-d %b %Y");
}

char *
gesso_relative_time_format (gint64     then,
                            gint64     now,
                            GTimeZone *zone)
{
  g_autoptr (GDateTime) then_time = make_date_time (then, zone);
  g_autoptr (GDateTime) now_time = make_date_time (now, zone);
  gint64 minutes;

  if (then_time == NULL || now_time == NULL)
    return g_strdup ("");

  minutes = (now / G_USEC_PER_SEC - then / G_USEC_PER_SEC) / 60;
  /* A clock may have been set back a little since. */
  if (minutes < 1 && minutes > -5)
    return g_strdup (_("Just now"));
  if (minutes > 0 && minutes < 60)
    /* Translators: %d is a number of minutes below 60. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d min ago", "%d min ago", minutes), (int) minutes);
  if (count_days (then_time, now_time) == 1)
    return g_strdup (_("Yesterday"));
  return g_date_time_format (then_time, choose_format (then_time, now_time));
}

char *
gesso_relative_time_format_full (gint64     then,
                                 GTimeZone *zone)
{
  g_autoptr (GDateTime) then_time = make_date_time (then, zone);

  if (then_time == NULL)
    return g_strdup ("");
  /* Translators: a full date and time, see g_date_time_format(): Tuesday, 3 May 2024, 14:05 */
  return g_date_time_format (then_time, _("%A, %-d %B %Y, %H:%M"));
}

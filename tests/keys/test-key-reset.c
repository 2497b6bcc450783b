/* test-key-reset.c - when quota comes back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-key-reset.h"

static gint64
parse (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_TIME_SPAN_SECOND + g_date_time_get_microsecond (time);
}

typedef struct
{
  const char *name;
  GessoKeyReset reset;
  const char *now, *first_used, *next;
} Case;

static const Case cases[] = {
  { "hour/later-today", { GESSO_KEY_RESET_HOUR_UTC, 8 }, "2026-11-22T07:59:59Z", NULL, "2026-11-22T08:00:00Z" },
  { "hour/now-is-tomorrow", { GESSO_KEY_RESET_HOUR_UTC, 8 }, "2026-11-22T08:00:00Z", NULL, "2026-11-23T08:00:00Z" },
  { "hour/midnight", { GESSO_KEY_RESET_HOUR_UTC, 0 }, "2026-12-31T23:59:59Z", NULL, "2027-01-01T00:00:00Z" },
  { "hour/leap-day", { GESSO_KEY_RESET_HOUR_UTC, 5 }, "2028-02-28T06:00:00Z", NULL, "2028-02-29T05:00:00Z" },
  { "hour/no-such-hour", { GESSO_KEY_RESET_HOUR_UTC, 99 }, "2026-11-22T07:00:00Z", NULL, "2026-11-22T23:00:00Z" },
  { "hour/negative", { GESSO_KEY_RESET_HOUR_UTC, -3 }, "2026-11-22T07:00:00Z", NULL, "2026-11-23T00:00:00Z" },
  { "window/from-first-use", { GESSO_KEY_RESET_AFTER_FIRST_USE, 24 }, "2026-11-22T07:00:00Z", "2026-11-21T20:00:00Z",
    "2026-11-22T20:00:00Z" },
  { "window/past", { GESSO_KEY_RESET_AFTER_FIRST_USE, 24 }, "2026-11-22T07:00:00Z", "2026-11-21T07:00:00Z",
    "2026-11-23T07:00:00Z" },
  { "window/unknown-use", { GESSO_KEY_RESET_AFTER_FIRST_USE, 5 }, "2026-11-22T07:00:00Z", NULL, "2026-11-22T12:00:00Z" },
  { "window/use-in-the-future", { GESSO_KEY_RESET_AFTER_FIRST_USE, 5 }, "2026-11-22T07:00:00Z", "2040-01-01T00:00:00Z",
    "2026-11-22T12:00:00Z" },
  { "window/no-length", { GESSO_KEY_RESET_AFTER_FIRST_USE, 0 }, "2026-11-22T07:00:00Z", NULL, "2026-11-22T08:00:00Z" },
  { "window/for-ever", { GESSO_KEY_RESET_AFTER_FIRST_USE, G_MAXINT }, "2026-11-01T00:00:00Z", NULL,
    "2026-12-03T00:00:00Z" },
  { "month/next", { GESSO_KEY_RESET_MONTH, 1 }, "2026-11-22T07:00:00Z", NULL, "2026-12-01T00:00:00Z" },
  { "month/first-by-default", { GESSO_KEY_RESET_MONTH, 0 }, "2026-11-22T07:00:00Z", NULL, "2026-12-01T00:00:00Z" },
  { "month/year-end", { GESSO_KEY_RESET_MONTH, 1 }, "2026-12-31T23:59:59Z", NULL, "2027-01-01T00:00:00Z" },
  { "month/last-moment-of-leap-february", { GESSO_KEY_RESET_MONTH, 1 }, "2028-02-29T23:59:59Z", NULL,
    "2028-03-01T00:00:00Z" },
  { "month/last-moment-of-february", { GESSO_KEY_RESET_MONTH, 1 }, "2027-02-28T23:59:59Z", NULL, "2027-03-01T00:00:00Z" },
  { "month/on-the-moment", { GESSO_KEY_RESET_MONTH, 1 }, "2026-12-01T00:00:00Z", NULL, "2027-01-01T00:00:00Z" },
  { "month/a-day", { GESSO_KEY_RESET_MONTH, 15 }, "2026-11-14T07:00:00Z", NULL, "2026-11-15T00:00:00Z" },
  { "month/no-31st", { GESSO_KEY_RESET_MONTH, 31 }, "2026-11-22T07:00:00Z", NULL, "2026-11-30T00:00:00Z" },
  { "month/31st-after-30th", { GESSO_KEY_RESET_MONTH, 31 }, "2026-11-30T00:00:00Z", NULL, "2026-12-31T00:00:00Z" },
  { "month/31st-in-leap-february", { GESSO_KEY_RESET_MONTH, 31 }, "2028-01-31T00:00:00Z", NULL, "2028-02-29T00:00:00Z" },
  { "unknown/a-day", { GESSO_KEY_RESET_UNKNOWN, 0 }, "2026-11-22T07:00:00Z", NULL, "2026-11-23T07:00:00Z" },
  { "clock/of-1970", { GESSO_KEY_RESET_MONTH, 1 }, "1970-01-01T00:00:01Z", NULL, "1970-02-01T00:00:00Z" },
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  gint64 next = gesso_key_reset_get_next (test->reset, parse (test->now),
                                          test->first_used != NULL ? parse (test->first_used) : 0);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (next / G_TIME_SPAN_SECOND);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  g_assert_cmpstr (text, ==, test->next);
}

/* Whatever the clock says, a reset lies ahead and not too far. */
static void
test_always_ahead (void)
{
  const gint64 clocks[] = { G_MININT64, -1, 0, 1, parse ("2026-02-28T23:59:59Z"), parse ("9000-12-31T00:00:00Z") };

  for (guint i = 0; i < G_N_ELEMENTS (clocks); i++)
    for (int kind = GESSO_KEY_RESET_UNKNOWN; kind <= GESSO_KEY_RESET_MONTH; kind++)
      for (int value = -40; value < 40; value++)
        {
          GessoKeyReset reset = { kind, value };
          gint64 next = gesso_key_reset_get_next (reset, clocks[i], clocks[i]);

          g_assert_cmpint (next, >, MAX (clocks[i], 0));
          g_assert_cmpint (next - MAX (clocks[i], 0), <=, 32 * G_TIME_SPAN_DAY);
        }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/keys/reset/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/keys/reset/always-ahead", test_always_ahead);
  return g_test_run ();
}

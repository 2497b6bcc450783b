/* test-thread-parts.c - the pure functions of the thread and of the list of threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-hit.h"
#include "gesso-relative-time.h"

/* Wednesday, 15 May 2024, 14:30 */
#define NOW (G_GINT64_CONSTANT (1715783400) * G_USEC_PER_SEC)
#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static void
test_relative_time (void)
{
  static const struct
  {
    gint64 ago;
    const char *text;
  } cases[] = {
    { 0, "Just now" },
    { 59 * G_USEC_PER_SEC, "Just now" },
    { -2 * MINUTE, "Just now" },
    { MINUTE, "1 min ago" },
    { 59 * MINUTE, "59 min ago" },
    { HOUR, "13:30" },
    { 14 * HOUR, "00:30" },
    { 15 * HOUR, "Yesterday" },
    { 38 * HOUR, "Yesterday" },
    { 39 * HOUR, "Monday" },
    { 6 * DAY, "Thursday" },
    { 7 * DAY, "8 May" },
    { 140 * DAY, "27 Dec 2023" },
    { -3 * DAY, "18 May" },
    { -2 * HOUR, "16:30" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gesso_relative_time_format (NOW - cases[i].ago, NOW, utc);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* Days are those of the artist, not of Greenwich. */
static void
test_relative_time_zone (void)
{
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_offset (9 * 3600);
  g_autofree char *here = gesso_relative_time_format (NOW - 50 * MINUTE, NOW, tokyo);
  g_autofree char *today = gesso_relative_time_format (NOW + 45 * MINUTE - HOUR - 10 * MINUTE, NOW + 45 * MINUTE, tokyo);

  g_assert_cmpstr (here, ==, "50 min ago");
  /* 23:20 seen from a quarter past midnight */
  g_assert_cmpstr (today, ==, "Yesterday");
}

static void
test_relative_time_extremes (void)
{
  const gint64 times[] = { G_MININT64, -1, 0, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_autofree char *text = gesso_relative_time_format (times[i], NOW, NULL);
      g_autofree char *full = gesso_relative_time_format_full (times[i], NULL);

      g_assert_nonnull (text);
      g_assert_nonnull (full);
    }
}

static void
test_full_time (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = gesso_relative_time_format_full (NOW, utc);

  g_assert_cmpstr (text, ==, "Wednesday, 15 May 2024, 14:30");
}

static char *
make_snippet (const char *text,
              gsize       start,
              gsize       length,
              char      **match)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_search_hit_free);
  g_autoptr (GessoHit) hit = NULL;
  GessoSearchHit *found = g_new0 (GessoSearchHit, 1);
  char *snippet;

  found->text = g_strdup (text);
  found->start = start;
  found->length = length;
  g_ptr_array_add (hits, found);
  hit = gesso_hit_new (hits, 0);
  snippet = gesso_hit_dup_snippet (hit, &start, &length);
  g_assert_cmpuint (start + length, <=, strlen (snippet));
  *match = g_strndup (snippet + start, length);
  return snippet;
}

static void
check_snippet (const char *text,
               const char *match,
               const char *expected)
{
  g_autofree char *shown = NULL;
  g_autofree char *snippet = make_snippet (text, strstr (text, match) - text, strlen (match), &shown);

  g_assert_cmpstr (snippet, ==, expected);
  g_assert_cmpstr (shown, ==, match);
}

static void
test_snippet (void)
{
  check_snippet ("a red boat", "red", "a red boat");
  check_snippet ("red", "red", "red");
  check_snippet ("line one\nline\ttwo", "two", "line one line two");
  check_snippet ("0123456789abcdefghijKEY rest", "KEY", "…456789abcdefghijKEY rest");
  check_snippet ("0123456789abcdefghKEY", "KEY", "0123456789abcdefghKEY");
  check_snippet ("夜晚灯光夜晚灯光夜晚灯光夜晚灯光夜晚灯光水彩", "水彩", "…夜晚灯光夜晚灯光夜晚灯光夜晚灯光水彩");
}

static void
test_snippet_out_of_range (void)
{
  g_autofree char *match = NULL, *other = NULL, *none = NULL;
  g_autofree char *beyond = make_snippet ("short", 100, 5, &match);
  g_autofree char *longer = make_snippet ("short", 2, G_MAXSIZE, &other);
  g_autofree char *empty = make_snippet (NULL, 0, 3, &none);

  g_assert_cmpstr (beyond, ==, "short");
  g_assert_cmpstr (match, ==, "");
  g_assert_cmpstr (longer, ==, "short");
  g_assert_cmpstr (other, ==, "ort");
  g_assert_cmpstr (empty, ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thread/relative-time/table", test_relative_time);
  g_test_add_func ("/thread/relative-time/zone", test_relative_time_zone);
  g_test_add_func ("/thread/relative-time/extremes", test_relative_time_extremes);
  g_test_add_func ("/thread/relative-time/full", test_full_time);
  g_test_add_func ("/threads/hit/snippet", test_snippet);
  g_test_add_func ("/threads/hit/out-of-range", test_snippet_out_of_range);

  return g_test_run ();
}

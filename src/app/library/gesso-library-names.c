/* gesso-library-names.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-names.h"

/* As many midnights lie between @then and @now. */
static int
count_days (GDateTime *then,
            GDateTime *now)
{
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, g_date_time_get_day_of_month (then), g_date_time_get_month (then),
                  g_date_time_get_year (then));
  g_date_set_dmy (&last, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  return g_date_days_between (&first, &last);
}

char *
gesso_library_name_day (gint64 start,
                        gint64 now)
{
  g_autoptr (GDateTime) then_time = g_date_time_new_from_unix_local (start / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now_time = g_date_time_new_from_unix_local (now / G_USEC_PER_SEC);
  int days;

  if (start == 0)
    return g_strdup (_("Most Alike First"));
  if (then_time == NULL || now_time == NULL)
    return g_strdup (_("Long Ago"));
  days = count_days (then_time, now_time);
  if (days == 0)
    return g_strdup (_("Today"));
  if (days == 1)
    return g_strdup (_("Yesterday"));
  if (days > 1 && days < 7)
    return g_date_time_format (then_time, "%A");
  if (g_date_time_get_year (then_time) == g_date_time_get_year (now_time))
    /* Translators: a day of this year, see strftime(3): “3 May”. */
    return g_date_time_format (then_time, _("%-d %B"));
  /* Translators: a day of another year, see strftime(3): “3 May 2024”. */
  return g_date_time_format (then_time, _("%-d %B %Y"));
}

static const char *const star_names[] = {
  N_("Any Stars"), N_("★ or More"), N_("★★ or More"), N_("★★★ or More"), N_("★★★★ or More"), "★★★★★",
};

#define MEGAPIXEL (1000 * 1000)

static const struct
{
  const char *name;
  gint64 min_pixels, max_pixels;
} sizes[] = {
  { N_("Any Size"), 0, 0 },
  { N_("Below 1 Megapixel"), 0, MEGAPIXEL },
  { N_("1 to 4 Megapixels"), MEGAPIXEL, 4 * MEGAPIXEL },
  { N_("4 to 12 Megapixels"), 4 * MEGAPIXEL, 12 * MEGAPIXEL },
  { N_("12 Megapixels and More"), 12 * MEGAPIXEL, 0 },
};

static const struct
{
  const char *name;
  double min_cost, max_cost;
} prices[] = {
  { N_("Any Price"), -1, -1 },
  { N_("Free"), -1, 0 },
  { N_("Up to $0.05"), -1, 0.05 },
  { N_("$0.05 to $0.25"), 0.05, 0.25 },
  { N_("$0.25 and More"), 0.25, -1 },
};

/* Back from the next midnight. */
static const struct
{
  const char *name;
  int days;
} dates[] = {
  { N_("Any Time"), 0 },
  { N_("Today"), 1 },
  { N_("Last 7 Days"), 7 },
  { N_("Last 30 Days"), 30 },
  { N_("Last 365 Days"), 365 },
};

guint
gesso_library_range_get_n_choices (GessoLibraryRange range)
{
  switch (range)
    {
    case GESSO_RANGE_STARS:
      return G_N_ELEMENTS (star_names);
    case GESSO_RANGE_SIZE:
      return G_N_ELEMENTS (sizes);
    case GESSO_RANGE_PRICE:
      return G_N_ELEMENTS (prices);
    case GESSO_RANGE_DATE:
      return G_N_ELEMENTS (dates);
    default:
      g_assert_not_reached ();
    }
}

const char *
gesso_library_range_name_choice (GessoLibraryRange range,
                                 guint             choice)
{
  g_return_val_if_fail (choice < gesso_library_range_get_n_choices (range), NULL);

  switch (range)
    {
    case GESSO_RANGE_STARS:
      return _(star_names[choice]);
    case GESSO_RANGE_SIZE:
      return _(sizes[choice].name);
    case GESSO_RANGE_PRICE:
      return _(prices[choice].name);
    case GESSO_RANGE_DATE:
      return _(dates[choice].name);
    default:
      g_assert_not_reached ();
    }
}

/* Midnight before so many days, today being one. */
static gint64
find_start (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                       g_date_time_get_day_of_month (now), 0, 0, 0);
  g_autoptr (GDateTime) start = g_date_time_add_days (today, 1 - days);

  return g_date_time_to_unix (start) * G_USEC_PER_SEC;
}

void
gesso_library_range_apply_choice (GessoLibraryRange   range,
                                  guint               choice,
                                  GessoLibraryFilter *filter)
{
  g_return_if_fail (choice < gesso_library_range_get_n_choices (range));

  switch (range)
    {
    case GESSO_RANGE_STARS:
      filter->stars = choice;
      break;
    case GESSO_RANGE_SIZE:
      filter->min_pixels = sizes[choice].min_pixels;
      filter->max_pixels = sizes[choice].max_pixels;
      break;
    case GESSO_RANGE_PRICE:
      filter->min_cost = prices[choice].min_cost;
      filter->max_cost = prices[choice].max_cost;
      break;
    case GESSO_RANGE_DATE:
      filter->from = choice > 0 ? find_start (dates[choice].days) : 0;
      filter->until = 0;
      break;
    default:
      g_assert_not_reached ();
    }
}

guint
gesso_library_range_find_choice (GessoLibraryRange         range,
                                 const GessoLibraryFilter *filter)
{
  for (guint i = 0; i < gesso_library_range_get_n_choices (range); i++)
    {
      g_autoptr (GessoLibraryFilter) other = gesso_library_filter_copy (filter);

      gesso_library_range_apply_choice (range, i, other);
      if (gesso_library_filter_equal (filter, other))
        return i;
    }
  return 0;
}

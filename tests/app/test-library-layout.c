/* test-library-layout.c - where cells stand, and what days are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>

#include "gesso-library-layout.h"
#include "gesso-library-names.h"
#include "gesso-library-selection.h"

#define HEADER 40

/* Days of so many cells each, at 636 pixels: six columns of 92. */
static GessoLibraryLayout *
make_layout (const guint *days,
             guint        n_days)
{
  GessoLibraryLayout *layout = gesso_library_layout_new ();
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (GessoLibraryDay));
  guint first = 0;

  for (guint i = 0; i < n_days; i++)
    {
      GessoLibraryDay day = { i + 1, first, days[i] };

      g_array_append_val (array, day);
      first += days[i];
    }
  gesso_library_layout_update (layout, array, 636, 92, HEADER, 0);
  return layout;
}

static const guint three_days[] = { 8, 1, 13 };

static void
test_rects (void)
{
  g_autoptr (GessoLibraryLayout) layout = make_layout (three_days, 3);
  graphene_rect_t rect = gesso_library_layout_get_rect (layout, 0);

  g_assert_cmpuint (gesso_library_layout_get_n_columns (layout), ==, 6);
  g_assert_cmpuint (gesso_library_layout_get_n_items (layout), ==, 22);
  g_assert_cmpint (gesso_library_layout_get_cell_size (layout), ==, 93);
  g_assert_cmpfloat (rect.origin.y, ==, HEADER);
  rect = gesso_library_layout_get_rect (layout, 7);
  g_assert_cmpfloat (rect.origin.y, ==, HEADER + 101);
  g_assert_cmpfloat (rect.origin.x, ==, 18 + 101);
  rect = gesso_library_layout_get_rect (layout, 8);
  g_assert_cmpfloat (rect.origin.y, ==, 2 * HEADER + 2 * 101);
  g_assert_cmpfloat (gesso_library_layout_get_day_y (layout, 1), ==, HEADER + 2 * 101);
  g_assert_cmpfloat (gesso_library_layout_get_height (layout), ==, 3 * HEADER + 6 * 101 + 10);
}

/* Every cell is found in its middle, and none between them. */
static void
test_find (void)
{
  g_autoptr (GessoLibraryLayout) layout = make_layout (three_days, 3);
  guint position;

  for (guint i = 0; i < 22; i++)
    {
      graphene_rect_t rect = gesso_library_layout_get_rect (layout, i);

      g_assert_true (gesso_library_layout_find (layout, rect.origin.x + 46, rect.origin.y + 46, &position));
      g_assert_cmpuint (position, ==, i);
      g_assert_false (gesso_library_layout_find (layout, rect.origin.x + 95, rect.origin.y + 46, &position));
      g_assert_false (gesso_library_layout_find (layout, rect.origin.x + 46, rect.origin.y + 95, &position));
    }
  g_assert_false (gesso_library_layout_find (layout, 30, 10, &position));
  g_assert_false (gesso_library_layout_find (layout, 18 + 3 * 101, HEADER + 120, &position));
  g_assert_false (gesso_library_layout_find (layout, 30, 1e9, &position));
  g_assert_false (gesso_library_layout_find (layout, 30, -5, &position));
}

static void
test_range (void)
{
  g_autoptr (GessoLibraryLayout) layout = make_layout (three_days, 3);
  g_autoptr (GessoLibraryLayout) empty = make_layout (NULL, 0);
  guint first, last;

  g_assert_true (gesso_library_layout_get_range (layout, 0, 1e9, &first, &last));
  g_assert_cmpuint (first, ==, 0);
  g_assert_cmpuint (last, ==, 21);
  g_assert_true (gesso_library_layout_get_range (layout, HEADER + 105, HEADER + 110, &first, &last));
  g_assert_cmpuint (first, ==, 6);
  g_assert_cmpuint (last, ==, 7);
  g_assert_false (gesso_library_layout_get_range (layout, 0, 5, &first, &last));
  g_assert_false (gesso_library_layout_get_range (empty, 0, 100, &first, &last));
}

static void
test_move_rows (void)
{
  static const struct
  {
    guint from;
    int rows;
    guint to;
  } cases[] = {
    { 0, 1, 6 }, { 5, 1, 7 }, { 7, 1, 8 }, { 8, 1, 9 }, { 8, -1, 6 }, { 20, -1, 14 }, { 21, 1, 21 }, { 0, -1, 0 },
    { 14, -1, 8 }, { 0, 99, 21 }, { 21, -99, 0 }, { 3, 0, 3 },
  };
  g_autoptr (GessoLibraryLayout) layout = make_layout (three_days, 3);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u by %d", cases[i].from, cases[i].rows);
      g_assert_cmpuint (gesso_library_layout_move_rows (layout, cases[i].from, cases[i].rows), ==, cases[i].to);
    }
}

static void
count_cb (guint    position,
          gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, position);
}

static void
test_band (void)
{
  g_autoptr (GessoLibraryLayout) layout = make_layout (three_days, 3);
  g_autoptr (GArray) hit = g_array_new (FALSE, FALSE, sizeof (guint));
  graphene_rect_t band = GRAPHENE_RECT_INIT (18 + 101 + 40, HEADER + 40, 120, 100);

  gesso_library_layout_foreach_in (layout, &band, count_cb, hit);
  g_assert_cmpuint (hit->len, ==, 3);
  g_assert_cmpuint (g_array_index (hit, guint, 0), ==, 1);
  g_assert_cmpuint (g_array_index (hit, guint, 2), ==, 7);
}

static void
test_narrow (void)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (GessoLibraryDay));
  g_autoptr (GessoLibraryLayout) layout = gesso_library_layout_new ();
  GessoLibraryDay day = { 1, 0, 100000 };

  g_array_append_val (days, day);
  gesso_library_layout_update (layout, days, 360, 400, HEADER, 40);
  g_assert_cmpuint (gesso_library_layout_get_n_columns (layout), ==, 2);
  gesso_library_layout_update (layout, days, 1, 400, HEADER, 40);
  g_assert_cmpint (gesso_library_layout_get_cell_size (layout), >=, 1);
  g_assert_cmpfloat (gesso_library_layout_get_rect (layout, 99999).origin.y, <, gesso_library_layout_get_height (layout));
}

static void
test_day_names (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_local (2026, 11, 22, 15, 0, 0);
  static const struct
  {
    int month, day, year;
    const char *name;
  } cases[] = {
    { 11, 22, 2026, "Today" }, { 11, 21, 2026, "Yesterday" }, { 11, 17, 2026, "Tuesday" }, { 5, 3, 2026, "3 May" },
    { 5, 3, 2024, "3 May 2024" }, { 11, 23, 2026, "23 November" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) then = g_date_time_new_local (cases[i].year, cases[i].month, cases[i].day, 0, 0, 0);
      g_autofree char *name = gesso_library_name_day (g_date_time_to_unix (then) * G_USEC_PER_SEC,
                                                      g_date_time_to_unix (now) * G_USEC_PER_SEC);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

/* Each choice is found again in the filter that it made. */
static void
test_ranges (void)
{
  for (GessoLibraryRange range = GESSO_RANGE_STARS; range <= GESSO_RANGE_DATE; range++)
    for (guint i = 0; i < gesso_library_range_get_n_choices (range); i++)
      {
        g_autoptr (GessoLibraryFilter) filter = gesso_library_filter_new ();

        g_assert_nonnull (gesso_library_range_name_choice (range, i));
        gesso_library_range_apply_choice (range, i, filter);
        g_assert_cmpuint (gesso_library_range_find_choice (range, filter), ==, i);
        g_assert_cmpint (gesso_library_filter_is_empty (filter), ==, i == 0);
      }
}

static void
test_selection (void)
{
  GessoLibrarySelection *selection = gesso_library_selection_new ();
  GessoLibrarySelection *other = gesso_library_selection_new ();
  g_autoptr (GArray) ids = NULL;

  gesso_library_selection_set (selection, 5, TRUE);
  gesso_library_selection_set (selection, G_MAXINT64, TRUE);
  gesso_library_selection_set (selection, 5, TRUE);
  gesso_library_selection_set (selection, 7, FALSE);
  g_assert_cmpuint (gesso_library_selection_get_size (selection), ==, 2);
  gesso_library_selection_assign (other, selection);
  gesso_library_selection_clear (selection);
  g_assert_false (gesso_library_selection_contains (selection, 5));
  ids = gesso_library_selection_dup_ids (other);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, G_MAXINT64);
  gesso_library_selection_free (selection);
  gesso_library_selection_free (other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_TIME, "C");
  g_test_add_func ("/library-layout/rects", test_rects);
  g_test_add_func ("/library-layout/find", test_find);
  g_test_add_func ("/library-layout/range", test_range);
  g_test_add_func ("/library-layout/move-rows", test_move_rows);
  g_test_add_func ("/library-layout/band", test_band);
  g_test_add_func ("/library-layout/narrow", test_narrow);
  g_test_add_func ("/library-layout/day-names", test_day_names);
  g_test_add_func ("/library-layout/ranges", test_ranges);
  g_test_add_func ("/library-layout/selection", test_selection);
  return g_test_run ();
}

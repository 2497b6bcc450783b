/* test-list-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-list-layout.h"

#define VIEW 400

/* A list without widgets: what each row really is high, whatever was guessed. */
typedef struct
{
  GessoListLayout *layout;
  GArray *truth; /* (element-type int) */
} Fixture;

static int
measure_cb (guint    row,
            gboolean seen,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  int height = g_array_index (fixture->truth, int, row);

  gesso_height_tree_measure (gesso_list_layout_get_heights (fixture->layout), row, height);
  return height;
}

static void
insert_rows (Fixture *fixture,
             guint    position,
             guint    n,
             int      estimate)
{
  g_autofree int *estimates = g_new (int, n);

  for (guint i = 0; i < n; i++)
    {
      int height = 40 + (int) ((position + i) * 37 % 160);

      estimates[i] = estimate;
      g_array_insert_val (fixture->truth, position + i, height);
    }
  gesso_list_layout_splice (fixture->layout, position, 0, estimates, n);
}

static void
remove_rows (Fixture *fixture,
             guint    position,
             guint    n)
{
  g_array_remove_range (fixture->truth, position, n);
  gesso_list_layout_splice (fixture->layout, position, n, NULL, 0);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->truth = g_array_new (FALSE, FALSE, sizeof (int));
  fixture->layout = gesso_list_layout_new (measure_cb, fixture);
  gesso_list_layout_set_view_height (fixture->layout, VIEW);
  insert_rows (fixture, 0, 200, 77);
  gesso_list_layout_update (fixture->layout);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gesso_list_layout_free (fixture->layout);
  g_array_unref (fixture->truth);
}

/* The rows in view follow each other without a gap and fill the view. */
static void
check_filled (Fixture *fixture)
{
  GessoListLayout *layout = fixture->layout;
  double y = gesso_list_layout_get_row_y (layout, gesso_list_layout_get_first (layout));

  g_assert_cmpfloat (y, <=, 0);
  for (guint i = gesso_list_layout_get_first (layout); i <= gesso_list_layout_get_last (layout); i++)
    {
      g_assert_cmpfloat_with_epsilon (gesso_list_layout_get_row_y (layout, i), y, 0.001);
      y += g_array_index (fixture->truth, int, i);
    }
  g_assert_cmpfloat (y, >=, VIEW - 0.5);
}

static void
test_top (Fixture       *fixture,
          gconstpointer  data)
{
  g_assert_cmpuint (gesso_list_layout_get_first (fixture->layout), ==, 0);
  g_assert_cmpfloat (gesso_list_layout_get_value (fixture->layout), ==, 0);
  g_assert_false (gesso_list_layout_is_at_end (fixture->layout));
  check_filled (fixture);
}

/* Whatever becomes known on the way: a row in view moves by what was asked for. */
static void
test_scroll_exactly (Fixture       *fixture,
                     gconstpointer  data)
{
  const double distances[] = { 40, 250, -30, 399, -120, 13.5, 0.25 };

  gesso_list_layout_put_row (fixture->layout, 100, 10);
  gesso_list_layout_update (fixture->layout);
  for (guint i = 0; i < 200; i++)
    {
      double distance = distances[i % G_N_ELEMENTS (distances)] * (i < 100 ? -1 : 1);
      guint row = distance > 0 ? gesso_list_layout_get_last (fixture->layout)
                               : gesso_list_layout_get_first (fixture->layout);
      double before = gesso_list_layout_get_row_y (fixture->layout, row);

      gesso_list_layout_scroll_by (fixture->layout, distance);
      gesso_list_layout_update (fixture->layout);
      check_filled (fixture);
      if (gesso_list_layout_get_first (fixture->layout) > 0
          && gesso_list_layout_get_last (fixture->layout) < 199)
        g_assert_cmpfloat_with_epsilon (gesso_list_layout_get_row_y (fixture->layout, row), before - distance, 0.001);
    }
}

static void
test_end (Fixture       *fixture,
          gconstpointer  data)
{
  GessoListLayout *layout = fixture->layout;

  gesso_list_layout_scroll_to_end (layout);
  gesso_list_layout_update (layout);
  g_assert_true (gesso_list_layout_is_at_end (layout));
  g_assert_cmpuint (gesso_list_layout_get_last (layout), ==, 199);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 200), ==, VIEW);
  g_assert_cmpfloat (gesso_list_layout_get_value (layout), ==, gesso_list_layout_get_upper (layout) - VIEW);
  check_filled (fixture);

  insert_rows (fixture, 200, 3, 5);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 203), ==, VIEW);

  /* One pixel up is not the end any more. */
  gesso_list_layout_scroll_by (layout, -1);
  gesso_list_layout_update (layout);
  g_assert_false (gesso_list_layout_is_at_end (layout));
  insert_rows (fixture, 203, 1, 5);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 203), ==, VIEW + 1);

  /* Scrolling back to it is. */
  gesso_list_layout_scroll_by (layout, 1000);
  gesso_list_layout_update (layout);
  g_assert_true (gesso_list_layout_is_at_end (layout));
}

static void
test_splice_above (Fixture       *fixture,
                   gconstpointer  data)
{
  GessoListLayout *layout = fixture->layout;
  guint row;
  double y;

  gesso_list_layout_put_row (layout, 100, 25);
  gesso_list_layout_update (layout);
  row = gesso_list_layout_get_first (layout);
  y = gesso_list_layout_get_row_y (layout, row);

  insert_rows (fixture, 0, 50, 200);
  gesso_list_layout_update (layout);
  g_assert_cmpuint (gesso_list_layout_get_first (layout), ==, row + 50);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, row + 50), ==, y);

  remove_rows (fixture, 10, 60);
  gesso_list_layout_update (layout);
  g_assert_cmpuint (gesso_list_layout_get_first (layout), ==, row - 10);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, row - 10), ==, y);
}

static void
test_remove_anchor (Fixture       *fixture,
                    gconstpointer  data)
{
  GessoListLayout *layout = fixture->layout;
  double y;

  gesso_list_layout_put_row (layout, 50, 0);
  gesso_list_layout_update (layout);
  y = gesso_list_layout_get_row_y (layout, 50);
  g_assert_cmpfloat (y, ==, 0);
  remove_rows (fixture, 45, 10);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 45), ==, y);
  check_filled (fixture);
}

static void
test_remove_all (Fixture       *fixture,
                 gconstpointer  data)
{
  gesso_list_layout_scroll_to_end (fixture->layout);
  gesso_list_layout_update (fixture->layout);
  remove_rows (fixture, 0, 200);
  gesso_list_layout_update (fixture->layout);
  g_assert_cmpfloat (gesso_list_layout_get_value (fixture->layout), ==, 0);
  g_assert_cmpfloat (gesso_list_layout_get_upper (fixture->layout), ==, VIEW);
  g_assert_false (gesso_list_layout_is_seen (fixture->layout, 0));

  insert_rows (fixture, 0, 2, 10);
  gesso_list_layout_update (fixture->layout);
  g_assert_cmpuint (gesso_list_layout_get_last (fixture->layout), ==, 1);
}

/* Few rows begin at the top and count as the end. */
static void
test_short (Fixture       *fixture,
            gconstpointer  data)
{
  remove_rows (fixture, 2, 198);
  gesso_list_layout_update (fixture->layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (fixture->layout, 0), ==, 0);
  g_assert_true (gesso_list_layout_is_at_end (fixture->layout));
}

/* The row cut off by the upper edge grows out of sight. */
static void
test_grow_above (Fixture       *fixture,
                 gconstpointer  data)
{
  GessoListLayout *layout = fixture->layout;
  guint first;
  double y;

  gesso_list_layout_put_row (layout, 100, -20);
  gesso_list_layout_update (layout);
  first = gesso_list_layout_get_first (layout);
  g_assert_cmpuint (first, ==, 100);
  y = gesso_list_layout_get_row_y (layout, 101);
  g_array_index (fixture->truth, int, 100) += 66;
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 101), ==, y);
}

/* Other heights for all rows, as when the window gets narrower. */
static void
test_new_width (Fixture       *fixture,
                gconstpointer  data)
{
  GessoListLayout *layout = fixture->layout;
  g_autofree int *estimates = g_new (int, 200);
  guint row;
  double y;

  gesso_list_layout_put_row (layout, 120, 33);
  gesso_list_layout_update (layout);
  /* The anchor: the first row that begins in view. */
  for (row = gesso_list_layout_get_first (layout); gesso_list_layout_get_row_y (layout, row) < 0; row++)
    ;
  y = gesso_list_layout_get_row_y (layout, row);
  for (guint i = 0; i < 200; i++)
    {
      estimates[i] = 90;
      g_array_index (fixture->truth, int, i) += 45;
    }
  gesso_list_layout_estimate (layout, estimates);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, row), ==, y);
  check_filled (fixture);

  gesso_list_layout_scroll_to_end (layout);
  gesso_list_layout_update (layout);
  gesso_list_layout_estimate (layout, estimates);
  gesso_list_layout_update (layout);
  g_assert_true (gesso_list_layout_is_at_end (layout));
}

static void
test_jump (Fixture       *fixture,
           gconstpointer  data)
{
  GessoListLayout *layout = fixture->layout;

  gesso_list_layout_scroll_to_value (layout, 77 * 100 + 10);
  gesso_list_layout_update (layout);
  check_filled (fixture);
  gesso_list_layout_scroll_to_value (layout, 0);
  gesso_list_layout_update (layout);
  g_assert_cmpuint (gesso_list_layout_get_first (layout), ==, 0);
  g_assert_cmpfloat (gesso_list_layout_get_value (layout), ==, 0);
  gesso_list_layout_scroll_to_value (layout, gesso_list_layout_get_upper (layout) - VIEW);
  gesso_list_layout_update (layout);
  g_assert_true (gesso_list_layout_is_at_end (layout));
}

static void
test_reveal (Fixture       *fixture,
             gconstpointer  data)
{
  GessoListLayout *layout = fixture->layout;

  gesso_list_layout_put_row (layout, 100, 0);
  gesso_list_layout_update (layout);
  gesso_list_layout_reveal_row (layout, 101);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 100), ==, 0);

  gesso_list_layout_reveal_row (layout, 150);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 151), ==, VIEW);

  gesso_list_layout_reveal_row (layout, 20);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 20), ==, 0);

  g_array_index (fixture->truth, int, 60) = 3 * VIEW;
  gesso_list_layout_reveal_row (layout, 60);
  gesso_list_layout_update (layout);
  g_assert_cmpfloat (gesso_list_layout_get_row_y (layout, 60), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/thread/list-layout/top", test_top },
    { "/thread/list-layout/scroll-exactly", test_scroll_exactly },
    { "/thread/list-layout/end", test_end },
    { "/thread/list-layout/splice-above", test_splice_above },
    { "/thread/list-layout/remove-anchor", test_remove_anchor },
    { "/thread/list-layout/remove-all", test_remove_all },
    { "/thread/list-layout/short", test_short },
    { "/thread/list-layout/grow-above", test_grow_above },
    { "/thread/list-layout/new-width", test_new_width },
    { "/thread/list-layout/jump", test_jump },
    { "/thread/list-layout/reveal", test_reveal },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}

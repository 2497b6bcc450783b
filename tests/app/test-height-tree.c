/* test-height-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-height-tree.h"

/* What the tree must agree with: an array, added up each time. */
static gint64
add_up (GArray *heights,
        guint   n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += g_array_index (heights, int, i);
  return sum;
}

static guint
find_row (GArray *heights,
          gint64  y)
{
  gint64 bottom = 0;

  for (guint i = 0; i < heights->len; i++)
    {
      bottom += g_array_index (heights, int, i);
      if (y < bottom)
        return i;
    }
  return heights->len > 0 ? heights->len - 1 : 0;
}

static void
compare (GessoHeightTree *tree,
         GArray          *model)
{
  g_assert_cmpuint (gesso_height_tree_get_n_rows (tree), ==, model->len);
  g_assert_cmpint (gesso_height_tree_get_total (tree), ==, add_up (model, model->len));
  for (guint i = 0; i < model->len; i++)
    {
      g_assert_cmpint (gesso_height_tree_get_height (tree, i), ==, g_array_index (model, int, i));
      g_assert_cmpint (gesso_height_tree_get_top (tree, i), ==, add_up (model, i));
    }
}

static void
test_empty (void)
{
  g_autoptr (GessoHeightTree) tree = gesso_height_tree_new ();

  g_assert_cmpuint (gesso_height_tree_get_n_rows (tree), ==, 0);
  g_assert_cmpint (gesso_height_tree_get_total (tree), ==, 0);
  g_assert_cmpuint (gesso_height_tree_find (tree, 100), ==, 0);
  gesso_height_tree_splice (tree, 0, 0, NULL, 0);
  g_assert_cmpuint (gesso_height_tree_get_n_rows (tree), ==, 0);
}

static void
test_measure (void)
{
  g_autoptr (GessoHeightTree) tree = gesso_height_tree_new ();
  const int heights[] = { 10, 20, 30 };

  gesso_height_tree_splice (tree, 0, 0, heights, 3);
  g_assert_false (gesso_height_tree_is_measured (tree, 1));
  g_assert_cmpint (gesso_height_tree_measure (tree, 1, 25), ==, 5);
  g_assert_true (gesso_height_tree_is_measured (tree, 1));
  g_assert_false (gesso_height_tree_is_measured (tree, 2));
  g_assert_cmpint (gesso_height_tree_measure (tree, 1, 25), ==, 0);
  g_assert_cmpint (gesso_height_tree_get_top (tree, 2), ==, 35);
  g_assert_cmpint (gesso_height_tree_get_total (tree), ==, 65);

  /* What is measured moves with its row. */
  gesso_height_tree_splice (tree, 0, 0, heights, 2);
  g_assert_true (gesso_height_tree_is_measured (tree, 3));
  g_assert_false (gesso_height_tree_is_measured (tree, 1));
  g_assert_cmpint (gesso_height_tree_get_top (tree, 3), ==, 40);
}

static void
test_find (void)
{
  g_autoptr (GessoHeightTree) tree = gesso_height_tree_new ();
  const int heights[] = { 10, 0, 20, 0, 5 };

  gesso_height_tree_splice (tree, 0, 0, heights, 5);
  g_assert_cmpuint (gesso_height_tree_find (tree, -5), ==, 0);
  g_assert_cmpuint (gesso_height_tree_find (tree, 0), ==, 0);
  g_assert_cmpuint (gesso_height_tree_find (tree, 9), ==, 0);
  g_assert_cmpuint (gesso_height_tree_find (tree, 10), ==, 2);
  g_assert_cmpuint (gesso_height_tree_find (tree, 29), ==, 2);
  g_assert_cmpuint (gesso_height_tree_find (tree, 30), ==, 4);
  g_assert_cmpuint (gesso_height_tree_find (tree, G_MAXINT64), ==, 4);
}

static void
test_large_sums (void)
{
  g_autoptr (GessoHeightTree) tree = gesso_height_tree_new ();
  g_autofree int *heights = g_new (int, 1000);

  for (guint i = 0; i < 1000; i++)
    heights[i] = G_MAXINT;
  gesso_height_tree_splice (tree, 0, 0, heights, 1000);
  g_assert_cmpint (gesso_height_tree_get_total (tree), ==, G_GINT64_CONSTANT (1000) * G_MAXINT);
  g_assert_cmpuint (gesso_height_tree_find (tree, G_GINT64_CONSTANT (500) * G_MAXINT), ==, 500);
}

static void
splice_randomly (GessoHeightTree *tree,
                 GArray          *model)
{
  guint position = g_test_rand_int_range (0, model->len + 1);
  guint removed = g_test_rand_int_range (0, MIN (model->len - position, 8) + 1);
  guint added = g_test_rand_int_range (0, 9);
  int heights[8];

  for (guint i = 0; i < added; i++)
    heights[i] = g_test_rand_int_range (0, 300);
  gesso_height_tree_splice (tree, position, removed, heights, added);
  if (removed > 0)
    g_array_remove_range (model, position, removed);
  g_array_insert_vals (model, position, heights, added);
}

static void
test_random (void)
{
  g_autoptr (GessoHeightTree) tree = gesso_height_tree_new ();
  g_autoptr (GArray) model = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < 4000; i++)
    {
      if (model->len == 0 || g_test_rand_int_range (0, 3) == 0)
        {
          splice_randomly (tree, model);
        }
      else
        {
          guint row = g_test_rand_int_range (0, model->len);
          int height = g_test_rand_int_range (0, 500);
          int before = g_array_index (model, int, row);

          g_assert_cmpint (gesso_height_tree_measure (tree, row, height), ==, height - before);
          g_array_index (model, int, row) = height;
        }
      if (i % 40 == 0)
        compare (tree, model);
      if (model->len > 0)
        {
          gint64 y = g_test_rand_int_range (-10, add_up (model, model->len) + 10);

          g_assert_cmpuint (gesso_height_tree_find (tree, y), ==, find_row (model, y));
        }
    }
  compare (tree, model);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/thread/height-tree/empty", test_empty);
  g_test_add_func ("/thread/height-tree/measure", test_measure);
  g_test_add_func ("/thread/height-tree/find", test_find);
  g_test_add_func ("/thread/height-tree/large-sums", test_large_sums);
  g_test_add_func ("/thread/height-tree/random", test_random);

  return g_test_run ();
}

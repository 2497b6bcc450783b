/* test-family-layout.c - the graph of versions, and where it is drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-family-layout.h"

/* Versions 1 … n of one thread. */
static GessoFamily *
begin (guint n)
{
  GessoFamily *family = gesso_family_new ();

  for (guint i = n; i > 0; i--)
    gesso_family_add_version (family, i, 1, GESSO_TOOL_EDIT, FALSE, FALSE);
  return family;
}

static const GessoFamilyNode *
get_node (GessoFamily *family,
          guint        index)
{
  guint n;
  const GessoFamilyNode *nodes = gesso_family_get_nodes (family, &n);

  g_assert_cmpuint (index, <, n);
  return &nodes[index];
}

static guint
count_nodes (GessoFamily *family)
{
  guint n;

  gesso_family_get_nodes (family, &n);
  return n;
}

static guint
count_edges (GessoFamily *family)
{
  guint n;

  gesso_family_get_edges (family, &n);
  return n;
}

/* The nearest kind of input is the parent; of one pair there is one edge. */
static void
test_parents (void)
{
  g_autoptr (GessoFamily) family = begin (5);

  gesso_family_add_input (family, 3, 1, GESSO_ROLE_MASK);
  gesso_family_add_input (family, 3, 2, GESSO_ROLE_REFERENCE);
  gesso_family_add_input (family, 4, 2, GESSO_ROLE_REFERENCE);
  gesso_family_add_input (family, 4, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 4, 1, GESSO_ROLE_MASK);
  gesso_family_add_input (family, 5, 1, GESSO_ROLE_SOURCE);
  gesso_family_seal (family);
  g_assert_cmpuint (count_edges (family), ==, 5);
  g_assert_cmpuint (get_node (family, 2)->parent, ==, 1);
  g_assert_cmpint (get_node (family, 2)->role, ==, GESSO_ROLE_REFERENCE);
  g_assert_cmpuint (get_node (family, 3)->parent, ==, 0);
  g_assert_cmpint (get_node (family, 3)->role, ==, GESSO_ROLE_SOURCE);
  g_assert_cmpuint (get_node (family, 0)->n_children, ==, 2);
  g_assert_cmpuint (get_node (family, 0)->n_users, ==, 3);
  g_assert_cmpuint (get_node (family, 0)->first_child, ==, 3);
  g_assert_cmpuint (get_node (family, 3)->next, ==, 4);
  g_assert_cmpuint (get_node (family, 4)->place, ==, 1);
  g_assert_cmpuint (gesso_family_find (family, 5), ==, 4);
  g_assert_cmpuint (gesso_family_find (family, 6), ==, GESSO_FAMILY_NONE);
}

/* To itself, to nowhere, against time, in a circle, told twice. */
static void
test_hostile (void)
{
  g_autoptr (GessoFamily) family = begin (4);
  g_autoptr (GessoFamilyLayout) layout = NULL;
  g_autoptr (GArray) path = NULL;

  gesso_family_add_version (family, 2, 9, GESSO_TOOL_EXPAND, TRUE, TRUE);
  gesso_family_add_input (family, 1, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 1, 4, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 2, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 3, 2, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 4, 3, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 4, 99, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 99, 4, GESSO_ROLE_SOURCE);
  gesso_family_seal (family);
  g_assert_cmpuint (count_nodes (family), ==, 4);
  g_assert_cmpuint (count_edges (family), ==, 4);
  g_assert_cmpuint (get_node (family, 0)->parent, ==, GESSO_FAMILY_NONE);
  g_assert_cmpint (get_node (family, 1)->tool, ==, GESSO_TOOL_EDIT);
  path = gesso_family_list_path (family, 1);
  g_assert_cmpuint (path->len, ==, 4);
  layout = gesso_family_layout_new (family, 1);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (gesso_family_layout_get_generation (layout, i), ==, i);
}

static void
test_nothing (void)
{
  g_autoptr (GessoFamily) family = begin (0);
  g_autoptr (GessoFamilyLayout) layout = NULL;
  double width, height;

  gesso_family_seal (family);
  layout = gesso_family_layout_new (family, 1.5);
  gesso_family_layout_get_size (layout, &width, &height);
  g_assert_cmpfloat (width, ==, 0);
  g_assert_cmpfloat (height, ==, 0);
}

/* A link between what is shown stays; an end in the trash leaves, and what led only to it. */
static void
test_trash (void)
{
  g_autoptr (GessoFamily) family = gesso_family_new ();

  for (guint i = 1; i <= 5; i++)
    gesso_family_add_version (family, i, 1, GESSO_TOOL_EDIT, i == 2 || i >= 4, FALSE);
  gesso_family_add_input (family, 2, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 3, 2, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 4, 3, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 5, 4, GESSO_ROLE_REFERENCE);
  gesso_family_seal (family);
  g_assert_cmpuint (count_nodes (family), ==, 3);
  g_assert_cmpuint (count_edges (family), ==, 2);
  g_assert_true (get_node (family, 1)->trashed);
  g_assert_cmpuint (get_node (family, 2)->n_users, ==, 0);
}

static void
test_path (void)
{
  g_autoptr (GessoFamily) family = begin (6);
  g_autoptr (GArray) path = NULL;
  static const guint expected[] = { 0, 1, 3, 5 };

  gesso_family_add_input (family, 2, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 3, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 6, 2, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 6, 4, GESSO_ROLE_MASK);
  gesso_family_seal (family);
  path = gesso_family_list_path (family, 5);
  g_assert_cmpmem (path->data, path->len * sizeof (guint), expected, sizeof expected);
}

static double
get_x (GessoFamilyLayout *layout,
       guint              index)
{
  double x, y;

  gesso_family_layout_get_place (layout, index, &x, &y);
  return x;
}

static double
get_y (GessoFamilyLayout *layout,
       guint              index)
{
  double x, y;

  gesso_family_layout_get_place (layout, index, &x, &y);
  return y;
}

/* 1 → 2, 3, 4; 2 → 5, 6 */
static void
test_tidy (void)
{
  g_autoptr (GessoFamily) family = begin (6);
  g_autoptr (GessoFamilyLayout) layout = NULL;
  double width, height;

  for (guint i = 2; i <= 4; i++)
    gesso_family_add_input (family, i, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 5, 2, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 6, 2, GESSO_ROLE_SOURCE);
  gesso_family_seal (family);
  layout = gesso_family_layout_new (family, 1.5);
  g_assert_cmpfloat (get_x (layout, 1), ==, (get_x (layout, 4) + get_x (layout, 5)) / 2);
  g_assert_cmpfloat (get_x (layout, 0), ==, (get_x (layout, 1) + get_x (layout, 3)) / 2);
  g_assert_cmpfloat (get_x (layout, 2) - get_x (layout, 1), ==, 1);
  g_assert_cmpfloat (get_x (layout, 4), ==, 0);
  g_assert_cmpfloat (get_y (layout, 5), ==, 2);
  gesso_family_layout_get_size (layout, &width, &height);
  g_assert_cmpfloat (height, ==, 3);
  g_assert_cmpfloat (width, ==, get_x (layout, 3) + 1);
  g_assert_cmpuint (gesso_family_layout_find_beside (layout, 2, TRUE), ==, 3);
  g_assert_cmpuint (gesso_family_layout_find_beside (layout, 3, TRUE), ==, GESSO_FAMILY_NONE);
  g_assert_cmpuint (gesso_family_layout_find_beside (layout, 2, FALSE), ==, 1);
}

/* What a version was also made from stands above it, and nothing in the line to its parent. */
static void
test_layers (void)
{
  g_autoptr (GessoFamily) family = begin (6);
  g_autoptr (GessoFamilyLayout) layout = NULL;

  gesso_family_add_input (family, 2, 1, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 3, 2, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 5, 4, GESSO_ROLE_SOURCE);
  gesso_family_add_input (family, 5, 3, GESSO_ROLE_REFERENCE);
  gesso_family_add_input (family, 6, 4, GESSO_ROLE_SOURCE);
  gesso_family_seal (family);
  layout = gesso_family_layout_new (family, 1.5);
  g_assert_cmpuint (gesso_family_layout_get_generation (layout, 4), ==, 3);
  g_assert_cmpuint (gesso_family_layout_get_generation (layout, 5), ==, 1);
  g_assert_cmpfloat (fabs (get_x (layout, 4) - get_x (layout, 5)), >, 0.5);
}

static void
count_cb (guint    index,
          gpointer user_data)
{
  ++*(guint *) user_data;
}

/* Families that have nothing to do with each other fill lines. */
static void
test_lines (void)
{
  g_autoptr (GessoFamily) family = begin (400);
  g_autoptr (GessoFamilyLayout) layout = NULL;
  double width, height;
  guint n = 0;

  gesso_family_seal (family);
  layout = gesso_family_layout_new (family, 1);
  gesso_family_layout_get_size (layout, &width, &height);
  g_assert_cmpfloat (width / height, >, 0.7);
  g_assert_cmpfloat (width / height, <, 1.4);
  gesso_family_layout_foreach_in (layout, 0, 0, width, height, count_cb, &n);
  g_assert_cmpuint (n, ==, 400);
  n = 0;
  gesso_family_layout_foreach_in (layout, 0.1, 0.1, 0.2, 0.2, count_cb, &n);
  g_assert_cmpuint (n, ==, 1);
  n = 0;
  gesso_family_layout_foreach_in (layout, -9, -9, -1, -1, count_cb, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* A family as work makes it: mostly going on from the newest, sometimes from anything. */
static GessoFamily *
make_random (guint n,
             guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GessoFamily *family = begin (n);

  for (guint i = 2; i <= n; i++)
    {
      if (g_rand_int_range (rand, 0, 20) > 0)
        gesso_family_add_input (family, i, g_rand_int_range (rand, (gint32) MAX (i * 3 / 4, 1), (gint32) i),
                                GESSO_ROLE_SOURCE);
      if (g_rand_int_range (rand, 0, 6) == 0)
        gesso_family_add_input (family, i, g_rand_int_range (rand, 1, (gint32) i),
                                (GessoInputRole) g_rand_int_range (rand, 1, GESSO_N_ROLES));
    }
  gesso_family_seal (family);
  return family;
}

typedef struct
{
  GessoFamilyLayout *layout;
  double x, y;
} Last;

/* Calls come row by row from the left: each is a unit to the right of the last, or below it. */
static void
check_apart_cb (guint    index,
                gpointer user_data)
{
  Last *last = user_data;
  double x, y;

  gesso_family_layout_get_place (last->layout, index, &x, &y);
  if (y == last->y)
    g_assert_cmpfloat (x, >=, last->x + 1 - 1e-9);
  else
    g_assert_cmpfloat (y, >=, last->y + 1 - 1e-9);
  last->x = x;
  last->y = y;
}

static void
test_no_overlap (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    {
      g_autoptr (GessoFamily) family = make_random (40 * seed, seed);
      g_autoptr (GessoFamilyLayout) layout = gesso_family_layout_new (family, 1.5);
      g_autoptr (GessoFamilyLayout) again = gesso_family_layout_new (family, 1.5);
      Last last = { layout, 0, -2 };
      double width, height;

      gesso_family_layout_get_size (layout, &width, &height);
      gesso_family_layout_foreach_in (layout, -1, -1, width + 1, height + 1, check_apart_cb, &last);
      for (guint i = 0; i < 40 * seed; i++)
        {
          const GessoFamilyNode *node = get_node (family, i);

          g_assert_cmpfloat (get_x (layout, i), ==, get_x (again, i));
          g_assert_cmpfloat (get_x (layout, i), >=, -1e-9);
          g_assert_cmpfloat (get_x (layout, i), <=, width - 1 + 1e-9);
          if (node->parent != GESSO_FAMILY_NONE)
            g_assert_cmpfloat (get_y (layout, i), >=, get_y (layout, node->parent) + 1);
        }
    }
}

/* Neither a long line nor a thousand children nor both nor many long ways round need recursion, or memory without end. */
static void
test_large (void)
{
  static const guint sizes[] = { 1, 2, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GessoFamily) family = begin (20000);
      g_autoptr (GessoFamilyLayout) layout = NULL;
      double width, height;

      /* A line, of which every @size-th has that many children, all made from its end too. */
      for (guint id = 2; id <= 10000; id++)
        gesso_family_add_input (family, id, id - 1, GESSO_ROLE_SOURCE);
      for (guint id = 10001; id <= 20000; id++)
        {
          gesso_family_add_input (family, id, (id - 10001) / sizes[i] * sizes[i] + 1, GESSO_ROLE_SOURCE);
          gesso_family_add_input (family, id, 10000, GESSO_ROLE_REFERENCE);
        }
      gesso_family_seal (family);
      layout = gesso_family_layout_new (family, 1.5);
      gesso_family_layout_get_size (layout, &width, &height);
      g_assert_cmpfloat (height, >=, 10000);
      g_assert_cmpfloat (height, <=, 10016);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/family/parents", test_parents);
  g_test_add_func ("/studio/family/hostile", test_hostile);
  g_test_add_func ("/studio/family/nothing", test_nothing);
  g_test_add_func ("/studio/family/trash", test_trash);
  g_test_add_func ("/studio/family/path", test_path);
  g_test_add_func ("/studio/family-layout/tidy", test_tidy);
  g_test_add_func ("/studio/family-layout/layers", test_layers);
  g_test_add_func ("/studio/family-layout/lines", test_lines);
  g_test_add_func ("/studio/family-layout/no-overlap", test_no_overlap);
  g_test_add_func ("/studio/family-layout/large", test_large);
  return g_test_run ();
}

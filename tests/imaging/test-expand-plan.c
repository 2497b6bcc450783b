/* test-expand-plan.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-expand-plan.h"

static const char *const sizes[] = { "1024x1024", "1536x1024", "1024x1536", NULL };
static const GessoFitRule anything = { 0 }, fixed = { .sizes = sizes }, limited = { .max_side = 2048, .multiple = 16 };

/* Whatever the frame, the steps add up to it, grow the picture and stay within the limit. */
static GArray *
plan (const GessoFrame   *frame,
      int                 width,
      int                 height,
      const GessoFitRule *rule)
{
  GArray *steps = gesso_expand_plan (frame, width, height, rule);
  GessoFrame sum = { 0 };

  g_assert_cmpuint (steps->len, <=, GESSO_EXPAND_MAX_STEPS);
  for (guint i = 0; i < steps->len; i++)
    {
      const GessoExpandStep *step = &g_array_index (steps, GessoExpandStep, i);

      g_assert_false (gesso_frame_is_empty (&step->frame));
      sum.left += step->frame.left;
      sum.right += step->frame.right;
      sum.top += step->frame.top;
      sum.bottom += step->frame.bottom;
      g_assert_cmpint (step->width, ==, width + sum.left + sum.right);
      g_assert_cmpint (step->height, ==, height + sum.top + sum.bottom);
      g_assert_cmpint (step->overlap, >, 0);
    }
  g_assert_cmpmem (&sum, sizeof sum, frame, sizeof *frame);
  return steps;
}

static void
test_one_step (void)
{
  GessoFrame frame = { 200, 200, 100, 100 };
  g_autoptr (GArray) free_size = plan (&frame, 1000, 800, &anything);
  g_autoptr (GArray) modest = plan (&frame, 1000, 800, &limited);

  g_assert_cmpuint (free_size->len, ==, 1);
  g_assert_cmpuint (modest->len, ==, 1);
  g_assert_false (g_array_index (modest, GessoExpandStep, 0).softer);
}

static void
test_empty (void)
{
  GessoFrame frame = { 0 };
  g_autoptr (GArray) none = plan (&frame, 1000, 800, &fixed);

  g_assert_cmpuint (none->len, ==, 0);
}

/* More than half of a side is too much for one call, even where any size can be had. */
static void
test_wide (void)
{
  GessoFrame frame = { .right = 2000 };
  g_autoptr (GArray) steps = plan (&frame, 800, 600, &anything);

  g_assert_cmpuint (steps->len, ==, 4);
  g_assert_cmpint (g_array_index (steps, GessoExpandStep, 0).frame.right, ==, 400);
  g_assert_cmpint (g_array_index (steps, GessoExpandStep, 1).frame.right, ==, 600);
  g_assert_cmpint (g_array_index (steps, GessoExpandStep, 2).frame.right, ==, 900);
}

/* In strips that the model has the size for: nothing becomes softer than it is. */
static void
test_sharp (void)
{
  GessoFrame frame = { .right = 1400 };
  g_autoptr (GArray) steps = plan (&frame, 1600, 1000, &fixed);

  g_assert_cmpuint (steps->len, >, 1);
  for (guint i = 0; i < steps->len; i++)
    g_assert_false (g_array_index (steps, GessoExpandStep, i).softer);
}

/* Higher than anything the model makes: it is said, and no call is wasted. */
static void
test_softer (void)
{
  GessoFrame frame = { .right = 500 };
  g_autoptr (GArray) steps = plan (&frame, 4000, 4000, &fixed);

  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_true (g_array_index (steps, GessoExpandStep, 0).softer);
}

static void
test_any (void)
{
  static const GessoFitRule *const rules[] = { &anything, &fixed, &limited };
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 200; i++)
    {
      GessoFrame frame = { g_rand_int_range (random, 0, 3000), g_rand_boolean (random) ? g_rand_int_range (random, 0, 9000) : 0,
                           g_rand_boolean (random) ? g_rand_int_range (random, 0, 2000) : 0, g_rand_int_range (random, 1, 50) };

      g_array_unref (plan (&frame, g_rand_int_range (random, 1, 4000), g_rand_int_range (random, 1, 4000), rules[i % 3]));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expand-plan/one-step", test_one_step);
  g_test_add_func ("/expand-plan/empty", test_empty);
  g_test_add_func ("/expand-plan/wide", test_wide);
  g_test_add_func ("/expand-plan/sharp", test_sharp);
  g_test_add_func ("/expand-plan/softer", test_softer);
  g_test_add_func ("/expand-plan/any", test_any);
  return g_test_run ();
}

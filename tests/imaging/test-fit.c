/* test-fit.c - context, ratio and size of what a model is sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-fit.h"
#include "pictures.h"

static const char *const three_ratios[] = { "1024x1024", "1536x1024", "1024x1536", NULL };
static const char *const one_size_a_ratio[] = { "1024x1024", "832x1248", "864x1184", "896x1152", "768x1344", "1248x832",
                                                "1184x864", "1152x896", "1344x768", "1536x672", NULL };
static const char *const several_a_ratio[] = { "4096x4096", "512x512", "1024x1024", "2048x2048", NULL };
static const char *const ratios[] = { "1:1", "16:9", "9:16", "4:3", "3:4", "21:9", NULL };
static const char *const rubbish[] = { "auto", "", "x", "0x10", "12x", "1024x1024 ", "-5x4", "99999999999999999999x1", "5:4", NULL };
static const char *const rubbish_and_one[] = { "auto", "1024X", "640x640", "1e3x1e3", NULL };

static const GessoFitRule anything = { 0 };
static const GessoFitRule gpt = { .sizes = three_ratios };
static const GessoFitRule gemini = { .sizes = one_size_a_ratio };
static const GessoFitRule squares = { .sizes = several_a_ratio };
static const GessoFitRule by_ratio = { .ratios = ratios, .max_side = 2048 };
static const GessoFitRule megapixel = { .multiple = 16, .min_side = 256, .max_side = 1440, .max_pixels = 1024 * 1024 };
static const GessoFitRule large = { .min_side = 1920, .max_side = 4096, .max_pixels = 4096 * 4096 };
static const GessoFitRule bad_words = { .sizes = rubbish };
static const GessoFitRule one_good_word = { .sizes = rubbish_and_one };

static void
assert_rect (const GessoRect *rect,
             int              x,
             int              y,
             int              width,
             int              height)
{
  g_test_message ("(%d, %d) %d × %d", rect->x, rect->y, rect->width, rect->height);
  g_assert_cmpint (rect->x, ==, x);
  g_assert_cmpint (rect->y, ==, y);
  g_assert_cmpint (rect->width, ==, width);
  g_assert_cmpint (rect->height, ==, height);
}

/* The worked examples of Krita's AI plug-in. */
static void
test_context (void)
{
  static const struct
  {
    int width, height;
    GessoRect area, pasted, cut;
  } cases[] = {
    { 1024, 1024, { 400, 300, 200, 150 }, { 348, 247, 304, 256 }, { 232, 107, 536, 536 } },
    { 2048, 1536, { 900, 600, 120, 120 }, { 832, 532, 256, 256 }, { 704, 404, 512, 512 } },
    { 3840, 2160, { 1200, 500, 900, 700 }, { 1010, 314, 1280, 1072 }, { 526, 0, 2248, 2160 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GessoFit fit = gesso_fit_area (&cases[i].area, cases[i].width, cases[i].height, &anything);

      assert_rect (&fit.pasted, cases[i].pasted.x, cases[i].pasted.y, cases[i].pasted.width, cases[i].pasted.height);
      assert_rect (&fit.cut, cases[i].cut.x, cases[i].cut.y, cases[i].cut.width, cases[i].cut.height);
      g_assert_cmpuint (fit.width, ==, (guint) fit.cut.width);
      g_assert_cmpfloat (fit.scale, ==, 1);
      g_assert_false (fit.softer);
    }
}

/* Cut and sent for one area under different rules. */
static void
test_rules (void)
{
  static const GessoRect area = { 1200, 500, 900, 700 }, small = { 100, 80, 40, 30 };
  static const struct
  {
    const GessoFitRule *rule;
    const GessoRect *area;
    int width, height;
    GessoRect cut;
    guint sent_width, sent_height;
  } cases[] = {
    { &gpt, &area, 3840, 2160, { 526, -44, 2248, 2248 }, 1024, 1024 },
    { &gemini, &area, 3840, 2160, { 526, -44, 2248, 2248 }, 1024, 1024 },
    { &squares, &area, 3840, 2160, { 526, -44, 2248, 2248 }, 4096, 4096 },
    { &squares, &small, 2000, 2000, { 0, 0, 512, 512 }, 512, 512 },
    { &by_ratio, &area, 3840, 2160, { 526, -44, 2248, 2248 }, 2048, 2048 },
    /* Enlarged, rather than given more around it. */
    { &large, &small, 2000, 2000, { 0, 0, 512, 512 }, 1920, 1920 },
    { &large, &small, 640, 480, { 0, 0, 512, 480 }, 2048, 1920 },
    { &gpt, &small, 640, 480, { 0, 0, 512, 480 }, 0, 0 },
    { &one_good_word, &small, 2000, 2000, { 0, 0, 512, 512 }, 640, 640 },
    { &bad_words, &small, 2000, 2000, { 0, 0, 512, 512 }, 512, 512 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GessoFit fit = gesso_fit_area (cases[i].area, cases[i].width, cases[i].height, cases[i].rule);

      g_test_message ("case %zu: sent %u × %u", i, fit.width, fit.height);
      if (cases[i].sent_width == 0)
        {
          /* Too small for the shape: it sticks out. */
          g_assert_cmpint (fit.cut.y, <, 0);
          g_assert_cmpint (fit.cut.width, ==, fit.cut.height);
          continue;
        }
      assert_rect (&fit.cut, cases[i].cut.x, cases[i].cut.y, cases[i].cut.width, cases[i].cut.height);
      g_assert_cmpuint (fit.width, ==, cases[i].sent_width);
      g_assert_cmpuint (fit.height, ==, cases[i].sent_height);
    }
}

/* The ratio nearest to the box, with the least added to it. */
static void
test_least_added (void)
{
  static const struct
  {
    int width, height;
    guint sent_width, sent_height;
  } cases[] = {
    { 1000, 1000, 1024, 1024 }, { 1500, 1000, 1248, 832 }, { 1000, 1500, 832, 1248 }, { 1600, 900, 1344, 768 },
    { 900, 1600, 768, 1344 }, { 2400, 1000, 1536, 672 }, { 1150, 900, 1152, 896 }, { 880, 1190, 864, 1184 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GessoFit fit = gesso_fit_whole (cases[i].width, cases[i].height, &gemini);

      g_test_message ("%d × %d: %u × %u", cases[i].width, cases[i].height, fit.width, fit.height);
      g_assert_cmpuint (fit.width, ==, cases[i].sent_width);
      g_assert_cmpuint (fit.height, ==, cases[i].sent_height);
    }
}

static void
test_softer (void)
{
  GessoRect area = { 1200, 500, 900, 700 };
  GessoFit soft = gesso_fit_area (&area, 3840, 2160, &gpt), sharp = gesso_fit_area (&area, 3840, 2160, &squares);

  g_assert_true (soft.softer);
  g_assert_cmpfloat_with_epsilon (soft.scale, 1024.0 / 2248, 1e-6);
  g_assert_false (sharp.softer);
  g_assert_cmpfloat (sharp.scale, >, 1);
}

static void
test_moved_not_cut (void)
{
  static const GessoRect corners[] = { { 0, 0, 50, 50 }, { 1950, 0, 50, 50 }, { 0, 1450, 50, 50 }, { 1950, 1450, 50, 50 } };

  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      GessoFit fit = gesso_fit_area (&corners[i], 2000, 1500, &gemini);

      assert_rect (&fit.cut, i % 2 != 0 ? 2000 - 512 : 0, i / 2 != 0 ? 1500 - 512 : 0, 512, 512);
    }
}

static void
test_limits (void)
{
  static const struct
  {
    guint width, height, to_width, to_height;
  } cases[] = {
    { 1000, 800, 1000, 800 }, { 3000, 1000, 1440, 480 }, { 2000, 2000, 1024, 1024 }, { 100, 100, 256, 256 },
    { 100, 50, 512, 256 }, { 4000, 10, 1440, 3 }, { 1, 1, 256, 256 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint width = cases[i].width, height = cases[i].height;
      gboolean changed = gesso_fit_limits (&width, &height, &megapixel);

      g_test_message ("%u × %u: %u × %u", cases[i].width, cases[i].height, width, height);
      g_assert_cmpint (changed, ==, width != cases[i].width || height != cases[i].height);
      g_assert_cmpuint (width, ==, cases[i].to_width);
      g_assert_cmpuint (height, ==, cases[i].to_height);
    }
}

/* What must hold for every area and rule. */
static void
test_always (void)
{
  static const GessoFitRule *const rules[] = { &anything, &gpt, &gemini, &squares, &by_ratio, &megapixel, &large, &bad_words };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 20000; i++)
    {
      const GessoFitRule *rule = rules[i % G_N_ELEMENTS (rules)];
      int width = (int) exp (g_rand_double_range (rand, 0, log (30000))), height = (int) exp (g_rand_double_range (rand, 0, log (4000)));
      int x = g_rand_int_range (rand, 0, width), y = g_rand_int_range (rand, 0, height);
      GessoRect area = { x, y, g_rand_int_range (rand, 1, width - x + 1), g_rand_int_range (rand, 1, height - y + 1) };
      GessoRect all = { 0, 0, width, height }, both;
      GessoFit fit = gesso_fit_area (&area, width, height, rule);
      double across = (double) fit.width / fit.cut.width, down = (double) fit.height / fit.cut.height;

      /* All that may change is pasted and sent; what is pasted lies in the image. */
      both = gesso_rect_intersect (&area, &fit.pasted);
      g_assert_cmpint (both.width * both.height, ==, area.width * area.height);
      both = gesso_rect_intersect (&fit.pasted, &fit.cut);
      g_assert_cmpint (both.width * both.height, ==, fit.pasted.width * fit.pasted.height);
      both = gesso_rect_intersect (&fit.pasted, &all);
      g_assert_cmpint (both.width * both.height, ==, fit.pasted.width * fit.pasted.height);
      /* It sticks out only where the image is shorter. */
      g_assert_true (fit.cut.width > width || (fit.cut.x >= 0 && fit.cut.x + fit.cut.width <= width));
      g_assert_true (fit.cut.height > height || (fit.cut.y >= 0 && fit.cut.y + fit.cut.height <= height));
      /* Nothing is squeezed by more than a pixel's rounding, or a step of the model's. */
      g_assert_cmpfloat (fabs (across / down - 1), <, (1.0 + MAX (rule->multiple, 1)) / MIN (MIN (fit.width, fit.height), (guint) MIN (fit.cut.width, fit.cut.height)));
      g_assert_true (rule->max_side == 0 || MAX (fit.width, fit.height) <= rule->max_side);
      g_assert_true (rule->max_pixels == 0 || (guint64) fit.width * fit.height <= rule->max_pixels);
      g_assert_true (rule->multiple == 0 || (fit.width % rule->multiple == 0 && fit.height % rule->multiple == 0));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fit/context", test_context);
  g_test_add_func ("/fit/rules", test_rules);
  g_test_add_func ("/fit/least-added", test_least_added);
  g_test_add_func ("/fit/softer", test_softer);
  g_test_add_func ("/fit/moved-not-cut", test_moved_not_cut);
  g_test_add_func ("/fit/limits", test_limits);
  g_test_add_func ("/fit/always", test_always);
  return g_test_run ();
}

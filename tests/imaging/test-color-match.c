/* test-color-match.c - replies in the colours of their surroundings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gesso-color-match.h"
#include "pictures.h"
#include "replies.h"

#define WIDTH  400
#define HEIGHT 300

static GessoColorMatch
measure (const GessoImage *parent,
         const GessoImage *reply,
         const GessoImage *coverage)
{
  g_autoptr (GError) error = NULL;
  GessoColorMatch match;

  g_assert_true (gesso_color_match_measure (parent, reply, coverage, &match, &error));
  g_assert_no_error (error);
  return match;
}

static GessoImage *
apply (const GessoColorMatch *match,
       const GessoImage      *reply)
{
  GessoImage *image = gesso_color_match_apply (match, 1, reply, NULL);

  g_assert_nonnull (image);
  return image;
}

static double
to_linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
from_linear (double value)
{
  return value <= 0.0031308 ? value * 12.92 : 1.055 * pow (value, 1 / 2.4) - 0.055;
}

/* @image under other light: gain and offset of each channel in linear light. */
static GessoImage *
relight (const GessoImage *image,
         const double      gain[3],
         double            offset)
{
  GessoImage *result = gesso_image_new (WIDTH, HEIGHT, 3, NULL);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint i = 0; i < 3 * WIDTH; i++)
      {
        double value = gain[i % 3] * to_linear (gesso_image_get_row (image, y)[i] / 255.0) + offset;

        gesso_image_edit_row (result, y)[i] = (guint8) (from_linear (CLAMP (value, 0, 1)) * 255 + 0.5);
      }
  return result;
}

static void
test_light (void)
{
  static const struct
  {
    double gain[3], offset;
  } cases[] = {
    { { 0.8, 0.8, 0.8 }, 0 }, { { 1.15, 1.15, 1.15 }, 0 }, { { 1.1, 1, 0.85 }, 0 }, { { 1, 1, 1 }, 0.03 },
    { { 0.75, 0.75, 0.75 }, 0.02 }, { { 0.9, 1.05, 1.1 }, -0.002 },
  };
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 2);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.5, 12);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoImage) reply = relight (parent, cases[i].gain, cases[i].offset);
      GessoColorMatch match = measure (parent, reply, coverage);
      g_autoptr (GessoImage) matched = apply (&match, reply);

      g_test_message ("off by %.2f, then %.2f", measure_difference (parent, reply), measure_difference (parent, matched));
      g_assert_true (match.active);
      g_assert_cmpfloat (measure_difference (parent, matched), <, 1.2);
      g_assert_cmpfloat (measure_difference (parent, matched), <, 0.4 * measure_difference (parent, reply));
    }
}

/* The grey veil that models lay over their replies. */
static void
test_patch (void)
{
  static const double veil[] = { 0.8, 0.8, 0.8 };
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 2);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.5, 1);
  g_autoptr (GessoImage) veiled = relight (parent, veil, 0.05);
  GessoColorMatch match;

  /* What is new does not count, however it looks. */
  for (guint y = 100; y < 200; y++)
    memset (gesso_image_edit_row (veiled, y) + 3 * 150, y % 2 != 0 ? 255 : 0, 300);
  match = measure (parent, veiled, coverage);
  g_assert_true (match.active);
  for (int c = 0; c < 3; c++)
    {
      g_assert_cmpfloat_with_epsilon (match.gain[c], 1.25, 0.06);
      g_assert_cmpfloat_with_epsilon (match.offset[c], -0.0625, 0.02);
    }
}

static void
test_same (void)
{
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 3);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.4, 8);
  GessoColorMatch match = measure (parent, parent, coverage);
  g_autoptr (GessoImage) matched = apply (&match, parent);

  g_assert_false (match.active);
  g_assert_true (matched == parent);
}

/* A thing that stands in the ring of one picture only does not lend it its colour. */
static void
test_outlier (void)
{
  static const guint8 grey[] = { 120, 120, 120 };
  g_autoptr (GessoImage) parent = make_plain (WIDTH, HEIGHT, 3, grey);
  g_autoptr (GessoImage) reply = make_plain (WIDTH, HEIGHT, 3, grey);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.5, 1);
  GessoColorMatch match;

  for (guint y = 60; y < 100; y++)
    memset (gesso_image_edit_row (reply, y) + 3 * 180, 255, 90);
  match = measure (parent, reply, coverage);
  g_assert_false (match.active);
}

static void
test_small_ring (void)
{
  static const guint8 full = 255, dark[] = { 10, 10, 10 }, light[] = { 200, 200, 200 };
  g_autoptr (GessoImage) a = make_plain (15, 15, 3, dark);
  g_autoptr (GessoImage) b = make_plain (15, 15, 3, light);
  g_autoptr (GessoImage) some = gesso_image_new (15, 15, 1, NULL);
  g_autoptr (GessoImage) all = make_plain (15, 15, 1, &full);
  g_autoptr (GessoImage) none = gesso_image_new (15, 15, 1, NULL);

  gesso_image_edit_row (some, 7)[7] = 255;
  g_assert_false (measure (a, b, some).active);
  g_assert_false (measure (a, b, all).active);
  g_assert_false (measure (a, b, none).active);
}

/* Flat surroundings give a mean but no contrast. */
static void
test_flat (void)
{
  static const guint8 a[] = { 104, 110, 116 }, b[] = { 116, 110, 104 };
  g_autoptr (GessoImage) parent = make_plain (WIDTH, HEIGHT, 3, a);
  g_autoptr (GessoImage) reply = make_plain (WIDTH, HEIGHT, 3, b);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.5, 8);
  GessoColorMatch match = measure (parent, reply, coverage);
  g_autoptr (GessoImage) matched = apply (&match, reply);

  g_assert_true (gesso_image_equal (matched, parent));
}

/* Where blue was cut off at black, matching must not turn all darkness blue. */
static void
test_black_stays (void)
{
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 2);
  g_autoptr (GessoImage) reply = gesso_image_new (WIDTH, HEIGHT, 3, NULL);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.5, 8);
  g_autoptr (GessoImage) matched = NULL;
  GessoColorMatch match;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint i = 0; i < 3 * WIDTH; i++)
      gesso_image_edit_row (reply, y)[i] = (guint8) MAX (gesso_image_get_row (parent, y)[i] - (i % 3 == 2 ? 60 : 0), 0);
  memset (gesso_image_edit_row (reply, 150) + 3 * 200, 0, 3);
  match = measure (parent, reply, coverage);
  matched = apply (&match, reply);
  g_assert_true (match.active);
  g_assert_cmpuint (gesso_image_get_row (matched, 150)[3 * 200 + 2], <, 14);
}

static void
test_contrast_limit (void)
{
  g_autoptr (GessoImage) parent = make_noise (WIDTH, HEIGHT, 3, 1);
  g_autoptr (GessoImage) reply = gesso_image_new (WIDTH, HEIGHT, 3, NULL);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.5, 8);
  GessoColorMatch match;

  for (guint y = 0; y < HEIGHT; y++)
    for (guint i = 0; i < 3 * WIDTH; i++)
      gesso_image_edit_row (reply, y)[i] = 120 + gesso_image_get_row (parent, y)[i] / 10;
  match = measure (parent, reply, coverage);
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat (match.gain[c], <=, 1.4);
}

static void
test_alpha (void)
{
  static const guint8 clear[] = { 255, 0, 255, 0 }, solid[] = { 90, 90, 90, 255 };
  g_autoptr (GessoImage) parent = make_plain (WIDTH, HEIGHT, 4, clear);
  g_autoptr (GessoImage) reply = make_plain (WIDTH, HEIGHT, 4, solid);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.5, 8);
  GessoColorMatch match = measure (parent, reply, coverage), given = { TRUE, { 1, 1, 1 }, { 0.1, 0, 0 } };
  g_autoptr (GessoImage) moved = apply (&given, parent);

  /* What is transparent has no colour to match. */
  g_assert_false (match.active);
  g_assert_cmpuint (gesso_image_get_row (moved, 5)[3], ==, 0);
}

static void
test_spread (void)
{
  g_autoptr (GessoImage) mask = gesso_image_new (40, 30, 1, NULL);
  g_autoptr (GessoImage) same = NULL;
  g_autoptr (GessoImage) wide = NULL;

  gesso_image_edit_row (mask, 10)[12] = 1;
  gesso_image_edit_row (mask, 29)[39] = 200;
  same = gesso_image_spread (mask, 0, NULL);
  wide = gesso_image_spread (mask, 3, NULL);
  for (int y = 0; y < 30; y++)
    for (int x = 0; x < 40; x++)
      {
        int far = MIN (MAX (abs (x - 12), abs (y - 10)), MAX (abs (x - 39), abs (y - 29)));

        g_assert_cmpuint (gesso_image_get_row (same, (guint) y)[x], ==, far == 0 ? 255 : 0);
        g_assert_cmpuint (gesso_image_get_row (wide, (guint) y)[x], ==, far <= 3 ? 255 : 0);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/color-match/light", test_light);
  g_test_add_func ("/color-match/patch", test_patch);
  g_test_add_func ("/color-match/same", test_same);
  g_test_add_func ("/color-match/outlier", test_outlier);
  g_test_add_func ("/color-match/small-ring", test_small_ring);
  g_test_add_func ("/color-match/flat", test_flat);
  g_test_add_func ("/color-match/black-stays", test_black_stays);
  g_test_add_func ("/color-match/contrast-limit", test_contrast_limit);
  g_test_add_func ("/color-match/alpha", test_alpha);
  g_test_add_func ("/color-match/spread", test_spread);
  return g_test_run ();
}

/* test-composite.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-composite.h"
#include "pictures.h"

static guint8
blend (guint parent,
       guint reply,
       guint a)
{
  return (guint8) ((parent * (255 - a) + reply * a + 127) / 255);
}

/* Every parent with every coverage, and replies in steps that meet all of them over the rows. */
static void
test_formula (void)
{
  g_autoptr (GessoImage) parent = gesso_image_new (256, 256, 3, NULL);
  g_autoptr (GessoImage) reply = gesso_image_new (256, 256, 3, NULL);
  g_autoptr (GessoImage) mask = gesso_image_new (256, 256, 1, NULL);
  g_autoptr (GessoImage) image = NULL;

  for (guint y = 0; y < 256; y++)
    for (guint x = 0; x < 256; x++)
      {
        gesso_image_edit_row (mask, y)[x] = (guint8) x;
        for (guint c = 0; c < 3; c++)
          {
            gesso_image_edit_row (parent, y)[3 * x + c] = (guint8) y;
            gesso_image_edit_row (reply, y)[3 * x + c] = (guint8) (x * 7 + y * 13 + c * 85);
          }
      }
  image = gesso_composite (parent, reply, mask, NULL);
  for (guint y = 0; y < 256; y++)
    for (guint i = 0; i < 768; i++)
      g_assert_cmpuint (gesso_image_get_row (image, y)[i], ==,
                        blend (gesso_image_get_row (parent, y)[i], gesso_image_get_row (reply, y)[i],
                               gesso_image_get_row (mask, y)[i / 3]));
}

/* All 256³ of them, a plane of replies at a time. */
static void
test_every_value (void)
{
  g_autoptr (GessoImage) parent = gesso_image_new (256, 256, 4, NULL);
  g_autoptr (GessoImage) mask = gesso_image_new (256, 256, 1, NULL);
  guint wrong = 0;

  for (guint y = 0; y < 256; y++)
    for (guint x = 0; x < 256; x++)
      {
        memset (gesso_image_edit_row (parent, y) + 4 * x, (int) y, 4);
        gesso_image_edit_row (mask, y)[x] = (guint8) x;
      }
  for (guint v = 0; v < 256; v++)
    {
      guint8 pixel[] = { (guint8) v, (guint8) v, (guint8) v, (guint8) v };
      g_autoptr (GessoImage) reply = make_plain (256, 256, 4, pixel);
      g_autoptr (GessoImage) image = gesso_composite (parent, reply, mask, NULL);

      for (guint y = 0; y < 256; y++)
        for (guint x = 0; x < 256; x++)
          wrong += gesso_image_get_row (image, y)[4 * x + (v & 3)] != blend (y, v, x);
    }
  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_protected_stay (void)
{
  for (guint channels = 3; channels <= 4; channels++)
    {
      g_autoptr (GessoImage) parent = make_noise (301, 203, channels, 1);
      g_autoptr (GessoImage) reply = make_noise (301, 203, channels, 2);
      g_autoptr (GessoImage) mask = make_noise (301, 203, 1, 3);
      g_autoptr (GessoImage) image = NULL;

      /* Rows of nothing, of everything, and every third pixel of the rest. */
      for (guint y = 0; y < 203; y++)
        for (guint x = 0; x < 301; x++)
          if (y % 5 == 0 || x % 3 == 0)
            gesso_image_edit_row (mask, y)[x] = 0;
          else if (y % 5 == 1)
            gesso_image_edit_row (mask, y)[x] = 255;
      memset (gesso_image_edit_row (mask, 7), 255, 301);
      image = gesso_composite (parent, reply, mask, NULL);
      g_assert_cmpmem (gesso_image_get_row (image, 7), 301 * channels,
                       gesso_image_get_row (reply, 7), 301 * channels);
      for (guint y = 0; y < 203; y++)
        for (guint x = 0; x < 301; x++)
          if (gesso_image_get_row (mask, y)[x] == 0)
            g_assert_cmpmem (gesso_image_get_row (image, y) + x * channels, channels,
                             gesso_image_get_row (parent, y) + x * channels, channels);
    }
}

static void
test_mixed_channels (void)
{
  static const guint8 red[] = { 255, 0, 0 }, glass[] = { 0, 0, 255, 0 }, half[] = { 128 };
  g_autoptr (GessoImage) parent = make_plain (4, 4, 3, red);
  g_autoptr (GessoImage) reply = make_plain (4, 4, 4, glass);
  g_autoptr (GessoImage) mask = make_plain (4, 4, 1, half);
  g_autoptr (GessoImage) image = gesso_composite (parent, reply, mask, NULL);
  g_autoptr (GessoImage) other = gesso_composite (reply, parent, mask, NULL);

  g_assert_cmpuint (gesso_image_get_channels (image), ==, 4);
  g_assert_cmpmem (gesso_image_get_row (image, 3) + 12, 4, "\x7f\x00\x80\x7f", 4);
  g_assert_cmpuint (gesso_image_get_channels (other), ==, 4);
  g_assert_cmpmem (gesso_image_get_row (other, 0), 4, "\x80\x00\x7f\x80", 4);
}

static void
test_grey_parent (void)
{
  g_autoptr (GessoImage) parent = make_noise (5, 5, 1, 4);
  g_autoptr (GessoImage) reply = make_noise (5, 5, 3, 5);
  g_autoptr (GessoImage) mask = gesso_image_new (5, 5, 1, NULL);
  g_autoptr (GessoImage) image = gesso_composite (parent, reply, mask, NULL);
  g_autoptr (GessoImage) expected = gesso_image_convert (parent, 3, NULL);

  g_assert_true (gesso_image_equal (image, expected));
}

static void
test_sizes_refused (void)
{
  g_autoptr (GessoImage) parent = make_noise (5, 5, 3, 6);
  g_autoptr (GessoImage) small = make_noise (5, 4, 3, 7);
  g_autoptr (GessoImage) mask = gesso_image_new (5, 5, 1, NULL);
  g_autoptr (GessoImage) wide = gesso_image_new (6, 5, 1, NULL);
  GError *error = NULL;

  g_assert_null (gesso_composite (parent, small, mask, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, "5 × 4");
  g_assert_null (gesso_composite (parent, parent, wide, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "6 × 5");
}

static void
test_profile_is_parents (void)
{
  g_autoptr (GBytes) profile = g_bytes_new_static ("p", 1);
  g_autoptr (GessoImage) parent = make_noise (5, 5, 3, 8);
  g_autoptr (GessoImage) reply = make_noise (5, 5, 3, 9);
  g_autoptr (GessoImage) mask = make_noise (5, 5, 1, 10);
  g_autoptr (GessoImage) image = NULL;

  gesso_image_set_profile (parent, profile);
  image = gesso_composite (parent, reply, mask, NULL);
  g_assert_true (gesso_image_get_profile (image) == profile);
}

static void
test_frame (void)
{
  const GessoFrame frame = { 3, 4, 5, 6 };
  const GessoRect old = { 3, 4, 20, 10 };

  for (guint channels = 3; channels <= 4; channels++)
    {
      g_autoptr (GessoImage) parent = make_noise (20, 10, 3, 11);
      g_autoptr (GessoImage) reply = make_noise (28, 20, channels, 12);
      g_autoptr (GessoImage) image = gesso_composite_frame (parent, reply, &frame, NULL);
      g_autoptr (GessoImage) inner = gesso_image_crop (image, &old, NULL);
      g_autoptr (GessoImage) expected = gesso_image_convert (parent, channels, NULL);

      g_assert_true (gesso_image_equal (inner, expected));
      g_assert_cmpmem (gesso_image_get_row (image, 3), 28 * channels,
                       gesso_image_get_row (reply, 3), 28 * channels);
      g_assert_cmpmem (gesso_image_get_row (image, 14), 28 * channels,
                       gesso_image_get_row (reply, 14), 28 * channels);
      g_assert_cmpmem (gesso_image_get_row (image, 9), 3 * channels,
                       gesso_image_get_row (reply, 9), 3 * channels);
    }
}

static void
test_frame_refused (void)
{
  const GessoFrame frame = { 3, 4, 5, 6 }, empty = { 0, 0, 0, 0 };
  g_autoptr (GessoImage) parent = make_noise (20, 10, 3, 13);
  g_autoptr (GessoImage) reply = make_noise (28, 21, 3, 14);
  GError *error = NULL;

  g_assert_null (gesso_composite_frame (parent, reply, &frame, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, "28 × 21");
  g_assert_null (gesso_composite_frame (parent, parent, &empty, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "nothing to expand");
}

static void
test_verify_png (void)
{
  g_autoptr (GessoImage) parent = make_noise (40, 30, 4, 15);
  g_autoptr (GessoImage) reply = make_noise (40, 30, 4, 16);
  g_autoptr (GessoImage) mask = gesso_image_new (40, 30, 1, NULL);
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GBytes) file = NULL;
  GessoVerdict verdict;

  for (guint y = 10; y < 20; y++)
    memset (gesso_image_edit_row (mask, y) + 5, 200, 25);
  image = gesso_composite (parent, reply, mask, NULL);
  file = encode (image, GESSO_FORMAT_PNG, 0);
  g_assert_true (gesso_verify (file, parent, mask, 0, 0, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.protected_pixels, ==, 1200 - 250);
  g_assert_cmpint (verdict.changed_pixels, ==, 0);
}

static void
test_verify_counts (void)
{
  g_autoptr (GessoImage) parent = make_noise (40, 30, 3, 17);
  g_autoptr (GessoImage) changed = make_noise (40, 30, 3, 17);
  g_autoptr (GessoImage) mask = gesso_image_new (40, 30, 1, NULL);
  g_autoptr (GBytes) file = NULL;
  GessoVerdict verdict;

  gesso_image_edit_row (changed, 0)[0] ^= 1;
  gesso_image_edit_row (changed, 29)[119] ^= 1;
  gesso_image_edit_row (changed, 5)[30] ^= 1;
  gesso_image_edit_row (mask, 5)[10] = 1;
  file = encode (changed, GESSO_FORMAT_PNG, 0);
  g_assert_true (gesso_verify (file, parent, mask, 0, 0, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.protected_pixels, ==, 1199);
  g_assert_cmpint (verdict.changed_pixels, ==, 2);
  g_assert_true (gesso_verify (file, parent, NULL, 0, 0, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.protected_pixels, ==, 1200);
  g_assert_cmpint (verdict.changed_pixels, ==, 3);
}

static void
test_verify_alpha (void)
{
  g_autoptr (GessoImage) parent = make_noise (6, 6, 3, 18);
  g_autoptr (GessoImage) image = gesso_image_convert (parent, 4, NULL);
  g_autoptr (GBytes) file = NULL;
  GessoVerdict verdict;

  gesso_image_edit_row (image, 2)[7] = 254;
  file = encode (image, GESSO_FORMAT_PNG, 0);
  g_assert_true (gesso_verify (file, parent, NULL, 0, 0, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.changed_pixels, ==, 1);
}

static void
test_verify_jpeg_changes (void)
{
  g_autoptr (GessoImage) parent = make_noise (32, 32, 3, 19);
  g_autoptr (GBytes) file = encode (parent, GESSO_FORMAT_JPEG, 90);
  GessoVerdict verdict;

  g_assert_true (gesso_verify (file, parent, NULL, 0, 0, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.changed_pixels, >, 500);
}

static void
test_verify_frame (void)
{
  const GessoFrame frame = { 3, 4, 5, 6 };
  g_autoptr (GessoImage) parent = make_noise (20, 10, 3, 20);
  g_autoptr (GessoImage) reply = make_noise (28, 20, 3, 21);
  g_autoptr (GessoImage) image = gesso_composite_frame (parent, reply, &frame, NULL);
  g_autoptr (GBytes) file = encode (image, GESSO_FORMAT_PNG, 0);
  GessoVerdict verdict;
  GError *error = NULL;

  g_assert_true (gesso_verify (file, parent, NULL, 3, 4, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.protected_pixels, ==, 200);
  g_assert_cmpint (verdict.changed_pixels, ==, 0);
  g_assert_true (gesso_verify (file, parent, NULL, 4, 4, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.changed_pixels, >, 150);
  g_assert_false (gesso_verify (file, parent, NULL, 9, 4, &verdict, NULL, &error));
  assert_refused (error, GESSO_ERROR_BAD_INPUT, "inside the picture");
}

static void
test_verify_refuses (void)
{
  g_autoptr (GessoImage) parent = make_noise (20, 10, 3, 22);
  g_autoptr (GBytes) file = encode (parent, GESSO_FORMAT_PNG, 0);
  g_autoptr (GBytes) half = cut_to (file, g_bytes_get_size (file) / 2);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GessoVerdict verdict;
  GError *error = NULL;

  g_assert_false (gesso_verify (half, parent, NULL, 0, 0, &verdict, NULL, &error));
  assert_refused (g_steal_pointer (&error), GESSO_ERROR_BAD_INPUT, "cut short");
  g_cancellable_cancel (cancellable);
  g_assert_false (gesso_verify (file, parent, NULL, 0, 0, &verdict, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (error);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/composite/formula", test_formula);
  g_test_add_func ("/imaging/composite/every-value", test_every_value);
  g_test_add_func ("/imaging/composite/protected-stay", test_protected_stay);
  g_test_add_func ("/imaging/composite/mixed-channels", test_mixed_channels);
  g_test_add_func ("/imaging/composite/grey-parent", test_grey_parent);
  g_test_add_func ("/imaging/composite/sizes-refused", test_sizes_refused);
  g_test_add_func ("/imaging/composite/profile-is-parents", test_profile_is_parents);
  g_test_add_func ("/imaging/composite/frame", test_frame);
  g_test_add_func ("/imaging/composite/frame-refused", test_frame_refused);
  g_test_add_func ("/imaging/verify/png", test_verify_png);
  g_test_add_func ("/imaging/verify/counts", test_verify_counts);
  g_test_add_func ("/imaging/verify/alpha", test_verify_alpha);
  g_test_add_func ("/imaging/verify/jpeg-changes", test_verify_jpeg_changes);
  g_test_add_func ("/imaging/verify/frame", test_verify_frame);
  g_test_add_func ("/imaging/verify/refuses", test_verify_refuses);
  return g_test_run ();
}

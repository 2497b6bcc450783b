/* test-color-profile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-color-profile.h"
#include "pictures.h"
#include "profiles.h"

static GessoImage *
make_in (GBytes       *profile,
         const guint8 *pixel,
         guint         channels)
{
  GessoImage *image = make_plain (8, 8, channels, pixel);

  gesso_image_set_profile (image, profile);
  return image;
}

static void
test_is_srgb (void)
{
  g_autoptr (GBytes) p3 = profile_make_p3 (), adobe = profile_make_adobe_rgb (), srgb = profile_make_srgb ();
  g_autoptr (GBytes) junk = g_bytes_new_static ("not a profile at all", 20);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  g_assert_true (gesso_color_profile_is_srgb (NULL));
  g_assert_true (gesso_color_profile_is_srgb (srgb));
  g_assert_true (gesso_color_profile_is_srgb (junk));
  g_assert_true (gesso_color_profile_is_srgb (empty));
  g_assert_false (gesso_color_profile_is_srgb (p3));
  g_assert_false (gesso_color_profile_is_srgb (adobe));
}

/* Red of sRGB, as Display P3 writes it: 234, 51, 35. */
static void
test_known (void)
{
  static const guint8 wide[] = { 234, 51, 35, 77 };
  g_autoptr (GBytes) p3 = profile_make_p3 ();

  for (guint channels = 3; channels <= 4; channels++)
    {
      g_autoptr (GessoImage) image = make_in (p3, wide, channels);
      g_autoptr (GessoImage) seen = gesso_color_to_srgb (image, NULL, NULL);
      g_autoptr (GessoImage) back = gesso_color_from_srgb (seen, p3, NULL, NULL);
      const guint8 *pixel = gesso_image_get_row (seen, 3);

      g_assert_null (gesso_image_get_profile (seen));
      g_assert_cmpint (pixel[0], >=, 253);
      g_assert_cmpint (pixel[1], <=, 6);
      g_assert_cmpint (pixel[2], <=, 6);
      g_assert_true (gesso_image_get_profile (back) == p3);
      for (guint c = 0; c < 3; c++)
        g_assert_cmpint (ABS (gesso_image_get_row (back, 3)[c] - wide[c]), <=, 3);
      if (channels == 4)
        g_assert_cmpint (pixel[3], ==, 77);
    }
}

/* Greys stay grey, the ends stay where they are. */
static void
test_greys (void)
{
  GBytes *profiles[] = { profile_make_p3 (), profile_make_adobe_rgb () };

  for (guint i = 0; i < 2; i++)
    for (guint value = 0; value < 256; value += 51)
      {
        const guint8 pixel[] = { (guint8) value, (guint8) value, (guint8) value };
        g_autoptr (GessoImage) image = make_in (profiles[i], pixel, 3);
        g_autoptr (GessoImage) seen = gesso_color_to_srgb (image, NULL, NULL);
        const guint8 *found = gesso_image_get_row (seen, 0);

        g_assert_cmpint (ABS (found[0] - found[1]), <=, 1);
        g_assert_cmpint (ABS (found[1] - found[2]), <=, 1);
        if (value == 0 || value == 255)
          g_assert_cmpint (ABS (found[0] - (int) value), <=, 1);
      }
  g_bytes_unref (profiles[1]);
  g_bytes_unref (profiles[0]);
}

static void
test_nothing_to_do (void)
{
  g_autoptr (GessoImage) plain = make_noise (5, 5, 3, 1), grey = make_noise (5, 5, 1, 1);
  g_autoptr (GBytes) p3 = profile_make_p3 (), cut = g_bytes_new_from_bytes (p3, 0, g_bytes_get_size (p3) / 2);
  g_autoptr (GessoImage) seen = gesso_color_to_srgb (plain, NULL, NULL);
  g_autoptr (GessoImage) seen_grey = gesso_color_to_srgb (grey, NULL, NULL);
  g_autoptr (GessoImage) damaged = NULL;

  g_assert_true (seen == plain);
  g_assert_true (seen_grey == grey);
  gesso_image_set_profile (grey, p3);
  gesso_image_unref (g_steal_pointer (&seen_grey));
  seen_grey = gesso_color_to_srgb (grey, NULL, NULL);
  g_assert_true (seen_grey == grey);
  /* A profile that ends too early is as good as none. */
  gesso_image_unref (g_steal_pointer (&seen));
  gesso_image_set_profile (plain, cut);
  damaged = gesso_color_to_srgb (plain, NULL, NULL);
  g_assert_nonnull (damaged);
}

static void
test_may_be_in (void)
{
  static const GessoFormat formats[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };
  g_autoptr (GBytes) p3 = profile_make_p3 ();

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GessoImage) image = make_ramp (40, 30, 3);
      g_autoptr (GBytes) without = encode (image, formats[i], 90);
      g_autoptr (GBytes) with = NULL;
      g_autoptr (GessoImage) back = NULL;

      g_assert_false (gesso_color_profile_may_be_in (without));
      gesso_image_set_profile (image, p3);
      with = encode (image, formats[i], 90);
      g_assert_true (gesso_color_profile_may_be_in (with));
      back = decode (with);
      g_assert_true (g_bytes_equal (gesso_image_get_profile (back), p3));
    }
}

static void
test_cancelled (void)
{
  static const guint8 pixel[] = { 1, 2, 3 };
  g_autoptr (GBytes) p3 = profile_make_p3 ();
  g_autoptr (GessoImage) image = make_in (p3, pixel, 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gesso_color_to_srgb (image, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/color-profile/is-srgb", test_is_srgb);
  g_test_add_func ("/color-profile/known", test_known);
  g_test_add_func ("/color-profile/greys", test_greys);
  g_test_add_func ("/color-profile/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/color-profile/may-be-in", test_may_be_in);
  g_test_add_func ("/color-profile/cancelled", test_cancelled);
  return g_test_run ();
}

/* test-blurhash.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-blurhash.h"
#include "pictures.h"

static void
assert_hash (GessoImage *image,
             const char *expected)
{
  g_autofree char *hash = gesso_blurhash_encode (image);

  g_assert_cmpstr (hash, ==, expected);
}

/* The hashes that Wolt's own C program gives for these pictures. */
static void
test_plain (void)
{
  static const guint8 black[3] = { 0 }, white[] = { 255, 255, 255 };
  g_autoptr (GessoImage) dark = make_plain (32, 32, 3, black);
  g_autoptr (GessoImage) bright = make_plain (32, 32, 3, white);

  assert_hash (dark, "L00000fQfQfQfQfQfQfQfQfQfQfQ");
  assert_hash (bright, "L9TSUA~qfQ~q~qoffQoffQfQfQfQ");
}

static void
test_ramps (void)
{
  static const struct
  {
    guint width, height;
    const char *hash;
  } cases[] = {
    { 64, 48, "LzHB}W2S$6Sel}ayjtf7gcfjfQfj" },
    { 40, 64, "LzH2f=2lwxX7hqayjtf7gcfjfQfj" },
    { 17, 9, "LtGukD2,wvkWu^R+jse=f%fQfQfQ" },
    { 1, 1, "L;001jfZfZfZfZfZfZfZfZfZfZfZ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoImage) image = make_ramp (cases[i].width, cases[i].height, 3);

      assert_hash (image, cases[i].hash);
    }
}

static void
test_large (void)
{
  g_autoptr (GessoImage) large = make_ramp (1600, 1200, 3);
  g_autoptr (GessoImage) small = make_ramp (64, 48, 3);
  g_autofree char *a = gesso_blurhash_encode (large);
  g_autofree char *b = gesso_blurhash_encode (small);
  g_autoptr (GessoImage) seen_a = gesso_blurhash_decode (a, 32, 24);
  g_autoptr (GessoImage) seen_b = gesso_blurhash_decode (b, 32, 24);

  g_assert_cmpuint (strlen (a), ==, 28);
  g_assert_cmpfloat (measure_difference (seen_a, seen_b), <, 4);
}

static void
test_channels (void)
{
  g_autoptr (GessoImage) grey = make_ramp (30, 30, 1);
  g_autoptr (GessoImage) rgb = gesso_image_convert (grey, 3, NULL);
  g_autofree char *a = gesso_blurhash_encode (grey);

  assert_hash (rgb, a);
}

static void
test_decode (void)
{
  static const guint8 pixel[] = { 200, 100, 50 };
  g_autoptr (GessoImage) image = make_plain (20, 20, 3, pixel);
  g_autofree char *hash = gesso_blurhash_encode (image);
  g_autoptr (GessoImage) seen = gesso_blurhash_decode (hash, 20, 20);

  g_assert_cmpfloat (measure_difference (image, seen), <, 12);
}

static void
test_round_trip (void)
{
  g_autoptr (GessoImage) image = make_ramp (48, 48, 3);
  g_autofree char *hash = gesso_blurhash_encode (image);
  g_autoptr (GessoImage) seen = gesso_blurhash_decode (hash, 48, 48);

  g_assert_cmpfloat (measure_difference (image, seen), <, 25);
}

static void
test_refused (void)
{
  static const char *const hashes[] = {
    "", "L", "L0000", "L00000fQfQfQfQfQfQfQfQfQfQf", "L00000fQfQfQfQfQfQfQfQfQfQfQQ",
    "L00000fQfQfQfQfQfQfQfQfQfQf\"", "~00000", "L0~~~~fQfQfQfQfQfQfQfQfQfQfQ",
    "L00000~~~~~~~~~~~~~~~~~~~~~~", "ünïcödé",
  };

  g_assert_null (gesso_blurhash_decode (NULL, 4, 4));
  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++)
    g_assert_null (gesso_blurhash_decode (hashes[i], 4, 4));
  g_assert_null (gesso_blurhash_decode ("L00000fQfQfQfQfQfQfQfQfQfQfQ", 0, 4));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/blurhash/plain", test_plain);
  g_test_add_func ("/imaging/blurhash/ramps", test_ramps);
  g_test_add_func ("/imaging/blurhash/large", test_large);
  g_test_add_func ("/imaging/blurhash/channels", test_channels);
  g_test_add_func ("/imaging/blurhash/decode", test_decode);
  g_test_add_func ("/imaging/blurhash/round-trip", test_round_trip);
  g_test_add_func ("/imaging/blurhash/refused", test_refused);
  return g_test_run ();
}

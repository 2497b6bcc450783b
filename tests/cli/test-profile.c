/* test-profile.c - a Display P3 picture through an inpaint, judged by another program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-cli-fixture.h"
#include "gesso-codec.h"
#include "gesso-test.h"
#include "profiles.h"

#define WIDTH  240
#define HEIGHT 160

/* Noise in Display P3. */
static void
write_p3 (CliFixture *fixture)
{
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GBytes) profile = profile_make_p3 ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = cli_path (fixture, "p3.png");
  g_autofree char *profile_path = cli_path (fixture, "p3.icc");

  cli_write_picture (fixture, "plain.png", WIDTH, HEIGHT, 3);
  image = cli_read_picture (fixture, "plain.png");
  gesso_image_set_profile (image, profile);
  bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  g_assert_true (g_file_set_contents (profile_path, g_bytes_get_data (profile, NULL), (gssize) g_bytes_get_size (profile), NULL));
}

static void
test_inpaint (CliFixture   *fixture,
              gconstpointer data)
{
  g_autofree char *convert = g_find_program_in_path ("convert");
  g_autofree char *compare = g_find_program_in_path ("compare");

  if (convert == NULL || compare == NULL)
    {
      g_test_skip ("needs ImageMagick");
      return;
    }
  write_p3 (fixture);
  cli_write_mask (fixture, "mask.png", WIDTH, HEIGHT, &(GessoRect) { 90, 60, 40, 30 });
  cli_run_well (fixture, "inpaint p3.png --mask mask.png -o out.png");
  /* The profile is carried, byte by byte. */
  cli_run_shell (fixture, "convert out.png out.icc && cmp out.icc p3.icc");
  g_assert_cmpint (fixture->code, ==, 0);
  /* Protected pixels are the same, as bytes: the profile is left out of the comparison. */
  cli_run_shell (fixture, "for i in p3 out; do convert $i.png +profile icc mask.png -compose Lighten -composite $i.ppm || exit 9; done; "
                          "[ \"$(compare -metric AE p3.ppm out.ppm null: 2>&1 | cut -d ' ' -f 1)\" = 0 ]");
  g_assert_cmpint (fixture->code, ==, 0);
  /* And what was masked did change. */
  cli_run_shell (fixture, "[ \"$(convert p3.png out.png -compose Difference -composite -separate -evaluate-sequence Max "
                          "-threshold 0 -format '%[fx:round (mean * w * h)]' info:)\" -gt 500 ]");
  g_assert_cmpint (fixture->code, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cli/profile/inpaint", CliFixture, NULL, cli_fixture_set_up, test_inpaint, cli_fixture_tear_down);
  return g_test_run ();
}

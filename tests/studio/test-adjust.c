/* test-adjust.c - adjustments as versions of their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-studio-adjust.h"
#include "gesso-studio-fixture.h"
#include "gesso-test.h"

static GessoVersion *
adjust (StudioFixture             *fixture,
        GessoVersion              *version,
        const GessoAdjustSettings *settings,
        GError                   **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_adjust_async (fixture->studio, version, 0, settings, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_adjust_finish (fixture->studio, result, error);
}

static void
test_version (StudioFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (120, 80, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GessoVersion) made = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) kept = NULL, before = NULL;
  g_autoptr (GessoImage) pixels = NULL, decoded = NULL, wanted = NULL;

  settings.ratio = 1;
  settings.exposure = 0.5;
  made = adjust (fixture, source, &settings, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gesso_version_get_tool (made), ==, GESSO_TOOL_ADJUST);
  g_assert_null (gesso_version_get_model (made));
  g_assert_cmpint (gesso_version_get_parent_id (made), ==, gesso_version_get_id (source));
  g_assert_cmpuint (gesso_version_get_image (made, 0)->width, ==, 80);
  g_assert_cmpstr (gesso_version_get_input (made, 0)->blob, ==, gesso_version_get_image (source, 0)->blob);
  g_assert_cmpstr (gesso_version_get_parameters (made), ==, "{\"exposure\":0.5,\"ratio\":\"1:1\"}");
  /* What is kept is what the kernels make, and the source is as it was. */
  kept = studio_get_blob (fixture, gesso_version_get_image (made, 0)->blob);
  pixels = gesso_codec_decode (kept, NULL, NULL);
  decoded = gesso_codec_decode (bytes, NULL, NULL);
  wanted = gesso_adjust_apply (decoded, &settings, NULL, NULL);
  g_assert_true (gesso_image_equal (pixels, wanted));
  before = studio_get_blob (fixture, gesso_version_get_image (source, 0)->blob);
  g_assert_true (g_bytes_equal (before, bytes));
}

static void
test_nothing (StudioFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (20, 20, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GError) error = NULL;

  g_assert_null (adjust (fixture, source, &settings, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_parameters (void)
{
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING, back;
  g_autoptr (GessoParameters) parameters = NULL, read = NULL;
  g_autofree char *json = NULL;

  settings.exposure = -1.25;
  settings.contrast = 0.3;
  settings.saturation = -0.4;
  settings.temperature = 0.11;
  settings.look = GESSO_LOOK_SEPIA;
  settings.angle = -3.5;
  settings.ratio = 16.0 / 9;
  settings.size = 0.8;
  settings.x = 0.25;
  g_assert_true (gesso_adjust_parse_curve (&settings, "0,10 255,240", NULL));
  parameters = gesso_studio_adjust_to_parameters (&settings);
  json = gesso_parameters_to_json (parameters);
  read = gesso_parameters_from_json (json);
  g_assert_true (gesso_studio_adjust_from_parameters (read, &back, NULL));
  g_assert_cmpfloat (back.exposure, ==, -1.25);
  g_assert_cmpfloat_with_epsilon (back.contrast, 0.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (back.saturation, -0.4, 1e-9);
  g_assert_cmpfloat_with_epsilon (back.temperature, 0.11, 1e-9);
  g_assert_cmpint (back.look, ==, GESSO_LOOK_SEPIA);
  g_assert_cmpfloat (back.angle, ==, -3.5);
  g_assert_cmpfloat_with_epsilon (back.ratio, 16.0 / 9, 1e-9);
  g_assert_cmpfloat_with_epsilon (back.size, 0.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (back.x, 0.25, 1e-9);
  g_assert_cmpfloat (back.y, ==, 0.5);
  g_assert_cmpuint (back.n_points, ==, 2);
}

static void
test_bad_parameters (void)
{
  static const char *const bad[] = { "{\"look\":\"stranger\"}", "{\"curve\":\"x\"}", "{\"ratio\":\"x\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GessoParameters) parameters = gesso_parameters_from_json (bad[i]);
      GessoAdjustSettings settings;
      g_autoptr (GError) error = NULL;

      g_assert_false (gesso_studio_adjust_from_parameters (parameters, &settings, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/studio/adjust/version", StudioFixture, NULL, studio_fixture_set_up, test_version, studio_fixture_tear_down);
  g_test_add ("/studio/adjust/nothing", StudioFixture, NULL, studio_fixture_set_up, test_nothing, studio_fixture_tear_down);
  g_test_add_func ("/studio/adjust/parameters", test_parameters);
  g_test_add_func ("/studio/adjust/bad-parameters", test_bad_parameters);
  return g_test_run ();
}

/* test-export.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-recipe.h"
#include "gesso-studio-fixture.h"
#include "gesso-test.h"

static GBytes *
read_file (const char *path)
{
  char *data = NULL;
  gsize size = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static void
test_formats (StudioFixture *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *name;
    GessoFormat format;
  } cases[] = {
    { "a.png", GESSO_FORMAT_PNG }, { "a.jpg", GESSO_FORMAT_JPEG }, { "a.JPEG", GESSO_FORMAT_JPEG }, { "a.webp", GESSO_FORMAT_WEBP },
  };
  g_autoptr (GessoVersion) version = studio_generate (fixture, "sea at dusk", "96x64");
  g_autofree char *recipe = gesso_studio_dup_recipe (fixture->studio, version, 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint with_recipe = 0; with_recipe < 2; with_recipe++)
      {
        g_autofree char *path = g_build_filename (fixture->folder, cases[i].name, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = NULL;
        g_autofree char *found = NULL;
        GessoPictureInfo info;

        g_assert_true (studio_export (fixture, version, path, with_recipe, &error));
        g_assert_no_error (error);
        bytes = read_file (path);
        g_assert_true (gesso_codec_probe (bytes, &info, NULL));
        g_assert_cmpint (info.format, ==, cases[i].format);
        g_assert_cmpuint (info.width, ==, 96);
        found = gesso_recipe_read (bytes);
        g_assert_cmpstr (found, ==, with_recipe ? recipe : NULL);
      }
}

/* Lossless stays lossless, and the kept file itself is never touched. */
static void
test_same_pixels (StudioFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (GessoVersion) version = studio_generate (fixture, "mountains", "96x64");
  g_autofree char *path = g_build_filename (fixture->folder, "a.png", NULL);
  g_autoptr (GBytes) kept = studio_get_blob (fixture, gesso_version_get_image (version, 0)->blob);
  g_autoptr (GBytes) saved = NULL, after = NULL;
  g_autoptr (GessoImage) a = NULL, b = NULL;

  g_assert_true (studio_export (fixture, version, path, TRUE, NULL));
  saved = read_file (path);
  a = gesso_codec_decode (kept, NULL, NULL);
  b = gesso_codec_decode (saved, NULL, NULL);
  g_assert_true (gesso_image_equal (a, b));
  after = studio_get_blob (fixture, gesso_version_get_image (version, 0)->blob);
  g_assert_true (g_bytes_equal (kept, after));
}

static void
test_import_goes_out_as_it_came (StudioFixture *fixture,
                                 gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (20, 20, 3, GESSO_FORMAT_JPEG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, "a.jpg", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "b.jpg", NULL);
  g_autoptr (GBytes) saved = NULL;

  g_assert_true (studio_export (fixture, version, path, TRUE, NULL));
  saved = read_file (path);
  g_assert_true (g_bytes_equal (saved, bytes));
}

static void
test_replaces (StudioFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (GessoVersion) version = studio_generate (fixture, "forest", "64x64");
  g_autofree char *folder = g_build_filename (fixture->folder, "out", NULL);
  g_autofree char *path = g_build_filename (folder, "a.png", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GBytes) saved = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_true (studio_export (fixture, version, path, TRUE, NULL));
  saved = read_file (path);
  g_assert_cmpuint (g_bytes_get_size (saved), >, 3);
  /* No temporary file is left. */
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "a.png");
  g_assert_null (g_dir_read_name (dir));
}

static void
test_refused (StudioFixture *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *name;
    int code;
    const char *word;
  } cases[] = {
    { "a.bmp", GESSO_ERROR_BAD_INPUT, "a.bmp" },
    { "a", GESSO_ERROR_BAD_INPUT, ".png" },
    { "a.tiff", GESSO_ERROR_BAD_INPUT, ".png" },
    { "none/a.png", GESSO_ERROR_BAD_INPUT, "folder" },
    { "taken.png", GESSO_ERROR_BAD_INPUT, "folder" },
  };
  g_autoptr (GessoVersion) version = studio_generate (fixture, "city", "64x64");
  g_autofree char *taken = g_build_filename (fixture->folder, "taken.png", NULL);

  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, cases[i].name, NULL);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_false (studio_export (fixture, version, path, TRUE, &error));
      g_assert_error (error, GESSO_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].word));
    }
}

/* Saved, opened again elsewhere, and made again from what the file says. */
static void
test_recipe_round_trip (StudioFixture *fixture,
                        gconstpointer  data)
{
  g_autoptr (GessoVersion) version = studio_generate (fixture, "夜空 “over” the sea\n<&>", "96x64");
  static const char *const names[] = { "r.png", "r.jpg", "r.webp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GessoVersion) opened = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GessoRequest) request = NULL;
      g_autofree char *recipe = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (studio_export (fixture, version, path, TRUE, NULL));
      bytes = read_file (path);
      opened = studio_import (fixture, 0, bytes, names[i], NULL);
      gesso_studio_read_recipe_async (fixture->studio, gesso_version_get_image (opened, 0)->blob, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      recipe = gesso_studio_read_recipe_finish (fixture->studio, result, &error);
      g_assert_no_error (error);
      request = gesso_studio_parse_recipe (fixture->studio, recipe, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gesso_request_get_tool (request), ==, GESSO_TOOL_GENERATE);
      g_assert_cmpstr (gesso_request_get_model (request), ==, "device/sketch");
      g_assert_cmpstr (gesso_request_get_prompt (request), ==, "夜空 “over” the sea\n<&>");
      g_assert_cmpstr (gesso_parameters_get_string (gesso_request_get_parameters (request), "size"), ==, "96x64");
      g_assert_cmpint (gesso_parameters_get_int (gesso_request_get_parameters (request), "seed", -1), ==,
                       gesso_version_get_image (version, 0)->seed);
    }
}

static void
test_no_recipe (StudioFixture *fixture,
                gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (8, 8, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_read_recipe_async (fixture->studio, gesso_version_get_image (version, 0)->blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_studio_read_recipe_finish (fixture->studio, result, &error));
  g_assert_no_error (error);
}

static void
test_parse_recipe (StudioFixture *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *recipe;
    gboolean good;
  } cases[] = {
    { "{\"gesso\":1,\"tool\":\"generate\"}", TRUE },
    { "{\"gesso\":2,\"tool\":\"upscale\",\"parameters\":{\"factor\":4},\"future\":[]}", TRUE },
    { "{\"gesso\":1,\"tool\":\"generate\",\"model\":3,\"prompt\":{},\"parameters\":[],\"seed\":\"x\"}", TRUE },
    { "{\"gesso\":1,\"tool\":\"import\"}", FALSE },
    { "{\"gesso\":1,\"tool\":\"stranger\"}", FALSE },
    { "{\"gesso\":1}", FALSE },
    { "{\"gesso\":\"1\",\"tool\":\"generate\"}", FALSE },
    { "{\"tool\":\"generate\"}", FALSE },
    { "[]", FALSE },
    { "", FALSE },
    { "\xff", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoRequest) request = gesso_studio_parse_recipe (fixture->studio, cases[i].recipe, &error);

      g_test_message ("case %u", i);
      g_assert_cmpint (request != NULL, ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

/* The sides of an expand come back as its frame, not as parameters. */
static void
test_parse_expand (StudioFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GessoRequest) request = gesso_studio_parse_recipe (fixture->studio,
      "{\"gesso\":1,\"tool\":\"expand\",\"model\":\"device/patch-fill\",\"parameters\":{\"left\":1,\"right\":256,\"top\":-5,\"seed\":3}}", NULL);
  const GessoFrame *frame = gesso_request_get_frame (request);

  g_assert_cmpint (frame->left, ==, 1);
  g_assert_cmpint (frame->right, ==, 256);
  g_assert_cmpint (frame->top, ==, 0);
  g_assert_null (gesso_parameters_get (gesso_request_get_parameters (request), "right"));
  g_assert_cmpint (gesso_parameters_get_int (gesso_request_get_parameters (request), "seed", 0), ==, 3);
}

#define ADD(name, func) \
  g_test_add ("/studio/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("export/formats", test_formats);
  ADD ("export/same-pixels", test_same_pixels);
  ADD ("export/import-goes-out-as-it-came", test_import_goes_out_as_it_came);
  ADD ("export/replaces", test_replaces);
  ADD ("export/refused", test_refused);
  ADD ("recipe/round-trip", test_recipe_round_trip);
  ADD ("recipe/none", test_no_recipe);
  ADD ("recipe/parse", test_parse_recipe);
  ADD ("recipe/parse-expand", test_parse_expand);
  return g_test_run ();
}

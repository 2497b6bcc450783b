/* test-change.c - the commands that change a picture on this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-cli-fixture.h"
#include "gesso-json.h"
#include "gesso-test.h"

static char *
dup_version (CliFixture *fixture)
{
  g_autoptr (JsonObject) object = cli_get_json (fixture, 0);

  return g_strdup (gesso_json_get_string (object, "version"));
}

static void
assert_size (CliFixture *fixture,
             const char *name,
             guint       width,
             guint       height)
{
  g_autoptr (GessoImage) image = cli_read_picture (fixture, name);

  g_assert_cmpuint (gesso_image_get_width (image), ==, width);
  g_assert_cmpuint (gesso_image_get_height (image), ==, height);
}

static void
test_adjust (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;
  JsonObject *parameters;

  cli_write_picture (fixture, "a.png", 160, 90, 3);
  cli_run_well (fixture, "adjust a.png --exposure 0.5 --saturation -100 --crop 1:1 -o b.png --json");
  object = cli_get_json (fixture, 0);
  parameters = gesso_json_get_object (object, "parameters");
  g_assert_cmpstr (gesso_json_get_string (object, "tool"), ==, "adjust");
  g_assert_cmpstr (gesso_json_get_string (object, "output"), ==, "b.png");
  g_assert_cmpfloat (gesso_json_get_double (parameters, "exposure", 0), ==, 0.5);
  g_assert_cmpstr (gesso_json_get_string (parameters, "ratio"), ==, "1:1");
  assert_size (fixture, "b.png", 90, 90);
  g_assert_cmpstr (fixture->err, ==, "");
}

/* Cut out in pixels: those that were there. */
static void
test_crop (CliFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (GessoImage) before = NULL, after = NULL;

  cli_write_picture (fixture, "a.png", 160, 90, 3);
  cli_run_well (fixture, "adjust a.png --crop 61x47+33+20 -o b.png");
  before = cli_read_picture (fixture, "a.png");
  after = cli_read_picture (fixture, "b.png");
  assert_size (fixture, "b.png", 61, 47);
  for (guint y = 0; y < 47; y++)
    g_assert_cmpmem (gesso_image_get_row (after, y), 3 * 61, gesso_image_get_row (before, y + 20) + 3 * 33, 3 * 61);
}

static void
test_bad_adjust (CliFixture   *fixture,
                 gconstpointer data)
{
  static const char *const lines[] = {
    "adjust", "adjust a.png", "adjust a.png b.png --exposure 1", "adjust a.png --exposure bright", "adjust a.png --exposure 99",
    "adjust a.png --crop 100x100+100+0", "adjust a.png --crop x", "adjust a.png --crop ''", "adjust a.png --curve 1,2,3",
    "adjust a.png --look nice", "adjust none.png --exposure 1", "adjust a.png --exposure nan", "adjust v99 --exposure 1",
    "adjust a.png --exposure 1 -o b.tga", "adjust a.png --angle 3 --crop 10x10+0+0", "adjust a.png --crop 1x1+0+0",
    "recompose", "recompose a.png", "recompose v99", "recompose v1",
  };

  cli_write_picture (fixture, "a.png", 160, 90, 3);
  cli_run_well (fixture, "import a.png");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      cli_run (fixture, "%s", lines[i]);
      g_assert_cmpint (fixture->code, !=, 0);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_true (g_str_has_prefix (fixture->err, "gesso: "));
    }
}

static void
test_recompose (CliFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *version = NULL;
  JsonObject *verdict;

  cli_write_picture (fixture, "a.png", 120, 80, 3);
  cli_write_mask (fixture, "m.png", 120, 80, &(GessoRect) { 30, 20, 40, 30 });
  cli_write_mask (fixture, "small.png", 120, 80, &(GessoRect) { 40, 30, 10, 10 });
  cli_run_well (fixture, "inpaint a.png --mask m.png --json");
  version = dup_version (fixture);
  cli_run_well (fixture, "recompose %s --mask small.png --match 0 -o b.png --json", version);
  object = cli_get_json (fixture, 0);
  verdict = gesso_json_get_object (object, "verdict");
  g_assert_cmpint (gesso_json_get_int (verdict, "protected", 0), ==, 120 * 80 - 100);
  g_assert_cmpint (gesso_json_get_int (verdict, "changed", -1), ==, 0);
  g_assert_cmpstr (gesso_json_get_string (object, "parent"), ==, version);
  assert_size (fixture, "b.png", 120, 80);

  cli_run_well (fixture, "recompose %s --feather 8 --edge inside --dx 2 --json", version);
  cli_run_well (fixture, "recompose %s --whole --json", version);
  cli_run (fixture, "recompose %s --mask b.tga", version);
  g_assert_cmpint (fixture->code, ==, 2);
  cli_run (fixture, "recompose %s --edge around", version);
  g_assert_cmpint (fixture->code, ==, 2);
}

/* What was painted lies beside the version it is taken from. */
static void
test_paint_from (CliFixture   *fixture,
                 gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (JsonObject) object = NULL;

  cli_run_well (fixture, "generate sea --size 160x120 --seed 1 --json");
  before = dup_version (fixture);
  cli_run_well (fixture, "adjust %s --exposure 0.3 --json", before);
  after = dup_version (fixture);
  cli_write_mask (fixture, "m.png", 160, 120, &(GessoRect) { 30, 20, 40, 30 });
  cli_run_well (fixture, "recompose %s --from %s --mask m.png --json", after, before);
  object = cli_get_json (fixture, 0);
  g_assert_cmpint (gesso_json_get_int (gesso_json_get_object (object, "verdict"), "protected", 0), ==, 160 * 120 - 40 * 30);
  cli_run (fixture, "recompose %s --from %s", after, before);
  g_assert_cmpint (fixture->code, ==, 2);
}

/* What an expansion added is its mask. */
static void
test_expand (CliFixture   *fixture,
             gconstpointer data)
{
  g_autofree char *version = NULL, *again = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *verdict;

  cli_write_picture (fixture, "a.png", 80, 60, 3);
  cli_run_well (fixture, "expand a.png --right 40 --json");
  version = dup_version (fixture);
  cli_run_well (fixture, "recompose %s --feather 6 --json -o b.png", version);
  object = cli_get_json (fixture, 0);
  verdict = gesso_json_get_object (object, "verdict");
  g_assert_cmpint (gesso_json_get_int (verdict, "changed", -1), ==, 0);
  g_assert_cmpint (gesso_json_get_int (verdict, "protected", 0), >=, 70 * 60);
  g_assert_cmpint (gesso_json_get_int (verdict, "protected", 0), <, 80 * 60);
  assert_size (fixture, "b.png", 120, 60);
  again = dup_version (fixture);
  cli_run_well (fixture, "recompose %s --feather 0", again);
}

static void
test_help (CliFixture   *fixture,
           gconstpointer data)
{
  cli_run_well (fixture, "adjust --help");
  g_assert_nonnull (strstr (fixture->out, "--temperature"));
  g_assert_nonnull (strstr (fixture->out, "gesso adjust photo.jpg"));
  cli_run_well (fixture, "recompose --help");
  g_assert_nonnull (strstr (fixture->out, "--feather"));
  cli_run_well (fixture, "completions bash");
  g_assert_nonnull (strstr (fixture->out, " adjust recompose "));
}

#define ADD(name, func) g_test_add ("/cli/change/" name, CliFixture, NULL, cli_fixture_set_up, func, cli_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("adjust", test_adjust);
  ADD ("crop", test_crop);
  ADD ("bad", test_bad_adjust);
  ADD ("recompose", test_recompose);
  ADD ("paint-from", test_paint_from);
  ADD ("expand", test_expand);
  ADD ("help", test_help);
  return g_test_run ();
}

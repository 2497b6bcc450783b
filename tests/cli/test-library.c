/* test-library.c - the commands that look into the library, and what the program says of itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-cli-fixture.h"
#include "gesso-json.h"
#include "gesso-test.h"

static void
test_threads (CliFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (JsonObject) newest = NULL, oldest = NULL;

  cli_run_well (fixture, "threads");
  g_assert_cmpstr (fixture->out, ==, "");
  cli_run_well (fixture, "generate 'a quiet sea' --size 64x64");
  cli_run_well (fixture, "generate 海边的黄昏 --size 64x64");
  cli_run_well (fixture, "threads --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  newest = cli_get_json (fixture, 0);
  oldest = cli_get_json (fixture, 1);
  g_assert_cmpstr (gesso_json_get_string (newest, "title"), ==, "海边的黄昏");
  g_assert_cmpstr (gesso_json_get_string (oldest, "title"), ==, "a quiet sea");
  g_assert_true (g_file_test (gesso_json_get_string (newest, "cover"), G_FILE_TEST_IS_REGULAR));
  cli_run_well (fixture, "threads");
  g_assert_nonnull (strstr (fixture->out, "海边的黄昏\n"));
}

static void
test_show_thread (CliFixture   *fixture,
                  gconstpointer data)
{
  g_autoptr (JsonObject) made = NULL, message = NULL, version = NULL;
  const char *thread;

  cli_run_well (fixture, "generate 'a quiet sea' --size 64x64 --count 2 --json");
  made = cli_get_json (fixture, 0);
  thread = gesso_json_get_string (made, "thread");
  cli_run_well (fixture, "show %s --json", thread);
  g_assert_cmpuint (cli_count_lines (fixture), ==, 3);
  message = cli_get_json (fixture, 0);
  version = cli_get_json (fixture, 2);
  g_assert_cmpstr (gesso_json_get_string (message, "role"), ==, "user");
  g_assert_cmpstr (gesso_json_get_string (message, "text"), ==, "a quiet sea");
  g_assert_cmpstr (gesso_json_get_string (version, "version"), ==, gesso_json_get_string (made, "version"));
  cli_run_well (fixture, "show %s", thread + 1);
  g_assert_true (g_str_has_prefix (fixture->out, "user: a quiet sea\n"));
}

static void
test_show_version (CliFixture   *fixture,
                   gconstpointer data)
{
  g_autoptr (JsonObject) made = NULL, recipe = NULL;

  cli_run_well (fixture, "generate 'a quiet sea' --size 64x64 --seed 9 --json");
  made = cli_get_json (fixture, 0);
  cli_run_well (fixture, "show %s --json", gesso_json_get_string (made, "version"));
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  recipe = cli_get_json (fixture, 1);
  g_assert_cmpint (gesso_json_get_int (recipe, "gesso", 0), ==, 1);
  g_assert_cmpstr (gesso_json_get_string (recipe, "tool"), ==, "generate");
  g_assert_cmpstr (gesso_json_get_string (recipe, "prompt"), ==, "a quiet sea");
  g_assert_cmpint (gesso_json_get_int (recipe, "seed", 0), ==, 9);
  g_assert_cmpstr (gesso_json_get_string (gesso_json_get_object (recipe, "parameters"), "size"), ==, "64x64");
}

static void
test_search (CliFixture   *fixture,
             gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean found;
  } cases[] = {
    { "黄昏", TRUE }, { "quiet", TRUE }, { "qui", TRUE }, { "SEA", TRUE }, { "昏黄", FALSE }, { "loud", FALSE },
    { "'\"'", FALSE }, { "'*'", FALSE }, { "'a OR b'", FALSE },
  };

  cli_run_well (fixture, "generate 'a quiet sea' --size 64x64");
  cli_run_well (fixture, "generate 海边的黄昏 --size 64x64");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      cli_run_well (fixture, "search %s --json", cases[i].text);
      g_assert_cmpint (cli_count_lines (fixture) > 0, ==, cases[i].found);
    }
  cli_run_well (fixture, "search sea --limit 1 --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 1);
}

static void
test_import (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL, second = NULL, later = NULL;

  cli_write_picture (fixture, "a.png", 40, 30, 3);
  cli_write_picture (fixture, "b b.png", 50, 30, 4);
  cli_run_well (fixture, "import a.png 'b b.png' --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  first = cli_get_json (fixture, 0);
  second = cli_get_json (fixture, 1);
  g_assert_cmpstr (gesso_json_get_string (first, "thread"), ==, gesso_json_get_string (second, "thread"));
  g_assert_cmpstr (gesso_json_get_string (second, "name"), ==, "b b.png");
  g_assert_cmpint (gesso_json_get_int (second, "width", 0), ==, 50);
  cli_run_well (fixture, "import a.png --thread %s --json", gesso_json_get_string (first, "thread"));
  later = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (later, "thread"), ==, gesso_json_get_string (first, "thread"));
}

/* One bad file among good ones: they are kept, and the code tells. */
static void
test_import_some (CliFixture   *fixture,
                  gconstpointer data)
{
  cli_write_picture (fixture, "a.png", 40, 30, 3);
  cli_run (fixture, "import a.png missing.png a.png --json");
  g_assert_cmpint (fixture->code, ==, 2);
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  g_assert_nonnull (strstr (fixture->err, "missing.png"));
}

static void
test_export (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) made = NULL;
  const char *version, *thread;
  g_autofree char *first = NULL;
  g_autoptr (GessoImage) one = NULL, two = NULL, picked = NULL, in_folder = NULL;

  cli_run_well (fixture, "generate 'a quiet sea' --size 64x64 --count 2 --json");
  made = cli_get_json (fixture, 0);
  version = gesso_json_get_string (made, "version");
  thread = gesso_json_get_string (made, "thread");
  cli_run_well (fixture, "export %s -o out.png", version);
  one = cli_read_picture (fixture, "out-1.png");
  two = cli_read_picture (fixture, "out-2.png");
  g_assert_false (gesso_image_equal (one, two));
  cli_run_well (fixture, "export %s/2 -o picked.png --no-recipe", version);
  picked = cli_read_picture (fixture, "picked.png");
  g_assert_true (gesso_image_equal (picked, two));
  cli_run_well (fixture, "export %s -o folder/deep --json", thread);
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  first = g_strdup_printf ("folder/deep/%s-2.png", version);
  in_folder = cli_read_picture (fixture, first);
  g_assert_true (gesso_image_equal (in_folder, two));
  cli_run_well (fixture, "export %s/1 -o small.jpg --quality 10", version);
}

static void
test_help (CliFixture   *fixture,
           gconstpointer data)
{
  static const char *const commands[] = {
    "generate", "redux", "inpaint", "expand", "upscale", "remove-background", "replace-background", "edit",
    "threads", "show", "search", "export", "import",
  };

  cli_run_well (fixture, "--help");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_assert_nonnull (strstr (fixture->out, commands[i]));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *usage = g_strconcat ("gesso ", commands[i], NULL);

      cli_run_well (fixture, "%s --help", commands[i]);
      g_assert_nonnull (strstr (fixture->out, usage));
      g_assert_nonnull (strstr (fixture->out, "--json"));
      g_assert_cmpstr (fixture->err, ==, "");
    }
  /* Help makes no library. */
  g_assert_false (g_file_test (fixture->data_dir, G_FILE_TEST_EXISTS));
}

static void
test_version (CliFixture   *fixture,
              gconstpointer data)
{
  cli_run_well (fixture, "--version");
  g_assert_true (g_str_has_prefix (fixture->out, "gesso 0."));
}

/* In any order that makes sense: before the command, after it, with = or without. */
static void
test_option_places (CliFixture   *fixture,
                    gconstpointer data)
{
  cli_run_well (fixture, "--json generate sea --size=64x64");
  g_assert_true (g_str_has_prefix (fixture->out, "{"));
  cli_run_well (fixture, "generate --size 64x64 --json -- --a-prompt-with-dashes");
  g_assert_nonnull (strstr (fixture->out, "--a-prompt-with-dashes"));
  cli_run_well (fixture, "generate two words --size 64x64 --json --data-dir other");
  g_assert_nonnull (strstr (fixture->out, "\"two words\""));
  g_assert_nonnull (strstr (fixture->out, "other/blobs"));
}

static void
test_bundle (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) one = NULL, other = NULL, again = NULL;

  cli_run_well (fixture, "generate sea --size 64x64 --json");
  one = cli_get_json (fixture, 0);
  cli_run_well (fixture, "generate forest --size 64x64 --json");
  other = cli_get_json (fixture, 0);
  cli_run_well (fixture, "export %s %s -o both.gesso", gesso_json_get_string (one, "thread"),
                gesso_json_get_string (other, "version"));
  cli_run_well (fixture, "import both.gesso --json --data-dir other");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  cli_run_well (fixture, "import both.gesso --json --data-dir other");
  again = cli_get_json (fixture, 0);
  g_assert_cmpint (gesso_json_get_int (again, "new-versions", -1), ==, 0);
  cli_run_well (fixture, "search forest --data-dir other");
  g_assert_cmpuint (cli_count_lines (fixture), >=, 2);
  cli_run (fixture, "export t987654 -o none.gesso");
  g_assert_cmpint (fixture->code, ==, 2);
  cli_run (fixture, "export sea -o none.gesso");
  g_assert_cmpint (fixture->code, ==, 2);
  cli_run (fixture, "import missing.gesso");
  g_assert_cmpint (fixture->code, !=, 0);
  g_assert_cmpstr (fixture->err, !=, "");
}

#define ADD(name, func) g_test_add ("/cli/" name, CliFixture, NULL, cli_fixture_set_up, func, cli_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("threads", test_threads);
  ADD ("show/thread", test_show_thread);
  ADD ("show/version", test_show_version);
  ADD ("search", test_search);
  ADD ("import", test_import);
  ADD ("import/some", test_import_some);
  ADD ("export", test_export);
  ADD ("bundle", test_bundle);
  ADD ("help", test_help);
  ADD ("version", test_version);
  ADD ("option-places", test_option_places);
  return g_test_run ();
}

/* test-tools.c - the commands that make pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>

#include "gesso-cli-fixture.h"
#include "gesso-json.h"
#include "gesso-test.h"

/* The kept file of line @n is a picture of this size. */
static void
assert_picture (CliFixture *fixture,
                guint       n,
                const char *tool,
                guint       width,
                guint       height)
{
  g_autoptr (JsonObject) object = cli_get_json (fixture, n);
  const char *file = gesso_json_get_string (object, "file");
  g_autoptr (GessoImage) image = cli_read_picture (fixture, file);
  g_autofree char *blobs = g_build_filename (fixture->data_dir, "blobs", NULL);

  g_assert_cmpstr (gesso_json_get_string (object, "tool"), ==, tool);
  g_assert_true (g_str_has_prefix (file, blobs));
  g_assert_cmpuint (gesso_image_get_width (image), ==, width);
  g_assert_cmpuint (gesso_image_get_height (image), ==, height);
  g_assert_cmpint (gesso_json_get_int (object, "width", 0), ==, width);
  g_assert_cmpint (gesso_json_get_int (object, "height", 0), ==, height);
  g_assert_cmpint (gesso_json_get_string (object, "version")[0], ==, 'v');
  g_assert_cmpint (gesso_json_get_string (object, "thread")[0], ==, 't');
  g_assert_true (json_object_has_member (object, "seconds"));
}

static void
assert_verdict (CliFixture *fixture,
                gint64      protected_pixels)
{
  g_autoptr (JsonObject) object = cli_get_json (fixture, 0);
  JsonObject *verdict = gesso_json_get_object (object, "verdict");

  g_assert_cmpint (gesso_json_get_int (verdict, "protected", -1), ==, protected_pixels);
  g_assert_cmpint (gesso_json_get_int (verdict, "changed", -1), ==, 0);
}

static void
test_generate (CliFixture   *fixture,
               gconstpointer data)
{
  g_autoptr (GessoImage) saved = NULL;
  g_autoptr (JsonObject) object = NULL;

  cli_run_well (fixture, "generate 'sea at dusk' --size 320x200 --seed 7 -o x.png --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 1);
  assert_picture (fixture, 0, "generate", 320, 200);
  saved = cli_read_picture (fixture, "x.png");
  g_assert_cmpuint (gesso_image_get_width (saved), ==, 320);
  object = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (object, "output"), ==, "x.png");
  g_assert_cmpstr (gesso_json_get_string (object, "model"), ==, "device/sketch");
  g_assert_cmpint (gesso_json_get_int (object, "seed", 0), ==, 7);
  g_assert_cmpstr (fixture->err, ==, "");
}

/* For people: the paths stand on lines of their own. */
static void
test_generate_text (CliFixture   *fixture,
                    gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  cli_run_well (fixture, "generate sea --size 64x64 -o x.png");
  lines = g_strsplit (fixture->out, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "v"));
  g_assert_true (g_file_test (lines[1], G_FILE_TEST_IS_REGULAR));
  g_assert_cmpstr (lines[2], ==, "x.png");
  g_assert_cmpstr (fixture->err, ==, "");
}

static void
test_same_seed (CliFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL, second = NULL, third = NULL;

  cli_run_well (fixture, "generate sea --size 96x96 --seed 5 --json");
  first = cli_get_json (fixture, 0);
  cli_run_well (fixture, "generate sea --size 96x96 --param seed=5 --json");
  second = cli_get_json (fixture, 0);
  cli_run_well (fixture, "generate sea --size 96x96 --seed 6 --json");
  third = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (first, "file"), ==, gesso_json_get_string (second, "file"));
  g_assert_cmpstr (gesso_json_get_string (first, "file"), !=, gesso_json_get_string (third, "file"));
  g_assert_cmpstr (gesso_json_get_string (first, "version"), !=, gesso_json_get_string (second, "version"));
}

static void
test_count (CliFixture   *fixture,
            gconstpointer data)
{
  cli_run_well (fixture, "generate forest --size 64x64 --count 3 --seed 1 -o dir.name.png --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (JsonObject) object = cli_get_json (fixture, i);
      g_autofree char *name = g_strdup_printf ("dir.name-%u.png", i + 1);
      g_autoptr (GessoImage) image = cli_read_picture (fixture, name);

      g_assert_cmpstr (gesso_json_get_string (object, "output"), ==, name);
      g_assert_cmpint (gesso_json_get_int (object, "image", 0), ==, i + 1);
      g_assert_cmpint (gesso_json_get_int (object, "seed", 0), ==, i + 1);
    }
}

static void
test_thread (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL, second = NULL, third = NULL;
  const char *thread;

  cli_run_well (fixture, "generate sea --size 64x64 --json");
  first = cli_get_json (fixture, 0);
  thread = gesso_json_get_string (first, "thread");
  cli_run_well (fixture, "generate city --size 64x64 --thread %s --json", thread);
  second = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (second, "thread"), ==, thread);
  cli_run_well (fixture, "generate city --size 64x64 --thread %s --json", thread + 1);
  g_clear_pointer (&second, json_object_unref);
  second = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (second, "thread"), ==, thread);
  cli_run_well (fixture, "generate city --size 64x64 --json");
  third = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (third, "thread"), !=, thread);
}

static void
test_inpaint (CliFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (GessoImage) before = NULL, after = NULL;
  gint64 changed_inside = 0;

  cli_write_picture (fixture, "a.png", 160, 120, 3);
  cli_write_mask (fixture, "m.png", 160, 120, &(GessoRect) { 50, 40, 30, 20 });
  cli_run_well (fixture, "inpaint a.png --mask m.png --seed 3 -o out.png --json");
  assert_picture (fixture, 0, "inpaint", 160, 120);
  assert_verdict (fixture, 160 * 120 - 30 * 20);
  before = cli_read_picture (fixture, "a.png");
  after = cli_read_picture (fixture, "out.png");
  for (guint y = 0; y < 120; y++)
    for (guint x = 0; x < 160 * 3; x++)
      {
        gboolean inside = x / 3 >= 50 && x / 3 < 80 && y >= 40 && y < 60;
        gboolean same = gesso_image_get_row (before, y)[x] == gesso_image_get_row (after, y)[x];

        g_assert_true (same || inside);
        changed_inside += inside && !same;
      }
  g_assert_cmpint (changed_inside, >, 0);
}

static void
test_expand (CliFixture   *fixture,
             gconstpointer data)
{
  static const struct
  {
    const char *options;
    guint width, height, left, top;
  } cases[] = {
    { "--right 20", 140, 90, 0, 0 },
    { "--left 8 --top 4 --bottom 2", 128, 96, 8, 4 },
    { "--to 140x100", 140, 100, 10, 5 },
    { "--to +8", 136, 106, 8, 8 },
  };

  cli_write_picture (fixture, "a.png", 120, 90, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoImage) before = cli_read_picture (fixture, "a.png");
      g_autoptr (GessoImage) after = NULL, inside = NULL;

      cli_run_well (fixture, "expand a.png %s -o out.png --json", cases[i].options);
      assert_picture (fixture, 0, "expand", cases[i].width, cases[i].height);
      assert_verdict (fixture, 120 * 90);
      after = cli_read_picture (fixture, "out.png");
      inside = gesso_image_crop (after, &(GessoRect) { (int) cases[i].left, (int) cases[i].top, 120, 90 }, NULL);
      g_assert_true (gesso_image_equal (before, inside));
    }
}

/* More than a quarter of a side comes with a word of warning. */
static void
test_expand_far (CliFixture   *fixture,
                 gconstpointer data)
{
  g_autoptr (JsonObject) near_one = NULL, far_one = NULL;

  cli_write_picture (fixture, "a.png", 100, 80, 3);
  cli_run_well (fixture, "expand a.png --right 20 --json");
  near_one = cli_get_json (fixture, 0);
  g_assert_false (json_object_has_member (near_one, "note"));
  cli_run_well (fixture, "expand a.png --right 60 --json");
  far_one = cli_get_json (fixture, 0);
  g_assert_true (json_object_has_member (far_one, "note"));
}

static void
test_upscale (CliFixture   *fixture,
              gconstpointer data)
{
  cli_write_picture (fixture, "a.png", 50, 40, 4);
  cli_run_well (fixture, "upscale a.png --json");
  assert_picture (fixture, 0, "upscale", 100, 80);
  cli_run_well (fixture, "upscale a.png --factor 4 --json");
  assert_picture (fixture, 0, "upscale", 200, 160);
}

static void
test_redux (CliFixture   *fixture,
            gconstpointer data)
{
  cli_write_picture (fixture, "a.png", 90, 70, 3);
  cli_run_well (fixture, "redux a.png 'in watercolour' --json");
  assert_picture (fixture, 0, "redux", 90, 70);
  cli_run_well (fixture, "redux a.png --size 64x64 --count 2 --json");
  assert_picture (fixture, 1, "redux", 64, 64);
}

static void
test_backgrounds (CliFixture   *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoImage) cut = NULL;
  g_autoptr (JsonObject) object = NULL;

  /* A bright square on a dark ground: a subject nobody can miss. */
  cli_write_mask (fixture, "subject.png", 120, 100, &(GessoRect) { 40, 30, 40, 40 });
  cli_write_picture (fixture, "back.png", 60, 60, 3);
  cli_write_mask (fixture, "hint.png", 120, 100, &(GessoRect) { 40, 30, 40, 40 });
  cli_run_well (fixture, "remove-background subject.png -o cut.png --json");
  assert_picture (fixture, 0, "remove-background", 120, 100);
  cut = cli_read_picture (fixture, "cut.png");
  g_assert_cmpuint (gesso_image_get_channels (cut), ==, 4);
  g_assert_cmpuint (gesso_image_get_row (cut, 50)[60 * 4 + 3], >, 250);
  g_assert_cmpuint (gesso_image_get_row (cut, 5)[5 * 4 + 3], <, 5);
  cli_run_well (fixture, "remove-background subject.png --mask hint.png --json");
  object = cli_get_json (fixture, 0);
  cli_run_well (fixture, "replace-background %s --with back.png --json", gesso_json_get_string (object, "version"));
  assert_picture (fixture, 0, "replace-background-image", 120, 100);
  cli_run_well (fixture, "replace-background subject.png night sky --seed 4 --json");
  assert_picture (fixture, 0, "replace-background-prompt", 120, 100);
}

/* A file becomes a version of its own; a version is used as it is. */
static void
test_lineage (CliFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (JsonObject) up = NULL, again = NULL, shown = NULL;

  cli_write_picture (fixture, "a.png", 40, 30, 3);
  cli_run_well (fixture, "upscale a.png --json");
  up = cli_get_json (fixture, 0);
  cli_run_well (fixture, "show %s --json", gesso_json_get_string (up, "parent"));
  shown = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (shown, "tool"), ==, "import");
  g_assert_cmpstr (gesso_json_get_string (shown, "name"), ==, "a.png");
  g_assert_cmpstr (gesso_json_get_string (shown, "thread"), ==, gesso_json_get_string (up, "thread"));
  cli_run_well (fixture, "upscale %s --json", gesso_json_get_string (up, "version") + 1);
  again = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (again, "parent"), ==, gesso_json_get_string (up, "version"));
  g_assert_cmpint (gesso_json_get_int (again, "width", 0), ==, 160);
}

/* A file that is called like a version is the file. */
static void
test_file_before_version (CliFixture   *fixture,
                          gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;

  cli_run_well (fixture, "generate sea --size 64x64 --json");
  object = cli_get_json (fixture, 0);
  cli_write_picture (fixture, gesso_json_get_string (object, "version"), 30, 20, 3);
  cli_run_well (fixture, "upscale %s --json", gesso_json_get_string (object, "version"));
  assert_picture (fixture, 0, "upscale", 60, 40);
  cli_run_well (fixture, "upscale %s/1 --json", gesso_json_get_string (object, "version"));
  assert_picture (fixture, 0, "upscale", 128, 128);
}

static void
test_output_formats (CliFixture   *fixture,
                     gconstpointer data)
{
  static const char *const names[] = { "x.png", "x.jpg", "x.jpeg", "x.webp" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GessoImage) image = NULL;

      cli_run_well (fixture, "generate mountains --size 80x64 -o %s", names[i]);
      image = cli_read_picture (fixture, names[i]);
      g_assert_cmpuint (gesso_image_get_width (image), ==, 80);
    }
}

static void
test_edit_says_who_can (CliFixture   *fixture,
                        gconstpointer data)
{
  cli_write_picture (fixture, "a.png", 40, 30, 3);
  cli_run (fixture, "edit a.png 'make it blue'");
  g_assert_cmpint (fixture->code, ==, 2);
  g_assert_nonnull (strstr (fixture->err, "OpenAI"));
  g_assert_cmpstr (fixture->out, ==, "");
}

typedef struct
{
  GSubprocess *process;
  int signum;
} Interrupt;

static gboolean
interrupt_cb (gpointer user_data)
{
  Interrupt *interrupt = user_data;

  g_subprocess_send_signal (interrupt->process, interrupt->signum);
  return G_SOURCE_REMOVE;
}

static void
communicate_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* @data: the signal. Ctrl+C ends a long job at once, in good order. */
static void
test_interrupt (CliFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (GSubprocess) process = cli_start (fixture, "generate sea --size 4096x4096 --count 8");
  Interrupt interrupt = { process, GPOINTER_TO_INT (data) };
  gboolean ended = FALSE;

  g_timeout_add (400, interrupt_cb, &interrupt);
  g_subprocess_wait_async (process, NULL, communicate_cb, &ended);
  g_assert_true (gesso_test_wait (&ended, 60));
  cli_finish (fixture, process);
  g_assert_cmpint (fixture->code, ==, 130);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_nonnull (strstr (fixture->err, "Cancelled"));
  cli_run_well (fixture, "search sea --json");
}

/* The dry list runs nothing; the run makes each step of the one before. */
static void
test_replay (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL, second = NULL, step = NULL;

  cli_write_picture (fixture, "a.png", 60, 40, 3);
  cli_write_picture (fixture, "b.png", 120, 80, 3);
  cli_run_well (fixture, "expand a.png --right 20 --json");
  first = cli_get_json (fixture, 0);
  cli_run_well (fixture, "upscale %s --json", gesso_json_get_string (first, "version"));
  second = cli_get_json (fixture, 0);

  cli_run_well (fixture, "replay %s --on b.png --dry-run --json", gesso_json_get_string (second, "version"));
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  step = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (step, "tool"), ==, "expand");
  g_assert_cmpstr (gesso_json_get_string (step, "size"), ==, "120x80");
  g_assert_cmpstr (gesso_json_get_string (step, "made"), ==, "160x80");

  cli_run_well (fixture, "replay %s --on b.png --json", gesso_json_get_string (second, "version"));
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  assert_picture (fixture, 0, "expand", 160, 80);
  assert_picture (fixture, 1, "upscale", 320, 160);

  cli_run (fixture, "replay v9999");
  g_assert_cmpint (fixture->code, !=, 0);
  cli_run (fixture, "replay %s --model no/such", gesso_json_get_string (second, "version"));
  g_assert_cmpint (fixture->code, ==, 2);
}

#define ADD(name, func) g_test_add ("/cli/" name, CliFixture, NULL, cli_fixture_set_up, func, cli_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("generate", test_generate);
  ADD ("generate/text", test_generate_text);
  ADD ("generate/same-seed", test_same_seed);
  ADD ("generate/count", test_count);
  ADD ("generate/thread", test_thread);
  ADD ("inpaint", test_inpaint);
  ADD ("expand", test_expand);
  ADD ("expand/far", test_expand_far);
  ADD ("upscale", test_upscale);
  ADD ("redux", test_redux);
  ADD ("backgrounds", test_backgrounds);
  ADD ("lineage", test_lineage);
  ADD ("file-before-version", test_file_before_version);
  ADD ("output-formats", test_output_formats);
  ADD ("edit-says-who-can", test_edit_says_who_can);
  ADD ("replay", test_replay);
  g_test_add ("/cli/interrupt/int", CliFixture, GINT_TO_POINTER (SIGINT), cli_fixture_set_up, test_interrupt, cli_fixture_tear_down);
  g_test_add ("/cli/interrupt/term", CliFixture, GINT_TO_POINTER (SIGTERM), cli_fixture_set_up, test_interrupt, cli_fixture_tear_down);
  return g_test_run ();
}

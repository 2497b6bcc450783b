/* test-photograph.c - the whole job on a real photograph
 *
 * Open, inpaint, expand, cut out, enlarge: five versions with their lineage.
 * What was protected is compared by another program, ImageMagick.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-cli-fixture.h"
#include "gesso-codec.h"
#include "gesso-json.h"
#include "gesso-test.h"

#define PHOTOGRAPHS "/usr/share/backgrounds/mate"
#define ELSEWHERE "/usr/share/backgrounds"
#define WANTED_PIXELS (12 * 1000 * 1000)

typedef struct
{
  char *path;
  guint width, height;
} Photograph;

static void
consider_file (Photograph *best,
               const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  GessoPictureInfo info;

  if (bytes == NULL || !gesso_codec_probe (bytes, &info, NULL) || info.format != GESSO_FORMAT_JPEG ||
      info.width * info.height <= best->width * best->height)
    return;
  g_free (best->path);
  *best = (Photograph) { g_strdup (path), info.width, info.height };
}

/* The largest JPEG below @folder. */
static void
look_below (Photograph *best,
            const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        continue;
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        look_below (best, path);
      else
        consider_file (best, path);
    }
}

/* Runs another program in the fixture's folder. Returns: what it said on its error output */
static char *
run_other (CliFixture *fixture,
           const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;
  char *said = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &said, &error);
  g_assert_no_error (error);
  return said;
}

/* How many pixels differ between two files, as ImageMagick counts them. */
static void
assert_no_difference (CliFixture *fixture,
                      const char *what,
                      const char *a,
                      const char *b)
{
  g_autofree char *line = g_strdup_printf ("compare -metric AE %s %s null:", a, b);
  g_autofree char *said = run_other (fixture, line);

  /* The seventh ImageMagick says the share in brackets behind the count. */
  said[strcspn (said, " \n")] = '\0';
  g_test_message ("%s: %s protected pixels differ (compare -metric AE)", what, said);
  g_assert_cmpstr (said, ==, "0");
}

/* Both with white over the mask, so that only what is protected is left to differ. */
static void
compare_outside_mask (CliFixture *fixture)
{
  g_autofree char *a = run_other (fixture, "convert parent.png mask.png -compose Lighten -composite outside-parent.ppm");
  g_autofree char *b = run_other (fixture, "convert inpainted.png mask.png -compose Lighten -composite outside-inpainted.ppm");

  g_assert_cmpstr (a, ==, "");
  g_assert_cmpstr (b, ==, "");
  assert_no_difference (fixture, "inpaint", "outside-parent.ppm", "outside-inpainted.ppm");
}

static void
compare_inside_frame (CliFixture       *fixture,
                      const Photograph *photograph)
{
  g_autofree char *line = g_strdup_printf ("convert expanded.png -crop %ux%u+0+0 +repage inside.ppm",
                                           photograph->width, photograph->height);
  g_autofree char *said = run_other (fixture, line);

  g_assert_cmpstr (said, ==, "");
  assert_no_difference (fixture, "expand", "inpainted.png", "inside.ppm");
}

/* Runs one tool on @parent (nullable) in @thread; prints its figures. (transfer full): its version */
static char *
run_tool (CliFixture *fixture,
          const char *line,
          const char *parent,
          guint       width,
          guint       height)
{
  g_autoptr (JsonObject) object = NULL;
  JsonObject *verdict;

  cli_run_well (fixture, "%s", line);
  object = cli_get_json (fixture, 0);
  verdict = gesso_json_get_object (object, "verdict");
  g_test_message ("%s: %s from %s, %" G_GINT64_FORMAT " by %" G_GINT64_FORMAT " pixels, %.1f s%s",
                  gesso_json_get_string (object, "tool"), gesso_json_get_string (object, "version"),
                  parent != NULL ? parent : "a file", gesso_json_get_int (object, "width", 0),
                  gesso_json_get_int (object, "height", 0), gesso_json_get_double (object, "seconds", 0),
                  verdict != NULL ? "" : ", nothing to protect");
  if (verdict != NULL)
    {
      g_test_message ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " protected pixels changed",
                      gesso_json_get_int (verdict, "changed", -1), gesso_json_get_int (verdict, "protected", -1));
      g_assert_cmpint (gesso_json_get_int (verdict, "changed", -1), ==, 0);
    }
  g_assert_cmpstr (gesso_json_get_string (object, "parent"), ==, parent);
  g_assert_cmpint (gesso_json_get_int (object, "width", 0), ==, width);
  g_assert_cmpint (gesso_json_get_int (object, "height", 0), ==, height);
  return g_strdup (gesso_json_get_string (object, "version"));
}

static char *
make_line (const char *format,
           const char *first,
           const char *thread)
{
  g_autoptr (GString) line = g_string_new (format);

  g_string_replace (line, "IMAGE", first, 0);
  g_string_replace (line, "THREAD", thread, 0);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
run_main_job (CliFixture       *fixture,
              const Photograph *photograph)
{
  guint width = photograph->width, height = photograph->height;
  g_autofree char *quoted = g_shell_quote (photograph->path);
  g_autofree char *import = make_line ("import IMAGE --json", quoted, "");
  g_autofree char *imported = run_tool (fixture, import, NULL, width, height);
  g_autoptr (JsonObject) object = cli_get_json (fixture, 0);
  const char *thread = gesso_json_get_string (object, "thread");
  g_autofree char *export = make_line ("export IMAGE -o parent.png", imported, thread);
  g_autofree char *inpaint = make_line ("inpaint IMAGE --mask mask.png --thread THREAD -o inpainted.png --json", imported, thread);
  g_autofree char *inpainted = NULL, *expand = NULL, *expanded = NULL, *cut = NULL, *cut_out = NULL, *upscale = NULL, *upscaled = NULL;
  g_autofree char *show = NULL;

  cli_run_well (fixture, "%s", export);
  cli_write_mask (fixture, "mask.png", width, height,
                  &(GessoRect) { (int) width / 3, (int) height / 3, (int) width / 8, (int) height / 8 });
  inpainted = run_tool (fixture, inpaint, imported, width, height);
  expand = make_line ("expand IMAGE --right 256 --thread THREAD -o expanded.png --json", inpainted, thread);
  expanded = run_tool (fixture, expand, inpainted, width + 256, height);
  cut = make_line ("remove-background IMAGE --thread THREAD --json", inpainted, thread);
  cut_out = run_tool (fixture, cut, inpainted, width, height);
  upscale = make_line ("upscale IMAGE --factor 2 --thread THREAD --json", inpainted, thread);
  upscaled = run_tool (fixture, upscale, inpainted, width * 2, height * 2);
  show = make_line ("show THREAD --json", "", thread);
  cli_run_well (fixture, "%s", show);
  g_test_message ("%s holds %s, %s, %s, %s and %s", thread, imported, inpainted, expanded, cut_out, upscaled);
}

static void
test_photograph (CliFixture   *fixture,
                 gconstpointer data)
{
  Photograph photograph = { NULL };
  g_autofree char *compare = g_find_program_in_path ("compare");

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("too large and slow with a sanitizer");
  return;
#endif
  look_below (&photograph, PHOTOGRAPHS);
  if (photograph.width * photograph.height < WANTED_PIXELS)
    look_below (&photograph, ELSEWHERE);
  if (photograph.path == NULL || compare == NULL)
    {
      g_test_skip ("needs a photograph below " ELSEWHERE " and ImageMagick");
      g_free (photograph.path);
      return;
    }
  g_test_message ("%s: %u by %u, %.1f megapixels%s", photograph.path, photograph.width, photograph.height,
                  photograph.width * photograph.height / 1e6,
                  photograph.width * photograph.height < WANTED_PIXELS ? ", the largest there is" : "");
  run_main_job (fixture, &photograph);
  compare_outside_mask (fixture);
  compare_inside_frame (fixture, &photograph);
  g_free (photograph.path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/cli/photograph", CliFixture, NULL, cli_fixture_set_up, test_photograph, cli_fixture_tear_down);
  return g_test_run ();
}

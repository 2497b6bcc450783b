/* test-bad-input.c - what is wrong is said in a sentence, with the right exit code, and nothing is lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "gesso-cli-fixture.h"
#include "gesso-json.h"
#include "gesso-test.h"

static void
write_bytes (CliFixture *fixture,
             const char *name,
             const void *data,
             gssize      size)
{
  g_autofree char *path = cli_path (fixture, name);

  g_assert_true (g_file_set_contents (path, data, size, NULL));
}

/* A PNG whose header promises 900 million pixels. */
static void
write_huge (CliFixture *fixture)
{
  static const guint8 huge[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
    0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 2, 0, 0, 0, 0xe9, 0x45, 0x6f, 0xed,
    0, 0, 0, 0, 'I', 'D', 'A', 'T', 0x35, 0xaf, 0x06, 0x1e, 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82,
  };

  write_bytes (fixture, "huge.png", huge, sizeof huge);
}

static void
write_bad_files (CliFixture *fixture)
{
  g_autofree char *folder = cli_path (fixture, "folder.png");
  g_autofree char *fifo = cli_path (fixture, "fifo.png");
  g_autofree char *good = cli_path (fixture, "a.png");
  g_autofree char *data = NULL;
  gsize size;

  cli_write_picture (fixture, "a.png", 80, 60, 3);
  cli_write_mask (fixture, "mask.png", 80, 60, &(GessoRect) { 20, 20, 10, 10 });
  cli_write_mask (fixture, "empty-mask.png", 80, 60, &(GessoRect) { 0, 0, 0, 0 });
  cli_write_mask (fixture, "small-mask.png", 40, 30, &(GessoRect) { 20, 20, 10, 10 });
  cli_write_mask (fixture, "full-mask.png", 80, 60, &(GessoRect) { 0, 0, 80, 60 });
  g_assert_true (g_file_get_contents (good, &data, &size, NULL));
  write_bytes (fixture, "cut.png", data, (gssize) size / 2);
  write_bytes (fixture, "zero.png", "", 0);
  write_bytes (fixture, "text.png", "This is not a picture.\n", -1);
  write_huge (fixture);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
}

/* The arguments, the exit code, and words that the sentence must hold. */
static const struct
{
  const char *line;
  int code;
  const char *words[3];
} cases[] = {
  /* Not a picture */
  { "upscale text.png", 2, { "IMAGE", "text.png" } },
  { "upscale zero.png", 2, { "IMAGE", "zero.png" } },
  { "upscale cut.png", 2, { NULL } },
  { "upscale huge.png", 2, { "IMAGE", "30000" } },
  { "upscale folder.png", 2, { "folder.png", "folder" } },
  { "upscale fifo.png", 2, { "fifo.png" } },
  { "upscale missing.png", 2, { "missing.png" } },
  { "upscale /dev/null", 2, { "null" } },
  { "import text.png", 2, { "text.png" } },
  { "import zero.png", 2, { "zero.png" } },
  { "import cut.png", 2, { "cut.png" } },
  { "import huge.png", 2, { "huge.png" } },
  { "import folder.png", 2, { "folder.png" } },
  { "import fifo.png", 2, { "fifo.png" } },
  { "import ''", 2, { NULL } },
  /* Masks */
  { "inpaint a.png --mask empty-mask.png", 2, { "mask", "empty" } },
  { "inpaint a.png --mask small-mask.png", 2, { "40", "80" } },
  { "inpaint a.png --mask text.png", 2, { "--mask", "text.png" } },
  { "inpaint a.png --mask missing.png", 2, { "--mask", "missing.png" } },
  { "inpaint a.png --mask cut.png", 2, { NULL } },
  { "inpaint a.png", 2, { "--mask" } },
  { "inpaint --mask mask.png", 2, { "IMAGE" } },
  { "inpaint a.png --mask full-mask.png", 1, { NULL } },
  { "inpaint a.png --mask mask.png --param feather=9999", 2, { "feather", "256" } },
  { "inpaint a.png --mask mask.png --param edge=sideways", 2, { "edge", "inside" } },
  { "remove-background a.png --mask small-mask.png", 2, { "40", "80" } },
  /* Frames */
  { "expand a.png", 2, { "--right" } },
  { "expand a.png --right 0", 2, { "expand" } },
  { "expand a.png --left 0 --top 0 --right 0 --bottom 0", 2, { "expand" } },
  { "expand a.png --right -5", 2, { "--right", "-5" } },
  { "expand a.png --right 30001", 2, { "--right", "30001" } },
  { "expand a.png --right 29999 --bottom 29999", 2, { NULL } },
  { "expand a.png --right wide", 2, { "--right", "wide" } },
  { "expand a.png --to 10x10", 2, { "80" } },
  { "expand a.png --to 80x60", 2, { NULL } },
  { "expand a.png --to large", 2, { "large" } },
  { "expand a.png --to 100x100 --right 5", 2, { "--to" } },
  /* Values */
  { "generate", 2, { "PROMPT" } },
  { "generate ''", 2, { NULL } },
  { "generate sea --size 10x10", 2, { "size", "64" } },
  { "generate sea --size 99999x64", 2, { "size", "4096" } },
  { "generate sea --size big", 2, { "size", "big" } },
  { "generate sea --count 0", 2, { "count", "8" } },
  { "generate sea --count 9", 2, { "count", "8" } },
  { "generate sea --seed -1", 2, { "seed", "-1" } },
  { "generate sea --seed 99999999999", 2, { "seed" } },
  { "generate sea --model nobody/none", 2, { "nobody/none", "device/sketch" } },
  { "generate sea --model device/cutout", 2, { NULL } },
  { "generate sea --param size", 2, { "NAME=VALUE" } },
  { "generate sea --param colour=blue", 2, { "colour", "size" } },
  { "generate sea --bogus", 2, { "--bogus", "--help" } },
  { "generate sea --size", 2, { "size" } },
  { "generate sea -o a.bmp", 2, { "-o", ".png" } },
  { "generate sea -o nowhere/a.png", 2, { "-o", "nowhere" } },
  { "generate sea -o folder.png", 2, { "-o", "folder" } },
  { "generate sea --thread t99", 2, { NULL } },
  { "generate sea --thread seven", 2, { "seven" } },
  { "generate \xff\xfe", 2, { "UTF-8" } },
  { "upscale a.png --factor 3", 2, { "factor", "2" } },
  { "upscale a.png extra", 2, { "extra" } },
  { "replace-background a.png", 2, { "--with" } },
  { "replace-background a.png sea --with a.png", 2, { "--with" } },
  { "replace-background a.png --with text.png", 2, { "--with", "text.png" } },
  /* Ids */
  { "upscale v99", 2, { NULL } },
  { "show", 2, { "show" } },
  { "show v99", 2, { NULL } },
  { "show t99", 2, { NULL } },
  { "show everything", 2, { "everything" } },
  { "export v99 -o x.png", 2, { NULL } },
  { "export 1 -o x.png", 2, { "t1", "v1" } },
  { "export v1", 2, { "-o" } },
  { "export v1 -o x.png --quality 101", 2, { "--quality", "100" } },
  { "search", 2, { "TEXT" } },
  { "search sea --limit none", 2, { "--limit" } },
  { "threads t1", 2, { "show" } },
  { "import", 2, { "FILE" } },
  { "paint", 2, { "paint", "--help" } },
  /* Further pictures */
  { "generate sea --image a.png", 2, { "--image", "a.png", "device/sketch" } },
  { "upscale a.png --image missing.png", 2, { "--image", "device/resample" } },
  { "inpaint a.png --mask mask.png --image mask=mask.png", 2, { "--image", "mask=mask.png" } },
  { "upscale a.png --image source=a.png", 2, { "source=a.png" } },
  { "remove-background a.png --image mask=missing.png", 2, { "--image", "missing.png" } },
  /* Models, providers and jobs */
  { "models nobody/none", 2, { "nobody/none" } },
  { "models device/sketch device/cutout", 2, { "device/cutout" } },
  { "models --provider nobody", 2, { "nobody", "gesso providers" } },
  { "models --tool import", 2, { "import", "inpaint" } },
  { "models --tool paint", 2, { "paint", "inpaint" } },
  { "models --refresh", 2, { "--provider" } },
  { "models --refresh --provider device", 2, { "device" } },
  { "models %n%n%s", 2, { "%n%n%s" } },
  { "providers openai", 2, { "models --provider openai" } },
  { "jobs burn", 2, { "burn", "resume" } },
  { "jobs resume j99", 2, { "job" } },
  { "jobs resume everything", 2, { "everything", "j5" } },
  { "jobs resume j0", 2, { "j0" } },
  { "jobs resume j99999999999999999999", 2, { "j9999" } },
  { "jobs cancel", 2, { "--all" } },
  { "jobs cancel j1 --all", 2, { "--all" } },
  { "jobs list j1", 2, { "j1" } },
  { "jobs --limit 0", 2, { "--limit" } },
  { "diagnose me", 2, { "me" } },
  { "completions", 2, { "bash" } },
  { "completions fish", 2, { "bash" } },
  { "--data-dir", 2, { NULL } },
};

/* The window's program where there is none to show it on. */
static void
test_no_display (CliFixture   *fixture,
                 gconstpointer data)
{
  cli_run (fixture, "%s", "a.png");
  g_assert_cmpint (fixture->code, ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_nonnull (strstr (fixture->err, "display"));
  g_assert_nonnull (strstr (fixture->err, "gesso --help"));
}

static void
test_cases (CliFixture   *fixture,
            gconstpointer data)
{
  write_bad_files (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cli_run (fixture, "%s", cases[i].line);
      if (fixture->code != cases[i].code)
        g_error ("gesso %s ended with %d: %s", cases[i].line, fixture->code, fixture->err);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_true (g_str_has_prefix (fixture->err, "gesso: "));
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].words) && cases[i].words[j] != NULL; j++)
        if (strstr (fixture->err, cases[i].words[j]) == NULL)
          g_error ("gesso %s says nothing of “%s”: %s", cases[i].line, cases[i].words[j], fixture->err);
    }
  /* A call that was wrong leaves nothing; one job failed and left the picture it was given. */
  cli_run_well (fixture, "threads --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 1);
}

static void
test_unreadable_file (CliFixture   *fixture,
                      gconstpointer data)
{
  g_autofree char *path = cli_path (fixture, "a.png");

  if (geteuid () == 0)
    {
      g_test_skip ("root reads everything");
      return;
    }
  cli_write_picture (fixture, "a.png", 20, 20, 3);
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  cli_run (fixture, "upscale a.png");
  g_assert_cmpint (fixture->code, ==, 2);
  g_assert_nonnull (strstr (fixture->err, "a.png"));
}

static char *
database_path (CliFixture *fixture)
{
  return g_build_filename (fixture->data_dir, "gesso.db", NULL);
}

static void
test_newer_database (CliFixture   *fixture,
                     gconstpointer data)
{
  g_autofree char *path = database_path (fixture);
  g_autofree char *before = NULL, *after = NULL;
  gsize size_before, size_after;

  cli_run_well (fixture, "generate sea --size 64x64");
  cli_execute_sql (fixture, "PRAGMA user_version = 9999; PRAGMA wal_checkpoint (TRUNCATE);");
  g_assert_true (g_file_get_contents (path, &before, &size_before, NULL));
  cli_run (fixture, "threads");
  g_assert_cmpint (fixture->code, ==, 3);
  g_assert_nonnull (strstr (fixture->err, "newer"));
  cli_run (fixture, "generate sea --size 64x64");
  g_assert_cmpint (fixture->code, ==, 3);
  /* Not a byte of it is touched. */
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
}

static guint
count_files_with (CliFixture *fixture,
                  const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->data_dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += strstr (name, word) != NULL;
  return n;
}

static void
test_corrupt_database (CliFixture   *fixture,
                       gconstpointer data)
{
  g_autofree char *path = database_path (fixture);
  g_autofree char *garbage = g_strnfill (40000, 'x');
  guint before;

  cli_run_well (fixture, "generate sea --size 64x64");
  before = count_files_with (fixture, "gesso");
  g_assert_true (g_file_set_contents (path, garbage, -1, NULL));
  cli_run (fixture, "threads");
  g_assert_cmpint (fixture->code, ==, 0);
  g_assert_true (g_str_has_prefix (fixture->err, "gesso: "));
  /* The damaged one is kept aside. */
  g_assert_cmpuint (count_files_with (fixture, "gesso"), >, before);
  cli_run_well (fixture, "generate sea --size 64x64");
}

static void
test_data_dir_is_file (CliFixture   *fixture,
                       gconstpointer data)
{
  write_bytes (fixture, "library", "in the way", -1);
  cli_run (fixture, "threads");
  g_assert_cmpint (fixture->code, ==, 3);
  g_assert_nonnull (strstr (fixture->err, "library"));
}

/* A file system of its own under the library's folder; FALSE and skipped where that is not allowed. */
static gboolean
mount_library (CliFixture *fixture,
               const char *options)
{
  g_assert_cmpint (g_mkdir_with_parents (fixture->data_dir, 0700), ==, 0);
  if (mount ("tmpfs", fixture->data_dir, "tmpfs", 0, options) == 0)
    return TRUE;
  g_test_skip ("mounting a small file system is not allowed here");
  return FALSE;
}

static void
unmount_library (CliFixture *fixture)
{
  g_assert_cmpint (umount2 (fixture->data_dir, MNT_DETACH), ==, 0);
}

static void
test_read_only (CliFixture   *fixture,
                gconstpointer data)
{
  if (!mount_library (fixture, "size=16m"))
    return;
  cli_run_well (fixture, "generate sea --size 64x64");
  g_assert_cmpint (mount (NULL, fixture->data_dir, NULL, MS_REMOUNT | MS_RDONLY, "size=16m"), ==, 0);
  cli_run (fixture, "generate sea --size 64x64");
  g_assert_cmpint (fixture->code, ==, 3);
  g_assert_true (g_str_has_prefix (fixture->err, "gesso: "));
  g_assert_cmpint (mount (NULL, fixture->data_dir, NULL, MS_REMOUNT, "size=16m"), ==, 0);
  cli_run_well (fixture, "generate sea --size 64x64");
  unmount_library (fixture);
}

/* Until the disk is full: every version that was reported is still there, and
 * once there is room the library goes on. */
static void
test_full_disk (CliFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (GPtrArray) reported = g_ptr_array_new_with_free_func (g_free);

  if (!mount_library (fixture, "size=3m"))
    return;
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (JsonObject) object = NULL;

      cli_run (fixture, "generate 'paper texture %u' --size 512x512 --json", i);
      if (fixture->code != 0)
        break;
      object = cli_get_json (fixture, 0);
      g_ptr_array_add (reported, g_strdup (gesso_json_get_string (object, "version")));
    }
  g_assert_cmpint (fixture->code, ==, 3);
  g_assert_true (g_str_has_prefix (fixture->err, "gesso: "));
  g_assert_cmpuint (reported->len, >, 0);
  g_assert_cmpint (mount (NULL, fixture->data_dir, NULL, MS_REMOUNT, "size=64m"), ==, 0);
  for (guint i = 0; i < reported->len; i++)
    {
      g_autoptr (JsonObject) object = NULL;
      g_autoptr (GessoImage) image = NULL;

      cli_run_well (fixture, "show %s --json", (char *) g_ptr_array_index (reported, i));
      object = cli_get_json (fixture, 0);
      image = cli_read_picture (fixture, gesso_json_get_string (object, "file"));
    }
  cli_run_well (fixture, "generate sea --size 512x512");
  unmount_library (fixture);
}

/* The picture is kept even where -o cannot be written. */
static void
test_output_unwritable (CliFixture   *fixture,
                        gconstpointer data)
{
  cli_run (fixture, "generate sea --size 64x64 -o /proc/x.png");
  g_assert_cmpint (fixture->code, ==, 1);
  g_assert_nonnull (strstr (fixture->err, "/proc/x.png"));
  cli_run_well (fixture, "search sea --json");
  g_assert_cmpuint (cli_count_lines (fixture), >, 0);
}

#define ADD(name, func) g_test_add ("/cli/bad-input/" name, CliFixture, NULL, cli_fixture_set_up, func, cli_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("cases", test_cases);
  ADD ("no-display", test_no_display);
  ADD ("unreadable-file", test_unreadable_file);
  ADD ("newer-database", test_newer_database);
  ADD ("corrupt-database", test_corrupt_database);
  ADD ("data-dir-is-file", test_data_dir_is_file);
  ADD ("read-only", test_read_only);
  ADD ("full-disk", test_full_disk);
  ADD ("output-unwritable", test_output_unwritable);
  return g_test_run ();
}

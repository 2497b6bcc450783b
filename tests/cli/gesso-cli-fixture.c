/* gesso-cli-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sqlite3.h>

#include "gesso-cli-fixture.h"
#include "gesso-codec.h"
#include "gesso-json.h"
#include "gesso-test.h"

void
cli_fixture_set_up (CliFixture   *fixture,
                    gconstpointer data)
{
  fixture->folder = gesso_test_make_folder ();
  fixture->data_dir = g_build_filename (fixture->folder, "library", NULL);
}

void
cli_fixture_tear_down (CliFixture   *fixture,
                       gconstpointer data)
{
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->data_dir);
  g_free (fixture->out);
  g_free (fixture->err);
}

static const char *
get_program (void)
{
  const char *program = g_getenv ("GESSO_EXE");

  g_assert_nonnull (program);
  return program;
}

/* In the folder, with no display and no D-Bus. */
static GSubprocess *
spawn (CliFixture *fixture,
       GStrv       argv)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_setenv (launcher, "DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", fixture->folder, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  return process;
}

GSubprocess *
cli_start (CliFixture *fixture,
           const char *line)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL, argv = NULL;
  g_autoptr (GError) error = NULL;

  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  g_strv_builder_add_many (builder, get_program (), "--data-dir", fixture->data_dir, NULL);
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  return spawn (fixture, argv);
}

void
cli_finish (CliFixture  *fixture,
            GSubprocess *process)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &fixture->out, &fixture->err, &error);
  g_assert_no_error (error);
  fixture->code = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process)
                                                       : 128 + g_subprocess_get_term_sig (process);
  if (strstr (fixture->err, "CRITICAL") != NULL || strstr (fixture->err, "WARNING") != NULL)
    g_error ("%s", fixture->err);
}

static void
run_line (CliFixture *fixture,
          const char *line)
{
  g_autoptr (GSubprocess) process = cli_start (fixture, line);

  cli_finish (fixture, process);
}

void
cli_run (CliFixture *fixture,
         const char *format,
         ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  run_line (fixture, line);
}

void
cli_run_well (CliFixture *fixture,
              const char *format,
              ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  run_line (fixture, line);
  if (fixture->code != 0)
    g_error ("gesso %s ended with %d: %s", line, fixture->code, fixture->err);
}

void
cli_run_shell (CliFixture *fixture,
               const char *script)
{
  g_autofree char *program = g_shell_quote (get_program ());
  g_autofree char *library = g_shell_quote (fixture->data_dir);
  g_autofree char *whole = g_strdup_printf ("gesso () { %s --data-dir %s \"$@\"; }\n%s", program, library, script);
  char *argv[] = { (char *) "bash", (char *) "-c", whole, NULL };
  g_autoptr (GSubprocess) process = spawn (fixture, argv);

  cli_finish (fixture, process);
}

guint
cli_count_lines (CliFixture *fixture)
{
  guint n = 0;

  for (const char *c = fixture->out; *c != '\0'; c++)
    n += *c == '\n';
  return n;
}

JsonObject *
cli_get_json (CliFixture *fixture,
              guint       n)
{
  g_auto (GStrv) lines = g_strsplit (fixture->out, "\n", -1);
  g_autoptr (GError) error = NULL;
  JsonObject *object;

  g_assert_cmpuint (n, <, g_strv_length (lines));
  object = gesso_json_parse_object (lines[n], -1, &error);
  g_assert_no_error (error);
  return object;
}

void
cli_execute_sql (CliFixture *fixture,
                 const char *sql)
{
  g_autofree char *path = g_build_filename (fixture->data_dir, "gesso.db", NULL);
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

char *
cli_path (CliFixture *fixture,
          const char *name)
{
  return g_path_is_absolute (name) ? g_strdup (name) : g_build_filename (fixture->folder, name, NULL);
}

static void
write_image (CliFixture *fixture,
             const char *name,
             GessoImage *image)
{
  g_autofree char *path = cli_path (fixture, name);
  g_autoptr (GBytes) bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

/* Smooth noise: a fill finds its like, and no two pixels are the same by luck alone. */
void
cli_write_picture (CliFixture *fixture,
                   const char *name,
                   guint       width,
                   guint       height,
                   guint       channels)
{
  g_autoptr (GessoImage) image = gesso_image_new (width, height, channels, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (width + height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width * channels; x++)
      gesso_image_edit_row (image, y)[x] = (guint8) (60 + (x / channels + y) % 100 + g_rand_int (random) % 40);
  write_image (fixture, name, image);
}

void
cli_write_mask (CliFixture      *fixture,
                const char      *name,
                guint            width,
                guint            height,
                const GessoRect *white)
{
  g_autoptr (GessoImage) image = gesso_image_new (width, height, 3, NULL);

  for (int y = white->y; y < white->y + white->height; y++)
    memset (gesso_image_edit_row (image, (guint) y) + white->x * 3, 255, (gsize) white->width * 3);
  write_image (fixture, name, image);
}

GessoImage *
cli_read_picture (CliFixture *fixture,
                  const char *name)
{
  g_autofree char *path = cli_path (fixture, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, NULL, &error);
  GessoImage *image;

  g_assert_no_error (error);
  image = gesso_codec_decode (bytes, NULL, &error);
  g_assert_no_error (error);
  return image;
}

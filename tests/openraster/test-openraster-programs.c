/* test-openraster-programs.c - what painting programs see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-codec.h"
#include "gesso-test.h"
#include "layered.h"

/* They take half a minute each. */
static gboolean
is_wanted (const char *program)
{
  g_autofree char *path = g_find_program_in_path (program);

  if (path != NULL && g_getenv ("GESSO_TEST_PROGRAMS") != NULL)
    return TRUE;
  g_test_skip (path == NULL ? "the program is not installed" : "GESSO_TEST_PROGRAMS is not set");
  return FALSE;
}

/* Runs on a screen of its own, with a home of its own. */
static gboolean
run (const char *folder,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_auto (GStrv) environment = g_get_environ ();
  g_autofree char *output = NULL, *errors = NULL;
  const char *argument;
  int status = 0;
  va_list rest;

  va_start (rest, folder);
  do
    {
      argument = va_arg (rest, const char *);
      g_ptr_array_add (arguments, (gpointer) argument);
    }
  while (argument != NULL);
  va_end (rest);
  environment = g_environ_setenv (environment, "HOME", folder, TRUE);
  environment = g_environ_setenv (environment, "XDG_RUNTIME_DIR", folder, TRUE);
  return g_spawn_sync (folder, (char **) arguments->pdata, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors,
                       &status, NULL) &&
         g_spawn_check_wait_status (status, NULL);
}

/* A path with a soft mask, a frame, and, if @hole, a cut-out at its end. */
static GPtrArray *
make_steps (const char *folder,
            gboolean    hole)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_openraster_step_free);
  g_autoptr (GessoImage) first = layered_make_noise (90, 60, 3, 1);
  g_autoptr (GessoImage) second = layered_make_noise (90, 60, 3, 1);
  g_autoptr (GessoImage) third = layered_make_noise (110, 80, 3, 2);
  g_autoptr (GessoImage) mask = gesso_image_new (90, 60, 1, NULL);
  g_autoptr (GessoImage) last = NULL;

  for (guint y = 10; y < 50; y++)
    for (guint x = 20; x < 70; x++)
      {
        gesso_image_edit_row (mask, y)[x] = (guint8) (x * 3);
        gesso_image_edit_row (second, y)[3 * x + 1] ^= 0x7f;
      }
  gesso_image_paste (third, second, 15, 5);
  g_ptr_array_add (steps, layered_make_step (folder, "first", first, NULL));
  g_ptr_array_add (steps, layered_make_step (folder, "second", second, mask));
  g_ptr_array_add (steps, layered_make_step (folder, "third", third, NULL));
  ((GessoOpenrasterStep *) steps->pdata[2])->added = (GessoFrame) { 15, 5, 5, 15 };
  if (!hole)
    return steps;
  last = gesso_image_convert (third, 4, NULL);
  for (guint y = 0; y < 40; y++)
    for (guint x = 0; x < 60; x++)
      gesso_image_edit_row (last, y)[4 * x + 3] = (guint8) (4 * x);
  g_ptr_array_add (steps, layered_make_step (folder, "last", last, NULL));
  return steps;
}

/* Seen alike: what is wholly transparent has no colour. */
static void
assert_same_pixels (GessoImage *a,
                    GessoImage *b)
{
  g_autoptr (GessoImage) one = gesso_image_convert (a, 4, NULL), other = gesso_image_convert (b, 4, NULL);
  guint n = 0;

  g_assert_cmpuint (gesso_image_get_width (one), ==, gesso_image_get_width (other));
  g_assert_cmpuint (gesso_image_get_height (one), ==, gesso_image_get_height (other));
  for (guint y = 0; y < gesso_image_get_height (one); y++)
    for (guint x = 0; x < gesso_image_get_width (one); x++)
      {
        const guint8 *p = gesso_image_get_row (one, y) + 4 * x, *q = gesso_image_get_row (other, y) + 4 * x;

        n += memcmp (p, q, 4) != 0 && (p[3] != 0 || q[3] != 0);
      }
  g_assert_cmpuint (n, ==, 0);
}

static GessoImage *
decode (const char *path)
{
  g_autoptr (GBytes) bytes = layered_read_file (path);
  g_autoptr (GError) error = NULL;
  GessoImage *image = gesso_codec_decode (bytes, NULL, &error);

  g_assert_no_error (error);
  return image;
}

/* Krita flattens the file to the very picture; saved by Krita it is that still. */
static void
test_krita (gconstpointer data)
{
  g_autofree char *folder = NULL, *path = NULL, *flat = NULL, *again = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GessoImage) wanted = NULL, got = NULL, read = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_wanted ("krita"))
    return;
  folder = gesso_test_make_folder ();
  path = g_build_filename (folder, "path.ora", NULL);
  flat = g_build_filename (folder, "flat.png", NULL);
  again = g_build_filename (folder, "again.ora", NULL);
  steps = make_steps (folder, GPOINTER_TO_INT (data));
  g_assert_true (gesso_openraster_write (path, steps, NULL, &error));
  wanted = decode (((GessoOpenrasterStep *) steps->pdata[steps->len - 1])->picture);
  g_assert_true (run (folder, "xvfb-run", "-a", "krita", "--export", "--export-filename", flat, path, NULL));
  got = decode (flat);
  assert_same_pixels (wanted, got);
  g_assert_true (run (folder, "xvfb-run", "-a", "krita", "--export", "--export-filename", again, path, NULL));
  saved = layered_read_file (again);
  read = gesso_openraster_read (saved, NULL, &error);
  g_assert_no_error (error);
  assert_same_pixels (wanted, read);
  gesso_test_remove (folder);
}

/* GIMP reads OpenRaster since version 3; before, by Python 2 only, which distributions have no more. */
static gboolean
gimp_is_new (void)
{
  g_autofree char *output = NULL;
  const char *version;

  if (!g_spawn_command_line_sync ("gimp-console --version", &output, NULL, NULL, NULL))
    return FALSE;
  version = strstr (output, "version ");
  return version != NULL && g_ascii_strtoull (version + strlen ("version "), NULL, 10) >= 3;
}

/* GIMP too flattens the file to the very picture; what is changed and saved there is what Gesso reads. */
static void
test_gimp (gconstpointer data)
{
  g_autofree char *folder = NULL, *path = NULL, *flat = NULL, *again = NULL, *after = NULL, *script = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GessoImage) wanted = NULL, got = NULL, changed = NULL, read = NULL;
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_wanted ("gimp-console"))
    return;
  if (!gimp_is_new ())
    {
      g_test_skip ("GIMP reads OpenRaster files from version 3 on; this one is older");
      return;
    }
  folder = gesso_test_make_folder ();
  path = g_build_filename (folder, "path.ora", NULL);
  flat = g_build_filename (folder, "flat.png", NULL);
  again = g_build_filename (folder, "again.ora", NULL);
  after = g_build_filename (folder, "after.png", NULL);
  steps = make_steps (folder, GPOINTER_TO_INT (data));
  g_assert_true (gesso_openraster_write (path, steps, NULL, &error));
  wanted = decode (((GessoOpenrasterStep *) steps->pdata[steps->len - 1])->picture);
  script = g_strdup_printf ("(let* ((image (car (gimp-file-load RUN-NONINTERACTIVE \"%s\"))))"
                            " (gimp-file-save RUN-NONINTERACTIVE image \"%s\" -1)"
                            " (gimp-drawable-invert (vector-ref (car (gimp-image-get-layers image)) 0) FALSE)"
                            " (gimp-file-save RUN-NONINTERACTIVE image \"%s\" -1)"
                            " (gimp-file-save RUN-NONINTERACTIVE image \"%s\" -1))",
                            path, flat, again, after);
  g_assert_true (run (folder, "gimp-console", "--no-interface", "--no-data", "--no-fonts",
                      "--batch-interpreter=plug-in-script-fu-eval", "--batch", script, "--quit", NULL));
  got = decode (flat);
  assert_same_pixels (wanted, got);
  changed = decode (after);
  g_assert_false (gesso_image_equal (got, changed));
  saved = layered_read_file (again);
  read = gesso_openraster_read (saved, NULL, &error);
  g_assert_no_error (error);
  assert_same_pixels (changed, read);
  gesso_test_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/openraster/krita/opaque", GINT_TO_POINTER (FALSE), test_krita);
  g_test_add_data_func ("/openraster/krita/cut-out", GINT_TO_POINTER (TRUE), test_krita);
  g_test_add_data_func ("/openraster/gimp/opaque", GINT_TO_POINTER (FALSE), test_gimp);
  g_test_add_data_func ("/openraster/gimp/cut-out", GINT_TO_POINTER (TRUE), test_gimp);
  return g_test_run ();
}

/* test-codec-helper.c - pictures whose loader's helper process does not start
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-test.h"

#define BYTES(text) text, sizeof text - 1

static const struct
{
  const char *name;
  const char *data;
  gsize size;
} files[] = {
  { "bmp", BYTES ("BM\72\0\0\0\0\0\0\0\66\0\0\0\50\0\0\0\1\0\0\0\1\0\0\0\1\0\30\0\0\0\0\0\4\0\0\0"
                  "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\2\3\0") },
  { "avif", BYTES ("\0\0\0\34ftypavif\0\0\0\0avifmif1miaf\0\0\0\10free") },
  { "heif", BYTES ("\0\0\0\34ftypheic\0\0\0\0heicmif1miaf\0\0\0\10free") },
  { "jxl", BYTES ("\377\n\0\0\0\0\0\0\0\0\0\0") },
};

static void
test_refused (gconstpointer user_data)
{
  gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr (GBytes) file = g_bytes_new_static (files[i].data, files[i].size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = gesso_codec_decode (file, NULL, &error);

  if (image != NULL)
    {
      g_test_skip ("this GdkPixbuf reads it by itself");
      return;
    }
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "helper"));
  g_assert_nonnull (strstr (error->message, "Convert it to PNG, JPEG or WebP"));
}

/* Those that Gesso reads by itself need no helper. */
static void
test_own (void)
{
  g_autoptr (GBytes) file = gesso_test_read_fixture ("imaging/still.gif");
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = gesso_codec_decode (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (image);
}

/* The list of loaders is read once, so it is written before anything else. */
static void
take_helpers_away (const char *folder,
                   const char *loader)
{
  g_autofree char *path = g_build_filename (folder, "loaders.cache", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *list = g_strdup_printf (
    "\"%s\"\n\"stand-in\" 4 \"gdk-pixbuf\" \"Stand-in\" \"GPL\"\n"
    "\"image/bmp\" \"image/avif\" \"image/heif\" \"image/jxl\" \"\"\n\"stand-in\" \"\"\n"
    "\"BM\" \"\" 100\n\"    ftyp\" \"zzzz    \" 100\n\"\\377\\012\" \"\" 100\n\n",
    loader);

  g_assert_true (g_file_set_contents (path, list, -1, &error));
  g_assert_no_error (error);
  g_setenv ("GDK_PIXBUF_MODULE_FILE", path, TRUE);
  /* what newer ones start their helpers by */
  g_setenv ("PATH", folder, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = gesso_test_make_folder ();
  int status;

  take_helpers_away (folder, argv[1]);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/codec-helper/%s", files[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_refused);
    }
  g_test_add_func ("/codec-helper/own", test_own);
  status = g_test_run ();
  gesso_test_remove (folder);
  return status;
}

/* bench-thumbnails.c - one megapixel pictures to 512 px JPEGs, against vipsthumbnail
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "gesso-test.h"
#include "pictures.h"

#define N_FILES 60
#define N_WORKERS 2
#define SIDE 512
#define QUALITY 85
#define ROUNDS 3

static const char *const photographs[] = {
  "/usr/share/backgrounds/mate/nature/Aqua.jpg",
  "/usr/share/backgrounds/mate/nature/Dune.jpg",
  "/usr/share/backgrounds/mate/nature/FreshFlower.jpg",
  "/usr/share/backgrounds/mate/nature/Garden.jpg",
  "/usr/share/backgrounds/mate/nature/Storm.jpg",
  "/usr/share/backgrounds/mate/nature/Wood.jpg",
};

/* One megapixel of photograph @i, or of a ramp where it is not installed. */
static GessoImage *
make_picture (guint i)
{
  g_autoptr (GFile) file = g_file_new_for_path (photographs[i % G_N_ELEMENTS (photographs)]);
  g_autoptr (GBytes) bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, NULL, NULL);
  g_autoptr (GessoImage) whole = bytes != NULL ? gesso_codec_decode (bytes, NULL, NULL) : NULL;
  g_autoptr (GessoImage) rgb = whole != NULL ? gesso_image_convert (whole, 3, NULL) : NULL;

  return rgb != NULL ? gesso_image_scale (rgb, 1250, 800, NULL) : make_ramp (1250, 800, 3);
}

static void
thumbnail_cb (gpointer data,
              gpointer user_data)
{
  const char *path = data;
  g_autofree char *result = g_strconcat (path, ".thumb", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, NULL, NULL);
  g_autoptr (GessoImage) small = gesso_codec_decode_small (bytes, SIDE, NULL, NULL);
  g_autoptr (GBytes) thumb = encode (small, GESSO_FORMAT_JPEG, QUALITY);

  g_file_set_contents (result, g_bytes_get_data (thumb, NULL), (gssize) g_bytes_get_size (thumb), NULL);
}

static double
run_ours (char **paths)
{
  gint64 start = g_get_monotonic_time ();
  GThreadPool *pool = g_thread_pool_new (thumbnail_cb, NULL, N_WORKERS, TRUE, NULL);

  for (guint i = 0; i < N_FILES; i++)
    g_thread_pool_push (pool, paths[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  return (g_get_monotonic_time () - start) / 1e3 / N_FILES;
}

/* −1 when it is not installed. */
static double
run_peer (char **paths)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *size = g_strdup_printf ("%d", SIDE);
  gint64 start = g_get_monotonic_time ();
  int status = -1;

  g_ptr_array_add (arguments, (char *) "vipsthumbnail");
  for (guint i = 0; i < N_FILES; i++)
    g_ptr_array_add (arguments, paths[i]);
  g_ptr_array_add (arguments, (char *) "-s");
  g_ptr_array_add (arguments, size);
  g_ptr_array_add (arguments, (char *) "-o");
  g_ptr_array_add (arguments, (char *) "%s-vips.jpg[Q=85]");
  g_ptr_array_add (arguments, NULL);
  if (!g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                     NULL, NULL, &status, NULL) || status != 0)
    return -1;
  return (g_get_monotonic_time () - start) / 1e3 / N_FILES;
}

static void
compare (GessoFormat format)
{
  const char *suffix = gesso_format_get_suffix (format);
  g_autofree char *folder = gesso_test_make_folder ();
  g_auto (GStrv) paths = g_new0 (char *, N_FILES + 1);
  double ours = G_MAXDOUBLE, peer = G_MAXDOUBLE;

  for (guint i = 0; i < N_FILES; i++)
    {
      g_autoptr (GessoImage) image = i < G_N_ELEMENTS (photographs) ? make_picture (i) : NULL;
      g_autoptr (GBytes) file = NULL;
      g_autofree char *name = g_strdup_printf ("%u.%s", i, suffix);

      paths[i] = g_build_filename (folder, name, NULL);
      if (image != NULL)
        file = encode (image, format, 90);
      else
        {
          char *data;
          gsize size;

          g_assert_true (g_file_get_contents (paths[i % G_N_ELEMENTS (photographs)], &data, &size, NULL));
          file = g_bytes_new_take (data, size);
        }
      g_file_set_contents (paths[i], g_bytes_get_data (file, NULL), (gssize) g_bytes_get_size (file), NULL);
    }
  for (guint i = 0; i < ROUNDS; i++)
    {
      ours = MIN (ours, run_ours (paths));
      peer = MIN (peer, run_peer (paths));
    }
  if (peer < 0)
    printf ("thumbnails 1 MP %s: %.1f ms a file; vipsthumbnail is not installed\n", suffix, ours);
  else
    printf ("thumbnails 1 MP %s: %.1f ms a file, vipsthumbnail %.1f ms, ratio %.2f (goal ≤ 0.4)\n",
            suffix, ours, peer, ours / peer);
  gesso_test_remove (folder);
}

int
main (void)
{
  compare (GESSO_FORMAT_PNG);
  compare (GESSO_FORMAT_JPEG);
  return 0;
}

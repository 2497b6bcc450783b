/* test-codec-tiff.c - every way in which TIFF keeps the same pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <tiffio.h>

#include "gesso-error.h"
#include "gesso-test.h"
#include "pictures.h"

#define WIDTH 75
#define HEIGHT 41
#define TILE 32
#define PROFILE_SIZE 132

typedef struct
{
  const char *path;
  guint compression;
  guint rows; /* in a strip; 0 for tiles */
  guint channels;
  const char *mode; /* with the order of bytes */
} Kind;

static const Kind kinds[] = {
  { "/imaging/tiff/plain-strips", COMPRESSION_NONE, 8, 3, "wl" },
  { "/imaging/tiff/big-endian", COMPRESSION_NONE, 8, 3, "wb" },
  { "/imaging/tiff/lzw", COMPRESSION_LZW, 16, 3, "wl" },
  { "/imaging/tiff/deflate", COMPRESSION_ADOBE_DEFLATE, HEIGHT, 3, "wb" },
  { "/imaging/tiff/packbits", COMPRESSION_PACKBITS, 1, 3, "wl" },
  { "/imaging/tiff/tiles", COMPRESSION_LZW, 0, 3, "wl" },
  { "/imaging/tiff/grey", COMPRESSION_LZW, 8, 1, "wl" },
};

static void
write_tiles (TIFF             *tiff,
             const GessoImage *image)
{
  guint channels = gesso_image_get_channels (image);
  g_autofree guint8 *tile = g_malloc (TILE * TILE * channels);

  for (guint top = 0; top < HEIGHT; top += TILE)
    for (guint left = 0; left < WIDTH; left += TILE)
      {
        for (guint y = 0; y < TILE; y++)
          for (guint x = 0; x < TILE * channels; x++)
            tile[y * TILE * channels + x] =
                gesso_image_get_row (image, MIN (top + y, HEIGHT - 1))[MIN (left * channels + x, WIDTH * channels - 1)];
        TIFFWriteTile (tiff, tile, left, top, 0, 0);
      }
}

static GBytes *
write_tiff (const GessoImage *image,
            const Kind       *kind)
{
  g_autofree char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "picture.tiff", NULL);
  guint8 profile[PROFILE_SIZE] = { 0 };
  TIFF *tiff = TIFFOpen (path, kind->mode);
  char *data;
  gsize size;

  memcpy (profile + 16, "RGB ", 4);
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, WIDTH);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, HEIGHT);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, kind->channels);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 8);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, kind->channels == 1 ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, kind->compression);
  TIFFSetField (tiff, TIFFTAG_ICCPROFILE, PROFILE_SIZE, profile);
  if (kind->rows > 0)
    {
      TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, kind->rows);
      for (guint y = 0; y < HEIGHT; y++)
        TIFFWriteScanline (tiff, (void *) gesso_image_get_row (image, y), y, 0);
    }
  else
    {
      TIFFSetField (tiff, TIFFTAG_TILEWIDTH, TILE);
      TIFFSetField (tiff, TIFFTAG_TILELENGTH, TILE);
      write_tiles (tiff, image);
    }
  TIFFClose (tiff);
  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  gesso_test_remove (folder);
  return g_bytes_new_take (data, size);
}

static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (GessoImage) image = make_ramp (WIDTH, HEIGHT, kind->channels);
  g_autoptr (GBytes) file = write_tiff (image, kind);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) read = gesso_codec_decode (file, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gesso_image_get_channels (read), ==, 3);
  g_assert_nonnull (gesso_image_get_profile (read));
  g_assert_cmpuint (g_bytes_get_size (gesso_image_get_profile (read)), ==, PROFILE_SIZE);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      for (guint c = 0; c < 3; c++)
        g_assert_cmpuint (gesso_image_get_row (read, y)[x * 3 + c], ==,
                          gesso_image_get_row (image, y)[x * kind->channels + MIN (c, kind->channels - 1)]);
}

/* What libtiff says of it goes nowhere: a warning would end the test. */
static void
test_damaged (void)
{
  g_autoptr (GessoImage) image = make_ramp (WIDTH, HEIGHT, 3);
  g_autoptr (GBytes) file = write_tiff (image, &kinds[2]);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_autoptr (GBytes) damaged = NULL;
  g_autoptr (GError) error = NULL;

  /* the first strip lies after the header; the directory stays whole */
  memset (data + 8, 0xff, 64);
  damaged = g_bytes_new (data, g_bytes_get_size (file));
  g_assert_null (gesso_codec_decode (damaged, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_test_add_data_func (kinds[i].path, &kinds[i], test_kind);
  g_test_add_func ("/imaging/tiff/damaged", test_damaged);
  return g_test_run ();
}

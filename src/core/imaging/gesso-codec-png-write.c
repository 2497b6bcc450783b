/* gesso-codec-png-write.c - writing PNG, quickly
 *
 * libdeflate at level 1 behind one fixed filter (Paeth for colour, up for
 * masks) makes smaller files than libpng's adaptive filters at zlib's level 1,
 * in a fraction of their time. The long runs of a mask are passed over by
 * level 2 in two thirds of the time that level 1 needs, which looks at each byte.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libdeflate.h>
#include <string.h>

#include "gesso-bands.h"
#include "gesso-codec-private.h"

#define COMPRESSION_LEVEL 1
#define MASK_COMPRESSION_LEVEL 2

enum
{
  FILTER_UP = 2,
  FILTER_PAETH = 4
};

typedef struct
{
  const GessoImage *image;
  guint8 *out; /* rows of a filter byte and the filtered bytes */
} FilterJob;

static void
filter_up (const guint8 *row,
           const guint8 *above,
           guint8       *out,
           gsize         n)
{
  for (gsize i = 0; i < n; i++)
    out[i] = row[i] - above[i];
}

/* Of left, above and above left, the one next to left + above − above left is
 * taken away. Written without branches, for the vector units. */
static void
filter_paeth (const guint8 *row,
              const guint8 *above,
              guint8       *out,
              gsize         n,
              gsize         pixel)
{
  filter_up (row, above, out, pixel);
  for (gsize i = pixel; i < n; i++)
    {
      gint16 a = row[i - pixel], b = above[i], c = above[i - pixel];
      gint16 da = b - c, db = a - c, dc = da + db;
      gint16 near_a = da < 0 ? -da : da, near_b = db < 0 ? -db : db, near_c = dc < 0 ? -dc : dc;
      gint16 b_or_c = near_b <= near_c ? b : c;
      gint16 near_b_or_c = near_b <= near_c ? near_b : near_c;

      out[i] = (guint8) (row[i] - (near_a <= near_b_or_c ? a : b_or_c));
    }
}

static void
filter_band (int      from,
             int      to,
             gpointer user_data)
{
  FilterJob *job = user_data;
  guint channels = gesso_image_get_channels (job->image);
  gsize n = (gsize) gesso_image_get_width (job->image) * channels;
  g_autofree guint8 *nothing = g_malloc0 (n);

  for (int y = from; y < to; y++)
    {
      const guint8 *row = gesso_image_get_row (job->image, y);
      const guint8 *above = y > 0 ? gesso_image_get_row (job->image, y - 1) : nothing;
      guint8 *out = job->out + y * (n + 1);

      out[0] = channels == 1 ? FILTER_UP : FILTER_PAETH;
      if (channels == 1)
        filter_up (row, above, out + 1, n);
      else
        filter_paeth (row, above, out + 1, n, channels);
    }
}

static guint8 *
put_32 (guint8 *out,
        guint32 value)
{
  value = GUINT32_TO_BE (value);
  memcpy (out, &value, 4);
  return out + 4;
}

/* Closes the chunk at @chunk, whose @length bytes of data already stand in place. */
static guint8 *
finish_chunk (guint8     *chunk,
              const char *type,
              gsize       length)
{
  put_32 (chunk, (guint32) length);
  memcpy (chunk + 4, type, 4);
  return put_32 (chunk + 8 + length, libdeflate_crc32 (0, chunk + 4, length + 4));
}

static guint8 *
put_header (guint8           *out,
            const GessoImage *image)
{
  static const guint8 color_types[] = { [1] = 0, [3] = 2, [4] = 6 };

  memcpy (out, "\x89PNG\r\n\x1a\n", 8);
  put_32 (out + 16, gesso_image_get_width (image));
  put_32 (out + 20, gesso_image_get_height (image));
  out[24] = 8;
  out[25] = color_types[gesso_image_get_channels (image)];
  memset (out + 26, 0, 3);
  return finish_chunk (out + 8, "IHDR", 13);
}

static guint8 *
put_profile (guint8                       *out,
             GBytes                       *profile,
             gsize                         room,
             struct libdeflate_compressor *compressor)
{
  static const char head[] = "ICC profile\0"; /* the name, its end, and method 0 */
  gsize packed = libdeflate_zlib_compress (compressor, g_bytes_get_data (profile, NULL),
                                           g_bytes_get_size (profile), out + 8 + sizeof (head), room);

  memcpy (out + 8, head, sizeof (head));
  return finish_chunk (out, "iCCP", sizeof (head) + packed);
}

/* The whole file around the @n filtered bytes. */
static GBytes *
pack (const GessoImage             *image,
      const guint8                 *filtered,
      gsize                         n,
      struct libdeflate_compressor *compressor)
{
  GBytes *profile = gesso_image_get_channels (image) > 1 ? gesso_image_get_profile (image) : NULL;
  gsize bound = libdeflate_zlib_compress_bound (compressor, n);
  gsize profile_bound = profile == NULL ? 0 :
                        libdeflate_zlib_compress_bound (compressor, g_bytes_get_size (profile));
  guint8 *file = g_try_malloc (bound + profile_bound + 128);
  guint8 *end;

  if (file == NULL)
    return NULL;
  end = put_header (file, image);
  if (profile != NULL)
    end = put_profile (end, profile, profile_bound, compressor);
  end = finish_chunk (end, "IDAT", libdeflate_zlib_compress (compressor, filtered, n, end + 8, bound));
  end = finish_chunk (end, "IEND", 0);
  n = (gsize) (end - file);
  return g_bytes_new_take (g_realloc (file, n), n);
}

GBytes *
gesso_codec_png_encode (const GessoImage *image,
                        GError          **error)
{
  gsize row = (gsize) gesso_image_get_width (image) * gesso_image_get_channels (image) + 1;
  guint height = gesso_image_get_height (image);
  gboolean mask = gesso_image_get_channels (image) == 1;
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor (mask ? MASK_COMPRESSION_LEVEL
                                                                               : COMPRESSION_LEVEL);
  g_autofree guint8 *filtered = g_try_malloc (row * height);
  FilterJob job = { image, filtered };
  GBytes *bytes = NULL;

  if (compressor != NULL && filtered != NULL)
    {
      gesso_bands_run ((int) height, gesso_bands_height (row), 0, filter_band, &job, NULL);
      bytes = pack (image, filtered, row * height, compressor);
    }
  libdeflate_free_compressor (compressor);
  if (bytes == NULL)
    gesso_codec_set_no_memory (error);
  return bytes;
}

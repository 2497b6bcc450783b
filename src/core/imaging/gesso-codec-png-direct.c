/* gesso-codec-png-direct.c - the usual PNG, without libpng
 *
 * Most PNG files are 8-bit grey, RGB or RGBA from top to bottom. Those are
 * inflated at once by libdeflate, which is much faster than zlib row by row. Any
 * other kind, and any file with something wrong in it, is left to libpng.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libdeflate.h>
#include <string.h>

#include "gesso-codec-private.h"

#define SIGNATURE_SIZE 8
#define CHUNK_OVERHEAD 12

/* Rows of more than this are not inflated at once, for memory's sake. */
#define MAX_BYTES (256 * 1024 * 1024)

enum
{
  FILTER_NONE,
  FILTER_SUB,
  FILTER_UP,
  FILTER_AVERAGE,
  FILTER_PAETH
};

static guint32
read_32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

/* Channels in the file, or 0 for a kind that is libpng's. */
static guint
find_channels (const guint8 *header)
{
  guint type = header[9];

  if (header[8] != 8 || header[10] != 0 || header[11] != 0 || header[12] != 0)
    return 0;
  return type == 0 ? 1 : type == 2 ? 3 : type == 6 ? 4 : 0;
}

/* The compressed pixels, put together where they stand in several chunks. NULL
 * when the file has what libpng should look at. */
static GBytes *
collect_pixels (GBytes *bytes)
{
  gsize size, position = SIGNATURE_SIZE;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GByteArray) joined = g_byte_array_new ();
  g_autoptr (GBytes) only = NULL;

  while (size - position >= CHUNK_OVERHEAD)
    {
      const guint8 *chunk = data + position;
      gsize length = read_32 (chunk);

      if (length > size - position - CHUNK_OVERHEAD ||
          libdeflate_crc32 (0, chunk + 4, length + 4) != read_32 (chunk + 8 + length) ||
          memcmp (chunk + 4, "tRNS", 4) == 0 || memcmp (chunk + 4, "iCCP", 4) == 0)
        return NULL;
      if (memcmp (chunk + 4, "IEND", 4) == 0)
        return joined->len == 0 ? g_steal_pointer (&only)
                                : g_byte_array_free_to_bytes (g_steal_pointer (&joined));
      if (memcmp (chunk + 4, "IDAT", 4) == 0)
        {
          if (only == NULL)
            only = g_bytes_new_from_bytes (bytes, position + 8, length);
          else
            {
              if (joined->len == 0)
                g_byte_array_append (joined, g_bytes_get_data (only, NULL), (guint) g_bytes_get_size (only));
              g_byte_array_append (joined, chunk + 8, (guint) length);
            }
        }
      position += length + CHUNK_OVERHEAD;
    }
  return NULL;
}

static guint8 *
inflate_rows (GBytes *packed,
              gsize   size)
{
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor ();
  g_autofree guint8 *rows = g_try_malloc (size);
  gboolean whole = FALSE;

  if (decompressor != NULL && rows != NULL)
    whole = libdeflate_zlib_decompress (decompressor, g_bytes_get_data (packed, NULL),
                                        g_bytes_get_size (packed), rows, size,
                                        NULL) == LIBDEFLATE_SUCCESS;
  libdeflate_free_decompressor (decompressor);
  return whole ? g_steal_pointer (&rows) : NULL;
}

/* Of left, above and above left, the one next to left + above − above left: in
 * Fabian Giesen's form, which has no branches and a short chain from pixel to pixel. */
static inline int
predict_paeth (int left,
               int above,
               int corner)
{
  int threshold = 3 * corner - left - above;
  int low = MIN (left, above), high = MAX (left, above);
  int other = high <= threshold ? low : corner;

  return threshold <= low ? high : other;
}

static inline void
restore_paeth (const guint8 *in,
               const guint8 *above,
               guint8       *out,
               gsize         width,
               guint         channels)
{
  int left[4] = { 0 }, corner[4] = { 0 };

  for (gsize x = 0; x < width; x++, in += channels, above += channels, out += channels)
    for (guint c = 0; c < channels; c++)
      {
        left[c] = (in[c] + predict_paeth (left[c], above[c], corner[c])) & 255;
        corner[c] = above[c];
        out[c] = (guint8) left[c];
      }
}

static inline void
restore_average (const guint8 *in,
                 const guint8 *above,
                 guint8       *out,
                 gsize         n,
                 guint         channels)
{
  for (gsize i = 0; i < n; i++)
    out[i] = (guint8) (in[i] + (above[i] + (i < channels ? 0 : out[i - channels])) / 2);
}

/* Told the channels as a constant, the compiler unrolls what is inside. */
static inline gboolean
restore_row (guint         filter,
             const guint8 *in,
             const guint8 *above,
             guint8       *out,
             gsize         width,
             guint         channels)
{
  gsize n = width * channels;

  switch (filter)
    {
    case FILTER_NONE:
      memcpy (out, in, n);
      return TRUE;
    case FILTER_SUB:
      for (gsize i = 0; i < n; i++)
        out[i] = (guint8) (in[i] + (i < channels ? 0 : out[i - channels]));
      return TRUE;
    case FILTER_UP:
      for (gsize i = 0; i < n; i++)
        out[i] = (guint8) (in[i] + above[i]);
      return TRUE;
    case FILTER_AVERAGE:
      restore_average (in, above, out, n, channels);
      return TRUE;
    case FILTER_PAETH:
      restore_paeth (in, above, out, width, channels);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
restore_rows (GessoImage   *image,
              const guint8 *rows,
              GCancellable *cancellable)
{
  guint channels = gesso_image_get_channels (image);
  gsize width = gesso_image_get_width (image);
  g_autofree guint8 *nothing = g_malloc0 (width * channels);
  const guint8 *above = nothing;

  for (guint y = 0; y < gesso_image_get_height (image); y++, rows += width * channels + 1)
    {
      guint8 *out = gesso_image_edit_row (image, y);
      gboolean known;

      if (y % GESSO_CODEC_BAND == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (channels == 1)
        known = restore_row (rows[0], rows + 1, above, out, width, 1);
      else if (channels == 3)
        known = restore_row (rows[0], rows + 1, above, out, width, 3);
      else
        known = restore_row (rows[0], rows + 1, above, out, width, 4);
      if (!known)
        return FALSE;
      above = out;
    }
  return TRUE;
}

GessoImage *
gesso_codec_png_decode_direct (GBytes                 *bytes,
                               const GessoPictureInfo *info,
                               GCancellable           *cancellable)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  guint channels = find_channels (data + SIGNATURE_SIZE + 8);
  gsize size = ((gsize) info->width * channels + 1) * info->height;
  g_autoptr (GBytes) packed = NULL;
  g_autofree guint8 *rows = NULL;
  g_autoptr (GessoImage) image = NULL;

  if (channels == 0 || size > MAX_BYTES)
    return NULL;
  packed = collect_pixels (bytes);
  rows = packed != NULL ? inflate_rows (packed, size) : NULL;
  image = rows != NULL ? gesso_image_new (info->width, info->height, channels, NULL) : NULL;
  if (image == NULL || !restore_rows (image, rows, cancellable))
    return NULL;
  return channels == 1 ? gesso_image_convert (image, 3, NULL) : g_steal_pointer (&image);
}

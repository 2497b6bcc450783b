/* gesso-codec-tiff.c - reading TIFF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>
#include <tiffio.h>

#include "gesso-codec-private.h"

/* The most that libtiff may take at once, whatever a file says of itself: a
 * strip that holds the largest picture with four channels. */
#define MAX_ALLOCATION (1 << 30)

/* The file, and the place in it. */
typedef struct
{
  const guint8 *data;
  toff_t size, position;
} Source;

static tmsize_t
read_cb (thandle_t handle,
         void     *buffer,
         tmsize_t  size)
{
  Source *source = handle;
  toff_t left = source->position < source->size ? source->size - source->position : 0;
  toff_t n = MIN ((toff_t) MAX (size, 0), left);

  if (n > 0)
    memcpy (buffer, source->data + source->position, n);
  source->position += n;
  return (tmsize_t) n;
}

static tmsize_t
write_cb (thandle_t handle,
          void     *buffer,
          tmsize_t  size)
{
  return -1;
}

/* As lseek() does it. */
static toff_t
seek_cb (thandle_t handle,
         toff_t    offset,
         int       whence)
{
  Source *source = handle;

  if (whence == SEEK_CUR)
    offset += source->position;
  else if (whence == SEEK_END)
    offset += source->size;
  return source->position = offset;
}

static int
close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  return ((Source *) handle)->size;
}

/* What it has to say is for programmers, in English. */
static int
silence_cb (TIFF       *tiff,
            void       *user_data,
            const char *module,
            const char *format,
            va_list     arguments)
{
  return 1;
}

static TIFF *
open_source (Source *source)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFF *tiff;

  TIFFOpenOptionsSetMaxSingleMemAlloc (options, MAX_ALLOCATION);
  TIFFOpenOptionsSetErrorHandlerExtR (options, silence_cb, NULL);
  TIFFOpenOptionsSetWarningHandlerExtR (options, silence_cb, NULL);
  /* m: no file to map */
  tiff = TIFFClientOpenExt ("TIFF", "rm", source, read_cb, write_cb, seek_cb, close_cb, size_cb, NULL, NULL, options);
  TIFFOpenOptionsFree (options);
  return tiff;
}

/* libtiff gives colours multiplied by their alpha. */
static void
put_row (guint8        *row,
         const guint32 *pixels,
         guint          width)
{
  for (guint x = 0; x < width; x++, row += 4)
    {
      guint alpha = TIFFGetA (pixels[x]);
      guint colours[] = { TIFFGetR (pixels[x]), TIFFGetG (pixels[x]), TIFFGetB (pixels[x]) };

      for (guint c = 0; c < 3; c++)
        row[c] = alpha == 255 ? (guint8) colours[c]
                 : alpha == 0 ? 0
                              : (guint8) MIN ((colours[c] * 255u + alpha / 2u) / alpha, 255);
      row[3] = (guint8) alpha;
    }
}

/* As it is stored: libtiff's turning knows no quarter turns. */
static GessoImage *
read_stored (TIFF    *tiff,
             GError **error)
{
  g_autoptr (GessoImage) image = NULL;
  g_autofree guint32 *pixels = NULL;
  char message[1024];
  TIFFRGBAImage reader;
  gboolean read = FALSE;

  if (TIFFRGBAImageBegin (&reader, tiff, 1, message))
    {
      image = gesso_image_new (reader.width, reader.height, 4, error);
      pixels = image != NULL ? g_try_new (guint32, (gsize) reader.width * reader.height) : NULL;
      if (image != NULL && pixels == NULL)
        gesso_codec_set_no_memory (error);
      reader.req_orientation = reader.orientation;
      read = pixels != NULL && TIFFRGBAImageGet (&reader, pixels, reader.width, reader.height);
      TIFFRGBAImageEnd (&reader);
      if (image == NULL || pixels == NULL)
        return NULL;
    }
  if (!read)
    {
      gesso_codec_set_damaged (error);
      return NULL;
    }
  for (guint y = 0; y < gesso_image_get_height (image); y++)
    put_row (gesso_image_edit_row (image, y), pixels + (gsize) y * gesso_image_get_width (image),
             gesso_image_get_width (image));
  return g_steal_pointer (&image);
}

GessoImage *
gesso_codec_tiff_decode (GBytes  *bytes,
                         GError **error)
{
  gsize size;
  Source source = { .data = g_bytes_get_data (bytes, &size) };
  g_autoptr (GessoImage) image = NULL;
  guint32 profile_size = 0;
  void *profile = NULL;
  TIFF *tiff;

  source.size = size;
  tiff = open_source (&source);
  if (tiff == NULL)
    {
      gesso_codec_set_damaged (error);
      return NULL;
    }
  image = read_stored (tiff, error);
  if (image != NULL && TIFFGetField (tiff, TIFFTAG_ICCPROFILE, &profile_size, &profile))
    gesso_codec_keep_profile (image, profile, profile_size);
  TIFFClose (tiff);
  return image != NULL ? gesso_image_convert (image, gesso_image_has_alpha (image) ? 4 : 3, error) : NULL;
}

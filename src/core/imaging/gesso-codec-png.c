/* gesso-codec-png.c - reading PNG
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "gesso-codec-private.h"

/* A profile that unpacks to more than this is not a profile. */
#define MAX_CHUNK_MEMORY (8 * 1024 * 1024)

typedef struct
{
  png_structp png;  /* (owned) */
  png_infop info;   /* (owned) */
  GessoImage *image; /* (owned) (nullable) */
  const guint8 *data;
  gsize size, position;
  GCancellable *cancellable;
  gboolean truncated;
} Reader;

static void
read_data_cb (png_structp png,
              png_bytep   out,
              size_t      length)
{
  Reader *reader = png_get_io_ptr (png);

  if (length > reader->size - reader->position)
    {
      reader->truncated = TRUE;
      png_error (png, "end of data");
    }
  memcpy (out, reader->data + reader->position, length);
  reader->position += length;
}

static G_NORETURN void
fail_cb (png_structp     png,
         png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
warn_cb (png_structp     png,
         png_const_charp message)
{
  g_debug ("PNG: %s", message);
}

/* Whatever the file holds, rows come as 8-bit RGB or RGBA. Returns: channels */
static guint
set_transforms (Reader *reader)
{
  png_structp png = reader->png;
  guint type = png_get_color_type (png, reader->info);

  png_set_expand (png);
  png_set_scale_16 (png);
  if (!(type & PNG_COLOR_MASK_COLOR))
    png_set_gray_to_rgb (png);
  return (type & PNG_COLOR_MASK_ALPHA) || png_get_valid (png, reader->info, PNG_INFO_tRNS) ? 4 : 3;
}

static void
read_profile (Reader *reader)
{
  png_charp name;
  png_bytep profile;
  png_uint_32 size;
  int compression;

  if (png_get_iCCP (reader->png, reader->info, &name, &compression, &profile, &size) != 0)
    gesso_codec_keep_profile (reader->image, profile, size);
}

/* Errors of libpng leave by longjmp, so nothing here is owned by a local. */
static gboolean
read_picture (Reader                 *reader,
              const GessoPictureInfo *info,
              GError                **error)
{
  int passes;

  png_read_info (reader->png, reader->info);
  reader->image = gesso_image_new (info->width, info->height, set_transforms (reader), error);
  if (reader->image == NULL)
    return FALSE;
  read_profile (reader);
  passes = png_set_interlace_handling (reader->png);
  png_read_update_info (reader->png, reader->info);
  if (png_get_rowbytes (reader->png, reader->info) > gesso_image_get_stride (reader->image))
    png_error (reader->png, "rows do not fit");
  for (int pass = 0; pass < passes; pass++)
    for (guint y = 0; y < info->height; y++)
      {
        if (y % GESSO_CODEC_BAND == 0 && g_cancellable_set_error_if_cancelled (reader->cancellable, error))
          return FALSE;
        png_read_row (reader->png, gesso_image_edit_row (reader->image, y), NULL);
      }
  png_read_end (reader->png, NULL);
  return TRUE;
}

static gboolean
run_reader (Reader                 *reader,
            const GessoPictureInfo *info,
            GError                **error)
{
  if (setjmp (png_jmpbuf (reader->png)) != 0)
    {
      if (reader->truncated)
        gesso_codec_set_truncated (error);
      else
        gesso_codec_set_damaged (error);
      return FALSE;
    }
  return read_picture (reader, info, error);
}

GessoImage *
gesso_codec_png_decode (GBytes                 *bytes,
                        const GessoPictureInfo *info,
                        GCancellable           *cancellable,
                        GError                **error)
{
  Reader reader = { NULL };

  reader.data = g_bytes_get_data (bytes, &reader.size);
  reader.cancellable = cancellable;
  reader.png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, fail_cb, warn_cb);
  reader.info = reader.png != NULL ? png_create_info_struct (reader.png) : NULL;
  if (reader.info == NULL)
    {
      png_destroy_read_struct (&reader.png, NULL, NULL);
      gesso_codec_set_no_memory (error);
      return NULL;
    }
  png_set_read_fn (reader.png, &reader, read_data_cb);
  png_set_user_limits (reader.png, GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_SIDE);
  png_set_chunk_malloc_max (reader.png, MAX_CHUNK_MEMORY);
  if (!run_reader (&reader, info, error))
    g_clear_pointer (&reader.image, gesso_image_unref);
  png_destroy_read_struct (&reader.png, &reader.info, NULL);
  return reader.image;
}

/* gesso-codec-jpeg-write.c - writing JPEG
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "gesso-codec-private.h"

/* From this quality on, colour keeps its full resolution. */
#define FULL_CHROMA_QUALITY 90

typedef struct
{
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  jmp_buf escape;
  const GessoImage *image;
  unsigned char *data; /* (owned by malloc) (nullable) */
  unsigned long size;
  guint8 *blended;     /* (owned) (nullable): one row over white */
} Writer;

static G_NORETURN void
fail_cb (j_common_ptr common)
{
  Writer *writer = common->client_data;

  longjmp (writer->escape, 1);
}

static void
output_cb (j_common_ptr common)
{
  char message[JMSG_LENGTH_MAX];

  common->err->format_message (common, message);
  g_debug ("JPEG: %s", message);
}

static void
blend_over_white (const guint8 *in,
                  guint8       *out,
                  guint         width)
{
  for (guint x = 0; x < width; x++, in += 4, out += 3)
    for (guint c = 0; c < 3; c++)
      out[c] = (guint8) ((in[c] * in[3] + 255u * (255u - in[3]) + 127u) / 255u);
}

static void
set_parameters (Writer *writer,
                int     quality)
{
  struct jpeg_compress_struct *jpeg = &writer->jpeg;
  gboolean grey = gesso_image_get_channels (writer->image) == 1;

  jpeg->image_width = gesso_image_get_width (writer->image);
  jpeg->image_height = gesso_image_get_height (writer->image);
  jpeg->input_components = grey ? 1 : 3;
  jpeg->in_color_space = grey ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults (jpeg);
  jpeg_set_quality (jpeg, CLAMP (quality, 1, 100), TRUE);
  if (quality >= FULL_CHROMA_QUALITY)
    jpeg->comp_info[0].h_samp_factor = jpeg->comp_info[0].v_samp_factor = 1;
}

/* Errors of libjpeg leave by longjmp, so nothing here is owned by a local. */
static void
write_picture (Writer *writer,
               int     quality)
{
  struct jpeg_compress_struct *jpeg = &writer->jpeg;
  GBytes *profile = gesso_image_get_profile (writer->image);

  set_parameters (writer, quality);
  jpeg_start_compress (jpeg, TRUE);
  if (profile != NULL)
    jpeg_write_icc_profile (jpeg, g_bytes_get_data (profile, NULL), (guint) g_bytes_get_size (profile));
  if (gesso_image_get_channels (writer->image) == 4)
    writer->blended = g_malloc ((gsize) jpeg->image_width * 3);
  while (jpeg->next_scanline < jpeg->image_height)
    {
      const guint8 *row = gesso_image_get_row (writer->image, jpeg->next_scanline);
      JSAMPROW source = writer->blended != NULL ? writer->blended : (JSAMPROW) row;

      if (writer->blended != NULL)
        blend_over_white (row, writer->blended, jpeg->image_width);
      jpeg_write_scanlines (jpeg, &source, 1);
    }
  jpeg_finish_compress (jpeg);
}

static gboolean
run_writer (Writer *writer,
            int     quality)
{
  if (setjmp (writer->escape) != 0)
    return FALSE;
  jpeg_create_compress (&writer->jpeg);
  jpeg_mem_dest (&writer->jpeg, &writer->data, &writer->size);
  write_picture (writer, quality);
  return TRUE;
}

GBytes *
gesso_codec_jpeg_encode (const GessoImage *image,
                         int               quality,
                         GError          **error)
{
  Writer writer = { .image = image };
  gboolean written;

  writer.jpeg.err = jpeg_std_error (&writer.errors);
  writer.jpeg.client_data = &writer;
  writer.errors.error_exit = fail_cb;
  writer.errors.output_message = output_cb;
  written = run_writer (&writer, quality);
  jpeg_destroy_compress (&writer.jpeg);
  g_free (writer.blended);
  if (!written)
    {
      free (writer.data);
      gesso_codec_set_no_memory (error);
      return NULL;
    }
  return g_bytes_new_with_free_func (writer.data, writer.size, free, writer.data);
}

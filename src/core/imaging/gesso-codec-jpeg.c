/* gesso-codec-jpeg.c - reading JPEG, at full size or shrunk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "gesso-codec-private.h"

/* No encoder makes more; a file that does is meant to keep a decoder busy. */
#define MAX_SCANS 200

typedef struct
{
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf escape;
  GessoImage *image; /* (owned) (nullable) */
  JOCTET *profile;   /* (owned by malloc) (nullable) */
  guint8 *ink;       /* (owned) (nullable): one row of CMYK */
  GCancellable *cancellable;
  int failure;       /* libjpeg's message code */
} Reader;

static G_NORETURN void
fail_cb (j_common_ptr common)
{
  Reader *reader = common->client_data;

  reader->failure = common->err->msg_code;
  longjmp (reader->escape, 1);
}

/* libjpeg paints what it cannot read grey and only warns. A picture with a
 * part missing is refused; oddities that cost no pixels are let through. */
static void
message_cb (j_common_ptr common,
            int          level)
{
  switch (common->err->msg_code)
    {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_NOT_SEQUENTIAL:
      if (level < 0)
        fail_cb (common);
      break;

    default:
      break;
    }
}

static void
output_cb (j_common_ptr common)
{
  char message[JMSG_LENGTH_MAX];

  common->err->format_message (common, message);
  g_debug ("JPEG: %s", message);
}

static void
progress_cb (j_common_ptr common)
{
  Reader *reader = common->client_data;

  if (((j_decompress_ptr) common)->input_scan_number > MAX_SCANS)
    ERREXIT (common, JERR_BAD_PROGRESSION);
  if (g_cancellable_is_cancelled (reader->cancellable))
    ERREXIT (common, JERR_NOTIMPL);
}

static void
set_failure (Reader  *reader,
             GError **error)
{
  if (g_cancellable_set_error_if_cancelled (reader->cancellable, error))
    return;
  if (reader->failure == JWRN_JPEG_EOF || reader->failure == JWRN_HIT_MARKER ||
      reader->failure == JERR_INPUT_EOF)
    gesso_codec_set_truncated (error);
  else if (reader->failure == JERR_OUT_OF_MEMORY)
    gesso_codec_set_no_memory (error);
  else
    gesso_codec_set_damaged (error);
}

/* The smallest of libjpeg's eighths that keeps the longer side at @min_side. */
static void
choose_scale (struct jpeg_decompress_struct *jpeg,
              guint                          min_side)
{
  guint64 longest = MAX (jpeg->image_width, jpeg->image_height);

  jpeg->scale_denom = 8;
  for (jpeg->scale_num = 1; jpeg->scale_num < 8; jpeg->scale_num++)
    if (longest * jpeg->scale_num >= (guint64) min_side * 8)
      break;
  /* What is averaged down afterwards gains nothing from smooth chroma. */
  jpeg->do_fancy_upsampling = longest <= min_side;
}

/* Four inks to RGB; files with Adobe's marker store how much paper shows instead. */
static void
convert_inks (const guint8 *in,
              guint8       *out,
              guint         width,
              gboolean      inverted)
{
  guint8 flip = inverted ? 0 : 255;

  for (guint x = 0; x < width; x++, in += 4, out += 3)
    for (guint c = 0; c < 3; c++)
      out[c] = (guint8) (((guint) (in[c] ^ flip) * (guint) (in[3] ^ flip) + 127) / 255);
}

static gboolean
read_rows (Reader  *reader,
           GError **error)
{
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;

  while (jpeg->output_scanline < jpeg->output_height)
    {
      guint8 *row = gesso_image_edit_row (reader->image, jpeg->output_scanline);
      JSAMPROW target = reader->ink != NULL ? reader->ink : row;

      if (jpeg->output_scanline % GESSO_CODEC_BAND == 0 &&
          g_cancellable_set_error_if_cancelled (reader->cancellable, error))
        return FALSE;
      jpeg_read_scanlines (jpeg, &target, 1);
      if (reader->ink != NULL)
        convert_inks (reader->ink, row, jpeg->output_width, jpeg->saw_Adobe_marker);
    }
  return TRUE;
}

/* Errors of libjpeg leave by longjmp, so nothing here is owned by a local. */
static gboolean
read_picture (Reader  *reader,
              guint    min_side,
              GError **error)
{
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  gboolean inks;
  guint profile_size;

  jpeg_save_markers (jpeg, JPEG_APP0 + 2, 0xffff);
  jpeg_read_header (jpeg, TRUE);
  inks = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
  jpeg->out_color_space = inks ? JCS_CMYK : JCS_RGB;
  if (min_side > 0)
    choose_scale (jpeg, min_side);
  jpeg_start_decompress (jpeg);
  reader->image = gesso_image_new (jpeg->output_width, jpeg->output_height, 3, error);
  if (reader->image == NULL)
    return FALSE;
  if (inks)
    reader->ink = g_malloc ((gsize) jpeg->output_width * 4);
  if (jpeg_read_icc_profile (jpeg, &reader->profile, &profile_size))
    gesso_codec_keep_profile (reader->image, reader->profile, profile_size);
  if (!read_rows (reader, error))
    return FALSE;
  jpeg_finish_decompress (jpeg);
  return TRUE;
}

static gboolean
run_reader (Reader  *reader,
            GBytes  *bytes,
            guint    min_side,
            GError **error)
{
  if (setjmp (reader->escape) != 0)
    {
      set_failure (reader, error);
      return FALSE;
    }
  jpeg_create_decompress (&reader->jpeg);
  reader->jpeg.client_data = reader;
  reader->jpeg.progress = &reader->progress;
  jpeg_mem_src (&reader->jpeg, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return read_picture (reader, min_side, error);
}

GessoImage *
gesso_codec_jpeg_decode (GBytes       *bytes,
                         guint         min_side,
                         GCancellable *cancellable,
                         GError      **error)
{
  Reader reader = { 0 };

  reader.cancellable = cancellable;
  reader.jpeg.err = jpeg_std_error (&reader.errors);
  reader.jpeg.client_data = &reader;
  reader.errors.error_exit = fail_cb;
  reader.errors.emit_message = message_cb;
  reader.errors.output_message = output_cb;
  reader.progress.progress_monitor = progress_cb;
  if (!run_reader (&reader, bytes, min_side, error))
    g_clear_pointer (&reader.image, gesso_image_unref);
  jpeg_destroy_decompress (&reader.jpeg);
  g_free (reader.ink);
  free (reader.profile);
  return reader.image;
}

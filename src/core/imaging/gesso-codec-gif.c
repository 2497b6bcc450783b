/* gesso-codec-gif.c - the first frame of a GIF
 *
 * Read here and not by GdkPixbuf: that composes all frames of an animation,
 * and stumbles over frames that reach beyond the canvas. The compression is
 * that of the GIF89a specification, appendix F.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec-private.h"
#include "gesso-gif-private.h"

#define MAX_BITS 12
#define MAX_CODES (1u << MAX_BITS)
#define NO_CODE MAX_CODES

/* The codes' bits, lowest first, across the sub-blocks. */
typedef struct
{
  const guint8 *data;
  gsize size, position;
  guint left; /* bytes of the sub-block at hand */
  guint32 bits;
  guint n_bits;
} Reader;

/* A code stands for its prefix's pixels and one more. */
typedef struct
{
  guint16 prefix[MAX_CODES];
  guint8 last[MAX_CODES], first[MAX_CODES];
  guint n;    /* codes known */
  guint bits; /* of the next code */
  guint start_bits;
  guint clear; /* the code to begin anew with; the next one ends the picture */
} Table;

/* Where the pixels go, row by row. */
typedef struct
{
  const GessoGif *gif;
  GessoImage *image; /* (borrowed) */
  guint8 *row;       /* (owned): colours of the row at hand */
  guint column, n_rows;
} Painter;

static gboolean
read_byte (Reader *reader,
           guint8 *byte)
{
  if (reader->left == 0)
    {
      if (reader->position >= reader->size || reader->data[reader->position] == 0)
        return FALSE;
      reader->left = reader->data[reader->position++];
    }
  if (reader->position >= reader->size)
    return FALSE;
  reader->left--;
  *byte = reader->data[reader->position++];
  return TRUE;
}

static gboolean
read_code (Reader *reader,
           guint   n_bits,
           guint  *code)
{
  while (reader->n_bits < n_bits)
    {
      guint8 byte;

      if (!read_byte (reader, &byte))
        return FALSE;
      reader->bits |= (guint32) byte << reader->n_bits;
      reader->n_bits += 8;
    }
  *code = reader->bits & ((1u << n_bits) - 1);
  reader->bits >>= n_bits;
  reader->n_bits -= n_bits;
  return TRUE;
}

static void
reset_table (Table *table)
{
  table->n = table->clear + 2;
  table->bits = table->start_bits;
}

static void
init_table (Table *table,
            guint  code_size)
{
  table->clear = 1u << code_size;
  table->start_bits = code_size + 1;
  for (guint i = 0; i < table->clear; i++)
    {
      table->prefix[i] = NO_CODE;
      table->first[i] = table->last[i] = (guint8) i;
    }
  reset_table (table);
}

static void
add_code (Table *table,
          guint  prefix,
          guint8 last)
{
  /* A full table stays as it is until it is cleared. */
  if (table->n == MAX_CODES)
    return;
  table->prefix[table->n] = (guint16) prefix;
  table->first[table->n] = table->first[prefix];
  table->last[table->n] = last;
  table->n++;
  if (table->n == 1u << table->bits && table->bits < MAX_BITS)
    table->bits++;
}

/* Interlaced rows come in four passes, each between those before. */
static guint
get_row_place (const GessoGif *gif,
               guint           n)
{
  static const struct
  {
    guint first, step;
  } passes[] = { { 0, 8 }, { 4, 8 }, { 2, 4 }, { 1, 2 } };

  for (guint i = 0; gif->interlaced && i < G_N_ELEMENTS (passes); i++)
    {
      guint rows = (MAX (gif->height, passes[i].first) - passes[i].first + passes[i].step - 1) / passes[i].step;

      if (n < rows)
        return passes[i].first + n * passes[i].step;
      n -= rows;
    }
  return n;
}

/* What lies beyond the canvas, or has no colour, is not drawn. */
static void
paint_row (Painter *painter)
{
  const GessoGif *gif = painter->gif;
  guint y = gif->y + get_row_place (gif, painter->n_rows);
  guint width = gesso_image_get_width (painter->image);
  guint8 *to;

  painter->column = 0;
  painter->n_rows++;
  if (y >= gesso_image_get_height (painter->image) || gif->x >= width)
    return;
  to = gesso_image_edit_row (painter->image, y) + gif->x * 4;
  for (guint x = 0; x < MIN (gif->width, width - gif->x); x++, to += 4)
    {
      guint colour = painter->row[x];

      if (colour >= gif->n_colours || (int) colour == gif->transparent)
        continue;
      for (guint c = 0; c < 3; c++)
        to[c] = gif->colours[colour * 3 + c];
      to[3] = 255;
    }
}

static gboolean
is_full (const Painter *painter)
{
  return painter->n_rows == painter->gif->height;
}

/* All pixels of @code; they are found from the last one back. */
static void
paint_code (Painter     *painter,
            const Table *table,
            guint        code)
{
  guint8 pixels[MAX_CODES];
  guint n = 0;

  for (; code != NO_CODE; code = table->prefix[code])
    pixels[n++] = table->last[code];
  while (n > 0 && !is_full (painter))
    {
      painter->row[painter->column++] = pixels[--n];
      if (painter->column == painter->gif->width)
        paint_row (painter);
    }
}

/* FALSE: the codes are not those of a picture. */
static gboolean
paint (Painter      *painter,
       Reader       *reader,
       Table        *table,
       GCancellable *cancellable)
{
  guint previous = NO_CODE, code;

  while (!is_full (painter) && read_code (reader, table->bits, &code) && code != table->clear + 1)
    {
      if (code == table->clear)
        {
          if (g_cancellable_is_cancelled (cancellable))
            return TRUE;
          reset_table (table);
          previous = NO_CODE;
          continue;
        }
      if (code > table->n || (code == table->n && previous == NO_CODE))
        return FALSE;
      /* The code after the last one known is the one that is made by it. */
      if (previous != NO_CODE)
        add_code (table, previous, table->first[code == table->n ? previous : code]);
      paint_code (painter, table, code);
      previous = code;
    }
  return is_full (painter);
}

static GessoImage *
decode_frame (Reader                 *reader,
              const GessoGif         *gif,
              const GessoPictureInfo *info,
              GCancellable           *cancellable,
              GError                **error)
{
  g_autoptr (GessoImage) image = gesso_image_new (info->width, info->height, 4, error);
  g_autofree guint8 *row = g_malloc (gif->width);
  g_autofree Table *table = g_new (Table, 1);
  Painter painter = { gif, image, row, 0, 0 };
  guint code_size = reader->data[reader->position++];
  gboolean painted;

  if (image == NULL)
    return NULL;
  painted = code_size >= 1 && code_size <= 8 && gif->n_colours > 0;
  if (painted)
    {
      init_table (table, code_size);
      painted = paint (&painter, reader, table, cancellable);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (!painted)
    {
      gesso_codec_set_damaged (error);
      return NULL;
    }
  return g_steal_pointer (&image);
}

GessoImage *
gesso_codec_gif_decode (GBytes                 *bytes,
                        const GessoPictureInfo *info,
                        GCancellable           *cancellable,
                        GError                **error)
{
  Reader reader = { NULL };
  g_autoptr (GessoImage) image = NULL;
  GessoGif gif;

  reader.data = g_bytes_get_data (bytes, &reader.size);
  /* A frame may be larger than its canvas, but then it is held to the same limit. */
  if (!gesso_gif_walk (reader.data, reader.size, &gif, error) ||
      !gesso_image_check_size (gif.width, gif.height, error))
    return NULL;
  reader.position = gif.pixels;
  image = decode_frame (&reader, &gif, info, cancellable, error);
  return image != NULL ? gesso_image_convert (image, gesso_image_has_alpha (image) ? 4 : 3, error) : NULL;
}

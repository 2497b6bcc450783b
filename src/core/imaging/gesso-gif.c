/* gesso-gif.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec-private.h"
#include "gesso-gif-private.h"

#define HEADER_SIZE 13
#define FRAME_SIZE 11 /* with the byte that begins it and the code size that ends it */
#define CONTROL_SIZE 8 /* of a graphic control extension, with the empty sub-block that ends it */

enum
{
  EXTENSION = 0x21,
  FRAME = 0x2c,
  TRAILER = 0x3b,
  GRAPHIC_CONTROL = 0xf9,
  HAS_COLOURS = 0x80,
  IS_INTERLACED = 0x40,
  IS_TRANSPARENT = 0x01
};

typedef struct
{
  const guint8 *data;
  gsize size, position;
} Walk;

static guint
read_16 (const guint8 *data)
{
  return (guint) data[1] << 8 | data[0];
}

/* How many colours a table has by the flags before it. */
static guint
get_n_colours (guint8 flags)
{
  return flags & HAS_COLOURS ? 2u << (flags & 7) : 0;
}

/* Jumps over sub-blocks up to and with the empty one. */
static gboolean
skip_blocks (Walk *walk)
{
  while (walk->position < walk->size)
    {
      guint length = walk->data[walk->position];

      walk->position += length + 1;
      if (length == 0)
        return TRUE;
    }
  return FALSE;
}

/* A frame's own colours go before those of the whole file. */
static void
read_frame (const guint8 *frame,
            gsize         position,
            GessoGif     *gif)
{
  guint n_colours = get_n_colours (frame[9]);

  gif->x = read_16 (frame + 1);
  gif->y = read_16 (frame + 3);
  gif->width = read_16 (frame + 5);
  gif->height = read_16 (frame + 7);
  gif->interlaced = (frame[9] & IS_INTERLACED) != 0;
  /* The code size, though counted among the frame's bytes, comes after the colours. */
  gif->pixels = position + FRAME_SIZE - 1 + n_colours * 3;
  if (n_colours > 0)
    {
      gif->colours = frame + FRAME_SIZE - 1;
      gif->n_colours = n_colours;
    }
}

/* One extension, frame or trailer; of a frame and what belongs to it @gif
 * (nullable) is told. Returns: its first byte, or 0 when cut short */
static guint8
skip_item (Walk     *walk,
           GessoGif *gif)
{
  const guint8 *item = walk->data + walk->position;
  gsize left = walk->position < walk->size ? walk->size - walk->position : 0;

  if (left > 0 && item[0] == TRAILER)
    return TRAILER;
  if (left > 2 && item[0] == EXTENSION)
    {
      if (gif != NULL && left >= CONTROL_SIZE && item[1] == GRAPHIC_CONTROL)
        gif->transparent = item[3] & IS_TRANSPARENT ? item[6] : -1;
      walk->position += 2;
    }
  else if (left > FRAME_SIZE && item[0] == FRAME)
    {
      if (gif != NULL)
        read_frame (item, walk->position, gif);
      walk->position += FRAME_SIZE + get_n_colours (item[9]) * 3;
    }
  else
    return 0;
  return skip_blocks (walk) ? item[0] : 0;
}

gboolean
gesso_gif_read_size (const guint8 *data,
                     gsize         size,
                     guint        *width,
                     guint        *height)
{
  if (size < HEADER_SIZE)
    return FALSE;
  *width = read_16 (data + 6);
  *height = read_16 (data + 8);
  return TRUE;
}

gboolean
gesso_gif_walk (const guint8 *data,
                gsize         size,
                GessoGif     *gif,
                GError      **error)
{
  guint n_colours = get_n_colours (data[10]);
  Walk walk = { data, size, HEADER_SIZE + n_colours * 3 };
  guint8 kind;

  *gif = (GessoGif) { .colours = data + HEADER_SIZE, .n_colours = n_colours, .transparent = -1 };
  do
    kind = skip_item (&walk, gif);
  while (kind == EXTENSION);
  if (kind == 0)
    gesso_codec_set_truncated (error);
  else if (kind == TRAILER || gif->width == 0 || gif->height == 0)
    gesso_codec_set_damaged (error);
  if (kind != FRAME || gif->width == 0 || gif->height == 0)
    return FALSE;
  /* What follows need not be whole: many files lack even the trailer. */
  do
    kind = skip_item (&walk, NULL);
  while (kind == EXTENSION);
  gif->animated = kind == FRAME;
  return TRUE;
}

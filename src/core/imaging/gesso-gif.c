/* gesso-gif.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec-private.h"
#include "gesso-gif-private.h"

#define HEADER_SIZE 13
#define FRAME_SIZE 11 /* with the byte that begins it and the code size that ends it */

enum
{
  EXTENSION = 0x21,
  FRAME = 0x2c,
  TRAILER = 0x3b,
  HAS_COLOURS = 0x80
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

/* How many bytes a colour table takes. */
static gsize
get_colours_size (guint8 flags)
{
  return flags & HAS_COLOURS ? 3u << ((flags & 7) + 1) : 0;
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

/* One extension, frame or trailer. Returns: its first byte, or 0 when cut short */
static guint8
skip_item (Walk     *walk,
           gboolean *empty)
{
  const guint8 *item = walk->data + walk->position;
  gsize left = walk->position < walk->size ? walk->size - walk->position : 0;

  if (left > 0 && item[0] == TRAILER)
    return TRAILER;
  if (left > 2 && item[0] == EXTENSION)
    walk->position += 2;
  else if (left > FRAME_SIZE && item[0] == FRAME)
    {
      *empty = read_16 (item + 5) == 0 || read_16 (item + 7) == 0;
      walk->position += FRAME_SIZE + get_colours_size (item[9]);
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
  Walk walk = { data, size, HEADER_SIZE + get_colours_size (data[10]) };
  gboolean empty = FALSE;
  guint8 kind;

  do
    kind = skip_item (&walk, &empty);
  while (kind == EXTENSION);
  if (kind == 0)
    gesso_codec_set_truncated (error);
  else if (kind == TRAILER || empty)
    gesso_codec_set_damaged (error);
  if (kind != FRAME || empty)
    return FALSE;
  gif->first_end = walk.position;
  /* What follows need not be whole: many files lack even the trailer. */
  do
    kind = skip_item (&walk, &empty);
  while (kind == EXTENSION);
  gif->animated = kind == FRAME;
  return TRUE;
}

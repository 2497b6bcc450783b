/* gesso-mask-pack.c
 *
 * A row of parts, each a number of two bytes, lower one first. Its upper bit
 * tells a run, of which one byte follows, from bytes as they are; the others
 * tell how many words of eight bytes it stands for, less one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-mask-pack.h"

#define WORDS (GESSO_MASK_TILE * GESSO_MASK_TILE / 8)
#define RUN 0x8000u
/* Every byte of a word from its lowest. */
#define EACH G_GUINT64_CONSTANT (0x0101010101010101)

static guint64
get_word (const guint8 *pixels,
          guint         index)
{
  guint64 word;

  memcpy (&word, pixels + 8 * (gsize) index, sizeof word);
  return word;
}

static gboolean
is_flat (guint64 word)
{
  return word == (word & 0xff) * EACH;
}

static guint8 *
put_head (guint8 *out,
          guint   words,
          guint   flag)
{
  guint head = (words - 1) | flag;

  *out++ = (guint8) head;
  *out++ = (guint8) (head >> 8);
  return out;
}

void
gesso_mask_pack_append (const guint8 *pixels,
                        GByteArray   *to)
{
  gsize before = to->len;
  guint8 *out;
  guint i = 0;

  g_byte_array_set_size (to, (guint) (before + 8 * WORDS + 4));
  out = to->data + before;
  while (i < WORDS)
    {
      guint64 word = get_word (pixels, i);
      gboolean flat = is_flat (word);
      guint from = i++;

      if (flat)
        {
          while (i < WORDS && get_word (pixels, i) == word)
            i++;
          out = put_head (out, i - from, RUN);
          *out++ = (guint8) word;
          continue;
        }
      while (i < WORDS && !is_flat (get_word (pixels, i)))
        i++;
      out = put_head (out, i - from, 0);
      memcpy (out, pixels + 8 * (gsize) from, 8 * (gsize) (i - from));
      out += 8 * (gsize) (i - from);
    }
  g_byte_array_set_size (to, (guint) (out - to->data));
}

gboolean
gesso_mask_pack_read (const guint8 *bytes,
                      gsize         size,
                      guint8       *pixels)
{
  const guint8 *end = bytes + size;
  guint done = 0;

  while (done < WORDS)
    {
      guint head, words;
      gsize length;

      if (end - bytes < 3)
        return FALSE;
      head = bytes[0] | (guint) bytes[1] << 8;
      words = (head & ~RUN) + 1;
      length = 8 * (gsize) words;
      bytes += 2;
      if (words > WORDS - done)
        return FALSE;
      if (head & RUN)
        {
          memset (pixels + 8 * (gsize) done, *bytes++, length);
        }
      else
        {
          if ((gsize) (end - bytes) < length)
            return FALSE;
          memcpy (pixels + 8 * (gsize) done, bytes, length);
          bytes += length;
        }
      done += words;
    }
  return TRUE;
}

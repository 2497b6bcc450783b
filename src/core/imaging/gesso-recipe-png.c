/* gesso-recipe-png.c - the iTXt chunk `gesso`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libdeflate.h>
#include <string.h>

#include "gesso-codec-private.h"
#include "gesso-recipe-private.h"

#define SIGNATURE_SIZE 8
#define CHUNK_OVERHEAD 12

/* The keyword; then come a compression flag, a method, a language and the
 * keyword in that language. */
static const char keyword[] = "gesso";

typedef struct
{
  const guint8 *start; /* the chunk's length, type, data and checksum */
  const guint8 *data;
  gsize size;
} Chunk;

static guint32
read_32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

static void
append_32 (GByteArray *file,
           guint32     value)
{
  value = GUINT32_TO_BE (value);
  g_byte_array_append (file, (const guint8 *) &value, 4);
}

static gboolean
read_chunk (const guint8 *data,
            gsize         size,
            gsize        *position,
            Chunk        *chunk)
{
  gsize left = size - *position;
  gsize length;

  if (left < CHUNK_OVERHEAD)
    return FALSE;
  length = read_32 (data + *position);
  if (length > left - CHUNK_OVERHEAD)
    return FALSE;
  *chunk = (Chunk) { data + *position, data + *position + 8, length };
  *position += length + CHUNK_OVERHEAD;
  return TRUE;
}

static gboolean
is_type (const Chunk *chunk,
         const char  *type)
{
  return memcmp (chunk->start + 4, type, 4) == 0;
}

static gboolean
is_ours (const Chunk *chunk)
{
  return is_type (chunk, "iTXt") && chunk->size >= sizeof (keyword) + 4 &&
         memcmp (chunk->data, keyword, sizeof (keyword)) == 0;
}

static char *
inflate_text (const guint8 *data,
              gsize         size)
{
  struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor ();
  g_autofree char *text = g_malloc (GESSO_RECIPE_MAX_BYTES + 1);
  gsize length = 0;
  gboolean whole;

  if (decompressor == NULL)
    return NULL;
  whole = libdeflate_zlib_decompress (decompressor, data, size, text, GESSO_RECIPE_MAX_BYTES,
                                      &length) == LIBDEFLATE_SUCCESS;
  libdeflate_free_decompressor (decompressor);
  return whole ? g_strndup (text, length) : NULL;
}

static char *
read_text (const Chunk *chunk)
{
  const guint8 *end = chunk->data + chunk->size;
  const guint8 *flags = chunk->data + sizeof (keyword);
  const guint8 *language = flags + 2;
  const guint8 *translated = memchr (language, 0, (gsize) (end - language));
  const guint8 *text = translated == NULL ? NULL :
                       memchr (translated + 1, 0, (gsize) (end - translated - 1));

  if (text == NULL || libdeflate_crc32 (0, chunk->start + 4, chunk->size + 4) != read_32 (end))
    return NULL;
  text++;
  if (flags[0] == 0)
    return g_strndup ((const char *) text, (gsize) (end - text));
  return flags[0] == 1 && flags[1] == 0 ? inflate_text (text, (gsize) (end - text)) : NULL;
}

char *
gesso_recipe_read_png (const guint8 *data,
                       gsize         size)
{
  gsize position = SIGNATURE_SIZE;
  Chunk chunk;

  while (read_chunk (data, size, &position, &chunk))
    if (is_ours (&chunk))
      return read_text (&chunk);
  return NULL;
}

static void
append_recipe (GByteArray *file,
               const char *recipe)
{
  guint start = file->len;

  append_32 (file, (guint32) (sizeof (keyword) + 4 + strlen (recipe)));
  g_byte_array_append (file, (const guint8 *) "iTXt", 4);
  g_byte_array_append (file, (const guint8 *) keyword, sizeof (keyword));
  g_byte_array_append (file, (const guint8 *) "\0\0\0\0", 4);
  g_byte_array_append (file, (const guint8 *) recipe, (guint) strlen (recipe));
  append_32 (file, libdeflate_crc32 (0, file->data + start + 4, file->len - start - 4));
}

GBytes *
gesso_recipe_write_png (const guint8 *data,
                        gsize         size,
                        const char   *recipe,
                        GError      **error)
{
  g_autoptr (GByteArray) file = g_byte_array_sized_new ((guint) (size + (recipe ? strlen (recipe) : 0) + 64));
  gsize position = SIGNATURE_SIZE;
  gboolean ended = FALSE;
  Chunk chunk;

  g_byte_array_append (file, data, SIGNATURE_SIZE);
  while (!ended && read_chunk (data, size, &position, &chunk))
    {
      if (is_ours (&chunk))
        continue;
      /* Before the pixels, where a reader need not go far. */
      if (recipe != NULL && (is_type (&chunk, "IDAT") || is_type (&chunk, "IEND")))
        append_recipe (file, g_steal_pointer (&recipe));
      ended = is_type (&chunk, "IEND");
      g_byte_array_append (file, chunk.start, (guint) (chunk.size + CHUNK_OVERHEAD));
    }
  if (!ended)
    {
      gesso_codec_set_truncated (error);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}

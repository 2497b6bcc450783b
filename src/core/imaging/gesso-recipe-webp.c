/* gesso-recipe-webp.c - the XMP chunk of an extended WebP file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>
#include <webp/decode.h>

#include "gesso-codec-private.h"
#include "gesso-recipe-private.h"
#include "gesso-riff-private.h"

static gboolean
find_chunk (const guint8   *data,
            gsize           size,
            const char     *type,
            GessoRiffChunk *chunk)
{
  GessoRiff riff;

  if (gesso_riff_open (&riff, data, size))
    while (gesso_riff_next (&riff, chunk))
      if (g_str_equal (chunk->type, type))
        return TRUE;
  return FALSE;
}

char *
gesso_recipe_read_webp (const guint8 *data,
                        gsize         size)
{
  GessoRiffChunk chunk;

  if (!find_chunk (data, size, "XMP ", &chunk) || chunk.size > GESSO_XMP_MAX_BYTES)
    return NULL;
  return gesso_xmp_get_recipe ((const char *) chunk.data, chunk.size);
}

/* The header chunk of the extended form, from the file's own or from its only picture. */
static gboolean
make_header (const guint8 *data,
             gsize         size,
             guint8       *header)
{
  WebPBitstreamFeatures features;
  GessoRiffChunk chunk;

  if (find_chunk (data, size, "VP8X", &chunk) && chunk.size >= GESSO_WEBP_VP8X_SIZE)
    {
      memcpy (header, chunk.data, GESSO_WEBP_VP8X_SIZE);
      return TRUE;
    }
  if (WebPGetFeatures (data, size, &features) != VP8_STATUS_OK)
    return FALSE;
  memset (header, 0, GESSO_WEBP_VP8X_SIZE);
  header[0] = features.has_alpha ? GESSO_WEBP_ALPHA : 0;
  gesso_riff_write_24 (header + 4, (guint32) features.width - 1);
  gesso_riff_write_24 (header + 7, (guint32) features.height - 1);
  return TRUE;
}

GBytes *
gesso_recipe_write_webp (const guint8 *data,
                         gsize         size,
                         const char   *recipe,
                         GError      **error)
{
  g_autofree char *packet = NULL;
  guint8 header[GESSO_WEBP_VP8X_SIZE];
  GessoRiffChunk chunk;
  GByteArray *file;
  GessoRiff riff;

  if (!gesso_riff_open (&riff, data, size) || !make_header (data, size, header))
    {
      gesso_codec_set_truncated (error);
      return NULL;
    }
  if (find_chunk (data, size, "XMP ", &chunk))
    packet = gesso_xmp_set_recipe ((const char *) chunk.data, MIN (chunk.size, GESSO_XMP_MAX_BYTES), recipe);
  else
    packet = gesso_xmp_set_recipe (NULL, 0, recipe);
  header[0] = (guint8) ((header[0] & ~GESSO_WEBP_XMP) | (packet != NULL ? GESSO_WEBP_XMP : 0));
  file = gesso_riff_begin ();
  gesso_riff_append (file, "VP8X", header, sizeof (header));
  while (gesso_riff_next (&riff, &chunk))
    if (!g_str_equal (chunk.type, "VP8X") && !g_str_equal (chunk.type, "XMP "))
      gesso_riff_append (file, chunk.type, chunk.data, chunk.size);
  if (packet != NULL)
    gesso_riff_append (file, "XMP ", packet, strlen (packet));
  return gesso_riff_finish (file);
}

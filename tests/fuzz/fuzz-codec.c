/* fuzz-codec.c - bytes that should be a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fuzz.h"
#include "gesso-codec.h"

/* A fuzzer is to find crashes, not to wait for large pictures. */
#define LARGEST_PIXELS (512 * 512)

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  GessoPictureInfo info;
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GessoImage) small = NULL;

  if (!gesso_codec_probe (bytes, &info, &error))
    {
      g_assert_nonnull (error);
      return 0;
    }
  if ((guint64) info.width * info.height > LARGEST_PIXELS)
    return 0;
  image = gesso_codec_decode (bytes, NULL, NULL);
  small = gesso_codec_decode_small (bytes, 32, NULL, NULL);
  if (image != NULL)
    g_assert_true (gesso_image_get_width (image) > 0 && gesso_image_get_height (image) > 0);
  return 0;
}

/* fuzz-openraster.c - bytes that should be a picture in layers, or its list of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fuzz.h"
#include "gesso-openraster-private.h"

/* A fuzzer is to find crashes, not to wait for large pictures. */
#define LARGEST_PIXELS (512 * 512)

static gboolean
is_small (GBytes *xml)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoOpenrasterStack) stack = gesso_openraster_stack_parse (xml, &error);

  g_assert_true ((stack == NULL) == (error != NULL));
  return stack != NULL && (guint64) stack->width * stack->height <= LARGEST_PIXELS;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GHashTable) parts = NULL;
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *xml;

  if (!gesso_openraster_is_zip (bytes))
    {
      is_small (bytes);
      return 0;
    }
  parts = gesso_openraster_unpack (bytes, NULL, NULL);
  xml = parts != NULL ? g_hash_table_lookup (parts, GESSO_OPENRASTER_STACK) : NULL;
  if (xml == NULL || !is_small (xml))
    return 0;
  image = gesso_openraster_read (bytes, NULL, &error);
  g_assert_true ((image == NULL) == (error != NULL));
  return 0;
}

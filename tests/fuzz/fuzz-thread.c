/* fuzz-thread.c - the JSON of one thread, as a bundle holds it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "gesso-bundle-private.h"

#define HASH_LENGTH 64

/* All that is called like a picture is there. */
static GHashTable *
find_pictures (const char *text)
{
  GHashTable *pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  while (*text != '\0')
    {
      gsize length = strspn (text, "0123456789abcdef");

      if (length == HASH_LENGTH)
        {
          GessoBundlePicture *picture = g_new0 (GessoBundlePicture, 1);

          *picture = (GessoBundlePicture) { 1000, 64, 64 };
          g_hash_table_insert (pictures, g_strndup (text, length), picture);
        }
      text += MAX (length, 1);
    }
  return pictures;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GessoExcerpt) excerpt = gesso_excerpt_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GHashTable) pictures = find_pictures (text);
  g_autoptr (GError) error = NULL;

  if (gesso_bundle_parse_thread (excerpt, bytes, "00000000-0000-4000-8000-000000000000", &error) &&
      gesso_bundle_check_excerpt (excerpt, pictures, &error))
    {
      g_autofree char *again = gesso_bundle_thread_to_text (g_ptr_array_index (excerpt->threads, 0));

      g_assert_true (g_utf8_validate (again, -1, NULL));
    }
  else
    g_assert_nonnull (error);
  return 0;
}

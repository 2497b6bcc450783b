/* fuzz-bundle.c - a file that should hold threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE

#include "config.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "gesso-bundle-archive.h"
#include "gesso-bundle-private.h"
#include "gesso-codec.h"

static gboolean
take_entry (GessoExcerpt        *excerpt,
            GHashTable          *pictures,
            GessoBundleEntryKind kind,
            const char          *name,
            GBytes              *bytes,
            GError             **error)
{
  g_autofree char *uuid = NULL;
  GessoPictureInfo info = { 0 };

  if (kind == GESSO_BUNDLE_HEAD)
    return gesso_bundle_check_head (bytes, error);
  if (kind == GESSO_BUNDLE_BLOB)
    {
      GessoBundlePicture *picture = g_new0 (GessoBundlePicture, 1);

      /* That its name is its hash is passed over: no chance would ever find one. */
      gesso_codec_probe (bytes, &info, NULL);
      picture->size = (gint64) g_bytes_get_size (bytes);
      picture->width = info.width;
      picture->height = info.height;
      g_hash_table_insert (pictures, g_strdup (name), picture);
      return TRUE;
    }
  uuid = g_strndup (name, strlen (name) - strlen (".json"));
  return gesso_bundle_parse_thread (excerpt, bytes, uuid, error);
}

static gboolean
read_all (const char  *path,
          GError     **error)
{
  g_autoptr (GessoExcerpt) excerpt = gesso_excerpt_new ();
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GessoBundleReader) reader = gesso_bundle_reader_new (path, error);

  while (reader != NULL)
    {
      g_autoptr (GBytes) bytes = NULL;
      GessoBundleEntryKind kind;
      const char *name;

      if (!gesso_bundle_reader_next (reader, &kind, &name, &bytes, error))
        return FALSE;
      if (bytes == NULL)
        return gesso_bundle_check_excerpt (excerpt, pictures, error);
      if (!take_entry (excerpt, pictures, kind, name, bytes, error))
        return FALSE;
    }
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  int fd = memfd_create ("bundle", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (write (fd, data, size), ==, (gssize) size);
  if (!read_all (path, &error))
    g_assert_nonnull (error);
  close (fd);
  return 0;
}

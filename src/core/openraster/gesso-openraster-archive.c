/* gesso-openraster-archive.c - what is in the zip file of somebody else's program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-openraster-private.h"

#define MIME_NAME "mimetype"
#define PICTURE_SUFFIX ".png"

#define MAX_MIME_BYTES 256
#define MAX_TEXT_BYTES (16 * 1024 * 1024)
#define MAX_ENTRIES 10000
/* Pictures hardly become smaller, so a file that promises this many times its size is a bomb. */
#define MAX_RATIO 50
#define ALWAYS_ALLOWED (64 * 1024 * 1024)
#define BLOCK (256 * 1024)

typedef struct
{
  struct archive *archive;
  GHashTable *parts; /* (owned) (element-type utf8 GBytes) */
  guint64 allowed;   /* bytes that may still come */
  guint n_entries;
} Unpacking;

gboolean
gesso_openraster_refuse (GError    **error,
                         const char *what)
{
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: of an OpenRaster file. The placeholder says what is wrong, such as “a layer is missing”. */
               _("The layered picture cannot be opened: %s. It is damaged or no OpenRaster file."), what);
  return FALSE;
}

static gboolean
has_suffix (const char *name,
            const char *suffix)
{
  gsize length = strlen (name);

  return length > strlen (suffix) && g_ascii_strcasecmp (name + length - strlen (suffix), suffix) == 0;
}

gboolean
gesso_openraster_is_named (const char *name)
{
  return name != NULL && has_suffix (name, GESSO_OPENRASTER_SUFFIX);
}

gboolean
gesso_openraster_is_zip (GBytes *bytes)
{
  return g_bytes_get_size (bytes) >= 4 && memcmp (g_bytes_get_data (bytes, NULL), "PK\003\004", 4) == 0;
}

/* How much of an entry is sensible; 0: it is of no use here. */
static gsize
get_limit (const char *name)
{
  if (g_str_equal (name, MIME_NAME))
    return MAX_MIME_BYTES;
  if (g_str_equal (name, GESSO_OPENRASTER_STACK))
    return MAX_TEXT_BYTES;
  return has_suffix (name, PICTURE_SUFFIX) ? GESSO_PICTURE_MAX_BYTES : 0;
}

static GBytes *
read_data (Unpacking    *unpacking,
           gsize         limit,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  la_ssize_t n;

  while ((n = archive_read_data (unpacking->archive, block, BLOCK)) > 0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (data->len + (gsize) n > limit || (guint64) n > unpacking->allowed)
        {
          gesso_openraster_refuse (error, _("it unpacks to far more than it holds"));
          return NULL;
        }
      unpacking->allowed -= (guint64) n;
      g_byte_array_append (data, block, (guint) n);
    }
  if (n < 0)
    {
      gesso_openraster_refuse (error, _("it is no whole zip file"));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/* Nothing is ever written where a name says, so a name can only be of use or not. */
static gboolean
take_entry (Unpacking            *unpacking,
            struct archive_entry *entry,
            GCancellable         *cancellable,
            GError              **error)
{
  const char *name = archive_entry_pathname_utf8 (entry);
  gsize limit = name != NULL ? get_limit (name) : 0;
  GBytes *data;

  if (++unpacking->n_entries > MAX_ENTRIES)
    return gesso_openraster_refuse (error, _("there is too much in it"));
  if (limit == 0 || archive_entry_filetype (entry) != AE_IFREG)
    return TRUE;
  if (archive_entry_is_encrypted (entry))
    return gesso_openraster_refuse (error, _("it is encrypted"));
  if (g_hash_table_contains (unpacking->parts, name))
    return gesso_openraster_refuse (error, _("the same name is in it twice"));
  data = read_data (unpacking, limit, cancellable, error);
  if (data == NULL)
    return FALSE;
  g_hash_table_insert (unpacking->parts, g_strdup (name), data);
  return TRUE;
}

static gboolean
take_entries (Unpacking    *unpacking,
              GBytes       *bytes,
              GCancellable *cancellable,
              GError      **error)
{
  struct archive_entry *entry;
  int status;

  /* By its table of contents, as every other program reads it. */
  if (archive_read_support_format_zip_seekable (unpacking->archive) != ARCHIVE_OK ||
      archive_read_open_memory (unpacking->archive, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) != ARCHIVE_OK)
    return gesso_openraster_refuse (error, _("it is no whole zip file"));
  while ((status = archive_read_next_header (unpacking->archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN)
    if (!take_entry (unpacking, entry, cancellable, error))
      return FALSE;
  return status == ARCHIVE_EOF || gesso_openraster_refuse (error, _("it is no whole zip file"));
}

/* What comes after the words, such as an end of line, is let pass. */
static gboolean
check_mime (GHashTable *parts,
            GError    **error)
{
  GBytes *mime = g_hash_table_lookup (parts, MIME_NAME);
  gsize size = 0;
  const char *data = mime != NULL ? g_bytes_get_data (mime, &size) : NULL;
  g_autofree char *text = g_strndup (data, size);

  if (data != NULL && g_str_equal (g_strstrip (text), GESSO_OPENRASTER_MIME))
    return TRUE;
  return gesso_openraster_refuse (error, _("it says that it is something else"));
}

GHashTable *
gesso_openraster_unpack (GBytes       *bytes,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  Unpacking unpacking = { archive_read_new (), parts, (guint64) g_bytes_get_size (bytes) * MAX_RATIO + ALWAYS_ALLOWED, 0 };
  gboolean good = unpacking.archive != NULL && take_entries (&unpacking, bytes, cancellable, error);

  g_clear_pointer (&unpacking.archive, archive_read_free);
  return good && check_mime (parts, error) ? g_steal_pointer (&parts) : NULL;
}

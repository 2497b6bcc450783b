/* gesso-codec-file.c - a picture file into memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-error.h"

#define PORTION (1024 * 1024)

/* What GIO says, as a sentence about the file @name. */
static void
set_failure (GError      **error,
             const GError *failure,
             const char   *name)
{
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (failure));
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    /* Translators: %s is the name of a file. */
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                 _("There is no file “%s”. It may have been moved or renamed."), name);
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    /* Translators: %s is the name of a file. */
    g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                 _("You may not read “%s”. Change its permissions or choose another file."), name);
  else
    {
      g_debug ("%s: %s", name, failure->message);
      /* Translators: %s is the name of a file. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   _("Reading “%s” failed. Check the disk or the connection and try again."), name);
    }
}

static void
set_too_long (GError    **error,
              const char *name,
              gsize       max_bytes)
{
  g_autofree char *limit = g_format_size (max_bytes);

  /* Translators: the name of a file, and a size such as “500 MB”. */
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               _("“%s” is larger than %s, the most that Gesso opens."), name, limit);
}

/* Only ordinary files: opening a pipe would wait for ever. */
static gboolean
check_file (GFile        *file,
            const char   *name,
            gsize         max_bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInfo) info = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &failure);
  if (info == NULL)
    {
      set_failure (error, failure, name);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      /* Translators: %s is the name of a folder. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   _("“%s” is a folder. Choose a picture in it."), name);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_SPECIAL)
    {
      /* Translators: %s is the name of a device, a pipe or the like. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   _("“%s” is not an ordinary file. Choose a picture file."), name);
      return FALSE;
    }
  if (g_file_info_get_size (info) > (goffset) max_bytes)
    {
      set_too_long (error, name, max_bytes);
      return FALSE;
    }
  return TRUE;
}

/* To the end of @stream, or to just beyond @max_bytes. */
static gboolean
read_all (GInputStream *stream,
          GByteArray   *data,
          gsize         max_bytes,
          GCancellable *cancellable,
          GError      **error)
{
  gsize got;

  do
    {
      gsize length = data->len;
      gsize portion = MIN (PORTION, max_bytes + 1 - length);

      g_byte_array_set_size (data, (guint) (length + portion));
      if (!g_input_stream_read_all (stream, data->data + length, portion, &got, cancellable, error))
        return FALSE;
      g_byte_array_set_size (data, (guint) (length + got));
      if (got < portion)
        return TRUE;
    }
  while (data->len <= max_bytes);
  return TRUE;
}

GBytes *
gesso_codec_read_file (GFile        *file,
                       gsize         max_bytes,
                       GCancellable *cancellable,
                       GError      **error)
{
  g_autofree char *path = g_file_get_parse_name (file);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) failure = NULL;

  max_bytes = MIN (max_bytes, GESSO_PICTURE_MAX_BYTES);
  if (!check_file (file, name, max_bytes, cancellable, error))
    return NULL;
  stream = g_file_read (file, cancellable, &failure);
  if (stream == NULL || !read_all (G_INPUT_STREAM (stream), data, max_bytes, cancellable, &failure))
    {
      set_failure (error, failure, name);
      return NULL;
    }
  if (data->len > max_bytes)
    {
      set_too_long (error, name, max_bytes);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}

/* gesso-codec-pixbuf.c - reading TIFF through GdkPixbuf
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-codec-private.h"
#include "gesso-error.h"

/* Bytes handed over between two looks at the cancellable. */
#define PORTION (256 * 1024)

/* libtiff hands out colours multiplied by their alpha, and GdkPixbuf passes them on. */
static void
divide_by_alpha (guint8 *row,
                 guint   width)
{
  for (guint x = 0; x < width; x++, row += 4)
    for (guint c = 0; c < 3 && row[3] != 255; c++)
      row[c] = row[3] == 0 ? 0 : (guint8) MIN ((row[c] * 255u + row[3] / 2u) / row[3], 255);
}

static GessoImage *
copy_pixbuf (GdkPixbuf *pixbuf,
             GError   **error)
{
  guint channels = (guint) gdk_pixbuf_get_n_channels (pixbuf);
  guint width = (guint) gdk_pixbuf_get_width (pixbuf);
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  const char *profile = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  g_autoptr (GessoImage) image = NULL;

  image = gesso_image_new (width, (guint) gdk_pixbuf_get_height (pixbuf), channels, error);
  if (image == NULL)
    return NULL;
  for (guint y = 0; y < gesso_image_get_height (image); y++)
    {
      guint8 *row = gesso_image_edit_row (image, y);

      memcpy (row, pixels + y * stride, (gsize) width * channels);
      if (channels == 4)
        divide_by_alpha (row, width);
    }
  if (profile != NULL)
    {
      gsize size;
      g_autofree guchar *data = g_base64_decode (profile, &size);

      gesso_codec_keep_profile (image, data, size);
    }
  /* The module gives an alpha channel whether the file has one or not. */
  return gesso_image_convert (image, gesso_image_has_alpha (image) ? 4 : 3, error);
}

/* Closes @loader whatever happens, as it must be before it may go. */
static gboolean
feed (GdkPixbufLoader *loader,
      GBytes          *bytes,
      GCancellable    *cancellable,
      GError         **error)
{
  gsize size, position = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gboolean cancelled = FALSE, fed = TRUE;

  while (fed && position < size)
    {
      gsize portion = MIN (size - position, PORTION);

      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
      fed = !cancelled && gdk_pixbuf_loader_write (loader, data + position, portion, NULL);
      position += portion;
    }
  fed = gdk_pixbuf_loader_close (loader, NULL) && fed;
  if (!fed && !cancelled)
    gesso_codec_set_damaged (error);
  return fed;
}

GessoImage *
gesso_codec_pixbuf_decode (GBytes                 *bytes,
                           const GessoPictureInfo *info,
                           GCancellable           *cancellable,
                           GError                **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  GdkPixbuf *pixbuf;

  loader = gdk_pixbuf_loader_new_with_mime_type (gesso_format_get_mime (info->format), NULL);
  if (loader == NULL)
    {
      /* Translators: %s is the ending of a file format's names, such as tiff. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED,
                   _("GdkPixbuf’s module for %s pictures is not installed on this system."),
                   gesso_format_get_suffix (info->format));
      return NULL;
    }
  if (!feed (loader, bytes, cancellable, error))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  upright = pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
  if (upright == NULL)
    {
      gesso_codec_set_damaged (error);
      return NULL;
    }
  return copy_pixbuf (upright, error);
}

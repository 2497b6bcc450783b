/* gesso-codec-pixbuf.c - formats that the desktop may have a loader for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "gesso-codec-private.h"
#include "gesso-error.h"

#define STEP (256 * 1024)

typedef struct
{
  guint width, height; /* 0: not told yet */
} Size;

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  Size            *size)
{
  size->width = (guint) MAX (width, 0);
  size->height = (guint) MAX (height, 0);
}

/*
 * Newer GdkPixbuf reads every picture in a helper process, and says the same of
 * a picture that is damaged as of a helper that cannot be started. That a single
 * pixel cannot be read either tells the two apart.
 */
static gboolean
can_read_anything (void)
{
  static const guint8 pixel[] = {
    'B', 'M', 58, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 24, 0,
    0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 0,
  };
  g_autoptr (GdkPixbufLoader) loader = NULL;
  gboolean well;

  if (!gesso_codec_pixbuf_has_loader ("image/bmp"))
    return TRUE;
  loader = gdk_pixbuf_loader_new ();
  well = gdk_pixbuf_loader_write (loader, pixel, sizeof pixel, NULL);
  return gdk_pixbuf_loader_close (loader, NULL) && well;
}

/* Gives the loader all of @bytes, or as much as it needs to tell the size. Loaders may do all of it when closed. */
static GdkPixbufLoader *
load (GBytes       *bytes,
      gboolean      size_only,
      Size         *size,
      GCancellable *cancellable,
      GError      **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gsize n, position = 0;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  gboolean well = TRUE, enough = FALSE;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), size);
  while (well && !enough && position < n)
    {
      gsize step = MIN (n - position, STEP);

      well = !g_cancellable_is_cancelled (cancellable) && gdk_pixbuf_loader_write (loader, data + position, step, NULL);
      position += step;
      enough = size->width > 0 && (size_only || !gesso_image_check_size (size->width, size->height, NULL));
    }
  /* Closing one that failed or was not given all of it complains, which says nothing new. */
  well = gdk_pixbuf_loader_close (loader, NULL) && well;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      (size->width > 0 && !gesso_image_check_size (size->width, size->height, error)))
    return NULL;
  if (well || (enough && size->width > 0))
    return g_steal_pointer (&loader);
  if (can_read_anything ())
    gesso_codec_set_damaged (error);
  else
    gesso_codec_set_no_helper (error);
  return NULL;
}

gboolean
gesso_codec_pixbuf_has_loader (const char *mime)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();
  gboolean found = FALSE;

  for (GSList *l = formats; l != NULL && !found; l = l->next)
    {
      g_auto (GStrv) mimes = gdk_pixbuf_format_get_mime_types (l->data);

      found = !gdk_pixbuf_format_is_disabled (l->data) && g_strv_contains ((const char *const *) mimes, mime);
    }
  return found;
}

gboolean
gesso_codec_pixbuf_measure (GBytes  *bytes,
                            guint   *width,
                            guint   *height,
                            GError **error)
{
  Size size = { 0 };
  g_autoptr (GdkPixbufLoader) loader = load (bytes, TRUE, &size, NULL, error);

  *width = size.width;
  *height = size.height;
  return loader != NULL;
}

GessoImage *
gesso_codec_pixbuf_decode (GBytes                 *bytes,
                           const GessoPictureInfo *info,
                           GCancellable           *cancellable,
                           GError                **error)
{
  Size size = { 0 };
  g_autoptr (GdkPixbufLoader) loader = load (bytes, FALSE, &size, cancellable, error);
  GdkPixbuf *pixbuf = loader != NULL ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  const char *profile = pixbuf != NULL ? gdk_pixbuf_get_option (pixbuf, "icc-profile") : NULL;
  guint channels = pixbuf != NULL ? (guint) gdk_pixbuf_get_n_channels (pixbuf) : 0;
  GessoImage *image;

  if (loader == NULL)
    return NULL;
  if (pixbuf != NULL)
    {
      size.width = (guint) gdk_pixbuf_get_width (pixbuf);
      size.height = (guint) gdk_pixbuf_get_height (pixbuf);
    }
  if (pixbuf == NULL || (info->width > 0 && (size.width != info->width || size.height != info->height)))
    {
      gesso_codec_set_damaged (error);
      return NULL;
    }
  image = gesso_image_new (size.width, size.height, channels, error);
  for (guint y = 0; image != NULL && y < size.height; y++)
    memcpy (gesso_image_edit_row (image, y),
            gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf),
            (gsize) size.width * channels);
  if (image != NULL && profile != NULL)
    {
      gsize length;
      g_autofree guchar *data = g_base64_decode (profile, &length);

      gesso_codec_keep_profile (image, data, length);
    }
  return image;
}

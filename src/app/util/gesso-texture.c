/* gesso-texture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-app"

#include "config.h"

#include <gtk/gtk.h>

#include "gesso-blurhash.h"
#include "gesso-texture.h"

/* Grey has no texture format, and opaque RGBA would be drawn the slow way:
 * both become RGB. When memory is out, RGBA stays as it is. */
static GessoImage *
dup_drawable (GessoImage *image)
{
  g_autoptr (GError) error = NULL;
  GessoImage *rgb;

  if (gesso_image_get_channels (image) == 3 || gesso_image_has_alpha (image))
    return gesso_image_ref (image);
  rgb = gesso_image_convert (image, 3, &error);
  if (rgb != NULL)
    return rgb;
  g_message ("A picture is drawn without conversion: %s", error->message);
  return gesso_image_get_channels (image) == 4 ? gesso_image_ref (image) : NULL;
}

static GdkTexture *
make_blank (void)
{
  static const guint8 transparent[4] = { 0, 0, 0, 0 };
  g_autoptr (GBytes) pixel = g_bytes_new_static (transparent, sizeof transparent);

  return gdk_memory_texture_new (1, 1, GDK_MEMORY_R8G8B8A8, pixel, sizeof transparent);
}

GdkTexture *
gesso_texture_new (GessoImage *image)
{
  g_autoptr (GessoImage) drawable = NULL;
  g_autoptr (GBytes) pixels = NULL;

  g_return_val_if_fail (image != NULL, NULL);

  drawable = dup_drawable (image);
  if (drawable == NULL)
    return make_blank ();
  pixels = gesso_image_to_bytes (drawable);
  return gdk_memory_texture_new (gesso_image_get_width (drawable), gesso_image_get_height (drawable),
                                 gesso_image_get_channels (drawable) == 4 ? GDK_MEMORY_R8G8B8A8
                                                                          : GDK_MEMORY_R8G8B8,
                                 pixels, gesso_image_get_stride (drawable));
}

GdkTexture *
gesso_texture_new_placeholder (const char *blurhash,
                               guint       width,
                               guint       height,
                               guint       side)
{
  g_autoptr (GessoImage) pixels = NULL;
  double aspect = (double) MAX (width, 1) / MAX (height, 1);

  if (blurhash == NULL)
    return NULL;
  pixels = gesso_blurhash_decode (blurhash, aspect >= 1 ? side : MAX (1, (guint) (side * aspect)),
                                  aspect >= 1 ? MAX (1, (guint) (side / aspect)) : side);
  return pixels != NULL ? gesso_texture_new (pixels) : NULL;
}

static gboolean
has_render_node (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/dev/dri", 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "renderD"))
      return TRUE;
  return FALSE;
}

void
gesso_renderer_choose (void)
{
  if (has_render_node ())
    return;
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  if (g_str_equal (g_getenv ("GSK_RENDERER"), "cairo"))
    g_setenv (gtk_get_minor_version () < 16 ? "GDK_DEBUG" : "GDK_DISABLE",
              gtk_get_minor_version () < 16 ? "gl-disable" : "gl", FALSE);
}

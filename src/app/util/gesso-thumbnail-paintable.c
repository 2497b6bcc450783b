/* gesso-thumbnail-paintable.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-app"

#include "config.h"

#include <gtk/gtk.h>

#include "gesso-texture.h"
#include "gesso-thumbnail-paintable.h"

struct _GessoThumbnailPaintable
{
  GObject parent_instance;

  GessoThumbnails *thumbnails; /* (owned) */
  guint placeholder_side;

  /* the picture */
  char *blob;     /* (owned) (nullable) */
  char *blurhash; /* (owned) (nullable) */
  guint width;
  guint height;

  /* what is known of it */
  GdkTexture *texture;       /* (owned) (nullable): thumbnail or placeholder */
  GCancellable *cancellable; /* (owned) (nullable): of the load under way */
  guint side;
  guint broken : 1;
};

/* Covers its place; only extreme shapes and rounding leave anything out. */
static void
gesso_thumbnail_paintable_snapshot (GdkPaintable *paintable,
                                    GdkSnapshot  *snapshot,
                                    double        width,
                                    double        height)
{
  GessoThumbnailPaintable *self = GESSO_THUMBNAIL_PAINTABLE (paintable);
  double scale, shown_width, shown_height;

  if (self->texture == NULL)
    return;
  scale = MAX (width / gdk_texture_get_width (self->texture), height / gdk_texture_get_height (self->texture));
  shown_width = scale * gdk_texture_get_width (self->texture);
  shown_height = scale * gdk_texture_get_height (self->texture);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) (width - shown_width) / 2,
                                                    (float) (height - shown_height) / 2,
                                                    (float) shown_width, (float) shown_height));
  gtk_snapshot_pop (snapshot);
}

static GdkPaintable *
gesso_thumbnail_paintable_get_current_image (GdkPaintable *paintable)
{
  GessoThumbnailPaintable *self = GESSO_THUMBNAIL_PAINTABLE (paintable);

  return self->texture != NULL ? GDK_PAINTABLE (g_object_ref (self->texture)) : gdk_paintable_new_empty (0, 0);
}

static void
gesso_thumbnail_paintable_init_interface (GdkPaintableInterface *iface)
{
  iface->snapshot = gesso_thumbnail_paintable_snapshot;
  iface->get_current_image = gesso_thumbnail_paintable_get_current_image;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoThumbnailPaintable, gesso_thumbnail_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, gesso_thumbnail_paintable_init_interface))

static void
show (GessoThumbnailPaintable *self,
      GdkTexture              *texture)
{
  if (g_set_object (&self->texture, texture))
    gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

static void
stop_loading (GessoThumbnailPaintable *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
forget (GessoThumbnailPaintable *self)
{
  stop_loading (self);
  g_clear_pointer (&self->blob, g_free);
  g_clear_pointer (&self->blurhash, g_free);
  g_clear_object (&self->texture);
  self->side = 0;
  self->broken = FALSE;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoThumbnailPaintable) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gesso_thumbnails_load_finish (GESSO_THUMBNAILS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (texture != NULL)
    {
      show (self, texture);
      return;
    }
  g_message ("No thumbnail: %s", error->message);
  self->broken = TRUE;
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

static void
gesso_thumbnail_paintable_dispose (GObject *object)
{
  GessoThumbnailPaintable *self = GESSO_THUMBNAIL_PAINTABLE (object);

  forget (self);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (gesso_thumbnail_paintable_parent_class)->dispose (object);
}

static void
gesso_thumbnail_paintable_class_init (GessoThumbnailPaintableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_thumbnail_paintable_dispose;
}

static void
gesso_thumbnail_paintable_init (GessoThumbnailPaintable *self)
{
}

GessoThumbnailPaintable *
gesso_thumbnail_paintable_new (GessoThumbnails *thumbnails,
                               guint            placeholder_side)
{
  GessoThumbnailPaintable *self;

  g_return_val_if_fail (GESSO_IS_THUMBNAILS (thumbnails), NULL);

  self = g_object_new (GESSO_TYPE_THUMBNAIL_PAINTABLE, NULL);
  self->thumbnails = g_object_ref (thumbnails);
  self->placeholder_side = placeholder_side;
  return self;
}

void
gesso_thumbnail_paintable_set_picture (GessoThumbnailPaintable *self,
                                       const char              *blob,
                                       const char              *blurhash,
                                       guint                    width,
                                       guint                    height)
{
  g_return_if_fail (GESSO_IS_THUMBNAIL_PAINTABLE (self));

  if (g_strcmp0 (self->blob, blob) == 0)
    return;
  forget (self);
  self->blob = g_strdup (blob);
  self->blurhash = g_strdup (blurhash);
  self->width = width;
  self->height = height;
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

void
gesso_thumbnail_paintable_load (GessoThumbnailPaintable *self,
                                guint                    side)
{
  g_autoptr (GdkTexture) placeholder = NULL;
  GdkTexture *texture;

  g_return_if_fail (GESSO_IS_THUMBNAIL_PAINTABLE (self));

  if (self->blob == NULL || self->side == side)
    return;
  stop_loading (self);
  self->side = side;
  texture = gesso_thumbnails_find (self->thumbnails, self->blob, side);
  if (texture != NULL)
    {
      show (self, texture);
      return;
    }
  if (self->texture == NULL)
    {
      placeholder = gesso_texture_new_placeholder (self->blurhash, self->width, self->height, self->placeholder_side);
      show (self, placeholder);
    }
  self->cancellable = g_cancellable_new ();
  gesso_thumbnails_load_async (self->thumbnails, self->blob, side, self->cancellable, loaded_cb, g_object_ref (self));
}

guint
gesso_thumbnail_paintable_get_side (GessoThumbnailPaintable *self)
{
  g_return_val_if_fail (GESSO_IS_THUMBNAIL_PAINTABLE (self), 0);
  return self->side;
}

gboolean
gesso_thumbnail_paintable_is_empty (GessoThumbnailPaintable *self)
{
  g_return_val_if_fail (GESSO_IS_THUMBNAIL_PAINTABLE (self), TRUE);
  return self->texture == NULL;
}

gboolean
gesso_thumbnail_paintable_is_broken (GessoThumbnailPaintable *self)
{
  g_return_val_if_fail (GESSO_IS_THUMBNAIL_PAINTABLE (self), FALSE);
  return self->broken;
}

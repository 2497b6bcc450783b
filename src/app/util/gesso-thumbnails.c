/* gesso-thumbnails.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-picture-loader.h"
#include "gesso-texture-cache.h"
#include "gesso-texture.h"
#include "gesso-thumbnails.h"

struct _GessoThumbnails
{
  GObject parent_instance;

  GessoStudio *studio; /* (owned) */
};

G_DEFINE_FINAL_TYPE (GessoThumbnails, gesso_thumbnails, G_TYPE_OBJECT)

guint
gesso_thumbnails_round_side (guint side)
{
  return gesso_picture_loader_round_side (side);
}

static char *
make_key (const char *blob,
          guint       side)
{
  return g_strdup_printf ("%s-%u", blob, gesso_thumbnails_round_side (side));
}

static void
gesso_thumbnails_finalize (GObject *object)
{
  GessoThumbnails *self = GESSO_THUMBNAILS (object);

  g_object_unref (self->studio);
  G_OBJECT_CLASS (gesso_thumbnails_parent_class)->finalize (object);
}

static void
gesso_thumbnails_class_init (GessoThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_thumbnails_finalize;
}

static void
gesso_thumbnails_init (GessoThumbnails *self)
{
}

GessoThumbnails *
gesso_thumbnails_new (GessoStudio *studio)
{
  GessoThumbnails *self = g_object_new (GESSO_TYPE_THUMBNAILS, NULL);

  self->studio = g_object_ref (studio);
  return self;
}

GessoStudio *
gesso_thumbnails_get_studio (GessoThumbnails *self)
{
  g_return_val_if_fail (GESSO_IS_THUMBNAILS (self), NULL);
  return self->studio;
}

GdkTexture *
gesso_thumbnails_find (GessoThumbnails *self,
                       const char      *blob,
                       guint            side)
{
  g_autofree char *key = make_key (blob, side);

  return gesso_texture_cache_find (gesso_texture_cache_get_default (), key);
}

static void
thumbnail_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;

  image = gesso_studio_load_thumbnail_finish (GESSO_STUDIO (source), result, &error);
  if (image == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  texture = gesso_texture_new (image);
  gesso_texture_cache_keep (gesso_texture_cache_get_default (), g_task_get_task_data (task), texture);
  g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
}

void
gesso_thumbnails_load_async (GessoThumbnails     *self,
                             const char          *blob,
                             guint                side,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GESSO_IS_THUMBNAILS (self));
  g_return_if_fail (blob != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_thumbnails_load_async);
  g_task_set_task_data (task, make_key (blob, side), g_free);
  gesso_studio_load_thumbnail_async (self->studio, blob, side, cancellable, thumbnail_loaded_cb, g_steal_pointer (&task));
}

GdkTexture *
gesso_thumbnails_load_finish (GessoThumbnails  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

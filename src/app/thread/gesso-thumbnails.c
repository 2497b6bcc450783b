/* gesso-thumbnails.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-texture.h"
#include "gesso-thumbnails.h"

/* A large thumbnail takes up to 768 KiB. */
#define MAX_KEPT 48

typedef struct
{
  char *key;           /* (owned) */
  GdkTexture *texture; /* (owned) */
} Entry;

struct _GessoThumbnails
{
  GObject parent_instance;

  GessoStudio *studio;  /* (owned) */
  GQueue kept;          /* (element-type Entry) (owned): latest use first */
  GHashTable *by_key;   /* (owned): key, borrowed from the entry → GList of kept */
};

G_DEFINE_FINAL_TYPE (GessoThumbnails, gesso_thumbnails, G_TYPE_OBJECT)

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_object_unref (entry->texture);
  g_free (entry);
}

/* The two sizes that exist. */
static guint
round_side (guint side)
{
  return side <= 256 ? 256 : 512;
}

static char *
make_key (const char *blob,
          guint       side)
{
  return g_strdup_printf ("%s-%u", blob, round_side (side));
}

static void
keep_texture (GessoThumbnails *self,
              const char      *key,
              GdkTexture      *texture)
{
  Entry *entry;

  if (g_hash_table_contains (self->by_key, key))
    return;

  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->texture = g_object_ref (texture);
  g_queue_push_head (&self->kept, entry);
  g_hash_table_insert (self->by_key, entry->key, self->kept.head);
  while (self->kept.length > MAX_KEPT)
    {
      Entry *oldest = g_queue_pop_tail (&self->kept);

      g_hash_table_remove (self->by_key, oldest->key);
      free_entry (oldest);
    }
}

static void
gesso_thumbnails_finalize (GObject *object)
{
  GessoThumbnails *self = GESSO_THUMBNAILS (object);

  g_hash_table_unref (self->by_key);
  g_queue_clear_full (&self->kept, free_entry);
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
  g_queue_init (&self->kept);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
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
  GList *link = g_hash_table_lookup (self->by_key, key);

  if (link == NULL)
    return NULL;

  g_queue_unlink (&self->kept, link);
  g_queue_push_head_link (&self->kept, link);
  return ((Entry *) link->data)->texture;
}

static void
thumbnail_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoThumbnails *self = g_task_get_source_object (task);
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
  keep_texture (self, g_task_get_task_data (task), texture);
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
  gesso_studio_load_thumbnail_async (self->studio, blob, round_side (side), cancellable, thumbnail_loaded_cb,
                                     g_steal_pointer (&task));
}

GdkTexture *
gesso_thumbnails_load_finish (GessoThumbnails  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* gesso-texture-cache.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-texture-cache.h"

#define DEFAULT_BOUND ((gsize) 256 * 1024 * 1024)
/* What the widest format in use takes; GDK does not tell the format. */
#define PIXEL_BYTES 4

typedef struct
{
  char *key;           /* (owned) */
  GdkTexture *texture; /* (owned) */
} Entry;

struct _GessoTextureCache
{
  GQueue entries;     /* (element-type Entry) (owned): seen last first */
  GHashTable *by_key; /* (owned): key, borrowed from the entry → GList of entries */
  gsize bound;
  gsize size;
};

static gsize
get_bytes (GdkTexture *texture)
{
  return (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * PIXEL_BYTES;
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  g_object_unref (entry->texture);
  g_free (entry);
}

static void
drop_oldest (GessoTextureCache *self)
{
  while (self->size > self->bound)
    {
      Entry *oldest = g_queue_pop_tail (&self->entries);

      self->size -= get_bytes (oldest->texture);
      g_hash_table_remove (self->by_key, oldest->key);
      free_entry (oldest);
    }
}

GessoTextureCache *
gesso_texture_cache_get_default (void)
{
  static GessoTextureCache *cache;

  if (cache == NULL)
    cache = gesso_texture_cache_new (DEFAULT_BOUND);
  return cache;
}

GessoTextureCache *
gesso_texture_cache_new (gsize bound)
{
  GessoTextureCache *self = g_new0 (GessoTextureCache, 1);

  g_queue_init (&self->entries);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->bound = bound;
  return self;
}

void
gesso_texture_cache_free (GessoTextureCache *self)
{
  g_hash_table_unref (self->by_key);
  g_queue_clear_full (&self->entries, free_entry);
  g_free (self);
}

GdkTexture *
gesso_texture_cache_find (GessoTextureCache *self,
                          const char        *key)
{
  GList *link = g_hash_table_lookup (self->by_key, key);

  if (link == NULL)
    return NULL;
  g_queue_unlink (&self->entries, link);
  g_queue_push_head_link (&self->entries, link);
  return ((Entry *) link->data)->texture;
}

void
gesso_texture_cache_keep (GessoTextureCache *self,
                          const char        *key,
                          GdkTexture        *texture)
{
  Entry *entry;

  if (get_bytes (texture) > self->bound || gesso_texture_cache_find (self, key) != NULL)
    return;
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->texture = g_object_ref (texture);
  g_queue_push_head (&self->entries, entry);
  g_hash_table_insert (self->by_key, entry->key, self->entries.head);
  self->size += get_bytes (texture);
  drop_oldest (self);
}

void
gesso_texture_cache_set_bound (GessoTextureCache *self,
                               gsize              bound)
{
  self->bound = bound;
  drop_oldest (self);
}

gsize
gesso_texture_cache_get_size (GessoTextureCache *self)
{
  return self->size;
}

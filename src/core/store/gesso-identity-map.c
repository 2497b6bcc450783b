/* gesso-identity-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-identity-map.h"

/* Below this many entries nobody looks for dead ones. */
#define MIN_SWEEP 256

struct _GessoIdentityMap
{
  GHashTable *objects; /* (owned) (element-type gint64 GWeakRef) */
  guint sweep_at;      /* entries at which the dead ones are taken out */
};

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

GessoIdentityMap *
gesso_identity_map_new (void)
{
  GessoIdentityMap *self = g_new0 (GessoIdentityMap, 1);

  self->objects = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, weak_ref_free);
  self->sweep_at = MIN_SWEEP;
  return self;
}

void
gesso_identity_map_free (GessoIdentityMap *self)
{
  g_hash_table_unref (self->objects);
  g_free (self);
}

gpointer
gesso_identity_map_lookup (GessoIdentityMap *self,
                           gint64            id)
{
  GWeakRef *weak = g_hash_table_lookup (self->objects, &id);

  return weak != NULL ? g_weak_ref_get (weak) : NULL;
}

static gboolean
is_dead (gpointer key,
         gpointer value,
         gpointer user_data)
{
  g_autoptr (GObject) object = g_weak_ref_get (value);

  return object == NULL;
}

void
gesso_identity_map_add (GessoIdentityMap *self,
                        gint64            id,
                        gpointer          object)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  if (g_hash_table_size (self->objects) >= self->sweep_at)
    {
      g_hash_table_foreach_remove (self->objects, is_dead, NULL);
      self->sweep_at = MAX (MIN_SWEEP, 2 * g_hash_table_size (self->objects));
    }
  g_weak_ref_init (weak, object);
  g_hash_table_insert (self->objects, g_memdup2 (&id, sizeof id), weak);
}

GPtrArray *
gesso_identity_map_list (GessoIdentityMap *self)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer weak;

  g_hash_table_iter_init (&iter, self->objects);
  while (g_hash_table_iter_next (&iter, NULL, &weak))
    {
      GObject *object = g_weak_ref_get (weak);

      if (object != NULL)
        g_ptr_array_add (objects, object);
    }
  return objects;
}

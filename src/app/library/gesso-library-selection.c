/* gesso-library-selection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-selection.h"

struct _GessoLibrarySelection
{
  GHashTable *ids; /* (owned) (element-type gint64) */
};

GessoLibrarySelection *
gesso_library_selection_new (void)
{
  GessoLibrarySelection *self = g_new0 (GessoLibrarySelection, 1);

  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

void
gesso_library_selection_free (GessoLibrarySelection *self)
{
  g_hash_table_unref (self->ids);
  g_free (self);
}

guint
gesso_library_selection_get_size (GessoLibrarySelection *self)
{
  return g_hash_table_size (self->ids);
}

gboolean
gesso_library_selection_contains (GessoLibrarySelection *self,
                                  gint64                 id)
{
  return g_hash_table_contains (self->ids, &id);
}

void
gesso_library_selection_set (GessoLibrarySelection *self,
                             gint64                 id,
                             gboolean               selected)
{
  if (selected)
    g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
  else
    g_hash_table_remove (self->ids, &id);
}

void
gesso_library_selection_clear (GessoLibrarySelection *self)
{
  g_hash_table_remove_all (self->ids);
}

void
gesso_library_selection_assign (GessoLibrarySelection *self,
                                GessoLibrarySelection *other)
{
  GHashTableIter iter;
  gpointer id;

  gesso_library_selection_clear (self);
  g_hash_table_iter_init (&iter, other->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    gesso_library_selection_set (self, *(const gint64 *) id, TRUE);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x > y ? -1 : x < y;
}

GArray *
gesso_library_selection_dup_ids (GessoLibrarySelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  g_array_sort (ids, compare_ids);
  return ids;
}

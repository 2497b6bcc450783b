/* gesso-look-alike.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-tables.h"
#include "gesso-look-alike.h"

/* As many as anybody looks at, with those that the filter leaves out. */
#define MAX_MATCHES 2000
#define MAX_SHOWN 300
/* Beyond this two pictures have nothing in common; found by looking. */
#define MAX_DISTANCE 1900

struct _GessoLookAlike
{
  GArray *signatures; /* (owned) (nullable) (element-type GessoSignature) */
};

GessoLookAlike *
gesso_look_alike_new (void)
{
  return g_new0 (GessoLookAlike, 1);
}

void
gesso_look_alike_free (GessoLookAlike *self)
{
  g_clear_pointer (&self->signatures, g_array_unref);
  g_free (self);
}

void
gesso_look_alike_forget (GessoLookAlike *self)
{
  g_clear_pointer (&self->signatures, g_array_unref);
}

static GHashTable *
make_set (const GArray *ids)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (set, &g_array_index (ids, gint64, i));
  return set;
}

GessoLibraryIndex *
gesso_look_alike_sort (GessoLookAlike          *self,
                       GessoDatabase           *database,
                       gint64                   version_id,
                       const GessoLibraryIndex *index,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autoptr (GessoLibraryIndex) sorted = gesso_library_index_new ();
  g_autoptr (GHashTable) allowed = make_set (index->ids);
  g_autoptr (GArray) matches = NULL;
  GessoSignature wanted;
  gboolean found;

  if (!gesso_signature_table_get (database, version_id, &wanted, &found, error))
    return NULL;
  if (!found)
    return g_steal_pointer (&sorted);
  if (self->signatures == NULL)
    self->signatures = gesso_signature_table_load (database, cancellable, error);
  if (self->signatures == NULL)
    return NULL;
  matches = gesso_signature_search (&wanted, (const GessoSignature *) (gpointer) self->signatures->data,
                                    self->signatures->len, MAX_MATCHES, MAX_DISTANCE);
  for (guint i = 0; i < matches->len && sorted->ids->len < MAX_SHOWN; i++)
    {
      gint64 id = g_array_index (matches, GessoSignatureMatch, i).tag;

      /* A version stands where its most alike picture does. */
      if (g_hash_table_remove (allowed, &id))
        gesso_library_index_add_plain (sorted, id);
    }
  return g_steal_pointer (&sorted);
}

/* gesso-bundle-check.c - whether the rows of a bundle fit together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-bundle-private.h"

typedef struct
{
  GHashTable *pictures; /* borrowed */
  GHashTable *uuids;    /* (owned) (element-type utf8 gint64): the order of every row; borrowed from the excerpt */
  GHashTable *orders;   /* (owned) (element-type gint64): a set */
} Check;

/* Every row has a name and a place of its own. */
static gboolean
add_row (Check        *check,
         const char   *uuid,
         const gint64 *order)
{
  return g_hash_table_insert (check->uuids, (gpointer) uuid, (gpointer) order) &&
         g_hash_table_add (check->orders, (gpointer) order);
}

static gboolean
add_rows (Check              *check,
          const GessoExcerpt *excerpt)
{
  static const gint64 none = 0;

  for (guint i = 0; i < excerpt->threads->len; i++)
    {
      const GessoExcerptThread *thread = excerpt->threads->pdata[i];

      if (!g_hash_table_insert (check->uuids, thread->uuid, (gpointer) &none))
        return FALSE;
      for (guint j = 0; j < thread->messages->len; j++)
        {
          const GessoExcerptMessage *message = thread->messages->pdata[j];

          if (!add_row (check, message->uuid, &message->order))
            return FALSE;
        }
      for (guint j = 0; j < thread->versions->len; j++)
        {
          const GessoExcerptVersion *version = thread->versions->pdata[j];

          if (!add_row (check, version->uuid, &version->order))
            return FALSE;
        }
    }
  return TRUE;
}

/* Nothing is made from what came after it, so nothing is its own ancestor. */
static gboolean
is_before (Check      *check,
           const char *uuid,
           gint64      order)
{
  const gint64 *other = uuid != NULL ? g_hash_table_lookup (check->uuids, uuid) : NULL;

  return other == NULL || *other < order;
}

static gboolean
check_order (Check                     *check,
             const GessoExcerptVersion *version)
{
  for (guint i = 0; i < version->input_versions->len; i++)
    if (!is_before (check, version->input_versions->pdata[i], version->order))
      return FALSE;
  return is_before (check, version->message, version->order) && is_before (check, version->parent, version->order);
}

static gboolean
check_images (Check                   *check,
              const GessoVersionDraft *draft)
{
  for (guint i = 0; i < draft->images->len; i++)
    {
      const GessoVersionImage *image = draft->images->pdata[i];
      const GessoBundlePicture *picture = g_hash_table_lookup (check->pictures, image->blob);

      if (picture->size != image->bytes || picture->width != image->width || picture->height != image->height)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_blobs (Check              *check,
             const GessoExcerpt *excerpt)
{
  g_autoptr (GHashTable) blobs = gesso_excerpt_list_blobs (excerpt);
  GHashTableIter iter;
  gpointer blob;

  g_hash_table_iter_init (&iter, blobs);
  while (g_hash_table_iter_next (&iter, &blob, NULL))
    if (!g_hash_table_contains (check->pictures, blob))
      return FALSE;
  return TRUE;
}

static gboolean
check_thread (Check                    *check,
              const GessoExcerptThread *thread,
              GError                  **error)
{
  for (guint i = 0; i < thread->messages->len; i++)
    {
      const GessoExcerptMessage *message = thread->messages->pdata[i];

      for (guint j = 0; j < message->attachments->len; j++)
        if (!is_before (check, message->attachments->pdata[j], message->order))
          return gesso_bundle_refuse (error, _("something in it comes before what it was made from"));
    }
  for (guint i = 0; i < thread->versions->len; i++)
    {
      const GessoExcerptVersion *version = thread->versions->pdata[i];

      if (!check_order (check, version))
        return gesso_bundle_refuse (error, _("something in it comes before what it was made from"));
      if (!check_images (check, version->draft))
        return gesso_bundle_refuse (error, _("a picture is not of the size that is said of it"));
    }
  return TRUE;
}

gboolean
gesso_bundle_check_excerpt (const GessoExcerpt *excerpt,
                            GHashTable         *pictures,
                            GError            **error)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) orders = g_hash_table_new (g_int64_hash, g_int64_equal);
  Check check = { pictures, uuids, orders };

  if (!add_rows (&check, excerpt))
    return gesso_bundle_refuse (error, _("something is in it twice"));
  if (!check_blobs (&check, excerpt))
    return gesso_bundle_refuse (error, _("a picture is missing"));
  for (guint i = 0; i < excerpt->threads->len; i++)
    if (!check_thread (&check, excerpt->threads->pdata[i], error))
      return FALSE;
  return TRUE;
}

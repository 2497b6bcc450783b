/* gesso-hit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-hit.h"
#include "gesso-snippet.h"

struct _GessoHit
{
  GObject parent_instance;

  GPtrArray *hits;           /* (owned) */
  const GessoSearchHit *hit; /* (borrowed) from hits */
};

G_DEFINE_FINAL_TYPE (GessoHit, gesso_hit, G_TYPE_OBJECT)

static void
gesso_hit_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_HIT (object)->hits);
  G_OBJECT_CLASS (gesso_hit_parent_class)->finalize (object);
}

static void
gesso_hit_class_init (GessoHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_hit_finalize;
}

static void
gesso_hit_init (GessoHit *self)
{
}

GessoHit *
gesso_hit_new (GPtrArray *hits,
               guint      index)
{
  GessoHit *self;

  g_return_val_if_fail (index < hits->len, NULL);

  self = g_object_new (GESSO_TYPE_HIT, NULL);
  self->hits = g_ptr_array_ref (hits);
  self->hit = g_ptr_array_index (hits, index);
  return self;
}

const GessoSearchHit *
gesso_hit_get (GessoHit *self)
{
  g_return_val_if_fail (GESSO_IS_HIT (self), NULL);
  return self->hit;
}

char *
gesso_hit_dup_snippet (GessoHit *self,
                       gsize    *start,
                       gsize    *length)
{
  g_return_val_if_fail (GESSO_IS_HIT (self), NULL);
  return gesso_snippet_cut (self->hit->text, self->hit->start, self->hit->length, start, length);
}

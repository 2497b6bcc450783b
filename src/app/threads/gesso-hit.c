/* gesso-hit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-hit.h"

/* Characters shown before the match, when there are more. */
#define LEAD 16

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
  g_autoptr (GString) snippet = g_string_new (NULL);
  const char *text, *match, *from;
  gsize size;

  g_return_val_if_fail (GESSO_IS_HIT (self), NULL);

  text = self->hit->text != NULL ? self->hit->text : "";
  size = strlen (text);
  match = text + MIN (self->hit->start, size);
  *length = MIN (self->hit->length, size - (gsize) (match - text));

  from = match;
  for (guint i = 0; i < LEAD && from > text; i++)
    from = g_utf8_prev_char (from);
  /* Leaving out two characters would win nothing over the ellipsis. */
  if (from - text <= 2)
    from = text;
  if (from > text)
    g_string_append (snippet, "…");
  *start = snippet->len + (gsize) (match - from);
  g_string_append (snippet, from);

  for (gsize i = 0; i < snippet->len; i++)
    {
      if (snippet->str[i] == '\n' || snippet->str[i] == '\r' || snippet->str[i] == '\t')
        snippet->str[i] = ' ';
    }
  return g_string_free (g_steal_pointer (&snippet), FALSE);
}

/* gesso-fork.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-fork.h"

/* Characters of what was said that stand for a name. */
#define LABEL_LENGTH 48

typedef struct
{
  gint64 branch_id;
  char *label; /* (owned) (nullable) */
} Way;

struct _GessoFork
{
  GObject parent_instance;

  gint64 thread_id;
  gint64 item_id;
  GArray *ways; /* (owned) (element-type Way) */
  guint current;
};

G_DEFINE_FINAL_TYPE (GessoFork, gesso_fork, G_TYPE_OBJECT)

static void
clear_way (gpointer data)
{
  g_free (((Way *) data)->label);
}

static void
gesso_fork_finalize (GObject *object)
{
  g_array_unref (GESSO_FORK (object)->ways);
  G_OBJECT_CLASS (gesso_fork_parent_class)->finalize (object);
}

static void
gesso_fork_class_init (GessoForkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_fork_finalize;
}

static void
gesso_fork_init (GessoFork *self)
{
  self->ways = g_array_new (FALSE, TRUE, sizeof (Way));
  g_array_set_clear_func (self->ways, clear_way);
}

GessoFork *
gesso_fork_new (gint64 thread_id,
                gint64 item_id)
{
  GessoFork *self = g_object_new (GESSO_TYPE_FORK, NULL);

  self->thread_id = thread_id;
  self->item_id = item_id;
  return self;
}

void
gesso_fork_add (GessoFork  *self,
                gint64      branch_id,
                const char *label,
                gboolean    current)
{
  Way way = { branch_id, g_strdup (label) };

  if (current)
    self->current = self->ways->len;
  g_array_append_val (self->ways, way);
}

gint64
gesso_fork_get_thread_id (GessoFork *self)
{
  return self->thread_id;
}

gint64
gesso_fork_get_item_id (GessoFork *self)
{
  return self->item_id;
}

guint
gesso_fork_get_n_ways (GessoFork *self)
{
  return self->ways->len;
}

guint
gesso_fork_get_current (GessoFork *self)
{
  return self->current;
}

gint64
gesso_fork_get_branch (GessoFork *self,
                       guint      index)
{
  g_return_val_if_fail (index < self->ways->len, 0);

  return g_array_index (self->ways, Way, index).branch_id;
}

char *
gesso_fork_dup_label (GessoFork *self,
                      guint      index)
{
  const Way *way;

  g_return_val_if_fail (index < self->ways->len, NULL);

  way = &g_array_index (self->ways, Way, index);
  return gesso_branch_make_label (way->branch_id, way->label);
}

gboolean
gesso_fork_equal (GessoFork *a,
                  GessoFork *b)
{
  if (a->item_id != b->item_id || a->ways->len != b->ways->len || a->current != b->current)
    return FALSE;
  for (guint i = 0; i < a->ways->len; i++)
    {
      const Way *one = &g_array_index (a->ways, Way, i), *other = &g_array_index (b->ways, Way, i);

      if (one->branch_id != other->branch_id || g_strcmp0 (one->label, other->label) != 0)
        return FALSE;
    }
  return TRUE;
}

char *
gesso_branch_make_label (gint64      branch_id,
                         const char *label)
{
  g_autofree char *line = g_strdup (label != NULL ? label : "");

  g_strstrip (g_strdelimit (line, "\t\r\n", ' '));
  if (*line == '\0')
    /* Translators: the first is the line of a thread from which branches went; the other a branch that has no name and nothing in it yet. */
    return g_strdup (branch_id == 0 ? _("Original") : _("New branch"));
  if (g_utf8_strlen (line, -1) > LABEL_LENGTH)
    {
      g_autofree char *cut = g_utf8_substring (line, 0, LABEL_LENGTH - 1);

      return g_strconcat (g_strchomp (cut), "…", NULL);
    }
  return g_steal_pointer (&line);
}

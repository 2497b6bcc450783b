/* gesso-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-line.h"

GessoLine *
gesso_line_new (GArray    *parts,
                GPtrArray *forks)
{
  GessoLine *self = g_atomic_rc_box_new0 (GessoLine);

  self->parts = parts;
  self->forks = forks;
  return self;
}

GessoLine *
gesso_line_ref (GessoLine *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_line (gpointer data)
{
  GessoLine *self = data;

  g_array_unref (self->parts);
  g_ptr_array_unref (self->forks);
}

void
gesso_line_unref (GessoLine *self)
{
  g_atomic_rc_box_release_full (self, clear_line);
}

const GessoLinePart *
gesso_line_find (GessoLine *self,
                 gint64     id)
{
  guint i = 0;

  while (i + 1 < self->parts->len && id <= g_array_index (self->parts, GessoLinePart, i).after)
    i++;
  return &g_array_index (self->parts, GessoLinePart, i);
}

gboolean
gesso_line_holds (GessoLine *self,
                  gint64     branch_id,
                  gint64     id)
{
  return gesso_line_find (self, id)->branch_id == branch_id;
}

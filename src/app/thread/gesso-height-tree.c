/* gesso-height-tree.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-height-tree.h"

struct _GessoHeightTree
{
  int *heights;     /* (owned): n_rows of them */
  guint8 *measured; /* (owned): likewise */
  gint64 *sums;     /* (owned): sums[i] is the height of the rows i - lowest bit of i … i - 1; sums[0] is unused */
  guint n_rows;
  guint capacity;
};

static inline guint
lowest_bit (guint i)
{
  return i & -i;
}

static void
reserve_rows (GessoHeightTree *self,
              guint            n_rows)
{
  if (n_rows <= self->capacity)
    return;

  self->capacity = MAX (n_rows, self->capacity + self->capacity / 2 + 16);
  self->heights = g_renew (int, self->heights, self->capacity);
  self->measured = g_renew (guint8, self->measured, self->capacity);
  self->sums = g_renew (gint64, self->sums, (gsize) self->capacity + 1);
}

/* A node adds up its own row and the nodes below it, which all come earlier. */
static void
rebuild_sums (GessoHeightTree *self,
              guint            from)
{
  for (guint i = from + 1; i <= self->n_rows; i++)
    {
      gint64 sum = self->heights[i - 1];

      for (guint j = i - 1; j > i - lowest_bit (i); j -= lowest_bit (j))
        sum += self->sums[j];
      self->sums[i] = sum;
    }
}

GessoHeightTree *
gesso_height_tree_new (void)
{
  return g_new0 (GessoHeightTree, 1);
}

void
gesso_height_tree_free (GessoHeightTree *self)
{
  g_free (self->heights);
  g_free (self->measured);
  g_free (self->sums);
  g_free (self);
}

guint
gesso_height_tree_get_n_rows (const GessoHeightTree *self)
{
  return self->n_rows;
}

void
gesso_height_tree_splice (GessoHeightTree *self,
                          guint            position,
                          guint            removed,
                          const int       *heights,
                          guint            added)
{
  guint n_after;

  g_return_if_fail (position <= self->n_rows && removed <= self->n_rows - position);
  g_return_if_fail (added < G_MAXUINT - (self->n_rows - removed));

  n_after = self->n_rows - position - removed;
  reserve_rows (self, position + added + n_after);
  if (n_after > 0 && added != removed)
    {
      memmove (self->heights + position + added, self->heights + position + removed, n_after * sizeof (int));
      memmove (self->measured + position + added, self->measured + position + removed, n_after);
    }
  for (guint i = 0; i < added; i++)
    {
      self->heights[position + i] = heights != NULL ? heights[i] : 0;
      self->measured[position + i] = FALSE;
    }
  self->n_rows = position + added + n_after;
  rebuild_sums (self, position);
}

int
gesso_height_tree_get_height (const GessoHeightTree *self,
                              guint                  row)
{
  g_return_val_if_fail (row < self->n_rows, 0);
  return self->heights[row];
}

gboolean
gesso_height_tree_is_measured (const GessoHeightTree *self,
                               guint                  row)
{
  g_return_val_if_fail (row < self->n_rows, FALSE);
  return self->measured[row];
}

int
gesso_height_tree_measure (GessoHeightTree *self,
                           guint            row,
                           int              height)
{
  int difference;

  g_return_val_if_fail (row < self->n_rows, 0);
  g_return_val_if_fail (height >= 0, 0);

  difference = height - self->heights[row];
  self->measured[row] = TRUE;
  self->heights[row] = height;
  if (difference != 0)
    {
      for (guint i = row + 1; i <= self->n_rows; i += lowest_bit (i))
        self->sums[i] += difference;
    }
  return difference;
}

gint64
gesso_height_tree_get_top (const GessoHeightTree *self,
                           guint                  row)
{
  gint64 top = 0;

  g_return_val_if_fail (row <= self->n_rows, 0);

  for (guint i = row; i > 0; i -= lowest_bit (i))
    top += self->sums[i];
  return top;
}

gint64
gesso_height_tree_get_total (const GessoHeightTree *self)
{
  return gesso_height_tree_get_top (self, self->n_rows);
}

guint
gesso_height_tree_find (const GessoHeightTree *self,
                        gint64                 y)
{
  guint row = 0;

  if (self->n_rows == 0)
    return 0;

  /* Goes down the tree by halves, passing every node that ends at or above y. */
  for (guint step = 1u << (g_bit_storage (self->n_rows) - 1); step > 0; step >>= 1)
    {
      if (step <= self->n_rows - row && self->sums[row + step] <= y)
        {
          row += step;
          y -= self->sums[row];
        }
    }
  return MIN (row, self->n_rows - 1);
}

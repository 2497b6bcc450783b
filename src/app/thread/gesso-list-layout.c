/* gesso-list-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-list-layout.h"

/* Rows whose heights do not agree with what they said before get so many
 * chances; one is enough for all that behave. */
#define MAX_PASSES 4

struct _GessoListLayout
{
  GessoHeightTree *heights; /* (owned) */
  GessoListMeasureFunc measure;
  gpointer user_data;

  int view_height;
  guint anchor;
  double anchor_y; /* of the anchor's top, below the view's top */

  /* The rows in view; first_y is the place of the first one's top. */
  guint first;
  guint last;
  double first_y;

  gboolean at_end;
};

static int
measure_row (GessoListLayout *self,
             guint            row)
{
  return self->measure (row, FALSE, self->user_data);
}

/* Goes up from @row, whose top is at *@y, to the first row in view. */
static guint
walk_up (GessoListLayout *self,
         guint            row,
         double          *y)
{
  while (*y > 0 && row > 0)
    *y -= measure_row (self, --row);
  if (row == 0 && *y > 0)
    *y = 0;
  return row;
}

/* Leaves no gap above the first row, nor below the last one unless all rows fit. */
static void
place_rows (GessoListLayout *self)
{
  guint n = gesso_height_tree_get_n_rows (self->heights);
  guint first, last;
  double y, bottom;

  if (self->at_end)
    {
      self->anchor = n - 1;
      self->anchor_y = self->view_height - measure_row (self, n - 1);
    }
  y = self->anchor_y;
  first = walk_up (self, self->anchor, &y);
  while (first + 1 < n)
    {
      int height = measure_row (self, first);

      if (y + height > 0)
        break;
      y += height;
      first++;
    }

  last = first;
  bottom = y + measure_row (self, first);
  while (bottom < self->view_height && last + 1 < n)
    bottom += measure_row (self, ++last);
  if (bottom < self->view_height)
    {
      y += self->view_height - bottom;
      first = walk_up (self, first, &y);
    }

  self->first = first;
  self->last = last;
  self->first_y = y;
}

/* Returns: whether a row in view has another height than it was placed by */
static gboolean
measure_seen_rows (GessoListLayout *self)
{
  gboolean changed = FALSE;

  for (guint i = self->first; i <= self->last; i++)
    {
      int known = gesso_height_tree_get_height (self->heights, i);

      changed |= self->measure (i, TRUE, self->user_data) != known;
    }
  return changed;
}

/* The anchor is the first row whose top is in view: when the one before it,
 * cut off by the view's edge, changes its height, it does so out of sight. */
static void
choose_anchor (GessoListLayout *self)
{
  double next_y = self->first_y + gesso_height_tree_get_height (self->heights, self->first);

  self->anchor = self->first;
  self->anchor_y = self->first_y;
  if (self->first_y < 0 && self->first < self->last && next_y < self->view_height)
    {
      self->anchor = self->first + 1;
      self->anchor_y = next_y;
    }
}

GessoListLayout *
gesso_list_layout_new (GessoListMeasureFunc measure,
                       gpointer             user_data)
{
  GessoListLayout *self = g_new0 (GessoListLayout, 1);

  self->heights = gesso_height_tree_new ();
  self->measure = measure;
  self->user_data = user_data;
  return self;
}

void
gesso_list_layout_free (GessoListLayout *self)
{
  gesso_height_tree_free (self->heights);
  g_free (self);
}

GessoHeightTree *
gesso_list_layout_get_heights (GessoListLayout *self)
{
  return self->heights;
}

static guint
shift_row (guint row,
           guint position,
           guint removed,
           guint added,
           guint n_rows)
{
  if (row >= position && row - position >= removed)
    row = row - removed + added;
  else if (row >= position)
    row = position;
  return n_rows > 0 ? MIN (row, n_rows - 1) : 0;
}

void
gesso_list_layout_splice (GessoListLayout *self,
                          guint            position,
                          guint            removed,
                          const int       *heights,
                          guint            added)
{
  gboolean was_empty = gesso_height_tree_get_n_rows (self->heights) == 0;
  guint n_rows;

  gesso_height_tree_splice (self->heights, position, removed, heights, added);
  if (was_empty)
    {
      self->anchor_y = self->first_y = 0;
      return;
    }

  n_rows = gesso_height_tree_get_n_rows (self->heights);
  self->anchor = shift_row (self->anchor, position, removed, added, n_rows);
  self->first = shift_row (self->first, position, removed, added, n_rows);
  self->last = MAX (self->first, shift_row (self->last, position, removed, added, n_rows));
}

void
gesso_list_layout_estimate (GessoListLayout *self,
                            const int       *heights)
{
  guint n = gesso_height_tree_get_n_rows (self->heights);

  gesso_height_tree_splice (self->heights, 0, n, heights, n);
}

void
gesso_list_layout_reset (GessoListLayout *self)
{
  self->anchor = self->first = self->last = 0;
  self->anchor_y = self->first_y = 0;
  self->at_end = FALSE;
}

void
gesso_list_layout_set_view_height (GessoListLayout *self,
                                   int              height)
{
  self->view_height = height;
}

void
gesso_list_layout_update (GessoListLayout *self)
{
  guint n = gesso_height_tree_get_n_rows (self->heights);
  double bottom;

  if (n == 0 || self->view_height <= 0)
    return;

  for (guint i = 0; i < MAX_PASSES; i++)
    {
      place_rows (self);
      if (!measure_seen_rows (self))
        break;
    }
  choose_anchor (self);
  bottom = self->first_y + gesso_height_tree_get_top (self->heights, self->last + 1)
           - gesso_height_tree_get_top (self->heights, self->first);
  /* Values may be fractions of a pixel. */
  self->at_end = self->last + 1 == n && bottom < self->view_height + 0.5;
}

void
gesso_list_layout_scroll_by (GessoListLayout *self,
                             double           distance)
{
  self->at_end = FALSE;
  self->anchor_y -= distance;
}

void
gesso_list_layout_scroll_to_value (GessoListLayout *self,
                                   double           value)
{
  self->at_end = value >= gesso_list_layout_get_upper (self) - self->view_height;
  self->anchor = gesso_height_tree_find (self->heights, (gint64) value);
  self->anchor_y = gesso_height_tree_get_top (self->heights, self->anchor) - value;
}

void
gesso_list_layout_scroll_to_end (GessoListLayout *self)
{
  self->at_end = TRUE;
}

void
gesso_list_layout_put_row (GessoListLayout *self,
                           guint            row,
                           double           y)
{
  self->at_end = FALSE;
  self->anchor = row;
  self->anchor_y = y;
}

void
gesso_list_layout_reveal_row (GessoListLayout *self,
                              guint            row)
{
  int height = measure_row (self, row);
  double y = gesso_list_layout_get_row_y (self, row);

  if (y >= 0 && y + height <= self->view_height)
    return;
  if (y < 0 || height >= self->view_height)
    gesso_list_layout_put_row (self, row, 0);
  else
    gesso_list_layout_put_row (self, row, self->view_height - height);
}

guint
gesso_list_layout_get_anchor (const GessoListLayout *self)
{
  guint n = gesso_height_tree_get_n_rows (self->heights);

  return self->at_end && n > 0 ? n - 1 : self->anchor;
}

guint
gesso_list_layout_get_n_rows (const GessoListLayout *self)
{
  return gesso_height_tree_get_n_rows (self->heights);
}

guint
gesso_list_layout_get_first (const GessoListLayout *self)
{
  return self->first;
}

guint
gesso_list_layout_get_last (const GessoListLayout *self)
{
  return self->last;
}

gboolean
gesso_list_layout_is_seen (const GessoListLayout *self,
                           guint                  row)
{
  return gesso_height_tree_get_n_rows (self->heights) > 0 && row >= self->first && row <= self->last;
}

double
gesso_list_layout_get_row_y (const GessoListLayout *self,
                             guint                  row)
{
  return gesso_height_tree_get_top (self->heights, row) - gesso_list_layout_get_value (self);
}

double
gesso_list_layout_get_value (const GessoListLayout *self)
{
  if (gesso_height_tree_get_n_rows (self->heights) == 0)
    return 0;
  return gesso_height_tree_get_top (self->heights, self->first) - self->first_y;
}

double
gesso_list_layout_get_upper (const GessoListLayout *self)
{
  return MAX (gesso_height_tree_get_total (self->heights), self->view_height);
}

gboolean
gesso_list_layout_is_at_end (const GessoListLayout *self)
{
  return self->at_end;
}

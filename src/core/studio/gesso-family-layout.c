/* gesso-family-layout.c
 *
 * Generations are layers by the longest path, as in K. Sugiyama, S. Tagawa and
 * M. Toda, “Methods for Visual Understanding of Hierarchical System Structures”
 * (IEEE Transactions on Systems, Man and Cybernetics 11, 1981). Across, each
 * node's subtrees are pushed together along their contours and the node is set
 * over their middle, as in E. M. Reingold and J. S. Tilford, “Tidier Drawings of
 * Trees” (IEEE Transactions on Software Engineering 7, 1981). A contour is kept
 * by layers and handed on to the parent, and two of them are compared as deep as
 * the shallower one goes, so all of it takes a time that grows with the number
 * of nodes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gesso-family-layout.h"

/* What a node was also made from may push it further down than its parent does,
 * but not without end: each layer that is passed costs room and time. */
#define MOST_LAYERS 16
/* Beside a line that passes a layer. */
#define LINE_HALF 0.12
/* Between families on a line, and between lines. */
#define FAMILY_GAP 0.35
#define LINE_GAP 0.4

typedef struct
{
  double x;        /* of the middle; from the parent's until all is placed */
  guint generation;
  guint row;
} Place;

struct _GessoFamilyLayout
{
  guint n;
  Place *places;     /* (owned) */
  guint *order;      /* (owned): nodes by rows, from the left */
  guint *positions;  /* (owned): of each node in that */
  guint *row_starts; /* (owned): n_rows + 1 of them */
  double *row_tops;  /* (owned) */
  guint n_rows;
  double width, height;
};

/* Both edges of a subtree on each of its layers, the lowest one first, so that
 * the layer of the parent is appended. */
typedef struct
{
  GArray *left;  /* (owned) (nullable) (element-type double) */
  GArray *right; /* (owned) (nullable) (element-type double) */
  guint bottom;  /* the lowest layer */
  double offset; /* of all of it */
} Contour;

static double
get (GArray *edge,
     guint   index)
{
  return g_array_index (edge, double, index);
}

static void
set (GArray *edge,
     guint   index,
     double  value)
{
  g_array_index (edge, double, index) = value;
}

static void
contour_clear (Contour *self)
{
  g_clear_pointer (&self->left, g_array_unref);
  g_clear_pointer (&self->right, g_array_unref);
}

static void
contour_append (Contour *self,
                double   left,
                double   right)
{
  left -= self->offset;
  right -= self->offset;
  g_array_append_val (self->left, left);
  g_array_append_val (self->right, right);
}

static void
contour_init (Contour *self,
              guint    layer)
{
  self->left = g_array_new (FALSE, FALSE, sizeof (double));
  self->right = g_array_new (FALSE, FALSE, sizeof (double));
  self->bottom = layer;
  self->offset = 0;
}

/* Sets @other to the right of @self, as near as it goes, and takes it in; @other
 * is empty then. Both end on the same layer at the top. Returns: how far @other
 * was moved */
static double
contour_join (Contour *self,
              Contour *other)
{
  guint common = MIN (self->left->len, other->left->len);
  guint below = self->left->len - common, other_below = other->left->len - common;
  double shift = -G_MAXDOUBLE;

  for (guint i = 0; i < common; i++)
    shift = MAX (shift, get (self->right, below + i) + self->offset - get (other->left, other_below + i) -
                            other->offset);
  other->offset += shift;
  if (other_below == 0)
    {
      for (guint i = 0; i < common; i++)
        set (self->right, below + i, get (other->right, i) + other->offset - self->offset);
    }
  else
    {
      for (guint i = 0; i < common; i++)
        set (other->left, other_below + i, get (self->left, i) + self->offset - other->offset);
      /* The deeper one is kept: its arrays are the longer ones. */
      contour_clear (self);
      *self = *other;
      other->left = other->right = NULL;
    }
  contour_clear (other);
  return shift;
}

/* Layers */

static void
find_generations (GessoFamilyLayout *self,
                  const GessoFamily *family)
{
  guint n, n_edges;
  const GessoFamilyNode *nodes = gesso_family_get_nodes (family, &n);
  const GessoFamilyEdge *edges = gesso_family_get_edges (family, &n_edges);

  for (guint i = 0; i < n; i++)
    {
      const GessoFamilyNode *node = &nodes[i];
      guint parent = node->parent != GESSO_FAMILY_NONE ? self->places[node->parent].generation : 0;
      guint generation = node->parent != GESSO_FAMILY_NONE ? parent + 1 : 0;

      for (guint j = node->first_edge; j < node->first_edge + node->n_edges; j++)
        if (edges[j].from < i)
          generation = MAX (generation, self->places[edges[j].from].generation + 1);
      if (node->parent != GESSO_FAMILY_NONE)
        generation = MIN (generation, parent + MOST_LAYERS);
      self->places[i].generation = generation;
    }
}

/* Trees */

/* Sets the subtrees of @node side by side, and the node over them. */
static void
place_children (GessoFamilyLayout     *self,
                const GessoFamilyNode *nodes,
                guint                  index,
                Contour               *contours)
{
  const GessoFamilyNode *node = &nodes[index];
  Contour *contour = &contours[index];
  double middle;

  if (node->first_child == GESSO_FAMILY_NONE)
    {
      contour_init (contour, self->places[index].generation);
      contour_append (contour, -0.5, 0.5);
      return;
    }
  *contour = contours[node->first_child];
  contours[node->first_child].left = contours[node->first_child].right = NULL;
  self->places[node->first_child].x = 0;
  for (guint child = nodes[node->first_child].next; child != GESSO_FAMILY_NONE; child = nodes[child].next)
    self->places[child].x = contour_join (contour, &contours[child]);
  middle = (self->places[node->first_child].x + self->places[node->last_child].x) / 2;
  for (guint child = node->first_child; child != GESSO_FAMILY_NONE; child = nodes[child].next)
    self->places[child].x -= middle;
  contour->offset -= middle;
  contour_append (contour, -0.5, 0.5);
}

/* Children come before their parents: they are younger. */
static void
place_trees (GessoFamilyLayout     *self,
             const GessoFamilyNode *nodes,
             Contour               *contours)
{
  for (guint i = self->n; i > 0; i--)
    {
      const GessoFamilyNode *node = &nodes[i - 1];

      place_children (self, nodes, i - 1, contours);
      if (node->parent == GESSO_FAMILY_NONE)
        continue;
      /* The line to the parent needs its way through the layers between. */
      for (guint layer = self->places[node->parent].generation + 1; layer < self->places[i - 1].generation; layer++)
        contour_append (&contours[i - 1], -LINE_HALF, LINE_HALF);
    }
}

/* Families */

/* What hangs together by any edge. */
typedef struct
{
  double left, right; /* of the roots' common frame */
  guint depth;
  gboolean used;
} Group;

static guint
find_group (guint *groups,
            guint  index)
{
  while (groups[index] != index)
    index = groups[index] = groups[groups[index]];
  return index;
}

static guint *
find_groups (const GessoFamily *family,
             guint              n)
{
  guint *groups = g_new (guint, MAX (n, 1));
  guint n_edges;
  const GessoFamilyEdge *edges = gesso_family_get_edges (family, &n_edges);

  for (guint i = 0; i < n; i++)
    groups[i] = i;
  for (guint i = 0; i < n_edges; i++)
    {
      guint from = find_group (groups, edges[i].from), to = find_group (groups, edges[i].to);

      /* A group goes by its oldest. */
      groups[MAX (from, to)] = MIN (from, to);
    }
  for (guint i = 0; i < n; i++)
    groups[i] = find_group (groups, i);
  return groups;
}

/* The trees of a group stand side by side; then every node knows where it is. */
static void
join_trees (GessoFamilyLayout     *self,
            const GessoFamilyNode *nodes,
            const guint           *groups,
            Contour               *contours,
            Group                 *all)
{
  g_autofree Contour *joined = g_new0 (Contour, MAX (self->n, 1));

  for (guint i = 0; i < self->n; i++)
    {
      Contour *group = &joined[groups[i]];
      Place *place = &self->places[i];

      if (nodes[i].parent != GESSO_FAMILY_NONE)
        {
          place->x += self->places[nodes[i].parent].x;
        }
      else if (group->left == NULL)
        {
          *group = contours[i];
          contours[i].left = contours[i].right = NULL;
          place->x = 0;
        }
      else
        {
          place->x = contour_join (group, &contours[i]);
        }
      all[groups[i]].left = MIN (all[groups[i]].left, place->x - 0.5);
      all[groups[i]].right = MAX (all[groups[i]].right, place->x + 0.5);
      all[groups[i]].depth = MAX (all[groups[i]].depth, place->generation + 1);
      all[groups[i]].used = TRUE;
    }
  for (guint i = 0; i < self->n; i++)
    contour_clear (&joined[i]);
}

/* Lines */

static double
choose_width (const Group *groups,
              guint        n,
              double       width_to_height)
{
  double widest = 0, area = 0;

  for (guint i = 0; i < n; i++)
    if (groups[i].used)
      {
        double width = groups[i].right - groups[i].left;

        widest = MAX (widest, width);
        area += (width + FAMILY_GAP) * (groups[i].depth + LINE_GAP);
      }
  return MAX (widest, sqrt (area * width_to_height));
}

/* Where each family begins: across in its left, and the row in its depth. */
static void
fill_lines (GessoFamilyLayout *self,
            Group             *groups,
            double             most)
{
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (double));
  guint first_row = 0, deepest = 0;
  double x = 0, top = 0;

  for (guint i = 0; i < self->n; i++)
    {
      Group *group = &groups[i];
      double width = group->right - group->left;

      if (!group->used)
        continue;
      if (x > 0 && x + width > most)
        {
          first_row += deepest;
          top += deepest + LINE_GAP;
          deepest = 0;
          x = 0;
        }
      deepest = MAX (deepest, group->depth);
      while (tops->len < first_row + deepest)
        {
          double row_top = top + tops->len - first_row;

          g_array_append_val (tops, row_top);
        }
      group->left = x - group->left;
      group->depth = first_row;
      self->width = MAX (self->width, x + width);
      x += width + FAMILY_GAP;
    }
  self->height = top + deepest;
  self->n_rows = tops->len;
  self->row_tops = (double *) (gpointer) g_array_free (g_steal_pointer (&tops), FALSE);
}

/* Rows */

static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const Place *places = user_data;
  const Place *left = &places[*(const guint *) a], *right = &places[*(const guint *) b];

  return (left->x > right->x) - (left->x < right->x);
}

/* The nodes of each row from the left. */
static void
sort_rows (GessoFamilyLayout *self)
{
  guint start = 0;

  self->row_starts = g_new0 (guint, self->n_rows + 1);
  for (guint i = 0; i < self->n; i++)
    self->row_starts[self->places[i].row]++;
  for (guint row = 0; row <= self->n_rows; row++)
    {
      guint count = self->row_starts[row];

      self->row_starts[row] = start;
      start += count;
    }
  for (guint i = 0; i < self->n; i++)
    self->order[self->row_starts[self->places[i].row]++] = i;
  memmove (self->row_starts + 1, self->row_starts, self->n_rows * sizeof *self->row_starts);
  self->row_starts[0] = 0;
  for (guint row = 0; row < self->n_rows; row++)
    g_qsort_with_data (self->order + self->row_starts[row], (int) (self->row_starts[row + 1] - self->row_starts[row]),
                       sizeof *self->order, compare_places, self->places);
  for (guint i = 0; i < self->n; i++)
    self->positions[self->order[i]] = i;
}

GessoFamilyLayout *
gesso_family_layout_new (const GessoFamily *family,
                         double             width_to_height)
{
  GessoFamilyLayout *self = g_new0 (GessoFamilyLayout, 1);
  const GessoFamilyNode *nodes = gesso_family_get_nodes (family, &self->n);
  g_autofree Contour *contours = g_new0 (Contour, MAX (self->n, 1));
  g_autofree guint *groups = find_groups (family, self->n);
  g_autofree Group *all = g_new0 (Group, MAX (self->n, 1));

  self->places = g_new0 (Place, MAX (self->n, 1));
  self->order = g_new (guint, MAX (self->n, 1));
  self->positions = g_new (guint, MAX (self->n, 1));
  find_generations (self, family);
  place_trees (self, nodes, contours);
  join_trees (self, nodes, groups, contours, all);
  for (guint i = 0; i < self->n; i++)
    contour_clear (&contours[i]);
  fill_lines (self, all, choose_width (all, self->n, width_to_height));
  for (guint i = 0; i < self->n; i++)
    {
      self->places[i].x += all[groups[i]].left;
      self->places[i].row = all[groups[i]].depth + self->places[i].generation;
    }
  sort_rows (self);
  return self;
}

void
gesso_family_layout_free (GessoFamilyLayout *self)
{
  g_free (self->places);
  g_free (self->order);
  g_free (self->positions);
  g_free (self->row_starts);
  g_free (self->row_tops);
  g_free (self);
}

void
gesso_family_layout_get_size (const GessoFamilyLayout *self,
                              double                  *width,
                              double                  *height)
{
  *width = self->width;
  *height = self->height;
}

void
gesso_family_layout_get_place (const GessoFamilyLayout *self,
                               guint                    index,
                               double                  *x,
                               double                  *y)
{
  g_return_if_fail (index < self->n);

  *x = self->places[index].x - 0.5;
  *y = self->row_tops[self->places[index].row];
}

guint
gesso_family_layout_get_generation (const GessoFamilyLayout *self,
                                    guint                    index)
{
  g_return_val_if_fail (index < self->n, 0);
  return self->places[index].generation;
}

guint
gesso_family_layout_find_row (const GessoFamilyLayout *self,
                              double                   y)
{
  guint first = 0, past = self->n_rows;

  while (first < past)
    {
      guint middle = first + (past - first) / 2;

      if (self->row_tops[middle] + 1 <= y)
        first = middle + 1;
      else
        past = middle;
    }
  return first;
}

/* The first node of the row whose unit ends right of @x. */
static guint
find_in_row (const GessoFamilyLayout *self,
             guint                    row,
             double                   x)
{
  guint first = self->row_starts[row], past = self->row_starts[row + 1];

  while (first < past)
    {
      guint middle = first + (past - first) / 2;

      if (self->places[self->order[middle]].x + 0.5 <= x)
        first = middle + 1;
      else
        past = middle;
    }
  return first;
}

guint
gesso_family_layout_get_row (const GessoFamilyLayout *self,
                             guint                    index)
{
  g_return_val_if_fail (index < self->n, 0);
  return self->places[index].row;
}

double
gesso_family_layout_get_row_top (const GessoFamilyLayout *self,
                                 guint                    row)
{
  g_return_val_if_fail (row < self->n_rows, 0);
  return self->row_tops[row];
}

double
gesso_family_layout_find_gap (const GessoFamilyLayout *self,
                              guint                    row,
                              double                   x)
{
  guint position;
  double middle;

  g_return_val_if_fail (row < self->n_rows, x);

  position = find_in_row (self, row, x);
  if (position == self->row_starts[row + 1])
    return x;
  middle = self->places[self->order[position]].x;
  if (x <= middle - 0.5)
    return x;
  return x < middle ? middle - 0.5 : middle + 0.5;
}

void
gesso_family_layout_foreach_in (const GessoFamilyLayout *self,
                                double                   left,
                                double                   top,
                                double                   right,
                                double                   bottom,
                                GessoFamilyLayoutFunc    func,
                                gpointer                 user_data)
{
  for (guint row = gesso_family_layout_find_row (self, top); row < self->n_rows && self->row_tops[row] < bottom; row++)
    for (guint i = find_in_row (self, row, left); i < self->row_starts[row + 1]; i++)
      {
        if (self->places[self->order[i]].x - 0.5 >= right)
          break;
        func (self->order[i], user_data);
      }
}

guint
gesso_family_layout_find_beside (const GessoFamilyLayout *self,
                                 guint                    index,
                                 gboolean                 right)
{
  guint position, row;

  g_return_val_if_fail (index < self->n, GESSO_FAMILY_NONE);

  position = self->positions[index];
  row = self->places[index].row;
  if (right)
    return position + 1 < self->row_starts[row + 1] ? self->order[position + 1] : GESSO_FAMILY_NONE;
  return position > self->row_starts[row] ? self->order[position - 1] : GESSO_FAMILY_NONE;
}

/* gesso-mask-polygon.c
 *
 * Four scan lines a row of pixels; along each the coverage is exact. The spans
 * of a row are added up as differences and summed once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-kernels.h"
#include "gesso-mask-polygon.h"
#include "gesso-mask-tiles.h"

#define LINES 4
/* One scan line covers a pixel by this much; LINES of them make it full. */
#define FULL 64
#define FAR_AWAY (4.0 * GESSO_IMAGE_MAX_SIDE)

typedef struct
{
  double top, bottom; /* half open */
  double x, slope;    /* x at y = 0 of the line, and its change a pixel down */
  int winding;
} Edge;

typedef struct
{
  double x;
  int winding;
} Crossing;

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const Edge *x = a, *y = b;

  return x->top < y->top ? -1 : x->top > y->top;
}

static int
compare_crossings (gconstpointer a,
                   gconstpointer b)
{
  const Crossing *x = a, *y = b;

  return x->x < y->x ? -1 : x->x > y->x;
}

static double
make_sane (double place)
{
  return isfinite (place) ? CLAMP (place, -FAR_AWAY, FAR_AWAY) : 0;
}

static GArray *
list_edges (const GessoMaskPoint *points,
            guint                 n_points)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint i = 0; i < n_points; i++)
    {
      const GessoMaskPoint *a = &points[i], *b = &points[(i + 1) % n_points];
      double ax = make_sane (a->x), ay = make_sane (a->y);
      double bx = make_sane (b->x), by = make_sane (b->y);
      Edge edge;

      if (ay == by)
        continue;
      edge.top = MIN (ay, by);
      edge.bottom = MAX (ay, by);
      edge.slope = (bx - ax) / (by - ay);
      edge.x = ax - ay * edge.slope;
      edge.winding = ay < by ? 1 : -1;
      g_array_append_val (edges, edge);
    }
  g_array_sort (edges, compare_edges);
  return edges;
}

/* Adds the part of [@from, @to) that lies in the row to its differences: entry
 * i is by how much more pixel i is covered than the one before it. */
static void
add_span (int   *row,
          int    width,
          double from,
          double to)
{
  int a = (int) lrint (CLAMP (from, 0, width) * FULL);
  int b = (int) lrint (CLAMP (to, 0, width) * FULL);
  int first = a / FULL, last = b / FULL;

  if (b <= a)
    return;
  /* A ramp of one pixel at each end, in differences of the sum. */
  row[first] += FULL - a % FULL;
  row[first + 1] += a % FULL;
  row[last] -= FULL - b % FULL;
  row[last + 1] -= b % FULL;
}

/* The crossings of all edges with the line at @y; @active drops what has ended. */
static void
find_crossings (GArray *edges,
                guint  *next,
                GArray *active,
                double  y,
                GArray *crossings)
{
  while (*next < edges->len && g_array_index (edges, Edge, *next).top <= y)
    g_array_append_val (active, g_array_index (edges, Edge, (*next)++));

  g_array_set_size (crossings, 0);
  for (guint i = 0; i < active->len;)
    {
      const Edge *edge = &g_array_index (active, Edge, i);
      Crossing crossing = { edge->x + y * edge->slope, edge->winding };

      if (edge->bottom <= y)
        {
          g_array_remove_index_fast (active, i);
          continue;
        }
      g_array_append_val (crossings, crossing);
      i++;
    }
  g_array_sort (crossings, compare_crossings);
}

static void
add_crossings (GArray *crossings,
               int    *row,
               int     left,
               int     width)
{
  int winding = 0;

  for (guint i = 0; i + 1 < crossings->len; i++)
    {
      const Crossing *here = &g_array_index (crossings, Crossing, i);

      winding += here->winding;
      if (winding != 0)
        add_span (row, width, here->x - left, here[1].x - left);
    }
}

static void
lay_row (GessoMask    *mask,
         int           left,
         int           y,
         int           width,
         const guint8 *cover,
         guint8        opacity,
         gboolean      subtract)
{
  GessoRect rect = { left, y, width, 1 };
  GessoMaskIter iter;
  GessoMaskPatch patch;
  guint8 base[GESSO_MASK_TILE];

  gesso_mask_iter_init (&iter, gesso_mask_peek_grid (mask), &rect);
  while (gesso_mask_iter_next (&iter, &patch))
    {
      guint8 *to = gesso_mask_edit_tile (mask, patch.index) + patch.offset;

      memcpy (base, to, (gsize) patch.width);
      if (subtract)
        gesso_mask_kernel_subtract (to, base, cover + (patch.x - left), opacity, (gsize) patch.width);
      else
        gesso_mask_kernel_add (to, base, cover + (patch.x - left), opacity, (gsize) patch.width);
    }
}

static GessoRect
measure (const GessoMaskPoint *points,
         guint                 n_points)
{
  double left = FAR_AWAY, right = -FAR_AWAY, top = FAR_AWAY, bottom = -FAR_AWAY;

  for (guint i = 0; i < n_points; i++)
    {
      double x = make_sane (points[i].x), y = make_sane (points[i].y);

      left = MIN (left, x);
      right = MAX (right, x);
      top = MIN (top, y);
      bottom = MAX (bottom, y);
    }
  return (GessoRect) { (int) floor (left), (int) floor (top),
                       (int) ceil (right) - (int) floor (left),
                       (int) ceil (bottom) - (int) floor (top) };
}

static GessoRect
lay_polygon (GessoMask            *mask,
             const GessoMaskPoint *points,
             guint                 n_points,
             double                opacity,
             gboolean              subtract)
{
  g_autoptr (GArray) edges = NULL;
  g_autoptr (GArray) active = g_array_new (FALSE, FALSE, sizeof (Edge));
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (Crossing));
  g_autofree int *row = NULL;
  g_autofree guint8 *cover = NULL;
  GessoRect all, rect;
  guint next = 0;

  all = gesso_mask_get_extents (mask);
  rect = measure (points, n_points);
  rect = gesso_rect_intersect (&rect, &all);
  if (gesso_rect_is_empty (&rect))
    return (GessoRect) { 0 };

  edges = list_edges (points, n_points);
  row = g_new (int, (gsize) rect.width + 2);
  cover = g_malloc ((gsize) rect.width);
  for (int y = rect.y; y < rect.y + rect.height; y++)
    {
      int sum = 0;

      memset (row, 0, ((gsize) rect.width + 2) * sizeof *row);
      for (int line = 0; line < LINES; line++)
        {
          find_crossings (edges, &next, active, y + (line + 0.5) / LINES, crossings);
          add_crossings (crossings, row, rect.x, rect.width);
        }
      for (int x = 0; x < rect.width; x++)
        {
          sum += row[x];
          cover[x] = (guint8) (sum * 255 / (LINES * FULL));
        }
      lay_row (mask, rect.x, y, rect.width, cover, (guint8) lrint (CLAMP (opacity, 0, 1) * 255), subtract);
    }
  gesso_mask_compact (mask, &rect);
  return rect;
}

GessoRect
gesso_mask_fill_polygon (GessoMask            *mask,
                         const GessoMaskPoint *points,
                         guint                 n_points,
                         double                opacity,
                         GessoMaskCombine      combine)
{
  g_autoptr (GessoMask) cover = NULL;

  g_return_val_if_fail (GESSO_IS_MASK (mask), (GessoRect) { 0 });

  if (n_points < 3)
    return (GessoRect) { 0 };
  if (combine != GESSO_MASK_INTERSECT)
    return lay_polygon (mask, points, n_points, opacity, combine == GESSO_MASK_SUBTRACT);
  /* What lies outside of it changes too. */
  cover = gesso_mask_new (gesso_mask_get_width (mask), gesso_mask_get_height (mask));
  lay_polygon (cover, points, n_points, 1, FALSE);
  return gesso_mask_combine (mask, cover, opacity, combine);
}

/* gesso-mincut.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-mincut.h"

/* Directions in pairs, so that d ^ 1 is the way back. */
enum
{
  EAST,
  WEST,
  SOUTH,
  NORTH,
  SOUTH_EAST,
  NORTH_WEST,
  SOUTH_WEST,
  NORTH_EAST,
  N_DIRECTIONS
};

/* A node's parent is a direction or one of these. */
enum
{
  TERMINAL = N_DIRECTIONS,
  ORPHAN,
  FREE
};

/* The node is in no list of active nodes. */
#define NOT_LISTED (-1)
#define AUGMENTS_PER_CHECK 1024

/* The grid has a border of one pixel without links, so that every neighbour exists. */
struct _GessoMincut
{
  guint width, height;
  int stride;
  int offset[N_DIRECTIONS];
  gint32 *links;  /* (owned): residual capacity, eight a node */
  gint32 *excess; /* (owned): residual from the source, or below 0 to the sink */
  guint8 *parent; /* (owned) */
  guint8 *sink;   /* (owned): which tree the node is in */
  gint32 *stamp, *distance; /* (owned): how far the root is, and when that was known */
  gint32 *next;   /* (owned): the list of active nodes; the last points at itself */
  int first_active, last_active;
  GArray *orphans; /* (owned) (element-type gint32): a queue, read from first_orphan on */
  guint first_orphan;
  gint32 time;
  gint64 flow;
};

GessoMincut *
gesso_mincut_new (guint width,
                  guint height)
{
  GessoMincut *self;
  gsize n;

  g_return_val_if_fail (width > 0 && height > 0 && width <= 4096 && height <= 4096, NULL);

  self = g_new0 (GessoMincut, 1);
  n = (gsize) (width + 2) * (height + 2);
  self->width = width;
  self->height = height;
  self->stride = (int) width + 2;
  self->offset[EAST] = 1;
  self->offset[SOUTH] = self->stride;
  self->offset[SOUTH_EAST] = self->stride + 1;
  self->offset[SOUTH_WEST] = self->stride - 1;
  for (guint d = 0; d < N_DIRECTIONS; d += 2)
    self->offset[d + 1] = -self->offset[d];
  self->links = g_new0 (gint32, n * N_DIRECTIONS);
  self->excess = g_new0 (gint32, n);
  self->parent = g_new (guint8, n);
  self->sink = g_new0 (guint8, n);
  self->stamp = g_new0 (gint32, n);
  self->distance = g_new0 (gint32, n);
  self->next = g_new (gint32, n);
  memset (self->parent, FREE, n);
  memset (self->next, 0xFF, n * sizeof (gint32));
  self->first_active = self->last_active = NOT_LISTED;
  self->orphans = g_array_new (FALSE, FALSE, sizeof (gint32));
  return self;
}

void
gesso_mincut_free (GessoMincut *self)
{
  g_free (self->links);
  g_free (self->excess);
  g_free (self->parent);
  g_free (self->sink);
  g_free (self->stamp);
  g_free (self->distance);
  g_free (self->next);
  g_array_unref (self->orphans);
  g_free (self);
}

static int
node_at (const GessoMincut *self,
         guint              x,
         guint              y)
{
  return ((int) y + 1) * self->stride + (int) x + 1;
}

void
gesso_mincut_set_terminal (GessoMincut *self,
                           guint        x,
                           guint        y,
                           gint32       to_sink_cost,
                           gint32       to_source_cost)
{
  g_return_if_fail (x < self->width && y < self->height);

  to_sink_cost = CLAMP (to_sink_cost, 0, GESSO_MINCUT_MAX_CAPACITY);
  to_source_cost = CLAMP (to_source_cost, 0, GESSO_MINCUT_MAX_CAPACITY);
  /* The smaller of both is paid whatever the cut, so it flows at once. */
  self->flow += MIN (to_sink_cost, to_source_cost);
  self->excess[node_at (self, x, y)] = to_sink_cost - to_source_cost;
}

void
gesso_mincut_set_link (GessoMincut *self,
                       guint        x,
                       guint        y,
                       GessoLink    link,
                       gint32       capacity)
{
  static const guint8 directions[] = { EAST, SOUTH, SOUTH_EAST, SOUTH_WEST };
  guint d = directions[link];
  int i = node_at (self, x, y);

  g_return_if_fail (link == GESSO_LINK_EAST || y + 1 < self->height);
  g_return_if_fail (link == GESSO_LINK_SOUTH || link == GESSO_LINK_SOUTH_WEST || x + 1 < self->width);
  g_return_if_fail (link != GESSO_LINK_SOUTH_WEST || x > 0);

  capacity = CLAMP (capacity, 0, GESSO_MINCUT_MAX_CAPACITY);
  self->links[i * N_DIRECTIONS + (int) d] = capacity;
  self->links[(i + self->offset[d]) * N_DIRECTIONS + (int) (d ^ 1)] = capacity;
}

static void
activate (GessoMincut *self,
          int          i)
{
  if (self->next[i] != NOT_LISTED)
    return;
  if (self->last_active != NOT_LISTED)
    self->next[self->last_active] = i;
  else
    self->first_active = i;
  self->last_active = i;
  self->next[i] = i;
}

/* The next active node that still is in a tree, taken off the list, or NOT_LISTED. */
static int
take_active (GessoMincut *self)
{
  while (self->first_active != NOT_LISTED)
    {
      int i = self->first_active;

      if (self->next[i] == i)
        self->first_active = self->last_active = NOT_LISTED;
      else
        self->first_active = self->next[i];
      self->next[i] = NOT_LISTED;
      if (self->parent[i] != FREE)
        return i;
    }
  return NOT_LISTED;
}

static void
make_orphan (GessoMincut *self,
             int          i)
{
  self->parent[i] = ORPHAN;
  g_array_append_val (self->orphans, i);
}

/* What still fits through the link from the tree's root towards the leaf @j, whose
 * neighbour in direction @d is nearer to the root. */
static gint32
capacity_to (const GessoMincut *self,
             int                j,
             guint              d)
{
  return self->sink[j] ? self->links[j * N_DIRECTIONS + (int) d]
                       : self->links[(j + self->offset[d]) * N_DIRECTIONS + (int) (d ^ 1)];
}

static void
adopt (GessoMincut *self,
       int          j,
       guint        towards_parent,
       int          parent)
{
  self->parent[j] = (guint8) towards_parent;
  self->stamp[j] = self->stamp[parent];
  self->distance[j] = self->distance[parent] + 1;
}

/* Lets the tree of @i grow by a step. TRUE when it met the other tree: then the
 * flow goes from @from in direction @direction. */
static gboolean
grow (GessoMincut *self,
      int          i,
      int         *from,
      guint       *direction)
{
  for (guint d = 0; d < N_DIRECTIONS; d++)
    {
      int j = i + self->offset[d];
      gint32 residual = self->sink[i] ? self->links[j * N_DIRECTIONS + (int) (d ^ 1)]
                                      : self->links[i * N_DIRECTIONS + (int) d];

      if (residual <= 0)
        continue;
      if (self->parent[j] == FREE)
        {
          self->sink[j] = self->sink[i];
          adopt (self, j, d ^ 1, i);
          activate (self, j);
        }
      else if (self->sink[j] != self->sink[i])
        {
          *from = self->sink[i] ? j : i;
          *direction = self->sink[i] ? d ^ 1 : d;
          return TRUE;
        }
      else if (self->stamp[j] <= self->stamp[i] && self->distance[j] > self->distance[i])
        adopt (self, j, d ^ 1, i);
    }
  return FALSE;
}

static int
find_root (const GessoMincut *self,
           int                i,
           gint32            *bottleneck)
{
  while (self->parent[i] != TERMINAL)
    {
      *bottleneck = MIN (*bottleneck, capacity_to (self, i, self->parent[i]));
      i += self->offset[self->parent[i]];
    }
  *bottleneck = MIN (*bottleneck, ABS (self->excess[i]));
  return i;
}

static void
push_to_root (GessoMincut *self,
              int          i,
              gint32       amount)
{
  while (self->parent[i] != TERMINAL)
    {
      guint d = self->parent[i];
      int j = i + self->offset[d];
      gint32 *down = &self->links[j * N_DIRECTIONS + (int) (d ^ 1)],
             *up = &self->links[i * N_DIRECTIONS + (int) d];

      *(self->sink[i] ? up : down) -= amount;
      *(self->sink[i] ? down : up) += amount;
      if (*(self->sink[i] ? up : down) == 0)
        make_orphan (self, i);
      i = j;
    }
  self->excess[i] += self->sink[i] ? amount : -amount;
  if (self->excess[i] == 0)
    make_orphan (self, i);
}

static void
augment (GessoMincut *self,
         int          from,
         guint        d)
{
  int to = from + self->offset[d];
  gint32 amount = self->links[from * N_DIRECTIONS + (int) d];

  find_root (self, from, &amount);
  find_root (self, to, &amount);
  self->links[from * N_DIRECTIONS + (int) d] -= amount;
  self->links[to * N_DIRECTIONS + (int) (d ^ 1)] += amount;
  push_to_root (self, from, amount);
  push_to_root (self, to, amount);
  self->flow += amount;
}

/* How far the root of @j is, or G_MAXINT32 when an orphan lies between. Remembers what it finds. */
static gint32
measure_distance (GessoMincut *self,
                  int          j)
{
  gint32 d = 0;
  int k = j;

  for (;;)
    {
      if (self->stamp[k] == self->time)
        {
          d += self->distance[k];
          break;
        }
      if (self->parent[k] == ORPHAN)
        return G_MAXINT32;
      d++;
      if (self->parent[k] == TERMINAL)
        {
          self->stamp[k] = self->time;
          self->distance[k] = 1;
          break;
        }
      k += self->offset[self->parent[k]];
    }
  for (gint32 mark = d; self->stamp[j] != self->time; j += self->offset[self->parent[j]], mark--)
    {
      self->stamp[j] = self->time;
      self->distance[j] = mark;
    }
  return d;
}

static void
release_orphan (GessoMincut *self,
                int          i)
{
  for (guint d = 0; d < N_DIRECTIONS; d++)
    {
      int j = i + self->offset[d];

      if (self->parent[j] == FREE || self->sink[j] != self->sink[i])
        continue;
      if (capacity_to (self, i, d) > 0)
        activate (self, j);
      if (self->parent[j] == (d ^ 1))
        make_orphan (self, j);
    }
  self->parent[i] = FREE;
}

static void
process_orphan (GessoMincut *self,
                int          i)
{
  gint32 best = G_MAXINT32;
  guint parent = FREE;

  for (guint d = 0; d < N_DIRECTIONS; d++)
    {
      int j = i + self->offset[d];
      gint32 distance;

      if (self->parent[j] == FREE || self->sink[j] != self->sink[i] || capacity_to (self, i, d) <= 0)
        continue;
      distance = measure_distance (self, j);
      if (distance < best)
        {
          best = distance;
          parent = d;
        }
    }
  if (parent == FREE)
    {
      release_orphan (self, i);
      return;
    }
  self->parent[i] = (guint8) parent;
  self->stamp[i] = self->time;
  self->distance[i] = best + 1;
}

static void
adopt_orphans (GessoMincut *self)
{
  while (self->first_orphan < self->orphans->len)
    process_orphan (self, g_array_index (self->orphans, gint32, self->first_orphan++));
  self->first_orphan = 0;
  g_array_set_size (self->orphans, 0);
}

static void
plant_trees (GessoMincut *self)
{
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        int i = node_at (self, x, y);

        if (self->excess[i] == 0)
          continue;
        self->sink[i] = self->excess[i] < 0;
        self->parent[i] = TERMINAL;
        self->distance[i] = 1;
        activate (self, i);
      }
}

gint64
gesso_mincut_run (GessoMincut  *self,
                  GCancellable *cancellable)
{
  guint n_augments = 0, direction = 0;
  int i, from = 0;

  plant_trees (self);
  while ((i = take_active (self)) != NOT_LISTED)
    {
      /* A node that met the other tree goes on growing until it meets it no more. */
      while (self->parent[i] != FREE && grow (self, i, &from, &direction))
        {
          self->time++;
          augment (self, from, direction);
          adopt_orphans (self);
          if (++n_augments % AUGMENTS_PER_CHECK == 0 && g_cancellable_is_cancelled (cancellable))
            return -1;
        }
    }
  return self->flow;
}

gboolean
gesso_mincut_is_source (const GessoMincut *self,
                        guint              x,
                        guint              y)
{
  int i = node_at (self, x, y);

  return self->parent[i] != FREE && !self->sink[i];
}

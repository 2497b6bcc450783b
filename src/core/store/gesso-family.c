/* gesso-family.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-family.h"

/* An edge between ids, before it is known who is there. */
typedef struct
{
  gint64 from, to;
  GessoInputRole role;
} Link;

struct _GessoFamily
{
  gatomicrefcount refs;
  GArray *nodes; /* (owned) (element-type GessoFamilyNode) */
  GArray *links; /* (owned) (nullable) (element-type Link): until it is sealed */
  GArray *edges; /* (owned) (element-type GessoFamilyEdge) */
  guint *users;  /* (owned) (nullable): indices of edges by where they come from */
};

/* What is nearest to being the picture that was worked on, first. */
static const guint8 nearness[GESSO_N_ROLES] = {
  [GESSO_ROLE_SOURCE] = 0,
  [GESSO_ROLE_BACKGROUND] = 1,
  [GESSO_ROLE_REFERENCE] = 2,
  [GESSO_ROLE_MASK] = 3,
};

GessoFamily *
gesso_family_new (void)
{
  GessoFamily *self = g_new0 (GessoFamily, 1);

  g_atomic_ref_count_init (&self->refs);
  self->nodes = g_array_new (FALSE, TRUE, sizeof (GessoFamilyNode));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->edges = g_array_new (FALSE, FALSE, sizeof (GessoFamilyEdge));
  return self;
}

GessoFamily *
gesso_family_ref (GessoFamily *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
gesso_family_unref (GessoFamily *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->nodes);
  g_clear_pointer (&self->links, g_array_unref);
  g_array_unref (self->edges);
  g_free (self->users);
  g_free (self);
}

static GessoFamilyNode *
get_node (const GessoFamily *self,
          guint              index)
{
  return &g_array_index (self->nodes, GessoFamilyNode, index);
}

static GessoFamilyEdge *
get_edge (const GessoFamily *self,
          guint              index)
{
  return &g_array_index (self->edges, GessoFamilyEdge, index);
}

void
gesso_family_add_version (GessoFamily *self,
                          gint64       id,
                          gint64       thread_id,
                          GessoTool    tool,
                          gboolean     trashed,
                          gboolean     elsewhere)
{
  GessoFamilyNode node = { .id = id, .thread_id = thread_id, .tool = tool };

  g_return_if_fail (self->links != NULL);

  node.trashed = trashed != FALSE;
  node.elsewhere = elsewhere != FALSE;
  g_array_append_val (self->nodes, node);
}

void
gesso_family_add_input (GessoFamily   *self,
                        gint64         id,
                        gint64         from_id,
                        GessoInputRole role)
{
  Link link = { from_id, id, role };

  g_return_if_fail (self->links != NULL);

  g_array_append_val (self->links, link);
}

/* Sealing */

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  const GessoFamilyNode *left = a, *right = b;

  return (left->id > right->id) - (left->id < right->id);
}

static void
sort_nodes (GessoFamily *self)
{
  guint n = 0;

  /* A stable sort, so that what was told first counts. */
  g_array_sort (self->nodes, compare_nodes);
  for (guint i = 0; i < self->nodes->len; i++)
    if (n == 0 || get_node (self, n - 1)->id != get_node (self, i)->id)
      *get_node (self, n++) = *get_node (self, i);
  g_array_set_size (self->nodes, n);
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const GessoFamilyEdge *left = a, *right = b;

  if (left->to != right->to)
    return left->to < right->to ? -1 : 1;
  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  return (int) nearness[left->role] - (int) nearness[right->role];
}

/* Turns links into edges between those that are there: one for each pair, the nearest. */
static void
make_edges (GessoFamily *self)
{
  guint n = 0;

  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      GessoFamilyEdge edge = { gesso_family_find (self, link->from), gesso_family_find (self, link->to), link->role,
                               FALSE };

      if (edge.from != GESSO_FAMILY_NONE && edge.to != GESSO_FAMILY_NONE && edge.from != edge.to)
        g_array_append_val (self->edges, edge);
    }
  g_clear_pointer (&self->links, g_array_unref);
  g_array_sort (self->edges, compare_edges);
  for (guint i = 0; i < self->edges->len; i++)
    if (n == 0 || get_edge (self, n - 1)->from != get_edge (self, i)->from ||
        get_edge (self, n - 1)->to != get_edge (self, i)->to)
      *get_edge (self, n++) = *get_edge (self, i);
  g_array_set_size (self->edges, n);
}

/* Takes away what is in the trash and led to nothing that is not. */
static void
prune (GessoFamily *self)
{
  g_autofree guint *places = g_new (guint, self->nodes->len);
  g_autofree gboolean *kept = g_new (gboolean, self->nodes->len);
  guint n_nodes = 0, n_edges = 0;

  for (guint i = 0; i < self->nodes->len; i++)
    kept[i] = !get_node (self, i)->trashed;
  /* Edges go by the younger end, so all that was made from a version was asked before it. */
  for (guint i = self->edges->len; i > 0; i--)
    if (kept[get_edge (self, i - 1)->to])
      kept[get_edge (self, i - 1)->from] = TRUE;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      places[i] = n_nodes;
      if (kept[i])
        *get_node (self, n_nodes++) = *get_node (self, i);
    }
  for (guint i = 0; i < self->edges->len; i++)
    {
      GessoFamilyEdge edge = *get_edge (self, i);

      if (!kept[edge.from] || !kept[edge.to])
        continue;
      edge.from = places[edge.from];
      edge.to = places[edge.to];
      *get_edge (self, n_edges++) = edge;
    }
  g_array_set_size (self->nodes, n_nodes);
  g_array_set_size (self->edges, n_edges);
}

/* Ids order what happened: only what is older can be a parent, so nobody is an ancestor of himself. */
static void
choose_parents (GessoFamily *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      GessoFamilyNode *node = get_node (self, i);

      node->parent = node->first_child = node->last_child = node->previous = node->next = GESSO_FAMILY_NONE;
    }
  for (guint i = 0; i < self->edges->len;)
    {
      guint to = get_edge (self, i)->to, first = i;
      GessoFamilyNode *node = get_node (self, to);
      GessoFamilyEdge *best = NULL;

      for (; i < self->edges->len && get_edge (self, i)->to == to; i++)
        {
          GessoFamilyEdge *edge = get_edge (self, i);

          if (edge->from < to && (best == NULL || nearness[edge->role] < nearness[best->role]))
            best = edge;
        }
      node->first_edge = first;
      node->n_edges = i - first;
      if (best == NULL)
        continue;
      best->tree = TRUE;
      node->parent = best->from;
      node->role = best->role;
    }
}

static void
join_siblings (GessoFamily *self)
{
  for (guint i = 0; i < self->nodes->len; i++)
    {
      GessoFamilyNode *node = get_node (self, i), *parent;

      if (node->parent == GESSO_FAMILY_NONE)
        continue;
      parent = get_node (self, node->parent);
      node->place = parent->n_children++;
      node->previous = parent->last_child;
      if (parent->last_child != GESSO_FAMILY_NONE)
        get_node (self, parent->last_child)->next = i;
      else
        parent->first_child = i;
      parent->last_child = i;
    }
}

static void
list_users (GessoFamily *self)
{
  guint start = 0;

  self->users = g_new (guint, MAX (self->edges->len, 1));
  for (guint i = 0; i < self->edges->len; i++)
    get_node (self, get_edge (self, i)->from)->n_users++;
  for (guint i = 0; i < self->nodes->len; i++)
    {
      GessoFamilyNode *node = get_node (self, i);

      node->first_user = start;
      start += node->n_users;
      node->n_users = 0;
    }
  for (guint i = 0; i < self->edges->len; i++)
    {
      GessoFamilyNode *node = get_node (self, get_edge (self, i)->from);

      self->users[node->first_user + node->n_users++] = i;
    }
}

void
gesso_family_seal (GessoFamily *self)
{
  g_return_if_fail (self->links != NULL);

  sort_nodes (self);
  make_edges (self);
  prune (self);
  choose_parents (self);
  join_siblings (self);
  list_users (self);
}

/* Reading */

const GessoFamilyNode *
gesso_family_get_nodes (const GessoFamily *self,
                        guint             *n)
{
  *n = self->nodes->len;
  return (const GessoFamilyNode *) (gconstpointer) self->nodes->data;
}

const GessoFamilyEdge *
gesso_family_get_edges (const GessoFamily *self,
                        guint             *n)
{
  *n = self->edges->len;
  return (const GessoFamilyEdge *) (gconstpointer) self->edges->data;
}

const guint *
gesso_family_get_users (const GessoFamily *self)
{
  return self->users;
}

guint
gesso_family_find (const GessoFamily *self,
                   gint64             id)
{
  guint first = 0, past = self->nodes->len;

  while (first < past)
    {
      guint middle = first + (past - first) / 2;

      if (get_node (self, middle)->id < id)
        first = middle + 1;
      else
        past = middle;
    }
  return first < self->nodes->len && get_node (self, first)->id == id ? first : GESSO_FAMILY_NONE;
}

GArray *
gesso_family_list_path (const GessoFamily *self,
                        guint              index)
{
  GArray *path = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *found = g_new0 (gboolean, MAX (self->nodes->len, 1));
  g_autoptr (GArray) ahead = g_array_new (FALSE, FALSE, sizeof (guint));

  g_return_val_if_fail (index < self->nodes->len, path);

  found[index] = TRUE;
  g_array_append_val (ahead, index);
  while (ahead->len > 0)
    {
      const GessoFamilyNode *node = get_node (self, g_array_index (ahead, guint, ahead->len - 1));

      g_array_set_size (ahead, ahead->len - 1);
      for (guint i = 0; i < node->n_edges; i++)
        {
          guint from = get_edge (self, node->first_edge + i)->from;

          if (found[from])
            continue;
          found[from] = TRUE;
          g_array_append_val (ahead, from);
        }
    }
  for (guint i = 0; i < self->nodes->len; i++)
    if (found[i])
      g_array_append_val (path, i);
  return path;
}

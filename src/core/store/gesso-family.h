/* gesso-family.h - who was made from whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-types.h"

G_BEGIN_DECLS

/** No node. */
#define GESSO_FAMILY_NONE G_MAXUINT

/**
 * GessoFamilyNode:
 * @parent: what it stands under: the version it was made from, or where there is
 *   none the nearest thing to that; older than it, or %GESSO_FAMILY_NONE
 * @role: in which it took in its parent
 * @first_child, @last_child, @previous, @next: %GESSO_FAMILY_NONE where there is none; siblings by age
 * @place: among its siblings, from 0
 * @first_edge, @n_edges: what it was made from, in the edges of the family
 * @first_user, @n_users: what was made from it, in its users
 * @trashed: it lies in the trash, and something that does not was made from it
 * @elsewhere: in another thread than the one asked for
 *
 * A version. Nodes are named by their index: the older, the smaller.
 */
typedef struct
{
  gint64 id;
  gint64 thread_id;
  GessoTool tool;
  GessoInputRole role;
  guint parent;
  guint first_child, last_child, previous, next;
  guint n_children, place;
  guint first_edge, n_edges;
  guint first_user, n_users;
  guint trashed : 1;
  guint elsewhere : 1;
} GessoFamilyNode;

/**
 * GessoFamilyEdge:
 * @to: was made from @from, which it took in as @role; of two versions there is
 *   one edge at most
 * @tree: @from is the parent of @to
 */
typedef struct
{
  guint from, to;
  GessoInputRole role;
  gboolean tree;
} GessoFamilyEdge;

/**
 * GessoFamily:
 *
 * The graph of versions: first told, then sealed, then only read, from any
 * worker. It takes what a database holds as it is: edges to nowhere, to itself
 * and against time are there or not, but never make a circle of parents.
 */
typedef struct _GessoFamily GessoFamily;

GessoFamily           *gesso_family_new         (void);
GessoFamily           *gesso_family_ref         (GessoFamily *self);
void                   gesso_family_unref       (GessoFamily *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoFamily, gesso_family_unref)

/* Telling. Both may be told twice; the first one counts. */
void                   gesso_family_add_version (GessoFamily *self, gint64 id, gint64 thread_id, GessoTool tool,
                                                 gboolean trashed, gboolean elsewhere);
void                   gesso_family_add_input   (GessoFamily *self, gint64 id, gint64 from_id, GessoInputRole role);
/** What lies in the trash and led to nothing leaves. */
void                   gesso_family_seal        (GessoFamily *self);

/* Reading, once it is sealed. What is given is borrowed. */
const GessoFamilyNode *gesso_family_get_nodes   (const GessoFamily *self, guint *n);
/** By @to, then by @from. */
const GessoFamilyEdge *gesso_family_get_edges   (const GessoFamily *self, guint *n);
/** Indices of edges, by their @from. */
const guint           *gesso_family_get_users   (const GessoFamily *self);
/** The index of version @id, %GESSO_FAMILY_NONE when it is not there. */
guint                  gesso_family_find        (const GessoFamily *self, gint64 id);
/**
 * gesso_family_list_path:
 *
 * All that led to @index, over every edge, with itself. Returns: (transfer full)
 * (element-type guint): oldest first
 */
GArray                *gesso_family_list_path   (const GessoFamily *self, guint index);

G_END_DECLS

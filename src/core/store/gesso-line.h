/* gesso-line.h - what of a thread is on one branch
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-fork.h"

G_BEGIN_DECLS

/**
 * GessoLinePart:
 * @after, @until: ids of messages and versions in (after, until]
 *
 * What of branch @branch_id is on a line.
 */
typedef struct
{
  gint64 branch_id;
  gint64 after, until;
} GessoLinePart;

/**
 * GessoLine:
 * @parts: (element-type GessoLinePart): newest first; together all ids there
 *   are, each in one part
 * @forks: (element-type GessoFork): where it could go on otherwise, oldest first
 *
 * A branch with the beginnings of those it comes from: what a thread shows.
 * Immutable.
 */
typedef struct
{
  GArray *parts;
  GPtrArray *forks;
} GessoLine;

/** @parts, @forks: (transfer full) */
GessoLine           *gesso_line_new   (GArray *parts, GPtrArray *forks);
GessoLine           *gesso_line_ref   (GessoLine *self);
void                 gesso_line_unref (GessoLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoLine, gesso_line_unref)

/** The part that @id belongs to, whatever branch its thing is on; never NULL. */
const GessoLinePart *gesso_line_find  (GessoLine *self, gint64 id);
/** Whether the message or version @id of @branch_id is on the line. */
gboolean             gesso_line_holds (GessoLine *self, gint64 branch_id, gint64 id);

G_END_DECLS

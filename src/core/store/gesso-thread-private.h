/* gesso-thread-private.h - how the store makes and changes threads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-thread.h"

G_BEGIN_DECLS

/**
 * GessoThreadRow:
 * @activity: grows with everything that happens in any thread, so it orders
 *   threads even when the clock does not
 * @trashed: when it was put in the trash, or 0
 *
 * A row of `threads`, as a worker hands it to the main context.
 */
typedef struct
{
  gint64 id;
  char *title;
  gint64 created;
  gint64 updated;
  gint64 activity;
  char *cover; /* (nullable) */
  gint64 trashed;
  GessoThreadPlace place;
} GessoThreadRow;

void         gesso_thread_row_free      (GessoThreadRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoThreadRow, gesso_thread_row_free)

GessoThread *gesso_thread_new           (const GessoThreadRow *row);
/** Takes what is new in @row over and notifies. */
void         gesso_thread_update        (GessoThread *self, const GessoThreadRow *row);
void         gesso_thread_set_place     (GessoThread *self, const GessoThreadPlace *place);
gint64       gesso_thread_get_activity  (GessoThread *self);

G_END_DECLS

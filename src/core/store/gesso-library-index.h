/* gesso-library-index.h - the ids of many versions, and the days they were made on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoLibraryDay:
 * @start: midnight in the artist's time zone, microseconds since 1970; 0 where days mean nothing
 * @first: the position of its first version
 */
typedef struct
{
  gint64 start;
  guint first;
  guint n_items;
} GessoLibraryDay;

/**
 * GessoLibraryIndex:
 * @ids: (element-type gint64)
 * @days: (element-type GessoLibraryDay): runs of versions of one day, in the order of @ids
 */
typedef struct
{
  GArray *ids;
  GArray *days;
  gint64 day_start, day_end; /* of the last run */
} GessoLibraryIndex;

GessoLibraryIndex *gesso_library_index_new      (void);
void               gesso_library_index_free     (GessoLibraryIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoLibraryIndex, gesso_library_index_free)

/** Appends a version that was made at @created, microseconds since 1970. */
void               gesso_library_index_add      (GessoLibraryIndex *self, gint64 id, gint64 created);
/** Appends one that belongs to no day. */
void               gesso_library_index_add_plain (GessoLibraryIndex *self, gint64 id);
/** The index of the day that @position is in. */
guint              gesso_library_index_find_day (const GessoLibraryIndex *self, guint position);

G_END_DECLS

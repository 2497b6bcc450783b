/* gesso-library-names.h - what days and ranges in the library are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-library-filter.h"

G_BEGIN_DECLS

/**
 * gesso_library_name_day:
 * @start: midnight of the day, microseconds since 1970; 0 where days mean nothing
 * @now: microseconds since 1970
 *
 * "Today", "Yesterday", "Tuesday", "3 May", "3 May 2024". Returns: (transfer full)
 */
char       *gesso_library_name_day           (gint64 start, gint64 now);

/** GessoLibraryRange: things that are chosen from a few ranges, of which number 0 is everything. */
typedef enum
{
  GESSO_RANGE_STARS,
  GESSO_RANGE_SIZE,
  GESSO_RANGE_PRICE,
  GESSO_RANGE_DATE
} GessoLibraryRange;

guint       gesso_library_range_get_n_choices (GessoLibraryRange range);
const char *gesso_library_range_name_choice   (GessoLibraryRange range, guint choice);
void        gesso_library_range_apply_choice  (GessoLibraryRange range, guint choice, GessoLibraryFilter *filter);
/** The choice that gives what @filter has; 0 when it is none of them. */
guint       gesso_library_range_find_choice   (GessoLibraryRange range, const GessoLibraryFilter *filter);

G_END_DECLS

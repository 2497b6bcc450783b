/* gesso-library-filter.h - which versions are looked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoLibraryFilter:
 * @text: (nullable): words as for gesso_store_search_async(); in the prompt, the
 *   artist's turn, the thread's title or a tag
 * @tool: a GessoTool, or -1
 * @model: (nullable): "provider/model", or "provider/" for all of its models
 * @favourite: only those
 * @stars: at least so many
 * @tag: the id of a label, or 0
 * @collection: the same
 * @thread_id: or 0
 * @alike: the id of a version: those that look like it, the most alike first; or 0
 * @colours: a mask of 1 << GessoColour: any of these; 0 for all
 * @min_pixels: width × height of the first picture; 0 for none
 * @max_pixels: below this; 0 for none
 * @min_cost: US dollars; negative for none
 * @max_cost: at most; negative for none; a price that is not known is no price
 * @from: microseconds since 1970
 * @until: before this; 0 for none
 *
 * All of it must hold. What was put in the trash is never found.
 */
typedef struct
{
  char *text;
  int tool;
  char *model;
  gboolean favourite;
  guint stars;
  gint64 tag;
  gint64 collection;
  gint64 thread_id;
  gint64 alike;
  guint colours;
  gint64 min_pixels;
  gint64 max_pixels;
  double min_cost;
  double max_cost;
  gint64 from;
  gint64 until;
} GessoLibraryFilter;

/** Finds everything. */
GessoLibraryFilter *gesso_library_filter_new   (void);
/** @self: (nullable): NULL gives one that finds everything */
GessoLibraryFilter *gesso_library_filter_copy  (const GessoLibraryFilter *self);
void                gesso_library_filter_free  (GessoLibraryFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoLibraryFilter, gesso_library_filter_free)

gboolean            gesso_library_filter_equal (const GessoLibraryFilter *a, const GessoLibraryFilter *b);
/** Whether it finds everything. */
gboolean            gesso_library_filter_is_empty (const GessoLibraryFilter *self);

/** As text to be kept. Returns: (transfer full) */
char               *gesso_library_filter_to_text (const GessoLibraryFilter *self);
/** What it does not know is left out; text that is none of ours finds everything. Returns: (transfer full) */
GessoLibraryFilter *gesso_library_filter_parse (const char *text);

G_END_DECLS

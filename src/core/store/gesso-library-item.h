/* gesso-library-item.h - a version as the library shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-types.h"

G_BEGIN_DECLS

/**
 * GessoLibraryRow:
 * @blob: (nullable): the first picture; NULL when there is none
 * @blurhash: (nullable)
 * @prompt: (nullable)
 * @model: (nullable)
 * @cost: US dollars; negative: unknown
 * @tags: (nullable): names, in order, separated by newlines
 * @pin: (nullable): what its pin says; NULL when it is not pinned
 * @hit: (nullable): what was found by words: the prompt, a turn, a title, a tag or a pin
 * @hit_start: bytes from the start of @hit to the first match; @hit_length of it
 */
typedef struct
{
  gint64 id;
  gint64 thread_id;
  gint64 created;
  GessoTool tool;
  char *model;
  char *prompt;
  char *thread_title;
  char *tags;
  char *blob;
  char *blurhash;
  guint width, height;
  guint n_images;
  gboolean favourite;
  guint stars;
  double cost;
  char *pin;
  char *hit;
  gsize hit_start, hit_length;
} GessoLibraryRow;

/** @row: (nullable): as where a row was taken out of an array */
void                   gesso_library_row_free     (GessoLibraryRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoLibraryRow, gesso_library_row_free)

#define GESSO_TYPE_LIBRARY_ITEM (gesso_library_item_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryItem, gesso_library_item, GESSO, LIBRARY_ITEM, GObject)

/**
 * GessoLibraryItem:
 *
 * Knows its version's id from the start, and its row once that was read.
 * Signal: changed, when the row is another one.
 */
GessoLibraryItem      *gesso_library_item_new     (gint64 id);
gint64                 gesso_library_item_get_id  (GessoLibraryItem *self);
/** (nullable): NULL until it is loaded; borrowed, until the item changes. */
const GessoLibraryRow *gesso_library_item_get_row (GessoLibraryItem *self);
/** @row: (transfer full) */
void                   gesso_library_item_set_row (GessoLibraryItem *self, GessoLibraryRow *row);

G_END_DECLS

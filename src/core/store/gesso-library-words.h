/* gesso-library-words.h - words that versions are found by
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-library-item.h"

G_BEGIN_DECLS

/**
 * GessoLibraryWords:
 *
 * What the index gives for a text: the ids of prompts, turns, titles, tags and pins.
 * A version is found by any of its own. On the database's worker, inside one
 * transaction.
 */
typedef struct _GessoLibraryWords GessoLibraryWords;

/** (nullable): NULL, without an error, when there is no word in @text. */
GessoLibraryWords *gesso_library_words_new       (GessoDatabase *database, const char *text, GError **error);
void               gesso_library_words_free      (GessoLibraryWords *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoLibraryWords, gesso_library_words_free)

/** The expression for MATCH; borrowed. */
const char        *gesso_library_words_get_match (GessoLibraryWords *self);
/** The ids as a set for gesso_contains (); borrowed. */
GBytes            *gesso_library_words_get_hits  (GessoLibraryWords *self);
/** Whether a tag is among them. */
gboolean           gesso_library_words_has_tags  (GessoLibraryWords *self);
/** The same of pins. */
gboolean           gesso_library_words_has_pins  (GessoLibraryWords *self);
/** Whether it is quicker to go from the hits to the versions than the other way. */
gboolean           gesso_library_words_is_rare   (GessoLibraryWords *self);

/**
 * gesso_library_words_check:
 * @id: of a version that has a hit
 * @holds: (out): whether a text of the hits really holds the words; see gesso_search_query_find()
 */
gboolean           gesso_library_words_check     (GessoLibraryWords *self, gint64 id, gboolean *holds, GError **error);
/** The same; sets the hit of @row. */
gboolean           gesso_library_words_find      (GessoLibraryWords *self, GessoLibraryRow *row, gboolean *holds,
                                                  GError **error);

G_END_DECLS

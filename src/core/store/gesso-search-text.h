/* gesso-search-text.h - the words of a text, and the words somebody looks for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest prefix that the index knows, in letters. A word begun further is
 * looked for by its first letters, and the text itself tells the rest. */
#define GESSO_SEARCH_PREFIX 6

/**
 * gesso_search_text_index:
 * @text: (nullable)
 *
 * The form of @text that goes into the index: NFKC, with a space around every
 * Chinese, Japanese or Korean character. Such text has no spaces to tell its
 * words apart, so every character is a word of the index, and a word of the
 * language is a phrase of them; a word of two characters is found like any other.
 *
 * Returns: (transfer full)
 */
char             *gesso_search_text_index  (const char *text);

/**
 * GessoSearchQuery:
 *
 * What the artist typed, taken as plain words: nothing in it is syntax.
 */
typedef struct _GessoSearchQuery GessoSearchQuery;

/** (nullable): NULL when there is no word in @text. */
GessoSearchQuery *gesso_search_query_new   (const char *text);
void              gesso_search_query_free  (GessoSearchQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoSearchQuery, gesso_search_query_free)

/** The expression for MATCH; borrowed. */
const char       *gesso_search_query_get_match (GessoSearchQuery *self);

/** Whether the index gives nothing that gesso_search_query_find() would refuse. */
gboolean          gesso_search_query_is_exact (GessoSearchQuery *self);

/**
 * gesso_search_query_find:
 * @text: what the index gave
 * @start: (out): bytes to the first word that was found
 * @length: (out): bytes of it
 *
 * The index passes over punctuation, so it also gives text whose neighbouring
 * characters are in two sentences. This looks at the text itself.
 *
 * Returns: whether @text really holds every run of characters asked for
 */
gboolean          gesso_search_query_find  (GessoSearchQuery *self, const char *text, gsize *start, gsize *length);

G_END_DECLS

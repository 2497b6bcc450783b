/* gesso-snippet.h - the part of a text that somebody looked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * gesso_snippet_cut:
 * @text: (nullable)
 * @hit_start: bytes to the match; @hit_length of it
 * @start: (out): where the match begins in the snippet, in bytes
 * @length: (out): its length in bytes
 *
 * One line that begins a few characters before the match. Returns: (transfer full)
 */
char          *gesso_snippet_cut             (const char *text, gsize hit_start, gsize hit_length,
                                              gsize *start, gsize *length);
/** Marks for the match: it stands out by weight and line, not by colour alone. Returns: (transfer full) */
PangoAttrList *gesso_snippet_make_attributes (gsize start, gsize length);

G_END_DECLS

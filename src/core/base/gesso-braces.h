/* gesso-braces.h - one prompt that stands for several
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The deepest that braces may lie in each other; deeper ones are text. */
#define GESSO_BRACES_MAX_DEPTH 16

/**
 * gesso_braces_count:
 *
 * How many prompts @text stands for: `a {dawn|noon} in {May|June}` for 4. Braces
 * without a | of their own, or without a partner, are text; `\{`, `\|`, `\}` and
 * `\\` are the signs themselves. Takes time in proportion to the text, whatever
 * it holds.
 *
 * Returns: at least 1; %G_MAXUINT for all that is more
 */
guint      gesso_braces_count  (const char *text);

/**
 * gesso_braces_expand:
 * @max: how many there may be
 *
 * The prompts that @text stands for; what is further right changes first. White
 * space around each is left out.
 *
 * Returns: (transfer full) (element-type utf8) (nullable): at least one;
 *   %GESSO_ERROR_BAD_INPUT when there are more than @max
 */
GPtrArray *gesso_braces_expand (const char *text, guint max, GError **error);

G_END_DECLS

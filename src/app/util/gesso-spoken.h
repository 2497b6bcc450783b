/* gesso-spoken.h - what is seen of a thing, for those who do not see it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Adds one more part to an accessible name. @part: (nullable): nothing, like an empty one, adds nothing */
void gesso_spoken_add (GString *name, const char *part);

G_END_DECLS

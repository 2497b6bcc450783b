/* gesso-wipe.h - memory that held a key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Overwrites @length bytes; the compiler cannot leave it out. */
void gesso_wipe      (gpointer data, gsize length);

/** Overwrites @text (nullable) up to its end and gives its memory back. */
void gesso_wipe_free (char *text);

G_END_DECLS

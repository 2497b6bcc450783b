/* gesso-provider-google-memory.h - a model's turn, to be sent back to it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/** The turn of a user: @text, then @pictures from @first on. Returns: (transfer full) */
JsonObject *gesso_google_make_turn     (const char *text, GPtrArray *pictures, guint first);

/**
 * gesso_google_memory_dup:
 * @parts: of the model's answer
 * @picture: the one of @parts that is the result, @bytes in it
 *
 * What has to be sent back for the model to remember how it came to @bytes: its
 * signed parts, the picture itself by its hash.
 *
 * Returns: (transfer full) (nullable): %NULL when nothing was signed
 */
char       *gesso_google_memory_dup    (const char *model_id, const char *prompt, JsonArray *parts, JsonObject *picture,
                                        GBytes *bytes);

/**
 * gesso_google_memory_replay:
 * @memory: (nullable): of gesso_google_memory_dup()
 *
 * Adds the earlier turns to @contents when they were @model_id's own and the
 * first of @pictures is, byte for byte, what came of them; it then needs no
 * sending again. Returns: whether they were added
 */
gboolean    gesso_google_memory_replay (const char *memory, const char *model_id, GPtrArray *pictures,
                                        JsonArray *contents);

G_END_DECLS

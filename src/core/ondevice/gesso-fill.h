/* gesso-fill.h - completing a picture from its own patches
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-frame.h"
#include "gesso-image.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/* Beyond this share of a side, what is made up outnumbers what is known. */
#define GESSO_FILL_EXPAND_LIMIT 0.25

/**
 * gesso_fill_inpaint:
 * @mask: 1 channel, of @source's size; every pixel above 0 is made anew and no patch that meets one is a source
 * @progress: (nullable)
 *
 * Multi-scale patch completion: PatchMatch search (Barnes et al. 2009), patch
 * voting coarse to fine (Wexler et al. 2007). The same seed gives the same
 * pixels on every machine. Blocking.
 *
 * Returns: (transfer full) (nullable): a picture of @source's size, or %NULL
 *   (%GESSO_ERROR_BAD_INPUT for an empty mask, another size or no usable source)
 */
GessoImage *gesso_fill_inpaint      (const GessoImage *source, const GessoImage *mask, guint32 seed,
                                     GessoProgressFunc progress, gpointer user_data,
                                     GCancellable *cancellable, GError **error);

/** The same for the ring that @frame adds. */
GessoImage *gesso_fill_expand       (const GessoImage *source, const GessoFrame *frame, guint32 seed,
                                     GessoProgressFunc progress, gpointer user_data,
                                     GCancellable *cancellable, GError **error);

/** (nullable) (transfer full): the sentence to show when @frame asks for more than the limit. */
char       *gesso_fill_dup_expand_warning (const GessoFrame *frame, int width, int height);

G_END_DECLS

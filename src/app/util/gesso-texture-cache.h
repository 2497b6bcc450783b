/* gesso-texture-cache.h - textures that were shown a moment ago, within a bound of memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * GessoTextureCache:
 *
 * Keeps textures by key up to a number of bytes of pixels; the one that was
 * not seen for longest goes first. One cache serves all views of the program,
 * so that the bound holds for them together. A texture that is still drawn
 * somewhere lives on there.
 */
typedef struct _GessoTextureCache GessoTextureCache;

/** The program's own; made with the first call, for the main context. */
GessoTextureCache *gesso_texture_cache_get_default (void);

/** @bound: bytes */
GessoTextureCache *gesso_texture_cache_new         (gsize bound);
void               gesso_texture_cache_free        (GessoTextureCache *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoTextureCache, gesso_texture_cache_free)

/** (nullable): the texture, which counts as seen now; borrowed. */
GdkTexture        *gesso_texture_cache_find        (GessoTextureCache *self, const char *key);
/** A texture larger than the bound is not kept; a key that is there keeps its texture. */
void               gesso_texture_cache_keep        (GessoTextureCache *self, const char *key, GdkTexture *texture);
/** Lets go at once of what is too much. @bound: bytes */
void               gesso_texture_cache_set_bound   (GessoTextureCache *self, gsize bound);
/** Bytes of the pixels kept. */
gsize              gesso_texture_cache_get_size    (GessoTextureCache *self);

G_END_DECLS

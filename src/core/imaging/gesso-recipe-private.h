/* gesso-recipe-private.h - the recipe in each format's own clothes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest recipe that is written, and the most XMP that is put together when reading. */
#define GESSO_RECIPE_MAX_BYTES (1024 * 1024)
#define GESSO_XMP_MAX_BYTES    (8 * GESSO_RECIPE_MAX_BYTES)

/* Each _read gives the text as found, unchecked, or NULL. Each _write first
 * takes out what is there; @recipe NULL leaves it at that. */
char   *gesso_recipe_read_png    (const guint8 *data, gsize size);
char   *gesso_recipe_read_jpeg   (const guint8 *data, gsize size);
char   *gesso_recipe_read_webp   (const guint8 *data, gsize size);
GBytes *gesso_recipe_write_png   (const guint8 *data, gsize size, const char *recipe, GError **error);
GBytes *gesso_recipe_write_jpeg  (const guint8 *data, gsize size, const char *recipe, GError **error);
GBytes *gesso_recipe_write_webp  (const guint8 *data, gsize size, const char *recipe, GError **error);

/* XMP packets: RDF in XML. Ours is a description of its own, so that it can be
 * added to another program's packet and taken out again. */

/** The text of gesso:recipe. Returns: (transfer full) (nullable) */
char   *gesso_xmp_get_recipe     (const char *packet, gsize size);
/** @packet (nullable) with any recipe replaced by @recipe (nullable); NULL when nothing is left to say. */
char   *gesso_xmp_set_recipe     (const char *packet, gsize size, const char *recipe);
/** @packet (nullable) without a recipe, but with the name of the extension that holds it (nullable). */
char   *gesso_xmp_set_extension  (const char *packet, gsize size, const char *guid);

G_END_DECLS

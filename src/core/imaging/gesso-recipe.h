/* gesso-recipe.h - how a picture was made, inside its file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gesso_recipe_read:
 *
 * PNG: the iTXt chunk `gesso`. JPEG and WebP: the XMP property gesso:recipe.
 *
 * Returns: (transfer full) (nullable): the JSON text, or %NULL when there is none or it is damaged
 */
char   *gesso_recipe_read  (GBytes *file);

/**
 * gesso_recipe_write:
 * @file: PNG, JPEG or WebP bytes
 * @recipe: (nullable): JSON text; %NULL takes an embedded one out
 *
 * Puts @recipe into the file without touching its pixel data.
 */
GBytes *gesso_recipe_write (GBytes *file, const char *recipe, GError **error);

G_END_DECLS

/* gesso-recipe-dialog.h - how a version was made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_RECIPE_DIALOG (gesso_recipe_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GessoRecipeDialog, gesso_recipe_dialog, GESSO, RECIPE_DIALOG, AdwWindow)

/** GessoRecipeDialog: Signal use (the recipe as text), when it is to be used again. */
GtkWidget *gesso_recipe_dialog_new (GessoStudio *studio, GessoVersion *version, guint image_index);

G_END_DECLS

/* gesso-studio-private.h - what the files of this folder share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-picture-loader.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

GessoPictureLoader *gesso_studio_get_loader (GessoStudio *self);

/** The first words of @text, on one line. Returns: (transfer full) */
char               *gesso_studio_make_title (const char *text);

G_END_DECLS

/* gesso-studio-private.h - what the files of this folder share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-picture-loader.h"
#include "gesso-store-library.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

GessoPictureLoader *gesso_studio_get_loader (GessoStudio *self);

/** (nullable): what is kept already and has the same pixels as @image, in a file of hash @blob or in another. */
void                gesso_studio_find_twin_async  (GessoStudio *self, const char *blob, GessoImage *image,
                                                   const GessoSignature *signature, GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer user_data);
GessoTwin          *gesso_studio_find_twin_finish (GessoStudio *self, GAsyncResult *result, GError **error);

/** The first words of @text, on one line. Returns: (transfer full) */
char               *gesso_studio_make_title (const char *text);

/** Beside @file first, then renamed over it; a sentence for the artist when it cannot be. Blocking. */
gboolean gesso_studio_write_file (GFile *file, GBytes *bytes, GCancellable *cancellable, GError **error);

G_END_DECLS

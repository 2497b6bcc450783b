/* gesso-studio-openraster.h - a version and its path for painting programs, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/**
 * gesso_studio_write_openraster_async:
 * @file: on a local file system; written beside it first, then renamed over it
 *
 * An OpenRaster file in which each step of the path to a picture is a layer,
 * as far back as the path is known, but 64 steps at most.
 */
void          gesso_studio_write_openraster_async  (GessoStudio *self, GessoVersion *version, guint image_index,
                                                    GFile *file, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean      gesso_studio_write_openraster_finish (GessoStudio *self, GAsyncResult *result, GError **error);

/**
 * gesso_studio_keep_hand_edit_async:
 * @version: what was painted on
 * @file: the OpenRaster file as it is now
 * @program: (nullable): in which it was done, as the artist knows it
 *
 * Makes a version of what the hand changed. Its mask are the pixels that
 * differ from @version; where the size is another one there is none.
 */
void          gesso_studio_keep_hand_edit_async    (GessoStudio *self, GessoVersion *version, guint image_index,
                                                    GFile *file, const char *program, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
/** Returns: (transfer full) (nullable): NULL without @error where no pixel differs */
GessoVersion *gesso_studio_keep_hand_edit_finish   (GessoStudio *self, GAsyncResult *result, GError **error);

G_END_DECLS

/* gesso-studio-regions.h - masks kept under a name with a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/**
 * gesso_studio_keep_region_async:
 * @mask: 1 channel, of the picture's size
 *
 * Keeps @mask as @name; one that had the name is replaced.
 */
void        gesso_studio_keep_region_async   (GessoStudio *self, GessoVersion *version, guint image_index,
                                              const char *name, GessoImage *mask, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean    gesso_studio_keep_region_finish  (GessoStudio *self, GAsyncResult *result, GError **error);

/** The coverage of a mask's blob, 1 channel. */
void        gesso_studio_load_mask_async     (GessoStudio *self, const char *blob, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
/** The same for a file from outside, whose grey and transparency are the coverage. */
void        gesso_studio_load_mask_file_async (GessoStudio *self, GFile *file, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
/** For both. Returns: (transfer full) (nullable) */
GessoImage *gesso_studio_load_mask_finish    (GessoStudio *self, GAsyncResult *result, GError **error);

/** Writes @mask, 1 channel, as a PNG beside @file, then renames it over it. */
void        gesso_studio_save_mask_async     (GessoStudio *self, GessoImage *mask, GFile *file,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean    gesso_studio_save_mask_finish    (GessoStudio *self, GAsyncResult *result, GError **error);

G_END_DECLS

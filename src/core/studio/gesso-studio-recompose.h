/* gesso-studio-recompose.h - versions made from replies that are kept, free of charge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-recompose.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/** The blob of the maker's own bytes: the picture itself where those need no putting together. Borrowed. */
const char     *gesso_studio_peek_reply         (GessoVersion *version, guint image_index);

/** Whether a reply lies beside picture @image_index, and the mask or frame that it went through. */
gboolean        gesso_studio_can_recompose      (GessoVersion *version, guint image_index);

/** Whether painting from @other makes sense: any other version with a picture. */
gboolean        gesso_studio_can_paint_from     (GessoVersion *version, GessoVersion *other);

/**
 * gesso_studio_open_reply_async:
 *
 * Loads the reply of a version, its picture and mask, and lays them over each
 * other. With @other, instead, lays that version's first picture over this one,
 * to paint from it; there is no mask then.
 */
void            gesso_studio_open_reply_async   (GessoStudio *self, GessoVersion *version, guint image_index,
                                                 GessoVersion *other, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_studio_open_reply_finish:
 * @mask: (out) (nullable) (transfer full): as it was drawn, or all that an expansion added; @other has none
 *
 * Returns: (transfer full) (nullable): with the settings the version was made with
 */
GessoRecompose *gesso_studio_open_reply_finish  (GessoStudio *self, GAsyncResult *result, GessoImage **mask, GError **error);

/**
 * gesso_studio_recompose_async:
 * @version: whose picture or reply @reply is
 * @other: (nullable): as given to gesso_studio_open_reply_async()
 * @mask: 1 channel: as drawn
 *
 * A new version of that reply through @mask. It is written, read back and
 * compared with the picture below it like any other edit.
 */
void            gesso_studio_recompose_async    (GessoStudio *self, GessoVersion *version, guint image_index,
                                                 GessoVersion *other, GessoKeptReply *reply, const GessoImage *mask,
                                                 const GessoRecomposeSettings *settings, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GessoVersion   *gesso_studio_recompose_finish   (GessoStudio *self, GAsyncResult *result, GError **error);

/** The whole frame of a reply as a version of its own: for one that is a new picture and no edit. */
void            gesso_studio_use_reply_async    (GessoStudio *self, GessoVersion *version, guint image_index,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
GessoVersion   *gesso_studio_use_reply_finish   (GessoStudio *self, GAsyncResult *result, GError **error);

G_END_DECLS

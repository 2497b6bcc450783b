/* gesso-kept-reply.h - a reply, the picture it was made from, and where one lies over the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-color-match.h"
#include "gesso-image.h"
#include "gesso-register.h"

G_BEGIN_DECLS

/**
 * GessoKeptReply:
 *
 * All that is needed to put a reply into its picture, once or again with
 * another mask. Reference counted, atomically; immutable.
 */
typedef struct _GessoKeptReply GessoKeptReply;

/**
 * GessoPasteSettings:
 * @match: how much of the colour match is applied, 0 to 1
 * @dx: how far the reply is moved to the right, in pixels of the picture
 */
typedef struct
{
  double match;
  int dx, dy;
} GessoPasteSettings;

/**
 * gesso_kept_reply_new:
 * @parent: with its own profile
 * @reply: RGB or RGBA, sRGB or with a profile
 * @placement: where @reply lies
 * @alike: whether it is an edit of @parent, so that their colours can be matched
 *
 * Blocking where there are profiles to change between.
 */
GessoKeptReply   *gesso_kept_reply_new         (const GessoImage *parent, const GessoImage *reply,
                                                const GessoPlacement *placement, gboolean alike,
                                                GCancellable *cancellable, GError **error);
GessoKeptReply   *gesso_kept_reply_ref         (GessoKeptReply *self);
void              gesso_kept_reply_unref       (GessoKeptReply *self);

/* Borrowed. */
const GessoImage *gesso_kept_reply_get_parent  (GessoKeptReply *self);
/** The parent in sRGB, with its alpha: what is looked at. */
const GessoImage *gesso_kept_reply_get_seen    (GessoKeptReply *self);
gboolean          gesso_kept_reply_is_alike    (GessoKeptReply *self);
/** Where the reply lies over the parent. */
GessoPlacement    gesso_kept_reply_get_placement (GessoKeptReply *self);
/** The part of the parent that the reply shows, in whole pixels. */
GessoRect         gesso_kept_reply_get_shown   (GessoKeptReply *self);
/** The reply over @rect of the parent, sRGB. */
GessoImage       *gesso_kept_reply_fit         (GessoKeptReply *self, const GessoRect *rect, GError **error);

/**
 * gesso_kept_reply_compose:
 * @coverage: 1 channel of the parent's size: where the reply shows
 *
 * Moves the reply, matches its colours to the surroundings in the ring about
 * @coverage, and blends; where @coverage is 0 the parent's bytes are copied.
 * Blocking.
 *
 * Returns: (transfer full) (nullable): of the parent's size and profile
 */
GessoImage       *gesso_kept_reply_compose     (GessoKeptReply *self, const GessoImage *coverage,
                                                const GessoPasteSettings *settings,
                                                GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoKeptReply, gesso_kept_reply_unref)

G_END_DECLS

/* gesso-job-prepare.h - inputs as a model takes them, and its reply back in its place
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-fit.h"
#include "gesso-image.h"
#include "gesso-job-picture.h"
#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoPrepared:
 *
 * One run's inputs, fitted to a model, and how its replies fit back. Made and
 * used on workers, by one at a time.
 *
 *   prepared = gesso_job_prepare (request, model, cancellable, &error);
 *   … gesso_provider_next (provider, gesso_prepared_get_request (prepared), …) …
 *   image = gesso_prepared_finish (prepared, reply, &note, cancellable, &error);
 *
 * All of it follows from request and model alone: after a restart it is simply
 * made again and comes out the same.
 */
typedef struct _GessoPrepared GessoPrepared;

/**
 * gesso_job_prepare:
 * @request: as the artist made it, the bytes of its inputs loaded; not changed
 *
 * Inpaint and expand become a crop with context at a size the model has, with
 * the mask in the model's form, or, where it has no mask, an edit with an
 * instruction; other tools' pictures are scaled and written anew only where
 * the model would refuse them. On-device models take everything as it is. Blocking.
 *
 * Returns: (transfer full) (nullable): or %NULL with %GESSO_ERROR_BAD_INPUT
 */
GessoPrepared *gesso_job_prepare (GessoRequest *request, const GessoModelSpec *model,
                                  GCancellable *cancellable, GError **error);
void           gesso_prepared_free (GessoPrepared *self);

/** What to give to the provider. Returns: (transfer none): @request itself when nothing had to change */
GessoRequest   *gesso_prepared_get_request (GessoPrepared *self);
/** Whether replies have to be put back into a parent: if not, the reply is the result. */
gboolean        gesso_prepared_is_edit     (GessoPrepared *self);
/** (nullable): cut, sent and pasted, of an edit. */
const GessoFit *gesso_prepared_get_fit     (GessoPrepared *self);
/**
 * gesso_prepared_make_sent:
 * @hole: (out) (transfer full): 1 channel of the same size: white over what is made anew
 *
 * What a stand-in for the model starts from: the picture of an edit as it is
 * sent, whichever way the model wants it. Blocking.
 */
GessoImage     *gesso_prepared_make_sent   (GessoPrepared *self, GessoImage **hole, GError **error);
/** (nullable): translated whole sentences, a line each, that are known before anything is sent. */
const char     *gesso_prepared_get_note    (GessoPrepared *self);
/** What gesso_job_picture_verify() needs; its parent is NULL when this is no edit. Returns: (transfer none) */
GessoExact     *gesso_prepared_get_exact   (GessoPrepared *self);

/**
 * gesso_prepared_finish:
 * @reply: a picture's bytes, of any size
 * @note: (out) (optional) (nullable) (transfer full): translated whole sentences
 *   on this reply, a line each, such as that it is a new picture and no edit
 *
 * Registers the reply on what should not have changed, matches its colours,
 * and composites it: protected pixels are the parent's. What is no edit is
 * only decoded. May be called for each of several replies. Blocking.
 *
 * Returns: (transfer full) (nullable): of the size of the result
 */
GessoImage     *gesso_prepared_finish      (GessoPrepared *self, GBytes *reply, char **note,
                                            GCancellable *cancellable, GError **error);

/** Whether the last reply that was finished is a new picture, and no edit of the parent. */
gboolean        gesso_prepared_is_new_picture (GessoPrepared *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoPrepared, gesso_prepared_free)

G_END_DECLS

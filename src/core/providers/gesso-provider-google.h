/* gesso-provider-google.h - what its files share: models, prices, failures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoGooglePrice:
 *
 * US dollars for a million tokens; below 0 where no price is published.
 */
typedef struct
{
  double in, text_out, image_out;
} GessoGooglePrice;

/** Those the artist is offered; ended by a NULL id. */
extern const GessoModelSpec gesso_google_models[];

/** What the model @id costs; all below 0 when nothing is known. */
const GessoGooglePrice *gesso_google_find_price (const char *id);
/** (nullable): a model that @id, which is not offered, behaves like. */
const GessoModelSpec   *gesso_google_find_alike (const char *id);

/**
 * gesso_google_new_error:
 * @error: (nullable): the `error` member of an answer
 *
 * Returns: (transfer full): tells how long to wait where @error does
 */
GError                 *gesso_google_new_error  (GessoProvider *self, guint status, JsonObject *error);
/**
 * gesso_google_find_refusal:
 *
 * Why @object, an answer of success, holds no picture: the prompt or the
 * picture was blocked, or the model stopped for another reason.
 *
 * Returns: (transfer full) (nullable): %NULL when it does not say
 */
GError                 *gesso_google_find_refusal (GessoProvider *self, JsonObject *object);

G_END_DECLS

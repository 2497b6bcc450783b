/* gesso-provider-openai.h - what its files share: models, prices, failures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoOpenaiPrice:
 *
 * US dollars for a million tokens; below 0 where no price is published.
 */
typedef struct
{
  double text_in, cached_text_in;
  double image_in, cached_image_in;
  double image_out;
} GessoOpenaiPrice;

/**
 * GessoOpenaiFamily:
 * @prefix: of the ids it stands for
 * @markup: takes a drawing over the first picture in place of a mask
 */
typedef struct
{
  const char *prefix;
  gboolean markup;
  GessoOpenaiPrice price;
} GessoOpenaiFamily;

extern const GessoModelSpec gesso_openai_models[];

/** What is known of the model @id, or of the newest when nothing is known. */
const GessoOpenaiFamily *gesso_openai_find_family (const char *id);
/** (nullable): a listed model that @id, which is not in the list, behaves like. */
const GessoModelSpec    *gesso_openai_find_alike  (const char *id);

/**
 * gesso_openai_fit_size:
 *
 * Moves the size of a picture to the nearest that @model can make. %FALSE
 * where there is none near enough: then the model is left to choose.
 */
gboolean                 gesso_openai_fit_size    (const GessoModelSpec *model, guint *width, guint *height);

/**
 * gesso_openai_new_error:
 * @error: (nullable): the `error` member of an answer, or an event's own members
 *
 * The word in it counts before @status does. Returns: (transfer full)
 */
GError                  *gesso_openai_new_error   (GessoProvider *self, guint status, JsonObject *error);

G_END_DECLS

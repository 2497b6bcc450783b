/* gesso-listed-model.h - what a vendor's own list says of its models
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * GessoListedModel:
 * @id: as in GessoModelSpec
 * @title: (nullable): the vendor's own name for it
 * @ends: (nullable): the day it is taken off, as the vendor writes it ("2026-12-01")
 */
typedef struct
{
  char *id;
  char *title;
  char *ends;
} GessoListedModel;

void       gesso_listed_model_free     (GessoListedModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoListedModel, gesso_listed_model_free)

/**
 * gesso_listed_models_read:
 * @object: (nullable): a vendor's answer: `data` or `models`, an array of
 *   objects with an `id`, or a `name` that may begin with "models/"
 *
 * Returns: (transfer full) (element-type GessoListedModel): at most 5000
 */
GPtrArray *gesso_listed_models_read    (JsonObject *object);

/** What gesso_listed_models_read() gives back when it is read again. Returns: (transfer full) */
char      *gesso_listed_models_to_json (GPtrArray *models);

/** (nullable): that of @id */
const GessoListedModel *gesso_listed_models_find (GPtrArray *models, const char *id);

G_END_DECLS

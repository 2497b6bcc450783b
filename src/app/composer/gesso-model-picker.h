/* gesso-model-picker.h - who makes the picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-model-chooser.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MODEL_PICKER (gesso_model_picker_get_type ())
G_DECLARE_FINAL_TYPE (GessoModelPicker, gesso_model_picker, GESSO, MODEL_PICKER, GtkWidget)

/**
 * GessoModelPicker:
 *
 * A row that opens a list of the models for one tool. Signal changed. A model
 * that needs a key leads to app.add-key.
 */
GtkWidget            *gesso_model_picker_new       (GessoProviderRegistry *registry, GessoKeyList *keys);
/** Offers what can do @tool; picks what the artist chose for it before, else the first. */
void                  gesso_model_picker_set_tool  (GessoModelPicker *self, GessoTool tool);
/** @choices: a{ss}: the model the artist chose last for each tool. */
void                  gesso_model_picker_set_choices (GessoModelPicker *self, GVariant *choices);
/** Returns: (transfer floating) */
GVariant             *gesso_model_picker_make_choices (GessoModelPicker *self);
/** (nullable): "provider/model". */
const char           *gesso_model_picker_get_model (GessoModelPicker *self);
/** FALSE when it is not on offer; then it is picked as soon as it is. */
gboolean              gesso_model_picker_set_model (GessoModelPicker *self, const char *model);
/** (nullable): what the chosen one says of itself. */
const GessoModelSpec *gesso_model_picker_get_spec  (GessoModelPicker *self);
/** What it opens. */
GessoModelChooser       *gesso_model_picker_get_list  (GessoModelPicker *self);
void                  gesso_model_picker_open      (GessoModelPicker *self);

G_END_DECLS

/* gesso-model-picker.h - who makes the picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-provider-registry.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MODEL_PICKER (gesso_model_picker_get_type ())
G_DECLARE_FINAL_TYPE (GessoModelPicker, gesso_model_picker, GESSO, MODEL_PICKER, GtkWidget)

/** GessoModelPicker: a row of the models that can do one tool. Signal changed. */
GtkWidget            *gesso_model_picker_new       (void);
/** Offers what can do @tool, best first; keeps the chosen one if it can. */
void                  gesso_model_picker_set_tool  (GessoModelPicker *self, GessoProviderRegistry *registry,
                                                    GessoTool tool);
/** (nullable): "provider/model". */
const char           *gesso_model_picker_get_model (GessoModelPicker *self);
/** FALSE when it is not on offer. */
gboolean              gesso_model_picker_set_model (GessoModelPicker *self, const char *model);
/** (nullable): what the chosen one says of itself. */
const GessoModelSpec *gesso_model_picker_get_spec  (GessoModelPicker *self);

G_END_DECLS

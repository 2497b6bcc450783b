/* gesso-model-chooser.h - all models that can do a tool, to pick from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-key-list.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MODEL_CHOOSER (gesso_model_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GessoModelChooser, gesso_model_chooser, GESSO, MODEL_CHOOSER, GtkBox)

/**
 * GessoModelChooser:
 *
 * By provider, those that can be used first; each with its price. What is typed
 * is searched for, and is a model itself where a provider has more than its
 * list: “owner/name”. Signals picked and key-wanted (string: "provider/model").
 */
GtkWidget *gesso_model_chooser_new      (GessoProviderRegistry *registry, GessoKeyList *keys);
/** @model: (nullable): the one that is marked. Empties the search. */
void       gesso_model_chooser_fill     (GessoModelChooser *self, GessoTool tool, const char *model);
void       gesso_model_chooser_search   (GessoModelChooser *self, const char *text);
/** (nullable): "provider/model" of the row at @index, of those the search leaves */
const char *gesso_model_chooser_get_row (GessoModelChooser *self, guint index);
/** As if the row were clicked. */
void       gesso_model_chooser_activate (GessoModelChooser *self, const char *model);

G_END_DECLS

/* gesso-model-list.h - all models that can do a tool, to pick from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-key-list.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MODEL_LIST (gesso_model_list_get_type ())
G_DECLARE_FINAL_TYPE (GessoModelList, gesso_model_list, GESSO, MODEL_LIST, GtkBox)

/**
 * GessoModelList:
 *
 * By provider, those that can be used first; each with its price. What is typed
 * is searched for, and is a model itself where a provider has more than its
 * list: “owner/name”. Signals picked and key-wanted (string: "provider/model").
 */
GtkWidget *gesso_model_list_new      (GessoProviderRegistry *registry, GessoKeyList *keys);
/** @model: (nullable): the one that is marked. Empties the search. */
void       gesso_model_list_fill     (GessoModelList *self, GessoTool tool, const char *model);
void       gesso_model_list_search   (GessoModelList *self, const char *text);
/** (nullable): "provider/model" of the row at @index, of those the search leaves */
const char *gesso_model_list_get_row (GessoModelList *self, guint index);
/** As if the row were clicked. */
void       gesso_model_list_activate (GessoModelList *self, const char *model);

G_END_DECLS

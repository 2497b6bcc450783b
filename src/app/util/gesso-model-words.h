/* gesso-model-words.h - models, what they can do and cost, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/** @tools: bits 1 << GessoTool. Returns: (transfer full): “Generate, Edit, Inpaint” */
char *gesso_model_words_list_tools (guint tools);
/** All that the models of @spec can do. Returns: (transfer full) */
char *gesso_model_words_list_provider_tools (const GessoProviderSpec *spec);
/** @dollars: negative: unknown. Returns: (transfer full): “≈ $0.04”, “?”, “” for what is free */
char *gesso_model_words_dup_cost   (double dollars);
/** What a picture of @spec costs. Returns: (transfer full): “Free”, “≈ $0.04”, “Price unknown” */
char *gesso_model_words_dup_price  (const GessoModelSpec *spec);
/**
 * gesso_model_words_is_emulated:
 *
 * Whether @tool is done by telling the model what to change, and putting only
 * what may change into the picture: it has no field for a mask.
 */
gboolean gesso_model_words_is_emulated (const GessoProviderSpec *provider, const GessoModelSpec *spec, GessoTool tool);

G_END_DECLS

/* gesso-composer.h - where the artist says what to make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-key-list.h"
#include "gesso-sheet-panel.h"

G_BEGIN_DECLS

#define GESSO_TYPE_COMPOSER (gesso_composer_get_type ())
G_DECLARE_FINAL_TYPE (GessoComposer, gesso_composer, GESSO, COMPOSER, GtkWidget)

/**
 * GessoComposer:
 *
 * Prompt, tool and model pickers, parameter panel, attachments. Properties:
 * studio (GessoStudio, opened), tool (GessoTool as int), source (GessoVersion,
 * nullable), runnable (boolean, read-only: whether something could be run).
 * Signal: run, when the artist asks for it; the window then completes
 * each of gesso_composer_dup_requests() with mask and frame.
 */
/** All that would be run now, at most GESSO_SHEET_MAX_RUNS. Returns: (transfer full) (element-type GessoRequest) (nullable) */
GPtrArray    *gesso_composer_dup_requests (GessoComposer *self, GError **error);
/** The first of them. */
GessoRequest *gesso_composer_dup_request (GessoComposer *self, GError **error);
/** What was written, braces and all. Returns: (transfer full) */
char         *gesso_composer_dup_prompt  (GessoComposer *self);
void          gesso_composer_set_source  (GessoComposer *self, GessoVersion *version, guint image_index);
void          gesso_composer_set_tool    (GessoComposer *self, GessoTool tool);
GessoTool     gesso_composer_get_tool    (GessoComposer *self);
/** Fills all pickers from a recipe's request. */
void          gesso_composer_restore     (GessoComposer *self, GessoRequest *request);
/** After a run was accepted: empties the prompt and the attachments, keeps the rest. */
void          gesso_composer_clear       (GessoComposer *self);
void          gesso_composer_focus_prompt (GessoComposer *self);
/** Picks @tool and fills in @prompt, as an example to start from. */
void          gesso_composer_suggest      (GessoComposer *self, GessoTool tool, const char *prompt);
/** How many calls of the model one run takes, for its price: of a frame that is made in steps. 1 at first. */
void          gesso_composer_set_calls    (GessoComposer *self, guint calls);
/** @sentence: (nullable): why the last run could not start; shown until something changes. */
void          gesso_composer_set_problem  (GessoComposer *self, const char *sentence);
/** A picture for the role that the tool still misses; FALSE when it misses none. */
gboolean      gesso_composer_attach_file    (GessoComposer *self, GFile *file);
gboolean      gesso_composer_attach_texture (GessoComposer *self, GdkTexture *texture);
/** (nullable): the keys its models depend on; NULL without a studio. */
GessoKeyList *gesso_composer_get_keys       (GessoComposer *self);
/** @model: "provider/model"; picked as soon as it can be used for the tool */
void          gesso_composer_set_model      (GessoComposer *self, const char *model);
/** Tool, model and parameters alone, whether they can be run or not. Returns: (transfer full) (nullable) */
GessoRequest *gesso_composer_dup_plan       (GessoComposer *self);
/** (nullable): what is known of the model picked; borrowed */
const GessoModelSpec *gesso_composer_get_model_spec (GessoComposer *self);
/** @choices: a{ss}: the model the artist chose last for each tool; only with a studio. */
void          gesso_composer_set_choices    (GessoComposer *self, GVariant *choices);
/** Returns: (transfer floating) (nullable): NULL without a studio */
GVariant     *gesso_composer_make_choices   (GessoComposer *self);
/** @parameters: a{ss}: what was set last for each model, as JSON text */
void          gesso_composer_set_parameters (GessoComposer *self, GVariant *parameters);
/** Returns: (transfer floating) */
GVariant     *gesso_composer_make_parameters (GessoComposer *self);
/** (nullable): the other models and seeds of the same request; NULL without a studio. */
GessoSheetPanel *gesso_composer_get_sheet   (GessoComposer *self);
/** Whether @tool works on a picture, and on what the artist paints or frames. */
gboolean      gesso_composer_tool_has_source (GessoTool tool);

G_END_DECLS

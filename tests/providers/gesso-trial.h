/* gesso-trial.h - requests, answers and states for the tests of providers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/** @model: "provider/model". Returns: (transfer full) */
GessoRequest    *gesso_trial_make_request (GessoTool tool, const char *model, const char *prompt);
/** A picture of tests/fixtures/wire/inputs/. */
void             gesso_trial_add_input    (GessoRequest *request, GessoInputRole role, const char *name);
/** Sinks @value. */
void             gesso_trial_set          (GessoRequest *request, const char *name, GVariant *value);
/** The same by the schema of the model, as an artist types it; aborts where @text is refused. */
void             gesso_trial_set_text     (GessoProvider *provider, GessoRequest *request, const char *name,
                                           const char *text);
/** The first step, which must be a message that may be charged. Returns: (transfer full) */
GessoStep       *gesso_trial_start        (GessoProvider *provider, GessoRequest *request, JsonObject *state);
/** Returns: (transfer full) */
GessoHttpAnswer *gesso_trial_make_answer  (guint status, const char *body);
/** Returns: (transfer full) */
JsonObject      *gesso_trial_make_state   (const char *json);
/** The body as text. Returns: (transfer full) */
char            *gesso_trial_dup_body     (GessoHttpRequest *http);
/** Whether the body is this JSON, whatever the order of its members. */
gboolean         gesso_trial_has_body     (GessoHttpRequest *http, const char *json);
/** What a new provider of @type does with a copy of @state after a restart. Returns: (transfer full) */
GessoStep       *gesso_trial_restart      (GType type, GessoRequest *request, JsonObject *state);

G_END_DECLS

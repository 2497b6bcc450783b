/* gesso-parameter-panel.h - a model's settings, made from its parameter schema
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-parameters.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PARAMETER_PANEL (gesso_parameter_panel_get_type ())
G_DECLARE_FINAL_TYPE (GessoParameterPanel, gesso_parameter_panel, GESSO, PARAMETER_PANEL, GtkWidget)

/** GessoParameterPanel: knows no model by name. Signal changed. */
GtkWidget       *gesso_parameter_panel_new            (void);
/**
 * gesso_parameter_panel_set_specs:
 * @specs: (nullable): static, ended by a NULL name
 *
 * Makes a row for each; values of the same name and kind are kept.
 */
void             gesso_parameter_panel_set_specs      (GessoParameterPanel *self, const GessoParameterSpec *specs);
/** What is set now. Returns: (transfer full) */
GessoParameters *gesso_parameter_panel_dup_parameters (GessoParameterPanel *self);
/** @parameters: (nullable): names the model does not know are ignored; what is not set goes back to its default */
void             gesso_parameter_panel_restore        (GessoParameterPanel *self, GessoParameters *parameters);
guint            gesso_parameter_panel_get_n_rows     (GessoParameterPanel *self);
/** The first parameter, where a word tells it: “1024 × 768”, “2×”. Returns: (transfer full) */
char            *gesso_parameter_panel_dup_summary    (GessoParameterPanel *self);

G_END_DECLS

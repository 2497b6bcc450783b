/* gesso-diagnostics-window.h - what to attach to a bug report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_DIAGNOSTICS_WINDOW (gesso_diagnostics_window_get_type ())
G_DECLARE_FINAL_TYPE (GessoDiagnosticsWindow, gesso_diagnostics_window, GESSO, DIAGNOSTICS_WINDOW, AdwWindow)

/** Shows the report of gesso_studio_diagnose_async(), to be copied or saved. */
GtkWidget  *gesso_diagnostics_window_new      (GessoStudio *studio);
/** (nullable): the report, once it is there */
const char *gesso_diagnostics_window_get_text (GessoDiagnosticsWindow *self);

G_END_DECLS

/* gesso-program-dialog.h - in which program?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define GESSO_TYPE_PROGRAM_DIALOG (gesso_program_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GessoProgramDialog, gesso_program_dialog, GESSO, PROGRAM_DIALOG, AdwWindow)

/**
 * GessoProgramDialog:
 * @programs: (element-type GAppInfo): what can be chosen; there may be none
 *
 * Signal chosen (GAppInfo); it closes by itself.
 */
GtkWidget *gesso_program_dialog_new (GPtrArray *programs);

G_END_DECLS

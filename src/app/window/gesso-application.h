/* gesso-application.h - one studio, one window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_APPLICATION (gesso_application_get_type ())
G_DECLARE_FINAL_TYPE (GessoApplication, gesso_application, GESSO, APPLICATION, AdwApplication)

/**
 * GessoApplication:
 *
 * Opens the studio while the window is being drawn, and closes it before the
 * program ends. `--data-dir DIR` makes an instance of its own.
 */
GessoApplication *gesso_application_new         (void);
/** Tries to open the studio again after it failed. */
void              gesso_application_open_studio (GessoApplication *self);
/** Whether jobs go on, without a window, once the window is closed. */
void              gesso_application_set_finishing (GessoApplication *self, gboolean finishing);

G_END_DECLS

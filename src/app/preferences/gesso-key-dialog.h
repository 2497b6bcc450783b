/* gesso-key-dialog.h - a new key for a provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_KEY_DIALOG (gesso_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (GessoKeyDialog, gesso_key_dialog, GESSO, KEY_DIALOG, AdwWindow)

/**
 * GessoKeyDialog:
 *
 * Asks for a key and keeps it in the keyring. Signal added: once it is there.
 *
 * @provider: the id of one, or a model of it: "fal/flux-pro-kontext"
 * Returns: (nullable): %NULL when there is no such provider, or it needs no key
 */
GtkWidget   *gesso_key_dialog_new         (GessoStudio *studio, const char *provider);
/** (nullable): "provider/model": what the key was wanted for. */
const char  *gesso_key_dialog_get_model   (GessoKeyDialog *self);
/** The text of its entry is wiped with it. */
void         gesso_key_dialog_set_key     (GessoKeyDialog *self, const char *text);
GessoSecret *gesso_key_dialog_make_secret (GessoKeyDialog *self);

G_END_DECLS

/* gesso-keyring-row.h - why keys are missing, and a way on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-key-list.h"

G_BEGIN_DECLS

#define GESSO_TYPE_KEYRING_ROW (gesso_keyring_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoKeyringRow, gesso_keyring_row, GESSO, KEYRING_ROW, AdwActionRow)

/** GessoKeyringRow: visible only while the keyring is locked, denied or missing. */
GtkWidget *gesso_keyring_row_new      (void);
void       gesso_keyring_row_set_keys (GessoKeyringRow *self, GessoKeyList *keys);

G_END_DECLS

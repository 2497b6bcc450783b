/* gesso-key-row.h - one key, how it does, and what can be done with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-actions.h"

G_BEGIN_DECLS

#define GESSO_TYPE_KEY_ROW (gesso_key_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoKeyRow, gesso_key_row, GESSO, KEY_ROW, AdwActionRow)

/** GessoKeyRow: its buttons are those of GessoKeyActions, as the group "keys". */
GtkWidget  *gesso_key_row_new             (void);
/**
 * gesso_key_row_set_key:
 * @place, @n_places: among the provider's keys of the keyring; those of the environment have none
 * @now: microseconds since 1970
 */
void        gesso_key_row_set_key         (GessoKeyRow *self, const GessoStudioKey *key, guint place, guint n_places,
                                           GessoKeyActions *actions, gint64 now);
const char *gesso_key_row_get_fingerprint (GessoKeyRow *self);

G_END_DECLS

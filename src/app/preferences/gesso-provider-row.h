/* gesso-provider-row.h - what a provider offers, and the artist's keys for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-key-list.h"
#include "gesso-key-row.h"

G_BEGIN_DECLS

#define GESSO_TYPE_PROVIDER_ROW (gesso_provider_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoProviderRow, gesso_provider_row, GESSO, PROVIDER_ROW, AdwExpanderRow)

/** GessoProviderRow: signal add, when the artist has entered a key. */
GtkWidget               *gesso_provider_row_new         (const GessoProviderSpec *spec);
const GessoProviderSpec *gesso_provider_row_get_spec    (GessoProviderRow *self);
/** @keys: (element-type GessoStudioKey): all there are; those of another provider, and in @hidden, are left out */
void                     gesso_provider_row_set_keys    (GessoProviderRow *self, GPtrArray *keys, GHashTable *hidden,
                                                         gint64 now);
/** (nullable): the row of a key. */
GessoKeyRow             *gesso_provider_row_find_key    (GessoProviderRow *self, const char *fingerprint);
guint                    gesso_provider_row_get_n_keys  (GessoProviderRow *self);
/** Whether an entered key is being kept now. */
void                     gesso_provider_row_set_busy    (GessoProviderRow *self, gboolean busy);
/** What was entered. Returns: (transfer full) */
GessoSecret             *gesso_provider_row_make_secret (GessoProviderRow *self);
const char              *gesso_provider_row_get_label   (GessoProviderRow *self);
/** Wipes what was entered. */
void                     gesso_provider_row_clear       (GessoProviderRow *self);
/** Opens it, ready for a key to be entered. */
void                     gesso_provider_row_focus_entry (GessoProviderRow *self);

G_END_DECLS

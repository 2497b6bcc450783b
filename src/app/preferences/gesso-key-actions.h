/* gesso-key-actions.h - what can be done with a key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-key-list.h"

G_BEGIN_DECLS

#define GESSO_TYPE_KEY_ACTIONS (gesso_key_actions_get_type ())
G_DECLARE_FINAL_TYPE (GessoKeyActions, gesso_key_actions, GESSO, KEY_ACTIONS, GObject)

/**
 * GessoKeyActions:
 *
 * The actions add (s: a provider), test, stop-test, rename, remove (s: a
 * fingerprint) and move (su: with its new place), and what they led to. A
 * removed key is only hidden until the toast that offers to undo it is gone.
 * Signal changed: rows are to be shown anew.
 */
/** @window: (transfer none): where toasts and dialogs go; must outlive it or call gesso_key_actions_finish() */
GessoKeyActions *gesso_key_actions_new         (GessoStudio *studio, GessoKeyList *keys, AdwPreferencesWindow *window);
/** The window goes: nobody can undo any more what it does not show. */
void             gesso_key_actions_finish      (GessoKeyActions *self);
GActionGroup    *gesso_key_actions_get_group   (GessoKeyActions *self);
gboolean         gesso_key_actions_is_removed  (GessoKeyActions *self, const char *fingerprint);
gboolean         gesso_key_actions_is_testing  (GessoKeyActions *self, const char *fingerprint);
/** (nullable): what a test of it showed since the window was opened */
const char      *gesso_key_actions_get_verdict (GessoKeyActions *self, const char *fingerprint);

G_END_DECLS

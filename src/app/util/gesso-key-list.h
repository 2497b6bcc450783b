/* gesso-key-list.h - the artist's keys, as last read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_KEY_LIST (gesso_key_list_get_type ())
G_DECLARE_FINAL_TYPE (GessoKeyList, gesso_key_list, GESSO, KEY_LIST, GObject)

/**
 * GessoKeyList:
 *
 * Empty at first. Signal changed: after each reading.
 */

/** @studio: (nullable): opened; its keys are read at once, and again when they change. NULL: whatever gesso_key_list_take() is given */
GessoKeyList       *gesso_key_list_new           (GessoStudio *studio);
/** Reads again; with @unlock the artist is asked when the keyring is locked. */
void                gesso_key_list_refresh       (GessoKeyList *self, gboolean unlock);
/**
 * gesso_key_list_take:
 * @keys: (transfer full) (element-type GessoStudioKey)
 * @problem: (transfer full) (nullable): a sentence: why there may be more
 */
void                gesso_key_list_take          (GessoKeyList *self, GPtrArray *keys, char *problem);
/** (element-type GessoStudioKey): by provider and order. */
GPtrArray          *gesso_key_list_get_keys      (GessoKeyList *self);
/** (nullable): why there may be more keys than these. */
const char         *gesso_key_list_get_problem   (GessoKeyList *self);
/** Whether the first reading has ended. */
gboolean            gesso_key_list_is_read       (GessoKeyList *self);
/** Whether anything of @spec could run: it is on this device, or there is a key for it. */
gboolean            gesso_key_list_can_use       (GessoKeyList *self, const GessoProviderSpec *spec);

/**
 * gesso_key_list_list_models:
 *
 * Returns: (transfer full) (element-type utf8): "provider/model" of every
 *   model with @tool that could run, those on this device first, then by
 *   provider
 */
GPtrArray          *gesso_key_list_list_models   (GessoKeyList *self, GessoProviderRegistry *registry, GessoTool tool);
/**
 * gesso_key_list_dup_reason:
 *
 * Returns: (nullable): a sentence: why @tool cannot be run, and what to do
 */
char               *gesso_key_list_dup_reason    (GessoKeyList *self, GessoProviderRegistry *registry, GessoTool tool);

G_END_DECLS

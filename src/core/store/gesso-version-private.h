/* gesso-version-private.h - how the store makes versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-version.h"

G_BEGIN_DECLS

/** @draft: (transfer full) */
GessoVersion *gesso_version_new         (gint64 id, GessoVersionDraft *draft, gboolean trashed);
/** Main context only once the version was given out. */
void          gesso_version_set_trashed (GessoVersion *self, gboolean trashed);
/** @pin: (nullable). The same. */
void          gesso_version_set_pin     (GessoVersion *self, const char *pin);
/** Main context only, while everybody takes it for trashed. */
void          gesso_version_set_place   (GessoVersion *self, gint64 thread_id, gint64 branch_id);

G_END_DECLS

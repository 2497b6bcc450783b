/* gesso-family-items.h - what the nodes of a family show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-family.h"
#include "gesso-library-item.h"
#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_FAMILY_ITEMS (gesso_family_items_get_type ())
G_DECLARE_FINAL_TYPE (GessoFamilyItems, gesso_family_items, GESSO, FAMILY_ITEMS, GObject)

/**
 * GessoFamilyItems:
 *
 * The item of a version, whose row is read when somebody first asks for it, many
 * at once, and again when the version is edited. Outlives the families it serves.
 */
GessoFamilyItems *gesso_family_items_new  (GessoStore *store);
/** Borrowed. */
GessoLibraryItem *gesso_family_items_get  (GessoFamilyItems *self, gint64 id);

G_END_DECLS

/* gesso-identity-map.h - the live object of an id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GessoIdentityMap:
 *
 * Finds the object that somebody still holds for an id, so that a thing has
 * one object however often it is loaded. Holds no reference itself. Main
 * context only.
 */
typedef struct _GessoIdentityMap GessoIdentityMap;

GessoIdentityMap *gesso_identity_map_new    (void);
void              gesso_identity_map_free   (GessoIdentityMap *self);
/** Returns: (transfer full) (nullable) */
gpointer          gesso_identity_map_lookup (GessoIdentityMap *self, gint64 id);
void              gesso_identity_map_add    (GessoIdentityMap *self, gint64 id, gpointer object);
/** Returns: (transfer full) (element-type GObject): all that somebody holds */
GPtrArray        *gesso_identity_map_list   (GessoIdentityMap *self);

G_END_DECLS

/* gesso-search-provider.h - what GNOME Shell's overview finds in the library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_SEARCH_PROVIDER (gesso_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (GessoSearchProvider, gesso_search_provider, GESSO, SEARCH_PROVIDER, GObject)

/**
 * GessoSearchProvider:
 *
 * The interface org.gnome.Shell.SearchProvider2 over prompts, messages, titles
 * and tags. Calls wait until there is a studio. Signals: place-wanted (gint64
 * thread or 0, gint64 version or 0), search-wanted (char *).
 */
/** @application: (not owned): kept alive during calls */
GessoSearchProvider *gesso_search_provider_new        (GApplication *application);
/** @studio: (nullable): opened; NULL: there will be none, so calls fail */
void                 gesso_search_provider_set_studio (GessoSearchProvider *self, GessoStudio *studio);
gboolean             gesso_search_provider_export     (GessoSearchProvider *self, GDBusConnection *connection,
                                                       const char *path, GError **error);
void                 gesso_search_provider_unexport   (GessoSearchProvider *self);

G_END_DECLS

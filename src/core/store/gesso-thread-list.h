/* gesso-thread-list.h - the threads, newest activity first, as a list model
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_THREAD_LIST (gesso_thread_list_get_type ())
G_DECLARE_FINAL_TYPE (GessoThreadList, gesso_thread_list, GESSO, THREAD_LIST, GObject)

/**
 * GessoThreadList:
 *
 * A GListModel of GessoThread that follows its store by itself. Property
 * loading is TRUE until the first load is in.
 */
GessoThreadList *gesso_thread_list_new         (GessoStore *store, gboolean trashed);
gboolean         gesso_thread_list_get_loading (GessoThreadList *self);

G_END_DECLS

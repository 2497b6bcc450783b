/* gesso-open-with.h - a file in another program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gesso_open_with_portal_async:
 *
 * Has the desktop ask for the program, and give it leave to write @file.
 */
void      gesso_open_with_portal_async  (GFile *file, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
gboolean  gesso_open_with_portal_finish (GAsyncResult *result, GError **error);

/** Starts @program with @file. */
gboolean  gesso_open_with_program       (GAppInfo *program, GFile *file, GdkDisplay *display, GError **error);

/** Returns: (transfer full) (element-type GAppInfo): the other programs that open files of type @mime, the usual one first */
GPtrArray *gesso_open_with_list         (const char *mime);

G_END_DECLS

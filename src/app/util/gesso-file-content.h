/* gesso-file-content.h - a file for the clipboard and for dragging
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** As what file managers take, and as what a single file is taken by. Returns: (transfer full) */
GdkContentProvider *gesso_file_content_new (GFile *file);

G_END_DECLS

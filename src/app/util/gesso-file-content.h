/* gesso-file-content.h - a file for the clipboard and for dragging
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * gesso_file_content_new:
 * @picture: (nullable): where its bytes are, of type @mime
 *
 * As what file managers take, as what a single file is taken by, and as the
 * picture that painting programs take. Returns: (transfer full)
 */
GdkContentProvider *gesso_file_content_new (GFile *file, const char *picture, const char *mime);

G_END_DECLS

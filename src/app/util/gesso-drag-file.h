/* gesso-drag-file.h - a file of a picture that others may have
 *
 * The library's own files have no names that say anything and must never be
 * written to, so what is dragged out of Gesso is a copy in the cache. It is there
 * long before anything is dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/** Where a copy called @name may be written, dragged or copied. Returns: (transfer full) */
GFile *gesso_drag_file_make        (const char   *name,
                                    GessoFormat   format);
/** Begins to write that picture of @version. Returns: (transfer full) */
GFile *gesso_drag_file_write       (GessoStudio  *studio,
                                    GessoVersion *version,
                                    guint         image_index);
/** Begins to write the first picture of a version that is not loaded, as PNG. Returns: (transfer full) */
GFile *gesso_drag_file_write_by_id (GessoStudio  *studio,
                                    gint64        version_id,
                                    GessoTool     tool,
                                    const char   *prompt);

G_END_DECLS

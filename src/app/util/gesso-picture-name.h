/* gesso-picture-name.h - what a picture is called outside of Gesso
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-version.h"

G_BEGIN_DECLS

/** A file name, without ending, that says what the picture is and is no other version's. Returns: (transfer full) */
char *gesso_picture_name_make (GessoVersion *version, guint image_index);
/** The same of a version that is not loaded, of which no file's own name is known. Returns: (transfer full) */
char *gesso_picture_name_make_plain (gint64 version_id, GessoTool tool, const char *prompt);

G_END_DECLS

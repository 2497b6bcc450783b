/* gesso-size-row.h - width, height and the shapes a model suggests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-parameters.h"

G_BEGIN_DECLS

#define GESSO_TYPE_SIZE_ROW (gesso_size_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoSizeRow, gesso_size_row, GESSO, SIZE_ROW, AdwPreferencesRow)

/** GessoSizeRow: Signal changed. */
GtkWidget *gesso_size_row_new      (const GessoParameterSpec *spec);
/** "WIDTHxHEIGHT". Returns: (transfer full) */
char      *gesso_size_row_dup_size (GessoSizeRow *self);
/** Anything that is not a size is ignored; sides are clamped to what the spec allows. */
void       gesso_size_row_set_size (GessoSizeRow *self, const char *size);

G_END_DECLS

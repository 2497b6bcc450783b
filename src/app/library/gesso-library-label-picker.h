/* gesso-library-label-picker.h - a tag or a collection for what is selected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-store-library.h"

G_BEGIN_DECLS

#define GESSO_TYPE_LIBRARY_LABEL_PICKER (gesso_library_label_picker_get_type ())
G_DECLARE_FINAL_TYPE (GessoLibraryLabelPicker, gesso_library_label_picker, GESSO, LIBRARY_LABEL_PICKER, GtkPopover)

/**
 * GessoLibraryLabelPicker:
 *
 * A popover with an entry for a name, and the names there are. Signal: picked
 * (const char *name).
 */
GtkWidget *gesso_library_label_picker_new        (GessoLabelKind kind);
/** @labels: (element-type GessoLabel): of any kind */
void       gesso_library_label_picker_set_labels (GessoLibraryLabelPicker *self, GPtrArray *labels);

G_END_DECLS

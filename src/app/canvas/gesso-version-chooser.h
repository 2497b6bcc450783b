/* gesso-version-chooser.h - which version to paint from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_VERSION_CHOOSER (gesso_version_chooser_get_type ())
G_DECLARE_FINAL_TYPE (GessoVersionChooser, gesso_version_chooser, GESSO, VERSION_CHOOSER, GtkPopover)

/**
 * GessoVersionChooser:
 *
 * Thumbnails of versions, newest first. Signal: chosen (GessoVersion).
 */
GtkWidget *gesso_version_chooser_new          (GessoStudio *studio);
/** @versions: (element-type GessoVersion): oldest first; none says that there are none */
void       gesso_version_chooser_set_versions (GessoVersionChooser *self, GPtrArray *versions);

G_END_DECLS

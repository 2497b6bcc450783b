/* gesso-adjust-preview.h - adjustments as they are set up
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-adjust.h"
#include "gesso-preview.h"
#include "gesso-pyramid.h"

G_BEGIN_DECLS

#define GESSO_TYPE_ADJUST_PREVIEW (gesso_adjust_preview_get_type ())
G_DECLARE_FINAL_TYPE (GessoAdjustPreview, gesso_adjust_preview, GESSO, ADJUST_PREVIEW, GObject)

/** GessoAdjustPreview: a #GessoPreview of what gesso_adjust_apply() would make. */

/** @pyramid: of the picture, sRGB. */
GessoAdjustPreview *gesso_adjust_preview_new          (GessoPyramid *pyramid);
void                gesso_adjust_preview_set_settings (GessoAdjustPreview *self, const GessoAdjustSettings *settings);

G_END_DECLS

/* gesso-brush-settings.h - how the mask tools paint
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-mask-tool.h"
#include "gesso-types.h"

G_BEGIN_DECLS

#define GESSO_TYPE_BRUSH_SETTINGS (gesso_brush_settings_get_type ())
G_DECLARE_FINAL_TYPE (GessoBrushSettings, gesso_brush_settings, GESSO, BRUSH_SETTINGS, GObject)

/**
 * GessoBrushSettings:
 *
 * Properties: size (1 to 2048 image pixels), hardness, opacity, smoothing and
 * tolerance (0 to 100), feather (1 to 200 image pixels), all doubles; everywhere
 * (boolean), combine (uint, a GessoMaskCombine), edge (uint, a GessoEdge). What
 * sliders and keys change and tools read.
 */
GessoBrushSettings  *gesso_brush_settings_new         (void);
GessoMaskToolOptions gesso_brush_settings_get_options (GessoBrushSettings *self);
double               gesso_brush_settings_get_feather (GessoBrushSettings *self);
GessoEdge            gesso_brush_settings_get_edge    (GessoBrushSettings *self);
/** By @factor, but by a pixel at least. */
void                 gesso_brush_settings_resize      (GessoBrushSettings *self, double factor);
/** By @percent of hardness. */
void                 gesso_brush_settings_harden      (GessoBrushSettings *self, double percent);

G_END_DECLS

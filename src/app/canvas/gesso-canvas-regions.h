/* gesso-canvas-regions.h - masks that are kept, brought in and taken out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-mask-editor.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_CANVAS_REGIONS (gesso_canvas_regions_get_type ())
G_DECLARE_FINAL_TYPE (GessoCanvasRegions, gesso_canvas_regions, GESSO, CANVAS_REGIONS, GObject)

/**
 * GessoCanvasRegions:
 *
 * The regions of the picture that is shown. Signals: `changed`, when there are
 * others, `failed` (a sentence for the artist), `laid`, when the mask was changed.
 */

/** @host: (transfer none): dialogs belong to its window; must outlive what is made */
GessoCanvasRegions *gesso_canvas_regions_new         (GtkWidget *host);
/** All nullable: another picture. */
void                gesso_canvas_regions_set_picture (GessoCanvasRegions *self, GessoStudio *studio,
                                                      GessoVersion *version, guint image_index,
                                                      GessoMaskEditor *editor);
/** Ended by NULL. Returns: (transfer none) */
const char *const  *gesso_canvas_regions_list        (GessoCanvasRegions *self);

/** Asks for a name, then keeps the mask under it. */
void                gesso_canvas_regions_ask         (GessoCanvasRegions *self);
void                gesso_canvas_regions_keep        (GessoCanvasRegions *self, const char *name);
/** Adds it to the mask. */
void                gesso_canvas_regions_use         (GessoCanvasRegions *self, const char *name);
void                gesso_canvas_regions_forget      (GessoCanvasRegions *self, const char *name);
/** Whether the version was made through a mask. */
gboolean            gesso_canvas_regions_has_made    (GessoCanvasRegions *self);
void                gesso_canvas_regions_use_made    (GessoCanvasRegions *self);
/** Asks for a file. */
void                gesso_canvas_regions_import      (GessoCanvasRegions *self);
void                gesso_canvas_regions_export      (GessoCanvasRegions *self);

G_END_DECLS

/* gesso-curve.h - what becomes of dark and light, as a line to be bent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-adjust.h"

G_BEGIN_DECLS

#define GESSO_TYPE_CURVE (gesso_curve_get_type ())
G_DECLARE_FINAL_TYPE (GessoCurve, gesso_curve, GESSO, CURVE, GtkWidget)

/**
 * GessoCurve:
 *
 * A press sets a point and drags it, dragged out of the square it goes. One
 * point is in hand: Page Up and Page Down take the next, arrows move it
 * (Shift: by ten), Insert sets one beside it, Delete takes it away. Screen
 * readers are told which it is and what it does. Signal: changed, by the artist.
 */

/** As far as the curve goes; a straight one is none. */
void gesso_curve_get_points (GessoCurve *self, GessoAdjustSettings *settings);
void gesso_curve_reset      (GessoCurve *self);
/** A key; FALSE when it means nothing here. */
gboolean gesso_curve_press  (GessoCurve *self, guint keyval, GdkModifierType state);

G_END_DECLS

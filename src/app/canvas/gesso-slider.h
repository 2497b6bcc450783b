/* gesso-slider.h - a number with its name, set by dragging or by keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GESSO_TYPE_SLIDER (gesso_slider_get_type ())
G_DECLARE_FINAL_TYPE (GessoSlider, gesso_slider, GESSO, SLIDER, GtkWidget)

/**
 * GessoSlider:
 *
 * Properties, given once: title, lower, upper, step, digits; and value, which
 * notifies when it was changed by the artist or the program. Where the range
 * holds 0 inside of it a mark shows where that is.
 */

double gesso_slider_get_value (GessoSlider *self);
void   gesso_slider_set_value (GessoSlider *self, double value);

G_END_DECLS

/* gesso-text-estimate.h - how high a text will about be
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * gesso_text_estimate_height:
 * @text: UTF-8
 * @width: pixels it may take before it wraps
 *
 * A guess from the bytes alone, for ten thousand texts before the next frame.
 * Returns: pixels, in the interface's usual font
 */
int gesso_text_estimate_height (const char *text, int width);

G_END_DECLS

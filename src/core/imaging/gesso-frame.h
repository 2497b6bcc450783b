/* gesso-frame.h - the geometry of expand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "gesso-rect.h"

G_BEGIN_DECLS

/** GessoFrame: image pixels to add at each side of a picture, none negative. */
typedef struct
{
  int left, top, right, bottom;
} GessoFrame;

/**
 * gesso_frame_parse:
 * @text: `+256` (each side), `30%` (of each side's length), `16:9` (the least
 *   that gives the ratio) or `1920x1080` (a whole size, at least the picture's)
 * @anchor_x: where the old picture stands in what is added: 0 left, 0.5 middle, 1 right
 * @anchor_y: 0 top, 0.5 middle, 1 bottom
 *
 * Returns: %FALSE with a sentence (%GESSO_ERROR_BAD_INPUT) that names the forms
 */
gboolean  gesso_frame_parse    (const char *text, int width, int height,
                                double anchor_x, double anchor_y,
                                GessoFrame *frame, GError **error);

/** Refuses an empty frame, negative sides and results beyond GESSO_IMAGE_MAX_*. */
gboolean  gesso_frame_check    (const GessoFrame *frame, int width, int height, GError **error);

/** The old picture's place inside the new one. */
GessoRect gesso_frame_get_old  (const GessoFrame *frame, int width, int height);
gboolean  gesso_frame_is_empty (const GessoFrame *frame);

G_END_DECLS

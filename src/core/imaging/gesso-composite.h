/* gesso-composite.h - a reply through a mask, and the proof that the rest is untouched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-frame.h"
#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * GessoVerdict:
 * @protected_pixels: pixels whose coverage is 0
 * @changed_pixels: how many of them differ from the parent; must be 0
 */
typedef struct
{
  gint64 protected_pixels;
  gint64 changed_pixels;
} GessoVerdict;

/**
 * gesso_composite:
 * @reply: of @parent's size
 * @mask: 1 channel, of @parent's size: the coverage a
 *
 * (parent·(255−a) + reply·a + 127) / 255 on straight bytes; rows of a = 0 are
 * copied. The result has 4 channels when either picture has, and @parent's profile.
 */
GessoImage *gesso_composite           (const GessoImage *parent, const GessoImage *reply,
                                       const GessoImage *mask, GError **error);

/**
 * gesso_composite_frame:
 * @reply: of the expanded size
 *
 * The old picture 1:1 inside @reply: every pixel of @parent is protected.
 */
GessoImage *gesso_composite_frame     (const GessoImage *parent, const GessoImage *reply,
                                       const GessoFrame *frame, GError **error);

/**
 * gesso_verify:
 * @file: the bytes as written; decoded again here
 * @mask: (nullable): coverage over @parent; %NULL protects all of it
 * @x: where @parent's corner stands in the decoded picture
 *
 * Counts protected pixels and those that changed.
 */
gboolean    gesso_verify              (GBytes *file, const GessoImage *parent, const GessoImage *mask,
                                       int x, int y, GessoVerdict *verdict,
                                       GCancellable *cancellable, GError **error);

G_END_DECLS

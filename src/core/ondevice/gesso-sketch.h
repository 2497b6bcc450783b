/* gesso-sketch.h - procedural pictures steered by words, so that Gesso can be learned with no account
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/* The longest side a sketch can have. */
#define GESSO_SKETCH_MAX_SIDE 4096

/**
 * gesso_sketch_generate:
 * @prompt: English or Chinese words choose the scene (sea, mountains, forest,
 *   city, night sky, abstract, paper, watercolour wash …), time of day and palette
 *
 * An honest drawing by rule, not by a model. RGB; the same arguments give the
 * same pixels, and the same seed at another size the same composition. Blocking.
 */
GessoImage *gesso_sketch_generate (const char *prompt, guint width, guint height, guint32 seed,
                                   GessoProgressFunc progress, gpointer user_data,
                                   GCancellable *cancellable, GError **error);

/** A variation of @source: its palette and large shapes, redrawn in the manner of @prompt. */
GessoImage *gesso_sketch_redux    (const GessoImage *source, const char *prompt,
                                   guint width, guint height, guint32 seed,
                                   GessoProgressFunc progress, gpointer user_data,
                                   GCancellable *cancellable, GError **error);

/**
 * gesso_sketch_backdrop:
 *
 * Like gesso_sketch_generate(), but soft and quiet, as if out of focus, to stand
 * behind a subject.
 */
GessoImage *gesso_sketch_backdrop (const char *prompt, guint width, guint height, guint32 seed,
                                   GessoProgressFunc progress, gpointer user_data,
                                   GCancellable *cancellable, GError **error);

/**
 * gesso_sketch_describe:
 * @prompt: (nullable)
 *
 * What the words were understood as, for people: scene, time of day and style.
 *
 * Returns: (transfer full): a translated sentence
 */
char       *gesso_sketch_describe (const char *prompt);

G_END_DECLS

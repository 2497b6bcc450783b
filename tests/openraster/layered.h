/* layered.h - OpenRaster files of every kind, made for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-openraster.h"

G_BEGIN_DECLS

/** @channels of noise, opaque where they are 4; another @seed is another picture. */
GessoImage *layered_make_noise   (guint width, guint height, guint channels, guint32 seed);
/** All of it @red, @green, @blue, @alpha. */
GessoImage *layered_make_plain   (guint width, guint height, guint8 red, guint8 green, guint8 blue, guint8 alpha);
GBytes     *layered_encode       (const GessoImage *image);

/** A step whose picture is written to @folder as @name.png. @mask: (nullable) */
GessoOpenrasterStep *layered_make_step (const char *folder, const char *name, const GessoImage *picture,
                                        const GessoImage *mask);

/**
 * layered_write:
 * @stack: (nullable): stack.xml
 * @...: name and (transfer full) GBytes of what else is in it, then NULL
 */
void        layered_write        (const char *path, const char *mime, const char *stack, ...) G_GNUC_NULL_TERMINATED;
GBytes     *layered_read_file    (const char *path);
/** A file of one layer: @image. */
void        layered_write_single (const char *path, const GessoImage *image);

G_END_DECLS

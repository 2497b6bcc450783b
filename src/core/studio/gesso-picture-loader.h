/* gesso-picture-loader.h - kept pictures and their thumbnails, decoded off the main loop
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * GessoPictureLoader:
 *
 * A pool of two workers. Previews go first, then whole pictures, then the
 * thumbnails asked for last: those are what the artist scrolled to. Work that
 * was cancelled while it waited is dropped.
 */
typedef struct _GessoPictureLoader GessoPictureLoader;

/** The least side of a stored thumbnail, in pixels, that shows @side device pixels sharply; 1024 is the largest. */
guint               gesso_picture_loader_round_side (guint side);

/** @cache_dir: made when first needed; thumbnails lie in `thumbnails/256`, `…/512` and `…/1024` */
GessoPictureLoader *gesso_picture_loader_new  (const char *cache_dir);
/** Drops what waits and blocks until what runs has ended. Idempotent. */
void                gesso_picture_loader_stop (GessoPictureLoader *self);
void                gesso_picture_loader_free (GessoPictureLoader *self);

/**
 * gesso_picture_loader_load:
 * @task: (transfer none): returns a GessoImage
 * @path: of the kept picture
 * @blob: its hash, which names the thumbnail
 * @side: 0 for the whole picture; else rounded by gesso_picture_loader_round_side()
 */
void                gesso_picture_loader_load (GessoPictureLoader *self, GTask *task,
                                               const char *path, const char *blob, guint side);

/**
 * gesso_picture_loader_load_preview:
 * @task: (transfer none): returns a GessoImage, or %G_IO_ERROR_NOT_FOUND
 *
 * What can be had of the picture long before the whole: the largest thumbnail
 * that is stored, or a small decode where the format makes that cheap.
 */
void                gesso_picture_loader_load_preview (GessoPictureLoader *self, GTask *task,
                                                       const char *path, const char *blob);

/** Stores a thumbnail made of @image, as it is shown, unless there is one. @image is not changed any more. */
void                gesso_picture_loader_keep (GessoPictureLoader *self, const char *blob, guint side,
                                               const GessoImage *image);

G_END_DECLS

/* gesso-openraster.h - pictures in layers, as Krita, GIMP and MyPaint exchange them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-frame.h"
#include "gesso-image.h"

G_BEGIN_DECLS

/* The ending of its name. */
#define GESSO_OPENRASTER_SUFFIX ".ora"
#define GESSO_OPENRASTER_MIME "image/openraster"

/* An OpenRaster file, by the specification of openraster.org, is a zip file of
 *
 *   mimetype                   first, and not compressed
 *   stack.xml                  the layers, the topmost first
 *   data/NAME.png              their pixels
 *   mergedimage.png            all of it, flattened
 *   Thumbnails/thumbnail.png   the same, 256 pixels at most
 *
 * All of this blocks and belongs on a worker. */

/**
 * GessoOpenrasterStep:
 * @title: of its layer
 * @picture: where its file is
 * @mask: (nullable): where the file of its mask is
 * @added: what it put around the step before it
 *
 * One step of the path to a picture.
 */
typedef struct
{
  char *title;
  char *picture;
  char *mask;
  GessoFrame added;
} GessoOpenrasterStep;

void        gesso_openraster_step_free (GessoOpenrasterStep *self);

/** Whether @name ends as that of such a file. */
gboolean    gesso_openraster_is_named  (const char *name);
/** Whether @bytes begin as a zip file does, which is no picture of another format. */
gboolean    gesso_openraster_is_zip    (GBytes *bytes);

/**
 * gesso_openraster_write:
 * @path: written beside it first, then renamed over it
 * @steps: (element-type GessoOpenrasterStep): the oldest first, at least one
 *
 * Every step is a layer, the newest on top, that holds what the step changed;
 * a mask is a hidden layer above it. Layers of steps are opaque or empty at
 * each pixel wherever that is possible, and those below a picture that is not
 * opaque, or whose pixels stand elsewhere, are hidden: flattened by whatever
 * program, the file is the newest picture, pixel for pixel.
 */
gboolean    gesso_openraster_write     (const char *path, GPtrArray *steps, GCancellable *cancellable, GError **error);

/**
 * gesso_openraster_read:
 * @bytes: of a file that cannot be trusted
 *
 * Takes the merged picture, which is what the program showed that wrote the
 * file. Where that is missing, damaged or of another size the visible layers
 * are flattened with their opacities and places, or, where one is blended in
 * another way than svg:src-over, refused. %GESSO_ERROR_BAD_INPUT says what is
 * wrong.
 */
GessoImage *gesso_openraster_read      (GBytes *bytes, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoOpenrasterStep, gesso_openraster_step_free)

G_END_DECLS

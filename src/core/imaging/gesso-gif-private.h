/* gesso-gif-private.h - where the first frame of a GIF lies
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoGif:
 * @x, @y: of the first frame on the canvas, which it may reach beyond
 * @colours: (borrowed) (nullable): the table of its colours, 3 bytes each
 * @transparent: the colour that is none, or -1
 * @pixels: where its pixels begin: the code size, then the sub-blocks
 */
typedef struct
{
  guint x, y, width, height;
  const guint8 *colours;
  guint n_colours;
  int transparent;
  gboolean interlaced;
  gsize pixels;
  gboolean animated;
} GessoGif;

/** Of the whole canvas. FALSE when the header is cut short. */
gboolean gesso_gif_read_size (const guint8 *data, gsize size, guint *width, guint *height);

/** Refuses a file whose first frame is missing, empty or cut short. */
gboolean gesso_gif_walk      (const guint8 *data, gsize size, GessoGif *gif, GError **error);

G_END_DECLS

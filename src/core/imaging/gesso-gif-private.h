/* gesso-gif-private.h - where the first frame of a GIF lies
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GessoGif: @first_end: bytes up to and with the first frame. */
typedef struct
{
  gsize first_end;
  gboolean animated;
} GessoGif;

/** Of the whole canvas. FALSE when the header is cut short. */
gboolean gesso_gif_read_size (const guint8 *data, gsize size, guint *width, guint *height);

/** Refuses a file whose first frame is missing, empty or cut short. */
gboolean gesso_gif_walk      (const guint8 *data, gsize size, GessoGif *gif, GError **error);

G_END_DECLS

/* gesso-picture-signature.h - what a picture looks like, from its pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"
#include "gesso-signature.h"

G_BEGIN_DECLS

/**
 * gesso_picture_signature_compute:
 * @image: a thumbnail is as good as the whole picture
 * @signature: (out): all but its tag
 * @colours: (out): the colours that take up a good part of it, as a mask of 1 << GessoColour
 *
 * dHash after Neal Krawetz, “Kind of Like That” (2013). What is transparent
 * counts as white.
 */
gboolean gesso_picture_signature_compute (const GessoImage *image, GessoSignature *signature, guint *colours,
                                          GError **error);

G_END_DECLS

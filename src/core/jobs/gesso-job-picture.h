/* gesso-job-picture.h - from what a provider gave to what is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-composite.h"
#include "gesso-image.h"
#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoJobPicture:
 * @file: what is kept: the reply, composited where an edit must be exact
 * @reply_file: (nullable): the reply itself, when it differs
 * @verdict: protected_pixels is -1 where nothing was to be protected
 * @new_picture: the reply is no edit of the parent
 */
typedef struct
{
  GBytes *file;
  GBytes *reply_file;
  char *blob;
  char *reply;
  char *mime;
  char *blurhash;
  guint width, height;
  gint64 seed;
  GessoVerdict verdict;
  gboolean new_picture;
} GessoJobPicture;

void     gesso_job_picture_free (GessoJobPicture *picture);

/**
 * GessoExact:
 *
 * What an exact edit is measured against; both nullable. Filled on a worker,
 * used by one worker at a time.
 */
typedef struct
{
  GessoImage *parent;
  GessoImage *coverage; /* NULL with a parent: all of it is protected */
} GessoExact;

void       gesso_exact_clear (GessoExact *exact);
/** Decodes what @request's tool needs: source and mask of inpaint, source of expand. Blocking. */
gboolean   gesso_exact_load  (GessoExact *exact, GessoRequest *request, GCancellable *cancellable, GError **error);

/**
 * gesso_job_picture_new:
 *
 * Composites, encodes, and computes the BlurHash. Blocking.
 */
GessoJobPicture *gesso_job_picture_new    (GessoResultImage *image, GessoRequest *request, GessoExact *exact,
                                           GCancellable *cancellable, GError **error);

/**
 * gesso_job_picture_new_from_reply:
 * @image: with bytes
 * @kept: what those bytes became in their place
 * @is_edit: whether @kept is more than those bytes decoded
 *
 * Encodes and computes the BlurHash of a picture that is composited already. Blocking.
 */
GessoJobPicture *gesso_job_picture_new_from_reply (GessoResultImage *image, const GessoImage *kept, gboolean is_edit,
                                                   GCancellable *cancellable, GError **error);

/** Compares @written, the kept file as read back, with the parent. Blocking. */
gboolean         gesso_job_picture_verify (GessoJobPicture *picture, GBytes *written, GessoRequest *request,
                                           GessoExact *exact, GCancellable *cancellable, GError **error);

G_END_DECLS

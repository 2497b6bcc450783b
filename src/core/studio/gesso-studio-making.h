/* gesso-studio-making.h - a version that is made on this device, from the worker to its row
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-image.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/**
 * GessoMaking:
 * @file: what is kept, once it is made
 *
 * First member of the task data of all that makes a version from a kept
 * picture for nothing. The task's source object is the studio.
 */
typedef struct
{
  GessoVersion *version;      /* (owned): what it is made from */
  guint image_index;
  GBytes *file;               /* (owned) (nullable) */
  GessoVersionDraft *draft;   /* (owned) (nullable): until it is added */
  GessoVersionImage *picture; /* (borrowed): of the draft */
} GessoMaking;

/** Begins a draft of one picture below @version, at no cost. */
void     gesso_making_init       (GessoMaking *self, GessoVersion *version, guint image_index, GessoTool tool);
void     gesso_making_clear      (GessoMaking *self);
void     gesso_making_add_input  (GessoMaking *self, GessoInputRole role, const char *blob, gint64 version_id,
                                  guint image_index);
/** Notes what @file is, whose pixels are @pixels. Blocking. */
void     gesso_making_describe   (GessoMaking *self, const GessoImage *pixels, GessoFormat format);
/** Sets @file to @made as PNG, and describes it. Blocking. */
gboolean gesso_making_encode     (GessoMaking *self, const GessoImage *made, GError **error);

/** Runs @func on a worker; its task data are those of @task. */
void     gesso_making_run        (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback);
/** In @callback: whether that succeeded; if not, @task is done. */
gboolean gesso_making_may_go_on  (GTask *task, GAsyncResult *result);
/** Stores @file as the blob of the picture; then @func, unless that failed and @task is done. */
void     gesso_making_store      (GTask *task, void (*func) (GTask *task));
/** Adds the draft; @task returns the version. */
void     gesso_making_add        (GTask *task);

G_END_DECLS

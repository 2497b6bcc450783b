/* gesso-replay.h - the steps that led to a version, on another picture or by other models
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/** The most steps that one path may have. */
#define GESSO_REPLAY_MAX_STEPS 64

/**
 * gesso_replay_load_path_async:
 * @version_id: the last step
 * @from_id: the version that stays as it is, before the first step; 0: the root
 *
 * Fails with %GESSO_ERROR_BAD_INPUT when @from_id is no ancestor.
 * Returns: (transfer full) (element-type GessoVersion): what it was made from, of
 *   which each was made from the one before; the root first, @version_id last
 */
void       gesso_replay_load_path_async  (GessoStudio *studio, gint64 version_id, gint64 from_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *gesso_replay_load_path_finish (GessoStudio *studio, GAsyncResult *result, GError **error);

/**
 * GessoReplayStep:
 * @version_id: the version whose step it is
 * @model: (nullable): to be used
 * @width, @height: of what it is made of; 0: not known before it is there, as the next two
 * @made_width, @made_height: of what it makes
 * @mask_width, @mask_height: of the mask as it was drawn, which is scaled to
 *   what the step is made of; 0 where there is none
 * @frame: (in pixels) what is put around it, for expand, scaled likewise
 * @price: US dollars; 0: free, negative: unknown
 * @problem: (nullable): a sentence: why it is left out
 * @requests: (element-type GessoRequest): what is run for it; empty with @problem
 *
 * A line of the dry list.
 */
typedef struct
{
  gint64 version_id;
  GessoTool tool;
  char *model;
  char *prompt;
  guint width, height;
  guint made_width, made_height;
  guint mask_width, mask_height;
  GessoFrame frame;
  double price;
  char *problem;
  GPtrArray *requests;
} GessoReplayStep;

void       gesso_replay_step_free        (GessoReplayStep *step);

/**
 * gesso_replay_plan:
 * @path: as gesso_replay_load_path_finish() gives it
 * @source: (nullable): the version to replay it on instead of the first of
 *   @path; NULL: on that, or, where that was made from nothing, from it on
 * @image_index: of @source
 * @models: (nullable) (element-type utf8 utf8): the nick of a tool to the model
 *   to use instead, with its provider
 *
 * What would be done; nothing is.
 * Returns: (transfer full) (element-type GessoReplayStep)
 */
GPtrArray *gesso_replay_plan             (GessoStudio *studio, GPtrArray *path, GessoVersion *source, guint image_index,
                                          GHashTable *models);
/** @steps: (element-type GessoReplayStep). Negative when that of any step is unknown. */
double     gesso_replay_sum_prices       (GPtrArray *steps);

/**
 * gesso_replay_start_async:
 * @thread_id: where it is done
 * @steps: as planned; those with a problem are left out
 *
 * Runs them, each on what the one before made: see GessoChain.
 * Returns: (transfer full): the first job
 */
void       gesso_replay_start_async      (GessoStudio *studio, gint64 thread_id, GPtrArray *steps,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
GessoJob  *gesso_replay_start_finish     (GessoStudio *studio, GAsyncResult *result, GError **error);

G_END_DECLS

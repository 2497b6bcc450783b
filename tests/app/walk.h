/* walk.h - an artist who does anything at any time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-window.h"

G_BEGIN_DECLS

/**
 * Walk:
 * @random: the one source of what is done, so that a seed does it again
 * @bundles: (element-type GFile): written so far
 * @n_running: steps that still go on
 * @detail: (nullable): what the last step was about
 */
typedef struct
{
  GRand *random;
  char *folder;
  GessoStudio *studio;
  GSettings *settings;
  GessoWindow *window;
  GPtrArray *bundles;
  guint n_files;
  guint n_running;
  char *detail;
} Walk;

/**
 * WalkStep:
 * @weight: how often, relative to the others
 * @take: FALSE when there was nothing to do it on
 */
typedef struct
{
  const char *name;
  guint weight;
  gboolean (*take) (Walk *walk);
} WalkStep;

/* walk-steps.c */
const WalkStep *walk_get_steps     (guint *n);
/** Closes what lies over the window: dialogs, sheets, lists of shortcuts. */
void            walk_close_windows (Walk *walk);

G_END_DECLS

/* gesso-job-card.h - a run under way, or one that did not end well
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_JOB_CARD (gesso_job_card_get_type ())
G_DECLARE_FINAL_TYPE (GessoJobCard, gesso_job_card, GESSO, JOB_CARD, GtkWidget)

/** Activates win.cancel-job, win.retry-job, win.edit-job and win.dismiss-job with x: the job's id. */
GtkWidget  *gesso_job_card_new         (GessoProviderRegistry *registry);
/** @job: (nullable): NULL stops following it. */
void        gesso_job_card_set_job     (GessoJobCard *self, GessoJob *job);
/** Says anew for how long it runs. */
void        gesso_job_card_update_time (GessoJobCard *self);

G_END_DECLS

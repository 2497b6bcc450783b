/* gesso-job-coming.h - the steps that wait for a job
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-request.h"

G_BEGIN_DECLS

/** The most steps that may wait for one job. */
#define GESSO_JOB_MAX_COMING 256

/**
 * gesso_job_coming_to_json:
 * @requests: (element-type GessoRequest): their inputs by blob; what is made of
 *   the step before has an input of %GESSO_ROLE_SOURCE without a blob, whose
 *   image_index says which of the pictures
 * @from: the first that is wanted
 *
 * The coming of a job's row. Returns: (transfer full) (nullable): NULL when there are none
 */
char      *gesso_job_coming_to_json   (GPtrArray *requests, guint from);
/** Returns: (transfer full) (element-type GessoRequest): empty for NULL, and for what cannot be read */
GPtrArray *gesso_job_coming_from_json (const char *json);

G_END_DECLS

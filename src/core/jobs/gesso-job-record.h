/* gesso-job-record.h - what of a run must survive a crash
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoJobRecord:
 * @state: the provider's own; never %NULL
 * @in_flight: a message that costs is out, its answer not in yet
 * @submitted: such a message was taken: a task is under way, and must not be paid for again
 * @fingerprint: (nullable): of the key that the run began with
 * @result: (nullable): what the provider finished with; pictures by address or blob
 *
 * The state_json of a job's row.
 */
typedef struct
{
  JsonObject *state;
  gboolean in_flight;
  gboolean submitted;
  char *fingerprint;
  GessoResult *result;
} GessoJobRecord;

/** @json: (nullable): what cannot be read is an empty record. Returns: (transfer full) */
GessoJobRecord *gesso_job_record_new_from_json (const char *json);
void            gesso_job_record_free          (GessoJobRecord *record);
char           *gesso_job_record_to_json       (GessoJobRecord *record);
/** Takes over a result; its bytes must be blobs by then, see GessoResultImage. */
void            gesso_job_record_set_result    (GessoJobRecord *record, GessoResult *result);

/**
 * gesso_job_record_can_continue:
 *
 * Whether a job that ended with @json could go on from it at no further cost:
 * its pictures are ready to be fetched, or its task was under way.
 */
gboolean        gesso_job_record_can_continue  (const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoJobRecord, gesso_job_record_free)

G_END_DECLS

/* gesso-job-run.h - what the links of the runner's chain share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-network.h"
#include "gesso-job-picture.h"
#include "gesso-job-prepare.h"
#include "gesso-job-private.h"
#include "gesso-job-record.h"

G_BEGIN_DECLS

/* The share of a run that is the provider's own computing. */
#define GESSO_JOB_COMPUTE_SHARE 0.9

/**
 * GessoJobRun:
 *
 * The task data of a run. All links run on the main context but for the
 * workers; while one of those runs nothing else touches it.
 */
typedef struct
{
  GessoStore *store;              /* (owned) */
  GessoJobNetwork *network;       /* (owned) (nullable) */
  GessoProvider *provider;        /* (owned) */
  const GessoModelSpec *model;    /* (nullable) */
  GessoJob *job;                  /* (owned) */
  GessoRequest *request;          /* (owned): a copy that gets the bytes */
  GessoJobRecord *record;         /* (owned) */
  GessoStep *step;                /* (owned) (nullable) */
  GessoResult *result;            /* (owned) (nullable) */
  GessoModelCall *call;           /* (owned) (nullable): of the last answer, not stored yet */
  GessoJobProgress *progress;     /* (owned) */
  GPtrArray *pictures;            /* (owned) of GessoJobPicture */
  GPtrArray *written;             /* (owned) of GBytes: the kept files as read back */
  GessoPrepared *prepared;        /* (owned) (nullable): of a model that is not on this device */
  GessoRequest *wire;             /* what the provider is given: that of @prepared, or @request */
  GessoExact own_exact;
  GessoExact *exact;              /* that of @prepared, or @own_exact */
  GString *note;         /* (owned): sentences, a line each */
  GCancellable *farewell; /* (owned) (nullable): of the message that stops a task */
  guint farewell_timer;
  GessoJobState end;     /* when it fails */
  gint64 deadline;       /* monotonic */
  double interval;       /* seconds until the next look at a task */
  double advice;         /* seconds that the last answer asked for; below 0: none */
  guint next;            /* the input, picture or image at hand */
} GessoJobRun;

/** Whether @task goes on; if not, it has returned @error (transfer full) and is let go. */
gboolean gesso_job_run_may_go_on (GTask *task, GError *error);
/** Runs @func on a worker with the run as its data; @task stays alive until @callback. */
void     gesso_job_run_on_worker (GTask *task, GTaskThreadFunc func, GAsyncReadyCallback callback);
/** Ends it with @error (transfer full), a task that is under way at the provider with it. */
void     gesso_job_run_fail      (GTask *task, GessoJobState end, GError *error);

/** Asks the provider, which is given @answer (nullable), and does what it says. */
void     gesso_job_run_ask       (GTask *task, GessoHttpAnswer *answer);
/** Fetches the pictures of the record's result, then gesso_job_run_compute(). */
void     gesso_job_run_fetch     (GTask *task);
/** The step's computing, or the result as it is, to pictures; then gesso_job_run_keep(). */
void     gesso_job_run_compute   (GTask *task);
/** Keeps the pictures, verifies what was written, and adds the version, which ends the run. */
void     gesso_job_run_keep      (GTask *task);

G_END_DECLS

/* gesso-queue-fixture.h - a queue on an empty library, with the dummy provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-queue.h"

G_BEGIN_DECLS

/**
 * QueueFixture:
 * @ended: jobs that ended, @added: versions that came
 */
typedef struct
{
  char *folder;
  GessoStore *store;
  GessoProviderRegistry *registry;
  GessoJobQueue *queue;
  gint64 thread_id;
  guint ended, added;
} QueueFixture;

void          queue_fixture_set_up    (QueueFixture *fixture, gconstpointer data);
void          queue_fixture_tear_down (QueueFixture *fixture, gconstpointer data);
void          queue_fixture_open      (QueueFixture *fixture);
void          queue_fixture_close     (QueueFixture *fixture);

GessoRequest *queue_make_request      (const char *model);
/** (nullable) */
GessoJob     *queue_submit            (QueueFixture *fixture, GessoRequest *request, GError **error);
GessoJob     *queue_submit_model      (QueueFixture *fixture, const char *model);
void          queue_wait_for_end      (GessoJob *job);
/** Returns: how many jobs were queued again */
int           queue_resume            (QueueFixture *fixture);
guint         queue_count_jobs        (QueueFixture *fixture);
GPtrArray    *queue_claim_jobs        (QueueFixture *fixture);
void          queue_assert_n_open     (QueueFixture *fixture, guint n);
GBytes       *queue_get_blob          (QueueFixture *fixture, const char *blob);

G_END_DECLS

/* test-thousand.c - 1 000 jobs at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <sys/resource.h>

#include "gesso-network-fixture.h"

#define N_JOBS 1000

static double
get_cpu (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_utime.tv_sec + (double) usage.ru_stime.tv_sec +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* MiB that the process ever took of the machine's memory. */
static double
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_job_queue_submit_finish (GESSO_JOB_QUEUE (source), result, &error);

  g_assert_no_error (error);
}

static void
test_thousand (NetworkFixture *fixture,
               gconstpointer   data)
{
  double cpu = get_cpu (), server = stand_in_server_get_cpu (fixture->server);
  gint64 began = g_get_monotonic_time ();

  stand_in_server_set_looks (fixture->server, 1);
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);
      g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "stand-in/task");

      gesso_request_set_prompt (request, name);
      gesso_job_queue_submit_async (fixture->base.queue, fixture->base.thread_id, 0, request, NULL, submitted_cb, NULL);
    }
  while (fixture->base.ended < N_JOBS)
    g_main_context_iteration (NULL, TRUE);
  cpu = get_cpu () - cpu;
  server = stand_in_server_get_cpu (fixture->server) - server;

  g_assert_cmpuint (fixture->base.added, ==, N_JOBS);
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *name = g_strdup_printf ("job-%u", i);

      g_assert_cmpuint (stand_in_server_count_job (fixture->server, name), ==, 1);
    }
  g_test_message ("%d jobs in %.1f s, peak memory %.0f MiB (goal < 300), CPU per job %.2f ms (goal < 2) "
                  "besides the server's %.2f ms", N_JOBS, (g_get_monotonic_time () - began) / 1e6, get_peak (),
                  (cpu - server) * 1000 / N_JOBS, server * 1000 / N_JOBS);
  /* A sanitizer's own memory is not ours. */
  if (g_getenv ("GESSO_TEST_SANITIZED") == NULL)
    g_assert_cmpfloat (get_peak (), <, 300);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/runner/thousand", NetworkFixture, NULL, network_fixture_set_up, test_thousand, network_fixture_tear_down);
  return g_test_run ();
}

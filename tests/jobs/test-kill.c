/* test-kill.c - killed at any instant, nothing is paid twice and nothing is lost
 *
 * The test starts itself again as a worker on a library that is kept, kills it
 * with SIGKILL after a random while, and does so over and over; the vendor
 * lives on and counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include "gesso-http.h"
#include "gesso-queue-fixture.h"
#include "gesso-test.h"
#include "stand-in-keys.h"
#include "stand-in-provider.h"
#include "stand-in-server.h"

#define N_KILLS 200
#define N_KILLS_SLOW 20
#define JOBS_A_ROUND 4
#define LONGEST_LIFE 90 /* ms after it has said that it is at work */

/* --- The worker: goes on with what is there, adds some jobs, and ends when all have --- */

typedef struct
{
  GMainLoop *loop;
  GessoJobQueue *queue;
  guint waiting; /* submissions under way */
} Worker;

static GessoStore *
open_store (const char *folder)
{
  GessoStore *store = gesso_store_new (folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_open_async (store, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_store_open_finish (store, result, &error);
  g_assert_no_error (error);
  return store;
}

static gint64
get_thread (GessoStore *store)
{
  g_autoptr (GAsyncResult) listed = NULL, created = NULL;
  g_autoptr (GPtrArray) threads = NULL;
  g_autoptr (GessoThread) thread = NULL;
  g_autoptr (GError) error = NULL;

  gesso_store_list_threads_async (store, FALSE, NULL, gesso_test_async_cb, &listed);
  gesso_test_await (&listed);
  threads = gesso_store_list_threads_finish (store, listed, &error);
  g_assert_no_error (error);
  if (threads->len > 0)
    return gesso_thread_get_id (g_ptr_array_index (threads, 0));
  gesso_store_create_thread_async (store, "kept", NULL, gesso_test_async_cb, &created);
  gesso_test_await (&created);
  thread = gesso_store_create_thread_finish (store, created, &error);
  g_assert_no_error (error);
  return gesso_thread_get_id (thread);
}

static void
quit_when_idle (Worker *worker)
{
  GListModel *jobs = G_LIST_MODEL (worker->queue);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++)
    {
      g_autoptr (GessoJob) job = g_list_model_get_item (jobs, i);

      if (!gesso_job_state_is_final (gesso_job_get_state (job)))
        return;
    }
  if (worker->waiting == 0)
    g_main_loop_quit (worker->loop);
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Worker *worker = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_job_queue_submit_finish (GESSO_JOB_QUEUE (source), result, &error);

  g_assert_no_error (error);
  worker->waiting--;
}

static void
ended_cb (GessoJobQueue *queue,
          GessoJob      *job,
          Worker        *worker)
{
  quit_when_idle (worker);
}

static int
run_worker (const char *folder,
            guint       port,
            guint       round)
{
  static const char *const secrets[] = { "first-key", "second-key", NULL };
  static const char *const models[] = { "stand-in/task", "stand-in/upload", "stand-in/now", "stand-in/task" };
  g_autoptr (GessoStore) store = open_store (folder);
  gint64 thread_id = get_thread (store);
  g_autoptr (GessoProviderRegistry) registry = gesso_provider_registry_new ();
  g_autoptr (GessoProvider) provider = stand_in_provider_new (port);
  g_autoptr (StandInKeys) keys = stand_in_keys_new (secrets);
  g_autoptr (GessoHttp) http = gesso_http_new ();
  g_autoptr (GessoJobNetwork) network = gesso_job_network_new (http, GESSO_KEY_SOURCE (keys), store);
  g_autoptr (GessoJobQueue) queue = NULL;
  g_autoptr (GAsyncResult) resumed = NULL;
  Worker worker = { 0 };

  gesso_provider_registry_add (registry, provider);
  gesso_job_network_set_tempo (network, 0.002);
  queue = gesso_job_queue_new (store, registry);
  gesso_job_queue_set_network (queue, network);
  worker = (Worker) { g_main_loop_new (NULL, FALSE), queue, round > 0 ? JOBS_A_ROUND : 0 };
  g_signal_connect (queue, "job-ended", G_CALLBACK (ended_cb), &worker);
  gesso_job_queue_resume_async (queue, NULL, gesso_test_async_cb, &resumed);
  gesso_test_await (&resumed);
  gesso_job_queue_resume_finish (queue, resumed, NULL);
  for (guint i = 0; i < worker.waiting; i++)
    {
      g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, models[i]);
      g_autofree char *name = g_strdup_printf ("job-%u-%u", round, i);

      gesso_request_set_prompt (request, name);
      gesso_job_queue_submit_async (queue, thread_id, 0, request, NULL, submitted_cb, &worker);
    }
  g_print ("at work\n");
  quit_when_idle (&worker);
  if (g_list_model_get_n_items (G_LIST_MODEL (queue)) > 0 || worker.waiting > 0)
    g_main_loop_run (worker.loop);
  g_main_loop_unref (worker.loop);
  gesso_store_close (store);
  return 0;
}

/* --- The test --- */

typedef struct
{
  char *folder;
  StandInServer *server;
} Fixture;

static GSubprocess *
start_worker (Fixture *fixture,
              guint    round)
{
  g_autofree char *port = g_strdup_printf ("%u", stand_in_server_get_port (fixture->server));
  g_autofree char *number = g_strdup_printf ("%u", round);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *worker = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, self, "--worker", fixture->folder, port,
                                          number, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (worker));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "at work");
  return worker;
}

typedef struct
{
  GSubprocess *worker;
  guint timer;
} Killer;

static gboolean
kill_cb (gpointer user_data)
{
  Killer *killer = user_data;

  killer->timer = 0;
  g_subprocess_send_signal (killer->worker, SIGKILL);
  return G_SOURCE_REMOVE;
}

static void
kill_after_a_while (GSubprocess *worker)
{
  g_autoptr (GAsyncResult) result = NULL;
  Killer killer = { worker, 0 };

  killer.timer = g_timeout_add ((guint) g_test_rand_int_range (0, LONGEST_LIFE), kill_cb, &killer);
  g_subprocess_wait_async (worker, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  /* It may have been quicker. */
  g_clear_handle_id (&killer.timer, g_source_remove);
  if (g_subprocess_get_if_exited (worker))
    g_assert_cmpint (g_subprocess_get_exit_status (worker), ==, 0);
}

/* Every picture that is kept, by the name of its job. */
static void
count_versions (Fixture    *fixture,
                GHashTable *pictures)
{
  g_autoptr (GessoStore) store = open_store (fixture->folder);
  gint64 thread_id = get_thread (store), next = 0;

  do
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = NULL;

      gesso_store_load_timeline_async (store, thread_id, next, 500, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      items = gesso_store_load_timeline_finish (store, result, &next, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < items->len; i++)
        {
          GessoVersion *version = g_ptr_array_index (items, i);
          g_autofree char *path = NULL;

          g_assert_true (GESSO_IS_VERSION (version));
          path = gesso_store_dup_blob_path (store, gesso_version_get_image (version, 0)->blob);
          g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
          /* One picture a job, however often it was cut off. */
          g_assert_true (g_hash_table_add (pictures, g_strdup (gesso_version_get_prompt (version))));
        }
    }
  while (next != 0);
  gesso_store_close (store);
}

static void
test_kill (void)
{
  Fixture fixture = { gesso_test_make_folder (), stand_in_server_new () };
  g_autoptr (GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint kills = g_getenv ("GESSO_TEST_SANITIZED") != NULL ? N_KILLS_SLOW : N_KILLS;
  guint sent = 0, unknown = 0, most = 0;
  g_autoptr (GSubprocess) last = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  stand_in_server_set_looks (fixture.server, 2);
  for (guint round = 1; round <= kills; round++)
    {
      g_autoptr (GSubprocess) worker = start_worker (&fixture, round);

      kill_after_a_while (worker);
    }
  /* What is left is brought to its end. */
  last = start_worker (&fixture, 0);
  g_subprocess_wait_async (last, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (g_subprocess_get_if_exited (last));

  count_versions (&fixture, pictures);
  for (guint round = 1; round <= kills; round++)
    for (guint i = 0; i < JOBS_A_ROUND; i++)
      {
        g_autofree char *name = g_strdup_printf ("job-%u-%u", round, i);
        guint n = stand_in_server_count_job (fixture.server, name);

        most = MAX (most, n);
        sent += n;
        unknown += n > 0 && !g_hash_table_contains (pictures, name);
        /* A task that the program knew of has its picture. */
        if (stand_in_server_told_task (fixture.server, name))
          g_assert_true (g_hash_table_contains (pictures, name));
      }
  g_test_message ("%u kills: %u submissions, %u pictures, %u outcomes unknown, at most %u submission a job", kills, sent,
                  g_hash_table_size (pictures), unknown, most);
  g_assert_cmpuint (most, ==, 1);
  g_assert_cmpuint (sent, ==, g_hash_table_size (pictures) + unknown);
  g_assert_cmpuint (g_hash_table_size (pictures), >, 0);
  stand_in_server_free (fixture.server);
  gesso_test_remove (fixture.folder);
  g_free (fixture.folder);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 5 && g_str_equal (argv[1], "--worker"))
    return run_worker (argv[2], (guint) atoi (argv[3]), (guint) atoi (argv[4]));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/runner/kill", test_kill);
  return g_test_run ();
}

/* test-jobs.c - what became of jobs that were cut off
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-cli-fixture.h"
#include "gesso-json.h"
#include "gesso-test.h"

#define CHECK "Look in your account there."

/* A library with one job that is done, j1; j2 was cut off before it began, j3 has an unknown outcome, j4 failed. */
static void
set_up (CliFixture   *fixture,
        gconstpointer data)
{
  cli_fixture_set_up (fixture, data);
  cli_run_well (fixture, "generate sea --size 64x64 --seed 3");
  cli_execute_sql (fixture,
                   "INSERT INTO jobs (thread_id, message_id, state, is_open, request, created, updated, session)"
                   " SELECT thread_id, message_id, 'queued', 1, request, created, updated, 0 FROM jobs WHERE id = 1;"
                   "INSERT INTO jobs (thread_id, message_id, state, is_open, request, state_json, error_class, error_text, created, updated)"
                   " SELECT thread_id, message_id, 'unknown', 0, replace (replace (request, 'device/sketch', 'openai/gpt-image-1.5'), '64x64', 'auto'),"
                   " '{\"state\":{},\"in_flight\":true,\"submitted\":false}', 'network', '" CHECK "', created, created + 2500000"
                   " FROM jobs WHERE id = 1;"
                   "INSERT INTO jobs (thread_id, message_id, state, is_open, request, error_class, error_text, created, updated)"
                   " SELECT thread_id, message_id, 'failed', 0, replace (replace (request, 'device/sketch', 'openai/gpt-image-1.5'), '64x64', 'auto'),"
                   " 'content-refused', 'Refused.', created, updated FROM jobs WHERE id = 1;");
}

/* The state of job @name, and how many versions there are. */
static void
assert_state (CliFixture *fixture,
              const char *name,
              const char *state)
{
  guint n, found = 0;

  cli_run_well (fixture, "jobs list --all --json");
  n = cli_count_lines (fixture);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (JsonObject) object = cli_get_json (fixture, i);

      if (g_strcmp0 (gesso_json_get_string (object, "job"), name) != 0)
        continue;
      g_assert_cmpstr (gesso_json_get_string (object, "state"), ==, state);
      found++;
    }
  g_assert_cmpuint (found, ==, 1);
}

static void
test_list (CliFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (JsonObject) open = NULL;
  g_autoptr (JsonObject) unknown = NULL;

  cli_run_well (fixture, "jobs --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  open = cli_get_json (fixture, 0);
  unknown = cli_get_json (fixture, 1);
  g_assert_cmpstr (gesso_json_get_string (open, "job"), ==, "j2");
  g_assert_cmpstr (gesso_json_get_string (open, "state"), ==, "queued");
  g_assert_cmpstr (gesso_json_get_string (open, "model"), ==, "device/sketch");
  g_assert_false (gesso_json_get_bool (open, "elsewhere", TRUE));
  g_assert_cmpstr (gesso_json_get_string (unknown, "message"), ==, CHECK);
  g_assert_cmpfloat (gesso_json_get_double (unknown, "seconds", 0), ==, 2.5);
  g_assert_false (gesso_json_get_bool (unknown, "continues_free", TRUE));
  cli_run_well (fixture, "jobs list --all --json --limit 3");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 3);
  cli_run_well (fixture, "jobs");
  g_assert_nonnull (strstr (fixture->out, CHECK));
  g_assert_nonnull (strstr (fixture->out, "jobs resume j3 --send-again"));
}

static void
test_resume (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;

  /* Only what is open goes on by itself. */
  cli_run_well (fixture, "jobs resume --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 1);
  object = cli_get_json (fixture, 0);
  g_assert_cmpint (gesso_json_get_int (object, "seed", 0), ==, 3);
  assert_state (fixture, "j2", "completed");
  assert_state (fixture, "j3", "unknown");
  cli_run (fixture, "jobs resume j2");
  g_assert_cmpint (fixture->code, ==, 2);
  cli_run_well (fixture, "jobs resume --json");
  g_assert_cmpstr (fixture->out, ==, "");
}

static void
test_named_twice (CliFixture   *fixture,
                  gconstpointer data)
{
  cli_run_well (fixture, "jobs resume j2 2 j2 --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 1);
  cli_run (fixture, "jobs resume j4 j4 --send-again");
  cli_run_well (fixture, "jobs list --all --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 5);
}

/* What may be charged a second time is sent by the artist's word only. */
static void
test_send_again (CliFixture   *fixture,
                 gconstpointer data)
{
  cli_run (fixture, "jobs resume j3");
  g_assert_cmpint (fixture->code, ==, 2);
  g_assert_nonnull (strstr (fixture->err, CHECK));
  g_assert_nonnull (strstr (fixture->err, "--send-again"));
  cli_run (fixture, "jobs resume j2 j4");
  g_assert_cmpint (fixture->code, ==, 2);
  assert_state (fixture, "j2", "queued");
  assert_state (fixture, "j3", "unknown");
  /* There is no key here, so this is as far as it gets; the old job is settled by the new one. */
  cli_run (fixture, "jobs resume j3 --send-again");
  g_assert_cmpint (fixture->code, ==, 1);
  g_assert_nonnull (strstr (fixture->err, "key"));
  assert_state (fixture, "j3", "cancelled");
  assert_state (fixture, "j5", "failed");
}

static void
test_cancel (CliFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (JsonObject) object = NULL;

  cli_run_well (fixture, "jobs cancel j2 --json");
  object = cli_get_json (fixture, 0);
  g_assert_cmpstr (gesso_json_get_string (object, "state"), ==, "cancelled");
  cli_run_well (fixture, "jobs cancel j3");
  cli_run_well (fixture, "jobs --json");
  g_assert_cmpstr (fixture->out, ==, "");
  cli_run (fixture, "jobs cancel j1");
  g_assert_cmpint (fixture->code, ==, 2);
  /* Nothing was made. */
  cli_run_well (fixture, "show t1 --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
}

static void
test_cancel_all (CliFixture   *fixture,
                 gconstpointer data)
{
  cli_run_well (fixture, "jobs cancel --all");
  assert_state (fixture, "j2", "cancelled");
  /* Whether that one was charged has to be looked at first. */
  assert_state (fixture, "j3", "unknown");
}

/* A row that nobody can read is no reason to stop. */
static void
test_damaged_row (CliFixture   *fixture,
                  gconstpointer data)
{
  cli_execute_sql (fixture, "UPDATE jobs SET request = '{\"tool\":[1' WHERE id = 2; UPDATE jobs SET state_json = 'x' WHERE id = 3;");
  cli_run_well (fixture, "jobs --json");
  g_assert_cmpuint (cli_count_lines (fixture), ==, 2);
  cli_run (fixture, "jobs resume");
  g_assert_cmpint (fixture->code, ==, 1);
  assert_state (fixture, "j2", "failed");
}

#define ADD(name, func) g_test_add ("/cli/jobs/" name, CliFixture, NULL, set_up, func, cli_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("list", test_list);
  ADD ("resume", test_resume);
  ADD ("named-twice", test_named_twice);
  ADD ("send-again", test_send_again);
  ADD ("cancel", test_cancel);
  ADD ("cancel-all", test_cancel_all);
  ADD ("damaged-row", test_damaged_row);
  return g_test_run ();
}

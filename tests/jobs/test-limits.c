/* test-limits.c - counts and pauses, without a network
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-address.h"
#include "gesso-job-limits.h"
#include "gesso-job-lines.h"
#include "gesso-job-record.h"
#include "gesso-job-wait.h"
#include "gesso-test.h"

#define SECOND G_USEC_PER_SEC

static void
test_concurrency (void)
{
  static const GessoProviderSpec two = { .id = "two", .max_concurrent = 2 }, any = { .id = "any" };
  g_autoptr (GessoJobLimits) limits = gesso_job_limits_new ();

  g_assert_true (gesso_job_limits_try_enter (limits, &two));
  g_assert_true (gesso_job_limits_try_enter (limits, &two));
  g_assert_false (gesso_job_limits_try_enter (limits, &two));
  gesso_job_limits_leave (limits, &two);
  g_assert_true (gesso_job_limits_try_enter (limits, &two));
  gesso_job_limits_set (limits, "two", 3, 0);
  g_assert_true (gesso_job_limits_try_enter (limits, &two));
  g_assert_false (gesso_job_limits_try_enter (limits, &two));
  for (guint i = 0; i < 100; i++)
    g_assert_true (gesso_job_limits_try_enter (limits, &any));
}

static void
test_rate (void)
{
  static const GessoProviderSpec spec = { .id = "slow", .requests_per_minute = 3 }, free_spec = { .id = "free" };
  g_autoptr (GessoJobLimits) limits = gesso_job_limits_new ();
  gint64 now = 1000 * SECOND;

  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (gesso_job_limits_reserve (limits, &spec, now + i * SECOND), ==, 0);
  /* A minute after each of the first three, also for those that come much later. */
  g_assert_cmpfloat (gesso_job_limits_reserve (limits, &spec, now + 3 * SECOND), ==, 57);
  g_assert_cmpfloat (gesso_job_limits_reserve (limits, &spec, now + 3 * SECOND), ==, 58);
  g_assert_cmpfloat (gesso_job_limits_reserve (limits, &spec, now + 3 * SECOND), ==, 59);
  g_assert_cmpfloat (gesso_job_limits_reserve (limits, &spec, now + 3 * SECOND), ==, 117);
  g_assert_cmpfloat (gesso_job_limits_reserve (limits, &spec, now + 1000 * SECOND), ==, 0);
  for (guint i = 0; i < 100; i++)
    g_assert_cmpfloat (gesso_job_limits_reserve (limits, &free_spec, now), ==, 0);
}

static void
test_back_off (void)
{
  for (guint attempt = 0; attempt < 40; attempt++)
    {
      double middle = MIN (1u << MIN (attempt, 6), 60), seconds = gesso_job_back_off (attempt);

      g_assert_cmpfloat (seconds, >=, 0.5 * middle);
      g_assert_cmpfloat (seconds, <=, 1.5 * middle);
    }
}

static void
test_wait (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) over = NULL, cancelled = NULL;
  g_autoptr (GError) error = NULL;

  gesso_job_wait_async (0, NULL, gesso_test_async_cb, &over);
  gesso_test_await (&over);
  g_assert_true (gesso_job_wait_finish (over, NULL));
  gesso_job_wait_async (1000, cancellable, gesso_test_async_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  gesso_test_await (&cancelled);
  g_assert_false (gesso_job_wait_finish (cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_lines (void)
{
  g_autoptr (GessoJobLines) lines = gesso_job_lines_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *taken[16] = { NULL };
  g_autoptr (GAsyncResult) next = NULL, called_off = NULL, other = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      gesso_job_lines_take_async (lines, "a", NULL, gesso_test_async_cb, &taken[i]);
      gesso_test_await (&taken[i]);
      g_assert_true (gesso_job_lines_take_finish (taken[i], NULL));
      g_object_unref (taken[i]);
    }
  gesso_job_lines_take_async (lines, "a", cancellable, gesso_test_async_cb, &called_off);
  gesso_job_lines_take_async (lines, "a", NULL, gesso_test_async_cb, &next);
  /* Another provider has lines of its own. */
  gesso_job_lines_take_async (lines, "b", NULL, gesso_test_async_cb, &other);
  gesso_test_await (&other);
  g_assert_null (next);
  g_cancellable_cancel (cancellable);
  gesso_job_lines_call_off (lines, cancellable);
  gesso_test_await (&called_off);
  g_assert_false (gesso_job_lines_take_finish (called_off, NULL));
  gesso_job_lines_give_back (lines, "a");
  gesso_test_await (&next);
  g_assert_true (gesso_job_lines_take_finish (next, NULL));
}

static void
test_record (void)
{
  g_autoptr (GessoJobRecord) record = gesso_job_record_new_from_json (NULL), again = NULL;
  g_autoptr (GessoResult) result = gesso_result_new ();
  g_autofree char *empty = gesso_job_record_to_json (record), *text = NULL;

  g_assert_false (gesso_job_record_can_continue (empty));
  g_assert_false (gesso_job_record_can_continue (NULL));
  g_assert_false (gesso_job_record_can_continue ("{\"submitted\":true,\"in_flight\":true}"));
  g_assert_true (gesso_job_record_can_continue ("{\"submitted\":true}"));

  json_object_set_string_member (record->state, "id", "t1");
  record->submitted = TRUE;
  record->fingerprint = g_strdup ("k-1");
  gesso_result_add_url (result, "https://example.org/a.png", 7);
  gesso_result_add_blob (result, "abc", -1);
  gesso_result_set_note (result, "a note");
  gesso_result_set_cost (result, 0.5);
  gesso_result_set_request_id (result, "r1");
  gesso_result_set_extra (result, "{}");
  gesso_job_record_set_result (record, result);
  text = gesso_job_record_to_json (record);
  g_assert_true (gesso_job_record_can_continue (text));

  again = gesso_job_record_new_from_json (text);
  g_assert_cmpstr (json_object_get_string_member (again->state, "id"), ==, "t1");
  g_assert_true (again->submitted);
  g_assert_false (again->in_flight);
  g_assert_cmpstr (again->fingerprint, ==, "k-1");
  g_assert_cmpuint (gesso_result_get_n_images (again->result), ==, 2);
  g_assert_cmpstr (gesso_result_get_image (again->result, 0)->url, ==, "https://example.org/a.png");
  g_assert_cmpint (gesso_result_get_image (again->result, 0)->seed, ==, 7);
  g_assert_cmpstr (gesso_result_get_image (again->result, 1)->blob, ==, "abc");
  g_assert_cmpstr (gesso_result_get_note (again->result), ==, "a note");
  g_assert_cmpfloat (gesso_result_get_cost (again->result), ==, 0.5);
  g_assert_cmpstr (gesso_result_get_request_id (again->result), ==, "r1");
  g_assert_cmpstr (gesso_result_get_extra (again->result), ==, "{}");
}

static void
test_address (void)
{
  static const char *const hosts[] = { "api.example.com", ".example.org", NULL };
  static const char *const local[] = { "api.example.com", "192.168.1.7", NULL };
  g_autofree char *moved = gesso_job_address_rebase ("https://api.example.com/v1/images?a=b%20c", "http://localhost:8080/x/");
  g_autofree char *none = gesso_job_address_rebase ("https://api.example.com/v1", "not an address");

  g_assert_cmpstr (moved, ==, "http://localhost:8080/x/v1/images?a=b%20c");
  g_assert_null (none);
  g_assert_true (gesso_job_address_is_on ("https://API.example.com/v1", hosts));
  g_assert_true (gesso_job_address_is_on ("https://a.b.example.org", hosts));
  g_assert_false (gesso_job_address_is_on ("https://example.org", hosts));
  g_assert_false (gesso_job_address_is_on ("https://evilexample.org", hosts));
  g_assert_false (gesso_job_address_is_on ("https://api.example.com.evil.net", hosts));
  g_assert_false (gesso_job_address_is_on ("nonsense", hosts));
  g_assert_false (gesso_job_address_is_local (hosts));
  g_assert_true (gesso_job_address_is_local (local));
  g_assert_false (gesso_job_address_is_local (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/concurrency", test_concurrency);
  g_test_add_func ("/limits/rate", test_rate);
  g_test_add_func ("/limits/back-off", test_back_off);
  g_test_add_func ("/limits/wait", test_wait);
  g_test_add_func ("/limits/lines", test_lines);
  g_test_add_func ("/limits/record", test_record);
  g_test_add_func ("/limits/address", test_address);
  return g_test_run ();
}

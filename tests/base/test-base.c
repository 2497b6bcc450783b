/* test-base.c - nicks, JSON of any shape, the worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-rect.h"
#include "gesso-test.h"
#include "gesso-types.h"
#include "gesso-wipe.h"
#include "gesso-worker.h"

static void
test_tool_nicks (void)
{
  for (int i = 0; i < GESSO_N_TOOLS; i++)
    {
      GessoTool tool = GESSO_N_TOOLS;

      g_assert_true (gesso_tool_from_nick (gesso_tool_to_nick (i), &tool));
      g_assert_cmpint (tool, ==, i);
      g_assert_nonnull (gesso_tool_get_title (i));
    }
}

static void
test_other_nicks (void)
{
  for (int i = 0; i < GESSO_N_JOB_STATES; i++)
    {
      GessoJobState state = GESSO_N_JOB_STATES;

      g_assert_true (gesso_job_state_from_nick (gesso_job_state_to_nick (i), &state));
      g_assert_cmpint (state, ==, i);
    }
  for (int i = 0; i < GESSO_N_ROLES; i++)
    {
      GessoInputRole role = GESSO_N_ROLES;

      g_assert_true (gesso_input_role_from_nick (gesso_input_role_to_nick (i), &role));
      g_assert_cmpint (role, ==, i);
    }
  for (int i = 0; i < GESSO_N_MESSAGE_ROLES; i++)
    {
      GessoMessageRole role = GESSO_N_MESSAGE_ROLES;

      g_assert_true (gesso_message_role_from_nick (gesso_message_role_to_nick (i), &role));
      g_assert_cmpint (role, ==, i);
    }
}

static void
test_unknown_nick (void)
{
  GessoTool tool = GESSO_TOOL_EXPAND;

  g_assert_false (gesso_tool_from_nick ("paint", &tool));
  g_assert_false (gesso_tool_from_nick ("", &tool));
  g_assert_false (gesso_tool_from_nick (NULL, &tool));
  g_assert_cmpint (tool, ==, GESSO_TOOL_EXPAND);
}

static void
test_final_states (void)
{
  g_assert_false (gesso_job_state_is_final (GESSO_JOB_QUEUED));
  g_assert_false (gesso_job_state_is_final (GESSO_JOB_GENERATING));
  g_assert_true (gesso_job_state_is_final (GESSO_JOB_COMPLETED));
  g_assert_true (gesso_job_state_is_final (GESSO_JOB_UNKNOWN));
}

static void
test_error_nicks (void)
{
  for (int i = 0; i < GESSO_N_ERRORS; i++)
    {
      GessoError code = GESSO_N_ERRORS;

      g_assert_true (gesso_error_from_nick (gesso_error_to_nick (i), &code));
      g_assert_cmpint (code, ==, i);
    }
}

static void
test_rect (void)
{
  GessoRect a = { 0, 0, 10, 10 }, b = { 5, -5, 10, 10 }, none = { 0, 0, 0, 0 };
  GessoRect both = gesso_rect_intersect (&a, &b), all = gesso_rect_union (&a, &b);

  g_assert_cmpint (both.x, ==, 5);
  g_assert_cmpint (both.y, ==, 0);
  g_assert_cmpint (both.width, ==, 5);
  g_assert_cmpint (both.height, ==, 5);
  g_assert_cmpint (all.y, ==, -5);
  g_assert_cmpint (all.width, ==, 15);
  all = gesso_rect_union (&a, &none);
  g_assert_cmpint (all.width, ==, 10);
  b.x = 100;
  both = gesso_rect_intersect (&a, &b);
  g_assert_true (gesso_rect_is_empty (&both));
}

static void
test_json_refuses (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_json_parse_object (data, -1, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

static void
test_json_refuses_depth (void)
{
  g_autofree char *text = g_strnfill (200000, '[');
  g_autofree char *object = g_strconcat ("{\"a\":", text, NULL);

  test_json_refuses (object);
}

/* json-glib skips comments; a quote in one must not hide what follows. */
static void
test_json_refuses_comment_depth (void)
{
  g_autofree char *text = g_strnfill (200000, '[');
  g_autofree char *object = g_strconcat ("{\"a\":/*\"*/", text, NULL);

  test_json_refuses (object);
}

static void
test_json_no_bytes (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_json_parse_object (NULL, 0, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

/* Half a pair is no character; the rest of the answer may be a paid picture. */
/* What json-glib takes beyond JSON could make bytes that are no UTF-8. */
static void
test_json_escapes (void)
{
  static const char *const strangers[] = { "{\"a\":\"\\620\"}", "{\"\\377\":1}", "{\"a\":\"\\x41\"}", "{\"a\":\\n}", "{\"a\":\"\\" };
  g_autoptr (JsonObject) object = gesso_json_parse_object ("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"}", -1, NULL);

  g_assert_cmpstr (gesso_json_get_string (object, "a"), ==, "\"\\/\b\f\n\r\tA");
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_null (gesso_json_parse_object (strangers[i], -1, NULL));
}

static void
test_json_surrogates (void)
{
  g_autoptr (JsonObject) object =
      gesso_json_parse_object ("{\"a\":\"\\ud83d\\ude00 \\ud83d\\u0041 \\ude00 \\\\ud83d \\u00e9\"}", -1, NULL);

  g_assert_cmpstr (gesso_json_get_string (object, "a"), ==, "😀 \xef\xbf\xbd" "A \xef\xbf\xbd \\ud83d é");
}

static void
test_json_brackets_in_strings (void)
{
  g_autofree char *brackets = g_strnfill (1000, '[');
  g_autofree char *text = g_strconcat ("{\"a\":\"\\\"", brackets, "\"}", NULL);
  g_autoptr (JsonObject) object = gesso_json_parse_object (text, -1, NULL);

  g_assert_nonnull (object);
  g_assert_cmpint (strlen (gesso_json_get_string (object, "a")), ==, 1001);
}

static void
test_json_wrong_types (void)
{
  const char *text = "{\"s\":1,\"i\":\"x\",\"d\":[],\"b\":{},\"o\":null,\"a\":true}";
  g_autoptr (JsonObject) object = gesso_json_parse_object (text, -1, NULL);

  g_assert_null (gesso_json_get_string (object, "s"));
  g_assert_cmpint (gesso_json_get_int (object, "i", 7), ==, 7);
  g_assert_cmpfloat (gesso_json_get_double (object, "d", .5), ==, .5);
  g_assert_true (gesso_json_get_bool (object, "b", TRUE));
  g_assert_null (gesso_json_get_object (object, "o"));
  g_assert_null (gesso_json_get_array (object, "a"));
  g_assert_null (gesso_json_get_string (object, "missing"));
  g_assert_null (gesso_json_get_string (NULL, "s"));
}

static void
test_json_right_types (void)
{
  const char *text = "{\"s\":\"é\",\"i\":-3,\"d\":2.5,\"whole\":2,\"b\":true,\"o\":{\"x\":1},\"a\":[\"p\",{\"q\":1}]}";
  g_autoptr (JsonObject) object = gesso_json_parse_object (text, -1, NULL);
  g_autofree char *again = gesso_json_to_text (object);
  g_autoptr (JsonObject) reread = gesso_json_parse_object (again, -1, NULL);
  JsonArray *array = gesso_json_get_array (reread, "a");

  g_assert_cmpstr (gesso_json_get_string (reread, "s"), ==, "é");
  g_assert_cmpint (gesso_json_get_int (reread, "i", 0), ==, -3);
  g_assert_cmpfloat (gesso_json_get_double (reread, "d", 0), ==, 2.5);
  g_assert_cmpfloat (gesso_json_get_double (reread, "whole", 0), ==, 2);
  g_assert_true (gesso_json_get_bool (reread, "b", FALSE));
  g_assert_cmpint (gesso_json_get_int (gesso_json_get_object (reread, "o"), "x", 0), ==, 1);
  g_assert_cmpstr (gesso_json_array_get_string (array, 0), ==, "p");
  g_assert_null (gesso_json_array_get_string (array, 1));
  g_assert_nonnull (gesso_json_array_get_object (array, 1));
  g_assert_null (gesso_json_array_get_object (array, 0));
  g_assert_null (gesso_json_array_get_object (array, 2));
}

/* What the worker ran, in order; written on the worker, read after it stopped. */
typedef struct
{
  GessoWorker *worker;
  GMutex gate;
  GString *order;
  gboolean outside;
} Trace;

static void
trace_func (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Trace *trace = g_object_get_data (G_OBJECT (task), "trace");

  g_mutex_lock (&trace->gate);
  if (!gesso_worker_is_inside (trace->worker))
    trace->outside = TRUE;
  g_string_append_c (trace->order, *(char *) task_data);
  g_mutex_unlock (&trace->gate);
  g_task_return_boolean (task, TRUE);
}

static void
push (Trace *trace, const char *name, int priority, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, gesso_test_async_cb, result);

  g_object_set_data (G_OBJECT (task), "trace", trace);
  g_task_set_task_data (task, (gpointer) name, NULL);
  g_task_set_priority (task, priority);
  gesso_worker_run (trace->worker, task, trace_func);
}

static void
test_worker_order (void)
{
  Trace trace = { .worker = gesso_worker_new ("test"), .order = g_string_new (NULL) };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[6] = { NULL };

  g_mutex_init (&trace.gate);
  g_mutex_lock (&trace.gate);
  push (&trace, "a", 0, NULL, &results[0]);
  /* The worker may or may not have taken "a" yet; both keep it first. */
  push (&trace, "b", 10, NULL, &results[1]);
  push (&trace, "c", 10, NULL, &results[2]);
  push (&trace, "d", 5, NULL, &results[3]);
  push (&trace, "x", 20, cancellable, &results[4]);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&trace.gate);
  for (int i = 0; i < 5; i++)
    gesso_test_await (&results[i]);
  g_assert_false (g_task_propagate_boolean (G_TASK (results[4]), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  gesso_worker_stop (trace.worker);
  g_assert_cmpstr (trace.order->str, ==, "adbc");
  g_assert_false (trace.outside);

  push (&trace, "z", 0, NULL, &results[5]);
  gesso_test_await (&results[5]);
  g_clear_error (&error);
  g_assert_false (g_task_propagate_boolean (G_TASK (results[5]), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  for (int i = 0; i < 6; i++)
    g_object_unref (results[i]);
  g_mutex_clear (&trace.gate);
  g_string_free (trace.order, TRUE);
  g_assert_finalize_object (trace.worker);
}

static void
test_worker_stop_runs_queue (void)
{
  Trace trace = { .worker = gesso_worker_new ("test"), .order = g_string_new (NULL) };
  GAsyncResult *results[20] = { NULL };

  g_mutex_init (&trace.gate);
  for (int i = 0; i < 20; i++)
    push (&trace, "q", 0, NULL, &results[i]);
  gesso_worker_stop (trace.worker);
  gesso_worker_stop (trace.worker);
  g_assert_cmpint (trace.order->len, ==, 20);
  for (int i = 0; i < 20; i++)
    {
      gesso_test_await (&results[i]);
      g_object_unref (results[i]);
    }
  g_mutex_clear (&trace.gate);
  g_string_free (trace.order, TRUE);
  g_assert_finalize_object (trace.worker);
}

static void
trace_nothing_func (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

/* What a task found out about where it ran. */
typedef struct
{
  GessoWorker *worker, *other;
  GMutex lock;
  GCond started;
  gboolean has_started;
  int inside, inside_other; /* -1 until known */
} Place;

static void
place_func (GTask        *task,
            gpointer      source_object,
            gpointer      task_data,
            GCancellable *cancellable)
{
  Place *place = task_data;

  g_mutex_lock (&place->lock);
  place->has_started = TRUE;
  g_cond_signal (&place->started);
  g_mutex_unlock (&place->lock);
  /* Until the worker is being stopped: from then on it takes no more tasks. */
  for (gboolean stopped = FALSE; !stopped;)
    {
      g_autoptr (GTask) probe = g_task_new (NULL, NULL, NULL, NULL);

      gesso_worker_run (place->worker, probe, trace_nothing_func);
      stopped = g_task_had_error (probe);
      g_thread_yield ();
    }
  place->inside = gesso_worker_is_inside (place->worker);
  place->inside_other = gesso_worker_is_inside (place->other);
  g_task_return_boolean (task, TRUE);
}

static void
test_worker_inside_while_stopping (void)
{
  Place place = { .worker = gesso_worker_new ("test"), .other = gesso_worker_new ("other"), .inside = -1,
                  .inside_other = -1 };
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_mutex_init (&place.lock);
  g_cond_init (&place.started);
  g_task_set_task_data (task, &place, NULL);
  gesso_worker_run (place.worker, task, place_func);
  g_mutex_lock (&place.lock);
  while (!place.has_started)
    g_cond_wait (&place.started, &place.lock);
  g_mutex_unlock (&place.lock);
  gesso_worker_stop (place.worker);
  g_assert_cmpint (place.inside, ==, TRUE);
  g_assert_cmpint (place.inside_other, ==, FALSE);
  g_assert_false (gesso_worker_is_inside (place.worker));
  gesso_worker_stop (place.other);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&task);
  g_assert_finalize_object (place.worker);
  g_assert_finalize_object (place.other);
  g_mutex_clear (&place.lock);
  g_cond_clear (&place.started);
}

static void
test_wipe (void)
{
  char buffer[] = "sk-test";

  gesso_wipe (buffer, sizeof buffer - 3);
  for (guint i = 0; i < sizeof buffer - 3; i++)
    g_assert_cmpint (buffer[i], ==, 0);
  g_assert_cmpstr (buffer + sizeof buffer - 3, ==, "st");
  gesso_wipe_free (g_strdup (""));
  gesso_wipe_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/types/tools", test_tool_nicks);
  g_test_add_func ("/base/types/other", test_other_nicks);
  g_test_add_func ("/base/types/unknown", test_unknown_nick);
  g_test_add_func ("/base/types/final", test_final_states);
  g_test_add_func ("/base/error/nicks", test_error_nicks);
  g_test_add_func ("/base/rect", test_rect);
  g_test_add_data_func ("/base/json/refuses/empty", "", test_json_refuses);
  g_test_add_data_func ("/base/json/refuses/html", "<html><body>502</body></html>", test_json_refuses);
  g_test_add_data_func ("/base/json/refuses/half", "{\"a\": [1, 2", test_json_refuses);
  g_test_add_data_func ("/base/json/refuses/array", "[{}]", test_json_refuses);
  g_test_add_data_func ("/base/json/refuses/null", "null", test_json_refuses);
  g_test_add_data_func ("/base/json/refuses/latin1", "{\"a\":\"\xe9\"}", test_json_refuses);
  g_test_add_func ("/base/json/refuses/depth", test_json_refuses_depth);
  g_test_add_func ("/base/json/refuses/depth-behind-comment", test_json_refuses_comment_depth);
  g_test_add_func ("/base/json/refuses/no-bytes", test_json_no_bytes);
  g_test_add_func ("/base/json/escapes", test_json_escapes);
  g_test_add_func ("/base/json/surrogates", test_json_surrogates);
  g_test_add_func ("/base/json/brackets-in-strings", test_json_brackets_in_strings);
  g_test_add_func ("/base/json/wrong-types", test_json_wrong_types);
  g_test_add_func ("/base/json/right-types", test_json_right_types);
  g_test_add_func ("/base/worker/order", test_worker_order);
  g_test_add_func ("/base/worker/stop", test_worker_stop_runs_queue);
  g_test_add_func ("/base/worker/inside-while-stopping", test_worker_inside_while_stopping);
  g_test_add_func ("/base/wipe", test_wipe);
  return g_test_run ();
}

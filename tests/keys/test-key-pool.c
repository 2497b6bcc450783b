/* test-key-pool.c - which key is used next, and why not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-key-pool.h"
#include "gesso-key-words.h"

#define SECOND G_TIME_SPAN_SECOND
#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY

/* 2026-11-22 10:00 UTC */
#define NOW (G_GINT64_CONSTANT (1795341600) * SECOND)

static const GessoKeyReset at_midnight = { GESSO_KEY_RESET_HOUR_UTC, 0 };

/* A pool of keys k-a, k-b, k-c … labelled A, B, C …. */
static GessoKeyPool *
make_pool (guint         n,
           GessoKeyReset reset)
{
  GessoKeyPool *pool = gesso_key_pool_new ("fal", "fal.ai", reset);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);

  for (guint i = 0; i < n; i++)
    {
      char label[] = { 'A' + i, '\0' };
      GessoKey *key = gesso_key_new ("fal", label, i);

      key->fingerprint = g_strdup_printf ("k-%c", 'a' + i);
      g_ptr_array_add (keys, key);
    }
  gesso_key_pool_set_keys (pool, keys);
  return pool;
}

/* What one step that tries one key after the other picks, such as "abc"; it
 * ends when there are no more. */
static char *
pick_step (GessoKeyPool *pool,
           gint64        now,
           guint         limit,
           GError      **error)
{
  g_autoptr (GPtrArray) tried = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) picked = g_string_new (NULL);

  while (picked->len < limit)
    {
      const GessoKey *key = gesso_key_pool_pick (pool, tried, now, NULL, error);

      if (key == NULL)
        break;
      g_string_append (picked, key->fingerprint + 2);
    }
  return g_string_free (g_steal_pointer (&picked), FALSE);
}

static void
assert_next (GessoKeyPool *pool,
             gint64        now,
             const char   *expected)
{
  g_autofree char *picked = pick_step (pool, now, strlen (expected), NULL);

  g_assert_cmpstr (picked, ==, expected);
}

static void
assert_out (GessoKeyPool *pool,
            gint64        now,
            GessoError    code,
            gint64        expected_at)
{
  g_autoptr (GPtrArray) tried = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gint64 usable_at = -1;

  g_assert_null (gesso_key_pool_pick (pool, tried, now, &usable_at, &error));
  g_assert_error (error, GESSO_ERROR, (int) code);
  g_assert_cmpint (usable_at, ==, expected_at);
  g_assert_cmpuint (tried->len, ==, 0);
}

static gboolean
fail (GessoKeyPool *pool,
      const char   *fingerprint,
      GessoError    code,
      double        retry_after,
      gint64        now)
{
  g_autoptr (GError) error = g_error_new_literal (GESSO_ERROR, code, "The provider’s reason.");

  return gesso_key_pool_note_failure (pool, fingerprint, error, retry_after, now);
}

static GessoKeyCondition
get_condition (GessoKeyPool *pool,
               const char   *fingerprint,
               gint64        now)
{
  return gesso_key_pool_get_state (pool, fingerprint, now)->condition;
}

static void
test_rotation (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (3, at_midnight);

  assert_next (pool, NOW, "a");
  assert_next (pool, NOW, "b");
  assert_next (pool, NOW, "c");
  assert_next (pool, NOW, "a");
}

static void
test_rotation_goes_on (void)
{
  g_autoptr (GessoKeyPool) first = make_pool (3, at_midnight);
  g_autoptr (GessoKeyPool) second = make_pool (3, at_midnight);
  g_autoptr (GPtrArray) saved = NULL;

  assert_next (first, NOW, "a");
  assert_next (first, NOW, "b");
  saved = gesso_key_pool_take_changed (first);
  for (guint i = 0; i < saved->len; i++)
    gesso_key_pool_set_state (second, g_ptr_array_index (saved, i));
  assert_next (second, NOW, "c");
  assert_next (second, NOW, "a");
}

static void
test_rotation_clock_back (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (3, at_midnight);

  assert_next (pool, NOW, "a");
  assert_next (pool, NOW - 900 * DAY, "b");
  assert_next (pool, NOW - 2000 * DAY, "c");
  assert_next (pool, NOW - 3000 * DAY, "a");
  assert_next (pool, NOW, "b");
}

static void
test_each_once (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (3, at_midnight);
  g_autoptr (GError) error = NULL;
  g_autofree char *picked = NULL;

  assert_next (pool, NOW, "a");
  picked = pick_step (pool, NOW, 99, &error);
  g_assert_cmpstr (picked, ==, "bca");
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_TRANSIENT);
  g_assert_cmpint (gesso_key_pool_get_state (pool, "k-a", NOW)->uses, ==, 2);
}

static void
test_order_decides_first (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (4, at_midnight);

  assert_next (pool, NOW, "abcd");
}

static void
test_no_key (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (0, at_midnight);
  g_autoptr (GError) error = NULL;
  g_autofree char *picked = pick_step (pool, NOW, 1, &error);

  assert_out (pool, NOW, GESSO_ERROR_INVALID_KEY, 0);
  g_assert_cmpstr (error->message, ==, "There is no key for fal.ai yet. Add one in the preferences.");
}

static void
test_invalid_until_edited (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (2, at_midnight);

  g_assert_true (fail (pool, "k-a", GESSO_ERROR_INVALID_KEY, -1, NOW));
  assert_next (pool, NOW, "b");
  assert_next (pool, NOW + 4000 * DAY, "b");
  gesso_key_pool_renew (pool, "k-a", NOW);
  assert_next (pool, NOW, "a");
}

static void
test_invalid_is_strongest (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);

  fail (pool, "k-a", GESSO_ERROR_INVALID_KEY, -1, NOW);
  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 1, NOW);
  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW);
  assert_out (pool, NOW + 90 * DAY, GESSO_ERROR_INVALID_KEY, 0);
}

static void
test_quota_until_reset (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (2, at_midnight);

  g_assert_true (fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, 5, NOW));
  assert_next (pool, NOW + 13 * HOUR, "b");
  g_assert_cmpint (get_condition (pool, "k-a", NOW + 14 * HOUR - 1), ==, GESSO_KEY_EXHAUSTED);
  g_assert_cmpint (get_condition (pool, "k-a", NOW + 14 * HOUR), ==, GESSO_KEY_USABLE);
  assert_next (pool, NOW + 14 * HOUR, "a");
}

static void
test_quota_after_first_use (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, (GessoKeyReset){ GESSO_KEY_RESET_AFTER_FIRST_USE, 24 });

  assert_next (pool, NOW, "a");
  assert_next (pool, NOW + 20 * HOUR, "a");
  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW + 20 * HOUR);
  assert_out (pool, NOW + 23 * HOUR, GESSO_ERROR_QUOTA_EXHAUSTED, NOW + 24 * HOUR);
  assert_next (pool, NOW + 24 * HOUR, "a");
}

/* A window that is over begins anew with the next use. */
static void
test_quota_second_window (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, (GessoKeyReset){ GESSO_KEY_RESET_AFTER_FIRST_USE, 24 });

  assert_next (pool, NOW, "a");
  assert_next (pool, NOW + 30 * HOUR, "a");
  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW + 31 * HOUR);
  assert_out (pool, NOW + 31 * HOUR, GESSO_ERROR_QUOTA_EXHAUSTED, NOW + 54 * HOUR);
}

static void
test_quota_month (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, (GessoKeyReset){ GESSO_KEY_RESET_MONTH, 1 });

  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW);
  assert_out (pool, NOW, GESSO_ERROR_QUOTA_EXHAUSTED, NOW - 10 * HOUR + 9 * DAY);
  assert_next (pool, NOW - 10 * HOUR + 9 * DAY, "a");
}

static void
test_quota_unknown (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, (GessoKeyReset){ GESSO_KEY_RESET_UNKNOWN, 0 });

  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW);
  assert_out (pool, NOW + DAY - 1, GESSO_ERROR_QUOTA_EXHAUSTED, NOW + DAY);
  assert_next (pool, NOW + DAY, "a");
}

static void
test_quota_over_rest (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);

  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 5, NOW);
  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW);
  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 5, NOW);
  assert_out (pool, NOW + 60 * SECOND, GESSO_ERROR_QUOTA_EXHAUSTED, NOW + 14 * HOUR);
}

static void
test_rest_until_told (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (2, at_midnight);

  g_assert_true (fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 12.5, NOW));
  assert_next (pool, NOW, "b");
  assert_next (pool, NOW + 12 * SECOND, "b");
  assert_next (pool, NOW + 12 * SECOND + SECOND / 2, "a");
}

static void
test_rest_untold (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);

  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, -1, NOW);
  assert_out (pool, NOW, GESSO_ERROR_RATE_LIMITED, NOW + 60 * SECOND);
  assert_next (pool, NOW + 60 * SECOND, "a");
}

/* Of two answers on their way, the longer rest counts. */
static void
test_rest_longer (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);

  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 30, NOW);
  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 5, NOW + SECOND);
  assert_out (pool, NOW + 10 * SECOND, GESSO_ERROR_RATE_LIMITED, NOW + 30 * SECOND);
  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 50, NOW + 10 * SECOND);
  assert_out (pool, NOW + 31 * SECOND, GESSO_ERROR_RATE_LIMITED, NOW + 60 * SECOND);
}

static void
test_rest_mad (void)
{
  const double mad[] = { 1e300, INFINITY, NAN, 1e7 };

  for (guint i = 0; i < G_N_ELEMENTS (mad); i++)
    {
      g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);

      fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, mad[i], NOW);
      g_assert_cmpint (get_condition (pool, "k-a", NOW), ==, GESSO_KEY_RESTING);
      assert_next (pool, NOW + DAY, "a");
    }
}

static void
test_rest_clock_back (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);
  gint64 before = NOW - 3650 * DAY;

  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 30, NOW);
  assert_out (pool, before, GESSO_ERROR_RATE_LIMITED, before + 30 * SECOND);
  assert_next (pool, before + 30 * SECOND, "a");
}

/* The same after the state was saved and loaded at every step. */
static void
test_rest_clock_back_saved (void)
{
  gint64 before = NOW - 3650 * DAY;
  g_autoptr (GessoKeyState) state = gesso_key_state_new ("fal", "k-a");

  state->condition = GESSO_KEY_RESTING;
  state->since = NOW;
  state->until = NOW + 30 * SECOND;
  for (guint i = 0; i <= 3; i++)
    {
      g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);
      g_autoptr (GPtrArray) changed = NULL;

      gesso_key_pool_set_state (pool, state);
      g_assert_cmpint (get_condition (pool, "k-a", before + i * 10 * SECOND), ==,
                       i < 3 ? GESSO_KEY_RESTING : GESSO_KEY_USABLE);
      changed = gesso_key_pool_take_changed (pool);
      if (changed->len > 0)
        {
          gesso_key_state_free (state);
          state = gesso_key_state_copy (g_ptr_array_index (changed, 0));
        }
    }
}

static void
test_quota_clock_back (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);
  gint64 before = NOW - 3650 * DAY;

  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW);
  assert_out (pool, before, GESSO_ERROR_QUOTA_EXHAUSTED, before + 14 * HOUR);
  assert_next (pool, before + 14 * HOUR, "a");
}

static void
test_clock_forward (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);

  fail (pool, "k-a", GESSO_ERROR_QUOTA_EXHAUSTED, -1, 5 * SECOND);
  assert_next (pool, NOW, "a");
}

/* Rows of a damaged or hostile database. */
static void
test_state_mad (void)
{
  const gint64 mad[] = { G_MININT64, -1, 0, 1, NOW - 1, NOW, NOW + 1, NOW + 9000 * DAY, G_MAXINT64 - 1, G_MAXINT64 };

  for (guint i = 0; i < G_N_ELEMENTS (mad); i++)
    for (guint j = 0; j < G_N_ELEMENTS (mad); j++)
      for (guint condition = GESSO_KEY_EXHAUSTED; condition <= GESSO_KEY_RESTING; condition++)
        {
          g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);
          g_autoptr (GessoKeyState) state = gesso_key_state_new ("fal", "k-a");

          state->condition = condition;
          state->since = mad[i];
          state->until = mad[j];
          state->first_used = mad[i];
          state->last_used = mad[j];
          state->turn = mad[i];
          gesso_key_pool_set_state (pool, state);
          get_condition (pool, "k-a", NOW);
          assert_next (pool, NOW + 33 * DAY, "a");
        }
}

static void
test_not_the_key (void)
{
  const GessoError codes[] = { GESSO_ERROR_CONTENT_REFUSED, GESSO_ERROR_BAD_INPUT, GESSO_ERROR_NETWORK,
                               GESSO_ERROR_TIMEOUT, GESSO_ERROR_TRANSIENT, GESSO_ERROR_BAD_ANSWER };
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_false (fail (pool, "k-a", codes[i], -1, NOW));
  g_assert_false (gesso_key_pool_note_failure (pool, "k-a", cancelled, -1, NOW));
  g_assert_cmpint (gesso_key_pool_get_state (pool, "k-a", NOW)->failures, ==, 0);
  assert_next (pool, NOW, "a");
}

static void
test_counts (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);
  const GessoKeyState *state;

  assert_next (pool, NOW, "a");
  fail (pool, "k-a", GESSO_ERROR_RATE_LIMITED, 1, NOW);
  assert_next (pool, NOW + 2 * SECOND, "a");
  gesso_key_pool_note_use (pool, "k-a", NOW + 3 * SECOND);
  state = gesso_key_pool_get_state (pool, "k-a", NOW + 3 * SECOND);
  g_assert_cmpint (state->uses, ==, 3);
  g_assert_cmpint (state->failures, ==, 1);
  g_assert_cmpint (state->last_used, ==, NOW + 3 * SECOND);
  g_assert_cmpint (state->condition, ==, GESSO_KEY_USABLE);
  g_assert_null (state->reason);
}

static void
test_changed (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (3, at_midnight);
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) again = NULL;
  const GessoKeyState *state;

  assert_next (pool, NOW, "a");
  fail (pool, "k-a", GESSO_ERROR_INVALID_KEY, -1, NOW);
  changed = gesso_key_pool_take_changed (pool);
  g_assert_cmpuint (changed->len, ==, 1);
  state = g_ptr_array_index (changed, 0);
  g_assert_cmpstr (state->fingerprint, ==, "k-a");
  g_assert_cmpstr (state->provider, ==, "fal");
  g_assert_cmpstr (state->reason, ==, "The provider’s reason.");
  g_assert_cmpint (state->condition, ==, GESSO_KEY_INVALID);
  again = gesso_key_pool_take_changed (pool);
  g_assert_cmpuint (again->len, ==, 0);
}

static void
test_removed_and_back (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (2, at_midnight);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) same = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);

  fail (pool, "k-a", GESSO_ERROR_INVALID_KEY, -1, NOW);
  for (guint i = 0; i < gesso_key_pool_get_keys (pool)->len; i++)
    g_ptr_array_add (same, gesso_key_copy (g_ptr_array_index (gesso_key_pool_get_keys (pool), i)));
  gesso_key_pool_set_keys (pool, none);
  assert_out (pool, NOW, GESSO_ERROR_INVALID_KEY, 0);
  gesso_key_pool_set_keys (pool, same);
  assert_next (pool, NOW, "b");
}

static void
test_same_twice (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (1, at_midnight);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);

  for (guint i = 0; i < 3; i++)
    {
      GessoKey *key = gesso_key_new ("fal", i == 0 ? "First" : "Later", i);

      key->fingerprint = g_strdup ("k-same");
      g_ptr_array_add (keys, key);
    }
  gesso_key_pool_set_keys (pool, keys);
  g_assert_cmpuint (gesso_key_pool_get_keys (pool)->len, ==, 1);
  g_assert_cmpstr (gesso_key_pool_find_key (pool, "k-same")->label, ==, "First");
  g_assert_null (gesso_key_pool_find_key (pool, "k-other"));
}

static void
test_all_out (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (3, at_midnight);
  g_autoptr (GError) error = NULL;
  g_autofree char *picked = NULL;

  fail (pool, "k-a", GESSO_ERROR_INVALID_KEY, -1, NOW);
  fail (pool, "k-b", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW);
  fail (pool, "k-c", GESSO_ERROR_RATE_LIMITED, 12, NOW);
  assert_out (pool, NOW, GESSO_ERROR_RATE_LIMITED, NOW + 12 * SECOND);
  picked = pick_step (pool, NOW, 1, &error);
  g_assert_cmpstr (error->message, ==,
                   "No key for fal.ai can be used now: “A” (k-a) was refused by the provider; "
                   "“B” (k-b) has no credit or quota left; “C” (k-c) rests after too many requests. "
                   "Add another key, or try again in 12 seconds.");
}

static void
test_all_refused (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (2, at_midnight);
  g_autoptr (GError) error = NULL;
  g_autofree char *picked = NULL;

  fail (pool, "k-a", GESSO_ERROR_INVALID_KEY, -1, NOW);
  fail (pool, "k-b", GESSO_ERROR_INVALID_KEY, -1, NOW);
  assert_out (pool, NOW, GESSO_ERROR_INVALID_KEY, 0);
  picked = pick_step (pool, NOW, 1, &error);
  g_assert_cmpstr (error->message, ==,
                   "No key for fal.ai can be used now: “A” (k-a) was refused by the provider; "
                   "“B” (k-b) was refused by the provider. Correct a key or add another one.");
}

static void
test_words_of_time (void)
{
  g_autofree char *second = gesso_key_describe_time (NOW + 1, NOW);
  g_autofree char *seconds = gesso_key_describe_time (NOW + 90 * SECOND, NOW);
  g_autofree char *past = gesso_key_describe_time (NOW - DAY, NOW);
  g_autofree char *today = gesso_key_describe_time (NOW + 4 * HOUR + 300 * SECOND, NOW);
  g_autofree char *later = gesso_key_describe_time (NOW + 11 * DAY, NOW);
  g_autofree char *never = gesso_key_describe_time (G_MAXINT64, NOW);

  g_assert_cmpstr (second, ==, "in 1 second");
  g_assert_cmpstr (seconds, ==, "in 90 seconds");
  g_assert_cmpstr (past, ==, "in 0 seconds");
  g_assert_cmpstr (today, ==, "at 14:05");
  g_assert_cmpstr (later, ==, "on 3 December at 10:00");
  g_assert_cmpstr (never, ==, "later");
}

static void
test_words_of_state (void)
{
  g_autoptr (GessoKeyPool) pool = make_pool (4, at_midnight);
  const char *const expected[] = { "Refused by the provider", "No credit or quota left; again on 23 November at 00:00",
                                   "Rests; again in 12 seconds", "Ready" };

  fail (pool, "k-a", GESSO_ERROR_INVALID_KEY, -1, NOW);
  fail (pool, "k-b", GESSO_ERROR_QUOTA_EXHAUSTED, -1, NOW);
  fail (pool, "k-c", GESSO_ERROR_RATE_LIMITED, 12, NOW);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *fingerprint = g_strdup_printf ("k-%c", 'a' + i);
      g_autofree char *words = gesso_key_describe_state (gesso_key_pool_get_state (pool, fingerprint, NOW), NOW);

      g_assert_cmpstr (words, ==, expected[i]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/pool/rotation", test_rotation);
  g_test_add_func ("/keys/pool/rotation/goes-on-after-restart", test_rotation_goes_on);
  g_test_add_func ("/keys/pool/rotation/clock-back", test_rotation_clock_back);
  g_test_add_func ("/keys/pool/rotation/order-first", test_order_decides_first);
  g_test_add_func ("/keys/pool/each-once-per-step", test_each_once);
  g_test_add_func ("/keys/pool/no-key", test_no_key);
  g_test_add_func ("/keys/pool/invalid/until-edited", test_invalid_until_edited);
  g_test_add_func ("/keys/pool/invalid/is-strongest", test_invalid_is_strongest);
  g_test_add_func ("/keys/pool/quota/until-reset", test_quota_until_reset);
  g_test_add_func ("/keys/pool/quota/after-first-use", test_quota_after_first_use);
  g_test_add_func ("/keys/pool/quota/second-window", test_quota_second_window);
  g_test_add_func ("/keys/pool/quota/month", test_quota_month);
  g_test_add_func ("/keys/pool/quota/unknown", test_quota_unknown);
  g_test_add_func ("/keys/pool/quota/over-rest", test_quota_over_rest);
  g_test_add_func ("/keys/pool/quota/clock-back", test_quota_clock_back);
  g_test_add_func ("/keys/pool/rest/until-told", test_rest_until_told);
  g_test_add_func ("/keys/pool/rest/untold", test_rest_untold);
  g_test_add_func ("/keys/pool/rest/longer", test_rest_longer);
  g_test_add_func ("/keys/pool/rest/mad", test_rest_mad);
  g_test_add_func ("/keys/pool/rest/clock-back", test_rest_clock_back);
  g_test_add_func ("/keys/pool/rest/clock-back-saved", test_rest_clock_back_saved);
  g_test_add_func ("/keys/pool/clock-forward", test_clock_forward);
  g_test_add_func ("/keys/pool/state-mad", test_state_mad);
  g_test_add_func ("/keys/pool/not-the-key", test_not_the_key);
  g_test_add_func ("/keys/pool/counts", test_counts);
  g_test_add_func ("/keys/pool/changed", test_changed);
  g_test_add_func ("/keys/pool/removed-and-back", test_removed_and_back);
  g_test_add_func ("/keys/pool/same-twice", test_same_twice);
  g_test_add_func ("/keys/pool/all-out", test_all_out);
  g_test_add_func ("/keys/pool/all-refused", test_all_refused);
  g_test_add_func ("/keys/words/time", test_words_of_time);
  g_test_add_func ("/keys/words/state", test_words_of_state);
  return g_test_run ();
}

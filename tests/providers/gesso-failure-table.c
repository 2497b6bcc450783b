/* gesso-failure-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "gesso-failure-table.h"
#include "gesso-key-pool.h"

#define NOW (1790000000 * G_TIME_SPAN_SECOND)

static GessoHttpAnswer *
make_answer (const GessoFailureRow *row)
{
  g_autoptr (GBytes) body = g_bytes_new_static (row->body, strlen (row->body));
  g_auto (GStrv) header = row->header != NULL ? g_strsplit (row->header, ": ", 2) : NULL;

  return gesso_http_answer_new (row->status, (const char *const *) header, body);
}

static GessoKeyPool *
make_pool (void)
{
  GessoKeyPool *pool = gesso_key_pool_new ("vendor", "Vendor", (GessoKeyReset) { 0 });
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);

  for (guint i = 0; i < 2; i++)
    {
      GessoKey *key = gesso_key_new ("vendor", "", i);

      key->fingerprint = g_strdup_printf ("k-%u", i);
      g_ptr_array_add (keys, key);
    }
  gesso_key_pool_set_keys (pool, keys);
  return pool;
}

/* What becomes of the key that the answer was for; whether the other one is tried at once. */
static GessoKeyCondition
show_to_pool (GessoHttpAnswer *answer,
              const GError    *error,
              gboolean        *other)
{
  g_autoptr (GessoKeyPool) pool = make_pool ();
  g_autoptr (GPtrArray) tried = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) none = NULL;
  g_autofree char *fingerprint = NULL;
  const GessoKey *key = gesso_key_pool_pick (pool, tried, NOW, NULL, &none);

  g_assert_no_error (none);
  fingerprint = g_strdup (key->fingerprint);
  *other = gesso_key_pool_note_failure (pool, fingerprint, error,
                                        gesso_http_answer_get_retry_after (answer, NOW / G_TIME_SPAN_SECOND), NOW);
  return gesso_key_pool_get_state (pool, fingerprint, NOW)->condition;
}

static const char *
describe_repeat (GessoError code,
                 gboolean   other)
{
  if (other)
    return code == GESSO_ERROR_RATE_LIMITED ? "next key, or later" : "next key";
  return code == GESSO_ERROR_TRANSIENT || code == GESSO_ERROR_NETWORK ? "if it is not paid" : "no";
}

static void
check_row (GessoProvider         *provider,
           const GessoFailureRow *row)
{
  g_autoptr (GessoHttpAnswer) answer = make_answer (row);
  g_autoptr (GError) error = gesso_provider_classify (provider, answer);
  GessoKeyCondition key;
  gboolean other;

  printf ("# %-30s %3u  ", row->name, row->status);
  fflush (stdout);
  g_assert_error (error, GESSO_ERROR, (int) row->code);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  /* A whole sentence with something to do in it. */
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_assert_nonnull (strstr (error->message, ": "));
  if (row->words != NULL)
    g_assert_nonnull (strstr (error->message, row->words));
  key = show_to_pool (answer, error, &other);
  g_assert_cmpstr (gesso_key_condition_to_nick (key), ==, gesso_key_condition_to_nick (row->key));
  g_assert_cmpint (other, ==, row->key != GESSO_KEY_USABLE);
  printf ("%-16s %-20s %-10s %s\n", gesso_error_to_nick (row->code), describe_repeat (row->code, other),
          gesso_key_condition_to_nick (key), error->message);
}

void
gesso_failure_table_check (GessoProvider         *provider,
                           const GessoFailureRow *rows)
{
  printf ("# %-30s %3s  %-16s %-20s %-10s %s\n", "row", "", "class", "sent again", "key", "sentence");
  for (; rows->name != NULL; rows++)
    check_row (provider, rows);
}

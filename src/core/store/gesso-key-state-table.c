/* gesso-key-state-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

gboolean
gesso_key_state_table_save (GessoDatabase       *database,
                            const GessoKeyState *state,
                            GError             **error)
{
  return gesso_database_run (database, error,
                             "INSERT INTO key_states (fingerprint, provider, condition, reason, since, until, first_used,"
                             " last_used, turn, uses, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                             " ON CONFLICT (fingerprint) DO UPDATE SET provider = excluded.provider,"
                             " condition = excluded.condition, reason = excluded.reason, since = excluded.since,"
                             " until = excluded.until, first_used = excluded.first_used,"
                             " last_used = excluded.last_used, turn = max (turn, excluded.turn),"
                             " uses = max (uses, excluded.uses), failures = max (failures, excluded.failures)",
                             "ttttiiiiiii", state->fingerprint, state->provider,
                             gesso_key_condition_to_nick (state->condition), state->reason, state->since, state->until,
                             state->first_used, state->last_used, state->turn, state->uses, state->failures);
}

static GessoKeyState *
read_state (sqlite3_stmt *statement)
{
  GessoKeyState *state = gesso_key_state_new ((const char *) sqlite3_column_text (statement, 0),
                                              (const char *) sqlite3_column_text (statement, 1));

  gesso_key_condition_from_nick ((const char *) sqlite3_column_text (statement, 2), &state->condition);
  state->reason = g_strdup ((const char *) sqlite3_column_text (statement, 3));
  state->since = sqlite3_column_int64 (statement, 4);
  state->until = sqlite3_column_int64 (statement, 5);
  state->first_used = sqlite3_column_int64 (statement, 6);
  state->last_used = sqlite3_column_int64 (statement, 7);
  state->turn = sqlite3_column_int64 (statement, 8);
  state->uses = sqlite3_column_int64 (statement, 9);
  state->failures = sqlite3_column_int64 (statement, 10);
  return state;
}

GPtrArray *
gesso_key_state_table_list (GessoDatabase *database,
                            const char    *provider,
                            GError       **error)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_state_free);
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error,
                              "SELECT provider, fingerprint, condition, reason, since, until, first_used, last_used,"
                              " turn, uses, failures FROM key_states WHERE provider = ifnull (?, provider)"
                              " ORDER BY provider, fingerprint",
                              "t", provider);
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (states, read_state (statement));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&states) : NULL;
}

/* gesso-pick-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

GessoRank *
gesso_rank_new (const char *model,
                guint       wins,
                guint       rounds)
{
  GessoRank *self = g_new0 (GessoRank, 1);

  self->model = g_strdup (model);
  self->wins = wins;
  self->rounds = rounds;
  return self;
}

void
gesso_rank_free (GessoRank *self)
{
  g_free (self->model);
  g_free (self);
}

double
gesso_rank_get_score (const GessoRank *self)
{
  return (self->wins + 1) / (double) (self->rounds + 2);
}

gboolean
gesso_pick_table_add (GessoDatabase *database,
                      GessoTool      tool,
                      const char    *winner,
                      const char    *loser,
                      GError       **error)
{
  return gesso_database_run (database, error,
                             "INSERT INTO picks (tool, winner, loser, created) VALUES (?, ?, ?, ?)", "ttti",
                             gesso_tool_to_nick (tool), winner, loser, g_get_real_time ());
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const GessoRank *left = *(GessoRank *const *) a, *right = *(GessoRank *const *) b;
  double difference = gesso_rank_get_score (right) - gesso_rank_get_score (left);

  if (difference != 0)
    return difference > 0 ? 1 : -1;
  return g_strcmp0 (left->model, right->model);
}

GPtrArray *
gesso_pick_table_rank (GessoDatabase *database,
                       GessoTool      tool,
                       GError       **error)
{
  g_autoptr (GPtrArray) ranks = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_rank_free);
  const char *nick = gesso_tool_to_nick (tool);
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error,
                              "SELECT model, sum (won), count (*) FROM ("
                              " SELECT winner AS model, 1 AS won FROM picks WHERE tool = ?"
                              " UNION ALL SELECT loser, 0 FROM picks WHERE tool = ?) GROUP BY model",
                              "tt", nick, nick);
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (ranks, gesso_rank_new ((const char *) sqlite3_column_text (statement, 0),
                                            (guint) sqlite3_column_int64 (statement, 1),
                                            (guint) sqlite3_column_int64 (statement, 2)));
  g_ptr_array_sort (ranks, compare_ranks);
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&ranks) : NULL;
}

/* gesso-provider-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-tables.h"

gboolean
gesso_provider_table_save (GessoDatabase               *database,
                           const GessoProviderSettings *settings,
                           GError                     **error)
{
  /* No model id holds a line break; gesso_studio_providers_save_async() sees to it. */
  g_autofree char *models = settings->models != NULL ? g_strjoinv ("\n", settings->models) : NULL;

  return gesso_database_run (database, error,
                             "INSERT INTO provider_settings (provider, base, max_concurrent, requests_per_minute,"
                             " account, models) VALUES (?, ?, ?, ?, ?, ?)"
                             " ON CONFLICT (provider) DO UPDATE SET base = excluded.base,"
                             " max_concurrent = excluded.max_concurrent,"
                             " requests_per_minute = excluded.requests_per_minute, account = excluded.account,"
                             " models = excluded.models",
                             "ttiitt", settings->provider, settings->base, (gint64) settings->max_concurrent,
                             (gint64) settings->requests_per_minute, settings->account, models);
}

static GessoProviderSettings *
read_settings (sqlite3_stmt *statement)
{
  GessoProviderSettings *settings = gesso_provider_settings_new ((const char *) sqlite3_column_text (statement, 0));
  const char *models = (const char *) sqlite3_column_text (statement, 5);

  settings->base = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  settings->max_concurrent = (guint) CLAMP (sqlite3_column_int64 (statement, 2), 0, G_MAXINT);
  settings->requests_per_minute = (guint) CLAMP (sqlite3_column_int64 (statement, 3), 0, G_MAXINT);
  settings->account = g_strdup ((const char *) sqlite3_column_text (statement, 4));
  settings->models = models != NULL && *models != '\0' ? g_strsplit (models, "\n", -1) : NULL;
  return settings;
}

GPtrArray *
gesso_provider_table_list (GessoDatabase *database,
                           GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_provider_settings_free);
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error,
                              "SELECT provider, base, max_concurrent, requests_per_minute, account, models"
                              " FROM provider_settings ORDER BY provider",
                              "");
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (rows, read_settings (statement));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
gesso_provider_table_save_models (GessoDatabase        *database,
                                  const GessoModelList *list,
                                  GError              **error)
{
  return gesso_database_run (database, error,
                             "INSERT INTO provider_models (provider, listed, models) VALUES (?, ?, ?)"
                             " ON CONFLICT (provider) DO UPDATE SET listed = excluded.listed, models = excluded.models",
                             "tit", list->provider, list->listed, list->models);
}

GPtrArray *
gesso_provider_table_list_models (GessoDatabase *database,
                                  GError       **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_model_list_free);
  sqlite3_stmt *statement =
      gesso_database_prepare (database, error, "SELECT provider, listed, models FROM provider_models ORDER BY provider", "");
  GessoFetch step = GESSO_FETCH_FAILED;

  while (statement != NULL && (step = gesso_database_step (database, statement, error)) == GESSO_FETCH_ROW)
    g_ptr_array_add (rows, gesso_model_list_new ((const char *) sqlite3_column_text (statement, 0),
                                                 sqlite3_column_int64 (statement, 1),
                                                 (const char *) sqlite3_column_text (statement, 2)));
  return step == GESSO_FETCH_DONE ? g_steal_pointer (&rows) : NULL;
}

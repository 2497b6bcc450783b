/* test-store-database.c - one connection: what is bound, and what is not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-database.h"
#include "gesso-error.h"
#include "gesso-test.h"

#define LONGEST 1000

static GessoDatabase *
open_new (void)
{
  g_autoptr (GError) error = NULL;
  GessoDatabase *database = gesso_database_open (":memory:", SQLITE_OPEN_READWRITE, &error);

  g_assert_no_error (error);
  g_assert_true (gesso_database_execute (database, "CREATE TABLE words (word); CREATE TABLE hands (id INTEGER PRIMARY KEY);"
                                         " CREATE TABLE rings (hand INTEGER REFERENCES hands (id))", &error));
  g_assert_no_error (error);
  sqlite3_limit (gesso_database_peek (database), SQLITE_LIMIT_LENGTH, LONGEST);
  return database;
}

static gint64
count_words (GessoDatabase *database)
{
  g_autoptr (GError) error = NULL;
  gint64 n;

  g_assert_true (gesso_database_get_int (database, &error, &n, -1, "SELECT count (*) FROM words", ""));
  g_assert_no_error (error);
  return n;
}

/* A text that cannot be bound is refused: no row takes its place without it. */
static void
test_too_long (void)
{
  static const char insert[] = "INSERT INTO words VALUES (?)";
  g_autoptr (GessoDatabase) database = open_new ();
  g_autofree char *text = g_strnfill (LONGEST + 1, 'a');
  g_autoptr (GError) error = NULL;

  g_assert_false (gesso_database_run (database, &error, insert, "t", text));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_cmpint (count_words (database), ==, 0);
  /* The statement is as good as new. */
  g_assert_true (gesso_database_run (database, &error, insert, "t", "short"));
  g_assert_true (gesso_database_run (database, &error, insert, "t", NULL));
  g_assert_no_error (error);
  g_assert_cmpint (count_words (database), ==, 2);
}

static void
test_too_long_values (void)
{
  const char *insert = g_intern_static_string ("INSERT INTO words VALUES (?)");
  g_autoptr (GessoDatabase) database = open_new ();
  g_autofree char *text = g_strnfill (LONGEST + 1, 'a');
  g_autoptr (GBytes) bytes = g_bytes_new (text, LONGEST + 1);
  GValue values[] = { G_VALUE_INIT, G_VALUE_INIT };

  g_value_init (&values[0], G_TYPE_STRING);
  g_value_set_string (&values[0], text);
  g_value_init (&values[1], G_TYPE_BYTES);
  g_value_set_boxed (&values[1], bytes);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_database_prepare_values (database, insert, &values[i], 1, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
      g_value_unset (&values[i]);
    }
  g_assert_cmpint (count_words (database), ==, 0);
}

static void
test_foreign_keys (void)
{
  g_autoptr (GessoDatabase) database = open_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (gesso_database_run (database, &error, "INSERT INTO rings VALUES (?)", "i", G_GINT64_CONSTANT (7)));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&error);
  /* No hand is none at all. */
  g_assert_true (gesso_database_run (database, &error, "INSERT INTO rings VALUES (?)", "k", G_GINT64_CONSTANT (0)));
  g_assert_no_error (error);
}

static void
test_contains (void)
{
  static const gint64 ids[] = { 90, 12, 5, -3 };
  static const struct { gint64 id; gboolean in; } cases[] = {
    { 90, TRUE }, { 12, TRUE }, { 5, TRUE }, { -3, TRUE }, { 91, FALSE }, { 0, FALSE }, { -4, FALSE }, { 6, FALSE },
  };
  g_autoptr (GessoDatabase) database = open_new ();
  const char *sql = g_intern_static_string ("SELECT gesso_contains (?, ?)");
  g_autoptr (GBytes) set = g_bytes_new_static (ids, sizeof ids);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GValue values[] = { G_VALUE_INIT, G_VALUE_INIT };
      g_autoptr (GError) error = NULL;
      sqlite3_stmt *statement;

      g_value_init (&values[0], G_TYPE_BYTES);
      g_value_set_boxed (&values[0], set);
      g_value_init (&values[1], G_TYPE_INT64);
      g_value_set_int64 (&values[1], cases[i].id);
      statement = gesso_database_prepare_values (database, sql, values, 2, &error);
      g_assert_no_error (error);
      g_assert_cmpint (gesso_database_step (database, statement, &error), ==, GESSO_FETCH_ROW);
      g_assert_cmpint (sqlite3_column_int (statement, 0), ==, cases[i].in);
      g_value_unset (&values[0]);
      g_value_unset (&values[1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/database/too-long", test_too_long);
  g_test_add_func ("/store/database/too-long-values", test_too_long_values);
  g_test_add_func ("/store/database/foreign-keys", test_foreign_keys);
  g_test_add_func ("/store/database/contains", test_contains);
  return g_test_run ();
}

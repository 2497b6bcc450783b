/* test-key.c - fingerprints, secrets, and keys of the environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-error.h"
#include "gesso-key-environment.h"

static char *
make_fingerprint (const char *salt,
                  const char *provider,
                  const char *text)
{
  g_autoptr (GessoSecret) secret = gesso_secret_new (text, strlen (text));

  return gesso_key_make_fingerprint (salt, provider, secret);
}

static void
test_fingerprint_stable (void)
{
  g_autofree char *first = make_fingerprint ("salt of a library", "openai", "sk-test-1");
  g_autofree char *second = make_fingerprint ("salt of a library", "openai", "sk-test-1");

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (strlen (first), ==, 10);
  g_assert_true (g_str_has_prefix (first, "k-"));
  g_assert_cmpuint (strspn (first + 2, "0123456789abcdef"), ==, 8);
}

static void
test_fingerprint_differs (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const cases[][3] = {
    { "salt", "openai", "sk-test-1" },  { "other salt", "openai", "sk-test-1" }, { "salt", "openai", "sk-test-2" },
    { "salt", "fal", "sk-test-1" },     { "salt", "openais", "k-test-1" },       { "", "openai", "sk-test-1" },
    { "salt", "openai", "sk-test-1x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true (g_hash_table_add (seen, make_fingerprint (cases[i][0], cases[i][1], cases[i][2])));
}

/* Pasting a line takes its end along. */
static void
test_fingerprint_trimmed (void)
{
  g_autofree char *plain = make_fingerprint ("salt", "openai", "sk-test-1");
  g_autofree char *pasted = make_fingerprint ("salt", "openai", "  sk-test-1\r\n");

  g_assert_cmpstr (plain, ==, pasted);
}

static void
test_secret (void)
{
  g_autoptr (GessoSecret) secret = gesso_secret_new (" one,two\t", 9);
  g_autoptr (GessoSecret) copy = gesso_secret_copy (secret);
  g_autoptr (GessoSecret) empty = gesso_secret_new (" \n", 2);

  g_assert_cmpstr (gesso_secret_peek (secret), ==, "one,two");
  g_assert_cmpstr (gesso_secret_peek (copy), ==, "one,two");
  g_assert_cmpstr (gesso_secret_peek (empty), ==, "");
}

static void
test_secret_check (void)
{
  g_autofree char *long_text = g_strnfill (9000, 'a');
  const char *const wrong[] = { "", "two words", "two\nlines", "a\tb", "ключ", "key\x01", long_text };
  const char *const right[] = { "sk-test-1", "a:b", "r8_abc", "0123-4567:89ab" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GessoSecret) secret = gesso_secret_new (wrong[i], strlen (wrong[i]));
      g_autoptr (GError) error = NULL;

      g_assert_false (gesso_secret_check (secret, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (GessoSecret) secret = gesso_secret_new (right[i], strlen (right[i]));
      g_autoptr (GError) error = NULL;

      g_assert_true (gesso_secret_check (secret, &error));
      g_assert_no_error (error);
    }
}

static const char *const variables[] = { "GESSO_TEST_KEY_ONE", "GESSO_TEST_KEY_TWO", NULL };

/* What the two variables of those values hold, joined by spaces. */
static char *
list_environment (const char *one,
                  const char *two)
{
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  one != NULL ? g_setenv (variables[0], one, TRUE) : g_unsetenv (variables[0]);
  two != NULL ? g_setenv (variables[1], two, TRUE) : g_unsetenv (variables[1]);
  keys = gesso_key_environment_list ("openai", variables, "salt");
  for (guint i = 0; i < keys->len; i++)
    {
      GessoEnvironmentKey *found = g_ptr_array_index (keys, i);

      g_assert_cmpuint (found->key->order, ==, i);
      g_assert_cmpstr (found->key->provider, ==, "openai");
      g_assert_cmpstr (found->key->label, ==, found->key->variable);
      g_string_append_printf (joined, "%s%s", i > 0 ? " " : "", gesso_secret_peek (found->secret));
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static void
test_environment (void)
{
  static const struct
  {
    const char *one, *two, *expected;
  } cases[] = {
    { NULL, NULL, "" },
    { "", "", "" },
    { "a1", NULL, "a1" },
    { NULL, "b1", "b1" },
    { "a1,a2", "b1", "a1 a2 b1" },
    { "  a1 ,\ta2\n", NULL, "a1 a2" },
    { ",,a1,, ,a2,", NULL, "a1 a2" },
    { "a1,a1", "a1,b1", "a1 b1" },
    { "a1,not a key,a2", NULL, "a1 a2" },
    { ",", " ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = list_environment (cases[i].one, cases[i].two);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_environment_fingerprint (void)
{
  g_autofree char *expected = make_fingerprint ("salt", "openai", "a1");
  g_autofree char *found = list_environment ("a1", NULL);
  g_autoptr (GPtrArray) keys = gesso_key_environment_list ("openai", variables, "salt");
  GessoKey *key = ((GessoEnvironmentKey *) g_ptr_array_index (keys, 0))->key;

  g_assert_cmpstr (found, ==, "a1");
  g_assert_cmpstr (key->fingerprint, ==, expected);
  g_assert_cmpstr (key->variable, ==, variables[0]);
  g_assert_null (key->id);
}

static void
test_environment_none (void)
{
  g_autoptr (GPtrArray) keys = gesso_key_environment_list ("openai", NULL, "salt");

  g_assert_cmpuint (keys->len, ==, 0);
}

static void
test_order (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_key_free);
  const char *const expected[] = { "first", "second", "third", "variable" };
  GessoKey *variable = gesso_key_new ("fal", "variable", 0);

  variable->variable = g_strdup ("FAL_API_KEY");
  g_ptr_array_add (keys, variable);
  g_ptr_array_add (keys, gesso_key_new ("fal", "third", 7));
  g_ptr_array_add (keys, gesso_key_new ("fal", "first", 0));
  g_ptr_array_add (keys, gesso_key_new ("fal", "second", 1));
  g_ptr_array_sort (keys, gesso_key_compare);
  for (guint i = 0; i < keys->len; i++)
    g_assert_cmpstr (((GessoKey *) g_ptr_array_index (keys, i))->label, ==, expected[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/fingerprint/stable", test_fingerprint_stable);
  g_test_add_func ("/keys/fingerprint/differs", test_fingerprint_differs);
  g_test_add_func ("/keys/fingerprint/trimmed", test_fingerprint_trimmed);
  g_test_add_func ("/keys/secret/text", test_secret);
  g_test_add_func ("/keys/secret/check", test_secret_check);
  g_test_add_func ("/keys/environment/parse", test_environment);
  g_test_add_func ("/keys/environment/fingerprint", test_environment_fingerprint);
  g_test_add_func ("/keys/environment/none", test_environment_none);
  g_test_add_func ("/keys/order", test_order);
  return g_test_run ();
}

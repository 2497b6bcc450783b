/* test-braces.c - prompts that stand for several
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-braces.h"
#include "gesso-error.h"

typedef struct
{
  const char *text;
  const char *prompts; /* with a newline between each */
} Case;

static const Case cases[] = {
  { "", "" },
  { "a harbour", "a harbour" },
  { "{dawn|noon|night} at sea", "dawn at sea\nnoon at sea\nnight at sea" },
  { "{a|b} {1|2}", "a 1\na 2\nb 1\nb 2" },
  { "{a|b{1|2|3}c}", "a\nb1c\nb2c\nb3c" },
  { "a {|red }boat", "a boat\na red boat" },
  { "{a|}", "a\n" },
  { "{|}", "\n" },
  { "{港|黎明|夜}の海", "港の海\n黎明の海\n夜の海" },
  /* no choice */
  { "{alone}", "{alone}" },
  { "{}", "{}" },
  { "a|b", "a|b" },
  { "{\"json\": {\"a\": 1}}", "{\"json\": {\"a\": 1}}" },
  /* without a partner */
  { "{a|b", "{a|b" },
  { "a|b}", "a|b}" },
  { "{a|b {c|d}", "{a|b c\n{a|b d" },
  { "}{a|b}{", "}a{\n}b{" },
  { "{x {a|b}}", "{x a}\n{x b}" },
  /* the signs themselves */
  { "\\{a|b\\}", "{a|b}" },
  { "{a\\|b|c}", "a|b\nc" },
  { "{a\\}|b}", "a}\nb" },
  { "\\\\{a|b}", "\\a\n\\b" },
  { "C:\\dir {a|b}\\", "C:\\dir a\\\nC:\\dir b\\" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) prompts = gesso_braces_expand (cases[i].text, 100, &error);
      g_autoptr (GPtrArray) lines = g_ptr_array_new ();
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (prompts->len, ==, gesso_braces_count (cases[i].text));
      for (guint j = 0; j < prompts->len; j++)
        g_ptr_array_add (lines, g_ptr_array_index (prompts, j));
      g_ptr_array_add (lines, NULL);
      text = g_strjoinv ("\n", (char **) lines->pdata);
      g_assert_cmpstr (text, ==, cases[i].prompts);
    }
}

static void
test_too_many (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) just = gesso_braces_expand ("{a|b|c}{a|b|c}", 9, NULL);

  g_assert_cmpuint (just->len, ==, 9);
  g_assert_null (gesso_braces_expand ("{a|b|c}{a|b|c}", 8, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* 2^200 prompts are counted as too many, not made. */
static void
test_bomb (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) prompts = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, "{a|b}");
  g_assert_cmpuint (gesso_braces_count (text->str), ==, G_MAXUINT);
  prompts = gesso_braces_expand (text->str, 64, NULL);
  g_assert_null (prompts);
}

/* Braces in braces, a hundred thousand deep, closed and not. */
static void
test_deep (void)
{
  const guint n = 100000;
  g_autofree char *open = g_strnfill (n, '{');
  g_autofree char *closed = g_strnfill (n, '}');
  g_autofree char *both = g_strconcat (open, "a|b", closed, NULL);
  g_autofree char *bars = g_strnfill (n, '|');
  g_autofree char *wide = g_strconcat ("{", bars, "}", NULL);
  g_autoptr (GPtrArray) prompts = gesso_braces_expand (both, 4, NULL);

  g_assert_cmpuint (gesso_braces_count (open), ==, 1);
  g_assert_cmpuint (gesso_braces_count (both), ==, 1);
  g_assert_cmpuint (gesso_braces_count (wide), ==, n + 1);
  g_assert_cmpuint (prompts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (prompts, 0), ==, both);
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new ("x");

  for (guint i = 0; i < GESSO_BRACES_MAX_DEPTH; i++)
    {
      g_string_prepend_c (text, '{');
      g_string_append (text, "|y}");
    }
  g_assert_cmpuint (gesso_braces_count (text->str), ==, GESSO_BRACES_MAX_DEPTH + 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/braces/cases", test_cases);
  g_test_add_func ("/base/braces/too-many", test_too_many);
  g_test_add_func ("/base/braces/bomb", test_bomb);
  g_test_add_func ("/base/braces/deep", test_deep);
  g_test_add_func ("/base/braces/depth", test_depth);
  return g_test_run ();
}

/* test-parameters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-parameters.h"

static const GessoParameterChoice factors[] = { { "2", "2" }, { "4", "4" }, { NULL } };
static const GessoParameterChoice edges[] = { { "outside", "" }, { "inside", "" }, { NULL } };

static const GessoParameterSpec specs[] = {
  { .name = "count", .kind = GESSO_PARAMETER_INT, .minimum = 1, .maximum = 8 },
  { .name = "strength", .kind = GESSO_PARAMETER_DOUBLE, .minimum = 0, .maximum = 1 },
  { .name = "tile", .kind = GESSO_PARAMETER_BOOL },
  { .name = "factor", .kind = GESSO_PARAMETER_CHOICE, .choices = factors },
  { .name = "edge", .kind = GESSO_PARAMETER_CHOICE, .choices = edges },
  { .name = "size", .kind = GESSO_PARAMETER_SIZE, .minimum = 64, .maximum = 4096, .step = 1 },
  { .name = "grid", .kind = GESSO_PARAMETER_SIZE, .minimum = 64, .maximum = 4096, .step = 16 },
  { .name = "seed", .kind = GESSO_PARAMETER_SEED },
  { .name = "style", .kind = GESSO_PARAMETER_TEXT },
  { NULL },
};

/* @value: as GVariant text; NULL: refused */
static const struct
{
  const char *name, *text, *value;
} texts[] = {
  { "count", "1", "int64 1" },
  { "count", "8", "int64 8" },
  { "count", "0", NULL },
  { "count", "9", NULL },
  { "count", "1.5", NULL },
  { "count", "", NULL },
  { "count", "99999999999999999999", NULL },
  { "strength", "0.25", "0.25" },
  { "strength", "1", "1.0" },
  { "strength", "1.01", NULL },
  { "strength", "nan", NULL },
  { "strength", "inf", NULL },
  { "strength", "0,5", NULL },
  { "tile", "true", "true" },
  { "tile", "off", "false" },
  { "tile", "maybe", NULL },
  { "factor", "4", "int64 4" },
  { "factor", "3", NULL },
  { "edge", "inside", "'inside'" },
  { "edge", "Inside", NULL },
  { "size", "1024x768", "'1024x768'" },
  { "size", "1024×768", "'1024x768'" },
  { "size", "64X64", "'64x64'" },
  { "size", "63x64", NULL },
  { "size", "4097x64", NULL },
  { "size", "1024", NULL },
  { "size", "-64x64", NULL },
  { "grid", "80x96", "'80x96'" },
  { "grid", "81x96", NULL },
  { "seed", "0", "int64 0" },
  { "seed", "2147483647", "int64 2147483647" },
  { "seed", "2147483648", NULL },
  { "seed", "-1", NULL },
  { "style", "海 at dusk", "'海 at dusk'" },
  { "style", "\xff\xfe", NULL },
  { "unknown", "1", NULL },
};

static void
test_set_text (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GessoParameters) parameters = gesso_parameters_new ();
      g_autoptr (GError) error = NULL;
      gboolean set = gesso_parameters_set_text (parameters, specs, texts[i].name, texts[i].text, &error);

      g_test_message ("case %u: %s", i, texts[i].name);
      g_assert_cmpint (set, ==, texts[i].value != NULL);
      if (texts[i].value != NULL)
        {
          g_autofree char *value = g_variant_print (gesso_parameters_get (parameters, texts[i].name), TRUE);

          g_assert_no_error (error);
          g_assert_cmpstr (value, ==, texts[i].value);
        }
      else
        {
          g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
          g_assert_nonnull (strstr (error->message, texts[i].name));
          g_assert_null (gesso_parameters_get (parameters, texts[i].name));
        }
    }
}

static void
test_set_text_untyped (void)
{
  static const struct
  {
    const char *text, *type;
  } cases[] = {
    { "12", "x" }, { "-3", "x" }, { "1.5", "d" }, { "true", "b" }, { "false", "b" }, { "red", "s" }, { "1x2", "s" }, { "", "s" },
  };
  g_autoptr (GessoParameters) parameters = gesso_parameters_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (gesso_parameters_set_text (parameters, NULL, "any", cases[i].text, NULL));
      g_assert_cmpstr (g_variant_get_type_string (gesso_parameters_get (parameters, "any")), ==, cases[i].type);
    }
}

static void
test_parse_size (void)
{
  static const struct
  {
    const char *text;
    guint width, height;
  } cases[] = {
    { "1x1", 1, 1 }, { "99999x2", 99999, 2 }, { "100000x2", 0, 0 }, { "0x5", 0, 0 }, { "5x0", 0, 0 }, { "5x", 0, 0 },
    { "x5", 0, 0 }, { "5 x 5", 0, 0 }, { "5x5 ", 0, 0 }, { "", 0, 0 }, { NULL, 0, 0 }, { "4294967297x1", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint width = 0, height = 0;

      g_assert_cmpint (gesso_parameters_parse_size (cases[i].text, &width, &height), ==, cases[i].width != 0);
      g_assert_cmpuint (width, ==, cases[i].width);
      g_assert_cmpuint (height, ==, cases[i].height);
    }
}

static void
test_json_round_trip (void)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_new ();
  g_autoptr (GessoParameters) again = NULL;
  g_autofree char *text = NULL, *text_again = NULL;

  gesso_parameters_set (parameters, "seed", g_variant_new_int64 (G_MAXINT64));
  gesso_parameters_set (parameters, "strength", g_variant_new_double (0.1));
  gesso_parameters_set (parameters, "tile", g_variant_new_boolean (TRUE));
  gesso_parameters_set (parameters, "style", g_variant_new_string ("“水彩” \"\\\n"));
  text = gesso_parameters_to_json (parameters);
  again = gesso_parameters_from_json (text);
  text_again = gesso_parameters_to_json (again);
  g_assert_cmpstr (text, ==, text_again);
  g_assert_cmpint (gesso_parameters_get_int (again, "seed", 0), ==, G_MAXINT64);
  g_assert_cmpfloat (gesso_parameters_get_double (again, "strength", 0), ==, 0.1);
  g_assert_true (gesso_parameters_get_bool (again, "tile", FALSE));
  g_assert_cmpstr (gesso_parameters_get_string (again, "style"), ==, "“水彩” \"\\\n");
}

static void
test_json_hostile (void)
{
  static const char *const texts_in[] = {
    "", "null", "[]", "{", "{\"a\":", "\"a\"", "{\"a\":null,\"b\":[1],\"c\":{\"d\":1}}", "\xff", NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts_in); i++)
    {
      g_autoptr (GessoParameters) parameters = gesso_parameters_from_json (texts_in[i]);
      g_autofree char *text = gesso_parameters_to_json (parameters);

      g_assert_cmpstr (text, ==, "{}");
    }
}

static void
test_types (void)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_new ();

  gesso_parameters_set (parameters, "n", g_variant_new_int64 (7));
  gesso_parameters_set (parameters, "s", g_variant_new_string ("seven"));
  g_assert_cmpint (gesso_parameters_get_int (parameters, "s", 3), ==, 3);
  g_assert_cmpint (gesso_parameters_get_int (parameters, "none", 3), ==, 3);
  g_assert_cmpfloat (gesso_parameters_get_double (parameters, "n", 0), ==, 7);
  g_assert_null (gesso_parameters_get_string (parameters, "n"));
  g_assert_true (gesso_parameters_get_bool (parameters, "n", TRUE));
  gesso_parameters_set (parameters, "n", NULL);
  g_assert_null (gesso_parameters_get (parameters, "n"));
}

static void
test_copy (void)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_new ();
  g_autoptr (GessoParameters) copy = NULL;

  gesso_parameters_set (parameters, "seed", g_variant_new_int64 (1));
  copy = gesso_parameters_copy (parameters);
  gesso_parameters_set (copy, "seed", g_variant_new_int64 (2));
  g_assert_cmpint (gesso_parameters_get_int (parameters, "seed", 0), ==, 1);
  g_assert_cmpint (gesso_parameters_get_int (copy, "seed", 0), ==, 2);
}

static void
test_check (void)
{
  g_autoptr (GessoParameters) parameters = gesso_parameters_new ();
  g_autoptr (GError) error = NULL;

  gesso_parameters_set (parameters, "factor", g_variant_new_int64 (2));
  gesso_parameters_set (parameters, "strength", g_variant_new_double (0.5));
  gesso_parameters_set (parameters, "size", g_variant_new_string ("64x64"));
  gesso_parameters_set (parameters, "stranger", g_variant_new_string ("is left alone"));
  g_assert_true (gesso_parameters_check (parameters, specs, &error));
  g_assert_no_error (error);
  gesso_parameters_set (parameters, "count", g_variant_new_int64 (1000000));
  g_assert_false (gesso_parameters_check (parameters, specs, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/parameters/set-text", test_set_text);
  g_test_add_func ("/providers/parameters/set-text-untyped", test_set_text_untyped);
  g_test_add_func ("/providers/parameters/parse-size", test_parse_size);
  g_test_add_func ("/providers/parameters/json-round-trip", test_json_round_trip);
  g_test_add_func ("/providers/parameters/json-hostile", test_json_hostile);
  g_test_add_func ("/providers/parameters/types", test_types);
  g_test_add_func ("/providers/parameters/copy", test_copy);
  g_test_add_func ("/providers/parameters/check", test_check);
  return g_test_run ();
}

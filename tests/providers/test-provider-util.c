/* test-provider-util.c - what the provider files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-dummy-provider.h"
#include "gesso-json.h"
#include "gesso-provider-util.h"

static void
test_redact (void)
{
  static const struct
  {
    const char *text;
    const char *key;
    const char *clean;
  } cases[] = {
    { "Incorrect API key provided: sk-abc***xyz.", NULL, "Incorrect API key provided: …" },
    { "key 0123abcd-aaaa-bbbb-cccc-0123456789ab is out", NULL, "key … is out" },
    { "bad token r8_Ab12 now", NULL, "bad token … now" },
    { "use model gpt-image-2.5-flare-2026-10-01", NULL, "use model gpt-image-2.5-flare-2026-10-01" },
    { "no such endpoint fal-ai/flux-pro/kontext", NULL, "no such endpoint fal-ai/flux-pro/kontext" },
    { "not with secret-word here", "secret-word", "not with … here" },
    { "AIzaSyD-9tSrke72PouQMnMX", NULL, "…" },
    { "", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = gesso_provider_redact (cases[i].text, cases[i].key);

      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_short_words (void)
{
  g_autofree char *long_text = g_strnfill (2000, 'a');
  g_autofree char *lines = gesso_provider_short_words ("  two\n\tlines ");
  g_autofree char *page = gesso_provider_short_words ("<html>");
  g_autofree char *object = gesso_provider_short_words ("{\"a\":1}");
  g_autofree char *too_long = gesso_provider_short_words (long_text);
  g_autofree char *broken = gesso_provider_short_words ("a\xff");

  g_assert_cmpstr (lines, ==, "two lines");
  g_assert_null (page);
  g_assert_null (object);
  g_assert_null (too_long);
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

static void
test_words (void)
{
  static const struct
  {
    const char *json;
    const char *words;
  } cases[] = {
    { "{\"error\":{\"message\":\"m\"}}", "m" },
    { "{\"error\":\"e\"}", "e" },
    { "{\"detail\":[{\"loc\":[\"a\"],\"msg\":\"d\"}]}", "d" },
    { "{\"message\":7,\"detail\":\"d\"}", "d" },
    { "{\"errors\":[\"first\",\"second\"]}", "first" },
    { "{\"error\":{\"error\":{\"error\":{\"error\":{\"error\":{\"error\":\"deep\"}}}}}}", NULL },
    { "{\"error\":null,\"detail\":[]}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = gesso_json_parse_object (cases[i].json, -1, NULL);
      g_autofree char *words = gesso_provider_dup_words (object);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_classify (void)
{
  static const struct
  {
    guint status;
    int code;
  } cases[] = {
    { 200, -1 }, { 202, -1 }, { 301, GESSO_ERROR_BAD_ANSWER }, { 400, GESSO_ERROR_BAD_INPUT },
    { 401, GESSO_ERROR_INVALID_KEY }, { 402, GESSO_ERROR_QUOTA_EXHAUSTED }, { 404, GESSO_ERROR_UNSUPPORTED },
    { 408, GESSO_ERROR_TRANSIENT }, { 413, GESSO_ERROR_BAD_INPUT }, { 422, GESSO_ERROR_BAD_INPUT },
    { 429, GESSO_ERROR_RATE_LIMITED }, { 500, GESSO_ERROR_TRANSIENT }, { 503, GESSO_ERROR_TRANSIENT },
    { 529, GESSO_ERROR_TRANSIENT },
  };
  g_autoptr (GessoProvider) provider = gesso_dummy_provider_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static ("{\"error\":\"own words\"}", 21);
      g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (cases[i].status, NULL, body);
      g_autoptr (GError) error = gesso_provider_classify (provider, answer);

      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, GESSO_ERROR, cases[i].code);
          g_assert_true (g_str_has_suffix (error->message, " — own words"));
        }
    }
}

static void
test_read_object (void)
{
  static const char *const bodies[] = { "", "<html>", "{\"a\":", "[]", "\"text\"", "\xff\xfe" };
  g_autoptr (GessoProvider) provider = gesso_dummy_provider_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new (bodies[i], strlen (bodies[i]));
      g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (200, NULL, body);
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_provider_read_object (provider, answer, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
    }
}

static void
test_images (void)
{
  static const struct
  {
    const char *json;
    guint n;
  } cases[] = {
    { "{\"x\":\"https://example.org/a.png\"}", 1 },
    { "{\"x\":\"data:image/png;base64,AAAA\"}", 1 },
    { "{\"x\":\"file:///etc/passwd\"}", 0 },
    { "{\"x\":{\"url\":\"https://example.org/a.png\",\"seed\":5}}", 1 },
    { "{\"x\":[{\"b64_json\":\"AAAA\"},{\"b64\":\"AAAA\"},{\"base64\":\"AAAA\"},{\"url\":\"data:,\"},null,7,{}]}", 3 },
    { "{\"x\":{\"image\":{\"url\":\"https://example.org/a.png\"}}}", 1 },
    { "{\"x\":{\"image\":{\"image\":[[[]]]}}}", 0 },
    { "{\"x\":{\"url\":7,\"b64_json\":\"\"}}", 0 },
    { "{}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) object = gesso_json_parse_object (cases[i].json, -1, NULL);
      g_autoptr (GessoResult) result = gesso_result_new ();

      g_test_message ("%s", cases[i].json);
      g_assert_cmpuint (gesso_provider_add_images (result, json_object_get_member (object, "x"), -1), ==, cases[i].n);
      g_assert_cmpuint (gesso_result_get_n_images (result), ==, cases[i].n);
    }
}

static void
test_sizes (void)
{
  static const char *const ratios[] = { "match_input_image", "1:1", "16:9", "9:16", "3:2", "21:9", "0:1", NULL };
  static const char *const sizes[] = { "auto", "1024x1024", "1536x1024", "1024x1536", "512x512", NULL };
  GessoFitRule rule = { .min_side = 256, .max_side = 1440, .multiple = 32, .max_pixels = 1024 * 1024 };
  guint w = 4000, h = 3000;

  g_assert_cmpstr (gesso_provider_choose_ratio (ratios, 1920, 1080), ==, "16:9");
  g_assert_cmpstr (gesso_provider_choose_ratio (ratios, 1000, 1001), ==, "1:1");
  g_assert_cmpstr (gesso_provider_choose_ratio (ratios, 5000, 100), ==, "21:9");
  g_assert_cmpstr (gesso_provider_choose_ratio (ratios, 1500, 1000), ==, "3:2");
  g_assert_null (gesso_provider_choose_ratio (NULL, 1, 1));
  g_assert_cmpstr (gesso_provider_choose_size (sizes, 900, 900), ==, "1024x1024");
  g_assert_cmpstr (gesso_provider_choose_size (sizes, 500, 500), ==, "512x512");
  g_assert_cmpstr (gesso_provider_choose_size (sizes, 6000, 4000), ==, "1536x1024");
  g_assert_cmpstr (gesso_provider_choose_size (sizes, 0, 0), !=, NULL);
  gesso_provider_fit_size (&rule, &w, &h);
  g_assert_cmpuint (w % 32, ==, 0);
  g_assert_cmpuint (h % 32, ==, 0);
  g_assert_cmpuint ((guint64) w * h, <=, 1024 * 1024);
  g_assert_cmpfloat ((double) w / h, >, 1.25);
  g_assert_cmpfloat ((double) w / h, <, 1.42);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/provider-util/redact", test_redact);
  g_test_add_func ("/provider-util/short-words", test_short_words);
  g_test_add_func ("/provider-util/words", test_words);
  g_test_add_func ("/provider-util/classify", test_classify);
  g_test_add_func ("/provider-util/read-object", test_read_object);
  g_test_add_func ("/provider-util/images", test_images);
  g_test_add_func ("/provider-util/sizes", test_sizes);
  return g_test_run ();
}

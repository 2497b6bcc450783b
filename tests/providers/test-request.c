/* test-request.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-request.h"

static GessoRequest *
make_request (void)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_EXPAND, "device/patch-fill");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  gesso_request_set_prompt (request, "more 海");
  gesso_parameters_set (gesso_request_get_parameters (request), "seed", g_variant_new_int64 (7));
  gesso_request_set_frame (request, &(GessoFrame) { 1, 2, 3, 4 });
  gesso_request_set_parent_id (request, 12);
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, bytes, "aa", 12, 1);
  gesso_request_add_input (request, GESSO_ROLE_REFERENCE, NULL, "bb", 0, 0);
  return request;
}

static void
assert_same (GessoRequest *request)
{
  const GessoFrame *frame = gesso_request_get_frame (request);
  GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);

  g_assert_cmpint (gesso_request_get_tool (request), ==, GESSO_TOOL_EXPAND);
  g_assert_cmpstr (gesso_request_get_model (request), ==, "device/patch-fill");
  g_assert_cmpstr (gesso_request_get_prompt (request), ==, "more 海");
  g_assert_cmpint (gesso_parameters_get_int (gesso_request_get_parameters (request), "seed", 0), ==, 7);
  g_assert_cmpint (frame->left, ==, 1);
  g_assert_cmpint (frame->top, ==, 2);
  g_assert_cmpint (frame->right, ==, 3);
  g_assert_cmpint (frame->bottom, ==, 4);
  g_assert_cmpint (gesso_request_get_parent_id (request), ==, 12);
  g_assert_cmpuint (gesso_request_get_n_inputs (request), ==, 2);
  g_assert_cmpstr (source->blob, ==, "aa");
  g_assert_cmpint (source->version_id, ==, 12);
  g_assert_cmpuint (source->image_index, ==, 1);
  g_assert_cmpstr (gesso_request_find_input (request, GESSO_ROLE_REFERENCE)->blob, ==, "bb");
  g_assert_null (gesso_request_find_input (request, GESSO_ROLE_MASK));
}

static void
test_json_round_trip (void)
{
  g_autoptr (GessoRequest) request = make_request ();
  g_autofree char *json = gesso_request_to_json (request);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoRequest) again = gesso_request_from_json (json, &error);

  g_assert_no_error (error);
  assert_same (again);
  /* A row holds no pixels. */
  g_assert_null (gesso_request_get_input (again, 0)->bytes);
}

static void
test_copy (void)
{
  g_autoptr (GessoRequest) request = make_request ();
  g_autoptr (GessoRequest) copy = gesso_request_copy (request);

  assert_same (copy);
  g_assert_true (gesso_request_get_input (copy, 0)->bytes == gesso_request_get_input (request, 0)->bytes);
  gesso_parameters_set (gesso_request_get_parameters (copy), "seed", g_variant_new_int64 (8));
  gesso_request_set_prompt (copy, NULL);
  assert_same (request);
  g_assert_cmpstr (gesso_request_get_prompt (copy), ==, "");
  g_assert_finalize_object (g_steal_pointer (&copy));
}

static void
test_json_hostile (void)
{
  static const char *const refused[] = {
    "", "[]", "{}", "{\"tool\":3}", "{\"tool\":\"paint-by-numbers\"}", "{\"tool\":null}", "\xff",
  };
  static const char *const taken[] = {
    "{\"tool\":\"generate\"}",
    "{\"tool\":\"generate\",\"model\":7,\"prompt\":[],\"parameters\":\"x\",\"frame\":1,\"parent\":\"v1\",\"inputs\":{}}",
    "{\"tool\":\"generate\",\"inputs\":[1,null,{},{\"role\":\"stranger\"},{\"role\":\"source\",\"image\":-5}]}",
    "{\"tool\":\"expand\",\"frame\":{\"left\":99999999999999,\"top\":-99999999999999}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoRequest) request = gesso_request_from_json (refused[i], &error);

      g_assert_null (request);
      g_assert_nonnull (error);
      g_assert_true (error->domain == GESSO_ERROR);
    }
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoRequest) request = gesso_request_from_json (taken[i], &error);

      g_assert_no_error (error);
      g_assert_nonnull (gesso_request_get_prompt (request));
      g_assert_nonnull (gesso_request_get_model (request));
      g_assert_cmpuint (gesso_request_get_n_inputs (request), <=, 1);
    }
}

static void
test_prompt_is_utf8 (void)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, NULL);

  gesso_request_set_prompt (request, "sea \xff");
  g_assert_true (g_utf8_validate (gesso_request_get_prompt (request), -1, NULL));
  g_assert_cmpstr (gesso_request_get_model (request), ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/request/json-round-trip", test_json_round_trip);
  g_test_add_func ("/providers/request/json-hostile", test_json_hostile);
  g_test_add_func ("/providers/request/copy", test_copy);
  g_test_add_func ("/providers/request/prompt-is-utf8", test_prompt_is_utf8);
  return g_test_run ();
}

/* test-wire.c - the comparison that the providers' tests rest on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-wire.h"

static GessoHttpRequest *
make_edit (const char *image_name,
           const char *mask_file)
{
  GessoHttpRequest *http = gesso_http_request_new ("POST", "https://api.openai.com/v1/images/edits");
  g_autoptr (GBytes) image = gesso_wire_read_input ("image.png");
  g_autoptr (GBytes) mask = gesso_wire_read_input (mask_file);

  gesso_http_request_set_auth (http, GESSO_AUTH_BEARER, NULL);
  gesso_http_request_add_part (http, "mask", "hole.png", "image/png", mask);
  gesso_http_request_add_part (http, image_name, "source.png", "image/png", image);
  gesso_http_request_add_text (http, "model", "gpt-image-2.5-flare");
  gesso_http_request_add_text (http, "prompt", "Make the lantern blue");
  return http;
}

static gboolean
check_edit (GessoHttpRequest *http)
{
  g_autoptr (GessoWire) wire = gesso_wire_new ("openai/images-edit-mask");

  return gesso_wire_check (wire, 0, http);
}

static void
test_parts (void)
{
  g_autoptr (GessoHttpRequest) equal = make_edit ("image", "mask.png");
  g_autoptr (GessoHttpRequest) other_name = make_edit ("image[]", "mask.png");
  g_autoptr (GessoHttpRequest) other_bytes = make_edit ("image", "image2.png");
  g_autoptr (GessoHttpRequest) extra = make_edit ("image", "mask.png");

  g_assert_true (check_edit (equal));
  gesso_http_request_add_text (equal, "n", "1");
  g_assert_true (check_edit (equal));
  g_assert_false (check_edit (other_name));
  g_assert_false (check_edit (other_bytes));
  gesso_http_request_add_text (extra, "size", "1024x1024");
  g_assert_false (check_edit (extra));
}

static void
test_head (void)
{
  g_autoptr (GessoHttpRequest) http = make_edit ("image", "mask.png");

  gesso_http_request_set_auth (http, GESSO_AUTH_KEY, NULL);
  g_assert_false (check_edit (http));
  gesso_http_request_set_auth (http, GESSO_AUTH_NONE, NULL);
  g_assert_false (check_edit (http));
  gesso_http_request_set_auth (http, GESSO_AUTH_BEARER, NULL);
  gesso_http_request_set_url (http, "https://api.openai.com/v1/images/edits?a=b");
  g_assert_false (check_edit (http));
  gesso_http_request_set_url (http, "https://api.openai.com/v2/images/edits");
  g_assert_false (check_edit (http));
  gesso_http_request_set_url (http, "http://api.openai.com/v1/images/edits");
  g_assert_false (check_edit (http));
  gesso_http_request_set_url (http, "https://api.openai.com/v1/images/edits");
  gesso_http_request_add_header (http, "X-Own", "1");
  g_assert_false (check_edit (http));
}

static GessoHttpRequest *
make_initiate (const char *json)
{
  GessoHttpRequest *http = gesso_http_request_new ("POST", "https://rest.fal.ai/storage/upload/initiate?storage_type=fal-cdn-v3");
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

  gesso_http_request_set_auth (http, GESSO_AUTH_KEY, NULL);
  gesso_http_request_set_body (http, "application/json", body);
  return http;
}

static void
test_json (void)
{
  static const struct
  {
    const char *json;
    gboolean equal;
  } cases[] = {
    { "{\"file_name\":\"source.png\",\"content_type\":\"image/png\"}", TRUE },
    { "{\"file_name\":\"source.png\",\"content_type\":\"image/png\",\"n\":1,\"stream\":false}", TRUE },
    { "{\"file_name\":\"source.png\",\"content_type\":\"image/png\",\"n\":2}", FALSE },
    { "{\"file_name\":\"source.png\",\"content_type\":\"image/jpeg\"}", FALSE },
    { "{\"file_name\":\"source.png\"}", FALSE },
    { "{\"file_name\":7,\"content_type\":\"image/png\"}", FALSE },
    { "[]", FALSE },
    { "not json", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoWire) wire = gesso_wire_new ("fal/storage-upload");
      g_autoptr (GessoHttpRequest) http = make_initiate (cases[i].json);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (gesso_wire_check (wire, 0, http), ==, cases[i].equal);
      if (!cases[i].equal && i == 4)
        {
          g_autoptr (GessoWire) lax = gesso_wire_new ("fal/storage-upload");

          gesso_wire_allow (lax, "body.content_type");
          g_assert_true (gesso_wire_check (lax, 0, http));
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/parts", test_parts);
  g_test_add_func ("/wire/head", test_head);
  g_test_add_func ("/wire/json", test_json);
  return g_test_run ();
}

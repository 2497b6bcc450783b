/* test-profiles.c - pictures in their own colours, sent as sRGB and put together in their own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-prepare.h"
#include "pictures.h"
#include "profiles.h"
#include "replies.h"

#define WIDTH  400
#define HEIGHT 300

static const GessoModelSpec model = { .id = "bench", .title = "Bench", .mask = GESSO_MASK_FORM_WHITE, .max_sources = 1,
                                      .tools = 1u << GESSO_TOOL_INPAINT | 1u << GESSO_TOOL_EDIT };

static void
add_image (GessoRequest     *request,
           GessoInputRole    role,
           const GessoImage *image)
{
  g_autoptr (GBytes) bytes = encode (image, GESSO_FORMAT_PNG, 100);

  gesso_request_add_input (request, role, bytes, NULL, 0, 0);
}

/* A P3 or Adobe RGB parent; the reply is what was sent, its covered part red. */
static void
test_inpaint (gconstpointer data)
{
  g_autoptr (GBytes) profile = ((GBytes *(*) (void)) data) ();
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.3, 6);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "bench/bench");
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GessoImage) sent = NULL, made = NULL, reply = NULL;
  g_autoptr (GBytes) reply_file = NULL, file = NULL;
  GessoVerdict verdict;
  GessoExact *exact;
  const guint8 *red;

  gesso_image_set_profile (parent, profile);
  add_image (request, GESSO_ROLE_SOURCE, parent);
  add_image (request, GESSO_ROLE_MASK, coverage);
  prepared = gesso_job_prepare (request, &model, NULL, NULL);
  sent = decode (gesso_request_find_input (gesso_prepared_get_request (prepared), GESSO_ROLE_SOURCE)->bytes);
  g_assert_null (gesso_image_get_profile (sent));
  reply = gesso_image_resample (sent, &(GessoImageWindow) { 0, 0, gesso_image_get_width (sent), gesso_image_get_height (sent) },
                                gesso_image_get_width (sent), gesso_image_get_height (sent), NULL);
  for (guint y = 100; y < 200; y++)
    for (guint x = 150; x < 250; x++)
      memcpy (gesso_image_edit_row (reply, y) + 3 * x, (guint8[]) { 255, 0, 0 }, 3);
  reply_file = encode (reply, GESSO_FORMAT_PNG, 100);
  made = gesso_prepared_finish (prepared, reply_file, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (gesso_image_get_profile (made), profile));
  file = encode (made, GESSO_FORMAT_PNG, 100);
  exact = gesso_prepared_get_exact (prepared);
  g_assert_true (gesso_verify (file, exact->parent, exact->coverage, 0, 0, &verdict, NULL, NULL));
  g_assert_cmpint (verdict.protected_pixels, >, 0);
  g_assert_cmpint (verdict.changed_pixels, ==, 0);
  /* Red of sRGB is not the purest red that the picture's own colours have. */
  red = gesso_image_get_row (made, HEIGHT / 2) + 3 * (WIDTH / 2);
  g_assert_cmpint (red[0], <, 245);
}

/* Nothing but sRGB is sent, whatever the tool. */
static void
test_edit (void)
{
  g_autoptr (GBytes) p3 = profile_make_p3 (), srgb = profile_make_srgb ();
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_EDIT, "bench/bench");
      g_autoptr (GessoPrepared) prepared = NULL;
      g_autoptr (GessoImage) sent = NULL;
      GBytes *bytes;

      gesso_image_set_profile (parent, i == 0 ? p3 : srgb);
      add_image (request, GESSO_ROLE_SOURCE, parent);
      gesso_request_set_prompt (request, "x");
      prepared = gesso_job_prepare (request, &model, NULL, NULL);
      bytes = gesso_request_find_input (gesso_prepared_get_request (prepared), GESSO_ROLE_SOURCE)->bytes;
      sent = decode (bytes);
      if (i == 0)
        g_assert_null (gesso_image_get_profile (sent));
      else
        g_assert_true (bytes == gesso_request_find_input (request, GESSO_ROLE_SOURCE)->bytes);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/profiles/inpaint/p3", profile_make_p3, test_inpaint);
  g_test_add_data_func ("/profiles/inpaint/adobe-rgb", profile_make_adobe_rgb, test_inpaint);
  g_test_add_func ("/profiles/edit", test_edit);
  return g_test_run ();
}

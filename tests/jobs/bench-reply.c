/* bench-reply.c - what putting a reply back costs, against decoding it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "gesso-job-prepare.h"
#include "pictures.h"
#include "replies.h"

#define SIDE 4096
#define ROUNDS 3

static const char *const sizes[] = { "4096x4096", NULL };

static const GessoModelSpec model = { .id = "bench", .title = "Bench", .tools = 1u << GESSO_TOOL_INPAINT,
                                      .mask = GESSO_MASK_FORM_WHITE, .size = { .sizes = sizes }, .max_sources = 1 };

static void
add_image (GessoRequest     *request,
           GessoInputRole    role,
           const GessoImage *image)
{
  g_autoptr (GBytes) bytes = encode (image, GESSO_FORMAT_PNG, 100);

  gesso_request_add_input (request, role, bytes, NULL, 0, 0);
}

static double
get_seconds (gint64 since)
{
  return (g_get_monotonic_time () - since) / (double) G_USEC_PER_SEC;
}

int
main (int    argc,
      char **argv)
{
  static const ReplySpec spec = { .scale = 1.02, .shift_x = 0.01, .shift_y = -0.005, .cast = 10, .gain = 0.95 };
  g_autoptr (GessoImage) source = reply_make_scene (SIDE, SIDE, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (SIDE, SIDE, 0.6, 40);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "bench/bench");
  g_autoptr (GessoImage) reply = NULL;
  g_autoptr (GBytes) reply_file = NULL;
  g_autoptr (GessoPrepared) prepared = NULL;
  double decoding = G_MAXDOUBLE, finishing = G_MAXDOUBLE;
  GessoPlacement truth;

  add_image (request, GESSO_ROLE_SOURCE, source);
  add_image (request, GESSO_ROLE_MASK, coverage);
  prepared = gesso_job_prepare (request, &model, NULL, NULL);
  reply = reply_make (source, NULL, &spec, &truth);
  reply_file = encode (reply, GESSO_FORMAT_PNG, 100);
  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GessoImage) decoded = decode (reply_file);
      g_autoptr (GessoImage) kept = NULL;
      g_autoptr (GBytes) file = NULL;
      GessoExact *exact = gesso_prepared_get_exact (prepared);
      double finish, verify;
      GessoVerdict verdict;

      decoding = MIN (decoding, get_seconds (start));
      start = g_get_monotonic_time ();
      kept = gesso_prepared_finish (prepared, reply_file, NULL, NULL, NULL);
      finish = get_seconds (start);
      file = encode (kept, GESSO_FORMAT_PNG, 100);
      start = g_get_monotonic_time ();
      g_assert_true (gesso_verify (file, exact->parent, exact->coverage, 0, 0, &verdict, NULL, NULL));
      verify = get_seconds (start);
      g_assert_cmpint (verdict.changed_pixels, ==, 0);
      finishing = MIN (finishing, finish + verify);
    }
  /* Finishing decodes the reply as well. */
  printf ("reply 4096²: register, match, composite and verify %.2f s, decoding it %.2f s, ratio %.1f (goal ≤ 4)\n",
          finishing - decoding, decoding, (finishing - decoding) / decoding);
  return 0;
}

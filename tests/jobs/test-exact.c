/* test-exact.c - what the mask or the frame protects comes out bit for bit
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-queue-fixture.h"
#include "gesso-test.h"

#define WIDTH 96
#define HEIGHT 64

/* Noise that no codec or filter would leave as it is by luck. */
static GessoImage *
make_source (guint channels)
{
  GessoImage *image = gesso_image_new (WIDTH, HEIGHT, channels, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH * channels; x++)
      gesso_image_edit_row (image, y)[x] = (guint8) g_rand_int (random);
  return image;
}

/* Grey @value inside the rectangle 30,20 20×16, black elsewhere. */
static GessoImage *
make_mask (guint8 value)
{
  GessoImage *image = gesso_image_new (WIDTH, HEIGHT, 3, NULL);

  for (guint y = 20; y < 36; y++)
    memset (gesso_image_edit_row (image, y) + 30 * 3, value, 20 * 3);
  return image;
}

static void
add_input (GessoRequest  *request,
           GessoInputRole role,
           GessoImage    *image)
{
  g_autoptr (GBytes) bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, NULL);

  gesso_request_add_input (request, role, bytes, NULL, 0, 0);
}

static GessoJob *
run (QueueFixture *fixture,
     GessoRequest *request)
{
  g_autoptr (GError) error = NULL;
  GessoJob *job = queue_submit (fixture, request, &error);

  g_assert_no_error (error);
  queue_wait_for_end (job);
  return job;
}

static GessoImage *
load (QueueFixture *fixture,
      const char   *blob)
{
  g_autoptr (GBytes) bytes = queue_get_blob (fixture, blob);

  return gesso_codec_decode (bytes, NULL, NULL);
}

static const GessoVersionImage *
get_image (GessoJob *job)
{
  g_assert_null (gesso_job_get_error (job));
  return gesso_version_get_image (gesso_job_get_version (job), 0);
}

/* @data: channels of the source */
static void
test_inpaint (QueueFixture *fixture,
              gconstpointer data)
{
  guint channels = GPOINTER_TO_UINT (data);
  g_autoptr (GessoImage) source = make_source (channels);
  g_autoptr (GessoImage) mask = make_mask (255);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "dummy/invert");
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GessoImage) kept = NULL;
  g_autoptr (GessoImage) reply = NULL;

  add_input (request, GESSO_ROLE_SOURCE, source);
  add_input (request, GESSO_ROLE_MASK, mask);
  job = run (fixture, request);
  g_assert_cmpint (get_image (job)->protected_pixels, ==, WIDTH * HEIGHT - 20 * 16);
  g_assert_cmpint (get_image (job)->changed_pixels, ==, 0);
  kept = load (fixture, get_image (job)->blob);
  g_assert_cmpuint (gesso_image_get_channels (kept), ==, channels);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH * channels; x++)
      {
        gboolean inside = x / channels >= 30 && x / channels < 50 && y >= 20 && y < 36;
        guint8 old = gesso_image_get_row (source, y)[x];

        g_assert_cmpuint (gesso_image_get_row (kept, y)[x], ==, inside ? old ^ 0xff : old);
      }
  /* The maker's own picture is kept beside it, as it came. */
  reply = load (fixture, get_image (job)->reply);
  g_assert_cmpuint (gesso_image_get_row (reply, 0)[0], ==, gesso_image_get_row (source, 0)[0] ^ 0xff);
  g_assert_cmpuint (gesso_version_get_n_inputs (gesso_job_get_version (job)), ==, 2);
}

static void
test_inpaint_soft (QueueFixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoImage) source = make_source (3);
  g_autoptr (GessoImage) mask = make_mask (100);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "dummy/invert");
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GessoImage) kept = NULL;

  add_input (request, GESSO_ROLE_SOURCE, source);
  add_input (request, GESSO_ROLE_MASK, mask);
  job = run (fixture, request);
  kept = load (fixture, get_image (job)->blob);
  for (guint x = 30 * 3; x < 50 * 3; x++)
    {
      guint old = gesso_image_get_row (source, 25)[x];

      g_assert_cmpuint (gesso_image_get_row (kept, 25)[x], ==, (old * 155 + (old ^ 0xff) * 100 + 127) / 255);
    }
}

/* @data: where the feather lies */
static void
test_inpaint_feather (QueueFixture *fixture,
                      gconstpointer data)
{
  g_autoptr (GessoImage) source = make_source (3);
  g_autoptr (GessoImage) mask = make_mask (255);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "dummy/invert");
  gint64 outside = WIDTH * HEIGHT - 20 * 16;
  g_autoptr (GessoJob) job = NULL;

  gesso_parameters_set (gesso_request_get_parameters (request), "feather", g_variant_new_int64 (6));
  gesso_parameters_set (gesso_request_get_parameters (request), "edge", g_variant_new_string (data));
  add_input (request, GESSO_ROLE_SOURCE, source);
  add_input (request, GESSO_ROLE_MASK, mask);
  job = run (fixture, request);
  g_assert_cmpint (get_image (job)->changed_pixels, ==, 0);
  if (g_str_equal (data, "inside"))
    g_assert_cmpint (get_image (job)->protected_pixels, >=, outside);
  else
    g_assert_cmpint (get_image (job)->protected_pixels, <, outside);
}

static void
test_expand (QueueFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GessoImage) source = make_source (3);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_EXPAND, "dummy/invert");
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GessoImage) kept = NULL;
  g_autoptr (GessoImage) old = NULL;
  const char *parameters;

  gesso_request_set_frame (request, &(GessoFrame) { 5, 7, 11, 13 });
  add_input (request, GESSO_ROLE_SOURCE, source);
  job = run (fixture, request);
  g_assert_cmpint (get_image (job)->protected_pixels, ==, WIDTH * HEIGHT);
  g_assert_cmpint (get_image (job)->changed_pixels, ==, 0);
  kept = load (fixture, get_image (job)->blob);
  g_assert_cmpuint (gesso_image_get_width (kept), ==, WIDTH + 16);
  g_assert_cmpuint (gesso_image_get_height (kept), ==, HEIGHT + 20);
  old = gesso_image_crop (kept, &(GessoRect) { 5, 7, WIDTH, HEIGHT }, NULL);
  g_assert_true (gesso_image_equal (old, source));
  /* The frame is part of how it was made. */
  parameters = gesso_version_get_parameters (gesso_job_get_version (job));
  g_assert_nonnull (strstr (parameters, "\"left\":5"));
  g_assert_nonnull (strstr (parameters, "\"bottom\":13"));
}

/* Without a check before, the job itself finds the fault. */
static void
test_bad_masks (QueueFixture *fixture,
                gconstpointer data)
{
  g_autoptr (GessoImage) source = make_source (3);
  g_autoptr (GessoImage) empty = make_mask (0);
  g_autoptr (GessoImage) small = gesso_image_new (10, 10, 3, NULL);
  GessoImage *masks[] = { empty, small };

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "dummy/invert");
      g_autoptr (GessoJob) job = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      add_input (request, GESSO_ROLE_SOURCE, source);
      add_input (request, GESSO_ROLE_MASK, masks[i]);
      gesso_job_queue_check_async (fixture->queue, request, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_assert_false (gesso_job_queue_check_finish (fixture->queue, result, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
      job = run (fixture, request);
      g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_FAILED);
      g_assert_error (gesso_job_get_error (job), GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_check_frame (QueueFixture *fixture,
                  gconstpointer data)
{
  static const struct
  {
    GessoFrame frame;
    gboolean good;
  } cases[] = {
    { { 0, 0, 1, 0 }, TRUE }, { { 10, 10, 10, 10 }, TRUE }, { { 0, 0, 30000, 0 }, FALSE }, { { -1, 0, 5, 0 }, FALSE },
    { { 0, G_MAXINT, 0, G_MAXINT }, FALSE },
  };
  g_autoptr (GessoImage) source = make_source (3);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_EXPAND, "dummy/invert");
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      gesso_request_set_frame (request, &cases[i].frame);
      add_input (request, GESSO_ROLE_SOURCE, source);
      gesso_job_queue_check_async (fixture->queue, request, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_assert_cmpint (gesso_job_queue_check_finish (fixture->queue, result, &error), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/jobs/exact/inpaint-rgb", QueueFixture, GUINT_TO_POINTER (3), queue_fixture_set_up, test_inpaint, queue_fixture_tear_down);
  g_test_add ("/jobs/exact/inpaint-rgba", QueueFixture, GUINT_TO_POINTER (4), queue_fixture_set_up, test_inpaint, queue_fixture_tear_down);
  g_test_add ("/jobs/exact/inpaint-soft", QueueFixture, NULL, queue_fixture_set_up, test_inpaint_soft, queue_fixture_tear_down);
  g_test_add ("/jobs/exact/feather-inside", QueueFixture, "inside", queue_fixture_set_up, test_inpaint_feather, queue_fixture_tear_down);
  g_test_add ("/jobs/exact/feather-outside", QueueFixture, "outside", queue_fixture_set_up, test_inpaint_feather, queue_fixture_tear_down);
  g_test_add ("/jobs/exact/expand", QueueFixture, NULL, queue_fixture_set_up, test_expand, queue_fixture_tear_down);
  g_test_add ("/jobs/exact/bad-masks", QueueFixture, NULL, queue_fixture_set_up, test_bad_masks, queue_fixture_tear_down);
  g_test_add ("/jobs/exact/check-frame", QueueFixture, NULL, queue_fixture_set_up, test_check_frame, queue_fixture_tear_down);
  return g_test_run ();
}

/* test-recompose.c - new versions from replies that are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-studio-fixture.h"
#include "gesso-studio-recompose.h"
#include "gesso-test.h"

#define SIDE 96

static GessoImage *
draw_mask (int left,
           int right)
{
  GessoImage *mask = gesso_image_new (SIDE, SIDE, 1, NULL);

  for (int y = 30; y < 60; y++)
    memset (gesso_image_edit_row (mask, (guint) y) + left, 255, (gsize) (right - left));
  return mask;
}

static GBytes *
make_mask (int left,
           int right)
{
  g_autoptr (GessoImage) mask = draw_mask (left, right);

  return gesso_codec_encode (mask, GESSO_FORMAT_PNG, 100, NULL, NULL);
}

/* An inpaint on this device, from start to end. */
static GessoVersion *
inpaint (StudioFixture *fixture,
         GessoVersion  *source)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "device/patch-fill");
  g_autoptr (GBytes) mask = make_mask (30, 60);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;

  gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, gesso_version_get_image (source, 0)->blob,
                           gesso_version_get_id (source), 0);
  gesso_request_add_input (request, GESSO_ROLE_MASK, mask, NULL, 0, 0);
  gesso_request_set_parent_id (request, gesso_version_get_id (source));
  gesso_studio_submit_async (fixture->studio, gesso_version_get_thread_id (source), request, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_submit_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gesso_job_get_error (job));
  return g_object_ref (gesso_job_get_version (job));
}

static GessoRecompose *
open_reply (StudioFixture *fixture,
            GessoVersion  *version,
            GessoVersion  *other,
            GessoImage   **mask,
            GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_open_reply_async (fixture->studio, version, 0, other, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_open_reply_finish (fixture->studio, result, mask, error);
}

static GessoVersion *
recompose (StudioFixture                *fixture,
           GessoVersion                 *version,
           GessoVersion                 *other,
           GessoRecompose               *opened,
           const GessoImage             *mask,
           const GessoRecomposeSettings *settings,
           GError                      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_recompose_async (fixture->studio, version, 0, other, gesso_recompose_get_reply (opened), mask, settings,
                                NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_recompose_finish (fixture->studio, result, error);
}

static GessoImage *
load (StudioFixture *fixture,
      const char    *blob)
{
  g_autoptr (GBytes) bytes = studio_get_blob (fixture, blob);

  return gesso_codec_decode (bytes, NULL, NULL);
}

/* The same settings give the same picture, bit by bit. */
static void
test_same (StudioFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (SIDE, SIDE, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoVersion) version = inpaint (fixture, source);
  g_autoptr (GessoVersion) again = NULL;
  g_autoptr (GessoRecompose) opened = NULL;
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GError) error = NULL;
  GessoRecomposeSettings settings;

  g_assert_false (gesso_studio_can_recompose (source, 0));
  g_assert_true (gesso_studio_can_recompose (version, 0));
  opened = open_reply (fixture, version, NULL, &mask, &error);
  g_assert_no_error (error);
  gesso_recompose_get_settings (opened, &settings);
  g_assert_cmpfloat (settings.feather, ==, 0);
  settings.paste.match = 0;
  again = recompose (fixture, version, NULL, opened, mask, &settings, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_version_get_image (again, 0)->blob, ==, gesso_version_get_image (version, 0)->blob);
  g_assert_cmpstr (gesso_version_get_image (again, 0)->reply, ==, gesso_studio_peek_reply (version, 0));
  g_assert_cmpint (gesso_version_get_parent_id (again), ==, gesso_version_get_id (version));
  g_assert_cmpfloat (gesso_version_get_cost (again), ==, 0);
}

/* Another mask: what it shows is the reply, the rest the source; and it can be done once more. */
static void
test_other_mask (StudioFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (SIDE, SIDE, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoVersion) version = inpaint (fixture, source);
  g_autoptr (GessoImage) wanted = draw_mask (40, 50);
  g_autoptr (GessoImage) mask = NULL, mask_again = NULL;
  g_autoptr (GessoRecompose) opened = open_reply (fixture, version, NULL, &mask, NULL), opened_again = NULL;
  g_autoptr (GessoVersion) made = NULL;
  g_autoptr (GessoImage) parent = load (fixture, gesso_version_get_image (source, 0)->blob), pixels = NULL, reply = NULL;
  GessoRecomposeSettings settings = { .feather = 0, .edge = GESSO_EDGE_INSIDE, .paste = { 0.5, 2, -1 } }, kept;
  const GessoVersionImage *picture;

  made = recompose (fixture, version, NULL, opened, wanted, &settings, NULL);
  picture = gesso_version_get_image (made, 0);
  g_assert_cmpint (picture->protected_pixels, ==, SIDE * SIDE - 10 * 30);
  g_assert_cmpint (picture->changed_pixels, ==, 0);
  pixels = load (fixture, picture->blob);
  g_assert_cmpmem (gesso_image_get_row (pixels, 45), 3 * 40, gesso_image_get_row (parent, 45), 3 * 40);

  opened_again = open_reply (fixture, made, NULL, &mask_again, NULL);
  gesso_recompose_get_settings (opened_again, &kept);
  g_assert_cmpint (kept.edge, ==, GESSO_EDGE_INSIDE);
  g_assert_cmpfloat (kept.paste.match, ==, 0.5);
  g_assert_cmpint (kept.paste.dx, ==, 2);
  g_assert_cmpint (kept.paste.dy, ==, -1);
  g_assert_true (gesso_image_equal (mask_again, wanted));
}

static void
test_empty_mask (StudioFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (SIDE, SIDE, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoVersion) version = inpaint (fixture, source);
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GessoRecompose) opened = open_reply (fixture, version, NULL, &mask, NULL);
  g_autoptr (GessoImage) empty = gesso_image_new (SIDE, SIDE, 1, NULL);
  GessoRecomposeSettings settings = { .feather = 5 };
  g_autoptr (GError) error = NULL;

  g_assert_null (recompose (fixture, version, NULL, opened, empty, &settings, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* Painted from the version before: there its pixels come back. */
static void
test_paint_from (StudioFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (GessoVersion) source = studio_generate (fixture, "mountains", "96x96");
  g_autoptr (GessoVersion) version = inpaint (fixture, source);
  g_autoptr (GessoImage) mask = draw_mask (30, 60), none = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoRecompose) opened = open_reply (fixture, version, source, &none, &error);
  g_autoptr (GessoVersion) made = NULL;
  g_autoptr (GessoImage) before = load (fixture, gesso_version_get_image (source, 0)->blob), after = NULL;
  GessoRecomposeSettings settings = { .feather = 0 };

  g_assert_no_error (error);
  g_assert_null (none);
  made = recompose (fixture, version, source, opened, mask, &settings, &error);
  g_assert_no_error (error);
  after = load (fixture, gesso_version_get_image (made, 0)->blob);
  for (guint y = 0; y < SIDE; y++)
    for (guint x = 0; x < 3 * SIDE; x++)
      g_assert_cmpint (ABS (gesso_image_get_row (after, y)[x] - gesso_image_get_row (before, y)[x]), <=, 12);
  g_assert_cmpint (gesso_version_get_image (made, 0)->changed_pixels, ==, 0);
  g_assert_true (gesso_studio_can_recompose (made, 0));
}

static void
test_paint_from_stranger (StudioFixture *fixture,
                          gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (SIDE, SIDE, 3, GESSO_FORMAT_PNG);
  g_autoptr (GBytes) other_bytes = studio_make_picture (SIDE, SIDE + 1, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoVersion) other = studio_import (fixture, 0, other_bytes, "b.png", NULL);
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (open_reply (fixture, source, other, &mask, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&error);
  /* An import has no reply. */
  g_assert_null (open_reply (fixture, source, NULL, &mask, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_use_reply (StudioFixture *fixture,
                gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (SIDE, SIDE, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoVersion) version = inpaint (fixture, source);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) whole = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_use_reply_async (fixture->studio, version, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  whole = gesso_studio_use_reply_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_version_get_image (whole, 0)->blob, ==, gesso_studio_peek_reply (version, 0));
  g_assert_cmpint (gesso_version_get_image (whole, 0)->protected_pixels, ==, -1);
  g_assert_cmpuint (gesso_version_get_image (whole, 0)->width, ==, SIDE);
  g_assert_cmpint (gesso_version_get_tool (whole), ==, GESSO_TOOL_EDIT);
}

#define ADD(name, func) \
  g_test_add ("/studio/recompose/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("same", test_same);
  ADD ("other-mask", test_other_mask);
  ADD ("empty-mask", test_empty_mask);
  ADD ("paint-from", test_paint_from);
  ADD ("paint-from/stranger", test_paint_from_stranger);
  ADD ("use-reply", test_use_reply);
  return g_test_run ();
}

/* test-replay.c - the steps that led to a version, once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-replay.h"
#include "gesso-studio-fixture.h"
#include "gesso-test.h"

static char *
put_mask (StudioFixture *fixture,
          guint          width,
          guint          height)
{
  g_autoptr (GessoImage) image = gesso_image_new (width, height, 1, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint y = 0; y < height; y++)
    memset (gesso_image_edit_row (image, y), y < height / 4 ? 255 : 0, width);
  bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 0, NULL, NULL);
  gesso_store_put_blob_async (gesso_studio_get_store (fixture->studio), bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_put_blob_finish (gesso_studio_get_store (fixture->studio), result, NULL);
}

/* A step of @tool on @before as if @model had made it, @width × @height. */
static GessoVersion *
add_step (StudioFixture *fixture,
          GessoVersion  *before,
          GessoTool      tool,
          const char    *model,
          const char    *parameters,
          const char    *mask,
          guint          width,
          guint          height)
{
  GessoStore *store = gesso_studio_get_store (fixture->studio);
  GessoVersionDraft *draft = gesso_version_draft_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersionImage *image = gesso_version_draft_add_image (draft);
  GessoVersionInput *input = gesso_version_draft_add_input (draft);
  GessoVersion *version;

  draft->thread_id = gesso_version_get_thread_id (before);
  draft->parent_id = gesso_version_get_id (before);
  draft->tool = tool;
  draft->model = g_strdup (model);
  draft->parameters = g_strdup (parameters);
  image->blob = g_strdup (gesso_version_get_image (before, 0)->blob);
  image->width = width;
  image->height = height;
  input->role = GESSO_ROLE_SOURCE;
  input->blob = g_strdup (gesso_version_get_image (before, 0)->blob);
  input->version_id = gesso_version_get_id (before);
  if (mask != NULL)
    {
      input = gesso_version_draft_add_input (draft);
      input->role = GESSO_ROLE_MASK;
      input->blob = g_strdup (mask);
    }
  gesso_store_add_version_async (store, draft, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_store_add_version_finish (store, result, &error);
  g_assert_no_error (error);
  return version;
}

/* An import of 60 × 40, expanded to the right by 20, painted, adjusted, enlarged. */
static GessoVersion *
make_path (StudioFixture *fixture,
           gint64        *root_id)
{
  g_autoptr (GBytes) bytes = studio_make_picture (60, 40, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) root = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autofree char *mask = put_mask (fixture, 80, 40);
  g_autoptr (GessoVersion) wide = add_step (fixture, root, GESSO_TOOL_EXPAND, "device/patch-fill",
                                            "{\"left\":0,\"top\":0,\"right\":20,\"bottom\":0}", NULL, 80, 40);
  g_autoptr (GessoVersion) painted = add_step (fixture, wide, GESSO_TOOL_INPAINT, "device/patch-fill", "{}", mask, 80, 40);
  g_autoptr (GessoVersion) adjusted = add_step (fixture, painted, GESSO_TOOL_ADJUST, NULL, "{\"exposure\":1.0}", NULL, 80, 40);

  *root_id = gesso_version_get_id (root);
  return add_step (fixture, adjusted, GESSO_TOOL_UPSCALE, "device/resample", "{\"factor\":\"2\"}", NULL, 160, 80);
}

static GPtrArray *
load (StudioFixture *fixture,
      GessoVersion  *version,
      gint64         from,
      GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_replay_load_path_async (fixture->studio, gesso_version_get_id (version), from, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_replay_load_path_finish (fixture->studio, result, error);
}

static void
test_path (StudioFixture *fixture,
           gconstpointer  data)
{
  gint64 root_id;
  g_autoptr (GessoVersion) last = make_path (fixture, &root_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) path = load (fixture, last, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (path->len, ==, 5);
  g_assert_cmpint (gesso_version_get_id (path->pdata[0]), ==, root_id);
  g_assert_true (path->pdata[4] == last);
  g_clear_pointer (&path, g_ptr_array_unref);

  path = load (fixture, last, gesso_version_get_parent_id (last), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (path->len, ==, 2);
  g_clear_pointer (&path, g_ptr_array_unref);

  path = load (fixture, last, 987654, &error);
  g_assert_null (path);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

/* On a picture twice as large: frames, masks and sizes go with it. */
static void
test_dry_list (StudioFixture *fixture,
               gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (120, 80, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) other = studio_import (fixture, 0, bytes, "b.png", NULL);
  gint64 root_id;
  g_autoptr (GessoVersion) last = make_path (fixture, &root_id);
  g_autoptr (GPtrArray) path = load (fixture, last, 0, NULL);
  g_autoptr (GPtrArray) steps = gesso_replay_plan (fixture->studio, path, other, 0, NULL);
  const GessoReplayStep *step;

  g_assert_cmpuint (steps->len, ==, 4);
  step = steps->pdata[0];
  g_assert_null (step->problem);
  g_assert_cmpuint (step->width, ==, 120);
  g_assert_cmpint (step->frame.right, ==, 40);
  g_assert_cmpuint (step->made_width, ==, 160);
  g_assert_cmpint (gesso_request_get_parent_id (step->requests->pdata[0]), ==, gesso_version_get_id (other));
  step = steps->pdata[1];
  g_assert_null (step->problem);
  g_assert_cmpuint (step->mask_width, ==, 80);
  g_assert_cmpuint (step->width, ==, 160);
  g_assert_null (gesso_request_find_input (step->requests->pdata[0], GESSO_ROLE_SOURCE)->blob);
  step = steps->pdata[2];
  g_assert_nonnull (step->problem);
  g_assert_cmpuint (step->requests->len, ==, 0);
  step = steps->pdata[3];
  g_assert_null (step->problem);
  g_assert_cmpuint (step->made_width, ==, 320);
  g_assert_cmpuint (step->made_height, ==, 160);
  g_assert_cmpfloat (gesso_replay_sum_prices (steps), ==, 0);
}

/* Another model for one tool; one that is not there says so. */
static void
test_models (StudioFixture *fixture,
             gconstpointer  data)
{
  gint64 root_id;
  g_autoptr (GessoVersion) last = make_path (fixture, &root_id);
  g_autoptr (GPtrArray) path = load (fixture, last, 0, NULL);
  g_autoptr (GHashTable) models = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) steps = NULL;
  const GessoReplayStep *step;

  g_hash_table_insert (models, (gpointer) "upscale", (gpointer) "device/no-such-model");
  steps = gesso_replay_plan (fixture->studio, path, NULL, 0, models);
  step = steps->pdata[3];
  g_assert_nonnull (step->problem);
  g_assert_cmpstr (step->model, ==, "device/no-such-model");
  step = steps->pdata[0];
  g_assert_null (step->problem);
  g_assert_cmpint (gesso_request_get_parent_id (step->requests->pdata[0]), ==, root_id);
}

/* What a model made from nothing is made anew, unless another picture takes its place. */
static void
test_from_nothing (StudioFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GessoVersion) sketch = studio_generate (fixture, "a harbour", "64x64");
  g_autoptr (GessoVersion) last = add_step (fixture, sketch, GESSO_TOOL_UPSCALE, "device/resample", "{\"factor\":\"2\"}", NULL,
                                            128, 128);
  g_autoptr (GPtrArray) path = load (fixture, last, 0, NULL);
  g_autoptr (GPtrArray) steps = gesso_replay_plan (fixture->studio, path, NULL, 0, NULL);
  const GessoReplayStep *step;

  g_assert_cmpuint (steps->len, ==, 2);
  step = steps->pdata[0];
  g_assert_cmpuint (step->tool, ==, GESSO_TOOL_GENERATE);
  g_assert_cmpuint (step->made_width, ==, 64);
  step = steps->pdata[1];
  g_assert_cmpuint (step->made_width, ==, 128);
  g_clear_pointer (&steps, g_ptr_array_unref);
  steps = gesso_replay_plan (fixture->studio, path, sketch, 0, NULL);
  g_assert_cmpuint (steps->len, ==, 1);
}

static void
followed_cb (GessoChain *chain,
             GessoJob   *next,
             gint64      before,
             GError     *error,
             GessoJob  **last)
{
  g_assert_no_error (error);
  g_set_object (last, next);
}

static void
test_run (StudioFixture *fixture,
          gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (120, 80, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) other = studio_import (fixture, 0, bytes, "b.png", NULL);
  gint64 root_id;
  g_autoptr (GessoVersion) last = make_path (fixture, &root_id);
  g_autoptr (GPtrArray) path = load (fixture, last, 0, NULL);
  g_autoptr (GPtrArray) steps = gesso_replay_plan (fixture->studio, path, other, 0, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;
  const GessoVersionImage *image;

  gesso_replay_start_async (fixture->studio, gesso_version_get_thread_id (other), steps, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_replay_start_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gesso_job_get_coming (job)->len, ==, 2);
  g_signal_connect (gesso_studio_get_chain (fixture->studio), "followed", G_CALLBACK (followed_cb), &job);
  while (gesso_job_get_coming (job)->len > 0 || !gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (gesso_job_get_error (job));
  image = gesso_version_get_image (gesso_job_get_version (job), 0);
  g_assert_cmpuint (image->width, ==, 320);
  g_assert_cmpuint (image->height, ==, 160);
  g_assert_cmpint (gesso_version_get_thread_id (gesso_job_get_version (job)), ==, gesso_version_get_thread_id (other));
  g_signal_handlers_disconnect_by_data (gesso_studio_get_chain (fixture->studio), &job);
}

#define ADD(name, func) \
  g_test_add ("/studio/replay/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("path", test_path);
  ADD ("dry-list", test_dry_list);
  ADD ("models", test_models);
  ADD ("from-nothing", test_from_nothing);
  ADD ("run", test_run);
  return g_test_run ();
}

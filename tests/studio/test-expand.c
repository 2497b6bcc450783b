/* test-expand.c - a wide expansion, step after step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-studio-expand.h"
#include "gesso-studio-fixture.h"
#include "gesso-test.h"

static GessoRequest *
make_request (const char *model)
{
  GessoRequest *request = gesso_request_new (GESSO_TOOL_EXPAND, model);

  gesso_request_set_frame (request, &(GessoFrame) { .right = 90, .bottom = 10 });
  return request;
}

/* On this device one call does it all, and the old picture is where it was. */
static void
test_device (StudioFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (60, 40, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoRequest) request = make_request ("device/patch-fill");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;
  const GessoVersionImage *image;

  gesso_studio_expand_async (fixture->studio, request, source, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_expand_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
  image = gesso_version_get_image (gesso_job_get_version (job), 0);
  g_assert_cmpuint (image->width, ==, 150);
  g_assert_cmpuint (image->height, ==, 50);
  g_assert_cmpint (image->protected_pixels, ==, 60 * 40);
  g_assert_cmpint (image->changed_pixels, ==, 0);
}

/* A model that costs tells the price of all its steps. */
static void
test_plan (StudioFixture *fixture,
           gconstpointer  data)
{
  GessoProviderRegistry *registry = gesso_studio_get_registry (fixture->studio);
  g_autoptr (GPtrArray) models = gesso_provider_registry_list_models (registry, GESSO_TOOL_EXPAND);
  guint checked = 0;

  for (guint i = 0; i < models->len; i++)
    {
      const char *name = g_ptr_array_index (models, i);
      const GessoModelSpec *model = NULL;
      g_autoptr (GessoRequest) request = make_request (name);
      g_autoptr (GArray) plan = NULL;
      double price;

      gesso_request_set_frame (request, &(GessoFrame) { .right = 4000 });
      gesso_provider_registry_find (registry, name, &model, NULL);
      plan = gesso_studio_plan_expand (fixture->studio, request, 1000, 800, &price);
      if (model->max_sources == 0)
        g_assert_cmpuint (plan->len, ==, 1);
      else
        g_assert_cmpuint (plan->len, >=, 3);
      if (model->price >= 0)
        g_assert_cmpfloat_with_epsilon (price, model->price * plan->len, 1e-9);
      else
        g_assert_cmpfloat (price, <, 0);
      g_assert_cmpint (g_array_index (plan, GessoExpandStep, plan->len - 1).width, ==, 5000);
      checked++;
    }
  g_assert_cmpuint (checked, >, 1);
}

/* What cannot begin says why. */
static void
test_refused (StudioFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (60, 40, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) source = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoRequest) request = make_request ("device/sketch");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_expand_async (fixture->studio, request, source, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_studio_expand_finish (fixture->studio, result, &error));
  g_assert_nonnull (error);
}

#define ADD(name, func) \
  g_test_add ("/studio/expand/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("device", test_device);
  ADD ("plan", test_plan);
  ADD ("refused", test_refused);
  return g_test_run ();
}

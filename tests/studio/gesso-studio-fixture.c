/* gesso-studio-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-studio-fixture.h"
#include "gesso-test.h"

void
studio_fixture_open (StudioFixture *fixture,
                     gboolean       resume)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->studio = gesso_studio_new (fixture->data_dir, fixture->cache_dir);
  gesso_studio_open_async (fixture->studio, resume, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_open_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
}

void
studio_fixture_close (StudioFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_close_async (fixture->studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_studio_close_finish (fixture->studio, result, &error));
  g_assert_no_error (error);
  g_clear_object (&result);
  g_assert_finalize_object (g_steal_pointer (&fixture->studio));
}

void
studio_fixture_set_up (StudioFixture *fixture,
                       gconstpointer  data)
{
  fixture->folder = gesso_test_make_folder ();
  fixture->data_dir = g_build_filename (fixture->folder, "data", NULL);
  fixture->cache_dir = g_build_filename (fixture->folder, "cache", NULL);
  studio_fixture_open (fixture, FALSE);
}

void
studio_fixture_tear_down (StudioFixture *fixture,
                          gconstpointer  data)
{
  studio_fixture_close (fixture);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->data_dir);
  g_free (fixture->cache_dir);
}

GBytes *
studio_make_picture (guint       width,
                     guint       height,
                     guint       channels,
                     GessoFormat format)
{
  g_autoptr (GessoImage) image = gesso_image_new (width, height, channels, NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (width * 31 + height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width * channels; x++)
      gesso_image_edit_row (image, y)[x] = (guint8) g_rand_int (random);
  return gesso_codec_encode (image, format, 95, NULL, NULL);
}

GessoVersion *
studio_import (StudioFixture *fixture,
               gint64         thread_id,
               GBytes        *bytes,
               const char    *name,
               GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_import_async (fixture->studio, thread_id, bytes, name, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_import_finish (fixture->studio, result, error);
}

GessoVersion *
studio_generate (StudioFixture *fixture,
                 const char    *prompt,
                 const char    *size)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "device/sketch");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = NULL;

  gesso_request_set_prompt (request, prompt);
  gesso_parameters_set (gesso_request_get_parameters (request), "size", g_variant_new_string (size));
  gesso_studio_submit_async (fixture->studio, 0, request, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_submit_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gesso_job_get_error (job));
  return g_object_ref (gesso_job_get_version (job));
}

gboolean
studio_export (StudioFixture *fixture,
               GessoVersion  *version,
               const char    *path,
               gboolean       with_recipe,
               GError       **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_export_async (fixture->studio, version, 0, file, 90, with_recipe, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_export_finish (fixture->studio, result, error);
}

guint
studio_count_threads (StudioFixture *fixture)
{
  GessoStore *store = gesso_studio_get_store (fixture->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) threads = NULL;

  gesso_store_list_threads_async (store, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  threads = gesso_store_list_threads_finish (store, result, NULL);
  return threads->len;
}

GBytes *
studio_get_blob (StudioFixture *fixture,
                 const char    *blob)
{
  GessoStore *store = gesso_studio_get_store (fixture->studio);
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_get_blob_async (store, blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_get_blob_finish (store, result, NULL);
}

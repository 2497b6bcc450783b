/* test-studio.c - submitting, thumbnails, closing and starting again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-studio-fixture.h"
#include "gesso-studio-private.h"
#include "gesso-test.h"

static void
test_registry (StudioFixture *fixture,
               gconstpointer  data)
{
  static const struct
  {
    GessoTool tool;
    const char *model;
  } cases[] = {
    { GESSO_TOOL_GENERATE, "device/sketch" }, { GESSO_TOOL_REDUX, "device/sketch" },
    { GESSO_TOOL_INPAINT, "device/patch-fill" }, { GESSO_TOOL_EXPAND, "device/patch-fill" },
    { GESSO_TOOL_REMOVE_BACKGROUND, "device/cutout" }, { GESSO_TOOL_REPLACE_BACKGROUND_IMAGE, "device/cutout" },
    { GESSO_TOOL_REPLACE_BACKGROUND_PROMPT, "device/cutout" }, { GESSO_TOOL_UPSCALE, "device/resample" },
  };
  GessoProviderRegistry *registry = gesso_studio_get_registry (fixture->studio);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *model = gesso_provider_registry_dup_default (registry, cases[i].tool, NULL);

      g_assert_cmpstr (model, ==, cases[i].model);
    }
  /* What this device cannot do somebody can, but is not asked unnamed. */
  g_assert_null (gesso_provider_registry_dup_default (registry, GESSO_TOOL_EDIT, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "OpenAI"));
}

/* Every default of every schema is one of its own values. */
static void
test_schemas (StudioFixture *fixture,
              gconstpointer  data)
{
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (fixture->studio));

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);

      for (const GessoModelSpec *model = gesso_provider_get_spec (provider)->models; model->id != NULL; model++)
        for (const GessoParameterSpec *spec = model->parameters; spec->name != NULL; spec++)
          {
            g_autoptr (GessoParameters) values = gesso_parameters_new ();
            g_autoptr (GError) error = NULL;

            if (spec->fallback != NULL)
              gesso_parameters_set_text (values, model->parameters, spec->name, spec->fallback, &error);
            g_assert_no_error (error);
            for (const GessoParameterChoice *c = spec->choices; c != NULL && c->value != NULL; c++)
              {
                gesso_parameters_set_text (values, model->parameters, spec->name, c->value, &error);
                if (error != NULL)
                  g_test_message ("%s: %s", model->id, error->message);
                g_assert_no_error (error);
              }
          }
    }
}

static void
test_titles (void)
{
  static const struct
  {
    const char *text, *title;
  } cases[] = {
    { "sea at dusk", "sea at dusk" },
    { "  sea\n\tat  dusk ", "sea at dusk" },
    { "", "" },
    { "one two three four five six seven eight nine ten eleven twelve thirteen", "one two three four five six seven eight nine ten eleven…" },
  };
  g_autofree char *title = NULL;
  g_autoptr (GString) wide = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *made = gesso_studio_make_title (cases[i].text);

      g_assert_cmpstr (made, ==, cases[i].title);
    }
  for (guint i = 0; i < 100; i++)
    g_string_append (wide, "海");
  title = gesso_studio_make_title (wide->str);
  g_assert_cmpint (g_utf8_strlen (title, -1), ==, 60);
  g_assert_true (g_str_has_suffix (title, "海…"));
}

static void
test_submit (StudioFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GessoVersion) version = studio_generate (fixture, "sea at dusk", "64x64");
  GessoStore *store = gesso_studio_get_store (fixture->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 next;

  g_assert_cmpuint (studio_count_threads (fixture), ==, 1);
  gesso_store_load_timeline_async (store, gesso_version_get_thread_id (version), 0, 10, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  items = gesso_store_load_timeline_finish (store, result, &next, NULL);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpstr (gesso_message_get_text (g_ptr_array_index (items, 0)), ==, "sea at dusk");
  g_assert_cmpint (gesso_version_get_message_id (version), ==, gesso_message_get_id (g_ptr_array_index (items, 0)));
  g_assert_cmpint (gesso_version_get_id (g_ptr_array_index (items, 1)), ==, gesso_version_get_id (version));
}

/* A wrong request leaves no thread, no turn, no job. */
static void
test_submit_refused (StudioFixture *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    GessoTool tool;
    const char *model, *prompt;
  } cases[] = {
    { GESSO_TOOL_GENERATE, "device/sketch", "" },
    { GESSO_TOOL_GENERATE, "device/nothing", "sea" },
    { GESSO_TOOL_EDIT, "device/sketch", "sea" },
    { GESSO_TOOL_UPSCALE, "device/resample", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GessoRequest) request = gesso_request_new (cases[i].tool, cases[i].model);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      gesso_request_set_prompt (request, cases[i].prompt);
      gesso_studio_submit_async (fixture->studio, 0, request, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_assert_null (gesso_studio_submit_finish (fixture->studio, result, &error));
      g_assert_nonnull (error);
    }
  g_assert_cmpuint (studio_count_threads (fixture), ==, 0);
}

static GessoImage *
load_thumbnail (StudioFixture *fixture,
                const char    *blob,
                guint          side,
                GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_load_thumbnail_async (fixture->studio, blob, side, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_load_thumbnail_finish (fixture->studio, result, error);
}

static char *
get_thumbnail_path (StudioFixture *fixture,
                    const char    *blob,
                    const char    *side,
                    const char    *ending)
{
  g_autofree char *name = g_strconcat (blob, ending, NULL);

  return g_build_filename (fixture->cache_dir, "thumbnails", side, name, NULL);
}

/* Channels of the picture, and the kind of file its thumbnail is. */
static void
test_thumbnails (StudioFixture *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    guint channels, side;
    const char *folder, *ending;
  } cases[] = {
    { 3, 100, "256", ".jpg" }, { 3, 256, "256", ".jpg" }, { 3, 257, "512", ".jpg" }, { 3, 512, "512", ".jpg" }, { 3, 513, "1024", ".jpg" }, { 3, 5000, "1024", ".jpg" }, { 4, 64, "256", ".png" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = studio_make_picture (800, 400 + i, cases[i].channels, GESSO_FORMAT_PNG);
      g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, NULL, NULL);
      const char *blob = gesso_version_get_image (version, 0)->blob;
      g_autofree char *path = get_thumbnail_path (fixture, blob, cases[i].folder, cases[i].ending);
      guint wanted = MIN (800, (guint) g_ascii_strtoull (cases[i].folder, NULL, 10));

      /* Twice: made, then from the cache. */
      for (guint round = 0; round < 2; round++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (GessoImage) image = load_thumbnail (fixture, blob, cases[i].side, &error);

          g_assert_no_error (error);
          g_assert_cmpuint (gesso_image_get_width (image), ==, wanted);
          g_assert_cmpint (ABS ((int) gesso_image_get_height (image) - (int) (wanted * (400 + i) / 800)), <=, 2);
          g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
        }
    }
}

static void
test_thumbnail_damaged (StudioFixture *fixture,
                        gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (300, 300, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, NULL, NULL);
  const char *blob = gesso_version_get_image (version, 0)->blob;
  g_autofree char *path = get_thumbnail_path (fixture, blob, "256", ".jpg");
  g_autoptr (GessoImage) first = load_thumbnail (fixture, blob, 256, NULL);
  g_autoptr (GessoImage) again = NULL;
  g_autofree char *contents = NULL;

  g_assert_nonnull (first);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  again = load_thumbnail (fixture, blob, 256, NULL);
  g_assert_cmpuint (gesso_image_get_width (again), ==, 256);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpint (contents[0] & 0xff, ==, 0xff);
}

/* The cache is a comfort, not a need. */
static void
test_thumbnail_no_cache (StudioFixture *fixture,
                         gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (300, 300, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, NULL, NULL);
  g_autoptr (GessoImage) image = NULL;

  g_assert_true (g_file_set_contents (fixture->cache_dir, "in the way", -1, NULL));
  image = load_thumbnail (fixture, gesso_version_get_image (version, 0)->blob, 256, NULL);
  g_assert_cmpuint (gesso_image_get_width (image), ==, 256);
}

static GessoImage *
load_preview (StudioFixture *fixture,
              const char    *blob,
              GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_load_preview_async (fixture->studio, blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_load_preview_finish (fixture->studio, result, error);
}

/* The largest thumbnail, whichever there is; of a JPEG one is made. */
static void
test_preview (StudioFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) png = studio_make_picture (1500, 900, 3, GESSO_FORMAT_PNG);
  g_autoptr (GBytes) jpeg = studio_make_picture (1500, 901, 3, GESSO_FORMAT_JPEG);
  g_autoptr (GessoVersion) slow = studio_import (fixture, 0, png, NULL, NULL);
  g_autoptr (GessoVersion) quick = studio_import (fixture, 0, jpeg, NULL, NULL);
  const char *blob = gesso_version_get_image (slow, 0)->blob;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) small = NULL, middle = NULL, large = NULL, made = NULL;

  g_assert_null (load_preview (fixture, blob, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  gesso_image_unref (load_thumbnail (fixture, blob, 256, NULL));
  small = load_preview (fixture, blob, NULL);
  g_assert_cmpuint (gesso_image_get_width (small), ==, 256);
  gesso_image_unref (load_thumbnail (fixture, blob, 1024, NULL));
  large = load_preview (fixture, blob, NULL);
  g_assert_cmpuint (gesso_image_get_width (large), ==, 1024);
  made = load_preview (fixture, gesso_version_get_image (quick, 0)->blob, NULL);
  g_assert_cmpuint (gesso_image_get_width (made), ==, 1024);
}

/* What was decoded anyway is there the next time. */
static void
test_keep_thumbnail (StudioFixture *fixture,
                     gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (1500, 900, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, NULL, NULL);
  g_autoptr (GessoImage) whole = gesso_codec_decode (bytes, NULL, NULL);
  g_autoptr (GessoImage) preview = NULL;
  const char *blob = gesso_version_get_image (version, 0)->blob;

  gesso_studio_keep_thumbnail (fixture->studio, blob, 512, whole);
  gesso_studio_keep_thumbnail (fixture->studio, "../../../etc/passwd", 512, whole);
  while (preview == NULL)
    preview = load_preview (fixture, blob, NULL);
  g_assert_cmpuint (gesso_image_get_width (preview), ==, 512);
}

static void
test_load_missing (StudioFixture *fixture,
                   gconstpointer  data)
{
  g_autofree char *blob = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "nobody", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) thumbnail_error = NULL;

  g_assert_null (load_thumbnail (fixture, blob, 256, &thumbnail_error));
  g_assert_error (thumbnail_error, GESSO_ERROR, GESSO_ERROR_STORAGE);
  gesso_studio_load_picture_async (fixture->studio, blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_studio_load_picture_finish (fixture->studio, result, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
}

/* Names that no picture has, nor a file outside of the folders. */
static void
test_load_no_name (StudioFixture *fixture,
                   gconstpointer  data)
{
  static const char *const names[] = { "", "picture", "../../../etc/passwd" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) thumbnail_error = NULL;

      g_assert_null (load_thumbnail (fixture, names[i], 256, &thumbnail_error));
      g_assert_error (thumbnail_error, GESSO_ERROR, GESSO_ERROR_STORAGE);
      gesso_studio_load_picture_async (fixture->studio, names[i], NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      g_assert_null (gesso_studio_load_picture_finish (fixture->studio, result, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
    }
}

typedef struct
{
  guint done, cancelled;
} Tally;

static void
tally_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Tally *tally = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = gesso_studio_load_thumbnail_finish (GESSO_STUDIO (source), result, &error);

  tally->done++;
  tally->cancelled += g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Scrolled past: what waits is dropped, nothing is made for it. */
static void
test_thumbnails_cancelled (StudioFixture *fixture,
                           gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (1200, 1200, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Tally tally = { 0, 0 };

  for (guint i = 0; i < 40; i++)
    gesso_studio_load_thumbnail_async (fixture->studio, gesso_version_get_image (version, 0)->blob, 256, cancellable, tally_cb, &tally);
  g_cancellable_cancel (cancellable);
  while (tally.done < 40)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (tally.cancelled, ==, 40);
}

/* Closing with work waiting neither hangs nor loses a callback. */
static void
test_close_while_loading (StudioFixture *fixture,
                          gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (1200, 1200, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  Tally tally = { 0, 0 };

  for (guint i = 0; i < 40; i++)
    gesso_studio_load_thumbnail_async (fixture->studio, gesso_version_get_image (version, 0)->blob, 256, NULL, tally_cb, &tally);
  gesso_studio_close_async (fixture->studio, gesso_test_async_cb, &result);
  while (tally.done < 40 || result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gesso_studio_close_finish (fixture->studio, result, NULL));
}

/* Quit in the middle of a job, and start again: one version, the same seed. */
static void
test_resume (StudioFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "device/sketch");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GessoJob) again = NULL;
  gint64 seed;

  gesso_request_set_prompt (request, "sea at dusk");
  gesso_parameters_set (gesso_request_get_parameters (request), "size", g_variant_new_string ("2048x2048"));
  gesso_studio_submit_async (fixture->studio, 0, request, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_submit_finish (fixture->studio, result, NULL);
  seed = gesso_parameters_get_int (gesso_request_get_parameters (gesso_job_get_request (job)), "seed", -1);
  g_clear_object (&result);
  studio_fixture_close (fixture);
  g_assert_false (gesso_job_state_is_final (gesso_job_get_state (job)));

  studio_fixture_open (fixture, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_queue (fixture->studio))), ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (gesso_studio_get_queue (fixture->studio)), 0);
  while (!gesso_job_state_is_final (gesso_job_get_state (again)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (gesso_job_get_state (again), ==, GESSO_JOB_COMPLETED);
  g_assert_cmpint (gesso_version_get_image (gesso_job_get_version (again), 0)->seed, ==, seed);

  studio_fixture_close (fixture);
  studio_fixture_open (fixture, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_queue (fixture->studio))), ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/studio/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("registry", test_registry);
  ADD ("schemas", test_schemas);
  g_test_add_func ("/studio/titles", test_titles);
  ADD ("submit", test_submit);
  ADD ("submit-refused", test_submit_refused);
  ADD ("thumbnails", test_thumbnails);
  ADD ("thumbnails/damaged", test_thumbnail_damaged);
  ADD ("thumbnails/no-cache", test_thumbnail_no_cache);
  ADD ("thumbnails/cancelled", test_thumbnails_cancelled);
  ADD ("thumbnails/preview", test_preview);
  ADD ("thumbnails/keep", test_keep_thumbnail);
  ADD ("load-missing", test_load_missing);
  ADD ("load-no-name", test_load_no_name);
  ADD ("close-while-loading", test_close_while_loading);
  ADD ("resume", test_resume);
  return g_test_run ();
}

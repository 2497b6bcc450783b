/* test-import.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-error.h"
#include "gesso-studio-fixture.h"
#include "gesso-test.h"

static char *
dup_title (StudioFixture *fixture,
           gint64         thread_id)
{
  GessoStore *store = gesso_studio_get_store (fixture->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoThread) thread = NULL;

  gesso_store_get_thread_async (store, thread_id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  thread = gesso_store_get_thread_finish (store, result, NULL);
  return g_strdup (gesso_thread_get_title (thread));
}

/* The file is kept to the last byte, whatever its format. */
static void
test_keeps_bytes (StudioFixture *fixture,
                  gconstpointer  data)
{
  static const GessoFormat formats[] = { GESSO_FORMAT_PNG, GESSO_FORMAT_JPEG, GESSO_FORMAT_WEBP };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) bytes = studio_make_picture (40, 30, 3, formats[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, "My holiday.final.png", &error);
      const GessoVersionImage *image;
      g_autoptr (GBytes) kept = NULL;
      g_autofree char *title = NULL;

      g_assert_no_error (error);
      image = gesso_version_get_image (version, 0);
      kept = studio_get_blob (fixture, image->blob);
      g_assert_true (g_bytes_equal (kept, bytes));
      g_assert_cmpint (gesso_version_get_tool (version), ==, GESSO_TOOL_IMPORT);
      g_assert_cmpint (gesso_version_get_parent_id (version), ==, 0);
      g_assert_cmpstr (image->mime, ==, gesso_format_get_mime (formats[i]));
      g_assert_cmpstr (image->name, ==, "My holiday.final.png");
      g_assert_cmpuint (image->width, ==, 40);
      g_assert_cmpuint (image->height, ==, 30);
      g_assert_nonnull (image->blurhash);
      title = dup_title (fixture, gesso_version_get_thread_id (version));
      g_assert_cmpstr (title, ==, "My holiday.final");
    }
}

static void
test_without_name (StudioFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (8, 8, 4, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, NULL, NULL);
  g_autofree char *title = dup_title (fixture, gesso_version_get_thread_id (version));

  g_assert_cmpstr (title, ==, "Pasted picture");
  g_assert_null (gesso_version_get_image (version, 0)->name);
}

static void
test_same_thread (StudioFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (GBytes) bytes = studio_make_picture (8, 8, 3, GESSO_FORMAT_PNG);
  g_autoptr (GessoVersion) first = studio_import (fixture, 0, bytes, "a.png", NULL);
  g_autoptr (GessoVersion) second = studio_import (fixture, gesso_version_get_thread_id (first), bytes, "b.png", NULL);

  g_assert_cmpint (gesso_version_get_id (first), !=, gesso_version_get_id (second));
  g_assert_cmpint (gesso_version_get_thread_id (first), ==, gesso_version_get_thread_id (second));
  g_assert_cmpstr (gesso_version_get_image (first, 0)->blob, ==, gesso_version_get_image (second, 0)->blob);
  g_assert_cmpuint (studio_count_threads (fixture), ==, 1);
}

/* A JPEG that says it must be turned by a quarter. */
static GBytes *
make_turned_jpeg (void)
{
  static const guint8 exif[] = {
    0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0,
    0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
  };
  g_autoptr (GBytes) plain = studio_make_picture (40, 30, 3, GESSO_FORMAT_JPEG);
  GByteArray *turned = g_byte_array_new ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (plain, &size);

  g_byte_array_append (turned, bytes, 2);
  g_byte_array_append (turned, exif, sizeof exif);
  g_byte_array_append (turned, bytes + 2, (guint) size - 2);
  return g_byte_array_free_to_bytes (turned);
}

static void
test_orientation (StudioFixture *fixture,
                  gconstpointer  data)
{
  g_autoptr (GBytes) bytes = make_turned_jpeg ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = studio_import (fixture, 0, bytes, "turned.jpg", &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GBytes) kept = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (gesso_version_get_image (version, 0)->width, ==, 30);
  g_assert_cmpuint (gesso_version_get_image (version, 0)->height, ==, 40);
  kept = studio_get_blob (fixture, gesso_version_get_image (version, 0)->blob);
  g_assert_true (g_bytes_equal (kept, bytes));
  gesso_studio_load_picture_async (fixture->studio, gesso_version_get_image (version, 0)->blob, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  image = gesso_studio_load_picture_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gesso_image_get_width (image), ==, 30);
}

/* What is no whole picture is refused, and leaves nothing behind. */
static void
test_refused (StudioFixture *fixture,
              gconstpointer  data)
{
  g_autoptr (GBytes) png = studio_make_picture (64, 64, 3, GESSO_FORMAT_PNG);
  g_autoptr (GBytes) jpeg = studio_make_picture (64, 64, 3, GESSO_FORMAT_JPEG);
  GBytes *cases[] = {
    g_bytes_new_static ("", 0),
    g_bytes_new_static ("This is not a picture at all.", 29),
    g_bytes_new_from_bytes (png, 0, 20),
    g_bytes_new_from_bytes (png, 0, g_bytes_get_size (png) / 2),
    g_bytes_new_from_bytes (jpeg, 0, 100),
    g_bytes_new_static ("GIF89a", 6),
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (studio_import (fixture, 0, cases[i], "bad.png", &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
      g_bytes_unref (cases[i]);
    }
  g_assert_cmpuint (studio_count_threads (fixture), ==, 0);
}

static void
test_files (StudioFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *good = g_build_filename (fixture->folder, "good.png", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.png", NULL);
  g_autoptr (GBytes) bytes = studio_make_picture (8, 8, 3, GESSO_FORMAT_PNG);
  const char *paths[] = { good, missing, fixture->folder };

  g_assert_true (g_file_set_contents (good, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GessoVersion) version = NULL;
      g_autoptr (GError) error = NULL;

      gesso_studio_import_file_async (fixture->studio, 0, file, NULL, gesso_test_async_cb, &result);
      gesso_test_await (&result);
      version = gesso_studio_import_file_finish (fixture->studio, result, &error);
      g_assert_cmpint (version != NULL, ==, i == 0);
      if (i == 0)
        g_assert_cmpstr (gesso_version_get_image (version, 0)->name, ==, "good.png");
      else
        g_assert_nonnull (error);
    }
}

static void
test_cancelled (StudioFixture *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = studio_make_picture (8, 8, 3, GESSO_FORMAT_PNG);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  gesso_studio_import_async (fixture->studio, 0, bytes, "a.png", cancellable, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_studio_import_finish (fixture->studio, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (studio_count_threads (fixture), ==, 0);
}

#define ADD(name, func) \
  g_test_add ("/studio/import/" name, StudioFixture, NULL, studio_fixture_set_up, func, studio_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("keeps-bytes", test_keeps_bytes);
  ADD ("without-name", test_without_name);
  ADD ("same-thread", test_same_thread);
  ADD ("orientation", test_orientation);
  ADD ("refused", test_refused);
  ADD ("files", test_files);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}

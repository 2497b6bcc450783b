/* test-hand-edits.c - pictures that lie open in other programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-hand-edits.h"
#include "gesso-studio-fixture.h"
#include "gesso-studio-openraster.h"
#include "gesso-test.h"
#include "layered.h"

#define SIDE 24

typedef struct
{
  StudioFixture studio;
  GessoHandEdits *edits;
  GessoVersion *kept;
  char *program, *found;
  GError *failed;
} Fixture;

static void
kept_cb (Fixture      *fixture,
         GessoVersion *version,
         const char   *program)
{
  g_set_object (&fixture->kept, version);
  g_free (fixture->program);
  fixture->program = g_strdup (program);
}

static void
found_cb (Fixture    *fixture,
          const char *name,
          const char *program)
{
  g_free (fixture->found);
  fixture->found = g_strdup (name);
}

static void
failed_cb (Fixture      *fixture,
           const GError *error)
{
  g_clear_error (&fixture->failed);
  fixture->failed = g_error_copy (error);
}

static void
make_edits (Fixture *fixture)
{
  fixture->edits = gesso_hand_edits_new (fixture->studio.studio);
  g_signal_connect_swapped (fixture->edits, "kept", G_CALLBACK (kept_cb), fixture);
  g_signal_connect_swapped (fixture->edits, "found", G_CALLBACK (found_cb), fixture);
  g_signal_connect_swapped (fixture->edits, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
forget_edits (Fixture *fixture)
{
  gpointer last = fixture->edits;

  /* Its list may be on the way to the disk. */
  g_object_add_weak_pointer (last, &last);
  g_clear_object (&fixture->edits);
  while (last != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  studio_fixture_set_up (&fixture->studio, NULL);
  make_edits (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  forget_edits (fixture);
  g_clear_object (&fixture->kept);
  g_clear_error (&fixture->failed);
  g_free (fixture->program);
  g_free (fixture->found);
  studio_fixture_tear_down (&fixture->studio, NULL);
}

static GessoVersion *
import_noise (Fixture *fixture)
{
  g_autoptr (GessoImage) picture = layered_make_noise (SIDE, SIDE, 3, 1);
  g_autoptr (GBytes) bytes = layered_encode (picture);

  return studio_import (&fixture->studio, 0, bytes, "noise.png", NULL);
}

/* (transfer full): where the file is */
static char *
begin (Fixture      *fixture,
       GessoVersion *version)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  gesso_hand_edits_begin_async (fixture->edits, version, 0, "a/picture", "Krita", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  file = gesso_hand_edits_begin_finish (fixture->edits, result, &error);
  g_assert_no_error (error);
  run_pending ();
  return g_file_get_path (file);
}

/* The picture of import_noise(), with @n pixels painted. */
static GessoImage *
paint (guint n)
{
  GessoImage *image = layered_make_noise (SIDE, SIDE, 3, 1);

  for (guint i = 0; i < n; i++)
    gesso_image_edit_row (image, i / SIDE)[i % SIDE * 3] ^= 0xff;
  return image;
}

static void
wait_for_version (Fixture *fixture)
{
  while (fixture->kept == NULL && fixture->failed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (fixture->failed);
}

static gboolean
time_over_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Longer than a change takes to settle. */
static void
wait_for_nothing (Fixture *fixture)
{
  gboolean over = FALSE;

  g_timeout_add (1200, time_over_cb, &over);
  g_assert_true (gesso_test_wait (&over, 10));
  g_assert_null (fixture->kept);
  g_assert_no_error (fixture->failed);
}

static gint64
save_and_keep (Fixture          *fixture,
               const char       *path,
               const GessoImage *image)
{
  g_clear_object (&fixture->kept);
  layered_write_single (path, image);
  wait_for_version (fixture);
  return gesso_version_get_id (fixture->kept);
}

/* A save beside it and a rename, as most programs do. */
static void
test_saved (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GessoVersion) version = import_noise (fixture);
  g_autofree char *path = begin (fixture, version);
  g_autoptr (GessoImage) painted = paint (30);
  g_autoptr (GessoImage) more = paint (31);
  g_autoptr (GBytes) blob = NULL;
  const GessoVersionImage *image;
  gint64 first;

  g_assert_true (g_str_has_suffix (path, "a-picture.ora"));
  first = save_and_keep (fixture, path, painted);
  image = gesso_version_get_image (fixture->kept, 0);
  g_assert_cmpstr (fixture->program, ==, "Krita");
  g_assert_cmpint (gesso_version_get_tool (fixture->kept), ==, GESSO_TOOL_HAND_EDIT);
  g_assert_cmpint (gesso_version_get_parent_id (fixture->kept), ==, gesso_version_get_id (version));
  g_assert_cmpint (gesso_version_get_thread_id (fixture->kept), ==, gesso_version_get_thread_id (version));
  g_assert_cmpint (image->protected_pixels, ==, SIDE * SIDE - 30);
  g_assert_cmpint (image->changed_pixels, ==, 0);
  g_assert_cmpuint (gesso_version_get_n_inputs (fixture->kept), ==, 2);
  g_assert_cmpint (gesso_version_get_input (fixture->kept, 1)->role, ==, GESSO_ROLE_MASK);
  g_assert_nonnull (strstr (gesso_version_get_note (fixture->kept), "30"));
  g_assert_nonnull (strstr (gesso_version_get_parameters (fixture->kept), "Krita"));
  /* The next save is compared with that one. */
  save_and_keep (fixture, path, more);
  g_assert_cmpint (gesso_version_get_parent_id (fixture->kept), ==, first);
  g_assert_nonnull (strstr (gesso_version_get_note (fixture->kept), "1 pixel"));
}

/* The same pixels in other bytes are no version. */
static void
test_nothing_new (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (GessoVersion) version = import_noise (fixture);
  g_autofree char *path = begin (fixture, version);
  g_autoptr (GessoImage) same = paint (0);

  layered_write_single (path, same);
  wait_for_nothing (fixture);
}

static void
test_other_size (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoVersion) version = import_noise (fixture);
  g_autofree char *path = begin (fixture, version);
  g_autoptr (GessoImage) cropped = layered_make_noise (10, 8, 3, 4);

  save_and_keep (fixture, path, cropped);
  g_assert_cmpuint (gesso_version_get_image (fixture->kept, 0)->width, ==, 10);
  g_assert_cmpint (gesso_version_get_image (fixture->kept, 0)->protected_pixels, ==, -1);
  g_assert_cmpuint (gesso_version_get_n_inputs (fixture->kept), ==, 1);
  g_assert_cmpint (gesso_version_get_parent_id (fixture->kept), ==, gesso_version_get_id (version));
  g_assert_nonnull (strstr (gesso_version_get_note (fixture->kept), "10 × 8"));
}

/* A file that is no picture is told of once; the next good save is kept. */
static void
test_broken (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GessoVersion) version = import_noise (fixture);
  g_autofree char *path = begin (fixture, version);
  g_autoptr (GessoImage) painted = paint (3);

  g_assert_true (g_file_set_contents (path, "PK\003\004 half of a fi", -1, NULL));
  while (fixture->failed == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (fixture->failed, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&fixture->failed);
  save_and_keep (fixture, path, painted);
}

/* Opened again, the file still has the layers of its maker. */
static void
test_again (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GessoVersion) version = import_noise (fixture);
  g_autoptr (GessoImage) painted = paint (9);
  g_autofree char *path = begin (fixture, version), *again = NULL, *other = NULL;
  g_autoptr (GBytes) before = NULL, after = NULL;

  save_and_keep (fixture, path, painted);
  before = layered_read_file (path);
  again = begin (fixture, fixture->kept);
  g_assert_cmpstr (again, ==, path);
  after = layered_read_file (path);
  g_assert_true (g_bytes_equal (before, after));
  /* The first one, once more, is another file by now. */
  other = begin (fixture, version);
  g_assert_true (g_str_has_suffix (other, "a-picture-2.ora"));
  g_assert_cmpint (g_unlink (other), ==, 0);
  g_clear_pointer (&other, g_free);
  other = begin (fixture, version);
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* Saved while Gesso was closed. */
static void
test_restart (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoVersion) version = import_noise (fixture);
  g_autofree char *path = begin (fixture, version);
  g_autoptr (GessoImage) painted = paint (12), more = paint (13);

  while (!g_file_test (path, G_FILE_TEST_EXISTS))
    run_pending ();
  wait_for_nothing (fixture);
  forget_edits (fixture);
  layered_write_single (path, painted);
  make_edits (fixture);
  gesso_hand_edits_resume (fixture->edits);
  while (fixture->found == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->found, ==, "a-picture.ora");
  g_assert_null (fixture->kept);
  gesso_hand_edits_keep (fixture->edits, fixture->found);
  wait_for_version (fixture);
  g_assert_cmpint (gesso_version_get_parent_id (fixture->kept), ==, gesso_version_get_id (version));
  /* And it is watched on. */
  save_and_keep (fixture, path, more);
}

/* Nobody wants what was made from a picture that is gone, but the work stays. */
static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GessoVersion) version = import_noise (fixture);
  g_autofree char *path = begin (fixture, version);
  GessoStore *store = gesso_studio_get_store (fixture->studio.studio);
  g_autoptr (GessoImage) painted = paint (12);
  g_autoptr (GAsyncResult) trashed = NULL, emptied = NULL;

  gesso_store_trash_thread_async (store, gesso_version_get_thread_id (version), TRUE, NULL, gesso_test_async_cb, &trashed);
  gesso_test_await (&trashed);
  g_assert_true (gesso_store_trash_thread_finish (store, trashed, NULL));
  gesso_store_empty_trash_async (store, G_MAXINT64, NULL, gesso_test_async_cb, &emptied);
  gesso_test_await (&emptied);
  g_assert_true (gesso_store_empty_trash_finish (store, emptied, NULL));
  save_and_keep (fixture, path, painted);
  g_assert_cmpint (gesso_version_get_tool (fixture->kept), ==, GESSO_TOOL_IMPORT);
}

/* An OpenRaster file is opened as a picture, and written as one. */
static void
test_import_export (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->studio.folder, "in.ora", NULL);
  g_autofree char *out = g_build_filename (fixture->studio.folder, "out.ora", NULL);
  g_autoptr (GessoImage) picture = layered_make_noise (20, 10, 3, 5), read = NULL;
  g_autoptr (GBytes) bytes = NULL, written = NULL, nothing = g_bytes_new_static ("PK\003\004", 4);
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  layered_write_single (path, picture);
  bytes = layered_read_file (path);
  version = studio_import (&fixture->studio, 0, bytes, "in.ora", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_version_get_image (version, 0)->mime, ==, "image/png");
  g_assert_true (studio_export (&fixture->studio, version, out, TRUE, &error));
  written = layered_read_file (out);
  read = gesso_openraster_read (written, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (gesso_image_equal (read, picture));
  g_assert_null (studio_import (&fixture->studio, 0, nothing, "no.ora", &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/studio/hand-edits/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("saved", test_saved);
  ADD ("nothing-new", test_nothing_new);
  ADD ("other-size", test_other_size);
  ADD ("broken", test_broken);
  ADD ("again", test_again);
  ADD ("restart", test_restart);
  ADD ("gone", test_gone);
  ADD ("import-export", test_import_export);
  return g_test_run ();
}

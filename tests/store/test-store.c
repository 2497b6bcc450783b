/* test-store.c - threads, messages, versions and jobs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-store-test.h"

static void
test_create (StoreFixture *fixture,
             gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "Boats");
  g_autoptr (GPtrArray) threads = store_test_list_threads (fixture->store, FALSE);

  g_assert_cmpstr (gesso_thread_get_title (thread), ==, "Boats");
  g_assert_cmpint (gesso_thread_get_created (thread), >, 0);
  g_assert_cmpint (gesso_thread_get_updated (thread), ==, gesso_thread_get_created (thread));
  g_assert_null (gesso_thread_get_cover (thread));
  g_assert_false (gesso_thread_get_trashed (thread));
  g_assert_cmpuint (threads->len, ==, 1);
  g_assert_true (threads->pdata[0] == thread);
}

static void
test_version_whole (StoreFixture *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoThread) thread = store_test_create_thread (fixture->store, "");
  g_autoptr (GessoMessage) message = store_test_add_message (fixture->store, gesso_thread_get_id (thread), "a boat");
  g_autoptr (GessoVersion) parent =
      store_test_add_version (fixture->store, gesso_thread_get_id (thread), "a boat at dawn");
  g_autofree char *blob = store_test_put (fixture->store, "pixels");
  g_autofree char *reply = store_test_put (fixture->store, "untouched");
  GessoVersionDraft *draft = store_test_draft (gesso_thread_get_id (thread), "a red boat", blob);
  GessoVersionImage *image = g_ptr_array_index (draft->images, 0);
  GessoVersionInput *input = gesso_version_draft_add_input (draft);
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  draft->message_id = gesso_message_get_id (message);
  draft->parent_id = gesso_version_get_id (parent);
  draft->tool = GESSO_TOOL_INPAINT;
  draft->parameters = g_strdup ("{\"feather\":4}");
  draft->note = g_strdup ("A note.");
  draft->seconds = 1.5;
  draft->cost = 0.04;
  image->reply = g_strdup (reply);
  image->name = g_strdup ("boat.png");
  image->blurhash = g_strdup ("LEHV6nWB2yk8");
  image->bytes = 6;
  image->seed = 7;
  image->protected_pixels = 3412880;
  gesso_version_draft_add_image (draft)->blob = g_strdup (blob);
  input->role = GESSO_ROLE_MASK;
  input->blob = g_strdup (reply);
  input->version_id = gesso_version_get_id (parent);
  input->image_index = 3;

  version = store_test_add_draft (fixture->store, draft, 0, &error);
  g_assert_no_error (error);
  id = gesso_version_get_id (version);
  g_clear_object (&version);
  store_fixture_reopen (fixture);
  version = store_test_get_version (fixture->store, id, &error);
  g_assert_no_error (error);

  g_assert_cmpint (gesso_version_get_message_id (version), ==, gesso_message_get_id (message));
  g_assert_cmpint (gesso_version_get_parent_id (version), ==, gesso_version_get_id (parent));
  g_assert_cmpint (gesso_version_get_tool (version), ==, GESSO_TOOL_INPAINT);
  g_assert_cmpstr (gesso_version_get_model (version), ==, "device/sketch");
  g_assert_cmpstr (gesso_version_get_prompt (version), ==, "a red boat");
  g_assert_cmpstr (gesso_version_get_parameters (version), ==, "{\"feather\":4}");
  g_assert_cmpstr (gesso_version_get_note (version), ==, "A note.");
  g_assert_cmpfloat (gesso_version_get_seconds (version), ==, 1.5);
  g_assert_cmpfloat (gesso_version_get_cost (version), ==, 0.04);
  g_assert_cmpuint (gesso_version_get_n_images (version), ==, 2);
  g_assert_cmpstr (gesso_version_get_image (version, 0)->reply, ==, reply);
  g_assert_cmpstr (gesso_version_get_image (version, 0)->name, ==, "boat.png");
  g_assert_cmpstr (gesso_version_get_image (version, 0)->blurhash, ==, "LEHV6nWB2yk8");
  g_assert_cmpint (gesso_version_get_image (version, 0)->seed, ==, 7);
  g_assert_cmpint (gesso_version_get_image (version, 0)->protected_pixels, ==, 3412880);
  g_assert_cmpint (gesso_version_get_image (version, 1)->seed, ==, -1);
  g_assert_cmpint (gesso_version_get_image (version, 1)->protected_pixels, ==, -1);
  g_assert_cmpuint (gesso_version_get_n_inputs (version), ==, 1);
  g_assert_cmpint (gesso_version_get_input (version, 0)->role, ==, GESSO_ROLE_MASK);
  g_assert_cmpstr (gesso_version_get_input (version, 0)->blob, ==, reply);
  g_assert_cmpint (gesso_version_get_input (version, 0)->version_id, ==, gesso_version_get_id (parent));
  g_assert_cmpuint (gesso_version_get_input (version, 0)->image_index, ==, 3);
  g_assert_null (gesso_version_get_image (version, 2));
}

#define ADD(path, func) \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, func, store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/thread/create", test_create);
  ADD ("/store/version/whole", test_version_whole);
  return g_test_run ();
}

/* test-studio-keys.c - keys from the keyring to a run, and what is written on the way: a real gnome-keyring
 *
 * Run by tests/util/keyring-session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-keyring.h"
#include "gesso-studio.h"
#include "gesso-test.h"

/* Marked, so that no chance can make the same bytes. */
#define SECRET_A "sk-test-GESSOSECRETA-1f9d3c77a5"
#define SECRET_B "sk-test-GESSOSECRETB-8e2b6d10c4"
#define SECRET_E "sk-test-GESSOSECRETE-77aa01bb92"

#define SECRETS_NAME "org.freedesktop.secrets"
#define SECRETS_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"

typedef struct
{
  char *folder;
  GessoStudio *studio;
  GessoStudioKeys *keys;         /* borrowed */
  const GessoProviderSpec *spec; /* of the first provider that takes keys */
} Fixture;

static void
open_studio (Fixture *fixture)
{
  g_autofree char *data = g_build_filename (fixture->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (fixture->folder, "cache", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *providers;

  fixture->studio = gesso_studio_new (data, cache);
  gesso_studio_open_async (fixture->studio, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_open_finish (fixture->studio, result, &error);
  g_assert_no_error (error);
  fixture->keys = gesso_studio_get_keys (fixture->studio);
  providers = G_LIST_MODEL (gesso_studio_get_registry (fixture->studio));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);

      fixture->spec = gesso_provider_get_spec (provider);
      if (!fixture->spec->on_device && fixture->spec->environment != NULL)
        return;
    }
  g_assert_not_reached ();
}

static void
close_studio (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_close_async (fixture->studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_studio_close_finish (fixture->studio, result, NULL));
  g_clear_object (&result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->studio);
  fixture->studio = NULL;
}

static void
reopen (Fixture *fixture)
{
  close_studio (fixture);
  open_studio (fixture);
}

static GPtrArray *
list (Fixture *fixture,
      char   **problem)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *listed;

  gesso_studio_keys_list_async (fixture->keys, NULL, TRUE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  listed = gesso_studio_keys_list_finish (fixture->keys, result, problem, &error);
  g_assert_no_error (error);
  return listed;
}

/* Labels in order, such as "A B". */
static void
assert_labels (Fixture    *fixture,
               const char *expected)
{
  g_autoptr (GPtrArray) keys = list (fixture, NULL);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? " " : "", ((GessoStudioKey *) g_ptr_array_index (keys, i))->key->label);
  g_assert_cmpstr (labels->str, ==, expected);
}

/* (transfer full): its fingerprint */
static char *
add (Fixture    *fixture,
     const char *label,
     const char *text,
     GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoSecret) secret = gesso_secret_new (text, strlen (text));
  g_autoptr (GessoKey) key = NULL;

  gesso_studio_keys_add_async (fixture->keys, fixture->spec->id, label, secret, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  key = gesso_studio_keys_add_finish (fixture->keys, result, error);
  return key != NULL ? g_strdup (key->fingerprint) : NULL;
}

static gboolean
take_away (Fixture    *fixture,
           const char *fingerprint,
           GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_keys_remove_async (fixture->keys, fingerprint, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_studio_keys_remove_finish (fixture->keys, result, error);
}

static GessoKeyLease *
pick (Fixture    *fixture,
      const char *wanted,
      double     *usable_in,
      GError    **error)
{
  g_autoptr (GPtrArray) tried = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GessoKeySource *source = GESSO_KEY_SOURCE (fixture->keys);
  double ignored;

  gesso_key_source_pick_async (source, fixture->spec, wanted, tried, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_key_source_pick_finish (source, result, usable_in != NULL ? usable_in : &ignored, error);
}

static void
assert_picked (Fixture    *fixture,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoKeyLease) lease = pick (fixture, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lease->secret, ==, expected);
}

static void
fail (Fixture    *fixture,
      const char *fingerprint,
      GessoError  code,
      double      retry_after)
{
  g_autoptr (GError) error = g_error_new_literal (GESSO_ERROR, code, "The provider’s reason.");

  gesso_key_source_note_failure (GESSO_KEY_SOURCE (fixture->keys), fixture->spec, fingerprint, error, retry_after);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = gesso_test_make_folder ();
  open_studio (fixture);
}

/* Whether any file below @path holds @text, as it is or in base64. */
static void
assert_nowhere (const char *path,
                const char *text)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *) text, strlen (text));
  g_autofree char *data = NULL;
  const char *name;
  gsize length;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_nowhere (child, text);
    }
  if (folder != NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  g_assert_null (memmem (data, length, text, strlen (text)));
  /* The last characters depend on what follows. */
  g_assert_null (memmem (data, length, base64, strlen (text) / 3 * 4));
}

static void
assert_no_secret (Fixture *fixture)
{
  assert_nowhere (fixture->folder, "GESSOSECRET");
  assert_nowhere (fixture->folder, SECRET_A);
  assert_nowhere (fixture->folder, SECRET_B);
  assert_nowhere (fixture->folder, SECRET_E);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) keys = list (fixture, NULL);

  for (guint i = 0; i < keys->len; i++)
    {
      const GessoKey *key = ((GessoStudioKey *) g_ptr_array_index (keys, i))->key;

      g_assert_true (key->variable != NULL || take_away (fixture, key->fingerprint, NULL));
    }
  close_studio (fixture);
  assert_no_secret (fixture);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
test_manage (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) twice = NULL;
  g_autoptr (GError) gone = NULL;
  g_autofree char *a = add (fixture, " A ", SECRET_A, &error);
  g_autofree char *b = add (fixture, "B", SECRET_B, &error);
  g_autofree char *again = add (fixture, "C", SECRET_A, &twice);
  g_autoptr (GAsyncResult) relabelled = NULL;
  g_autoptr (GAsyncResult) moved = NULL;

  g_assert_no_error (error);
  g_assert_null (again);
  g_assert_error (twice, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_nonnull (strstr (twice->message, "“A”"));
  assert_labels (fixture, "A B");
  gesso_studio_keys_relabel_async (fixture->keys, a, "Work", NULL, gesso_test_async_cb, &relabelled);
  gesso_test_await (&relabelled);
  g_assert_true (gesso_studio_keys_relabel_finish (fixture->keys, relabelled, NULL));
  assert_labels (fixture, "Work B");
  gesso_studio_keys_move_async (fixture->keys, b, 0, NULL, gesso_test_async_cb, &moved);
  gesso_test_await (&moved);
  g_assert_true (gesso_studio_keys_move_finish (fixture->keys, moved, NULL));
  assert_labels (fixture, "B Work");
  g_assert_true (take_away (fixture, b, &error));
  assert_labels (fixture, "Work");
  g_assert_false (take_away (fixture, b, &gone));
  g_assert_error (gone, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_no_such_provider (Fixture      *fixture,
                       gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoSecret) secret = gesso_secret_new (SECRET_A, strlen (SECRET_A));
  g_autoptr (GError) error = NULL;

  gesso_studio_keys_add_async (fixture->keys, "nobody", "", secret, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_studio_keys_add_finish (fixture->keys, result, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_rotation (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *a = add (fixture, "A", SECRET_A, NULL);
  g_autofree char *b = add (fixture, "B", SECRET_B, NULL);

  assert_picked (fixture, SECRET_A);
  assert_picked (fixture, SECRET_B);
  assert_picked (fixture, SECRET_A);
  /* It goes on where it was. */
  reopen (fixture);
  assert_picked (fixture, SECRET_B);
}

static void
test_invalid (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *a = add (fixture, "A", SECRET_A, NULL);
  g_autofree char *b = add (fixture, "B", SECRET_B, NULL);
  g_autoptr (GessoKeyLease) lease = NULL;
  double usable_in = 0;

  assert_picked (fixture, SECRET_A);
  fail (fixture, a, GESSO_ERROR_INVALID_KEY, -1);
  assert_picked (fixture, SECRET_B);
  reopen (fixture);
  assert_picked (fixture, SECRET_B);
  fail (fixture, b, GESSO_ERROR_RATE_LIMITED, 3600);
  g_assert_null (pick (fixture, NULL, &usable_in, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_RATE_LIMITED);
  g_assert_cmpfloat (usable_in, >, 3000);
  g_assert_nonnull (strstr (error->message, a));
  g_assert_nonnull (strstr (error->message, b));
  /* A task goes on with the key that began it. */
  lease = pick (fixture, b, NULL, NULL);
  g_assert_cmpstr (lease->secret, ==, SECRET_B);
  gesso_studio_keys_renew (fixture->keys, a);
  assert_picked (fixture, SECRET_A);
}

static void
test_task_without_its_key (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *a = add (fixture, "A", SECRET_A, NULL);
  g_autofree char *b = add (fixture, "B", SECRET_B, NULL);

  g_assert_true (take_away (fixture, a, NULL));
  g_assert_null (pick (fixture, a, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_INVALID_KEY);
  g_assert_nonnull (strstr (error->message, a));
}

/* Another program takes a key away, and adds one. */
static void
test_changed_elsewhere (Fixture      *fixture,
                        gconstpointer data)
{
  g_autofree char *a = add (fixture, "A", SECRET_A, NULL);
  g_autoptr (GessoKeyring) keyring = gesso_keyring_new ("another salt");
  g_autoptr (GessoSecret) secret = gesso_secret_new (SECRET_B, strlen (SECRET_B));
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GessoKey) key = NULL;
  g_autoptr (GPtrArray) keys = list (fixture, NULL);

  gesso_keyring_add_async (keyring, fixture->spec->id, "B", 1, secret, NULL, gesso_test_async_cb, &added);
  gesso_test_await (&added);
  key = gesso_keyring_add_finish (keyring, added, NULL);
  gesso_keyring_remove_async (keyring, ((GessoStudioKey *) g_ptr_array_index (keys, 0))->key->id, NULL,
                              gesso_test_async_cb, &removed);
  gesso_test_await (&removed);
  g_assert_true (gesso_keyring_remove_finish (keyring, removed, NULL));
  assert_picked (fixture, SECRET_B);
  assert_labels (fixture, "B");
}

static void
test_many_at_once (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *a = add (fixture, "A", SECRET_A, NULL);
  g_autofree char *b = add (fixture, "B", SECRET_B, NULL);
  g_autoptr (GPtrArray) tried = g_ptr_array_new ();
  GAsyncResult *results[200] = { NULL };
  guint n_a = 0;

  reopen (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    gesso_key_source_pick_async (GESSO_KEY_SOURCE (fixture->keys), fixture->spec, NULL, tried, NULL, gesso_test_async_cb,
                                 &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GessoKeyLease) lease = NULL;
      double usable_in;

      gesso_test_await (&results[i]);
      lease = gesso_key_source_pick_finish (GESSO_KEY_SOURCE (fixture->keys), results[i], &usable_in, NULL);
      n_a += g_str_equal (lease->secret, SECRET_A);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (n_a, ==, G_N_ELEMENTS (results) / 2);
}

static void
test_environment (Fixture      *fixture,
                  gconstpointer data)
{
  const char *variable = fixture->spec->environment[0];
  g_autoptr (GError) error = NULL;
  g_autofree char *a = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  const GessoKey *key;

  g_setenv (variable, SECRET_E, TRUE);
  assert_picked (fixture, SECRET_E);
  a = add (fixture, "A", SECRET_A, &error);
  g_assert_no_error (error);
  keys = list (fixture, NULL);
  g_assert_cmpuint (keys->len, ==, 2);
  key = ((GessoStudioKey *) g_ptr_array_index (keys, 1))->key;
  g_assert_cmpstr (key->variable, ==, variable);
  g_assert_false (take_away (fixture, key->fingerprint, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, variable));
  g_unsetenv (variable);
  assert_labels (fixture, "A");
}

static void
test_none (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  double usable_in;

  g_assert_null (pick (fixture, NULL, &usable_in, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_INVALID_KEY);
  g_assert_cmpfloat (usable_in, <, 0);
}

static GVariant *
call_service (const char *method,
              GVariant   *parameters)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (bus, SECRETS_NAME, SECRETS_PATH, SERVICE_INTERFACE, method, parameters,
                                                 NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

/* Locked in the middle: what is in use goes on for a moment; then the keyring's
 * own sentence is told, and keys of the environment still do. */
static void
test_lock (Fixture      *fixture,
           gconstpointer data)
{
  const char *variable = fixture->spec->environment[0];
  g_autofree char *a = add (fixture, "A", SECRET_A, NULL);
  g_autoptr (GVariant) alias = call_service ("ReadAlias", g_variant_new ("(s)", "default"));
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  const char *path;

  assert_picked (fixture, SECRET_A);
  g_variant_get (alias, "(&o)", &path);
  g_variant_unref (call_service ("Lock", g_variant_new_parsed ("([%o],)", path)));
  assert_picked (fixture, SECRET_A);
  reopen (fixture);
  g_assert_null (pick (fixture, NULL, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_KEYRING);
  keys = list (fixture, &problem);
  g_assert_cmpuint (keys->len, ==, 0);
  g_assert_nonnull (problem);
  g_setenv (variable, SECRET_E, TRUE);
  assert_picked (fixture, SECRET_E);
  g_unsetenv (variable);
}

static void
tear_down_locked (Fixture      *fixture,
                  gconstpointer data)
{
  close_studio (fixture);
  assert_no_secret (fixture);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/keys/studio/manage", test_manage);
  ADD ("/keys/studio/no-such-provider", test_no_such_provider);
  ADD ("/keys/studio/rotation", test_rotation);
  ADD ("/keys/studio/invalid", test_invalid);
  ADD ("/keys/studio/task-without-its-key", test_task_without_its_key);
  ADD ("/keys/studio/changed-elsewhere", test_changed_elsewhere);
  ADD ("/keys/studio/many-at-once", test_many_at_once);
  ADD ("/keys/studio/environment", test_environment);
  ADD ("/keys/studio/none", test_none);
  g_test_add ("/keys/studio/lock", Fixture, NULL, set_up, test_lock, tear_down_locked);
#undef ADD
  return g_test_run ();
}

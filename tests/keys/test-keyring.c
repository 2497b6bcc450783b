/* test-keyring.c - the keyring as it is: a real gnome-keyring
 *
 * Run by tests/util/keyring-session; with --without there is none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-error.h"
#include "gesso-keyring.h"
#include "gesso-test.h"

#define SECRETS "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"

typedef struct
{
  GessoKeyring *keyring;
} Fixture;

static GPtrArray *
list (Fixture    *fixture,
      const char *provider,
      gboolean    unlock,
      GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_keyring_list_async (fixture->keyring, provider, unlock, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_keyring_list_finish (fixture->keyring, result, error);
}

static GessoKey *
add (Fixture    *fixture,
     const char *provider,
     const char *label,
     guint       order,
     const char *text,
     GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoSecret) secret = gesso_secret_new (text, strlen (text));

  gesso_keyring_add_async (fixture->keyring, provider, label, order, secret, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_keyring_add_finish (fixture->keyring, result, error);
}

static gboolean
edit (Fixture    *fixture,
      const char *id,
      const char *label,
      guint       order,
      GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_keyring_edit_async (fixture->keyring, id, label, order, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_keyring_edit_finish (fixture->keyring, result, error);
}

static gboolean
take_away (Fixture    *fixture,
           const char *id,
           GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_keyring_remove_async (fixture->keyring, id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_keyring_remove_finish (fixture->keyring, result, error);
}

static GessoSecret *
lookup (Fixture    *fixture,
        const char *id,
        GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_keyring_lookup_async (fixture->keyring, id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_keyring_lookup_finish (fixture->keyring, result, error);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->keyring = gesso_keyring_new ("salt of this library");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) keys = list (fixture, NULL, FALSE, NULL);

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    g_assert_true (take_away (fixture, ((GessoKey *) g_ptr_array_index (keys, i))->id, NULL));
  g_assert_finalize_object (fixture->keyring);
}

/* Labels in order, such as "Work Home". */
static void
assert_labels (Fixture    *fixture,
               const char *provider,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = list (fixture, provider, TRUE, &error);
  g_autoptr (GString) labels = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? " " : "", ((GessoKey *) g_ptr_array_index (keys, i))->label);
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
test_add (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoKey) key = add (fixture, "openai", "Work “é” 工作", 3, "sk-test-1234567890", &error);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GessoSecret) secret = NULL;
  const GessoKey *listed;

  g_assert_no_error (error);
  keys = list (fixture, "openai", TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);
  listed = g_ptr_array_index (keys, 0);
  g_assert_cmpstr (listed->id, ==, key->id);
  g_assert_cmpstr (listed->provider, ==, "openai");
  g_assert_cmpstr (listed->label, ==, "Work “é” 工作");
  g_assert_cmpuint (listed->order, ==, 3);
  g_assert_cmpstr (listed->fingerprint, ==, key->fingerprint);
  g_assert_null (listed->variable);
  secret = lookup (fixture, key->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_secret_peek (secret), ==, "sk-test-1234567890");
}

static void
test_bad_key (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (add (fixture, "openai", "", 0, "two\nlines", &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  assert_labels (fixture, NULL, "");
}

static void
test_providers_apart (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr (GessoKey) one = add (fixture, "openai", "One", 0, "sk-test-1", NULL);
  g_autoptr (GessoKey) two = add (fixture, "fal", "Two", 0, "sk-test-1", NULL);

  g_assert_cmpstr (one->fingerprint, !=, two->fingerprint);
  assert_labels (fixture, "openai", "One");
  assert_labels (fixture, "fal", "Two");
  assert_labels (fixture, "kie", "");
  assert_labels (fixture, NULL, "Two One");
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoKey) a = add (fixture, "openai", "A", 0, "sk-test-a", NULL);
  g_autoptr (GessoKey) b = add (fixture, "openai", "B", 1, "sk-test-b", NULL);
  g_autoptr (GessoKey) c = add (fixture, "openai", "C", 2, "sk-test-c", NULL);
  g_autoptr (GessoSecret) secret = NULL;

  assert_labels (fixture, "openai", "A B C");
  g_assert_true (edit (fixture, a->id, "A", 3, &error));
  g_assert_no_error (error);
  assert_labels (fixture, "openai", "B C A");
  g_assert_true (edit (fixture, a->id, "Renamed", 3, &error));
  g_assert_true (edit (fixture, a->id, "Renamed", 3, &error));
  g_assert_no_error (error);
  assert_labels (fixture, "openai", "B C Renamed");
  secret = lookup (fixture, a->id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gesso_secret_peek (secret), ==, "sk-test-a");
}

static void
test_remove (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoKey) a = add (fixture, "openai", "A", 0, "sk-test-a", NULL);
  g_autoptr (GessoKey) b = add (fixture, "openai", "B", 1, "sk-test-b", NULL);

  g_assert_true (take_away (fixture, a->id, &error));
  g_assert_no_error (error);
  assert_labels (fixture, "openai", "B");
  g_assert_false (take_away (fixture, a->id, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) looked_up = NULL;
  g_autoptr (GError) edited = NULL;

  g_assert_null (lookup (fixture, "no-such-id", &looked_up));
  g_assert_error (looked_up, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_assert_false (edit (fixture, "no-such-id", "", 0, &edited));
  g_assert_error (edited, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  gesso_keyring_list_async (fixture->keyring, NULL, TRUE, cancellable, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_null (gesso_keyring_list_finish (fixture->keyring, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GVariant *
call_service (const char *method,
              GVariant   *parameters)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (bus, SECRETS, SERVICE_PATH, SERVICE_INTERFACE, method, parameters, NULL,
                                                 G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

static void
lock_collection (void)
{
  g_autoptr (GVariant) alias = call_service ("ReadAlias", g_variant_new ("(s)", "default"));
  const char *path;

  g_variant_get (alias, "(&o)", &path);
  g_variant_unref (call_service ("Lock", g_variant_new_parsed ("([%o],)", path)));
}

/* The keyring is locked while Gesso runs, and nobody answers the question. */
static void
test_lock (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GError) looked_up = NULL;
  g_autoptr (GError) listed = NULL;
  g_autoptr (GError) quiet = NULL;
  g_autoptr (GError) added = NULL;
  g_autoptr (GessoKey) key = add (fixture, "openai", "A", 0, "sk-test-a", NULL);

  lock_collection ();
  g_assert_null (lookup (fixture, key->id, &looked_up));
  g_assert_error (looked_up, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_nonnull (strstr (looked_up->message, "locked"));
  g_assert_nonnull (strstr (looked_up->message, "OPENAI_API_KEY"));
  g_assert_null (list (fixture, "openai", TRUE, &listed));
  g_assert_error (listed, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_null (add (fixture, "openai", "B", 0, "sk-test-b", &added));
  g_assert_error (added, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_null (list (fixture, NULL, FALSE, &quiet));
  g_assert_error (quiet, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_clear_object (&fixture->keyring);
}

static void
tear_down_locked (Fixture      *fixture,
                  gconstpointer data)
{
  g_assert_null (fixture->keyring);
}

/* No bus, or a bus without a keyring on it. */
static void
test_missing (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GError) listed = NULL;
  g_autoptr (GError) looked_up = NULL;
  g_autoptr (GError) added = NULL;

  g_assert_null (list (fixture, NULL, TRUE, &listed));
  g_assert_error (listed, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_nonnull (strstr (listed->message, "no keyring"));
  g_assert_nonnull (strstr (listed->message, "OPENAI_API_KEY"));
  g_assert_null (lookup (fixture, "id", &looked_up));
  g_assert_error (looked_up, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_null (add (fixture, "openai", "", 0, "sk-test-a", &added));
  g_assert_error (added, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_clear_object (&fixture->keyring);
}

int
main (int   argc,
      char *argv[])
{
  gboolean missing = argc > 1 && strcmp (argv[argc - 1], "--without") == 0;

  if (missing)
    argc--;
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  if (missing)
    {
      g_test_add ("/keys/keyring/missing", Fixture, NULL, set_up, test_missing, tear_down_locked);
      return g_test_run ();
    }
  ADD ("/keys/keyring/add", test_add);
  ADD ("/keys/keyring/bad-key", test_bad_key);
  ADD ("/keys/keyring/providers-apart", test_providers_apart);
  ADD ("/keys/keyring/edit", test_edit);
  ADD ("/keys/keyring/remove", test_remove);
  ADD ("/keys/keyring/gone", test_gone);
  ADD ("/keys/keyring/cancel", test_cancel);
  g_test_add ("/keys/keyring/lock", Fixture, NULL, set_up, test_lock, tear_down_locked);
#undef ADD
  return g_test_run ();
}

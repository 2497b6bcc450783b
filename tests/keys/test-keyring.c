/* test-keyring.c - the keyring as it is: a real gnome-keyring
 *
 * Run by tests/util/keyring-session; each of the ways in which it cannot be
 * used has a session and an option of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
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

#define PROMPTER "org.gnome.keyring.SystemPrompter"
#define PROMPTER_PATH "/org/gnome/keyring/Prompter"
#define CALLBACK_INTERFACE "org.gnome.keyring.internal.Prompter.Callback"

static const char prompter_xml[] =
    "<node><interface name='org.gnome.keyring.internal.Prompter'>"
    "<method name='BeginPrompting'><arg type='o' name='callback' direction='in'/></method>"
    "<method name='PerformPrompt'><arg type='o' name='callback' direction='in'/><arg type='s' name='type' direction='in'/>"
    "<arg type='a{sv}' name='properties' direction='in'/><arg type='s' name='exchange' direction='in'/></method>"
    "<method name='StopPrompting'><arg type='o' name='callback' direction='in'/></method>"
    "</interface></node>";

/* An artist who presses Cancel: what the desktop's own dialog tells the keyring then. */
static void
prompter_call_cb (GDBusConnection       *bus,
                  const char            *sender,
                  const char            *path,
                  const char            *interface,
                  const char            *method,
                  GVariant              *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer               user_data)
{
  guint *n_dismissed = user_data;
  g_autoptr (GVariant) callback = g_variant_get_child_value (parameters, 0);
  gboolean asks = g_str_equal (method, "PerformPrompt");

  g_dbus_method_invocation_return_value (invocation, NULL);
  if (asks)
    (*n_dismissed)++;
  if (g_str_equal (method, "StopPrompting"))
    g_dbus_connection_call (bus, sender, g_variant_get_string (callback, NULL), CALLBACK_INTERFACE, "PromptDone", NULL,
                            NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
  else
    g_dbus_connection_call (bus, sender, g_variant_get_string (callback, NULL), CALLBACK_INTERFACE, "PromptReady",
                            g_variant_new ("(sa{sv}s)", asks ? "no" : "", NULL, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                            NULL, NULL);
}

static void
acquired_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* The artist is asked, and says no: Gesso says how to go on, and asks again the next time. */
static void
test_dismissed (Fixture      *fixture,
                gconstpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = prompter_call_cb };
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (prompter_xml, NULL);
  g_autoptr (GessoKey) key = add (fixture, "openai", "A", 0, "sk-test-a", NULL);
  gboolean acquired = FALSE;
  guint object, name, n_dismissed = 0;

  object = g_dbus_connection_register_object (bus, PROMPTER_PATH, node->interfaces[0], &vtable, &n_dismissed, NULL, NULL);
  g_assert_cmpuint (object, >, 0);
  g_assert_nonnull (key);
  name = g_bus_own_name_on_connection (bus, PROMPTER, G_BUS_NAME_OWNER_FLAGS_NONE, acquired_cb, NULL, &acquired, NULL);
  g_assert_true (gesso_test_wait (&acquired, 30));
  lock_collection ();
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (list (fixture, "openai", TRUE, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_KEYRING);
      g_assert_nonnull (strstr (error->message, "Unlock it when asked and try again"));
      g_assert_cmpuint (n_dismissed, ==, i);
    }
  g_bus_unown_name (name);
  g_dbus_connection_unregister_object (bus, object);
  g_clear_object (&fixture->keyring);
}

/* A sandbox without leave to speak to it. */
static void
test_denied (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GError) listed = NULL;
  g_autoptr (GError) looked_up = NULL;
  g_autoptr (GError) added = NULL;

  g_assert_null (list (fixture, NULL, TRUE, &listed));
  g_assert_error (listed, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_nonnull (strstr (listed->message, "not allowed"));
  g_assert_nonnull (strstr (listed->message, "OPENAI_API_KEY"));
  g_assert_null (lookup (fixture, "id", &looked_up));
  g_assert_error (looked_up, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_null (add (fixture, "openai", "", 0, "sk-test-a", &added));
  g_assert_error (added, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_clear_object (&fixture->keyring);
}

static void
vanished_cb (GDBusConnection *bus,
             const char      *name,
             gpointer         user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Its process ends while Gesso runs and has spoken to it. */
static void
test_dies (Fixture      *fixture,
           gconstpointer data)
{
  const char *process = g_getenv ("GESSO_TEST_KEYRING");
  g_autoptr (GError) listed = NULL;
  g_autoptr (GessoKey) key = add (fixture, "openai", "A", 0, "sk-test-a", NULL);
  gboolean vanished = FALSE;
  guint watch;

  g_assert_nonnull (key);
  g_assert_nonnull (process);
  g_assert_cmpint (kill ((GPid) g_ascii_strtoll (process, NULL, 10), SIGKILL), ==, 0);
  watch = g_bus_watch_name (G_BUS_TYPE_SESSION, SECRETS, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, vanished_cb, &vanished, NULL);
  g_assert_true (gesso_test_wait (&vanished, 30));
  g_bus_unwatch_name (watch);
  g_assert_null (list (fixture, NULL, TRUE, &listed));
  g_assert_error (listed, GESSO_ERROR, GESSO_ERROR_KEYRING);
  g_assert_nonnull (strstr (listed->message, "no keyring"));
  g_clear_object (&fixture->keyring);
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

/* As libsecret keeps them in a sandbox, with a password of its own in place of the portal's. */
static char *
use_file (void)
{
  char *folder = gesso_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "test.keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "password", TRUE);
  return folder;
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *option, *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } alone[] = {
    { "--without", "/keys/keyring/missing", test_missing },
    { "--denied", "/keys/keyring/denied", test_denied },
    { "--dismissed", "/keys/keyring/dismissed", test_dismissed },
    { "--dies", "/keys/keyring/dies", test_dies },
  };
  const char *option = argc > 1 ? argv[argc - 1] : "";
  g_autofree char *folder = NULL;
  int status;

  for (guint i = 0; i < G_N_ELEMENTS (alone); i++)
    if (g_str_equal (option, alone[i].option))
      {
        argc--;
        g_test_init (&argc, &argv, NULL);
        g_test_add (alone[i].path, Fixture, NULL, set_up, alone[i].test, tear_down_locked);
        return g_test_run ();
      }
  if (g_str_equal (option, "--file"))
    {
      argc--;
      folder = use_file ();
    }
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/keys/keyring/add", test_add);
  ADD ("/keys/keyring/bad-key", test_bad_key);
  ADD ("/keys/keyring/providers-apart", test_providers_apart);
  ADD ("/keys/keyring/edit", test_edit);
  ADD ("/keys/keyring/remove", test_remove);
  ADD ("/keys/keyring/gone", test_gone);
  ADD ("/keys/keyring/cancel", test_cancel);
  if (folder == NULL)
    g_test_add ("/keys/keyring/lock", Fixture, NULL, set_up, test_lock, tear_down_locked);
#undef ADD
  status = g_test_run ();
  if (folder != NULL)
    gesso_test_remove (folder);
  return status;
}

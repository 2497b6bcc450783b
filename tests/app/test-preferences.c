/* test-preferences.c - the page of providers and their keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-preferences.h"
#include "gesso-providers-page.h"
#include "gesso-test.h"
#include "gesso-texture.h"

#define HOUR (G_TIME_SPAN_HOUR)

/* Keys that are in no keyring. */
static GessoStudioKey *
make_key (const char *provider,
          const char *label,
          const char *fingerprint)
{
  GessoStudioKey *key = g_new0 (GessoStudioKey, 1);

  key->key = gesso_key_new (provider, label, 0);
  g_free (key->key->fingerprint);
  key->key->fingerprint = g_strdup (fingerprint);
  key->state = gesso_key_state_new (provider, fingerprint);
  return key;
}

static GPtrArray *
make_keys (void)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_key_free);
  GessoStudioKey *key = make_key ("openai", "Work & <Home>", "k-00000001");

  key->state->uses = 12;
  key->state->last_used = g_get_real_time () - 2 * HOUR;
  g_ptr_array_add (keys, key);
  key = make_key ("openai", "Old", "k-00000002");
  key->state->condition = GESSO_KEY_INVALID;
  key->state->reason = g_strdup ("The key was revoked.");
  g_ptr_array_add (keys, key);
  key = make_key ("openai", "OPENAI_API_KEY", "k-00000003");
  key->key->variable = g_strdup ("OPENAI_API_KEY");
  g_ptr_array_add (keys, key);
  return keys;
}

static GessoProvidersPage *
make_page (AppFixture   *fixture,
           GessoKeyList *list)
{
  return g_object_ref_sink (GESSO_PROVIDERS_PAGE (gesso_providers_page_new (fixture->studio, list)));
}

static const char *
get_subtitle (GessoProviderRow *row,
              const char       *fingerprint)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (gesso_provider_row_find_key (row, fingerprint)));
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
test_providers (AppFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoProvidersPage) page = NULL;
  GListModel *providers;

  if (fixture->studio == NULL)
    return;
  page = make_page (fixture, list);
  providers = G_LIST_MODEL (gesso_studio_get_registry (fixture->studio));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
      GessoProviderRow *row = gesso_providers_page_find_row (page, spec->id);

      g_assert_cmpint (row == NULL, ==, spec->on_device);
      if (row != NULL)
        g_assert_cmpuint (strlen (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row))), >, 3);
    }
  g_assert_null (gesso_providers_page_find_row (page, ""));
}

static void
test_keys (AppFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoProvidersPage) page = NULL;
  GessoProviderRow *row;

  if (fixture->studio == NULL)
    return;
  page = make_page (fixture, list);
  row = gesso_providers_page_find_row (page, "openai");
  g_assert_cmpuint (gesso_provider_row_get_n_keys (row), ==, 0);
  gesso_key_list_take (list, make_keys (), NULL);
  g_assert_cmpuint (gesso_provider_row_get_n_keys (row), ==, 3);
  g_assert_cmpuint (gesso_provider_row_get_n_keys (gesso_providers_page_find_row (page, "fal")), ==, 0);
  assert_contains (get_subtitle (row, "k-00000001"), "12 times");
  assert_contains (get_subtitle (row, "k-00000001"), "Ready");
  assert_contains (get_subtitle (row, "k-00000002"), "The key was revoked.");
  assert_contains (get_subtitle (row, "k-00000003"), "environment");
  g_assert_null (gesso_provider_row_find_key (row, "k-00000009"));

  gesso_key_list_take (list, g_ptr_array_new (), NULL);
  g_assert_cmpuint (gesso_provider_row_get_n_keys (row), ==, 0);
}

static void
test_problem (AppFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoProvidersPage) page = NULL;

  if (fixture->studio == NULL)
    return;
  page = make_page (fixture, list);
  g_assert_null (gesso_providers_page_get_problem (page));
  gesso_key_list_take (list, g_ptr_array_new (), g_strdup ("The keyring is locked. Unlock it & try again."));
  g_assert_cmpstr (gesso_providers_page_get_problem (page), ==, "The keyring is locked. Unlock it & try again.");
}

static AdwPasswordEntryRow *
find_entry (GtkWidget *widget)
{
  AdwPasswordEntryRow *found = NULL;

  if (ADW_IS_PASSWORD_ENTRY_ROW (widget))
    return ADW_PASSWORD_ENTRY_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_entry (child);
  return found;
}

static void
test_entry (AppFixture   *fixture,
            gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GessoProvidersPage) page = NULL;
  g_autoptr (GessoSecret) secret = NULL;
  GessoProviderRow *row;
  AdwPasswordEntryRow *entry;

  if (fixture->studio == NULL)
    return;
  page = make_page (fixture, list);
  row = gesso_providers_page_find_row (page, "openai");
  entry = find_entry (GTK_WIDGET (row));
  g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (entry)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "  not-a-real-key ");
  secret = gesso_provider_row_make_secret (row);
  g_assert_cmpstr (gesso_secret_peek (secret), ==, "not-a-real-key");
  gesso_provider_row_clear (row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

/* A key is hidden at once, and back when it is undone; the keyring is not asked before. */
static void
test_test_and_remove (AppFixture   *fixture,
                      gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  GPtrArray *keys;
  GessoKeyRow *key;
  GtkWidget *window;
  GessoProvidersPage *page;
  GessoProviderRow *row;

  if (fixture->studio == NULL)
    return;
  window = adw_preferences_window_new ();
  page = GESSO_PROVIDERS_PAGE (gesso_providers_page_new (fixture->studio, list));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gesso_key_list_take (list, make_keys (), NULL);
  row = gesso_providers_page_find_row (page, "openai");
  key = gesso_provider_row_find_key (row, "k-00000001");
  gesso_key_row_set_test (key, TRUE, NULL);
  gesso_key_row_set_test (key, FALSE, "It works (0.4 s)");
  assert_contains (adw_action_row_get_subtitle (ADW_ACTION_ROW (key)), "It works (0.4 s)");

  /* What a test showed is of that key, whatever place it has. */
  keys = make_keys ();
  g_ptr_array_remove_index (keys, 0);
  gesso_key_list_take (list, keys, NULL);
  g_assert_null (strstr (get_subtitle (row, "k-00000002"), "It works"));
  gesso_key_list_take (list, make_keys (), NULL);
  key = gesso_provider_row_find_key (row, "k-00000001");

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (key), "keys.remove", "s", "k-00000001"));
  g_assert_cmpuint (gesso_provider_row_get_n_keys (row), ==, 2);
  g_assert_null (gesso_provider_row_find_key (row, "k-00000001"));
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

static void
test_window (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GSettings) settings = NULL;
  GtkWidget *preferences;

  if (fixture->studio == NULL)
    return;
  settings = g_settings_new ("art.gesso.Gesso");
  preferences = gesso_preferences_new (settings, fixture->studio, list);
  gtk_window_present (GTK_WINDOW (preferences));
  gesso_preferences_show_provider (GESSO_PREFERENCES (preferences), "openai");
  g_assert_true (GESSO_IS_PROVIDERS_PAGE (
      adw_preferences_window_get_visible_page (ADW_PREFERENCES_WINDOW (preferences))));
  gesso_preferences_show_provider (GESSO_PREFERENCES (preferences), "no-such-provider");
  app_test_settle ();
  gtk_window_destroy (GTK_WINDOW (preferences));
  app_test_settle ();

  preferences = gesso_preferences_new (settings, NULL, NULL);
  gesso_preferences_show_provider (GESSO_PREFERENCES (preferences), "openai");
  gtk_window_destroy (GTK_WINDOW (preferences));
}

#define ADD(path, func) g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  ADD ("/app/preferences/providers", test_providers);
  ADD ("/app/preferences/keys", test_keys);
  ADD ("/app/preferences/problem", test_problem);
  ADD ("/app/preferences/entry", test_entry);
  ADD ("/app/preferences/test-and-remove", test_test_and_remove);
  ADD ("/app/preferences/window", test_window);
  return g_test_run ();
}

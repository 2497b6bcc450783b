/* test-preferences.c - the page of providers and their keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-key-dialog.h"
#include "gesso-keyring-row.h"
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
  key->state->failures = 2;
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

/* The page of providers in a window of its own. */
typedef struct
{
  GessoKeyList *list;
  GtkWidget *window;
  GessoProvidersPage *page;
} Pages;

static void
set_up_pages (Pages      *pages,
              AppFixture *fixture)
{
  pages->list = gesso_key_list_new (NULL);
  pages->window = adw_preferences_window_new ();
  pages->page = GESSO_PROVIDERS_PAGE (
      gesso_providers_page_new (fixture->studio, pages->list, ADW_PREFERENCES_WINDOW (pages->window)));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (pages->window), ADW_PREFERENCES_PAGE (pages->page));
}

static void
tear_down_pages (Pages *pages)
{
  gtk_window_destroy (GTK_WINDOW (pages->window));
  app_test_settle ();
  g_object_unref (pages->list);
}

static const char *
get_subtitle (GessoProviderPage *page,
              const char        *fingerprint)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (gesso_provider_page_find_key (page, fingerprint)));
}

static void
assert_contains (const char *text,
                 const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type,
             gboolean (*accept) (GtkWidget *, const char *),
             const char *data)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (accept == NULL || accept (widget, data)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type, accept, data);
  return found;
}

static gboolean
has_label (GtkWidget  *widget,
           const char *text)
{
  return gtk_widget_get_visible (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text);
}

static void
test_providers (AppFixture   *fixture,
                gconstpointer data)
{
  GListModel *providers;
  Pages pages;

  if (fixture->studio == NULL)
    return;
  set_up_pages (&pages, fixture);
  providers = G_LIST_MODEL (gesso_studio_get_registry (fixture->studio));
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
      AdwActionRow *row = gesso_providers_page_find_row (pages.page, spec->id);
      GessoProviderPage *page = gesso_providers_page_open (pages.page, spec->id);

      g_assert_cmpint (row == NULL, ==, spec->on_device);
      g_assert_cmpint (page == NULL, ==, spec->on_device);
      if (row == NULL)
        continue;
      g_assert_cmpuint (strlen (adw_action_row_get_subtitle (row)), >, 3);
      g_assert_true (gesso_provider_page_get_spec (page) == spec);
      g_assert_nonnull (find_widget (GTK_WIDGET (row), GTK_TYPE_LABEL, has_label, "No key"));
      adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (pages.window));
      app_test_settle ();
    }
  g_assert_null (gesso_providers_page_find_row (pages.page, ""));
  g_assert_null (gesso_providers_page_open (pages.page, ""));
  tear_down_pages (&pages);
}

static void
test_keys (AppFixture   *fixture,
           gconstpointer data)
{
  GessoProviderPage *page;
  GtkWidget *row;
  Pages pages;

  if (fixture->studio == NULL)
    return;
  set_up_pages (&pages, fixture);
  page = gesso_providers_page_open (pages.page, "openai");
  g_assert_cmpuint (gesso_provider_page_get_n_keys (page), ==, 0);
  gesso_key_list_take (pages.list, make_keys (), NULL);
  g_assert_cmpuint (gesso_provider_page_get_n_keys (page), ==, 3);
  assert_contains (get_subtitle (page, "k-00000001"), "12 times");
  assert_contains (get_subtitle (page, "k-00000001"), "2 failed");
  assert_contains (get_subtitle (page, "k-00000001"), "Ready");
  assert_contains (get_subtitle (page, "k-00000002"), "The key was revoked.");
  assert_contains (get_subtitle (page, "k-00000003"), "environment");
  g_assert_null (gesso_provider_page_find_key (page, "k-00000009"));
  row = GTK_WIDGET (gesso_providers_page_find_row (pages.page, "openai"));
  g_assert_nonnull (find_widget (row, GTK_TYPE_LABEL, has_label, "2 of 3 keys ready"));

  gesso_key_list_take (pages.list, g_ptr_array_new (), NULL);
  g_assert_cmpuint (gesso_provider_page_get_n_keys (page), ==, 0);
  g_assert_nonnull (find_widget (row, GTK_TYPE_LABEL, has_label, "No key"));
  tear_down_pages (&pages);
}

/* Said on the list and on each page, with a way on. */
static void
test_problem (AppFixture   *fixture,
              gconstpointer data)
{
  static const char sentence[] = "The keyring is locked. Unlock it & try again.";
  GtkWidget *rows[2];
  Pages pages;

  if (fixture->studio == NULL)
    return;
  set_up_pages (&pages, fixture);
  rows[0] = find_widget (GTK_WIDGET (pages.page), GESSO_TYPE_KEYRING_ROW, NULL, NULL);
  rows[1] = find_widget (GTK_WIDGET (gesso_providers_page_open (pages.page, "fal")), GESSO_TYPE_KEYRING_ROW, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_false (gtk_widget_get_visible (rows[i]));
  gesso_key_list_take (pages.list, g_ptr_array_new (), g_strdup (sentence));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (gtk_widget_get_visible (rows[i]));
      g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (rows[i])), ==, sentence);
    }
  gesso_key_list_take (pages.list, g_ptr_array_new (), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_false (gtk_widget_get_visible (rows[i]));
  tear_down_pages (&pages);
}

static void
test_dialog (AppFixture   *fixture,
             gconstpointer data)
{
  g_autoptr (GessoSecret) secret = NULL;
  GtkWidget *dialog, *add;
  GtkEditable *entry;

  if (fixture->studio == NULL)
    return;
  g_assert_null (gesso_key_dialog_new (fixture->studio, ""));
  g_assert_null (gesso_key_dialog_new (fixture->studio, "device"));
  g_assert_null (gesso_key_dialog_new (fixture->studio, "no-such-provider/model"));
  dialog = gesso_key_dialog_new (fixture->studio, "openai/gpt-image-1");
  g_assert_cmpstr (gesso_key_dialog_get_model (GESSO_KEY_DIALOG (dialog)), ==, "openai/gpt-image-1");
  entry = GTK_EDITABLE (find_widget (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL, NULL));
  add = GTK_WIDGET (gtk_widget_get_template_child (dialog, GESSO_TYPE_KEY_DIALOG, "add_button"));
  g_assert_false (gtk_editable_get_enable_undo (entry));
  g_assert_false (gtk_widget_get_sensitive (add));
  gesso_key_dialog_set_key (GESSO_KEY_DIALOG (dialog), "  not-a-real-key ");
  g_assert_true (gtk_widget_get_sensitive (add));
  secret = gesso_key_dialog_make_secret (GESSO_KEY_DIALOG (dialog));
  g_assert_cmpstr (gesso_secret_peek (secret), ==, "not-a-real-key");

  /* What cannot be a key is said in the dialog, which stays. */
  gesso_key_dialog_set_key (GESSO_KEY_DIALOG (dialog), "two words and a \xc3\xa9");
  g_signal_emit_by_name (add, "clicked");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (
      gtk_widget_get_template_child (dialog, GESSO_TYPE_KEY_DIALOG, "problem"))));
  gtk_window_destroy (GTK_WINDOW (dialog));

  dialog = gesso_key_dialog_new (fixture->studio, "fal");
  g_assert_null (gesso_key_dialog_get_model (GESSO_KEY_DIALOG (dialog)));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
test_has_ended (gpointer data)
{
  return strstr (get_subtitle (data, "k-00000003"), "Tested:") != NULL;
}

/* There is no such key to send: the test says so, and how long it took. */
static void
test_testing (AppFixture   *fixture,
              gconstpointer data)
{
  GessoProviderPage *page;
  GtkWidget *row;
  Pages pages;

  if (fixture->studio == NULL)
    return;
  set_up_pages (&pages, fixture);
  page = gesso_providers_page_open (pages.page, "openai");
  gesso_key_list_take (pages.list, make_keys (), NULL);
  row = GTK_WIDGET (gesso_provider_page_find_key (page, "k-00000003"));
  g_assert_true (gtk_widget_activate_action (row, "keys.test", "s", "k-00000003"));
  app_test_wait (test_has_ended, page);
  g_assert_null (strstr (get_subtitle (page, "k-00000001"), "Tested:"));
  tear_down_pages (&pages);
}

/* A key is hidden at once, and back when it is undone; the keyring is not asked before. */
static void
test_remove (AppFixture   *fixture,
             gconstpointer data)
{
  GessoProviderPage *page;
  GessoKeyRow *key;
  Pages pages;

  if (fixture->studio == NULL)
    return;
  set_up_pages (&pages, fixture);
  page = gesso_providers_page_open (pages.page, "openai");
  gesso_key_list_take (pages.list, make_keys (), NULL);
  key = gesso_provider_page_find_key (page, "k-00000001");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (key), "keys.remove", "s", "k-00000001"));
  g_assert_cmpuint (gesso_provider_page_get_n_keys (page), ==, 2);
  g_assert_null (gesso_provider_page_find_key (page, "k-00000001"));
  tear_down_pages (&pages);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (ADW_IS_MESSAGE_DIALOG (window->data) || GESSO_IS_KEY_DIALOG (window->data))
      return window->data;
  return NULL;
}

static void
test_rename_and_add (AppFixture   *fixture,
                     gconstpointer data)
{
  GessoProviderPage *page;
  GtkWidget *dialog;
  Pages pages;

  if (fixture->studio == NULL)
    return;
  set_up_pages (&pages, fixture);
  page = gesso_providers_page_open (pages.page, "openai");
  gesso_key_list_take (pages.list, make_keys (), NULL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "keys.rename", "s", "k-00000001"));
  dialog = find_dialog ();
  g_assert_true (ADW_IS_MESSAGE_DIALOG (dialog));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog)))), ==, "Work & <Home>");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "keys.rename", "s", "k-00000009"));
  g_assert_null (find_dialog ());

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "keys.add", "s", "openai"));
  dialog = find_dialog ();
  g_assert_true (GESSO_IS_KEY_DIALOG (dialog));
  gtk_window_destroy (GTK_WINDOW (dialog));
  tear_down_pages (&pages);
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
  gesso_preferences_show_provider (GESSO_PREFERENCES (preferences), "no-such-provider");
  g_assert_true (GESSO_IS_PROVIDERS_PAGE (
      adw_preferences_window_get_visible_page (ADW_PREFERENCES_WINDOW (preferences))));
  gesso_preferences_show_provider (GESSO_PREFERENCES (preferences), "openai");
  g_assert_nonnull (find_widget (preferences, GESSO_TYPE_PROVIDER_PAGE, NULL, NULL));
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
  ADD ("/app/preferences/dialog", test_dialog);
  ADD ("/app/preferences/testing", test_testing);
  ADD ("/app/preferences/remove", test_remove);
  ADD ("/app/preferences/rename-and-add", test_rename_and_add);
  ADD ("/app/preferences/window", test_window);
  return g_test_run ();
}

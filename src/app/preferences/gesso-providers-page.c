/* gesso-providers-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-providers-page.h"

struct _GessoProvidersPage
{
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *problem_group;
  AdwActionRow *problem;
  AdwPreferencesGroup *providers;

  GessoStudio *studio;       /* (owned) */
  GessoKeyList *keys;        /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *rows;           /* (owned) of borrowed GessoProviderRow */
  GHashTable *removed;       /* (owned) (element-type utf8 AdwToast): by fingerprint, until it can no longer be undone */
};

G_DEFINE_FINAL_TYPE (GessoProvidersPage, gesso_providers_page, ADW_TYPE_PREFERENCES_PAGE)

/* A call about one key or row, and the page that waits for it. */
typedef struct
{
  GessoProvidersPage *page; /* (owned) */
  char *fingerprint;        /* (owned) (nullable) */
  GessoProviderRow *row;    /* (owned) (nullable) */
} Call;

static Call *
make_call (GessoProvidersPage *page,
           const char         *fingerprint,
           GessoProviderRow   *row)
{
  Call *call = g_new0 (Call, 1);

  call->page = g_object_ref (page);
  call->fingerprint = g_strdup (fingerprint);
  call->row = row != NULL ? g_object_ref (row) : NULL;
  return call;
}

static void
free_call (Call *call)
{
  g_object_unref (call->page);
  g_free (call->fingerprint);
  g_clear_object (&call->row);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, free_call)

static void
show_toast (GessoProvidersPage *self,
            AdwToast           *toast)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_WINDOW);

  if (window != NULL)
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (window), toast);
  else
    g_object_unref (toast);
}

static void
show_error (GessoProvidersPage *self,
            const GError       *error)
{
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_toast (self, adw_toast_new (markup));
}

static void
show_keys (GessoProvidersPage *self)
{
  const char *problem = gesso_key_list_get_problem (self->keys);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_group), problem != NULL);
  for (guint i = 0; i < self->rows->len; i++)
    gesso_provider_row_set_keys (g_ptr_array_index (self->rows, i), gesso_key_list_get_keys (self->keys),
                                 self->removed, g_get_real_time ());
}

static GessoKeyRow *
find_key_row (GessoProvidersPage *self,
              const char         *fingerprint)
{
  GessoKeyRow *row = NULL;

  for (guint i = 0; i < self->rows->len && row == NULL; i++)
    row = gesso_provider_row_find_key (g_ptr_array_index (self->rows, i), fingerprint);
  return row;
}

static void
try_again_cb (GessoProvidersPage *self)
{
  gesso_key_list_refresh (self->keys, TRUE);
}

/* Adding */

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoKey) key = gesso_studio_keys_add_finish (GESSO_STUDIO_KEYS (source), result, &error);

  if (g_cancellable_is_cancelled (call->page->cancellable))
    return;
  gesso_provider_row_set_busy (call->row, FALSE);
  if (key != NULL)
    gesso_provider_row_clear (call->row);
  else
    show_error (call->page, error);
}

static void
add_cb (GessoProvidersPage *self,
        GessoProviderRow   *row)
{
  g_autoptr (GessoSecret) secret = gesso_provider_row_make_secret (row);
  g_autoptr (GError) error = NULL;

  if (!gesso_secret_check (secret, &error))
    {
      show_error (self, error);
      return;
    }
  gesso_provider_row_set_busy (row, TRUE);
  gesso_studio_keys_add_async (gesso_studio_get_keys (self->studio), gesso_provider_row_get_spec (row)->id,
                               gesso_provider_row_get_label (row), secret, self->cancellable, added_cb,
                               make_call (self, NULL, row));
}

/* Testing */

static char *
make_verdict (const GError *error,
              double        seconds)
{
  if (error == NULL)
    /* Translators: what the test of a key showed, and how many seconds it took. */
    return g_strdup_printf (_("Test: it works (%.1f s)"), seconds);
  /* Translators: what the test of a key showed, as a sentence, and how many seconds it took. */
  return g_strdup_printf (_("Test: %s (%.1f s)"), error->message, seconds);
}

static void
tested_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = NULL;
  double seconds = 0;
  GessoKeyRow *row;

  gesso_studio_test_key_finish (GESSO_STUDIO (source), result, &seconds, &error);
  if (g_cancellable_is_cancelled (call->page->cancellable))
    return;
  row = find_key_row (call->page, call->fingerprint);
  verdict = make_verdict (error, seconds);
  if (row != NULL)
    gesso_key_row_set_test (row, FALSE, verdict);
}

static void
test_key (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (widget);
  const char *fingerprint = g_variant_get_string (parameter, NULL);
  GessoKeyRow *row = find_key_row (self, fingerprint);

  if (row == NULL)
    return;
  gesso_key_row_set_test (row, TRUE, NULL);
  gesso_studio_test_key_async (self->studio, fingerprint, self->cancellable, tested_cb,
                               make_call (self, fingerprint, NULL));
}

/* Moving */

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_studio_keys_move_finish (GESSO_STUDIO_KEYS (source), result, &error))
    show_error (call->page, error);
}

static void
move_key (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (widget);
  const char *fingerprint;
  guint place;

  g_variant_get (parameter, "(&su)", &fingerprint, &place);
  gesso_studio_keys_move_async (gesso_studio_get_keys (self->studio), fingerprint, place, self->cancellable, moved_cb,
                                make_call (self, fingerprint, NULL));
}

/* Removing: only hidden until it cannot be undone any more, as a key that is gone from the keyring is gone */

static void
really_removed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (call->page->removed, call->fingerprint);
  if (!gesso_studio_keys_remove_finish (GESSO_STUDIO_KEYS (source), result, &error))
    show_error (call->page, error);
  if (!g_cancellable_is_cancelled (call->page->cancellable))
    show_keys (call->page);
}

/* Not cancelled with the page: it was promised. */
static void
really_remove (GessoProvidersPage *self,
               const char         *fingerprint)
{
  gesso_studio_keys_remove_async (gesso_studio_get_keys (self->studio), fingerprint, NULL, really_removed_cb,
                                  make_call (self, fingerprint, NULL));
}

static void
toast_dismissed_cb (AdwToast *toast,
                    Call     *call)
{
  if (g_hash_table_lookup (call->page->removed, call->fingerprint) == toast)
    {
      g_hash_table_replace (call->page->removed, g_strdup (call->fingerprint), NULL);
      really_remove (call->page, call->fingerprint);
    }
}

static void
undo_cb (AdwToast *toast,
         Call     *call)
{
  if (g_hash_table_lookup (call->page->removed, call->fingerprint) != toast)
    return;
  g_hash_table_remove (call->page->removed, call->fingerprint);
  show_keys (call->page);
}

static void
disconnected_cb (gpointer  data,
                 GClosure *closure)
{
  free_call (data);
}

static void
remove_key (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (widget);
  const char *fingerprint = g_variant_get_string (parameter, NULL);
  AdwToast *toast = adw_toast_new (_("The key was removed"));

  adw_toast_set_button_label (toast, _("_Undo"));
  g_hash_table_replace (self->removed, g_strdup (fingerprint), toast);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), make_call (self, fingerprint, NULL),
                         disconnected_cb, 0);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), make_call (self, fingerprint, NULL),
                         disconnected_cb, 0);
  show_toast (self, toast);
  show_keys (self);
}

/* Nobody can undo what the page no longer shows. */
static void
gesso_providers_page_unrealize (GtkWidget *widget)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (widget);
  GHashTableIter iter;
  gpointer fingerprint, toast;

  g_hash_table_iter_init (&iter, self->removed);
  while (g_hash_table_iter_next (&iter, &fingerprint, &toast))
    if (toast != NULL)
      {
        g_hash_table_iter_replace (&iter, NULL);
        really_remove (self, fingerprint);
      }
  GTK_WIDGET_CLASS (gesso_providers_page_parent_class)->unrealize (widget);
}

static void
gesso_providers_page_dispose (GObject *object)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->keys);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_providers_page_parent_class)->dispose (object);
}

static void
gesso_providers_page_finalize (GObject *object)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->removed);
  G_OBJECT_CLASS (gesso_providers_page_parent_class)->finalize (object);
}

static void
gesso_providers_page_class_init (GessoProvidersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_providers_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_providers_page_finalize;
  widget_class->unrealize = gesso_providers_page_unrealize;

  gtk_widget_class_install_action (widget_class, "keys.test", "s", test_key);
  gtk_widget_class_install_action (widget_class, "keys.move", "(su)", move_key);
  gtk_widget_class_install_action (widget_class, "keys.remove", "s", remove_key);
}

static void
add_problem (GessoProvidersPage *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Try Again"));

  self->problem_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->problem = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->problem), FALSE);
  adw_action_row_set_title_lines (self->problem, 6);
  adw_action_row_set_icon_name (self->problem, "dialog-warning-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (try_again_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->problem, button);
  adw_preferences_group_add (self->problem_group, GTK_WIDGET (self->problem));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->problem_group);
}

static void
gesso_providers_page_init (GessoProvidersPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  self->removed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _("Providers"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "dialog-password-symbolic");
  add_problem (self);
  self->providers = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->providers, _("Models Online"));
  adw_preferences_group_set_description (self->providers,
                                         _("With a key of your own account a provider’s models can be used. Keys are "
                                           "kept in the keyring of the desktop and sent to their provider only."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->providers);
}

GtkWidget *
gesso_providers_page_new (GessoStudio  *studio,
                          GessoKeyList *keys)
{
  GessoProvidersPage *self = g_object_new (GESSO_TYPE_PROVIDERS_PAGE, NULL);
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (studio));

  self->studio = g_object_ref (studio);
  self->keys = g_object_ref (keys);
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
      GtkWidget *row;

      if (gesso_provider_get_spec (provider)->on_device)
        continue;
      row = gesso_provider_row_new (gesso_provider_get_spec (provider));
      g_signal_connect_object (row, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->providers, row);
      g_ptr_array_add (self->rows, row);
    }
  g_signal_connect_object (keys, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  show_keys (self);
  return GTK_WIDGET (self);
}

GessoProviderRow *
gesso_providers_page_find_row (GessoProvidersPage *self,
                               const char         *provider)
{
  g_return_val_if_fail (GESSO_IS_PROVIDERS_PAGE (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (gesso_provider_row_get_spec (g_ptr_array_index (self->rows, i))->id, provider) == 0)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

const char *
gesso_providers_page_get_problem (GessoProvidersPage *self)
{
  g_return_val_if_fail (GESSO_IS_PROVIDERS_PAGE (self), NULL);
  return gesso_key_list_get_problem (self->keys);
}

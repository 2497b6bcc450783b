/* gesso-providers-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-keyring-row.h"
#include "gesso-model-words.h"
#include "gesso-providers-page.h"

/* A provider in the list. */
typedef struct
{
  GessoProvider *provider; /* (owned) */
  AdwActionRow *row;       /* (borrowed) */
  GtkImage *icon;          /* (borrowed) */
  GtkLabel *state;         /* (borrowed) */
} Entry;

struct _GessoProvidersPage
{
  AdwPreferencesPage parent_instance;

  GtkWidget *keyring;
  AdwPreferencesGroup *providers;

  GessoStudio *studio;          /* (owned) */
  GessoKeyList *keys;           /* (owned) */
  GessoKeyActions *actions;     /* (owned) */
  AdwPreferencesWindow *window; /* (nullable): holds this page */
  GArray *entries;              /* (owned) of Entry */
};

G_DEFINE_FINAL_TYPE (GessoProvidersPage, gesso_providers_page, ADW_TYPE_PREFERENCES_PAGE)

static void
clear_entry (gpointer data)
{
  g_object_unref (((Entry *) data)->provider);
}

/* Keys in words */

static void
count_keys (GessoProvidersPage *self,
            const char         *provider,
            guint              *n,
            guint              *n_ready)
{
  GPtrArray *keys = gesso_key_list_get_keys (self->keys);

  *n = *n_ready = 0;
  for (guint i = 0; i < keys->len; i++)
    {
      const GessoStudioKey *key = g_ptr_array_index (keys, i);

      if (g_strcmp0 (key->key->provider, provider) != 0 ||
          gesso_key_actions_is_removed (self->actions, key->key->fingerprint))
        continue;
      ++*n;
      *n_ready += key->state->condition == GESSO_KEY_USABLE;
    }
}

static char *
make_state (guint n,
            guint n_ready)
{
  if (n == 0)
    return g_strdup (_("No key"));
  if (n == n_ready)
    /* Translators: how many keys there are for a provider. */
    return g_strdup_printf (ngettext ("%u key", "%u keys", n), n);
  /* Translators: of the keys for a provider, how many can be used now, and how many there are. */
  return g_strdup_printf (ngettext ("%u of %u key ready", "%u of %u keys ready", n), n_ready, n);
}

static void
show_entry (GessoProvidersPage *self,
            Entry              *entry)
{
  g_autofree char *state = NULL;
  guint n, n_ready;

  count_keys (self, gesso_provider_get_spec (entry->provider)->id, &n, &n_ready);
  state = make_state (n, n_ready);
  gtk_label_set_label (entry->state, state);
  gtk_image_set_from_icon_name (entry->icon, n_ready > 0 ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (entry->icon), n > 0);
  gtk_widget_remove_css_class (GTK_WIDGET (entry->icon), n_ready > 0 ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (entry->icon), n_ready > 0 ? "success" : "warning");
}

static void
show_keys (GessoProvidersPage *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    show_entry (self, &g_array_index (self->entries, Entry, i));
}

/* Pages */

static void
back_cb (GessoProvidersPage *self)
{
  adw_preferences_window_close_subpage (self->window);
}

static GessoProviderPage *
open_entry (GessoProvidersPage *self,
            const Entry        *entry)
{
  GtkWidget *page = gesso_provider_page_new (self->studio, entry->provider, self->keys, self->actions);

  g_signal_connect_object (page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_window_present_subpage (self->window, page);
  return GESSO_PROVIDER_PAGE (page);
}

static const Entry *
find_entry (GessoProvidersPage *self,
            const char         *provider)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      if (g_strcmp0 (gesso_provider_get_spec (entry->provider)->id, provider) == 0)
        return entry;
    }
  return NULL;
}

static void
activated_cb (GessoProvidersPage *self,
              AdwActionRow       *row)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_array_index (self->entries, Entry, i).row == row)
      {
        open_entry (self, &g_array_index (self->entries, Entry, i));
        return;
      }
}

/* Nobody can undo what the page no longer shows. */
static void
gesso_providers_page_unrealize (GtkWidget *widget)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (widget);

  gesso_key_actions_finish (self->actions);
  GTK_WIDGET_CLASS (gesso_providers_page_parent_class)->unrealize (widget);
}

static void
gesso_providers_page_dispose (GObject *object)
{
  GessoProvidersPage *self = GESSO_PROVIDERS_PAGE (object);

  if (self->actions != NULL)
    gesso_key_actions_finish (self->actions);
  g_clear_object (&self->actions);
  g_clear_object (&self->keys);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_providers_page_parent_class)->dispose (object);
}

static void
gesso_providers_page_finalize (GObject *object)
{
  g_array_unref (GESSO_PROVIDERS_PAGE (object)->entries);
  G_OBJECT_CLASS (gesso_providers_page_parent_class)->finalize (object);
}

static void
gesso_providers_page_class_init (GessoProvidersPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_providers_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_providers_page_finalize;
  GTK_WIDGET_CLASS (klass)->unrealize = gesso_providers_page_unrealize;
}

static void
gesso_providers_page_init (GessoProvidersPage *self)
{
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_set_clear_func (self->entries, clear_entry);
  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (self), _("Providers"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (self), "dialog-password-symbolic");
  self->keyring = gesso_keyring_row_new ();
  self->providers = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->providers, _("Models Online"));
  adw_preferences_group_set_description (self->providers,
                                         _("With a key of your own account a provider’s models can be used. Keys are "
                                           "kept in the keyring of the desktop and sent to their provider only."));
  adw_preferences_group_add (self->providers, self->keyring);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), self->providers);
}

static void
add_entry (GessoProvidersPage *self,
           GessoProvider      *provider)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
  g_autofree char *tools = gesso_model_words_list_provider_tools (spec);
  Entry entry = { .provider = g_object_ref (provider) };

  entry.row = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (entry.row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry.row), _(spec->title));
  adw_action_row_set_subtitle (entry.row, tools);
  adw_action_row_set_subtitle_lines (entry.row, 2);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (entry.row), TRUE);
  entry.icon = GTK_IMAGE (gtk_image_new ());
  adw_action_row_add_suffix (entry.row, GTK_WIDGET (entry.icon));
  entry.state = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (entry.state), "dim-label");
  adw_action_row_add_suffix (entry.row, GTK_WIDGET (entry.state));
  adw_action_row_add_suffix (entry.row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (entry.row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->providers, GTK_WIDGET (entry.row));
  g_array_append_val (self->entries, entry);
}

GtkWidget *
gesso_providers_page_new (GessoStudio          *studio,
                          GessoKeyList         *keys,
                          AdwPreferencesWindow *window)
{
  GessoProvidersPage *self = g_object_new (GESSO_TYPE_PROVIDERS_PAGE, NULL);
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (studio));

  self->studio = g_object_ref (studio);
  self->keys = g_object_ref (keys);
  self->window = window;
  self->actions = gesso_key_actions_new (studio, keys, window);
  gesso_keyring_row_set_keys (GESSO_KEYRING_ROW (self->keyring), keys);
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);

      if (!gesso_provider_get_spec (provider)->on_device)
        add_entry (self, provider);
    }
  g_signal_connect_object (keys, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->actions, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  show_keys (self);
  return GTK_WIDGET (self);
}

AdwActionRow *
gesso_providers_page_find_row (GessoProvidersPage *self,
                               const char         *provider)
{
  const Entry *entry;

  g_return_val_if_fail (GESSO_IS_PROVIDERS_PAGE (self), NULL);

  entry = find_entry (self, provider);
  return entry != NULL ? entry->row : NULL;
}

GessoProviderPage *
gesso_providers_page_open (GessoProvidersPage *self,
                           const char         *provider)
{
  const Entry *entry;

  g_return_val_if_fail (GESSO_IS_PROVIDERS_PAGE (self), NULL);

  entry = find_entry (self, provider);
  return entry != NULL ? open_entry (self, entry) : NULL;
}

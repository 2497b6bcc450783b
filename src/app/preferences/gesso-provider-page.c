/* gesso-provider-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-keyring-row.h"
#include "gesso-model-words.h"
#include "gesso-provider-account.h"
#include "gesso-provider-models.h"
#include "gesso-provider-page.h"

struct _GessoProviderPage
{
  GtkBox parent_instance;

  /* template widgets */
  AdwWindowTitle *title;
  AdwPreferencesPage *page;
  AdwActionRow *offer;
  AdwActionRow *link;
  AdwPreferencesGroup *keys_group;
  GtkWidget *add_button;
  GessoKeyringRow *keyring;
  AdwActionRow *none;
  GessoProviderModels *models;
  GessoProviderAccount *account;

  const GessoProviderSpec *spec; /* static */
  GessoKeyList *keys;            /* (owned) */
  GessoKeyActions *actions;      /* (owned) */
  GPtrArray *rows;               /* (owned) of borrowed GessoKeyRow */
};

G_DEFINE_FINAL_TYPE (GessoProviderPage, gesso_provider_page, GTK_TYPE_BOX)

enum
{
  BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
back_cb (GessoProviderPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
open_link_cb (GessoProviderPage *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->spec->key_url, GDK_CURRENT_TIME);
}

/* Keys */

static gboolean
is_ours (GessoProviderPage    *self,
         const GessoStudioKey *key)
{
  return g_strcmp0 (key->key->provider, self->spec->id) == 0;
}

static gboolean
is_shown (GessoProviderPage    *self,
          const GessoStudioKey *key)
{
  return is_ours (self, key) && !gesso_key_actions_is_removed (self->actions, key->key->fingerprint);
}

static gboolean
is_movable (GessoProviderPage    *self,
            const GessoStudioKey *key)
{
  return is_ours (self, key) && key->key->variable == NULL;
}

static void
set_n_rows (GessoProviderPage *self,
            guint              n_rows)
{
  while (self->rows->len > n_rows)
    {
      adw_preferences_group_remove (self->keys_group, g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, self->rows->len - 1);
    }
  while (self->rows->len < n_rows)
    {
      GtkWidget *row = gesso_key_row_new ();

      adw_preferences_group_add (self->keys_group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_keys (GessoProviderPage *self)
{
  GPtrArray *keys = gesso_key_list_get_keys (self->keys);
  gint64 now = g_get_real_time ();
  guint n_shown = 0, n_places = 0, row = 0, place = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      const GessoStudioKey *key = g_ptr_array_index (keys, i);

      n_shown += is_shown (self, key);
      n_places += is_movable (self, key);
    }
  set_n_rows (self, n_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->none), n_shown == 0);
  for (guint i = 0; i < keys->len; i++)
    {
      const GessoStudioKey *key = g_ptr_array_index (keys, i);

      if (is_shown (self, key))
        gesso_key_row_set_key (g_ptr_array_index (self->rows, row++), key, place, n_places, self->actions, now);
      place += is_movable (self, key);
    }
}

/* What it offers */

static void
show_offer (GessoProviderPage *self)
{
  g_autofree char *tools = gesso_model_words_list_provider_tools (self->spec);

  adw_window_title_set_title (self->title, _(self->spec->title));
  adw_action_row_set_subtitle (self->offer, tools);
  gtk_widget_set_visible (GTK_WIDGET (self->link), self->spec->key_url != NULL);
  if (self->spec->key_url != NULL)
    adw_action_row_set_subtitle (self->link, self->spec->key_url);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->add_button), "s", self->spec->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "keys.add");
}

static void
gesso_provider_page_dispose (GObject *object)
{
  GessoProviderPage *self = GESSO_PROVIDER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_PROVIDER_PAGE);
  g_clear_object (&self->keys);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (gesso_provider_page_parent_class)->dispose (object);
}

static void
gesso_provider_page_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_PROVIDER_PAGE (object)->rows);
  G_OBJECT_CLASS (gesso_provider_page_parent_class)->finalize (object);
}

static void
gesso_provider_page_class_init (GessoProviderPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (GESSO_TYPE_KEYRING_ROW);
  g_type_ensure (GESSO_TYPE_PROVIDER_ACCOUNT);
  g_type_ensure (GESSO_TYPE_PROVIDER_MODELS);
  G_OBJECT_CLASS (klass)->dispose = gesso_provider_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_provider_page_finalize;

  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-provider-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, account);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, keyring);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, keys_group);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, link);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, models);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, none);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, offer);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, page);
  gtk_widget_class_bind_template_child (widget_class, GessoProviderPage, title);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_link_cb);
}

static void
gesso_provider_page_init (GessoProviderPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_provider_page_new (GessoStudio     *studio,
                         GessoProvider   *provider,
                         GessoKeyList    *keys,
                         GessoKeyActions *actions)
{
  GessoProviderPage *self = g_object_new (GESSO_TYPE_PROVIDER_PAGE, NULL);

  self->spec = gesso_provider_get_spec (provider);
  self->keys = g_object_ref (keys);
  self->actions = g_object_ref (actions);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "keys", gesso_key_actions_get_group (actions));
  g_signal_connect_object (keys, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (actions, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  gesso_keyring_row_set_keys (self->keyring, keys);
  gesso_provider_models_set (self->models, gesso_studio_get_providers (studio), self->spec);
  gesso_provider_account_set (self->account, gesso_studio_get_providers (studio), self->spec);
  show_offer (self);
  show_keys (self);
  return GTK_WIDGET (self);
}

const GessoProviderSpec *
gesso_provider_page_get_spec (GessoProviderPage *self)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_PAGE (self), NULL);
  return self->spec;
}

GessoKeyRow *
gesso_provider_page_find_key (GessoProviderPage *self,
                              const char        *fingerprint)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_PAGE (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (gesso_key_row_get_fingerprint (g_ptr_array_index (self->rows, i)), fingerprint) == 0)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

guint
gesso_provider_page_get_n_keys (GessoProviderPage *self)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_PAGE (self), 0);
  return self->rows->len;
}

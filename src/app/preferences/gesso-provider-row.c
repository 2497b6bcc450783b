/* gesso-provider-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-provider-row.h"

struct _GessoProviderRow
{
  AdwExpanderRow parent_instance;

  const GessoProviderSpec *spec; /* static */
  GtkLabel *count;
  GtkWidget *link;
  GtkWidget *label_entry;
  GtkWidget *key_entry;
  GtkWidget *add_button;
  GPtrArray *rows; /* (owned) of borrowed GessoKeyRow */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (GessoProviderRow, gesso_provider_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  ADD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_add_button (GessoProviderRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->key_entry));

  gtk_widget_set_sensitive (self->add_button, !self->busy && *text != '\0');
}

static void
add_cb (GessoProviderRow *self)
{
  if (gtk_widget_get_sensitive (self->add_button))
    g_signal_emit (self, signals[ADD], 0);
}

static void
open_link_cb (GessoProviderRow *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->spec->key_url, GDK_CURRENT_TIME);
}

static void
gesso_provider_row_dispose (GObject *object)
{
  GessoProviderRow *self = GESSO_PROVIDER_ROW (object);

  if (self->key_entry != NULL)
    gesso_provider_row_clear (self);
  self->key_entry = NULL;
  G_OBJECT_CLASS (gesso_provider_row_parent_class)->dispose (object);
}

static void
gesso_provider_row_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_PROVIDER_ROW (object)->rows);
  G_OBJECT_CLASS (gesso_provider_row_parent_class)->finalize (object);
}

static void
gesso_provider_row_class_init (GessoProviderRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_provider_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_provider_row_finalize;

  signals[ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_provider_row_init (GessoProviderRow *self)
{
  self->rows = g_ptr_array_new ();
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->count));
}

/* "Generate, Edit, Inpaint" */
static char *
list_tools (const GessoProviderSpec *spec)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  guint tools = 0;

  for (const GessoModelSpec *model = spec->models; model != NULL && model->id != NULL; model++)
    tools |= model->tools;
  for (guint i = 0; i < GESSO_N_TOOLS; i++)
    if ((tools & (1u << i)) != 0)
      g_ptr_array_add (titles, (gpointer) gesso_tool_get_title (i));
  g_ptr_array_add (titles, NULL);
  return g_strjoinv (", ", (char **) titles->pdata);
}

static void
add_link (GessoProviderRow *self)
{
  self->link = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->link), _("Get a Key"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->link), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->link), self->spec->key_url);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->link), gtk_image_new_from_icon_name ("adw-external-link-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->link), TRUE);
  g_signal_connect_object (self->link, "activated", G_CALLBACK (open_link_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->link);
}

static void
add_entries (GessoProviderRow *self)
{
  self->label_entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->label_entry), _("Name of a new key (optional)"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->label_entry);

  self->key_entry = adw_password_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_entry), _("New key"));
  /* Nothing of a key is to be remembered. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->key_entry), FALSE);
  self->add_button = gtk_button_new_with_label (_("Add"));
  gtk_widget_set_valign (self->add_button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (self->add_button, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->key_entry), self->add_button);
  g_signal_connect_object (self->add_button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key_entry, "entry-activated", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key_entry, "changed", G_CALLBACK (update_add_button), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->key_entry);
}

GtkWidget *
gesso_provider_row_new (const GessoProviderSpec *spec)
{
  GessoProviderRow *self = g_object_new (GESSO_TYPE_PROVIDER_ROW, NULL);
  g_autofree char *tools = list_tools (spec);

  self->spec = spec;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _(spec->title));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), tools);
  if (spec->key_url != NULL)
    add_link (self);
  add_entries (self);
  return GTK_WIDGET (self);
}

const GessoProviderSpec *
gesso_provider_row_get_spec (GessoProviderRow *self)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_ROW (self), NULL);
  return self->spec;
}

static gboolean
is_shown (GessoProviderRow     *self,
          const GessoStudioKey *key,
          GHashTable           *hidden)
{
  return g_strcmp0 (key->key->provider, self->spec->id) == 0 &&
         !g_hash_table_contains (hidden, key->key->fingerprint);
}

static gboolean
is_movable (GessoProviderRow     *self,
            const GessoStudioKey *key)
{
  return g_strcmp0 (key->key->provider, self->spec->id) == 0 && key->key->variable == NULL;
}

/* An expander row adds at its end only. */
static void
set_n_rows (GessoProviderRow *self,
            guint             n_rows)
{
  while (self->rows->len > n_rows)
    {
      adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, self->rows->len - 1));
      g_ptr_array_set_size (self->rows, self->rows->len - 1);
    }
  while (self->rows->len < n_rows)
    {
      GtkWidget *row = gesso_key_row_new ();

      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
show_count (GessoProviderRow *self)
{
  g_autofree char *text = NULL;

  if (self->rows->len > 0)
    /* Translators: how many keys there are for a provider. */
    text = g_strdup_printf (ngettext ("%u key", "%u keys", self->rows->len), self->rows->len);
  gtk_label_set_label (self->count, text != NULL ? text : "");
}

void
gesso_provider_row_set_keys (GessoProviderRow *self,
                             GPtrArray        *keys,
                             GHashTable       *hidden,
                             gint64            now)
{
  guint n_shown = 0, n_places = 0, row = 0, place = 0;

  g_return_if_fail (GESSO_IS_PROVIDER_ROW (self));

  for (guint i = 0; i < keys->len; i++)
    {
      const GessoStudioKey *key = g_ptr_array_index (keys, i);

      n_shown += is_shown (self, key, hidden);
      n_places += is_movable (self, key);
    }
  set_n_rows (self, n_shown);
  for (guint i = 0; i < keys->len; i++)
    {
      const GessoStudioKey *key = g_ptr_array_index (keys, i);

      if (is_shown (self, key, hidden))
        gesso_key_row_set_key (g_ptr_array_index (self->rows, row++), key, place, n_places, now);
      place += is_movable (self, key);
    }
  show_count (self);
}

GessoKeyRow *
gesso_provider_row_find_key (GessoProviderRow *self,
                             const char       *fingerprint)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_ROW (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (gesso_key_row_get_fingerprint (g_ptr_array_index (self->rows, i)), fingerprint) == 0)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

guint
gesso_provider_row_get_n_keys (GessoProviderRow *self)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_ROW (self), 0);
  return self->rows->len;
}

void
gesso_provider_row_set_busy (GessoProviderRow *self,
                             gboolean          busy)
{
  g_return_if_fail (GESSO_IS_PROVIDER_ROW (self));

  self->busy = busy;
  gtk_widget_set_sensitive (self->label_entry, !busy);
  gtk_widget_set_sensitive (self->key_entry, !busy);
  update_add_button (self);
}

GessoSecret *
gesso_provider_row_make_secret (GessoProviderRow *self)
{
  const char *text;

  g_return_val_if_fail (GESSO_IS_PROVIDER_ROW (self), NULL);

  text = gtk_editable_get_text (GTK_EDITABLE (self->key_entry));
  return gesso_secret_new (text, strlen (text));
}

const char *
gesso_provider_row_get_label (GessoProviderRow *self)
{
  g_return_val_if_fail (GESSO_IS_PROVIDER_ROW (self), NULL);
  return gtk_editable_get_text (GTK_EDITABLE (self->label_entry));
}

/* The entry keeps its text in a buffer that is overwritten when it is emptied. */
void
gesso_provider_row_clear (GessoProviderRow *self)
{
  g_return_if_fail (GESSO_IS_PROVIDER_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self->key_entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->label_entry), "");
}

void
gesso_provider_row_focus_entry (GessoProviderRow *self)
{
  g_return_if_fail (GESSO_IS_PROVIDER_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->key_entry);
}

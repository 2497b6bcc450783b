/* gesso-key-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-key-dialog.h"

struct _GessoKeyDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwWindowTitle *title;
  GtkButton *add_button;
  GtkSpinner *spinner;
  AdwPreferencesGroup *group;
  GtkEditable *key;
  GtkEditable *label;
  GtkLabel *problem;
  AdwActionRow *link;

  GessoStudio *studio;           /* (owned) */
  const GessoProviderSpec *spec; /* static */
  char *model;                   /* (owned) (nullable): "provider/model" */
  GCancellable *cancellable;     /* (owned) */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (GessoKeyDialog, gesso_key_dialog, ADW_TYPE_WINDOW)

enum
{
  ADDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_problem (GessoKeyDialog *self,
              const char     *sentence)
{
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
update (GessoKeyDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), !self->busy && *gtk_editable_get_text (self->key) != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->group), !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
changed_cb (GessoKeyDialog *self)
{
  show_problem (self, NULL);
  update (self);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoKeyDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoKey) key = gesso_studio_keys_add_finish (GESSO_STUDIO_KEYS (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->busy = FALSE;
  update (self);
  if (key == NULL)
    {
      show_problem (self, error->message);
      gtk_widget_grab_focus (GTK_WIDGET (self->key));
      return;
    }
  g_signal_emit (self, signals[ADDED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_cb (GessoKeyDialog *self)
{
  g_autoptr (GessoSecret) secret = gesso_key_dialog_make_secret (self);
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->add_button)))
    return;
  if (!gesso_secret_check (secret, &error))
    {
      show_problem (self, error->message);
      return;
    }
  self->busy = TRUE;
  update (self);
  gesso_studio_keys_add_async (gesso_studio_get_keys (self->studio), self->spec->id,
                               gtk_editable_get_text (self->label), secret, self->cancellable, added_cb,
                               g_object_ref (self));
}

static void
open_link_cb (GessoKeyDialog *self)
{
  gtk_show_uri (GTK_WINDOW (self), self->spec->key_url, GDK_CURRENT_TIME);
}

/* The entry keeps its text in a buffer that is overwritten when it is emptied. */
static void
gesso_key_dialog_dispose (GObject *object)
{
  GessoKeyDialog *self = GESSO_KEY_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->key != NULL)
    gtk_editable_set_text (self->key, "");
  gtk_widget_dispose_template (GTK_WIDGET (self), GESSO_TYPE_KEY_DIALOG);
  g_clear_object (&self->studio);
  G_OBJECT_CLASS (gesso_key_dialog_parent_class)->dispose (object);
}

static void
gesso_key_dialog_finalize (GObject *object)
{
  g_object_unref (GESSO_KEY_DIALOG (object)->cancellable);
  g_free (GESSO_KEY_DIALOG (object)->model);
  G_OBJECT_CLASS (gesso_key_dialog_parent_class)->finalize (object);
}

static void
gesso_key_dialog_class_init (GessoKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_key_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_key_dialog_finalize;

  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, add_button);
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, group);
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, key);
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, label);
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, link);
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, GessoKeyDialog, title);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_link_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gesso_key_dialog_init (GessoKeyDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Nothing of a key is to be remembered. */
  gtk_editable_set_enable_undo (self->key, FALSE);
  update (self);
}

/* (nullable) */
static const GessoProviderSpec *
find_spec (GessoStudio *studio,
           const char  *id)
{
  GListModel *providers = G_LIST_MODEL (gesso_studio_get_registry (studio));

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);
      const GessoProviderSpec *spec = gesso_provider_get_spec (provider);

      if (!spec->on_device && g_str_equal (spec->id, id))
        return spec;
    }
  return NULL;
}

GtkWidget *
gesso_key_dialog_new (GessoStudio *studio,
                      const char  *provider)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *title = NULL;
  const GessoProviderSpec *spec;
  GessoKeyDialog *self;

  g_return_val_if_fail (GESSO_IS_STUDIO (studio), NULL);
  g_return_val_if_fail (provider != NULL, NULL);

  parts = g_strsplit (provider, "/", 2);
  spec = parts[0] != NULL ? find_spec (studio, parts[0]) : NULL;
  if (spec == NULL)
    return NULL;
  self = g_object_new (GESSO_TYPE_KEY_DIALOG, NULL);
  self->studio = g_object_ref (studio);
  self->spec = spec;
  self->model = parts[1] != NULL ? g_strdup (provider) : NULL;
  /* Translators: the name of a provider, such as OpenAI. */
  title = g_strdup_printf (_("Add a Key for %s"), _(spec->title));
  adw_window_title_set_title (self->title, title);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_set_visible (GTK_WIDGET (self->link), spec->key_url != NULL);
  if (spec->key_url != NULL)
    adw_action_row_set_subtitle (self->link, spec->key_url);
  return GTK_WIDGET (self);
}

const char *
gesso_key_dialog_get_model (GessoKeyDialog *self)
{
  g_return_val_if_fail (GESSO_IS_KEY_DIALOG (self), NULL);
  return self->model;
}

void
gesso_key_dialog_set_key (GessoKeyDialog *self,
                          const char     *text)
{
  g_return_if_fail (GESSO_IS_KEY_DIALOG (self));
  gtk_editable_set_text (self->key, text);
}

GessoSecret *
gesso_key_dialog_make_secret (GessoKeyDialog *self)
{
  const char *text;

  g_return_val_if_fail (GESSO_IS_KEY_DIALOG (self), NULL);

  text = gtk_editable_get_text (self->key);
  return gesso_secret_new (text, strlen (text));
}

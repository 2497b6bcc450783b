/* gesso-model-chooser.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-model-chooser.h"
#include "gesso-model-words.h"

/* A row of the list. */
#define GESSO_TYPE_MODEL_ROW (gesso_model_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoModelRow, gesso_model_row, GESSO, MODEL_ROW, GtkListBoxRow)

struct _GessoModelRow
{
  GtkListBoxRow parent_instance;

  char *model;                       /* (owned): "provider/model" */
  char *search;                      /* (owned): what it is found by, case-folded */
  const GessoProviderSpec *provider; /* static */
  gboolean usable;
  gboolean typed; /* made for what is being typed */
};

G_DEFINE_FINAL_TYPE (GessoModelRow, gesso_model_row, GTK_TYPE_LIST_BOX_ROW)

struct _GessoModelChooser
{
  GtkBox parent_instance;

  GtkSearchEntry *entry;
  GtkListBox *list;

  GessoProviderRegistry *registry; /* (owned) */
  GessoKeyList *keys;              /* (owned) */
  GPtrArray *words;                /* (owned) (element-type utf8): what is searched for, case-folded */
  GessoTool tool;
};

G_DEFINE_FINAL_TYPE (GessoModelChooser, gesso_model_chooser, GTK_TYPE_BOX)

enum
{
  PICKED,
  KEY_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
gesso_model_row_finalize (GObject *object)
{
  g_free (GESSO_MODEL_ROW (object)->model);
  g_free (GESSO_MODEL_ROW (object)->search);
  G_OBJECT_CLASS (gesso_model_row_parent_class)->finalize (object);
}

static void
gesso_model_row_class_init (GessoModelRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_model_row_finalize;
}

static void
gesso_model_row_init (GessoModelRow *self)
{
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

/* “≈ $0.04 · emulated through edit” */
static char *
make_summary (GessoModelRow        *row,
              const GessoModelSpec *spec,
              GessoTool             tool)
{
  g_autofree char *price = gesso_model_words_dup_price (spec);

  if (!gesso_model_words_is_emulated (row->provider, spec, tool))
    return g_steal_pointer (&price);
  /* Translators: a price, then that the model is told in words what to change, as it takes no mask. */
  return g_strdup_printf (_("%s · emulated through edit"), price);
}

static void
fill_row (GessoModelRow        *row,
          const GessoModelSpec *spec,
          GessoTool             tool,
          gboolean              current)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *title = row->typed ? strchr (row->model, '/') + 1 : _(spec->title);
  g_autofree char *summary = make_summary (row, spec, tool);
  GtkWidget *end;

  gtk_box_append (GTK_BOX (texts), make_label (title, NULL));
  gtk_box_append (GTK_BOX (texts), make_label (summary, "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  if (row->usable)
    {
      end = gtk_image_new_from_icon_name ("object-select-symbolic");
      gtk_widget_set_visible (end, current);
    }
  else
    {
      end = gtk_label_new (_("Add a Key…"));
      gtk_widget_add_css_class (end, "accent");
      gtk_widget_add_css_class (end, "caption");
    }
  gtk_box_append (GTK_BOX (box), end);
  gtk_widget_add_css_class (GTK_WIDGET (row), "model-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, row->usable ? summary : _("Needs a key"), -1);
}

static GessoModelRow *
make_row (GessoModelChooser    *self,
          GessoProvider        *provider,
          const GessoModelSpec *spec,
          const char           *id,
          gboolean              typed,
          const char           *current)
{
  GessoModelRow *row = g_object_new (GESSO_TYPE_MODEL_ROW, NULL);
  g_autofree char *text = NULL;

  row->provider = gesso_provider_get_spec (provider);
  row->model = g_strconcat (row->provider->id, "/", id, NULL);
  row->usable = gesso_key_list_can_use (self->keys, row->provider);
  row->typed = typed;
  text = g_strjoin (" ", row->model, _(spec->title), _(row->provider->title), NULL);
  row->search = g_utf8_casefold (text, -1);
  fill_row (row, spec, self->tool, g_strcmp0 (row->model, current) == 0);
  return row;
}

/* The list */

static void
add_models (GessoModelChooser *self,
            GessoProvider     *provider,
            const char        *current)
{
  g_autoptr (GPtrArray) models = gesso_provider_list_offered (provider);

  for (guint i = 0; i < models->len; i++)
    {
      const GessoModelSpec *spec = g_ptr_array_index (models, i);

      if (*spec->id != '\0' && (spec->tools & (1u << self->tool)) != 0)
        gtk_list_box_append (self->list, GTK_WIDGET (make_row (self, provider, spec, spec->id, FALSE, current)));
    }
}

/* (transfer full) */
static GPtrArray *
list_providers (GessoModelChooser *self)
{
  GListModel *model = G_LIST_MODEL (self->registry);
  GPtrArray *providers = g_ptr_array_new_with_free_func (g_object_unref);

  for (int usable = TRUE; usable >= FALSE; usable--)
    for (guint i = 0; i < g_list_model_get_n_items (model); i++)
      {
        g_autoptr (GessoProvider) provider = g_list_model_get_item (model, i);

        if (gesso_key_list_can_use (self->keys, gesso_provider_get_spec (provider)) == usable)
          g_ptr_array_add (providers, g_object_ref (provider));
      }
  return providers;
}

static gboolean
is_listed (GessoProvider *provider,
           const char    *id)
{
  g_autoptr (GPtrArray) models = gesso_provider_list_offered (provider);

  for (guint i = 0; i < models->len; i++)
    if (g_str_equal (((const GessoModelSpec *) g_ptr_array_index (models, i))->id, id))
      return TRUE;
  return FALSE;
}

/* “owner/name”, or the same behind the name of the provider. */
static const char *
get_typed_id (GessoModelChooser       *self,
              const GessoProviderSpec *provider,
              const char              *text)
{
  const char *slash = strchr (text, '/');
  GListModel *providers = G_LIST_MODEL (self->registry);

  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) other = g_list_model_get_item (providers, i);
      const char *id = gesso_provider_get_spec (other)->id;

      if (strlen (id) == (gsize) (slash - text) && strncmp (id, text, strlen (id)) == 0)
        return gesso_provider_get_spec (other) == provider ? slash + 1 : NULL;
    }
  return text;
}

static void
add_typed (GessoModelChooser *self,
           GessoProvider     *provider,
           const char        *text)
{
  const char *id = get_typed_id (self, gesso_provider_get_spec (provider), text);
  const GessoModelSpec *model = id != NULL && !is_listed (provider, id) ? gesso_provider_find_model (provider, id) : NULL;

  if (model != NULL && (model->tools & (1u << self->tool)) != 0)
    gtk_list_box_prepend (self->list, GTK_WIDGET (make_row (self, provider, model, id, TRUE, NULL)));
}

static void
show_typed (GessoModelChooser *self,
            const char        *text)
{
  GListModel *providers = G_LIST_MODEL (self->registry);
  GtkListBoxRow *first;

  while ((first = gtk_list_box_get_row_at_index (self->list, 0)) != NULL && GESSO_MODEL_ROW (first)->typed)
    gtk_list_box_remove (self->list, GTK_WIDGET (first));
  if (strchr (text, '/') == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (providers); i++)
    {
      g_autoptr (GessoProvider) provider = g_list_model_get_item (providers, i);

      add_typed (self, provider, text);
    }
}

static gboolean
filter (GtkListBoxRow *row,
        gpointer       user_data)
{
  GessoModelChooser *self = GESSO_MODEL_CHOOSER (user_data);
  GessoModelRow *model = GESSO_MODEL_ROW (row);

  for (guint i = 0; i < self->words->len && !model->typed; i++)
    if (strstr (model->search, g_ptr_array_index (self->words, i)) == NULL)
      return FALSE;
  return TRUE;
}

static void
add_header (GtkListBoxRow *row,
            GtkListBoxRow *before,
            gpointer       user_data)
{
  GessoModelRow *model = GESSO_MODEL_ROW (row);
  GtkWidget *header;

  if (before != NULL && GESSO_MODEL_ROW (before)->provider == model->provider)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = gtk_label_new (_(model->provider->title));
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "caption-heading");
  gtk_widget_add_css_class (header, "dim-label");
  gtk_widget_add_css_class (header, "model-header");
  gtk_list_box_row_set_header (row, header);
}

static void
search_changed_cb (GessoModelChooser *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  g_ptr_array_set_size (self->words, 0);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (self->words, g_strdup (words[i]));
  show_typed (self, text);
  gtk_list_box_invalidate_filter (self->list);
}

static void
pick (GessoModelChooser *self,
      GtkListBoxRow     *row)
{
  GessoModelRow *model = GESSO_MODEL_ROW (row);
  g_autofree char *name = g_strdup (model->model);

  g_signal_emit (self, signals[model->usable ? PICKED : KEY_WANTED], 0, name);
}

/* Enter takes the first that is left. */
static void
search_activated_cb (GessoModelChooser *self)
{
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
        {
          pick (self, row);
          return;
        }
    }
}

static void
gesso_model_chooser_dispose (GObject *object)
{
  GessoModelChooser *self = GESSO_MODEL_CHOOSER (object);

  g_clear_object (&self->registry);
  g_clear_object (&self->keys);
  G_OBJECT_CLASS (gesso_model_chooser_parent_class)->dispose (object);
}

static void
gesso_model_chooser_finalize (GObject *object)
{
  g_ptr_array_unref (GESSO_MODEL_CHOOSER (object)->words);
  G_OBJECT_CLASS (gesso_model_chooser_parent_class)->finalize (object);
}

static void
gesso_model_chooser_class_init (GessoModelChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_model_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_model_chooser_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[KEY_WANTED] = g_signal_new ("key-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gesso_model_chooser_init (GessoModelChooser *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *nothing = gtk_label_new (_("No such model"));

  self->words = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->entry, "placeholder-text", _("Search, or type owner/name"), NULL);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (search_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->entry));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter, self, NULL);
  gtk_list_box_set_header_func (self->list, add_header, NULL, NULL);
  gtk_widget_add_css_class (nothing, "dim-label");
  gtk_widget_add_css_class (nothing, "model-row");
  gtk_list_box_set_placeholder (self->list, nothing);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Models"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (pick), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 380);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self), scrolled);
}

GtkWidget *
gesso_model_chooser_new (GessoProviderRegistry *registry,
                         GessoKeyList          *keys)
{
  GessoModelChooser *self = g_object_new (GESSO_TYPE_MODEL_CHOOSER, NULL);

  self->registry = g_object_ref (registry);
  self->keys = g_object_ref (keys);
  return GTK_WIDGET (self);
}

void
gesso_model_chooser_fill (GessoModelChooser *self,
                          GessoTool          tool,
                          const char        *model)
{
  g_autoptr (GPtrArray) providers = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (GESSO_IS_MODEL_CHOOSER (self));

  self->tool = tool;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  providers = list_providers (self);
  for (guint i = 0; i < providers->len; i++)
    add_models (self, g_ptr_array_index (providers, i), model);
  gesso_model_chooser_search (self, "");
}

void
gesso_model_chooser_search (GessoModelChooser *self,
                            const char        *text)
{
  g_return_if_fail (GESSO_IS_MODEL_CHOOSER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  search_changed_cb (self);
}

const char *
gesso_model_chooser_get_row (GessoModelChooser *self,
                             guint              index)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (GESSO_IS_MODEL_CHOOSER (self), NULL);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (filter (row, self) && index-- == 0)
      return GESSO_MODEL_ROW (row)->model;
  return NULL;
}

void
gesso_model_chooser_activate (GessoModelChooser *self,
                              const char        *model)
{
  GtkListBoxRow *row;

  g_return_if_fail (GESSO_IS_MODEL_CHOOSER (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_str_equal (GESSO_MODEL_ROW (row)->model, model))
      {
        pick (self, row);
        return;
      }
}

/* gesso-recipe-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-recipe-dialog.h"
#include "gesso-toast.h"

struct _GessoRecipeDialog
{
  AdwWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toasts;
  AdwPreferencesGroup *making;
  AdwPreferencesGroup *settings;
  AdwPreferencesGroup *lineage;
  GtkButton *use_button;

  char *recipe; /* (owned) JSON text */
};

G_DEFINE_FINAL_TYPE (GessoRecipeDialog, gesso_recipe_dialog, ADW_TYPE_WINDOW)

enum
{
  USE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
copy_clicked_cb (GessoRecipeDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->recipe);
  gesso_toast_show (self->toasts, adw_toast_new (_("Copied")));
}

static void
use_clicked_cb (GessoRecipeDialog *self)
{
  g_signal_emit (self, signals[USE], 0, self->recipe);
  gtk_window_close (GTK_WINDOW (self));
}

/* A row of a title and a value; the value may be long and can be selected. */
static void
add_row (AdwPreferencesGroup *group,
         const char          *title,
         const char          *value)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_label_new (title);
  GtkWidget *body = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption");
  gtk_widget_add_css_class (head, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (body), 0);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (body), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (body), TRUE);
  gtk_widget_add_css_class (box, "recipe-row");
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), body);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, head, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, body, NULL, -1);
  adw_preferences_group_add (group, row);
}

static void
add_time (GessoRecipeDialog *self,
          GessoVersion      *version)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (gesso_version_get_created (version) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *time = g_date_time_format (local, "%c");
  g_autofree char *text = NULL;

  if (gesso_version_get_seconds (version) > 0)
    /* Translators: when a picture was made, and how many seconds it took. */
    text = g_strdup_printf (_("%s, in %.1f seconds"), time, gesso_version_get_seconds (version));
  add_row (self->making, _("When"), text != NULL ? text : time);
}

static char *
dup_number (gint64 number)
{
  return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

static void
add_image (GessoRecipeDialog       *self,
           const GessoVersionImage *image)
{
  g_autofree char *size = g_strdup_printf ("%u × %u", image->width, image->height);

  add_row (self->making, _("Size"), size);
  if (image->name != NULL)
    add_row (self->making, _("File"), image->name);
  if (image->protected_pixels >= 0)
    {
      g_autofree char *changed = dup_number (image->changed_pixels);
      g_autofree char *protected = dup_number (image->protected_pixels);
      /* Translators: proof that an edit changed nothing outside of what was painted over;
       * the first number is how many changed, the second how many were to stay. */
      g_autofree char *verdict = g_strdup_printf (_("%1$s of %2$s protected pixels changed"), changed, protected);

      add_row (self->making, _("Proof"), verdict);
    }
}

static const char *
get_choice_title (const GessoParameterSpec *spec,
                  const char               *value)
{
  for (const GessoParameterChoice *choice = spec->choices; choice != NULL && choice->value != NULL; choice++)
    if (g_str_equal (choice->value, value))
      return _(choice->title);
  return value;
}

static char *
dup_value_text (const GessoParameterSpec *spec,
                GVariant                 *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? _("Yes") : _("No"));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_strdup (get_choice_title (spec, g_variant_get_string (value, NULL)));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_strdup_printf ("%g", g_variant_get_double (value));
  return g_variant_print (value, FALSE);
}

static void
add_settings (GessoRecipeDialog    *self,
              const GessoModelSpec *model,
              GessoParameters      *parameters)
{
  gboolean any = FALSE;

  for (const GessoParameterSpec *spec = model->parameters; spec != NULL && spec->name != NULL; spec++)
    {
      GVariant *value = gesso_parameters_get (parameters, spec->name);
      g_autofree char *text = NULL;

      if (value == NULL || spec->kind == GESSO_PARAMETER_SEED)
        continue;
      text = dup_value_text (spec, value);
      add_row (self->settings, _(spec->title), text);
      any = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->settings), any);
}

static void
add_seed (GessoRecipeDialog *self,
          gint64             seed)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, seed);

  if (seed >= 0)
    add_row (self->making, _("Seed"), text);
}

static void
add_lineage (GessoRecipeDialog *self,
             GessoVersion      *version)
{
  guint n_inputs = gesso_version_get_n_inputs (version);

  gtk_widget_set_visible (GTK_WIDGET (self->lineage), n_inputs > 0);
  for (guint i = 0; i < n_inputs; i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (version, i);
      g_autofree char *text = NULL;

      if (input->version_id != 0)
        {
          g_autofree char *id = dup_number (input->version_id);

          /* Translators: which version something was made from: its number, and which of its pictures. */
          text = g_strdup_printf (_("Version %1$s, picture %2$u"), id, input->image_index + 1);
        }
      else
        text = g_strdup (input->role == GESSO_ROLE_MASK ? _("Painted on the canvas") : _("A picture from outside"));
      add_row (self->lineage, gesso_input_role_get_title (input->role), text);
    }
}

static void
add_making (GessoRecipeDialog *self,
            GessoVersion      *version,
            const char        *model_title)
{
  const char *prompt = gesso_version_get_prompt (version);

  add_row (self->making, _("Tool"), gesso_tool_get_title (gesso_version_get_tool (version)));
  if (model_title != NULL)
    add_row (self->making, _("Model"), model_title);
  if (prompt != NULL && *prompt != '\0')
    add_row (self->making, _("Prompt"), prompt);
}

static void
fill (GessoRecipeDialog *self,
      GessoStudio       *studio,
      GessoVersion      *version,
      guint              image_index)
{
  const char *model = gesso_version_get_model (version);
  const GessoVersionImage *image = gesso_version_get_image (version, image_index);
  const GessoModelSpec *spec = NULL;
  g_autoptr (GessoRequest) request = NULL;

  if (model != NULL)
    gesso_provider_registry_find (gesso_studio_get_registry (studio), model, &spec, NULL);
  request = gesso_studio_parse_recipe (studio, self->recipe, NULL);

  add_making (self, version, spec != NULL ? _(spec->title) : model);
  add_image (self, image);
  add_seed (self, image->seed);
  add_time (self, version);
  if (spec != NULL && request != NULL)
    add_settings (self, spec, gesso_request_get_parameters (request));
  else
    gtk_widget_set_visible (GTK_WIDGET (self->settings), FALSE);
  add_lineage (self, version);
  gtk_widget_set_sensitive (GTK_WIDGET (self->use_button), request != NULL && model != NULL);
}

static void
gesso_recipe_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), GESSO_TYPE_RECIPE_DIALOG);
  G_OBJECT_CLASS (gesso_recipe_dialog_parent_class)->dispose (object);
}

static void
gesso_recipe_dialog_finalize (GObject *object)
{
  g_free (GESSO_RECIPE_DIALOG (object)->recipe);
  G_OBJECT_CLASS (gesso_recipe_dialog_parent_class)->finalize (object);
}

static void
gesso_recipe_dialog_class_init (GessoRecipeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_recipe_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_recipe_dialog_finalize;

  signals[USE] = g_signal_new ("use", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-recipe-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoRecipeDialog, lineage);
  gtk_widget_class_bind_template_child (widget_class, GessoRecipeDialog, making);
  gtk_widget_class_bind_template_child (widget_class, GessoRecipeDialog, settings);
  gtk_widget_class_bind_template_child (widget_class, GessoRecipeDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, GessoRecipeDialog, use_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_clicked_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
gesso_recipe_dialog_init (GessoRecipeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_recipe_dialog_new (GessoStudio  *studio,
                         GessoVersion *version,
                         guint         image_index)
{
  GessoRecipeDialog *self;

  g_return_val_if_fail (GESSO_IS_STUDIO (studio), NULL);
  g_return_val_if_fail (GESSO_IS_VERSION (version), NULL);
  g_return_val_if_fail (image_index < gesso_version_get_n_images (version), NULL);

  self = g_object_new (GESSO_TYPE_RECIPE_DIALOG, NULL);
  self->recipe = gesso_studio_dup_recipe (studio, version, image_index);
  fill (self, studio, version, image_index);
  /* Else the first text that can be copied has it, all of it selected. */
  gtk_widget_grab_focus (GTK_WIDGET (self->use_button));
  return GTK_WIDGET (self);
}

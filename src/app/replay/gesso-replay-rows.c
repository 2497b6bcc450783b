/* gesso-replay-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-replay-rows.h"

/* Who hears that another model was chosen. */
typedef struct
{
  GessoReplayModelFunc func;
  gpointer data; /* (borrowed): outlives the row */
  GessoTool tool;
  GPtrArray *models; /* (owned) (element-type utf8) */
} Choice;

static void
choice_free (gpointer  data,
             GClosure *closure)
{
  Choice *choice = data;

  g_ptr_array_unref (choice->models);
  g_free (choice);
}

static void
selected_cb (GtkDropDown *drop_down,
             GParamSpec  *pspec,
             Choice      *choice)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected < choice->models->len)
    choice->func (choice->data, choice->tool, g_ptr_array_index (choice->models, selected));
}

static GPtrArray *
list_models (GessoStudio           *studio,
             const GessoReplayStep *step,
             guint                 *selected)
{
  g_autoptr (GPtrArray) known = gesso_provider_registry_list_models (gesso_studio_get_registry (studio), step->tool);
  GPtrArray *models = g_ptr_array_new_with_free_func (g_free);

  *selected = G_MAXUINT;
  for (guint i = 0; i < known->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (known, i), step->model) == 0)
        *selected = i;
      g_ptr_array_add (models, g_strdup (g_ptr_array_index (known, i)));
    }
  /* One that is gone by now stands there, until another is chosen. */
  if (*selected == G_MAXUINT)
    {
      *selected = models->len;
      g_ptr_array_add (models, g_strdup (step->model != NULL ? step->model : "–"));
    }
  return models;
}

static GtkWidget *
make_drop_down (GessoStudio           *studio,
                const GessoReplayStep *step,
                GessoReplayModelFunc   func,
                gpointer               data)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *drop_down;
  guint selected;

  choice->func = func;
  choice->data = data;
  choice->tool = step->tool;
  choice->models = list_models (studio, step, &selected);
  for (guint i = 0; i < choice->models->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (choice->models, i));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)),
                                 gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), selected);
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);
  gtk_widget_add_css_class (drop_down, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Model"), -1);
  g_signal_connect_data (drop_down, "notify::selected", G_CALLBACK (selected_cb), choice, choice_free, 0);
  return drop_down;
}

char *
gesso_replay_format_price (double price)
{
  if (price < 0)
    return g_strdup ("?");
  /* Translators: costs nothing. */
  return price > 0 ? g_strdup_printf ("$%.4g", price) : g_strdup (_("free"));
}

static char *
format_size (guint width,
             guint height)
{
  return width > 0 ? g_strdup_printf ("%u × %u", width, height) : g_strdup ("?");
}

static GtkWidget *
make_label (const char *text,
            gboolean    quiet)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (quiet)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
    }
  return label;
}

static char *
describe (const GessoReplayStep *step)
{
  g_autofree char *before = format_size (step->width, step->height);
  g_autofree char *after = format_size (step->made_width, step->made_height);
  g_autofree char *price = gesso_replay_format_price (step->price);

  if (step->requests->len > 1)
    /* Translators: a size before, a size after, how many calls to the provider, and the price of all of them. */
    return g_strdup_printf (_("%s → %s · %u calls · %s"), before, after, step->requests->len, price);
  if (step->tool == GESSO_TOOL_GENERATE)
    return g_strdup_printf ("%s · %s", after, price);
  return g_strdup_printf ("%s → %s · %s", before, after, price);
}

static gboolean
is_mask_scaled (const GessoReplayStep *step)
{
  return step->mask_width > 0 && step->width > 0 &&
         (step->mask_width != step->width || step->mask_height != step->height);
}

GtkWidget *
gesso_replay_make_row (GessoStudio           *studio,
                       const GessoReplayStep *step,
                       guint                  number,
                       GessoReplayModelFunc   func,
                       GObject               *data)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  /* Translators: the number of a step, and the name of its tool. */
  g_autofree char *title = g_strdup_printf (_("%u. %s"), number, gesso_tool_get_title (step->tool));
  g_autofree char *facts = describe (step);
  g_autofree char *mask = NULL;

  gtk_widget_add_css_class (box, "replay-step");
  gtk_box_append (GTK_BOX (box), make_label (title, FALSE));
  if (step->prompt != NULL && *step->prompt != '\0')
    {
      GtkWidget *prompt = make_label (step->prompt, TRUE);

      gtk_label_set_lines (GTK_LABEL (prompt), 2);
      gtk_label_set_ellipsize (GTK_LABEL (prompt), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), prompt);
    }
  if (step->problem == NULL)
    gtk_box_append (GTK_BOX (box), make_label (facts, TRUE));
  if (is_mask_scaled (step))
    {
      /* Translators: the size of a mask as it was painted. */
      mask = g_strdup_printf (_("Its mask, %u × %u, is scaled to the picture"), step->mask_width, step->mask_height);
      gtk_box_append (GTK_BOX (box), make_label (mask, TRUE));
    }
  if (step->problem != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("Left out: %s"), step->problem);
      GtkWidget *label = make_label (sentence, FALSE);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "warning");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (step->tool != GESSO_TOOL_ADJUST)
    gtk_box_append (GTK_BOX (box), make_drop_down (studio, step, func, data));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, step->problem != NULL ? step->problem : facts, -1);
  return row;
}

/* gesso-library-label-picker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-library-label-picker.h"

#define MAX_HEIGHT 260
#define MAX_NAME 80

struct _GessoLibraryLabelPicker
{
  GtkPopover parent_instance;

  GessoLabelKind kind;
  GtkEntry *entry;       /* (borrowed) */
  GtkListBox *list;      /* (borrowed) */
  GtkWidget *scrolled;   /* (borrowed) */
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoLibraryLabelPicker, gesso_library_label_picker, GTK_TYPE_POPOVER)

static void
pick (GessoLibraryLabelPicker *self,
      const char              *text)
{
  g_autofree char *name = g_strstrip (g_strdup (text));

  if (*name == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, name);
}

static void
entry_activate_cb (GessoLibraryLabelPicker *self)
{
  pick (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
row_activated_cb (GessoLibraryLabelPicker *self,
                  GtkListBoxRow           *row)
{
  pick (self, gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row))));
}

/* What was written narrows the list. */
static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  GessoLibraryLabelPicker *self = user_data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *name = gtk_label_get_label (GTK_LABEL (gtk_list_box_row_get_child (row)));
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_name = g_utf8_casefold (name, -1);

  return strstr (folded_name, folded_text) != NULL;
}

static void
gesso_library_label_picker_map (GtkWidget *widget)
{
  GessoLibraryLabelPicker *self = GESSO_LIBRARY_LABEL_PICKER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  GTK_WIDGET_CLASS (gesso_library_label_picker_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
gesso_library_label_picker_class_init (GessoLibraryLabelPickerClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = gesso_library_label_picker_map;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gesso_library_label_picker_init (GessoLibraryLabelPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->entry = GTK_ENTRY (entry);
  gtk_entry_set_max_length (self->entry, MAX_NAME);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (gtk_list_box_invalidate_filter), list, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), entry);

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), list);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
gesso_library_label_picker_new (GessoLabelKind kind)
{
  GessoLibraryLabelPicker *self = g_object_new (GESSO_TYPE_LIBRARY_LABEL_PICKER, NULL);
  const char *hint = kind == GESSO_LABEL_TAG ? _("Tag") : _("Collection");

  self->kind = kind;
  gtk_entry_set_placeholder_text (self->entry, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
  return GTK_WIDGET (self);
}

void
gesso_library_label_picker_set_labels (GessoLibraryLabelPicker *self,
                                       GPtrArray               *labels)
{
  GtkListBoxRow *row;
  gboolean any = FALSE;

  g_return_if_fail (GESSO_IS_LIBRARY_LABEL_PICKER (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < labels->len; i++)
    {
      const GessoLabel *label = labels->pdata[i];
      GtkWidget *name;

      if (label->kind != self->kind)
        continue;
      name = gtk_label_new (label->name);
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (name), 30);
      gtk_list_box_append (self->list, name);
      any = TRUE;
    }
  gtk_widget_set_visible (self->scrolled, any);
}

/* gesso-frame-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-fill.h"
#include "gesso-frame-bar.h"

struct _GessoFrameBar
{
  GtkWidget parent_instance;

  int width, height; /* of the picture; 0 when there is none */
  GessoFrame frame;
  gboolean local;            /* made on this computer */
  double anchor_x, anchor_y; /* where the old picture stands, 0 to 1 */

  /* template widgets */
  GtkWidget *box;
  GtkEntry *entry;
  GtkBox *chips;
  GtkMenuButton *anchor_button;
  GtkGrid *anchors;
  GtkLabel *size_label;
  GtkLabel *message;
};

enum
{
  FRAME_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const usual_ratios[] = { "1:1", "3:2", "4:3", "16:9", "9:16", NULL };

G_DEFINE_FINAL_TYPE (GessoFrameBar, gesso_frame_bar, GTK_TYPE_WIDGET)

static void
show_message (GessoFrameBar *self,
              const char    *text,
              const char    *css_class)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), css_class);
}

static void
show_frame (GessoFrameBar *self)
{
  g_autofree char *text = NULL;
  g_autofree char *warning = NULL;

  if (self->width <= 0)
    {
      gtk_label_set_text (self->size_label, "");
      show_message (self, NULL, NULL);
      return;
    }
  /* Translators: a picture's size before and after it is expanded. */
  text = g_strdup_printf (_("%d×%d → %d×%d"), self->width, self->height,
                          self->frame.left + self->width + self->frame.right,
                          self->frame.top + self->height + self->frame.bottom);
  gtk_label_set_text (self->size_label, text);
  if (self->local && !gesso_frame_is_empty (&self->frame))
    warning = gesso_fill_dup_expand_warning (&self->frame, self->width, self->height);
  show_message (self, warning, "warning");
}

static void
apply_text (GessoFrameBar *self,
            const char    *text)
{
  g_autoptr (GError) error = NULL;
  GessoFrame frame = { 0 };

  if (self->width <= 0)
    return;
  /* Nothing typed means nothing added. */
  if (*text != '\0' &&
      !gesso_frame_parse (text, self->width, self->height, self->anchor_x, self->anchor_y, &frame, &error))
    {
      show_message (self, error->message, "error");
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      return;
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  self->frame = frame;
  show_frame (self);
  g_signal_emit (self, signals[FRAME_CHANGED], 0);
}

static void
entry_activate_cb (GessoFrameBar *self)
{
  apply_text (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
chip_clicked_cb (GessoFrameBar *self,
                 GtkButton     *chip)
{
  const char *ratio = gtk_button_get_label (chip);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), ratio);
  apply_text (self, ratio);
}

static void
anchor_toggled_cb (GessoFrameBar   *self,
                   GtkToggleButton *button)
{
  int column, row, width, height;

  if (!gtk_toggle_button_get_active (button))
    return;
  gtk_grid_query_child (self->anchors, GTK_WIDGET (button), &column, &row, &width, &height);
  self->anchor_x = column / 2.0;
  self->anchor_y = row / 2.0;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    entry_activate_cb (self);
}

static void
add_chips (GessoFrameBar     *self,
           const char *const *ratios)
{
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, old);
  for (guint i = 0; ratios[i] != NULL; i++)
    {
      GtkWidget *chip = gtk_button_new_with_label (ratios[i]);

      gtk_widget_add_css_class (chip, "chip");
      g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->chips, chip);
    }
}

static void
add_anchors (GessoFrameBar *self)
{
  const char *const titles[] = {
    _("Picture at the top left"), _("Picture at the top"), _("Picture at the top right"),
    _("Picture at the left"), _("Picture in the middle"), _("Picture at the right"),
    _("Picture at the bottom left"), _("Picture at the bottom"), _("Picture at the bottom right"),
  };
  GtkToggleButton *first = NULL;

  for (int i = 0; i < 9; i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_widget_set_size_request (button, 28, 28);
      gtk_widget_set_tooltip_text (button, titles[i]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, titles[i], -1);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      gtk_grid_attach (self->anchors, button, i % 3, i / 3, 1, 1);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 4);
      g_signal_connect_object (button, "toggled", G_CALLBACK (anchor_toggled_cb), self, G_CONNECT_SWAPPED);
    }
}

static void
gesso_frame_bar_dispose (GObject *object)
{
  GessoFrameBar *self = GESSO_FRAME_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_frame_bar_parent_class)->dispose (object);
}

static void
gesso_frame_bar_class_init (GessoFrameBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_frame_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "framebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-frame-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoFrameBar, box);
  gtk_widget_class_bind_template_child (widget_class, GessoFrameBar, entry);
  gtk_widget_class_bind_template_child (widget_class, GessoFrameBar, chips);
  gtk_widget_class_bind_template_child (widget_class, GessoFrameBar, anchor_button);
  gtk_widget_class_bind_template_child (widget_class, GessoFrameBar, anchors);
  gtk_widget_class_bind_template_child (widget_class, GessoFrameBar, size_label);
  gtk_widget_class_bind_template_child (widget_class, GessoFrameBar, message);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);

  signals[FRAME_CHANGED] =
    g_signal_new ("frame-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
gesso_frame_bar_init (GessoFrameBar *self)
{
  self->local = TRUE;
  self->anchor_x = 0.5;
  self->anchor_y = 0.5;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_chips (self, usual_ratios);
  add_anchors (self);
}

void
gesso_frame_bar_set_picture (GessoFrameBar *self,
                             int            width,
                             int            height)
{
  g_return_if_fail (GESSO_IS_FRAME_BAR (self));

  self->width = width;
  self->height = height;
  show_frame (self);
}

void
gesso_frame_bar_set_frame (GessoFrameBar    *self,
                           const GessoFrame *frame)
{
  g_return_if_fail (GESSO_IS_FRAME_BAR (self));

  self->frame = *frame;
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  show_frame (self);
}

GessoFrame
gesso_frame_bar_get_frame (GessoFrameBar *self)
{
  g_return_val_if_fail (GESSO_IS_FRAME_BAR (self), (GessoFrame) { 0 });

  return self->frame;
}

void
gesso_frame_bar_set_ratios (GessoFrameBar     *self,
                            const char *const *ratios)
{
  g_return_if_fail (GESSO_IS_FRAME_BAR (self));

  add_chips (self, ratios != NULL && ratios[0] != NULL ? ratios : usual_ratios);
}

void
gesso_frame_bar_set_local (GessoFrameBar *self,
                           gboolean       local)
{
  g_return_if_fail (GESSO_IS_FRAME_BAR (self));

  if (self->local == local)
    return;
  self->local = local;
  show_frame (self);
}

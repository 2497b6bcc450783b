/* gesso-message-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-message-row.h"
#include "gesso-relative-time.h"
#include "gesso-template.h"
#include "gesso-text-estimate.h"

/* For estimates: margins and padding of the row and its bubble, which the artist's own have more of. */
#define CHROME_HEIGHT 17
#define CHROME_WIDTH 24
#define USER_CHROME_HEIGHT 41
#define USER_CHROME_WIDTH 52
#define LINE_HEIGHT 19
/* The part of the width that stays free beside what the artist said. */
#define USER_INDENT 8

struct _GessoMessageRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkWidget *bubble;
  GtkLabel *text;
  GtkLabel *attachments;

  GessoMessage *message; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoMessageRow, gesso_message_row, GTK_TYPE_WIDGET)

static const char *
get_role_class (GessoMessageRole role)
{
  switch (role)
    {
    case GESSO_MESSAGE_USER:
      return "user";
    case GESSO_MESSAGE_TOOL:
      return "tool";
    case GESSO_MESSAGE_ASSISTANT:
    case GESSO_N_MESSAGE_ROLES:
    default:
      return "assistant";
    }
}

/* Read out before the text, which alone does not say who speaks. */
static const char *
get_role_name (GessoMessageRole role)
{
  switch (role)
    {
    case GESSO_MESSAGE_USER:
      return _("You said");
    case GESSO_MESSAGE_TOOL:
      return _("A tool said");
    case GESSO_MESSAGE_ASSISTANT:
    case GESSO_N_MESSAGE_ROLES:
    default:
      return _("Gesso said");
    }
}

static void
show_attachments (GessoMessageRow *self)
{
  g_autofree char *label = NULL;
  guint n;

  gesso_message_get_attachments (self->message, &n);
  gtk_widget_set_visible (GTK_WIDGET (self->attachments), n > 0);
  if (n == 0)
    return;

  /* Translators: %u is how many pictures the artist sent along with a message. */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "With %u picture", "With %u pictures", n), n);
  gtk_label_set_label (self->attachments, label);
}

/* Only when asked for: a tooltip that is set makes GTK ask the display where the pointer is. */
static gboolean
query_tooltip_cb (GessoMessageRow *self,
                  int              x,
                  int              y,
                  gboolean         by_keyboard,
                  GtkTooltip      *tooltip)
{
  g_autofree char *full = NULL;

  if (self->message == NULL)
    return FALSE;
  full = gesso_relative_time_format_full (gesso_message_get_created (self->message), NULL);
  gtk_tooltip_set_text (tooltip, full);
  return TRUE;
}

/* message.continue: the thread goes on from here. */
static void
continue_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GessoMessageRow *self = GESSO_MESSAGE_ROW (widget);

  if (self->message != NULL)
    gtk_widget_activate_action (widget, "win.continue-from-message", "x", gesso_message_get_id (self->message));
}

/* The row's menu is that of its text, which has the keyboard only when it is clicked. */
static gboolean
menu_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  return gtk_widget_activate_action (GTK_WIDGET (GESSO_MESSAGE_ROW (widget)->text), "menu.popup", NULL);
}

static GtkSizeRequestMode
gesso_message_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What is free beside the bubble: nothing but for the artist's own words. */
static int
get_indent (GessoMessageRow *self,
            int              width)
{
  if (self->message == NULL || gesso_message_get_role (self->message) != GESSO_MESSAGE_USER)
    return 0;
  return width / USER_INDENT;
}

static void
gesso_message_row_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  GessoMessageRow *self = GESSO_MESSAGE_ROW (widget);
  int min_width, natural_width;

  gtk_widget_measure (self->bubble, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, &natural_width, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = min_width;
      *natural = natural_width + get_indent (self, natural_width);
      return;
    }
  if (for_size >= 0)
    natural_width = MAX (min_width, MIN (natural_width, for_size - get_indent (self, for_size)));
  gtk_widget_measure (self->bubble, GTK_ORIENTATION_VERTICAL, natural_width, minimum, natural, NULL, NULL);
}

static void
gesso_message_row_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GessoMessageRow *self = GESSO_MESSAGE_ROW (widget);
  gboolean from_user = self->message != NULL && gesso_message_get_role (self->message) == GESSO_MESSAGE_USER;
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int min_width, natural_width;
  GtkAllocation place = { 0, 0, 0, height };

  gtk_widget_measure (self->bubble, GTK_ORIENTATION_HORIZONTAL, -1, &min_width, &natural_width, NULL, NULL);
  place.width = MAX (min_width, MIN (natural_width, width - get_indent (self, width)));
  if (from_user != rtl)
    place.x = MAX (0, width - place.width);
  gtk_widget_size_allocate (self->bubble, &place, -1);
}

static void
gesso_message_row_dispose (GObject *object)
{
  GessoMessageRow *self = GESSO_MESSAGE_ROW (object);

  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_MESSAGE_ROW);
  g_clear_object (&self->message);
  G_OBJECT_CLASS (gesso_message_row_parent_class)->dispose (object);
}

static void
gesso_message_row_class_init (GessoMessageRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_message_row_dispose;
  widget_class->get_request_mode = gesso_message_row_get_request_mode;
  widget_class->measure = gesso_message_row_measure;
  widget_class->size_allocate = gesso_message_row_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-message-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoMessageRow, bubble);
  gtk_widget_class_bind_template_child (widget_class, GessoMessageRow, text);
  gtk_widget_class_bind_template_child (widget_class, GessoMessageRow, attachments);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_install_action (widget_class, "message.continue", NULL, continue_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "message.continue", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "messagerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gesso_message_row_init (GessoMessageRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_message_row_new (void)
{
  return g_object_new (GESSO_TYPE_MESSAGE_ROW, NULL);
}

void
gesso_message_row_set_message (GessoMessageRow *self,
                               GessoMessage    *message)
{
  const char *classes[2] = { NULL };

  g_return_if_fail (GESSO_IS_MESSAGE_ROW (self));
  g_return_if_fail (message == NULL || GESSO_IS_MESSAGE (message));

  g_set_object (&self->message, message);
  if (message == NULL)
    return;

  classes[0] = get_role_class (gesso_message_get_role (message));
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_label_set_label (self->text, gesso_message_get_text (message));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, get_role_name (gesso_message_get_role (message)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gesso_message_get_text (message),
                                  -1);
  show_attachments (self);
}

int
gesso_message_row_estimate_height (GessoMessage *message,
                                   int           width)
{
  gboolean from_user = gesso_message_get_role (message) == GESSO_MESSAGE_USER;
  int inner = from_user ? width - USER_CHROME_WIDTH - width / USER_INDENT : width - CHROME_WIDTH;
  int height = (from_user ? USER_CHROME_HEIGHT : CHROME_HEIGHT)
               + gesso_text_estimate_height (gesso_message_get_text (message), MAX (inner, 1));
  guint n;

  gesso_message_get_attachments (message, &n);
  return n > 0 ? height + LINE_HEIGHT : height;
}

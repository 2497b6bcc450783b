/* gesso-composer-attachments.c - the pictures that go into the next run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-attachment.h"
#include "gesso-composer-private.h"
#include "gesso-error.h"
#include "gesso-file-dialog.h"

/* The role, besides the source, that @tool needs a picture for. */
static gboolean
get_second_role (GessoTool       tool,
                 GessoInputRole *role)
{
  if (tool != GESSO_TOOL_REPLACE_BACKGROUND_IMAGE)
    return FALSE;
  *role = GESSO_ROLE_BACKGROUND;
  return TRUE;
}

static GessoAttachment *
find (GessoComposer  *self,
      GessoInputRole  role)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->attachments)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gesso_attachment_get_role (GESSO_ATTACHMENT (child)) == role)
      return GESSO_ATTACHMENT (child);
  return NULL;
}

static void
update_revealer (GessoComposer *self)
{
  gboolean any = gtk_widget_get_first_child (GTK_WIDGET (self->attachments)) != NULL;

  gtk_revealer_set_reveal_child (self->attachments_revealer, any);
}

static void
take_out (GessoComposer   *self,
          GessoAttachment *attachment)
{
  gtk_box_remove (self->attachments, GTK_WIDGET (attachment));
  update_revealer (self);
}

static void
removed_cb (GessoComposer   *self,
            GessoAttachment *attachment)
{
  if (gesso_attachment_get_role (attachment) == GESSO_ROLE_SOURCE)
    gesso_composer_set_source (self, NULL, 0);
  else
    take_out (self, attachment);
}

static void
failed_cb (GessoComposer   *self,
           const char      *sentence,
           GessoAttachment *attachment)
{
  gesso_composer_set_problem (self, sentence);
  if (gesso_attachment_get_role (attachment) != GESSO_ROLE_SOURCE)
    take_out (self, attachment);
}

static void
put_in (GessoComposer *self,
        GtkWidget     *attachment)
{
  g_signal_connect_object (attachment, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (attachment, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  if (gesso_attachment_get_role (GESSO_ATTACHMENT (attachment)) == GESSO_ROLE_SOURCE)
    gtk_box_prepend (self->attachments, attachment);
  else
    gtk_box_append (self->attachments, attachment);
  update_revealer (self);
  gesso_composer_set_problem (self, NULL);
}

static void
replace (GessoComposer *self,
         GtkWidget     *attachment)
{
  GessoAttachment *old = find (self, gesso_attachment_get_role (GESSO_ATTACHMENT (attachment)));

  if (old != NULL)
    take_out (self, old);
  put_in (self, attachment);
}

static void
update_source (GessoComposer *self)
{
  GessoAttachment *shown = find (self, GESSO_ROLE_SOURCE);
  gboolean wanted = self->source != NULL && self->studio != NULL &&
                    gesso_composer_tool_has_source (gesso_composer_get_tool (self));

  if (shown != NULL && wanted && gesso_attachment_get_version (shown) == self->source &&
      gesso_attachment_get_image_index (shown) == self->image_index)
    return;
  if (shown != NULL)
    take_out (self, shown);
  if (wanted)
    put_in (self, gesso_attachment_new_for_version (self->studio, GESSO_ROLE_SOURCE, self->source,
                                                    self->image_index));
}

void
gesso_composer_update_attachments (GessoComposer *self)
{
  GessoInputRole role;

  update_source (self);
  if (!get_second_role (gesso_composer_get_tool (self), &role))
    gesso_composer_drop_attachments (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->attach_button),
                               get_second_role (gesso_composer_get_tool (self), &role)
                                   ? _("Add the Background")
                                   : _("Open a Picture to Work On"));
}

void
gesso_composer_drop_attachments (GessoComposer *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->attachments));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (gesso_attachment_get_role (GESSO_ATTACHMENT (child)) != GESSO_ROLE_SOURCE)
        take_out (self, GESSO_ATTACHMENT (child));
      child = next;
    }
}

gboolean
gesso_composer_check_attachments (GessoComposer *self,
                                  GError       **error)
{
  GessoInputRole role;
  GessoAttachment *second;

  if (!get_second_role (gesso_composer_get_tool (self), &role))
    return TRUE;
  second = find (self, role);
  if (second == NULL)
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("Add the picture that becomes the background with the + button."));
  else if (!gesso_attachment_is_ready (second))
    g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                         _("A picture is still being read. Try again in a moment."));
  else
    return TRUE;
  return FALSE;
}

void
gesso_composer_add_attachments (GessoComposer *self,
                                GessoRequest  *request)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->attachments)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gesso_attachment_add_to (GESSO_ATTACHMENT (child), request);
  if (gesso_composer_tool_has_source (gesso_composer_get_tool (self)))
    gesso_request_set_parent_id (request, gesso_version_get_id (self->source));
}

gboolean
gesso_composer_attach_file (GessoComposer *self,
                            GFile         *file)
{
  GessoInputRole role;

  g_return_val_if_fail (GESSO_IS_COMPOSER (self), FALSE);

  if (!get_second_role (gesso_composer_get_tool (self), &role))
    return FALSE;
  replace (self, gesso_attachment_new_for_file (role, file));
  return TRUE;
}

gboolean
gesso_composer_attach_texture (GessoComposer *self,
                               GdkTexture    *texture)
{
  GessoInputRole role;

  g_return_val_if_fail (GESSO_IS_COMPOSER (self), FALSE);

  if (!get_second_role (gesso_composer_get_tool (self), &role))
    return FALSE;
  replace (self, gesso_attachment_new_for_texture (role, texture));
  return TRUE;
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoComposer) self = user_data;
  g_autoptr (GListModel) files = gesso_file_dialog_open_finish (result, NULL);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gesso_composer_attach_file (self, file);
}

/* A source is opened by the window, as it becomes a version of the thread. */
void
gesso_composer_attach_clicked_cb (GessoComposer *self)
{
  GessoInputRole role;

  if (get_second_role (gesso_composer_get_tool (self), &role))
    gesso_file_dialog_open_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), FALSE, NULL,
                                  file_chosen_cb, g_object_ref (self));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", NULL);
}

/* Only while a second picture is missing: else the window takes the drop as a new version. */
static gboolean
accept_cb (GessoComposer *self,
           GdkDrop       *drop,
           GtkDropTarget *target)
{
  g_autoptr (GdkContentFormats) formats = gtk_drop_target_get_formats (target) != NULL
                                              ? gdk_content_formats_ref (gtk_drop_target_get_formats (target))
                                              : NULL;
  GessoInputRole role;

  return get_second_role (gesso_composer_get_tool (self), &role) && formats != NULL &&
         gdk_content_formats_match (gdk_drop_get_formats (drop), formats);
}

static gboolean
drop_cb (GessoComposer *self,
         const GValue  *value,
         double         x,
         double         y,
         GtkDropTarget *target)
{
  g_autoptr (GSList) files = NULL; /* the list, not what is in it */

  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    return gesso_composer_attach_texture (self, g_value_get_object (value));
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  return files != NULL && gesso_composer_attach_file (self, files->data);
}

void
gesso_composer_init_attachments (GessoComposer *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

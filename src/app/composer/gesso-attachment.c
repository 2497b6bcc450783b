/* gesso-attachment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-attachment.h"
#include "gesso-codec.h"
#include "gesso-texture.h"

#define THUMBNAIL_SIDE 56
#define DECODE_SIDE    256

struct _GessoAttachment
{
  GtkWidget parent_instance;

  GtkOverlay *overlay;
  GtkPicture *picture;

  GessoVersion *version; /* (owned) (nullable) */
  GBytes *bytes;         /* (owned) (nullable): until read, or for a kept version */
  GCancellable *cancellable;
  guint image_index;
  GessoInputRole role;
};

G_DEFINE_FINAL_TYPE (GessoAttachment, gesso_attachment, GTK_TYPE_WIDGET)

enum
{
  REMOVED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a worker needs to read a picture, and what it gives. */
typedef struct
{
  GFile *file;         /* input (owned) (nullable) */
  GdkTexture *texture; /* input (owned) (nullable) */
  GBytes *bytes;       /* output (owned) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_object (&reading->file);
  g_clear_object (&reading->texture);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_free (reading);
}

static void
show_image (GessoAttachment *self,
            GessoImage      *image)
{
  g_autoptr (GdkTexture) texture = gesso_texture_new (image);

  if (self->overlay != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
fail (GessoAttachment *self,
      const GError    *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
thumbnail_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GessoAttachment) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = gesso_studio_load_thumbnail_finish (GESSO_STUDIO (source), result, &error);

  if (image != NULL)
    show_image (self, image);
  else
    fail (self, error);
}

static void
read_picture (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Reading *reading = task_data;
  GError *error = NULL;
  GessoImage *image = NULL;

  if (reading->file != NULL)
    reading->bytes = gesso_codec_read_file (reading->file, GESSO_PICTURE_MAX_BYTES, cancellable, &error);
  else
    reading->bytes = gdk_texture_save_to_png_bytes (reading->texture);
  if (reading->bytes != NULL)
    image = gesso_codec_decode_small (reading->bytes, DECODE_SIDE, cancellable, &error);
  if (image != NULL)
    g_task_return_pointer (task, image, (GDestroyNotify) gesso_image_unref);
  else
    g_task_return_error (task, error);
}

static void
picture_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GessoAttachment *self = GESSO_ATTACHMENT (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) image = g_task_propagate_pointer (G_TASK (result), &error);

  if (image == NULL)
    {
      fail (self, error);
      return;
    }
  self->bytes = g_steal_pointer (&reading->bytes);
  show_image (self, image);
}

static void
start_reading (GessoAttachment *self,
               GFile           *file,
               GdkTexture      *texture)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, picture_read_cb, NULL);
  Reading *reading = g_new0 (Reading, 1);

  reading->file = file != NULL ? g_object_ref (file) : NULL;
  reading->texture = texture != NULL ? g_object_ref (texture) : NULL;
  g_task_set_source_tag (task, start_reading);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_picture);
}

static void
remove_clicked_cb (GessoAttachment *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* As large as its place, whatever the picture's size is. */
static void
gesso_attachment_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = THUMBNAIL_SIDE;
}

static void
gesso_attachment_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  GessoAttachment *self = GESSO_ATTACHMENT (widget);

  gtk_widget_allocate (GTK_WIDGET (self->overlay), width, height, baseline, NULL);
}

static void
gesso_attachment_dispose (GObject *object)
{
  GessoAttachment *self = GESSO_ATTACHMENT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer ((GtkWidget **) &self->overlay, gtk_widget_unparent);
  G_OBJECT_CLASS (gesso_attachment_parent_class)->dispose (object);
}

static void
gesso_attachment_finalize (GObject *object)
{
  GessoAttachment *self = GESSO_ATTACHMENT (object);

  g_clear_object (&self->version);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  G_OBJECT_CLASS (gesso_attachment_parent_class)->finalize (object);
}

static void
gesso_attachment_class_init (GessoAttachmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gesso_attachment_dispose;
  object_class->finalize = gesso_attachment_finalize;

  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  widget_class->measure = gesso_attachment_measure;
  widget_class->size_allocate = gesso_attachment_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "attachment");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
gesso_attachment_init (GessoAttachment *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_remove_button (GessoAttachment *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, _("Take Out"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Take this picture out"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_caption (GessoInputRole role)
{
  GtkWidget *caption = gtk_label_new (gesso_input_role_get_title (role));

  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (caption), 8);
  gtk_widget_set_valign (caption, GTK_ALIGN_END);
  gtk_widget_add_css_class (caption, "role");
  gtk_widget_set_can_target (caption, FALSE);
  return caption;
}

static GessoAttachment *
create (GessoInputRole role)
{
  GessoAttachment *self = g_object_new (GESSO_TYPE_ATTACHMENT, NULL);

  self->role = role;
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_COVER);
  gtk_widget_set_overflow (GTK_WIDGET (self->picture), GTK_OVERFLOW_HIDDEN);

  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->picture));
  gtk_overlay_add_overlay (self->overlay, make_caption (role));
  gtk_overlay_add_overlay (self->overlay, make_remove_button (self));
  gtk_widget_set_parent (GTK_WIDGET (self->overlay), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gesso_input_role_get_title (role), -1);
  return self;
}

GtkWidget *
gesso_attachment_new_for_version (GessoStudio    *studio,
                                  GessoInputRole  role,
                                  GessoVersion   *version,
                                  guint           image_index)
{
  GessoAttachment *self;

  g_return_val_if_fail (GESSO_IS_STUDIO (studio), NULL);
  g_return_val_if_fail (GESSO_IS_VERSION (version), NULL);
  g_return_val_if_fail (image_index < gesso_version_get_n_images (version), NULL);

  self = create (role);
  self->version = g_object_ref (version);
  self->image_index = image_index;
  gesso_studio_load_thumbnail_async (studio, gesso_version_get_image (version, image_index)->blob,
                                     DECODE_SIDE, self->cancellable, thumbnail_loaded_cb,
                                     g_object_ref (self));
  return GTK_WIDGET (self);
}

GtkWidget *
gesso_attachment_new_for_file (GessoInputRole  role,
                               GFile          *file)
{
  GessoAttachment *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = create (role);
  start_reading (self, file, NULL);
  return GTK_WIDGET (self);
}

GtkWidget *
gesso_attachment_new_for_texture (GessoInputRole  role,
                                  GdkTexture     *texture)
{
  GessoAttachment *self;

  g_return_val_if_fail (GDK_IS_TEXTURE (texture), NULL);

  self = create (role);
  start_reading (self, NULL, texture);
  return GTK_WIDGET (self);
}

GessoInputRole
gesso_attachment_get_role (GessoAttachment *self)
{
  g_return_val_if_fail (GESSO_IS_ATTACHMENT (self), GESSO_ROLE_REFERENCE);
  return self->role;
}

GessoVersion *
gesso_attachment_get_version (GessoAttachment *self)
{
  g_return_val_if_fail (GESSO_IS_ATTACHMENT (self), NULL);
  return self->version;
}

guint
gesso_attachment_get_image_index (GessoAttachment *self)
{
  g_return_val_if_fail (GESSO_IS_ATTACHMENT (self), 0);
  return self->image_index;
}

gboolean
gesso_attachment_is_ready (GessoAttachment *self)
{
  g_return_val_if_fail (GESSO_IS_ATTACHMENT (self), FALSE);
  return self->version != NULL || self->bytes != NULL;
}

void
gesso_attachment_add_to (GessoAttachment *self,
                         GessoRequest    *request)
{
  g_return_if_fail (gesso_attachment_is_ready (self));

  if (self->version != NULL)
    gesso_request_add_input (request, self->role, NULL,
                             gesso_version_get_image (self->version, self->image_index)->blob,
                             gesso_version_get_id (self->version), self->image_index);
  else
    gesso_request_add_input (request, self->role, self->bytes, NULL, 0, 0);
}

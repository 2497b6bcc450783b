/* gesso-picture-tile.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-thread"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-drag-file.h"
#include "gesso-file-content.h"
#include "gesso-picture-tile.h"
#include "gesso-texture.h"

/* Pixels of the longest side of a decoded BlurHash; it holds no more detail. */
#define PLACEHOLDER_SIDE 32

struct _GessoPictureTile
{
  GtkWidget parent_instance;

  GessoThumbnails *thumbnails; /* (owned) */
  GessoVersion *version;       /* (owned) (nullable) */
  guint index;
  GdkTexture *texture;         /* (owned) (nullable): thumbnail or placeholder */
  GCancellable *cancellable;   /* (owned) (nullable): of the load under way */
  guint side;                  /* of the thumbnail shown or on its way, in device pixels; 0: none yet */
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoPictureTile, gesso_picture_tile, GTK_TYPE_WIDGET)

static const GessoVersionImage *
get_image (GessoPictureTile *self)
{
  return gesso_version_get_image (self->version, self->index);
}

static void
thumbnail_loaded_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (GessoPictureTile) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gesso_thumbnails_load_finish (GESSO_THUMBNAILS (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (texture == NULL)
    {
      g_message ("No thumbnail: %s", error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self), "broken");
      return;
    }
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stop_loading (GessoPictureTile *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* Until the sharp one is there, a smaller thumbnail or the placeholder stays. */
static void
load_picture (GessoPictureTile *self,
              guint             side)
{
  const GessoVersionImage *image = get_image (self);
  GdkTexture *texture = gesso_thumbnails_find (self->thumbnails, image->blob, side);

  stop_loading (self);
  self->side = side;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (texture != NULL)
    {
      g_set_object (&self->texture, texture);
      return;
    }
  if (self->texture == NULL)
    self->texture = gesso_texture_new_placeholder (image->blurhash, image->width, image->height, PLACEHOLDER_SIDE);
  self->cancellable = g_cancellable_new ();
  gesso_thumbnails_load_async (self->thumbnails, image->blob, side, self->cancellable, thumbnail_loaded_cb,
                               g_object_ref (self));
}

/* Only what has a place is loaded, at the size of that place: a row that is
 * just measured costs no decoding. */
static void
gesso_picture_tile_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GessoPictureTile *self = GESSO_PICTURE_TILE (widget);
  guint side = gesso_thumbnails_round_side ((guint) (MAX (width, height) * gtk_widget_get_scale_factor (widget)));

  if (self->version != NULL && side > self->side)
    load_picture (self, side);
}

static void
update_label (GessoPictureTile *self)
{
  const GessoVersionImage *image = get_image (self);
  g_autofree char *label = NULL;

  /* Translators: says which picture of a version this is and its size in pixels: “Picture 2 of 4, 1024 × 768”. */
  label = g_strdup_printf (_("Picture %u of %u, %u × %u"), self->index + 1, gesso_version_get_n_images (self->version),
                           image->width, image->height);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
clicked_cb (GtkGestureClick  *gesture,
            int               n_press,
            double            x,
            double            y,
            GessoPictureTile *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource    *source,
                 double            x,
                 double            y,
                 GessoPictureTile *self)
{
  GessoStudio *studio = gesso_thumbnails_get_studio (self->thumbnails);
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->version == NULL)
    return NULL;

  path = gesso_store_dup_blob_path (gesso_studio_get_store (studio), get_image (self)->blob);
  file = gesso_drag_file_write (studio, self->version, self->index);
  return gesso_file_content_new (file, path, get_image (self)->mime);
}

static void
drag_begin_cb (GtkDragSource    *source,
               GdkDrag          *drag,
               GessoPictureTile *self)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, icon, 0, 0);
}

/* Squares that show through where the picture is transparent. */
static void
snapshot_checkerboard (GtkSnapshot *snapshot,
                       int          width,
                       int          height)
{
  const GdkRGBA light = { 0.80f, 0.80f, 0.80f, 1.0f }, dark = { 0.66f, 0.66f, 0.66f, 1.0f };
  const float side = 8;

  gtk_snapshot_append_color (snapshot, &light, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_push_repeat (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height),
                            &GRAPHENE_RECT_INIT (0, 0, 2 * side, 2 * side));
  gtk_snapshot_append_color (snapshot, &dark, &GRAPHENE_RECT_INIT (0, 0, side, side));
  gtk_snapshot_append_color (snapshot, &dark, &GRAPHENE_RECT_INIT (side, side, side, side));
  gtk_snapshot_pop (snapshot);
}

static void
gesso_picture_tile_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  GessoPictureTile *self = GESSO_PICTURE_TILE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double scale, shown_width, shown_height;

  if (self->texture == NULL)
    return;

  if (self->version != NULL && gesso_version_get_tool (self->version) == GESSO_TOOL_REMOVE_BACKGROUND)
    snapshot_checkerboard (snapshot, width, height);

  /* Covers the place; only extreme shapes and rounding leave anything out. */
  scale = MAX ((double) width / gdk_texture_get_width (self->texture),
               (double) height / gdk_texture_get_height (self->texture));
  shown_width = scale * gdk_texture_get_width (self->texture);
  shown_height = scale * gdk_texture_get_height (self->texture);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((width - shown_width) / 2, (height - shown_height) / 2,
                                                    shown_width, shown_height));
  gtk_snapshot_pop (snapshot);
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  g_signal_emit (widget, signals[ACTIVATE], 0);
  return TRUE;
}

static void
gesso_picture_tile_dispose (GObject *object)
{
  GessoPictureTile *self = GESSO_PICTURE_TILE (object);

  gesso_picture_tile_set_picture (self, NULL, 0);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (gesso_picture_tile_parent_class)->dispose (object);
}

static void
gesso_picture_tile_class_init (GessoPictureTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_picture_tile_dispose;
  widget_class->size_allocate = gesso_picture_tile_size_allocate;
  widget_class->snapshot = gesso_picture_tile_snapshot;

  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, activate_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, activate_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "picturetile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
gesso_picture_tile_init (GessoPictureTile *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
gesso_picture_tile_new (GessoThumbnails *thumbnails)
{
  GessoPictureTile *self = g_object_new (GESSO_TYPE_PICTURE_TILE, NULL);

  self->thumbnails = g_object_ref (thumbnails);
  return GTK_WIDGET (self);
}

void
gesso_picture_tile_set_picture (GessoPictureTile *self,
                                GessoVersion     *version,
                                guint             index)
{
  g_return_if_fail (GESSO_IS_PICTURE_TILE (self));
  g_return_if_fail (version == NULL || index < gesso_version_get_n_images (version));

  stop_loading (self);
  g_clear_object (&self->texture);
  self->side = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "broken");
  g_set_object (&self->version, version);
  self->index = index;
  if (version != NULL)
    update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

GessoVersion *
gesso_picture_tile_get_version (GessoPictureTile *self)
{
  g_return_val_if_fail (GESSO_IS_PICTURE_TILE (self), NULL);
  return self->version;
}

guint
gesso_picture_tile_get_index (GessoPictureTile *self)
{
  g_return_val_if_fail (GESSO_IS_PICTURE_TILE (self), 0);
  return self->index;
}

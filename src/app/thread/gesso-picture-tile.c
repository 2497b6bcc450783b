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
#include "gesso-thumbnail-paintable.h"

/* Pixels of the longest side of a decoded BlurHash; it holds no more detail. */
#define PLACEHOLDER_SIDE 32

struct _GessoPictureTile
{
  GtkWidget parent_instance;

  GessoThumbnails *thumbnails;        /* (owned) */
  GessoThumbnailPaintable *thumbnail; /* (owned) */
  GessoVersion *version;              /* (owned) (nullable) */
  guint index;
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
thumbnail_changed_cb (GessoPictureTile *self)
{
  if (gesso_thumbnail_paintable_is_broken (self->thumbnail))
    gtk_widget_add_css_class (GTK_WIDGET (self), "broken");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "broken");
  gtk_widget_queue_draw (GTK_WIDGET (self));
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

  /* What was seen large stays as it is. */
  if (side > gesso_thumbnail_paintable_get_side (self->thumbnail))
    gesso_thumbnail_paintable_load (self->thumbnail, side);
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

  if (gesso_thumbnail_paintable_is_empty (self->thumbnail))
    return;

  if (self->version != NULL && gesso_version_get_tool (self->version) == GESSO_TOOL_REMOVE_BACKGROUND)
    snapshot_checkerboard (snapshot, width, height);
  gdk_paintable_snapshot (GDK_PAINTABLE (self->thumbnail), snapshot, width, height);
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

  gesso_thumbnail_paintable_set_picture (self->thumbnail, NULL, NULL, 0, 0);
  g_clear_object (&self->version);
  G_OBJECT_CLASS (gesso_picture_tile_parent_class)->dispose (object);
}

static void
gesso_picture_tile_finalize (GObject *object)
{
  GessoPictureTile *self = GESSO_PICTURE_TILE (object);

  g_object_unref (self->thumbnail);
  g_object_unref (self->thumbnails);
  G_OBJECT_CLASS (gesso_picture_tile_parent_class)->finalize (object);
}

static void
gesso_picture_tile_class_init (GessoPictureTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_picture_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_picture_tile_finalize;
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
  self->thumbnail = gesso_thumbnail_paintable_new (thumbnails, PLACEHOLDER_SIDE);
  g_signal_connect_object (self->thumbnail, "invalidate-contents", G_CALLBACK (thumbnail_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
gesso_picture_tile_set_picture (GessoPictureTile *self,
                                GessoVersion     *version,
                                guint             index)
{
  g_return_if_fail (GESSO_IS_PICTURE_TILE (self));
  g_return_if_fail (version == NULL || index < gesso_version_get_n_images (version));

  g_set_object (&self->version, version);
  self->index = index;
  if (version != NULL)
    {
      const GessoVersionImage *image = get_image (self);

      gesso_thumbnail_paintable_set_picture (self->thumbnail, image->blob, image->blurhash, image->width, image->height);
      update_label (self);
    }
  else
    gesso_thumbnail_paintable_set_picture (self->thumbnail, NULL, NULL, 0, 0);
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

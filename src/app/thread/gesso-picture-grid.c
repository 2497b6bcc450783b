/* gesso-picture-grid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-picture-grid.h"
#include "gesso-picture-layout.h"
#include "gesso-picture-tile.h"

/* A row of pictures gets no narrower than this. */
#define MIN_WIDTH 240
#define NATURAL_WIDTH 512

struct _GessoPictureGrid
{
  GtkWidget parent_instance;

  GessoThumbnails *thumbnails; /* (owned) (nullable) */
  GessoVersion *version;       /* (owned) (nullable) */
  GPtrArray *tiles;            /* (owned) (element-type GessoPictureTile): children, those left over hidden */
  guint current;
};

enum
{
  ACTIVATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoPictureGrid, gesso_picture_grid, GTK_TYPE_WIDGET)

static guint
get_n_pictures (GessoPictureGrid *self)
{
  return self->version != NULL ? gesso_version_get_n_images (self->version) : 0;
}

static void
tile_activate_cb (GessoPictureGrid *self,
                  GessoPictureTile *tile)
{
  gesso_picture_grid_set_current (self, gesso_picture_tile_get_index (tile));
  g_signal_emit (self, signals[ACTIVATE], 0, gesso_picture_tile_get_index (tile));
}

static GessoPictureTile *
require_tile (GessoPictureGrid *self,
              guint             index)
{
  while (self->tiles->len <= index)
    {
      GtkWidget *tile = gesso_picture_tile_new (self->thumbnails);

      g_signal_connect_object (tile, "activate", G_CALLBACK (tile_activate_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (tile, GTK_WIDGET (self));
      g_ptr_array_add (self->tiles, tile);
    }
  return g_ptr_array_index (self->tiles, index);
}

static void
mark_current (GessoPictureGrid *self)
{
  guint n = get_n_pictures (self);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *tile = g_ptr_array_index (self->tiles, i);

      if (n > 1 && i == self->current)
        gtk_widget_add_css_class (tile, "current");
      else
        gtk_widget_remove_css_class (tile, "current");
    }
}

static void
gesso_picture_grid_set_focus_child (GtkWidget *widget,
                                    GtkWidget *child)
{
  GTK_WIDGET_CLASS (gesso_picture_grid_parent_class)->set_focus_child (widget, child);
  if (child != NULL)
    gesso_picture_grid_set_current (GESSO_PICTURE_GRID (widget),
                                    gesso_picture_tile_get_index (GESSO_PICTURE_TILE (child)));
}

static GtkSizeRequestMode
gesso_picture_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
gesso_picture_grid_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  GessoPictureGrid *self = GESSO_PICTURE_GRID (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  *minimum = *natural = get_n_pictures (self) == 0
                        ? 0 : gesso_picture_layout_place (self->version, for_size < 0 ? NATURAL_WIDTH : for_size, NULL);
}

static void
gesso_picture_grid_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  GessoPictureGrid *self = GESSO_PICTURE_GRID (widget);
  guint n = get_n_pictures (self);
  g_autofree GdkRectangle *places = g_new (GdkRectangle, MAX (n, 1));

  if (n == 0)
    return;

  gesso_picture_layout_place (self->version, width, places);
  for (guint i = 0; i < n; i++)
    {
      if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
        places[i].x = width - places[i].x - places[i].width;
      gtk_widget_size_allocate (g_ptr_array_index (self->tiles, i), &places[i], -1);
    }
}

static void
gesso_picture_grid_dispose (GObject *object)
{
  GessoPictureGrid *self = GESSO_PICTURE_GRID (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (self->tiles, 0);
  g_clear_object (&self->version);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (gesso_picture_grid_parent_class)->dispose (object);
}

static void
gesso_picture_grid_finalize (GObject *object)
{
  GessoPictureGrid *self = GESSO_PICTURE_GRID (object);

  g_ptr_array_unref (self->tiles);
  G_OBJECT_CLASS (gesso_picture_grid_parent_class)->finalize (object);
}

static void
gesso_picture_grid_class_init (GessoPictureGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gesso_picture_grid_dispose;
  object_class->finalize = gesso_picture_grid_finalize;
  widget_class->set_focus_child = gesso_picture_grid_set_focus_child;
  widget_class->get_request_mode = gesso_picture_grid_get_request_mode;
  widget_class->measure = gesso_picture_grid_measure;
  widget_class->size_allocate = gesso_picture_grid_size_allocate;

  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "picturegrid");
}

static void
gesso_picture_grid_init (GessoPictureGrid *self)
{
  self->tiles = g_ptr_array_new ();
}

void
gesso_picture_grid_set_thumbnails (GessoPictureGrid *self,
                                   GessoThumbnails  *thumbnails)
{
  g_return_if_fail (GESSO_IS_PICTURE_GRID (self));
  g_return_if_fail (self->tiles->len == 0);

  g_set_object (&self->thumbnails, thumbnails);
}

void
gesso_picture_grid_set_version (GessoPictureGrid *self,
                                GessoVersion     *version)
{
  guint n;

  g_return_if_fail (GESSO_IS_PICTURE_GRID (self));
  g_return_if_fail (self->thumbnails != NULL);

  g_set_object (&self->version, version);
  self->current = 0;
  n = get_n_pictures (self);
  for (guint i = 0; i < MAX (n, self->tiles->len); i++)
    {
      GessoPictureTile *tile = require_tile (self, i);

      gesso_picture_tile_set_picture (tile, i < n ? version : NULL, i < n ? i : 0);
      gtk_widget_set_visible (GTK_WIDGET (tile), i < n);
    }
  mark_current (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

guint
gesso_picture_grid_get_current (GessoPictureGrid *self)
{
  g_return_val_if_fail (GESSO_IS_PICTURE_GRID (self), 0);
  return self->current;
}

void
gesso_picture_grid_set_current (GessoPictureGrid *self,
                                guint             index)
{
  g_return_if_fail (GESSO_IS_PICTURE_GRID (self));

  if (self->current == index || index >= get_n_pictures (self))
    return;

  self->current = index;
  mark_current (self);
}

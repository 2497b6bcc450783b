/* gesso-library-cell.c
 *
 * Everything is drawn here rather than put together from widgets: a hundred of
 * them come and go in a frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-library"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-drag-file.h"
#include "gesso-draw.h"
#include "gesso-file-content.h"
#include "gesso-library-cell.h"
#include "gesso-snippet.h"
#include "gesso-spoken.h"
#include "gesso-thumbnail-paintable.h"

/* Pixels of the longest side of a decoded BlurHash, a moment before the thumbnail. */
#define PLACEHOLDER_SIDE 12
#define BADGE_SIZE 16
#define BADGE_MARGIN 7
#define BADGE_PADDING 6
#define STAR_SIZE 13
#define CHECK_SIZE 22
#define CHECK_PADDING 3
#define SHADE_HEIGHT 34
#define RADIUS 8
#define OUTLINE 3
#define CAPTION_GAP 4
#define CAPTION_LINES 2

struct _GessoLibraryCell
{
  GtkWidget parent_instance;

  GessoThumbnails *thumbnails;        /* (owned) */
  GessoThumbnailPaintable *thumbnail; /* (owned) */
  GessoLibraryItem *item;             /* (owned) (nullable) */
  PangoLayout *caption;               /* (owned) (nullable): the words it was found by */
  guint selected : 1;
};

G_DEFINE_FINAL_TYPE (GessoLibraryCell, gesso_library_cell, GTK_TYPE_WIDGET)

static const GessoLibraryRow *
get_row (GessoLibraryCell *self)
{
  return self->item != NULL ? gesso_library_item_get_row (self->item) : NULL;
}

static int
get_picture_size (GessoLibraryCell *self)
{
  return MIN (gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)));
}

/* The sides of the thumbnails there are; a cell is covered by the shorter one. */
static guint
get_side (GessoLibraryCell *self)
{
  guint size = get_picture_size (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  return size <= 200 ? 256 : 512;
}

static void
load_picture (GessoLibraryCell *self)
{
  const GessoLibraryRow *row = get_row (self);

  if (row == NULL || row->blob == NULL || get_picture_size (self) <= 0)
    return;
  gesso_thumbnail_paintable_set_picture (self->thumbnail, row->blob, row->blurhash, row->width, row->height);
  gesso_thumbnail_paintable_load (self->thumbnail, get_side (self));
}

/* What it shows */

static void
update_caption (GessoLibraryCell *self)
{
  const GessoLibraryRow *row = get_row (self);
  g_autofree char *snippet = NULL;
  g_autoptr (PangoAttrList) attributes = NULL;
  gsize start, length;

  g_clear_object (&self->caption);
  if (row == NULL || row->hit == NULL)
    return;
  snippet = gesso_snippet_cut (row->hit, row->hit_start, row->hit_length, &start, &length);
  attributes = gesso_snippet_make_attributes (start, length);
  self->caption = gtk_widget_create_pango_layout (GTK_WIDGET (self), snippet);
  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (self->caption, attributes);
  pango_layout_set_ellipsize (self->caption, PANGO_ELLIPSIZE_END);
}

/* Everything that is seen, for those who do not see it. */
static void
update_label (GessoLibraryCell *self)
{
  const GessoLibraryRow *row = get_row (self);
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *stars = NULL, *images = NULL;

  if (row != NULL)
    {
      gesso_spoken_add (label, row->prompt != NULL && *row->prompt != '\0' ? row->prompt
                                                                           : gesso_tool_get_title (row->tool));
      gesso_spoken_add (label, row->model);
      if (row->favourite)
        gesso_spoken_add (label, _("Favourite"));
      if (row->stars > 0)
        stars = g_strdup_printf (ngettext ("%u star", "%u stars", row->stars), row->stars);
      if (row->n_images > 1)
        images = g_strdup_printf (ngettext ("%u picture", "%u pictures", row->n_images), row->n_images);
      gesso_spoken_add (label, stars);
      gesso_spoken_add (label, images);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label->len > 0 ? label->str : _("Loading…"), -1);
}

static void
update (GessoLibraryCell *self)
{
  update_caption (self);
  update_label (self);
  load_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Drawing */

/* A count of pictures in the upper corner, thoughts in the lower one. */
static void
draw_badges (GessoLibraryCell      *self,
             GtkSnapshot           *snapshot,
             const GessoLibraryRow *row,
             int                    size)
{
  static const GdkRGBA white = { 1, 1, 1, 1 };
  const GskColorStop shade[] = { { 0, { 0, 0, 0, 0 } }, { 1, { 0, 0, 0, 0.6f } } };
  double y = size - BADGE_MARGIN - BADGE_SIZE, x = BADGE_MARGIN;

  if (row->favourite || row->stars > 0)
    gtk_snapshot_append_linear_gradient (snapshot, &GRAPHENE_RECT_INIT (0, size - SHADE_HEIGHT, size, SHADE_HEIGHT),
                                         &GRAPHENE_POINT_INIT (0, size - SHADE_HEIGHT),
                                         &GRAPHENE_POINT_INIT (0, size), shade, G_N_ELEMENTS (shade));
  if (row->favourite)
    {
      gesso_draw_icon (snapshot, GTK_WIDGET (self), "gesso-favourite-symbolic", x, y, BADGE_SIZE, &white);
      x += BADGE_SIZE + BADGE_PADDING;
    }
  for (guint i = 0; i < row->stars; i++)
    gesso_draw_icon (snapshot, GTK_WIDGET (self), "starred-symbolic", x + i * STAR_SIZE, y + 1, STAR_SIZE, &white);
  if (row->n_images > 1)
    {
      g_autofree char *text = g_strdup_printf ("%u", row->n_images);
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      width = MAX (width + 2 * BADGE_PADDING, height);
      gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 0.55f },
                                 &GRAPHENE_RECT_INIT (size - width, 0, width, height + 4));
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (size - width + BADGE_PADDING, 2));
      gtk_snapshot_append_layout (snapshot, layout, &white);
      gtk_snapshot_restore (snapshot);
    }
}

static void
draw_check (GessoLibraryCell *self,
            GtkSnapshot      *snapshot,
            int               size)
{
  GdkRGBA accent = gesso_draw_get_accent (GTK_WIDGET (self)), mark = gesso_draw_get_on_accent (GTK_WIDGET (self));
  GdkRGBA veil = accent;

  veil.alpha = 0.3f;
  gtk_snapshot_append_color (snapshot, &veil, &GRAPHENE_RECT_INIT (0, 0, size, size));
  gesso_draw_pill (snapshot, &GRAPHENE_RECT_INIT (BADGE_MARGIN, BADGE_MARGIN, CHECK_SIZE, CHECK_SIZE), &accent);
  gesso_draw_icon (snapshot, GTK_WIDGET (self), "object-select-symbolic", BADGE_MARGIN + CHECK_PADDING,
                   BADGE_MARGIN + CHECK_PADDING, CHECK_SIZE - 2 * CHECK_PADDING, &mark);
}

static void
draw_caption (GessoLibraryCell *self,
              GtkSnapshot      *snapshot,
              int               size)
{
  GdkRGBA colour;
  int room = gtk_widget_get_height (GTK_WIDGET (self)) - size - CAPTION_GAP;

  if (self->caption == NULL || room <= 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  pango_layout_set_width (self->caption, size * PANGO_SCALE);
  pango_layout_set_height (self->caption, -CAPTION_LINES);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, size, size, room + CAPTION_GAP));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, size + CAPTION_GAP));
  gtk_snapshot_append_layout (snapshot, self->caption, &colour);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_restore (snapshot);
}

static void
gesso_library_cell_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  GessoLibraryCell *self = GESSO_LIBRARY_CELL (widget);
  const GessoLibraryRow *row = get_row (self);
  int size = get_picture_size (self);
  GskRoundedRect frame;

  gsk_rounded_rect_init_from_rect (&frame, &GRAPHENE_RECT_INIT (0, 0, size, size), RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  if (!gesso_thumbnail_paintable_is_empty (self->thumbnail))
    gdk_paintable_snapshot (GDK_PAINTABLE (self->thumbnail), snapshot, size, size);
  else
    gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.2f }, &frame.bounds);
  if (row != NULL)
    draw_badges (self, snapshot, row, size);
  if (self->selected)
    draw_check (self, snapshot, size);
  gtk_snapshot_pop (snapshot);
  if (self->selected)
    {
      GdkRGBA accent = gesso_draw_get_accent (widget), colours[] = { accent, accent, accent, accent };

      gtk_snapshot_append_border (snapshot, &frame, (float[4]) { OUTLINE, OUTLINE, OUTLINE, OUTLINE }, colours);
    }
  draw_caption (self, snapshot, size);
}

static void
gesso_library_cell_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  /* Only now it is known which thumbnail is large enough. */
  load_picture (GESSO_LIBRARY_CELL (widget));
}

/* Dragging */

static GdkContentProvider *
drag_prepare_cb (GtkDragSource    *source,
                 double            x,
                 double            y,
                 GessoLibraryCell *self)
{
  const GessoLibraryRow *row = get_row (self);
  g_autoptr (GFile) file = NULL;

  if (row == NULL || row->blob == NULL)
    return NULL;
  file = gesso_drag_file_write_by_id (gesso_thumbnails_get_studio (self->thumbnails), row->id, row->tool, row->prompt);
  return gesso_file_content_new (file, NULL, NULL);
}

static void
drag_begin_cb (GtkDragSource    *source,
               GdkDrag          *drag,
               GessoLibraryCell *self)
{
  g_autoptr (GdkPaintable) icon = gdk_paintable_get_current_image (GDK_PAINTABLE (self->thumbnail));

  if (!gesso_thumbnail_paintable_is_empty (self->thumbnail))
    gtk_drag_source_set_icon (source, icon, 0, 0);
}

static void
gesso_library_cell_dispose (GObject *object)
{
  GessoLibraryCell *self = GESSO_LIBRARY_CELL (object);

  gesso_library_cell_set_item (self, NULL);
  g_clear_object (&self->caption);
  G_OBJECT_CLASS (gesso_library_cell_parent_class)->dispose (object);
}

static void
gesso_library_cell_finalize (GObject *object)
{
  GessoLibraryCell *self = GESSO_LIBRARY_CELL (object);

  g_object_unref (self->thumbnail);
  g_object_unref (self->thumbnails);
  G_OBJECT_CLASS (gesso_library_cell_parent_class)->finalize (object);
}

static void
gesso_library_cell_class_init (GessoLibraryCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_library_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_library_cell_finalize;
  widget_class->snapshot = gesso_library_cell_snapshot;
  widget_class->size_allocate = gesso_library_cell_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "librarycell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gesso_library_cell_init (GessoLibraryCell *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();

  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
gesso_library_cell_new (GessoThumbnails *thumbnails)
{
  GessoLibraryCell *self = g_object_new (GESSO_TYPE_LIBRARY_CELL, NULL);

  self->thumbnails = g_object_ref (thumbnails);
  self->thumbnail = gesso_thumbnail_paintable_new (thumbnails, PLACEHOLDER_SIDE);
  g_signal_connect_object (self->thumbnail, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
gesso_library_cell_set_item (GessoLibraryCell *self,
                             GessoLibraryItem *item)
{
  g_return_if_fail (GESSO_IS_LIBRARY_CELL (self));

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  if (g_set_object (&self->item, item))
    gesso_thumbnail_paintable_set_picture (self->thumbnail, NULL, NULL, 0, 0);
  if (item == NULL)
    return;
  g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

GessoLibraryItem *
gesso_library_cell_get_item (GessoLibraryCell *self)
{
  g_return_val_if_fail (GESSO_IS_LIBRARY_CELL (self), NULL);
  return self->item;
}

void
gesso_library_cell_set_selected (GessoLibraryCell *self,
                                 gboolean          selected)
{
  g_return_if_fail (GESSO_IS_LIBRARY_CELL (self));

  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  if (self->selected == !!selected)
    return;
  self->selected = selected;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

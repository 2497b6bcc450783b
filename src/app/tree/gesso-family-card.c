/* gesso-family-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-tree"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-draw.h"
#include "gesso-family-card.h"
#include "gesso-spoken.h"
#include "gesso-thumbnail-paintable.h"

#define PADDING 6
#define PICTURE_HEIGHT 104
#define PICTURE_RADIUS 8
#define LINE_GAP 2
#define BADGE_SIZE 16
#define BADGE_PADDING 4
#define BADGE_MARGIN 6
#define PLACEHOLDER_SIDE 8
#define MOST_LETTERS 80

struct _GessoFamilyCard
{
  GtkWidget parent_instance;

  GessoThumbnailPaintable *thumbnail; /* (owned) */
  GessoLibraryItem *item;             /* (owned) (nullable) */
  PangoLayout *title;                 /* (owned) (nullable) */
  PangoLayout *detail;                /* (owned) (nullable) */
  PangoLayout *pin;                   /* (owned) (nullable): what the pin says */
  GessoFamilyNode node;
  guint generation;
  GessoFamilyCardState state;
  double scale;
};

G_DEFINE_FINAL_TYPE (GessoFamilyCard, gesso_family_card, GTK_TYPE_WIDGET)

static const GessoLibraryRow *
get_row (GessoFamilyCard *self)
{
  return self->item != NULL ? gesso_library_item_get_row (self->item) : NULL;
}

static void
load_picture (GessoFamilyCard *self)
{
  const GessoLibraryRow *row = get_row (self);
  double side = (GESSO_FAMILY_CARD_WIDTH - 2 * PADDING) * self->scale *
                gtk_widget_get_scale_factor (GTK_WIDGET (self));
  guint wanted = side <= 260 ? 256 : 512;

  if (row == NULL || row->blob == NULL)
    return;
  gesso_thumbnail_paintable_set_picture (self->thumbnail, row->blob, row->blurhash, row->width, row->height);
  /* A picture that was seen large stays as it is. */
  if (gesso_thumbnail_paintable_get_side (self->thumbnail) < wanted)
    gesso_thumbnail_paintable_load (self->thumbnail, wanted);
}

/* Words */

static PangoLayout *
make_line (GtkWidget  *widget,
           const char *text,
           PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, (GESSO_FAMILY_CARD_WIDTH - 4 * PADDING) * PANGO_SCALE);
  return layout;
}

static int
get_line_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

/* A prompt, else a model, else a file's thread: what tells it from its siblings. */
static const char *
get_detail (const GessoLibraryRow *row)
{
  if (row == NULL)
    return "";
  if (row->prompt != NULL && *row->prompt != '\0')
    return row->prompt;
  return row->model != NULL ? row->model : row->thread_title;
}

static void
update_words (GessoFamilyCard *self)
{
  const GessoLibraryRow *row = get_row (self);
  g_autofree char *detail = NULL;

  g_clear_object (&self->title);
  g_clear_object (&self->detail);
  g_clear_object (&self->pin);
  if (self->item == NULL)
    return;
  self->title = make_line (GTK_WIDGET (self), gesso_tool_get_title (self->node.tool), PANGO_WEIGHT_BOLD);
  /* No card is wide enough for more; a prompt may be a book. */
  detail = g_utf8_substring (get_detail (row), 0, MIN (g_utf8_strlen (get_detail (row), 4 * MOST_LETTERS), MOST_LETTERS));
  self->detail = make_line (GTK_WIDGET (self), detail, PANGO_WEIGHT_NORMAL);
  if (row == NULL || row->pin == NULL)
    return;
  self->pin = make_line (GTK_WIDGET (self), row->pin, PANGO_WEIGHT_BOLD);
  pango_layout_set_width (self->pin, (GESSO_FAMILY_CARD_WIDTH - 2 * PADDING - 2 * BADGE_MARGIN - BADGE_SIZE -
                                      3 * BADGE_PADDING) *
                                         PANGO_SCALE);
}

/* Everything that is seen, for those who do not see it. */
static void
update_accessible (GessoFamilyCard *self)
{
  const GessoLibraryRow *row = get_row (self);
  g_autoptr (GString) label = g_string_new (NULL);
  g_autofree char *generation = NULL, *children = NULL;

  if (self->item == NULL)
    return;
  /* Translators: a place in a family tree, from 1 at the top. */
  generation = g_strdup_printf (_("generation %u"), self->generation + 1);
  if (self->node.n_users > 0)
    children = g_strdup_printf (ngettext ("%u version made from it", "%u versions made from it", self->node.n_users),
                                self->node.n_users);
  if (row != NULL && row->pin != NULL)
    gesso_spoken_add (label, *row->pin != '\0' ? row->pin : _("Pinned"));
  gesso_spoken_add (label, gesso_tool_get_title (self->node.tool));
  gesso_spoken_add (label, get_detail (row));
  gesso_spoken_add (label, generation);
  gesso_spoken_add (label, children);
  if (self->state & GESSO_FAMILY_CARD_CURRENT)
    gesso_spoken_add (label, _("on the canvas"));
  if (self->node.elsewhere)
    gesso_spoken_add (label, _("from another thread"));
  if (self->node.trashed)
    gesso_spoken_add (label, _("in the trash"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  GTK_ACCESSIBLE_PROPERTY_LEVEL, (int) self->generation + 1, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED,
                               (self->state & GESSO_FAMILY_CARD_SELECTED) != 0, -1);
}

static void
update (GessoFamilyCard *self)
{
  update_words (self);
  update_accessible (self);
  load_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Drawing */

static void
draw_picture (GessoFamilyCard       *self,
              GtkSnapshot           *snapshot,
              const graphene_rect_t *place)
{
  GskRoundedRect frame;

  gsk_rounded_rect_init_from_rect (&frame, place, PICTURE_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &frame);
  if (gesso_thumbnail_paintable_is_empty (self->thumbnail))
    gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0.5f, 0.5f, 0.5f, 0.2f }, place);
  else
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &place->origin);
      gdk_paintable_snapshot (GDK_PAINTABLE (self->thumbnail), snapshot, place->size.width, place->size.height);
      gtk_snapshot_restore (snapshot);
    }
  gtk_snapshot_pop (snapshot);
}

static void
draw_badge (GessoFamilyCard *self,
            GtkSnapshot     *snapshot,
            const char      *icon,
            float            x,
            float            y,
            const GdkRGBA   *ground,
            const GdkRGBA   *ink)
{
  gesso_draw_pill (snapshot, &GRAPHENE_RECT_INIT (x, y, BADGE_SIZE + 2 * BADGE_PADDING, BADGE_SIZE + 2 * BADGE_PADDING),
                   ground);
  gesso_draw_icon (snapshot, GTK_WIDGET (self), icon, x + BADGE_PADDING, y + BADGE_PADDING, BADGE_SIZE, ink);
}

/* At the lower edge of the picture, as on a wall. */
static void
draw_pin (GessoFamilyCard       *self,
          GtkSnapshot           *snapshot,
          const graphene_rect_t *picture)
{
  GdkRGBA accent = gesso_draw_get_accent (GTK_WIDGET (self)), ink = gesso_draw_get_on_accent (GTK_WIDGET (self));
  int width = 0, height = BADGE_SIZE + 2 * BADGE_PADDING, text_height;
  float x = picture->origin.x + BADGE_MARGIN;
  float y = picture->origin.y + picture->size.height - BADGE_MARGIN - (float) height;

  if (self->pin == NULL)
    return;
  pango_layout_get_pixel_size (self->pin, &width, &text_height);
  if (*pango_layout_get_text (self->pin) == '\0')
    width = -BADGE_PADDING;
  gesso_draw_pill (snapshot, &GRAPHENE_RECT_INIT (x, y, (float) (BADGE_SIZE + width + 4 * BADGE_PADDING), (float) height),
                   &accent);
  gesso_draw_icon (snapshot, GTK_WIDGET (self), "gesso-pin-symbolic", x + BADGE_PADDING, y + BADGE_PADDING, BADGE_SIZE,
                   &ink);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + BADGE_SIZE + 2 * BADGE_PADDING,
                                                          y + (float) (height - text_height) / 2));
  gtk_snapshot_append_layout (snapshot, self->pin, &ink);
  gtk_snapshot_restore (snapshot);
}

static void
draw_badges (GessoFamilyCard       *self,
             GtkSnapshot           *snapshot,
             const graphene_rect_t *picture)
{
  static const GdkRGBA white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, 0.6f };
  float x = picture->origin.x + picture->size.width - BADGE_MARGIN - BADGE_SIZE - 2 * BADGE_PADDING;
  float y = picture->origin.y + BADGE_MARGIN;

  if (self->state & GESSO_FAMILY_CARD_SELECTED)
    {
      GdkRGBA accent = gesso_draw_get_accent (GTK_WIDGET (self)), ink = gesso_draw_get_on_accent (GTK_WIDGET (self));

      draw_badge (self, snapshot, "object-select-symbolic", x, y, &accent, &ink);
    }
  x = picture->origin.x + BADGE_MARGIN;
  if (self->node.elsewhere)
    {
      draw_badge (self, snapshot, "go-jump-symbolic", x, y, &shade, &white);
      x += BADGE_SIZE + 3 * BADGE_PADDING;
    }
  if (self->node.trashed)
    draw_badge (self, snapshot, "user-trash-symbolic", x, y, &shade, &white);
}

static void
draw_line (GtkSnapshot   *snapshot,
           PangoLayout   *layout,
           float          y,
           const GdkRGBA *colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (2 * PADDING, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
gesso_family_card_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  GessoFamilyCard *self = GESSO_FAMILY_CARD (widget);
  graphene_rect_t picture = GRAPHENE_RECT_INIT (PADDING, PADDING, GESSO_FAMILY_CARD_WIDTH - 2 * PADDING, PICTURE_HEIGHT);
  float y = 2 * PADDING + PICTURE_HEIGHT;
  GdkRGBA colour, faint;

  draw_picture (self, snapshot, &picture);
  draw_badges (self, snapshot, &picture);
  draw_pin (self, snapshot, &picture);
  if (self->title == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  faint = colour;
  faint.alpha *= 0.65f;
  draw_line (snapshot, self->title, y, &colour);
  draw_line (snapshot, self->detail, y + (float) (get_line_height (self->title) + LINE_GAP), &faint);
}

int
gesso_family_card_get_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) title = make_line (widget, "Åg字", PANGO_WEIGHT_BOLD);
  g_autoptr (PangoLayout) detail = make_line (widget, "Åg字", PANGO_WEIGHT_NORMAL);

  return PICTURE_HEIGHT + 4 * PADDING + LINE_GAP + get_line_height (title) + get_line_height (detail);
}

static void
gesso_family_card_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? GESSO_FAMILY_CARD_WIDTH
                                                                  : gesso_family_card_get_height (widget);
}

static void
gesso_family_card_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (gesso_family_card_parent_class)->css_changed (widget, change);
  update_words (GESSO_FAMILY_CARD (widget));
}

static void
gesso_family_card_dispose (GObject *object)
{
  GessoFamilyCard *self = GESSO_FAMILY_CARD (object);

  gesso_family_card_set_node (self, NULL, NULL, 0);
  G_OBJECT_CLASS (gesso_family_card_parent_class)->dispose (object);
}

static void
gesso_family_card_finalize (GObject *object)
{
  g_object_unref (GESSO_FAMILY_CARD (object)->thumbnail);
  G_OBJECT_CLASS (gesso_family_card_parent_class)->finalize (object);
}

static void
gesso_family_card_class_init (GessoFamilyCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_family_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_family_card_finalize;
  widget_class->snapshot = gesso_family_card_snapshot;
  widget_class->measure = gesso_family_card_measure;
  widget_class->css_changed = gesso_family_card_css_changed;

  gtk_widget_class_set_css_name (widget_class, "familycard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TREE_ITEM);
}

static void
gesso_family_card_init (GessoFamilyCard *self)
{
  self->scale = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

GtkWidget *
gesso_family_card_new (GessoThumbnails *thumbnails)
{
  GessoFamilyCard *self = g_object_new (GESSO_TYPE_FAMILY_CARD, NULL);

  self->thumbnail = gesso_thumbnail_paintable_new (thumbnails, PLACEHOLDER_SIDE);
  g_signal_connect_object (self->thumbnail, "invalidate-contents", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
gesso_family_card_set_node (GessoFamilyCard       *self,
                            GessoLibraryItem      *item,
                            const GessoFamilyNode *node,
                            guint                  generation)
{
  g_return_if_fail (GESSO_IS_FAMILY_CARD (self));
  g_return_if_fail (item == NULL || node != NULL);

  if (node != NULL)
    self->node = *node;
  self->generation = generation;
  if (item != NULL && item == self->item)
    {
      update (self);
      return;
    }
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  gesso_thumbnail_paintable_set_picture (self->thumbnail, NULL, NULL, 0, 0);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

GessoLibraryItem *
gesso_family_card_get_item (GessoFamilyCard *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_CARD (self), NULL);
  return self->item;
}

static void
set_class (GessoFamilyCard *self,
           const char      *name,
           gboolean         wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

void
gesso_family_card_set_state (GessoFamilyCard     *self,
                             GessoFamilyCardState state)
{
  g_return_if_fail (GESSO_IS_FAMILY_CARD (self));

  set_class (self, "trashed", self->node.trashed);
  if (self->state == state)
    return;
  self->state = state;
  set_class (self, "selected", (state & GESSO_FAMILY_CARD_SELECTED) != 0);
  set_class (self, "current", (state & GESSO_FAMILY_CARD_CURRENT) != 0);
  set_class (self, "faint", (state & GESSO_FAMILY_CARD_FAINT) != 0);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

GessoFamilyCardState
gesso_family_card_get_state (GessoFamilyCard *self)
{
  g_return_val_if_fail (GESSO_IS_FAMILY_CARD (self), GESSO_FAMILY_CARD_PLAIN);
  return self->state;
}

void
gesso_family_card_set_scale (GessoFamilyCard *self,
                             double           scale)
{
  g_return_if_fail (GESSO_IS_FAMILY_CARD (self));

  self->scale = scale;
  load_picture (self);
}

/* gesso-family-view-private.h - what the files of the view share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "gesso-family-card.h"
#include "gesso-family-items.h"
#include "gesso-family-view.h"
#include "gesso-viewport.h"

G_BEGIN_DECLS

/* Logical pixels at scale 1: around a card, and what its unit has between generations. */
#define GESSO_FAMILY_GAP 28
#define GESSO_FAMILY_ROW_GAP 60
/* Smaller than this nobody can tell cards apart. */
#define GESSO_FAMILY_CARD_SCALE 0.3
#define GESSO_FAMILY_MAX_SCALE 2.5

struct _GessoFamilyView
{
  GtkWidget parent_instance;

  GessoThumbnails *thumbnails; /* (owned) (nullable) */
  GessoFamilyItems *items;     /* (owned) (nullable) */
  GessoFamily *family;         /* (owned) (nullable) */
  GessoFamilyLayout *layout;   /* (owned) (nullable) */
  const GessoFamilyNode *nodes; /* (borrowed): of the family */
  guint n_nodes;
  GHashTable *cards;           /* (owned) (element-type guint GtkWidget): live ones by their node */
  GPtrArray *idle;             /* (owned) (element-type GtkWidget): waiting to be used again */
  GHashTable *selected;        /* (owned) (element-type gint64): versions */
  guint8 *on_path;             /* (owned) (nullable): of each node, while a path is shown */

  GessoViewport viewport;      /* logical pixels */
  int card_height;
  guint cursor;                /* a node, or GESSO_FAMILY_NONE */
  guint anchor;                /* where a range begins */
  gint64 current;              /* the version on the canvas, or 0 */
  double pointer_x, pointer_y;
  double pan_x, pan_y;         /* of a drag so far */
  double pinch_scale, pinch_x, pinch_y;

  AdwAnimation *glide;         /* (owned) */
  double from_x, from_y, from_scale;
  double to_x, to_y, to_scale;

  guint to_fitted : 1;         /* where it glides to is all of it */
  guint placed : 1;            /* the view of this family was chosen */
  guint path_shown : 1;
};

/* gesso-family-view.c */
/** The card of node @index in content pixels. */
graphene_rect_t gesso_family_view_get_card_rect (GessoFamilyView *self, guint index);
gboolean   gesso_family_view_is_selected    (GessoFamilyView *self, guint index);
void       gesso_family_view_select_one     (GessoFamilyView *self, guint index);
void       gesso_family_view_toggle         (GessoFamilyView *self, guint index);
/** Moves the cursor and the keyboard; the selection stays. */
void       gesso_family_view_move_cursor    (GessoFamilyView *self, guint index);
void       gesso_family_view_emit_activate  (GessoFamilyView *self);
void       gesso_family_view_emit_menu      (GessoFamilyView *self, double x, double y);
void       gesso_family_view_selection_changed (GessoFamilyView *self);

/* gesso-family-view-cards.c: which nodes have a widget, and where it is */
void       gesso_family_view_allocate_cards (GessoFamilyView *self);
/** Nobody has a card any more. */
void       gesso_family_view_drop_cards     (GessoFamilyView *self);
/** Every card shows again whether it is selected, current or off the path. */
void       gesso_family_view_update_cards   (GessoFamilyView *self);
gboolean   gesso_family_view_shows_cards    (GessoFamilyView *self);
GessoFamilyCardState gesso_family_view_get_state (GessoFamilyView *self, guint index);

/* gesso-family-view-draw.c: edges, and nodes that are too small for a card */
void       gesso_family_view_draw           (GessoFamilyView *self, GtkSnapshot *snapshot);

/* gesso-family-view-place.c: what is in view */
void       gesso_family_view_init_place     (GessoFamilyView *self);
/** The content is another size, or the view; it is to be allocated then. */
void       gesso_family_view_resize         (GessoFamilyView *self);
void       gesso_family_view_changed        (GessoFamilyView *self);
/** At once; what is at (@x, @y) of the view stays there. */
void       gesso_family_view_zoom_at        (GessoFamilyView *self, double scale, double x, double y);
void       gesso_family_view_pan            (GessoFamilyView *self, double dx, double dy);
/** Moves no further than it takes. */
void       gesso_family_view_reveal         (GessoFamilyView *self, guint index);
/** Stops what moves by itself. */
void       gesso_family_view_hold           (GessoFamilyView *self);

/* gesso-family-view-input.c */
void       gesso_family_view_init_input     (GessoFamilyView *self);
/* gesso-family-view-keys.c */
void       gesso_family_view_install_keys   (GtkWidgetClass *widget_class);

G_END_DECLS

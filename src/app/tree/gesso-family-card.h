/* gesso-family-card.h - a version in the family tree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-family.h"
#include "gesso-library-item.h"
#include "gesso-thumbnails.h"

G_BEGIN_DECLS

#define GESSO_TYPE_FAMILY_CARD (gesso_family_card_get_type ())
G_DECLARE_FINAL_TYPE (GessoFamilyCard, gesso_family_card, GESSO, FAMILY_CARD, GtkWidget)

/**
 * GessoFamilyCardState:
 * @GESSO_FAMILY_CARD_CURRENT: on the canvas
 * @GESSO_FAMILY_CARD_FAINT: off the path that is shown
 */
typedef enum
{
  GESSO_FAMILY_CARD_PLAIN = 0,
  GESSO_FAMILY_CARD_SELECTED = 1 << 0,
  GESSO_FAMILY_CARD_CURRENT = 1 << 1,
  GESSO_FAMILY_CARD_FAINT = 1 << 2
} GessoFamilyCardState;

#define GESSO_FAMILY_CARD_WIDTH 148

GtkWidget        *gesso_family_card_new        (GessoThumbnails *thumbnails);
/** How high every card is with the font of @widget, logical pixels. */
int               gesso_family_card_get_height (GtkWidget *widget);
/**
 * gesso_family_card_set_node:
 * @item: (nullable): what it shows; %NULL for nothing
 * @node: (nullable): where it stands
 * @generation: from 0
 */
void              gesso_family_card_set_node   (GessoFamilyCard *self, GessoLibraryItem *item,
                                                const GessoFamilyNode *node, guint generation);
GessoLibraryItem *gesso_family_card_get_item   (GessoFamilyCard *self);
void              gesso_family_card_set_state  (GessoFamilyCard *self, GessoFamilyCardState state);
GessoFamilyCardState gesso_family_card_get_state (GessoFamilyCard *self);
/** @scale: of what is drawn: a card seen large wants a large thumbnail */
void              gesso_family_card_set_scale  (GessoFamilyCard *self, double scale);

G_END_DECLS

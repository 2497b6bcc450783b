/* gesso-message-row.h - a turn of the conversation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-message.h"

G_BEGIN_DECLS

#define GESSO_TYPE_MESSAGE_ROW (gesso_message_row_get_type ())
G_DECLARE_FINAL_TYPE (GessoMessageRow, gesso_message_row, GESSO, MESSAGE_ROW, GtkWidget)

GtkWidget *gesso_message_row_new             (void);
/** @message: (nullable) */
void       gesso_message_row_set_message     (GessoMessageRow *self, GessoMessage *message);
/** A cheap guess, in pixels, for a row of @width. */
int        gesso_message_row_estimate_height (GessoMessage *message, int width);

G_END_DECLS

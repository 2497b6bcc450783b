/* gesso-attachment.h - one picture that goes into the next run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

#define GESSO_TYPE_ATTACHMENT (gesso_attachment_get_type ())
G_DECLARE_FINAL_TYPE (GessoAttachment, gesso_attachment, GESSO, ATTACHMENT, GtkWidget)

/**
 * GessoAttachment:
 *
 * A thumbnail with its role and a button to take it out again. Signals:
 * removed, and failed (a sentence) when the picture cannot be read.
 */
GtkWidget      *gesso_attachment_new_for_version (GessoStudio *studio, GessoInputRole role,
                                                  GessoVersion *version, guint image_index);
/** Reads the file on a worker. */
GtkWidget      *gesso_attachment_new_for_file    (GessoInputRole role, GFile *file);
GtkWidget      *gesso_attachment_new_for_texture (GessoInputRole role, GdkTexture *texture);

GessoInputRole  gesso_attachment_get_role        (GessoAttachment *self);
/** (nullable): of a kept picture. */
GessoVersion   *gesso_attachment_get_version     (GessoAttachment *self);
guint           gesso_attachment_get_image_index (GessoAttachment *self);
/** FALSE while the picture is still being read. */
gboolean        gesso_attachment_is_ready        (GessoAttachment *self);
void            gesso_attachment_add_to          (GessoAttachment *self, GessoRequest *request);

G_END_DECLS

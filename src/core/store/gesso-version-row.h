/* gesso-version-row.h - columns of a version, its images and its inputs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-database.h"
#include "gesso-version.h"

G_BEGIN_DECLS

#define GESSO_VERSION_COLUMNS \
  "v.id, v.thread_id, v.message_id, v.parent_id, v.tool, v.model, v.prompt, v.parameters, v.note, v.created, " \
  "v.seconds, v.cost, v.trashed, v.branch_id, (SELECT pin.name FROM pins pin WHERE pin.version_id = v.id)"
#define GESSO_IMAGE_COLUMNS \
  "i.version_id, i.blob, i.reply, i.mime, i.blurhash, i.name, i.width, i.height, i.bytes, i.seed, " \
  "i.protected_pixels, i.changed_pixels, i.new_picture"
#define GESSO_INPUT_COLUMNS "i.version_id, i.role, i.blob, i.from_version_id, i.from_image"

/**
 * GessoVersionRow:
 * @draft: (owned): until it is stolen for the object
 * @pin: (owned) (nullable)
 */
typedef struct
{
  gint64 id;
  GessoVersionDraft *draft;
  gboolean trashed;
  char *pin;
} GessoVersionRow;

GessoVersionRow *gesso_version_row_read       (sqlite3_stmt *statement);
void             gesso_version_row_free       (GessoVersionRow *row);
/** Makes the object; @row has no draft any more. */
GessoVersion    *gesso_version_row_to_version (GessoVersionRow *row);
/* Append the picture under the cursor of @statement. */
void             gesso_version_row_read_image (GessoVersionRow *row, sqlite3_stmt *statement);
void             gesso_version_row_read_input (GessoVersionRow *row, sqlite3_stmt *statement);
/** Appends all its pictures. */
gboolean         gesso_version_row_load_images (GessoVersionRow *row, GessoDatabase *database, GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoVersionRow, gesso_version_row_free)

G_END_DECLS

/* gesso-version.h - a snapshot made by one run of one tool
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-types.h"

G_BEGIN_DECLS

/**
 * GessoVersionImage:
 * @blob: SHA-256, the picture as kept
 * @reply: (nullable): the maker's untouched bytes, when they differ from @blob
 * @protected_pixels: of an exact edit; -1 where nothing was to be protected
 * @changed_pixels: how many of those changed; 0 is the promise
 * @new_picture: the reply is no edit of the picture below it; only a part of it is in @blob
 * @name: (nullable): the file name an imported picture had
 */
typedef struct
{
  char *blob;
  char *reply;
  char *mime;
  char *blurhash;
  char *name;
  guint width, height;
  gint64 bytes;
  gint64 seed; /* -1: none */
  gint64 protected_pixels;
  gint64 changed_pixels;
  gboolean new_picture;
} GessoVersionImage;

/**
 * GessoVersionInput:
 * @blob: SHA-256 of what went in
 * @version_id: the version it came from, or 0
 */
typedef struct
{
  GessoInputRole role;
  char *blob;
  gint64 version_id;
  guint image_index;
} GessoVersionInput;

/**
 * GessoVersionDraft:
 *
 * All that is known of a version before it has an id. Strings may be NULL
 * where a thing does not apply; @images holds GessoVersionImage, @inputs
 * GessoVersionInput.
 */
typedef struct
{
  gint64 thread_id;
  gint64 branch_id;  /* told by the store: see gesso-store-branches.h */
  gint64 message_id; /* the turn that asked for it, or 0 */
  gint64 parent_id;  /* or 0 */
  GessoTool tool;
  char *model;       /* "provider/model"; NULL for an import */
  char *prompt;
  char *parameters;  /* JSON object as text */
  char *note;        /* a translated sentence to show, e.g. a warning */
  gint64 created;    /* 0: now */
  double seconds;    /* how long the run took */
  double cost;       /* in US dollars; negative: unknown */
  GPtrArray *images;
  GPtrArray *inputs;
} GessoVersionDraft;

GessoVersionDraft *gesso_version_draft_new       (void);
void               gesso_version_draft_free      (GessoVersionDraft *draft);
/* Add a zeroed element (seed and protected_pixels -1) and give it, borrowed. */
GessoVersionImage *gesso_version_draft_add_image (GessoVersionDraft *draft);
GessoVersionInput *gesso_version_draft_add_input (GessoVersionDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoVersionDraft, gesso_version_draft_free)

#define GESSO_TYPE_VERSION (gesso_version_get_type ())
G_DECLARE_FINAL_TYPE (GessoVersion, gesso_version, GESSO, VERSION, GObject)

/** GessoVersion: immutable, but for the properties trashed and pin, which notify, and the thread it may be moved to. */

gint64                   gesso_version_get_id         (GessoVersion *self);
gint64                   gesso_version_get_thread_id  (GessoVersion *self);
/** See gesso-store-branches.h. */
gint64                   gesso_version_get_branch_id  (GessoVersion *self);
gint64                   gesso_version_get_message_id (GessoVersion *self);
/** 0 when it was made from nothing. */
gint64                   gesso_version_get_parent_id  (GessoVersion *self);
GessoTool                gesso_version_get_tool       (GessoVersion *self);
const char              *gesso_version_get_model      (GessoVersion *self);
const char              *gesso_version_get_prompt     (GessoVersion *self);
const char              *gesso_version_get_parameters (GessoVersion *self);
const char              *gesso_version_get_note       (GessoVersion *self);
gint64                   gesso_version_get_created    (GessoVersion *self);
double                   gesso_version_get_seconds    (GessoVersion *self);
double                   gesso_version_get_cost       (GessoVersion *self);
gboolean                 gesso_version_get_trashed    (GessoVersion *self);
/** (nullable): what its pin says, "" for a pin without words; NULL when it is not pinned. */
const char              *gesso_version_get_pin        (GessoVersion *self);
guint                    gesso_version_get_n_images   (GessoVersion *self);
const GessoVersionImage *gesso_version_get_image      (GessoVersion *self, guint index);
guint                    gesso_version_get_n_inputs   (GessoVersion *self);
const GessoVersionInput *gesso_version_get_input      (GessoVersion *self, guint index);

G_END_DECLS

/* gesso-hand-edits-private.h - one picture that lies open in another program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-hand-edits.h"

G_BEGIN_DECLS

struct _GessoHandEdits
{
  GObject parent_instance;

  GessoStudio *studio;       /* (owned) */
  char *folder;              /* (owned) */
  GPtrArray *edits;          /* (owned) (element-type GessoHandEdit) */
  GFileMonitor *monitor;     /* (owned) (nullable): of the folder, once there is one */
  GCancellable *cancellable; /* (owned) */
  gboolean saving, dirty;    /* the ledger */
};

/**
 * GessoHandEdit:
 * @name: of its file in the folder
 * @version_id: what the next change is compared with; with @image_index
 * @program: (nullable)
 * @checksum: of the file as it was last known
 * @changed: of one that was read from the ledger: whether the file is another by now
 */
typedef struct
{
  char *name;
  gint64 version_id;
  guint image_index;
  char *program;
  char *checksum;
  gboolean changed;
  guint source; /* waits until nothing is written to it any more */
  guint tries;  /* how often it could not be read since it changed */
  gboolean busy;
  gboolean again; /* it changed while it was looked at */
} GessoHandEdit;

GessoHandEdit *gesso_hand_edit_new            (const char *name, const char *program, gint64 version_id, guint image_index);
void           gesso_hand_edit_free           (GessoHandEdit *self);
/** The list of @edits as it is kept in the folder. */
GBytes        *gesso_hand_edits_ledger_write  (GPtrArray *edits);
/** The file that list is kept in. */
GFile         *gesso_hand_edits_ledger_get    (const char *folder);
/**
 * Reads the list, and deletes what has been unchanged for long. Blocking.
 * Returns: (transfer full) (element-type GessoHandEdit)
 */
GPtrArray     *gesso_hand_edits_ledger_read   (const char *folder);
/** (nullable): SHA-256 of a file. Blocking. */
char          *gesso_hand_edits_sum           (const char *folder, const char *name);

/* gesso-hand-edits.c */
/** (nullable) */
GessoHandEdit *gesso_hand_edits_find          (GessoHandEdits *self, const char *name);
/** Writes the list, as it is now. */
void           gesso_hand_edits_save          (GessoHandEdits *self);
/** Watches the folder, which is there by now. */
void           gesso_hand_edits_watch         (GessoHandEdits *self);
/** gesso_hand_edits_sum() of a file of the folder; ends with g_task_propagate_pointer(). */
void           gesso_hand_edits_sum_async     (GessoHandEdits *self, const char *name,
                                               GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS

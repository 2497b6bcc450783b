/* gesso-window-pin.c - pinning a version, and naming it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-name-dialog.h"
#include "gesso-store-family.h"
#include "gesso-window-private.h"

/* Of a name: a line, not a text. */
#define MOST_LETTERS 200

typedef struct
{
  GessoWindow *window; /* (owned) */
  gint64 id;
} Pinning;

static void
pinning_free (Pinning *pinning)
{
  g_object_unref (pinning->window);
  g_free (pinning);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pinning, pinning_free)

static void
pinned_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gesso_store_pin_version_finish (GESSO_STORE (source), result, &error))
    gesso_window_toast_error (self, error);
}

static void
name_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (Pinning) pinning = user_data;
  GessoWindow *self = pinning->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = gesso_name_dialog_ask_finish (result, &error);

  if (error == NULL)
    gesso_store_pin_version_async (gesso_studio_get_store (self->studio), pinning->id, name, self->cancellable,
                                   pinned_cb, g_object_ref (self));
}

void
gesso_window_pin_version (GessoWindow  *self,
                          GessoVersion *version,
                          guint         image_index)
{
  const char *pin = gesso_version_get_pin (version);
  const GessoNameQuestion question = {
    .heading = _("Pin Version"),
    .body = _("A pinned version stands out in the family tree and is found by its name."),
    .name = pin,
    .placeholder = _("Name, if you like"),
    .accept = _("_Pin"),
    .remove = pin != NULL ? _("_Unpin") : NULL,
    .max_length = MOST_LETTERS,
    .may_be_empty = TRUE
  };
  Pinning *pinning = g_new0 (Pinning, 1);

  pinning->window = g_object_ref (self);
  pinning->id = gesso_version_get_id (version);
  gesso_name_dialog_ask_async (GTK_WINDOW (self), &question, name_asked_cb, pinning);
}

/* gesso-window-reply.c - all of what a model gave, where only a part was taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-studio-recompose.h"
#include "gesso-window-private.h"

static void
used_reply_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GessoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoVersion) version = gesso_studio_use_reply_finish (GESSO_STUDIO (source), result, &error);

  if (version == NULL)
    gesso_window_toast_error (self, error);
  else
    gesso_window_show_version (self, version, 0);
}

void
gesso_window_use_reply (GessoWindow  *self,
                        GessoVersion *version,
                        guint         image_index)
{
  gesso_studio_use_reply_async (self->studio, version, image_index, self->cancellable, used_reply_cb,
                                g_object_ref (self));
}

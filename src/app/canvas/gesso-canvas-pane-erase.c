/* gesso-canvas-pane-erase.c - what is painted over is filled from its surroundings
 *
 * The one inpaint that needs no words, no network and no key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-canvas-pane-private.h"
#include "gesso-png.h"

#define ERASER "device/patch-fill"

/* So much of a ramp that no edge shows. */
#define FEATHER 4

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = gesso_studio_submit_finish (GESSO_STUDIO (source), result, &error);

  if (job == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gesso_canvas_pane_fail (self, error->message);
}

static void
encoded_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (source);
  g_autoptr (GessoRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = gesso_png_encode_finish (self, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  if (self->studio == NULL || self->version == NULL)
    return;
  gesso_request_add_input (request, GESSO_ROLE_MASK, bytes, NULL, 0, 0);
  gesso_studio_submit_async (self->studio, gesso_version_get_thread_id (self->version), request, NULL,
                             submitted_cb, g_object_ref (self));
}

static void
erase_painted_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  GessoCanvasPane *self = GESSO_CANVAS_PANE (user_data);
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, ERASER);
  gint64 id = gesso_version_get_id (self->version);
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) mask = gesso_mask_to_image (gesso_mask_editor_get_mask (self->editor), &error);

  if (mask == NULL)
    {
      gesso_canvas_pane_fail (self, error->message);
      return;
    }
  gesso_parameters_set (gesso_request_get_parameters (request), "feather", g_variant_new_int64 (FEATHER));
  gesso_request_set_parent_id (request, id);
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, picture->blob, id, self->image_index);
  gesso_png_encode_async (self, mask, self->cancellable, encoded_cb, g_steal_pointer (&request));
}

void
gesso_canvas_pane_update_erase_action (GessoCanvasPane *self)
{
  gboolean painted = self->studio != NULL && gesso_canvas_pane_get_picture (self) != NULL && self->editor != NULL &&
                     self->mode == GESSO_CANVAS_MASK && gesso_mask_editor_has_mask (self->editor);

  gesso_canvas_pane_set_enabled (self, "erase-painted", painted && !gesso_canvas_pane_has_panel (self));
}

void
gesso_canvas_pane_init_erase_action (GessoCanvasPane *self)
{
  static const GActionEntry entries[] = { { "erase-painted", erase_painted_cb } };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
}

/* gesso-canvas-pane-picture.c - from a version to what the canvas shows
 *
 * Something is seen at once: the BlurHash, then a preview, then the picture.
 * What comes too late, for a version that is no longer shown, is dropped by its
 * cancellable.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-blurhash.h"
#include "gesso-canvas-load.h"
#include "gesso-canvas-pane-private.h"
#include "gesso-texture.h"

#define BLURHASH_SIDE 32
#define PREVIEW_SIDE 512

const GessoVersionImage *
gesso_canvas_pane_get_picture (GessoCanvasPane *self)
{
  if (self->version == NULL || self->image_index >= gesso_version_get_n_images (self->version))
    return NULL;
  return gesso_version_get_image (self->version, self->image_index);
}

static void
stop_loading (GCancellable **cancellable)
{
  if (*cancellable != NULL)
    g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
}

static gboolean
is_untouched (gpointer key,
              gpointer value,
              gpointer user_data)
{
  return !gesso_mask_editor_has_mask (value) && !gesso_mask_editor_can_undo (value) &&
         !gesso_mask_editor_can_redo (value);
}

/* The mask of the picture shown: the one it had when it was last looked at, or a new one. */
static GessoMaskEditor *
find_editor (GessoCanvasPane         *self,
             const GessoVersionImage *picture)
{
  g_autofree char *key = NULL;
  GessoMaskEditor *editor;

  /* Pictures that were only looked at leave nothing behind. */
  g_hash_table_foreach_remove (self->editors, is_untouched, NULL);
  key = g_strdup_printf ("%" G_GINT64_FORMAT "/%u", gesso_version_get_id (self->version), self->image_index);
  editor = g_hash_table_lookup (self->editors, key);
  if (editor == NULL)
    {
      editor = gesso_mask_editor_new ((int) picture->width, (int) picture->height);
      g_hash_table_insert (self->editors, g_steal_pointer (&key), editor);
    }
  return editor;
}

static GdkTexture *
make_placeholder (const GessoVersionImage *picture)
{
  g_autoptr (GessoImage) image = NULL;

  if (picture->blurhash == NULL)
    return NULL;
  image = gesso_blurhash_decode (picture->blurhash, BLURHASH_SIDE, BLURHASH_SIDE);
  return image != NULL ? gesso_texture_new (image) : NULL;
}

static void
preview_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GessoImage) image = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  const GessoVersionImage *picture;

  image = gesso_studio_load_preview_finish (GESSO_STUDIO (source), result, NULL);
  picture = gesso_canvas_pane_get_picture (self);
  /* Without a preview the blurred placeholder does until the picture is there. */
  if (image == NULL || picture == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  texture = gesso_texture_new (image);
  gesso_canvas_set_placeholder (self->canvas, texture);
}

/* The smallest level that a thumbnail can be made of is kept for the next time. */
static void
keep_preview (GessoCanvasPane *self,
              GessoPyramid    *pyramid)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  guint n = gesso_pyramid_get_n_levels (pyramid);
  const GessoImage *level;

  do
    level = gesso_pyramid_get_level (pyramid, --n);
  while (n > 0 && MAX (gesso_image_get_width (level), gesso_image_get_height (level)) < PREVIEW_SIDE);
  gesso_studio_keep_thumbnail (self->studio, picture->blob, PREVIEW_SIDE, level);
}

static void
pyramid_ready_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GessoCanvasPane) self = user_data;
  g_autoptr (GessoPyramid) pyramid = NULL;
  g_autoptr (GError) error = NULL;

  pyramid = gesso_canvas_load_finish (GESSO_STUDIO (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Cancelled after the work was done: another picture is on its way. */
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  gtk_spinner_stop (self->spinner);
  if (pyramid == NULL)
    {
      gtk_label_set_text (self->error_label, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  gesso_canvas_set_pyramid (self->canvas, pyramid);
  keep_preview (self, pyramid);
  gesso_canvas_pane_update_actions (self);
  if (self->editor != NULL && gesso_pyramid_get_width (pyramid) == gesso_mask_get_width (gesso_mask_editor_get_mask (self->editor)) &&
      gesso_pyramid_get_height (pyramid) == gesso_mask_get_height (gesso_mask_editor_get_mask (self->editor)))
    gesso_mask_editor_set_picture (self->editor, gesso_pyramid_get_level (pyramid, 0));
  gesso_canvas_pane_update_compare (self);
}

void
gesso_canvas_pane_load (GessoCanvasPane *self)
{
  const GessoVersionImage *picture = gesso_canvas_pane_get_picture (self);
  g_autoptr (GdkTexture) placeholder = NULL;

  stop_loading (&self->cancellable);
  gesso_canvas_pane_drop_place (self);
  gesso_canvas_pane_drop_rehearsal (self);
  gesso_canvas_pane_reset_compare (self);
  if (picture == NULL || picture->width == 0 || picture->height == 0 ||
      picture->width > GESSO_IMAGE_MAX_SIDE || picture->height > GESSO_IMAGE_MAX_SIDE)
    {
      gtk_spinner_stop (self->spinner);
      gesso_canvas_set_picture (self->canvas, NULL, 0, 0);
      gesso_frame_bar_set_picture (self->frame_bar, 0, 0);
      gesso_canvas_pane_use_editor (self, NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  placeholder = make_placeholder (picture);
  gesso_canvas_set_picture (self->canvas, placeholder, (int) picture->width, (int) picture->height);
  gesso_frame_bar_set_picture (self->frame_bar, (int) picture->width, (int) picture->height);
  gesso_canvas_pane_use_editor (self, find_editor (self, picture));
  gtk_stack_set_visible_child_name (self->stack, "canvas");
  if (self->studio == NULL || picture->blob == NULL)
    return;
  gtk_spinner_start (self->spinner);
  self->cancellable = g_cancellable_new ();
  gesso_studio_load_preview_async (self->studio, picture->blob, self->cancellable,
                                   preview_ready_cb, g_object_ref (self));
  gesso_canvas_load_async (self->studio, picture->blob, self->cancellable,
                           pyramid_ready_cb, g_object_ref (self));
}

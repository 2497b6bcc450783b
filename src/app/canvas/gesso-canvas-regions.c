/* gesso-canvas-regions.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-canvas-regions.h"
#include "gesso-file-dialog.h"
#include "gesso-name-dialog.h"
#include "gesso-studio-regions.h"

struct _GessoCanvasRegions
{
  GObject parent_instance;

  GtkWidget *host;           /* (borrowed) */
  GessoStudio *studio;       /* (owned) (nullable) */
  GessoVersion *version;     /* (owned) (nullable) */
  GessoMaskEditor *editor;   /* (owned) (nullable) */
  guint image_index;
  GCancellable *cancellable; /* (owned): of this picture */
  GPtrArray *regions;        /* (owned) (nullable) (element-type GessoRegion) */
  GPtrArray *names;          /* (owned): borrowed from the regions, ended by NULL */
};

enum
{
  CHANGED,
  FAILED,
  LAID,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoCanvasRegions, gesso_canvas_regions, G_TYPE_OBJECT)

static void load_list (GessoCanvasRegions *self);

/* Whether what came is for a picture that is no longer shown, or is an error, which is told. */
static gboolean
is_over (GessoCanvasRegions *self,
         GAsyncResult       *result,
         const GError       *error)
{
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return TRUE;
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  return error != NULL;
}

static void
set_regions (GessoCanvasRegions *self,
             GPtrArray          *regions)
{
  g_ptr_array_set_size (self->names, 0);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  self->regions = regions;
  for (guint i = 0; regions != NULL && i < regions->len; i++)
    g_ptr_array_add (self->names, ((GessoRegion *) g_ptr_array_index (regions, i))->name);
  g_ptr_array_add (self->names, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *regions = gesso_store_list_regions_finish (GESSO_STORE (source), result, &error);

  if (!is_over (self, result, error))
    set_regions (self, regions != NULL ? g_ptr_array_ref (regions) : NULL);
  g_clear_pointer (&regions, g_ptr_array_unref);
}

static void
load_list (GessoCanvasRegions *self)
{
  if (self->studio == NULL || self->version == NULL)
    return;
  gesso_store_list_regions_async (gesso_studio_get_store (self->studio), gesso_version_get_id (self->version),
                                  self->image_index, self->cancellable, listed_cb, g_object_ref (self));
}

static void
gesso_canvas_regions_dispose (GObject *object)
{
  GessoCanvasRegions *self = GESSO_CANVAS_REGIONS (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->studio);
  g_clear_object (&self->version);
  g_clear_object (&self->editor);
  G_OBJECT_CLASS (gesso_canvas_regions_parent_class)->dispose (object);
}

static void
gesso_canvas_regions_finalize (GObject *object)
{
  GessoCanvasRegions *self = GESSO_CANVAS_REGIONS (object);

  g_ptr_array_unref (self->names);
  g_clear_pointer (&self->regions, g_ptr_array_unref);
  G_OBJECT_CLASS (gesso_canvas_regions_parent_class)->finalize (object);
}

static void
gesso_canvas_regions_class_init (GessoCanvasRegionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = gesso_canvas_regions_dispose;
  object_class->finalize = gesso_canvas_regions_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] =
    g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LAID] = g_signal_new ("laid", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gesso_canvas_regions_init (GessoCanvasRegions *self)
{
  self->names = g_ptr_array_new ();
  g_ptr_array_add (self->names, NULL);
  self->cancellable = g_cancellable_new ();
}

GessoCanvasRegions *
gesso_canvas_regions_new (GtkWidget *host)
{
  GessoCanvasRegions *self = g_object_new (GESSO_TYPE_CANVAS_REGIONS, NULL);

  self->host = host;
  return self;
}

void
gesso_canvas_regions_set_picture (GessoCanvasRegions *self,
                                  GessoStudio        *studio,
                                  GessoVersion       *version,
                                  guint               image_index,
                                  GessoMaskEditor    *editor)
{
  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->studio, studio);
  g_set_object (&self->version, version);
  g_set_object (&self->editor, editor);
  self->image_index = image_index;
  set_regions (self, NULL);
  load_list (self);
}

const char *const *
gesso_canvas_regions_list (GessoCanvasRegions *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_REGIONS (self), NULL);

  return (const char *const *) self->names->pdata;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autoptr (GError) error = NULL;

  gesso_studio_keep_region_finish (GESSO_STUDIO (source), result, &error);
  if (!is_over (self, result, error))
    load_list (self);
}

static GessoImage *
copy_mask (GessoCanvasRegions *self)
{
  g_autoptr (GError) error = NULL;
  GessoImage *mask = gesso_mask_to_image (gesso_mask_editor_get_mask (self->editor), &error);

  if (mask == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
  return mask;
}

void
gesso_canvas_regions_keep (GessoCanvasRegions *self,
                           const char         *name)
{
  g_autoptr (GessoImage) mask = NULL;

  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  if (self->studio == NULL || self->version == NULL || self->editor == NULL)
    return;
  mask = copy_mask (self);
  if (mask != NULL)
    gesso_studio_keep_region_async (self->studio, self->version, self->image_index, name, mask, self->cancellable,
                                    kept_cb, g_object_ref (self));
}

static void
name_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autofree char *name = gesso_name_dialog_ask_finish (result, NULL);

  if (name != NULL)
    gesso_canvas_regions_keep (self, name);
}

void
gesso_canvas_regions_ask (GessoCanvasRegions *self)
{
  const GessoNameQuestion question = {
    .heading = _("Keep the Mask as a Region"),
    .body = _("It stays with this picture, and can be used again."),
    .placeholder = _("Name"),
    .accept = _("_Keep")
  };

  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  gesso_name_dialog_ask_async (GTK_WINDOW (gtk_widget_get_root (self->host)), &question, name_asked_cb,
                               g_object_ref (self));
}

static void
mask_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoImage) mask = gesso_studio_load_mask_finish (GESSO_STUDIO (source), result, &error);
  g_autoptr (GessoImage) fitted = NULL;
  GessoMask *target;

  if (is_over (self, result, error) || self->editor == NULL)
    return;
  target = gesso_mask_editor_get_mask (self->editor);
  /* A mask for this picture at another size is meant for all of it. */
  fitted = gesso_image_scale (mask, (guint) gesso_mask_get_width (target), (guint) gesso_mask_get_height (target), &error);
  if (is_over (self, result, error))
    return;
  gesso_mask_editor_lay (self->editor, fitted, GESSO_MASK_ADD);
  g_signal_emit (self, signals[LAID], 0);
}

static const GessoRegion *
find_region (GessoCanvasRegions *self,
             const char         *name)
{
  for (guint i = 0; self->regions != NULL && i < self->regions->len; i++)
    {
      const GessoRegion *region = g_ptr_array_index (self->regions, i);

      if (g_str_equal (region->name, name))
        return region;
    }
  return NULL;
}

void
gesso_canvas_regions_use (GessoCanvasRegions *self,
                          const char         *name)
{
  const GessoRegion *region;

  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  region = find_region (self, name);
  if (region != NULL)
    gesso_studio_load_mask_async (self->studio, region->blob, self->cancellable, mask_loaded_cb, g_object_ref (self));
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autoptr (GError) error = NULL;

  gesso_store_save_region_finish (GESSO_STORE (source), result, &error);
  if (!is_over (self, result, error))
    load_list (self);
}

void
gesso_canvas_regions_forget (GessoCanvasRegions *self,
                             const char         *name)
{
  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  if (find_region (self, name) != NULL)
    gesso_store_save_region_async (gesso_studio_get_store (self->studio), gesso_version_get_id (self->version),
                                   self->image_index, name, NULL, self->cancellable, forgotten_cb, g_object_ref (self));
}

static const char *
find_made_mask (GessoCanvasRegions *self)
{
  for (guint i = 0; self->version != NULL && i < gesso_version_get_n_inputs (self->version); i++)
    {
      const GessoVersionInput *input = gesso_version_get_input (self->version, i);

      if (input->role == GESSO_ROLE_MASK)
        return input->blob;
    }
  return NULL;
}

gboolean
gesso_canvas_regions_has_made (GessoCanvasRegions *self)
{
  g_return_val_if_fail (GESSO_IS_CANVAS_REGIONS (self), FALSE);

  return self->studio != NULL && find_made_mask (self) != NULL;
}

void
gesso_canvas_regions_use_made (GessoCanvasRegions *self)
{
  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  if (gesso_canvas_regions_has_made (self))
    gesso_studio_load_mask_async (self->studio, find_made_mask (self), self->cancellable, mask_loaded_cb,
                                  g_object_ref (self));
}

static void
file_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = gesso_file_dialog_open_finish (result, &error);
  g_autoptr (GFile) file = NULL;

  if (is_over (self, result, error) || self->studio == NULL)
    return;
  file = g_list_model_get_item (files, 0);
  gesso_studio_load_mask_file_async (self->studio, file, self->cancellable, mask_loaded_cb, g_object_ref (self));
}

void
gesso_canvas_regions_import (GessoCanvasRegions *self)
{
  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  gesso_file_dialog_open_async (GTK_WINDOW (gtk_widget_get_root (self->host)), FALSE, self->cancellable,
                                file_opened_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autoptr (GError) error = NULL;

  gesso_studio_save_mask_finish (GESSO_STUDIO (source), result, &error);
  is_over (self, result, error);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GessoCanvasRegions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gesso_file_dialog_save_named_finish (result, &error);
  g_autoptr (GessoImage) mask = NULL;

  if (is_over (self, result, error) || self->studio == NULL || self->editor == NULL)
    return;
  mask = copy_mask (self);
  if (mask != NULL)
    gesso_studio_save_mask_async (self->studio, mask, file, self->cancellable, saved_cb, g_object_ref (self));
}

void
gesso_canvas_regions_export (GessoCanvasRegions *self)
{
  g_return_if_fail (GESSO_IS_CANVAS_REGIONS (self));

  gesso_file_dialog_save_named_async (GTK_WINDOW (gtk_widget_get_root (self->host)), _("Save the Mask"), _("Mask"),
                                      ".png", self->cancellable, place_chosen_cb, g_object_ref (self));
}

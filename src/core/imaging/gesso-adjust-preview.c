/* gesso-adjust-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-adjust-preview.h"
#include "gesso-tile-axis.h"
#include "gesso-tile-blend.h"

#define CHECKER 8

struct _GessoAdjustPreview
{
  GObject parent_instance;

  GessoPyramid *pyramid; /* (owned) */
  GessoAdjustSettings settings;
  GessoAdjustCut cut;
  GessoTone tone;
};

static void gesso_adjust_preview_iface_init (GessoPreviewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoAdjustPreview, gesso_adjust_preview, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_PREVIEW, gesso_adjust_preview_iface_init))

static void
gesso_adjust_preview_get_size (GessoPreview *preview,
                               int          *width,
                               int          *height)
{
  GessoAdjustPreview *self = GESSO_ADJUST_PREVIEW (preview);

  *width = self->cut.width;
  *height = self->cut.height;
}

/* Bilinear; what is transparent stands on a grey field. */
static void
sample (const GessoImage *level,
        double            x,
        double            y,
        guint8           *out)
{
  int width = (int) gesso_image_get_width (level), height = (int) gesso_image_get_height (level);
  guint channels = gesso_image_get_channels (level);
  double u = CLAMP (x - 0.5, 0, width - 1), v = CLAMP (y - 0.5, 0, height - 1);
  int left = (int) u, top = (int) v, right = MIN (left + 1, width - 1), bottom = MIN (top + 1, height - 1);
  const guint8 *upper = gesso_image_get_row (level, (guint) top), *lower = gesso_image_get_row (level, (guint) bottom);
  float fx = (float) (u - left), fy = (float) (v - top);

  for (guint c = 0; c < 3; c++)
    {
      float a = upper[(guint) left * channels + c] * (1 - fx) + upper[(guint) right * channels + c] * fx;
      float b = lower[(guint) left * channels + c] * (1 - fx) + lower[(guint) right * channels + c] * fx;
      float value = a * (1 - fy) + b * fy;

      if (channels == 4)
        {
          float alpha = upper[(guint) left * channels + 3] / 255.0f;

          value = value * alpha + 0xb2 * (1 - alpha);
        }
      out[c] = (guint8) (value + 0.5f);
    }
}

static void
render_turned (GessoAdjustPreview *self,
               double              scale,
               int                 x,
               int                 y,
               GessoImage         *tile)
{
  guint n = gesso_tile_axis_choose_level (scale, gesso_pyramid_get_n_levels (self->pyramid));
  const GessoImage *level = gesso_pyramid_get_level (self->pyramid, n);
  const GessoAdjustCut *cut = &self->cut;
  double step = 1.0 / (1 << n);

  for (guint row = 0; row < gesso_image_get_height (tile); row++)
    {
      guint8 *out = gesso_image_edit_row (tile, row);
      double v = (y + row + 0.5) / scale - cut->height / 2.0;

      for (guint i = 0; i < gesso_image_get_width (tile); i++, out += 3)
        {
          double u = (x + (int) i + 0.5) / scale - cut->width / 2.0;

          sample (level, (cut->x + u * cut->cosine + v * cut->sine) * step,
                  (cut->y - u * cut->sine + v * cut->cosine) * step, out);
        }
    }
}

static void
gesso_adjust_preview_render (GessoPreview *preview,
                             double        scale,
                             int           x,
                             int           y,
                             GessoImage   *tile)
{
  GessoAdjustPreview *self = GESSO_ADJUST_PREVIEW (preview);
  GessoTileScene scene = { .pyramid = self->pyramid, .scale = scale, .checker = CHECKER };

  if (self->cut.sine != 0)
    render_turned (self, scale, x, y, tile);
  else
    gesso_tile_blend (&scene, x + (int) lround ((self->cut.x - self->cut.width / 2.0) * scale),
                      y + (int) lround ((self->cut.y - self->cut.height / 2.0) * scale), tile);
  for (guint row = 0; row < gesso_image_get_height (tile); row++)
    gesso_tone_apply (&self->tone, gesso_image_edit_row (tile, row), gesso_image_get_width (tile), 3);
}

static void
gesso_adjust_preview_iface_init (GessoPreviewInterface *iface)
{
  iface->get_size = gesso_adjust_preview_get_size;
  iface->render = gesso_adjust_preview_render;
}

static void
gesso_adjust_preview_finalize (GObject *object)
{
  GessoAdjustPreview *self = GESSO_ADJUST_PREVIEW (object);

  g_clear_object (&self->pyramid);
  G_OBJECT_CLASS (gesso_adjust_preview_parent_class)->finalize (object);
}

static void
gesso_adjust_preview_class_init (GessoAdjustPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_adjust_preview_finalize;
}

static void
gesso_adjust_preview_init (GessoAdjustPreview *self)
{
}

GessoAdjustPreview *
gesso_adjust_preview_new (GessoPyramid *pyramid)
{
  GessoAdjustPreview *self = g_object_new (GESSO_TYPE_ADJUST_PREVIEW, NULL);
  GessoAdjustSettings nothing = GESSO_ADJUST_NOTHING;

  self->pyramid = g_object_ref (pyramid);
  gesso_adjust_preview_set_settings (self, &nothing);
  return self;
}

void
gesso_adjust_preview_set_settings (GessoAdjustPreview        *self,
                                   const GessoAdjustSettings *settings)
{
  g_return_if_fail (GESSO_IS_ADJUST_PREVIEW (self));

  self->settings = *settings;
  gesso_adjust_settings_clamp (&self->settings);
  gesso_tone_init (&self->tone, &self->settings);
  self->cut = gesso_adjust_find_cut (&self->settings, gesso_pyramid_get_width (self->pyramid),
                                     gesso_pyramid_get_height (self->pyramid));
  gesso_preview_emit_changed (GESSO_PREVIEW (self), NULL);
}

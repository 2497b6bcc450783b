/* gesso-mask-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include "gesso-flood.h"
#include "gesso-mask-work.h"

GessoMaskWork *
gesso_mask_work_new (GessoMaskWorkFunc run,
                     gpointer          data,
                     GDestroyNotify    destroy,
                     double            opacity,
                     GessoMaskCombine  combine)
{
  GessoMaskWork *self = g_new0 (GessoMaskWork, 1);

  self->run = run;
  self->data = data;
  self->destroy = destroy;
  self->opacity = opacity;
  self->combine = combine;
  return self;
}

void
gesso_mask_work_free (GessoMaskWork *self)
{
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

static GessoImage *
find_holes (gpointer      data,
            int          *x,
            int          *y,
            GCancellable *cancellable,
            GError      **error)
{
  return gesso_flood_holes (data, cancellable, error);
}

GessoMaskWork *
gesso_mask_work_new_holes (GessoImage *mask)
{
  return gesso_mask_work_new (find_holes, gesso_image_ref (mask), (GDestroyNotify) gesso_image_unref, 1,
                              GESSO_MASK_ADD);
}

static GessoImage *
find_transparency (gpointer      data,
                   int          *x,
                   int          *y,
                   GCancellable *cancellable,
                   GError      **error)
{
  const GessoImage *picture = data;
  guint width = gesso_image_get_width (picture), height = gesso_image_get_height (picture);
  GessoImage *cover = gesso_image_new (width, height, 1, error);

  for (guint row = 0; cover != NULL && gesso_image_get_channels (picture) == 4 && row < height; row++)
    {
      const guint8 *in = gesso_image_get_row (picture, row);
      guint8 *out = gesso_image_edit_row (cover, row);

      for (guint i = 0; i < width; i++)
        out[i] = 255 - in[4 * i + 3];
    }
  return cover;
}

GessoMaskWork *
gesso_mask_work_new_transparency (const GessoImage *picture,
                                  GessoMaskCombine  combine)
{
  return gesso_mask_work_new (find_transparency, gesso_image_ref (picture), (GDestroyNotify) gesso_image_unref, 1,
                              combine);
}

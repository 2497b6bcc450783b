/* gesso-preview.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-preview.h"

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (GessoPreview, gesso_preview, G_TYPE_OBJECT)

static void
gesso_preview_default_init (GessoPreviewInterface *iface)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_INTERFACE (iface), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT, G_TYPE_INT);
}

void
gesso_preview_get_size (GessoPreview *self,
                        int          *width,
                        int          *height)
{
  g_return_if_fail (GESSO_IS_PREVIEW (self));

  GESSO_PREVIEW_GET_IFACE (self)->get_size (self, width, height);
}

void
gesso_preview_render (GessoPreview *self,
                      double        scale,
                      int           x,
                      int           y,
                      GessoImage   *tile)
{
  g_return_if_fail (GESSO_IS_PREVIEW (self));
  g_return_if_fail (scale > 0 && gesso_image_get_channels (tile) == 3);

  GESSO_PREVIEW_GET_IFACE (self)->render (self, scale, x, y, tile);
}

void
gesso_preview_emit_changed (GessoPreview    *self,
                            const GessoRect *rect)
{
  GessoRect all = { 0 };

  g_return_if_fail (GESSO_IS_PREVIEW (self));

  if (rect == NULL)
    {
      gesso_preview_get_size (self, &all.width, &all.height);
      rect = &all;
    }
  g_signal_emit (self, signals[CHANGED], 0, rect->x, rect->y, rect->width, rect->height);
}

/* gesso-kept-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-color-profile.h"
#include "gesso-composite.h"
#include "gesso-fit.h"
#include "gesso-kept-reply.h"

struct _GessoKeptReply
{
  gatomicrefcount refs;
  GessoImage *parent; /* (owned) */
  GessoImage *seen;   /* (owned): the parent in sRGB */
  GessoImage *reply;  /* (owned): in sRGB */
  GessoPlacement placement;
  gboolean alike;
};

GessoKeptReply *
gesso_kept_reply_new (const GessoImage     *parent,
                      const GessoImage     *reply,
                      const GessoPlacement *placement,
                      gboolean              alike,
                      GCancellable         *cancellable,
                      GError              **error)
{
  g_autoptr (GessoImage) seen = NULL;
  g_autoptr (GessoImage) standard = NULL;
  g_autoptr (GessoImage) colours = NULL;
  GessoKeptReply *self;

  g_return_val_if_fail (parent != NULL && reply != NULL, NULL);
  g_return_val_if_fail (placement->scale_x > 0 && placement->scale_y > 0, NULL);

  seen = gesso_color_to_srgb (parent, cancellable, error);
  standard = seen != NULL ? gesso_color_to_srgb (reply, cancellable, error) : NULL;
  colours = standard != NULL ? gesso_image_convert (standard, gesso_image_has_alpha (standard) ? 4 : 3, error) : NULL;
  if (colours == NULL)
    return NULL;
  self = g_new0 (GessoKeptReply, 1);
  g_atomic_ref_count_init (&self->refs);
  self->parent = gesso_image_ref (parent);
  self->seen = g_steal_pointer (&seen);
  self->reply = g_steal_pointer (&colours);
  self->placement = *placement;
  self->alike = alike;
  return self;
}

GessoKeptReply *
gesso_kept_reply_ref (GessoKeptReply *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
gesso_kept_reply_unref (GessoKeptReply *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  gesso_image_unref (self->parent);
  gesso_image_unref (self->seen);
  gesso_image_unref (self->reply);
  g_free (self);
}

const GessoImage *
gesso_kept_reply_get_parent (GessoKeptReply *self)
{
  return self->parent;
}

const GessoImage *
gesso_kept_reply_get_seen (GessoKeptReply *self)
{
  return self->seen;
}

gboolean
gesso_kept_reply_is_alike (GessoKeptReply *self)
{
  return self->alike;
}

GessoPlacement
gesso_kept_reply_get_placement (GessoKeptReply *self)
{
  return self->placement;
}

/* The pixels of a side of @size that lie within a side of the reply of @length. */
static void
find_side (double scale,
           double start,
           guint  length,
           guint  size,
           int   *first,
           int   *count)
{
  /* What is off by rounding alone is not. */
  int from = (int) CLAMP (ceil (-start / scale - 1e-3), 0, size);
  int to = (int) CLAMP (floor ((length - start) / scale + 1e-3), from, size);

  *first = from;
  *count = to - from;
}

GessoRect
gesso_kept_reply_get_shown (GessoKeptReply *self)
{
  const GessoPlacement *at = &self->placement;
  GessoRect shown;

  find_side (at->scale_x, at->x0, gesso_image_get_width (self->reply), gesso_image_get_width (self->parent),
             &shown.x, &shown.width);
  find_side (at->scale_y, at->y0, gesso_image_get_height (self->reply), gesso_image_get_height (self->parent),
             &shown.y, &shown.height);
  return shown;
}

GessoImage *
gesso_kept_reply_fit (GessoKeptReply  *self,
                      const GessoRect *rect,
                      GError         **error)
{
  GessoImageWindow window = gesso_placement_map (&self->placement, rect);

  return gesso_image_resample (self->reply, &window, (guint) rect->width, (guint) rect->height, error);
}

/* @shown in the light of its surroundings, then in the parent's own colours. */
static GessoImage *
fit_colours (GessoKeptReply           *self,
             const GessoImage         *shown,
             const GessoImage         *cover,
             const GessoRect          *pasted,
             const GessoPasteSettings *settings,
             GCancellable             *cancellable,
             GError                  **error)
{
  g_autoptr (GessoImage) seen = NULL;
  g_autoptr (GessoImage) flat = NULL;
  g_autoptr (GessoImage) matched = NULL;
  GessoColorMatch match = { .active = FALSE };

  if (self->alike && settings->match > 0)
    {
      seen = gesso_image_crop (self->seen, pasted, error);
      flat = seen != NULL ? gesso_image_flatten (seen, error) : NULL;
      if (flat == NULL || !gesso_color_match_measure (flat, shown, cover, &match, error))
        return NULL;
    }
  matched = gesso_color_match_apply (&match, settings->match, shown, error);
  return matched != NULL ? gesso_color_from_srgb (matched, gesso_image_get_profile (self->parent), cancellable, error) : NULL;
}

/* @patch laid into a copy of @parent. */
static GessoImage *
lay_in (const GessoImage *parent,
        const GessoImage *patch,
        const GessoRect  *pasted,
        GError          **error)
{
  guint width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  guint channels = gesso_image_get_channels (patch);
  g_autoptr (GessoImage) base = gesso_image_convert (parent, channels, error);
  GessoImage *result = base != NULL ? gesso_image_new (width, height, channels, error) : NULL;

  if (result == NULL)
    return NULL;
  gesso_image_paste (result, base, 0, 0);
  gesso_image_paste (result, patch, pasted->x, pasted->y);
  gesso_image_set_profile (result, gesso_image_get_profile (parent));
  return result;
}

GessoImage *
gesso_kept_reply_compose (GessoKeptReply           *self,
                          const GessoImage         *coverage,
                          const GessoPasteSettings *settings,
                          GCancellable             *cancellable,
                          GError                  **error)
{
  int width = (int) gesso_image_get_width (self->parent), height = (int) gesso_image_get_height (self->parent);
  GessoRect bounds, pasted, moved;
  g_autoptr (GessoImage) shown = NULL;
  g_autoptr (GessoImage) cover = NULL;
  g_autoptr (GessoImage) under = NULL;
  g_autoptr (GessoImage) over = NULL;
  g_autoptr (GessoImage) patch = NULL;

  g_return_val_if_fail (gesso_image_get_channels (coverage) == 1, NULL);
  g_return_val_if_fail ((int) gesso_image_get_width (coverage) == width && (int) gesso_image_get_height (coverage) == height, NULL);

  bounds = gesso_image_get_bounds (coverage);
  if (gesso_rect_is_empty (&bounds))
    return gesso_image_ref (self->parent);
  pasted = gesso_fit_area (&bounds, width, height, &(GessoFitRule) { 0 }).pasted;
  moved = (GessoRect) { pasted.x - settings->dx, pasted.y - settings->dy, pasted.width, pasted.height };
  shown = gesso_kept_reply_fit (self, &moved, error);
  cover = shown != NULL ? gesso_image_crop (coverage, &pasted, error) : NULL;
  over = cover != NULL ? fit_colours (self, shown, cover, &pasted, settings, cancellable, error) : NULL;
  under = over != NULL ? gesso_image_crop (self->parent, &pasted, error) : NULL;
  patch = under != NULL ? gesso_composite (under, over, cover, error) : NULL;
  if (patch == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (pasted.width == width && pasted.height == height)
    return g_steal_pointer (&patch);
  return lay_in (self->parent, patch, &pasted, error);
}

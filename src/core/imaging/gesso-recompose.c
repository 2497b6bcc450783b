/* gesso-recompose.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-mask-kernels.h"
#include "gesso-ramp.h"
#include "gesso-recompose.h"
#include "gesso-sampled-tiles.h"
#include "gesso-tile-blend.h"

/* Colours are compared, for what is shown, on at most this many pixels a side. */
#define MATCH_SIDE 512

struct _GessoRecompose
{
  GObject parent_instance;

  GessoKeptReply *reply;   /* (owned) */
  GessoPyramid *parent;    /* (owned) */
  GessoPyramid *shown;     /* (owned) (nullable): the reply over @rect; NULL where it shows nothing */
  GessoSampledTiles *under, *over; /* (owned) (@over nullable): of @parent, and of @shown in the light of its surroundings */
  GessoMaskLevels *levels; /* (borrowed) (nullable) */
  GessoRect rect;
  GessoRecomposeSettings settings;

  gboolean matched; /* the colours of @over are those of the mask and settings */
};

static void gesso_recompose_preview_init (GessoPreviewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GessoRecompose, gesso_recompose, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GESSO_TYPE_PREVIEW, gesso_recompose_preview_init))

/* Where the mask may reach so that its ramp ends within what the reply shows.
 * At the picture's own borders there is nothing to end. */
static GessoRect
find_limit (const GessoRect              *shown,
            int                           width,
            int                           height,
            const GessoRecomposeSettings *settings)
{
  int ramp = settings->edge == GESSO_EDGE_INSIDE ? 0 : (int) ceil (settings->feather);
  int left = shown->x + settings->paste.dx, top = shown->y + settings->paste.dy;
  int right = left + shown->width, bottom = top + shown->height;

  left = left > 0 ? left + ramp : 0;
  top = top > 0 ? top + ramp : 0;
  right = right < width ? right - ramp : width;
  bottom = bottom < height ? bottom - ramp : height;
  return (GessoRect) { left, top, MAX (right - left, 0), MAX (bottom - top, 0) };
}

static void
gesso_recompose_get_size (GessoPreview *preview,
                          int          *width,
                          int          *height)
{
  GessoRecompose *self = GESSO_RECOMPOSE (preview);

  *width = gesso_pyramid_get_width (self->parent);
  *height = gesso_pyramid_get_height (self->parent);
}

/* The largest level no longer than MATCH_SIDE. */
static guint
find_match_level (GessoPyramid *pyramid)
{
  guint level = 0;

  while (level + 1 < gesso_pyramid_get_n_levels (pyramid) &&
         MAX (gesso_pyramid_get_width (pyramid), gesso_pyramid_get_height (pyramid)) >> level > MATCH_SIDE)
    level++;
  return level;
}

/* Both pictures and the mask where the reply shows, at a small size. */
static gboolean
measure_match (GessoRecompose  *self,
               GessoColorMatch *match)
{
  guint level = MIN (find_match_level (self->parent), gesso_pyramid_get_n_levels (self->shown) - 1);
  const GessoImage *under = gesso_pyramid_get_level (self->parent, level);
  const GessoImage *over = gesso_pyramid_get_level (self->shown, level);
  GessoRect moved = { (self->rect.x + self->settings.paste.dx) >> level, (self->rect.y + self->settings.paste.dy) >> level,
                      (int) gesso_image_get_width (over), (int) gesso_image_get_height (over) };
  GessoRect all = { 0, 0, (int) gesso_image_get_width (under), (int) gesso_image_get_height (under) };
  GessoRect both = gesso_rect_intersect (&moved, &all);
  GessoRect own = { both.x - moved.x, both.y - moved.y, both.width, both.height };
  g_autoptr (GessoImage) a = NULL;
  g_autoptr (GessoImage) b = NULL;
  g_autoptr (GessoImage) cover = NULL;

  if (gesso_rect_is_empty (&both))
    return FALSE;
  a = gesso_image_crop (under, &both, NULL);
  b = a != NULL ? gesso_image_crop (over, &own, NULL) : NULL;
  cover = b != NULL ? gesso_image_new ((guint) both.width, (guint) both.height, 1, NULL) : NULL;
  if (cover == NULL)
    return FALSE;
  gesso_mask_levels_read (self->levels, level, &both, gesso_image_edit_row (cover, 0), gesso_image_get_stride (cover));
  return gesso_color_match_measure (a, b, cover, match, NULL);
}

static void
update_match (GessoRecompose *self)
{
  GessoColorMatch match = { .active = FALSE };
  guint8 tables[3][256];

  if (self->matched)
    return;
  self->matched = TRUE;
  if (self->settings.paste.match > 0 && gesso_kept_reply_is_alike (self->reply) && !measure_match (self, &match))
    match.active = FALSE;
  gesso_color_match_fill_tables (&match, self->settings.paste.match, tables);
  gesso_sampled_tiles_set_tables (self->over, tables);
}

/* @cover of each pixel is that of its three bytes: all of it is in lanes of 16 bits. */
static void
blend_bytes (guint8 *restrict       out,
             const guint8 *restrict over,
             const guint8 *restrict cover,
             gsize                  n)
{
  for (gsize i = 0; i < n; i++)
    out[i] = (guint8) gesso_div255 ((guint16) (out[i] * (255 - cover[i]) + over[i] * cover[i]));
}

/* How many pixels from @cover on have the same coverage as the first, when that is none or all; else 0. */
static int
find_run (const guint8 *cover,
          int           width)
{
  int n = 0;

  if (cover[0] != 0 && cover[0] != 255)
    return 0;
  while (n < width && cover[n] == cover[0])
    n++;
  return n;
}

/* @spread has room for a run's coverage three times. */
static void
blend_row (const guint8 *over,
           const guint8 *cover,
           guint8       *spread,
           guint8       *out,
           int           width)
{
  int x = 0;

  while (x < width)
    {
      int run = find_run (cover + x, width - x), end = x;

      if (run > 0)
        {
          if (cover[x] == 255)
            memcpy (out + 3 * (gsize) x, over + 3 * (gsize) x, 3 * (gsize) run);
          x += run;
          continue;
        }
      for (; end < width && cover[end] != 0 && cover[end] != 255; end++)
        memset (spread + 3 * (gsize) (end - x), cover[end], 3);
      blend_bytes (out + 3 * (gsize) x, over + 3 * (gsize) x, spread, 3 * (gsize) (end - x));
      x = end;
    }
}

/* The reply over the tile, where there is coverage. */
static void
blend_reply (GessoRecompose *self,
             double          scale,
             int             x,
             int             y,
             const guint8   *cover,
             GessoImage     *tile)
{
  GessoTileScene scene = { .pyramid = self->shown, .scale = scale };
  int left = (int) lround ((self->rect.x + self->settings.paste.dx) * scale) - x;
  int top = (int) lround ((self->rect.y + self->settings.paste.dy) * scale) - y;
  GessoRect place = { left, top, gesso_tile_scene_get_width (&scene), gesso_tile_scene_get_height (&scene) };
  GessoRect all = { 0, 0, (int) gesso_image_get_width (tile), (int) gesso_image_get_height (tile) };
  GessoRect both = gesso_rect_intersect (&place, &all);
  g_autofree guint8 *spread = NULL;
  const GessoImage *over;

  if (gesso_rect_is_empty (&both))
    return;
  update_match (self);
  over = gesso_sampled_tiles_get (self->over, scale, both.x - left, both.y - top, both.width, both.height);
  if (over == NULL)
    return;
  spread = g_malloc (3 * (gsize) both.width);
  for (int row = 0; row < both.height; row++)
    blend_row (gesso_image_get_row (over, (guint) row), cover + (gsize) (both.y + row) * (gsize) all.width + both.x,
               spread, gesso_image_edit_row (tile, (guint) (both.y + row)) + 3 * (gsize) both.x, both.width);
}

static void
gesso_recompose_render (GessoPreview *preview,
                        double        scale,
                        int           x,
                        int           y,
                        GessoImage   *tile)
{
  GessoRecompose *self = GESSO_RECOMPOSE (preview);
  int width = (int) gesso_image_get_width (tile), height = (int) gesso_image_get_height (tile);
  const GessoImage *under = gesso_sampled_tiles_get (self->under, scale, x, y, width, height);
  g_autofree guint8 *cover = NULL;
  GessoRamp ramp;

  if (under != NULL)
    gesso_image_paste (tile, under, 0, 0);
  if (self->levels == NULL || self->shown == NULL)
    return;
  ramp = (GessoRamp) { self->levels, self->settings.feather, self->settings.edge, scale,
                       find_limit (&self->rect, gesso_pyramid_get_width (self->parent),
                                   gesso_pyramid_get_height (self->parent), &self->settings) };
  cover = gesso_ramp_sample (&ramp, x, y, width, height);
  if (cover != NULL)
    blend_reply (self, scale, x, y, cover, tile);
}

static void
gesso_recompose_preview_init (GessoPreviewInterface *iface)
{
  iface->get_size = gesso_recompose_get_size;
  iface->render = gesso_recompose_render;
}

static void
gesso_recompose_finalize (GObject *object)
{
  GessoRecompose *self = GESSO_RECOMPOSE (object);

  g_clear_pointer (&self->reply, gesso_kept_reply_unref);
  g_clear_pointer (&self->under, gesso_sampled_tiles_free);
  g_clear_pointer (&self->over, gesso_sampled_tiles_free);
  g_clear_object (&self->parent);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (gesso_recompose_parent_class)->finalize (object);
}

static void
gesso_recompose_class_init (GessoRecomposeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_recompose_finalize;
}

static void
gesso_recompose_init (GessoRecompose *self)
{
  self->settings.paste.match = 1;
}

GessoRecompose *
gesso_recompose_new (GessoKeptReply *reply,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr (GessoRecompose) self = g_object_new (GESSO_TYPE_RECOMPOSE, NULL);
  g_autoptr (GessoImage) shown = NULL;

  self->reply = gesso_kept_reply_ref (reply);
  self->rect = gesso_kept_reply_get_shown (reply);
  self->parent = gesso_pyramid_new (gesso_kept_reply_get_seen (reply), cancellable, error);
  if (self->parent == NULL)
    return NULL;
  self->under = gesso_sampled_tiles_new (self->parent);
  if (gesso_rect_is_empty (&self->rect))
    return g_steal_pointer (&self);
  shown = gesso_kept_reply_fit (reply, &self->rect, error);
  self->shown = shown != NULL ? gesso_pyramid_new (shown, cancellable, error) : NULL;
  if (self->shown == NULL)
    return NULL;
  self->over = gesso_sampled_tiles_new (self->shown);
  return g_steal_pointer (&self);
}

GessoKeptReply *
gesso_recompose_get_reply (GessoRecompose *self)
{
  g_return_val_if_fail (GESSO_IS_RECOMPOSE (self), NULL);

  return self->reply;
}

void
gesso_recompose_set_mask (GessoRecompose  *self,
                          GessoMaskLevels *levels)
{
  g_return_if_fail (GESSO_IS_RECOMPOSE (self));

  self->levels = levels;
  self->matched = FALSE;
  gesso_preview_emit_changed (GESSO_PREVIEW (self), NULL);
}

void
gesso_recompose_mask_changed (GessoRecompose  *self,
                              const GessoRect *rect)
{
  int reach = (int) ceil (self->settings.feather) + 2;
  GessoRect seen = { rect->x - reach, rect->y - reach, rect->width + 2 * reach, rect->height + 2 * reach };

  g_return_if_fail (GESSO_IS_RECOMPOSE (self));

  gesso_preview_emit_changed (GESSO_PREVIEW (self), &seen);
}

void
gesso_recompose_set_settings (GessoRecompose               *self,
                              const GessoRecomposeSettings *settings)
{
  const GessoRecomposeSettings *old = &self->settings;

  g_return_if_fail (GESSO_IS_RECOMPOSE (self));
  g_return_if_fail (settings->paste.match >= 0 && settings->paste.match <= 1);

  if (settings->paste.match != old->paste.match || settings->paste.dx != old->paste.dx || settings->paste.dy != old->paste.dy)
    self->matched = FALSE;
  self->settings = *settings;
  self->settings.feather = CLAMP (settings->feather, 0, GESSO_RECOMPOSE_FEATHER_MAX);
  gesso_preview_emit_changed (GESSO_PREVIEW (self), NULL);
}

void
gesso_recompose_get_settings (GessoRecompose         *self,
                              GessoRecomposeSettings *settings)
{
  g_return_if_fail (GESSO_IS_RECOMPOSE (self));

  *settings = self->settings;
}

GessoImage *
gesso_recompose_make_coverage (GessoKeptReply               *reply,
                               const GessoImage             *mask,
                               const GessoRecomposeSettings *settings,
                               GError                      **error)
{
  const GessoImage *parent = gesso_kept_reply_get_parent (reply);
  int width = (int) gesso_image_get_width (parent), height = (int) gesso_image_get_height (parent);
  GessoRect shown = gesso_kept_reply_get_shown (reply);
  GessoRect limit = find_limit (&shown, width, height, settings);
  g_autoptr (GessoMask) whole = NULL;
  g_autoptr (GessoMask) cut = NULL;

  g_return_val_if_fail (gesso_image_get_channels (mask) == 1, NULL);
  g_return_val_if_fail ((int) gesso_image_get_width (mask) == width && (int) gesso_image_get_height (mask) == height, NULL);

  whole = gesso_mask_new_from_image (mask);
  if (limit.x > 0 || limit.y > 0 || limit.width < width || limit.height < height)
    {
      GessoRect all = { 0, 0, width, height };
      GessoRect inside = gesso_rect_intersect (&limit, &all);

      cut = gesso_mask_new (width, height);
      if (!gesso_rect_is_empty (&inside))
        gesso_mask_write (cut, &inside, gesso_image_get_row (mask, (guint) inside.y) + inside.x, gesso_image_get_stride (mask));
      g_set_object (&whole, cut);
    }
  gesso_mask_feather (whole, settings->feather, settings->edge);
  if (gesso_mask_is_empty (whole))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("Nothing of the reply lies under this mask: paint where the reply should show."));
      return NULL;
    }
  return gesso_mask_to_image (whole, error);
}

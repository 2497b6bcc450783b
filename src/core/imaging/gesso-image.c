/* gesso-image.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-image.h"

/* Rows begin at multiples of this, for the vector units' sake. */
#define ROW_ALIGNMENT 16

typedef enum
{
  ALPHA_UNKNOWN,
  ALPHA_OPAQUE,
  ALPHA_TRANSLUCENT
} AlphaState;

struct _GessoImage
{
  gatomicrefcount ref_count;
  guint width, height, channels;
  gsize stride;
  guint8 *pixels;  /* (owned) */
  GBytes *profile; /* (owned) (nullable) */
  int alpha;       /* AlphaState, accessed atomically */
};

G_DEFINE_BOXED_TYPE (GessoImage, gesso_image, gesso_image_ref, gesso_image_unref)

/* A new picture that takes over @self's profile where it still describes the channels. */
static GessoImage *
new_like (const GessoImage *self,
          guint             width,
          guint             height,
          guint             channels,
          GError          **error)
{
  GessoImage *image = gesso_image_new (width, height, channels, error);

  if (image != NULL && (channels == 1) == (self->channels == 1))
    gesso_image_set_profile (image, self->profile);
  return image;
}

static gboolean
find_translucent (const GessoImage *self)
{
  for (guint y = 0; y < self->height; y++)
    {
      const guint8 *row = gesso_image_get_row (self, y);
      guint8 all = 255;

      for (guint x = 0; x < self->width; x++)
        all &= row[4 * x + 3];
      if (all != 255)
        return TRUE;
    }
  return FALSE;
}

/* Rec. 601 luma with weights of 16 bits that add up to 65536, so that grey stays what it is. */
static void
convert_row_to_grey (const guint8 *in,
                     guint8       *out,
                     guint         width,
                     guint         channels)
{
  for (guint x = 0; x < width; x++, in += channels)
    out[x] = (guint8) ((19595u * in[0] + 38470u * in[1] + 7471u * in[2] + 32768u) >> 16);
}

static void
convert_row (const guint8 *in,
             guint         in_channels,
             guint8       *out,
             guint         out_channels,
             guint         width)
{
  if (out_channels == 1)
    {
      convert_row_to_grey (in, out, width, in_channels);
      return;
    }
  for (guint x = 0; x < width; x++, in += in_channels, out += out_channels)
    {
      out[0] = in[0];
      out[1] = in_channels == 1 ? in[0] : in[1];
      out[2] = in_channels == 1 ? in[0] : in[2];
      if (out_channels == 4)
        out[3] = 255;
    }
}

gboolean
gesso_image_check_size (guint    width,
                        guint    height,
                        GError **error)
{
  if (width == 0 || height == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("A picture needs at least one pixel each way."));
      return FALSE;
    }
  if (width > GESSO_IMAGE_MAX_SIDE || height > GESSO_IMAGE_MAX_SIDE ||
      (guint64) width * height > GESSO_IMAGE_MAX_PIXELS)
    {
      /* Translators: the first two are a picture's width and height, the third
       * the longest side, the last a count of megapixels. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   _("A picture of %u × %u pixels is too large for Gesso, which works with up to "
                     "%d pixels a side and %d megapixels. Make it smaller first."),
                   width, height, GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_PIXELS / 1000000);
      return FALSE;
    }
  return TRUE;
}

GessoImage *
gesso_image_new (guint    width,
                 guint    height,
                 guint    channels,
                 GError **error)
{
  GessoImage *self;
  guint8 *pixels;
  gsize stride;

  g_return_val_if_fail (channels == 1 || channels == 3 || channels == 4, NULL);

  if (!gesso_image_check_size (width, height, error))
    return NULL;
  stride = ((gsize) width * channels + ROW_ALIGNMENT - 1) & ~(gsize) (ROW_ALIGNMENT - 1);
  pixels = g_try_malloc0_n (height, stride);
  if (pixels == NULL)
    {
      /* Translators: a picture's width and height. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE,
                   _("There is not enough memory for a picture of %u × %u pixels. "
                     "Close other programs and try again."),
                   width, height);
      return NULL;
    }
  self = g_new0 (GessoImage, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->width = width;
  self->height = height;
  self->channels = channels;
  self->stride = stride;
  self->pixels = pixels;
  self->alpha = channels == 4 ? ALPHA_UNKNOWN : ALPHA_OPAQUE;
  return self;
}

GessoImage *
gesso_image_ref (const GessoImage *self)
{
  GessoImage *image = (GessoImage *) self;

  g_return_val_if_fail (image != NULL, NULL);
  g_atomic_ref_count_inc (&image->ref_count);
  return image;
}

void
gesso_image_unref (GessoImage *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->profile, g_bytes_unref);
  g_free (self->pixels);
  g_free (self);
}

guint
gesso_image_get_width (const GessoImage *self)
{
  return self->width;
}

guint
gesso_image_get_height (const GessoImage *self)
{
  return self->height;
}

guint
gesso_image_get_channels (const GessoImage *self)
{
  return self->channels;
}

gsize
gesso_image_get_stride (const GessoImage *self)
{
  return self->stride;
}

gboolean
gesso_image_has_alpha (GessoImage *self)
{
  int state = g_atomic_int_get (&self->alpha);

  if (state == ALPHA_UNKNOWN)
    {
      state = find_translucent (self) ? ALPHA_TRANSLUCENT : ALPHA_OPAQUE;
      g_atomic_int_set (&self->alpha, state);
    }
  return state == ALPHA_TRANSLUCENT;
}

const guint8 *
gesso_image_get_row (const GessoImage *self,
                     guint             y)
{
  return self->pixels + y * self->stride;
}

guint8 *
gesso_image_edit_row (GessoImage *self,
                      guint       y)
{
  g_return_val_if_fail (y < self->height, NULL);
  g_return_val_if_fail (g_atomic_ref_count_compare (&self->ref_count, 1), NULL);

  if (self->channels == 4 && g_atomic_int_get (&self->alpha) != ALPHA_UNKNOWN)
    g_atomic_int_set (&self->alpha, ALPHA_UNKNOWN);
  return self->pixels + y * self->stride;
}

GBytes *
gesso_image_to_bytes (const GessoImage *self)
{
  return g_bytes_new_with_free_func (self->pixels, self->height * self->stride,
                                     (GDestroyNotify) gesso_image_unref,
                                     gesso_image_ref (self));
}

GBytes *
gesso_image_get_profile (const GessoImage *self)
{
  return self->profile;
}

void
gesso_image_set_profile (GessoImage *self,
                         GBytes     *profile)
{
  if (profile != NULL)
    g_bytes_ref (profile);
  g_clear_pointer (&self->profile, g_bytes_unref);
  self->profile = profile;
}

GessoImage *
gesso_image_convert (const GessoImage *self,
                     guint             channels,
                     GError          **error)
{
  GessoImage *image;

  g_return_val_if_fail (channels == 1 || channels == 3 || channels == 4, NULL);

  if (channels == self->channels)
    return gesso_image_ref (self);
  image = new_like (self, self->width, self->height, channels, error);
  for (guint y = 0; image != NULL && y < self->height; y++)
    convert_row (gesso_image_get_row (self, y), self->channels,
                 gesso_image_edit_row (image, y), channels, self->width);
  return image;
}

GessoImage *
gesso_image_crop (const GessoImage *self,
                  const GessoRect  *rect,
                  GError          **error)
{
  GessoImage *image;

  if (gesso_rect_is_empty (rect) || rect->x < 0 || rect->y < 0 ||
      (gint64) rect->x + rect->width > self->width ||
      (gint64) rect->y + rect->height > self->height)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The part to cut out does not lie inside the picture."));
      return NULL;
    }
  if ((guint) rect->width == self->width && (guint) rect->height == self->height)
    return gesso_image_ref (self);
  image = new_like (self, (guint) rect->width, (guint) rect->height, self->channels, error);
  for (int y = 0; image != NULL && y < rect->height; y++)
    memcpy (gesso_image_edit_row (image, (guint) y),
            gesso_image_get_row (self, (guint) (rect->y + y)) + (gsize) rect->x * self->channels,
            (gsize) rect->width * self->channels);
  return image;
}

void
gesso_image_paste (GessoImage       *self,
                   const GessoImage *source,
                   int               x,
                   int               y)
{
  /* In 64 bits, as a far-off corner plus a size may not fit into an int. */
  gint64 left = MAX (0, (gint64) x), right = MIN ((gint64) self->width, (gint64) x + source->width);
  gint64 top = MAX (0, (gint64) y), bottom = MIN ((gint64) self->height, (gint64) y + source->height);

  g_return_if_fail (self->channels == source->channels);

  if (left >= right)
    return;
  for (gint64 row = top; row < bottom; row++)
    memcpy (gesso_image_edit_row (self, (guint) row) + left * self->channels,
            gesso_image_get_row (source, (guint) (row - y)) + (left - x) * self->channels,
            (gsize) (right - left) * self->channels);
}

gboolean
gesso_image_equal (const GessoImage *a,
                   const GessoImage *b)
{
  if (a->width != b->width || a->height != b->height || a->channels != b->channels)
    return FALSE;
  for (guint y = 0; y < a->height; y++)
    if (memcmp (gesso_image_get_row (a, y), gesso_image_get_row (b, y),
                (gsize) a->width * a->channels) != 0)
      return FALSE;
  return TRUE;
}

/* What stands for transparency. */
#define PAPER 255

GessoImage *
gesso_image_flatten (const GessoImage *self,
                     GError          **error)
{
  GessoImage *flat;

  if (!gesso_image_has_alpha ((GessoImage *) self))
    return gesso_image_convert (self, 3, error);
  flat = new_like (self, self->width, self->height, 3, error);
  for (guint y = 0; flat != NULL && y < self->height; y++)
    {
      const guint8 *in = gesso_image_get_row (self, y);
      guint8 *out = gesso_image_edit_row (flat, y);

      for (guint x = 0; x < self->width; x++, in += 4, out += 3)
        for (guint c = 0; c < 3; c++)
          out[c] = (guint8) ((in[c] * in[3] + PAPER * (255 - in[3]) + 127) / 255);
    }
  return flat;
}

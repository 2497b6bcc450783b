/* replies.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-codec.h"
#include "replies.h"

static double
get_noise (guint32 seed,
           int     x,
           int     y)
{
  guint32 h = seed * 747796405u + (guint32) x * 2891336453u + (guint32) y * 277803737u;

  h = (h ^ h >> 15) * 2246822519u;
  h = (h ^ h >> 13) * 3266489917u;
  return ((h ^ h >> 16) & 0xffff) / 32767.5 - 1;
}

static double
get_smooth (guint32 seed,
            double  x,
            double  y)
{
  int ix = (int) floor (x), iy = (int) floor (y);
  double fx = x - ix, fy = y - iy, a, b;

  fx = fx * fx * (3 - 2 * fx);
  fy = fy * fy * (3 - 2 * fy);
  a = get_noise (seed, ix, iy) * (1 - fx) + get_noise (seed, ix + 1, iy) * fx;
  b = get_noise (seed, ix, iy + 1) * (1 - fx) + get_noise (seed, ix + 1, iy + 1) * fx;
  return a * (1 - fy) + b * fy;
}

static guint8
to_byte (double value)
{
  return (guint8) CLAMP (value + 0.5, 0, 255);
}

GessoImage *
reply_make_scene (guint   width,
                  guint   height,
                  guint32 seed)
{
  GessoImage *image = gesso_image_new (width, height, 3, NULL);
  double side = MAX (width, height);
  struct
  {
    double x, y, r, colour[3];
  } discs[14];

  for (int i = 0; i < 14; i++)
    {
      discs[i].x = width * (0.5 + 0.55 * get_noise (seed, i, 100));
      discs[i].y = height * (0.5 + 0.55 * get_noise (seed, i, 101));
      discs[i].r = side * (0.07 + 0.05 * get_noise (seed, i, 102));
      for (int c = 0; c < 3; c++)
        discs[i].colour[c] = 128 + 90 * get_noise (seed, i, 103 + c);
    }
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        double u = x / side, v = y / side;
        double base = 55 * get_smooth (seed, 5 * u, 5 * v) + 30 * get_smooth (seed + 1, 17 * u, 17 * v) +
                      12 * get_smooth (seed + 2, 60 * u, 60 * v) + 4 * get_noise (seed + 3, (int) x, (int) y);
        double colour[3] = { 128, 138, 128 };
        guint8 *p = gesso_image_edit_row (image, y) + 3 * x;

        for (int i = 0; i < 14; i++)
          {
            double dx = x - discs[i].x, dy = y - discs[i].y, inside;

            if (fabs (dx) > discs[i].r + 1 || fabs (dy) > discs[i].r + 1)
              continue;
            inside = CLAMP (discs[i].r - sqrt (dx * dx + dy * dy) + 0.5, 0, 1);
            for (int c = 0; c < 3; c++)
              colour[c] += (discs[i].colour[c] - colour[c]) * inside;
          }
        for (int c = 0; c < 3; c++)
          p[c] = to_byte (colour[c] + base * (c == 2 ? 0.7 : 1));
      }
  return image;
}

GessoImage *
reply_make_coverage (guint  width,
                     guint  height,
                     double share,
                     double ramp)
{
  GessoImage *coverage = gesso_image_new (width, height, 1, NULL);
  double a = width * share / 2, b = height * share / 2;

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        double r = hypot ((x + 0.5 - width / 2.0) / a, (y + 0.5 - height / 2.0) / b);

        gesso_image_edit_row (coverage, y)[x] = to_byte (255 * CLAMP ((1 - r) * MIN (a, b) / MAX (ramp, 1) + 0.5, 0, 1));
      }
  return coverage;
}

/* Whether the reply's pixel shows what may have changed. */
static gboolean
is_changed (const GessoImage     *coverage,
            const GessoPlacement *truth,
            guint                 x,
            guint                 y)
{
  double px = (x + 0.5 - truth->x0) / truth->scale_x, py = (y + 0.5 - truth->y0) / truth->scale_y;

  return coverage != NULL && px >= 0 && py >= 0 && px < gesso_image_get_width (coverage) &&
         py < gesso_image_get_height (coverage) && gesso_image_get_row (coverage, (guint) py)[(guint) px] > 0;
}

static GessoImage *
compress (GessoImage *image,
          int         quality)
{
  g_autoptr (GBytes) bytes = gesso_codec_encode (image, GESSO_FORMAT_JPEG, quality, NULL, NULL);

  gesso_image_unref (image);
  return gesso_codec_decode (bytes, NULL, NULL);
}

GessoImage *
reply_make (const GessoImage *parent,
            const GessoImage *coverage,
            const ReplySpec  *spec,
            GessoPlacement   *truth)
{
  double width = gesso_image_get_width (parent), height = gesso_image_get_height (parent);
  guint to_width = spec->width > 0 ? spec->width : (guint) width, to_height = spec->height > 0 ? spec->height : (guint) height;
  double scale = spec->scale > 0 ? spec->scale : 1, stretch = spec->stretch > 0 ? spec->stretch : 1;
  GessoImageWindow window = { 0, 0, width / (scale * stretch), height / (scale / stretch) };
  g_autoptr (GessoImage) other = reply_make_scene (to_width, to_height, 4711);
  GessoImage *reply;

  window.x = (width - window.width) / 2 - spec->shift_x * width;
  window.y = (height - window.height) / 2 - spec->shift_y * height;
  *truth = (GessoPlacement) { to_width / window.width, to_height / window.height, 0, 0 };
  truth->x0 = -window.x * truth->scale_x;
  truth->y0 = -window.y * truth->scale_y;
  reply = gesso_image_resample (parent, &window, to_width, to_height, NULL);
  for (guint y = 0; y < to_height; y++)
    for (guint x = 0; x < to_width; x++)
      {
        guint8 *p = gesso_image_edit_row (reply, y) + 3 * x;
        gboolean changed = is_changed (coverage, truth, x, y);

        for (int c = 0; c < 3; c++)
          {
            double value = !changed ? p[c] : spec->grey ? 128 : gesso_image_get_row (other, y)[3 * x + (guint) c];

            value = (spec->gain > 0 ? spec->gain : 1) * value + (c == 0 ? spec->cast : c == 2 ? -spec->cast : 0);
            p[c] = to_byte (value + spec->noise * get_noise (7, (int) x, 3 * (int) y + c));
          }
      }
  return spec->quality > 0 ? compress (reply, spec->quality) : reply;
}

double
reply_get_distance (const GessoPlacement *a,
                    const GessoPlacement *b,
                    guint                 width,
                    guint                 height)
{
  double most = 0;

  for (int corner = 0; corner < 4; corner++)
    {
      double x = corner % 2 * width, y = corner / 2 * height;

      most = MAX (most, hypot ((a->scale_x * x + a->x0 - b->scale_x * x - b->x0) / b->scale_x,
                               (a->scale_y * y + a->y0 - b->scale_y * y - b->y0) / b->scale_y));
    }
  return most;
}

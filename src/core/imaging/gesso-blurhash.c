/* gesso-blurhash.c
 *
 * After the description of the algorithm by Wolt (github.com/woltapp/blurhash,
 * Algorithm.md): the lowest terms of a cosine transform of the linear colours,
 * rounded and written in base 83.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-blurhash.h"

#define COMPONENTS_X 4
#define COMPONENTS_Y 3
#define MAX_COMPONENTS 9

/* Higher frequencies than the hash holds need not be read from more pixels than this. */
#define MAX_SIDE 64

static const char digits[] =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

typedef struct
{
  double r, g, b;
} Colour;

static double
decode_srgb (int value)
{
  double v = value / 255.0;

  return v <= 0.04045 ? v / 12.92 : pow ((v + 0.055) / 1.055, 2.4);
}

static int
encode_srgb (double value)
{
  double v = CLAMP (value, 0, 1);

  return (int) (v <= 0.0031308 ? v * 12.92 * 255 + 0.5 : (1.055 * pow (v, 1 / 2.4) - 0.055) * 255 + 0.5);
}

/* The sign of @value with its size raised to @exponent. */
static double
raise_signed (double value,
              double exponent)
{
  return copysign (pow (fabs (value), exponent), value);
}

static void
append_digits (GString *hash,
               int      value,
               int      n)
{
  int unit = 1;

  for (int i = 1; i < n; i++)
    unit *= 83;
  for (; unit > 0; unit /= 83)
    g_string_append_c (hash, digits[value / unit % 83]);
}

/* The value of @n digits, or −1 where one is none. */
static int
read_digits (const char *hash,
             int         n)
{
  int value = 0;

  for (int i = 0; i < n; i++)
    {
      const char *digit = hash[i] != '\0' ? strchr (digits, hash[i]) : NULL;

      if (digit == NULL)
        return -1;
      value = value * 83 + (int) (digit - digits);
    }
  return value;
}

/* One term: the picture's linear colours against a product of two cosines. */
static Colour
transform (const GessoImage *image,
           const double     *linear,
           int               i,
           int               j)
{
  guint width = gesso_image_get_width (image), height = gesso_image_get_height (image);
  double scale = (i == 0 && j == 0 ? 1.0 : 2.0) / ((double) width * height);
  Colour sum = { 0, 0, 0 };

  for (guint y = 0; y < height; y++)
    {
      const guint8 *row = gesso_image_get_row (image, y);
      double down = cos (G_PI * j * y / height);

      for (guint x = 0; x < width; x++, row += 3)
        {
          double basis = down * cos (G_PI * i * x / width);

          sum.r += basis * linear[row[0]];
          sum.g += basis * linear[row[1]];
          sum.b += basis * linear[row[2]];
        }
    }
  return (Colour) { sum.r * scale, sum.g * scale, sum.b * scale };
}

static int
quantise (double value,
          double most)
{
  return (int) CLAMP (floor (raise_signed (value / most, 0.5) * 9 + 9.5), 0, 18);
}

static char *
write_hash (const Colour *terms,
            int           n)
{
  GString *hash = g_string_new (NULL);
  double most = 0;
  int steps;

  for (int i = 1; i < n; i++)
    most = MAX (most, MAX (fabs (terms[i].r), MAX (fabs (terms[i].g), fabs (terms[i].b))));
  steps = (int) CLAMP (floor (most * 166 - 0.5), 0, 82);
  append_digits (hash, COMPONENTS_X - 1 + (COMPONENTS_Y - 1) * 9, 1);
  append_digits (hash, steps, 1);
  append_digits (hash, encode_srgb (terms[0].r) << 16 | encode_srgb (terms[0].g) << 8 |
                       encode_srgb (terms[0].b), 4);
  for (int i = 1; i < n; i++)
    append_digits (hash, (quantise (terms[i].r, (steps + 1) / 166.0) * 19 +
                          quantise (terms[i].g, (steps + 1) / 166.0)) * 19 +
                         quantise (terms[i].b, (steps + 1) / 166.0), 2);
  return g_string_free (hash, FALSE);
}

char *
gesso_blurhash_encode (const GessoImage *image)
{
  g_autoptr (GessoImage) small = gesso_image_fit (image, MAX_SIDE, NULL);
  g_autoptr (GessoImage) rgb = small != NULL ? gesso_image_convert (small, 3, NULL) : NULL;
  Colour terms[COMPONENTS_X * COMPONENTS_Y];
  double linear[256];

  if (rgb == NULL)
    return g_strdup ("");
  for (int i = 0; i < 256; i++)
    linear[i] = decode_srgb (i);
  for (int j = 0; j < COMPONENTS_Y; j++)
    for (int i = 0; i < COMPONENTS_X; i++)
      terms[j * COMPONENTS_X + i] = transform (rgb, linear, i, j);
  return write_hash (terms, G_N_ELEMENTS (terms));
}

static double
restore (int    level,
         double most)
{
  return raise_signed ((level - 9) / 9.0, 2) * most;
}

/* The terms of @hash. Returns: how many across, or 0 when it is not a BlurHash */
static int
read_hash (const char *hash,
           Colour     *terms,
           int        *down)
{
  gsize length = strlen (hash);
  int flag = length >= 6 ? read_digits (hash, 1) : -1;
  int across = flag % 9 + 1, n = across * (flag / 9 + 1);
  int steps = flag >= 0 ? read_digits (hash + 1, 1) : -1;
  int average = flag >= 0 ? read_digits (hash + 2, 4) : -1;

  if (flag < 0 || flag >= MAX_COMPONENTS * MAX_COMPONENTS || steps < 0 || average < 0 ||
      average > 0xffffff || length != (gsize) (4 + 2 * n))
    return 0;
  terms[0] = (Colour) { decode_srgb (average >> 16), decode_srgb (average >> 8 & 255),
                        decode_srgb (average & 255) };
  for (int i = 1; i < n; i++)
    {
      int value = read_digits (hash + 4 + 2 * i, 2);

      if (value < 0 || value >= 19 * 19 * 19)
        return 0;
      terms[i] = (Colour) { restore (value / 361, (steps + 1) / 166.0),
                            restore (value / 19 % 19, (steps + 1) / 166.0),
                            restore (value % 19, (steps + 1) / 166.0) };
    }
  *down = n / across;
  return across;
}

GessoImage *
gesso_blurhash_decode (const char *hash,
                       guint       width,
                       guint       height)
{
  Colour terms[MAX_COMPONENTS * MAX_COMPONENTS];
  int down = 0, across = hash != NULL ? read_hash (hash, terms, &down) : 0;
  GessoImage *image = across > 0 ? gesso_image_new (width, height, 3, NULL) : NULL;

  for (guint y = 0; image != NULL && y < height; y++)
    {
      guint8 *out = gesso_image_edit_row (image, y);

      for (guint x = 0; x < width; x++, out += 3)
        {
          Colour sum = { 0, 0, 0 };

          for (int i = 0; i < across * down; i++)
            {
              double basis = cos (G_PI * (i % across) * x / width) * cos (G_PI * (i / across) * y / height);

              sum.r += basis * terms[i].r;
              sum.g += basis * terms[i].g;
              sum.b += basis * terms[i].b;
            }
          out[0] = (guint8) encode_srgb (sum.r);
          out[1] = (guint8) encode_srgb (sum.g);
          out[2] = (guint8) encode_srgb (sum.b);
        }
    }
  return image;
}

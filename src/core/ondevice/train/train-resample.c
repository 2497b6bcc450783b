/* train-resample.c - makes gesso-resample-table.c from photographs
 *
 *     ninja src/core/ondevice/train-resample
 *     src/core/ondevice/train-resample > …/src/core/ondevice/gesso-resample-table.c
 *
 * Each photograph is shrunk to half by taking means of 2 × 2 pixels; for each
 * class of gradients the filter is the one that, by least squares, gives the
 * photograph back best. The eight ways to mirror and turn a picture are all
 * learned from at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gesso-resample-private.h"

#define TAPS GESSO_RESAMPLE_TAPS
#define SIZE GESSO_RESAMPLE_SIZE
#define RADIUS GESSO_RESAMPLE_RADIUS

/* Photographs are first shrunk to about this many pixels: cameras blur the finest detail. */
#define WORKING_PIXELS 1500000

/* How strongly a filter with few examples leans on bicubic. */
#define PULL 60.0

/* All come with Debian packages and may be freely used and changed. Those held
 * back to measure the gain (see the benchmark bench-resample) are not among them. */
static const char *const photographs[] = {
  /* lomiri-wallpapers-16.04: CC-BY-4.0 (Aitzol Berasategi, Trevor “Freespace”, Abhishek Mudgal,
   * Jakub Mede), CC-BY-SA-4.0 (Sander Klootwijk, “Bolly”, Peter Nerlich), CC0 (Clemens Engelhardt). */
  "/usr/share/backgrounds/aitzgorri_by_Aitzol_Berasategi.jpg",
  "/usr/share/backgrounds/Bridge_by_Sander_Klootwijk.jpg",
  "/usr/share/backgrounds/Dragonfly_by_Bolly.jpg",
  "/usr/share/backgrounds/friends_by_Aitzol_Berasategi.jpg",
  "/usr/share/backgrounds/greentock_by_Peter_Nerlich.jpg",
  "/usr/share/backgrounds/life_by_Aitzol_Berasategi.jpg",
  "/usr/share/backgrounds/Picture_0B_by_freespace.jpg",
  "/usr/share/backgrounds/picosdeeuropa_by_Aitzol_Berasategi.jpg",
  "/usr/share/backgrounds/seeding_by_Clements_Engelhardt.jpg",
  "/usr/share/backgrounds/sunset_by_Aitzol_Berasategi.jpg",
  "/usr/share/backgrounds/umang_by_Abhishek_Mudgal.jpg",
  "/usr/share/backgrounds/Wine_by_Jakkub_Mede.jpg",
  /* mate-backgrounds: GPL-2+. */
  "/usr/share/backgrounds/mate/nature/Blinds.jpg",
  "/usr/share/backgrounds/mate/nature/Dune.jpg",
  "/usr/share/backgrounds/mate/nature/Garden.jpg",
  "/usr/share/backgrounds/mate/nature/RainDrops.jpg",
  "/usr/share/backgrounds/mate/nature/TwoWings.jpg",
  "/usr/share/backgrounds/mate/nature/Wood.jpg",
};

/** Brightness, 0 to 255, with margins that repeat the edge. */
typedef struct
{
  int width, height, stride;
  float *pixels; /* (owned) */
} Plane;

typedef double Filter[TAPS];

/** Sums over all examples of a class. */
typedef struct
{
  gint64 count;
  Filter among[TAPS];                 /* tap × tap */
  Filter with[GESSO_RESAMPLE_PHASES]; /* child × tap */
} Sums;

static void
plane_init (Plane *self,
            int    width,
            int    height)
{
  self->width = width;
  self->height = height;
  self->stride = width + 2 * RADIUS;
  self->pixels = g_new0 (float, (gsize) self->stride * (height + 2 * RADIUS));
}

static float *
plane_row (const Plane *self,
           int          y)
{
  return self->pixels + (gsize) (y + RADIUS) * self->stride + RADIUS;
}

static void
plane_extend (Plane *self)
{
  for (int y = 0; y < self->height; y++)
    for (int i = 1; i <= RADIUS; i++)
      {
        plane_row (self, y)[-i] = plane_row (self, y)[0];
        plane_row (self, y)[self->width - 1 + i] = plane_row (self, y)[self->width - 1];
      }
  for (int i = 1; i <= RADIUS; i++)
    {
      memcpy (plane_row (self, -i) - RADIUS, plane_row (self, 0) - RADIUS, self->stride * sizeof (float));
      memcpy (plane_row (self, self->height - 1 + i) - RADIUS,
              plane_row (self, self->height - 1) - RADIUS, self->stride * sizeof (float));
    }
}

static float
get_luma (const guint8 *pixel)
{
  return 0.299f * pixel[0] + 0.587f * pixel[1] + 0.114f * pixel[2];
}

/* The photograph, and the same at half its size, in whole bytes as a file would hold it. */
static void
load_photograph (const char *path,
                 Plane      *large,
                 Plane      *small)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) whole = gdk_pixbuf_new_from_file (path, &error);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  double scale;
  int width, height, channels, stride;
  const guint8 *pixels;

  if (whole == NULL)
    g_error ("%s (the comments say which package brings it)", error->message);
  scale = sqrt ((double) WORKING_PIXELS / gdk_pixbuf_get_width (whole) / gdk_pixbuf_get_height (whole));
  scale = MIN (scale, 1);
  width = (int) (gdk_pixbuf_get_width (whole) * scale) & ~1;
  height = (int) (gdk_pixbuf_get_height (whole) * scale) & ~1;
  pixbuf = gdk_pixbuf_scale_simple (whole, width, height, GDK_INTERP_HYPER);
  channels = gdk_pixbuf_get_n_channels (pixbuf);
  stride = gdk_pixbuf_get_rowstride (pixbuf);
  pixels = gdk_pixbuf_read_pixels (pixbuf);

  plane_init (large, width, height);
  plane_init (small, width / 2, height / 2);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      plane_row (large, y)[x] = get_luma (pixels + (gsize) y * stride + x * channels);
  for (int y = 0; y < height / 2; y++)
    for (int x = 0; x < width / 2; x++)
      {
        const guint8 *p = pixels + (gsize) 2 * y * stride + 2 * x * channels;
        guint8 mean[3];

        for (int c = 0; c < 3; c++)
          mean[c] = (p[c] + p[c + channels] + p[c + stride] + p[c + stride + channels] + 2) / 4;
        plane_row (small, y)[x] = get_luma (mean);
      }
  plane_extend (large);
  plane_extend (small);
}

static void
add_example (Sums               *sums,
             const float *const *rows,
             int                 x,
             const float         child[GESSO_RESAMPLE_PHASES])
{
  double taps[TAPS];

  for (int j = 0; j < SIZE; j++)
    for (int i = 0; i < SIZE; i++)
      taps[j * SIZE + i] = rows[j][x + i - RADIUS];
  sums->count++;
  for (int a = 0; a < TAPS; a++)
    for (int b = 0; b < TAPS; b++)
      sums->among[a][b] += taps[a] * taps[b];
  for (int phase = 0; phase < GESSO_RESAMPLE_PHASES; phase++)
    for (int a = 0; a < TAPS; a++)
      sums->with[phase][a] += taps[a] * child[phase];
}

static void
learn_photograph (Sums       *sums,
                  const char *path)
{
  Plane large, small;
  g_autofree guint16 *classes = NULL;
  g_autofree float *scratch = NULL;

  load_photograph (path, &large, &small);
  classes = g_new (guint16, small.width);
  scratch = g_new (float, 3 * (small.width + 4));
  for (int y = 0; y < small.height; y++)
    {
      const float *rows[SIZE];
      const float *top = plane_row (&large, 2 * y), *bottom = plane_row (&large, 2 * y + 1);

      for (int j = 0; j < SIZE; j++)
        rows[j] = plane_row (&small, y + j - RADIUS);
      gesso_resample_classify (rows, small.width, scratch, classes);
      for (int x = 0; x < small.width; x++)
        {
          const float child[] = { top[2 * x], top[2 * x + 1], bottom[2 * x], bottom[2 * x + 1] };

          add_example (&sums[classes[x]], rows, x, child);
        }
    }
  g_free (large.pixels);
  g_free (small.pixels);
}

/* Where tap @tap of a picture turned in manner @turn (0 to 7) was before. */
static int
turn_tap (int tap,
          int turn)
{
  int x = tap % SIZE, y = tap / SIZE;

  if (turn & 4)
    {
      int swap = x;

      x = y;
      y = swap;
    }
  if (turn & 1)
    x = SIZE - 1 - x;
  if (turn & 2)
    y = SIZE - 1 - y;
  return y * SIZE + x;
}

/* What class @k's top left child learns from all classes that are its images. */
static void
gather (const Sums *sums,
        int         k,
        double      among[TAPS][TAPS],
        double      with[TAPS])
{
  memset (among, 0, sizeof (double) * TAPS * TAPS);
  memset (with, 0, sizeof (double) * TAPS);
  for (int turn = 0; turn < 8; turn++)
    {
      int from = (turn & 4) ? gesso_resample_transpose_class (k) : k;
      const Sums *image;

      if ((turn & 1) != ((turn & 2) >> 1))
        from = gesso_resample_mirror_class (from);
      image = &sums[from];
      for (int a = 0; a < TAPS; a++)
        {
          with[a] += image->with[turn & 3][turn_tap (a, turn)];
          for (int b = 0; b < TAPS; b++)
            among[a][b] += image->among[turn_tap (a, turn)][turn_tap (b, turn)];
        }
    }
}

/* Solves among × x = with by Cholesky's method; the answer replaces @with. */
static void
solve (double among[TAPS][TAPS],
       double with[TAPS])
{
  for (int j = 0; j < TAPS; j++)
    {
      for (int k = 0; k < j; k++)
        among[j][j] -= among[j][k] * among[j][k];
      among[j][j] = sqrt (among[j][j]);
      for (int i = j + 1; i < TAPS; i++)
        {
          for (int k = 0; k < j; k++)
            among[i][j] -= among[i][k] * among[j][k];
          among[i][j] /= among[j][j];
        }
    }
  for (int i = 0; i < TAPS; i++)
    {
      for (int k = 0; k < i; k++)
        with[i] -= among[i][k] * with[k];
      with[i] /= among[i][i];
    }
  for (int i = TAPS - 1; i >= 0; i--)
    {
      for (int k = i + 1; k < TAPS; k++)
        with[i] -= among[k][i] * with[k];
      with[i] /= among[i][i];
    }
}

/* Bicubic (Catmull-Rom) weights of the top left child, a quarter of a pixel up and left. */
static double
get_bicubic (int tap)
{
  static const double weights[SIZE] = { 0, -0.0234375, 0.2265625, 0.8671875, -0.0703125, 0, 0 };

  return weights[tap % SIZE] * weights[tap / SIZE];
}

/* Takes from each filter its share of what keeps the four children's mean from
 * being their parent: what the pull to bicubic has left. */
static void
keep_means (Filter filters[GESSO_RESAMPLE_CLASSES])
{
  Filter *excess = g_new0 (Filter, GESSO_RESAMPLE_CLASSES);

  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    for (int tap = 0; tap < TAPS; tap++)
      {
        const double *mirrored = filters[gesso_resample_mirror_class (k)];

        excess[k][tap] = (filters[k][tap] + mirrored[turn_tap (tap, 1)] + mirrored[turn_tap (tap, 2)] +
                          filters[k][turn_tap (tap, 3)]) / GESSO_RESAMPLE_PHASES - (tap == TAPS / 2);
      }
  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    for (int tap = 0; tap < TAPS; tap++)
      filters[k][tap] -= excess[k][tap];
  g_free (excess);
}

/* In whole units that add up to one exactly. */
static void
print_filter (const Filter filter)
{
  int rounded[TAPS], sum = 0;

  for (int i = 0; i < TAPS; i++)
    sum += rounded[i] = (int) lround (filter[i] * GESSO_RESAMPLE_UNIT);
  rounded[TAPS / 2] += GESSO_RESAMPLE_UNIT - sum;
  printf ("  {");
  for (int i = 0; i < TAPS; i++)
    printf ("%s%s%d", i > 0 ? "," : "", i > 0 && i % 25 == 0 ? "\n   " : i > 0 ? " " : " ", rounded[i]);
  printf (" },\n");
}

static void
print_table (Filter filters[GESSO_RESAMPLE_CLASSES])
{
  printf ("/* gesso-resample-table.c - made by train-resample, do not edit\n"
          " *\n"
          " * SPDX-License-Identifier: GPL-3.0-or-later\n"
          " */\n"
          "#include \"config.h\"\n\n"
          "#include \"gesso-resample-private.h\"\n\n"
          "const gint16 gesso_resample_table[GESSO_RESAMPLE_CLASSES][GESSO_RESAMPLE_TAPS] = {\n");
  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    print_filter (filters[k]);
  printf ("};\n");
}

int
main (int    argc,
      char **argv)
{
  Sums *sums = g_new0 (Sums, GESSO_RESAMPLE_CLASSES);
  Filter *filters = g_new0 (Filter, GESSO_RESAMPLE_CLASSES);

  for (guint i = 0; i < G_N_ELEMENTS (photographs); i++)
    learn_photograph (sums, photographs[i]);
  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    {
      double among[TAPS][TAPS];

      gather (sums, k, among, filters[k]);
      for (int i = 0; i < TAPS; i++)
        {
          among[i][i] += PULL;
          filters[k][i] += PULL * get_bicubic (i);
        }
      solve (among, filters[k]);
    }
  keep_means (filters);
  print_table (filters);
  g_free (filters);
  g_free (sums);
  return 0;
}

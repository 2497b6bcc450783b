/* test-resample.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-resample-private.h"
#include "gesso-resample.h"
#include "gesso-test.h"
#include "photo.h"

static GessoImage *
make_image (guint width,
            guint height,
            guint channels)
{
  GessoImage *image = gesso_image_new (width, height, channels, NULL);

  g_assert_nonnull (image);
  return image;
}

/* Soft-edged rings and slanted bars: edges of all directions. */
static GessoImage *
make_edges (guint width,
            guint height,
            guint channels)
{
  GessoImage *image = make_image (width, height, channels);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        double around = hypot (x - width * 0.4, y - height * 0.55);
        double value = 128 + 110 * tanh (3 * sin (around / 6)) * tanh (sin ((x + 0.3 * y) / 23));

        for (guint c = 0; c < channels; c++)
          gesso_image_edit_row (image, y)[x * channels + c] =
            c == 3 ? 255 : (guint8) CLAMP (value - 20.0 * c, 0, 255);
      }
  return image;
}

static GessoImage *
upscale (const GessoImage *image,
         guint             factor)
{
  g_autoptr (GError) error = NULL;
  GessoImage *result = gesso_resample_upscale (image, factor, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  g_assert_cmpuint (gesso_image_get_width (result), ==, factor * gesso_image_get_width (image));
  g_assert_cmpuint (gesso_image_get_height (result), ==, factor * gesso_image_get_height (image));
  g_assert_cmpuint (gesso_image_get_channels (result), ==, gesso_image_get_channels (image));
  return result;
}

static int
get_largest_difference (const GessoImage *a,
                        const GessoImage *b)
{
  guint bytes = gesso_image_get_width (a) * gesso_image_get_channels (a);
  int largest = 0;

  for (guint y = 0; y < gesso_image_get_height (a); y++)
    for (guint i = 0; i < bytes; i++)
      largest = MAX (largest, ABS (gesso_image_get_row (a, y)[i] - gesso_image_get_row (b, y)[i]));
  return largest;
}

static void
test_sizes (void)
{
  const guint sizes[][2] = { { 1, 1 }, { 1, 9 }, { 9, 1 }, { 2, 2 }, { 7, 5 }, { 33, 17 }, { 64, 48 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint factor = 2; factor <= 4; factor += 2)
      {
        g_autoptr (GessoImage) image = make_edges (sizes[i][0], sizes[i][1], 3);
        g_autoptr (GessoImage) result = upscale (image, factor);

        g_assert_nonnull (result);
      }
}

static void
test_constant (void)
{
  const guint8 colour[] = { 3, 128, 254, 77 };
  const guint channels[] = { 1, 3, 4 };

  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      g_autoptr (GessoImage) image = make_image (23, 19, channels[i]);
      g_autoptr (GessoImage) result = NULL;

      for (guint y = 0; y < 19; y++)
        for (guint x = 0; x < 23; x++)
          memcpy (gesso_image_edit_row (image, y) + x * channels[i], colour, channels[i]);
      result = upscale (image, 2);
      for (guint y = 0; y < 38; y++)
        for (guint x = 0; x < 46; x++)
          g_assert_cmpmem (gesso_image_get_row (result, y) + x * channels[i], channels[i], colour, channels[i]);
    }
}

static void
test_better_than_bicubic (void)
{
  g_autoptr (GessoImage) truth = make_edges (256, 240, 3);
  g_autoptr (GessoImage) half = photo_halve (truth);
  g_autoptr (GessoImage) ours = upscale (half, 2);
  g_autoptr (GessoImage) bicubic = gesso_image_scale (half, 256, 240, NULL);
  g_autoptr (GessoImage) lanczos = photo_lanczos (half);

  g_assert_cmpfloat (photo_get_psnr (truth, ours), >, photo_get_psnr (truth, bicubic) + 0.5);
  g_assert_cmpfloat (photo_get_psnr (truth, ours), >, photo_get_psnr (truth, lanczos) + 0.5);
}

/* Made smaller again it is the picture it came from. */
static void
test_back_projection (void)
{
  g_autoptr (GessoImage) image = make_edges (120, 90, 1);
  g_autoptr (GessoImage) large = upscale (image, 2);
  g_autoptr (GessoImage) again = photo_halve (large);

  g_assert_cmpint (get_largest_difference (image, again), <=, 2);
  g_assert_cmpfloat (photo_get_psnr (image, again), >, 50);
}

static void
test_four_is_twice_two (void)
{
  g_autoptr (GessoImage) image = make_edges (41, 30, 4);
  g_autoptr (GessoImage) once = upscale (image, 2);
  g_autoptr (GessoImage) twice = upscale (once, 2);
  g_autoptr (GessoImage) four = upscale (image, 4);

  g_assert_true (gesso_image_equal (twice, four));
}

static void
test_same_again (void)
{
  g_autoptr (GessoImage) image = make_edges (200, 150, 3);
  g_autoptr (GessoImage) a = upscale (image, 2);
  g_autoptr (GessoImage) b = upscale (image, 2);

  g_assert_true (gesso_image_equal (a, b));
}

/* No direction is preferred: the mirror image gives the mirror image. */
static void
test_mirror (void)
{
  g_autoptr (GessoImage) image = make_edges (80, 60, 3);
  g_autoptr (GessoImage) mirrored = gesso_image_orient (image, 2, NULL);
  g_autoptr (GessoImage) large = upscale (image, 2);
  g_autoptr (GessoImage) a = gesso_image_orient (large, 2, NULL);
  g_autoptr (GessoImage) b = upscale (mirrored, 2);

  g_assert_cmpint (get_largest_difference (a, b), <=, 1);
}

static void
test_grey_is_luma (void)
{
  g_autoptr (GessoImage) grey = make_edges (60, 50, 1);
  g_autoptr (GessoImage) rgb = gesso_image_convert (grey, 3, NULL);
  g_autoptr (GessoImage) a = upscale (grey, 2);
  g_autoptr (GessoImage) b = upscale (rgb, 2);
  g_autoptr (GessoImage) b_grey = gesso_image_convert (b, 1, NULL);

  g_assert_cmpint (get_largest_difference (a, b_grey), <=, 1);
}

/* The colour of what cannot be seen does not show at the edge of what can. */
static void
test_transparent_colour (void)
{
  g_autoptr (GessoImage) image = make_image (24, 24, 4);
  g_autoptr (GessoImage) large = NULL;

  for (guint y = 0; y < 24; y++)
    for (guint x = 0; x < 24; x++)
      {
        const guint8 hidden[] = { 255, 0, 255, 0 }, seen[] = { 20, 140, 60, 255 };

        memcpy (gesso_image_edit_row (image, y) + 4 * x, x < 12 ? hidden : seen, 4);
      }
  large = upscale (image, 2);
  for (guint y = 0; y < 48; y++)
    for (guint x = 0; x < 48; x++)
      {
        const guint8 *pixel = gesso_image_get_row (large, y) + 4 * x;

        if (pixel[3] == 0)
          continue;
        g_assert_cmpint (ABS (pixel[0] - 20), <=, 2);
        g_assert_cmpint (ABS (pixel[1] - 140), <=, 2);
        g_assert_cmpint (ABS (pixel[2] - 60), <=, 2);
      }
  g_assert_cmpuint (gesso_image_get_row (large, 10)[4 * 10 + 3], ==, 0);
  g_assert_cmpuint (gesso_image_get_row (large, 10)[4 * 40 + 3], ==, 255);
}

static void
test_profile (void)
{
  g_autoptr (GessoImage) image = make_edges (10, 10, 3);
  g_autoptr (GBytes) profile = g_bytes_new_static ("profile", 7);
  g_autoptr (GessoImage) large = NULL;

  gesso_image_set_profile (image, profile);
  large = upscale (image, 2);
  g_assert_true (g_bytes_equal (gesso_image_get_profile (large), profile));
}

static void
test_bad_factor (void)
{
  const guint factors[] = { 0, 1, 3, 8 };
  g_autoptr (GessoImage) image = make_edges (10, 10, 3);

  for (guint i = 0; i < G_N_ELEMENTS (factors); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_resample_upscale (image, factors[i], NULL, NULL, NULL, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_too_large (void)
{
  g_autoptr (GessoImage) wide = make_image (16000, 2, 1);
  g_autoptr (GessoImage) many = make_image (7000, 7000, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_resample_upscale (wide, 2, NULL, NULL, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
  g_clear_error (&error);
  g_assert_null (gesso_resample_upscale (many, 4, NULL, NULL, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_cancelled (void)
{
  g_autoptr (GessoImage) image = make_edges (100, 100, 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gesso_resample_upscale (image, 2, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
cancel_cb (double   fraction,
           gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancelled_midway (void)
{
  g_autoptr (GessoImage) image = make_edges (64, 2000, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_resample_upscale (image, 4, cancel_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
keep_progress_cb (double   fraction,
                  gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_progress (void)
{
  g_autoptr (GessoImage) image = make_edges (40, 300, 3);

  for (guint factor = 2; factor <= 4; factor += 2)
    {
      double last = 0;
      g_autoptr (GessoImage) large = gesso_resample_upscale (image, factor, keep_progress_cb, &last, NULL, NULL);

      g_assert_nonnull (large);
      g_assert_cmpfloat_with_epsilon (last, 1, 1e-9);
    }
}

/* Every class keeps brightness: its weights add up to one. */
static void
test_table_sums (void)
{
  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    {
      int sum = 0;

      for (int i = 0; i < GESSO_RESAMPLE_TAPS; i++)
        sum += gesso_resample_table[k][i];
      g_assert_cmpint (sum, ==, GESSO_RESAMPLE_UNIT);
    }
}

/* The mean of the four children is their parent and nothing else. */
static void
test_table_means (void)
{
  const GessoResampleFilters *filters = gesso_resample_get_filters ();

  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    for (int i = 0; i < GESSO_RESAMPLE_TAPS; i++)
      {
        float mean = 0;

        for (int phase = 0; phase < GESSO_RESAMPLE_PHASES; phase++)
          mean += filters->weight[k][i][phase] / GESSO_RESAMPLE_PHASES;
        g_assert_cmpfloat_with_epsilon (mean, i == GESSO_RESAMPLE_TAPS / 2 ? 1 : 0, 25.0 / GESSO_RESAMPLE_UNIT);
      }
}

static void
test_classes_turn (void)
{
  for (int k = 0; k < GESSO_RESAMPLE_CLASSES; k++)
    {
      g_assert_cmpint (gesso_resample_mirror_class (gesso_resample_mirror_class (k)), ==, k);
      g_assert_cmpint (gesso_resample_transpose_class (gesso_resample_transpose_class (k)), ==, k);
      g_assert_cmpint (gesso_resample_mirror_class (k), <, GESSO_RESAMPLE_CLASSES);
      g_assert_cmpint (gesso_resample_mirror_class (k), >=, 0);
    }
}

/* A ramp of any direction has the class of its mirror image's mirror class. */
static void
test_classes_of_ramps (void)
{
  for (int degrees = 4; degrees < 360; degrees += 8)
    {
      float across[GESSO_RESAMPLE_SIZE][16], mirrored[GESSO_RESAMPLE_SIZE][16];
      const float *rows[GESSO_RESAMPLE_SIZE], *mirrored_rows[GESSO_RESAMPLE_SIZE];
      float scratch[3 * (1 + 4)];
      guint16 a, b;

      for (int y = 0; y < GESSO_RESAMPLE_SIZE; y++)
        {
          for (int x = 0; x < 16; x++)
            {
              float angle = degrees * G_PI / 180;

              across[y][x] = 10 * ((x - 8) * cosf (angle) + (y - 3) * sinf (angle));
              mirrored[y][x] = 10 * (-(x - 8) * cosf (angle) + (y - 3) * sinf (angle));
            }
          rows[y] = across[y] + 8;
          mirrored_rows[y] = mirrored[y] + 8;
        }
      gesso_resample_classify (rows, 1, scratch, &a);
      gesso_resample_classify (mirrored_rows, 1, scratch, &b);
      g_assert_cmpint (gesso_resample_mirror_class (a), ==, b);
    }
}

/* On photographs the filters were not trained on. */
static void
test_photographs (void)
{
  /* The small ones first. */
  const char *const paths[] = {
    "/usr/share/pixmaps/faces/cat.jpg",
    "/usr/share/pixmaps/faces/hummingbird.jpg",
    "/usr/share/doc/opencv-doc/examples/data/butterfly.jpg",
    "/usr/lib/python3/dist-packages/skimage/data/astronaut.png",
    "/usr/share/backgrounds/mate/nature/Aqua.jpg",
    "/usr/share/backgrounds/mate/nature/GreenMeadow.jpg",
    "/usr/share/backgrounds/mate/nature/LadyBird.jpg",
  };
  guint limit = gesso_test_under_valgrind () ? 3 : G_N_ELEMENTS (paths);
  double sum = 0;
  int count = 0;

  for (guint i = 0; i < limit; i++)
    {
      g_autoptr (GessoImage) photo = photo_load (paths[i]);
      g_autoptr (GessoImage) half = NULL;
      g_autoptr (GessoImage) ours = NULL;
      g_autoptr (GessoImage) lanczos = NULL;

      if (photo == NULL)
        continue;
      half = photo_halve (photo);
      ours = upscale (half, 2);
      lanczos = photo_lanczos (half);
      sum += photo_get_psnr (photo, ours) - photo_get_psnr (photo, lanczos);
      count++;
    }
  if (count < 3)
    {
      g_test_skip ("fewer than three of the photographs are installed");
      return;
    }
  g_test_message ("%+.2f dB over Lanczos on %d photographs", sum / count, count);
  g_assert_cmpfloat (sum / count, >=, 0.5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resample/sizes", test_sizes);
  g_test_add_func ("/resample/constant", test_constant);
  g_test_add_func ("/resample/better-than-bicubic", test_better_than_bicubic);
  g_test_add_func ("/resample/back-projection", test_back_projection);
  g_test_add_func ("/resample/four-is-twice-two", test_four_is_twice_two);
  g_test_add_func ("/resample/same-again", test_same_again);
  g_test_add_func ("/resample/mirror", test_mirror);
  g_test_add_func ("/resample/grey-is-luma", test_grey_is_luma);
  g_test_add_func ("/resample/transparent-colour", test_transparent_colour);
  g_test_add_func ("/resample/profile", test_profile);
  g_test_add_func ("/resample/bad-factor", test_bad_factor);
  g_test_add_func ("/resample/too-large", test_too_large);
  g_test_add_func ("/resample/cancelled", test_cancelled);
  g_test_add_func ("/resample/cancelled-midway", test_cancelled_midway);
  g_test_add_func ("/resample/progress", test_progress);
  g_test_add_func ("/resample/table/sums", test_table_sums);
  g_test_add_func ("/resample/table/means", test_table_means);
  g_test_add_func ("/resample/classes/turn", test_classes_turn);
  g_test_add_func ("/resample/classes/ramps", test_classes_of_ramps);
  g_test_add_func ("/resample/photographs", test_photographs);
  return g_test_run ();
}

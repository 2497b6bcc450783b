/* test-adjust.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-adjust-preview.h"
#include "pictures.h"
#include "replies.h"

static GessoImage *
apply (const GessoImage          *image,
       const GessoAdjustSettings *settings)
{
  g_autoptr (GError) error = NULL;
  GessoImage *made = gesso_adjust_apply (image, settings, NULL, &error);

  g_assert_no_error (error);
  return made;
}

static void
test_nothing (void)
{
  GessoAdjustSettings nothing = GESSO_ADJUST_NOTHING, straight = GESSO_ADJUST_NOTHING;

  g_assert_true (gesso_adjust_parse_curve (&straight, "0,0 100,100 255,255", NULL));
  g_assert_true (gesso_adjust_changes_nothing (&nothing));
  g_assert_true (gesso_adjust_changes_nothing (&straight));
  for (guint channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1)
    {
      g_autoptr (GessoImage) image = make_noise (37, 23, channels, 1);
      g_autoptr (GessoImage) colours = gesso_image_convert (image, MAX (channels, 3), NULL);
      g_autoptr (GessoImage) made = apply (image, &nothing);
      g_autoptr (GessoImage) through = apply (image, &straight);

      g_assert_true (gesso_image_equal (made, colours));
      g_assert_true (gesso_image_equal (through, colours));
    }
}

static int
get_mean (const GessoImage *image,
          int               channel)
{
  gint64 sum = 0;

  for (guint y = 0; y < gesso_image_get_height (image); y++)
    for (guint x = 0; x < gesso_image_get_width (image); x++)
      sum += gesso_image_get_row (image, y)[x * gesso_image_get_channels (image) + (guint) channel];
  return (int) (sum / (gint64) (gesso_image_get_width (image) * gesso_image_get_height (image)));
}

/* A stop is twice the light: 188 is half of white. */
static void
test_exposure (void)
{
  static const guint8 half[] = { 188, 188, 188 };
  g_autoptr (GessoImage) image = make_plain (4, 4, 3, half);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GessoImage) up = NULL, down = NULL;

  settings.exposure = 1;
  up = apply (image, &settings);
  g_assert_cmpint (get_mean (up, 0), >=, 254);
  settings.exposure = -1;
  down = apply (image, &settings);
  g_assert_cmpint (get_mean (down, 0), ==, 137);
}

static void
test_contrast (void)
{
  static const guint8 ends[][3] = { { 0, 0, 0 }, { 255, 255, 255 }, { 60, 60, 60 }, { 200, 200, 200 } };
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;

  settings.contrast = 0.7;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GessoImage) image = make_plain (2, 2, 3, ends[i]);
      g_autoptr (GessoImage) made = apply (image, &settings);

      if (i < 2)
        g_assert_cmpint (get_mean (made, 1), ==, ends[i][1]);
      else if (i == 2)
        g_assert_cmpint (get_mean (made, 1), <, 55);
      else
        g_assert_cmpint (get_mean (made, 1), >, 205);
    }
}

static void
test_colours (void)
{
  static const guint8 grey[] = { 128, 128, 128 }, red[] = { 200, 60, 60 };
  g_autoptr (GessoImage) neutral = make_plain (2, 2, 3, grey), strong = make_plain (2, 2, 3, red);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GessoImage) warm = NULL, plain = NULL, vivid = NULL, mono = NULL;

  settings.temperature = 0.8;
  warm = apply (neutral, &settings);
  g_assert_cmpint (get_mean (warm, 0), >, 135);
  g_assert_cmpint (get_mean (warm, 2), <, 120);
  settings.temperature = 0;
  settings.saturation = -1;
  plain = apply (strong, &settings);
  g_assert_cmpint (ABS (get_mean (plain, 0) - get_mean (plain, 2)), <=, 1);
  settings.saturation = 0.5;
  vivid = apply (strong, &settings);
  g_assert_cmpint (get_mean (vivid, 0) - get_mean (vivid, 2), >, 150);
  settings.saturation = 0;
  settings.look = GESSO_LOOK_MONO;
  mono = apply (strong, &settings);
  g_assert_cmpint (get_mean (mono, 0), ==, get_mean (mono, 1));
}

/* All looks can be named, and each changes a picture. */
static void
test_looks (void)
{
  g_autoptr (GessoImage) image = reply_make_scene (40, 30, 1);

  for (int i = 0; i < GESSO_N_LOOKS; i++)
    {
      GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
      GessoLook look = GESSO_LOOK_NONE;
      g_autoptr (GessoImage) made = NULL;

      g_assert_true (gesso_look_from_nick (gesso_look_to_nick ((GessoLook) i), &look));
      g_assert_cmpint (look, ==, i);
      g_assert_nonnull (gesso_look_get_title (look));
      settings.look = look;
      made = apply (image, &settings);
      g_assert_cmpint (gesso_image_equal (made, image), ==, i == GESSO_LOOK_NONE);
    }
  g_assert_false (gesso_look_from_nick ("stranger", &(GessoLook) { GESSO_LOOK_NONE }));
  g_assert_false (gesso_look_from_nick (NULL, &(GessoLook) { GESSO_LOOK_NONE }));
}

static void
test_curve (void)
{
  static const struct
  {
    const char *text;
    gboolean good;
  } cases[] = {
    { "", TRUE }, { "0,0 255,255", TRUE }, { "  0,255   255,0 ", TRUE }, { "0,0 1,1 2,2 3,3 4,4 5,5 6,6 255,255", TRUE },
    { "0,0", FALSE }, { "0,0 1,1 2,2 3,3 4,4 5,5 6,6 7,7 8,8", FALSE }, { "10,0 5,3", FALSE }, { "10,0 10,3", FALSE },
    { "0,256 1,1", FALSE }, { "-1,0 5,5", FALSE }, { "0;0 5;5", FALSE }, { "a", FALSE }, { "0,0x 5,5", FALSE },
    { "99999999999999999999,0 5,5", FALSE },
  };
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GessoImage) image = make_ramp (256, 4, 3);
  g_autoptr (GessoImage) made = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (gesso_adjust_parse_curve (&settings, cases[i].text, &error), ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
  /* Through its points, and never beyond them. */
  g_assert_true (gesso_adjust_parse_curve (&settings, "0,20 64,64 128,200 255,210", NULL));
  text = gesso_adjust_dup_curve (&settings);
  g_assert_cmpstr (text, ==, "0,20 64,64 128,200 255,210");
  made = apply (image, &settings);
  for (guint y = 0; y < 4; y++)
    for (guint x = 0; x < 256 * 3; x++)
      {
        guint8 in = gesso_image_get_row (image, y)[x], out = gesso_image_get_row (made, y)[x];

        g_assert_cmpuint (out, >=, 20);
        g_assert_cmpuint (out, <=, 210);
        if (in == 64)
          g_assert_cmpint (ABS (out - 64), <=, 1);
        if (in == 128)
          g_assert_cmpint (ABS (out - 200), <=, 1);
      }
}

static void
test_crop (void)
{
  static const struct
  {
    const char *ratio;
    double size, x, y;
    GessoRect wanted;
  } cases[] = {
    { "", 1, 0.5, 0.5, { 0, 0, 400, 300 } },
    { "1:1", 1, 0.5, 0.5, { 50, 0, 300, 300 } },
    { "1:1", 1, 0, 0.5, { 0, 0, 300, 300 } },
    { "1:1", 1, 1, 0.5, { 100, 0, 300, 300 } },
    { "2:1", 1, 0.5, 1, { 0, 100, 400, 200 } },
    { "", 0.5, 0, 0, { 0, 0, 200, 150 } },
    { "4:3", 0.5, 1, 1, { 200, 150, 200, 150 } },
  };
  g_autoptr (GessoImage) image = make_noise (400, 300, 3, 5);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
      g_autoptr (GessoImage) wanted = gesso_image_crop (image, &cases[i].wanted, NULL);
      g_autoptr (GessoImage) made = NULL;

      g_assert_true (gesso_adjust_parse_ratio (&settings, cases[i].ratio, NULL));
      settings.size = cases[i].size;
      settings.x = cases[i].x;
      settings.y = cases[i].y;
      made = apply (image, &settings);
      g_test_message ("%u: %u × %u", i, gesso_image_get_width (made), gesso_image_get_height (made));
      g_assert_true (gesso_image_equal (made, wanted));
    }
}

static void
test_ratio (void)
{
  static const char *const bad[] = { "16", "16:", ":9", "0:1", "a:b", "16:9x", "1:100", "-1:2", "1e9:1" };
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GError *error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_false (gesso_adjust_parse_ratio (&settings, bad[i], &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, "16:9");
    }
}

/* However it is turned, no corner of the cut lies outside. */
static void
test_straighten (void)
{
  static const int sizes[][2] = { { 400, 300 }, { 31, 500 }, { 1, 1 }, { 2, 900 } };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (double angle = -45; angle <= 45; angle += 7.5)
      for (double x = 0; x <= 1; x += 0.5)
        {
          GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
          GessoAdjustCut cut;

          settings.angle = angle;
          settings.x = x;
          settings.y = 1 - x;
          cut = gesso_adjust_find_cut (&settings, sizes[s][0], sizes[s][1]);
          g_assert_cmpint (cut.width, >=, 1);
          g_assert_cmpint (cut.height, >=, 1);
          for (int corner = 0; corner < 4 && MIN (cut.width, cut.height) > 1; corner++)
            {
              double u = (corner % 2 - 0.5) * cut.width, v = (corner / 2 - 0.5) * cut.height;
              double px = cut.x + u * cut.cosine + v * cut.sine, py = cut.y - u * cut.sine + v * cut.cosine;

              g_assert_cmpfloat (px, >=, -1e-6);
              g_assert_cmpfloat (py, >=, -1e-6);
              g_assert_cmpfloat (px, <=, sizes[s][0] + 1e-6);
              g_assert_cmpfloat (py, <=, sizes[s][1] + 1e-6);
            }
        }
}

/* Turned there and back, the middle is as it was. */
static void
test_turn (void)
{
  g_autoptr (GessoImage) image = make_ramp (200, 160, 3);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GessoImage) there = NULL, back = NULL;

  settings.angle = 10;
  there = apply (image, &settings);
  settings.angle = -10;
  back = apply (there, &settings);
  for (guint c = 0; c < 3; c++)
    {
      const guint8 *a = gesso_image_get_row (image, 80) + 3 * 100;
      const guint8 *b = gesso_image_get_row (back, gesso_image_get_height (back) / 2) + 3 * (gesso_image_get_width (back) / 2);

      g_assert_cmpint (ABS (a[c] - b[c]), <=, 3);
    }
}

static void
test_alpha_and_profile (void)
{
  g_autoptr (GessoImage) image = make_noise (30, 20, 4, 9);
  g_autoptr (GBytes) profile = g_bytes_new_static ("profile", 7);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GessoImage) made = NULL;

  gesso_image_set_profile (image, profile);
  settings.exposure = 0.5;
  made = apply (image, &settings);
  g_assert_true (gesso_image_get_profile (made) == profile);
  for (guint y = 0; y < 20; y++)
    for (guint x = 0; x < 30; x++)
      g_assert_cmpuint (gesso_image_get_row (made, y)[4 * x + 3], ==, gesso_image_get_row (image, y)[4 * x + 3]);
}

/* What is seen is what is kept. */
static void
test_preview (void)
{
  g_autoptr (GessoImage) image = reply_make_scene (300, 200, 3);
  g_autoptr (GessoPyramid) pyramid = gesso_pyramid_new (image, NULL, NULL);
  g_autoptr (GessoAdjustPreview) preview = gesso_adjust_preview_new (pyramid);
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;

  settings.contrast = 0.3;
  settings.look = GESSO_LOOK_VIVID;
  settings.ratio = 1;
  settings.x = 0.2;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GessoImage) made = NULL, seen = NULL;
      int width, height;

      settings.angle = i * 6.0;
      made = apply (image, &settings);
      gesso_adjust_preview_set_settings (preview, &settings);
      gesso_preview_get_size (GESSO_PREVIEW (preview), &width, &height);
      g_assert_cmpint (width, ==, (int) gesso_image_get_width (made));
      g_assert_cmpint (height, ==, (int) gesso_image_get_height (made));
      seen = gesso_image_new ((guint) width, (guint) height, 3, NULL);
      gesso_preview_render (GESSO_PREVIEW (preview), 1, 0, 0, seen);
      g_assert_cmpfloat (measure_difference (made, seen), <, i == 0 ? 1e-9 : 3.5);
    }
}

static void
test_wild (void)
{
  GessoAdjustSettings settings = { NAN, INFINITY, -INFINITY, NAN, .n_points = 200, .look = (GessoLook) 99,
                                   .angle = NAN, .ratio = -3, .size = 0, .x = NAN, .y = 7 };
  g_autoptr (GessoImage) image = make_noise (5, 7, 3, 1);
  g_autoptr (GessoImage) made = NULL;

  memset (settings.curve, 0, sizeof settings.curve);
  settings.n_points = 0;
  made = apply (image, &settings);
  g_assert_cmpuint (gesso_image_get_width (made), >=, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/adjust/nothing", test_nothing);
  g_test_add_func ("/adjust/exposure", test_exposure);
  g_test_add_func ("/adjust/contrast", test_contrast);
  g_test_add_func ("/adjust/colours", test_colours);
  g_test_add_func ("/adjust/looks", test_looks);
  g_test_add_func ("/adjust/curve", test_curve);
  g_test_add_func ("/adjust/crop", test_crop);
  g_test_add_func ("/adjust/ratio", test_ratio);
  g_test_add_func ("/adjust/straighten", test_straighten);
  g_test_add_func ("/adjust/turn", test_turn);
  g_test_add_func ("/adjust/alpha-and-profile", test_alpha_and_profile);
  g_test_add_func ("/adjust/preview", test_preview);
  g_test_add_func ("/adjust/wild", test_wild);
  return g_test_run ();
}

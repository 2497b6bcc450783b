/* test-sketch.c - words, scenes and manners of the sketch generator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-sketch-words.h"
#include "gesso-sketch.h"
#include "gesso-test.h"

static GessoImage *
generate (const char *prompt,
          guint       width,
          guint       height,
          guint32     seed)
{
  g_autoptr (GError) error = NULL;
  GessoImage *image = gesso_sketch_generate (prompt, width, height, seed, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (gesso_image_get_width (image), ==, width);
  g_assert_cmpuint (gesso_image_get_height (image), ==, height);
  g_assert_cmpuint (gesso_image_get_channels (image), ==, 3);
  return image;
}

static SketchBrief
read_brief (const char *prompt)
{
  SketchBrief brief;

  sketch_brief_read (&brief, prompt);
  return brief;
}

/* Mean of the absolute differences of all bytes. */
static double
difference (const GessoImage *a,
            const GessoImage *b)
{
  guint width = gesso_image_get_width (a), height = gesso_image_get_height (a);
  double sum = 0.0;

  g_assert_cmpuint (width, ==, gesso_image_get_width (b));
  g_assert_cmpuint (height, ==, gesso_image_get_height (b));
  for (guint y = 0; y < height; y++)
    for (guint i = 0; i < 3 * width; i++)
      sum += abs (gesso_image_get_row (a, y)[i] - gesso_image_get_row (b, y)[i]);
  return sum / (3.0 * width * height);
}

/* How busy a picture is: the mean difference of neighbours. */
static double
busyness (const GessoImage *image)
{
  guint width = gesso_image_get_width (image), height = gesso_image_get_height (image);
  double sum = 0.0;

  for (guint y = 0; y < height; y++)
    for (guint i = 3; i < 3 * width; i++)
      sum += abs (gesso_image_get_row (image, y)[i] - gesso_image_get_row (image, y)[i - 3]);
  return sum / (3.0 * width * height);
}

static void
mean_colour (const GessoImage *image,
             double            mean[3])
{
  guint channels = gesso_image_get_channels (image);

  memset (mean, 0, 3 * sizeof (double));
  for (guint y = 0; y < gesso_image_get_height (image); y++)
    for (guint x = 0; x < gesso_image_get_width (image); x++)
      for (guint c = 0; c < 3; c++)
        mean[c] += gesso_image_get_row (image, y)[x * channels + c];
  for (guint c = 0; c < 3; c++)
    mean[c] /= (double) gesso_image_get_width (image) * gesso_image_get_height (image);
}

static void
test_words_scenes (void)
{
  static const struct
  {
    const char *prompt;
    SketchSceneKind scene;
  } cases[] = {
    { "a stormy sea", SKETCH_SCENE_SEA }, { "Beaches at noon", SKETCH_SCENE_SEA }, { "海边的日落", SKETCH_SCENE_SEA },
    { "MOUNTAINS", SKETCH_SCENE_MOUNTAINS }, { "群山", SKETCH_SCENE_MOUNTAINS }, { "雪山", SKETCH_SCENE_MOUNTAINS },
    { "pine forest in mist", SKETCH_SCENE_FOREST }, { "秋天的森林", SKETCH_SCENE_FOREST }, { "竹林", SKETCH_SCENE_FOREST },
    { "cities of tomorrow", SKETCH_SCENE_CITY }, { "上海的夜景", SKETCH_SCENE_CITY }, { "赛博朋克", SKETCH_SCENE_CITY },
    { "dunes", SKETCH_SCENE_DESERT }, { "沙漠", SKETCH_SCENE_DESERT }, { "field of poppies", SKETCH_SCENE_MEADOW },
    { "花海", SKETCH_SCENE_MEADOW }, { "snow in winter", SKETCH_SCENE_SNOW }, { "雪地", SKETCH_SCENE_SNOW },
    { "mountain lake", SKETCH_SCENE_LAKE }, { "湖", SKETCH_SCENE_LAKE }, { "山水", SKETCH_SCENE_LAKE },
    { "nebula", SKETCH_SCENE_SPACE }, { "宇宙", SKETCH_SCENE_SPACE }, { "night sky", SKETCH_SCENE_SKY },
    { "星空", SKETCH_SCENE_SKY }, { "abstract mountains", SKETCH_SCENE_ABSTRACT }, { "抽象", SKETCH_SCENE_ABSTRACT },
    { "old parchment", SKETCH_SCENE_PAPER }, { "宣纸", SKETCH_SCENE_PAPER }, { "studio backdrop", SKETCH_SCENE_BACKDROP },
    { "影棚背景", SKETCH_SCENE_BACKDROP }, { "abstract paper", SKETCH_SCENE_ABSTRACT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      SketchBrief brief = read_brief (cases[i].prompt);

      g_test_message ("%s: %s", cases[i].prompt, sketch_scene_get_name (brief.scene));
      g_assert_cmpint (brief.scene, ==, cases[i].scene);
      g_assert_cmpuint (brief.known, >, 0);
    }
}

static void
test_words_times (void)
{
  static const struct
  {
    const char *prompt;
    SketchTime time;
  } cases[] = {
    { "dawn", SKETCH_TIME_DAWN }, { "清晨", SKETCH_TIME_DAWN }, { "noon", SKETCH_TIME_DAY }, { "正午", SKETCH_TIME_DAY },
    { "golden hour", SKETCH_TIME_GOLDEN }, { "sunset", SKETCH_TIME_SUNSET }, { "日落", SKETCH_TIME_SUNSET },
    { "twilight", SKETCH_TIME_DUSK }, { "黄昏", SKETCH_TIME_DUSK }, { "midnight", SKETCH_TIME_NIGHT }, { "夜", SKETCH_TIME_NIGHT },
    { "moon", SKETCH_TIME_NIGHT }, { "moon at dusk", SKETCH_TIME_DUSK }, { "sea", SKETCH_TIME_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (read_brief (cases[i].prompt).time, ==, cases[i].time);
}

static void
test_words_manners (void)
{
  g_assert_cmpint (read_brief ("watercolor of the sea").manner, ==, SKETCH_MANNER_WATERCOLOUR);
  g_assert_cmpint (read_brief ("水彩").manner, ==, SKETCH_MANNER_WATERCOLOUR);
  g_assert_cmpint (read_brief ("水墨山水").manner, ==, SKETCH_MANNER_INK);
  g_assert_cmpint (read_brief ("oil painting").manner, ==, SKETCH_MANNER_OIL);
  g_assert_cmpint (read_brief ("剪纸").manner, ==, SKETCH_MANNER_CUT_PAPER);
  g_assert_cmpint (read_brief ("pointillism").manner, ==, SKETCH_MANNER_DOTS);
  g_assert_cmpint (read_brief ("素描").manner, ==, SKETCH_MANNER_PENCIL);
  g_assert_cmpint (read_brief ("sea").manner, ==, SKETCH_MANNER_NONE);
}

static void
test_words_colours (void)
{
  g_assert_cmpint (read_brief ("red").tint, ==, SKETCH_TINT_RED);
  g_assert_cmpint (read_brief ("蓝色的海").tint, ==, SKETCH_TINT_BLUE);
  g_assert_cmpint (read_brief ("black and white").tint, ==, SKETCH_TINT_GREY);
  g_assert_cmpint (read_brief ("pastel").mood, ==, SKETCH_MOOD_PASTEL);
  g_assert_cmpint (read_brief ("复古").mood, ==, SKETCH_MOOD_VINTAGE);
  g_assert_true (read_brief ("rainy").weather & SKETCH_RAIN);
  g_assert_true (read_brief ("雾").weather & SKETCH_FOG);
}

static void
test_words_whole (void)
{
  /* Words inside words do not count, in English. */
  g_assert_cmpuint (read_brief ("season").known, ==, 0);
  g_assert_cmpuint (read_brief ("capacity").known, ==, 0);
  g_assert_cmpuint (read_brief ("reddish").known, ==, 0);
  g_assert_cmpint (read_brief ("red,sea").scene, ==, SKETCH_SCENE_SEA);
}

static void
test_words_longest (void)
{
  /* 海 is the sea, but 上海 a city; a gold hour is a time, not a colour. */
  g_assert_false (read_brief ("上海").scenes & 1u << SKETCH_SCENE_SEA);
  g_assert_cmpint (read_brief ("golden hour").tint, ==, SKETCH_TINT_NONE);
  g_assert_cmpuint (read_brief ("golden hour").known, ==, 1);
}

static void
test_words_count (void)
{
  g_assert_cmpuint (sketch_words_count (TRUE), >=, 120);
  g_assert_cmpuint (sketch_words_count (FALSE), >=, 120);
}

static void
test_words_unknown (void)
{
  SketchBrief a = read_brief ("grandmother's teapot"), b = read_brief ("grandmother's teapot");
  guint scenes = 0;

  g_assert_cmpuint (a.known, ==, 0);
  g_assert_cmpint (a.scene, ==, b.scene);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *prompt = g_strdup_printf ("qwx%u", i);

      scenes |= 1u << read_brief (prompt).scene;
    }
  /* Different prompts spread over several scenes. */
  g_assert_cmpuint (g_bit_nth_msf (scenes, -1), >, 0);
  g_assert_cmpuint ((guint) __builtin_popcount (scenes), >=, 5);
}

static void
test_words_hostile (void)
{
  g_autofree char *book = g_strnfill (1000000, 'a');
  g_autofree char *seas = NULL;
  GString *many = g_string_new (NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append (many, "海 sea ");
  seas = g_string_free (many, FALSE);
  g_assert_cmpint (read_brief (NULL).scene, !=, SKETCH_SCENE_NONE);
  g_assert_cmpint (read_brief ("").scene, !=, SKETCH_SCENE_NONE);
  g_assert_cmpint (read_brief ("\xff\xfe sea \xc3").scene, ==, SKETCH_SCENE_SEA);
  g_assert_cmpuint (read_brief (book).known, ==, 0);
  g_assert_cmpint (read_brief (seas).scene, ==, SKETCH_SCENE_SEA);
}

static void
test_describe (void)
{
  static const struct
  {
    const char *prompt, *sentence;
  } cases[] = {
    { "sea at dusk, watercolour", "Scene: sea, time: dusk, style: watercolour." },
    { "city at night", "Scene: city, time: night." },
    { "forest in ink", "Scene: forest, style: ink wash." },
    { "沙漠", "Scene: desert." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = gesso_sketch_describe (cases[i].prompt);

      g_assert_cmpstr (text, ==, cases[i].sentence);
    }
}

static void
test_describe_unknown (void)
{
  g_autofree char *text = gesso_sketch_describe ("zzz");

  g_assert_true (g_str_has_prefix (text, "No word of the prompt"));
  g_assert_true (g_str_has_suffix (text, "."));
}

static void
test_generate_deterministic (void)
{
  g_autoptr (GessoImage) a = generate ("mountain lake at dawn", 100, 65, 7);
  g_autoptr (GessoImage) b = generate ("mountain lake at dawn", 100, 65, 7);

  g_assert_true (gesso_image_equal (a, b));
}

static void
test_generate_seeds (void)
{
  g_autoptr (GessoImage) a = generate ("mountains", 120, 80, 1);
  g_autoptr (GessoImage) b = generate ("mountains", 120, 80, 2);
  g_autoptr (GessoImage) c = generate ("qqq unknown", 120, 80, 1);
  g_autoptr (GessoImage) d = generate ("zzz unknown", 120, 80, 1);

  g_assert_cmpfloat (difference (a, b), >, 4.0);
  g_assert_cmpfloat (difference (c, d), >, 4.0);
}

static void
test_generate_scenes (void)
{
  static const char *prompts[] = {
    "sea",
    "sea storm",
    "beach with boat",
    "lake",
    "山水",
    "mountains",
    "snowy mountains",
    "forest",
    "autumn forest",
    "birch",
    "bamboo",
    "cherry blossom",
    "city",
    "city lake",
    "neon city rain",
    "desert",
    "meadow flowers",
    "snow",
    "blizzard",
    "night sky",
    "aurora",
    "rainbow",
    "moon",
    "planet",
    "desert planet",
    "fog",
    "birds",
    "sky",
    "studio",
    "paper",
    "flow",
    "mosaic",
    "circles",
    "marble",
    "stripes",
    "squares",
    "abstract red",
    "vintage sea",
    "neon",
    "black and white sea",
  };

  guint32 n_seeds = gesso_test_under_valgrind () ? 1 : 3;

  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    for (guint32 seed = 0; seed < n_seeds; seed++)
      {
        g_autoptr (GessoImage) image = generate (prompts[i], 72, 48, seed);
        double mean[3];

        mean_colour (image, mean);
        /* Never a flat, black or burnt-out picture. */
        g_test_message ("%s %u: busy %.2f, mean %.0f %.0f %.0f", prompts[i], seed, busyness (image), mean[0],
                        mean[1], mean[2]);
        g_assert_cmpfloat (busyness (image), >, 0.5);
        g_assert_cmpfloat (mean[0] + mean[1] + mean[2], >, 15.0);
        g_assert_cmpfloat (mean[0] + mean[1] + mean[2], <, 755.0);
      }
}

static void
test_generate_sizes (void)
{
  guint longest = gesso_test_under_valgrind () ? 400 : 4096;
  const guint sizes[][2] = {
    { 1, 1 }, { longest, 16 }, { 16, longest }, { 1, 300 }, { 300, 1 }, { 17, 31 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GessoImage) plain = generate ("mountain lake with boat", sizes[i][0], sizes[i][1], 3);
      g_autoptr (GessoImage) oil = generate ("oil forest", sizes[i][0], sizes[i][1], 3);
      g_autoptr (GessoImage) paper = generate ("cut paper city", sizes[i][0], sizes[i][1], 3);
    }
}

static void
test_generate_refused (void)
{
  static const guint sizes[][2] = { { 0, 10 }, { 10, 0 }, { 4097, 10 }, { 10, G_MAXUINT } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gesso_sketch_generate ("sea", sizes[i][0], sizes[i][1], 1, NULL, NULL, NULL, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
    }
}

static void
test_generate_composition (void)
{
  static const char *prompts[] = { "mountains at sunset", "city at dusk", "meadow", "oil painting of a lake", "nebula planet" };

  for (guint i = 0; i < G_N_ELEMENTS (prompts); i += gesso_test_under_valgrind () ? 4 : 1)
    {
      g_autoptr (GessoImage) small = generate (prompts[i], 150, 100, 5);
      g_autoptr (GessoImage) large = generate (prompts[i], 450, 300, 5);
      g_autoptr (GessoImage) reduced = gesso_image_scale (large, 150, 100, NULL);
      g_autoptr (GessoImage) other = generate (prompts[i], 150, 100, 6);

      g_test_message ("%s: %.2f against %.2f", prompts[i], difference (small, reduced),
                      difference (small, other));
      g_assert_cmpfloat (difference (small, reduced), <, 0.5 * difference (small, other));
    }
}

static void
test_generate_tint (void)
{
  g_autoptr (GessoImage) red = generate ("red mountains", 90, 60, 4);
  g_autoptr (GessoImage) grey = generate ("black and white mountains", 90, 60, 4);
  double mean[3];

  mean_colour (red, mean);
  g_assert_cmpfloat (mean[0], >, mean[2] + 15.0);
  mean_colour (grey, mean);
  g_assert_cmpfloat (fabs (mean[0] - mean[2]), <, 6.0);
}

static void
test_generate_manners (void)
{
  static const char *prompts[] = { "sea", "watercolour sea", "ink sea", "oil sea", "cut paper sea", "dots sea", "pencil sea" };
  guint scale = gesso_test_under_valgrind () ? 1 : 2;
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_image_unref);

  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      g_ptr_array_add (images, generate (prompts[i], 60 * scale, 45 * scale, 2));
      for (guint j = 0; j < i; j++)
        g_assert_cmpfloat (difference (images->pdata[i], images->pdata[j]), >, 3.0);
    }
}

typedef struct
{
  double last;
  guint calls;
  gboolean fell;
  GCancellable *cancel_after; /* (nullable) */
} Watch;

static void
watch_cb (double   fraction,
          gpointer user_data)
{
  Watch *watch = user_data;

  watch->fell |= fraction < watch->last || fraction > 1.0;
  watch->last = fraction;
  watch->calls++;
  if (watch->cancel_after != NULL && fraction > 0.1)
    g_cancellable_cancel (watch->cancel_after);
}

static void
test_generate_progress (void)
{
  static const char *prompts[] = { "forest", "watercolour forest" };

  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      Watch watch = { 0 };
      g_autoptr (GessoImage) image =
          gesso_sketch_generate (prompts[i], 200, 300, 1, watch_cb, &watch, NULL, NULL);

      g_assert_nonnull (image);
      g_assert_false (watch.fell);
      g_assert_cmpuint (watch.calls, >, 4);
      g_assert_cmpfloat (watch.last, ==, 1.0);
    }
}

static void
test_generate_cancel (void)
{
  static const char *prompts[] = { "forest", "oil forest" };

  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Watch watch = { .cancel_after = cancellable };

      g_assert_null (gesso_sketch_generate (prompts[i], 300, 600, 1, watch_cb, &watch, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpfloat (watch.last, <, 1.0);
    }
}

static GessoImage *
make_source (guint channels)
{
  GessoImage *image = gesso_image_new (160, 120, channels, NULL);

  for (guint y = 0; y < 120; y++)
    for (guint x = 0; x < 160; x++)
      {
        guint8 *p = gesso_image_edit_row (image, y) + x * channels;

        p[0] = x < 80 ? 200 : 30;
        if (channels >= 3)
          {
            p[1] = y < 60 ? 160 : 60;
            p[2] = 40;
          }
        if (channels == 4)
          p[3] = x < 20 ? 0 : 255;
      }
  return image;
}

static void
test_redux_palette (void)
{
  static const char *prompts[] = { "", "oil", "dots", "cut paper" };
  g_autoptr (GessoImage) source = make_source (3);
  double want[3], mean[3], red_right[3];

  mean_colour (source, want);
  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      g_autoptr (GessoImage) image =
          gesso_sketch_redux (source, prompts[i], 160, 120, 1, NULL, NULL, NULL, NULL);
      g_autoptr (GessoImage) left = NULL;
      g_autoptr (GessoImage) right = NULL;

      mean_colour (image, mean);
      for (guint c = 0; c < 3; c++)
        g_assert_cmpfloat (fabs (mean[c] - want[c]), <, 28.0);
      /* The large shapes stay: left is redder than right. */
      left = gesso_image_crop (image, &(GessoRect) { 10, 20, 50, 80 }, NULL);
      right = gesso_image_crop (image, &(GessoRect) { 100, 20, 50, 80 }, NULL);
      mean_colour (left, mean);
      mean_colour (right, red_right);
      g_assert_cmpfloat (mean[0], >, red_right[0] + 60.0);
    }
}

static void
test_redux_seeds (void)
{
  g_autoptr (GessoImage) source = make_source (3);
  g_autoptr (GessoImage) a = gesso_sketch_redux (source, "oil", 160, 120, 1, NULL, NULL, NULL, NULL);
  g_autoptr (GessoImage) b = gesso_sketch_redux (source, "oil", 160, 120, 1, NULL, NULL, NULL, NULL);
  g_autoptr (GessoImage) c = gesso_sketch_redux (source, "oil", 160, 120, 2, NULL, NULL, NULL, NULL);

  g_assert_true (gesso_image_equal (a, b));
  g_assert_cmpfloat (difference (a, c), >, 2.0);
}

static void
test_redux_channels (void)
{
  for (guint channels = 1; channels <= 4; channels += channels == 1 ? 2 : 1)
    {
      g_autoptr (GessoImage) source = make_source (channels);
      g_autoptr (GessoImage) image =
          gesso_sketch_redux (source, "watercolour", 90, 140, 1, NULL, NULL, NULL, NULL);

      g_assert_nonnull (image);
      g_assert_cmpuint (gesso_image_get_channels (image), ==, 3);
      g_assert_cmpuint (gesso_image_get_width (image), ==, 90);
    }
}

static void
test_redux_tiny (void)
{
  static const char *prompts[] = { "oil", "ink", "watercolour", "pencil", "dots", "cut paper" };
  g_autoptr (GessoImage) source = gesso_image_new (1, 1, 3, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      g_autoptr (GessoImage) image =
          gesso_sketch_redux (source, prompts[i], 33, 20, 1, NULL, NULL, NULL, NULL);

      g_assert_nonnull (image);
    }
}

static void
test_redux_flat_areas (void)
{
  static const char *prompts[] = { "ink", "pencil" };
  guint unit = gesso_test_under_valgrind () ? 10 : 20, side = 24 * unit;
  g_autoptr (GessoImage) source = gesso_image_new (side, side, 3, NULL);

  /* Hard edges next to areas without any slope; the paper around stays paper. */
  for (guint y = 3 * unit; y < 10 * unit; y++)
    memset (gesso_image_edit_row (source, y) + 15 * unit, 255, 30 * unit);
  for (guint i = 0; i < G_N_ELEMENTS (prompts); i++)
    {
      g_autoptr (GessoImage) image = gesso_sketch_redux (source, prompts[i], side, side, 1, NULL, NULL, NULL, NULL);

      for (guint y = 0; y < side; y++)
        g_assert_cmpuint (gesso_image_get_row (image, y)[3], >, 120);
      for (guint x = 0; x < side; x++)
        g_assert_cmpuint (gesso_image_get_row (image, side - 2)[3 * x], >, 120);
    }
}

static void
test_redux_refused (void)
{
  g_autoptr (GessoImage) source = make_source (3);
  g_autoptr (GError) error = NULL;

  g_assert_null (gesso_sketch_redux (source, "", 5000, 10, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT);
}

static void
test_backdrop_soft (void)
{
  Watch watch = { 0 };
  g_autoptr (GessoImage) sharp = generate ("forest by day", 300, 200, 1);
  g_autoptr (GessoImage) soft =
      gesso_sketch_backdrop ("forest by day", 300, 200, 1, watch_cb, &watch, NULL, NULL);
  g_autoptr (GessoImage) again = gesso_sketch_backdrop ("forest by day", 300, 200, 1, NULL, NULL, NULL, NULL);

  g_assert_cmpfloat (busyness (soft), <, 0.7 * busyness (sharp));
  g_assert_cmpfloat (difference (soft, sharp), <, 25.0);
  g_assert_true (gesso_image_equal (soft, again));
  g_assert_false (watch.fell);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sketch/words/scenes", test_words_scenes);
  g_test_add_func ("/sketch/words/times", test_words_times);
  g_test_add_func ("/sketch/words/manners", test_words_manners);
  g_test_add_func ("/sketch/words/colours", test_words_colours);
  g_test_add_func ("/sketch/words/whole", test_words_whole);
  g_test_add_func ("/sketch/words/longest", test_words_longest);
  g_test_add_func ("/sketch/words/count", test_words_count);
  g_test_add_func ("/sketch/words/unknown", test_words_unknown);
  g_test_add_func ("/sketch/words/hostile", test_words_hostile);
  g_test_add_func ("/sketch/describe/known", test_describe);
  g_test_add_func ("/sketch/describe/unknown", test_describe_unknown);
  g_test_add_func ("/sketch/generate/deterministic", test_generate_deterministic);
  g_test_add_func ("/sketch/generate/seeds", test_generate_seeds);
  g_test_add_func ("/sketch/generate/scenes", test_generate_scenes);
  g_test_add_func ("/sketch/generate/sizes", test_generate_sizes);
  g_test_add_func ("/sketch/generate/refused", test_generate_refused);
  g_test_add_func ("/sketch/generate/composition", test_generate_composition);
  g_test_add_func ("/sketch/generate/tint", test_generate_tint);
  g_test_add_func ("/sketch/generate/manners", test_generate_manners);
  g_test_add_func ("/sketch/generate/progress", test_generate_progress);
  g_test_add_func ("/sketch/generate/cancel", test_generate_cancel);
  g_test_add_func ("/sketch/redux/palette", test_redux_palette);
  g_test_add_func ("/sketch/redux/seeds", test_redux_seeds);
  g_test_add_func ("/sketch/redux/channels", test_redux_channels);
  g_test_add_func ("/sketch/redux/tiny", test_redux_tiny);
  g_test_add_func ("/sketch/redux/flat-areas", test_redux_flat_areas);
  g_test_add_func ("/sketch/redux/refused", test_redux_refused);
  g_test_add_func ("/sketch/backdrop/soft", test_backdrop_soft);

  return g_test_run ();
}

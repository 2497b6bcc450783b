/* test-frame.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-frame.h"
#include "pictures.h"

static const struct
{
  const char *text;
  int width, height;
  double anchor_x, anchor_y;
  GessoFrame frame; /* left, top, right, bottom */
} parsed[] = {
  { "+256", 1000, 800, 0.5, 0.5, { 256, 256, 256, 256 } },
  { " + 256 ", 1000, 800, 0.5, 0.5, { 256, 256, 256, 256 } },
  { "+256", 1000, 800, 0, 0.5, { 0, 256, 256, 256 } },
  { "+256", 1000, 800, 1, 1, { 256, 256, 0, 0 } },
  { "+1", 1, 1, 0.5, 0, { 1, 0, 1, 1 } },
  { "30%", 1000, 800, 0.5, 0.5, { 300, 240, 300, 240 } },
  { "+30%", 1000, 800, 0.5, 0.5, { 300, 240, 300, 240 } },
  { "12.5 %", 1000, 800, 0, 0, { 0, 0, 125, 100 } },
  { "16:9", 900, 900, 0.5, 0.5, { 350, 0, 350, 0 } },
  { "16:9", 900, 900, 0, 0.5, { 0, 0, 700, 0 } },
  { "9:16", 900, 900, 0.5, 1, { 0, 700, 0, 0 } },
  { "16:9", 1920, 1000, 0.5, 0.5, { 0, 40, 0, 40 } },
  { "2.39:1", 1000, 1000, 0.5, 0.5, { 695, 0, 695, 0 } },
  { "1:1", 801, 800, 0.5, 0.5, { 0, 1, 0, 0 } },
  { "1920x1080", 1280, 720, 0.5, 0.5, { 320, 180, 320, 180 } },
  { "1920X1080", 1280, 1080, 0, 0, { 0, 0, 640, 0 } },
  { "1920 × 1080", 1919, 1080, 1, 0.5, { 1, 0, 0, 0 } },
  { "1921x1080", 1280, 720, 0.5, 0.5, { 321, 180, 320, 180 } },
};

static void
test_parse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parsed); i++)
    {
      g_autoptr (GError) error = NULL;
      GessoFrame frame;

      g_test_message ("“%s”", parsed[i].text);
      g_assert_true (gesso_frame_parse (parsed[i].text, parsed[i].width, parsed[i].height,
                                        parsed[i].anchor_x, parsed[i].anchor_y, &frame, &error));
      g_assert_no_error (error);
      g_assert_cmpint (frame.left, ==, parsed[i].frame.left);
      g_assert_cmpint (frame.top, ==, parsed[i].frame.top);
      g_assert_cmpint (frame.right, ==, parsed[i].frame.right);
      g_assert_cmpint (frame.bottom, ==, parsed[i].frame.bottom);
    }
}

static const struct
{
  const char *text, *part;
} refused[] = {
  { NULL, "not an amount" },
  { "", "not an amount" },
  { "256", "not an amount" },
  { "+", "not an amount" },
  { "+-5", "not an amount" },
  { "-5%", "not an amount" },
  { "%", "not an amount" },
  { "5.%", "not an amount" },
  { "nan%", "not an amount" },
  { "1e5%", "not an amount" },
  { "16:", "not an amount" },
  { ":9", "not an amount" },
  { "0:9", "not an amount" },
  { "16:0", "not an amount" },
  { "16:9:4", "not an amount" },
  { "1920x", "not an amount" },
  { "x1080", "not an amount" },
  { "1920x1080x3", "not an amount" },
  { "+256px", "not an amount" },
  { "+99999999999999999999", "not an amount" },
  { "%n%s%d", "not an amount" },
  { "+0", "nothing to expand" },
  { "0%", "nothing to expand" },
  { "640x480", "nothing to expand" },
  { "4:3", "nothing to expand" },
  { "320x480", "smaller than the picture" },
  { "640x479", "smaller than the picture" },
  { "+999999", "30000 pixels a side" },
  { "999999%", "30000 pixels a side" },
  { "999999:1", "30000 pixels a side" },
  { "1:999999", "30000 pixels a side" },
  { "30000x30000", "megapixels" },
};

static void
test_refuse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      GessoFrame frame = { 1, 2, 3, 4 };
      GError *error = NULL;

      g_test_message ("“%s”", refused[i].text);
      g_assert_false (gesso_frame_parse (refused[i].text, 640, 480, 0.5, 0.5, &frame, &error));
      assert_refused (error, GESSO_ERROR_BAD_INPUT, refused[i].part);
      /* What was there stays. */
      g_assert_cmpint (frame.bottom, ==, 4);
    }
}

static void
test_check (void)
{
  static const struct
  {
    GessoFrame frame;
    const char *part; /* NULL: fine */
  } cases[] = {
    { { 1, 0, 0, 0 }, NULL },
    { { 0, 0, 0, 29900 }, NULL },
    { { 0, 0, 0, 0 }, "nothing to expand" },
    { { -1, 0, 2, 0 }, "negative" },
    { { 0, 0, 0, G_MININT }, "negative" },
    { { 0, 0, 29901, 0 }, "30000 pixels" },
    { { G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT }, "30000 pixels" },
    { { 10000, 10000, 10000, 10000 }, "megapixels" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GError *error = NULL;

      g_assert_cmpint (gesso_frame_check (&cases[i].frame, 100, 100, &error), ==, cases[i].part == NULL);
      if (cases[i].part != NULL)
        assert_refused (error, GESSO_ERROR_BAD_INPUT, cases[i].part);
    }
}

static void
test_old (void)
{
  const GessoFrame frame = { 5, 6, 7, 8 };
  GessoRect old = gesso_frame_get_old (&frame, 100, 50);

  g_assert_cmpint (old.x, ==, 5);
  g_assert_cmpint (old.y, ==, 6);
  g_assert_cmpint (old.width, ==, 100);
  g_assert_cmpint (old.height, ==, 50);
  g_assert_false (gesso_frame_is_empty (&frame));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/imaging/frame/parse", test_parse);
  g_test_add_func ("/imaging/frame/refuse", test_refuse);
  g_test_add_func ("/imaging/frame/check", test_check);
  g_test_add_func ("/imaging/frame/old", test_old);
  return g_test_run ();
}

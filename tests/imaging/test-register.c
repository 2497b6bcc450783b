/* test-register.c - replies found again over the picture they were made from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-register.h"
#include "gesso-test.h"
#include "pictures.h"
#include "replies.h"

#define WIDTH  640
#define HEIGHT 480

static GessoRegistration
find (const GessoImage     *parent,
      const GessoImage     *coverage,
      const GessoImage     *reply,
      const GessoPlacement *expected)
{
  GessoRect all = { 0, 0, (int) gesso_image_get_width (parent), (int) gesso_image_get_height (parent) };
  GessoPlacement whole = gesso_placement_for_cut (&all, gesso_image_get_width (reply), gesso_image_get_height (reply));
  g_autoptr (GError) error = NULL;
  GessoRegistration found;

  g_assert_true (gesso_register_find (parent, coverage, reply, expected != NULL ? expected : &whole, &found, NULL, &error));
  g_assert_no_error (error);
  return found;
}

static const struct
{
  const char *name;
  ReplySpec spec;
} edits[] = {
  { "same", { 0 } },
  { "shift/3px", { .shift_x = 3.0 / WIDTH, .shift_y = -2.0 / HEIGHT } },
  { "shift/half-pixel", { .shift_x = 0.5 / WIDTH, .shift_y = 0.5 / HEIGHT } },
  { "shift/5", { .shift_x = 0.05, .shift_y = -0.04 } },
  { "shift/10", { .shift_x = -0.1, .shift_y = 0.08 } },
  { "shift/15", { .shift_x = 0.15 } },
  { "shift/20-across", { .shift_x = 0.2 } },
  { "shift/20-down", { .shift_y = -0.2 } },
  { "shift/20-both", { .shift_x = -0.2, .shift_y = 0.2 } },
  { "scale/80", { .scale = 0.8 } },
  { "scale/90", { .scale = 0.9 } },
  { "scale/98", { .scale = 0.98 } },
  { "scale/103", { .scale = 1.03 } },
  { "scale/112", { .scale = 1.12 } },
  { "scale/125", { .scale = 1.25 } },
  { "scale/85-shift", { .scale = 0.85, .shift_x = 0.12, .shift_y = -0.08 } },
  { "scale/118-shift", { .scale = 1.18, .shift_x = -0.1, .shift_y = 0.1 } },
  { "stretch/2", { .stretch = 1.01, .shift_x = 0.02 } },
  { "size/larger", { .width = 1024, .height = 768, .shift_x = 0.03 } },
  { "size/smaller", { .width = 448, .height = 336, .shift_y = 0.03 } },
  { "size/much-larger", { .width = 1600, .height = 1200, .scale = 1.04 } },
  { "ratio/stretched", { .width = 704, .height = 448, .shift_x = 0.02 } },
  /* A wider frame that shows less of the height: 736 × 448 at a scale of 1.08. */
  { "ratio/cut", { .width = 736, .height = 448, .scale = 1.0988, .stretch = 0.9374 } },
  { "colour/cast", { .cast = 25, .shift_x = 0.04 } },
  { "colour/darker", { .gain = 0.7, .shift_y = 0.05 } },
  { "colour/brighter", { .gain = 1.25, .cast = -15, .scale = 1.05 } },
  { "jpeg/80", { .quality = 80, .shift_x = 0.07, .scale = 0.97 } },
  { "jpeg/40", { .quality = 40, .shift_x = -0.03 } },
  { "grey-patch", { .grey = TRUE, .shift_x = 0.06, .shift_y = 0.06 } },
  { "noise", { .noise = 12, .shift_x = 0.02, .scale = 1.02 } },
  { "all-at-once", { .scale = 1.1, .shift_x = 0.1, .shift_y = -0.05, .width = 800, .height = 608, .gain = 0.9,
                     .cast = 12, .quality = 80, .noise = 4, .grey = TRUE } },
};

static void
test_edit (gconstpointer data)
{
  const ReplySpec *spec = data;
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.45, 16);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (parent, coverage, spec, &truth);
  GessoRegistration found = find (parent, coverage, reply, NULL);
  double distance = reply_get_distance (&found.placement, &truth, WIDTH, HEIGHT);

  g_test_message ("off by %.3f px, residual %.1f, agreement %.2f", distance, found.residual, found.agreement);
  g_assert_true (found.measured);
  g_assert_false (found.new_picture);
  g_assert_cmpfloat (distance, <, 0.5);
}

/* The same for a parent so large that the search sees it at a tenth of its size. */
static void
test_edit_large (void)
{
  static const ReplySpec spec = { .scale = 1.02, .shift_x = 0.013, .shift_y = -0.007, .quality = 85 };
  guint side = gesso_test_under_valgrind () ? 700 : 2400;
  g_autoptr (GessoImage) parent = reply_make_scene (side, side, 2);
  g_autoptr (GessoImage) coverage = reply_make_coverage (side, side, 0.3, 30);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (parent, coverage, &spec, &truth);
  GessoRegistration found = find (parent, coverage, reply, NULL);

  g_test_message ("off by %.3f px", reply_get_distance (&found.placement, &truth, side, side));
  g_assert_cmpfloat (reply_get_distance (&found.placement, &truth, side, side), <, 0.5);
}

/* A crop that was sent at another size, from another place: what is expected says so. */
static void
test_edit_crop (void)
{
  GessoRect cut = { -40, 30, 700, 400 };
  GessoImageWindow window = { cut.x + 9, cut.y - 6, cut.width, cut.height };
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 3);
  g_autoptr (GessoImage) reply = gesso_image_resample (parent, &window, 1400, 800, NULL);
  GessoPlacement expected = gesso_placement_for_cut (&cut, 1400, 800);
  GessoPlacement truth = { 2, 2, -2 * window.x, -2 * window.y };
  GessoRegistration found = find (parent, NULL, reply, &expected);

  g_assert_false (found.new_picture);
  g_assert_cmpfloat (reply_get_distance (&found.placement, &truth, WIDTH, HEIGHT), <, 0.5);
}

static void
test_new_picture (void)
{
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) coverage = reply_make_coverage (WIDTH, HEIGHT, 0.4, 16);

  for (guint32 seed = 20; seed < (gesso_test_under_valgrind () ? 21 : 28); seed++)
    {
      g_autoptr (GessoImage) reply = reply_make_scene (WIDTH, HEIGHT, seed);
      GessoRegistration found = find (parent, coverage, reply, NULL);

      g_test_message ("residual %.1f, agreement %.2f", found.residual, found.agreement);
      g_assert_true (found.measured);
      g_assert_true (found.new_picture);
      g_assert_cmpfloat (found.placement.scale_x, ==, 1);
      g_assert_cmpfloat (found.placement.x0, ==, 0);
    }
}

static void
test_new_picture_grey (void)
{
  static const guint8 grey[] = { 128, 128, 128 };
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) reply = make_plain (WIDTH, HEIGHT, 3, grey);

  g_assert_true (find (parent, NULL, reply, NULL).new_picture);
}

static void
test_new_picture_upside_down (void)
{
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) reply = gesso_image_orient (parent, 3, NULL);

  g_assert_true (find (parent, NULL, reply, NULL).new_picture);
}

/* More than the mask was changed, but the most is as it was. */
static void
test_changed_beyond (void)
{
  static const ReplySpec spec = { .shift_x = 0.04 };
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);
  g_autoptr (GessoImage) told = reply_make_coverage (WIDTH, HEIGHT, 0.3, 8);
  g_autoptr (GessoImage) real = reply_make_coverage (WIDTH, HEIGHT, 0.65, 8);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (parent, real, &spec, &truth);
  GessoRegistration found = find (parent, told, reply, NULL);

  g_assert_false (found.new_picture);
  g_assert_cmpfloat (reply_get_distance (&found.placement, &truth, WIDTH, HEIGHT), <, 0.5);
  g_assert_cmpfloat (found.agreement, <, 1);
}

/* Where nothing can be told apart, what is expected is taken. */
static void
test_flat (void)
{
  static const guint8 white[] = { 250, 250, 250 }, near_white[] = { 244, 246, 249 }, dark[] = { 30, 20, 90 };
  g_autoptr (GessoImage) parent = make_plain (300, 200, 3, white);
  g_autoptr (GessoImage) same = make_plain (600, 400, 3, near_white);
  g_autoptr (GessoImage) other = make_plain (600, 400, 3, dark);
  GessoRegistration found = find (parent, NULL, same, NULL);

  g_assert_false (found.measured);
  g_assert_false (found.new_picture);
  g_assert_cmpfloat (found.placement.scale_x, ==, 2);
  g_assert_true (find (parent, NULL, other, NULL).new_picture);
}

/* A pattern that repeats fits in many places; the expected one is right. */
static void
test_stripes (void)
{
  g_autoptr (GessoImage) parent = gesso_image_new (400, 400, 3, NULL);
  GessoRegistration found;

  for (guint y = 0; y < 400; y++)
    for (guint x = 0; x < 1200; x++)
      gesso_image_edit_row (parent, y)[x] = (x / 3 / 20 + y / 20) % 2 != 0 ? 200 : 60;
  found = find (parent, NULL, parent, NULL);
  g_assert_cmpfloat (reply_get_distance (&found.placement, &(GessoPlacement) { 1, 1, 0, 0 }, 400, 400), <, 0.5);
}

static void
test_all_covered (void)
{
  static const guint8 full = 255;
  g_autoptr (GessoImage) parent = reply_make_scene (200, 150, 1);
  g_autoptr (GessoImage) reply = reply_make_scene (200, 150, 9);
  g_autoptr (GessoImage) coverage = make_plain (200, 150, 1, &full);
  GessoRegistration found = find (parent, coverage, reply, NULL);

  g_assert_false (found.measured);
  g_assert_false (found.new_picture);
  g_assert_cmpfloat (found.placement.x0, ==, 0);
}

static void
test_sizes (void)
{
  static const guint sizes[][4] = { { 1, 1, 1, 1 }, { 1, 1, 900, 700 }, { 3, 500, 1024, 1024 }, { 2000, 2, 64, 64 },
                                    { 20, 20, 16, 16 }, { 60, 40, 1, 1 }, { 30, 30, 2000, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GessoImage) parent = make_noise (sizes[i][0], sizes[i][1], 3, 1);
      g_autoptr (GessoImage) reply = make_noise (sizes[i][2], sizes[i][3], 3, 2);
      GessoRegistration found = find (parent, NULL, reply, NULL);

      g_assert_cmpfloat (found.placement.scale_x, >, 0);
      g_assert_cmpfloat (found.placement.scale_y, >, 0);
    }
}

static void
test_channels (void)
{
  static const ReplySpec spec = { .shift_x = 0.05 };
  g_autoptr (GessoImage) parent = reply_make_scene (WIDTH, HEIGHT, 1);
  GessoPlacement truth;
  g_autoptr (GessoImage) reply = reply_make (parent, NULL, &spec, &truth);
  g_autoptr (GessoImage) grey = gesso_image_convert (parent, 1, NULL);
  g_autoptr (GessoImage) rgba = gesso_image_convert (reply, 4, NULL);
  GessoRegistration found = find (grey, NULL, rgba, NULL);

  g_assert_cmpfloat (reply_get_distance (&found.placement, &truth, WIDTH, HEIGHT), <, 0.5);
}

static void
test_cancelled (void)
{
  g_autoptr (GessoImage) parent = reply_make_scene (200, 150, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GessoPlacement expected = { 1, 1, 0, 0 };
  GessoRegistration found;

  g_cancellable_cancel (cancellable);
  g_assert_false (gesso_register_find (parent, NULL, parent, &expected, &found, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  gboolean few = gesso_test_under_valgrind ();

  g_test_init (&argc, &argv, NULL);
  for (gsize i = few ? 20 : 0; i < G_N_ELEMENTS (edits); i += few ? 10 : 1)
    {
      g_autofree char *name = g_strconcat ("/register/edit/", edits[i].name, NULL);

      g_test_add_data_func (name, &edits[i].spec, test_edit);
    }
  g_test_add_func ("/register/edit/large", test_edit_large);
  g_test_add_func ("/register/edit/crop", test_edit_crop);
  g_test_add_func ("/register/new-picture", test_new_picture);
  g_test_add_func ("/register/new-picture/grey", test_new_picture_grey);
  /* Other pictures on the same ways through the code. */
  if (!few)
    {
      g_test_add_func ("/register/new-picture/upside-down", test_new_picture_upside_down);
      g_test_add_func ("/register/changed-beyond", test_changed_beyond);
      g_test_add_func ("/register/stripes", test_stripes);
    }
  g_test_add_func ("/register/flat", test_flat);
  g_test_add_func ("/register/all-covered", test_all_covered);
  g_test_add_func ("/register/sizes", test_sizes);
  g_test_add_func ("/register/channels", test_channels);
  g_test_add_func ("/register/cancelled", test_cancelled);
  return g_test_run ();
}

/* test-mask-shapes.c - polygon, flood, object and gradient, and what workers find for them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-mask-editor.h"
#include "gesso-mask-stroke.h"
#include "gesso-test.h"

#define SIDE 400

typedef struct
{
  GessoMaskEditor *editor;
  GessoImage *picture;
  guint failures;
} Fixture;

/* A dark square of 100² at (100, 100) and another of 50² at (300, 300) on grey. */
static GessoImage *
make_picture (void)
{
  GessoImage *image = gesso_image_new (SIDE, SIDE, 3, NULL);

  for (int y = 0; y < SIDE; y++)
    {
      guint8 *row = gesso_image_edit_row (image, (guint) y);

      for (int x = 0; x < SIDE; x++)
        {
          gboolean first = x >= 100 && x < 200 && y >= 100 && y < 200;
          gboolean second = x >= 300 && x < 350 && y >= 300 && y < 350;

          memset (row + 3 * x, first ? 20 : second ? 28 : 160, 3);
        }
    }
  return image;
}

static GessoMaskToolOptions
plain (void)
{
  return (GessoMaskToolOptions) { .size = 40, .hardness = 1, .opacity = 1, .tolerance = 0.1, .reach = 4 };
}

static void
failed_cb (Fixture    *fixture,
           const char *message)
{
  g_assert_cmpuint (strlen (message), >, 0);
  fixture->failures++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer tool)
{
  GessoMaskToolOptions options = plain ();

  fixture->editor = gesso_mask_editor_new (SIDE, SIDE);
  fixture->picture = make_picture ();
  gesso_mask_editor_set_picture (fixture->editor, fixture->picture);
  gesso_mask_editor_set_options (fixture->editor, &options);
  gesso_mask_editor_set_tool (fixture->editor, tool);
  g_assert_cmpstr (gesso_mask_editor_get_tool (fixture->editor), ==, tool);
  g_signal_connect_swapped (fixture->editor, "failed", G_CALLBACK (failed_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer tool)
{
  g_object_unref (fixture->editor);
  gesso_image_unref (fixture->picture);
}

static void
click (Fixture               *fixture,
       double                 x,
       double                 y,
       GessoMaskToolModifiers modifiers)
{
  GessoMaskPoint point = { x, y, 1 };

  gesso_mask_editor_begin (fixture->editor, &point, modifiers);
  gesso_mask_editor_end (fixture->editor, &point, modifiers);
}

static void
drag (Fixture               *fixture,
      double                 x0,
      double                 y0,
      double                 x1,
      double                 y1,
      GessoMaskToolModifiers modifiers)
{
  gesso_mask_editor_begin (fixture->editor, &(GessoMaskPoint) { x0, y0, 1 }, modifiers);
  gesso_mask_editor_move (fixture->editor, &(GessoMaskPoint) { x1, y1, 1 }, 1, modifiers);
  gesso_mask_editor_end (fixture->editor, &(GessoMaskPoint) { x1, y1, 1 }, modifiers);
}

static void
wait_for_work (Fixture *fixture)
{
  while (gesso_mask_editor_is_busy (fixture->editor))
    g_main_context_iteration (NULL, TRUE);
}

static double
get_area (Fixture *fixture)
{
  return gesso_mask_get_coverage (gesso_mask_editor_get_mask (fixture->editor)) * SIDE * SIDE;
}

static guint8
get_value (Fixture *fixture,
           int      x,
           int      y)
{
  return gesso_mask_get_value (gesso_mask_editor_get_mask (fixture->editor), x, y);
}

static void
test_polygon_closes_at_its_first_corner (Fixture      *fixture,
                                         gconstpointer tool)
{
  click (fixture, 50, 50, 0);
  click (fixture, 150, 50, 0);
  click (fixture, 150, 150, 0);
  g_assert_true (gesso_mask_editor_is_drawing (fixture->editor));
  g_assert_true (gesso_mask_editor_stays (fixture->editor));
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
  click (fixture, 51, 51, 0);
  g_assert_false (gesso_mask_editor_is_drawing (fixture->editor));
  g_assert_cmpfloat (fabs (get_area (fixture) - 5000), <, 5);
  gesso_mask_editor_undo (fixture->editor);
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
}

static void
test_polygon_closes_at_a_double_click (Fixture      *fixture,
                                       gconstpointer tool)
{
  click (fixture, 50, 50, 0);
  click (fixture, 150, 50, 0);
  click (fixture, 150, 150, 0);
  click (fixture, 150, 150, 0);
  g_assert_false (gesso_mask_editor_is_drawing (fixture->editor));
  g_assert_cmpfloat (fabs (get_area (fixture) - 5000), <, 5);
}

static void
test_polygon_finish_leaves_the_pointer_out (Fixture      *fixture,
                                            gconstpointer tool)
{
  const GessoMaskPoint *points;
  gboolean closed;

  click (fixture, 50, 50, 0);
  click (fixture, 150, 50, 0);
  click (fixture, 150, 150, 0);
  gesso_mask_editor_move (fixture->editor, &(GessoMaskPoint) { 390, 390, 1 }, 1, 0);
  g_assert_cmpuint (gesso_mask_editor_get_outline (fixture->editor, &points, &closed), ==, 4);
  g_assert_cmpfloat (points[3].x, ==, 390);
  gesso_mask_editor_finish (fixture->editor);
  g_assert_cmpfloat (fabs (get_area (fixture) - 5000), <, 5);
}

static void
test_polygon_drawn_sides (Fixture      *fixture,
                          gconstpointer tool)
{
  drag (fixture, 50, 50, 150, 50, 0);
  drag (fixture, 150, 60, 150, 150, 0);
  gesso_mask_editor_finish (fixture->editor);
  g_assert_cmpfloat (fabs (get_area (fixture) - 5000), <, 5);
}

static void
test_polygon_constrained (Fixture      *fixture,
                          gconstpointer tool)
{
  click (fixture, 50, 50, 0);
  click (fixture, 150, 58, GESSO_MASK_TOOL_CONSTRAIN);
  click (fixture, 155, 150, GESSO_MASK_TOOL_CONSTRAIN);
  gesso_mask_editor_finish (fixture->editor);
  g_assert_cmpfloat (fabs (get_area (fixture) - 5000), <, 5);
}

static void
test_polygon_dropped (Fixture      *fixture,
                      gconstpointer tool)
{
  click (fixture, 50, 50, 0);
  click (fixture, 150, 50, 0);
  gesso_mask_editor_finish (fixture->editor);
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
  click (fixture, 50, 50, 0);
  click (fixture, 150, 50, 0);
  click (fixture, 150, 150, 0);
  gesso_mask_editor_cancel (fixture->editor);
  g_assert_false (gesso_mask_editor_is_drawing (fixture->editor));
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  gesso_mask_editor_finish (fixture->editor);
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
}

static void
test_flood_joined (Fixture      *fixture,
                   gconstpointer tool)
{
  click (fixture, 150, 150, 0);
  g_assert_true (gesso_mask_editor_is_busy (fixture->editor));
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, 10000);
  g_assert_cmpint (get_value (fixture, 100, 100), ==, 255);
  g_assert_cmpint (get_value (fixture, 99, 100), ==, 0);
  g_assert_true (gesso_mask_editor_can_undo (fixture->editor));
  gesso_mask_editor_undo (fixture->editor);
  g_assert_cmpfloat (get_area (fixture), ==, 0);
}

static void
test_flood_everywhere (Fixture      *fixture,
                       gconstpointer tool)
{
  GessoMaskToolOptions options = plain ();

  click (fixture, 150, 150, GESSO_MASK_TOOL_CONSTRAIN);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, 12500);
  gesso_mask_editor_undo (fixture->editor);
  options.everywhere = TRUE;
  options.tolerance = 0.02;
  gesso_mask_editor_set_options (fixture->editor, &options);
  click (fixture, 150, 150, 0);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, 10000);
}

static void
test_flood_tolerance_is_drawn (Fixture      *fixture,
                               gconstpointer tool)
{
  /* 15 reaches to the right: 0.1 + 15 · 0.04 takes the grey in too. */
  drag (fixture, 150, 150, 210, 150, 0);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, SIDE * SIDE);
}

static void
test_flood_combines (Fixture      *fixture,
                     gconstpointer tool)
{
  GessoMaskToolOptions options = plain ();

  gesso_mask_editor_fill (fixture->editor);
  click (fixture, 150, 150, GESSO_MASK_TOOL_SUBTRACT);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, SIDE * SIDE - 10000);
  gesso_mask_editor_undo (fixture->editor);
  options.combine = GESSO_MASK_INTERSECT;
  gesso_mask_editor_set_options (fixture->editor, &options);
  click (fixture, 150, 150, 0);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, 10000);
}

static void
test_flood_cancelled (Fixture      *fixture,
                      gconstpointer tool)
{
  gesso_mask_editor_begin (fixture->editor, &(GessoMaskPoint) { 150, 150, 1 }, 0);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, 10000);
  gesso_mask_editor_cancel (fixture->editor);
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
  click (fixture, 150, 150, 0);
  gesso_mask_editor_cancel (fixture->editor);
  g_assert_false (gesso_mask_editor_is_busy (fixture->editor));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  g_assert_cmpuint (fixture->failures, ==, 0);
}

static void
test_flood_outside (Fixture      *fixture,
                    gconstpointer tool)
{
  click (fixture, -1, 5, 0);
  click (fixture, SIDE, 5, 0);
  click (fixture, NAN, 5, 0);
  g_assert_false (gesso_mask_editor_is_busy (fixture->editor));
  gesso_mask_editor_set_picture (fixture->editor, NULL);
  click (fixture, 5, 5, 0);
  g_assert_false (gesso_mask_editor_is_busy (fixture->editor));
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
}

/* Stands in for segmentation: what is dark within the box. */
static GessoImage *
pick_dark (const GessoImage *picture,
           const GessoImage *hint,
           GCancellable     *cancellable,
           GError          **error)
{
  guint width = gesso_image_get_width (picture), height = gesso_image_get_height (picture);
  GessoImage *cover = gesso_image_new (width, height, 1, error);

  g_assert_cmpuint (gesso_image_get_width (hint), ==, width);
  g_assert_cmpuint (gesso_image_get_height (hint), ==, height);
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      gesso_image_edit_row (cover, y)[x] =
        gesso_image_get_row (hint, y)[x] > 0 && gesso_image_get_row (picture, y)[3 * x] < 100 ? 255 : 0;
  return cover;
}

static GessoImage *
pick_nothing (const GessoImage *picture,
              const GessoImage *hint,
              GCancellable     *cancellable,
              GError          **error)
{
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, "Nothing stands out.");
  return NULL;
}

static void
test_object (Fixture      *fixture,
             gconstpointer tool)
{
  GessoMaskToolOptions options = plain ();

  options.pick = pick_dark;
  gesso_mask_editor_set_options (fixture->editor, &options);
  drag (fixture, 90, 90, 150, 220, 0);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, 5000);
  g_assert_cmpint (get_value (fixture, 100, 199), ==, 255);
  drag (fixture, 380, 380, 290, 290, 0);
  wait_for_work (fixture);
  g_assert_cmpfloat (get_area (fixture), ==, 7500);
  gesso_mask_editor_undo (fixture->editor);
  g_assert_cmpfloat (get_area (fixture), ==, 5000);
}

static void
test_object_that_is_none (Fixture      *fixture,
                          gconstpointer tool)
{
  GessoMaskToolOptions options = plain ();

  options.pick = pick_nothing;
  gesso_mask_editor_set_options (fixture->editor, &options);
  drag (fixture, 90, 90, 150, 220, 0);
  wait_for_work (fixture);
  g_assert_cmpuint (fixture->failures, ==, 1);
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
  g_assert_false (gesso_mask_editor_is_drawing (fixture->editor));
  drag (fixture, 90, 90, 91, 91, 0);
  g_assert_false (gesso_mask_editor_is_busy (fixture->editor));
  drag (fixture, -900, -900, -100, -100, 0);
  g_assert_false (gesso_mask_editor_is_busy (fixture->editor));
  g_assert_cmpuint (fixture->failures, ==, 1);
}

static void
test_gradient (Fixture      *fixture,
               gconstpointer tool)
{
  drag (fixture, 100, 200, 300, 200, 0);
  g_assert_cmpint (get_value (fixture, 0, 0), ==, 255);
  g_assert_cmpint (get_value (fixture, 99, 399), ==, 255);
  g_assert_cmpint (abs (get_value (fixture, 200, 10) - 127), <=, 2);
  g_assert_cmpint (get_value (fixture, 300, 0), ==, 0);
  g_assert_cmpfloat (fabs (get_area (fixture) - 200 * SIDE), <, 400);
  for (int x = 1; x < SIDE; x++)
    g_assert_cmpint (get_value (fixture, x, 300), <=, get_value (fixture, x - 1, 300));
  gesso_mask_editor_undo (fixture->editor);
  drag (fixture, 200, 300, 210, 100, GESSO_MASK_TOOL_CONSTRAIN);
  g_assert_cmpint (get_value (fixture, 0, 399), ==, 255);
  g_assert_cmpint (get_value (fixture, 399, 50), ==, 0);
  g_assert_cmpint (get_value (fixture, 0, 200), ==, get_value (fixture, 399, 200));
}

static void
test_gradient_of_nothing (Fixture      *fixture,
                          gconstpointer tool)
{
  click (fixture, 100, 200, 0);
  drag (fixture, 10, 10, NAN, 10, 0);
  g_assert_false (gesso_mask_editor_can_undo (fixture->editor));
  drag (fixture, 10, 10, 1e300, -1e300, 0);
  g_assert_false (gesso_mask_editor_is_drawing (fixture->editor));
}

static void
test_intersect (Fixture      *fixture,
                gconstpointer tool)
{
  GessoMaskToolOptions options = plain ();

  drag (fixture, 50, 50, 250, 250, 0);
  options.combine = GESSO_MASK_INTERSECT;
  gesso_mask_editor_set_options (fixture->editor, &options);
  drag (fixture, 150, 150, 390, 390, 0);
  g_assert_cmpfloat (get_area (fixture), ==, 10000);
  g_assert_cmpint (get_value (fixture, 60, 60), ==, 0);
  options.opacity = 0.5;
  gesso_mask_editor_set_options (fixture->editor, &options);
  drag (fixture, 0, 0, 10, 10, 0);
  g_assert_cmpint (abs (get_value (fixture, 200, 200) - 127), <=, 1);
  options.combine = GESSO_MASK_SUBTRACT;
  options.opacity = 1;
  gesso_mask_editor_set_options (fixture->editor, &options);
  drag (fixture, 0, 0, 390, 390, 0);
  g_assert_cmpfloat (get_area (fixture), ==, 0);
}

static void
test_smoothing (Fixture      *fixture,
                gconstpointer tool)
{
  GessoMaskToolOptions options = plain ();
  double rough = 0, smooth = 0;

  for (int round = 0; round < 2; round++)
    {
      options.size = 4;
      options.smoothing = round;
      gesso_mask_editor_set_options (fixture->editor, &options);
      gesso_mask_editor_begin (fixture->editor, &(GessoMaskPoint) { 20, 200, 1 }, 0);
      for (int i = 1; i <= 60; i++)
        gesso_mask_editor_move (fixture->editor, &(GessoMaskPoint) { 20 + 6 * i, 200 + (i % 2 ? 9 : -9), 1 }, 1, 0);
      gesso_mask_editor_end (fixture->editor, &(GessoMaskPoint) { 385, 200, 1 }, 0);
      if (round == 0)
        rough = get_area (fixture);
      else
        smooth = get_area (fixture);
      /* Both begin and end where the pointer did. */
      g_assert_cmpint (get_value (fixture, 20, 200), >, 200);
      g_assert_cmpint (get_value (fixture, 384, 200), >, 200);
      gesso_mask_editor_undo (fixture->editor);
    }
  g_assert_cmpfloat (smooth, <, 0.7 * rough);
}

static void
test_transparency_and_holes (Fixture      *fixture,
                             gconstpointer tool)
{
  g_autoptr (GessoImage) clear = gesso_image_convert (fixture->picture, 4, NULL);
  g_autoptr (GessoImage) copy = gesso_image_new (SIDE, SIDE, 4, NULL);

  for (guint y = 0; y < SIDE; y++)
    {
      memcpy (gesso_image_edit_row (copy, y), gesso_image_get_row (clear, y), 4 * SIDE);
      for (guint x = 0; x < 100; x++)
        gesso_image_edit_row (copy, y)[4 * x + 3] = 55;
    }
  gesso_mask_editor_run (fixture->editor, gesso_mask_work_new_transparency (copy, GESSO_MASK_ADD));
  wait_for_work (fixture);
  g_assert_cmpint (get_value (fixture, 99, 5), ==, 200);
  g_assert_cmpint (get_value (fixture, 100, 5), ==, 0);
  gesso_mask_editor_undo (fixture->editor);
  g_assert_false (gesso_mask_editor_has_mask (fixture->editor));

  drag (fixture, 50, 50, 250, 250, 0);
  drag (fixture, 100, 100, 150, 150, GESSO_MASK_TOOL_SUBTRACT);
  drag (fixture, 0, 300, 100, 400, 0);
  drag (fixture, 0, 320, 50, 380, GESSO_MASK_TOOL_SUBTRACT);
  gesso_mask_editor_fill_holes (fixture->editor, NULL);
  wait_for_work (fixture);
  /* What is open to the border of the picture is no hole. */
  g_assert_cmpfloat (get_area (fixture), ==, 40000 + 10000 - 3000);
  gesso_mask_editor_fill_holes (fixture->editor, NULL);
  wait_for_work (fixture);
  gesso_mask_editor_undo (fixture->editor);
  g_assert_cmpfloat (get_area (fixture), ==, 40000 + 10000 - 3000 - 2500);
}

/* What was drawn once comes out the same again. */
static void
test_recorded (Fixture      *fixture,
               gconstpointer tool)
{
  static const char *const sums[][2] = {
    { "polygon", "7636cb62c60871ef" }, { "flood", "817fdc8123b4ee39" }, { "object", "928c52b13fac01aa" }, { "gradient", "0d7b30dc2d055f9e" },
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GessoImage) image = NULL;
  GessoMaskToolOptions options = plain ();

  options.pick = pick_dark;
  options.opacity = 0.8;
  gesso_mask_editor_set_options (fixture->editor, &options);
  drag (fixture, 87.3, 91.6, 240.2, 210.9, 0);
  drag (fixture, 333.3, 320.1, 310.7, 380.4, 0);
  gesso_mask_editor_finish (fixture->editor);
  wait_for_work (fixture);
  image = gesso_mask_to_image (gesso_mask_editor_get_mask (fixture->editor), NULL);
  for (guint y = 0; y < SIDE; y++)
    g_checksum_update (sum, gesso_image_get_row (image, y), SIDE);
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *start = g_strndup (g_checksum_get_string (sum), 16);

      if (g_str_equal (sums[i][0], tool))
        g_assert_cmpstr (start, ==, sums[i][1]);
    }
}

static void
add (const char *path,
     const char *tool,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, tool, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/mask-shapes/polygon/first-corner", "polygon", test_polygon_closes_at_its_first_corner);
  add ("/mask-shapes/polygon/double-click", "polygon", test_polygon_closes_at_a_double_click);
  add ("/mask-shapes/polygon/finish", "polygon", test_polygon_finish_leaves_the_pointer_out);
  add ("/mask-shapes/polygon/drawn-sides", "polygon", test_polygon_drawn_sides);
  add ("/mask-shapes/polygon/constrained", "polygon", test_polygon_constrained);
  add ("/mask-shapes/polygon/dropped", "polygon", test_polygon_dropped);
  add ("/mask-shapes/flood/joined", "flood", test_flood_joined);
  add ("/mask-shapes/flood/everywhere", "flood", test_flood_everywhere);
  add ("/mask-shapes/flood/tolerance", "flood", test_flood_tolerance_is_drawn);
  add ("/mask-shapes/flood/combines", "flood", test_flood_combines);
  add ("/mask-shapes/flood/cancelled", "flood", test_flood_cancelled);
  add ("/mask-shapes/flood/outside", "flood", test_flood_outside);
  add ("/mask-shapes/object", "object", test_object);
  add ("/mask-shapes/object/none", "object", test_object_that_is_none);
  add ("/mask-shapes/gradient", "gradient", test_gradient);
  add ("/mask-shapes/gradient/nothing", "gradient", test_gradient_of_nothing);
  add ("/mask-shapes/recorded/polygon", "polygon", test_recorded);
  add ("/mask-shapes/recorded/flood", "flood", test_recorded);
  add ("/mask-shapes/recorded/object", "object", test_recorded);
  add ("/mask-shapes/recorded/gradient", "gradient", test_recorded);
  add ("/mask-shapes/intersect", "rectangle", test_intersect);
  add ("/mask-shapes/smoothing", "brush", test_smoothing);
  add ("/mask-shapes/work", "rectangle", test_transparency_and_holes);
  return g_test_run ();
}

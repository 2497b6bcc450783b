/* test-mask-tools.c - recorded strokes in, masks out; no display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-mask-editor.h"
#include "gesso-mask-tiles.h"
#include "gesso-test.h"

#define SIDE 600

static const GessoMaskToolOptions plain = { 40, 1, 1 };

static GessoMaskTool *
new_tool (const char *id)
{
  for (const GType *type = gesso_mask_tool_list_types (); *type != G_TYPE_INVALID; type++)
    {
      g_autoptr (GessoMaskTool) tool = g_object_new (*type, NULL);

      if (g_str_equal (GESSO_MASK_TOOL_GET_CLASS (tool)->id, id))
        return g_steal_pointer (&tool);
    }
  g_assert_not_reached ();
}

/* From the first of @points through the others to the last. */
static GessoMaskToolReply
draw (GessoMask                  *mask,
      const char                 *id,
      const GessoMaskToolOptions *options,
      GessoMaskToolModifiers      modifiers,
      const GessoMaskPoint       *points,
      guint                       n_points)
{
  g_autoptr (GessoMaskTool) tool = new_tool (id);

  gesso_mask_tool_begin (tool, mask, options, &points[0], modifiers);
  if (n_points > 1)
    gesso_mask_tool_move (tool, points + 1, n_points - 1, modifiers);
  return gesso_mask_tool_end (tool, &points[n_points - 1], modifiers);
}

static guint64
sum_mask (GessoMask *mask)
{
  return (guint64) llround (gesso_mask_get_coverage (mask) * 255.0 * gesso_mask_get_width (mask) *
                            gesso_mask_get_height (mask));
}

static char *
checksum (GessoMask *mask)
{
  g_autoptr (GessoImage) image = gesso_mask_to_image (mask, NULL);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint y = 0; y < gesso_image_get_height (image); y++)
    g_checksum_update (sum, gesso_image_get_row (image, y), gesso_image_get_width (image));
  return g_strndup (g_checksum_get_string (sum), 16);
}

/* One recorded stroke: what goes in, the checksum of what comes out. */
typedef struct
{
  const char *name;
  const char *tool;
  GessoMaskToolOptions options;
  GessoMaskToolModifiers modifiers;
  guint n_points;
  GessoMaskPoint points[6];
  const char *checksum;
} Recorded;

static const Recorded recorded[] = {
  { "click", "brush", { 40, 1, 1 }, 0, 1, { { 300, 300, 1 } }, "a608a0ae549fbddd" },
  { "line", "brush", { 40, 0.5, 1 }, 0, 2, { { 50.3, 80.7, 1 }, { 520.1, 410.9, 1 } }, "2f7cb0451a8b4d9b" },
  { "soft-half", "brush", { 120, 0, 0.5 }, 0, 4,
    { { 100, 100, 1 }, { 400, 100, 1 }, { 400, 400, 1 }, { 100, 100, 1 } }, "8dabfbbfa46dd47a" },
  { "pressure", "brush", { 80, 0.8, 1 }, 0, 3,
    { { 60, 300, 0.1 }, { 300, 320, 1 }, { 540, 300, 0.3 } }, "fb6a89eb1138fe29" },
  { "tiny", "brush", { 1, 1, 1 }, 0, 2, { { 10.5, 10.5, 1 }, { 30.5, 10.5, 1 } }, "4e49cff5811ef25e" },
  { "partly-outside", "brush", { 200, 0.9, 1 }, 0, 2, { { -40, 20, 1 }, { 640, 590, 1 } }, "f54e4b0a34add919" },
  { "huge", "brush", { 1024, 0.3, 1 }, 0, 2, { { 300, 300, 1 }, { 340, 310, 1 } }, "5e52de095512ede0" },
  { "rectangle", "rectangle", { 40, 1, 1 }, 0, 2, { { 100.4, 50.6, 1 }, { 299.6, 149.5, 1 } }, "7fc3657e69dd0035" },
  { "ellipse", "ellipse", { 40, 1, 1 }, 0, 2, { { 100, 50, 1 }, { 420, 250, 1 } }, "0e8cababc6c91d5b" },
  { "lasso", "lasso", { 40, 1, 1 }, 0, 5,
    { { 100, 100, 1 }, { 500, 130, 1 }, { 450, 480, 1 }, { 300, 250, 1 }, { 120, 420, 1 } }, "4378e487ad445922" },
};

static void
test_recorded (gconstpointer data)
{
  const Recorded *this = data;
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  g_autofree char *sum = NULL;
  GessoMaskToolReply reply;
  GessoRect bounds, both;

  reply = draw (mask, this->tool, &this->options, this->modifiers, this->points, this->n_points);
  g_assert_cmpuint (reply.flags & GESSO_MASK_TOOL_COMMIT, !=, 0);
  g_assert_cmpuint (reply.flags & GESSO_MASK_TOOL_DONE, !=, 0);
  bounds = gesso_mask_get_bounds (mask);
  g_assert_false (gesso_rect_is_empty (&bounds));
  both = gesso_rect_union (&bounds, &(GessoRect) { 0, 0, SIDE, SIDE });
  g_assert_cmpint (both.width, ==, SIDE);
  sum = checksum (mask);
  g_assert_cmpstr (sum, ==, this->checksum);
}

static void
test_list (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) accels = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0;

  for (const GType *type = gesso_mask_tool_list_types (); *type != G_TYPE_INVALID; type++, n++)
    {
      g_autoptr (GessoMaskTool) tool = g_object_new (*type, NULL);
      GessoMaskToolClass *klass = GESSO_MASK_TOOL_GET_CLASS (tool);

      g_assert_true (g_hash_table_add (ids, (gpointer) klass->id));
      g_assert_true (g_hash_table_add (accels, (gpointer) klass->accel));
      g_assert_nonnull (klass->title);
      g_assert_nonnull (klass->icon_name);
      g_assert_nonnull (klass->begin);
      g_assert_nonnull (klass->move);
      g_assert_nonnull (klass->end);
    }
  g_assert_cmpuint (n, >=, 4);
  g_assert_true (g_hash_table_contains (ids, "brush"));
  g_assert_true (g_hash_table_contains (ids, "eraser"));
  g_assert_true (g_hash_table_contains (ids, "rectangle"));
  g_assert_true (g_hash_table_contains (ids, "lasso"));
}

static void
test_dab_size (void)
{
  static const double sizes[] = { 1, 2, 3, 8, 40, 41.5, 200, 512 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
      GessoMaskToolOptions options = { sizes[i], 1, 1 };
      double area = G_PI * sizes[i] * sizes[i] / 4;

      draw (mask, "brush", &options, 0, &(GessoMaskPoint) { 300, 300, 1 }, 1);
      g_assert_cmpfloat (fabs (sum_mask (mask) / 255.0 - area), <=, MAX (area * 0.02, 1.2));
    }
}

static void
test_dab_symmetry (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskToolOptions options = { 61, 0.3, 1 };

  draw (mask, "brush", &options, 0, &(GessoMaskPoint) { 300, 300, 1 }, 1);
  for (int y = 260; y < 340; y++)
    {
      for (int x = 260; x < 340; x++)
        {
          guint8 value = gesso_mask_get_value (mask, x, y);

          g_assert_cmpuint (value, ==, gesso_mask_get_value (mask, 599 - x, y));
          g_assert_cmpuint (value, ==, gesso_mask_get_value (mask, x, 599 - y));
          g_assert_cmpuint (value, ==, gesso_mask_get_value (mask, y, x));
        }
    }
}

/* The middle of what is covered is where the pointer was, to a fraction of a pixel. */
static void
test_dab_sub_pixel (void)
{
  for (int i = 0; i < 8; i++)
    {
      g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
      GessoMaskPoint point = { 300 + i / 8.0, 300 - i / 8.0, 1 };
      GessoMaskToolOptions options = { 12, 1, 1 };
      double sum = 0, across = 0, down = 0;

      draw (mask, "brush", &options, 0, &point, 1);
      for (int y = 280; y < 320; y++)
        {
          for (int x = 280; x < 320; x++)
            {
              double value = gesso_mask_get_value (mask, x, y);

              sum += value;
              across += value * (x + 0.5);
              down += value * (y + 0.5);
            }
        }
      g_assert_cmpfloat (fabs (across / sum - point.x), <=, 0.15);
      g_assert_cmpfloat (fabs (down / sum - point.y), <=, 0.15);
    }
}

static void
test_hardness (void)
{
  guint64 last = 0;

  for (int hardness = 0; hardness <= 10; hardness++)
    {
      g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
      GessoMaskToolOptions options = { 200, hardness / 10.0, 1 };

      draw (mask, "brush", &options, 0, &(GessoMaskPoint) { 300, 300, 1 }, 1);
      g_assert_cmpuint (gesso_mask_get_value (mask, 300, 300), ==, 255);
      g_assert_cmpuint (gesso_mask_get_value (mask, 300 + 102, 300), ==, 0);
      g_assert_cmpuint (sum_mask (mask), >, last);
      last = sum_mask (mask);
    }
}

/* However far apart the points are, the line has no gaps. */
static void
test_joined (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskPoint points[] = { { 20, 20, 1 }, { 580, 560, 1 } };
  GessoMaskToolOptions options = { 10, 1, 1 };

  draw (mask, "brush", &options, 0, points, 2);
  for (int i = 0; i <= 100; i++)
    g_assert_cmpuint (gesso_mask_get_value (mask, 20 + 560 * i / 100, 20 + 540 * i / 100), ==, 255);
}

/* The same way in one step or in many gives nearly the same. */
static void
test_steps (void)
{
  g_autoptr (GessoMask) one = gesso_mask_new (SIDE, SIDE);
  g_autoptr (GessoMask) many = gesso_mask_new (SIDE, SIDE);
  GessoMaskPoint ends[] = { { 100, 300, 1 }, { 500, 300, 1 } };
  GessoMaskPoint steps[401];

  for (int i = 0; i <= 400; i++)
    steps[i] = (GessoMaskPoint) { 100 + i, 300, 1 };
  draw (one, "brush", &plain, 0, ends, 2);
  draw (many, "brush", &plain, 0, steps, 401);
  g_assert_cmpfloat (fabs ((double) sum_mask (one) / sum_mask (many) - 1), <, 0.002);
}

static void
test_opacity (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskToolOptions half = { 40, 1, 0.5 };
  /* To and fro over the same place: still half. */
  GessoMaskPoint points[] = { { 100, 300, 1 }, { 500, 300, 1 }, { 100, 300, 1 }, { 500, 300, 1 } };

  draw (mask, "brush", &half, 0, points, 4);
  g_assert_cmpuint (gesso_mask_get_value (mask, 300, 300), ==, 128);
  /* A second stroke adds to the first. */
  draw (mask, "brush", &half, 0, points, 2);
  g_assert_cmpuint (gesso_mask_get_value (mask, 300, 300), ==, 192);
}

static void
test_pressure (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskPoint points[] = { { 100, 300, 0.25 }, { 500, 300, 1 } };
  GessoMaskToolOptions options = { 80, 1, 1 };
  int thin = 0, thick = 0;

  draw (mask, "brush", &options, 0, points, 2);
  for (int y = 0; y < SIDE; y++)
    {
      thin += gesso_mask_get_value (mask, 100, y) >= 128;
      thick += gesso_mask_get_value (mask, 495, y) >= 128;
    }
  g_assert_cmpint (thin, >=, 19);
  g_assert_cmpint (thin, <=, 30);
  g_assert_cmpint (thick, >=, 76);
  g_assert_cmpint (thick, <=, 81);
}

static void
test_eraser (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  g_autoptr (GessoMask) again = gesso_mask_new (SIDE, SIDE);

  gesso_mask_invert (mask);
  gesso_mask_invert (again);
  draw (mask, "eraser", &plain, 0, &(GessoMaskPoint) { 300, 300, 1 }, 1);
  g_assert_cmpuint (gesso_mask_get_value (mask, 300, 300), ==, 0);
  g_assert_cmpuint (gesso_mask_get_value (mask, 330, 300), ==, 255);
  /* Ctrl makes a brush an eraser, and the other way round. */
  draw (again, "brush", &plain, GESSO_MASK_TOOL_SUBTRACT, &(GessoMaskPoint) { 300, 300, 1 }, 1);
  g_assert_cmpuint (sum_mask (mask), ==, sum_mask (again));
  draw (again, "eraser", &plain, GESSO_MASK_TOOL_SUBTRACT, &(GessoMaskPoint) { 300, 300, 1 }, 1);
  g_assert_cmpuint (gesso_mask_get_value (again, 300, 300), ==, 255);
}

static void
test_cancel (void)
{
  static const char *const ids[] = { "brush", "eraser", "rectangle", "ellipse", "lasso" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
      g_autoptr (GessoMaskTool) tool = new_tool (ids[i]);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      const GessoMaskPoint *outline;
      gboolean closed;

      gesso_mask_fill (mask, &(GessoRect) { 100, 100, 300, 300 }, 99);
      before = checksum (mask);
      gesso_mask_tool_begin (tool, mask, &plain, &(GessoMaskPoint) { 150, 150, 1 }, 0);
      gesso_mask_tool_move (tool, &(GessoMaskPoint) { 450, 400, 1 }, 1, 0);
      g_assert_cmpuint (gesso_mask_tool_cancel (tool).flags & GESSO_MASK_TOOL_DONE, !=, 0);
      after = checksum (mask);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpuint (gesso_mask_tool_get_outline (tool, &outline, &closed), ==, 0);
      /* What comes late does nothing. */
      gesso_mask_tool_move (tool, &(GessoMaskPoint) { 1, 1, 1 }, 1, 0);
      gesso_mask_tool_end (tool, &(GessoMaskPoint) { 1, 1, 1 }, 0);
      g_assert_cmpuint (sum_mask (mask), ==, 300 * 300 * 99);
    }
}

/* Where a pointer, or a broken driver, may say it is. */
static void
test_wild_points (void)
{
  static const char *const ids[] = { "brush", "eraser", "rectangle", "ellipse", "lasso" };
  GessoMaskPoint points[] = {
    { 300, 300, 1 }, { NAN, 20, 1 }, { 20, -NAN, NAN }, { INFINITY, 5, -3 },
    { -1e300, 1e300, 1e9 }, { 2147483648.0, -2147483649.0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GessoMask) mask = gesso_mask_new (64, 64);
      GessoMaskToolOptions options = { 1e9, -4, 77 };

      draw (mask, ids[i], &options, 0, points, G_N_ELEMENTS (points));
      draw (mask, ids[i], &options, GESSO_MASK_TOOL_CONSTRAIN | GESSO_MASK_TOOL_CENTRE, points,
            G_N_ELEMENTS (points));
    }
}

static void
test_dirty (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  g_autoptr (GessoMaskTool) tool = new_tool ("brush");
  GessoMaskToolReply reply = gesso_mask_tool_begin (tool, mask, &plain, &(GessoMaskPoint) { 300, 300, 1 }, 0);
  GessoRect bounds = gesso_mask_get_bounds (mask), both;

  g_assert_cmpuint (reply.flags, ==, GESSO_MASK_TOOL_DIRTY);
  both = gesso_rect_union (&bounds, &reply.dirty);
  g_assert_cmpint (both.width, ==, reply.dirty.width);
  g_assert_cmpint (both.height, ==, reply.dirty.height);
  g_assert_cmpint (reply.dirty.width, <=, 44);
  reply = gesso_mask_tool_move (tool, &(GessoMaskPoint) { -500, -500, 1 }, 0, 0);
  g_assert_cmpuint (reply.flags, ==, 0);
}

static void
test_rectangle (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  /* From the lower right to the upper left. */
  GessoMaskPoint points[] = { { 299.6, 149.5, 1 }, { 100.4, 50.6, 1 } };
  GessoRect bounds;

  draw (mask, "rectangle", &plain, 0, points, 2);
  bounds = gesso_mask_get_bounds (mask);
  g_assert_cmpint (bounds.x, ==, 100);
  g_assert_cmpint (bounds.y, ==, 51);
  g_assert_cmpint (bounds.width, ==, 200);
  g_assert_cmpint (bounds.height, ==, 99);
  g_assert_cmpuint (sum_mask (mask), ==, 200 * 99 * 255);
}

static void
test_rectangle_modifiers (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskPoint points[] = { { 300, 300, 1 }, { 340, 220, 1 } };
  GessoRect bounds;

  draw (mask, "rectangle", &plain, GESSO_MASK_TOOL_CONSTRAIN, points, 2);
  bounds = gesso_mask_get_bounds (mask);
  g_assert_cmpint (bounds.x, ==, 300);
  g_assert_cmpint (bounds.y, ==, 220);
  g_assert_cmpint (bounds.width, ==, 80);
  g_assert_cmpint (bounds.height, ==, 80);

  gesso_mask_clear (mask);
  draw (mask, "rectangle", &plain, GESSO_MASK_TOOL_CENTRE, points, 2);
  bounds = gesso_mask_get_bounds (mask);
  g_assert_cmpint (bounds.x, ==, 260);
  g_assert_cmpint (bounds.width, ==, 80);
  g_assert_cmpint (bounds.y, ==, 220);
  g_assert_cmpint (bounds.height, ==, 160);

  draw (mask, "rectangle", &plain, GESSO_MASK_TOOL_CENTRE | GESSO_MASK_TOOL_SUBTRACT, points, 2);
  g_assert_true (gesso_mask_is_empty (mask));
}

static void
test_click_draws_nothing (void)
{
  static const char *const ids[] = { "rectangle", "ellipse", "lasso" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
      GessoMaskToolReply reply = draw (mask, ids[i], &plain, 0, &(GessoMaskPoint) { 300, 300, 1 }, 1);

      g_assert_true (gesso_mask_is_empty (mask));
      g_assert_cmpuint (reply.flags & GESSO_MASK_TOOL_COMMIT, ==, 0);
    }
}

static void
test_ellipse (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskPoint points[] = { { 100, 200, 1 }, { 500, 400, 1 } };
  double area = G_PI * 200 * 100;

  draw (mask, "ellipse", &plain, 0, points, 2);
  g_assert_cmpfloat (fabs (sum_mask (mask) / 255.0 / area - 1), <, 0.005);
  g_assert_cmpuint (gesso_mask_get_value (mask, 105, 205), ==, 0);
  g_assert_cmpuint (gesso_mask_get_value (mask, 300, 300), ==, 255);
}

static void
test_lasso_area (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskPoint triangle[] = { { 100.25, 100.5, 1 }, { 400.75, 130, 1 }, { 220, 470.3, 1 } };
  double area = 0.5 * fabs ((400.75 - 100.25) * (470.3 - 100.5) - (220 - 100.25) * (130 - 100.5));

  draw (mask, "lasso", &plain, 0, triangle, 3);
  g_assert_cmpfloat (fabs (sum_mask (mask) / 255.0 / area - 1), <, 0.005);
}

/* A line that crosses itself goes round the middle twice: no hole there. */
static void
test_lasso_winding (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  GessoMaskPoint star[6];

  for (int i = 0; i < 6; i++)
    star[i] = (GessoMaskPoint) { 300 + 200 * sin (4 * G_PI * i / 5), 300 - 200 * cos (4 * G_PI * i / 5), 1 };
  draw (mask, "lasso", &plain, 0, star, 6);
  g_assert_cmpuint (gesso_mask_get_value (mask, 300, 300), ==, 255);
  g_assert_cmpuint (gesso_mask_get_value (mask, 110, 110), ==, 0);
}

static void
test_lasso_straight (void)
{
  g_autoptr (GessoMask) mask = gesso_mask_new (SIDE, SIDE);
  g_autoptr (GessoMaskTool) tool = new_tool ("lasso");
  const GessoMaskPoint *outline;
  gboolean closed;
  guint n;

  gesso_mask_tool_begin (tool, mask, &plain, &(GessoMaskPoint) { 100, 100, 1 }, 0);
  gesso_mask_tool_move (tool, &(GessoMaskPoint) { 200, 103, 1 }, 1, GESSO_MASK_TOOL_CONSTRAIN);
  gesso_mask_tool_move (tool, &(GessoMaskPoint) { 300, 90, 1 }, 1, GESSO_MASK_TOOL_CONSTRAIN);
  n = gesso_mask_tool_get_outline (tool, &outline, &closed);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (closed);
  g_assert_cmpfloat_with_epsilon (outline[1].x, 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (outline[1].y, 100, 1e-9);
  /* Shift let go sets the corner. */
  gesso_mask_tool_move (tool, &(GessoMaskPoint) { 310, 300, 1 }, 1, 0);
  gesso_mask_tool_move (tool, &(GessoMaskPoint) { 205, 411, 1 }, 1, GESSO_MASK_TOOL_CONSTRAIN);
  n = gesso_mask_tool_get_outline (tool, &outline, &closed);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpfloat_with_epsilon (outline[3].x - 310, -(outline[3].y - 300), 1e-9);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
stroke (GessoMaskEditor *editor,
        double           x,
        double           y)
{
  gesso_mask_editor_begin (editor, &(GessoMaskPoint) { x, y, 1 }, 0);
  gesso_mask_editor_move (editor, &(GessoMaskPoint) { x + 30, y, 1 }, 1, 0);
  gesso_mask_editor_end (editor, &(GessoMaskPoint) { x + 30, y, 1 }, 0);
}

static void
test_editor_undo (void)
{
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (SIDE, SIDE);
  GessoMask *mask = gesso_mask_editor_get_mask (editor);
  char *sums[21];

  sums[0] = checksum (mask);
  for (int i = 1; i <= 20; i++)
    {
      stroke (editor, 20 + 25 * i, 20 + 13 * i);
      sums[i] = checksum (mask);
    }
  for (int i = 19; i >= 0; i--)
    {
      g_autofree char *now = NULL;

      g_assert_true (gesso_mask_editor_can_undo (editor));
      gesso_mask_editor_undo (editor);
      now = checksum (mask);
      g_assert_cmpstr (now, ==, sums[i]);
    }
  g_assert_false (gesso_mask_editor_can_undo (editor));
  gesso_mask_editor_undo (editor);
  for (int i = 1; i <= 20; i++)
    {
      g_autofree char *now = NULL;

      gesso_mask_editor_redo (editor);
      now = checksum (mask);
      g_assert_cmpstr (now, ==, sums[i]);
    }
  g_assert_false (gesso_mask_editor_can_redo (editor));
  for (int i = 0; i <= 20; i++)
    g_free (sums[i]);
}

static void
test_editor_redo_is_lost (void)
{
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (SIDE, SIDE);

  stroke (editor, 100, 100);
  stroke (editor, 200, 200);
  gesso_mask_editor_undo (editor);
  g_assert_true (gesso_mask_editor_can_redo (editor));
  stroke (editor, 300, 300);
  g_assert_false (gesso_mask_editor_can_redo (editor));
}

static void
test_editor_steps (void)
{
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (SIDE, SIDE);

  /* What changes nothing is no step. */
  gesso_mask_editor_clear (editor);
  gesso_mask_editor_feather (editor, 20, GESSO_EDGE_OUTSIDE);
  g_assert_false (gesso_mask_editor_can_undo (editor));
  gesso_mask_editor_fill (editor);
  gesso_mask_editor_invert (editor);
  g_assert_false (gesso_mask_editor_has_mask (editor));
  gesso_mask_editor_undo (editor);
  g_assert_true (gesso_mask_editor_has_mask (editor));
  gesso_mask_editor_undo (editor);
  g_assert_false (gesso_mask_editor_can_undo (editor));
}

static void
test_editor_notifies (void)
{
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (SIDE, SIDE);
  guint has_mask = 0, changed = 0;

  g_signal_connect_swapped (editor, "notify::has-mask", G_CALLBACK (count_cb), &has_mask);
  g_signal_connect_swapped (editor, "changed", G_CALLBACK (count_cb), &changed);
  stroke (editor, 100, 100);
  g_assert_cmpuint (has_mask, ==, 1);
  g_assert_cmpuint (changed, >=, 2);
  stroke (editor, 300, 300);
  g_assert_cmpuint (has_mask, ==, 1);
  gesso_mask_editor_clear (editor);
  g_assert_cmpuint (has_mask, ==, 2);
}

static void
test_editor_cancel (void)
{
  g_autoptr (GessoMaskEditor) editor = gesso_mask_editor_new (SIDE, SIDE);

  gesso_mask_editor_begin (editor, &(GessoMaskPoint) { 50, 50, 1 }, 0);
  g_assert_true (gesso_mask_editor_is_drawing (editor));
  /* Another tool drops what was begun; an unknown one does nothing. */
  gesso_mask_editor_set_tool (editor, "no such tool");
  g_assert_true (gesso_mask_editor_is_drawing (editor));
  gesso_mask_editor_set_tool (editor, "lasso");
  g_assert_false (gesso_mask_editor_is_drawing (editor));
  g_assert_cmpstr (gesso_mask_editor_get_tool (editor), ==, "lasso");
  g_assert_false (gesso_mask_editor_can_undo (editor));
  g_assert_true (gesso_mask_is_empty (gesso_mask_editor_get_mask (editor)));
}

static void
test_editor_released (void)
{
  GessoMaskEditor *editor = gesso_mask_editor_new (SIDE, SIDE);

  stroke (editor, 100, 100);
  gesso_mask_editor_undo (editor);
  gesso_mask_editor_begin (editor, &(GessoMaskPoint) { 50, 50, 1 }, 0);
  g_assert_finalize_object (editor);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (recorded); i++)
    {
      g_autofree char *path = g_strconcat ("/mask-tools/recorded/", recorded[i].name, NULL);

      g_test_add_data_func (path, &recorded[i], test_recorded);
    }
  g_test_add_func ("/mask-tools/list", test_list);
  g_test_add_func ("/mask-tools/brush/size", test_dab_size);
  g_test_add_func ("/mask-tools/brush/symmetry", test_dab_symmetry);
  g_test_add_func ("/mask-tools/brush/between-pixels", test_dab_sub_pixel);
  g_test_add_func ("/mask-tools/brush/hardness", test_hardness);
  g_test_add_func ("/mask-tools/brush/joined", test_joined);
  g_test_add_func ("/mask-tools/brush/steps", test_steps);
  g_test_add_func ("/mask-tools/brush/opacity", test_opacity);
  g_test_add_func ("/mask-tools/brush/pressure", test_pressure);
  g_test_add_func ("/mask-tools/brush/dirty", test_dirty);
  g_test_add_func ("/mask-tools/eraser", test_eraser);
  g_test_add_func ("/mask-tools/cancel", test_cancel);
  g_test_add_func ("/mask-tools/wild-points", test_wild_points);
  g_test_add_func ("/mask-tools/rectangle/whole-pixels", test_rectangle);
  g_test_add_func ("/mask-tools/rectangle/modifiers", test_rectangle_modifiers);
  g_test_add_func ("/mask-tools/shapes/click", test_click_draws_nothing);
  g_test_add_func ("/mask-tools/ellipse", test_ellipse);
  g_test_add_func ("/mask-tools/lasso/area", test_lasso_area);
  g_test_add_func ("/mask-tools/lasso/winding", test_lasso_winding);
  g_test_add_func ("/mask-tools/lasso/straight", test_lasso_straight);
  g_test_add_func ("/mask-editor/undo-redo", test_editor_undo);
  g_test_add_func ("/mask-editor/redo-is-lost", test_editor_redo_is_lost);
  g_test_add_func ("/mask-editor/steps", test_editor_steps);
  g_test_add_func ("/mask-editor/notifies", test_editor_notifies);
  g_test_add_func ("/mask-editor/cancel", test_editor_cancel);
  g_test_add_func ("/mask-editor/released", test_editor_released);

  return g_test_run ();
}

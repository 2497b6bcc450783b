/* test-canvas-hands.c - the canvas by pen, by keys alone, and against other versions; needs a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "canvas-fixture.h"
#include "gesso-canvas-divider.h"
#include "gesso-studio-regions.h"
#include "gesso-test.h"

#define WIDTH  400
#define HEIGHT 300

typedef struct
{
  CanvasFixture base;
  GessoVersion *first, *second, *third; /* each made from the one before */
} Fixture;

static GessoImage *
make_picture (guint8 value)
{
  GessoImage *image = gesso_image_new (WIDTH, HEIGHT, 3, NULL);

  for (guint y = 0; y < HEIGHT; y++)
    memset (gesso_image_edit_row (image, y), y < HEIGHT / 2 ? value : value / 2, 3 * WIDTH);
  return image;
}

static GessoVersion *
add_child (Fixture      *fixture,
           GessoVersion *parent,
           guint8        value)
{
  g_autoptr (GessoImage) picture = make_picture (value);
  g_autoptr (GBytes) bytes = canvas_fixture_encode (picture);
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionImage *image = gesso_version_draft_add_image (draft);
  GessoVersionInput *input = gesso_version_draft_add_input (draft);

  image->blob = canvas_fixture_put (&fixture->base, bytes);
  image->mime = g_strdup ("image/png");
  image->width = WIDTH;
  image->height = HEIGHT;
  draft->thread_id = gesso_version_get_thread_id (parent);
  draft->parent_id = gesso_version_get_id (parent);
  draft->tool = GESSO_TOOL_EDIT;
  draft->model = g_strdup ("device/sketch");
  input->role = GESSO_ROLE_SOURCE;
  input->blob = g_strdup (gesso_version_get_image (parent, 0)->blob);
  input->version_id = gesso_version_get_id (parent);
  return canvas_fixture_add (&fixture->base, draft);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GessoImage) picture = make_picture (200);

  if (!canvas_fixture_set_up (&fixture->base))
    return;
  fixture->first = canvas_fixture_import (&fixture->base, picture, "a.png");
  fixture->second = add_child (fixture, fixture->first, 190);
  fixture->third = add_child (fixture, fixture->second, 100);
  canvas_fixture_present (&fixture->base, 900, 700);
  canvas_fixture_show (&fixture->base, fixture->third);
  while (gtk_widget_get_width (GTK_WIDGET (fixture->base.pane->canvas)) < 800)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  canvas_fixture_tear_down (&fixture->base);
  g_clear_object (&fixture->first);
  g_clear_object (&fixture->second);
  g_clear_object (&fixture->third);
}

static double
get_area (Fixture *fixture)
{
  return gesso_mask_get_coverage (gesso_mask_editor_get_mask (fixture->base.pane->editor)) * WIDTH * HEIGHT;
}

/* A place in the widget over the picture. */
static void
find_place (Fixture *fixture,
            double   image_x,
            double   image_y,
            double  *x,
            double  *y)
{
  gesso_viewport_from_image (&fixture->base.pane->canvas->viewport, image_x, image_y, x, y);
}

static void
stroke_by_pen (Fixture               *fixture,
               double                 pressure,
               GessoMaskToolModifiers modifiers)
{
  GessoCanvas *canvas = fixture->base.pane->canvas;
  GessoMaskPoint point;
  double x, y;

  find_place (fixture, 100, 150, &x, &y);
  g_assert_true (gesso_canvas_pen_press (canvas, x, y, pressure, modifiers));
  find_place (fixture, 300, 150, &x, &y);
  point = gesso_canvas_make_point (canvas, x, y, pressure);
  g_assert_cmpfloat (fabs (point.x - 300), <, 1);
  gesso_canvas_pen_move (canvas, &point, 1, modifiers);
  gesso_canvas_pen_release (canvas, x, y, pressure, modifiers);
}

static void
test_pen (Fixture      *fixture,
          gconstpointer data)
{
  double light, hard;

  if (canvas_fixture_skip ())
    return;
  /* Only where there is a mask to paint. */
  g_assert_false (gesso_canvas_pen_press (fixture->base.pane->canvas, 10, 10, 1, 0));
  canvas_fixture_activate (&fixture->base, "canvas.tool::brush");
  stroke_by_pen (fixture, 0.25, 0);
  light = get_area (fixture);
  g_assert_cmpfloat (light, >, 0);
  canvas_fixture_activate (&fixture->base, "canvas.undo");
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  stroke_by_pen (fixture, 1, 0);
  hard = get_area (fixture);
  g_assert_cmpfloat (hard, >, 3 * light);
  /* The other end of it. */
  stroke_by_pen (fixture, 1, GESSO_MASK_TOOL_SUBTRACT);
  g_assert_cmpfloat (get_area (fixture), <, 0.05 * hard);
  g_assert_true (fixture->base.pane->canvas->pen_near);
  g_assert_false (fixture->base.pane->canvas->pen_down);
}

static void
test_pen_is_dropped (Fixture      *fixture,
                     gconstpointer data)
{
  GessoCanvas *canvas = fixture->base.pane != NULL ? fixture->base.pane->canvas : NULL;
  double x, y;

  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.tool::brush");
  find_place (fixture, 100, 150, &x, &y);
  g_assert_true (gesso_canvas_pen_press (canvas, x, y, 1, 0));
  /* One thing at a time. */
  g_assert_false (gesso_canvas_pen_press (canvas, x, y, 1, 0));
  gesso_canvas_let_go (canvas);
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  gesso_canvas_pen_release (canvas, x, y, 1, 0);
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  g_assert_false (gesso_mask_editor_can_undo (fixture->base.pane->editor));
}

static void
test_shape_by_keys (Fixture      *fixture,
                    gconstpointer data)
{
  GessoRect before, after;

  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.tool::rectangle");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  g_assert_true (fixture->base.pane->placing);
  g_assert_cmpfloat (get_area (fixture), ==, 0);
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  g_assert_false (fixture->base.pane->placing);
  before = gesso_mask_get_bounds (gesso_mask_editor_get_mask (fixture->base.pane->editor));
  g_assert_false (gesso_rect_is_empty (&before));
  canvas_fixture_activate (&fixture->base, "canvas.undo");

  canvas_fixture_activate (&fixture->base, "canvas.apply");
  canvas_fixture_activate (&fixture->base, "canvas.pan-right");
  canvas_fixture_activate (&fixture->base, "canvas.pan-right");
  canvas_fixture_activate (&fixture->base, "canvas.size-place::right");
  canvas_fixture_activate (&fixture->base, "canvas.size-place::up");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  after = gesso_mask_get_bounds (gesso_mask_editor_get_mask (fixture->base.pane->editor));
  g_assert_cmpint (after.width, >, before.width);
  g_assert_cmpint (after.height, <, before.height);
  g_assert_cmpint (after.x + after.width / 2, >, before.x + before.width / 2);
  g_assert_nonnull (gesso_canvas_pane_get_mask (fixture->base.pane));
}

static void
test_shape_by_keys_dropped (Fixture      *fixture,
                            gconstpointer data)
{
  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.tool::ellipse");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  canvas_fixture_activate (&fixture->base, "canvas.cancel");
  g_assert_false (fixture->base.pane->placing);
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->base.pane), ==, GESSO_CANVAS_MASK);
  g_assert_false (gesso_mask_editor_can_undo (fixture->base.pane->editor));
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  canvas_fixture_show (&fixture->base, fixture->first);
  g_assert_false (fixture->base.pane->placing);
}

static void
test_polygon_by_keys (Fixture      *fixture,
                      gconstpointer data)
{
  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.tool::polygon");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  for (int i = 0; i < 10; i++)
    canvas_fixture_activate (&fixture->base, "canvas.pan-right");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  for (int i = 0; i < 10; i++)
    canvas_fixture_activate (&fixture->base, "canvas.pan-down");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  g_assert_true (gesso_mask_editor_is_drawing (fixture->base.pane->editor));
  /* Once more at the same place. */
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  g_assert_false (gesso_mask_editor_is_drawing (fixture->base.pane->editor));
  g_assert_cmpfloat (get_area (fixture), >, 100);
}

static void
test_mask_by_keys (Fixture      *fixture,
                   gconstpointer data)
{
  GessoRect before, after;
  GessoMask *mask;

  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.tool::rectangle");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  mask = gesso_mask_editor_get_mask (fixture->base.pane->editor);
  before = gesso_mask_get_bounds (mask);
  canvas_fixture_activate (&fixture->base, "canvas.nudge-mask::left");
  canvas_fixture_activate (&fixture->base, "canvas.mask-larger");
  after = gesso_mask_get_bounds (mask);
  g_assert_cmpint (after.width, >, before.width);
  g_assert_cmpint (after.x + after.width, <, before.x + before.width + (after.width - before.width));
  canvas_fixture_activate (&fixture->base, "canvas.combine::subtract");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  for (int i = 0; i < 40; i++)
    canvas_fixture_activate (&fixture->base, "canvas.size-place::right");
  for (int i = 0; i < 40; i++)
    canvas_fixture_activate (&fixture->base, "canvas.size-place::down");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  g_assert_true (gesso_mask_is_empty (mask));
}

static void
test_last_tool (Fixture      *fixture,
                gconstpointer data)
{
  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.tool::lasso");
  canvas_fixture_activate (&fixture->base, "canvas.tool::flood");
  canvas_fixture_activate (&fixture->base, "canvas.last-tool");
  g_assert_cmpstr (gesso_canvas_pane_get_tool (fixture->base.pane), ==, "lasso");
  canvas_fixture_activate (&fixture->base, "canvas.last-tool");
  g_assert_cmpstr (gesso_canvas_pane_get_tool (fixture->base.pane), ==, "flood");
}

static void
test_compare_cycle (Fixture      *fixture,
                    gconstpointer data)
{
  static const GessoCanvasCompare order[] = {
    GESSO_CANVAS_COMPARE_SLIDER, GESSO_CANVAS_COMPARE_SIDES, GESSO_CANVAS_COMPARE_LENS,
    GESSO_CANVAS_COMPARE_DIFFERENCE, GESSO_CANVAS_COMPARE_NONE,
  };
  GessoCanvasPane *pane = fixture->base.pane;
  double whole;

  if (canvas_fixture_skip ())
    return;
  whole = pane->canvas->viewport.width;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      canvas_fixture_activate (&fixture->base, "canvas.compare-next");
      g_assert_cmpint (pane->compare, ==, order[i]);
      while (i == 0 && (pane->heat == NULL || pane->ancestors->len < 2))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (gtk_widget_get_visible (pane->canvas->divider), ==, i == 0);
      /* Both halves share one view. */
      g_assert_cmpfloat (pane->canvas->viewport.width, ==, order[i] == GESSO_CANVAS_COMPARE_SIDES ? floor (whole / 2) : whole);
    }
}

static void
test_ancestors (Fixture      *fixture,
                gconstpointer data)
{
  GessoCanvasPane *pane = fixture->base.pane;
  GtkDropDown *choice = NULL;

  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.compare::difference");
  while (pane->heat == NULL || pane->ancestors->len < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (pane->ancestors->len, ==, 2);
  g_assert_cmpstr (((GessoAncestor *) g_ptr_array_index (pane->ancestors, 1))->blob, ==,
                   gesso_version_get_image (fixture->first, 0)->blob);
  /* The drop-down is the second widget of the bar's row. */
  for (GtkWidget *widget = GTK_WIDGET (pane->compare_bar); widget != NULL && choice == NULL;)
    {
      if (GTK_IS_DROP_DOWN (widget))
        choice = GTK_DROP_DOWN (widget);
      else if (gtk_widget_get_first_child (widget) != NULL)
        widget = gtk_widget_get_first_child (widget);
      else
        {
          while (widget != NULL && gtk_widget_get_next_sibling (widget) == NULL)
            widget = gtk_widget_get_parent (widget);
          widget = widget != NULL ? gtk_widget_get_next_sibling (widget) : NULL;
        }
    }
  g_assert_nonnull (choice);
  gtk_drop_down_set_selected (choice, 1);
  g_assert_null (pane->heat);
  while (pane->heat == NULL)
    g_main_context_iteration (NULL, TRUE);
  /* Another picture has other ancestors. */
  canvas_fixture_show (&fixture->base, fixture->first);
  g_assert_cmpuint (pane->ancestors->len, ==, 0);
  g_assert_null (pane->heat);
}

static void
test_divider (void)
{
  GessoCanvasDivider *divider;
  double position;

  if (canvas_fixture_skip ())
    return;
  divider = GESSO_CANVAS_DIVIDER (g_object_ref_sink (gesso_canvas_divider_new ()));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (divider)), ==, GTK_ACCESSIBLE_ROLE_SLIDER);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (divider)));
  gesso_canvas_divider_set_position (divider, 0.3);
  gesso_canvas_divider_set_position (divider, 7);
  g_object_get (divider, "position", &position, NULL);
  g_assert_cmpfloat (position, ==, 1);
  g_object_unref (divider);
}

static void
test_regions (Fixture      *fixture,
              gconstpointer data)
{
  GessoCanvasRegions *regions = fixture->base.pane != NULL ? fixture->base.pane->regions : NULL;
  double area;

  if (canvas_fixture_skip ())
    return;
  canvas_fixture_activate (&fixture->base, "canvas.tool::rectangle");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  area = get_area (fixture);
  gesso_canvas_regions_keep (regions, "the sky");
  while (gesso_canvas_regions_list (regions)[0] == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (gesso_canvas_regions_list (regions)[0], ==, "the sky");
  canvas_fixture_activate (&fixture->base, "canvas.clear");
  /* It belongs to its picture. */
  canvas_fixture_show (&fixture->base, fixture->second);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (gesso_canvas_regions_list (regions)[0]);
  canvas_fixture_show (&fixture->base, fixture->third);
  while (gesso_canvas_regions_list (regions)[0] == NULL)
    g_main_context_iteration (NULL, TRUE);
  gesso_canvas_regions_use (regions, "the sky");
  while (get_area (fixture) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (get_area (fixture), ==, area);
  gesso_canvas_regions_use (regions, "nothing of the kind");
  gesso_canvas_regions_forget (regions, "the sky");
  while (gesso_canvas_regions_list (regions)[0] != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_mask_files (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoImage) mask = gesso_image_new (40, 30, 1, NULL);
  g_autoptr (GessoImage) again = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/at/all.png");
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;

  if (canvas_fixture_skip ())
    return;
  memset (gesso_image_edit_row (mask, 3), 77, 40);
  file = g_file_new_build_filename (fixture->base.folder, "mask.png", NULL);
  gesso_studio_save_mask_async (fixture->base.studio, mask, file, NULL, gesso_test_async_cb, &saved);
  gesso_test_await (&saved);
  g_assert_true (gesso_studio_save_mask_finish (fixture->base.studio, saved, &error));
  g_assert_no_error (error);
  gesso_studio_load_mask_file_async (fixture->base.studio, file, NULL, gesso_test_async_cb, &loaded);
  gesso_test_await (&loaded);
  again = gesso_studio_load_mask_finish (fixture->base.studio, loaded, &error);
  g_assert_no_error (error);
  g_assert_true (gesso_image_equal (mask, again));
  gesso_studio_save_mask_async (fixture->base.studio, mask, nowhere, NULL, gesso_test_async_cb, &failed);
  gesso_test_await (&failed);
  g_assert_false (gesso_studio_save_mask_finish (fixture->base.studio, failed, &error));
  g_assert_nonnull (error);
}

static void
test_plan (Fixture      *fixture,
           gconstpointer data)
{
  static const char *const small[] = { "64x64", NULL }, *const large[] = { "1024x1024", NULL };
  GtkWidget *label = fixture->base.pane != NULL ? GTK_WIDGET (fixture->base.pane->plan_label) : NULL;
  GessoFitRule rule = { .sizes = small };

  if (canvas_fixture_skip ())
    return;
  gesso_canvas_pane_set_rule (fixture->base.pane, &rule, 0.04);
  g_assert_false (gtk_widget_get_visible (label));
  canvas_fixture_activate (&fixture->base, "canvas.fill");
  g_assert_true (gtk_widget_get_visible (label));
  g_assert_true (gtk_widget_has_css_class (label, "warning"));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label)), "64×64"));
  rule.sizes = large;
  gesso_canvas_pane_set_rule (fixture->base.pane, &rule, 0.04);
  g_assert_false (gtk_widget_has_css_class (label, "warning"));
  gesso_canvas_pane_set_rule (fixture->base.pane, NULL, -1);
  g_assert_false (gtk_widget_get_visible (label));
}

static void
test_steps (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const sizes[] = { "512x512", NULL };
  GtkLabel *label = fixture->base.pane != NULL ? fixture->base.pane->plan_label : NULL;
  GessoFitRule rule = { .sizes = sizes };
  GessoFrame wide = { 0, 0, 1600, 0 }, narrow = { 0, 0, 60, 0 };
  guint n;

  if (canvas_fixture_skip ())
    return;
  gesso_canvas_pane_set_rule (fixture->base.pane, &rule, 0.04);
  gesso_canvas_pane_set_mode (fixture->base.pane, GESSO_CANVAS_EXPAND);
  gesso_canvas_frame_dragged (fixture->base.pane->canvas, &wide);
  n = fixture->base.pane->canvas->steps->len;
  g_assert_cmpuint (n, >=, 1);
  g_assert_nonnull (strstr (gtk_label_get_text (label), "$"));
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (g_array_index (fixture->base.pane->canvas->steps, GessoFrame, i).right, >=,
                     g_array_index (fixture->base.pane->canvas->steps, GessoFrame, i - 1).right);
  gesso_canvas_frame_dragged (fixture->base.pane->canvas, &narrow);
  g_assert_cmpuint (fixture->base.pane->canvas->steps->len, ==, 0);
}

static void
keep_message_cb (char      **message,
                 const char *sentence)
{
  g_free (*message);
  *message = g_strdup (sentence);
}

static void
test_rehearsal (Fixture      *fixture,
                gconstpointer data)
{
  GessoCanvasPane *pane = fixture->base.pane;
  g_autoptr (GessoRequest) plan = gesso_request_new (GESSO_TOOL_INPAINT, "openai/gpt-image-2");
  g_autofree char *message = NULL;

  if (canvas_fixture_skip ())
    return;
  g_signal_connect_swapped (pane, "failed", G_CALLBACK (keep_message_cb), &message);
  /* Without a mask there is nothing to rehearse. */
  gesso_canvas_pane_rehearse (pane, plan);
  g_assert_nonnull (message);
  g_clear_pointer (&message, g_free);
  canvas_fixture_activate (&fixture->base, "canvas.tool::rectangle");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  canvas_fixture_activate (&fixture->base, "canvas.apply");
  gesso_canvas_pane_rehearse (pane, plan);
  while (pane->rehearsal == NULL && message == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (gesso_pyramid_get_width (pane->rehearsal), ==, 400);
  g_assert_cmpint (pane->canvas->compare, ==, GESSO_CANVAS_COMPARE_WHOLE);
  /* It is one of the mask as it was. */
  canvas_fixture_activate (&fixture->base, "canvas.invert");
  g_assert_null (pane->rehearsal);
  g_assert_cmpint (pane->canvas->compare, ==, GESSO_CANVAS_COMPARE_NONE);
  gesso_canvas_pane_rehearse (pane, plan);
  canvas_fixture_activate (&fixture->base, "canvas.cancel");
  g_assert_null (pane->rehearse_cancellable);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  canvas_fixture_init ();
  add ("/canvas-hands/pen", test_pen);
  add ("/canvas-hands/pen/dropped", test_pen_is_dropped);
  add ("/canvas-hands/keys/shape", test_shape_by_keys);
  add ("/canvas-hands/keys/dropped", test_shape_by_keys_dropped);
  add ("/canvas-hands/keys/polygon", test_polygon_by_keys);
  add ("/canvas-hands/keys/mask", test_mask_by_keys);
  add ("/canvas-hands/keys/last-tool", test_last_tool);
  add ("/canvas-hands/compare/cycle", test_compare_cycle);
  add ("/canvas-hands/compare/ancestors", test_ancestors);
  g_test_add_func ("/canvas-hands/compare/divider", test_divider);
  add ("/canvas-hands/regions", test_regions);
  add ("/canvas-hands/mask-files", test_mask_files);
  add ("/canvas-hands/plan", test_plan);
  add ("/canvas-hands/steps", test_steps);
  add ("/canvas-hands/rehearsal", test_rehearsal);
  return g_test_run ();
}

/* test-canvas-panels.c - adjusting, recomposing, painting from a version and erasing, in a real pane
 *
 * With GESSO_TEST_LOOKS set to a folder each surface is kept there as a PNG, to
 * be looked at. Needs a display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "canvas-fixture.h"
#include "gesso-curve.h"
#include "gesso-picture-tile.h"
#include "gesso-studio-recompose.h"
#include "gesso-test.h"

#define WIDTH  480
#define HEIGHT 320

typedef struct
{
  CanvasFixture base;
  GessoVersion *source;
  GessoVersion *edit;
  GessoVersion *made;  /* (nullable): what the pane said it made */
  char *failure;       /* (nullable) */
} Fixture;

/* A sky above a field, and a ball on it. */
static GessoImage *
make_picture (void)
{
  GessoImage *image = gesso_image_new (WIDTH, HEIGHT, 3, NULL);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        gboolean ball = (x - 200) * (x - 200) + (y - 190) * (y - 190) < 50 * 50, field = y > 200 + (x * 7 + y * 13) % 5;
        guint8 *pixel = gesso_image_edit_row (image, (guint) y) + 3 * x;

        pixel[0] = (guint8) (ball ? 230 - y / 4 : field ? 70 + (x * 31 + y * 17) % 29 : 110 + y / 4);
        pixel[1] = (guint8) (ball ? 90 : field ? 130 + (x * 13 + y * 29) % 31 : 160 + y / 5);
        pixel[2] = (guint8) (ball ? 60 : field ? 50 : 225);
      }
  return image;
}

/* The ball taken away, by the on-device fill. */
static GessoVersion *
inpaint (Fixture *fixture)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_INPAINT, "device/patch-fill");
  g_autoptr (GessoImage) mask = gesso_image_new (WIDTH, HEIGHT, 1, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoJob) job = NULL;

  for (guint y = 135; y < 245; y++)
    memset (gesso_image_edit_row (mask, y) + 145, 255, 110);
  bytes = canvas_fixture_encode (mask);
  gesso_request_add_input (request, GESSO_ROLE_SOURCE, NULL, gesso_version_get_image (fixture->source, 0)->blob,
                           gesso_version_get_id (fixture->source), 0);
  gesso_request_add_input (request, GESSO_ROLE_MASK, bytes, NULL, 0, 0);
  gesso_studio_submit_async (fixture->base.studio, gesso_version_get_thread_id (fixture->source), request, NULL,
                             gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_submit_finish (fixture->base.studio, result, NULL);
  while (!gesso_job_state_is_final (gesso_job_get_state (job)))
    g_main_context_iteration (NULL, TRUE);
  return g_object_ref (gesso_job_get_version (job));
}

static void
made_cb (Fixture      *fixture,
         GessoVersion *version)
{
  g_set_object (&fixture->made, version);
}

static void
failed_cb (Fixture    *fixture,
           const char *sentence)
{
  g_free (fixture->failure);
  fixture->failure = g_strdup (sentence);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GessoImage) picture = make_picture ();

  if (!canvas_fixture_set_up (&fixture->base))
    return;
  fixture->source = canvas_fixture_import (&fixture->base, picture, "ball.png");
  fixture->edit = inpaint (fixture);
  canvas_fixture_present (&fixture->base, 1280, 800);
  g_signal_connect_swapped (fixture->base.pane, "version-made", G_CALLBACK (made_cb), fixture);
  g_signal_connect_swapped (fixture->base.pane, "failed", G_CALLBACK (failed_cb), fixture);
  canvas_fixture_show (&fixture->base, fixture->edit);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  canvas_fixture_tear_down (&fixture->base);
  g_clear_object (&fixture->made);
  g_clear_object (&fixture->edit);
  g_clear_object (&fixture->source);
  g_free (fixture->failure);
}

static gboolean
is_enabled (Fixture    *fixture,
            const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->base.pane->actions), action);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (is_enabled (fixture, action));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->base.pane->actions), action, NULL);
}

/* Until a preview is shown. */
static void
wait_for_preview (Fixture *fixture)
{
  while (fixture->base.pane->canvas->preview == NULL && fixture->failure == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->failure, ==, NULL);
}

static void
wait_for_version (Fixture *fixture)
{
  while (fixture->made == NULL && fixture->failure == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->failure, ==, NULL);
}

/* The @n-th widget of @type below @widget, as they are laid out. */
static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type,
             guint     *n)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, n);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_in_bar (Fixture    *fixture,
             const char *bar_type,
             const char *type,
             guint       n)
{
  guint first = 0;
  GtkWidget *bar = find_widget (GTK_WIDGET (fixture->base.pane), g_type_from_name (bar_type), &first);

  return find_widget (bar, g_type_from_name (type), &n);
}

static void
turn_to (Fixture *fixture,
         guint    page)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_in_bar (fixture, "GessoAdjustBar", "GtkToggleButton", page)), TRUE);
}

/* @native: the window, or what pops up over it. */
static void
take_native (GtkWidget  *native,
             const char *name)
{
  g_autoptr (GdkTexture) texture = g_getenv ("GESSO_TEST_LOOKS") != NULL ? canvas_fixture_take (native, name) : NULL;
}

static void
take (Fixture    *fixture,
      const char *name)
{
  take_native (fixture->base.window, name);
}

static void
test_recompose (Fixture      *fixture,
                gconstpointer data)
{
  GessoMaskEditor *before;
  GtkWidget *spin;

  if (canvas_fixture_skip ())
    return;
  before = fixture->base.pane->editor;
  activate (fixture, "recompose");
  wait_for_preview (fixture);
  /* The mask it was made with is there, to be changed. */
  g_assert_true (gesso_mask_editor_has_mask (fixture->base.pane->editor));
  g_assert_true (fixture->base.pane->editor != before);
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->base.pane), ==, GESSO_CANVAS_MASK);
  gtk_range_set_value (GTK_RANGE (find_in_bar (fixture, "GessoRecomposeBar", "GtkScale", 0)), 24);
  take (fixture, "recompose");
  /* Arrow keys move the reply. */
  activate (fixture, "pan-right");
  activate (fixture, "pan-right");
  activate (fixture, "pan-up");
  spin = find_in_bar (fixture, "GessoRecomposeBar", "GtkSpinButton", 0);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin)), ==, 2);
  spin = find_in_bar (fixture, "GessoRecomposeBar", "GtkSpinButton", 1);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (spin)), ==, -1);
  activate (fixture, "panel-keep");
  g_assert_false (is_enabled (fixture, "panel-keep"));
  wait_for_version (fixture);
  g_assert_cmpint (gesso_version_get_parent_id (fixture->made), ==, gesso_version_get_id (fixture->edit));
  g_assert_cmpint (gesso_version_get_image (fixture->made, 0)->changed_pixels, ==, 0);
  g_assert_nonnull (strstr (gesso_version_get_parameters (fixture->made), "\"feather\":24"));
  g_assert_nonnull (strstr (gesso_version_get_parameters (fixture->made), "\"dx\":2"));
  /* All is as it was before. */
  g_assert_true (fixture->base.pane->editor == before);
  g_assert_null (fixture->base.pane->canvas->preview);
  g_assert_false (is_enabled (fixture, "panel-close"));
}

static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  if (canvas_fixture_skip ())
    return;
  /* While it is still being opened, and after. */
  activate (fixture, "recompose");
  activate (fixture, "cancel");
  g_assert_null (fixture->base.pane->canvas->preview);
  /* At once again: that the first was cancelled is heard only now. */
  activate (fixture, "recompose");
  wait_for_preview (fixture);
  activate (fixture, "cancel");
  g_assert_null (fixture->base.pane->canvas->preview);
  g_assert_null (fixture->made);
  /* Another version closes it too. */
  activate (fixture, "recompose");
  canvas_fixture_show (&fixture->base, fixture->source);
  g_assert_false (is_enabled (fixture, "panel-close"));
  g_assert_false (is_enabled (fixture, "recompose"));
  g_assert_cmpstr (fixture->failure, ==, NULL);
}

static void
test_paint_from (Fixture      *fixture,
                 gconstpointer data)
{
  GessoRect part = { 180, 170, 40, 40 };
  g_autoptr (GessoImage) cover = NULL;

  if (canvas_fixture_skip ())
    return;
  activate (fixture, "paint-from-before");
  wait_for_preview (fixture);
  g_assert_false (is_enabled (fixture, "panel-keep"));
  g_assert_false (is_enabled (fixture, "use-reply"));
  cover = gesso_image_new (WIDTH, HEIGHT, 1, NULL);
  for (int y = 0; y < part.height; y++)
    memset (gesso_image_edit_row (cover, (guint) (part.y + y)) + part.x, 255, (gsize) part.width);
  gesso_mask_editor_lay (fixture->base.pane->editor, cover, GESSO_MASK_ADD);
  take (fixture, "paint-from");
  activate (fixture, "panel-keep");
  wait_for_version (fixture);
  g_assert_cmpint (gesso_version_get_image (fixture->made, 0)->protected_pixels, ==, WIDTH * HEIGHT - 40 * 40);
  g_assert_cmpint (gesso_version_get_image (fixture->made, 0)->changed_pixels, ==, 0);
}

static void
test_choose_version (Fixture      *fixture,
                     gconstpointer data)
{
  GtkWidget *tile;
  guint first = 0;

  if (canvas_fixture_skip ())
    return;
  activate (fixture, "paint-from");
  while (fixture->base.pane->chooser == NULL || !gtk_widget_get_mapped (fixture->base.pane->chooser))
    g_main_context_iteration (NULL, TRUE);
  take_native (fixture->base.pane->chooser, "choose-version");
  tile = find_widget (fixture->base.pane->chooser, GESSO_TYPE_PICTURE_TILE, &first);
  g_assert_nonnull (tile);
  g_assert_cmpint (gesso_version_get_id (gesso_picture_tile_get_version (GESSO_PICTURE_TILE (tile))), ==,
                   gesso_version_get_id (fixture->source));
  g_signal_emit_by_name (tile, "activate");
  wait_for_preview (fixture);
  g_assert_false (is_enabled (fixture, "use-reply"));
  activate (fixture, "cancel");
  g_assert_cmpstr (fixture->failure, ==, NULL);
}

static void
test_use_reply (Fixture      *fixture,
                gconstpointer data)
{
  if (canvas_fixture_skip ())
    return;
  activate (fixture, "recompose");
  wait_for_preview (fixture);
  activate (fixture, "use-reply");
  wait_for_version (fixture);
  g_assert_cmpstr (gesso_version_get_image (fixture->made, 0)->blob, ==, gesso_studio_peek_reply (fixture->edit, 0));
}

static void
test_adjust (Fixture      *fixture,
             gconstpointer data)
{
  if (canvas_fixture_skip ())
    return;
  activate (fixture, "adjust");
  wait_for_preview (fixture);
  g_assert_false (is_enabled (fixture, "panel-keep"));
  gtk_range_set_value (GTK_RANGE (find_in_bar (fixture, "GessoAdjustBar", "GtkScale", 0)), 0.5);
  take (fixture, "adjust-light");
  g_assert_true (is_enabled (fixture, "panel-keep"));
  turn_to (fixture, 1);
  take (fixture, "adjust-curve");
  turn_to (fixture, 2);
  take (fixture, "adjust-colour");
  turn_to (fixture, 3);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in_bar (fixture, "GessoAdjustBar", "GtkDropDown", 1)), 2);
  take (fixture, "adjust-crop");
  activate (fixture, "pan-left");
  activate (fixture, "panel-keep");
  wait_for_version (fixture);
  g_assert_cmpint (gesso_version_get_tool (fixture->made), ==, GESSO_TOOL_ADJUST);
  g_assert_cmpuint (gesso_version_get_image (fixture->made, 0)->width, ==, HEIGHT);
  g_assert_cmpstr (gesso_version_get_parameters (fixture->made), ==, "{\"exposure\":0.5,\"ratio\":\"1:1\",\"x\":48.0}");
  /* The next one starts afresh. */
  activate (fixture, "adjust");
  g_assert_false (is_enabled (fixture, "panel-keep"));
  activate (fixture, "panel-close");
}

/* A corner of the cut is dragged; what is kept is what the frame held, to the pixel. */
static void
test_crop (Fixture      *fixture,
           gconstpointer data)
{
  GessoCanvas *canvas;
  GessoAdjustCut cut;

  if (canvas_fixture_skip ())
    return;
  canvas = fixture->base.pane->canvas;
  activate (fixture, "adjust");
  wait_for_preview (fixture);
  g_assert_false (canvas->cropping);
  turn_to (fixture, 3);
  g_assert_true (canvas->cropping);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_in_bar (fixture, "GessoAdjustBar", "GtkDropDown", 1)), 1);
  g_assert_true (gesso_canvas_begin_crop (canvas, 0, 0));
  gesso_canvas_drag_crop (canvas, 31, 17, FALSE);
  g_assert_true (gesso_canvas_begin_crop (canvas, WIDTH, HEIGHT));
  gesso_canvas_drag_crop (canvas, -100, -50, FALSE);
  cut = gesso_canvas_get_crop (canvas);
  g_assert_cmpint (cut.width, ==, WIDTH - 131);
  g_assert_cmpint (cut.height, ==, HEIGHT - 67);
  /* All of it, but no farther than the picture goes. */
  g_assert_true (gesso_canvas_begin_crop (canvas, WIDTH / 2, HEIGHT / 2));
  gesso_canvas_drag_crop (canvas, 1000, 0, FALSE);
  cut = gesso_canvas_get_crop (canvas);
  g_assert_cmpfloat_with_epsilon (cut.x, WIDTH - cut.width / 2.0, 0.51);
  take (fixture, "crop-handles");
  /* Turned back to light, what will be kept is shown. */
  turn_to (fixture, 0);
  g_assert_false (canvas->cropping);
  activate (fixture, "panel-keep");
  wait_for_version (fixture);
  g_assert_cmpuint (gesso_version_get_image (fixture->made, 0)->width, ==, WIDTH - 131);
  g_assert_cmpuint (gesso_version_get_image (fixture->made, 0)->height, ==, HEIGHT - 67);
}

/* Without a pointer. */
static void
test_curve (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *curve;
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  static const guint keys[] = { GDK_KEY_Up, GDK_KEY_Up, GDK_KEY_Page_Up, GDK_KEY_Delete, GDK_KEY_Insert, GDK_KEY_Down };

  if (canvas_fixture_skip ())
    return;
  activate (fixture, "adjust");
  wait_for_preview (fixture);
  turn_to (fixture, 1);
  curve = find_in_bar (fixture, "GessoAdjustBar", "GessoCurve", 0);
  gesso_curve_get_points (GESSO_CURVE (curve), &settings);
  g_assert_cmpuint (settings.n_points, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_true (gesso_curve_press (GESSO_CURVE (curve), keys[i], i == 1 ? GDK_SHIFT_MASK : 0));
  g_assert_false (gesso_curve_press (GESSO_CURVE (curve), GDK_KEY_k, 0));
  gesso_curve_get_points (GESSO_CURVE (curve), &settings);
  /* The middle rose by eleven, the next one went, and one was set between the last two. */
  g_assert_cmpuint (settings.n_points, ==, 5);
  g_assert_cmpuint (settings.curve[2].out, ==, 139);
  g_assert_cmpuint (settings.curve[3].in, >, 128);
  g_assert_true (is_enabled (fixture, "panel-keep"));
  activate (fixture, "panel-close");
}

/* A mode with no place for the panel closes it. */
static void
test_modes (Fixture      *fixture,
            gconstpointer data)
{
  if (canvas_fixture_skip ())
    return;
  activate (fixture, "adjust");
  gesso_canvas_pane_set_mode (fixture->base.pane, GESSO_CANVAS_MASK);
  g_assert_null (fixture->base.pane->canvas->preview);
  activate (fixture, "recompose");
  wait_for_preview (fixture);
  gesso_canvas_pane_set_mode (fixture->base.pane, GESSO_CANVAS_VIEW);
  g_assert_nonnull (fixture->base.pane->canvas->preview);
  gesso_canvas_pane_set_mode (fixture->base.pane, GESSO_CANVAS_EXPAND);
  g_assert_null (fixture->base.pane->canvas->preview);
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->base.pane), ==, GESSO_CANVAS_EXPAND);
}

static gboolean
has_three_versions (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) page = NULL;
  gint64 next;
  guint versions = 0;

  gesso_store_load_timeline_async (gesso_studio_get_store (fixture->base.studio),
                                   gesso_version_get_thread_id (fixture->source),
                                   0, 20, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  page = gesso_store_load_timeline_finish (gesso_studio_get_store (fixture->base.studio), result, &next, NULL);
  for (guint i = 0; i < page->len; i++)
    versions += GESSO_IS_VERSION (g_ptr_array_index (page, i));
  return versions == 3;
}

static void
test_erase (Fixture      *fixture,
            gconstpointer data)
{
  GessoRect part = { 20, 20, 16, 16 };
  g_autoptr (GessoImage) cover = NULL;

  if (canvas_fixture_skip ())
    return;
  gesso_canvas_pane_set_mode (fixture->base.pane, GESSO_CANVAS_MASK);
  g_assert_false (is_enabled (fixture, "erase-painted"));
  cover = gesso_image_new (WIDTH, HEIGHT, 1, NULL);
  for (int y = 0; y < part.height; y++)
    memset (gesso_image_edit_row (cover, (guint) (part.y + y)) + part.x, 255, (gsize) part.width);
  gesso_mask_editor_lay (fixture->base.pane->editor, cover, GESSO_MASK_ADD);
  activate (fixture, "erase-painted");
  for (int i = 0; i < 2000 && !has_three_versions (fixture); i++)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_three_versions (fixture));
  g_assert_cmpstr (fixture->failure, ==, NULL);
}

static void
test_looks (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *name;
    int width, height;
    gboolean dark;
  } cases[] = { { "dark", 1280, 800, TRUE }, { "narrow", 400, 700, FALSE }, { "narrow-dark", 400, 700, TRUE } };

  if (canvas_fixture_skip ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *recompose = g_strconcat ("recompose-", cases[i].name, NULL);
      g_autofree char *adjust = g_strconcat ("adjust-light-", cases[i].name, NULL);
      g_autofree char *crop = g_strconcat ("adjust-crop-", cases[i].name, NULL);
      g_autofree char *curve = g_strconcat ("adjust-curve-", cases[i].name, NULL);
      int minimum;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          cases[i].dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      gtk_window_set_default_size (GTK_WINDOW (fixture->base.window), cases[i].width, cases[i].height);
      activate (fixture, "recompose");
      wait_for_preview (fixture);
      gtk_widget_measure (GTK_WIDGET (fixture->base.pane), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
      take (fixture, recompose);
      activate (fixture, "adjust");
      turn_to (fixture, 0);
      gtk_widget_measure (GTK_WIDGET (fixture->base.pane), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
      take (fixture, adjust);
      turn_to (fixture, 1);
      take (fixture, curve);
      turn_to (fixture, 3);
      gtk_range_set_value (GTK_RANGE (find_in_bar (fixture, "GessoAdjustBar", "GtkScale", 4)), 8);
      take (fixture, crop);
      activate (fixture, "panel-close");
    }
}

#define ADD(name, func) g_test_add ("/canvas-panels/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  canvas_fixture_init ();
  canvas_fixture_dress ();

  ADD ("recompose", test_recompose);
  ADD ("cancel", test_cancel);
  ADD ("paint-from", test_paint_from);
  ADD ("choose-version", test_choose_version);
  ADD ("use-reply", test_use_reply);
  ADD ("adjust", test_adjust);
  ADD ("crop", test_crop);
  ADD ("curve", test_curve);
  ADD ("modes", test_modes);
  ADD ("erase", test_erase);
  ADD ("looks", test_looks);
  return g_test_run ();
}

/* test-canvas.c - where the picture lies, pulling at the frame, tiles, keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <gtk/gtk.h>
#include <math.h>

#include "gesso-brush-settings.h"
#include "gesso-canvas-keys.h"
#include "gesso-frame-drag.h"
#include "gesso-tile-cache.h"
#include "gesso-viewport.h"

static GessoViewport
new_view (int width,
          int height)
{
  GessoViewport view = { .scale = 1, .fitted = TRUE };

  gesso_viewport_resize (&view, 800, 600);
  gesso_viewport_set_image (&view, width, height);
  return view;
}

static void
test_fit (void)
{
  GessoViewport view = new_view (4000, 1000);

  g_assert_cmpfloat_with_epsilon (view.scale, 776.0 / 4000, 1e-9);
  g_assert_cmpfloat_with_epsilon (view.x, 12, 1e-6);
  g_assert_cmpfloat_with_epsilon (view.y + 500 * view.scale, 300, 1e-6);
  g_assert_true (view.fitted);
  /* A small picture is not blown up. */
  view = new_view (100, 50);
  g_assert_cmpfloat (view.scale, ==, 1);
}

static void
test_round_trip (void)
{
  GessoViewport view = new_view (4000, 3000);

  for (double scale = 0.05; scale < 32; scale *= 1.7)
    {
      double x, y, image_x, image_y;

      gesso_viewport_zoom (&view, scale, 250, 333);
      gesso_viewport_from_image (&view, 1234.5, 987.25, &x, &y);
      gesso_viewport_to_image (&view, x, y, &image_x, &image_y);
      g_assert_cmpfloat_with_epsilon (image_x, 1234.5, 1e-6);
      g_assert_cmpfloat_with_epsilon (image_y, 987.25, 1e-6);
    }
}

/* What is under the pointer stays under it. */
static void
test_zoom_at_pointer (void)
{
  GessoViewport view = new_view (4000, 3000);
  double x, y, after_x, after_y;

  gesso_viewport_to_image (&view, 300, 200, &x, &y);
  for (int i = 0; i < 12; i++)
    gesso_viewport_zoom (&view, view.scale * 1.2, 300, 200);
  gesso_viewport_to_image (&view, 300, 200, &after_x, &after_y);
  g_assert_cmpfloat (fabs (x - after_x), <=, 2 / view.scale + 1e-6);
  g_assert_cmpfloat (fabs (y - after_y), <=, 2 / view.scale + 1e-6);
  g_assert_false (view.fitted);
}

static void
test_zoom_limits (void)
{
  GessoViewport view = new_view (4000, 3000);

  gesso_viewport_zoom (&view, 1e9, 10, 10);
  g_assert_cmpfloat (view.scale, ==, GESSO_VIEWPORT_MAX_SCALE);
  gesso_viewport_zoom (&view, 0, 10, 10);
  g_assert_cmpfloat (view.scale, >, 0);
  g_assert_cmpfloat (view.scale, <=, 0.1);
}

static void
test_pan_limits (void)
{
  GessoViewport view = new_view (4000, 3000);

  gesso_viewport_pan (&view, 1e7, -1e7);
  g_assert_cmpfloat (view.x, <=, 800 - 40);
  g_assert_cmpfloat (view.y + 3000 * view.scale, >=, 40);
  gesso_viewport_pan (&view, -1e7, 1e7);
  g_assert_cmpfloat (view.x + 4000 * view.scale, >=, 40);
  g_assert_cmpfloat (view.y, <=, 600 - 40);
}

static void
test_resize (void)
{
  GessoViewport view = new_view (4000, 3000);
  double x, y, after_x, after_y;

  gesso_viewport_resize (&view, 400, 300);
  g_assert_cmpfloat (view.scale, <, 0.1);
  gesso_viewport_zoom (&view, 1, 200, 150);
  gesso_viewport_to_image (&view, 200, 150, &x, &y);
  gesso_viewport_resize (&view, 1000, 800);
  gesso_viewport_to_image (&view, 500, 400, &after_x, &after_y);
  g_assert_cmpfloat (view.scale, ==, 1);
  g_assert_cmpfloat (fabs (x - after_x) + fabs (y - after_y), <=, 2);
}

static void
test_snap (void)
{
  g_assert_cmpfloat (gesso_viewport_snap (0.985), ==, 1);
  g_assert_cmpfloat (gesso_viewport_snap (1.01), ==, 1);
  g_assert_cmpfloat (gesso_viewport_snap (0.503), ==, 0.5);
  g_assert_cmpfloat (gesso_viewport_snap (0.9), ==, 0.9);
}

static void
test_drag_side (void)
{
  GessoFrame none = { 0 };
  GessoFrame frame = gesso_frame_drag (&none, GESSO_FRAME_HANDLE_RIGHT, 256.4, 99, FALSE, FALSE, 4000, 3000);

  g_assert_cmpint (frame.right, ==, 256);
  g_assert_cmpint (frame.left + frame.top + frame.bottom, ==, 0);
  /* Never into the picture. */
  frame = gesso_frame_drag (&frame, GESSO_FRAME_HANDLE_RIGHT, -9000, 0, FALSE, FALSE, 4000, 3000);
  g_assert_true (gesso_frame_is_empty (&frame));
}

static void
test_drag_opposite (void)
{
  GessoFrame none = { 0 };
  GessoFrame frame = gesso_frame_drag (&none, GESSO_FRAME_HANDLE_LEFT | GESSO_FRAME_HANDLE_TOP, -100, -50,
                                       TRUE, FALSE, 4000, 3000);

  g_assert_cmpint (frame.left, ==, 100);
  g_assert_cmpint (frame.right, ==, 100);
  g_assert_cmpint (frame.top, ==, 50);
  g_assert_cmpint (frame.bottom, ==, 50);
}

static void
test_drag_ratio (void)
{
  GessoFrame none = { 0 };
  GessoFrame frame = gesso_frame_drag (&none, GESSO_FRAME_HANDLE_RIGHT | GESSO_FRAME_HANDLE_BOTTOM, 400, 10,
                                       FALSE, TRUE, 4000, 3000);

  g_assert_cmpint (frame.right, ==, 400);
  g_assert_cmpint (frame.bottom, ==, 300);
  g_assert_cmpint (frame.left + frame.top, ==, 0);
  /* One side: what follows is shared by the two beside it. */
  frame = gesso_frame_drag (&none, GESSO_FRAME_HANDLE_RIGHT, 400, 0, FALSE, TRUE, 4000, 3000);
  g_assert_cmpint (frame.top, ==, 150);
  g_assert_cmpint (frame.bottom, ==, 150);
}

static void
test_drag_limit (void)
{
  GessoFrame start = { 0, 0, 10, 0 };
  GessoFrame frame = gesso_frame_drag (&start, GESSO_FRAME_HANDLE_RIGHT, 1e12, 0, FALSE, FALSE, 20000, 6000);

  g_assert_cmpint (frame.right, ==, 10);
}

static void
test_find_handle (void)
{
  GessoFrame frame = { 100, 50, 0, 0 };

  g_assert_cmpint (gesso_frame_find_handle (&frame, 400, 300, -100, 150, 8), ==, GESSO_FRAME_HANDLE_LEFT);
  g_assert_cmpint (gesso_frame_find_handle (&frame, 400, 300, 395, 305, 8), ==,
                   GESSO_FRAME_HANDLE_RIGHT | GESSO_FRAME_HANDLE_BOTTOM);
  g_assert_cmpint (gesso_frame_find_handle (&frame, 400, 300, 200, -52, 8), ==, GESSO_FRAME_HANDLE_TOP);
  g_assert_cmpint (gesso_frame_find_handle (&frame, 400, 300, 200, 150, 8), ==, GESSO_FRAME_HANDLE_NONE);
  g_assert_cmpint (gesso_frame_find_handle (&frame, 400, 300, 500, 150, 8), ==, GESSO_FRAME_HANDLE_NONE);
}

static GessoPyramid *
new_pyramid (guint side)
{
  g_autoptr (GessoImage) image = gesso_image_new (side, side, 3, NULL);

  return gesso_pyramid_new (image, NULL, NULL);
}

static void
get_all (GessoTileCache *cache,
         int             columns,
         int             rows)
{
  GessoRect place;

  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++)
      g_assert_nonnull (gesso_tile_cache_get (cache, column, row, &place));
  gesso_tile_cache_end_frame (cache);
}

static void
test_cache_dirty (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (1024);
  g_autoptr (GessoTileCache) cache = gesso_tile_cache_new ();
  GessoTileScene scene = { pyramid, NULL, 1 };

  gesso_tile_cache_set_scene (cache, &scene);
  get_all (cache, 4, 4);
  g_assert_cmpuint (gesso_tile_cache_get_n_built (cache), ==, 16);
  get_all (cache, 4, 4);
  g_assert_cmpuint (gesso_tile_cache_get_n_built (cache), ==, 16);
  /* Well inside one tile; then across a corner of four. */
  gesso_tile_cache_invalidate (cache, &(GessoRect) { 300, 300, 20, 20 });
  get_all (cache, 4, 4);
  g_assert_cmpuint (gesso_tile_cache_get_n_built (cache), ==, 17);
  gesso_tile_cache_invalidate (cache, &(GessoRect) { 250, 250, 12, 12 });
  get_all (cache, 4, 4);
  g_assert_cmpuint (gesso_tile_cache_get_n_built (cache), ==, 21);
  gesso_tile_cache_invalidate (cache, &(GessoRect) { 0 });
  get_all (cache, 4, 4);
  g_assert_cmpuint (gesso_tile_cache_get_n_built (cache), ==, 21);
}

static void
test_cache_scene (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (600);
  g_autoptr (GessoTileCache) cache = gesso_tile_cache_new ();
  GessoTileScene scene = { pyramid, NULL, 1 };
  GessoRect place;

  gesso_tile_cache_set_scene (cache, &scene);
  g_assert_nonnull (gesso_tile_cache_get (cache, 2, 2, &place));
  g_assert_cmpint (place.x, ==, 512);
  g_assert_cmpint (place.width, ==, 88);
  gesso_tile_cache_set_scene (cache, &scene);
  g_assert_cmpuint (gesso_tile_cache_get_n_tiles (cache), ==, 1);
  scene.scale = 0.5;
  gesso_tile_cache_set_scene (cache, &scene);
  g_assert_cmpuint (gesso_tile_cache_get_n_tiles (cache), ==, 0);
}

static void
test_cache_bounded (void)
{
  g_autoptr (GessoPyramid) pyramid = new_pyramid (1024);
  g_autoptr (GessoTileCache) cache = gesso_tile_cache_new ();
  GessoTileScene scene = { pyramid, NULL, 20 };

  gesso_tile_cache_set_scene (cache, &scene);
  /* Panning over a picture of 80 × 80 tiles, four at a time. */
  for (int i = 0; i < 300; i++)
    {
      GessoRect place;

      for (int part = 0; part < 4; part++)
        gesso_tile_cache_get (cache, 2 * (i % 40) + part % 2, 2 * (i / 40) + part / 2, &place);
      gesso_tile_cache_end_frame (cache);
    }
  g_assert_cmpuint (gesso_tile_cache_get_n_tiles (cache), <=, 260);
}

static void
test_keys (void)
{
  GArray *list = gesso_canvas_keys_list ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (list->len, >, 20);
  for (guint i = 0; i < list->len; i++)
    {
      const GessoCanvasKey *key = &g_array_index (list, GessoCanvasKey, i);
      guint keyval;
      GdkModifierType modifiers;

      g_assert_nonnull (key->title);
      g_assert_nonnull (key->group);
      g_assert_true (gtk_accelerator_parse (key->shown, &keyval, &modifiers));
      /* No key does two things. */
      g_assert_true (g_hash_table_add (seen, (gpointer) key->shown));
      if (key->action != NULL)
        {
          g_autofree char *name = NULL;
          g_autoptr (GVariant) target = NULL;
          g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key->accel);

          g_assert_nonnull (trigger);
          g_assert_true (g_action_parse_detailed_name (key->action, &name, &target, NULL));
        }
    }
  g_assert_true (g_hash_table_contains (seen, "b"));
  g_assert_true (g_hash_table_contains (seen, "l"));
}

static void
test_brush_settings (void)
{
  g_autoptr (GessoBrushSettings) settings = gesso_brush_settings_new ();
  double size;

  for (int i = 0; i < 60; i++)
    gesso_brush_settings_resize (settings, 0.85);
  g_object_get (settings, "size", &size, NULL);
  g_assert_cmpfloat (size, ==, 1);
  gesso_brush_settings_resize (settings, 1.15);
  g_object_get (settings, "size", &size, NULL);
  g_assert_cmpfloat (size, ==, 2);
  for (int i = 0; i < 90; i++)
    gesso_brush_settings_resize (settings, 1.15);
  g_object_get (settings, "size", &size, NULL);
  g_assert_cmpfloat (size, ==, 2048);
  gesso_brush_settings_harden (settings, 1000);
  g_assert_cmpfloat (gesso_brush_settings_get_options (settings).hardness, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/round-trip", test_round_trip);
  g_test_add_func ("/viewport/zoom-at-pointer", test_zoom_at_pointer);
  g_test_add_func ("/viewport/zoom-limits", test_zoom_limits);
  g_test_add_func ("/viewport/pan-limits", test_pan_limits);
  g_test_add_func ("/viewport/resize", test_resize);
  g_test_add_func ("/viewport/snap", test_snap);
  g_test_add_func ("/frame-drag/side", test_drag_side);
  g_test_add_func ("/frame-drag/opposite", test_drag_opposite);
  g_test_add_func ("/frame-drag/ratio", test_drag_ratio);
  g_test_add_func ("/frame-drag/limit", test_drag_limit);
  g_test_add_func ("/frame-drag/find-handle", test_find_handle);
  g_test_add_func ("/tile-cache/only-dirty", test_cache_dirty);
  g_test_add_func ("/tile-cache/scene", test_cache_scene);
  g_test_add_func ("/tile-cache/bounded", test_cache_bounded);
  g_test_add_func ("/canvas-keys/table", test_keys);
  g_test_add_func ("/brush-settings/limits", test_brush_settings);

  return g_test_run ();
}

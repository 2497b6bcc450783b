/* test-canvas-looks.c - every surface of the canvas, drawn in light and dark, wide and narrow
 *
 * With GESSO_TEST_LOOKS set to a folder each is kept there as a PNG, to be
 * looked at. With GESSO_TEST_PHOTO a picture of the artist's is used. Needs a
 * display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "canvas-fixture.h"

typedef struct
{
  CanvasFixture base;
  GessoVersion *version; /* made from @parent through a mask */
  const char *suffix;    /* of the pictures' names: what they are shown in */
} Looks;

/* A sky, a hill and a sun. */
static GessoImage *
make_picture (void)
{
  const char *photo = g_getenv ("GESSO_TEST_PHOTO");
  GessoImage *image;

  if (photo != NULL)
    {
      g_autoptr (GFile) file = g_file_new_for_path (photo);
      g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, NULL);
      g_autoptr (GessoImage) decoded = gesso_codec_decode (bytes, NULL, NULL);

      return gesso_image_convert (decoded, 3, NULL);
    }
  image = gesso_image_new (1200, 800, 3, NULL);
  for (int y = 0; y < 800; y++)
    {
      guint8 *row = gesso_image_edit_row (image, (guint) y);

      for (int x = 0; x < 1200; x++)
        {
          gboolean hill = y > 520 + 60 * sin (x / 170.0), sun = hypot (x - 820, y - 240) < 110;

          row[3 * x] = (guint8) (sun ? 250 : hill ? 60 + y / 16 : 90 + y / 6);
          row[3 * x + 1] = (guint8) (sun ? 210 : hill ? 110 + (x * 7 + y * 3) % 23 : 150 + y / 8);
          row[3 * x + 2] = (guint8) (sun ? 90 : hill ? 50 : 215);
        }
    }
  return image;
}

/* A version like the one an inpainting leaves: changed in the mask, a little noise in its ramp. */
static GessoVersion *
add_edit (Looks        *looks,
          GessoVersion *parent,
          GessoImage   *picture)
{
  guint width = gesso_image_get_width (picture), height = gesso_image_get_height (picture);
  g_autoptr (GessoImage) after = gesso_image_new (width, height, 3, NULL);
  g_autoptr (GessoImage) mask = gesso_image_new (width, height, 1, NULL);
  g_autoptr (GBytes) after_bytes = NULL;
  g_autoptr (GBytes) mask_bytes = NULL;
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionImage *image;
  GessoVersionInput *input;

  for (guint y = 0; y < height; y++)
    {
      const guint8 *in = gesso_image_get_row (picture, y);
      guint8 *out = gesso_image_edit_row (after, y);

      memcpy (out, in, 3 * width);
      for (guint x = 0; x < width; x++)
        {
          double far = hypot (x - width * 0.45, y - height * 0.55) / (height * 0.25);

          gesso_image_edit_row (mask, y)[x] = (guint8) (255 * CLAMP ((1.15 - far) / 0.3, 0, 1));
          if (far < 1)
            for (guint c = 0; c < 3; c++)
              out[3 * x + c] = (guint8) CLAMP (in[3 * x + c] + (int) (60 * (1 - far) * sin (x / 9.0 + c)), 0, 255);
        }
    }
  after_bytes = canvas_fixture_encode (after);
  mask_bytes = canvas_fixture_encode (mask);
  draft->thread_id = gesso_version_get_thread_id (parent);
  draft->parent_id = gesso_version_get_id (parent);
  draft->tool = GESSO_TOOL_INPAINT;
  draft->model = g_strdup ("device/patch");
  draft->prompt = g_strdup ("a pond");
  image = gesso_version_draft_add_image (draft);
  image->blob = canvas_fixture_put (&looks->base, after_bytes);
  image->mime = g_strdup ("image/png");
  image->width = width;
  image->height = height;
  image->bytes = (gint64) g_bytes_get_size (after_bytes);
  input = gesso_version_draft_add_input (draft);
  input->role = GESSO_ROLE_SOURCE;
  input->blob = g_strdup (gesso_version_get_image (parent, 0)->blob);
  input->version_id = gesso_version_get_id (parent);
  input = gesso_version_draft_add_input (draft);
  input->role = GESSO_ROLE_MASK;
  input->blob = canvas_fixture_put (&looks->base, mask_bytes);
  return canvas_fixture_add (&looks->base, draft);
}

static void
set_up (Looks        *looks,
        gconstpointer data)
{
  g_autoptr (GessoImage) picture = NULL;
  g_autoptr (GessoVersion) parent = NULL;

  if (!canvas_fixture_set_up (&looks->base))
    return;
  looks->suffix = data;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      *looks->suffix != '\0' ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  picture = make_picture ();
  parent = canvas_fixture_import (&looks->base, picture, "hill.png");
  looks->version = add_edit (looks, parent, picture);
  canvas_fixture_present (&looks->base, 1280, 800);
  canvas_fixture_show (&looks->base, looks->version);
}

static void
tear_down (Looks        *looks,
           gconstpointer data)
{
  if (looks->base.studio == NULL)
    return;
  canvas_fixture_tear_down (&looks->base);
  g_clear_object (&looks->version);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static guint32
get_hash (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guint8 *pixels = g_malloc ((gsize) width * (gsize) height * 4);
  guint32 hash = 5381;

  gdk_texture_download (texture, pixels, (gsize) width * 4);
  for (gsize i = 0; i < (gsize) width * (gsize) height * 4; i += 37)
    hash = hash * 33 + pixels[i];
  return hash;
}

/* What the window shows. */
static GdkTexture *
take (Looks      *looks,
      const char *name)
{
  g_autofree char *full = g_strconcat (name, looks->suffix, NULL);

  return canvas_fixture_take (looks->base.window, full);
}

static void
drag (Looks                 *looks,
      const char            *tool,
      double                 x0,
      double                 y0,
      double                 x1,
      double                 y1,
      GessoMaskToolModifiers modifiers)
{
  g_autofree char *action = g_strconcat ("canvas.tool::", tool, NULL);
  double w = gesso_pyramid_get_width (gesso_canvas_get_pyramid (looks->base.pane->canvas));
  double h = gesso_pyramid_get_height (gesso_canvas_get_pyramid (looks->base.pane->canvas));
  GessoMaskEditor *editor = looks->base.pane->editor;

  canvas_fixture_activate (&looks->base, action);
  gesso_mask_editor_begin (editor, &(GessoMaskPoint) { x0 * w, y0 * h, 1 }, modifiers);
  gesso_mask_editor_move (editor, &(GessoMaskPoint) { x1 * w, y1 * h, 1 }, 1, modifiers);
  gesso_mask_editor_end (editor, &(GessoMaskPoint) { x1 * w, y1 * h, 1 }, modifiers);
  while (gesso_mask_editor_is_busy (editor))
    g_main_context_iteration (NULL, TRUE);
}

/* Once around, as a straight line would hold nothing. */
static void
trace (Looks      *looks,
       const char *tool)
{
  static const double around[][2] = { { 0.45, 0.22 }, { 0.62, 0.3 }, { 0.7, 0.55 }, { 0.55, 0.72 }, { 0.35, 0.6 } };
  g_autofree char *action = g_strconcat ("canvas.tool::", tool, NULL);
  double w = gesso_pyramid_get_width (gesso_canvas_get_pyramid (looks->base.pane->canvas));
  double h = gesso_pyramid_get_height (gesso_canvas_get_pyramid (looks->base.pane->canvas));
  GessoMaskEditor *editor = looks->base.pane->editor;
  GessoMaskPoint point = { 0.3 * w, 0.35 * h, 1 };

  canvas_fixture_activate (&looks->base, action);
  gesso_mask_editor_begin (editor, &point, 0);
  for (guint i = 0; i < G_N_ELEMENTS (around); i++)
    {
      point.x = around[i][0] * w;
      point.y = around[i][1] * h;
      gesso_mask_editor_move (editor, &point, 1, 0);
    }
  gesso_mask_editor_end (editor, &point, 0);
  while (gesso_mask_editor_is_busy (editor))
    g_main_context_iteration (NULL, TRUE);
}

static void
show_tool (Looks      *looks,
           const char *tool)
{
  double w = gesso_pyramid_get_width (gesso_canvas_get_pyramid (looks->base.pane->canvas));
  double h = gesso_pyramid_get_height (gesso_canvas_get_pyramid (looks->base.pane->canvas));

  canvas_fixture_activate (&looks->base, "canvas.clear");
  if (g_str_equal (tool, "eraser"))
    canvas_fixture_activate (&looks->base, "canvas.fill");
  if (g_str_equal (tool, "flood"))
    drag (looks, tool, 0.5, 0.1, 0.5, 0.1, 0);
  else if (g_str_equal (tool, "polygon"))
    {
      drag (looks, tool, 0.3, 0.3, 0.6, 0.25, 0);
      drag (looks, tool, 0.7, 0.6, 0.7, 0.6, 0);
      gesso_mask_editor_move (looks->base.pane->editor, &(GessoMaskPoint) { 0.4 * w, 0.7 * h, 1 }, 1, 0);
    }
  else if (g_str_equal (tool, "lasso"))
    trace (looks, tool);
  else if (g_str_equal (tool, "object"))
    drag (looks, tool, 0.56, 0.12, 0.8, 0.48, 0);
  else
    drag (looks, tool, 0.3, 0.3, 0.7, 0.7, 0);
}

static void
test_tools (Looks        *looks,
            gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (canvas_fixture_skip ())
    return;
  for (const GType *type = gesso_mask_tool_list_types (); *type != G_TYPE_INVALID; type++)
    {
      g_autoptr (GTypeClass) klass = g_type_class_ref (*type);
      const char *tool = ((GessoMaskToolClass *) klass)->id;
      g_autofree char *name = g_strconcat ("tool-", tool, NULL);
      g_autoptr (GdkTexture) texture = NULL;

      show_tool (looks, tool);
      texture = take (looks, name);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (get_hash (texture))));
    }
}

static void
wait_for_heat (Looks *looks)
{
  while (looks->base.pane->heat == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_compare (Looks        *looks,
              gconstpointer data)
{
  static const char *const modes[] = { "slider", "sides", "lens", "difference" };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (canvas_fixture_skip ())
    return;
  looks->base.pane->canvas->pointer_inside = TRUE;
  looks->base.pane->canvas->pointer_x = 600;
  looks->base.pane->canvas->pointer_y = 350;
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *action = g_strconcat ("canvas.compare::", modes[i], NULL);
      g_autofree char *name = g_strconcat ("compare-", modes[i], NULL);
      g_autoptr (GdkTexture) texture = NULL;

      canvas_fixture_activate (&looks->base, action);
      wait_for_heat (looks);
      texture = take (looks, name);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (get_hash (texture))));
    }
  canvas_fixture_activate (&looks->base, "canvas.cancel");
  g_assert_cmpint (looks->base.pane->compare, ==, GESSO_CANVAS_COMPARE_NONE);
}

static void
test_frame (Looks        *looks,
            gconstpointer data)
{
  g_autoptr (GdkTexture) plain = NULL;
  g_autoptr (GdkTexture) framed = NULL;
  static const char *const sizes[] = { "1024x1024", NULL };
  GessoFitRule rule = { .sizes = sizes };
  GessoFrame frame = { 0, 200, 1640, 0 };

  if (canvas_fixture_skip ())
    return;
  gesso_canvas_pane_set_rule (looks->base.pane, &rule, 0.05);
  gesso_canvas_pane_set_mode (looks->base.pane, GESSO_CANVAS_EXPAND);
  plain = take (looks, "frame-none");
  gesso_canvas_frame_dragged (looks->base.pane->canvas, &frame);
  gesso_canvas_zoom_fit (looks->base.pane->canvas);
  framed = take (looks, "frame");
  g_assert_cmpuint (get_hash (plain), !=, get_hash (framed));
}

/* Dark, and as narrow as a telephone. */
static void
test_others (Looks        *looks,
             gconstpointer data)
{
  GessoFrame frame = { 100, 100, 100, 100 };

  if (canvas_fixture_skip ())
    return;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  show_tool (looks, "ellipse");
  g_object_unref (take (looks, "dark-mask"));
  canvas_fixture_activate (&looks->base, "canvas.compare::difference");
  wait_for_heat (looks);
  g_object_unref (take (looks, "dark-difference"));
  canvas_fixture_activate (&looks->base, "canvas.compare::slider");
  g_object_unref (take (looks, "dark-slider"));
  gtk_window_set_default_size (GTK_WINDOW (looks->base.window), 400, 700);
  g_object_unref (take (looks, "dark-narrow-slider"));
  canvas_fixture_activate (&looks->base, "canvas.compare::none");
  g_object_unref (take (looks, "dark-narrow-mask"));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_unref (take (looks, "narrow-mask"));
  canvas_fixture_activate (&looks->base, "canvas.compare::difference");
  g_object_unref (take (looks, "narrow-difference"));
  canvas_fixture_activate (&looks->base, "canvas.compare::none");
  canvas_fixture_activate (&looks->base, "canvas.adjust");
  g_object_unref (take (looks, "narrow-adjust"));
  gesso_canvas_pane_set_mode (looks->base.pane, GESSO_CANVAS_EXPAND);
  gesso_canvas_frame_dragged (looks->base.pane->canvas, &frame);
  g_object_unref (take (looks, "narrow-frame"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  canvas_fixture_init ();
  canvas_fixture_dress ();
  g_test_add ("/canvas-looks/tools", Looks, "", set_up, test_tools, tear_down);
  g_test_add ("/canvas-looks/tools-dark", Looks, "-dark", set_up, test_tools, tear_down);
  g_test_add ("/canvas-looks/compare", Looks, "", set_up, test_compare, tear_down);
  g_test_add ("/canvas-looks/compare-dark", Looks, "-dark", set_up, test_compare, tear_down);
  g_test_add ("/canvas-looks/frame", Looks, "", set_up, test_frame, tear_down);
  g_test_add ("/canvas-looks/frame-dark", Looks, "-dark", set_up, test_frame, tear_down);
  g_test_add ("/canvas-looks/others", Looks, "", set_up, test_others, tear_down);
  return g_test_run ();
}

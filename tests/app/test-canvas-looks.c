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

#include "gesso-canvas-pane-private.h"
#include "gesso-canvas-private.h"
#include "gesso-test.h"

typedef struct
{
  char *folder;
  GessoStudio *studio;
  GtkWidget *window;
  GessoCanvasPane *pane;
  GessoVersion *version; /* made from @parent through a mask */
  const char *suffix;    /* of the pictures' names: what they are shown in */
} Looks;

static gboolean have_display;

static GBytes *
encode (GessoImage *image)
{
  return gesso_codec_encode (image, GESSO_FORMAT_PNG, 90, NULL, NULL);
}

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

static char *
put (Looks  *looks,
     GBytes *bytes)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_store_put_blob_async (gesso_studio_get_store (looks->studio), bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_store_put_blob_finish (gesso_studio_get_store (looks->studio), result, NULL);
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
  g_autoptr (GAsyncResult) result = NULL;
  GessoVersionDraft *draft = gesso_version_draft_new ();
  GessoVersionImage *image;
  GessoVersionInput *input;
  GError *error = NULL;
  GessoVersion *version;

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
  after_bytes = encode (after);
  mask_bytes = encode (mask);
  draft->thread_id = gesso_version_get_thread_id (parent);
  draft->parent_id = gesso_version_get_id (parent);
  draft->tool = GESSO_TOOL_INPAINT;
  draft->model = g_strdup ("device/patch");
  draft->prompt = g_strdup ("a pond");
  image = gesso_version_draft_add_image (draft);
  image->blob = put (looks, after_bytes);
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
  input->blob = put (looks, mask_bytes);
  gesso_store_add_version_async (gesso_studio_get_store (looks->studio), draft, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_store_add_version_finish (gesso_studio_get_store (looks->studio), result, &error);
  g_assert_no_error (error);
  return version;
}

static void
set_up (Looks        *looks,
        gconstpointer data)
{
  g_autoptr (GessoImage) picture = NULL;
  g_autoptr (GessoVersion) parent = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (!have_display)
    return;
  looks->suffix = data;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      *looks->suffix != '\0' ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  looks->folder = gesso_test_make_folder ();
  looks->studio = gesso_studio_new (looks->folder, looks->folder);
  gesso_studio_open_async (looks->studio, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_studio_open_finish (looks->studio, result, NULL));
  g_clear_object (&result);
  picture = make_picture ();
  bytes = encode (picture);
  gesso_studio_import_async (looks->studio, 0, bytes, "hill.png", NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  parent = gesso_studio_import_finish (looks->studio, result, NULL);
  looks->version = add_edit (looks, parent, picture);
  looks->window = gtk_window_new ();
  looks->pane = g_object_new (GESSO_TYPE_CANVAS_PANE, "studio", looks->studio, NULL);
  gtk_window_set_default_size (GTK_WINDOW (looks->window), 1280, 800);
  gtk_window_set_child (GTK_WINDOW (looks->window), GTK_WIDGET (looks->pane));
  gtk_window_present (GTK_WINDOW (looks->window));
  gesso_canvas_pane_set_version (looks->pane, looks->version, 0);
  while (gesso_canvas_get_pyramid (looks->pane->canvas) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Looks        *looks,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (!have_display)
    return;
  g_object_add_weak_pointer (G_OBJECT (looks->pane), (gpointer *) &looks->pane);
  gtk_window_destroy (GTK_WINDOW (looks->window));
  gesso_studio_close_async (looks->studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_clear_object (&result);
  for (int i = 0; i < 1000 && looks->pane != NULL; i++)
    g_main_context_iteration (NULL, i < 100);
  g_assert_null (looks->pane);
  g_clear_object (&looks->version);
  g_clear_object (&looks->studio);
  gesso_test_remove (looks->folder);
  g_free (looks->folder);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
settle (Looks *looks)
{
  for (int i = 0; i < 12; i++)
    {
      gint64 frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (looks->window));

      gtk_widget_queue_draw (GTK_WIDGET (looks->window));
      while (gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (looks->window)) == frame)
        g_main_context_iteration (NULL, TRUE);
    }
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
  const char *kept = g_getenv ("GESSO_TEST_LOOKS");
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (looks->window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GdkTexture *texture;

  settle (looks);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (looks->window), gtk_widget_get_height (looks->window));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (looks->window)), node, NULL);
  if (kept != NULL)
    {
      g_autofree char *base = g_strconcat (name, looks->suffix, ".png", NULL);
      g_autofree char *path = g_build_filename (kept, base, NULL);

      g_assert_true (gdk_texture_save_to_png (texture, path));
    }
  return texture;
}

static void
activate (Looks      *looks,
          const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  gtk_widget_activate_action_variant (GTK_WIDGET (looks->pane), name, target);
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
  double w = gesso_pyramid_get_width (gesso_canvas_get_pyramid (looks->pane->canvas));
  double h = gesso_pyramid_get_height (gesso_canvas_get_pyramid (looks->pane->canvas));
  GessoMaskEditor *editor = looks->pane->editor;

  activate (looks, action);
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
  double w = gesso_pyramid_get_width (gesso_canvas_get_pyramid (looks->pane->canvas));
  double h = gesso_pyramid_get_height (gesso_canvas_get_pyramid (looks->pane->canvas));
  GessoMaskEditor *editor = looks->pane->editor;
  GessoMaskPoint point = { 0.3 * w, 0.35 * h, 1 };

  activate (looks, action);
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
  double w = gesso_pyramid_get_width (gesso_canvas_get_pyramid (looks->pane->canvas));
  double h = gesso_pyramid_get_height (gesso_canvas_get_pyramid (looks->pane->canvas));

  activate (looks, "canvas.clear");
  if (g_str_equal (tool, "eraser"))
    activate (looks, "canvas.fill");
  if (g_str_equal (tool, "flood"))
    drag (looks, tool, 0.5, 0.1, 0.5, 0.1, 0);
  else if (g_str_equal (tool, "polygon"))
    {
      drag (looks, tool, 0.3, 0.3, 0.6, 0.25, 0);
      drag (looks, tool, 0.7, 0.6, 0.7, 0.6, 0);
      gesso_mask_editor_move (looks->pane->editor, &(GessoMaskPoint) { 0.4 * w, 0.7 * h, 1 }, 1, 0);
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

  if (!have_display)
    {
      g_test_skip ("there is no display");
      return;
    }
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
  while (looks->pane->heat == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_compare (Looks        *looks,
              gconstpointer data)
{
  static const char *const modes[] = { "slider", "sides", "lens", "difference" };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (!have_display)
    {
      g_test_skip ("there is no display");
      return;
    }
  looks->pane->canvas->pointer_inside = TRUE;
  looks->pane->canvas->pointer_x = 600;
  looks->pane->canvas->pointer_y = 350;
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *action = g_strconcat ("canvas.compare::", modes[i], NULL);
      g_autofree char *name = g_strconcat ("compare-", modes[i], NULL);
      g_autoptr (GdkTexture) texture = NULL;

      activate (looks, action);
      wait_for_heat (looks);
      texture = take (looks, name);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (get_hash (texture))));
    }
  activate (looks, "canvas.cancel");
  g_assert_cmpint (looks->pane->compare, ==, GESSO_CANVAS_COMPARE_NONE);
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

  if (!have_display)
    {
      g_test_skip ("there is no display");
      return;
    }
  gesso_canvas_pane_set_rule (looks->pane, &rule, 0.05);
  gesso_canvas_pane_set_mode (looks->pane, GESSO_CANVAS_EXPAND);
  plain = take (looks, "frame-none");
  gesso_canvas_frame_dragged (looks->pane->canvas, &frame);
  gesso_canvas_zoom_fit (looks->pane->canvas);
  framed = take (looks, "frame");
  g_assert_cmpuint (get_hash (plain), !=, get_hash (framed));
}

/* Dark, and as narrow as a telephone. */
static void
test_others (Looks        *looks,
             gconstpointer data)
{
  GessoFrame frame = { 100, 100, 100, 100 };

  if (!have_display)
    {
      g_test_skip ("there is no display");
      return;
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  show_tool (looks, "ellipse");
  g_object_unref (take (looks, "dark-mask"));
  activate (looks, "canvas.compare::difference");
  wait_for_heat (looks);
  g_object_unref (take (looks, "dark-difference"));
  activate (looks, "canvas.compare::slider");
  g_object_unref (take (looks, "dark-slider"));
  gtk_window_set_default_size (GTK_WINDOW (looks->window), 400, 700);
  g_object_unref (take (looks, "dark-narrow-slider"));
  activate (looks, "canvas.compare::none");
  g_object_unref (take (looks, "dark-narrow-mask"));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_unref (take (looks, "narrow-mask"));
  activate (looks, "canvas.compare::difference");
  g_object_unref (take (looks, "narrow-difference"));
  activate (looks, "canvas.compare::none");
  activate (looks, "canvas.adjust");
  g_object_unref (take (looks, "narrow-adjust"));
  gesso_canvas_pane_set_mode (looks->pane, GESSO_CANVAS_EXPAND);
  gesso_canvas_frame_dragged (looks->pane->canvas, &frame);
  g_object_unref (take (looks, "narrow-frame"));
}

/* What an application would do by itself. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, GESSO_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    GESSO_RESOURCE_PATH "/icons");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  have_display = gtk_init_check ();
  if (have_display)
    {
      adw_init ();
      load_style ();
      g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
    }
  g_test_add ("/canvas-looks/tools", Looks, "", set_up, test_tools, tear_down);
  g_test_add ("/canvas-looks/tools-dark", Looks, "-dark", set_up, test_tools, tear_down);
  g_test_add ("/canvas-looks/compare", Looks, "", set_up, test_compare, tear_down);
  g_test_add ("/canvas-looks/compare-dark", Looks, "-dark", set_up, test_compare, tear_down);
  g_test_add ("/canvas-looks/frame", Looks, "", set_up, test_frame, tear_down);
  g_test_add ("/canvas-looks/frame-dark", Looks, "-dark", set_up, test_frame, tear_down);
  g_test_add ("/canvas-looks/others", Looks, "", set_up, test_others, tear_down);
  return g_test_run ();
}

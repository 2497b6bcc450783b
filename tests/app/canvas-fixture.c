/* canvas-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "canvas-fixture.h"
#include "gesso-test.h"

/* Frames until all that a change sets off is drawn. */
#define N_FRAMES 12

static gboolean have_display;

void
canvas_fixture_init (void)
{
  have_display = gtk_init_check ();
  if (!have_display)
    return;
  adw_init ();
  gesso_test_pass_toolkit ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

gboolean
canvas_fixture_skip (void)
{
  if (!have_display)
    g_test_skip ("there is no display");
  return !have_display;
}

gboolean
canvas_fixture_set_up (CanvasFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!have_display)
    return FALSE;
  self->folder = gesso_test_make_folder ();
  self->studio = gesso_studio_new (self->folder, self->folder);
  gesso_studio_open_async (self->studio, FALSE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_open_finish (self->studio, result, &error);
  g_assert_no_error (error);
  return TRUE;
}

void
canvas_fixture_present (CanvasFixture *self,
                        int            width,
                        int            height)
{
  self->window = gtk_window_new ();
  self->pane = g_object_new (GESSO_TYPE_CANVAS_PANE, "studio", self->studio, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->pane));
  gtk_window_present (GTK_WINDOW (self->window));
}

void
canvas_fixture_tear_down (CanvasFixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (self->studio == NULL)
    return;
  g_object_add_weak_pointer (G_OBJECT (self->pane), (gpointer *) &self->pane);
  gtk_window_destroy (GTK_WINDOW (self->window));
  gesso_studio_close_async (self->studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_close_finish (self->studio, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  /* What was being loaded lets go when its end is told. */
  for (int i = 0; i < 1000 && self->pane != NULL; i++)
    g_main_context_iteration (NULL, i < 100);
  g_assert_null (self->pane);
  g_clear_object (&self->studio);
  gesso_test_remove (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

GBytes *
canvas_fixture_encode (GessoImage *image)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = gesso_codec_encode (image, GESSO_FORMAT_PNG, 90, NULL, &error);

  g_assert_no_error (error);
  return bytes;
}

char *
canvas_fixture_put (CanvasFixture *self,
                    GBytes        *bytes)
{
  GessoStore *store = gesso_studio_get_store (self->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *blob;

  gesso_store_put_blob_async (store, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  blob = gesso_store_put_blob_finish (store, result, &error);
  g_assert_no_error (error);
  return blob;
}

GessoVersion *
canvas_fixture_import (CanvasFixture *self,
                       GessoImage    *image,
                       const char    *name)
{
  g_autoptr (GBytes) bytes = canvas_fixture_encode (image);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersion *version;

  gesso_studio_import_async (self->studio, 0, bytes, name, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_studio_import_finish (self->studio, result, &error);
  g_assert_no_error (error);
  return version;
}

GessoVersion *
canvas_fixture_add (CanvasFixture     *self,
                    GessoVersionDraft *draft)
{
  GessoStore *store = gesso_studio_get_store (self->studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersion *version;

  gesso_store_add_version_async (store, draft, 0, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  version = gesso_store_add_version_finish (store, result, &error);
  g_assert_no_error (error);
  return version;
}

void
canvas_fixture_show (CanvasFixture *self,
                     GessoVersion  *version)
{
  gesso_canvas_pane_set_version (self->pane, version, 0);
  while (gesso_canvas_get_pyramid (self->pane->canvas) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
canvas_fixture_activate (CanvasFixture *self,
                         const char    *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  gtk_widget_activate_action_variant (GTK_WIDGET (self->pane), name, target);
}

void
canvas_fixture_dress (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GtkCssProvider) provider = NULL;

  if (!have_display)
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, GESSO_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), GESSO_RESOURCE_PATH "/icons");
}

static void
settle (GtkWidget *native)
{
  for (int i = 0; i < N_FRAMES; i++)
    {
      gint64 frame = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (native));

      gtk_widget_queue_draw (native);
      while (gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (native)) == frame)
        g_main_context_iteration (NULL, TRUE);
    }
}

GdkTexture *
canvas_fixture_take (GtkWidget  *native,
                     const char *name)
{
  const char *folder = g_getenv ("GESSO_TEST_LOOKS");
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (native);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GdkTexture *texture;

  settle (native);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (native), gtk_widget_get_height (native));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (native)), node, NULL);
  if (folder != NULL)
    {
      g_autofree char *base = g_strconcat (name, ".png", NULL);
      g_autofree char *path = g_build_filename (folder, base, NULL);

      g_assert_true (gdk_texture_save_to_png (texture, path));
    }
  return texture;
}

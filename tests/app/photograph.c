/* photograph.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "photograph.h"

#define FRAMES_AT_REST 12

const PhotographLook photograph_looks[4] = {
  { "light-wide", ADW_COLOR_SCHEME_FORCE_LIGHT, 1280, 800 },
  { "light-narrow", ADW_COLOR_SCHEME_FORCE_LIGHT, 400, 700 },
  { "dark-wide", ADW_COLOR_SCHEME_FORCE_DARK, 1280, 800 },
  { "dark-narrow", ADW_COLOR_SCHEME_FORCE_DARK, 400, 700 },
};

static guint n_colors;

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  ++*(guint *) user_data;
  return G_SOURCE_CONTINUE;
}

/* What is to be drawn, once it came to rest. */
typedef struct
{
  GtkWidget *widget;
  guint n_frames;
  GskRenderNode *node; /* (owned) (nullable) */
} Sitting;

/* A window that was not drawn yet, however many frames were counted, has nothing to show. */
static gboolean
is_drawn (gpointer data)
{
  Sitting *sitting = data;
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot;

  if (sitting->n_frames < FRAMES_AT_REST)
    return FALSE;
  paintable = gtk_widget_paintable_new (sitting->widget);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  sitting->node = gtk_snapshot_free_to_node (snapshot);
  return sitting->node != NULL;
}

/* An application would do this by itself. */
static void
add_style (void)
{
  static GtkCssProvider *provider;

  if (provider != NULL)
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, GESSO_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static char *
make_path (const char *name,
           const char *look)
{
  const char *logs = g_getenv ("GESSO_TEST_LOGS") != NULL ? g_getenv ("GESSO_TEST_LOGS") : g_test_get_dir (G_TEST_BUILT);
  g_autofree char *folder = g_build_filename (logs, "screenshots", NULL);
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, look);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  return g_build_filename (folder, file, NULL);
}

static void
count_colors (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * height);
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * sizeof *pixels);
  for (int i = 0; i < width * height; i++)
    g_hash_table_add (colors, GUINT_TO_POINTER (pixels[i]));
  n_colors = g_hash_table_size (colors);
}

/* Not by the window's own renderer, which is in the middle of a frame for all that is known here. */
static GdkTexture *
draw (GskRenderNode *node)
{
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  GdkTexture *texture;

  g_assert_true (gsk_renderer_realize (renderer, NULL, NULL));
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  gsk_renderer_unrealize (renderer);
  return texture;
}

void
photograph (GtkWidget            *widget,
            const char           *name,
            const PhotographLook *look)
{
  g_autofree char *path = make_path (name, look->name);
  Sitting sitting = { widget, 0, NULL };
  g_autoptr (GdkTexture) texture = NULL;
  guint id;

  add_style ();
  /* A widget that is not shown is not drawn either: nothing would come to rest. */
  g_assert_true (gtk_widget_get_mapped (widget));
  id = gtk_widget_add_tick_callback (widget, count_frame_cb, &sitting.n_frames, NULL);
  app_test_wait (is_drawn, &sitting);
  gtk_widget_remove_tick_callback (widget, id);
  texture = draw (sitting.node);
  gsk_render_node_unref (sitting.node);
  count_colors (texture);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

guint
photograph_count_colors (void)
{
  return n_colors;
}

/* test-canvas-pane.c - the pane with a real studio; needs a display
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "canvas-fixture.h"
#include "gesso-test.h"

static GessoVersion *
import (CanvasFixture *fixture,
        guint          width,
        guint          height,
        const char    *name)
{
  g_autoptr (GessoImage) image = gesso_image_new (width, height, 3, NULL);

  return canvas_fixture_import (fixture, image, name);
}

static void
set_up (CanvasFixture *fixture,
        gconstpointer  data)
{
  if (canvas_fixture_set_up (fixture))
    canvas_fixture_present (fixture, 700, 500);
}

static void
tear_down (CanvasFixture *fixture,
           gconstpointer  data)
{
  canvas_fixture_tear_down (fixture);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_empty (CanvasFixture *fixture,
            gconstpointer  data)
{
  GessoFrame frame;

  if (canvas_fixture_skip ())
    return;
  g_assert_null (gesso_canvas_pane_get_version (fixture->pane));
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
  frame = gesso_canvas_pane_get_frame (fixture->pane);
  g_assert_true (gesso_frame_is_empty (&frame));
  /* Nothing to act on: nothing happens. */
  canvas_fixture_activate (fixture, "canvas.fill");
  canvas_fixture_activate (fixture, "canvas.undo");
  canvas_fixture_activate (fixture, "canvas.zoom-in");
  gesso_canvas_pane_set_comparing (fixture->pane, TRUE);
  gesso_canvas_pane_set_comparing (fixture->pane, FALSE);
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
}

static void
test_mask (CanvasFixture *fixture,
           gconstpointer  data)
{
  g_autoptr (GessoVersion) version = NULL;
  guint notified = 0;
  GessoMask *mask;

  if (canvas_fixture_skip ())
    return;
  version = import (fixture, 320, 200, "a.png");
  g_signal_connect_swapped (fixture->pane, "notify::has-mask", G_CALLBACK (count_cb), &notified);
  gesso_canvas_pane_set_version (fixture->pane, version, 0);
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
  canvas_fixture_activate (fixture, "canvas.fill");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->pane), ==, GESSO_CANVAS_MASK);
  mask = gesso_canvas_pane_get_mask (fixture->pane);
  g_assert_cmpint (gesso_mask_get_width (mask), ==, 320);
  g_assert_cmpfloat (gesso_mask_get_coverage (mask), ==, 1);
  canvas_fixture_activate (fixture, "canvas.invert");
  g_assert_cmpuint (notified, ==, 2);
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
  canvas_fixture_activate (fixture, "canvas.undo");
  g_assert_nonnull (gesso_canvas_pane_get_mask (fixture->pane));
  canvas_fixture_activate (fixture, "canvas.clear");
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
  canvas_fixture_activate (fixture, "canvas.undo");
  canvas_fixture_activate (fixture, "canvas.redo");
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
}

/* A mask is there again when its version is looked at again. */
static void
test_mask_is_kept (CanvasFixture *fixture,
                   gconstpointer  data)
{
  g_autoptr (GessoVersion) first = NULL;
  g_autoptr (GessoVersion) second = NULL;

  if (canvas_fixture_skip ())
    return;
  first = import (fixture, 320, 200, "a.png");
  second = import (fixture, 100, 300, "b.png");
  gesso_canvas_pane_set_version (fixture->pane, first, 0);
  canvas_fixture_activate (fixture, "canvas.fill");
  gesso_canvas_pane_set_version (fixture->pane, second, 0);
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
  gesso_canvas_pane_set_version (fixture->pane, NULL, 0);
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
  gesso_canvas_pane_set_version (fixture->pane, first, 0);
  g_assert_nonnull (gesso_canvas_pane_get_mask (fixture->pane));
}

static void
test_tools (CanvasFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GessoVersion) version = NULL;

  if (canvas_fixture_skip ())
    return;
  version = import (fixture, 64, 64, "a.png");
  gesso_canvas_pane_set_version (fixture->pane, version, 0);
  canvas_fixture_activate (fixture, "canvas.tool::lasso");
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->pane), ==, GESSO_CANVAS_MASK);
  canvas_fixture_activate (fixture, "canvas.mode::expand");
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->pane), ==, GESSO_CANVAS_EXPAND);
  canvas_fixture_activate (fixture, "canvas.mode::nonsense");
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->pane), ==, GESSO_CANVAS_EXPAND);
  canvas_fixture_activate (fixture, "canvas.cancel");
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->pane), ==, GESSO_CANVAS_VIEW);
}

static GtkWidget *
find_child (GtkWidget *widget,
            GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_frame (CanvasFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GessoVersion) version = NULL;
  GessoFrame frame;
  GtkWidget *entry;
  guint notified = 0;

  if (canvas_fixture_skip ())
    return;
  version = import (fixture, 400, 300, "a.png");
  gesso_canvas_pane_set_version (fixture->pane, version, 0);
  gesso_canvas_pane_set_mode (fixture->pane, GESSO_CANVAS_EXPAND);
  g_signal_connect_swapped (fixture->pane, "notify::has-frame", G_CALLBACK (count_cb), &notified);
  entry = find_child (GTK_WIDGET (fixture->pane), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "+40");
  g_signal_emit_by_name (entry, "activate");
  frame = gesso_canvas_pane_get_frame (fixture->pane);
  g_assert_cmpint (frame.left, ==, 40);
  g_assert_cmpint (frame.bottom, ==, 40);
  g_assert_cmpuint (notified, ==, 1);
  /* What cannot be read is marked, and changes nothing. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "a lot");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  frame = gesso_canvas_pane_get_frame (fixture->pane);
  g_assert_cmpint (frame.left, ==, 40);
  /* Not expanding: no frame. */
  gesso_canvas_pane_set_mode (fixture->pane, GESSO_CANVAS_VIEW);
  frame = gesso_canvas_pane_get_frame (fixture->pane);
  g_assert_true (gesso_frame_is_empty (&frame));
  g_assert_cmpuint (notified, ==, 2);
}

/* Versions change faster than pictures load. */
static void
test_stale (CanvasFixture *fixture,
            gconstpointer  data)
{
  g_autoptr (GessoVersion) first = NULL;
  g_autoptr (GessoVersion) second = NULL;

  if (canvas_fixture_skip ())
    return;
  first = import (fixture, 900, 700, "a.png");
  second = import (fixture, 300, 200, "b.png");
  for (int i = 0; i < 25; i++)
    {
      gesso_canvas_pane_set_version (fixture->pane, i % 2 != 0 ? first : second, 0);
      g_main_context_iteration (NULL, FALSE);
    }
  gesso_canvas_pane_set_version (fixture->pane, second, 7);
  g_assert_null (gesso_canvas_pane_get_mask (fixture->pane));
  g_assert_cmpuint (gesso_canvas_pane_get_image_index (fixture->pane), ==, 7);
}

/* Pressed elsewhere: what is a key of the canvas alone, not what moves the focus or presses a button. */
static void
test_keys_from_elsewhere (CanvasFixture *fixture,
                          gconstpointer  data)
{
  static const guint left_alone[] = { GDK_KEY_Left, GDK_KEY_Return, GDK_KEY_space, GDK_KEY_Delete, GDK_KEY_Escape };
  g_autoptr (GessoVersion) version = NULL;

  if (canvas_fixture_skip ())
    return;
  version = import (fixture, 400, 300, "a.png");
  gesso_canvas_pane_set_version (fixture->pane, version, 0);
  g_assert_true (gesso_canvas_pane_press_key (fixture->pane, GDK_KEY_m, 0));
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->pane), ==, GESSO_CANVAS_MASK);
  g_assert_false (gesso_canvas_pane_press_key (fixture->pane, GDK_KEY_m, GDK_ALT_MASK));
  for (guint i = 0; i < G_N_ELEMENTS (left_alone); i++)
    g_assert_false (gesso_canvas_pane_press_key (fixture->pane, left_alone[i], 0));
  g_assert_true (gesso_canvas_pane_press_key (fixture->pane, GDK_KEY_V, 0));
  g_assert_cmpint (gesso_canvas_pane_get_mode (fixture->pane), ==, GESSO_CANVAS_VIEW);
}

static void
test_narrow (CanvasFixture *fixture,
             gconstpointer  data)
{
  static const GessoCanvasMode modes[] = { GESSO_CANVAS_VIEW, GESSO_CANVAS_MASK, GESSO_CANVAS_EXPAND };
  g_autoptr (GessoVersion) version = NULL;

  if (canvas_fixture_skip ())
    return;
  version = import (fixture, 400, 300, "a.png");
  gesso_canvas_pane_set_version (fixture->pane, version, 0);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      int minimum;

      gesso_canvas_pane_set_mode (fixture->pane, modes[i]);
      gtk_widget_measure (GTK_WIDGET (fixture->pane), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
    }
}

static void
add_test (const char *path,
          void      (*func) (CanvasFixture *, gconstpointer))
{
  g_test_add (path, CanvasFixture, NULL, set_up, func, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  canvas_fixture_init ();

  add_test ("/canvas-pane/empty", test_empty);
  add_test ("/canvas-pane/mask", test_mask);
  add_test ("/canvas-pane/mask-is-kept", test_mask_is_kept);
  add_test ("/canvas-pane/tools", test_tools);
  add_test ("/canvas-pane/frame", test_frame);
  add_test ("/canvas-pane/stale-pictures", test_stale);
  add_test ("/canvas-pane/keys-from-elsewhere", test_keys_from_elsewhere);
  add_test ("/canvas-pane/narrow", test_narrow);

  return g_test_run ();
}

/* test-toast.c - toasts that are dismissed while they come in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-texture.h"
#include "gesso-toast.h"

typedef struct
{
  GtkWidget *window;
  AdwToastOverlay *overlay;
  guint n_dismissed; /* as far as the overlay heard of it */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  if (!app_test_has_display ())
    return;
  fixture->window = gtk_window_new ();
  fixture->overlay = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (fixture->overlay, gtk_label_new ("what lies below"));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->overlay));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 300);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  if (fixture->window == NULL)
    return;
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
}

static void
dismissed_cb (AdwToast *toast,
              Fixture  *fixture)
{
  fixture->n_dismissed++;
}

/* Returns: (transfer full) */
static AdwToast *
show (Fixture *fixture)
{
  AdwToast *toast = adw_toast_new ("words");

  adw_toast_set_timeout (toast, 0);
  gesso_toast_show (fixture->overlay, g_object_ref (toast));
  g_signal_connect (toast, "dismissed", G_CALLBACK (dismissed_cb), fixture);
  return toast;
}

static GtkWidget *
get_toast (Fixture *fixture)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (fixture->overlay));

  return last != adw_toast_overlay_get_child (fixture->overlay) ? last : NULL;
}

static gboolean
is_drawn (gpointer data)
{
  GtkWidget *toast = get_toast (data);

  return toast != NULL && gtk_widget_get_width (toast) > 0;
}

static gboolean
is_gone (gpointer data)
{
  return get_toast (data) == NULL;
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  gint64 *end = user_data;

  if (*end == 0)
    *end = gdk_frame_clock_get_frame_time (clock) + G_TIME_SPAN_SECOND;
  if (gdk_frame_clock_get_frame_time (clock) > *end)
    *end = -1;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_over (gpointer data)
{
  return *(gint64 *) data < 0;
}

/* More than anything that moves. */
static void
let_a_second_of_frames_pass (Fixture *fixture)
{
  gint64 end = 0;
  guint tick = gtk_widget_add_tick_callback (fixture->window, count_frame_cb, &end, NULL);

  app_test_wait (is_over, &end);
  gtk_widget_remove_tick_callback (fixture->window, tick);
}

/* It goes when it has come, once, and cannot be pressed again on its way. */
static void
test_early (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (AdwToast) toast = NULL;

  if (fixture->window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (fixture->window));
  let_a_second_of_frames_pass (fixture);
  toast = show (fixture);
  adw_toast_dismiss (toast);
  adw_toast_dismiss (toast);
  g_assert_cmpuint (fixture->n_dismissed, ==, 0);
  g_assert_false (gtk_widget_get_can_target (get_toast (fixture)));
  app_test_wait (is_gone, fixture);
  g_assert_cmpuint (fixture->n_dismissed, ==, 1);
}

/* One that takes the place of another comes in for longer than it goes out. */
static void
test_replaced (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (AdwToast) first = NULL, second = NULL;

  if (fixture->window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (fixture->window));
  first = show (fixture);
  second = show (fixture);
  app_test_wait (is_drawn, fixture);
  let_a_second_of_frames_pass (fixture);
  adw_toast_dismiss (first);
  g_assert_cmpuint (fixture->n_dismissed, ==, 1);
  adw_toast_dismiss (second);
  g_assert_cmpuint (fixture->n_dismissed, ==, 1);
  app_test_wait (is_gone, fixture);
  g_assert_cmpuint (fixture->n_dismissed, ==, 2);
  let_a_second_of_frames_pass (fixture);
}

/* Where nothing is drawn there is nothing to wait for. */
static void
test_unseen (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (AdwToast) toast = NULL;

  if (fixture->window == NULL)
    return;
  toast = show (fixture);
  adw_toast_dismiss (toast);
  g_assert_cmpuint (fixture->n_dismissed, ==, 1);
  g_assert_true (is_gone (fixture));
}

/* The window closes in between. */
static void
test_closed (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (AdwToast) toast = NULL;

  if (fixture->window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (fixture->window));
  toast = show (fixture);
  app_test_wait (is_drawn, fixture);
  adw_toast_dismiss (toast);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  app_test_settle ();
  adw_toast_dismiss (toast);
}

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/app/toast/early", Fixture, NULL, set_up, test_early, tear_down);
  g_test_add ("/app/toast/replaced", Fixture, NULL, set_up, test_replaced, tear_down);
  g_test_add ("/app/toast/unseen", Fixture, NULL, set_up, test_unseen, tear_down);
  g_test_add ("/app/toast/closed", Fixture, NULL, set_up, test_closed, tear_down);
  return g_test_run ();
}

/* test-walk.c - a random walk through the window
 *
 *   GESSO_WALK_SECONDS  how long, a few by default
 *   GESSO_WALK_SEED     does again what a walk before did, as far as the timing of the workers allows;
 *                       without it a long walk is another one each time
 *   GESSO_WALK_VERBOSE  names every step
 *
 * Anything may be done at any time, in the middle of what goes on. Nothing is
 * asked but that it lives: warnings end it, and sanitizers where they are built
 * in. Its memory is told, for a person to judge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-app-test.h"
#include "gesso-library-maker.h"
#include "gesso-test.h"
#include "gesso-texture-cache.h"
#include "gesso-texture.h"
#include "walk.h"

#define SECONDS 4
/* The short walk is always the same, so that it says something about a change. */
#define SEED 11
#define N_VERSIONS 400
#define PER_THREAD 80
/* So often memory is told in a long walk. */
#define REPORT_SECONDS 60

static guint
get_number (const char *variable,
            guint       otherwise)
{
  const char *text = g_getenv (variable);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;
}

/* @field: of /proc/self/status. Returns: MB */
static guint64
get_memory (const char *field)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, field);
  return line != NULL ? g_ascii_strtoull (line + strlen (field), NULL, 10) / 1024 : 0;
}

/* Loop */

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       user_data)
{
  guint *n = user_data;

  *n -= *n > 0;
  return G_SOURCE_CONTINUE;
}

static gboolean
time_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* Until so many frames were drawn; a window that is not seen draws none. */
static void
let_frames_pass (Walk *walk,
                 guint n)
{
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (walk->window), frame_cb, &n, NULL);
  gboolean over = FALSE;
  guint source = g_timeout_add_seconds (1, time_over_cb, &over);

  while (n > 0 && !over)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  gtk_widget_remove_tick_callback (GTK_WIDGET (walk->window), tick);
}

/* What was asked of a worker may hold the window until it is answered. */
static gboolean
is_window_gone (gpointer data)
{
  return ((Walk *) data)->window == NULL;
}

static gboolean
is_quiet (gpointer data)
{
  Walk *walk = data;
  GListModel *jobs = G_LIST_MODEL (gesso_studio_get_queue (walk->studio));

  for (guint i = g_list_model_get_n_items (jobs); i > 0; i--)
    {
      g_autoptr (GessoJob) job = g_list_model_get_item (jobs, i - 1);

      if (!gesso_job_state_is_final (gesso_job_get_state (job)))
        gesso_job_cancel (job);
    }
  return walk->n_running == 0;
}

/* The studio */

static void
open_studio (Walk *walk)
{
  g_autofree char *library = g_build_filename (walk->folder, "library", NULL);
  g_autofree char *cache = g_build_filename (walk->folder, "cache", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  walk->studio = gesso_studio_new (library, cache);
  gesso_studio_open_async (walk->studio, TRUE, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  gesso_studio_open_finish (walk->studio, result, &error);
  g_assert_no_error (error);
  g_assert_null (gesso_store_get_notice (gesso_studio_get_store (walk->studio)));
}

static void
close_studio (Walk *walk)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_studio_close_async (walk->studio, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_assert_true (gesso_studio_close_finish (walk->studio, result, NULL));
  g_clear_object (&walk->studio);
}

static void
set_up (Walk  *walk,
        guint  seed)
{
  g_autofree char *library = NULL;
  g_autoptr (GError) error = NULL;

  walk->random = g_rand_new_with_seed (seed);
  walk->folder = gesso_test_make_folder ();
  walk->bundles = g_ptr_array_new_with_free_func (g_object_unref);
  library = g_build_filename (walk->folder, "library", NULL);
  gesso_library_make (library, N_VERSIONS, PER_THREAD, &error);
  g_assert_no_error (error);
  open_studio (walk);
  walk->settings = g_settings_new (GESSO_APPLICATION_ID);
  walk->window = gesso_window_new (NULL, walk->settings);
  g_object_add_weak_pointer (G_OBJECT (walk->window), (gpointer *) &walk->window);
  gesso_window_set_studio (walk->window, walk->studio);
  gtk_window_present (GTK_WINDOW (walk->window));
  let_frames_pass (walk, 5);
}

/* What was begun ends, and the library opens again without a complaint. */
static void
tear_down (Walk *walk)
{
  walk_close_windows (walk);
  app_test_wait (is_quiet, walk);
  gtk_window_destroy (GTK_WINDOW (walk->window));
  app_test_wait (is_window_gone, walk);
  close_studio (walk);
  open_studio (walk);
  close_studio (walk);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_clear_object (&walk->settings);
  g_clear_pointer (&walk->bundles, g_ptr_array_unref);
  g_clear_pointer (&walk->random, g_rand_free);
  gesso_test_remove (walk->folder);
  g_clear_pointer (&walk->folder, g_free);
}

static const WalkStep *
pick_step (Walk *walk)
{
  guint n, sum = 0, at;
  const WalkStep *steps = walk_get_steps (&n);

  for (guint i = 0; i < n; i++)
    sum += steps[i].weight;
  at = g_rand_int_range (walk->random, 0, sum);
  for (guint i = 0; i < n; i++)
    {
      if (at < steps[i].weight)
        return &steps[i];
      at -= steps[i].weight;
    }
  g_assert_not_reached ();
}

static void
report (guint  n_steps,
        guint  seconds,
        guint64 at_start)
{
  g_test_message ("walk: %u steps in %u s; memory now %" G_GUINT64_FORMAT " MB, at the start %" G_GUINT64_FORMAT
                  " MB, high-water mark %" G_GUINT64_FORMAT " MB; %" G_GSIZE_FORMAT " MB of it textures kept", n_steps,
                  seconds, get_memory ("VmRSS:"), at_start, get_memory ("VmHWM:"),
                  gesso_texture_cache_get_size (gesso_texture_cache_get_default ()) >> 20);
}

static void
test_walk (void)
{
  guint seconds = get_number ("GESSO_WALK_SECONDS", SECONDS);
  guint seed = get_number ("GESSO_WALK_SEED", g_getenv ("GESSO_WALK_SECONDS") != NULL ? g_random_int () : SEED);
  gboolean verbose = g_getenv ("GESSO_WALK_VERBOSE") != NULL;
  g_autoptr (GTimer) timer = NULL;
  Walk walk = { 0 };
  guint n_steps = 0, reported = 0;
  guint64 at_start;

  if (!app_test_has_display ())
    return;
  g_test_message ("walk: GESSO_WALK_SEED=%u", seed);
  set_up (&walk, seed);
  at_start = get_memory ("VmRSS:");
  timer = g_timer_new ();
  while (g_timer_elapsed (timer, NULL) < seconds)
    {
      const WalkStep *step = pick_step (&walk);
      gboolean taken = step->take (&walk);

      if (verbose && taken)
        g_printerr ("%u %s %s\n", n_steps, step->name, walk.detail != NULL ? walk.detail : "");
      g_clear_pointer (&walk.detail, g_free);
      n_steps += taken;
      g_assert_nonnull (walk.window);
      let_frames_pass (&walk, taken ? g_rand_int_range (walk.random, 0, 6) : 0);
      if ((guint) g_timer_elapsed (timer, NULL) / REPORT_SECONDS > reported)
        report (n_steps, ++reported * REPORT_SECONDS, at_start);
    }
  report (n_steps, seconds, at_start);
  tear_down (&walk);
}

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/walk", test_walk);
  return g_test_run ();
}

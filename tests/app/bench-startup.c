/* bench-startup.c - from exec to the first drawn window, against an empty one
 *
 * bench-startup GESSO EMPTY-WINDOW MAKE-LIBRARY
 *
 * Watches the X server: a window counts as drawn once its top strip holds more
 * than a few colours. The programs take turns, so that both meet the same
 * machine; the median counts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <glib.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include "gesso-test.h"
#include "gesso-texture.h"

#define RUNS          7
#define TIMEOUT_MS    30000
#define POLL_MS       2
#define STRIP_HEIGHT  140 /* the header bar, below the shadow that some window managers leave room for */
#define DRAWN_COLOURS 8
#define GOAL          1.3

static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  return 0; /* a window may be gone by the time it is asked for */
}

static gboolean
is_candidate (Display *display,
              Window   window)
{
  XWindowAttributes attributes;

  return XGetWindowAttributes (display, window, &attributes) && attributes.map_state == IsViewable &&
         !attributes.override_redirect && attributes.width >= 300 && attributes.height >= 200;
}

static Window
find_mapped (Display *display)
{
  Window found = None;

  while (XPending (display) > 0)
    {
      XEvent event;

      XNextEvent (display, &event);
      if (event.type == MapNotify && is_candidate (display, event.xmap.window))
        found = event.xmap.window;
    }
  return found;
}

/* The top of @window as far as it lies on the screen, as the server gives no more. */
static XImage *
get_strip (Display *display,
           Window   window)
{
  XWindowAttributes attributes;
  Window child;
  int screen = DefaultScreen (display);
  int x, y, left, top, right, bottom;

  if (!XGetWindowAttributes (display, window, &attributes) ||
      !XTranslateCoordinates (display, window, DefaultRootWindow (display), 0, 0, &x, &y, &child))
    return NULL;
  left = MAX (0, -x);
  top = MAX (0, -y);
  right = MIN (attributes.width, DisplayWidth (display, screen) - x);
  bottom = MIN (MIN (attributes.height, STRIP_HEIGHT), DisplayHeight (display, screen) - y);
  if (right <= left || bottom <= top)
    return NULL;
  return XGetImage (display, window, left, top, right - left, bottom - top, AllPlanes, ZPixmap);
}

static gboolean
is_drawn (Display *display,
          Window   window)
{
  unsigned long seen[DRAWN_COLOURS + 1];
  guint n_seen = 0;
  XImage *strip = get_strip (display, window);

  if (strip == NULL)
    return FALSE;
  for (int y = 0; y < strip->height && n_seen <= DRAWN_COLOURS; y += 2)
    for (int x = 0; x < strip->width && n_seen <= DRAWN_COLOURS; x++)
      {
        unsigned long pixel = XGetPixel (strip, x, y) & 0xffffff;
        guint i = 0;

        while (i < n_seen && seen[i] != pixel)
          i++;
        if (i == n_seen)
          seen[n_seen++] = pixel;
      }
  XDestroyImage (strip);
  return n_seen > DRAWN_COLOURS;
}

/* Milliseconds until @argv has drawn a window, negative when it never did. */
static double
measure (Display     *display,
         const char **argv)
{
  gint64 start, deadline;
  Window window = None;
  double result = -1;
  GPid pid;

  find_mapped (display);
  start = g_get_monotonic_time ();
  deadline = start + TIMEOUT_MS * 1000;
  if (!g_spawn_async (NULL, (char **) argv, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, NULL))
    return -1;
  while (result < 0 && g_get_monotonic_time () < deadline)
    {
      struct pollfd fd = { ConnectionNumber (display), POLLIN, 0 };
      Window mapped = find_mapped (display);

      if (mapped != None)
        window = mapped;
      if (window != None && is_drawn (display, window))
        result = (double) (g_get_monotonic_time () - start) / 1000;
      else
        poll (&fd, 1, POLL_MS);
    }
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
  g_spawn_close_pid (pid);
  XSync (display, False);
  return result;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
compare (Display    *display,
         const char *title,
         const char *gesso,
         const char *empty,
         const char *library)
{
  const char *gesso_argv[] = { gesso, "--data-dir", library, NULL };
  const char *empty_argv[] = { empty, NULL };
  double times[2][RUNS];

  /* Once each for the file cache, not counted. */
  measure (display, empty_argv);
  measure (display, gesso_argv);
  for (guint i = 0; i < RUNS; i++)
    {
      times[0][i] = measure (display, gesso_argv);
      times[1][i] = measure (display, empty_argv);
    }
  for (guint i = 0; i < 2; i++)
    qsort (times[i], RUNS, sizeof times[i][0], compare_times);
  if (times[0][0] < 0 || times[1][0] < 0)
    g_print ("start-up, %s: a window never appeared\n", title);
  else
    g_print ("start-up, %s: %.0f ms to the first drawing, empty libadwaita window %.0f ms, ratio %.2f (goal ≤ %.1f)\n",
             title, times[0][RUNS / 2], times[1][RUNS / 2], times[0][RUNS / 2] / times[1][RUNS / 2], GOAL);
}

static void
compare_large (Display    *display,
               const char *gesso,
               const char *empty,
               const char *make_library,
               const char *folder)
{
  g_autofree char *library = g_build_filename (folder, "large", NULL);
  const char *argv[] = { make_library, library, "100000", NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_print ("start-up, 100 000 versions: skipped, no library: %s\n", error->message);
  else
    compare (display, "100 000 versions", gesso, empty, library);
}

int
main (int    argc,
      char **argv)
{
  Display *display;
  g_autofree char *folder = NULL;
  g_autofree char *library = NULL;

  if (argc != 4)
    {
      g_printerr ("Usage: bench-startup GESSO EMPTY-WINDOW MAKE-LIBRARY\n");
      return 2;
    }
  display = XOpenDisplay (NULL);
  if (display == NULL)
    {
      g_print ("start-up: skipped, no X display\n");
      return 0;
    }
  setlocale (LC_ALL, "");
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  /* The same renderer and the same way to a window for both. */
  gesso_renderer_choose ();
  g_setenv ("GDK_BACKEND", "x11", TRUE);

  folder = gesso_test_make_folder ();
  library = g_build_filename (folder, "empty", NULL);
  compare (display, "empty library", argv[1], argv[2], library);
  compare_large (display, argv[1], argv[2], argv[3], folder);
  gesso_test_remove (folder);
  XCloseDisplay (display);
  return 0;
}

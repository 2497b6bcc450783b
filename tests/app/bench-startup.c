/* bench-startup.c - from exec to the first drawn window, against others
 *
 * bench-startup GESSO EMPTY-WINDOW MAKE-LIBRARY
 *
 * Watches the X server: a window counts as drawn once its top strip holds more
 * than a few colours. The programs take turns, so that all meet the same
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

#include "gesso-bench.h"
#include "gesso-test.h"
#include "gesso-texture.h"

#define ROUNDS        9
#define SLOW_ROUNDS   3 /* of programs that take seconds */
#define TIMEOUT_MS    30000
#define POLL_MS       2
#define PATIENCE_MS   2000
#define STRIP_HEIGHT  140 /* the header bar, below the shadow that some window managers leave room for */
#define DRAWN_COLOURS 8
#define N_VERSIONS    "100000"

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

/**
 * Program:
 * @name: what it is called in the figures
 * @argv: NULL-terminated
 * @setting: (nullable): NAME=VALUE for its environment
 * @rounds: how often it is measured
 */
typedef struct
{
  const char *name;
  const char *argv[5];
  const char *setting;
  guint rounds;
  double times[ROUNDS]; /* milliseconds; negative: it never drew a window */
  double median;        /* of the times, which are sorted by then */
} Program;

static char **
make_environment (const Program *program)
{
  char **environment = g_get_environ ();

  if (program->setting != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (program->setting, "=", 2);

      environment = g_environ_setenv (environment, parts[0], parts[1], TRUE);
    }
  return environment;
}

/* Some ask before they go, with nobody there to answer. */
static void
end_program (GPid pid)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_MS * 1000;

  kill (pid, SIGTERM);
  while (waitpid (pid, NULL, WNOHANG) == 0)
    {
      if (g_get_monotonic_time () > deadline)
        kill (pid, SIGKILL);
      g_usleep (POLL_MS * 1000);
    }
  g_spawn_close_pid (pid);
}

/* Milliseconds until @program has drawn a window, negative when it never did. */
static double
measure (Display       *display,
         const Program *program)
{
  g_auto (GStrv) environment = make_environment (program);
  gint64 start, deadline;
  Window window = None;
  double result = -1;
  GPid pid;

  find_mapped (display);
  start = g_get_monotonic_time ();
  deadline = start + TIMEOUT_MS * 1000;
  if (!g_spawn_async (NULL, (char **) program->argv, environment,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                      G_SPAWN_STDERR_TO_DEV_NULL,
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
  end_program (pid);
  XSync (display, False);
  return result;
}

/* Once each for the file cache, not counted; then in turns, each time in another
 * order, as some leave the machine work to do when they go. */
static void
run_in_turns (Display *display,
              Program *programs,
              guint    n_programs)
{
  for (guint i = 0; i < n_programs; i++)
    measure (display, &programs[i]);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < n_programs; i++)
      {
        guint turn = round % 2 == 0 ? i : n_programs - 1 - i;
        Program *program = &programs[(turn + round) % n_programs];

        if (round < program->rounds)
          program->times[round] = measure (display, program);
      }
  for (guint i = 0; i < n_programs; i++)
    programs[i].median = gesso_bench_get_median (programs[i].times, programs[i].rounds);
}

static gboolean
is_installed (const Program *program)
{
  g_autofree char *path = g_find_program_in_path (program->argv[0]);

  return path != NULL;
}

static void
print_ratio (const Program *ours,
             const Program *theirs,
             double         goal)
{
  if (!is_installed (theirs))
    g_print ("start-up against %s: skipped, it is not installed\n", theirs->name);
  else if (ours->times[0] < 0 || theirs->times[0] < 0)
    g_print ("start-up against %s: a window never appeared\n", theirs->name);
  else
    g_print ("start-up, %s: %.0f ms to the first drawing, %s %.0f ms, ratio %.2f (goal ≤ %.2f)\n", ours->name,
             ours->median, theirs->name, theirs->median, ours->median / theirs->median, goal);
}

static gboolean
make_large_library (const char *make_library,
                    const char *folder)
{
  const char *argv[] = { make_library, folder, N_VERSIONS, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error) &&
      g_spawn_check_wait_status (status, &error))
    return TRUE;
  g_print ("start-up: skipped, no library of " N_VERSIONS " versions: %s\n", error->message);
  return FALSE;
}

static void
compare_programs (Display    *display,
                  const char *gesso,
                  const char *empty,
                  const char *large_library,
                  const char *empty_library)
{
  enum { LARGE, NONE, EMPTY, EMPTY_PLAIN, EDITOR, GIMP, N_PROGRAMS };
  Program programs[N_PROGRAMS] = {
    [LARGE] = { N_VERSIONS " versions", { gesso, "--data-dir", large_library }, NULL, ROUNDS },
    [NONE] = { "no versions", { gesso, "--data-dir", empty_library }, NULL, ROUNDS },
    [EMPTY] = { "empty libadwaita window", { empty }, NULL, ROUNDS },
    [EMPTY_PLAIN] = { "the same without OpenGL", { empty }, "GDK_DEBUG=gl-disable", ROUNDS },
    [EDITOR] = { "gnome-text-editor", { "gnome-text-editor", "--standalone" }, NULL, ROUNDS },
    [GIMP] = { "GIMP", { "gimp", "--no-splash", "--new-instance" }, NULL, SLOW_ROUNDS },
  };

  run_in_turns (display, programs, N_PROGRAMS);
  print_ratio (&programs[LARGE], &programs[EMPTY], 1.3);
  print_ratio (&programs[NONE], &programs[EMPTY], 1.3);
  print_ratio (&programs[LARGE], &programs[EMPTY_PLAIN], 1.3);
  print_ratio (&programs[LARGE], &programs[NONE], 1.05);
  print_ratio (&programs[LARGE], &programs[EDITOR], 1.0);
  print_ratio (&programs[LARGE], &programs[GIMP], 0.5);
}

int
main (int    argc,
      char **argv)
{
  Display *display;
  g_autofree char *folder = NULL;
  g_autofree char *empty_library = NULL;
  g_autofree char *large_library = NULL;

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
  /* The same renderer and the same way to a window for all. That Gesso leaves
   * OpenGL alone where it is of no use is its own doing. */
  gesso_renderer_choose ();
  g_unsetenv ("GDK_DEBUG");
  g_unsetenv ("GDK_DISABLE");
  g_setenv ("GDK_BACKEND", "x11", TRUE);

  folder = gesso_test_make_folder ();
  empty_library = g_build_filename (folder, "empty", NULL);
  large_library = g_build_filename (folder, "large", NULL);
  if (make_large_library (argv[3], large_library))
    compare_programs (display, argv[1], argv[2], large_library, empty_library);
  gesso_test_remove (folder);
  XCloseDisplay (display);
  return 0;
}

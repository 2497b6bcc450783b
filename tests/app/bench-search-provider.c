/* bench-search-provider.c - how long the desktop's overview waits for an answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "gesso-test.h"
#include "search-provider-client.h"

#define ROUNDS 25
#define GOAL_MS 50.0

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static void
measure (SearchClient *client,
         const char   *text)
{
  gint64 found[ROUNDS], described[ROUNDS];
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_auto (GStrv) ids = search_client_find (client, text);
      g_autoptr (GVariant) metas = NULL;

      found[i] = g_get_monotonic_time () - start;
      n = g_strv_length (ids);
      /* The overview shows five. */
      if (n > 5)
        g_clear_pointer (&ids[5], g_free);
      metas = search_client_call (client, "GetResultMetas", g_variant_new ("(^as)", ids), NULL);
      described[i] = g_get_monotonic_time () - start;
    }
  qsort (found, ROUNDS, sizeof *found, compare_times);
  qsort (described, ROUNDS, sizeof *described, compare_times);
  printf ("search provider, “%s” in 100 000 versions: %u found in %.1f ms, slowest %.1f ms (goal < %.0f ms); "
          "five with pictures in %.1f ms\n",
          text, n, found[ROUNDS / 2] / 1e3, found[ROUNDS - 1] / 1e3, GOAL_MS, described[ROUNDS / 2] / 1e3);
}

int
main (int    argc,
      char **argv)
{
  static const char *const texts[] = { "灯光", "har", "harbour", "nothing-like-it" };
  g_autofree char *data_home = gesso_test_make_folder ();
  g_autofree char *data_dir = g_build_filename (data_home, "gesso", NULL);
  const char *const make[] = { argv[1], data_dir, "100000", NULL };
  SearchClient client;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) make, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  search_client_start (&client, data_home);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    measure (&client, texts[i]);
  search_client_stop (&client);
  gesso_test_remove (data_home);
  return 0;
}

/* bench-search-provider.c - how long the desktop's overview waits for an answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>

#include "gesso-bench.h"
#include "gesso-test.h"
#include "search-provider-client.h"

#define ROUNDS 25
#define STARTS 9
#define GOAL_MS 50.0

static void
measure (SearchClient *client,
         const char   *text)
{
  double found[ROUNDS], described[ROUNDS];
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double start = gesso_bench_get_ms ();
      g_auto (GStrv) ids = search_client_find (client, text);
      g_autoptr (GVariant) metas = NULL;

      found[i] = gesso_bench_get_ms () - start;
      n = g_strv_length (ids);
      /* The overview shows five. */
      if (n > 5)
        g_clear_pointer (&ids[5], g_free);
      metas = search_client_call (client, "GetResultMetas", g_variant_new ("(^as)", ids), NULL);
      described[i] = gesso_bench_get_ms () - start;
    }
  gesso_bench_get_median (found, ROUNDS);
  printf ("search provider, “%s” in 100 000 versions: %u found in %.1f ms, slowest of %d %.1f ms (goal < %.0f ms); "
          "five with pictures in %.1f ms\n",
          text, n, found[ROUNDS / 2], ROUNDS, found[ROUNDS - 1], GOAL_MS, gesso_bench_get_median (described, ROUNDS));
}

/* The first question comes as soon as the program has its name on the bus, when
 * neither its library nor anything else is open. */
static void
measure_first (const char *data_home,
               const char *text)
{
  double found[STARTS];

  for (guint i = 0; i < STARTS; i++)
    {
      SearchClient client;
      g_auto (GStrv) ids = NULL;

      search_client_start (&client, data_home);
      found[i] = -gesso_bench_get_ms ();
      ids = search_client_find (&client, text);
      found[i] += gesso_bench_get_ms ();
      search_client_stop (&client);
    }
  gesso_bench_get_median (found, STARTS);
  printf ("search provider, the first question of a new program: “%s” in %.1f ms, best %.1f, slowest of %d %.1f ms "
          "(goal < %.0f ms)\n", text, found[STARTS / 2], found[0], STARTS, found[STARTS - 1], GOAL_MS);
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
  measure_first (data_home, texts[0]);
  search_client_start (&client, data_home);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    measure (&client, texts[i]);
  search_client_stop (&client);
  gesso_test_remove (data_home);
  return 0;
}

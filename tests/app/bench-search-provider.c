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
  printf ("search provider, “%s” in 100 000 versions: %u found in %.1f ms, slowest %.1f ms (goal < %.0f ms); "
          "five with pictures in %.1f ms\n",
          text, n, gesso_bench_get_median (found, ROUNDS), found[ROUNDS - 1], GOAL_MS,
          gesso_bench_get_median (described, ROUNDS));
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

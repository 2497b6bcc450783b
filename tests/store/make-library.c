/* make-library.c - fills a data folder with a large library
 *
 * make-library FOLDER VERSIONS [VERSIONS-A-THREAD]
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-maker.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;
  guint64 n_versions = 0, per_thread = 50;

  if (argc < 3 || argc > 4 || !g_ascii_string_to_unsigned (argv[2], 10, 0, 10000000, &n_versions, NULL) ||
      (argc == 4 && !g_ascii_string_to_unsigned (argv[3], 10, 1, 10000000, &per_thread, NULL)))
    {
      g_printerr ("Usage: make-library FOLDER VERSIONS [VERSIONS-A-THREAD]\n");
      return 2;
    }
  if (!gesso_library_make (argv[1], n_versions, per_thread, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  return 0;
}

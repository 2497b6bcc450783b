/* replay.c - in place of libFuzzer: every file of a folder once, without a fuzzer's compiler
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"

static void
replay (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree guint8 *data = NULL;
  gsize size;

  g_file_get_contents (path, &text, &size, &error);
  g_assert_no_error (error);
  /* A copy of the exact size: one byte too far is caught. */
  data = g_memdup2 (text, size);
  g_assert_cmpint (LLVMFuzzerTestOneInput (data, size), ==, 0);
}

static void
nothing (void)
{
  g_assert_cmpint (LLVMFuzzerTestOneInput ((const guint8 *) "", 0), ==, 0);
}

int
main (int argc, char **argv)
{
  const char *folder = argc > 1 ? argv[argc - 1] : "";
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *first = g_strdup_printf ("/fuzz/%s/nothing", base);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  g_test_add_func (first, nothing);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/fuzz/%s/%s", base, name);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), replay, g_free);
    }
  return g_test_run ();
}

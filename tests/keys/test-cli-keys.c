/* test-cli-keys.c - gesso keys, from a shell, with a real gnome-keyring
 *
 * Run by tests/util/keyring-session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-test.h"

/* Marked, so that no chance can make the same bytes. */
#define SECRET "sk-test-GESSOCLISECRET-5c01aa"

typedef struct
{
  char *folder;
  char *output; /* of the last command */
  char *errors;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->folder = gesso_test_make_folder ();
}

/* Runs `gesso keys @words…` with @input; gives its exit code. */
static int
run (Fixture    *fixture,
     const char *input,
     const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (char *) g_getenv ("GESSO_EXE"));
  g_ptr_array_add (argv, (char *) "--data-dir");
  g_ptr_array_add (argv, fixture->folder);
  g_ptr_array_add (argv, (char *) "keys");
  for (guint i = 0; split[i] != NULL; i++)
    g_ptr_array_add (argv, split[i]);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                   G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->output, g_free);
  g_clear_pointer (&fixture->errors, g_free);
  g_subprocess_communicate_utf8 (process, input, NULL, &fixture->output, &fixture->errors, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_null (strstr (fixture->output, SECRET));
  g_assert_null (strstr (fixture->errors, SECRET));
  return g_subprocess_get_exit_status (process);
}

static void
assert_nowhere (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *data = NULL;
  const char *name;
  gsize length;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_nowhere (child);
    }
  if (folder != NULL)
    return;
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  for (gsize i = 0; i + strlen (SECRET) <= length; i++)
    g_assert_true (memcmp (data + i, SECRET, strlen (SECRET)) != 0);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  assert_nowhere (fixture->folder);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->output);
  g_free (fixture->errors);
}

static void
test_life (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_cmpint (run (fixture, NULL, "list"), ==, 0);
  g_assert_nonnull (strstr (fixture->output, "no keys yet"));
  g_assert_cmpint (run (fixture, SECRET "\n", "add openai --label Work"), ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "k-"));
  g_assert_cmpint (run (fixture, NULL, "list openai --json"), ==, 0);
  g_assert_nonnull (strstr (fixture->output, "\"label\":\"Work\""));
  g_assert_nonnull (strstr (fixture->output, "\"state\":\"usable\""));
  g_assert_cmpint (run (fixture, SECRET, "add openai"), ==, 2);
  g_assert_nonnull (strstr (fixture->errors, "“Work”"));
  g_assert_cmpint (run (fixture, NULL, "remove Work"), ==, 0);
  g_assert_cmpint (run (fixture, NULL, "remove Work"), ==, 2);
}

static void
test_wrong (Fixture      *fixture,
            gconstpointer data)
{
  g_assert_cmpint (run (fixture, "", "add openai"), ==, 2);
  g_assert_cmpint (run (fixture, "two words\n", "add openai"), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "add"), ==, 2);
  g_assert_cmpint (run (fixture, SECRET, "add nobody"), ==, 2);
  g_assert_nonnull (strstr (fixture->errors, "openai"));
  g_assert_cmpint (run (fixture, NULL, "burn"), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "remove"), ==, 2);
  g_assert_cmpint (run (fixture, NULL, "test nothing"), ==, 2);
}

/* What every process can see must not be a key. */
static void
test_never_argument (Fixture      *fixture,
                     gconstpointer data)
{
  g_assert_cmpint (run (fixture, NULL, "add openai " "key-in-the-arguments"), ==, 2);
  g_assert_nonnull (strstr (fixture->errors, "standard input"));
  g_assert_null (strstr (fixture->errors, "key-in-the-arguments"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/keys/cli/life", test_life);
  ADD ("/keys/cli/wrong", test_wrong);
  ADD ("/keys/cli/never-argument", test_never_argument);
#undef ADD
  return g_test_run ();
}

/* test-body.c - bodies in memory and in a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gstdio.h>

#include "gesso-error.h"
#include "gesso-http-body.h"
#include "gesso-test.h"

static void
push (GessoHttpBody *body,
      gsize          size,
      char           fill)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (size, fill), size);
  g_autoptr (GError) error = NULL;

  g_assert_true (gesso_http_body_push (body, bytes, &error));
  g_assert_no_error (error);
}

static gboolean
spill (GessoHttpBody *body,
       GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  gesso_http_body_spill_async (body, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  return gesso_http_body_spill_finish (result, error);
}

static void
test_empty (void)
{
  g_autoptr (GessoHttpBody) body = gesso_http_body_new (100);
  g_autoptr (GBytes) bytes = gesso_http_body_finish (body, NULL);

  g_assert_false (gesso_http_body_is_full (body, TRUE));
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 0);
}

static void
test_small (void)
{
  g_autoptr (GessoHttpBody) body = gesso_http_body_new (100);
  g_autoptr (GBytes) bytes = NULL;

  push (body, 3, 'a');
  push (body, 2, 'b');
  g_assert_false (gesso_http_body_is_full (body, TRUE));
  bytes = gesso_http_body_finish (body, NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "aaabb", 5);
}

static void
test_limit (void)
{
  g_autoptr (GessoHttpBody) body = gesso_http_body_new (100);
  g_autoptr (GBytes) one = g_bytes_new_static ("a", 1);
  g_autoptr (GError) error = NULL;

  push (body, 60, 'a');
  push (body, 40, 'a');
  g_assert_false (gesso_http_body_push (body, one, &error));
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

static void
test_spilled (void)
{
  g_autoptr (GessoHttpBody) body = gesso_http_body_new (64 << 20);
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize size;

  for (int i = 0; i < 3; i++)
    {
      push (body, 3 << 20, 'a' + i);
      if (gesso_http_body_is_full (body, i == 2))
        g_assert_true (spill (body, NULL));
    }
  g_assert_false (gesso_http_body_is_full (body, TRUE));
  bytes = gesso_http_body_finish (body, NULL);
  data = g_bytes_get_data (bytes, &size);
  g_assert_cmpuint (size, ==, 9 << 20);
  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpint (data[i * (3 << 20)], ==, 'a' + i);
      g_assert_cmpint (data[(i + 1) * (3 << 20) - 1], ==, 'a' + i);
    }
}

static int
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  int count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* The bytes outlive the body, and no file is left, whatever comes after. */
static void
test_no_file_left (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "gesso", NULL);
  GessoHttpBody *body = gesso_http_body_new (64 << 20);
  g_autoptr (GBytes) bytes = NULL;

  push (body, 5 << 20, 'a');
  g_assert_true (gesso_http_body_is_full (body, FALSE));
  g_assert_true (spill (body, NULL));
  g_assert_cmpint (count_files (folder), ==, 0);
  bytes = gesso_http_body_finish (body, NULL);
  gesso_http_body_free (body);
  g_assert_cmpint (((const char *) g_bytes_get_data (bytes, NULL))[(5 << 20) - 1], ==, 'a');
}

/* A cache folder that cannot be used is no reason to fail. */
static void
test_no_cache (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GessoHttpBody) body = gesso_http_body_new (64 << 20);

      push (body, 5 << 20, 'a');
      g_assert_true (spill (body, NULL));
      return;
    }
  g_setenv ("XDG_CACHE_HOME", "/dev/null/cache", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_unsetenv ("XDG_CACHE_HOME");
}

static void
test_nowhere (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (GessoHttpBody) body = gesso_http_body_new (64 << 20);
      g_autoptr (GError) error = NULL;

      push (body, 5 << 20, 'a');
      g_assert_false (spill (body, &error));
      g_assert_error (error, GESSO_ERROR, GESSO_ERROR_STORAGE);
      return;
    }
  g_setenv ("XDG_CACHE_HOME", "/dev/null/cache", TRUE);
  g_setenv ("TMPDIR", "/dev/null/tmp", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
  g_unsetenv ("XDG_CACHE_HOME");
  g_unsetenv ("TMPDIR");
}

int
main (int argc, char **argv)
{
  /* A subprocess has been given folders that cannot be used. */
  gboolean child = g_str_has_prefix (g_getenv ("XDG_CACHE_HOME") ?: "", "/dev/null");
  g_autofree char *cache = child ? NULL : gesso_test_make_folder ();
  int status;

  if (!child)
    g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/body/empty", test_empty);
  g_test_add_func ("/net/body/small", test_small);
  g_test_add_func ("/net/body/limit", test_limit);
  g_test_add_func ("/net/body/spilled", test_spilled);
  g_test_add_func ("/net/body/no-file-left", test_no_file_left);
  g_test_add_func ("/net/body/no-cache", test_no_cache);
  g_test_add_func ("/net/body/nowhere", test_nowhere);
  status = g_test_run ();
  if (!child)
    gesso_test_remove (cache);
  return status;
}

/* gesso-cli-bundle.c - threads and versions as one file, in and out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "gesso-bundle.h"
#include "gesso-cli-private.h"

gboolean
gesso_cli_is_bundle (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  return gesso_bundle_is_named (file);
}

/* The ids that @words name. FALSE: told. */
static gboolean
parse_words (char  **words,
             GArray *threads,
             GArray *versions)
{
  for (char **word = words; *word != NULL; word++)
    {
      gint64 id;
      int image;

      if (**word == 't' && gesso_cli_parse_thread (*word, &id))
        g_array_append_val (threads, id);
      else if (**word == 'v' && gesso_cli_parse_version (*word, &id, &image) && image < 0)
        g_array_append_val (versions, id);
      else
        {
          gesso_cli_complain (_("“%s” is neither a thread such as t3 nor a version such as v12."), *word);
          return FALSE;
        }
    }
  return TRUE;
}

int
gesso_cli_export_bundle (GessoCli   *cli,
                         char      **words,
                         const char *output)
{
  g_autoptr (GArray) threads = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) versions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) object = NULL;
  GessoStore *store;

  if (!parse_words (words, threads, versions))
    return GESSO_CLI_WRONG_CALL;
  store = gesso_studio_get_store (cli->studio);
  gesso_bundle_export_async (store, (const gint64 *) (gpointer) threads->data, threads->len,
                             (const gint64 *) (gpointer) versions->data, versions->len, file, NULL, NULL,
                             cli->cancellable, gesso_cli_async_cb, &result);
  if (!gesso_bundle_export_finish (store, gesso_cli_wait (&result), &error))
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  if (!cli->json)
    {
      puts (output);
      return GESSO_CLI_DONE;
    }
  object = json_object_new ();
  json_object_set_string_member (object, "file", output);
  gesso_cli_print_json (object);
  return GESSO_CLI_DONE;
}

static void
print_import (GessoCli     *cli,
              const char   *path,
              const GArray *threads,
              guint         n_new)
{
  for (guint i = 0; i < threads->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%" G_GINT64_FORMAT, g_array_index (threads, gint64, i));
      g_autoptr (JsonObject) object = NULL;

      if (!cli->json)
        {
          puts (id);
          continue;
        }
      object = json_object_new ();
      json_object_set_string_member (object, "thread", id);
      json_object_set_string_member (object, "file", path);
      json_object_set_int_member (object, "new-versions", n_new);
      gesso_cli_print_json (object);
    }
}

int
gesso_cli_import_bundle (GessoCli   *cli,
                         const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) threads = NULL;
  g_autoptr (GError) error = NULL;
  GessoStore *store = gesso_studio_get_store (cli->studio);
  guint n_new = 0;

  gesso_bundle_import_async (store, file, NULL, NULL, cli->cancellable, gesso_cli_async_cb, &result);
  threads = gesso_bundle_import_finish (store, gesso_cli_wait (&result), &n_new, &error);
  if (threads == NULL)
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  print_import (cli, path, threads, n_new);
  return GESSO_CLI_DONE;
}

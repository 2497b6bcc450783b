/* gesso-cli-ids.c - t3 and v12
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

static gboolean
parse_number (const char *text,
              gint64     *out)
{
  return g_ascii_isdigit (*text) && g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, out, NULL);
}

gboolean
gesso_cli_parse_thread (const char *text,
                        gint64     *id)
{
  return parse_number (*text == 't' ? text + 1 : text, id);
}

gboolean
gesso_cli_parse_job (const char *text,
                     gint64     *id)
{
  return parse_number (*text == 'j' ? text + 1 : text, id);
}

gboolean
gesso_cli_parse_version (const char *text,
                         gint64     *id,
                         int        *image)
{
  g_auto (GStrv) parts = g_strsplit (*text == 'v' ? text + 1 : text, "/", 2);
  gint64 number = 0;

  if (parts[0] == NULL || !parse_number (parts[0], id))
    return FALSE;
  if (parts[1] != NULL && (!parse_number (parts[1], &number) || number > G_MAXINT32))
    return FALSE;
  *image = (int) number - 1;
  return TRUE;
}

gboolean
gesso_cli_find_thread (GessoCli   *cli,
                       const char *text,
                       gint64     *id,
                       int        *code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoThread) thread = NULL;
  g_autoptr (GError) error = NULL;

  *id = 0;
  if (text == NULL)
    return TRUE;
  if (!gesso_cli_parse_thread (text, id))
    {
      *code = gesso_cli_complain (_("“%s” is no thread: give one such as t3. “gesso threads” lists them."), text);
      return FALSE;
    }
  gesso_store_get_thread_async (gesso_studio_get_store (cli->studio), *id, cli->cancellable, gesso_cli_async_cb, &result);
  thread = gesso_store_get_thread_finish (gesso_studio_get_store (cli->studio), gesso_cli_wait (&result), &error);
  if (thread == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  return thread != NULL;
}

GessoVersion *
gesso_cli_get_version (GessoCli *cli,
                       gint64    id,
                       int      *code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersion *version;

  gesso_store_get_version_async (gesso_studio_get_store (cli->studio), id, cli->cancellable, gesso_cli_async_cb, &result);
  version = gesso_store_get_version_finish (gesso_studio_get_store (cli->studio), gesso_cli_wait (&result), &error);
  if (version == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  return version;
}

/* gesso-cli-diagnose.c - what to attach to a bug report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

int
gesso_cli_diagnose (GessoCli   *cli,
                    const char *name,
                    GStrv      *args)
{
  gboolean prompts = FALSE;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const GOptionEntry entries[] = {
    { "prompts", 0, 0, G_OPTION_ARG_NONE, &prompts, N_("With the prompts of what failed"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] != NULL)
    return gesso_cli_complain (_("diagnose takes no argument; “%s” is too much."), (*args)[1]);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  gesso_studio_diagnose_async (cli->studio, prompts, cli->cancellable, gesso_cli_async_cb, &result);
  text = gesso_studio_diagnose_finish (cli->studio, gesso_cli_wait (&result), &error);
  if (text == NULL)
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  if (cli->json)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      json_object_set_string_member (object, "report", text);
      gesso_cli_print_json (object);
    }
  else
    fputs (text, stdout);
  return GESSO_CLI_DONE;
}

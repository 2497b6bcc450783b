/* gesso-cli-tools.c - the commands that make pictures from words or whole pictures
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

/* The positional arguments from @first on, as one prompt. */
static void
set_prompt (GessoRequest *request,
            GStrv         args,
            guint         first)
{
  g_autofree char *prompt = g_strv_length (args) > first ? g_strjoinv (" ", args + first) : NULL;

  gesso_request_set_prompt (request, prompt);
}

static gboolean
has_argument (GStrv       args,
              const char *command,
              const char *what)
{
  if (args[1] != NULL)
    return TRUE;
  /* Translators: the name of a command, then what it needs, such as IMAGE. */
  gesso_cli_complain (_("%s needs %s. See “gesso %s --help”."), command, what, command);
  return FALSE;
}

int
gesso_cli_generate (GessoCli   *cli,
                    const char *name,
                    GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_autofree char *size = NULL, *seed = NULL, *count = NULL;
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    { "size", 's', 0, G_OPTION_ARG_FILENAME, &size, N_("Size in pixels"), N_("WxH") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &seed, N_("The same seed gives the same picture again"), N_("N") },
    { "count", 'n', 0, G_OPTION_ARG_FILENAME, &count, N_("How many pictures to make"), N_("N") },
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args) || !has_argument (*args, name, "PROMPT"))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, GESSO_TOOL_GENERATE, &run, &code);
  if (request == NULL)
    return code;
  if (!gesso_cli_set_parameter (cli, request, "size", size) ||
      !gesso_cli_set_parameter (cli, request, "seed", seed) ||
      !gesso_cli_set_parameter (cli, request, "count", count))
    return GESSO_CLI_WRONG_CALL;
  set_prompt (request, *args, 1);
  return gesso_cli_run_request (cli, request, NULL, &run);
}

/* Says who could, as long as nobody here can; such a model would run like any other. */
int
gesso_cli_edit (GessoCli   *cli,
                const char *name,
                GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args) || !has_argument (*args, name, "IMAGE"))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, GESSO_TOOL_EDIT, &run, &code);
  if (request == NULL || !gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", (*args)[1], &code))
    return code;
  set_prompt (request, *args, 2);
  return gesso_cli_run_request (cli, request, (*args)[1], &run);
}

int
gesso_cli_redux (GessoCli   *cli,
                 const char *name,
                 GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_autofree char *size = NULL, *seed = NULL, *count = NULL;
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    { "size", 's', 0, G_OPTION_ARG_FILENAME, &size, N_("Size in pixels; as large as the picture if left out"), N_("WxH") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &seed, N_("The same seed gives the same picture again"), N_("N") },
    { "count", 'n', 0, G_OPTION_ARG_FILENAME, &count, N_("How many pictures to make"), N_("N") },
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args) || !has_argument (*args, name, "IMAGE"))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, GESSO_TOOL_REDUX, &run, &code);
  if (request == NULL || !gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", (*args)[1], &code))
    return code;
  if (!gesso_cli_set_parameter (cli, request, "size", size) ||
      !gesso_cli_set_parameter (cli, request, "seed", seed) ||
      !gesso_cli_set_parameter (cli, request, "count", count))
    return GESSO_CLI_WRONG_CALL;
  set_prompt (request, *args, 2);
  return gesso_cli_run_request (cli, request, (*args)[1], &run);
}

/* Commands that take one picture and no words. */
static gboolean
is_alone (GStrv       args,
          const char *command)
{
  if (args[2] == NULL)
    return TRUE;
  gesso_cli_complain (_("%s takes one picture; “%s” is too much."), command, args[2]);
  return FALSE;
}

int
gesso_cli_upscale (GessoCli   *cli,
                   const char *name,
                   GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_autofree char *factor = NULL;
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    { "factor", 'f', 0, G_OPTION_ARG_FILENAME, &factor, N_("How many times as wide and high; 2 if left out"), "2|4" },
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args) || !has_argument (*args, name, "IMAGE") || !is_alone (*args, name))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, GESSO_TOOL_UPSCALE, &run, &code);
  if (request == NULL || !gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", (*args)[1], &code))
    return code;
  if (!gesso_cli_set_parameter (cli, request, "factor", factor))
    return GESSO_CLI_WRONG_CALL;
  return gesso_cli_run_request (cli, request, (*args)[1], &run);
}

int
gesso_cli_remove_background (GessoCli   *cli,
                             const char *name,
                             GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_autofree char *mask = NULL;
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    { "mask", 0, 0, G_OPTION_ARG_FILENAME, &mask, N_("White keeps, black removes, grey leaves the choice"), N_("HINT") },
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args) || !has_argument (*args, name, "IMAGE") || !is_alone (*args, name))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, GESSO_TOOL_REMOVE_BACKGROUND, &run, &code);
  if (request == NULL || !gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", (*args)[1], &code))
    return code;
  if (mask != NULL && !gesso_cli_add_image (cli, request, GESSO_ROLE_MASK, "--mask", mask, &code))
    return code;
  return gesso_cli_run_request (cli, request, (*args)[1], &run);
}

int
gesso_cli_replace_background (GessoCli   *cli,
                              const char *name,
                              GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_autofree char *with = NULL, *mask = NULL, *seed = NULL;
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    { "with", 'w', 0, G_OPTION_ARG_FILENAME, &with, N_("The picture to put behind the subject"), N_("IMAGE") },
    { "mask", 0, 0, G_OPTION_ARG_FILENAME, &mask, N_("White keeps, black removes, grey leaves the choice"), N_("HINT") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &seed, N_("The same seed gives the same picture again"), N_("N") },
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args) || !has_argument (*args, name, "IMAGE"))
    return GESSO_CLI_WRONG_CALL;
  if ((with != NULL) == ((*args)[2] != NULL))
    return gesso_cli_complain (_("Say what goes behind the subject: either --with IMAGE or a PROMPT."));
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, with != NULL ? GESSO_TOOL_REPLACE_BACKGROUND_IMAGE : GESSO_TOOL_REPLACE_BACKGROUND_PROMPT,
                                    &run, &code);
  if (request == NULL || !gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", (*args)[1], &code) ||
      (with != NULL && !gesso_cli_add_image (cli, request, GESSO_ROLE_BACKGROUND, "--with", with, &code)) ||
      (mask != NULL && !gesso_cli_add_image (cli, request, GESSO_ROLE_MASK, "--mask", mask, &code)))
    return code;
  if (!gesso_cli_set_parameter (cli, request, "seed", seed))
    return GESSO_CLI_WRONG_CALL;
  set_prompt (request, *args, 2);
  return gesso_cli_run_request (cli, request, (*args)[1], &run);
}

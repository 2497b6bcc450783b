/* gesso-cli-completions.c - what a shell needs to complete our words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdio.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

/* The options are asked of the program itself, so that they are always its own. */
static const char script[] =
  "_gesso ()\n"
  "{\n"
  "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= i\n"
  "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
  "    case ${COMP_WORDS[i]} in\n"
  "      --data-dir) i=$((i + 1)) ;;\n"
  "      -*) ;;\n"
  "      *) command=${COMP_WORDS[i]}; break ;;\n"
  "    esac\n"
  "  done\n"
  "  COMPREPLY=()\n"
  "  if [[ $before == --tool ]]; then\n"
  "    mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$word\")\n"
  "  elif [[ $before == --model || $before == -m || ($command == models && $word != -*) ]]; then\n"
  "    mapfile -t COMPREPLY < <(compgen -W \"$(gesso models 2>/dev/null | sed -n 's,^\\([^ /]*/[^ ]*\\) .*,\\1,p')\" -- \"$word\")\n"
  "  elif [[ $word == -* ]]; then\n"
  "    mapfile -t COMPREPLY < <(compgen -W \"$(gesso $command --help 2>/dev/null | sed -nE 's/^  (-., )?(--[a-z-]+).*/\\2/p')\" -- \"$word\")\n"
  "  elif [[ -z $command ]]; then\n"
  "    mapfile -t COMPREPLY < <(compgen -W '%s' -- \"$word\")\n"
  "  elif [[ $before == \"$command\" && $command == keys ]]; then\n"
  "    mapfile -t COMPREPLY < <(compgen -W 'list add remove test' -- \"$word\")\n"
  "  elif [[ $before == \"$command\" && $command == jobs ]]; then\n"
  "    mapfile -t COMPREPLY < <(compgen -W 'list resume cancel' -- \"$word\")\n"
  "  fi\n"
  "}\n"
  "complete -o default -F _gesso gesso\n";

int
gesso_cli_completions (GessoCli   *cli,
                       const char *name,
                       GStrv      *args)
{
  g_autofree char *commands = gesso_cli_join_commands ();
  g_autofree char *tools = g_strdelimit (gesso_cli_join_tools (GESSO_TOOLS_RUNNABLE), ",", ' ');

  if (!gesso_cli_parse (cli, name, NULL, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] == NULL || !g_str_equal ((*args)[1], "bash") || (*args)[2] != NULL)
    return gesso_cli_complain (_("completions needs the name of a shell; there is bash."));
  printf (script, tools, commands);
  return GESSO_CLI_DONE;
}

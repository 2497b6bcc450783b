/* gesso-cli.h - the studio from a shell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit codes; others script them. */
typedef enum
{
  GESSO_CLI_DONE = 0,
  GESSO_CLI_FAILED = 1,      /* the job failed */
  GESSO_CLI_WRONG_CALL = 2,  /* the arguments are at fault */
  GESSO_CLI_NO_STORE = 3,    /* the library cannot be used */
  GESSO_CLI_CANCELLED = 130, /* as after Ctrl+C */
} GessoCliExit;

/** Whether the arguments are for the command line, and not files for a window to open. */
gboolean gesso_cli_is_meant (int argc, char **argv);

/** Runs one command. Needs no display and no D-Bus. Returns: a GessoCliExit */
int      gesso_cli_run      (int argc, char **argv);

G_END_DECLS

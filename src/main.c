/* main.c - locale, application or command line, nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <glib/gi18n.h>

#include "gesso-application.h"
#include "gesso-cli.h"
#include "gesso-texture.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (GessoApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GESSO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (gesso_cli_is_meant (argc, argv))
    return gesso_cli_run (argc, argv);
  gesso_renderer_choose ();
  application = gesso_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

/* main.c - locale, then window, overview or command line, nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <locale.h>
#include <glib/gi18n.h>

#include "gesso-cli.h"
#ifdef HAVE_WINDOW
#include "gesso-application.h"
#include "gesso-search-service.h"
#include "gesso-texture.h"
#endif

#ifdef HAVE_WINDOW
static int
open_window (int    argc,
             char **argv)
{
  g_autoptr (GessoApplication) application = NULL;

  gesso_renderer_choose ();
  application = gesso_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
#endif

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, GESSO_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

#ifdef HAVE_WINDOW
  if (gesso_search_service_is_meant (argc, argv))
    return gesso_search_service_run ();
  if (!gesso_cli_is_meant (argc, argv))
    return open_window (argc, argv);
#endif
  return gesso_cli_run (argc, argv);
}

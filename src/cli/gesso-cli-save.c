/* gesso-cli-save.c - where -o leads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-openraster.h"

gboolean
gesso_cli_check_output (const char *output)
{
  g_autofree char *folder = NULL;
  GessoFormat format;

  if (output == NULL)
    return TRUE;
  folder = g_path_get_dirname (output);
  if (g_file_test (output, G_FILE_TEST_IS_DIR))
    gesso_cli_complain (_("-o %s is a folder: give the name of a file in it."), output);
  else if (!gesso_openraster_is_named (output) && !gesso_format_from_name (output, TRUE, &format))
    gesso_cli_complain (_("-o %s: the ending names no format that can be saved: use .png, .jpg, .webp or .ora."), output);
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    gesso_cli_complain (_("-o %s: the folder %s does not exist; make it first."), output, folder);
  else
    return TRUE;
  return FALSE;
}

char *
gesso_cli_number_output (const char *output,
                         guint       index,
                         guint       n)
{
  const char *base = strrchr (output, G_DIR_SEPARATOR);
  const char *dot = strrchr (base != NULL ? base : output, '.');

  if (n < 2)
    return g_strdup (output);
  if (dot == NULL)
    dot = output + strlen (output);
  return g_strdup_printf ("%.*s-%u%s", (int) (dot - output), output, index + 1, dot);
}

int
gesso_cli_save_picture (GessoCli     *cli,
                        GessoVersion *version,
                        guint         image,
                        const char   *output,
                        int           quality,
                        gboolean      with_recipe)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (output);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_export_async (cli->studio, version, image, file, quality, with_recipe, cli->cancellable,
                             gesso_cli_async_cb, &result);
  if (gesso_studio_export_finish (cli->studio, gesso_cli_wait (&result), &error))
    return GESSO_CLI_DONE;
  /* It is the target that cannot be written, not the library. */
  return gesso_cli_report (error, GESSO_CLI_FAILED) == GESSO_CLI_CANCELLED ? GESSO_CLI_CANCELLED : GESSO_CLI_FAILED;
}

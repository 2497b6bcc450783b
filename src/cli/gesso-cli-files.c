/* gesso-cli-files.c - the commands that bring pictures in and out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gesso-cli-private.h"
#include "gesso-error.h"

#define DEFAULT_QUALITY 90

typedef struct
{
  char *output;
  int quality;
  gboolean plain; /* no recipe */
} Target;

static int
import_one (GessoCli   *cli,
            const char *path,
            gint64     *thread_id)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) version = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_import_file_async (cli->studio, *thread_id, file, cli->cancellable, gesso_cli_async_cb, &result);
  version = gesso_studio_import_file_finish (cli->studio, gesso_cli_wait (&result), &error);
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT))
    {
      gesso_cli_complain_file ("FILE", path, error);
      return GESSO_CLI_WRONG_CALL;
    }
  if (version == NULL)
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  *thread_id = gesso_version_get_thread_id (version);
  gesso_cli_print_version (cli, version, NULL);
  return GESSO_CLI_DONE;
}

int
gesso_cli_import (GessoCli   *cli,
                  const char *name,
                  GStrv      *args)
{
  g_autofree char *thread = NULL;
  int code = GESSO_CLI_DONE;
  gint64 thread_id;
  const GOptionEntry entries[] = {
    { "thread", 't', 0, G_OPTION_ARG_FILENAME, &thread, N_("Add to this thread instead of a new one"), N_("ID") },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] == NULL)
    return gesso_cli_complain (_("import needs FILE: one or more pictures or .gesso bundles."));
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  if (!gesso_cli_find_thread (cli, thread, &thread_id, &code))
    return code;
  /* One bad file does not keep the others out, but it is told and counts. */
  for (char **path = *args + 1; *path != NULL; path++)
    {
      int one = gesso_cli_is_bundle (*path) ? gesso_cli_import_bundle (cli, *path) : import_one (cli, *path, &thread_id);

      code = MAX (code, one);
      if (one == GESSO_CLI_NO_STORE || one == GESSO_CLI_CANCELLED)
        break;
    }
  return code;
}

/* "v12.png", "v12-2.jpg": a name inside the folder of an exported thread. */
static char *
make_name (GessoVersion *version,
           guint         image)
{
  const GessoVersionImage *picture = gesso_version_get_image (version, image);
  g_autofree char *number = image > 0 ? g_strdup_printf ("-%u", image + 1) : g_strdup ("");
  GessoFormat format;

  if (picture->mime == NULL || !gesso_format_from_mime (picture->mime, &format))
    format = GESSO_FORMAT_PNG;
  return g_strdup_printf ("v%" G_GINT64_FORMAT "%s.%s", gesso_version_get_id (version), number,
                          gesso_format_get_suffix (format));
}

static int
export_all_images (GessoCli     *cli,
                   GessoVersion *version,
                   const Target *target)
{
  int code = GESSO_CLI_DONE;

  for (guint i = 0; i < gesso_version_get_n_images (version) && code == GESSO_CLI_DONE; i++)
    {
      g_autofree char *name = make_name (version, i);
      g_autofree char *path = g_build_filename (target->output, name, NULL);

      code = gesso_cli_save_picture (cli, version, i, path, target->quality, !target->plain);
      if (code == GESSO_CLI_DONE)
        gesso_cli_print_picture (cli, version, i, path);
    }
  return code;
}

static int
export_thread (GessoCli     *cli,
               const char   *text,
               const Target *target)
{
  g_autoptr (GPtrArray) items = NULL;
  int code = GESSO_CLI_DONE;
  gint64 id;

  if (!gesso_cli_find_thread (cli, text, &id, &code) || (items = gesso_cli_load_thread (cli, id, &code)) == NULL)
    return code;
  if (g_mkdir_with_parents (target->output, 0777) != 0)
    return gesso_cli_complain (_("-o %s: the folder cannot be made: %s."), target->output, g_strerror (errno));
  for (guint i = 0; i < items->len && code == GESSO_CLI_DONE; i++)
    if (GESSO_IS_VERSION (g_ptr_array_index (items, i)))
      code = export_all_images (cli, g_ptr_array_index (items, i), target);
  return code;
}

static int
export_version (GessoCli     *cli,
                gint64        id,
                int           image,
                const Target *target)
{
  int code = GESSO_CLI_DONE;
  g_autoptr (GessoVersion) version = NULL;
  guint first = (guint) MAX (image, 0), n;

  if (!gesso_cli_check_output (target->output))
    return GESSO_CLI_WRONG_CALL;
  version = gesso_cli_get_version (cli, id, &code);
  if (version == NULL)
    return code;
  n = gesso_version_get_n_images (version);
  if (first >= n)
    return gesso_cli_complain_of_image (version, image + 1);
  for (guint i = first; i < (image < 0 ? n : first + 1) && code == GESSO_CLI_DONE; i++)
    {
      g_autofree char *path = gesso_cli_number_output (target->output, i, image < 0 ? n : 1);

      code = gesso_cli_save_picture (cli, version, i, path, target->quality, !target->plain);
      if (code == GESSO_CLI_DONE)
        gesso_cli_print_picture (cli, version, i, path);
    }
  return code;
}

static int
export_target (GessoCli     *cli,
               const char   *what,
               const Target *target)
{
  gint64 id;
  int image;

  if (g_ascii_isdigit (*what))
    return gesso_cli_complain (_("“%s” could be a thread or a version: write t%s or v%s."), what, what, what);
  if (*what == 't' && gesso_cli_parse_thread (what, &id))
    return export_thread (cli, what, target);
  if (gesso_cli_parse_version (what, &id, &image))
    return export_version (cli, id, image, target);
  return gesso_cli_complain (_("“%s” is neither a thread such as t3 nor a version such as v12."), what);
}

int
gesso_cli_export (GessoCli   *cli,
                  const char *name,
                  GStrv      *args)
{
  g_autofree char *output = NULL, *quality = NULL;
  Target target = { NULL };
  gint64 number = DEFAULT_QUALITY;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The file to write; for a thread, the folder, or a bundle.gesso"), N_("FILE") },
    { "quality", 'q', 0, G_OPTION_ARG_FILENAME, &quality, N_("Of a JPEG or WebP, 1 to 100"), N_("N") },
    { "no-recipe", 0, 0, G_OPTION_ARG_NONE, &target.plain, N_("Leave out how the picture was made"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if (g_strv_length (*args) < 2 || output == NULL || (g_strv_length (*args) > 2 && !gesso_cli_is_bundle (output)))
    return gesso_cli_complain (_("export needs one THREAD or VERSION, and -o with the file or folder to write. "
                                 "Several go into one bundle: -o NAME.gesso."));
  if (quality != NULL && !g_ascii_string_to_signed (quality, 10, 1, 100, &number, NULL))
    return gesso_cli_complain (_("--quality %s: give a whole number from 1 to 100."), quality);
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  if (gesso_cli_is_bundle (output))
    return gesso_cli_export_bundle (cli, *args + 1, output);
  target.output = output;
  target.quality = (int) number;
  return export_target (cli, (*args)[1], &target);
}

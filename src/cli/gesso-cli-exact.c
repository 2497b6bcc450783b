/* gesso-cli-exact.c - the commands that leave what they do not make untouched
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

int
gesso_cli_inpaint (GessoCli   *cli,
                   const char *name,
                   GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_autofree char *mask = NULL, *seed = NULL, *count = NULL, *prompt = NULL;
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    { "mask", 0, 0, G_OPTION_ARG_FILENAME, &mask, N_("A picture of the same size; white means change this"), N_("MASK") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &seed, N_("The same seed gives the same picture again"), N_("N") },
    { "count", 'n', 0, G_OPTION_ARG_FILENAME, &count, N_("How many pictures to make"), N_("N") },
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] == NULL || mask == NULL)
    return gesso_cli_complain (_("inpaint needs IMAGE and --mask MASK. See “gesso inpaint --help”."));
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, GESSO_TOOL_INPAINT, &run, &code);
  if (request == NULL || !gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", (*args)[1], &code) ||
      !gesso_cli_add_image (cli, request, GESSO_ROLE_MASK, "--mask", mask, &code))
    return code;
  if (!gesso_cli_set_parameter (cli, request, "seed", seed) ||
      !gesso_cli_set_parameter (cli, request, "count", count))
    return GESSO_CLI_WRONG_CALL;
  prompt = (*args)[2] != NULL ? g_strjoinv (" ", *args + 2) : NULL;
  gesso_request_set_prompt (request, prompt);
  return gesso_cli_run_request (cli, request, (*args)[1], &run);
}

typedef struct
{
  char *left, *right, *top, *bottom, *to;
} Sides;

static void
clear_sides (Sides *sides)
{
  g_free (sides->left);
  g_free (sides->right);
  g_free (sides->top);
  g_free (sides->bottom);
  g_free (sides->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sides, clear_sides)

static gboolean
parse_side (const char *name,
            const char *text,
            int        *out)
{
  gint64 value = 0;

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, GESSO_IMAGE_MAX_SIDE, &value, NULL))
    {
      gesso_cli_complain (_("--%s %s: give a whole number of pixels from 0 to %d."), name, text, GESSO_IMAGE_MAX_SIDE);
      return FALSE;
    }
  *out = (int) value;
  return TRUE;
}

static gboolean
parse_sides (const Sides *sides,
             GessoFrame  *frame)
{
  return parse_side ("left", sides->left, &frame->left) && parse_side ("right", sides->right, &frame->right) &&
         parse_side ("top", sides->top, &frame->top) && parse_side ("bottom", sides->bottom, &frame->bottom);
}

/* The header of the source, whether it is a file or a version. */
static gboolean
probe_source (GessoCli         *cli,
              GessoRequest     *request,
              GessoPictureInfo *info,
              GError          **error)
{
  GessoStore *store = gesso_studio_get_store (cli->studio);
  GessoInput *source = gesso_request_find_input (request, GESSO_ROLE_SOURCE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (source->bytes != NULL)
    return gesso_codec_probe (source->bytes, info, error);
  gesso_store_get_blob_async (store, source->blob, cli->cancellable, gesso_cli_async_cb, &result);
  bytes = gesso_store_get_blob_finish (store, gesso_cli_wait (&result), error);
  return bytes != NULL && gesso_codec_probe (bytes, info, error);
}

static int
set_frame (GessoCli     *cli,
           GessoRequest *request,
           const Sides  *sides)
{
  GessoPictureInfo info;
  GessoFrame frame = { 0, 0, 0, 0 };
  g_autoptr (GError) error = NULL;

  if (sides->to == NULL && !parse_sides (sides, &frame))
    return GESSO_CLI_WRONG_CALL;
  if (!probe_source (cli, request, &info, &error))
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  if ((sides->to != NULL && !gesso_frame_parse (sides->to, (int) info.width, (int) info.height, 0.5, 0.5, &frame, &error)) ||
      !gesso_frame_check (&frame, (int) info.width, (int) info.height, &error))
    return gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  gesso_request_set_frame (request, &frame);
  return GESSO_CLI_DONE;
}

int
gesso_cli_expand (GessoCli   *cli,
                  const char *name,
                  GStrv      *args)
{
  g_auto (GessoCliRun) run = { NULL };
  g_auto (Sides) sides = { NULL };
  g_autofree char *seed = NULL, *prompt = NULL;
  g_autoptr (GessoRequest) request = NULL;
  int code;
  const GOptionEntry entries[] = {
    { "left", 0, 0, G_OPTION_ARG_FILENAME, &sides.left, N_("Pixels to add at the left"), N_("N") },
    { "right", 0, 0, G_OPTION_ARG_FILENAME, &sides.right, N_("Pixels to add at the right"), N_("N") },
    { "top", 0, 0, G_OPTION_ARG_FILENAME, &sides.top, N_("Pixels to add at the top"), N_("N") },
    { "bottom", 0, 0, G_OPTION_ARG_FILENAME, &sides.bottom, N_("Pixels to add at the bottom"), N_("N") },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &sides.to, N_("The size to reach, the picture in its middle; also 16:9, +256 or 30%"), N_("WxH") },
    { "seed", 0, 0, G_OPTION_ARG_FILENAME, &seed, N_("The same seed gives the same picture again"), N_("N") },
    GESSO_CLI_RUN_ENTRIES (&run),
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] == NULL)
    return gesso_cli_complain (_("expand needs IMAGE. See “gesso expand --help”."));
  if ((sides.to != NULL) == (sides.left != NULL || sides.right != NULL || sides.top != NULL || sides.bottom != NULL))
    return gesso_cli_complain (_("Say how far to expand: --left, --right, --top or --bottom with pixels, or --to WxH."));
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  request = gesso_cli_make_request (cli, GESSO_TOOL_EXPAND, &run, &code);
  if (request == NULL || !gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", (*args)[1], &code))
    return code;
  code = set_frame (cli, request, &sides);
  if (code != GESSO_CLI_DONE)
    return code;
  if (!gesso_cli_set_parameter (cli, request, "seed", seed))
    return GESSO_CLI_WRONG_CALL;
  prompt = (*args)[2] != NULL ? g_strjoinv (" ", *args + 2) : NULL;
  gesso_request_set_prompt (request, prompt);
  return gesso_cli_run_request (cli, request, (*args)[1], &run);
}

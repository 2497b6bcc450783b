/* gesso-cli-frame.c - how far to expand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

void
gesso_cli_sides_clear (GessoCliSides *sides)
{
  g_free (sides->left);
  g_free (sides->right);
  g_free (sides->top);
  g_free (sides->bottom);
  g_free (sides->to);
}

gboolean
gesso_cli_sides_check (const GessoCliSides *sides)
{
  gboolean some = sides->left != NULL || sides->right != NULL || sides->top != NULL || sides->bottom != NULL;

  if ((sides->to != NULL) != some)
    return TRUE;
  gesso_cli_complain (_("Say how far to expand: --left, --right, --top or --bottom with pixels, or --to WxH."));
  return FALSE;
}

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
parse_sides (const GessoCliSides *sides,
             GessoFrame          *frame)
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

int
gesso_cli_set_frame (GessoCli            *cli,
                     GessoRequest        *request,
                     const GessoCliSides *sides)
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

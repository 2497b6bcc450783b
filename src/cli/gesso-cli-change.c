/* gesso-cli-change.c - the commands that change a picture on this computer, for nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-codec.h"
#include "gesso-mask.h"
#include "gesso-studio-adjust.h"
#include "gesso-studio-recompose.h"

/* Quality of a JPEG or WebP that -o asks for. */
#define OUTPUT_QUALITY 90

/* A number as an option gives it; NULL leaves @out. FALSE: told. */
static gboolean
parse_number (const char *name,
              const char *text,
              double      least,
              double      most,
              double     *out)
{
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : 0;

  if (text == NULL)
    return TRUE;
  if (end == text || *end != '\0' || !isfinite (value) || value < least || value > most)
    {
      gesso_cli_complain (_("--%s %s: give a number from %g to %g."), name, text, least, most);
      return FALSE;
    }
  *out = value;
  return TRUE;
}

/* The picture that @text names: a version, or a file that is kept first. (nullable): told */
static GessoVersion *
find_picture (GessoCli   *cli,
              const char *text,
              guint      *index,
              int        *code)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoVersion *version;
  gint64 id;
  int image;

  *index = 0;
  if (!g_file_query_exists (file, NULL) && gesso_cli_parse_version (text, &id, &image))
    {
      version = gesso_cli_get_version (cli, id, code);
      *index = (guint) MAX (image, 0);
      if (version == NULL || *index < gesso_version_get_n_images (version))
        return version;
      *code = gesso_cli_complain_of_image (version, *index + 1);
      g_object_unref (version);
      return NULL;
    }
  gesso_studio_import_file_async (cli->studio, 0, file, cli->cancellable, gesso_cli_async_cb, &result);
  version = gesso_studio_import_file_finish (cli->studio, gesso_cli_wait (&result), &error);
  if (version == NULL)
    *code = gesso_cli_report (error, GESSO_CLI_WRONG_CALL);
  return version;
}

/* Saves what was made where -o leads, and prints it. @version: (nullable): @error says why */
static int
finish (GessoCli     *cli,
        GessoVersion *version,
        const GError *error,
        const char   *output)
{
  int code;

  if (version == NULL)
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  code = output != NULL ? gesso_cli_save_picture (cli, version, 0, output, OUTPUT_QUALITY, TRUE) : GESSO_CLI_DONE;
  gesso_cli_print_picture (cli, version, 0, code == GESSO_CLI_DONE ? output : NULL);
  return code;
}

/* Adjust */

typedef struct
{
  char *exposure, *contrast, *saturation, *temperature, *angle;
  char *curve, *look, *crop, *output;
} Adjust;

static void
adjust_clear (Adjust *self)
{
  g_free (self->exposure);
  g_free (self->contrast);
  g_free (self->saturation);
  g_free (self->temperature);
  g_free (self->angle);
  g_free (self->curve);
  g_free (self->look);
  g_free (self->crop);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adjust, adjust_clear)

/* FALSE: told */
static gboolean
parse_adjust (const Adjust        *options,
              GessoAdjustSettings *settings)
{
  g_autoptr (GError) error = NULL;
  double contrast = 0, saturation = 0, temperature = 0;

  if (!parse_number ("exposure", options->exposure, -4, 4, &settings->exposure) ||
      !parse_number ("contrast", options->contrast, -100, 100, &contrast) ||
      !parse_number ("saturation", options->saturation, -100, 100, &saturation) ||
      !parse_number ("temperature", options->temperature, -100, 100, &temperature) ||
      !parse_number ("angle", options->angle, -45, 45, &settings->angle))
    return FALSE;
  settings->contrast = contrast / 100;
  settings->saturation = saturation / 100;
  settings->temperature = temperature / 100;
  if (options->look != NULL && !gesso_look_from_nick (options->look, &settings->look))
    {
      gesso_cli_complain (_("--look %s: there are none, mono, noir, sepia, faded, vivid and cross."), options->look);
      return FALSE;
    }
  if (options->curve == NULL || gesso_adjust_parse_curve (settings, options->curve, &error))
    return TRUE;
  gesso_cli_complain ("%s", error->message);
  return FALSE;
}

/* "16:9" or "WxH+X+Y" of a picture of @width × @height. FALSE: told */
static gboolean
parse_crop (const char          *text,
            int                  width,
            int                  height,
            GessoAdjustSettings *settings)
{
  g_autoptr (GRegex) form = g_regex_new ("^(\\d{1,6})x(\\d{1,6})\\+(\\d{1,6})\\+(\\d{1,6})$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GError) error = NULL;
  GessoAdjustCut cut;
  int part[4];

  if (!g_regex_match (form, text, 0, &match))
    {
      if (*text != '\0' && gesso_adjust_parse_ratio (settings, text, &error))
        return TRUE;
      gesso_cli_complain (_("--crop %s: give a ratio such as 16:9, or a part of the picture in pixels, WxH+X+Y."), text);
      return FALSE;
    }
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *digits = g_match_info_fetch (match, i + 1);

      part[i] = (int) g_ascii_strtoll (digits, NULL, 10);
    }
  if (settings->angle != 0 || part[0] < 1 || part[1] < 1 || part[0] + part[2] > width || part[1] + part[3] > height)
    {
      gesso_cli_complain (_("--crop %s: such a part has to lie within the picture, which is %d × %d pixels large, and cannot be turned by --angle."),
                          text, width, height);
      return FALSE;
    }
  gesso_adjust_set_cut (settings, &(GessoAdjustCut) { part[2] + part[0] / 2.0, part[3] + part[1] / 2.0, part[0], part[1], 1, 0 },
                        width, height);
  cut = gesso_adjust_find_cut (settings, width, height);
  if (cut.width == part[0] && cut.height == part[1])
    return TRUE;
  gesso_cli_complain (_("--crop %s: that is too small or too narrow a part of %d × %d pixels."), text, width, height);
  return FALSE;
}

int
gesso_cli_adjust (GessoCli   *cli,
                  const char *name,
                  GStrv      *args)
{
  g_auto (Adjust) options = { NULL };
  GessoAdjustSettings settings = GESSO_ADJUST_NOTHING;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) source = NULL, made = NULL;
  g_autoptr (GError) error = NULL;
  const GessoVersionImage *image;
  int code = GESSO_CLI_WRONG_CALL;
  guint index;
  const GOptionEntry entries[] = {
    { "exposure", 'e', 0, G_OPTION_ARG_FILENAME, &options.exposure, N_("Brighter or darker, in stops from -4 to 4"), N_("N") },
    { "contrast", 'c', 0, G_OPTION_ARG_FILENAME, &options.contrast, N_("From -100 to 100"), N_("N") },
    { "saturation", 's', 0, G_OPTION_ARG_FILENAME, &options.saturation, N_("From -100, grey, to 100"), N_("N") },
    { "temperature", 0, 0, G_OPTION_ARG_FILENAME, &options.temperature, N_("From -100, blue, to 100, yellow"), N_("N") },
    { "curve", 0, 0, G_OPTION_ARG_FILENAME, &options.curve, N_("What becomes of dark and light, as “0,0 128,140 255,255”"), N_("POINTS") },
    { "look", 0, 0, G_OPTION_ARG_FILENAME, &options.look, N_("A filter: mono, noir, sepia, faded, vivid or cross"), N_("NAME") },
    { "crop", 0, 0, G_OPTION_ARG_FILENAME, &options.crop, N_("The largest part of a ratio such as 16:9, or a part in pixels"), N_("RATIO|WxH+X+Y") },
    { "angle", 'a', 0, G_OPTION_ARG_FILENAME, &options.angle, N_("Straighten: degrees clockwise from -45 to 45"), N_("N") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("Save the picture here too; the ending gives the format"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] == NULL || (*args)[2] != NULL)
    return gesso_cli_complain (_("adjust needs one IMAGE. See “gesso adjust --help”."));
  if (!parse_adjust (&options, &settings) || !gesso_cli_check_output (options.output))
    return GESSO_CLI_WRONG_CALL;
  if (options.crop == NULL && gesso_adjust_changes_nothing (&settings))
    return gesso_cli_complain (_("Say what to change, such as --exposure 0.5. See “gesso adjust --help”."));
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  source = find_picture (cli, (*args)[1], &index, &code);
  if (source == NULL)
    return code;
  image = gesso_version_get_image (source, index);
  if (options.crop != NULL && !parse_crop (options.crop, (int) image->width, (int) image->height, &settings))
    return GESSO_CLI_WRONG_CALL;
  gesso_studio_adjust_async (cli->studio, source, index, &settings, cli->cancellable, gesso_cli_async_cb, &result);
  made = gesso_studio_adjust_finish (cli->studio, gesso_cli_wait (&result), &error);
  return finish (cli, made, error, options.output);
}

/* Recompose */

typedef struct
{
  char *mask, *feather, *edge, *match, *dx, *dy, *from, *output;
  gboolean whole;
} Recompose;

static void
recompose_clear (Recompose *self)
{
  g_free (self->mask);
  g_free (self->feather);
  g_free (self->edge);
  g_free (self->match);
  g_free (self->dx);
  g_free (self->dy);
  g_free (self->from);
  g_free (self->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recompose, recompose_clear)

/* Over those the version was made with. FALSE: told */
static gboolean
parse_recompose (const Recompose        *options,
                 GessoRecomposeSettings *settings)
{
  static const char *const edges[] = { "outside", "centred", "inside" };
  double match = 100 * settings->paste.match, dx = settings->paste.dx, dy = settings->paste.dy;

  if (!parse_number ("feather", options->feather, 0, GESSO_RECOMPOSE_FEATHER_MAX, &settings->feather) ||
      !parse_number ("match", options->match, 0, 100, &match) ||
      !parse_number ("dx", options->dx, -GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_SIDE, &dx) ||
      !parse_number ("dy", options->dy, -GESSO_IMAGE_MAX_SIDE, GESSO_IMAGE_MAX_SIDE, &dy))
    return FALSE;
  settings->paste = (GessoPasteSettings) { match / 100, (int) lround (dx), (int) lround (dy) };
  if (options->edge == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    if (g_str_equal (edges[i], options->edge))
      {
        settings->edge = (GessoEdge) i;
        return TRUE;
      }
  gesso_cli_complain (_("--edge %s: there are outside, centred and inside."), options->edge);
  return FALSE;
}

/* The mask file in place of @mask, which is what the version has. FALSE: told */
static gboolean
load_mask (const char       *path,
           const GessoImage *parent,
           GessoImage      **mask)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_commandline_arg (path) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GessoImage) decoded = NULL;
  g_autoptr (GessoMask) drawn = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    {
      if (*mask == NULL)
        gesso_cli_complain (_("--mask is needed: white where the other version is to show."));
      return *mask != NULL;
    }
  bytes = gesso_codec_read_file (file, GESSO_PICTURE_MAX_BYTES, NULL, &error);
  decoded = bytes != NULL ? gesso_codec_decode_mask (bytes, NULL, &error) : NULL;
  if (decoded == NULL)
    {
      gesso_cli_complain_file ("--mask", path, error);
      return FALSE;
    }
  if (gesso_image_get_width (decoded) != gesso_image_get_width (parent) ||
      gesso_image_get_height (decoded) != gesso_image_get_height (parent))
    {
      gesso_cli_complain (_("--mask %s: the mask has to be as large as the picture, %u × %u pixels."), path,
                          gesso_image_get_width (parent), gesso_image_get_height (parent));
      return FALSE;
    }
  drawn = gesso_mask_new_from_image (decoded);
  g_clear_pointer (mask, gesso_image_unref);
  *mask = gesso_mask_to_image (drawn, &error);
  if (*mask == NULL)
    gesso_cli_complain ("%s", error->message);
  return *mask != NULL;
}

static int
use_reply (GessoCli     *cli,
           GessoVersion *version,
           guint         index,
           const char   *output)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GessoVersion) made = NULL;
  g_autoptr (GError) error = NULL;

  gesso_studio_use_reply_async (cli->studio, version, index, cli->cancellable, gesso_cli_async_cb, &result);
  made = gesso_studio_use_reply_finish (cli->studio, gesso_cli_wait (&result), &error);
  return finish (cli, made, error, output);
}

static int
recompose (GessoCli        *cli,
           GessoVersion    *version,
           guint            index,
           GessoVersion    *other,
           const Recompose *options)
{
  g_autoptr (GAsyncResult) opened = NULL, result = NULL;
  g_autoptr (GessoRecompose) reply = NULL;
  g_autoptr (GessoVersion) made = NULL;
  g_autoptr (GessoImage) mask = NULL;
  g_autoptr (GError) error = NULL;
  GessoRecomposeSettings settings;
  GessoKeptReply *kept;

  gesso_studio_open_reply_async (cli->studio, version, index, other, cli->cancellable, gesso_cli_async_cb, &opened);
  reply = gesso_studio_open_reply_finish (cli->studio, gesso_cli_wait (&opened), &mask, &error);
  if (reply == NULL)
    return gesso_cli_report (error, GESSO_CLI_FAILED);
  kept = gesso_recompose_get_reply (reply);
  gesso_recompose_get_settings (reply, &settings);
  if (!parse_recompose (options, &settings) || !load_mask (options->mask, gesso_kept_reply_get_parent (kept), &mask))
    return GESSO_CLI_WRONG_CALL;
  gesso_studio_recompose_async (cli->studio, version, index, other, kept, mask, &settings, cli->cancellable,
                                gesso_cli_async_cb, &result);
  made = gesso_studio_recompose_finish (cli->studio, gesso_cli_wait (&result), &error);
  return finish (cli, made, error, options->output);
}

int
gesso_cli_recompose (GessoCli   *cli,
                     const char *name,
                     GStrv      *args)
{
  g_auto (Recompose) options = { NULL };
  g_autoptr (GessoVersion) version = NULL, other = NULL;
  int code = GESSO_CLI_WRONG_CALL, image;
  guint index, other_index;
  gint64 id;
  const GOptionEntry entries[] = {
    { "mask", 0, 0, G_OPTION_ARG_FILENAME, &options.mask, N_("A picture of the same size; white where the reply shows"), N_("MASK") },
    { "feather", 'f', 0, G_OPTION_ARG_FILENAME, &options.feather, N_("Length of the soft edge in pixels, from 0 to 256"), N_("N") },
    { "edge", 0, 0, G_OPTION_ARG_FILENAME, &options.edge, N_("Where the soft edge lies: outside, centred or inside"), N_("WHERE") },
    { "match", 0, 0, G_OPTION_ARG_FILENAME, &options.match, N_("How far the colours follow those around, from 0 to 100"), N_("N") },
    { "dx", 0, 0, G_OPTION_ARG_FILENAME, &options.dx, N_("Pixels to move the reply to the right"), N_("N") },
    { "dy", 0, 0, G_OPTION_ARG_FILENAME, &options.dy, N_("Pixels to move the reply down"), N_("N") },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options.from, N_("Paint from this version instead of the reply; needs --mask"), N_("VERSION") },
    { "whole", 0, 0, G_OPTION_ARG_NONE, &options.whole, N_("Keep all of the reply, as the model gave it"), NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("Save the picture here too; the ending gives the format"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };

  if (!gesso_cli_parse (cli, name, entries, args))
    return GESSO_CLI_WRONG_CALL;
  if ((*args)[1] == NULL || (*args)[2] != NULL || !gesso_cli_parse_version ((*args)[1], &id, &image))
    return gesso_cli_complain (_("recompose needs one VERSION such as v12. See “gesso recompose --help”."));
  if (!gesso_cli_check_output (options.output))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  version = find_picture (cli, (*args)[1], &index, &code);
  other = version != NULL && options.from != NULL ? find_picture (cli, options.from, &other_index, &code) : NULL;
  if (version == NULL || (options.from != NULL && other == NULL))
    return code;
  if (options.whole)
    return use_reply (cli, version, index, options.output);
  return recompose (cli, version, index, other, &options);
}

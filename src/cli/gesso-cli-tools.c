/* gesso-cli-tools.c - the commands that make pictures, one row of a table each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"

/* What a command takes besides the options that all of them take. */
enum
{
  SIZE = 1 << 0,
  SEED = 1 << 1,
  COUNT = 1 << 2,
  FACTOR = 1 << 3,
  MASK = 1 << 4, /* must be given */
  HINT = 1 << 5, /* a mask that may be given */
  WITH = 1 << 6, /* in place of the prompt */
  SIDES = 1 << 7,
  ALL = 1 << 8
};

typedef struct
{
  const char *command;
  GessoTool tool;
  gboolean takes_image, takes_prompt;
  guint options;
} Tool;

static const Tool tools[] = {
  { "generate", GESSO_TOOL_GENERATE, FALSE, TRUE, SIZE | SEED | COUNT },
  { "edit", GESSO_TOOL_EDIT, TRUE, TRUE, SIZE | SEED | COUNT },
  { "redux", GESSO_TOOL_REDUX, TRUE, TRUE, SIZE | SEED | COUNT },
  { "inpaint", GESSO_TOOL_INPAINT, TRUE, TRUE, MASK | SEED | COUNT },
  { "expand", GESSO_TOOL_EXPAND, TRUE, TRUE, SIDES | SEED | COUNT },
  { "upscale", GESSO_TOOL_UPSCALE, TRUE, FALSE, FACTOR },
  { "remove-background", GESSO_TOOL_REMOVE_BACKGROUND, TRUE, FALSE, HINT },
  { "replace-background", GESSO_TOOL_REPLACE_BACKGROUND_PROMPT, TRUE, TRUE, WITH | HINT | SEED | COUNT },
};

/* The words of one call. */
typedef struct
{
  GessoCliRun run;
  GessoCliSides sides;
  char *mask, *with;
  char *size, *seed, *count, *factor;
  char **images; /* [ROLE=]IMAGE */
} Call;

static void
call_clear (Call *call)
{
  gesso_cli_run_clear (&call->run);
  gesso_cli_sides_clear (&call->sides);
  g_free (call->mask);
  g_free (call->with);
  g_free (call->size);
  g_free (call->seed);
  g_free (call->count);
  g_free (call->factor);
  g_strfreev (call->images);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static const Tool *
find_tool (const char *command)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (tools[i].command, command))
      return &tools[i];
  g_return_val_if_reached (NULL);
}

/* All are taken as bytes: what a file is called need not be UTF-8. */
#define TEXT(call, member) 0, G_OPTION_ARG_FILENAME, &(call)->member

static GArray *
make_entries (const Tool *tool,
              Call       *call)
{
  const struct
  {
    guint of; /* the commands that take it */
    GOptionEntry entry;
  } options[] = {
    { MASK, { "mask", 0, TEXT (call, mask), N_("A picture of the same size; white means change this"), N_("MASK") } },
    { HINT, { "mask", 0, TEXT (call, mask), N_("White keeps, black removes, grey leaves the choice"), N_("HINT") } },
    { WITH, { "with", 'w', TEXT (call, with), N_("The picture to put behind the subject"), N_("IMAGE") } },
    { SIDES, { "left", 0, TEXT (call, sides.left), N_("Pixels to add at the left"), N_("N") } },
    { SIDES, { "right", 0, TEXT (call, sides.right), N_("Pixels to add at the right"), N_("N") } },
    { SIDES, { "top", 0, TEXT (call, sides.top), N_("Pixels to add at the top"), N_("N") } },
    { SIDES, { "bottom", 0, TEXT (call, sides.bottom), N_("Pixels to add at the bottom"), N_("N") } },
    { SIDES, { "to", 0, TEXT (call, sides.to), N_("The size to reach, the picture in its middle; also 16:9, +256 or 30%"), N_("WxH") } },
    { FACTOR, { "factor", 'f', TEXT (call, factor), N_("How many times as wide and high; 2 if left out"), "2|4" } },
    { SIZE, { "size", 's', TEXT (call, size), N_("Size in pixels; the model’s own if left out"), N_("WxH") } },
    { SEED, { "seed", 0, TEXT (call, seed), N_("The same seed gives the same picture again"), N_("N") } },
    { COUNT, { "count", 'n', TEXT (call, count), N_("How many pictures to make"), N_("N") } },
    { ALL, { "image", 'i', 0, G_OPTION_ARG_FILENAME_ARRAY, &call->images,
             N_("A further picture: a reference, or ROLE=IMAGE with the role reference, background or mask"), N_("IMAGE") } },
    { ALL, { "model", 'm', TEXT (call, run.model), N_("The model to use, such as device/sketch; “gesso models” lists them"), N_("MODEL") } },
    { ALL, { "param", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &call->run.parameters,
             N_("Set a parameter of the model; “gesso models MODEL” lists them"), N_("NAME=VALUE") } },
    { ALL, { "output", 'o', TEXT (call, run.output), N_("Save the picture here too; the ending gives the format"), N_("FILE") } },
    { ALL, { "thread", 't', TEXT (call, run.thread), N_("Add to this thread instead of a new one"), N_("ID") } },
  };
  GArray *entries = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (((tool->options | ALL) & options[i].of) != 0)
      g_array_append_val (entries, options[i].entry);
  return entries;
}

/* What can be said of the words alone. */
static gboolean
check_words (const Tool *tool,
             const Call *call,
             GStrv       words)
{
  const char *needed = tool->takes_image ? "IMAGE" : "PROMPT";

  if ((tool->options & MASK) != 0 && (words[0] == NULL || call->mask == NULL))
    gesso_cli_complain (_("inpaint needs IMAGE and --mask MASK. See “gesso inpaint --help”."));
  else if (words[0] == NULL)
    /* Translators: the name of a command, then what it needs, such as IMAGE. */
    gesso_cli_complain (_("%s needs %s. See “gesso %s --help”."), tool->command, needed, tool->command);
  else if (!tool->takes_prompt && words[1] != NULL)
    gesso_cli_complain (_("%s takes one picture; “%s” is too much."), tool->command, words[1]);
  else if ((tool->options & WITH) != 0 && (call->with != NULL) == (words[1] != NULL))
    gesso_cli_complain (_("Say what goes behind the subject: either --with IMAGE or a PROMPT."));
  else
    return (tool->options & SIDES) == 0 || gesso_cli_sides_check (&call->sides);
  return FALSE;
}

static gboolean
set_parameters (GessoCli     *cli,
                GessoRequest *request,
                const Call   *call)
{
  return gesso_cli_set_parameter (cli, request, "size", call->size) &&
         gesso_cli_set_parameter (cli, request, "seed", call->seed) &&
         gesso_cli_set_parameter (cli, request, "count", call->count) &&
         gesso_cli_set_parameter (cli, request, "factor", call->factor);
}

static gboolean
add_images (GessoCli     *cli,
            GessoRequest *request,
            const Call   *call,
            const char   *source,
            int          *code)
{
  return (source == NULL || gesso_cli_add_image (cli, request, GESSO_ROLE_SOURCE, "IMAGE", source, code)) &&
         (call->mask == NULL || gesso_cli_add_image (cli, request, GESSO_ROLE_MASK, "--mask", call->mask, code)) &&
         (call->with == NULL || gesso_cli_add_image (cli, request, GESSO_ROLE_BACKGROUND, "--with", call->with, code)) &&
         gesso_cli_add_further (cli, request, call->images, code);
}

int
gesso_cli_make (GessoCli   *cli,
                const char *name,
                GStrv      *args)
{
  const Tool *tool = find_tool (name);
  g_auto (Call) call = { { NULL } };
  g_autoptr (GArray) entries = make_entries (tool, &call);
  g_autoptr (GessoRequest) request = NULL;
  g_autofree char *prompt = NULL;
  const char *source;
  int code = GESSO_CLI_WRONG_CALL;

  if (!gesso_cli_parse (cli, name, (const GOptionEntry *) (gpointer) entries->data, args) ||
      !check_words (tool, &call, *args + 1))
    return GESSO_CLI_WRONG_CALL;
  if (!gesso_cli_open (cli))
    return GESSO_CLI_NO_STORE;
  source = tool->takes_image ? (*args)[1] : NULL;
  request = gesso_cli_make_request (cli, call.with != NULL ? GESSO_TOOL_REPLACE_BACKGROUND_IMAGE : tool->tool,
                                    &call.run, &code);
  if (request == NULL || !add_images (cli, request, &call, source, &code))
    return code;
  if ((tool->options & SIDES) != 0 && (code = gesso_cli_set_frame (cli, request, &call.sides)) != GESSO_CLI_DONE)
    return code;
  if (!set_parameters (cli, request, &call))
    return GESSO_CLI_WRONG_CALL;
  prompt = g_strjoinv (" ", *args + (tool->takes_image ? 2 : 1));
  gesso_request_set_prompt (request, prompt);
  return gesso_cli_run_request (cli, request, source, &call.run);
}

/* gesso-provider-instruction.c - a tool in words, for models that know no tools
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-provider-util.h"

/* The models are told in English, which all of them understand best. */
typedef struct
{
  GessoTool tool;
  const char *with_words; /* one %s: the artist's */
  const char *without;    /* (nullable): the tool needs words */
} Phrase;

static const Phrase phrases[] = {
  { GESSO_TOOL_GENERATE, "%s", NULL },
  { GESSO_TOOL_EDIT, "%s", NULL },
  { GESSO_TOOL_INPAINT, "%s",
    "Remove what is in the marked area and continue its surroundings there, so that nothing looks retouched." },
  { GESSO_TOOL_REDUX,
    "Make a variation of this picture: the same subject and style, with other details. %s",
    "Make a variation of this picture: the same subject and style, with other details." },
  { GESSO_TOOL_REPLACE_BACKGROUND_IMAGE,
    "Put the subject of the first picture in front of the second picture, which becomes the background. Keep the "
    "subject exactly as it is; match light, colour and shadow to the background. %s",
    "Put the subject of the first picture in front of the second picture, which becomes the background. Keep the "
    "subject exactly as it is; match light, colour and shadow to the background." },
  { GESSO_TOOL_REPLACE_BACKGROUND_PROMPT,
    "Replace the background of this picture, and keep the subject exactly as it is. The new background: %s", NULL },
  { GESSO_TOOL_REMOVE_BACKGROUND,
    "Remove the background: keep the subject exactly as it is, at its place and size, on a fully transparent "
    "background. %s",
    "Remove the background: keep the subject exactly as it is, at its place and size, on a fully transparent "
    "background." },
  { GESSO_TOOL_EXPAND,
    "Continue the picture into its empty margins so that no border shows, and keep what is there as it is. %s",
    "Continue the picture into its empty margins so that no border shows, and keep what is there as it is." },
};

char *
gesso_provider_dup_instruction (GessoRequest *request,
                                GError      **error)
{
  g_autofree char *words = g_strstrip (g_strdup (gesso_request_get_prompt (request)));
  GessoTool tool = gesso_request_get_tool (request);

  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (phrases[i].tool == tool)
      {
        g_auto (GStrv) around = g_strsplit (phrases[i].with_words, "%s", 2);

        if (*words != '\0')
          return g_strconcat (around[0], words, around[1], NULL);
        if (phrases[i].without != NULL)
          return g_strdup (phrases[i].without);
      }
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("Describe what should change in a few words first."));
  return NULL;
}

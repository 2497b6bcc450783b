/* gesso-types.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-types.h"

static const char *const tool_nicks[GESSO_N_TOOLS] = {
  [GESSO_TOOL_IMPORT] = "import",
  [GESSO_TOOL_GENERATE] = "generate",
  [GESSO_TOOL_EDIT] = "edit",
  [GESSO_TOOL_REDUX] = "redux",
  [GESSO_TOOL_REPLACE_BACKGROUND_IMAGE] = "replace-background-image",
  [GESSO_TOOL_REPLACE_BACKGROUND_PROMPT] = "replace-background-prompt",
  [GESSO_TOOL_UPSCALE] = "upscale",
  [GESSO_TOOL_REMOVE_BACKGROUND] = "remove-background",
  [GESSO_TOOL_INPAINT] = "inpaint",
  [GESSO_TOOL_EXPAND] = "expand",
  [GESSO_TOOL_ADJUST] = "adjust",
  [GESSO_TOOL_HAND_EDIT] = "hand-edit",
};

static const char *const tool_titles[GESSO_N_TOOLS] = {
  /* Translators: how a picture came in: it was opened from a file or pasted. */
  [GESSO_TOOL_IMPORT] = N_("Imported"),
  /* Translators: the tools that make pictures; shown in a menu and on each result. */
  [GESSO_TOOL_GENERATE] = N_("Generate"),
  [GESSO_TOOL_EDIT] = N_("Edit"),
  /* Translators: a variation of a picture in the same spirit. */
  [GESSO_TOOL_REDUX] = N_("Variation"),
  [GESSO_TOOL_REPLACE_BACKGROUND_IMAGE] = N_("Background from Picture"),
  [GESSO_TOOL_REPLACE_BACKGROUND_PROMPT] = N_("Background from Words"),
  [GESSO_TOOL_UPSCALE] = N_("Upscale"),
  [GESSO_TOOL_REMOVE_BACKGROUND] = N_("Remove Background"),
  /* Translators: fill the painted part of a picture anew. */
  [GESSO_TOOL_INPAINT] = N_("Inpaint"),
  /* Translators: make a picture larger by painting beyond its borders. */
  [GESSO_TOOL_EXPAND] = N_("Expand"),
  /* Translators: light, colour and crop. */
  [GESSO_TOOL_ADJUST] = N_("Adjust"),
  /* Translators: what was painted by hand in another program, such as Krita. */
  [GESSO_TOOL_HAND_EDIT] = N_("Painted by Hand"),
};

static const char *const job_state_nicks[GESSO_N_JOB_STATES] = {
  [GESSO_JOB_QUEUED] = "queued",
  [GESSO_JOB_SUBMITTING] = "submitting",
  [GESSO_JOB_PENDING] = "pending",
  [GESSO_JOB_GENERATING] = "generating",
  [GESSO_JOB_COMPLETED] = "completed",
  [GESSO_JOB_FAILED] = "failed",
  [GESSO_JOB_TIMEOUT] = "timeout",
  [GESSO_JOB_CANCELLED] = "cancelled",
  [GESSO_JOB_UNKNOWN] = "unknown",
};

static const char *const input_role_nicks[GESSO_N_ROLES] = {
  [GESSO_ROLE_SOURCE] = "source",
  [GESSO_ROLE_MASK] = "mask",
  [GESSO_ROLE_REFERENCE] = "reference",
  [GESSO_ROLE_BACKGROUND] = "background",
};

static const char *const message_role_nicks[GESSO_N_MESSAGE_ROLES] = {
  [GESSO_MESSAGE_USER] = "user",
  [GESSO_MESSAGE_ASSISTANT] = "assistant",
  [GESSO_MESSAGE_TOOL] = "tool",
};

/* Index of @nick in @nicks, or -1. */
static int
find_nick (const char *const *nicks,
           guint              n_nicks,
           const char        *nick)
{
  for (guint i = 0; nick != NULL && i < n_nicks; i++)
    if (strcmp (nicks[i], nick) == 0)
      return i;
  return -1;
}

#define DEFINE_NICKS(Type, name, nicks)                  \
  const char *gesso_##name##_to_nick (Type value)        \
  {                                                      \
    g_return_val_if_fail ((guint) value < G_N_ELEMENTS (nicks), NULL); \
    return nicks[value];                                 \
  }                                                      \
                                                         \
  gboolean gesso_##name##_from_nick (const char *nick, Type *out) \
  {                                                      \
    int i = find_nick (nicks, G_N_ELEMENTS (nicks), nick); \
    if (i >= 0)                                          \
      *out = (Type) i;                                   \
    return i >= 0;                                       \
  }

DEFINE_NICKS (GessoTool, tool, tool_nicks)
DEFINE_NICKS (GessoJobState, job_state, job_state_nicks)
DEFINE_NICKS (GessoInputRole, input_role, input_role_nicks)
DEFINE_NICKS (GessoMessageRole, message_role, message_role_nicks)

/** The translated name of @tool, as its button says it; a static string. */
const char *
gesso_tool_get_title (GessoTool tool)
{
  g_return_val_if_fail ((guint) tool < GESSO_N_TOOLS, NULL);
  return _(tool_titles[tool]);
}

const char *
gesso_job_state_get_title (GessoJobState state)
{
  switch (state)
    {
    case GESSO_JOB_QUEUED:
      return _("Waiting");
    case GESSO_JOB_SUBMITTING:
      return _("Sending…");
    case GESSO_JOB_PENDING:
      return _("Sent, waiting its turn");
    case GESSO_JOB_GENERATING:
      return _("Working…");
    case GESSO_JOB_COMPLETED:
      return _("Done");
    case GESSO_JOB_FAILED:
      return _("Failed");
    case GESSO_JOB_TIMEOUT:
      return _("Took too long");
    case GESSO_JOB_CANCELLED:
      return _("Cancelled");
    case GESSO_JOB_UNKNOWN:
    case GESSO_N_JOB_STATES:
    default:
      return _("Sent, but nobody can tell whether it arrived");
    }
}

/** Whether a job in @state will never run again by itself. */
gboolean
gesso_job_state_is_final (GessoJobState state)
{
  return state >= GESSO_JOB_COMPLETED;
}

const char *
gesso_input_role_get_title (GessoInputRole role)
{
  switch (role)
    {
    case GESSO_ROLE_SOURCE:
      /* Translators: the picture that a tool works on. */
      return _("Source");
    case GESSO_ROLE_MASK:
      return _("Mask");
    case GESSO_ROLE_BACKGROUND:
      return _("Background");
    case GESSO_ROLE_REFERENCE:
    case GESSO_N_ROLES:
    default:
      /* Translators: a picture that shows what the result should resemble. */
      return _("Reference");
    }
}

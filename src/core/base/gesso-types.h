/* gesso-types.h - words that every folder shares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * GessoTool:
 *
 * How a version was made. All but %GESSO_TOOL_IMPORT, the way a picture comes
 * in from outside, and %GESSO_TOOL_HAND_EDIT, what was painted in another
 * program, are tools an artist can run; no model has %GESSO_TOOL_ADJUST, which
 * works by numbers alone. The nick ("remove-background")
 * is what the database, the command line and a recipe hold; it never changes.
 */
typedef enum
{
  GESSO_TOOL_IMPORT,
  GESSO_TOOL_GENERATE,
  GESSO_TOOL_EDIT,
  GESSO_TOOL_REDUX,
  GESSO_TOOL_REPLACE_BACKGROUND_IMAGE,
  GESSO_TOOL_REPLACE_BACKGROUND_PROMPT,
  GESSO_TOOL_UPSCALE,
  GESSO_TOOL_REMOVE_BACKGROUND,
  GESSO_TOOL_INPAINT,
  GESSO_TOOL_EXPAND,
  GESSO_TOOL_ADJUST,
  GESSO_TOOL_HAND_EDIT,
  GESSO_N_TOOLS
} GessoTool;

/* The tools that a request can ask for, a bit each. */
#define GESSO_TOOLS_RUNNABLE (((1u << GESSO_N_TOOLS) - 1) & ~(1u << GESSO_TOOL_IMPORT | 1u << GESSO_TOOL_HAND_EDIT))

/** GessoJobState: the states of one run; see DESIGN in the README's map. */
typedef enum
{
  GESSO_JOB_QUEUED,
  GESSO_JOB_SUBMITTING,
  GESSO_JOB_PENDING,
  GESSO_JOB_GENERATING,
  GESSO_JOB_COMPLETED,
  GESSO_JOB_FAILED,
  GESSO_JOB_TIMEOUT,
  GESSO_JOB_CANCELLED,
  GESSO_JOB_UNKNOWN,
  GESSO_N_JOB_STATES
} GessoJobState;

/** GessoInputRole: what a picture is to the run that uses it. */
typedef enum
{
  GESSO_ROLE_SOURCE,
  GESSO_ROLE_MASK,
  GESSO_ROLE_REFERENCE,
  GESSO_ROLE_BACKGROUND,
  GESSO_N_ROLES
} GessoInputRole;

/** GessoMessageRole: who speaks in a message. */
typedef enum
{
  GESSO_MESSAGE_USER,
  GESSO_MESSAGE_ASSISTANT,
  GESSO_MESSAGE_TOOL,
  GESSO_N_MESSAGE_ROLES
} GessoMessageRole;

/** GessoEdge: where the soft ramp of a mask lies about the drawn edge. */
typedef enum
{
  GESSO_EDGE_OUTSIDE,
  GESSO_EDGE_CENTRED,
  GESSO_EDGE_INSIDE
} GessoEdge;

/**
 * GessoProgressFunc:
 * @fraction: 0 to 1, never falling within one run
 *
 * Told on the worker that does the work, so it must be cheap and thread safe.
 */
typedef void (*GessoProgressFunc) (double fraction, gpointer user_data);

/* Each nick is a static string; from_nick gives FALSE, and leaves @out alone,
 * for a word it does not know. */
const char *gesso_tool_to_nick           (GessoTool tool);
gboolean    gesso_tool_from_nick         (const char *nick, GessoTool *out);
const char *gesso_tool_get_title         (GessoTool tool);
const char *gesso_job_state_to_nick      (GessoJobState state);
gboolean    gesso_job_state_from_nick    (const char *nick, GessoJobState *out);
/** In translated words. */
const char *gesso_job_state_get_title    (GessoJobState state);
gboolean    gesso_job_state_is_final     (GessoJobState state);
/** In translated words. */
const char *gesso_input_role_get_title   (GessoInputRole role);
const char *gesso_input_role_to_nick     (GessoInputRole role);
gboolean    gesso_input_role_from_nick   (const char *nick, GessoInputRole *out);
const char *gesso_message_role_to_nick   (GessoMessageRole role);
gboolean    gesso_message_role_from_nick (const char *nick, GessoMessageRole *out);

G_END_DECLS

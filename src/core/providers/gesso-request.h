/* gesso-request.h - what the artist asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

#include "gesso-frame.h"
#include "gesso-parameters.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/**
 * GessoInput:
 * @bytes: (nullable): the file; loaded before a provider sees the request
 * @blob: (nullable): its SHA-256 once kept
 */
typedef struct
{
  GessoInputRole role;
  GBytes *bytes;
  char *blob;
  gint64 version_id;
  guint image_index;
} GessoInput;

#define GESSO_TYPE_REQUEST (gesso_request_get_type ())
G_DECLARE_FINAL_TYPE (GessoRequest, gesso_request, GESSO, REQUEST, GObject)

/** GessoRequest: a value; not changed any more once submitted. */

/** @model: "provider/model". */
GessoRequest    *gesso_request_new            (GessoTool tool, const char *model);
/** The same request, to be completed on its own; bytes are shared. Returns: (transfer full) */
GessoRequest    *gesso_request_copy           (GessoRequest *self);
GessoTool        gesso_request_get_tool       (GessoRequest *self);
const char      *gesso_request_get_model      (GessoRequest *self);
/** Never NULL. */
const char      *gesso_request_get_prompt     (GessoRequest *self);
void             gesso_request_set_prompt     (GessoRequest *self, const char *prompt);
GessoParameters *gesso_request_get_parameters (GessoRequest *self);
void             gesso_request_set_parameters (GessoRequest *self, GessoParameters *parameters);
/** Sides to add, for expand. */
const GessoFrame *gesso_request_get_frame     (GessoRequest *self);
void             gesso_request_set_frame      (GessoRequest *self, const GessoFrame *frame);
/** The version the result descends from, or 0. */
gint64           gesso_request_get_parent_id  (GessoRequest *self);
void             gesso_request_set_parent_id  (GessoRequest *self, gint64 version_id);

/**
 * (nullable): what the provider kept of the run that made the source, of
 * gesso_result_get_extra(), so that a model goes on where it left off.
 */
const char      *gesso_request_get_memory     (GessoRequest *self);
void             gesso_request_set_memory     (GessoRequest *self, const char *json);

/**
 * gesso_request_set_step:
 * @step: from 1 on
 *
 * Its place in a chain of requests that are made of one another, to be told to
 * the artist; 0 of 0 when it stands alone. No provider hears of it.
 */
void             gesso_request_set_step       (GessoRequest *self, guint step, guint n_steps);
guint            gesso_request_get_step       (GessoRequest *self);
guint            gesso_request_get_n_steps    (GessoRequest *self);

/** Adds an input by bytes, by blob, or both; copies the strings. */
GessoInput      *gesso_request_add_input      (GessoRequest *self, GessoInputRole role, GBytes *bytes,
                                               const char *blob, gint64 version_id, guint image_index);
guint            gesso_request_get_n_inputs   (GessoRequest *self);
GessoInput      *gesso_request_get_input      (GessoRequest *self, guint index);
/** (nullable): the first input of @role. */
GessoInput      *gesso_request_find_input     (GessoRequest *self, GessoInputRole role);

/** What a job row keeps: everything but the bytes, inputs by blob. */
char            *gesso_request_to_json        (GessoRequest *self);
GessoRequest    *gesso_request_from_json      (const char *json, GError **error);

G_END_DECLS

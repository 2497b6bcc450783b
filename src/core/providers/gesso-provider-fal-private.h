/* gesso-provider-fal-private.h - what the files about fal share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider-util.h"

G_BEGIN_DECLS

/** GessoFalSize: how an endpoint is told the size of its result. */
typedef enum
{
  GESSO_FAL_SIZE_NONE,   /* it follows from the picture */
  GESSO_FAL_SIZE_RATIO,  /* aspect_ratio: "3:2" */
  GESSO_FAL_SIZE_PIXELS, /* image_size: { width, height } */
  GESSO_FAL_SIZE_CANVAS, /* canvas_size, original_image_size, original_image_location */
  GESSO_FAL_SIZE_SIDES,  /* expand_left, expand_right, expand_top, expand_bottom */
} GessoFalSize;

/**
 * GessoFalEndpoint:
 * @model: the id of a model in gesso_fal_models
 * @tools: bits 1 << GessoTool
 * @path: behind https://queue.fal.run/
 * @most: pictures besides the mask, at most
 * @takes: where it takes pictures
 * @wordless: it takes no prompt
 * @names: (nullable): parameters that have another name there: ours, theirs, …, %NULL; "" is left out
 * @constants: (nullable): members that are always sent, as JSON
 *
 * One operation of one model.
 */
typedef struct
{
  const char *model;
  guint tools;
  const char *path;
  guint most;
  GessoPictureFields takes;
  gboolean wordless;
  GessoFalSize size;
  const char *const *names;
  const char *constants;
} GessoFalEndpoint;

extern const GessoModelSpec gesso_fal_models[];

/** (nullable): what does @tool with @n_pictures pictures besides the mask */
const GessoFalEndpoint *gesso_fal_find_endpoint (const char *model_id, GessoTool tool, guint n_pictures);
/** @files: the address of each of gesso_provider_list_uploads(). Returns: (transfer full) (nullable) */
JsonObject *gesso_fal_build_input    (GessoProvider *self, const GessoFalEndpoint *endpoint, GessoRequest *request,
                                      JsonArray *files, GError **error);

GError     *gesso_fal_classify       (GessoProvider *self, GessoHttpAnswer *answer);
/** An answer of status 200 without a picture in @body. Returns: (transfer full) */
GError     *gesso_fal_classify_empty (GessoProvider *self, GessoHttpAnswer *answer, JsonObject *body);

G_END_DECLS

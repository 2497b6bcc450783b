/* gesso-provider-replicate-private.h - what the files about Replicate share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoReplicateFields:
 * @id: "owner/name"
 * @version: (nullable): 64 hexadecimal digits, for models that are run by version
 * @ask: the version has to be asked for first
 * @prompt: (nullable): the member for the words
 * @picture: (nullable): the member for the source
 * @pictures: (nullable): the member for a list of all of them
 * @mask: (nullable): the member for the mask
 * @background: (nullable): the member for the new background
 * @names: (nullable): parameters that have another name there: ours, theirs, …, %NULL
 * @constants: (nullable): members that are always sent, as JSON
 *
 * Where a model takes what.
 */
typedef struct
{
  const char *id;
  const char *version;
  gboolean ask;
  const char *prompt;
  const char *picture;
  const char *pictures;
  const char *mask;
  const char *background;
  const char *const *names;
  const char *constants;
} GessoReplicateFields;

extern const GessoModelSpec gesso_replicate_models[];

/** (nullable): of a listed model */
const GessoReplicateFields *gesso_replicate_find_fields (const char *model_id);

/**
 * GessoReplicateSchema:
 *
 * What a model says of itself: its version, where it takes what, and its
 * parameters, in the strings and tables that it owns.
 */
typedef struct
{
  GessoReplicateFields fields;
  GessoParameterSpec *parameters;
  guint max_count;
  GStringChunk *strings;
  GPtrArray *tables;
} GessoReplicateSchema;

/** @model: as of GET /models/{owner}/{name}. Never fails: what cannot be read is left out. */
GessoReplicateSchema *gesso_replicate_schema_new  (const char *model_id, JsonObject *model);
void                  gesso_replicate_schema_free (GessoReplicateSchema *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoReplicateSchema, gesso_replicate_schema_free)

/** "owner/name", with ":version" or without. */
gboolean gesso_replicate_is_model   (const char *text);
/** 64 hexadecimal digits. */
gboolean gesso_replicate_is_version (const char *text);

/** An answer's failure: its status, or that of the run in it unless the same run may succeed another time. */
GError  *gesso_replicate_classify     (GessoProvider *self, GessoHttpAnswer *answer);
/** Why @run, a prediction, failed; %NULL when it did not. */
GError  *gesso_replicate_classify_run (GessoProvider *self, JsonObject *run);

G_END_DECLS

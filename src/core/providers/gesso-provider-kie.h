/* gesso-provider-kie.h - what the files of the KIE provider share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/**
 * GessoKieForm:
 * @prefix: of the ids it stands for; with @suffix also of ids that are not in the list
 * @kontext: has messages of its own; all others are jobs
 * @prompt: takes words
 * @image: (nullable): where the addresses of the pictures go
 * @list: as a list, however many there are
 * @mask: (nullable): where the address of the mask goes
 * @constants: (nullable): what is sent unless a parameter says otherwise, as JSON
 *
 * How a model takes what it is given.
 */
typedef struct
{
  const char *prefix;
  const char *suffix;
  gboolean kontext;
  gboolean prompt;
  const char *image;
  gboolean list;
  const char *mask;
  const char *constants;
} GessoKieForm;

extern const GessoModelSpec gesso_kie_models[];

/** (nullable): how @id, also one that is not in the list, takes what it is given. */
const GessoKieForm   *gesso_kie_find_form  (const char *id);
/** (nullable): a model that @id, which is not in the list, behaves like. */
const GessoModelSpec *gesso_kie_find_alike (const char *id);

/** The body of a Kontext run. @images: addresses. Returns: (transfer full) (nullable) */
JsonObject *gesso_kie_make_kontext (GessoRequest *request, const char *model, JsonArray *images, GError **error);
/** The body of a job; @form's mask is the last of @images. Returns: (transfer full) (nullable) */
JsonObject *gesso_kie_make_job     (GessoRequest *request, const GessoModelSpec *model, const GessoKieForm *form,
                                    JsonArray *images, GError **error);

/** What an answer says about itself: its own code, as the status is mostly 200; 200 when all is well. */
guint       gesso_kie_get_code     (GessoHttpAnswer *answer, JsonObject *object);
/** A number, also when it is written as a text. */
gint64      gesso_kie_get_number   (JsonObject *object, const char *name, gint64 fallback);
/** The vtable's classify. */
GError     *gesso_provider_kie_classify (GessoProvider *self, GessoHttpAnswer *answer);
/** Why a run failed that had begun. @words: (nullable) */
GError     *gesso_kie_new_run_error (GessoProvider *self, gint64 code, const char *words);

G_END_DECLS

/* gesso-provider.h - who makes pictures, as one pure function
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "gesso-image.h"
#include "gesso-request.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/**
 * GessoModelSpec:
 * @id: after the slash: "sketch"
 * @tools: bits 1 << GessoTool
 * @parameters: ended by a NULL name
 * @note: N_() (nullable): what to know before using it
 * @max_count: the largest `count` one run can make
 */
typedef struct
{
  const char *id;
  const char *title; /* N_() */
  const char *note;
  guint tools;
  const GessoParameterSpec *parameters;
  guint max_count;
  double price; /* US dollars a picture; 0: free, negative: unknown */
} GessoModelSpec;

/**
 * GessoProviderSpec:
 * @models: ended by a NULL id
 */
typedef struct
{
  const char *id;
  const char *title; /* N_() */
  gboolean on_device; /* no key, no network, repeating costs nothing */
  guint max_concurrent;
  const GessoModelSpec *models;
} GessoProviderSpec;

/* One picture of a result: pixels made here, or a file's bytes. */
typedef struct
{
  GessoImage *pixels; /* (nullable) */
  GBytes *bytes;      /* (nullable) */
  gint64 seed;        /* -1: none */
} GessoResultImage;

#define GESSO_TYPE_RESULT (gesso_result_get_type ())
G_DECLARE_FINAL_TYPE (GessoResult, gesso_result, GESSO, RESULT, GObject)

GessoResult      *gesso_result_new          (void);
void              gesso_result_take_pixels  (GessoResult *self, GessoImage *pixels, gint64 seed);
void              gesso_result_add_bytes    (GessoResult *self, GBytes *bytes, gint64 seed);
guint             gesso_result_get_n_images (GessoResult *self);
GessoResultImage *gesso_result_get_image    (GessoResult *self, guint index);
/** (nullable): a translated sentence that belongs to the version. */
const char       *gesso_result_get_note     (GessoResult *self);
void              gesso_result_set_note     (GessoResult *self, const char *note);

/**
 * GessoComputeFunc:
 *
 * The whole run of an on-device model. Called on a worker.
 * Returns: (transfer full) (nullable)
 */
typedef GessoResult *(*GessoComputeFunc) (GessoRequest *request, GessoProgressFunc progress, gpointer user_data,
                                          GCancellable *cancellable, GError **error);

typedef enum
{
  GESSO_STEP_COMPUTE,  /* run @compute on a worker; it ends the run */
  GESSO_STEP_FINISHED, /* @result */
  GESSO_STEP_FAILED,   /* @error */
} GessoStepKind;

/** GessoStep: what the runner has to do next. */
typedef struct
{
  GessoStepKind kind;
  GessoComputeFunc compute;
  GessoResult *result;
  GError *error;
} GessoStep;

GessoStep *gesso_step_new_compute  (GessoComputeFunc compute);
GessoStep *gesso_step_new_finished (GessoResult *result);
/** @error: (transfer full) */
GessoStep *gesso_step_new_failed   (GError *error);
void       gesso_step_free         (GessoStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoStep, gesso_step_free)

#define GESSO_TYPE_PROVIDER (gesso_provider_get_type ())
G_DECLARE_DERIVABLE_TYPE (GessoProvider, gesso_provider, GESSO, PROVIDER, GObject)

/**
 * GessoProviderClass:
 * @next: pure: no sockets, no clock, no key, no files. @state is the
 *   provider's own small object, saved by the runner before it acts on the
 *   step; empty at the start.
 */
struct _GessoProviderClass
{
  GObjectClass parent_class;

  const GessoProviderSpec *spec;
  GessoStep *(*next) (GessoProvider *self, GessoRequest *request, JsonObject *state);
};

const GessoProviderSpec *gesso_provider_get_spec   (GessoProvider *self);
const GessoModelSpec    *gesso_provider_find_model (GessoProvider *self, const char *model_id);
/**
 * gesso_provider_check:
 *
 * Whether the model and tool exist, the inputs the tool needs are there, and
 * the parameters keep to the model's schema; a sentence if not.
 */
gboolean                 gesso_provider_check      (GessoProvider *self, GessoRequest *request, GError **error);
/**
 * gesso_provider_next:
 *
 * Asks the class, once gesso_provider_check() has nothing to say.
 */
GessoStep               *gesso_provider_next       (GessoProvider *self, GessoRequest *request, JsonObject *state);

G_END_DECLS

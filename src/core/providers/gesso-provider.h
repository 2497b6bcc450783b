/* gesso-provider.h - who makes pictures, as one pure function
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "gesso-fit.h"
#include "gesso-http-message.h"
#include "gesso-image.h"
#include "gesso-request.h"
#include "gesso-types.h"

G_BEGIN_DECLS

/** GessoMaskForm: how a mask goes over the wire. */
typedef enum
{
  GESSO_MASK_FORM_NONE,  /* there is no field for one: emulated through edit */
  GESSO_MASK_FORM_WHITE, /* white: change this */
  GESSO_MASK_FORM_BLACK, /* black: change this */
  GESSO_MASK_FORM_HOLE,  /* a copy of the source, transparent where it may change */
} GessoMaskForm;

/**
 * GessoModelSpec:
 * @id: after the slash: "sketch"
 * @tools: bits 1 << GessoTool
 * @parameters: (nullable): ended by a NULL name; %NULL when they are not known, and anything is taken
 * @note: N_() (nullable): what to know before using it
 * @max_count: the largest `count` one run can make
 * @max_sources: pictures it takes besides the mask; 0: none
 * @max_input_bytes: of one picture as sent; 0: no limit
 * @limit_seconds: how long a run may take in all; 0: 600
 * @poll_seconds: between two looks at a task; 0: 2 s growing to 10 s
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
  GessoMaskForm mask;
  GessoFitRule size;
  guint max_sources;
  gsize max_input_bytes;
  guint limit_seconds;
  double poll_seconds;
} GessoModelSpec;

/** GessoQuotaReset: when a key that has used up its quota has some again. */
typedef enum
{
  GESSO_QUOTA_RESET_NONE,            /* when the artist pays, which nobody tells: looked at again after a day */
  GESSO_QUOTA_RESET_HOUR_UTC,        /* each day at the hour quota_reset_value, UTC */
  GESSO_QUOTA_RESET_AFTER_FIRST_USE, /* quota_reset_value hours after the first use */
  GESSO_QUOTA_RESET_MONTH,           /* on day quota_reset_value of each month, UTC */
} GessoQuotaReset;

/**
 * GessoProviderSpec:
 * @max_concurrent: jobs at once; 0: as many as there are
 * @models: ended by a NULL id
 * @hosts: (nullable): that may be given the key, ended by %NULL; ".x" stands for every host below x
 * @auth_name: (nullable): the header of %GESSO_AUTH_HEADER, the user of %GESSO_AUTH_BASIC
 * @result_hosts: (nullable): where results come from, never with the key; to tell the artist
 * @key_url: (nullable): the page where a key is made
 * @environment: (nullable): variables that may hold keys, ended by %NULL
 * @requests_per_minute: that start a run; 0: no limit
 * @own_uploads: what was uploaded with one key cannot be used with another; a
 *   run that has to change keys before it is submitted begins anew
 * @models_url: (nullable): the vendor's list of models
 * @settings: (nullable): of the account, the same for all runs; ended by a NULL name
 */
typedef struct
{
  const char *id;
  const char *title; /* N_() */
  gboolean on_device; /* no key, no network, repeating costs nothing */
  guint max_concurrent;
  const GessoModelSpec *models;
  const char *const *hosts;
  GessoAuthForm auth;
  const char *auth_name;
  const char *const *result_hosts;
  const char *key_url;
  const char *const *environment;
  guint requests_per_minute;
  GessoQuotaReset quota_reset;
  int quota_reset_value;
  gboolean own_uploads;
  const char *models_url;
  const GessoParameterSpec *settings;
} GessoProviderSpec;

/* One picture of a result: pixels made here, a file's bytes, or where to get them. */
typedef struct
{
  GessoImage *pixels; /* (nullable) */
  GBytes *bytes;      /* (nullable) */
  char *url;          /* (nullable): fetched by the runner, never with a key */
  char *blob;         /* (nullable): its SHA-256 once kept; set by the runner */
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
/** A picture to be downloaded. */
void              gesso_result_add_url      (GessoResult *self, const char *url, gint64 seed);
/** A picture that is kept already. */
void              gesso_result_add_blob     (GessoResult *self, const char *blob, gint64 seed);
/** US dollars; below 0 when unknown. */
double            gesso_result_get_cost     (GessoResult *self);
void              gesso_result_set_cost     (GessoResult *self, double cost);
/** (nullable): by which the vendor finds the run again. */
const char       *gesso_result_get_request_id (GessoResult *self);
void              gesso_result_set_request_id (GessoResult *self, const char *request_id);
/** (nullable): the provider's own memory for the next turn, as JSON text. */
const char       *gesso_result_get_extra    (GessoResult *self);
void              gesso_result_set_extra    (GessoResult *self, const char *json);

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
  GESSO_STEP_SEND,     /* send @http; its answer goes to next */
  GESSO_STEP_WAIT,     /* send @http after @seconds */
  GESSO_STEP_FINISHED, /* @result */
  GESSO_STEP_FAILED,   /* @error */
} GessoStepKind;

/**
 * GessoStep:
 * @seconds: below 0: the runner's own polling interval
 *
 * What the runner has to do next.
 */
typedef struct
{
  GessoStepKind kind;
  GessoComputeFunc compute;
  GessoHttpRequest *http;
  double seconds;
  GessoResult *result;
  GError *error;
} GessoStep;

GessoStep *gesso_step_new_compute  (GessoComputeFunc compute);
/** @http: (transfer full) */
GessoStep *gesso_step_new_send     (GessoHttpRequest *http);
/** @http: (transfer full) */
GessoStep *gesso_step_new_wait     (double seconds, GessoHttpRequest *http);
GessoStep *gesso_step_new_finished (GessoResult *result);
/** @error: (transfer full) */
GessoStep *gesso_step_new_failed   (GError *error);
void       gesso_step_free         (GessoStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoStep, gesso_step_free)

/**
 * GessoStreamEvent:
 * @fraction: 0 to 1, or below 0 when the event tells none
 * @preview: (nullable): a picture file to show until the result is there
 *
 * What one server-sent event told; see gesso_provider_event().
 */
typedef struct
{
  double fraction;
  GBytes *preview;
} GessoStreamEvent;

void       gesso_stream_event_clear (GessoStreamEvent *event);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GessoStreamEvent, gesso_stream_event_clear)

#define GESSO_TYPE_PROVIDER (gesso_provider_get_type ())
G_DECLARE_DERIVABLE_TYPE (GessoProvider, gesso_provider, GESSO, PROVIDER, GObject)

/**
 * GessoProviderClass:
 * @next: pure: no sockets, no clock, no key, no files. @state is the
 *   provider's own small object, saved by the runner before it acts on the
 *   step; empty at the start. @answer is the answer to the last step's
 *   message, of whatever status; %NULL at the start, and after a restart: then
 *   @state is as it was saved, and the step goes on from there (a task that
 *   was submitted is looked at, never submitted again).
 * @event: (nullable): one server-sent event of the message under way. What the
 *   final picture needs is kept in @state for @next, which is told the end of
 *   the stream by an answer with an empty body.
 * @cancel: (nullable): the message that stops a submitted task; %NULL when
 *   there is nothing to stop
 * @test_key: (nullable): the cheapest message that shows whether a key works;
 *   by default that of @list_models
 * @list_models: (nullable): the message that asks for the vendor's models; by
 *   default a GET of the spec's models_url
 * @classify: (nullable): why @answer is a failure; %NULL when it is none. By
 *   default gesso_provider_classify_status().
 * @find_alike: (nullable): of the spec's models the one that takes what a model
 *   of an id takes that the artist typed; %NULL when none does
 * @find_model: (nullable): instead of that, a model that is not in the spec's list, for vendors
 *   with more models than a list can hold; lives as long as @self
 * @describe: (nullable): the message that asks what such a model takes; %NULL
 *   when that is known
 * @learn: (nullable): takes its answer: from then on @find_model tells the
 *   model's parameters
 */
struct _GessoProviderClass
{
  GObjectClass parent_class;

  const GessoProviderSpec *spec;
  GessoStep *(*next) (GessoProvider *self, GessoRequest *request, JsonObject *state, GessoHttpAnswer *answer);
  gboolean (*event) (GessoProvider *self, GessoRequest *request, JsonObject *state,
                     const char *event, const char *data, gsize length, GessoStreamEvent *out);
  GessoHttpRequest *(*cancel) (GessoProvider *self, JsonObject *state);
  GessoHttpRequest *(*test_key) (GessoProvider *self);
  GessoHttpRequest *(*list_models) (GessoProvider *self);
  GError *(*classify) (GessoProvider *self, GessoHttpAnswer *answer);
  const GessoModelSpec *(*find_alike) (const char *model_id);
  const GessoModelSpec *(*find_model) (GessoProvider *self, const char *model_id);
  GessoHttpRequest *(*describe) (GessoProvider *self, const char *model_id);
  gboolean (*learn) (GessoProvider *self, const char *model_id, GessoHttpAnswer *answer, GError **error);
};

const GessoProviderSpec *gesso_provider_get_spec   (GessoProvider *self);
/** @model_id: (nullable): without the provider. Returns: (nullable): lives as long as @self */
const GessoModelSpec    *gesso_provider_find_model (GessoProvider *self, const char *model_id);
/** Models to offer besides those of the spec; what gesso_provider_find_model() does not know is passed over. */
void                     gesso_provider_set_added_models (GessoProvider *self, const char *const *model_ids);
/** The models of the spec, then those added. Returns: (transfer full) (element-type GessoModelSpec) */
GPtrArray               *gesso_provider_list_offered (GessoProvider *self);
/** Values for the spec's `settings`; empty at first. */
GessoParameters         *gesso_provider_get_settings (GessoProvider *self);
void                     gesso_provider_set_settings (GessoProvider *self, GessoParameters *settings);
/** (nullable): the model that @request names, when it is one of @self. */
const GessoModelSpec    *gesso_provider_find_requested_model (GessoProvider *self, GessoRequest *request);
/**
 * gesso_provider_check:
 *
 * Whether the model and tool exist, the inputs the tool needs are there, and
 * the parameters keep to the model's schema; a sentence if not.
 */
gboolean                 gesso_provider_check      (GessoProvider *self, GessoRequest *request, GError **error);
/**
 * gesso_provider_next:
 * @answer: (nullable)
 *
 * Asks the class. At the start, when @state is empty, gesso_provider_check()
 * must have nothing to say.
 */
GessoStep               *gesso_provider_next       (GessoProvider *self, GessoRequest *request, JsonObject *state,
                                                    GessoHttpAnswer *answer);
/** @out: cleared first. Returns: whether the event told anything */
gboolean                 gesso_provider_event      (GessoProvider *self, GessoRequest *request, JsonObject *state,
                                                    const char *event, const char *data, gsize length,
                                                    GessoStreamEvent *out);
/** Returns: (transfer full) (nullable): what stops the task in @state */
GessoHttpRequest        *gesso_provider_cancel     (GessoProvider *self, JsonObject *state);
/** Returns: (transfer full) (nullable) */
GessoHttpRequest        *gesso_provider_test_key   (GessoProvider *self);
/** Returns: (transfer full) (nullable): what asks for the vendor's models, free of charge */
GessoHttpRequest        *gesso_provider_list_models (GessoProvider *self);
/**
 * gesso_provider_read_models:
 *
 * Returns: (transfer full) (nullable) (element-type GessoListedModel): what the
 *   answer to gesso_provider_list_models() lists, or %NULL with why it does not
 */
GPtrArray               *gesso_provider_read_models (GessoProvider *self, GessoHttpAnswer *answer, GError **error);
/**
 * gesso_provider_classify:
 *
 * Returns: (transfer full) (nullable): a %GESSO_ERROR for the artist when
 *   @answer is a failure
 */
GError                  *gesso_provider_classify   (GessoProvider *self, GessoHttpAnswer *answer);
/**
 * gesso_provider_describe:
 *
 * What to send, free of charge, to know the parameters of a model that is not
 * in the list; its answer goes to gesso_provider_learn(). A run asks by itself
 * when this was not done before.
 *
 * Returns: (transfer full) (nullable): %NULL when there is nothing to ask
 */
GessoHttpRequest        *gesso_provider_describe   (GessoProvider *self, const char *model_id);
gboolean                 gesso_provider_learn      (GessoProvider *self, const char *model_id, GessoHttpAnswer *answer,
                                                    GError **error);

G_END_DECLS

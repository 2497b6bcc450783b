/* gesso-provider-util.h - what the provider files share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-error.h"
#include "gesso-provider.h"

G_BEGIN_DECLS

/* --- Messages --- */

/** A message with the auth form of @self's spec. Returns: (transfer full) */
GessoHttpRequest *gesso_provider_new_request      (GessoProvider *self, const char *method, const char *url);
/** The same with @body as JSON. Returns: (transfer full) */
GessoHttpRequest *gesso_provider_new_json_request (GessoProvider *self, const char *method, const char *url,
                                                   JsonObject *body);
/**
 * gesso_provider_read_object:
 *
 * The JSON object in the body of @answer, or %GESSO_ERROR_BAD_ANSWER with a
 * sentence: empty, a web page, not JSON.
 *
 * Returns: (transfer full) (nullable)
 */
JsonObject       *gesso_provider_read_object      (GessoProvider *self, GessoHttpAnswer *answer, GError **error);

/**
 * gesso_provider_read_event:
 * @event: (nullable): the name on the wire
 * @type: (out): the object's own `type`, else @event; never %NULL, lives as long as what is returned
 *
 * The JSON object of a server-sent event. Returns: (transfer full) (nullable)
 */
JsonObject       *gesso_provider_read_event       (const char *event, const char *data, gsize length, const char **type);

/* --- Models --- */

/** Whether @name is in the schema of @model. */
gboolean          gesso_provider_takes_parameter  (const GessoModelSpec *model, const char *name);
/** Whether @model takes as many @pictures; %GESSO_ERROR_BAD_INPUT says how many it does. */
gboolean          gesso_provider_check_pictures   (const GessoModelSpec *model, GPtrArray *pictures, GError **error);

/* --- Words --- */

/**
 * gesso_provider_dup_instruction:
 *
 * The prompt, with what the tool of @request does said in words where the
 * service has no operation of its own for it.
 *
 * Returns: (transfer full) (nullable): or %NULL with %GESSO_ERROR_BAD_INPUT
 *   when the tool needs words and there are none
 */
char             *gesso_provider_dup_instruction  (GessoRequest *request, GError **error);

/** Whether @text (nullable) has @word, given in lower case, in it. */
gboolean          gesso_provider_mentions         (const char *text, const char *word);

/* --- Settings --- */

/**
 * gesso_provider_add_parameters:
 * @names: (nullable): those with another name there: ours, theirs, …, %NULL; "" leaves one out
 *
 * The parameters of @request that @specs knows, as members of @body: a number
 * as a number, a choice as a text.
 */
void              gesso_provider_add_parameters   (JsonObject *body, GessoRequest *request,
                                                   const GessoParameterSpec *specs, const char *const *names);
/** @constants: (nullable): members to set, as JSON */
void              gesso_provider_add_constants    (JsonObject *body, const char *constants);

/* --- Pictures that go up --- */

/** The inputs of @role in order. Returns: (transfer full) (element-type GessoInput): borrowed from @request */
GPtrArray        *gesso_provider_list_inputs      (GessoRequest *request, GessoInputRole role);
/** All inputs but masks: the source first, then the others in order. Returns: as gesso_provider_list_inputs() */
GPtrArray        *gesso_provider_list_pictures    (GessoRequest *request);
/** What its bytes are ("image/png"), whatever they were called; a static string. */
const char       *gesso_provider_get_input_mime   (const GessoInput *input);
/** A file name for it, such as "mask.png" or "source.jpg". Returns: (transfer full) */
char             *gesso_provider_dup_input_name   (const GessoInput *input);
char             *gesso_provider_dup_base64       (const GessoInput *input);
/** "data:image/png;base64,…" */
char             *gesso_provider_dup_data_uri     (const GessoInput *input);
/** @input as a file part of a multipart body. */
void              gesso_provider_add_input_part   (GessoHttpRequest *http, const char *name, const GessoInput *input);

/**
 * GessoPictureFields:
 * @picture: (nullable): the member for the source
 * @pictures: (nullable): the member for a list of all that have no member of their own
 * @mask: (nullable): the member for the mask
 * @background: (nullable): the member for the new background
 *
 * Where a JSON body holds the addresses of pictures.
 */
typedef struct
{
  const char *picture;
  const char *pictures;
  const char *mask;
  const char *background;
} GessoPictureFields;

/** What @fields takes of the inputs, in order. Returns: as gesso_provider_list_inputs() */
GPtrArray        *gesso_provider_list_uploads     (const GessoPictureFields *fields, GessoRequest *request);
/** @addresses: of each of gesso_provider_list_uploads() */
void              gesso_provider_add_uploads      (JsonObject *body, const GessoPictureFields *fields, GPtrArray *uploads,
                                                   const char *const *addresses);

/* --- Sizes --- */

/** The size of the picture in @input (nullable), as shown. */
gboolean          gesso_provider_get_input_size   (const GessoInput *input, guint *width, guint *height);
/** What the artist wants: the parameter `size`, else the size of the source. */
gboolean          gesso_provider_get_wanted_size  (GessoRequest *request, guint *width, guint *height);
/** Of @ratios ("16:9", …; other words are passed over) the nearest to @width : @height; %NULL when there is none. */
const char       *gesso_provider_choose_ratio     (const char *const *ratios, guint width, guint height);
/** Of @sizes ("1024x1536", …) the nearest, by shape before area; %NULL when there is none. */
const char       *gesso_provider_choose_size      (const char *const *sizes, guint width, guint height);
/** Keeps the shape and moves both sides into the numbers of @rule. */
void              gesso_provider_fit_size         (const GessoFitRule *rule, guint *width, guint *height);

/* --- Pictures that come back --- */

/**
 * gesso_provider_add_images:
 * @node: (nullable): a string (data: URI or https address), an object with
 *   `url`, `b64_json`, `b64`, `base64` or `image`, or an array of those
 * @seed: for images that name none, or -1
 *
 * Returns: how many were added to @result
 */
guint             gesso_provider_add_images       (GessoResult *result, JsonNode *node, gint64 seed);
/** Bare base64, or a data: URI. Returns: (transfer full) (nullable): %NULL when there is nothing in it */
GBytes           *gesso_provider_decode_base64    (const char *text);

/* --- Failures --- */

/** The class that an HTTP status alone stands for; FALSE for 2xx. */
gboolean          gesso_provider_class_of_status  (guint status, GessoError *out);
/**
 * gesso_provider_classify_status:
 * @words: (nullable): the vendor's own; looked for in the usual places if %NULL
 *
 * Returns: (transfer full) (nullable): %NULL for 2xx
 */
GError           *gesso_provider_classify_status  (GessoProvider *self, GessoHttpAnswer *answer, const char *words);
/**
 * gesso_provider_new_error:
 * @words: (nullable): the vendor's own, put behind the sentence when short
 *
 * The usual sentence for a class, with the name of @self. Returns: (transfer full)
 */
GError           *gesso_provider_new_error        (GessoProvider *self, GessoError code, const char *words);
/** @sentence: translated; @words as for gesso_provider_new_error(). Returns: (transfer full) */
GError           *gesso_provider_new_failure      (GessoError code, const char *sentence, const char *words);
/** A paid message was sent, its answer never came, and nobody can be asked. Returns: (transfer full) */
GError           *gesso_provider_new_lost_error   (GessoProvider *self);
/** A success without a picture. Returns: (transfer full) */
GError           *gesso_provider_new_empty_error  (GessoProvider *self);
/** A stream that ended before its picture. Returns: (transfer full) */
GError           *gesso_provider_new_cut_error    (GessoProvider *self);
/** The vendor's words about a failure, from the shapes that most use. Returns: (transfer full) (nullable) */
char             *gesso_provider_dup_words        (JsonObject *object);
/** @text in one line, without anything key-like; %NULL when there is none, or it is long or a web page. */
char             *gesso_provider_short_words      (const char *text);
/**
 * gesso_provider_redact:
 * @key: (nullable): the key itself, when known
 *
 * @text with each credential, or word that looks like one, replaced by “…”.
 * Returns: (transfer full)
 */
char             *gesso_provider_redact           (const char *text, const char *key);

G_END_DECLS

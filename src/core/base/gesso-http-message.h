/* gesso-http-message.h - what is sent and what came back, as values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/** GessoAuthForm: how a key is written; the key itself is never part of a request. */
typedef enum
{
  GESSO_AUTH_NONE,
  GESSO_AUTH_BEARER, /* Authorization: Bearer KEY */
  GESSO_AUTH_KEY,    /* Authorization: Key KEY */
  GESSO_AUTH_BASIC,  /* Authorization: Basic base64 (name:KEY) */
  GESSO_AUTH_HEADER, /* NAME: KEY */
} GessoAuthForm;

/**
 * GessoHttpPart:
 * @filename: (nullable): a file part has one
 *
 * One part of a multipart/form-data body.
 */
typedef struct
{
  char *name;
  char *filename;
  char *content_type;
  GBytes *bytes;
} GessoHttpPart;

/**
 * GessoHttpRequest:
 *
 * One HTTP request to be: method, URL, headers, body, and what the sender has
 * to know of it. Reference counted; not changed once handed on.
 */
typedef struct _GessoHttpRequest GessoHttpRequest;

#define GESSO_TYPE_HTTP_REQUEST (gesso_http_request_get_type ())
GType             gesso_http_request_get_type     (void);

GessoHttpRequest *gesso_http_request_new          (const char *method, const char *url);
GessoHttpRequest *gesso_http_request_ref          (GessoHttpRequest *self);
void              gesso_http_request_unref        (GessoHttpRequest *self);

const char       *gesso_http_request_get_method   (GessoHttpRequest *self);
const char       *gesso_http_request_get_url      (GessoHttpRequest *self);
void              gesso_http_request_set_url      (GessoHttpRequest *self, const char *url);

/** Adds a header. Never a credential: that is gesso_http_request_set_auth(). */
void              gesso_http_request_add_header   (GessoHttpRequest *self, const char *name, const char *value);
/** The headers in order as name, value, name, value, …, %NULL. */
const char *const *gesso_http_request_get_headers (GessoHttpRequest *self);

/** @name: the header of %GESSO_AUTH_HEADER, the user of %GESSO_AUTH_BASIC, else %NULL. */
void              gesso_http_request_set_auth     (GessoHttpRequest *self, GessoAuthForm form, const char *name);
GessoAuthForm     gesso_http_request_get_auth     (GessoHttpRequest *self, const char **name);

/** A body as it is. */
void              gesso_http_request_set_body     (GessoHttpRequest *self, const char *content_type, GBytes *body);
/** Adds a part; the body is multipart/form-data from then on. */
void              gesso_http_request_add_part     (GessoHttpRequest *self, const char *name, const char *filename,
                                                   const char *content_type, GBytes *bytes);
/** A text part, without a content type. */
void              gesso_http_request_add_text     (GessoHttpRequest *self, const char *name, const char *text);
/** (element-type GessoHttpPart) (nullable): %NULL when the body is not multipart. */
GPtrArray        *gesso_http_request_get_parts    (GessoHttpRequest *self);
/**
 * gesso_http_request_dup_body:
 * @content_type: (out) (transfer full) (nullable)
 *
 * The body as sent; a multipart one is put together here, its boundary made
 * from its content so that the same request is the same bytes.
 */
GBytes           *gesso_http_request_dup_body     (GessoHttpRequest *self, char **content_type);

/**
 * gesso_http_request_set_costs:
 *
 * Says that the vendor may charge for this request each time it arrives, so it
 * is never repeated unless it surely did not.
 */
void              gesso_http_request_set_costs    (GessoHttpRequest *self, gboolean costs);
gboolean          gesso_http_request_get_costs    (GessoHttpRequest *self);
/** Whether the answer is a stream of server-sent events to be told one by one. */
void              gesso_http_request_set_streams  (GessoHttpRequest *self, gboolean streams);
gboolean          gesso_http_request_get_streams  (GessoHttpRequest *self);
/** The answer's largest body in bytes; 0 for the client's default. */
void              gesso_http_request_set_max_bytes (GessoHttpRequest *self, gsize max_bytes);
gsize             gesso_http_request_get_max_bytes (GessoHttpRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoHttpRequest, gesso_http_request_unref)

/**
 * GessoHttpAnswer:
 *
 * A complete answer, of whatever status. Reference counted, immutable.
 */
typedef struct _GessoHttpAnswer GessoHttpAnswer;

#define GESSO_TYPE_HTTP_ANSWER (gesso_http_answer_get_type ())
GType             gesso_http_answer_get_type      (void);

/** @headers: (nullable): name, value, …, %NULL; copied. */
GessoHttpAnswer  *gesso_http_answer_new           (guint status, const char *const *headers, GBytes *body);
GessoHttpAnswer  *gesso_http_answer_ref           (GessoHttpAnswer *self);
void              gesso_http_answer_unref         (GessoHttpAnswer *self);
guint             gesso_http_answer_get_status    (GessoHttpAnswer *self);
GBytes           *gesso_http_answer_get_body      (GessoHttpAnswer *self);
/** (nullable): the first header of that name, whatever its case. */
const char       *gesso_http_answer_get_header    (GessoHttpAnswer *self, const char *name);

/**
 * gesso_http_answer_get_retry_after:
 * @now: seconds since 1970, for the date form
 *
 * Seconds to wait by `retry-after-ms`, `Retry-After` in either form (RFC 9110,
 * 10.2.3), or, for status 429 and 503, the `x-ratelimit-reset…` of a limit that
 * is used up (a duration such as `6m0s`, seconds to go, or a time since 1970 in
 * seconds or milliseconds); at most a day; negative when it says nothing usable.
 */
double            gesso_http_answer_get_retry_after (GessoHttpAnswer *self, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoHttpAnswer, gesso_http_answer_unref)

G_END_DECLS

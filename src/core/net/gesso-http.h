/* gesso-http.h - the one HTTP client; knows no provider
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "gesso-http-message.h"
#include "gesso-sse.h"

G_BEGIN_DECLS

#define GESSO_TYPE_HTTP (gesso_http_get_type ())
G_DECLARE_FINAL_TYPE (GessoHttp, gesso_http, GESSO, HTTP, GObject)

/**
 * GessoHttp:
 *
 * HTTP/2 and 1.1 over libsoup with the desktop's proxies: keep-alive, gzip,
 * limits on time and size. Only https, and http for local servers. Redirects
 * are followed for GET alone, never leave https, and never carry a key. A
 * request that costs goes over a connection of its own, so that it cannot
 * meet one that the service has just closed. Main context only.
 */

/** GessoHttpTimeouts: seconds; 0 takes the default. */
typedef struct
{
  double connect;    /* from looking up the name until the request is being sent: 20 */
  double first_byte; /* from the end of the request until the answer begins: 180 */
  double idle;       /* between two reads or writes: 60 */
  double total;      /* waiting for a free connection, and all of it from then on: 900 each */
} GessoHttpTimeouts;

/**
 * GessoHttpTrace:
 * @maybe_arrived: whether the whole request may have reached the service;
 *   FALSE only when it surely did not, as its last byte never left
 * @queue_ms: until it was being sent
 * @first_byte_ms: until the answer began
 * @sent_bytes: of the body
 * @received_bytes: of the body, decoded
 *
 * What happened on the way, filled also when the call fails.
 */
typedef struct
{
  gboolean maybe_arrived;
  guint status;
  double queue_ms, first_byte_ms, total_ms;
  gint64 sent_bytes, received_bytes;
} GessoHttpTrace;

/**
 * GessoHttpProgress:
 * @sent: bytes of the request's body that have left, of @sent_total
 * @received: bytes of the answer's body, decoded
 * @received_total: -1 when the service does not say
 */
typedef struct
{
  gint64 sent, sent_total;
  gint64 received, received_total;
} GessoHttpProgress;

/** Told whenever bytes have moved; not after the call's callback. */
typedef void (*GessoHttpProgressFunc) (const GessoHttpProgress *progress, gpointer user_data);

/**
 * GessoHttpOptions:
 * @key: (nullable): the credential; put in by the request's auth form
 * @key_hosts: (nullable): hosts that may be given @key, ended by %NULL; a leading dot stands for every host below
 * @local: whether addresses on this machine or a private network are welcome,
 *   and plain http to them
 * @sse: (nullable): told each event of a stream as it comes; the answer's body
 *   is then empty. An answer that is no event stream has its body as always.
 * @progress: (nullable)
 * @timeouts: where not 0, in place of the client's
 *
 * How a request is sent. Everything is copied; zeroes are good defaults.
 */
typedef struct
{
  const char *key;
  const char *const *key_hosts;
  gboolean local;
  GessoSseFunc sse;
  gpointer sse_data;
  GessoHttpProgressFunc progress;
  gpointer progress_data;
  GessoHttpTimeouts timeouts;
} GessoHttpOptions;

GessoHttp       *gesso_http_new          (void);
/** For tests and slow providers. */
void             gesso_http_set_timeouts (GessoHttp *self, const GessoHttpTimeouts *timeouts);

/**
 * gesso_http_send_async:
 * @options: (nullable)
 *
 * A request that carries a key to a host that is not among the key's hosts,
 * or not by https (or, when local, to an address of numbers in a private
 * network), is refused and not sent.
 */
void             gesso_http_send_async   (GessoHttp *self, GessoHttpRequest *request,
                                          const GessoHttpOptions *options, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);

/**
 * gesso_http_send_finish:
 * @trace: (out) (optional)
 *
 * Returns: (transfer full) (nullable): the answer of whatever status (the body
 *   of an error is cut at 1 MiB), or %NULL with %GESSO_ERROR_NETWORK,
 *   %GESSO_ERROR_TIMEOUT, %GESSO_ERROR_BAD_ANSWER (too large, not HTTP, led to
 *   an address that is not opened), %GESSO_ERROR_BAD_INPUT (an address or
 *   header that is not allowed), %GESSO_ERROR_INVALID_KEY (a key that cannot
 *   be one), %GESSO_ERROR_STORAGE (no room for a large answer) or
 *   %G_IO_ERROR_CANCELLED
 */
GessoHttpAnswer *gesso_http_send_finish  (GessoHttp *self, GAsyncResult *result, GessoHttpTrace *trace,
                                          GError **error);

G_END_DECLS

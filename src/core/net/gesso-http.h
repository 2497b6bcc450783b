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
 * limits on time and size. Only http and https, and http only to this very
 * machine. Redirects are followed for GET alone, never leave https, and never
 * carry a key. Main context only.
 */

/** GessoHttpTimeouts: seconds; 0 takes the default. */
typedef struct
{
  guint connect;    /* until the request is being sent: 20 */
  guint first_byte; /* from there until the answer begins: 180 */
  guint idle;       /* between two reads: 60 */
  guint total;      /* 900 */
} GessoHttpTimeouts;

/**
 * GessoHttpTrace:
 * @maybe_arrived: whether the request may have reached the service; FALSE only when it surely did not
 * @queue_ms: until it was being sent
 * @first_byte_ms: until the answer began
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

GessoHttp       *gesso_http_new          (void);
/** For tests and slow providers. */
void             gesso_http_set_timeouts (GessoHttp *self, const GessoHttpTimeouts *timeouts);

/**
 * gesso_http_send_async:
 * @key: (nullable): the credential; put in by the request's auth form
 * @key_hosts: (nullable): hosts that may be given @key, ended by %NULL; a leading dot stands for every host below
 * @local: whether an address on this machine or a private network is welcome
 * @sse: (nullable): told each event of a stream as it comes; the answer's body is then empty
 *
 * A request that carries a key to a host that is not in @key_hosts, or not by
 * https, is refused and not sent.
 */
void             gesso_http_send_async   (GessoHttp *self, GessoHttpRequest *request,
                                          const char *key, const char *const *key_hosts, gboolean local,
                                          GessoSseFunc sse, gpointer sse_data, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
/**
 * gesso_http_send_finish:
 * @trace: (out) (optional)
 *
 * Returns: (transfer full) (nullable): the answer of whatever status, or %NULL
 *   with %GESSO_ERROR_NETWORK, %GESSO_ERROR_TIMEOUT, %GESSO_ERROR_BAD_ANSWER
 *   (too large), %GESSO_ERROR_BAD_INPUT (an address that is not allowed) or
 *   %G_IO_ERROR_CANCELLED
 */
GessoHttpAnswer *gesso_http_send_finish  (GessoHttp *self, GAsyncResult *result, GessoHttpTrace *trace,
                                          GError **error);

G_END_DECLS

/* gesso-http.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <libsoup/soup.h>

#include "gesso-http.h"
#include "gesso-http-call.h"

struct _GessoHttp
{
  GObject parent_instance;

  /* A connection is checked when it is made, so the two kinds never share one. */
  SoupSession *public_session; /* (owned) */
  SoupSession *local_session;  /* (owned) */
  GessoHttpTimeouts timeouts;
};

G_DEFINE_FINAL_TYPE (GessoHttp, gesso_http, G_TYPE_OBJECT)

static void
gesso_http_finalize (GObject *object)
{
  GessoHttp *self = GESSO_HTTP (object);

  soup_session_abort (self->public_session);
  soup_session_abort (self->local_session);
  g_object_unref (self->public_session);
  g_object_unref (self->local_session);
  G_OBJECT_CLASS (gesso_http_parent_class)->finalize (object);
}

static void
gesso_http_class_init (GessoHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_http_finalize;
}

/* No cookies, no cache, no logger: a vendor knows the artist by the key alone,
 * and the key stands nowhere but in the request. */
static SoupSession *
make_session (void)
{
  return soup_session_new_with_options ("user-agent", "Gesso/" GESSO_PACKAGE_VERSION,
                                        "max-conns", 64,
                                        "max-conns-per-host", 16,
                                        "timeout", 0,
                                        "idle-timeout", 90, NULL);
}

static void
gesso_http_init (GessoHttp *self)
{
  self->timeouts = (GessoHttpTimeouts) { 20, 180, 60, 900 };
  self->public_session = make_session ();
  self->local_session = make_session ();
}

GessoHttp *
gesso_http_new (void)
{
  return g_object_new (GESSO_TYPE_HTTP, NULL);
}

static void
merge_timeouts (GessoHttpTimeouts       *timeouts,
                const GessoHttpTimeouts *given)
{
  if (given->connect > 0)
    timeouts->connect = given->connect;
  if (given->first_byte > 0)
    timeouts->first_byte = given->first_byte;
  if (given->idle > 0)
    timeouts->idle = given->idle;
  if (given->total > 0)
    timeouts->total = given->total;
}

void
gesso_http_set_timeouts (GessoHttp               *self,
                         const GessoHttpTimeouts *timeouts)
{
  merge_timeouts (&self->timeouts, timeouts);
}

void
gesso_http_send_async (GessoHttp              *self,
                       GessoHttpRequest       *request,
                       const GessoHttpOptions *options,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  static const GessoHttpOptions defaults;
  /* Without the artist's cancellable: the call itself tells why it ended. */
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GessoHttpTimeouts timeouts = self->timeouts;

  g_task_set_source_tag (task, gesso_http_send_async);
  if (options == NULL)
    options = &defaults;
  merge_timeouts (&timeouts, &options->timeouts);
  gesso_http_call_start (task, options->local ? self->local_session : self->public_session, request, options,
                         &timeouts, cancellable);
}

GessoHttpAnswer *
gesso_http_send_finish (GessoHttp      *self,
                        GAsyncResult   *result,
                        GessoHttpTrace *trace,
                        GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (trace != NULL)
    gesso_http_call_get_trace (G_TASK (result), trace);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* net-fixture.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "net-fixture.h"

void
net_outcome_clear (NetOutcome *outcome)
{
  g_clear_pointer (&outcome->answer, gesso_http_answer_unref);
  g_clear_error (&outcome->error);
}

GessoHttp *
net_client_new (void)
{
  const GessoHttpTimeouts timeouts = { 5, 5, 5, 20 };
  GessoHttp *http = gesso_http_new ();

  gesso_http_set_timeouts (http, &timeouts);
  return http;
}

NetOutcome
net_send (GessoHttp              *http,
          GessoHttpRequest       *request,
          const GessoHttpOptions *options,
          GCancellable           *cancellable)
{
  const GessoHttpOptions local = { .local = TRUE };
  g_autoptr (GAsyncResult) result = NULL;
  NetOutcome outcome = { NULL };

  gesso_http_send_async (http, request, options != NULL ? options : &local, cancellable, gesso_test_async_cb,
                         &result);
  gesso_test_await (&result);
  outcome.answer = gesso_http_send_finish (http, result, &outcome.trace, &outcome.error);
  g_assert_true ((outcome.answer == NULL) != (outcome.error == NULL));
  return outcome;
}

NetOutcome
net_get (char *url)
{
  g_autofree char *owned = url;
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("GET", url);

  return net_send (http, request, NULL, NULL);
}

NetOutcome
net_post (char *url,
          gsize size)
{
  g_autofree char *owned = url;
  g_autoptr (GessoHttp) http = net_client_new ();
  g_autoptr (GessoHttpRequest) request = gesso_http_request_new ("POST", url);
  g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (size, 'p'), size);

  gesso_http_request_set_body (request, "application/octet-stream", body);
  gesso_http_request_set_costs (request, TRUE);
  return net_send (http, request, NULL, NULL);
}

void
net_assert_failed (const NetOutcome *outcome,
                   GessoError        class)
{
  g_assert_error (outcome->error, GESSO_ERROR, (int) class);
  g_assert_cmpuint (strlen (outcome->error->message), >, 20);
  g_assert_true (g_str_has_suffix (outcome->error->message, "."));
}

void
net_assert_answer (const NetOutcome *outcome,
                   guint             status,
                   const char       *body)
{
  GBytes *bytes;

  g_assert_no_error (outcome->error);
  g_assert_cmpuint (gesso_http_answer_get_status (outcome->answer), ==, status);
  g_assert_cmpuint (outcome->trace.status, ==, status);
  g_assert_true (outcome->trace.maybe_arrived);
  bytes = gesso_http_answer_get_body (outcome->answer);
  if (body != NULL)
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), body, strlen (body));
}

#define NET_TYPE_RESOLVER (net_resolver_get_type ())
G_DECLARE_FINAL_TYPE (NetResolver, net_resolver, NET, RESOLVER, GResolver)

struct _NetResolver
{
  GResolver parent_instance;
};

G_DEFINE_FINAL_TYPE (NetResolver, net_resolver, G_TYPE_RESOLVER)

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_task_return_error_if_cancelled (user_data);
  return G_SOURCE_REMOVE;
}

static void
look_up (GTask      *task,
         const char *name)
{
  if (g_str_equal (name, "private.test") || g_str_equal (name, "private6.test"))
    {
      GSocketFamily family = g_str_equal (name, "private.test") ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6;

      g_task_return_pointer (task, g_list_prepend (NULL, g_inet_address_new_loopback (family)),
                             (GDestroyNotify) g_resolver_free_addresses);
    }
  else if (g_str_equal (name, "slow.test"))
    {
      GSource *source = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_callback (source, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task), g_object_unref);
      g_source_attach (source, g_main_context_get_thread_default ());
      g_source_unref (source);
    }
  else
    g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "no such name: %s", name);
}

static void
net_resolver_look_up_async (GResolver               *resolver,
                            const char              *name,
                            GResolverNameLookupFlags flags,
                            GCancellable            *cancellable,
                            GAsyncReadyCallback      callback,
                            gpointer                 user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  look_up (task, name);
}

static GList *
net_resolver_look_up_finish (GResolver    *resolver,
                             GAsyncResult *result,
                             GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
net_resolver_look_up_plain_async (GResolver          *resolver,
                                  const char         *name,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  net_resolver_look_up_async (resolver, name, 0, cancellable, callback, user_data);
}

static void
net_resolver_class_init (NetResolverClass *class)
{
  GResolverClass *resolver_class = G_RESOLVER_CLASS (class);

  resolver_class->lookup_by_name_async = net_resolver_look_up_plain_async;
  resolver_class->lookup_by_name_finish = net_resolver_look_up_finish;
  resolver_class->lookup_by_name_with_flags_async = net_resolver_look_up_async;
  resolver_class->lookup_by_name_with_flags_finish = net_resolver_look_up_finish;
}

static void
net_resolver_init (NetResolver *self)
{
}

void
net_use_resolver (void)
{
  g_autoptr (GResolver) resolver = g_object_new (NET_TYPE_RESOLVER, NULL);

  g_resolver_set_default (resolver);
}

/* echo-provider.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "echo-provider.h"
#include "gesso-provider-util.h"

struct _EchoProvider
{
  GessoProvider parent_instance;

  guint port;
};

G_DEFINE_FINAL_TYPE (EchoProvider, echo_provider, GESSO_TYPE_PROVIDER)

static const char *const sizes[] = { "256x256", NULL };

static const GessoModelSpec models[] = {
  { .id = "square", .title = "Square", .tools = 1u << GESSO_TOOL_EXPAND | 1u << GESSO_TOOL_INPAINT,
    .mask = GESSO_MASK_FORM_WHITE, .size = { .sizes = sizes }, .max_sources = 1, .max_count = 1, .price = 0.25 },
  { NULL },
};

static const char *const hosts[] = { "127.0.0.1", NULL };

static const GessoProviderSpec spec = {
  .id = "echo", .title = "Echo", .models = models, .hosts = hosts, .auth = GESSO_AUTH_NONE,
};

static GessoStep *
echo_provider_next (GessoProvider   *provider,
                    GessoRequest    *request,
                    JsonObject      *state,
                    GessoHttpAnswer *answer)
{
  g_autoptr (GessoResult) result = NULL;
  GError *error = NULL;

  if (answer == NULL)
    {
      g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/make", ECHO_PROVIDER (provider)->port);
      GessoHttpRequest *http = gesso_http_request_new ("POST", url);

      gesso_http_request_set_body (http, "image/png", gesso_request_find_input (request, GESSO_ROLE_SOURCE)->bytes);
      gesso_http_request_set_costs (http, TRUE);
      return gesso_step_new_send (http);
    }
  if ((error = gesso_provider_classify (provider, answer)) != NULL)
    return gesso_step_new_failed (error);
  result = gesso_result_new ();
  gesso_result_add_bytes (result, gesso_http_answer_get_body (answer), -1);
  return gesso_step_new_finished (result);
}

static void
echo_provider_class_init (EchoProviderClass *klass)
{
  GESSO_PROVIDER_CLASS (klass)->spec = &spec;
  GESSO_PROVIDER_CLASS (klass)->next = echo_provider_next;
}

static void
echo_provider_init (EchoProvider *self)
{
}

GessoProvider *
echo_provider_new (guint port)
{
  EchoProvider *self = g_object_new (ECHO_TYPE_PROVIDER, NULL);

  self->port = port;
  return GESSO_PROVIDER (self);
}

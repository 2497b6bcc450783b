/* fuzz-provider.c - a service that answers anything
 *
 * Built once for each provider, with FUZZ_PROVIDER its get_type function. An
 * input is two letters that choose the model and the tool, and then what comes
 * from the service, parted by lines of "%%": an answer ("200", a line break,
 * its body), an event ("event NAME", a line break, its data), or "restart",
 * after which only the saved state is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "gesso-codec.h"
#include "gesso-error.h"
#include "gesso-json.h"
#include "gesso-provider.h"

GType FUZZ_PROVIDER (void);

typedef struct
{
  GessoProvider *provider; /* (owned) */
  GessoRequest *request;   /* (owned) */
  JsonObject *state;       /* (owned) */
  gboolean ended;
} Run;

static GBytes *
get_picture (void)
{
  static GBytes *picture;

  if (picture == NULL)
    {
      g_autoptr (GessoImage) image = gesso_image_new (64, 64, 3, NULL);

      picture = gesso_codec_encode (image, GESSO_FORMAT_PNG, 0, NULL, NULL);
    }
  return picture;
}

/* A request that nothing is wrong with, or %NULL when the model has no such tool. */
static GessoRequest *
make_request (GessoProvider *provider, guint model, guint tool)
{
  const GessoProviderSpec *spec = gesso_provider_get_spec (provider);
  g_autoptr (GessoRequest) request = NULL;
  g_autofree char *name = NULL;
  const GessoFrame frame = { 16, 0, 16, 0 };
  guint n_models = 0;

  while (spec->models[n_models].id != NULL)
    n_models++;
  if (n_models == 0)
    return NULL;
  name = g_strdup_printf ("%s/%s", spec->id, spec->models[model % n_models].id);
  request = gesso_request_new (tool % GESSO_N_TOOLS, name);
  gesso_request_set_prompt (request, "a fox “in” the snow");
  if (tool % GESSO_N_TOOLS != GESSO_TOOL_GENERATE)
    for (int role = 0; role < GESSO_N_ROLES; role++)
      gesso_request_add_input (request, role, get_picture (), NULL, 0, 0);
  if (tool % GESSO_N_TOOLS == GESSO_TOOL_EXPAND)
    gesso_request_set_frame (request, &frame);
  return gesso_provider_check (provider, request, NULL) ? g_steal_pointer (&request) : NULL;
}

static void
assert_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == GESSO_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_true (g_utf8_validate (error->message, -1, NULL) && *error->message != '\0');
}

static void
take_step (Run *run, GessoHttpAnswer *answer)
{
  g_autoptr (GessoStep) step = gesso_provider_next (run->provider, run->request, run->state, answer);
  g_autofree char *state = gesso_json_to_text (run->state);

  g_assert_nonnull (step);
  g_assert_true (g_utf8_validate (state, -1, NULL));
  switch (step->kind)
    {
    case GESSO_STEP_SEND:
    case GESSO_STEP_WAIT:
      g_assert_nonnull (step->http);
      g_assert_nonnull (gesso_http_request_get_url (step->http));
      break;
    case GESSO_STEP_FINISHED:
      g_assert_nonnull (step->result);
      g_assert_cmpuint (gesso_result_get_n_images (step->result), >, 0);
      run->ended = TRUE;
      break;
    case GESSO_STEP_FAILED:
      assert_sentence (step->error);
      run->ended = TRUE;
      break;
    case GESSO_STEP_COMPUTE:
    default:
      run->ended = TRUE;
    }
}

static void
take_answer (Run *run, const char *text, gsize length)
{
  const char *body = memchr (text, '\n', length);
  guint status = CLAMP (g_ascii_strtoull (text, NULL, 10), 100, 599);
  gsize skip = body != NULL ? (gsize) (body - text) + 1 : length;
  g_autoptr (GBytes) bytes = g_bytes_new (text + skip, length - skip);
  const char *headers[] = { "Content-Type", "application/json", "X-Request-Id", "r-1", NULL };
  g_autoptr (GessoHttpAnswer) answer = gesso_http_answer_new (status, headers, bytes);
  g_autoptr (GError) error = gesso_provider_classify (run->provider, answer);

  if (error != NULL)
    assert_sentence (error);
  take_step (run, answer);
}

static void
take_event (Run *run, const char *text, gsize length)
{
  const char *data = memchr (text, '\n', length);
  gsize skip = data != NULL ? (gsize) (data - text) + 1 : length;
  g_autofree char *name = g_strndup (text + 6, skip > 7 ? skip - 7 : 0);
  /* As the reader of streams gives them: terminated. */
  g_autofree char *copy = g_strndup (text + skip, length - skip);
  g_auto (GessoStreamEvent) out = { 0 };

  gesso_provider_event (run->provider, run->request, run->state, name, copy, strlen (copy), &out);
  g_assert_true (out.fraction <= 1);
}

/* Only what a job row keeps is known again. */
static void
restart (Run *run)
{
  g_autofree char *saved = gesso_json_to_text (run->state);
  g_autoptr (GessoHttpRequest) stop = gesso_provider_cancel (run->provider, run->state);

  json_object_unref (run->state);
  run->state = gesso_json_parse_object (saved, -1, NULL);
  if (run->state == NULL)
    run->state = json_object_new ();
  take_step (run, NULL);
}

static void
take_text (Run *run, const char *text, gsize length)
{
  while (length > 0 && !run->ended)
    {
      const char *end = g_strstr_len (text, length, "\n%%\n");
      gsize size = end != NULL ? (gsize) (end - text) : length;
      g_autofree char *part = g_strndup (text, size);

      if (g_str_has_prefix (part, "restart"))
        restart (run);
      else if (g_str_has_prefix (part, "event "))
        take_event (run, part, strlen (part));
      else
        take_answer (run, text, size);
      size = MIN (length, end != NULL ? size + 4 : size);
      text += size;
      length -= size;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GessoProvider) provider = NULL;
  Run run = { NULL };
  g_autofree char *text = NULL;

  if (size < 3)
    return 0;
  provider = g_object_new (FUZZ_PROVIDER (), NULL);
  run.provider = provider;
  run.request = make_request (provider, data[0] - 'a', data[1] - 'a');
  if (run.request == NULL)
    return 0;
  run.state = json_object_new ();
  take_step (&run, NULL);
  text = g_strndup ((const char *) data + 3, size - 3);
  take_text (&run, text, strlen (text));
  json_object_unref (run.state);
  g_object_unref (run.request);
  return 0;
}

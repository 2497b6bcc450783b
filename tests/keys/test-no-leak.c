/* test-no-leak.c - where a key goes, and that it goes nowhere else: the real program, a real keyring, a stand-in internet
 *
 * The program is run from a shell with every provider, by a build that sends
 * each request to a server here which plays the vendor, the stores that sign
 * addresses, and the places that are redirected to. Everything the program
 * writes, prints, logs or sends is searched for the keys. What is left out is a
 * core dump, which holds all memory of the program, as that of any other.
 *
 * Run by tests/util/keyring-session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "gesso-codec.h"
#include "gesso-test.h"

/* Marked, so that no chance can make the same bytes. Those of fal and Replicate lie in the keyring. */
static const struct
{
  const char *provider, *variable, *key;
} keys[] = {
  { "fal", NULL, "aa11bb22-GESSOLEAKFAL-0001:9f8e7d6c5b4a" },
  { "replicate", NULL, "r8_GESSOLEAKREPLICATE0002x9f8e7d6c5b4a" },
  { "openai", "OPENAI_API_KEY", "sk-proj-GESSOLEAKOPENAI0003x9f8e7d6c" },
  { "google", "GOOGLE_GENERATIVE_AI_API_KEY", "AIzaGESSOLEAKGOOGLE0004x9f8e7d6c5b4" },
  { "byteplus", "BYTEPLUS_API_KEY", "ark-GESSOLEAKBYTEPLUS0005x9f8e7d6c5" },
  { "kie", "KIE_API_KEY", "GESSOLEAKKIE0006x9f8e7d6c5b4a3f2e1d0" },
};

/* The one header and the hosts of its vendor: all that may ever see a key. */
static const struct
{
  const char *provider, *header, *hosts;
} allowed[] = {
  { "fal", "Authorization", "https://queue.fal.run https://rest.fal.ai" },
  { "replicate", "Authorization", "https://api.replicate.com" },
  { "openai", "Authorization", "https://api.openai.com" },
  { "google", "x-goog-api-key", "https://generativelanguage.googleapis.com" },
  { "byteplus", "Authorization", "https://ark.ap-southeast.bytepluses.com" },
  { "kie", "Authorization", "https://api.kie.ai https://kieai.redpandaai.co" },
};

typedef struct
{
  char *folder;
  SoupServer *server;
  GBytes *picture;
  char *base64;
  GString *seen;    /* "METHOD origin/path" of each request, a line each */
  gboolean refuses; /* says no, with the key in its words */
  guint n_keyed;    /* requests that carried a key */
  GSubprocess *process;
  guint watch;
} Fixture;

/* --- Searching --- */

static gboolean
holds (const char *data,
       gsize       length,
       const char *text)
{
  return length > 0 && memmem (data, length, text, strlen (text)) != NULL;
}

/* In the clear, or as the bytes of a longer text in base64. */
static void
assert_clean (const char *where,
              const char *data,
              gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *reversed = g_strreverse (g_strdup (keys[i].key));

      for (guint skip = 0; skip < 3; skip++)
        {
          g_autofree char *base64 = g_base64_encode ((const guchar *) keys[i].key + skip, strlen (keys[i].key) / 3 * 3 - 3);

          if (holds (data, length, base64))
            g_error ("%s: the key of %s in base64", where, keys[i].provider);
        }
      if (holds (data, length, keys[i].key) || holds (data, length, reversed))
        g_error ("%s: the key of %s", where, keys[i].provider);
    }
  if (holds (data, length, "GESSOLEAK"))
    g_error ("%s: a part of a key", where);
}

static void
assert_folder_clean (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autofree char *data = NULL;
  const char *name;
  gsize length;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_clean ("a file name", name, strlen (name));
      assert_folder_clean (child);
    }
  if (folder == NULL && g_file_get_contents (path, &data, &length, NULL))
    assert_clean (path, data, length);
}

/* What every process can see: the arguments, and what a child would be given. */
static void
look_at_process (const char *pid)
{
  g_autofree char *arguments_path = g_build_filename ("/proc", pid, "cmdline", NULL);
  g_autofree char *children_path = g_build_filename ("/proc", pid, "task", pid, "children", NULL);
  g_autofree char *arguments = NULL, *children = NULL;
  g_auto (GStrv) list = NULL;
  gsize length;

  if (g_file_get_contents (arguments_path, &arguments, &length, NULL))
    assert_clean (arguments_path, arguments, length);
  if (!g_file_get_contents (children_path, &children, NULL, NULL))
    return;
  list = g_strsplit (g_strstrip (children), " ", -1);
  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    {
      g_autofree char *environment_path = g_build_filename ("/proc", list[i], "environ", NULL);
      g_autofree char *environment = NULL;

      /* Those that the artist set in the shell are in its environment already. */
      if (g_file_get_contents (environment_path, &environment, &length, NULL))
        for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
          g_assert_true (keys[j].variable != NULL || !holds (environment, length, keys[j].key));
      look_at_process (list[i]);
    }
}

static gboolean
watch_cb (gpointer user_data)
{
  Fixture *fixture = user_data;
  const char *pid = g_subprocess_get_identifier (fixture->process);

  if (pid != NULL)
    look_at_process (pid);
  return G_SOURCE_CONTINUE;
}

/* --- The internet --- */

static void
reply (SoupServerMessage *message,
       guint              status,
       const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, strlen (body));
}

static void
redirect (SoupServerMessage *message,
          const char        *address)
{
  reply (message, SOUP_STATUS_FOUND, "");
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Location", address);
}

static void
send_picture (Fixture           *fixture,
              SoupServerMessage *message)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "image/png", SOUP_MEMORY_COPY, g_bytes_get_data (fixture->picture, NULL),
                                    g_bytes_get_size (fixture->picture));
}

/* What begins so is answered so; "P" stands for a picture, "→" leads elsewhere, "…" in the text for a picture in base64. */
static const struct
{
  const char *what, *answer;
} answers[] = {
  { "POST https://api.openai.com/", "{\"data\":[{\"b64_json\":\"…\"}]}" },
  { "POST https://generativelanguage.googleapis.com/",
    "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"…\"}}]},"
    "\"finishReason\":\"STOP\"}]}" },
  { "POST https://ark.ap-southeast.bytepluses.com/", "{\"data\":[{\"url\":\"https://store.example/byteplus.png?sig=1\"}]}" },
  { "POST https://rest.fal.ai/", "{\"upload_url\":\"https://signed.example/put?sig=2\",\"file_url\":\"https://v3.fal.media/in.png\"}" },
  { "PUT https://signed.example/", "{}" },
  { "POST https://queue.fal.run/", "{\"request_id\":\"r1\"}" },
  { "GET https://queue.fal.run/fal-ai/flux-pro/requests/r1/status", "→https://elsewhere.example/status" },
  { "GET https://elsewhere.example/status", "{\"status\":\"COMPLETED\"}" },
  { "GET https://queue.fal.run/", "{\"images\":[{\"url\":\"https://v3.fal.media/out.png\"}]}" },
  { "GET https://v3.fal.media/", "→https://store.example/fal.png" },
  { "POST https://api.replicate.com/v1/files", "{\"urls\":{\"get\":\"https://api.replicate.com/v1/files/f1\"}}" },
  { "POST https://api.replicate.com/", "{\"id\":\"p1\",\"status\":\"starting\"}" },
  { "GET https://api.replicate.com/v1/predictions/p1",
    "{\"id\":\"p1\",\"status\":\"succeeded\",\"output\":[\"https://replicate.delivery/out.png\"]}" },
  { "GET https://replicate.delivery/", "P" },
  { "POST https://kieai.redpandaai.co/",
    "{\"success\":true,\"code\":200,\"data\":{\"downloadUrl\":\"https://store.example/in.png\"}}" },
  { "POST https://api.kie.ai/", "{\"code\":200,\"data\":{\"taskId\":\"t1\"}}" },
  { "GET https://api.kie.ai/",
    "{\"code\":200,\"data\":{\"successFlag\":1,\"response\":{\"resultImageUrl\":\"https://store.example/kie.png\"}}}" },
  { "GET https://store.example/", "P" },
};

static void
serve (Fixture           *fixture,
       SoupServerMessage *message,
       const char        *what)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_has_prefix (what, answers[i].what))
      {
        g_auto (GStrv) parts = g_strsplit (answers[i].answer, "…", 2);
        g_autofree char *body = g_strjoinv (fixture->base64, parts);

        if (g_str_equal (body, "P"))
          send_picture (fixture, message);
        else if (g_str_has_prefix (body, "→"))
          redirect (message, body + strlen ("→"));
        else
          reply (message, 200, body);
        return;
      }
  reply (message, 404, "{\"error\":\"not here\"}");
}

/* (nullable): the key that belongs to @origin, when it is in @header of a request there. */
static const char *
find_key (const char         *origin,
          SoupMessageHeaders *headers,
          const char        **header)
{
  for (guint i = 0; i < G_N_ELEMENTS (allowed); i++)
    {
      g_auto (GStrv) hosts = g_strsplit (allowed[i].hosts, " ", -1);
      const char *value = soup_message_headers_get_one (headers, allowed[i].header);

      if (value == NULL || !g_strv_contains ((const char *const *) hosts, origin))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
        if (g_str_equal (keys[j].provider, allowed[i].provider) && g_str_has_suffix (value, keys[j].key))
          {
            *header = allowed[i].header;
            return keys[j].key;
          }
    }
  return NULL;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *origin = g_strdup (soup_message_headers_get_one (headers, "X-Gesso-Origin"));
  g_autofree char *uri = g_uri_to_string (soup_server_message_get_uri (message));
  g_autofree char *what = NULL, *secret = NULL;
  const char *header = NULL, *key, *name, *value;
  SoupMessageHeadersIter iter;

  g_assert_nonnull (origin);
  what = g_strdup_printf ("%s %s%s", soup_server_message_get_method (message), origin, path);
  g_string_append_printf (fixture->seen, "%s\n", what);
  key = find_key (origin, headers, &header);
  fixture->n_keyed += key != NULL;
  assert_clean (what, uri, strlen (uri));
  assert_clean (what, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  soup_message_headers_iter_init (&iter, headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    if (header == NULL || g_ascii_strcasecmp (name, header) != 0)
      assert_clean (what, value, strlen (value));
  if (fixture->refuses && key != NULL)
    {
      secret = g_strdup_printf ("{\"error\":{\"message\":\"Incorrect API key provided: %s\",\"code\":\"invalid_api_key\"},"
                                "\"detail\":\"%s is no key\",\"msg\":\"%s\",\"code\":401}", key, key, key);
      reply (message, 401, secret);
    }
  else
    serve (fixture, message, what);
}

/* --- The program --- */

/* Runs gesso with @words and what it is given to read; gives its exit code. All it prints is searched. */
static int
run (Fixture    *fixture,
     const char *input,
     const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *library = g_build_filename (fixture->folder, "library", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (input != NULL ? input : "", input != NULL ? strlen (input) : 0);
  g_autoptr (GBytes) output = NULL, errors = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL, argv = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int code;

  g_assert_true (g_shell_parse_argv (line, NULL, &words, NULL));
  g_strv_builder_add_many (builder, g_getenv ("GESSO_DEVELOPMENT_EXE"), "--data-dir", library, NULL);
  g_strv_builder_addv (builder, (const char **) words);
  argv = g_strv_builder_end (builder);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", fixture->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", fixture->folder, TRUE);
  fixture->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  fixture->watch = g_timeout_add (3, watch_cb, fixture);
  g_subprocess_communicate_async (fixture->process, bytes, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  g_source_remove (fixture->watch);
  g_subprocess_communicate_finish (fixture->process, result, &output, &errors, &error);
  g_assert_no_error (error);
  assert_clean ("standard output", g_bytes_get_data (output, NULL), g_bytes_get_size (output));
  assert_clean ("standard error", g_bytes_get_data (errors, NULL), g_bytes_get_size (errors));
  g_assert_true (g_subprocess_get_if_exited (fixture->process));
  code = g_subprocess_get_exit_status (fixture->process);
  g_test_message ("gesso %s: %d", line, code);
  g_clear_object (&fixture->process);
  return code;
}

static GBytes *
make_picture (void)
{
  g_autoptr (GessoImage) image = gesso_image_new (256, 256, 3, NULL);

  for (guint y = 0; y < 256; y++)
    memset (gesso_image_edit_row (image, y), (int) y, 256 * 3);
  return gesso_codec_encode (image, GESSO_FORMAT_PNG, 100, NULL, NULL);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *target = NULL;
  GSList *uris;

  fixture->folder = gesso_test_make_folder ();
  fixture->picture = make_picture ();
  fixture->base64 = g_base64_encode (g_bytes_get_data (fixture->picture, NULL), g_bytes_get_size (fixture->picture));
  fixture->seen = g_string_new (NULL);
  path = g_build_filename (fixture->folder, "picture.png", NULL);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (fixture->picture, NULL),
                                      (gssize) g_bytes_get_size (fixture->picture), NULL));
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, request_cb, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  target = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_setenv ("GESSO_HTTP_REROUTE", target, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *line = g_strdup_printf ("keys add %s --label Test-%s", keys[i].provider, keys[i].provider);

      if (keys[i].variable != NULL)
        g_setenv (keys[i].variable, keys[i].key, TRUE);
      else
        g_assert_cmpint (run (fixture, keys[i].key, line), ==, 0);
    }
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  assert_folder_clean (fixture->folder);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *line = g_strdup_printf ("keys remove Test-%s", keys[i].provider);

      if (keys[i].variable != NULL)
        g_unsetenv (keys[i].variable);
      else
        g_assert_cmpint (run (fixture, NULL, line), ==, 0);
    }
  g_unsetenv ("GESSO_HTTP_REROUTE");
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_string_free (fixture->seen, TRUE);
  g_bytes_unref (fixture->picture);
  g_free (fixture->base64);
  gesso_test_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
assert_saw (Fixture    *fixture,
            const char *what)
{
  if (strstr (fixture->seen->str, what) == NULL)
    g_error ("no “%s” in:\n%s", what, fixture->seen->str);
}

static void
test_flows (Fixture      *fixture,
            gconstpointer data)
{
  static const char *const lines[] = {
    "generate 'a red fish' --model openai/gpt-image-2",
    "edit picture.png 'a blue fish' --model openai/gpt-image-2",
    "generate 'a red fish' --model google/gemini-2.5-flash-image",
    "edit picture.png 'a blue fish' --model byteplus/seedream-4-0-250828",
    "edit picture.png 'a blue fish' --model fal/flux-pro-kontext",
    "edit picture.png 'a blue fish' --model replicate/black-forest-labs/flux-kontext-pro",
    "edit picture.png 'a blue fish' --model kie/flux-kontext-pro",
    "keys test Test-fal",
    "keys list --json",
  };
  static const char *const expected[] = {
    "POST https://api.openai.com/v1/images/generations", "POST https://api.openai.com/v1/images/edits",
    "POST https://generativelanguage.googleapis.com/", "GET https://store.example/byteplus.png",
    "PUT https://signed.example/put", "GET https://elsewhere.example/status", "GET https://v3.fal.media/out.png",
    "GET https://store.example/fal.png", "POST https://api.replicate.com/v1/files", "GET https://replicate.delivery/out.png",
    "POST https://kieai.redpandaai.co/", "GET https://store.example/kie.png",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      int code = run (fixture, NULL, lines[i]);

      if (code != 0)
        g_error ("“%s” ended with %d after:\n%s", lines[i], code, fixture->seen->str);
    }
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_saw (fixture, expected[i]);
  g_assert_cmpuint (fixture->n_keyed, >=, 14);
}

/* Vendors repeat the key they refuse; it is nowhere all the same. */
static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  static const char *const lines[] = {
    "generate 'a red fish' --model openai/gpt-image-2", "generate 'a red fish' --model google/gemini-2.5-flash-image",
    "generate 'a red fish' --model byteplus/seedream-4-0-250828", "generate 'a red fish' --model fal/flux-pro-kontext",
    "generate 'a red fish' --model replicate/black-forest-labs/flux-kontext-pro",
    "generate 'a red fish' --model kie/flux-kontext-pro",
  };

  fixture->refuses = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpint (run (fixture, NULL, lines[i]), ==, 1);
  g_assert_cmpuint (fixture->n_keyed, >=, G_N_ELEMENTS (lines));
  g_assert_cmpint (run (fixture, NULL, "keys list"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/keys/no-leak/flows", test_flows);
  ADD ("/keys/no-leak/refused", test_refused);
#undef ADD
  return g_test_run ();
}

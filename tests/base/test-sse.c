/* test-sse.c - event streams, whole and cut at every byte
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-error.h"
#include "gesso-sse.h"

typedef struct
{
  const char *name;
  const char *stream;
  const char *expected; /* event=data| for each event told */
  gboolean cut;
} Case;

static const Case cases[] = {
  { "plain", "data: a\n\n", "message=a|", FALSE },
  { "named", "event: image.partial\ndata: a\n\ndata: b\n\n", "image.partial=a|message=b|", FALSE },
  { "crlf", "event: x\r\ndata: a\r\n\r\ndata: b\r\n\r\n", "x=a|message=b|", FALSE },
  { "cr", "data: a\r\rdata: b\r\r", "message=a|message=b|", FALSE },
  { "lines", "data: a\ndata:\ndata: c\n\n", "message=a\n\nc|", FALSE },
  { "comments", ": keep alive\n\n: again\n\ndata: a\n\n", "message=a|", FALSE },
  { "no-space", "data:a\n\n", "message=a|", FALSE },
  { "two-spaces", "data:  a\n\n", "message= a|", FALSE },
  { "colons", "data: {\"a\": \"b:c\"}\n\n", "message={\"a\": \"b:c\"}|", FALSE },
  { "bare-field", "data\n\n", "message=|", FALSE },
  { "other-fields", "id: 7\nretry: 100\nfoo: bar\ndata: a\n\n", "message=a|", FALSE },
  { "event-alone", "event: x\n\ndata: a\n\n", "message=a|", FALSE },
  { "bom", "\xef\xbb\xbf" "data: a\n\n", "message=a|", FALSE },
  { "done", "data: a\n\ndata: [DONE]\n\n", "message=a|message=[DONE]|", FALSE },
  { "cut-in-data", "data: a\n\ndata: iVBORw0KGgo", "message=a|", TRUE },
  { "cut-after-data", "data: a\n\ndata: b\n", "message=a|", TRUE },
  { "nothing", "", "", FALSE },
};

static void
tell (const char *event, const char *data, gsize length, gpointer user_data)
{
  g_string_append_printf (user_data, "%s=", event);
  g_string_append_len (user_data, data, length);
  g_string_append_c (user_data, '|');
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  gsize length = strlen (c->stream);

  for (gsize step = 1; step <= MAX (length, 1); step++)
    {
      g_autoptr (GString) told = g_string_new (NULL);
      g_autoptr (GessoSse) sse = gesso_sse_new (1000, tell, told);

      for (gsize at = 0; at < length; at += step)
        {
          /* A copy of the exact size: one byte too far is caught. */
          g_autofree char *piece = g_memdup2 (c->stream + at, MIN (step, length - at));

          g_assert_true (gesso_sse_push (sse, piece, MIN (step, length - at), NULL));
        }
      g_assert_cmpstr (told->str, ==, c->expected);
      g_assert_cmpint (gesso_sse_is_cut (sse), ==, c->cut);
    }
}

typedef struct
{
  const char *name, *stream, *expected;
  gboolean whole;
} EndCase;

static const EndCase ends[] = {
  { "after-event", "data: a\n\n", "message=a|", TRUE },
  { "no-empty-line", "data: a\n\nevent: x\ndata: b\n", "message=a|x=b|", TRUE },
  { "in-line", "data: a\n\ndata: iVBORw0", "message=a|", FALSE },
  { "in-second-line", "data: a\ndata: b", "", FALSE },
  { "in-comment", "data: a\n\n: keep al", "message=a|", TRUE },
  { "name-alone", "event: x\n", "", TRUE },
  { "nothing", "", "", TRUE },
};

static void
test_end (gconstpointer data)
{
  const EndCase *c = data;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GessoSse) sse = gesso_sse_new (1000, tell, told);

  g_assert_true (gesso_sse_push (sse, c->stream, strlen (c->stream), NULL));
  g_assert_cmpint (gesso_sse_finish (sse), ==, c->whole);
  g_assert_cmpstr (told->str, ==, c->expected);
}

static void
test_large (void)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GessoSse) sse = gesso_sse_new (8 << 20, tell, told);
  g_autofree char *megabytes = g_strnfill (5 << 20, 'A');

  g_assert_true (gesso_sse_push (sse, "data: ", 6, NULL));
  g_assert_true (gesso_sse_push (sse, megabytes, 5 << 20, NULL));
  g_assert_true (gesso_sse_push (sse, "\n\n", 2, NULL));
  g_assert_cmpint (told->len, ==, (5 << 20) + strlen ("message=|"));
}

static void
test_too_large (void)
{
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GessoSse) sse = gesso_sse_new (1 << 20, tell, told);
  g_autofree char *text = g_strnfill (1 << 16, 'A');
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  for (int i = 0; ok && i < 100; i++)
    ok = gesso_sse_push (sse, text, 1 << 16, &error);
  g_assert_false (ok);
  g_assert_error (error, GESSO_ERROR, GESSO_ERROR_BAD_ANSWER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/sse/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat ("/base/sse/end/", ends[i].name, NULL);

      g_test_add_data_func (path, &ends[i], test_end);
    }
  g_test_add_func ("/base/sse/large", test_large);
  g_test_add_func ("/base/sse/too-large", test_too_large);
  return g_test_run ();
}

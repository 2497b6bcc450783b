/* fuzz-sse.c - an event stream in pieces of any size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "gesso-sse.h"

static void
tell (const char *event, const char *data, gsize length, gpointer user_data)
{
  GString *told = user_data;

  g_string_append (told, event);
  g_string_append_c (told, '\0');
  g_string_append_len (told, data, length);
  g_string_append_c (told, '\0');
}

/* The stream's end: what was told, and whether all went well, is the same however it was cut. */
static gboolean
read_in_pieces (const char *data, gsize size, gsize piece, GString *told)
{
  g_autoptr (GessoSse) sse = gesso_sse_new (4096, tell, told);

  for (gsize at = 0; at < size; at += piece)
    if (!gesso_sse_push (sse, data + at, MIN (piece, size - at), NULL))
      return FALSE;
  return gesso_sse_finish (sse);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr (GString) whole = g_string_new (NULL);
  g_autoptr (GString) cut = g_string_new (NULL);
  gboolean whole_ended, cut_ended;

  if (size < 1)
    return 0;
  whole_ended = read_in_pieces ((const char *) data + 1, size - 1, size, whole);
  cut_ended = read_in_pieces ((const char *) data + 1, size - 1, 1 + data[0] % 16, cut);
  if (size < 4096)
    {
      g_assert_true (whole_ended == cut_ended);
      g_assert_true (g_string_equal (whole, cut));
    }
  return 0;
}

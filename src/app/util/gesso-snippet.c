/* gesso-snippet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-snippet.h"

/* Characters shown before the match, when there are more. */
#define LEAD 16

char *
gesso_snippet_cut (const char *text,
                   gsize       hit_start,
                   gsize       hit_length,
                   gsize      *start,
                   gsize      *length)
{
  g_autoptr (GString) snippet = g_string_new (NULL);
  const char *match, *from;
  gsize size;

  if (text == NULL)
    text = "";
  size = strlen (text);
  match = text + MIN (hit_start, size);
  *length = MIN (hit_length, size - (gsize) (match - text));

  from = match;
  for (guint i = 0; i < LEAD && from > text; i++)
    from = g_utf8_prev_char (from);
  /* Leaving out two characters would win nothing over the ellipsis. */
  if (from - text <= 2)
    from = text;
  if (from > text)
    g_string_append (snippet, "…");
  *start = snippet->len + (gsize) (match - from);
  g_string_append (snippet, from);

  for (gsize i = 0; i < snippet->len; i++)
    {
      if (snippet->str[i] == '\n' || snippet->str[i] == '\r' || snippet->str[i] == '\t')
        snippet->str[i] = ' ';
    }
  return g_string_free (g_steal_pointer (&snippet), FALSE);
}

PangoAttrList *
gesso_snippet_make_attributes (gsize start,
                               gsize length)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *marks[] = {
    pango_attr_weight_new (PANGO_WEIGHT_BOLD),
    pango_attr_underline_new (PANGO_UNDERLINE_SINGLE),
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      marks[i]->start_index = start;
      marks[i]->end_index = start + length;
      pango_attr_list_insert (attributes, marks[i]);
    }
  return attributes;
}

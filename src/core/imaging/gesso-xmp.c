/* gesso-xmp.c - the recipe as a property of an XMP packet
 *
 * Packets of other programs are changed as text, so that all else in them
 * stays as its maker wrote it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-recipe-private.h"

#define PROPERTY "gesso:recipe"
#define DESCRIPTION_BEGIN "<rdf:Description rdf:about=\"\" xmlns:gesso=\"http://gesso.art/ns/xmp/1.0/\">"
#define DESCRIPTION_END "</rdf:Description>"
#define NOTE_BEGIN \
  "<rdf:Description rdf:about=\"\" xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\" xmpNote:HasExtendedXMP=\""
#define NOTE_END "\"/>"
#define RDF_END "</rdf:RDF>"
#define PACKET_BEGIN \
  "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" \
  "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
#define PACKET_END RDF_END "</x:xmpmeta><?xpacket end=\"w\"?>"

typedef struct
{
  GString *text; /* (owned) (nullable): the property's value so far */
  gboolean inside;
} Search;

static void
start_element_cb (GMarkupParseContext *context,
                  const char          *element,
                  const char         **names,
                  const char         **values,
                  gpointer             user_data,
                  GError             **error)
{
  Search *search = user_data;

  if (search->text == NULL && g_str_equal (element, PROPERTY))
    {
      search->text = g_string_new (NULL);
      search->inside = TRUE;
    }
  /* Some programs rewrite simple properties as attributes. */
  for (guint i = 0; search->text == NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], PROPERTY))
      search->text = g_string_new (values[i]);
}

static void
end_element_cb (GMarkupParseContext *context,
                const char          *element,
                gpointer             user_data,
                GError             **error)
{
  Search *search = user_data;

  if (g_str_equal (element, PROPERTY))
    search->inside = FALSE;
}

static void
text_cb (GMarkupParseContext *context,
         const char          *text,
         gsize                length,
         gpointer             user_data,
         GError             **error)
{
  Search *search = user_data;

  if (search->inside)
    g_string_append_len (search->text, text, (gssize) length);
}

char *
gesso_xmp_get_recipe (const char *packet,
                      gsize       size)
{
  const GMarkupParser parser = { start_element_cb, end_element_cb, text_cb, NULL, NULL };
  Search search = { NULL };
  g_autoptr (GMarkupParseContext) context = NULL;

  /* Padding after the packet, often NULs, is no part of it. */
  size = strnlen (packet, size);
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &search, NULL);
  if (!g_markup_parse_context_parse (context, packet, (gssize) size, NULL) ||
      !g_markup_parse_context_end_parse (context, NULL))
    {
      if (search.text != NULL)
        g_string_free (search.text, TRUE);
      return NULL;
    }
  return search.text != NULL ? g_string_free (search.text, FALSE) : NULL;
}

/* Takes out everything from each @begin to the @end after it. */
static void
cut (GString    *text,
     const char *begin,
     const char *end)
{
  char *from;

  while ((from = strstr (text->str, begin)) != NULL)
    {
      char *to = strstr (from + strlen (begin), end);

      if (to == NULL)
        return;
      g_string_erase (text, from - text->str, to + strlen (end) - from);
    }
}

static gboolean
holds_recipe (const GString *text,
              const char    *recipe)
{
  g_autofree char *found = gesso_xmp_get_recipe (text->str, text->len);

  return g_strcmp0 (found, recipe) == 0;
}

/* @packet with nothing of ours, or an empty packet when there is none to build on. */
static GString *
clean_packet (const char *packet,
              gsize       size)
{
  GString *text = g_string_new (NULL);

  if (packet != NULL)
    g_string_append_len (text, packet, (gssize) strnlen (packet, size));
  cut (text, DESCRIPTION_BEGIN, DESCRIPTION_END);
  cut (text, NOTE_BEGIN, NOTE_END);
  cut (text, "<" PROPERTY ">", "</" PROPERTY ">");
  cut (text, " " PROPERTY "=\"", "\"");
  /* Nor is there anything to build on when ours is in it in some form that no program is known to write. */
  if (strstr (text->str, RDF_END) == NULL || !holds_recipe (text, NULL))
    g_string_assign (text, PACKET_BEGIN PACKET_END);
  return text;
}

static void
insert_description (GString    *text,
                    const char *description)
{
  g_string_insert (text, strstr (text->str, RDF_END) - text->str, description);
}

/* g_markup_escape_text() would write every quotation mark as six bytes, and JSON is full of them. */
static char *
escape_text (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (;;)
    {
      gsize plain = strcspn (text, "&<>");

      g_string_append_len (out, text, (gssize) plain);
      text += plain;
      if (*text == '\0')
        break;
      g_string_append (out, *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : "&gt;");
      text++;
    }
  return g_string_free (out, FALSE);
}

static char *
finish_packet (GString *text)
{
  gboolean empty = strstr (text->str, "<rdf:Description") == NULL;
  char *packet = g_string_free (text, empty);

  return empty ? NULL : packet;
}

char *
gesso_xmp_set_recipe (const char *packet,
                      gsize       size,
                      const char *recipe)
{
  GString *text = clean_packet (packet, size);

  if (recipe != NULL)
    {
      g_autofree char *escaped = escape_text (recipe);
      g_autofree char *description = g_strconcat (DESCRIPTION_BEGIN "<" PROPERTY ">", escaped,
                                                  "</" PROPERTY ">" DESCRIPTION_END, NULL);

      insert_description (text, description);
      /* What is put into a packet that is no XML cannot be found again by anybody. */
      if (!holds_recipe (text, recipe))
        {
          g_string_assign (text, PACKET_BEGIN PACKET_END);
          insert_description (text, description);
        }
    }
  return finish_packet (text);
}

char *
gesso_xmp_set_extension (const char *packet,
                         gsize       size,
                         const char *guid)
{
  GString *text = clean_packet (packet, size);
  g_autofree char *note = g_strconcat (NOTE_BEGIN, guid, NOTE_END, NULL);

  insert_description (text, note);
  return finish_packet (text);
}

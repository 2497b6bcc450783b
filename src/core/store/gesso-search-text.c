/* gesso-search-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* strcasestr */

#include "config.h"

#include <string.h>

#include "gesso-search-text.h"

/* More words than this say nothing more; the rest is left out. */
#define MAX_WORDS 24
/* Bytes of a query that are looked at. */
#define MAX_QUERY 1024

struct _GessoSearchQuery
{
  char *match;      /* (owned) */
  GPtrArray *words; /* (owned) (element-type Word) */
};

/* A run of letters and digits, or of characters that are words by themselves. */
typedef struct
{
  GString *text;  /* (owned): as it was typed */
  GArray *folded; /* (owned) (element-type gunichar) */
  gboolean is_cjk;
  gboolean is_prefix;
  gboolean is_cut; /* the index is asked for its beginning only */
} Word;

/* A text folded for comparing: each character with the place it came from. */
typedef struct
{
  gunichar character;
  gsize start, end;
} Folded;

/* Fixed here rather than asked of GLib: a row leaves the index only when its
 * text takes the same form as when it came. */
static const struct
{
  gunichar first, last;
} cjk_ranges[] = {
  { 0x1100, 0x11ff }, /* Hangul Jamo */
  { 0x2e80, 0x2fdf }, /* radicals */
  { 0x3005, 0x3007 }, /* iteration mark, closing mark, zero */
  { 0x3021, 0x3029 }, /* Hangzhou numerals */
  { 0x3041, 0x309f }, /* Hiragana */
  { 0x30a1, 0x30fa }, /* Katakana */
  { 0x30fc, 0x30ff }, /* its long mark and iteration marks */
  { 0x3105, 0x31bf }, /* Bopomofo, Hangul compatibility Jamo */
  { 0x31f0, 0x31ff }, /* small Katakana */
  { 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, /* Han */
  { 0xac00, 0xd7ff }, /* Hangul */
  { 0xf900, 0xfaff }, /* compatibility Han */
  { 0x20000, 0x3fffd }, /* rare Han */
};

static gboolean
is_cjk (gunichar c)
{
  if (c < cjk_ranges[0].first)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (cjk_ranges); i++)
    if (c >= cjk_ranges[i].first && c <= cjk_ranges[i].last)
      return TRUE;
  return FALSE;
}

/* What the tokenizer of the index takes for a part of a word. */
static gboolean
is_word_character (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
    case G_UNICODE_PRIVATE_USE:
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
normalize (const char *text,
           gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);

  return g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
}

char *
gesso_search_text_index (const char *text)
{
  g_autofree char *normal = normalize (text != NULL ? text : "", text != NULL ? strlen (text) : 0);
  GString *spaced = g_string_sized_new (strlen (normal) + 16);

  for (const char *p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);

      if (!is_cjk (g_utf8_get_char (p)))
        {
          g_string_append_len (spaced, p, next - p);
          continue;
        }
      g_string_append_c (spaced, ' ');
      g_string_append_len (spaced, p, next - p);
      g_string_append_c (spaced, ' ');
    }
  return g_string_free (spaced, FALSE);
}

/* Adds @c without case, width and marks: text comes composed or not, and the
 * index has told those apart already that are different words. */
static void
fold_character (GArray  *folded,
                gunichar c,
                gsize    start,
                gsize    end)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n;

  /* Most of all text, and nothing to take from it but case. */
  if (c < 0x80 || (c >= 0x4e00 && c <= 0x9fff))
    {
      Folded entry = { c < 0x80 ? (gunichar) g_ascii_tolower (c) : c, start, end };

      g_array_append_val (folded, entry);
      return;
    }
  n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n; i++)
    {
      Folded entry = { g_unichar_tolower (parts[i]), start, end };

      if (g_unichar_type (parts[i]) != G_UNICODE_NON_SPACING_MARK)
        g_array_append_val (folded, entry);
      else if (folded->len > 0)
        g_array_index (folded, Folded, folded->len - 1).end = end;
    }
}

static GArray *
fold_text (const char *text)
{
  GArray *folded = g_array_sized_new (FALSE, FALSE, sizeof (Folded), strlen (text));
  gsize size = strlen (text);

  for (gsize i = 0; i < size;)
    {
      gunichar c = g_utf8_get_char_validated (text + i, size - i);
      gsize next = i + 1;

      if (c == (gunichar) -1 || c == (gunichar) -2)
        c = 0xfffd;
      else
        next = g_utf8_next_char (text + i) - text;
      fold_character (folded, c, i, next);
      i = next;
    }
  return folded;
}

static void
word_free (gpointer data)
{
  Word *word = data;

  g_string_free (word->text, TRUE);
  g_array_unref (word->folded);
  g_free (word);
}

static void
add_character (GPtrArray *words,
               gunichar   c,
               gboolean   continues)
{
  Word *word = words->len > 0 ? g_ptr_array_index (words, words->len - 1) : NULL;
  gboolean cjk = is_cjk (c);
  GArray *folded;

  if (!continues || word == NULL || word->is_cjk != cjk)
    {
      word = g_new0 (Word, 1);
      word->text = g_string_new (NULL);
      word->folded = g_array_new (FALSE, FALSE, sizeof (gunichar));
      word->is_cjk = cjk;
      g_ptr_array_add (words, word);
    }
  g_string_append_unichar (word->text, c);
  folded = g_array_new (FALSE, FALSE, sizeof (Folded));
  fold_character (folded, c, 0, 0);
  for (guint i = 0; i < folded->len; i++)
    g_array_append_val (word->folded, g_array_index (folded, Folded, i).character);
  g_array_unref (folded);
}

/* One quoted phrase of the expression. Within quotes only a quote has a
 * meaning, and a word has none. */
static void
append_phrase (GString    *match,
               const char *text,
               gsize       length)
{
  g_autofree char *part = g_strndup (text, length);
  g_autofree char *phrase = gesso_search_text_index (part);

  if (match->len > 0)
    g_string_append (match, " AND ");
  g_string_append_printf (match, "\"%s\"", g_strstrip (phrase));
}

/* Bytes at the end of the last word that are left to the look at the text. */
static gsize
get_tail (Word *word)
{
  const char *text = word->text->str;

  if (word->is_cjk || g_utf8_strlen (text, -1) <= GESSO_SEARCH_PREFIX)
    return 0;
  return strlen (g_utf8_offset_to_pointer (text, GESSO_SEARCH_PREFIX));
}

/* Cuts @text into words: phrases for the index, and folded runs to look for in
 * what it gives. */
static void
parse (GessoSearchQuery *self,
       const char       *text)
{
  g_autoptr (GString) match = g_string_new (NULL);
  const char *p = text, *run = text;
  gsize length = 0, before = 0;
  gunichar last = 0;

  for (guint n_words = 0; n_words < MAX_WORDS; n_words++)
    {
      const char *start;

      while (*p != '\0' && !is_word_character (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (*p == '\0')
        break;
      start = p;
      while (is_word_character (g_utf8_get_char (p)) || (p > start && g_unichar_ismark (g_utf8_get_char (p))))
        {
          last = g_utf8_get_char (p);
          add_character (self->words, last, p > start);
          p = g_utf8_next_char (p);
        }
      run = start;
      length = p - run;
      before = match->len;
      append_phrase (match, run, length);
    }
  if (self->words->len > 0)
    {
      Word *word = g_ptr_array_index (self->words, self->words->len - 1);
      gsize tail = get_tail (word);

      word->is_prefix = TRUE;
      if (tail > 0)
        {
          word->is_cut = TRUE;
          g_string_truncate (match, before);
          append_phrase (match, run, length - tail);
        }
    }
  /* A character that is a word by itself is a whole one. */
  if (last != 0 && !is_cjk (last))
    g_string_append (match, " *");
  self->match = g_strdup (match->str);
}

GessoSearchQuery *
gesso_search_query_new (const char *text)
{
  g_autoptr (GessoSearchQuery) self = g_new0 (GessoSearchQuery, 1);
  g_autofree char *normal = normalize (text, MIN (strlen (text), MAX_QUERY));

  self->words = g_ptr_array_new_with_free_func (word_free);
  parse (self, normal);
  return self->words->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
gesso_search_query_free (GessoSearchQuery *self)
{
  g_free (self->match);
  g_ptr_array_unref (self->words);
  g_free (self);
}

const char *
gesso_search_query_get_match (GessoSearchQuery *self)
{
  return self->match;
}

gboolean
gesso_search_query_is_exact (GessoSearchQuery *self)
{
  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);

      if (word->is_cut || (word->is_cjk && word->folded->len > 1))
        return FALSE;
    }
  return TRUE;
}

/* Whether the word ends where a word of the text ends, so that "art" is not
 * shown in "artist" when it was asked for whole. */
static gboolean
is_at_boundary (GArray *text,
                guint   first,
                guint   past,
                Word   *word)
{
  if (word->is_cjk)
    return TRUE;
  if (first > 0)
    {
      gunichar before = g_array_index (text, Folded, first - 1).character;

      if (is_word_character (before) && !is_cjk (before))
        return FALSE;
    }
  if (!word->is_prefix && past < text->len)
    {
      gunichar after = g_array_index (text, Folded, past).character;

      if (is_word_character (after) && !is_cjk (after))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_word (GArray *text,
           Word   *word,
           guint  *index)
{
  guint n = word->folded->len;

  for (guint i = 0; n > 0 && i + n <= text->len; i++)
    {
      guint k = 0;

      while (k < n && g_array_index (text, Folded, i + k).character == g_array_index (word->folded, gunichar, k))
        k++;
      if (k == n && is_at_boundary (text, i, i + n, word))
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* What can be no part of a word that begins or ends beside it. */
static gboolean
is_ascii_gap (char c)
{
  return (guchar) c < 0x80 && !g_ascii_isalnum (c);
}

/* The bytes alone tell where a word of plain letters stands between plain
 * characters; anything else is left to the longer way. */
static const char *
find_ascii (Word       *word,
            const char *text)
{
  gsize length = word->text->len;

  if (word->is_cjk || !g_str_is_ascii (word->text->str))
    return NULL;
  for (const char *p = strcasestr (text, word->text->str); p != NULL; p = strcasestr (p + 1, word->text->str))
    if ((p == text || is_ascii_gap (p[-1])) &&
        (p[length] == '\0' || is_ascii_gap (p[length]) || (word->is_prefix && (guchar) p[length] < 0x80)))
      return p;
  return NULL;
}

/* Where @word is in @text; *@folded is made when the bytes alone do not tell. */
static gboolean
find_place (Word       *word,
            const char *text,
            GArray    **folded,
            gsize      *start,
            gsize      *end)
{
  const char *same = word->is_cjk ? strstr (text, word->text->str) : find_ascii (word, text);
  guint index;

  if (same != NULL)
    {
      *start = same - text;
      *end = *start + word->text->len;
      return TRUE;
    }
  if (*folded == NULL)
    *folded = fold_text (text);
  if (!find_word (*folded, word, &index))
    return FALSE;
  *start = g_array_index (*folded, Folded, index).start;
  *end = g_array_index (*folded, Folded, index + word->folded->len - 1).end;
  return TRUE;
}

gboolean
gesso_search_query_find (GessoSearchQuery *self,
                         const char       *text,
                         gsize            *start,
                         gsize            *length)
{
  g_autoptr (GArray) folded = NULL;
  gboolean found = FALSE;

  *start = *length = 0;
  for (guint i = 0; i < self->words->len; i++)
    {
      Word *word = g_ptr_array_index (self->words, i);
      gsize word_start, word_end;

      if (!find_place (word, text, &folded, &word_start, &word_end))
        {
          if (word->is_cut || (word->is_cjk && word->folded->len > 1))
            return FALSE;
          continue;
        }
      if (!found || word_start < *start)
        {
          *start = word_start;
          *length = word_end - word_start;
          found = TRUE;
        }
    }
  return TRUE;
}

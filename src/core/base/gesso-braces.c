/* gesso-braces.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-braces.h"
#include "gesso-error.h"

/* Longer texts are taken as they are: no prompt is. */
#define MAX_LENGTH (1 << 20)

/* What each byte of a text is: the index of the closing brace for an opening
 * one that begins a choice, of the next bar or the end for a bar of one. */
typedef struct
{
  const char *text;
  guint length;
  guint *next; /* (owned): 0: no sign */
} Signs;

static void
clear_signs (Signs *signs)
{
  g_free (signs->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signs, clear_signs)

static gboolean
is_escape (const Signs *signs,
           guint        at)
{
  return signs->text[at] == '\\' && at + 1 < signs->length && strchr ("{|}\\", signs->text[at + 1]) != NULL;
}

/* A brace that is open, and the sign of it that came last. */
typedef struct
{
  guint open, last;
} Open;

/* The bars seen so far were written down as they came: without a partner they are text again. */
static void
forget (Signs      *signs,
        const Open *open)
{
  guint next;

  for (guint at = open->open; (next = signs->next[at]) != 0; at = next)
    signs->next[at] = 0;
}

static void
find_signs (Signs      *signs,
            const char *text)
{
  Open stack[GESSO_BRACES_MAX_DEPTH];
  guint depth = 0, deeper = 0;

  signs->text = text;
  signs->length = (guint) MIN (strlen (text), G_MAXUINT - 1);
  signs->next = g_new0 (guint, (gsize) signs->length + 1);
  for (guint i = 0; i < signs->length && signs->length <= MAX_LENGTH; i++)
    {
      if (is_escape (signs, i))
        i++;
      else if (text[i] == '{' && depth < GESSO_BRACES_MAX_DEPTH)
        stack[depth++] = (Open) { i, i };
      else if (text[i] == '{')
        deeper++;
      else if (text[i] == '}' && deeper > 0)
        deeper--;
      else if (text[i] == '|' && depth > 0 && deeper == 0)
        {
          signs->next[stack[depth - 1].last] = i;
          stack[depth - 1].last = i;
        }
      else if (text[i] == '}' && depth > 0)
        {
          depth--;
          if (stack[depth].last != stack[depth].open)
            signs->next[stack[depth].last] = i;
        }
    }
  while (depth > 0)
    forget (signs, &stack[--depth]);
}

static guint
multiply (guint a,
          guint b)
{
  return a > G_MAXUINT / b ? G_MAXUINT : a * b;
}

/* As of all that lies in [from, to). */
static guint
count (const Signs *signs,
       guint        from,
       guint        to)
{
  guint n = 1;

  for (guint i = from; i < to; i++)
    {
      guint sum = 0, part = i;

      if (is_escape (signs, i))
        i++;
      else if (signs->text[i] == '{' && signs->next[i] != 0)
        {
          for (; signs->next[part] != 0; part = signs->next[part])
            {
              guint more = count (signs, part + 1, signs->next[part]);

              sum = more > G_MAXUINT - sum ? G_MAXUINT : sum + more;
            }
          n = multiply (n, sum);
          i = part;
        }
    }
  return n;
}

static void
append_char (GPtrArray *texts,
             char       c)
{
  for (guint i = 0; i < texts->len; i++)
    g_string_append_c (g_ptr_array_index (texts, i), c);
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

/* Each of @texts with each of @ends behind it. */
static GPtrArray *
join (GPtrArray *texts,
      GPtrArray *ends)
{
  GPtrArray *joined = g_ptr_array_new_full (texts->len * ends->len, free_string);

  for (guint i = 0; i < texts->len; i++)
    for (guint j = 0; j < ends->len; j++)
      {
        GString *start = g_ptr_array_index (texts, i), *end = g_ptr_array_index (ends, j);
        GString *whole = g_string_new_len (start->str, start->len);

        g_string_append_len (whole, end->str, end->len);
        g_ptr_array_add (joined, whole);
      }
  return joined;
}

/* There are few enough: that was counted before. */
static GPtrArray *
expand (const Signs *signs,
        guint        from,
        guint        to)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_string);

  g_ptr_array_add (texts, g_string_new (NULL));
  for (guint i = from; i < to; i++)
    {
      g_autoptr (GPtrArray) ends = NULL;
      GPtrArray *joined;
      guint part = i;

      if (is_escape (signs, i))
        i++;
      if (part != i || signs->text[i] != '{' || signs->next[i] == 0)
        {
          append_char (texts, signs->text[i]);
          continue;
        }
      ends = g_ptr_array_new_with_free_func (free_string);
      for (; signs->next[part] != 0; part = signs->next[part])
        {
          GPtrArray *more = expand (signs, part + 1, signs->next[part]);

          g_ptr_array_extend_and_steal (ends, more);
        }
      joined = join (texts, ends);
      g_ptr_array_unref (texts);
      texts = joined;
      i = part;
    }
  return g_steal_pointer (&texts);
}

guint
gesso_braces_count (const char *text)
{
  g_auto (Signs) signs = { 0 };

  g_return_val_if_fail (text != NULL, 1);

  find_signs (&signs, text);
  return count (&signs, 0, signs.length);
}

GPtrArray *
gesso_braces_expand (const char *text,
                     guint       max,
                     GError    **error)
{
  g_auto (Signs) signs = { 0 };
  g_autoptr (GPtrArray) texts = NULL;
  GPtrArray *prompts;
  guint n;

  g_return_val_if_fail (text != NULL, NULL);

  find_signs (&signs, text);
  n = count (&signs, 0, signs.length);
  if (n > max)
    {
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   /* Translators: a number of runs. */
                   _("The choices in braces make more than %u runs: take some of them out."), max);
      return NULL;
    }
  texts = expand (&signs, 0, signs.length);
  prompts = g_ptr_array_new_full (texts->len, g_free);
  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (prompts, g_strstrip (g_strdup (((GString *) g_ptr_array_index (texts, i))->str)));
  return prompts;
}

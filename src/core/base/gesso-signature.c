/* gesso-signature.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gesso-signature.h"

/* A bit of the hash against a step of the grid: crops and other colours of one
 * motif come before other motifs in the same colours. */
#define HASH_WEIGHT 32

static const struct
{
  const char *nick, *title;
} colours[GESSO_N_COLOURS] = {
  [GESSO_COLOUR_RED] = { "red", N_("Red") },
  [GESSO_COLOUR_ORANGE] = { "orange", N_("Orange") },
  [GESSO_COLOUR_YELLOW] = { "yellow", N_("Yellow") },
  [GESSO_COLOUR_GREEN] = { "green", N_("Green") },
  [GESSO_COLOUR_CYAN] = { "cyan", N_("Cyan") },
  [GESSO_COLOUR_BLUE] = { "blue", N_("Blue") },
  [GESSO_COLOUR_PURPLE] = { "purple", N_("Purple") },
  [GESSO_COLOUR_PINK] = { "pink", N_("Pink") },
  [GESSO_COLOUR_BROWN] = { "brown", N_("Brown") },
  [GESSO_COLOUR_BLACK] = { "black", N_("Black") },
  [GESSO_COLOUR_GREY] = { "grey", N_("Grey") },
  [GESSO_COLOUR_WHITE] = { "white", N_("White") },
};

static inline guint
count_bits (guint64 x)
{
  x -= (x >> 1) & G_GUINT64_CONSTANT (0x5555555555555555);
  x = (x & G_GUINT64_CONSTANT (0x3333333333333333)) + ((x >> 2) & G_GUINT64_CONSTANT (0x3333333333333333));
  x = (x + (x >> 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  return (x * G_GUINT64_CONSTANT (0x0101010101010101)) >> 56;
}

static inline guint
compare (const GessoSignature *a,
         const GessoSignature *b)
{
  int difference = 0;

  /* In this form the compiler makes one instruction of sixteen differences. */
  for (guint i = 0; i < GESSO_SIGNATURE_BYTES; i++)
    difference += ABS ((int) a->grid[i] - (int) b->grid[i]);
  return (guint) difference + HASH_WEIGHT * count_bits (a->hash ^ b->hash);
}

guint
gesso_signature_compare (const GessoSignature *a,
                         const GessoSignature *b)
{
  return compare (a, b);
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const GessoSignatureMatch *x = a, *y = b;

  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  /* The later one first. */
  return x->tag > y->tag ? -1 : x->tag < y->tag;
}

/* Puts @match into the heap, the most different on top, in place of that one. */
static void
sink (GArray             *heap,
      GessoSignatureMatch match)
{
  GessoSignatureMatch *matches = (GessoSignatureMatch *) (gpointer) heap->data;
  guint i = 0;

  for (guint child = 1; child < heap->len; child = 2 * i + 1)
    {
      if (child + 1 < heap->len && compare_matches (&matches[child + 1], &matches[child]) > 0)
        child++;
      if (compare_matches (&matches[child], &match) <= 0)
        break;
      matches[i] = matches[child];
      i = child;
    }
  matches[i] = match;
}

static void
rise (GArray             *heap,
      GessoSignatureMatch match)
{
  GessoSignatureMatch *matches;
  guint i = heap->len;

  g_array_append_val (heap, match);
  matches = (GessoSignatureMatch *) (gpointer) heap->data;
  while (i > 0 && compare_matches (&match, &matches[(i - 1) / 2]) > 0)
    {
      matches[i] = matches[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  matches[i] = match;
}

GArray *
gesso_signature_search (const GessoSignature *query,
                        const GessoSignature *signatures,
                        gsize                 n,
                        guint                 limit,
                        guint                 max_distance)
{
  GArray *heap = g_array_new (FALSE, FALSE, sizeof (GessoSignatureMatch));
  const GessoSignature wanted = *query;
  guint worst = max_distance;

  for (gsize i = 0; i < n && limit > 0; i++)
    {
      GessoSignatureMatch match = { 0, compare (&wanted, &signatures[i]) };

      if (match.distance > worst)
        continue;
      match.tag = signatures[i].tag;
      if (heap->len < limit)
        rise (heap, match);
      else if (compare_matches (&match, &g_array_index (heap, GessoSignatureMatch, 0)) < 0)
        sink (heap, match);
      if (heap->len == limit)
        worst = g_array_index (heap, GessoSignatureMatch, 0).distance;
    }
  g_array_sort (heap, compare_matches);
  return heap;
}

const char *
gesso_colour_to_nick (GessoColour colour)
{
  g_return_val_if_fail (colour < GESSO_N_COLOURS, NULL);
  return colours[colour].nick;
}

gboolean
gesso_colour_from_nick (const char  *nick,
                        GessoColour *out)
{
  for (guint i = 0; i < GESSO_N_COLOURS; i++)
    if (g_strcmp0 (nick, colours[i].nick) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

const char *
gesso_colour_get_title (GessoColour colour)
{
  g_return_val_if_fail (colour < GESSO_N_COLOURS, NULL);
  return _(colours[colour].title);
}

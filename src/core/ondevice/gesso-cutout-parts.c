/* gesso-cutout-parts.c - connected parts of a segmentation: what to keep, what to fill
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-cutout-colours.h"
#include "gesso-cutout-segment.h"

/* Parts smaller than this share of the largest one are specks. */
#define KEEP_SHARE 0.12
/* Holes smaller than this share of the subject are always filled. */
#define HOLE_SHARE 0.004

typedef struct
{
  gsize size;
  gboolean seeded;  /* holds a pixel that the artist marked as its label is */
  gboolean outside; /* touches the edge of the picture */
  double margin;    /* sum of how much more likely its colours are in the background */
} Part;

/* Marks the part that @start lies in with @id: all pixels of its label it is joined to, side by side. */
static Part
flood (const GessoSegment *self,
       gsize               start,
       guint32             id,
       guint32            *ids,
       guint32            *stack)
{
  const guint8 label = self->labels[start];
  Part part = { 0 };
  gsize n = 0;

  stack[n++] = (guint32) start;
  ids[start] = id;
  while (n > 0)
    {
      gsize i = stack[--n];
      guint x = i % self->width, y = (guint) (i / self->width);

      part.size++;
      part.seeded |= self->seeds[i] == (label ? GESSO_SEED_SUBJECT : GESSO_SEED_BACKGROUND);
      part.outside |= x == 0 || y == 0 || x + 1 == self->width || y + 1 == self->height;
      for (guint k = 0; k < 4; k++)
        {
          int nx = (int) x + (k == 0) - (k == 1), ny = (int) y + (k == 2) - (k == 3);
          gsize j = (gsize) ny * self->width + (gsize) nx;

          if (nx < 0 || ny < 0 || nx >= (int) self->width || ny >= (int) self->height || ids[j] != 0 ||
              self->labels[j] != label)
            continue;
          ids[j] = id;
          stack[n++] = (guint32) j;
        }
    }
  return part;
}

static GArray *
find_parts (const GessoSegment *self,
            guint32            *ids)
{
  gsize n = (gsize) self->width * self->height;
  g_autofree guint32 *stack = g_new (guint32, n);
  GArray *parts = g_array_new (FALSE, TRUE, sizeof (Part));

  /* Number 0 means not yet seen. */
  g_array_set_size (parts, 1);
  for (gsize i = 0; i < n; i++)
    if (ids[i] == 0)
      {
        Part part = flood (self, i, parts->len, ids, stack);

        g_array_append_val (parts, part);
      }
  return parts;
}

static void
weigh_colours (const GessoSegment *self,
               const guint32      *ids,
               GArray             *parts)
{
  gsize n = (gsize) self->width * self->height;
  GessoCutoutColours subject, background;

  gesso_cutout_colours_learn (&subject, self->pixels, self->labels, n, 1, 1);
  gesso_cutout_colours_learn (&background, self->pixels, self->labels, n, 0, 1);
  if (subject.n == 0 || background.n == 0)
    return;
  for (gsize i = 0; i < n; i++)
    if (!self->labels[i])
      g_array_index (parts, Part, ids[i]).margin +=
          gesso_cutout_colours_cost (&subject, self->pixels + 3 * i) -
          gesso_cutout_colours_cost (&background, self->pixels + 3 * i);
}

void
gesso_segment_tidy (GessoSegment *self)
{
  gsize n = (gsize) self->width * self->height, largest = 0;
  g_autofree guint32 *ids = g_new0 (guint32, n);
  g_autoptr (GArray) parts = find_parts (self, ids);

  for (gsize i = 0; i < n; i++)
    if (self->labels[i])
      largest = MAX (largest, g_array_index (parts, Part, ids[i]).size);
  weigh_colours (self, ids, parts);
  for (gsize i = 0; i < n; i++)
    {
      const Part *part = &g_array_index (parts, Part, ids[i]);

      if (self->labels[i])
        self->labels[i] = part->seeded || part->size >= largest * KEEP_SHARE;
      else if (!part->outside && !part->seeded)
        self->labels[i] = part->size < largest * HOLE_SHARE || part->margin < 4.0 * part->size;
    }
}

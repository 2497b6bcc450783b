/* gesso-cutout-segment.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-cutout-colours.h"
#include "gesso-cutout-segment.h"
#include "gesso-mincut.h"

/* Rother et al. 2004: how much an edge between equal colours costs against an unlikely colour. */
#define GAMMA 50.0
/* Fixed point of the graph's capacities. */
#define SCALE 256.0
/* A seed's cost: more than all links of a pixel together. */
#define CERTAIN (9.0 * GAMMA * SCALE)
#define BORDER 0.05

GessoSegment *
gesso_segment_new (guint width,
                   guint height)
{
  GessoSegment *self = g_new0 (GessoSegment, 1);
  gsize n = (gsize) width * height;

  self->width = width;
  self->height = height;
  self->pixels = g_new0 (guint8, n * 3);
  self->seeds = g_new0 (guint8, n);
  self->labels = g_new0 (guint8, n);
  return self;
}

void
gesso_segment_free (GessoSegment *self)
{
  g_free (self->pixels);
  g_free (self->seeds);
  g_free (self->labels);
  g_free (self);
}

/* 1 in the middle of the picture, a little below it, 0 on a wide ellipse, below 0 outside. */
static double
nearness (const GessoSegment *self,
          guint               x,
          guint               y)
{
  double dx = (x + 0.5 - self->width * 0.5) / (self->width * 0.48);
  double dy = (y + 0.5 - self->height * 0.55) / (self->height * 0.55);

  return 1.0 - dx * dx - dy * dy;
}

/* The lower edge is left open: subjects stand on it. */
static gboolean
is_border (const GessoSegment *self,
           guint               x,
           guint               y)
{
  guint band = MAX (1, (guint) (MIN (self->width, self->height) * BORDER));

  return y < band || x < band || x + band >= self->width;
}

/* The border is background, but not where a subject that the artist marked seems to go on over it:
 * its colours there are more like what is marked than like the rest of the border. */
static void
seed_border (GessoSegment *self)
{
  enum { ELSEWHERE, MARKED, RIM };
  gsize n = (gsize) self->width * self->height;
  g_autofree guint8 *places = g_new0 (guint8, n);
  GessoCutoutColours marked, rim;

  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        gsize i = (gsize) y * self->width + x;

        if (self->seeds[i] == GESSO_SEED_SUBJECT)
          places[i] = MARKED;
        else if (self->seeds[i] == GESSO_SEED_FREE && is_border (self, x, y))
          places[i] = RIM;
      }
  gesso_cutout_colours_learn (&marked, self->pixels, places, n, MARKED, 2);
  gesso_cutout_colours_learn (&rim, self->pixels, places, n, RIM, 2);
  for (gsize i = 0; i < n; i++)
    if (places[i] == RIM && (marked.n == 0 || gesso_cutout_colours_cost (&marked, self->pixels + 3 * i) >=
                                                  gesso_cutout_colours_cost (&rim, self->pixels + 3 * i)))
      self->seeds[i] = GESSO_SEED_BACKGROUND;
}

void
gesso_segment_guess (GessoSegment *self)
{
  seed_border (self);
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        gsize i = (gsize) y * self->width + x;

        self->hinted |= self->seeds[i] == GESSO_SEED_SUBJECT;
        self->labels[i] = self->seeds[i] == GESSO_SEED_SUBJECT
                          || (self->seeds[i] == GESSO_SEED_FREE && nearness (self, x, y) >= 0.0);
      }
}

void
gesso_segment_adopt (GessoSegment       *self,
                     const GessoSegment *coarse)
{
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        gsize i = (gsize) y * self->width + x;
        gsize j =
            (gsize) (y * coarse->height / self->height) * coarse->width + x * coarse->width / self->width;

        if (self->seeds[i] == GESSO_SEED_FREE)
          self->labels[i] = coarse->labels[j];
      }
}

static double
colour_distance (const guint8 *a,
                 const guint8 *b)
{
  double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];

  return x * x + y * y + z * z;
}

typedef struct
{
  GessoLink link;
  int dx, dy;
  double length;
} Neighbour;

static const Neighbour neighbours[] = {
  { GESSO_LINK_EAST, 1, 0, 1.0 },
  { GESSO_LINK_SOUTH, 0, 1, 1.0 },
  { GESSO_LINK_SOUTH_EAST, 1, 1, G_SQRT2 },
  { GESSO_LINK_SOUTH_WEST, -1, 1, G_SQRT2 },
};

static gboolean
has_neighbour (const GessoSegment *self,
               guint               x,
               guint               y,
               const Neighbour    *n)
{
  return (int) x + n->dx >= 0 && (int) x + n->dx < (int) self->width && (int) y + n->dy < (int) self->height;
}

static gsize
neighbour_index (const GessoSegment *self,
                 guint               x,
                 guint               y,
                 const Neighbour    *n)
{
  return (gsize) ((int) y + n->dy) * self->width + (gsize) ((int) x + n->dx);
}

/* The mean of squared differences between neighbours, and that of those the outline parts. */
static double
mean_distance (const GessoSegment *self,
               gboolean            outline)
{
  double sum = 0.0;
  gsize count = 0;

  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      for (guint k = 0; k < G_N_ELEMENTS (neighbours); k++)
        if (has_neighbour (self, x, y, &neighbours[k]))
          {
            gsize i = (gsize) y * self->width + x, j = neighbour_index (self, x, y, &neighbours[k]);

            if (outline && self->labels[i] == self->labels[j])
              continue;
            sum += colour_distance (self->pixels + 3 * i, self->pixels + 3 * j);
            count++;
          }
  return count > 0 ? sum / count : 0.0;
}

double
gesso_segment_contrast (const GessoSegment *self)
{
  return sqrt ((mean_distance (self, TRUE) + 1e-3) / (mean_distance (self, FALSE) + 1e-3));
}

static void
link_pixels (const GessoSegment *self,
             GessoMincut        *graph)
{
  double mean = mean_distance (self, FALSE), beta = mean > 0.0 ? 1.0 / (2.0 * mean) : 0.0;

  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      for (guint k = 0; k < G_N_ELEMENTS (neighbours); k++)
        if (has_neighbour (self, x, y, &neighbours[k]))
          {
            gsize i = (gsize) y * self->width + x, j = neighbour_index (self, x, y, &neighbours[k]);
            double d = colour_distance (self->pixels + 3 * i, self->pixels + 3 * j);

            gesso_mincut_set_link (graph, x, y, neighbours[k].link,
                                   (gint32) (GAMMA * SCALE / neighbours[k].length * exp (-beta * d)));
          }
}

static void
tie_pixels (const GessoSegment       *self,
            const GessoCutoutColours *subject,
            const GessoCutoutColours *background,
            double                    centred,
            GessoMincut              *graph)
{
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        gsize i = (gsize) y * self->width + x;
        double gain;

        if (self->seeds[i] != GESSO_SEED_FREE)
          {
            gboolean keep = self->seeds[i] == GESSO_SEED_SUBJECT;

            gesso_mincut_set_terminal (graph, x, y, keep ? (gint32) CERTAIN : 0, keep ? 0 : (gint32) CERTAIN);
            continue;
          }
        gain = gesso_cutout_colours_cost (background, self->pixels + 3 * i) -
               gesso_cutout_colours_cost (subject, self->pixels + 3 * i);
        gain += centred * nearness (self, x, y);
        /* Only the difference counts; far outliers are no better than unlikely. */
        gesso_mincut_set_terminal (graph, x, y, (gint32) (CLAMP (gain, 0.0, 60.0) * SCALE),
                                   (gint32) (CLAMP (-gain, 0.0, 60.0) * SCALE));
      }
}

gboolean
gesso_segment_round (GessoSegment *self,
                     double        centred,
                     gsize        *changed,
                     GCancellable *cancellable)
{
  g_autoptr (GessoMincut) graph = gesso_mincut_new (self->width, self->height);
  gsize n = (gsize) self->width * self->height;
  GessoCutoutColours subject, background;

  *changed = 0;
  gesso_cutout_colours_learn (&subject, self->pixels, self->labels, n, 1, 3);
  gesso_cutout_colours_learn (&background, self->pixels, self->labels, n, 0, 3);
  /* With one of both missing there is nothing to tell apart. */
  if (subject.n == 0 || background.n == 0)
    return TRUE;
  link_pixels (self, graph);
  tie_pixels (self, &subject, &background, centred, graph);
  if (gesso_mincut_run (graph, cancellable) < 0)
    return FALSE;
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        guint8 *label = &self->labels[(gsize) y * self->width + x], was = *label;

        *label = gesso_mincut_is_source (graph, x, y);
        *changed += *label != was;
      }
  return TRUE;
}

gsize
gesso_segment_count (const GessoSegment *self)
{
  gsize count = 0;

  for (gsize i = 0; i < (gsize) self->width * self->height; i++)
    count += self->labels[i];
  return count;
}

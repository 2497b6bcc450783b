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

/* The lower edge is left open: subjects stand on it. */
static gboolean
is_border (const GessoSegment *self,
           guint               x,
           guint               y)
{
  guint band = MAX (1, (guint) (MIN (self->width, self->height) * BORDER));

  return y < band || x < band || x + band >= self->width;
}

void
gesso_segment_guess (GessoSegment *self)
{
  double cx = self->width * 0.5, cy = self->height * 0.55;
  double rx = self->width * 0.48, ry = self->height * 0.55;

  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        gsize i = (gsize) y * self->width + x;
        double dx = (x + 0.5 - cx) / rx, dy = (y + 0.5 - cy) / ry;

        if (self->seeds[i] == GESSO_SEED_SUBJECT)
          self->hinted = TRUE;
        /* A keep hint at the border is a better word than the prior. */
        if (self->seeds[i] == GESSO_SEED_FREE && is_border (self, x, y))
          self->seeds[i] = GESSO_SEED_BACKGROUND;
        self->labels[i] = self->seeds[i] == GESSO_SEED_SUBJECT
                          || (self->seeds[i] == GESSO_SEED_FREE && dx * dx + dy * dy <= 1.0);
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
            GessoMincut              *graph)
{
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      {
        gsize i = (gsize) y * self->width + x;
        float in, out;

        if (self->seeds[i] != GESSO_SEED_FREE)
          {
            gboolean keep = self->seeds[i] == GESSO_SEED_SUBJECT;

            gesso_mincut_set_terminal (graph, x, y, keep ? (gint32) CERTAIN : 0, keep ? 0 : (gint32) CERTAIN);
            continue;
          }
        in = gesso_cutout_colours_cost (subject, self->pixels + 3 * i);
        out = gesso_cutout_colours_cost (background, self->pixels + 3 * i);
        /* Only the difference counts; far outliers are no better than unlikely. */
        gesso_mincut_set_terminal (graph, x, y, (gint32) (CLAMP (out - in, 0.0f, 60.0f) * SCALE),
                                   (gint32) (CLAMP (in - out, 0.0f, 60.0f) * SCALE));
      }
}

gboolean
gesso_segment_round (GessoSegment *self,
                     GCancellable *cancellable)
{
  g_autoptr (GessoMincut) graph = gesso_mincut_new (self->width, self->height);
  gsize n = (gsize) self->width * self->height;
  GessoCutoutColours subject, background;

  gesso_cutout_colours_learn (&subject, self->pixels, self->labels, n, 1, 3);
  gesso_cutout_colours_learn (&background, self->pixels, self->labels, n, 0, 3);
  /* With one of both missing there is nothing to tell apart. */
  if (subject.n == 0 || background.n == 0)
    return TRUE;
  link_pixels (self, graph);
  tie_pixels (self, &subject, &background, graph);
  if (gesso_mincut_run (graph, cancellable) < 0)
    return FALSE;
  for (guint y = 0; y < self->height; y++)
    for (guint x = 0; x < self->width; x++)
      self->labels[(gsize) y * self->width + x] = gesso_mincut_is_source (graph, x, y);
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

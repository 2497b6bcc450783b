/* gesso-register.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "gesso-register-private.h"

/* Cells in which the pictures either agree or do not. */
#define CELL 16

/* A cell that shows less than this spread of brightness tells nothing. */
#define CELL_SPREAD 2.0

/* Cells correlate by at least this to agree; chance gives about 0. */
#define CELL_AGREES 0.5

/* Fewer cells than this are no measure. */
#define CELLS_MIN 6

/* A reply in which less than this share agrees is a new picture. */
#define AGREEMENT_MIN 0.4

/* Edges can coincide, as those of stripes do, though all between them differs: less than
 * this agrees, and brightness is off by this much. */
#define AGREEMENT_SURE 0.75
#define RESIDUAL_SURE  15

/* Brightness off by this where there is nothing to compare by but brightness. */
#define RESIDUAL_MAX 40

/* What lies as expected is preferred to what is better by no more than this. */
#define EXPECTED_BONUS 0.02

/* Found this near to where it should lie, in the parent's pixels, it lies there. What is measured
 * is no finer, and pixels that fall on pixels come through unsoftened. */
#define SNAP 0.1

/* Ratios that differ by less are the same but for rounding. */
#define SQUEEZE_MIN 0.006

#define ROUNDS_COARSE 6
#define ROUNDS_FINE   5

GessoPlacement
gesso_placement_for_cut (const GessoRect *cut,
                         guint            width,
                         guint            height)
{
  double scale_x = (double) width / cut->width, scale_y = (double) height / cut->height;

  return (GessoPlacement) { scale_x, scale_y, -cut->x * scale_x, -cut->y * scale_y };
}

GessoImageWindow
gesso_placement_map (const GessoPlacement *self,
                     const GessoRect      *rect)
{
  return (GessoImageWindow) { self->scale_x * rect->x + self->x0, self->scale_y * rect->y + self->y0,
                         self->scale_x * rect->width, self->scale_y * rect->height };
}

/* What two pictures say about each other over some pixels. */
typedef struct
{
  double n, p, r, pp, rr, pr;
} Moments;

static void
add_moments (Moments *m,
             double   p,
             double   r)
{
  m->n++;
  m->p += p;
  m->r += r;
  m->pp += p * p;
  m->rr += r * r;
  m->pr += p * r;
}

static double
get_correlation (const Moments *m)
{
  double spread = (m->pp - m->p * m->p / m->n) * (m->rr - m->r * m->r / m->n);

  return spread > 1e-9 ? (m->pr - m->p * m->r / m->n) / sqrt (spread) : 0;
}

/* The part of a cell in which nothing may have changed. */
static Moments
measure_cell (const RegisterLevel *level,
              const float         *laid,
              const GessoRect     *cell)
{
  Moments moments = { 0 };

  for (int y = cell->y; y < cell->y + cell->height; y++)
    for (int x = cell->x; x < cell->x + cell->width; x++)
      {
        gsize i = (gsize) y * (gsize) level->parent.width + (gsize) x;

        if (level->weight.pixels[i] > 0)
          add_moments (&moments, level->parent.pixels[i], laid[i]);
      }
  return moments;
}

static void
judge_cells (const RegisterPlanes *planes,
             const GessoPlacement *placement,
             float                *laid,
             GessoRegistration    *registration)
{
  const RegisterLevel *level = &planes->levels[0];
  int cells = 0, agreeing = 0;
  GessoRect valid;

  register_lay_over (&level->reply, placement, level->parent.width, level->parent.height, laid, &valid);
  for (int y = 0; y < level->parent.height; y += CELL)
    for (int x = 0; x < level->parent.width; x += CELL)
      {
        GessoRect cell = { x, y, CELL, CELL };
        Moments m;

        cell = gesso_rect_intersect (&cell, &valid);
        m = measure_cell (level, laid, &cell);
        if (m.n < CELL * CELL / 2 || m.pp / m.n - (m.p / m.n) * (m.p / m.n) < CELL_SPREAD * CELL_SPREAD)
          continue;
        cells++;
        agreeing += get_correlation (&m) >= CELL_AGREES;
      }
  registration->measured = cells >= CELLS_MIN;
  registration->agreement = cells > 0 ? (double) agreeing / cells : 0;
}

/* The root of the mean square once brightness and contrast are evened out, over
 * the half that differs least, times what makes it that of all under chance. */
static double
measure_residual (const RegisterPlanes *planes,
                  const GessoPlacement *placement,
                  float                *laid,
                  gboolean              even_out)
{
  const RegisterPlane *parent = &planes->bright_parent;
  const float *weight = planes->levels[0].weight.pixels;
  gsize histogram[256] = { 0 }, all = 0, seen = 0;
  double gain = 1, offset = 0, squares = 0;
  Moments m = { 0 };
  GessoRect valid;

  register_lay_over (&planes->bright_reply, placement, parent->width, parent->height, laid, &valid);
  for (int y = valid.y; y < valid.y + valid.height; y++)
    for (int x = valid.x; x < valid.x + valid.width; x++)
      {
        gsize i = (gsize) y * (gsize) parent->width + (gsize) x;

        if (weight[i] > 0)
          add_moments (&m, parent->pixels[i], laid[i]);
      }
  if (m.n < 1)
    return 0;
  if (even_out && m.rr - m.r * m.r / m.n > m.n)
    {
      gain = CLAMP ((m.pr - m.p * m.r / m.n) / (m.rr - m.r * m.r / m.n), 0.25, 4);
      offset = (m.p - gain * m.r) / m.n;
    }
  for (int y = valid.y; y < valid.y + valid.height; y++)
    for (int x = valid.x; x < valid.x + valid.width; x++)
      {
        gsize i = (gsize) y * (gsize) parent->width + (gsize) x;

        if (weight[i] > 0)
          histogram[(int) MIN (fabs (parent->pixels[i] - gain * laid[i] - offset), 255)]++;
      }
  for (int i = 0; i < 256; i++)
    all += histogram[i];
  /* The tenth that differs most is what changed though it should not have. */
  for (int i = 0; i < 256 && seen < all * 9 / 10; i++)
    {
      seen += histogram[i];
      squares += (double) histogram[i] * i * i;
    }
  return sqrt (squares / MAX (seen, 1));
}

void
register_judge (const RegisterPlanes *planes,
                const GessoPlacement *placement,
                GessoRegistration    *registration)
{
  const RegisterPlane *parent = &planes->levels[0].parent;
  g_autofree float *laid = g_new0 (float, (gsize) parent->width * (gsize) parent->height);

  judge_cells (planes, placement, laid, registration);
  registration->residual = measure_residual (planes, placement, laid, registration->measured);
}

static int
compare_scores (gconstpointer a,
                gconstpointer b)
{
  double first = ((const RegisterCandidate *) a)->score, second = ((const RegisterCandidate *) b)->score;

  return first > second ? -1 : first < second;
}

/* All that the coarsest level offers, the expected placement first. */
static int
collect (const RegisterPlanes *planes,
         const GessoPlacement *expected,
         RegisterCandidate    *found)
{
  const RegisterLevel *level = &planes->levels[planes->count - 1];
  GessoPlacement finest = register_planes_to_level (planes, expected);
  GessoPlacement coarse = register_placement_zoom (&finest, ldexp (1, 1 - planes->count));
  double squeeze = sqrt (expected->scale_y / expected->scale_x);
  int count = 1;

  found[0] = (RegisterCandidate) { coarse, 0 };
  count += register_search (level, &coarse, 1, found + count);
  /* What expected stretches, the model may have cut or added to instead. */
  if (fabs (squeeze - 1) > SQUEEZE_MIN)
    count += register_search (level, &coarse, squeeze, found + count);
  return count;
}

/* Follows the best through the levels, ever fewer of them. */
static GessoPlacement
follow (const RegisterPlanes *planes,
        RegisterCandidate    *found,
        int                   count)
{
  RegisterCandidate expected = found[0];

  for (int level = planes->count - 1; level >= 0; level--)
    {
      int keep = level >= 3 ? 8 : level == 2 ? 5 : level == 1 ? 3 : 1;
      int rounds = level > 1 ? ROUNDS_COARSE : ROUNDS_FINE;

      for (int i = 0; i < count; i++)
        register_refine (&planes->levels[level], rounds, &found[i]);
      if (level > 0)
        {
          register_refine (&planes->levels[level], rounds, &expected);
          expected.score += EXPECTED_BONUS;
          found[count] = expected;
          count++;
        }
      qsort (found, (gsize) count, sizeof *found, compare_scores);
      count = MIN (count, keep);
      if (level == 0)
        break;
      for (int i = 0; i < count; i++)
        found[i].placement = register_placement_zoom (&found[i].placement, 2);
      expected.placement = register_placement_zoom (&expected.placement, 2);
    }
  return found[0].placement;
}

/* Whether a placement lies within what edits are known to do. */
static gboolean
is_plausible (const GessoPlacement *found,
              const GessoPlacement *expected,
              double                width,
              double                height)
{
  double scale_x = found->scale_x / expected->scale_x, scale_y = found->scale_y / expected->scale_y;
  double shift_x = (found->scale_x - expected->scale_x) * width / 2 + found->x0 - expected->x0;
  double shift_y = (found->scale_y - expected->scale_y) * height / 2 + found->y0 - expected->y0;

  return MIN (scale_x, scale_y) > 0.6 && MAX (scale_x, scale_y) < 1.7 &&
         fabs (shift_x) < 0.35 * width * expected->scale_x && fabs (shift_y) < 0.35 * height * expected->scale_y;
}

/* How far apart two placements put any pixel of a parent of @width × @height, in its pixels. */
static double
measure_distance (const GessoPlacement *a,
                  const GessoPlacement *b,
                  double                width,
                  double                height)
{
  double left = (a->x0 - b->x0) / b->scale_x, top = (a->y0 - b->y0) / b->scale_y;
  double right = left + (a->scale_x - b->scale_x) * width / b->scale_x;
  double bottom = top + (a->scale_y - b->scale_y) * height / b->scale_y;

  return hypot (MAX (fabs (left), fabs (right)), MAX (fabs (top), fabs (bottom)));
}

static gboolean
find_placement (RegisterPlanes       *planes,
                const GessoImage     *parent,
                const GessoImage     *reply,
                const GessoPlacement *expected,
                GessoPlacement       *placement,
                GCancellable         *cancellable,
                GError              **error)
{
  RegisterCandidate found[2 * REGISTER_CANDIDATES + 2];
  int count = collect (planes, expected, found);
  GessoPlacement best;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  best = follow (planes, found, count);
  best = register_planes_from_level (planes, &best);
  if (!is_plausible (&best, expected, gesso_image_get_width (parent), gesso_image_get_height (parent)))
    return TRUE;
  *placement = best;
  return register_refine_full (planes, parent, reply, placement, cancellable, error);
}

static gboolean
find_in_planes (RegisterPlanes       *planes,
                const GessoImage     *parent,
                const GessoImage     *coverage,
                const GessoImage     *reply,
                const GessoPlacement *expected,
                GessoRegistration    *registration,
                GCancellable         *cancellable,
                GError              **error)
{
  GessoRegistration unmoved;
  GessoPlacement level;

  if (!register_planes_init (planes, parent, coverage, reply, expected, error))
    return FALSE;
  /* Whether there is anything to measure by. */
  level = register_planes_to_level (planes, expected);
  register_judge (planes, &level, registration);
  if (!registration->measured)
    {
      registration->new_picture = registration->residual > RESIDUAL_MAX;
      return TRUE;
    }
  unmoved = *registration;
  if (!find_placement (planes, parent, reply, expected, &registration->placement, cancellable, error))
    return FALSE;
  if (measure_distance (&registration->placement, expected, gesso_image_get_width (parent),
                        gesso_image_get_height (parent)) < SNAP)
    registration->placement = *expected;
  level = register_planes_to_level (planes, &registration->placement);
  register_judge (planes, &level, registration);
  /* Grain, such as that of grass, can lead the search astray: nothing is moved for the worse. */
  if (registration->agreement < unmoved.agreement)
    *registration = unmoved;
  registration->new_picture = registration->agreement < AGREEMENT_MIN ||
                              (registration->agreement < AGREEMENT_SURE && registration->residual > RESIDUAL_SURE);
  if (registration->new_picture)
    registration->placement = *expected;
  return TRUE;
}

gboolean
gesso_register_find (const GessoImage     *parent,
                     const GessoImage     *coverage,
                     const GessoImage     *reply,
                     const GessoPlacement *expected,
                     GessoRegistration    *registration,
                     GCancellable         *cancellable,
                     GError              **error)
{
  RegisterPlanes planes = { 0 };
  gboolean done;

  g_return_val_if_fail (coverage == NULL || gesso_image_get_channels (coverage) == 1, FALSE);
  g_return_val_if_fail (expected->scale_x > 0 && expected->scale_y > 0, FALSE);

  *registration = (GessoRegistration) { .placement = *expected };
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  done = find_in_planes (&planes, parent, coverage, reply, expected, registration, cancellable, error);
  register_planes_clear (&planes);
  return done;
}

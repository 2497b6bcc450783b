/* gesso-fit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>

#include "gesso-fit.h"

/* Krita's AI plug-in: pixels, and shares of the diagonal of what is selected. */
#define FEATHER_MIN   32
#define FEATHER_SHARE 0.1
#define GROW          4
#define MARGIN_SHARE  0.06
#define PASTED_MIN    256
#define PASTED_STEP   16
#define CONTEXT_MIN   512
#define CONTEXT_STEP  8

/* Ratios of numbers up to this are kept exactly; with others a side is off by less than a pixel. */
#define EXACT_MAX 64

/* Shapes that ask for more than this many pixels a side are none. */
#define SIDE_MAX 200000

/* Of the shapes that add about the least area, the number of pixels decides. */
#define AREA_SLACK 1.02

/* A side of the box is in image pixels, one of what is sent in model pixels. */
typedef struct
{
  double width, height;
  guint sent_width, sent_height;
} Shape;

static int
round_up (double value,
          int    step)
{
  return (int) ceil (value / step) * step;
}

/* [@start, @start + @length) about the same middle, moved into [0, @limit) or, where too long, about it. */
static void
place (int *start,
       int *length,
       int  new_length,
       int  limit)
{
  int begin = *start - (new_length - *length) / 2;

  *start = new_length <= limit ? CLAMP (begin, 0, limit - new_length) : -((new_length - limit) / 2);
  *length = new_length;
}

static GessoRect
resize (GessoRect rect,
        int       new_width,
        int       new_height,
        int       width,
        int       height)
{
  place (&rect.x, &rect.width, new_width, width);
  place (&rect.y, &rect.height, new_height, height);
  return rect;
}

static GessoRect
find_pasted (const GessoRect *area,
             int              width,
             int              height)
{
  double diagonal = hypot (area->width, area->height);
  int pad = (int) (MAX (FEATHER_SHARE * diagonal, FEATHER_MIN) + GROW + MARGIN_SHARE * diagonal);
  int across = round_up (MAX (area->width + 2 * pad, PASTED_MIN), PASTED_STEP);
  int down = round_up (MAX (area->height + 2 * pad, PASTED_MIN), PASTED_STEP);

  return resize (*area, MIN (across, width), MIN (down, height), width, height);
}

/* What a model has to see of the surroundings, about as wide as high. */
static GessoRect
find_context (const GessoRect *pasted,
              int              width,
              int              height)
{
  int pad = MAX (MAX (width, height) / 16, (pasted->width + pasted->height) / 4);
  int across = MAX (pasted->width + 2 * pad, CONTEXT_MIN), down = MAX (pasted->height + 2 * pad, CONTEXT_MIN);

  if (across > down)
    across = MAX (pasted->width, down);
  else
    down = MAX (pasted->height, across);
  return resize (*pasted, MIN (round_up (across, CONTEXT_STEP), width), MIN (round_up (down, CONTEXT_STEP), height),
                 width, height);
}

static gboolean
parse_pair (const char *text,
            char        between,
            guint      *a,
            guint      *b)
{
  guint64 first, second;
  char *end;

  first = g_ascii_isdigit (text[0]) ? g_ascii_strtoull (text, &end, 10) : 0;
  if (first == 0 || first > SIDE_MAX || *end != between || !g_ascii_isdigit (end[1]))
    return FALSE;
  second = g_ascii_strtoull (end + 1, &end, 10);
  if (second == 0 || second > SIDE_MAX || *end != '\0')
    return FALSE;
  *a = (guint) first;
  *b = (guint) second;
  return TRUE;
}

/* The smallest box of the ratio @a : @b around @width × @height. */
static Shape
widen (double width,
       double height,
       guint  a,
       guint  b)
{
  guint x = a, y = b;
  double times;

  while (y != 0)
    {
      guint rest = x % y;

      x = y;
      y = rest;
    }
  a /= x;
  b /= x;
  times = MAX (width / a, height / b);
  if (MAX (a, b) <= EXACT_MAX)
    times = ceil (times);
  return (Shape) { ceil (times * a - 1e-9), ceil (times * b - 1e-9), 0, 0 };
}

/* How much a side has to shrink so that @width × @height keeps to the rule's upper limits. */
static double
get_shrinking (double              width,
               double              height,
               const GessoFitRule *rule)
{
  double scale = 1;

  if (rule->max_side > 0)
    scale = MIN (scale, rule->max_side / MAX (width, height));
  if (rule->max_pixels > 0)
    scale = MIN (scale, sqrt ((double) rule->max_pixels / (width * height)));
  return scale;
}

/* The scale closest to 1 at which @width × @height keeps to the limits; of these the upper ones come first. */
static double
get_scale (double              width,
           double              height,
           const GessoFitRule *rule,
           gboolean           *limited)
{
  double scale = MAX (rule->min_side / MIN (width, height), 1);
  double shrinking = get_shrinking (width * scale, height * scale, rule);

  *limited = shrinking < 1;
  return scale * shrinking;
}

/* A side of model pixels: up to the next multiple, or down where that would be too long. */
static guint
round_side (double              side,
            gboolean            limited,
            const GessoFitRule *rule)
{
  guint multiple = MAX (rule->multiple, 1);
  double steps = limited ? floor (side / multiple + 1e-9) : ceil (side / multiple - 1e-9);

  if (rule->max_side > 0 && steps * multiple > rule->max_side)
    steps = floor ((double) rule->max_side / multiple);
  return (guint) MAX (steps, 1) * multiple;
}

/* What @shape's box is sent as, at @scale. */
static void
set_sent (Shape              *shape,
          double              scale,
          gboolean            limited,
          const GessoFitRule *rule)
{
  shape->sent_width = round_side (shape->width * scale, limited, rule);
  shape->sent_height = round_side (shape->height * scale, limited, rule);
  if (rule->max_pixels > 0 && (guint64) shape->sent_width * shape->sent_height > rule->max_pixels)
    {
      shape->sent_width = round_side (shape->width * scale, TRUE, rule);
      shape->sent_height = round_side (shape->height * scale, TRUE, rule);
    }
}

/* A box of any ratio, and what it is sent as under the rule's limits. */
static Shape
fit_free (double              width,
          double              height,
          const GessoFitRule *rule)
{
  Shape shape = { width, height, 0, 0 };
  gboolean limited;
  double scale = get_scale (width, height, rule, &limited);

  /* A thin picture that the upper limits keep below the least side gets more around it. */
  if (limited && MIN (width, height) * scale < rule->min_side)
    {
      shape.width = MAX (width, ceil (rule->min_side / scale));
      shape.height = MAX (height, ceil (rule->min_side / scale));
      scale = get_scale (shape.width, shape.height, rule, &limited);
    }
  set_sent (&shape, scale, limited, rule);
  /* Of the ratio of what is sent, and nothing resampled where it need not be. */
  if (scale == 1 && shape.sent_width >= shape.width && shape.sent_height >= shape.height)
    return (Shape) { shape.sent_width, shape.sent_height, shape.sent_width, shape.sent_height };
  scale = MIN (shape.sent_width / shape.width, shape.sent_height / shape.height);
  shape.width = ceil (shape.sent_width / scale - 1e-9);
  shape.height = ceil (shape.sent_height / scale - 1e-9);
  return shape;
}

/* A box of a ratio the model has; the size it is sent in follows from the limits. */
static Shape
fit_ratio (double              width,
           double              height,
           guint               a,
           guint               b,
           const GessoFitRule *rule)
{
  Shape shape = widen (width, height, a, b);
  gboolean limited;
  double scale = get_scale (shape.width, shape.height, rule, &limited);

  set_sent (&shape, scale, limited, rule);
  return shape;
}

/* Of two that add about as little: enough pixels, then no more than are needed. */
static gboolean
is_better_size (const Shape *a,
                const Shape *b)
{
  gboolean a_enough = a->sent_width >= a->width, b_enough = b->sent_width >= b->width;
  guint64 a_pixels = (guint64) a->sent_width * a->sent_height, b_pixels = (guint64) b->sent_width * b->sent_height;

  if (a_enough != b_enough)
    return a_enough;
  return a_enough ? a_pixels < b_pixels : a_pixels > b_pixels;
}

static gboolean
is_better (const Shape *a,
           const Shape *b)
{
  double a_area = a->width * a->height, b_area = b->width * b->height;

  if (MAX (a_area, b_area) > AREA_SLACK * MIN (a_area, b_area))
    return a_area < b_area;
  return is_better_size (a, b);
}

static gboolean
try_word (const char         *word,
          gboolean            is_size,
          double              width,
          double              height,
          const GessoFitRule *rule,
          Shape              *shape)
{
  guint a, b;

  if (!parse_pair (word, is_size ? 'x' : ':', &a, &b))
    return FALSE;
  if (is_size)
    {
      *shape = widen (width, height, a, b);
      shape->sent_width = a;
      shape->sent_height = b;
    }
  else
    *shape = fit_ratio (width, height, a, b, rule);
  return shape->width <= SIDE_MAX && shape->height <= SIDE_MAX;
}

static Shape
choose_shape (double              width,
              double              height,
              const GessoFitRule *rule)
{
  const char *const *words = rule->sizes != NULL ? rule->sizes : rule->ratios;
  gboolean found = FALSE;
  Shape best = { 0 }, shape;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (try_word (words[i], words == rule->sizes, width, height, rule, &shape) &&
        (!found || is_better (&shape, &best)))
      {
        best = shape;
        found = TRUE;
      }
  return found ? best : fit_free (width, height, rule);
}

static GessoFit
fit_context (const GessoRect    *pasted,
             const GessoRect    *context,
             int                 width,
             int                 height,
             const GessoFitRule *rule)
{
  Shape shape = choose_shape (context->width, context->height, rule);
  GessoFit fit = { .pasted = *pasted, .width = shape.sent_width, .height = shape.sent_height };

  fit.cut = resize (*context, (int) shape.width, (int) shape.height, width, height);
  fit.scale = sqrt ((double) fit.width / fit.cut.width * fit.height / fit.cut.height);
  /* Rounding to whole pixels is no loss of detail. */
  fit.softer = fit.scale < 0.995;
  return fit;
}

GessoFit
gesso_fit_area (const GessoRect    *area,
                int                 width,
                int                 height,
                const GessoFitRule *rule)
{
  GessoRect all = { 0, 0, width, height };
  GessoRect inside = gesso_rect_intersect (area, &all);
  GessoRect pasted, context;

  g_return_val_if_fail (width > 0 && height > 0 && rule != NULL, (GessoFit) { 0 });
  g_return_val_if_fail (!gesso_rect_is_empty (&inside), (GessoFit) { 0 });

  pasted = find_pasted (&inside, width, height);
  context = find_context (&pasted, width, height);
  return fit_context (&pasted, &context, width, height, rule);
}

GessoFit
gesso_fit_whole (int                 width,
                 int                 height,
                 const GessoFitRule *rule)
{
  GessoRect all = { 0, 0, width, height };

  g_return_val_if_fail (width > 0 && height > 0 && rule != NULL, (GessoFit) { 0 });

  return fit_context (&all, &all, width, height, rule);
}

gboolean
gesso_fit_limits (guint              *width,
                  guint              *height,
                  const GessoFitRule *rule)
{
  gboolean limited;
  double scale = get_scale (*width, *height, rule, &limited);

  if (fabs (scale - 1) < 1e-9)
    return FALSE;
  *width = (guint) MAX (scale > 1 ? ceil (*width * scale - 1e-6) : floor (*width * scale + 1e-6), 1);
  *height = (guint) MAX (scale > 1 ? ceil (*height * scale - 1e-6) : floor (*height * scale + 1e-6), 1);
  return TRUE;
}

/* gesso-patch-even.c - light that runs on where patches from different places meet
 *
 * Patches agree in texture sooner than in brightness: a sky made of two places
 * has a step between them. What is sought is a correction, nothing at the rim,
 * whose differences between neighbours are what the pixels made lack of the
 * differences that their sources have (gradient-domain blending, Pérez et al.
 * 2003): a Poisson equation, solved coarse to fine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-patch.h"

#include "gesso-bands.h"

#define CHANNELS GESSO_PATCH_CHANNELS
#define BAND_ROWS 64

/* The correction is smooth, so it is sought on at most this many places. */
#define MOST_PLACES (1 << 19)
/* A field this small is solved by sweeping it often, others by a few sweeps on top of a coarser one. */
#define SMALL_SIDE 8
#define SWEEPS 8
#define SMALL_SWEEPS 60

/* A difference lacking more than this between two pixels is an edge that does
 * not fit, and is left alone: its colour would run far. */
#define MOST_LACKING 36.0f

/* A correction fades over this many places: without end it would carry the
 * sum of all roundings far out, where nothing holds it. */
#define FADE_PLACES 40

/** What is known and sought on a grid over the targets' area. */
typedef struct
{
  int width, height;
  float fade;               /* the weight of no correction at all */
  guint8 *is_free;          /* (owned): whether the place can be corrected */
  float (*right)[CHANNELS]; /* (owned): what the step to the next place lacks */
  float (*down)[CHANNELS];  /* (owned) */
  float (*lift)[CHANNELS];  /* (owned): the correction */
} Field;

static void
field_free (Field *self)
{
  g_free (self->is_free);
  g_free (self->right);
  g_free (self->down);
  g_free (self->lift);
  g_free (self);
}

static Field *
field_new (int   width,
           int   height,
           float fade)
{
  Field *self = g_new0 (Field, 1);
  gsize places = (gsize) width * height;

  self->width = width;
  self->height = height;
  self->fade = fade;
  self->is_free = g_malloc0 (places);
  self->right = g_malloc0_n (places, sizeof *self->right);
  self->down = g_malloc0_n (places, sizeof *self->down);
  self->lift = g_malloc0_n (places, sizeof *self->lift);
  return self;
}

/* Adds a step of a grid @scale times finer, from (@x, @y) to the right, to the
 * steps between the means of this field's blocks that it is part of. */
static void
add_right (Field       *self,
           int          scale,
           int          x,
           int          y,
           const float *lacking)
{
  int column = x / scale, inside = x % scale;
  float (*row)[CHANNELS] = self->right + (gsize) (y / scale) * self->width;
  float unit = 1.0f / (scale * scale);

  for (int c = 0; c < CHANNELS; c++)
    {
      row[column][c] += unit * (inside + 1) * lacking[c];
      if (column > 0)
        row[column - 1][c] += unit * (scale - 1 - inside) * lacking[c];
    }
}

static void
add_down (Field       *self,
          int          scale,
          int          x,
          int          y,
          const float *lacking)
{
  int row = y / scale, inside = y % scale;
  float (*at)[CHANNELS] = self->down + (gsize) row * self->width + x / scale;
  float unit = 1.0f / (scale * scale);

  for (int c = 0; c < CHANNELS; c++)
    {
      at[0][c] += unit * (inside + 1) * lacking[c];
      if (row > 0)
        at[-self->width][c] += unit * (scale - 1 - inside) * lacking[c];
    }
}

/* --- from a level --- */

static gboolean
is_hole (const GessoPatchLevel *level,
         int                    x,
         int                    y)
{
  return (gesso_patch_level_flags (level, x, y) & GESSO_PATCH_HOLE) != 0;
}

/* Adds to @want the step from (@x, @y) by (@dx, @dy) as the source of the
 * patch centred on (@cx, @cy), one of the step's ends, has it. */
static int
add_wanted (const GessoPatchLevel *level,
            int                    x,
            int                    y,
            int                    dx,
            int                    dy,
            int                    cx,
            int                    cy,
            float                  want[CHANNELS])
{
  const guint8 *from, *to;
  GessoPatchPoint match;

  if ((gesso_patch_level_flags (level, cx, cy) & GESSO_PATCH_TARGET) == 0)
    return 0;
  match = level->match[gesso_patch_level_slot (level, cx, cy)];
  from = gesso_patch_level_pixel (level, match.x + x - cx, match.y + y - cy);
  to = gesso_patch_level_pixel (level, match.x + x + dx - cx, match.y + y + dy - cy);
  for (int c = 0; c < CHANNELS; c++)
    want[c] += to[c] - from[c];
  return 1;
}

/* What the step from (@x, @y) by (@dx, @dy) lacks; FALSE where nothing can be
 * told, and where it is no greater than it should be and so does not show. */
static gboolean
measure_step (const GessoPatchLevel *level,
              int                    x,
              int                    y,
              int                    dx,
              int                    dy,
              float                  lacking[CHANNELS])
{
  const guint8 *from = gesso_patch_level_pixel (level, x, y);
  const guint8 *to = gesso_patch_level_pixel (level, x + dx, y + dy);
  float want[CHANNELS] = { 0 };
  float most = 0, made = 0, wanted = 0, trust;
  int count = 0;

  if (!is_hole (level, x, y) && !is_hole (level, x + dx, y + dy))
    return FALSE;
  count += add_wanted (level, x, y, dx, dy, x, y, want);
  count += add_wanted (level, x, y, dx, dy, x + dx, y + dy, want);
  if (count == 0)
    return FALSE;
  for (int c = 0; c < CHANNELS; c++)
    {
      float step = to[c] - from[c];

      lacking[c] = want[c] / count - step;
      most = MAX (most, lacking[c] * lacking[c]);
      made += ABS (step);
      wanted += ABS (want[c]) / count;
    }
  if (made <= wanted)
    return FALSE;
  trust = MAX (1 - most / (MOST_LACKING * MOST_LACKING), 0);
  for (int c = 0; c < CHANNELS; c++)
    lacking[c] *= trust * trust;
  return TRUE;
}

static Field *
field_new_from_level (const GessoPatchLevel *level,
                      int                    scale)
{
  const GessoRect *area = &level->area;
  Field *self = field_new ((area->width + scale - 1) / scale, (area->height + scale - 1) / scale,
                           1.0f / (FADE_PLACES * FADE_PLACES));

  for (int y = 0; y < area->height; y++)
    for (int x = 0; x < area->width; x++)
      {
        float lacking[CHANNELS];

        if (is_hole (level, area->x + x, area->y + y))
          self->is_free[(gsize) (y / scale) * self->width + x / scale] = 1;
        if (x + 1 < area->width && measure_step (level, area->x + x, area->y + y, 1, 0, lacking))
          add_right (self, scale, x, y, lacking);
        if (y + 1 < area->height && measure_step (level, area->x + x, area->y + y, 0, 1, lacking))
          add_down (self, scale, x, y, lacking);
      }
  return self;
}

static Field *
field_new_half (const Field *fine)
{
  Field *self = field_new ((fine->width + 1) / 2, (fine->height + 1) / 2, 4 * fine->fade);

  for (int y = 0; y < fine->height; y++)
    for (int x = 0; x < fine->width; x++)
      {
        gsize at = (gsize) y * fine->width + x;

        self->is_free[(gsize) (y / 2) * self->width + x / 2] |= fine->is_free[at];
        add_right (self, 2, x, y, fine->right[at]);
        add_down (self, 2, x, y, fine->down[at]);
      }
  return self;
}

/* --- solving --- */

/** One half of a sweep, over the places of one colour of a chessboard. */
typedef struct
{
  Field *field;
  int colour;
} Sweep;

/* The place takes the mean of what its neighbours would have it be. */
static void
relax (Field *field,
       int    x,
       int    y)
{
  const gsize width = field->width, at = (gsize) y * width + x;
  float sum[CHANNELS] = { 0 };
  int count = 0;

  for (int side = 0; side < 4; side++)
    {
      gboolean back = side % 2 == 0, level = side / 2 == 0;
      gsize step = level ? 1 : width;
      gsize other = back ? at - step : at + step;
      const float (*lacking)[CHANNELS] = (const float (*)[CHANNELS]) (level ? field->right : field->down);

      if (level ? (back ? x == 0 : x == field->width - 1) : (back ? y == 0 : y == field->height - 1))
        continue;
      count++;
      for (int c = 0; c < CHANNELS; c++)
        sum[c] += back ? field->lift[other][c] + lacking[other][c] : field->lift[other][c] - lacking[at][c];
    }
  for (int c = 0; c < CHANNELS; c++)
    field->lift[at][c] = sum[c] / (count + field->fade);
}

static void
sweep_band_cb (int      first,
               int      last,
               gpointer user_data)
{
  const Sweep *sweep = user_data;
  Field *field = sweep->field;

  for (int y = first; y < last; y++)
    for (int x = (y + sweep->colour) & 1; x < field->width; x += 2)
      if (field->is_free[(gsize) y * field->width + x])
        relax (field, x, y);
}

/* Takes over the solution of a field half as fine, between its places' middles. */
static void
take_coarse (Field       *self,
             const Field *coarse)
{
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        gsize at = (gsize) y * self->width + x;
        int x0 = x / 2, x1 = CLAMP (x % 2 ? x0 + 1 : x0 - 1, 0, coarse->width - 1);
        int y0 = y / 2, y1 = CLAMP (y % 2 ? y0 + 1 : y0 - 1, 0, coarse->height - 1);
        const float *near = coarse->lift[(gsize) y0 * coarse->width + x0];
        const float *beside = coarse->lift[(gsize) y0 * coarse->width + x1];
        const float *below = coarse->lift[(gsize) y1 * coarse->width + x0];
        const float *far = coarse->lift[(gsize) y1 * coarse->width + x1];

        for (int c = 0; c < CHANNELS && self->is_free[at]; c++)
          self->lift[at][c] = (9 * near[c] + 3 * beside[c] + 3 * below[c] + far[c]) / 16;
      }
}

static gboolean
field_solve (Field        *self,
             GCancellable *cancellable)
{
  int sweeps = SMALL_SWEEPS;

  if (MIN (self->width, self->height) > SMALL_SIDE && self->fade < 1)
    {
      Field *coarse = field_new_half (self);
      gboolean solved = field_solve (coarse, cancellable);

      if (solved)
        take_coarse (self, coarse);
      field_free (coarse);
      if (!solved)
        return FALSE;
      sweeps = SWEEPS;
    }
  for (int i = 0; i < 2 * sweeps; i++)
    {
      Sweep sweep = { self, i % 2 };

      if (!gesso_bands_run (self->height, BAND_ROWS, 0, sweep_band_cb, &sweep, cancellable))
        return FALSE;
    }
  return TRUE;
}

/* --- the result --- */

/* The correction at (@x, @y) of the level's area, from a field @scale times as coarse. */
static void
keep_lift (GessoPatchLevel *level,
           const Field     *field,
           int              scale,
           int              x,
           int              y)
{
  gint8 *out = level->lift + ((gsize) y * level->area.width + x) * CHANNELS;
  float column = CLAMP ((x + 0.5f) / scale - 0.5f, 0, field->width - 1);
  float row = CLAMP ((y + 0.5f) / scale - 0.5f, 0, field->height - 1);
  int x0 = (int) column, y0 = (int) row;
  int x1 = MIN (x0 + 1, field->width - 1), y1 = MIN (y0 + 1, field->height - 1);
  float right = column - x0, below = row - y0;

  for (int c = 0; c < CHANNELS; c++)
    {
      float top = (1 - right) * field->lift[(gsize) y0 * field->width + x0][c] +
                  right * field->lift[(gsize) y0 * field->width + x1][c];
      float bottom = (1 - right) * field->lift[(gsize) y1 * field->width + x0][c] +
                     right * field->lift[(gsize) y1 * field->width + x1][c];
      float lift = (1 - below) * top + below * bottom;

      out[c] = (gint8) CLAMP (lift < 0 ? lift - 0.5f : lift + 0.5f, -127, 127);
    }
}

gboolean
gesso_patch_even (GessoPatchLevel *self,
                  GCancellable    *cancellable)
{
  const GessoRect *area = &self->area;
  gboolean solved;
  Field *field;
  int scale = 1;

  while ((gint64) area->width * area->height / scale / scale > MOST_PLACES)
    scale *= 2;
  self->lift = g_try_malloc0_n ((gsize) area->width * area->height, CHANNELS);
  if (self->lift == NULL)
    return TRUE; /* The picture is merely less even. */
  field = field_new_from_level (self, scale);
  solved = field_solve (field, cancellable);
  for (int y = 0; solved && y < area->height; y++)
    for (int x = 0; x < area->width; x++)
      keep_lift (self, field, scale, x, y);
  field_free (field);
  return solved;
}

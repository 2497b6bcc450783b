/* gesso-patch-vote.c - pixels from the patches that cover them (Wexler et al. 2007)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-patch.h"

#include <string.h>

#include "gesso-bands.h"

#define BAND_ROWS 32

/* Likeness falls by exp(-1/32) a step of cost: exp(-8) at the table's end. */
#define LIKENESS_STEPS 256
#define LIKENESS_STEP 0.969233234476344f
#define LIKENESS_STEPS_A_UNIT 32

/* What is known counts more than what was made; made pixels count less the deeper they lie. */
#define TRUST_STEPS 41
#define TRUST_STEP (1 / 1.3f)

typedef struct
{
  GessoPatchLevel *level;
  float sharpness;
  float likeness[LIKENESS_STEPS];
  float trust[TRUST_STEPS];
  GCancellable *cancellable;
} Vote;

/* By multiplication only: powf() differs from one C library to the next. */
static void
fill_falling (float *table,
              int    count,
              float  step)
{
  table[0] = 1;
  for (int i = 1; i < count; i++)
    table[i] = table[i - 1] * step;
}

/* The targets over one pixel. */
typedef struct
{
  int count;
  gboolean agree; /* all mean the same pixel, as is the rule inside a piece copied whole */
  gint32 cost[GESSO_PATCH_SIZE * GESSO_PATCH_SIZE];
  guint8 depth[GESSO_PATCH_SIZE * GESSO_PATCH_SIZE];
  const guint8 *pixel[GESSO_PATCH_SIZE * GESSO_PATCH_SIZE];
} Voters;

static inline void
gather (const GessoPatchLevel *level,
        int                    x,
        int                    y,
        Voters                *voters)
{
  const GessoRect *area = &level->area;
  int x0 = MAX (x - GESSO_PATCH_RADIUS, area->x), y0 = MAX (y - GESSO_PATCH_RADIUS, area->y);
  int x1 = MIN (x + GESSO_PATCH_RADIUS, area->x + area->width - 1);
  int y1 = MIN (y + GESSO_PATCH_RADIUS, area->y + area->height - 1);
  int count = 0;

  voters->agree = TRUE;
  for (int j = y0; j <= y1; j++)
    for (int i = x0; i <= x1; i++)
      {
        gsize slot = gesso_patch_level_slot (level, i, j);
        GessoPatchPoint match;

        if ((gesso_patch_level_flags (level, i, j) & GESSO_PATCH_TARGET) == 0)
          continue;
        match = level->match[slot];
        voters->cost[count] = level->cost[slot];
        voters->depth[count] = level->depth[(gsize) j * level->width + i];
        voters->pixel[count] = gesso_patch_level_pixel (level, match.x + x - i, match.y + y - j);
        voters->agree &= voters->pixel[count] == voters->pixel[0];
        count++;
      }
  voters->count = count;
}

/* Costs are weighed against their mean here, so that a smooth sky and rough grass are both told apart. */
static inline void
vote_pixel (const Vote *vote,
            Voters     *voters,
            guint8     *pixel)
{
  gint64 total = 0;
  float rate, sum = 0;
  float mean[GESSO_PATCH_CHANNELS] = { 0 };

  for (int i = 0; i < voters->count; i++)
    total += voters->cost[i];
  rate = LIKENESS_STEPS_A_UNIT * vote->sharpness * voters->count / (float) (total + voters->count);
  for (int i = 0; i < voters->count; i++)
    {
      float steps = voters->cost[i] * rate;
      float weight = vote->likeness[steps < LIKENESS_STEPS - 1 ? (int) steps : LIKENESS_STEPS - 1] *
                     vote->trust[MIN (voters->depth[i], TRUST_STEPS - 1)];

      sum += weight;
      for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
        mean[c] += weight * voters->pixel[i][c];
    }
  for (int c = 0; c < GESSO_PATCH_CHANNELS; c++)
    pixel[c] = (guint8) (mean[c] / sum + 0.5f);
}

static void
vote_band_cb (int      first,
              int      last,
              gpointer user_data)
{
  const Vote *vote = user_data;
  const GessoPatchLevel *level = vote->level;
  Voters voters;

  for (int y = first; y < last && !g_cancellable_is_cancelled (vote->cancellable); y++)
    for (int x = 0; x < level->width; x++)
      if (gesso_patch_level_flags (level, x, y) & GESSO_PATCH_HOLE)
        {
          guint8 *pixel = gesso_patch_level_pixel (level, x, y);

          gather (level, x, y, &voters);
          if (voters.count > 0 && voters.agree)
            memcpy (pixel, voters.pixel[0], GESSO_PATCH_CHANNELS);
          else if (voters.count > 0)
            vote_pixel (vote, &voters, pixel);
        }
}

gboolean
gesso_patch_vote (GessoPatchLevel *self,
                  float            sharpness,
                  GCancellable    *cancellable)
{
  Vote vote = { self, sharpness };

  vote.cancellable = cancellable;
  fill_falling (vote.likeness, LIKENESS_STEPS, LIKENESS_STEP);
  fill_falling (vote.trust, TRUST_STEPS, TRUST_STEP);
  return gesso_bands_run (self->height, BAND_ROWS, 0, vote_band_cb, &vote, cancellable);
}

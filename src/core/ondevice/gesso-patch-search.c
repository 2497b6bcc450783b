/* gesso-patch-search.c - PatchMatch (Barnes et al. 2009)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-patch.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "gesso-bands.h"

/* Rows one worker takes at a time. Matches do not spread from band to band
 * within a pass; as every other pass begins with half a band they spread over
 * two. */
#define BAND_ROWS 32

/* The 28 bytes of a patch's row are read as two overlapping blocks of 16, so
 * its middle column counts twice. */
#define BLOCK_BYTES 16
#define BLOCK_STEP (GESSO_PATCH_SIZE * GESSO_PATCH_CHANNELS - BLOCK_BYTES)

/* What a pass works with. */
typedef struct
{
  GessoPatchLevel *level;
  guint32 seed;
  int pass, radius;
  gboolean renew;
  GCancellable *cancellable;
} Pass;

#ifdef __SSE2__

static inline __m128i
add_block (__m128i       sum,
           const guint8 *a,
           const guint8 *b)
{
  const __m128i zero = _mm_setzero_si128 ();
  __m128i x = _mm_loadu_si128 ((const __m128i *) a);
  __m128i y = _mm_loadu_si128 ((const __m128i *) b);
  __m128i apart = _mm_or_si128 (_mm_subs_epu8 (x, y), _mm_subs_epu8 (y, x));
  __m128i low = _mm_unpacklo_epi8 (apart, zero), high = _mm_unpackhi_epi8 (apart, zero);

  return _mm_add_epi32 (sum, _mm_add_epi32 (_mm_madd_epi16 (low, low), _mm_madd_epi16 (high, high)));
}

static inline int
add_up (__m128i sum)
{
  sum = _mm_add_epi32 (sum, _mm_shuffle_epi32 (sum, _MM_SHUFFLE (1, 0, 3, 2)));
  sum = _mm_add_epi32 (sum, _mm_shuffle_epi32 (sum, _MM_SHUFFLE (2, 3, 0, 1)));
  return _mm_cvtsi128_si32 (sum);
}

#endif

/* The sum of squared differences of two patches and the price of the way
 * between them; any number from @limit on once it is clear that it gets there. */
static int
get_cost (const GessoPatchLevel *level,
          int                    x,
          int                    y,
          int                    sx,
          int                    sy,
          int                    limit)
{
  const gsize stride = (gsize) level->width * GESSO_PATCH_CHANNELS;
  const guint8 *a = gesso_patch_level_pixel (level, x - GESSO_PATCH_RADIUS, y - GESSO_PATCH_RADIUS);
  const guint8 *b = gesso_patch_level_pixel (level, sx - GESSO_PATCH_RADIUS, sy - GESSO_PATCH_RADIUS);
  int way = gesso_patch_level_get_way (level, x, y, sx, sy);
  int cost = way;

#ifdef __SSE2__
  __m128i sum = _mm_cvtsi32_si128 (way);

  for (int row = 0; row < GESSO_PATCH_SIZE && cost < limit; row++, a += stride, b += stride)
    {
      sum = add_block (sum, a, b);
      sum = add_block (sum, a + BLOCK_STEP, b + BLOCK_STEP);
      cost = add_up (sum);
    }
#else
  for (int row = 0; row < GESSO_PATCH_SIZE && cost < limit; row++, a += stride, b += stride)
    for (int i = 0; i < BLOCK_BYTES; i++)
      {
        int first = a[i] - b[i], second = a[i + BLOCK_STEP] - b[i + BLOCK_STEP];

        cost += first * first + second * second;
      }
#endif
  return cost;
}

static inline void
try_match (GessoPatchLevel *level,
           gsize            slot,
           int              x,
           int              y,
           int              sx,
           int              sy)
{
  GessoPatchPoint *match = &level->match[slot];
  int cost;

  if (!gesso_patch_level_is_source (level, sx, sy) || (match->x == sx && match->y == sy))
    return;
  cost = get_cost (level, x, y, sx, sy, level->cost[slot]);
  if (cost < level->cost[slot])
    {
      level->cost[slot] = cost;
      *match = (GessoPatchPoint) { sx, sy };
    }
}

static inline void
search_around (GessoPatchLevel *level,
               gsize            slot,
               int              x,
               int              y,
               int              radius,
               guint32         *random)
{
  for (int reach = radius; reach >= 1; reach /= 2)
    {
      int sx = level->match[slot].x + gesso_patch_random_step (random, reach);
      int sy = level->match[slot].y + gesso_patch_random_step (random, reach);

      try_match (level, slot, x, y, sx, sy);
    }
}

/* The target at (@x, @y); its neighbours on the side the pass comes from have been seen. */
static inline void
search_target (const Pass *pass,
               int         x,
               int         y,
               int         step,
               gboolean    has_row,
               guint32    *random)
{
  GessoPatchLevel *level = pass->level;
  gsize slot = gesso_patch_level_slot (level, x, y);

  if (pass->renew)
    level->cost[slot] = get_cost (level, x, y, level->match[slot].x, level->match[slot].y, G_MAXINT);
  if (gesso_patch_level_flags (level, x - step, y) & GESSO_PATCH_TARGET)
    {
      GessoPatchPoint beside = level->match[slot - step];

      try_match (level, slot, x, y, beside.x + step, beside.y);
    }
  if (has_row && (gesso_patch_level_flags (level, x, y - step) & GESSO_PATCH_TARGET))
    {
      GessoPatchPoint before = level->match[slot - step * level->area.width];

      try_match (level, slot, x, y, before.x, before.y + step);
    }
  search_around (level, slot, x, y, pass->radius, random);
}

static void
search_band_cb (int      first,
                int      last,
                gpointer user_data)
{
  const Pass *pass = user_data;
  const GessoRect *area = &pass->level->area;
  gboolean back = pass->pass % 2 != 0;
  int step = back ? -1 : 1;

  for (int row = 0; row < last - first; row++)
    {
      int y = area->y + (back ? last - 1 - row : first + row);
      guint32 random = gesso_patch_seed_row (pass->seed, pass->level->scale, pass->pass, y);

      if (g_cancellable_is_cancelled (pass->cancellable))
        return;
      for (int i = 0; i < area->width; i++)
        {
          int x = back ? area->x + area->width - 1 - i : area->x + i;

          if (gesso_patch_level_flags (pass->level, x, y) & GESSO_PATCH_TARGET)
            search_target (pass, x, y, step, row > 0, &random);
        }
    }
}

gboolean
gesso_patch_search (GessoPatchLevel *self,
                    guint32          seed,
                    int              pass,
                    int              radius,
                    gboolean         renew,
                    GCancellable    *cancellable)
{
  Pass work = { self, seed, pass, radius, renew, cancellable };

  return gesso_bands_run (self->area.height, BAND_ROWS, pass / 2 % 2 != 0 ? BAND_ROWS / 2 : 0,
                          search_band_cb, &work, cancellable);
}

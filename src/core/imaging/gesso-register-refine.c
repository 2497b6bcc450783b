/* gesso-register-refine.c - from nearly right to a fraction of a pixel
 *
 * Gauss-Newton on the difference of brightness (Lucas and Kanade 1981), with
 * gain and offset as unknowns, and weights that fall where the pictures differ
 * by more than most, so that what changed does not pull.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "gesso-bands.h"
#include "gesso-register-private.h"

/* Patches of the full size: how many a side of the picture, and how long. */
#define PATCH_GRID   6
#define PATCH_SIDE   96
#define PATCH_ROUNDS 4

/* Patches that show less than this spread of brightness tell nothing. */
#define PATCH_SPREAD 3.0

/* Patches that correlate by less have changed though they should not have. */
#define PATCH_AGREES 0.5

void
register_lay_over (const RegisterPlane  *reply,
                   const GessoPlacement *placement,
                   int                   width,
                   int                   height,
                   float                *out,
                   GessoRect            *valid)
{
  int left = (int) CLAMP (ceil ((0.5 - placement->x0) / placement->scale_x - 0.5), 0, width);
  int right = (int) CLAMP (floor ((reply->width - 0.5 - placement->x0) / placement->scale_x - 0.5) + 1, left, width);
  int top = (int) CLAMP (ceil ((0.5 - placement->y0) / placement->scale_y - 0.5), 0, height);
  int bottom = (int) CLAMP (floor ((reply->height - 0.5 - placement->y0) / placement->scale_y - 0.5) + 1, top, height);

  *valid = (GessoRect) { left, top, right - left, bottom - top };
  for (int y = top; y < bottom; y++)
    {
      double v = CLAMP (placement->scale_y * (y + 0.5) + placement->y0 - 0.5, 0, reply->height - 1.0);
      int row = MIN ((int) v, MAX (reply->height - 2, 0));
      float fy = (float) (v - row);
      const float *a = reply->pixels + (gsize) row * (gsize) reply->width;
      const float *b = a + (reply->height > 1 ? reply->width : 0);
      float *to = out + (gsize) y * (gsize) width;

      for (int x = left; x < right; x++)
        {
          double u = CLAMP (placement->scale_x * (x + 0.5) + placement->x0 - 0.5, 0, reply->width - 1.0);
          int i = MIN ((int) u, MAX (reply->width - 2, 0)), j = MIN (i + 1, reply->width - 1);
          float fx = (float) (u - i);

          to[x] = (1 - fy) * ((1 - fx) * a[i] + fx * a[j]) + fy * ((1 - fx) * b[i] + fx * b[j]);
        }
    }
}

void
register_sums_add (RegisterSums *sums,
                   double        x,
                   double        y,
                   double        value,
                   double        slope_x,
                   double        slope_y,
                   double        gain,
                   double        offset,
                   double        wanted,
                   double        weight)
{
  double row[6] = { gain * slope_x * x, gain * slope_x, gain * slope_y * y, gain * slope_y, value, 1 };
  double rest = wanted - gain * value - offset;

  for (int i = 0; i < 6; i++)
    {
      double weighed = weight * row[i];

      for (int j = i; j < 6; j++)
        sums->matrix[i][j] += weighed * row[j];
      sums->right[i] += weighed * rest;
    }
  sums->weight += weight;
  sums->squares += weight * rest * rest;
}

/* Cholesky's way, as the matrix is symmetric; %FALSE where it is singular. */
static gboolean
solve (double matrix[6][6],
       double right[6])
{
  for (int i = 0; i < 6; i++)
    {
      for (int k = 0; k < i; k++)
        matrix[i][i] -= matrix[k][i] * matrix[k][i];
      if (!(matrix[i][i] > 1e-12))
        return FALSE;
      matrix[i][i] = sqrt (matrix[i][i]);
      for (int j = i + 1; j < 6; j++)
        {
          for (int k = 0; k < i; k++)
            matrix[i][j] -= matrix[k][i] * matrix[k][j];
          matrix[i][j] /= matrix[i][i];
        }
    }
  for (int i = 0; i < 6; i++)
    {
      for (int k = 0; k < i; k++)
        right[i] -= matrix[k][i] * right[k];
      right[i] /= matrix[i][i];
    }
  for (int i = 5; i >= 0; i--)
    {
      for (int k = i + 1; k < 6; k++)
        right[i] -= matrix[i][k] * right[k];
      right[i] /= matrix[i][i];
    }
  return TRUE;
}

gboolean
register_sums_solve (const RegisterSums *sums,
                     GessoPlacement     *placement,
                     double             *gain,
                     double             *offset)
{
  RegisterSums copy = *sums;
  double scale[6];

  if (sums->weight <= 0)
    return FALSE;
  /* To unit diagonal, and damped a little, as places and slopes are of different sizes. */
  for (int i = 0; i < 6; i++)
    {
      if (!(copy.matrix[i][i] > 0))
        return FALSE;
      scale[i] = 1 / sqrt (copy.matrix[i][i]);
    }
  for (int i = 0; i < 6; i++)
    {
      for (int j = i; j < 6; j++)
        copy.matrix[i][j] *= scale[i] * scale[j];
      copy.matrix[i][i] += 1e-5;
      copy.right[i] *= scale[i];
    }
  if (!solve (copy.matrix, copy.right))
    return FALSE;
  for (int i = 0; i < 6; i++)
    copy.right[i] *= scale[i];
  placement->scale_x += copy.right[0];
  placement->x0 += copy.right[1];
  placement->scale_y += copy.right[2];
  placement->y0 += copy.right[3];
  *gain += copy.right[4];
  *offset += copy.right[5];
  return TRUE;
}

/* A difference of @spread counts half. */
static inline double
trust (double rest,
       double spread)
{
  return 1 / (1 + rest * rest / (spread * spread));
}

/* What the whole level says of @placement. Places are in reply pixels: a slope
 * of the laid-over reply is one of the reply times the scale. */
static void
sum_level (const RegisterLevel  *level,
           const GessoPlacement *placement,
           double                gain,
           double                offset,
           double                spread,
           float                *laid,
           RegisterSums         *sums)
{
  const RegisterPlane *parent = &level->parent;
  gsize width = (gsize) parent->width;
  GessoRect valid;

  memset (sums, 0, sizeof *sums);
  register_lay_over (&level->reply, placement, parent->width, parent->height, laid, &valid);
  for (int y = valid.y + 1; y < valid.y + valid.height - 1; y++)
    for (int x = valid.x + 1; x < valid.x + valid.width - 1; x++)
      {
        gsize i = (gsize) y * width + (gsize) x;
        double weight = level->weight.pixels[i], rest;

        if (weight <= 0)
          continue;
        rest = parent->pixels[i] - gain * laid[i] - offset;
        register_sums_add (sums, x + 0.5, y + 0.5, laid[i], (laid[i + 1] - laid[i - 1]) / (2 * placement->scale_x),
                           (laid[i + width] - laid[i - width]) / (2 * placement->scale_y),
                           gain, offset, parent->pixels[i], weight * trust (rest, spread));
      }
}

/* The correlation of what lies over each other, less where little does. */
static double
get_score (const RegisterLevel  *level,
           const GessoPlacement *placement,
           float                *laid)
{
  const RegisterPlane *parent = &level->parent;
  double whole = 0, sw = 0, sp = 0, sr = 0, spp = 0, srr = 0, spr = 0, spread;
  GessoRect valid;

  register_lay_over (&level->reply, placement, parent->width, parent->height, laid, &valid);
  for (int y = 0; y < parent->height; y++)
    for (int x = 0; x < parent->width; x++)
      {
        gsize i = (gsize) y * (gsize) parent->width + (gsize) x;
        double w = level->weight.pixels[i], p = parent->pixels[i], r = laid[i];

        whole += w;
        if (w <= 0 || y < valid.y || y >= valid.y + valid.height || x < valid.x || x >= valid.x + valid.width)
          continue;
        sw += w;
        sp += w * p;
        sr += w * r;
        spp += w * p * p;
        srr += w * r * r;
        spr += w * p * r;
      }
  if (sw <= 0.3 * whole || sw <= 0)
    return -1;
  spread = (spp - sp * sp / sw) * (srr - sr * sr / sw);
  if (spread <= 1e-9)
    return -1;
  return (spr - sp * sr / sw) / sqrt (spread) - 0.15 * (1 - sw / whole);
}

void
register_refine (const RegisterLevel *level,
                 int                  rounds,
                 RegisterCandidate   *candidate)
{
  gsize n = (gsize) level->parent.width * (gsize) level->parent.height;
  g_autofree float *laid = g_new0 (float, n);
  GessoPlacement start = candidate->placement, at = start;
  double gain = 1, offset = 0, spread = 1000, before = get_score (level, &start, laid), after;
  RegisterSums sums;

  for (int i = 0; i < rounds; i++)
    {
      sum_level (level, &at, gain, offset, spread, laid, &sums);
      if (sums.weight <= 0 || !register_sums_solve (&sums, &at, &gain, &offset) ||
          !(at.scale_x > 0.6 * start.scale_x && at.scale_x < 1.6 * start.scale_x) ||
          !(at.scale_y > 0.6 * start.scale_y && at.scale_y < 1.6 * start.scale_y))
        {
          at = start;
          break;
        }
      /* Not below what rounding to bytes alone makes. */
      spread = MAX (1.5 * sqrt (sums.squares / sums.weight), 1);
    }
  after = get_score (level, &at, laid);
  candidate->placement = after >= before ? at : start;
  candidate->score = MAX (after, before);
}

typedef struct
{
  GessoRect rect; /* of the parent */
  float *wanted;  /* (owned): PATCH_SIDE² of its brightness */
} Patch;

static float *
read_patch (const GessoImage  *image,
            const GessoImageWindow *window,
            GError           **error)
{
  g_autoptr (GessoImage) scaled = gesso_image_resample (image, window, PATCH_SIDE, PATCH_SIDE, error);
  g_autoptr (GessoImage) grey = scaled != NULL ? gesso_image_convert (scaled, 1, error) : NULL;
  float *pixels;

  if (grey == NULL)
    return NULL;
  pixels = g_new (float, PATCH_SIDE * PATCH_SIDE);
  for (guint y = 0; y < PATCH_SIDE; y++)
    for (guint x = 0; x < PATCH_SIDE; x++)
      pixels[y * PATCH_SIDE + x] = gesso_image_get_row (grey, y)[x];
  return pixels;
}

/* Takes the mean out; gives the spread. */
static double
centre_patch (float *pixels)
{
  double sum = 0, squares = 0;

  for (guint i = 0; i < PATCH_SIDE * PATCH_SIDE; i++)
    sum += pixels[i];
  for (guint i = 0; i < PATCH_SIDE * PATCH_SIDE; i++)
    {
      pixels[i] -= (float) (sum / (PATCH_SIDE * PATCH_SIDE));
      squares += pixels[i] * pixels[i];
    }
  return sqrt (squares / (PATCH_SIDE * PATCH_SIDE));
}

/* Whether a patch of the parent, its mean taken out, shows something that the reply shows too. */
static gboolean
is_telling (const float       *wanted,
            double             spread,
            const GessoImage  *reply,
            const GessoImageWindow *window,
            GError           **error)
{
  g_autofree float *shown = spread >= PATCH_SPREAD ? read_patch (reply, window, error) : NULL;
  double product = 0;

  if (shown == NULL)
    return FALSE;
  spread *= centre_patch (shown);
  for (guint i = 0; i < PATCH_SIDE * PATCH_SIDE; i++)
    product += wanted[i] * shown[i];
  return product > PATCH_AGREES * spread * PATCH_SIDE * PATCH_SIDE;
}

/* Whether nothing in @rect may have changed, by the finest level's weights. */
static gboolean
is_kept (const RegisterPlanes *planes,
         const GessoRect      *rect)
{
  const RegisterPlane *weight = &planes->levels[0].weight;
  int right = MIN ((int) ((rect->x + rect->width) / planes->parent_x), weight->width - 1);
  int bottom = MIN ((int) ((rect->y + rect->height) / planes->parent_y), weight->height - 1);

  for (int y = (int) (rect->y / planes->parent_y); y <= bottom; y++)
    for (int x = (int) (rect->x / planes->parent_x); x <= right; x++)
      if (weight->pixels[(gsize) y * (gsize) weight->width + (gsize) x] <= 0)
        return FALSE;
  return TRUE;
}

static void
sum_patch (const Patch          *patch,
           const float          *pixels,
           const GessoPlacement *placement,
           double                gain,
           double                offset,
           double                spread,
           RegisterSums         *sums)
{
  double step_x = (double) patch->rect.width / PATCH_SIDE, step_y = (double) patch->rect.height / PATCH_SIDE;

  for (guint y = 1; y < PATCH_SIDE - 1; y++)
    for (guint x = 1; x < PATCH_SIDE - 1; x++)
      {
        const float *shown = pixels + y * PATCH_SIDE + x;
        double wanted = patch->wanted[y * PATCH_SIDE + x], rest = wanted - gain * *shown - offset;

        register_sums_add (sums, patch->rect.x + (x + 0.5) * step_x, patch->rect.y + (y + 0.5) * step_y, *shown,
                           (shown[1] - shown[-1]) / (2 * step_x * placement->scale_x),
                           (shown[PATCH_SIDE] - shown[-PATCH_SIDE]) / (2 * step_y * placement->scale_y),
                           gain, offset, wanted, trust (rest, spread));
      }
}

static void
free_patches (GArray *patches)
{
  for (guint i = 0; i < patches->len; i++)
    g_free (g_array_index (patches, Patch, i).wanted);
  g_array_unref (patches);
}

/* The patches that can be told apart, spread over the picture. */
static GArray *
choose_patches (const RegisterPlanes *planes,
                const GessoImage     *parent,
                const GessoImage     *reply,
                const GessoPlacement *placement,
                GError              **error)
{
  GArray *patches = g_array_new (FALSE, FALSE, sizeof (Patch));
  GError *local_error = NULL;
  int width = (int) gesso_image_get_width (parent), height = (int) gesso_image_get_height (parent);
  /* Where the reply is the smaller, there is nothing to be seen between its pixels. */
  double coarse = MAX (1, 1 / MIN (placement->scale_x, placement->scale_y));
  int side = (int) ceil (PATCH_SIDE * coarse);

  for (int i = 0; i < PATCH_GRID * PATCH_GRID && side <= MIN (width, height) && local_error == NULL; i++)
    {
      GessoRect rect = { (width - side) * (i % PATCH_GRID) / (PATCH_GRID - 1),
                         (height - side) * (i / PATCH_GRID) / (PATCH_GRID - 1), side, side };
      GessoImageWindow shown = gesso_placement_map (placement, &rect);
      Patch patch = { .rect = rect };

      if (!is_kept (planes, &rect) || shown.x < 0 || shown.y < 0 ||
          shown.x + shown.width > gesso_image_get_width (reply) || shown.y + shown.height > gesso_image_get_height (reply))
        continue;
      patch.wanted = read_patch (parent, &(GessoImageWindow) { rect.x, rect.y, side, side }, &local_error);
      if (patch.wanted != NULL && is_telling (patch.wanted, centre_patch (patch.wanted), reply, &shown, &local_error))
        g_array_append_val (patches, patch);
      else
        g_free (patch.wanted);
    }
  if (local_error == NULL)
    return patches;
  g_propagate_error (error, local_error);
  free_patches (patches);
  return NULL;
}

static gboolean
sum_patches (GArray               *patches,
             const GessoImage     *reply,
             const GessoPlacement *placement,
             double                gain,
             double                offset,
             double                spread,
             RegisterSums         *sums,
             GError              **error)
{
  memset (sums, 0, sizeof *sums);
  for (guint i = 0; i < patches->len; i++)
    {
      const Patch *patch = &g_array_index (patches, Patch, i);
      GessoImageWindow window = gesso_placement_map (placement, &patch->rect);
      g_autofree float *shown = read_patch (reply, &window, error);

      if (shown == NULL)
        return FALSE;
      centre_patch (shown);
      sum_patch (patch, shown, placement, gain, offset, spread, sums);
    }
  return TRUE;
}

gboolean
register_refine_full (const RegisterPlanes *planes,
                      const GessoImage     *parent,
                      const GessoImage     *reply,
                      GessoPlacement       *placement,
                      GCancellable         *cancellable,
                      GError              **error)
{
  GArray *patches = choose_patches (planes, parent, reply, placement, error);
  GessoPlacement at = *placement;
  double gain = 1, offset = 0, spread = 1000, first = 0;
  RegisterSums sums = { 0 };
  gboolean done = patches != NULL;

  for (int i = 0; done && patches->len >= 4 && i < PATCH_ROUNDS; i++)
    {
      done = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
             sum_patches (patches, reply, &at, gain, offset, spread, &sums, error);
      if (!done || sums.weight <= 0)
        break;
      if (i == 1)
        first = sums.squares / sums.weight;
      spread = MAX (1.5 * sqrt (sums.squares / sums.weight), 1);
      if (i == PATCH_ROUNDS - 1)
        {
          /* Kept only where it is better for it. */
          if (sums.squares / sums.weight <= first * 1.02)
            *placement = at;
        }
      else if (!register_sums_solve (&sums, &at, &gain, &offset))
        break;
    }
  if (patches != NULL)
    free_patches (patches);
  return done;
}

/* gesso-pyramid.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include "gesso-pyramid.h"

/* No canvas is so small that it needs less than this. */
#define SMALLEST_SIDE 128
#define MAX_LEVELS 10

struct _GessoPyramid
{
  GObject parent_instance;

  GessoImage *levels[MAX_LEVELS]; /* (owned) */
  guint n_levels;
};

G_DEFINE_FINAL_TYPE (GessoPyramid, gesso_pyramid, G_TYPE_OBJECT)

static void
gesso_pyramid_finalize (GObject *object)
{
  GessoPyramid *self = GESSO_PYRAMID (object);

  for (guint i = 0; i < self->n_levels; i++)
    gesso_image_unref (self->levels[i]);
  G_OBJECT_CLASS (gesso_pyramid_parent_class)->finalize (object);
}

static void
gesso_pyramid_class_init (GessoPyramidClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_pyramid_finalize;
}

static void
gesso_pyramid_init (GessoPyramid *self)
{
}

/* Each pixel of @to from two of @a and two of @b, the rows above one another. */
static void
halve_opaque (const guint8 *restrict a,
              const guint8 *restrict b,
              guint8 *restrict       to,
              guint                  n)
{
  for (guint x = 0; x < n; x++, a += 6, b += 6, to += 3)
    {
      to[0] = (guint8) ((a[0] + a[3] + b[0] + b[3] + 2) >> 2);
      to[1] = (guint8) ((a[1] + a[4] + b[1] + b[4] + 2) >> 2);
      to[2] = (guint8) ((a[2] + a[5] + b[2] + b[5] + 2) >> 2);
    }
}

/* The same where a colour counts as much as it is opaque. */
static void
halve_alpha (const guint8 *restrict a,
             const guint8 *restrict b,
             guint8 *restrict       to,
             guint                  n)
{
  for (guint x = 0; x < n; x++, a += 8, b += 8, to += 4)
    {
      guint sum = (guint) a[3] + a[7] + b[3] + b[7];

      for (int c = 0; c < 3; c++)
        to[c] = sum == 0 ? 0
                         : (guint8) ((a[c] * a[3] + a[c + 4] * a[7] + b[c] * b[3] + b[c + 4] * b[7] + sum / 2) / sum);
      to[3] = (guint8) ((sum + 2) >> 2);
    }
}

/* A row or column of odd number is paired with itself. */
static GessoImage *
halve (const GessoImage *image,
       GError          **error)
{
  guint width = gesso_image_get_width (image), height = gesso_image_get_height (image);
  guint channels = gesso_image_get_channels (image);
  g_autoptr (GessoImage) half = NULL;

  half = gesso_image_new ((width + 1) / 2, (height + 1) / 2, channels, error);
  if (half == NULL)
    return NULL;
  for (guint y = 0; y < (height + 1) / 2; y++)
    {
      const guint8 *a = gesso_image_get_row (image, 2 * y);
      const guint8 *b = gesso_image_get_row (image, MIN (2 * y + 1, height - 1));
      guint8 *to = gesso_image_edit_row (half, y);
      guint n = width / 2;

      if (channels == 3)
        halve_opaque (a, b, to, n);
      else
        halve_alpha (a, b, to, n);
      if (width % 2 != 0)
        {
          guint8 last[2][8] = { { 0 } };

          for (guint i = 0; i < 2 * channels; i++)
            {
              last[0][i] = a[(gsize) (width - 1) * channels + i % channels];
              last[1][i] = b[(gsize) (width - 1) * channels + i % channels];
            }
          if (channels == 3)
            halve_opaque (last[0], last[1], to + (gsize) n * channels, 1);
          else
            halve_alpha (last[0], last[1], to + (gsize) n * channels, 1);
        }
    }
  return g_steal_pointer (&half);
}

GessoPyramid *
gesso_pyramid_new (const GessoImage *image,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autoptr (GessoPyramid) self = NULL;
  g_autoptr (GessoImage) whole = NULL;

  g_return_val_if_fail (image != NULL, NULL);

  self = g_object_new (GESSO_TYPE_PYRAMID, NULL);
  whole = gesso_image_ref (image);
  self->levels[0] = gesso_image_convert (image, gesso_image_has_alpha (whole) ? 4 : 3, error);
  if (self->levels[0] == NULL)
    return NULL;
  self->n_levels = 1;
  while (self->n_levels < MAX_LEVELS)
    {
      const GessoImage *last = self->levels[self->n_levels - 1];

      if (MAX (gesso_image_get_width (last), gesso_image_get_height (last)) <= SMALLEST_SIDE)
        break;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      self->levels[self->n_levels] = halve (last, error);
      if (self->levels[self->n_levels] == NULL)
        return NULL;
      self->n_levels++;
    }
  return g_steal_pointer (&self);
}

static void
build_in_worker (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  GessoPyramid *self = gesso_pyramid_new (task_data, cancellable, &error);

  if (self == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, self, g_object_unref);
}

void
gesso_pyramid_new_async (const GessoImage   *image,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_pyramid_new_async);
  g_task_set_task_data (task, gesso_image_ref (image), (GDestroyNotify) gesso_image_unref);
  g_task_run_in_thread (task, build_in_worker);
}

GessoPyramid *
gesso_pyramid_new_finish (GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
gesso_pyramid_get_n_levels (GessoPyramid *self)
{
  g_return_val_if_fail (GESSO_IS_PYRAMID (self), 0);

  return self->n_levels;
}

const GessoImage *
gesso_pyramid_get_level (GessoPyramid *self,
                         guint         level)
{
  g_return_val_if_fail (GESSO_IS_PYRAMID (self), NULL);
  g_return_val_if_fail (level < self->n_levels, NULL);

  return self->levels[level];
}

int
gesso_pyramid_get_width (GessoPyramid *self)
{
  g_return_val_if_fail (GESSO_IS_PYRAMID (self), 0);

  return (int) gesso_image_get_width (self->levels[0]);
}

int
gesso_pyramid_get_height (GessoPyramid *self)
{
  g_return_val_if_fail (GESSO_IS_PYRAMID (self), 0);

  return (int) gesso_image_get_height (self->levels[0]);
}

/* gesso-fill.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-fill.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-error.h"
#include "gesso-fill-private.h"

static GessoImage *
copy_image (const GessoImage *source,
            GError          **error)
{
  guint width = gesso_image_get_width (source), height = gesso_image_get_height (source);
  guint channels = gesso_image_get_channels (source);
  GessoImage *copy = gesso_image_new (width, height, channels, error);

  if (copy == NULL)
    return NULL;
  gesso_image_paste (copy, source, 0, 0);
  gesso_image_set_profile (copy, gesso_image_get_profile (source));
  return copy;
}

static gint64
count_hole (const GessoImage *mask)
{
  gint64 count = 0;

  for (guint y = 0; y < gesso_image_get_height (mask); y++)
    {
      const guint8 *row = gesso_image_get_row (mask, y);

      for (guint x = 0; x < gesso_image_get_width (mask); x++)
        count += row[x] > 0;
    }
  return count;
}

/* Fills the hole of @job's mask in @job's picture, region by region. */
static gboolean
fill (GessoFillJob *job,
      gint64        hole,
      GError      **error)
{
  g_autoptr (GArray) regions = gesso_fill_find_regions (job->mask);

  for (guint i = 0; i < regions->len; i++)
    {
      const GessoFillRegion *region = &g_array_index (regions, GessoFillRegion, i);

      if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
        return FALSE;
      job->span = (double) region->pixels / hole;
      if (!gesso_fill_complete (job, region, error))
        return FALSE;
      job->base += job->span;
    }
  if (job->progress != NULL)
    job->progress (1, job->user_data);
  return TRUE;
}

static gboolean
check_mask (const GessoImage *source,
            const GessoImage *mask,
            gint64           *hole,
            GError          **error)
{
  guint width = gesso_image_get_width (source), height = gesso_image_get_height (source);

  if (gesso_image_get_width (mask) != width || gesso_image_get_height (mask) != height ||
      gesso_image_get_channels (mask) != 1)
    {
      /* Translators: the mask's width and height, then the picture's. */
      g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                   _("The mask is %u × %u pixels and the picture %u × %u. Both must have the same size."),
                   gesso_image_get_width (mask), gesso_image_get_height (mask), width, height);
      return FALSE;
    }
  *hole = count_hole (mask);
  if (*hole == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The mask is empty. Paint over what should change first."));
      return FALSE;
    }
  if (*hole == (gint64) width * height)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("The mask covers the whole picture, so there is nothing to fill it from. "
                             "Leave some of the picture unpainted."));
      return FALSE;
    }
  return TRUE;
}

GessoImage *
gesso_fill_inpaint (const GessoImage *source,
                    const GessoImage *mask,
                    guint32           seed,
                    GessoProgressFunc progress,
                    gpointer          user_data,
                    GCancellable     *cancellable,
                    GError          **error)
{
  g_autoptr (GessoImage) result = NULL;
  GessoFillJob job = { .mask = mask, .seed = seed, .progress = progress, .user_data = user_data };
  gint64 hole;

  g_return_val_if_fail (source != NULL && mask != NULL, NULL);

  if (!check_mask (source, mask, &hole, error))
    return NULL;
  result = copy_image (source, error);
  if (result == NULL)
    return NULL;
  job.image = result;
  job.opaque = !gesso_image_has_alpha ((GessoImage *) source);
  job.cancellable = cancellable;
  if (!fill (&job, hole, error))
    return NULL;
  return g_steal_pointer (&result);
}

/* --- expand --- */

/* Everything but @known is hole. */
static GessoImage *
make_ring (guint            width,
           guint            height,
           const GessoRect *known,
           GError         **error)
{
  GessoImage *mask = gesso_image_new (width, height, 1, error);

  for (guint y = 0; mask != NULL && y < height; y++)
    {
      guint8 *row = gesso_image_edit_row (mask, y);

      memset (row, 255, width);
      if ((int) y >= known->y && (int) y < known->y + known->height)
        memset (row + known->x, 0, known->width);
    }
  return mask;
}

GessoImage *
gesso_fill_expand (const GessoImage *source,
                   const GessoFrame *frame,
                   guint32           seed,
                   GessoProgressFunc progress,
                   gpointer          user_data,
                   GCancellable     *cancellable,
                   GError          **error)
{
  g_autoptr (GessoImage) result = NULL;
  g_autoptr (GessoImage) mask = NULL;
  GessoFillJob job = { .seed = seed, .progress = progress, .user_data = user_data };
  int width, height;
  GessoRect known;

  g_return_val_if_fail (source != NULL && frame != NULL, NULL);

  width = gesso_image_get_width (source);
  height = gesso_image_get_height (source);
  if (!gesso_frame_check (frame, width, height, error))
    return NULL;
  known = gesso_frame_get_old (frame, width, height);
  width += frame->left + frame->right;
  height += frame->top + frame->bottom;
  result = gesso_image_new (width, height, gesso_image_get_channels (source), error);
  if (result == NULL)
    return NULL;
  mask = make_ring (width, height, &known, error);
  if (mask == NULL)
    return NULL;
  gesso_image_paste (result, source, known.x, known.y);
  gesso_image_set_profile (result, gesso_image_get_profile (source));

  job.image = result;
  job.mask = mask;
  job.known = &known;
  job.opaque = !gesso_image_has_alpha ((GessoImage *) source);
  job.cancellable = cancellable;
  if (!fill (&job, (gint64) width * height - (gint64) known.width * known.height, error))
    return NULL;
  return g_steal_pointer (&result);
}

static gboolean
is_beyond (int added,
           int length)
{
  return added > length * GESSO_FILL_EXPAND_LIMIT;
}

char *
gesso_fill_dup_expand_warning (const GessoFrame *frame,
                               int               width,
                               int               height)
{
  if (!is_beyond (frame->left, width) && !is_beyond (frame->right, width) &&
      !is_beyond (frame->top, height) && !is_beyond (frame->bottom, height))
    return NULL;
  /* Translators: the number is a percentage. */
  return g_strdup_printf (_("More than %d %% on a side is asked for. Gesso repeats what the picture has, "
                            "which seldom looks right that far out."),
                          (int) (GESSO_FILL_EXPAND_LIMIT * 100));
}

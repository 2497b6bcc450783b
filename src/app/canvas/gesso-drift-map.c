/* gesso-drift-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-drift-map.h"
#include "gesso-mask-kernels.h"
#include "gesso-mask.h"
#include "gesso-studio-regions.h"

/* A mask on its way into the coverage. */
typedef struct
{
  char *blob;        /* (owned) */
  GessoImage *image; /* (owned) (nullable) */
  double feather;
  GessoEdge edge;
  GessoFrame around;
} Mask;

typedef struct
{
  GessoPyramid *before, *after; /* (owned) */
  GArray *masks;                /* (owned) (element-type Mask) */
  guint next;                   /* to be loaded */
  GessoFrame added;
} Input;

static void
mask_clear (gpointer data)
{
  Mask *mask = data;

  g_free (mask->blob);
  g_clear_pointer (&mask->image, gesso_image_unref);
}

static void
input_free (gpointer data)
{
  Input *input = data;

  g_object_unref (input->before);
  g_object_unref (input->after);
  g_array_unref (input->masks);
  g_free (input);
}

void
gesso_drift_map_free (GessoDriftMap *self)
{
  g_clear_object (&self->heat);
  g_free (self);
}

/* What a mask let change: with its soft edge, where its picture lies in one of @width × @height. Adds to @coverage. */
static gboolean
cover (GessoImage  *coverage,
       const Mask  *mask,
       GError     **error)
{
  int width = (int) gesso_image_get_width (coverage) - mask->around.left - mask->around.right;
  int height = (int) gesso_image_get_height (coverage) - mask->around.top - mask->around.bottom;
  g_autoptr (GessoImage) scaled = NULL;
  g_autoptr (GessoImage) soft = NULL;
  g_autoptr (GessoMask) drawn = NULL;

  if (width < 1 || height < 1)
    return TRUE;
  scaled = gesso_image_scale (mask->image, (guint) width, (guint) height, error);
  if (scaled == NULL)
    return FALSE;
  drawn = gesso_mask_new_from_image (scaled);
  gesso_mask_feather (drawn, mask->feather * width / gesso_image_get_width (mask->image), mask->edge);
  soft = gesso_mask_to_image (drawn, error);
  for (int y = 0; soft != NULL && y < height; y++)
    gesso_mask_kernel_max (gesso_image_edit_row (coverage, (guint) (y + mask->around.top)) + mask->around.left,
                           gesso_image_get_row (soft, (guint) y), (gsize) width);
  return soft != NULL;
}

/* Of all masks. @coverage: (out) (nullable): where there is none */
static gboolean
make_coverage (const Input      *input,
               const GessoImage *after,
               GessoImage      **coverage,
               GError          **error)
{
  for (guint i = 0; i < input->masks->len; i++)
    {
      const Mask *mask = &g_array_index (input->masks, Mask, i);

      if (mask->image == NULL)
        continue;
      if (*coverage == NULL)
        *coverage = gesso_image_new (gesso_image_get_width (after), gesso_image_get_height (after), 1, error);
      if (*coverage == NULL || !cover (*coverage, mask, error))
        return FALSE;
    }
  return TRUE;
}

static GessoDriftMap *
measure (const Input  *input,
         GCancellable *cancellable,
         GError      **error)
{
  const GessoImage *after = gesso_pyramid_get_level (input->after, 0);
  g_autoptr (GessoImage) coverage = NULL;
  g_autoptr (GessoImage) heat = NULL;
  g_autoptr (GessoDriftMap) map = g_new0 (GessoDriftMap, 1);

  if (!make_coverage (input, after, &coverage, error))
    return NULL;
  heat = gesso_drift_measure (gesso_pyramid_get_level (input->before, 0), after, coverage, &input->added,
                              &map->drift, cancellable, error);
  map->heat = heat != NULL ? gesso_pyramid_new (heat, cancellable, error) : NULL;
  map->masked = coverage != NULL;
  return map->heat != NULL ? g_steal_pointer (&map) : NULL;
}

static void
measure_in_worker (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  GError *error = NULL;
  GessoDriftMap *map = measure (task_data, cancellable, &error);

  if (map != NULL)
    g_task_return_pointer (task, map, (GDestroyNotify) gesso_drift_map_free);
  else
    g_task_return_error (task, error);
}

static void load_next (GTask *task);

static void
mask_ready_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Input *input = g_task_get_task_data (task);
  Mask *mask = &g_array_index (input->masks, Mask, input->next++);
  g_autoptr (GError) error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  mask->image = gesso_studio_load_mask_finish (GESSO_STUDIO (source), result, &error);
  if (mask->image == NULL)
    g_message ("The drift is measured without a mask: %s", error->message);
  load_next (task);
}

static void
load_next (GTask *task)
{
  Input *input = g_task_get_task_data (task);

  if (input->next == input->masks->len)
    g_task_run_in_thread (task, measure_in_worker);
  else
    gesso_studio_load_mask_async (g_task_get_source_object (task), g_array_index (input->masks, Mask, input->next).blob,
                                  g_task_get_cancellable (task), mask_ready_cb, g_object_ref (task));
}

void
gesso_drift_map_new_async (GessoStudio         *studio,
                           GessoPyramid        *before,
                           GessoPyramid        *after,
                           const GessoAncestor *ancestor,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (studio, cancellable, callback, user_data);
  Input *input = g_new0 (Input, 1);

  g_task_set_source_tag (task, gesso_drift_map_new_async);
  input->before = g_object_ref (before);
  input->after = g_object_ref (after);
  input->added = ancestor->added;
  input->masks = g_array_new (FALSE, FALSE, sizeof (Mask));
  g_array_set_clear_func (input->masks, mask_clear);
  for (guint i = 0; i < ancestor->masks->len; i++)
    {
      const GessoMadeMask *made = g_ptr_array_index (ancestor->masks, i);
      Mask mask = { g_strdup (made->blob), NULL, made->feather, made->edge, made->around };

      g_array_append_val (input->masks, mask);
    }
  g_task_set_task_data (task, input, input_free);
  load_next (task);
}

GessoDriftMap *
gesso_drift_map_new_finish (GessoStudio  *studio,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, studio), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* gesso-drift-map.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-canvas"

#include "config.h"

#include "gesso-drift-map.h"
#include "gesso-mask.h"

typedef struct
{
  GessoPyramid *before, *after; /* (owned) */
  GessoImage *mask;             /* (owned) (nullable) */
  GessoMadeMask made;
  GessoFrame added;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_object_unref (input->before);
  g_object_unref (input->after);
  g_clear_pointer (&input->mask, gesso_image_unref);
  g_free (input);
}

void
gesso_drift_map_free (GessoDriftMap *self)
{
  g_clear_object (&self->heat);
  g_free (self);
}

/* What the mask let change: with its soft edge, at the size of the picture. */
static GessoImage *
make_coverage (const Input      *input,
               const GessoImage *after,
               GError          **error)
{
  g_autoptr (GessoImage) scaled = gesso_image_scale (input->mask, gesso_image_get_width (after),
                                                     gesso_image_get_height (after), error);
  g_autoptr (GessoMask) mask = NULL;

  if (scaled == NULL || !(input->made.feather > 0))
    return g_steal_pointer (&scaled);
  mask = gesso_mask_new_from_image (scaled);
  gesso_mask_feather (mask, input->made.feather, input->made.edge);
  return gesso_mask_to_image (mask, error);
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

  if (input->mask != NULL && (coverage = make_coverage (input, after, error)) == NULL)
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

void
gesso_drift_map_new_async (GessoPyramid        *before,
                           GessoPyramid        *after,
                           const GessoImage    *mask,
                           const GessoMadeMask *made,
                           const GessoFrame    *added,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Input *input = g_new0 (Input, 1);

  g_task_set_source_tag (task, gesso_drift_map_new_async);
  input->before = g_object_ref (before);
  input->after = g_object_ref (after);
  input->mask = mask != NULL ? gesso_image_ref (mask) : NULL;
  input->added = *added;
  if (made != NULL)
    {
      input->made = *made;
      input->made.blob = NULL;
    }
  g_task_set_task_data (task, input, input_free);
  g_task_run_in_thread (task, measure_in_worker);
}

GessoDriftMap *
gesso_drift_map_new_finish (GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

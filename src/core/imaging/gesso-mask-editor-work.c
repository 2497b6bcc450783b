/* gesso-mask-editor-work.c - what workers find, laid over the mask
 *
 * While the pointer goes on asking, the newest wish is worked on next; each
 * result is laid over the mask as it was before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-imaging"

#include "config.h"

#include "gesso-mask-editor-private.h"

typedef struct
{
  GessoImage *cover; /* (owned) */
  int x, y;
} Found;

static void run_work (GessoMaskEditor *self, GessoMaskWork *work);

static void
found_free (gpointer data)
{
  Found *found = data;

  gesso_image_unref (found->cover);
  g_free (found);
}

static void
work_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const GessoMaskWork *work = task_data;
  GError *error = NULL;
  Found *found;
  int x = 0, y = 0;
  GessoImage *cover = work->run (work->data, &x, &y, cancellable, &error);

  if (cover == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  found = g_new0 (Found, 1);
  *found = (Found) { cover, x, y };
  g_task_return_pointer (task, found, found_free);
}

static void
lay_over (GessoMaskEditor     *self,
          const Found         *found,
          const GessoMaskWork *work)
{
  GessoRect reverted = gesso_mask_restore (self->mask, self->pending);
  GessoRect changed = gesso_mask_combine_image (self->mask, found->cover, found->x, found->y,
                                                work->opacity, work->combine);

  self->worked = !gesso_rect_is_empty (&changed);
  changed = gesso_rect_union (&changed, &reverted);
  gesso_mask_editor_announce (self, &changed);
}

static void
work_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GessoMaskEditor *self = GESSO_MASK_EDITOR (source);
  const GessoMaskWork *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  Found *found = g_task_propagate_pointer (G_TASK (result), &error);

  /* Stopped, and perhaps followed by other work. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    {
      g_clear_pointer (&found, found_free);
      return;
    }
  g_clear_object (&self->cancellable);
  if (found != NULL)
    lay_over (self, found, work);
  g_clear_pointer (&found, found_free);
  if (self->next_work != NULL)
    {
      run_work (self, g_steal_pointer (&self->next_work));
      return;
    }
  if (self->finishing)
    {
      self->finishing = FALSE;
      if (self->worked && error == NULL)
        gesso_mask_editor_commit (self, g_steal_pointer (&self->pending));
      g_clear_pointer (&self->pending, gesso_mask_snapshot_unref);
    }
  gesso_mask_editor_work_changed (self);
  if (error != NULL)
    gesso_mask_editor_fail (self, error->message);
}

static void
run_work (GessoMaskEditor *self,
          GessoMaskWork   *work)
{
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, work_done_cb, NULL);
  g_task_set_source_tag (task, run_work);
  g_task_set_task_data (task, work, (GDestroyNotify) gesso_mask_work_free);
  g_task_run_in_thread (task, work_in_worker);
}

void
gesso_mask_editor_start_work (GessoMaskEditor *self,
                              GessoMaskWork   *work)
{
  if (work == NULL)
    return;
  if (self->cancellable != NULL)
    {
      g_clear_pointer (&self->next_work, gesso_mask_work_free);
      self->next_work = work;
      return;
    }
  run_work (self, work);
  gesso_mask_editor_work_changed (self);
}

void
gesso_mask_editor_stop_work (GessoMaskEditor *self)
{
  GessoRect reverted;

  g_clear_pointer (&self->next_work, gesso_mask_work_free);
  if (self->cancellable != NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      gesso_mask_editor_work_changed (self);
    }
  if (!self->worked)
    return;
  self->worked = FALSE;
  reverted = gesso_mask_restore (self->mask, self->pending);
  gesso_mask_editor_announce (self, &reverted);
}

gboolean
gesso_mask_editor_is_busy (GessoMaskEditor *self)
{
  g_return_val_if_fail (GESSO_IS_MASK_EDITOR (self), FALSE);

  return self->cancellable != NULL;
}

void
gesso_mask_editor_run (GessoMaskEditor *self,
                       GessoMaskWork   *work)
{
  g_return_if_fail (GESSO_IS_MASK_EDITOR (self));

  gesso_mask_editor_cancel (self);
  self->pending = gesso_mask_snapshot (self->mask);
  self->worked = FALSE;
  self->finishing = TRUE;
  gesso_mask_editor_start_work (self, work);
}

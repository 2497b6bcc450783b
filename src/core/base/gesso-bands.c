/* gesso-bands.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-bands.h"

/* More workers than this fight for memory bandwidth rather than help. */
#define MAX_HELPERS 7

/* One call of gesso_bands_run(), seen by all who work on it. */
typedef struct
{
  GessoBandFunc func;
  gpointer user_data;
  GCancellable *cancellable; /* (nullable) */
  int rows, height, first_height;
  int n_bands;
  int next; /* (atomic): the first band that nobody has taken */

  GMutex lock; /* guards helpers */
  GCond idle;
  int helpers; /* pool workers that may still touch this */
} Run;

static void
work (Run *run)
{
  for (;;)
    {
      int band = g_atomic_int_add (&run->next, 1);
      int first, last;

      if (band >= run->n_bands || g_cancellable_is_cancelled (run->cancellable))
        return;
      first = band == 0 ? 0 : run->first_height + (band - 1) * run->height;
      last = MIN (run->first_height + band * run->height, run->rows);
      run->func (first, last, run->user_data);
    }
}

static void
help_cb (gpointer data,
         gpointer user_data)
{
  Run *run = data;

  work (run);
  g_mutex_lock (&run->lock);
  if (--run->helpers == 0)
    g_cond_signal (&run->idle);
  g_mutex_unlock (&run->lock);
}

/* The workers all runs share. They outlive the runs: starting one costs more than a small band. */
static GThreadPool *
get_helpers (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    {
      int count = CLAMP ((int) g_get_num_processors () - 1, 1, MAX_HELPERS);

      g_once_init_leave (&pool, g_thread_pool_new (help_cb, NULL, count, FALSE, NULL));
    }
  return pool;
}

gboolean
gesso_bands_run (int            rows,
                 int            height,
                 int            first_height,
                 GessoBandFunc  func,
                 gpointer       user_data,
                 GCancellable  *cancellable)
{
  Run run = { func, user_data, cancellable, rows, height, 0 };
  int count;

  g_return_val_if_fail (height > 0 && first_height >= 0 && first_height <= height, FALSE);

  if (rows <= 0)
    return !g_cancellable_is_cancelled (cancellable);
  run.first_height = MIN (first_height > 0 ? first_height : height, rows);
  run.n_bands = 1 + (rows - run.first_height + height - 1) / height;
  count = MIN ((int) g_get_num_processors () - 1, MIN (run.n_bands - 1, MAX_HELPERS));

  g_mutex_init (&run.lock);
  g_cond_init (&run.idle);
  run.helpers = MAX (count, 0);
  for (int i = 0; i < count; i++)
    g_thread_pool_push (get_helpers (), &run, NULL);
  work (&run);

  g_mutex_lock (&run.lock);
  while (run.helpers > 0)
    g_cond_wait (&run.idle, &run.lock);
  g_mutex_unlock (&run.lock);
  g_mutex_clear (&run.lock);
  g_cond_clear (&run.idle);
  return !g_cancellable_is_cancelled (cancellable);
}

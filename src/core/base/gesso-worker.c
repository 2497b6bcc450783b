/* gesso-worker.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-worker"

#include "config.h"

#include "gesso-worker.h"

/* One queued call; the one that ends the worker has no task. */
typedef struct
{
  GTask *task; /* (owned) (nullable) */
  GTaskThreadFunc func;
  int priority;
  guint64 serial;
} Call;

struct _GessoWorker
{
  GObject parent_instance;

  GAsyncQueue *calls; /* (owned) */
  GThread *thread;    /* (owned) (nullable): NULL once stopped */
  GMutex lock;        /* guards stopped and next_serial */
  guint64 next_serial;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (GessoWorker, gesso_worker, G_TYPE_OBJECT)

/* Which worker's thread this is: only compared, as the thread does not own it. */
static GPrivate current_worker;

/* What a thread starts with. */
typedef struct
{
  GAsyncQueue *calls;  /* (owned) */
  GessoWorker *worker; /* only compared */
} Start;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->task);
  g_free (call);
}

static int
compare_calls (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const Call *x = a, *y = b;

  if (x->priority != y->priority)
    return x->priority < y->priority ? -1 : 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static gpointer
worker_main (gpointer data)
{
  g_autofree Start *start = data;
  g_autoptr (GAsyncQueue) calls = start->calls;

  g_private_set (&current_worker, start->worker);
  for (;;)
    {
      Call *call = g_async_queue_pop (calls);

      if (call->task == NULL)
        {
          call_free (call);
          return NULL;
        }
      if (!g_task_return_error_if_cancelled (call->task))
        call->func (call->task, g_task_get_source_object (call->task),
                    g_task_get_task_data (call->task), g_task_get_cancellable (call->task));
      call_free (call);
    }
}

/* With the lock held: @task (nullable) goes to the queue by its priority. */
static void
push_call (GessoWorker    *self,
           GTask          *task,
           GTaskThreadFunc func,
           int             priority)
{
  Call *call = g_new0 (Call, 1);

  call->task = task != NULL ? g_object_ref (task) : NULL;
  call->func = func;
  call->priority = priority;
  call->serial = self->next_serial++;
  g_async_queue_push_sorted (self->calls, call, compare_calls, NULL);
}

static void
gesso_worker_dispose (GObject *object)
{
  gesso_worker_stop (GESSO_WORKER (object));
  G_OBJECT_CLASS (gesso_worker_parent_class)->dispose (object);
}

static void
gesso_worker_finalize (GObject *object)
{
  GessoWorker *self = GESSO_WORKER (object);

  g_async_queue_unref (self->calls);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (gesso_worker_parent_class)->finalize (object);
}

static void
gesso_worker_class_init (GessoWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gesso_worker_dispose;
  object_class->finalize = gesso_worker_finalize;
}

static void
gesso_worker_init (GessoWorker *self)
{
  g_mutex_init (&self->lock);
  self->calls = g_async_queue_new_full (call_free);
}

GessoWorker *
gesso_worker_new (const char *name)
{
  GessoWorker *self = g_object_new (GESSO_TYPE_WORKER, NULL);
  Start *start = g_new0 (Start, 1);

  start->calls = g_async_queue_ref (self->calls);
  start->worker = self;
  self->thread = g_thread_new (name, worker_main, start);
  return self;
}

void
gesso_worker_run (GessoWorker    *self,
                  GTask          *task,
                  GTaskThreadFunc func)
{
  gboolean stopped;

  g_return_if_fail (GESSO_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));

  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  if (!stopped)
    push_call (self, task, func, g_task_get_priority (task));
  g_mutex_unlock (&self->lock);
  if (stopped)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The worker has stopped");
}

gboolean
gesso_worker_is_inside (GessoWorker *self)
{
  return g_private_get (&current_worker) == self;
}

void
gesso_worker_stop (GessoWorker *self)
{
  GThread *thread;

  g_return_if_fail (GESSO_IS_WORKER (self));

  g_mutex_lock (&self->lock);
  thread = g_steal_pointer (&self->thread);
  self->stopped = TRUE;
  if (thread != NULL)
    push_call (self, NULL, NULL, G_MAXINT);
  g_mutex_unlock (&self->lock);
  if (thread != NULL)
    g_thread_join (thread);
}

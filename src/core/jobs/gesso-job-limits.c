/* gesso-job-limits.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-limits.h"

#define MINUTE (60 * G_USEC_PER_SEC)

typedef struct
{
  guint running;
  guint max_concurrent;      /* 0: the spec's */
  guint requests_per_minute; /* 0: the spec's */
  GQueue starts;             /* of gint64 *: when the last requests went, or will go */
} Count;

struct _GessoJobLimits
{
  GHashTable *counts; /* provider to Count */
};

static void
free_count (gpointer data)
{
  Count *count = data;

  g_queue_clear_full (&count->starts, g_free);
  g_free (count);
}

GessoJobLimits *
gesso_job_limits_new (void)
{
  GessoJobLimits *self = g_new0 (GessoJobLimits, 1);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_count);
  return self;
}

void
gesso_job_limits_free (GessoJobLimits *self)
{
  g_hash_table_unref (self->counts);
  g_free (self);
}

static Count *
get_count (GessoJobLimits *self,
           const char     *provider)
{
  Count *count = g_hash_table_lookup (self->counts, provider);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_queue_init (&count->starts);
      g_hash_table_insert (self->counts, g_strdup (provider), count);
    }
  return count;
}

void
gesso_job_limits_set (GessoJobLimits *self,
                      const char     *provider,
                      guint           max_concurrent,
                      guint           requests_per_minute)
{
  Count *count = get_count (self, provider);

  count->max_concurrent = max_concurrent;
  count->requests_per_minute = requests_per_minute;
}

gboolean
gesso_job_limits_try_enter (GessoJobLimits          *self,
                            const GessoProviderSpec *spec)
{
  Count *count = get_count (self, spec->id);
  guint limit = count->max_concurrent > 0 ? count->max_concurrent : spec->max_concurrent;

  if (limit > 0 && count->running >= limit)
    return FALSE;
  count->running++;
  return TRUE;
}

void
gesso_job_limits_leave (GessoJobLimits          *self,
                        const GessoProviderSpec *spec)
{
  Count *count = get_count (self, spec->id);

  g_return_if_fail (count->running > 0);

  count->running--;
}

double
gesso_job_limits_reserve (GessoJobLimits          *self,
                          const GessoProviderSpec *spec,
                          gint64                   now)
{
  Count *count = get_count (self, spec->id);
  guint limit = count->requests_per_minute > 0 ? count->requests_per_minute : spec->requests_per_minute;
  gint64 start = now;

  if (limit == 0)
    return 0;
  while (g_queue_get_length (&count->starts) >= limit)
    {
      g_autofree gint64 *oldest = g_queue_pop_head (&count->starts);

      start = MAX (start, *oldest + MINUTE);
    }
  g_queue_push_tail (&count->starts, g_memdup2 (&start, sizeof start));
  return (start - now) / (double) G_USEC_PER_SEC;
}

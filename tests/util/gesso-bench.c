/* gesso-bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "gesso-bench.h"

static double
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

double
gesso_bench_get_ms (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
gesso_bench_get_worker_ms (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

double
gesso_bench_get_process_ms (void)
{
  return read_clock (CLOCK_PROCESS_CPUTIME_ID);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
gesso_bench_get_quantile (double *values,
                          guint   n,
                          double  part)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[MIN ((guint) (n * part), n - 1)];
}

double
gesso_bench_get_median (double *values,
                        guint   n)
{
  return gesso_bench_get_quantile (values, n, 0.5);
}

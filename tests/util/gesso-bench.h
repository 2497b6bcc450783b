/* gesso-bench.h - what the benchmarks share: clocks, and what many times come to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Milliseconds that pass for everybody. */
double gesso_bench_get_ms         (void);
/** Milliseconds of the processor in this worker: what else the machine does is left out. */
double gesso_bench_get_worker_ms  (void);
/** Milliseconds of the processor in all workers of this program. */
double gesso_bench_get_process_ms (void);

/** Sorts @values, @n of them and at least one. @part: of them that are less, from 0 to 1 */
double gesso_bench_get_quantile   (double *values, guint n, double part);
/** Sorts @values, @n of them and at least one. */
double gesso_bench_get_median     (double *values, guint n);

G_END_DECLS

/* studio-bench.h - what the benchmarks of windows share: a library in a folder, and time to come to rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-studio.h"

G_BEGIN_DECLS

/** The library of @folder, its cache included; aborts when it does not open. Returns: (transfer full) */
GessoStudio *studio_bench_open  (const char *folder);
/** @studio: (transfer full) */
void         studio_bench_close (GessoStudio *studio);
/** Iterates the default main context for @ms milliseconds. */
void         studio_bench_rest  (guint ms);

G_END_DECLS

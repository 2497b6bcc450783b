/* studio-bench.h - what the benchmarks of windows share: a library in a folder, and time to come to rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "gesso-studio.h"

G_BEGIN_DECLS

/** The library of @folder, its cache included; aborts when it does not open. Returns: (transfer full) */
GessoStudio *studio_bench_open  (const char *folder);
/** @studio: (transfer full) */
void         studio_bench_close (GessoStudio *studio);
/** Iterates the default main context for @ms milliseconds. */
void         studio_bench_rest  (guint ms);

#define STUDIO_BENCH_WIDTH 1280
#define STUDIO_BENCH_HEIGHT 800

/** A window of that size with @child, whose part @seen has come to rest: an artist's, who then opens something. */
GtkWidget   *studio_bench_show  (GtkWidget *child, GtkWidget *seen);

G_END_DECLS
